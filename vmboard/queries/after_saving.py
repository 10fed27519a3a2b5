"""Around saving a figure: the gentle question where it looks like a slip, the sums it enters, the shares out of it."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.typed import doubt
from vmboard.domain.measures.points import Reading, derive
from vmboard.domain.numbers import format_value
from vmboard.domain.views.week import Figure
from vmboard.domain.words import PartRole
from vmboard.queries.series import Series
from vmboard.queries.week import before, figure
from vmboard.store.tables import Baseline, DataPoint, Exclusion, Measure, MeasurePart, Rebase

Decided = TypeVar("Decided", Baseline, Rebase, Exclusion)


@asks(Verb.READ_FIGURE_QUESTION)
def question(session: Session, actor: Actor, team_id: int, measure_id: int, week: date, value: float) -> str:
    """``Ten times last week: 41 or 4.1?``: what to ask of a value that somebody types; empty where nothing is odd.

    It is held against what came before and counts: not against a figure that is itself being asked about.
    """
    return _asked(_certain(session, team_id, measure_id), week, value)


@asks(Verb.READ_FIGURE_QUESTIONS)
def questions(
    session: Session, actor: Actor, team_id: int, measure_id: int, values: Sequence[tuple[date, float]]
) -> dict[date, str]:
    """The same of many values of a measure at once, the oldest week first: each is held against those before it too."""
    measure_series, asked = _certain(session, team_id, measure_id), {}
    for week, value in values:
        asked[week] = _asked(measure_series, week, value)
        if not asked[week]:
            measure_series.readings[week] = Reading(value)
    return asked


def _certain(session: Session, team_id: int, measure_id: int) -> Series:
    measure_series = _series(session, team_id, measure_id)
    measure_series.readings = {w: reading for w, reading in measure_series.readings.items() if not reading.doubt}
    return measure_series


def _asked(measure_series: Series, week: date, value: float) -> str:
    row = measure_series.measure
    _, last, (low, high), _ = before(measure_series, week)
    return doubt(value, last.value if last else None, low, high, row.unit, row.decimals)


@asks(Verb.READ_FIGURE_SHARES)
def shares(session: Session, actor: Actor, team_id: int, measure_id: int, week: date) -> dict[int, Figure]:
    """What stands in the boxes of the week that are out of this measure's figure, by measure."""
    mine = select(Measure.id).where(
        Measure.team_id == team_id, Measure.out_of_id == measure_id, Measure.removed.is_(False)
    )
    return {id_: figure(session, actor, team_id, id_, week) for id_ in session.scalars(mine)}


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
