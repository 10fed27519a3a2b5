"""F7, F8 and F9: the app of an open wall is killed, frozen or cut off, and comes back; nobody touches the screen."""

import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

from playwright.sync_api import Page

from tests.browser.network import Network
from tests.conftest import TODAY
from tests.faults.house import House
from tests.faults.kills import fresh_ward
from tests.faults.table import Outcome
from tests.web.ward import Ward, build_ward, tick
from vmboard.store.engine import dispose

AT_ONCE = 5
"""Walls that are open together."""
AMBER_WITHIN, LIVE_WITHIN = 90, 15
"""Seconds."""
STATE = "() => document.querySelector('[data-live]').dataset.state"
TICKED = "() => !document.body.textContent.includes('Order new bed sensors')"
PATIENCE = 120_000
"""Milliseconds a wall is waited for at most."""


def killed(house: House, on: str, times: int) -> Outcome:
    with house.server(house.url(on)) as server:
        return _through(house, server.env["VMBOARD_DATABASE_URL"], server.port, times, server.stop, server.start, 60)


def frozen(house: House, on: str, times: int) -> Outcome:
    with house.server(house.url(on)) as server:
        freeze, thaw = (partial(server.process.send_signal, number) for number in (signal.SIGSTOP, signal.SIGCONT))
        return _through(house, server.env["VMBOARD_DATABASE_URL"], server.port, times, freeze, thaw, 120)


def cut_off(house: House, on: str, times: int) -> Outcome:
    with house.server(house.url(on)) as server, Network(server.port) as network:
        url = server.env["VMBOARD_DATABASE_URL"]
        return _through(house, url, network.port, times, network.cut, network.heal, 60)


def _through(
    house: House, url: str, port: int, times: int, begin: Callable[[], object], end: Callable[[], object], away: int
) -> Outcome:
    """Five walls at a time see the app go for so many seconds, change meanwhile, and come back."""
    ward = fresh_ward(url)
    screen = build_ward(ward.bind, TODAY, name="Ward 9")
    wrong, amber, live, done = list[str](), list[float](), list[float](), 0
    while done < times:
        with ExitStack() as closing:
            walls = [_open(house, port, screen, closing) for _ in range(min(AT_ONCE, times - done))]
            begin()
            began = time.monotonic()
            tick(screen, TODAY)
            amber += _until(walls, "old", began, away + AMBER_WITHIN)
            time.sleep(max(0, began + away - time.monotonic()))
            for wall in walls:
                shown = wall.text_content("#wall") or ""
                wrong += [] if "Order new bed sensors" in shown else ["the last board went"]
                says = wall.inner_text("[data-live]")
                wrong += [] if says.startswith("Not updated since") else [f"it says {says}"]
            end()
            live += _until(walls, "live", time.monotonic(), 120)
            for wall in walls:
                wall.wait_for_function(TICKED, timeout=PATIENCE)
                wrong += [] if wall.evaluate("window.neverReloaded") else ["the page was loaded again"]
            done += len(walls)
            tick(screen, TODAY, done=False)
    wrong += house.slow("said to be old", max(amber), AMBER_WITHIN) + house.slow("live again", max(live), LIVE_WITHIN)
    dispose(url)
    seen = f"away for {away} s: the last board stayed and said its age after {max(amber):.0f} s at most"
    return Outcome(done, f"{seen}; live again after {max(live):.1f} s at most, nothing reloaded", wrong)


def _open(house: House, port: int, screen: Ward, closing: ExitStack) -> Page:
    page = house.browser.new_page(viewport={"width": 1920, "height": 1080})
    closing.callback(page.close)
    page.goto(f"http://127.0.0.1:{port}{screen.link}", timeout=PATIENCE)
    page.wait_for_selector("[data-live][data-state=live]", timeout=PATIENCE)
    page.evaluate("window.neverReloaded = true")
    return page


def _until(walls: list[Page], state: str, began: float, seconds: float) -> list[float]:
    """Seconds after which each wall came to that state."""
    came = dict[int, float]()
    while len(came) < len(walls):
        for number, wall in enumerate(walls):
            if number not in came and wall.evaluate(STATE) == state:
                came[number] = time.monotonic() - began
        assert time.monotonic() < began + seconds, f"{len(walls) - len(came)} walls did not come to be {state}"
        time.sleep(0.1)
    return list(came.values())
