"""F1 and F6: the app is killed in the middle of saving, and so is Postgres under it."""

import random
import time

import psutil

from db.checking import faults
from db.migrate import upgrade
from tests.faults.house import House, start
from tests.faults.savers import Saver, lost, saving
from tests.faults.table import Outcome
from tests.small_ward import Ward, small_ward
from tests.ui.conftest import Server
from tests.web.ports import eventually
from vmboard.store.engine import engine_for

PEOPLE, COLD_EVERY = 4, 10
READY_WITHIN, RECOVERED_WITHIN = 10, 15
"""Seconds."""


def app_killed(house: House, on: str, times: int) -> Outcome:
    """Kill the app, each time after a random moment of four people saving, and start it again.

    Every tenth start reads all the code anew, as after a power cut; the others are forked.
    """
    url = house.url(on)
    ward, chance, wrong, ready, saved = fresh_ward(url), random.Random(1), list[str](), list[float](), 0
    worked: list[float] = []
    everybody: list[Saver] = []
    server = Server(url, "uvicorn", house.forge)
    for turn in range(times):
        cold = turn % COLD_EVERY == COLD_EVERY - 1
        server.forge = None if cold else house.forge
        began = time.monotonic()
        start(server)
        if cold:
            ready.append(time.monotonic() - began)
            worked.append(sum(psutil.Process(server.process.pid).cpu_times()[:2]))
        with saving(ward, server.port, PEOPLE) as savers:
            before_kill(savers, chance)
            server.stop()
        saved += sum(len(saver.acknowledged) for saver in savers)
        everybody += savers
        wrong += [f"kill {turn + 1}: {fault}" for fault in lost(ward.bind, ward, savers)]
        if turn % 25 == 0 or turn == times - 1:
            wrong += [f"kill {turn + 1}: {fault}" for fault in [*faults(ward.bind), *lost(ward.bind, ward, everybody)]]
    slow = house.slow("ready", max(ready, default=0), READY_WITHIN)
    how = f"; {_slowest(ready, 'ready after')}, {max(worked):.1f} s of processor" if ready else ""
    return Outcome(times, f"{saved} acknowledged, {len(wrong)} lost or without history{how}", wrong + slow)


def postgres_stopped(house: House, _: str, times: int) -> Outcome:
    """Stop Postgres at once, in turn by its own tool and by killing it; the app goes on without being started again."""
    postgres = house.postgres
    url, chance, wrong, back, saved = postgres.database(), random.Random(6), list[str](), list[float](), 0
    ward = fresh_ward(url)
    server = Server(url, "uvicorn", house.forge)
    start(server)
    try:
        for turn in range(times):
            with saving(ward, server.port, PEOPLE) as savers:
                before_kill(savers, chance)
                (postgres.stop if turn % 2 == 0 else postgres.kill)()
                time.sleep(1)
                ward.bind.dispose()
                postgres.start()
                returned = time.monotonic()
                eventually(lambda: all(saver.last_at > returned for saver in savers), 60)  # noqa: B023
                back.append(max(saver.last_at for saver in savers) - returned)
            saved += sum(len(saver.acknowledged) for saver in savers)
            wrong += [f"stop {turn + 1}: {fault}" for fault in lost(ward.bind, ward, savers)]
        wrong += faults(ward.bind)
    finally:
        server.stop()
    slow = house.slow("saved again", max(back), RECOVERED_WITHIN)
    seen = f"{saved} acknowledged, {len(wrong)} lost; {_slowest(back, 'all saved again after')}"
    return Outcome(times, seen, wrong + slow)


def fresh_ward(url: str) -> Ward:
    bind = engine_for(url)
    upgrade(bind)
    return small_ward(bind)


def before_kill(savers: list[Saver], chance: random.Random) -> None:
    """Everybody has saved something, and then a moment passes."""
    eventually(lambda: all(saver.acknowledged for saver in savers), 60)
    time.sleep(chance.uniform(0, 0.5))


def _slowest(seconds: list[float], words: str) -> str:
    return f"{words} {max(seconds):.1f} s at most" if seconds else ""
