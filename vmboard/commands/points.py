"""Weekly data points of the measures of a box score."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from math import log10
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vmboard.commands import history, shares
from vmboard.commands.measures import measure_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.written import may_be_negative
from vmboard.domain.measures.fractions import Numbers, says_scale, scale_of
from vmboard.domain.measures.points import check_point
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.weeks import local_day
from vmboard.domain.words import MeasureKind, PointStatus
from vmboard.store.tables import DataPoint, History, Measure, Team

BY_DAY = N_("{name} is filled in day by day, on its own page.")
_KNOWN = select(DataPoint).where(
    DataPoint.team_id == bindparam("team"),
    DataPoint.measure_id == bindparam("measure"),
    DataPoint.week.in_(bindparam("weeks", expanding=True)),
)
"""Written once: every figure asks it."""


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
    points = tuple(points)
    check = checker(session, measure, ends_on, points)
    wanted = {point.week: check(point) for point in points}
    rows = _known(session, team_id, measure_id, wanted)
    new = wanted.keys() - rows.keys()
    moved = [week for week, point in wanted.items() if week in rows and differs(rows[week], point)]
    counts = len(new), len(moved), len(wanted) - len(new) - len(moved)
    if dry_run:
        return counts
    write_points(session, actor, [Weeks(measure, wanted, rows)], today, reason=reason)
    return counts


@asks(Verb.RECORD_POINT)
def record_point(
    session: Session, actor: Actor, team_id: int, measure_id: int, point: NewPoint, *, version: int = 0
) -> DataPoint:
    """Record one data point. ``version`` is the one the person saw, 0 where they saw none. Raises Clash."""
    history.hold(session, team_id)
    measure = measure_row(session, team_id, measure_id)
    point = checker(session, measure, session.get_one(Team, team_id).week_ends_on, [point])(point)
    row = history.held_row(session, DataPoint, team_id, measure_id, point.week)
    if row is not None and differs(row, point) and not _is_as_seen(session, row, version):
        raise Clash("Someone else put a figure in for this week. Both are kept: choose one.")
    record_points(session, actor, team_id, measure_id, [point])
    return session.get_one(DataPoint, (team_id, measure_id, point.week))


def _is_as_seen(session: Session, row: DataPoint, version: int) -> bool:
    """Whether nobody changed a figure since: that a share followed what it is out of is the board's own doing, in the
    same go where both were typed."""
    since = row.version - version
    if since <= 0:
        return since == 0
    mine = select(History.verb).where(
        History.team_id == row.team_id, History.noun == DataPoint.__tablename__,
        History.row_key == history.key_of(row),
    )  # fmt: skip
    verbs = session.scalars(mine.order_by(History.revision.desc()).limit(since)).all()
    return version > 0 and set(verbs) == {shares.FOLLOW}


@dataclass(frozen=True)
class Weeks:
    """The figures of one measure that are to stand, each checked, by week, and those that are there now.

    ``is_below``: whether a share may be out of this measure."""

    measure: Measure
    wanted: Mapping[date, NewPoint]
    rows: Mapping[date, DataPoint]
    is_below: bool = True


def write_points(
    session: Session, actor: Actor, many: Sequence[Weeks], today: date, *, reason: str = "", apart: bool = False
) -> None:
    """Write the figures of some measures of one team, in few statements however many, and what is out of them. What
    stands so already stays. They are undone as one, or each by itself where they come ``apart``. Raises Refused where
    a share cannot follow."""
    fresh, corrected = list[DataPoint](), list[tuple[DataPoint, dict[str, Any]]]()
    follows = list[tuple[Measure, list[shares.Linked]]]()
    for weeks in many:
        measure, rows = weeks.measure, weeks.rows
        if weeks.is_below:
            follows.append((measure, shares.linked_to(session, measure, rows, weeks.wanted)))
        fresh += [_fresh(measure, point, today) for week, point in weeks.wanted.items() if week not in rows]
        corrected += [
            (rows[week], _corrected(rows[week], point, today))
            for week, point in weeks.wanted.items()
            if week in rows and differs(rows[week], point)
        ]
    total = len(fresh) + len(corrected) + sum(len(linked) for _, linked in follows)
    team_id = many[0].measure.team_id
    with history.together(session, team_id) if total > 1 and not apart else nullcontext():
        history.add_all(session, actor, "record point", fresh, reason=reason)
        history.change_all(session, actor, "correct point", corrected, reason=reason)
        for measure, linked in follows:
            followed = shares.followed(session, measure, linked, today)
            history.change_all(session, actor, shares.FOLLOW, followed, reason=f"Out of {measure.name}")


def checker(
    session: Session, measure: Measure, ends_on: int, points: Collection[NewPoint]
) -> Callable[[NewPoint], NewPoint]:
    """The one rule for what may be a figure of this measure, whichever way these ``points`` come in.

    What turns its numbers into its value is the unit's to say; where that does not, its figures do, in tens. Raises
    Refused where the measure is kept day by day.
    """
    if measure.kind is not MeasureKind.WEEKLY:
        raise Refused(BY_DAY, name=measure.name)
    scale = None
    if any(point.denominator for point in points) and not says_scale(measure.unit):
        theirs = select(DataPoint.value, DataPoint.numerator, DataPoint.denominator).where(
            DataPoint.team_id == measure.team_id, DataPoint.measure_id == measure.id
        )
        known = [Numbers._make(row) for row in session.execute(theirs)]
        likely = scale_of(measure.unit, [*known, *(Numbers(p.value, p.numerator, p.denominator) for p in points)])
        scale = likely if log10(likely).is_integer() else None
    return partial(
        check_point, name=measure.name, unit=measure.unit, week_ends_on=ends_on, chart=measure.chart, scale=scale,
        linked=measure.out_of_id is not None, signed=may_be_negative(measure.unit, measure.direction),
    )  # fmt: skip


def _known(session: Session, team_id: int, measure_id: int, weeks: Iterable[date]) -> dict[date, DataPoint]:
    asked = {"team": team_id, "measure": measure_id, "weeks": list(weeks)}
    return {row.week: row for row in session.scalars(_KNOWN, asked)}


def _fresh(measure: Measure, point: NewPoint, today: date) -> DataPoint:
    first = _first(point, today)
    return DataPoint(team_id=measure.team_id, measure_id=measure.id, version=1, recorded_on=first, **vars(point))


def _corrected(row: DataPoint, point: NewPoint, today: date) -> dict[str, Any]:
    return {**vars(point), "recorded_on": _first(point, today) if row.value is None else row.recorded_on}


def _first(point: NewPoint, today: date) -> date | None:
    """The day a figure first came in. A correction is no second coming, and a missing figure has not come."""
    return None if point.value is None else today


def differs(row: DataPoint, point: NewPoint) -> bool:
    """Whether a figure is another than the one that is kept."""
    return any(getattr(row, field) != value for field, value in vars(point).items())
