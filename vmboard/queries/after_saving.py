"""What a page should know once a figure is in: a gentle question where it looks like a slip, and the sums it enters."""

from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.typed import doubt, read_entry
from vmboard.domain.measures.points import Reading, derive
from vmboard.domain.numbers import format_value
from vmboard.domain.words import PartRole
from vmboard.queries.series import Series
from vmboard.queries.week import before
from vmboard.store.tables import Baseline, DataPoint, Exclusion, Measure, MeasurePart, Rebase

Decided = TypeVar("Decided", Baseline, Rebase, Exclusion)


@asks(Verb.READ_FIGURE_QUESTION)
def question(session: Session, actor: Actor, team_id: int, measure_id: int, week: date) -> tuple[str, str]:
    """``("Ten times last week: 41 or 4.1?", "4.1")``: the question, and the other reading as one types it.

    Both empty where nothing is odd; the second empty where there is no other reading to offer.
    """
    measure_series = _series(session, team_id, measure_id)
    now = measure_series.readings.get(week)
    if now is None or now.value is None:
        return "", ""
    row = measure_series.measure
    _, last, (low, high), _ = before(measure_series, week)
    asked = doubt(now.value, last.value if last else None, low, high, row.unit, row.decimals)
    return asked, "" if now.denominator else _other(asked, row.unit)


@asks(Verb.READ_FIGURE_SUMS)
def sums(session: Session, actor: Actor, team_id: int, measure_id: int, week: date) -> dict[int, str]:
    """The computed measures that this one enters, as they stand in the week: ``{34: "£438.50"}``."""
    mine = select(MeasurePart.measure_id).where(MeasurePart.team_id == team_id, MeasurePart.part_id == measure_id)
    wanted = select(MeasurePart).where(MeasurePart.team_id == team_id, MeasurePart.measure_id.in_(mine))
    parts = list(session.scalars(wanted))
    if not parts:
        return {}
    points = select(DataPoint).where(
        DataPoint.team_id == team_id, DataPoint.week == week, DataPoint.measure_id.in_({p.part_id for p in parts})
    )
    readings = {p.measure_id: {week: Reading(p.value, p.status, p.waiting_for)} for p in session.scalars(points)}
    measures = select(Measure).where(
        Measure.team_id == team_id, Measure.id.in_({p.measure_id for p in parts}), Measure.removed.is_(False)
    )
    return {row.id: _sum(row, [p for p in parts if p.measure_id == row.id], readings, week)
            for row in session.scalars(measures)}  # fmt: skip


def _sum(row: Measure, parts: list[MeasurePart], readings: dict[int, dict[date, Reading]], week: date) -> str:
    above = [(readings.get(p.part_id, {}), p.weight) for p in parts if p.role is PartRole.NUMERATOR]
    below = [readings.get(p.part_id, {}) for p in parts if p.role is PartRole.DENOMINATOR]
    found = derive(above, below[0] if below else None, row.factor).get(week)
    return "" if found is None or found.value is None else format_value(found.value, row.unit, row.decimals)


def _other(asked: str, unit: str) -> str:
    """The second of two readings in a question, as one types it."""
    _, either, other = asked.removesuffix("?").rpartition(" or ")
    value = read_entry(other, unit).value if either else None
    return "" if value is None else f"{value:.10f}".rstrip("0").rstrip(".")


def _series(session: Session, team_id: int, measure_id: int) -> Series:
    """One measure's own figures, with what people decided about its chart."""
    points = select(
        DataPoint.week, DataPoint.value, DataPoint.status, DataPoint.waiting_for, DataPoint.numerator,
        DataPoint.denominator, DataPoint.doubt,
    ).where(DataPoint.team_id == team_id, DataPoint.measure_id == measure_id).order_by(DataPoint.week)  # fmt: skip
    rows = session.execute(points).all()

    baselines = list(session.scalars(_kept(Baseline, team_id, measure_id)))
    newest = max((row[0] for row in rows), default=date.min)  # a question is asked of the running week too
    return Series(
        session.get_one(Measure, (team_id, measure_id)), {row[0]: Reading._make(row[1:]) for row in rows}, newest,
        baseline=baselines[-1] if baselines else None,
        rebases=sorted(session.scalars(_kept(Rebase, team_id, measure_id)), key=lambda mark: mark.week),
        exclusions=list(session.scalars(_kept(Exclusion, team_id, measure_id))),
    )  # fmt: skip


def _kept(table: type[Decided], team_id: int, measure_id: int) -> Select[Decided]:
    return select(table).where(table.team_id == team_id, table.measure_id == measure_id, table.removed.is_(False))
