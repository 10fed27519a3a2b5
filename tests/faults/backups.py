"""F10: backups under load, restored into an empty place."""

import json
import time
from typing import Any

import requests

from db.checking import faults
from tests.conftest import TODAY
from tests.faults.house import House
from tests.faults.kills import fresh_ward
from tests.faults.savers import lost, saving
from tests.faults.table import Outcome
from tests.web.ports import eventually
from tests.web.ward import Ward, build_ward, tick
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.revisions import revision_of

RESTORED_WITHIN = 300
"""Seconds, from nothing to a wall that shows."""
MOST_WAITED = 120
STILL = "for (const said of document.querySelectorAll('[data-live], [data-clock]')) said.style.display = 'none'"
"""Leaves out what a wall says of this very moment."""


def restored_pixel_by_pixel(house: House, on: str, times: int) -> Outcome:
    return restored(house, on, times, pixels=True)


def restored(house: House, on: str, times: int, *, pixels: bool = False) -> Outcome:
    """Back up by the command while two people save and a wall changes, restore into an empty place by the command,
    start the app there: its wall is the one that was seen at that revision, and all that was acknowledged is there."""
    url, wrong, took, saved = house.url(on), list[str](), list[float](), 0
    ward = fresh_ward(url)
    screen = build_ward(ward.bind, TODAY, name="Ward 9", measures=8)
    with house.server(url) as server:
        for turn in range(times):
            file, seen = house.new_folder() / "ward.vmboard", dict[str, Any]()
            with saving(ward, server.port, 2) as savers:
                eventually(lambda: all(saver.acknowledged for saver in savers), 60)
                acknowledged = [dict(saver.acknowledged) for saver in savers]
                _see(house, server.where, screen, seen, turn, pixels)
                backup = house.command(url, "backup", str(file))
                for again in range(1000):
                    if not backup.alive():
                        break
                    _see(house, server.where, screen, seen, turn + again + 1, pixels)
            saved += sum(map(len, acknowledged))
            for saver, before in zip(savers, acknowledged, strict=True):
                saver.acknowledged = before
            began, empty = time.monotonic(), house.url(on)
            house.command(empty, "restore", str(file)).wait(MOST_WAITED)
            bind = engine_for(empty)
            with house.server(empty) as anew:
                key, shown = _shown(house, anew.where, screen, pixels)
                took.append(time.monotonic() - began)
            wrong += [] if key in seen else [f"restore {turn + 1}: the edition {key} was never shown"]
            wrong += [] if shown == seen.get(key) else [f"restore {turn + 1}: the wall is not the one of edition {key}"]
            wrong += [f"restore {turn + 1}: {fault}" for fault in [*lost(bind, ward, savers), *faults(bind)]]
            dispose(empty)
    wrong += house.slow("restored", max(took), RESTORED_WITHIN)
    how = "pixel by pixel" if pixels else "byte by byte"
    return Outcome(
        times, f"{times} walls as at their revision, {how}; {saved} acknowledged before, all there; "
        f"from nothing to a wall {max(took):.1f} s at most", wrong,
    )  # fmt: skip


def _see(house: House, where: str, screen: Ward, seen: dict[str, Any], turn: int, pixels: bool) -> None:
    """Change the board, and take what its wall shows by then: by its edition, which comes but once."""
    tick(screen, TODAY, done=turn % 2 == 0)
    with reading(screen.bind) as session:
        edition = f"{revision_of(session, screen.team_id)}-"
    key, shown = "", None
    while not key.startswith(edition):  # the server hears of it in a moment
        key, shown = _shown(house, where, screen, pixels)
    seen[key] = shown


def _shown(house: House, where: str, screen: Ward, pixels: bool) -> tuple[str, Any]:
    """The edition, and the board of it as it is sent, or as it is drawn."""
    if not pixels:
        answer = requests.get(f"{where}{screen.link}/board", timeout=30)
        return json.loads(answer.headers["x-wall"])["key"], answer.text
    page = house.browser.new_page(viewport={"width": 1920, "height": 1080})
    page.goto(f"{where}{screen.link}")
    page.evaluate("document.fonts.ready")
    page.evaluate(STILL)
    key = str(page.get_attribute("#wall", "data-key"))
    picture = page.screenshot()
    page.close()
    return key, picture
