"""A board of 20 measures × 104 weeks, from the database to markup, on SQLite; and the engine alone.

python -m tests.benchmarks.bench_board [--profile]
"""

import cProfile
import pstats
import sys
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from db.migrate import upgrade
from tests.ward import NURSE, TODAY, WEEK, full_ward
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain import judging
from vmboard.domain.spc import analyse
from vmboard.queries.board import board
from vmboard.render import chart
from vmboard.render.typeset import wrap
from vmboard.render.wall import board_markup
from vmboard.store.engine import engine_for, reading, transaction


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

        def cold() -> None:
            for kept in (judging._analyse, chart.spark, chart.large, wrap):
                kept.cache_clear()
            whole()

        def query() -> None:
            with reading(bind) as session:
                board(session, NURSE, made.team_id, TODAY)

        values = [float(Random(n).randint(1, 20)) for n in range(104)]
        print(f"engine, one measure of 104 weeks   {timed(lambda: analyse(values), 400):6.2f} ms")
        print(f"database to view                   {timed(query):6.2f} ms")
        print(f"database to markup, all changed    {timed(cold):6.2f} ms")
        print(f"database to markup, as on a wall   {timed(whole):6.2f} ms")
        if "--profile" in sys.argv:
            profile = cProfile.Profile()
            profile.runcall(lambda: [cold() for _ in range(20)])
            pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def timed(work: Callable[[], object], times: int = 60) -> float:
    """Median milliseconds of processor time, warm: other work on the machine does not count."""
    found = []
    for _ in range(times):
        start = process_time()
        work()
        found.append((process_time() - start) * 1000)
    return median(found)


if __name__ == "__main__":
    main()
