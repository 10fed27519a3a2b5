"""Derived measures: what a measure is worked out from, read as its own tiles show it, and how often that is there."""

from collections.abc import Mapping, Sequence
from datetime import date
from math import lcm

from vmboard.domain.figures.asked import RETIRED_WEEKS
from vmboard.domain.measures.one_reading import one_reading
from vmboard.domain.measures.points import Reading, derive
from vmboard.domain.spc.analysis import Chart
from vmboard.domain.words import MeasureKind, PartRole
from vmboard.store.tables import Measure, MeasurePart

Readings = dict[date, Reading]


def chosen_chart(measure: Measure) -> Chart | None:
    """The chart somebody chose, as long as such a measure can have it: since it is kept day by day its weeks are out of
    nothing, and there are cases where another measure counts them."""
    chart = measure.chart
    if chart is None or measure.kind is MeasureKind.WEEKLY:
        return chart
    return None if chart.has_denominators or (chart is Chart.G and measure.out_of_id is None) else chart


def asked_every(measure: Measure) -> int:
    """Every how many weeks a measure is asked for; a retired one no oftener than monthly."""
    return max(measure.cadence_weeks, RETIRED_WEEKS if measure.retired_on else 1)


def every_of(parts: Sequence[MeasurePart], measures: Mapping[int, Measure]) -> int:
    """Every how many weeks all of these parts have a figure; of one that was removed nobody can say."""
    return lcm(*(asked_every(measures[part.part_id]) for part in parts if part.part_id in measures))


def as_read(
    parts: Sequence[MeasurePart], measures: Mapping[int, Measure], typed: Mapping[int, Readings]
) -> dict[int, Readings]:
    """The figures of the parts as their own tiles show them; of a part that was removed, as they were typed."""
    return {
        part.part_id: one_reading(typed.get(part.part_id, {}), chart, measure.unit)
        if (measure := measures.get(part.part_id)) and (chart := chosen_chart(measure))
        else typed.get(part.part_id, {})
        for part in parts
    }


def computed(measure: Measure, parts: Sequence[MeasurePart], read: Mapping[int, Readings]) -> Readings:
    numerators = [(read[p.part_id], p.weight) for p in parts if p.role is PartRole.NUMERATOR]
    below = [read[p.part_id] for p in parts if p.role is PartRole.DENOMINATOR]
    return derive(numerators, below[0] if below else None, measure.factor)
