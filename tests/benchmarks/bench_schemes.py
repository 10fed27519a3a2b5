"""The register of 300 schemes over 20 teams, and one measure over 300 teams, from the database to what is shown.

python -m tests.benchmarks.bench_schemes [teams]
"""

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from db.migrate import upgrade
from tests.benchmarks.bench_board import tell
from tests.ward import TODAY, WEEK
from vmboard.commands import benefits, measures, projects, teams
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.impact.since_baseline import LongEnough
from vmboard.domain.schemes.register import totals
from vmboard.domain.words import BenefitKind
from vmboard.files.register import write_register
from vmboard.queries.impact import impact
from vmboard.queries.schemes import register
from vmboard.store.engine import engine_for, reading, transaction
from vmboard.ui.scheme_panels import _row

HOLDERS, WEEKS, TARGET = 20, 60, 150


def main(teams_: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bind = engine_for(f"sqlite:///{Path(folder)}/ward.db")
        upgrade(bind)
        with transaction(bind) as session:
            ids = [_team(session, number) for number in range(teams_)]
            for number in range(teams_):  # as many schemes as teams
                team, title = ids[number % min(HOLDERS, teams_)], f"Scheme {number}"
                row = projects.add_project(session, DEMO, team, title=title, today=TODAY)
                benefits.add_benefit(
                    session, DEMO, team, row.id, kind=BenefitKind.CASH, text=title, amount=90.0 * number
                )  # fmt: skip

        def query() -> None:
            with reading(bind) as session:
                register(session, DEMO, TODAY)

        def whole() -> None:
            with reading(bind) as session:
                lines = register(session, DEMO, TODAY)
            totals([line.scheme for line in lines])
            [_row(line, {}, line.scheme.sign_words(TODAY)) for line in lines]

        def file() -> None:
            with reading(bind) as session:
                write_register(register(session, DEMO, TODAY), "xlsx")

        def falls() -> None:
            with reading(bind) as session:
                impact(session, DEMO, ids, "library:falls", LongEnough(), TODAY)

        print("milliseconds                         processor  fastest   elapsed")
        tell(f"{teams_} schemes, database to view", query, times=15)
        tell("the same to markup, with totals", whole, times=15)
        tell("the same to a workbook", file, times=5)
        tell(f"falls in {teams_} teams × {WEEKS} weeks", falls, times=5)
        print(f"the first two are the figures to keep to {TARGET}")


def _team(session, number: int) -> int:  # type: ignore[no-untyped-def]
    team = teams.add_team(
        session, DEMO, organisation="NHS Highland", site="Raigmore", name=f"Ward {number}", timezone="Europe/London"
    )  # fmt: skip
    falls, *_ = add_from_library(session, DEMO, team.id, ["falls"])
    weeks = [WEEK - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    points = [NewPoint(week, float((number + place) % 7)) for place, week in enumerate(weeks)]
    record_points(session, DEMO, team.id, falls.id, points)
    measures.freeze_baseline(
        session, DEMO, team.id, falls.id, first_week=weeks[0], last_week=weeks[25], reason="Before we began"
    )  # fmt: skip
    return int(team.id)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
