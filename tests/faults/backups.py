"""F10: backups under load, restored into an empty place; and backup, restore and move killed in the middle."""

import json
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import requests
from sqlalchemy import Engine

from db.backup import back_up, read_manifest
from db.checking import faults
from db.migrate import upgrade
from db.portable import TableSum, lines_of, summed, tables_of
from tests.conftest import TODAY
from tests.faults.house import House
from tests.faults.kills import fresh_ward
from tests.faults.savers import lost, saving
from tests.faults.table import Outcome
from tests.web.ports import eventually
from tests.web.ward import Ward, build_ward, tick
from vmboard.domain.refusals import Refused
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.revisions import revision_of
from vmboard.store.tables import Organisation

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


def killed(house: House, on: str, times: int, *, measures: int = 8) -> Outcome:
    """Kill ``backup``, ``restore --replace`` and ``move`` in turn, each at a random moment of its usual time: what is
    there afterwards is the old or the new, whole."""
    chance, wrong, state = random.Random(10), list[str](), {"old": 0, "new": 0}
    source, target = house.url(on), house.url(on)
    here, there = engine_for(source), engine_for(target)
    for bind in (here, there):
        upgrade(bind)
    build_ward(here, TODAY, measures=measures)
    file = house.new_folder() / "ward.vmboard"
    back_up(here, file, now=datetime.now(UTC))
    ours = _sums(here)
    does: dict[str, Callable[[Path], tuple[str, ...]]] = {
        "backup": lambda made: (source, "backup", str(made)),
        "restore": lambda _: (target, "restore", "--replace", str(file)),
        "move": lambda _: (source, "move", "--replace", "--to", target),
    }
    usual = dict[str, float]()
    for turn in range(-len(does), times):
        name = list(does)[turn % len(does)]
        made = house.new_folder() / "made.vmboard"
        _make_other(there)
        before = _sums(there)
        began = time.monotonic()
        running = house.command(*does[name](made))
        if turn < 0:  # how long it takes when it is let be
            running.wait(MOST_WAITED)
            usual[name] = time.monotonic() - began
            wrong += [] if _outcome(name, made, there, before, ours) == "new" else [f"{name} did not do its work"]
            continue
        time.sleep(chance.uniform(0.1, 1) * usual[name])
        running.kill()
        running.wait(MOST_WAITED)
        came = _outcome(name, made, there, before, ours)
        state[came if came in state else "old"] += 1
        wrong += [] if came in state else [f"{name}, kill {turn + 1}: {came}"]
        wrong += [f"{name}, kill {turn + 1}: {fault}" for bind in (here, there) for fault in faults(bind)]
        wrong += [] if _sums(here) == ours else [f"{name}, kill {turn + 1}: what was moved or backed up changed"]
    for url in (source, target):
        dispose(url)
    seen = f"{state['old']} times the old was there, {state['new']} times the new, nothing between"
    return Outcome(times, seen, wrong)


def _outcome(name: str, made: Path, there: Engine, before: dict[str, TableSum], ours: dict[str, TableSum]) -> str:
    if name == "backup":
        try:
            return "new" if made.exists() and read_manifest(made) else "old"
        except Refused as refused:
            return refused.sentence
    now = _sums(there)
    return "old" if now == before else "new" if now == ours else "neither the old nor the new"


def _sums(bind: Engine) -> dict[str, TableSum]:
    """Of every table but the audit log, in which a command leaves a line of its own."""
    with bind.connect() as connection:
        tables = [table for table in tables_of(connection) if table.name != "audit_line"]
        return {table.name: summed(lines_of(connection, table)) for table in tables}


def _make_other(bind: Engine) -> None:
    """What is there differs each time from what is put in its place; it gets a number that is free."""
    with transaction(bind) as session:
        session.add(Organisation(name=f"Another {time.monotonic_ns()}"))
