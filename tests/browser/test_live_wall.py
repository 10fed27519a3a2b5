"""An open wall whose server is killed, freezes, or is cut off, in real time: nobody touches it, nothing reloads."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import time as time_of_day
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.network import Network
from tests.conftest import TODAY
from tests.web.ports import free_port, wait_for
from tests.web.ward import Ward, build_ward, tick
from vmboard.commands.displays import set_display
from vmboard.domain.access.actor import DEMO
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser

TICKED = "() => !document.body.textContent.includes('Order new bed sensors')"
AMBER_WITHIN, LIVE_WITHIN, OUTAGE = 20, 5, 24
"""Seconds."""


class Server:
    """A server of the walls in a process of its own."""

    def __init__(self, url: str) -> None:
        self._env = {**os.environ, "VMBOARD_DATABASE_URL": url, "VMBOARD_TODAY": TODAY.isoformat()}
        self.port = free_port()
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.web.server", str(self.port)]
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._env)
        wait_for(f"http://127.0.0.1:{self.port}/wall/wall.js")

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


@dataclass
class Wall:
    """An open wall and what was seen of it."""

    page: Page
    begin: Callable[[], None]
    end: Callable[[], None]
    amber_after: float = 0.0
    live_after: float = 0.0
    kinds: set[str] = field(default_factory=set)

    def state(self) -> str:
        return str(self.page.get_attribute("[data-live]", "data-state"))

    def shown(self) -> str:
        return str(self.page.locator(".vm-page:not([hidden])").inner_text())


@pytest.fixture
def ward(empty_sqlite: Path, tmp_path: Path) -> Iterator[Ward]:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    made = build_ward(engine_for(f"sqlite:///{path}"), TODAY)
    with transaction(made.bind) as session:
        set_display(
            session, DEMO, made.team_id, made.display_id, overview_seconds=10, focus_seconds=5,
            dark_from=time_of_day(20), dark_until=time_of_day(7),
        )  # fmt: skip
    yield made
    dispose(f"sqlite:///{path}")


def test_a_wall_keeps_its_board_says_how_old_it_is_and_heals(browser: Browser, ward: Ward) -> None:
    url = ward.bind.url.render_as_string(hide_password=False)
    with ExitStack() as stack:
        killed, frozen, cut_off = (Server(url) for _ in range(3))
        for server in (killed, frozen, cut_off):
            stack.callback(server.end)
        network = stack.enter_context(Network(cut_off.port))
        walls = {
            "killed": Wall(open_wall(browser, killed.port, ward), killed.end, killed.start),
            "frozen": Wall(
                open_wall(browser, frozen.port, ward),
                lambda: frozen.send(signal.SIGSTOP),
                lambda: frozen.send(signal.SIGCONT),
            ),
            "cut off": Wall(open_wall(browser, network.port, ward), network.cut, network.heal),
        }
        go_through_an_outage(walls, ward)
        come_back(walls)
    for name, wall in walls.items():
        assert wall.amber_after <= AMBER_WITHIN, f"{name}: amber after {wall.amber_after:.1f} s"
        assert wall.live_after <= LIVE_WITHIN, f"{name}: live again after {wall.live_after:.1f} s"
        assert len(wall.kinds) > 1, f"{name}: its pages stopped turning"
        print(f"{name}: amber after {wall.amber_after:.1f} s, live {wall.live_after:.1f} s after the return")


def open_wall(browser: Browser, port: int, ward: Ward) -> Page:
    page = browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"http://127.0.0.1:{port}{ward.link}")
    page.wait_for_selector("[data-live][data-state=live]")
    page.evaluate("window.neverReloaded = true")
    return page


def go_through_an_outage(walls: dict[str, Wall], ward: Ward) -> None:
    for wall in walls.values():
        assert "Order new bed sensors" in wall.page.inner_text("#wall")
        wall.begin()
    begun = time.monotonic()
    tick(ward, TODAY)
    while time.monotonic() < begun + OUTAGE:
        for name, wall in walls.items():
            state, passed = wall.state(), time.monotonic() - begun
            assert wall.shown(), f"{name}: blank after {passed:.1f} s"
            if state == "old" and not wall.amber_after:
                wall.amber_after = passed
            wall.kinds.add(str(wall.page.get_attribute(".vm-page:not([hidden])", "data-kind")))
        time.sleep(0.2)
    for name, wall in walls.items():
        assert wall.page.inner_text("[data-live]").startswith("Not updated since "), name
        assert "Order new bed sensors" in str(wall.page.text_content("#wall")), f"{name}: the last board went"


def come_back(walls: dict[str, Wall]) -> None:
    for name, wall in walls.items():
        wall.end()
        returned = time.monotonic()
        wall.page.wait_for_selector("[data-live][data-state=live]", timeout=15_000)
        wall.live_after = time.monotonic() - returned
        wall.page.wait_for_function(TICKED, timeout=6000)
        assert wall.page.evaluate("window.neverReloaded"), f"{name}: the page was loaded again"
