"""Many teams at once, to see how a round of many boards holds up: ``python -m db.seeds.many --teams 300``.

Written past the commands, thousands of rows at a time, and the same on every machine. History tells only that each
team began, so these boards have no past to travel to; the demo has.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from typing import Annotated, Any

import typer
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from db.migrate import upgrade
from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.escalations import Asked
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import last_full_week
from vmboard.domain.words import BenefitKind, BenefitState, Direction, Domain, LinkRole, PointStatus, Stage, Step
from vmboard.settings import settings, today_at
from vmboard.store.engine import engine, is_sqlite, transaction
from vmboard.store.tables import (
    Action,
    Baseline,
    Benefit,
    DataPoint,
    Display,
    EscalationMove,
    History,
    Huddle,
    Measure,
    Organisation,
    PdsaCycle,
    Project,
    ProjectMeasure,
    Row,
    Site,
    StageMove,
    Story,
    Team,
    Visit,
)

MEASURES, WEEKS, TEAMS_A_SITE = 20, 104, 15
KEYS = {"Falls": "falls", "Length of stay": "length_of_stay", "Would recommend": "would_recommend"}
"""Measures of the library among those below, by which teams stand side by side."""
ZONE = "Europe/London"
PROGRAMMES = ("Value management", "Safer wards", "Access to care")
THEMES = ("Falls", "Flow", "Medicines", "Stock", "Staffing", "Skin")
TITLES = ("Comfort rounds", "Morning bed list", "Quiet drug rounds", "One stock list", "Bank first", "Skin bundle",
          "Bedside handover", "Discharge lounge")  # fmt: skip
KINDS = (("Falls", "count", 5.0), ("Omitted medicines", "%", 8.0), ("Length of stay", "days", 6.0),
         ("Home by noon", "%", 30.0), ("Would recommend", "%", 93.0), ("Complaints", "count", 3.0),
         ("Patients", "patients", 41.0), ("Sickness", "%", 6.0), ("Bank hours", "hours", 120.0),
         ("Cost of supplies", "£", 4200.0))  # fmt: skip

Rows = dict[type[Row], list[dict[str, Any]]]


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
        for team_id in range(1, teams + 1):
            _write(session, _team(team_id, today, measures, weeks))


def _team(team_id: int, today: date, measures: int, weeks: int) -> Rows:
    """One team's rows by table, in the order they may be written. Its trouble, if any, is drawn by its number."""
    chance, number = Random(f"team {team_id}"), count(2).__next__
    began, newest = today - timedelta(weeks=weeks), last_full_week(today)
    ids = [number() for _ in range(measures)]
    rows: Rows = {
        Team: [], History: [],
        Measure: [_measure(team_id, id_, place) for place, id_ in enumerate(ids)],
        DataPoint: [p for place, id_ in enumerate(ids) for p in _points(team_id, id_, place, newest, weeks, chance)],
        Baseline: [_baseline(team_id, number(), id_, newest, weeks) for id_ in ids],
        Project: [], StageMove: [], PdsaCycle: [], ProjectMeasure: [], Benefit: [], Story: [],
        Huddle: _huddles(team_id, today, chance, number),
        Action: [], EscalationMove: [],
        Display: [_display(team_id, number(), today, chance)],
        Visit: [_visit(team_id, number(), today - timedelta(days=chance.randrange(3, 80)))],
    }  # fmt: skip
    for title in chance.sample(TITLES, 6):
        _project(rows, team_id, title, chance.choice(ids), today, chance, number)
    _escalation(rows, team_id, today, chance, number)
    revision = number()
    paused = today - timedelta(days=20) if chance.random() < 0.03 else None
    rows[Team].append({
        "id": team_id, "site_id": (team_id - 1) // TEAMS_A_SITE + 1, "parent_id": _above(team_id),
        "slug": f"ward-{team_id}",
        "name": f"Ward {team_id}", "vision": "Home sooner, safer", "timezone": ZONE,
        "programme": PROGRAMMES[team_id % 3], "wave": team_id % 4 + 1,
        "started_on": began, "paused_on": paused, "paused_reason": "Moving wards" if paused else "",
        "revision": revision, "version": 1,
    })  # fmt: skip
    rows[History].append({
        "team_id": team_id, "revision": 1, "at": _at(began), "actor_name": "Many teams", "verb": "add team",
        "noun": "team", "row_key": str(team_id), "after": None, "before": None, "reason": "",
    })  # fmt: skip
    return rows


