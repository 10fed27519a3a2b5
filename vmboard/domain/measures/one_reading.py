"""Canonical reading: what a stored figure is to every screen, so that tile, chart and table never show two.

New figures agree with their numbers when they are kept (``fractions.agreed``); older ones, and those the board
computes, may not, and a chart may be chosen after they came in.
"""

from collections.abc import Mapping
from datetime import date

from vmboard.domain.measures.fractions import Numbers, misfit, needs_denominators, scale_of
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import PointStatus

OUT_OF = "what it is out of"


def one_reading(readings: Mapping[date, Reading], chart: Chart | None, unit: str) -> dict[date, Reading]:
    """The readings of a measure as its chart draws them; the same ones where that is drawn from any values.

    Where it is drawn from so many out of so many, the value is exactly that share. A week that does not say out of how
    many waits for it. What no chart of the kind can hold is in doubt: shown, and counting for nothing.
    """
    if chart is None or not chart.counts_events:
        return dict(readings)
    scale = 1.0 if chart is Chart.G else scale_of(unit, (_numbers(reading) for reading in readings.values()))
    return {week: _read(reading, chart, unit, scale) for week, reading in readings.items()}


def _numbers(reading: Reading) -> Numbers:
    return Numbers(reading.value, reading.numerator, reading.denominator)


def _read(reading: Reading, chart: Chart, unit: str, scale: float) -> Reading:
    if reading.value is None:
        return reading
    above, below = reading.numerator, reading.denominator
    if not needs_denominators(chart):
        return reading._replace(doubt=reading.doubt or misfit(_numbers(reading), chart, unit))
    if chart is Chart.G and above is None:
        above = reading.value
    if above is None or below is None or below <= 0:
        return reading._replace(value=None, status=PointStatus.NOT_IN_YET, waiting_for=OUT_OF, doubt="")
    value = above if chart is Chart.G else above / below * scale
    doubt = reading.doubt or misfit(Numbers(value, above, below), chart, unit)
    return reading._replace(value=value, numerator=above, doubt=doubt)
