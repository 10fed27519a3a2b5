"""A board of 20 measures × 104 weeks, from the database to markup, on SQLite; and the engine alone.

python -m tests.benchmarks.bench_board [--profile]
"""

import cProfile
import gc
import pstats
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

from db.migrate import upgrade
from tests.ward import NURSE, TODAY, WEEK, full_ward
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.measures import judging
from vmboard.domain.spc.analysis import analyse
from vmboard.domain.spc.words import Chart
from vmboard.queries.board import board
from vmboard.render import chart, labels, overview
from vmboard.render.typeset import measured, thousandths, wrap
from vmboard.render.wall import board_markup
from vmboard.store.engine import engine_for, reading, transaction
from vmboard.web.garbage_collection import look_seldom

TARGET = 25


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        bind = engine_for(f"sqlite:///{Path(folder)}/ward.db")
        upgrade(bind)
        made = full_ward(bind, measures_=20, cards=5)
        with transaction(bind) as session:  # 80 weeks are in; 24 more before them
            for tile in made.tiles:
                chance = Random(tile.measure_id)
                older = [NewPoint(WEEK - timedelta(weeks=80 + n), float(chance.randint(1, 9))) for n in range(24)]
                record_points(session, NURSE, made.team_id, tile.measure_id, older)

        def whole() -> None:
            with reading(bind) as session:
                board_markup(board(session, NURSE, made.team_id, TODAY))

        drawn = (chart.spark, chart.large, labels._broadest, measured, thousandths, wrap, overview._made)

        def forget() -> None:
            for kept in (judging._analyse, *drawn):
                kept.cache_clear()

        def query() -> None:
            with reading(bind) as session:
                board(session, NURSE, made.team_id, TODAY)

        look_seldom()  # as the app does
        whole()
        gc.collect()
        gc.freeze()  # as the app sets aside what stays, once pages were opened
        values = [float(Random(n).randint(1, 20)) for n in range(104)]
        print("milliseconds                         processor  fastest   elapsed")
        for kind in Chart:
            whole_of = [float(Random(n).randint(180, 220)) for n in range(104)] if kind.has_denominators else None
            judge = partial(analyse, values, chart=kind, denominators=whole_of)
            tell(f"engine, 104 weeks, {kind}", judge, times=200)
        tell("database to view, as on a wall", query)
        tell("database to view, cold", query, forget)
        tell("database to markup, as on a wall", whole)
        tell("database to markup, cold", whole, forget)
        print(f"cold is the figure to keep to {TARGET}: nothing judged, wrapped or drawn before is remembered")
        if "--profile" in sys.argv:
            profile = cProfile.Profile()
            for _ in range(20):
                forget()
                profile.runcall(whole)
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def tell(what: str, work: Callable[[], object], before: Callable[[], object] = int, times: int = 60) -> None:
    """Median and least of processor time, to which other work on the machine does not count; median of elapsed time."""
    work()
    used, took = [], []
    for _ in range(times):
        before()
        start, begun = process_time(), perf_counter()
        work()
        used.append((process_time() - start) * 1000)
        took.append((perf_counter() - begun) * 1000)
    print(f"{what:36}{median(used):10.2f}{min(used):9.2f}{median(took):10.2f}")


if __name__ == "__main__":
    main()