def _measure(team_id: int, id_: int, place: int) -> dict[str, Any]:
    name, unit, usual = KINDS[place % len(KINDS)]
    better = Direction.INCREASE if name in ("Home by noon", "Would recommend", "Patients") else Direction.DECREASE
    return {
        "team_id": team_id, "id": id_, "name": name if place < len(KINDS) else f"{name}, bay {place // len(KINDS) + 1}",
        "domain": list(Domain)[place % 10 // 2], "unit": unit, "direction": better, "target": usual, "position": place,
        "library_key": KEYS.get(name, "") if place < len(KINDS) else "", "version": 1,
    }  # fmt: skip


def _above(team_id: int) -> int | None:
    """The first team of a site stands over the others there."""
    first = (team_id - 1) // TEAMS_A_SITE * TEAMS_A_SITE + 1
    return first if team_id > first else None


def _baseline(team_id: int, id_: int, measure_id: int, newest: date, weeks: int) -> dict[str, Any]:
    """The first half of the weeks, frozen."""
    return {
        "team_id": team_id, "id": id_, "measure_id": measure_id, "first_week": newest - timedelta(weeks=weeks - 1),
        "last_week": newest - timedelta(weeks=weeks // 2), "reason": "Before we began",
    }  # fmt: skip


def _points(team_id: int, id_: int, place: int, newest: date, weeks: int, chance: Random) -> Iterator[dict[str, Any]]:
    """Weeks that stray around a level; one in twelve has moved lately, one in thirty is late."""
    usual, drawn = KINDS[place % len(KINDS)][2], chance.random()
    step, late = (0.45 if drawn < 0.04 else -0.4 if drawn < 0.08 else 0.0), (4 if 0.5 < drawn < 0.53 else 0)
    for ago in reversed(range(late, weeks)):
        value = usual * (1 + chance.uniform(-0.25, 0.25) + (step if ago < 9 else 0))
        week = newest - timedelta(weeks=ago)
        yield {
            "team_id": team_id, "measure_id": id_, "week": week, "value": max(0.0, round(value, 1)),
            "status": PointStatus.FINAL, "recorded_on": week + timedelta(days=1 + chance.randrange(3)), "version": 1,
        }  # fmt: skip


def _huddles(team_id: int, today: date, chance: Random, number: Callable[[], int]) -> list[dict[str, Any]]:
    silent = 3 if chance.random() < 0.08 else 0
    days = (today - timedelta(days=1 + 7 * back) for back in range(silent, 26))
    return [
        {"team_id": team_id, "id": number(), "held_on": day, "minutes": 14, "people": 8, "version": 1} for day in days
    ]


def _display(team_id: int, id_: int, today: date, chance: Random) -> dict[str, Any]:
    seen = _at(today) - timedelta(days=3 if chance.random() < 0.04 else 0)
    return {
        "team_id": team_id, "id": id_, "name": "Ward corridor", "token_hash": f"{team_id:064d}", "last_seen_at": seen,
        "version": 1,
    }  # fmt: skip


def _visit(team_id: int, id_: int, on: date) -> dict[str, Any]:
    return {
        "team_id": team_id, "id": id_, "on": on, "occasion": next(iter(Occasion)), "level": next(iter(Level)),
        "author": "Isla Mackay", "version": 1,
    }  # fmt: skip


def _project(
    rows: Rows, team_id: int, title: str, measure_id: int, today: date, chance: Random, number: Callable[[], int]
) -> None:
    id_, ago = number(), chance.randrange(30, 200)
    blocked = "Waiting for Estates" if chance.random() < 0.03 else ""
    rows[Project].append({
        "team_id": team_id, "id": id_, "title": title, "theme": chance.choice(THEMES), "blocked_reason": blocked,
        "version": 1,
    })  # fmt: skip
    stages = (Stage.IDEA, Stage.TESTING, Stage.EMBEDDED)[: chance.choice((1, 2, 2, 3, 3))]
    for before, stage in zip((None, *stages), stages, strict=False):
        rows[StageMove].append({
            "team_id": team_id, "id": number(), "project_id": id_, "from_stage": before, "to_stage": stage,
            "moved_on": today - timedelta(days=ago),
        })  # fmt: skip
        ago = ago * 2 // 3
    if Stage.TESTING in stages:
        rows[PdsaCycle].append({
            "team_id": team_id, "id": number(), "project_id": id_, "number": 1, "step": Step.DO,
            "started_on": today - timedelta(days=chance.randrange(2, 50)), "version": 1,
        })  # fmt: skip
    if Stage.EMBEDDED in stages:
        _claim_and_story(rows, team_id, id_, title, today, number)
    rows[ProjectMeasure].append(
        {"team_id": team_id, "project_id": id_, "measure_id": measure_id, "role": LinkRole.OUTCOME}
    )


def _claim_and_story(
    rows: Rows, team_id: int, project_id: int, title: str, today: date, number: Callable[[], int]
) -> None:
    """What an embedded project gives back, which makes it a scheme, and its published story."""
    common = {"team_id": team_id, "project_id": project_id, "version": 1}
    rows[Benefit].append({
        **common, "id": number(), "kind": BenefitKind.CASH, "text": title, "amount": 900.0 + 10 * team_id,
        "state": BenefitState.CLAIMED,
    })  # fmt: skip
    rows[Story].append({
        **common, "id": number(), "heading": f"How {title.lower()} came to stay", "text": "We tried it on one bay.",
        "quote": "", "published_on": today - timedelta(days=team_id % 90),
    })  # fmt: skip


def _escalation(rows: Rows, team_id: int, today: date, chance: Random, number: Callable[[], int]) -> None:
    """One action in hand, and of one team in ten it was sent up."""
    id_, asked = number(), today - timedelta(days=chance.randrange(1, 30))
    rows[Action].append({
        "team_id": team_id, "id": id_, "text": "A second porter at weekends", "raised_on": asked, "version": 1,
    })  # fmt: skip
    if chance.random() < 0.1:
        rows[EscalationMove].append({
            "team_id": team_id, "id": number(), "action_id": id_, "state": Asked.WAITING, "on": asked,
            "to_team_id": _above(team_id) or team_id, "words": "Nobody brings patients down on Sundays",
        })  # fmt: skip


def _at(day: date) -> datetime:
    return datetime.combine(day, time(7), UTC)


def _write(session: Session, rows: Rows) -> None:
    for kind, mine in rows.items():
        if kind is DataPoint and not is_sqlite(session.get_bind()):  # type: ignore[arg-type]
            _copy(session, mine)
        elif mine:
            session.execute(insert(kind), mine)


def _copy(session: Session, points: Sequence[dict[str, Any]]) -> None:
    """Millions of figures, the way Postgres takes them fastest."""
    columns = ("team_id", "measure_id", "week", "value", "status", "waiting_for", "note", "recorded_on", "version")
    raw: Any = session.connection().connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY data_point ({', '.join(columns)}) FROM STDIN") as copy:
        for point in points:
            copy.write_row([str(point.get(column, "")) for column in columns])


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
