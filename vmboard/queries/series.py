"""A team's measures over their weeks: what was typed, and what is computed from it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.measures import Reading, derive
from vmboard.domain.words import PartRole
from vmboard.store.tables import Baseline, DataPoint, Measure, MeasurePart, Rebase

Readings = dict[date, Reading]


@dataclass
class Series:
    """One measure with its readings by week and what people decided about its chart."""

    measure: Measure
    readings: Readings
    baseline: Baseline | None = None
    rebases: list[Rebase] = field(default_factory=list)


def team_series(session: Session, team_id: int) -> dict[int, Series]:
    """Every measure in use, by id, in the order of the box score. Four queries, however many measures."""
    wanted = select(Measure).where(Measure.team_id == team_id, Measure.removed.is_(False))
    measures = {m.id: m for m in session.scalars(wanted.order_by(Measure.position, Measure.id))}
    typed = _typed(session, team_id)
    parts: dict[int, list[MeasurePart]] = defaultdict(list)
    for part in session.scalars(select(MeasurePart).where(MeasurePart.team_id == team_id)):
        parts[part.measure_id].append(part)
    series = {
        id_: Series(measure, _computed(measure, parts[id_], typed) if id_ in parts else typed.get(id_, {}))
        for id_, measure in measures.items()
    }
    for row in session.scalars(select(Baseline).where(Baseline.team_id == team_id, Baseline.removed.is_(False))):
        if row.measure_id in series:
            series[row.measure_id].baseline = row
    rebases = select(Rebase).where(Rebase.team_id == team_id, Rebase.removed.is_(False)).order_by(Rebase.week)
    for mark in session.scalars(rebases):
        if mark.measure_id in series:
            series[mark.measure_id].rebases.append(mark)
    return series


def _typed(session: Session, team_id: int) -> dict[int, Readings]:
    columns = (DataPoint.measure_id, DataPoint.week, DataPoint.value, DataPoint.status, DataPoint.waiting_for)
    typed: dict[int, Readings] = defaultdict(dict)
    for measure_id, week, value, status, waiting_for in session.execute(
        select(*columns).where(DataPoint.team_id == team_id).order_by(DataPoint.week)
    ):
        typed[measure_id][week] = Reading(value, status, waiting_for)
    return typed


def _computed(measure: Measure, parts: list[MeasurePart], typed: dict[int, Readings]) -> Readings:
    numerators = [(typed.get(p.part_id, {}), p.weight) for p in parts if p.role is PartRole.NUMERATOR]
    below = [typed.get(p.part_id, {}) for p in parts if p.role is PartRole.DENOMINATOR]
    return derive(numerators, below[0] if below else None, measure.factor)
