"""A team's measures over their weeks: what was typed, and what is computed from it."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.judging import Plan
from vmboard.domain.measures import Reading, derive
from vmboard.domain.words import PartRole
from vmboard.store.tables import Baseline, DataPoint, Exclusion, Measure, MeasurePart, Rebase

Readings = dict[date, Reading]


@dataclass
class Series:
    """One measure with its readings by week and what people decided about its chart."""

    measure: Measure
    readings: Readings
    baseline: Baseline | None = None
    rebases: list[Rebase] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)

    def plan(self) -> Plan:
        """What people decided about its chart."""
        base, measure = self.baseline, self.measure
        return Plan(
            unit=measure.unit, direction=measure.direction, target=measure.target,
            cadence_weeks=measure.cadence_weeks, rules=measure.rules, chart=measure.chart,
            screening=measure.screening, baseline=(base.first_week, base.last_week) if base else None,
            rebases=tuple(mark.week for mark in self.rebases), excluded=frozenset(e.week for e in self.exclusions),
        )  # fmt: skip


def team_series(session: Session, team_id: int) -> dict[int, Series]:
    """Every measure in use, by id, in the order of the box score. Six queries, however many measures."""
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
    left_out = select(Exclusion).where(Exclusion.team_id == team_id, Exclusion.removed.is_(False))
    for ghost in session.scalars(left_out.order_by(Exclusion.week)):
        if ghost.measure_id in series:
            series[ghost.measure_id].exclusions.append(ghost)
    return series


def _typed(session: Session, team_id: int) -> dict[int, Readings]:
    columns = (
        DataPoint.measure_id, DataPoint.week, DataPoint.value, DataPoint.status, DataPoint.waiting_for,
        DataPoint.numerator, DataPoint.denominator,
    )  # fmt: skip
    typed: dict[int, Readings] = defaultdict(dict)
    for measure_id, week, value, status, waiting_for, above, below in session.execute(
        select(*columns).where(DataPoint.team_id == team_id).order_by(DataPoint.measure_id, DataPoint.week)
    ):
        typed[measure_id][week] = Reading(value, status, waiting_for, above, below)
    return typed


def _computed(measure: Measure, parts: list[MeasurePart], typed: dict[int, Readings]) -> Readings:
    numerators = [(typed.get(p.part_id, {}), p.weight) for p in parts if p.role is PartRole.NUMERATOR]
    below = [typed.get(p.part_id, {}) for p in parts if p.role is PartRole.DENOMINATOR]
    return derive(numerators, below[0] if below else None, measure.factor)
