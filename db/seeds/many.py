"""Many teams at once, to see how a round of many boards holds up: ``python -m db.seeds.many --teams 300``.

Three levels of teams, and of every kind of row that a page of many boards shows. Written past the commands, thousands
of rows at a time, and the same on every machine. History tells little more than that each team began, so these boards
have no past to travel to; the demo has.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random
from typing import Annotated, Any

import typer
from sqlalchemy import Engine, func, insert, select, text
from sqlalchemy.orm import Session

from db.migrate import upgrade
from db.seeds import many_work
from db.seeds.many_figures import POINT, Rows, decided, figures, measures
from db.seeds.many_people import people
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import last_full_week
from vmboard.settings import settings, today_at
from vmboard.store.engine import engine, is_sqlite, transaction
from vmboard.store.tables import (
    Account,
    Action,
    Asker,
    Baseline,
    Benefit,
    Display,
    EscalationMove,
    Exclusion,
    History,
    Huddle,
    Link,
    Measure,
    MeasurePart,
    Organisation,
    PdsaCycle,
    PeerQuestion,
    Project,
    ProjectMeasure,
    QualityImpact,
    Rebase,
    Site,
    StageMove,
    Story,
    Team,
    TeamRevision,
    Visit,
)

MEASURES, WEEKS, TEAMS_A_SITE = 20, 104, 15
AT_ONCE = 50
"""Teams whose rows are written together."""
ZONE = "Europe/London"
PROGRAMMES = ("Value management", "Safer wards", "Access to care")
ORDER = (
    Team, TeamRevision, History, Measure, MeasurePart, Baseline, Rebase, Exclusion, Project, StageMove, PdsaCycle,
    ProjectMeasure, QualityImpact, Benefit, Story, PeerQuestion, Huddle, Action, EscalationMove, Asker, Link,
    Display, Visit,
)  # fmt: skip
"""The tables in the order they may be written; figures come after their measures."""


def build(bind: Engine, teams: int, today: date, *, measures: int = MEASURES, weeks: int = WEEKS) -> None:
    """Fill an empty database with so many teams. All of it or nothing. Raises Refused where there are teams."""
    with transaction(bind) as session:
        if session.scalar(select(func.count()).select_from(Team)):
            raise Refused("There are teams here already. Set VMBOARD_DATABASE_URL to a new database, and try again.")
        session.add(Organisation(id=1, name="NHS Many (made up)", is_demo=True))
        session.flush()
        for site in range(1 + (teams - 1) // TEAMS_A_SITE):
            session.add(Site(id=site + 1, organisation_id=1, name=f"Hospital {site + 1}"))
        session.flush()
        for first in range(1, teams + 1, AT_ONCE):
            _write(session, range(first, min(first + AT_ONCE, teams + 1)), today, measures, weeks)
        people(session, teams, TEAMS_A_SITE)
        _number_on(session)


def _write(session: Session, team_ids: Iterable[int], today: date, many: int, weeks: int) -> None:
    rows: Rows = defaultdict(list)
    points: list[tuple[Any, ...]] = []
    for team_id in team_ids:
        points += _team(rows, team_id, today, many, weeks)
    for kind in ORDER:
        if rows[kind]:
            session.execute(insert(kind), rows[kind])
        if kind is Measure:
            _copy(session, points)


def _team(rows: Rows, team_id: int, today: date, many: int, weeks: int) -> Iterable[tuple[Any, ...]]:
    """One team's rows by table, and its figures. Its trouble, if any, is drawn by its number."""
    chance, number, newest = Random(f"team {team_id}"), count(2).__next__, last_full_week(today)
    ids, began = [number() for _ in range(many)], today - timedelta(weeks=weeks)
    measures(team_id, ids, rows)
    decided(team_id, ids, newest, weeks, chance, number, rows)
    for title in chance.sample(many_work.TITLES, 6):
        many_work.project(rows, team_id, title, chance.choice(ids), today, chance, number)
    many_work.huddles(rows, team_id, today, chance, number)
    many_work.display(rows, team_id, today, chance, number)
    many_work.visits(rows, team_id, today, chance, number)
    many_work.question(rows, team_id, today, number)
    many_work.sent_up(rows, team_id, _above(team_id), today, chance, number)
    paused = today - timedelta(days=20) if chance.random() < 0.03 else None
    rows[History].append(many_work.history(team_id, 1, began, "add team", "team", team_id))
    rows[Team].append({
        "id": team_id, "site_id": (team_id - 1) // TEAMS_A_SITE + 1, "parent_id": next(iter(_above(team_id)), None),
        "slug": f"ward-{team_id}", "name": f"Ward {team_id}", "vision": "Home sooner, safer", "timezone": ZONE,
        "programme": PROGRAMMES[team_id % 3], "wave": team_id % 4 + 1, "shares_tests": team_id % 4 == 0,
        "started_on": began, "paused_on": paused, "paused_reason": "Moving wards" if paused else "",
        "version": 1,
    })  # fmt: skip
    rows[TeamRevision].append({"team_id": team_id, "revision": number()})
    return figures(team_id, ids, newest, weeks, chance)


def _above(team_id: int) -> tuple[int, ...]:
    """The first team of a site stands over the others there, and the first of all over those."""
    head = (team_id - 1) // TEAMS_A_SITE * TEAMS_A_SITE + 1
    return tuple(above for above in dict.fromkeys((head, 1)) if above != team_id)


def _copy(session: Session, points: list[tuple[Any, ...]]) -> None:
    """Millions of figures, the way either database takes them fastest."""
    raw: Any = session.connection().connection.driver_connection
    columns = ", ".join(POINT)
    if is_sqlite(session.get_bind()):  # type: ignore[arg-type]
        told = [(*row[:2], row[2].isoformat(), *row[3:10], row[10].isoformat(), row[11]) for row in points]
        raw.executemany(f"INSERT INTO data_point ({columns}) VALUES ({', '.join('?' * len(POINT))})", told)
        return
    with raw.cursor() as cursor, cursor.copy(f"COPY data_point ({columns}) FROM STDIN") as copy:
        for row in points:
            copy.write_row(row)


def _number_on(session: Session) -> None:
    """Postgres counts on from the ids that were written here, so that a person can add more."""
    if is_sqlite(session.get_bind()):  # type: ignore[arg-type]
        return
    for kind in (Organisation, Site, Team, Account):
        name = kind.__tablename__
        session.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"))


def main(
    teams: Annotated[int, typer.Option(help="How many teams.")] = 300,
    measures: Annotated[int, typer.Option(help="Measures a team.")] = MEASURES,
    weeks: Annotated[int, typer.Option(help="Weeks of figures.")] = WEEKS,
) -> None:
    """Fill the empty database of VMBOARD_DATABASE_URL with many teams."""
    today = today_at(datetime.now(UTC), settings().timezone)
    upgrade()
    build(engine(), teams, today, measures=measures, weeks=weeks)


if __name__ == "__main__":
    typer.run(main)
