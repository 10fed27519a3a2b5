"""F4 and F5: the disk is full, and somebody else holds the database."""

import os
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import requests
from sqlalchemy import Engine, create_engine, text

from db.checking import faults
from tests.conftest import TODAY
from tests.faults.house import SQLITE, House
from tests.faults.kills import fresh_ward
from tests.faults.savers import Saver, lost, saving
from tests.faults.table import NotHere, Outcome
from tests.web.ports import eventually
from tests.web.ward import build_ward
from vmboard.store.engine import dispose

DISK = 40_000_000
"""Bytes of the disk that gets full."""
BACK_WITHIN = 10
"""Seconds, from when there is room again, or the lock is gone."""
HELD_LONG, HELD_SHORT = 30.0, 6.0
"""Seconds that the database is held: longer than anybody waits for their turn."""
ODD = ("Traceback", "sqlite3", "psycopg", "OperationalError")


def disk_full(house: House, _: str, times: int) -> Outcome:
    """Fill the disk while two people save, and make room again."""
    with _small_disk(house.new_folder()) as disk:
        url = f"sqlite:///{disk / 'ward.db'}"
        filler = disk / "filler"

        def fill() -> None:
            with filler.open("wb", buffering=0) as held:
                for size in (65_536, 4_096, 512):
                    try:
                        while True:
                            held.write(bytes(size))
                    except OSError:
                        continue

        return _through(house, url, times, fill, filler.unlink, seconds=3)


def locked_long(house: House, on: str, times: int) -> Outcome:
    return locked(house, on, times, seconds=HELD_LONG)


def locked(house: House, on: str, times: int, *, seconds: float = HELD_SHORT) -> Outcome:
    """Hold the database from another process while two people save: on SQLite so that nobody writes, on Postgres so
    that nobody so much as reads the teams."""
    url = house.url(on)
    held: list[Callable[[], None]] = []

    def begin() -> None:
        held.append(_hold(url, on))

    return _through(house, url, times, begin, lambda: held.pop()(), seconds=seconds)


def _through(
    house: House, url: str, times: int, begin: Callable[[], None], end: Callable[[], object], *, seconds: float
) -> Outcome:
    """The wall goes on showing its board meanwhile, whoever saves is answered in a sentence, and then all go on."""
    ward, wrong, back = fresh_ward(url), list[str](), list[float]()
    screen = build_ward(ward.bind, TODAY, name="Ward 9", measures=2, weeks=4)
    ward.bind.dispose()
    with house.server(url) as server:
        assert "Order new bed sensors" in requests.get(f"{server.where}{screen.link}", timeout=30).text
        with saving(ward, server.port, 2) as savers:
            for turn in range(times):
                _all_save(savers, 60)
                begin()
                began = time.monotonic()
                while time.monotonic() < began + seconds:
                    seen = requests.get(f"{server.where}{screen.link}/board", timeout=30)
                    if "Order new bed sensors" not in seen.text or any(word in seen.text for word in ODD):
                        wrong.append(f"time {turn + 1}: the wall shows {seen.status_code} {seen.text[:60]}")
                    time.sleep(0.5)
                end()
                returned = time.monotonic()
                _all_save(savers, 60)
                back.append(time.monotonic() - returned)
    odd = {status: sum(saver.odd[status] for saver in savers) for saver in savers for status in saver.odd}
    wrong += [f"{count} answers {status}" for status, count in odd.items() if status != "503"]
    wrong += [saver.refused[0] for saver in savers if saver.refused]
    wrong += [*lost(ward.bind, ward, savers), *_faults(ward.bind), *house.slow("saved again", max(back), BACK_WITHIN)]
    dispose(url)
    saved = sum(len(saver.acknowledged) for saver in savers)
    summary = f"the wall kept its board, {odd.get('503', 0)} saves were put off; {saved} acknowledged, 0 lost"
    return Outcome(times, f"{summary}; all saved again after {max(back):.1f} s at most", wrong)


def _faults(bind: Engine) -> list[str]:
    """That the small disk is small is none."""
    return [fault for fault in faults(bind) if "free on the disk" not in fault]


def _all_save(savers: list[Saver], seconds: float) -> None:
    began = time.monotonic()
    eventually(lambda: all(saver.last_at > began for saver in savers), seconds)


def _hold(url: str, on: str) -> Callable[[], None]:
    if on == SQLITE:
        other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, timeout=30)
        other.execute("BEGIN IMMEDIATE")

        def let_go() -> None:
            with closing(other):
                other.rollback()

        return let_go
    engine = create_engine(url)
    connection = engine.connect()
    connection.execute(text("LOCK TABLE team IN ACCESS EXCLUSIVE MODE"))

    def free() -> None:
        connection.close()
        engine.dispose()

    return free


@contextmanager
def _small_disk(place: Path) -> Iterator[Path]:
    """Raises NotHere where none may be made: it takes root and Linux."""
    made = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(place)], check=False, capture_output=True
    )
    if not made or made.returncode:
        raise NotHere("a small disk is made by root on Linux alone")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
