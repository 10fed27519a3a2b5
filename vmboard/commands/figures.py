"""One figure of a week as somebody typed it: read, checked against the version they saw, recorded."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import measure_row
from vmboard.commands.points import NewPoint, record_point
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.asked import as_typed, share_scale
from vmboard.domain.figures.typed import read_entry
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import long_day, week_ending
from vmboard.domain.words import MeasureKind, PointStatus
from vmboard.store.tables import DataPoint, Measure, MeasurePart, Team

FAR = "{name}: the week ending {week} has not begun yet."
COMPUTED = "{name} is worked out by the board from other figures: put those in."
BY_DAY = "{name} is filled in day by day, on its own page."


@dataclass(frozen=True)
class Typed:
    """What a box holds when it is handed in. ``version`` is the one the person saw, 0 where they saw none."""

    text: str
    status: PointStatus = PointStatus.FINAL
    waiting_for: str = ""
    note: str = ""
    version: int = 0


@asks(Verb.TYPE_FIGURE)
def type_figure(
    session: Session, actor: Actor, team_id: int, measure_id: int, week: date, typed: Typed, *, today: date
) -> DataPoint | None:
    """Record a typed figure. An empty box takes back what stood there; None where there was nothing to take back.

    Raises Refused, with one sentence to mend what was typed, and Clash.
    """
    history.hold(session, team_id)
    measure = measure_row(session, team_id, measure_id)
    _check_typed(session, measure, week, today)
    row = history.held_row(session, DataPoint, team_id, measure_id, week)
    point = _point(measure, week, typed, row)
    if row is None and point.value is None and not (typed.note or point.waiting_for or _is_late(typed)):
        return None
    return record_point(session, actor, team_id, measure_id, point, version=typed.version)


def _is_late(typed: Typed) -> bool:
    return typed.status is PointStatus.NOT_IN_YET


def _check_typed(session: Session, measure: Measure, week: date, today: date) -> None:
    if week > week_ending(today, session.get_one(Team, measure.team_id).week_ends_on):
        raise Refused(FAR.format(name=measure.name, week=long_day(week, today)))
    if measure.kind is not MeasureKind.WEEKLY:
        raise Refused(BY_DAY.format(name=measure.name))
    part = select(MeasurePart.part_id).where(
        MeasurePart.team_id == measure.team_id, MeasurePart.measure_id == measure.id
    )
    if session.scalar(part.limit(1)) is not None:
        raise Refused(COMPUTED.format(name=measure.name))


def _point(measure: Measure, week: date, typed: Typed, row: DataPoint | None) -> NewPoint:
    text = typed.text.strip()
    late = NewPoint(week, None, status=PointStatus.NOT_IN_YET, waiting_for=typed.waiting_for, note=typed.note)
    if not text:
        return late
    sure = PointStatus.PROVISIONAL if typed.status is PointStatus.PROVISIONAL else PointStatus.FINAL
    if row is not None and text == as_typed(row.value, row.numerator, row.denominator, measure.unit):
        return NewPoint(week, row.value, row.numerator, row.denominator, sure, "", typed.note)
    entry = read_entry(text, measure.unit, direction=measure.direction)
    if entry.problem:
        raise Refused(entry.problem)
    if entry.value is None:
        return NewPoint(
            week, None, status=PointStatus.NOT_IN_YET, waiting_for=entry.waiting_for or typed.waiting_for,
            note=typed.note,
        )  # fmt: skip
    value = entry.value
    if entry.denominator:
        value = (entry.numerator or 0.0) / entry.denominator * share_scale(measure.unit)
    sure = PointStatus.PROVISIONAL if entry.status is PointStatus.PROVISIONAL else sure
    return NewPoint(week, value, entry.numerator, entry.denominator, sure, "", typed.note)
