"""Weekly data points of the measures of a box score."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.points import check_point
from vmboard.domain.refusals import Clash
from vmboard.domain.weeks import local_day
from vmboard.domain.words import PointStatus
from vmboard.store.tables import DataPoint, Team


@dataclass(frozen=True)
class NewPoint:
    """A data point to record: a value for one week, or no value and what it waits for."""

    week: date
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    status: PointStatus = PointStatus.FINAL
    waiting_for: str = ""
    note: str = ""
    doubt: str = ""
    """A question about it that nobody has answered yet."""


@asks(Verb.RECORD_POINTS)
def record_points(
    session: Session,
    actor: Actor,
    team_id: int,
    measure_id: int,
    points: Iterable[NewPoint],
    *,
    reason: str = "",
    dry_run: bool = False,
) -> tuple[int, int, int]:
    """Record a measure's data points, one a week: a week recorded before is corrected.

    Returns how many were created, changed and already so; on a dry run how many would be. Raises Refused, and then
    nothing is written.
    """
    history.hold(session, team_id)
    measure = measure_row(session, team_id, measure_id)
    team = session.get_one(Team, team_id)
    today, ends_on = local_day(session.info["now"], team.timezone), team.week_ends_on
    wanted = {point.week: check_point(point, measure.name, measure.unit, ends_on) for point in points}
    known = _known(session, team_id, measure_id, wanted)
    new = [(week, point) for week, point in wanted.items() if week not in known]
    moved = [(known[week], point) for week, point in wanted.items() if week in known and _differs(known[week], point)]
    counts = len(new), len(moved), len(wanted) - len(new) - len(moved)
    if dry_run:
        return counts
    fresh = [
        DataPoint(team_id=team_id, measure_id=measure_id, version=1, recorded_on=_first(point, today), **vars(point))
        for _, point in new
    ]
    with history.together(session, team_id) if len(fresh) + len(moved) > 1 else nullcontext():
        history.add_all(session, actor, "record point", fresh, reason=reason)
        corrected = ((row, _corrected(row, point, today)) for row, point in moved)
        history.change_all(session, actor, "correct point", corrected, reason=reason)
    return counts


@asks(Verb.RECORD_POINT)
def record_point(
    session: Session, actor: Actor, team_id: int, measure_id: int, point: NewPoint, *, version: int = 0
) -> DataPoint:
    """Record one data point. ``version`` is the one the person saw, 0 where they saw none. Raises Clash."""
    history.hold(session, team_id)
    measure = measure_row(session, team_id, measure_id)
    point = check_point(point, measure.name, measure.unit, session.get_one(Team, team_id).week_ends_on)
    row = history.held_row(session, DataPoint, team_id, measure_id, point.week)
    if row is not None and row.version != version and _differs(row, point):
        raise Clash("Someone else put a figure in for this week. Both are kept: choose one.")
    record_points(session, actor, team_id, measure_id, [point])
    return session.get_one(DataPoint, (team_id, measure_id, point.week))


def _known(session: Session, team_id: int, measure_id: int, weeks: Iterable[date]) -> dict[date, DataPoint]:
    mine = select(DataPoint).where(
        DataPoint.team_id == team_id, DataPoint.measure_id == measure_id, DataPoint.week.in_(list(weeks))
    )
    return {row.week: row for row in session.scalars(mine)}


def _corrected(row: DataPoint, point: NewPoint, today: date) -> dict[str, Any]:
    return {**vars(point), "recorded_on": _first(point, today) if row.value is None else row.recorded_on}


def _first(point: NewPoint, today: date) -> date | None:
    """The day a figure first came in. A correction is no second coming, and a missing figure has not come."""
    return None if point.value is None else today


def _differs(row: DataPoint, point: NewPoint) -> bool:
    return any(getattr(row, field) != value for field, value in vars(point).items())
