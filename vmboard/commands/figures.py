"""One figure of a week as somebody typed it: read, checked against the version they saw, recorded."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history, shares
from vmboard.commands.measures import measure_row
from vmboard.commands.points import BY_DAY, NewPoint, record_point
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.asked import as_typed, share_scale
from vmboard.domain.figures.typed import read_entry, says_unit
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import N_
from vmboard.domain.weeks import long_day, week_ending
from vmboard.domain.words import MeasureKind, PointStatus
from vmboard.store.tables import DataPoint, Measure, MeasurePart, Team

FAR = N_("{name}: the week ending {week} has not begun yet.")
COMPUTED = N_("{name} is worked out by the board from other figures: put those in.")
NO_FIGURE = N_("There is no figure to be sure of any more.")

Question = Callable[[float], str]
"""Asked of a value before it is kept: the gentle question where it looks like a slip, else nothing."""


@dataclass(frozen=True)
class Typed:
    """What a box holds when it is handed in. ``version`` is the one the person saw, 0 where they saw none."""

    text: str
    status: PointStatus = PointStatus.FINAL
    waiting_for: str = ""
    note: str = ""
    version: int = 0


def _never(value: float) -> str:
    return ""


@asks(Verb.TYPE_FIGURE)
def type_figure(
    session: Session,
    actor: Actor,
    team_id: int,
    measure_id: int,
    week: date,
    typed: Typed,
    *,
    today: date,
    question: Question = _never,
) -> DataPoint | None:
    """Record a typed figure. An empty box takes back what stood there; None where there was nothing to take back.

    What ``question`` asks of it stays with it until somebody answers. Raises Refused, with one sentence to mend what
    was typed, and Clash.
    """
    history.hold(session, team_id)
    measure = measure_row(session, team_id, measure_id)
    _check_typed(session, measure, week, today)
    row = history.held_row(session, DataPoint, team_id, measure_id, week)
    point = _point(session, measure, week, typed, row)
    if row is None and point.status is PointStatus.NOT_IN_YET and not _says_anything(point, typed):
        return None
    point = replace(point, doubt=doubt_of(point, row, question))
    return record_point(session, actor, team_id, measure_id, point, version=typed.version)


@asks(Verb.ANSWER_DOUBT)
def answer_doubt(
    session: Session, actor: Actor, team_id: int, measure_id: int, week: date, *, version: int
) -> DataPoint:
    """Say that a figure that was asked about is right, as it stands: from now on it counts. History takes it back.

    Raises Clash where it is another figure by now.
    """
    row = history.held_row(session, DataPoint, team_id, measure_id, week)
    if row is None or row.value is None:
        raise Refused(NO_FIGURE)
    if not row.doubt:
        return row
    with history.change(session, actor, "answer doubt", row, version=version):
        row.doubt = ""
    return row


def _says_anything(point: NewPoint, typed: Typed) -> bool:
    return bool(typed.note or point.waiting_for or typed.status is PointStatus.NOT_IN_YET)


def doubt_of(point: NewPoint, row: DataPoint | None, question: Question) -> str:
    """What is asked of a figure, once: said again, or made provisional, it keeps the question or the answer it had."""
    if point.value is None:
        return ""
    if row is not None and (row.value, row.denominator) == (point.value, point.denominator):
        return row.doubt
    return str(question(point.value))


def _check_typed(session: Session, measure: Measure, week: date, today: date) -> None:
    if week > week_ending(today, session.get_one(Team, measure.team_id).week_ends_on):
        raise Refused(FAR, name=measure.name, week=partial(long_day, week, today))
    if measure.kind is not MeasureKind.WEEKLY:
        raise Refused(BY_DAY, name=measure.name)
    part = select(MeasurePart.part_id).where(
        MeasurePart.team_id == measure.team_id, MeasurePart.measure_id == measure.id
    )
    if session.scalar(part.limit(1)) is not None:
        raise Refused(COMPUTED, name=measure.name)


def _point(session: Session, measure: Measure, week: date, typed: Typed, row: DataPoint | None) -> NewPoint:
    text, said = typed.text.strip(), NewPoint(week, None, waiting_for=typed.waiting_for, note=typed.note)
    if not text:
        nothing = typed.status is PointStatus.NOTHING_TO_COUNT
        return replace(said, status=PointStatus.NOTHING_TO_COUNT if nothing else PointStatus.NOT_IN_YET)
    sure = PointStatus.PROVISIONAL if typed.status is PointStatus.PROVISIONAL else PointStatus.FINAL
    if row is not None and row.value is not None and text == _stands(row, measure):
        return replace(said, value=row.value, numerator=row.numerator, denominator=row.denominator, status=sure,
                       waiting_for="")  # fmt: skip
    entry = read_entry(text, measure.unit, direction=measure.direction)
    if entry.problem:
        raise Refused(entry.problem)
    if entry.value is None:
        late = entry.status if entry.status is PointStatus.NOTHING_TO_COUNT else PointStatus.NOT_IN_YET
        return replace(said, status=late, waiting_for=entry.waiting_for or typed.waiting_for)
    sure = PointStatus.PROVISIONAL if entry.status is PointStatus.PROVISIONAL else sure
    if measure.out_of_id and not entry.denominator and not says_unit(text, measure.unit):
        share = shares.share_now(session, measure, week, entry.value)
        if share["status"] is PointStatus.FINAL:
            share["status"] = sure
        return replace(said, **share)
    value = entry.value
    if entry.denominator:
        value = (entry.numerator or 0.0) / entry.denominator * share_scale(measure.unit)
        if measure.chart is Chart.G and entry.numerator is not None:  # the cases stand beside its events
            value = entry.numerator
    return replace(said, value=value, numerator=entry.numerator, denominator=entry.denominator, status=sure,
                   waiting_for="")  # fmt: skip


def _stands(row: DataPoint, measure: Measure) -> str:
    return as_typed(row.value, row.numerator, row.denominator, measure.unit, counts_cases=measure.chart is Chart.G)
