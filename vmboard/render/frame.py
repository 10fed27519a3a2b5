"""Chart scales: where a chart's values and weeks lie: from numbers to design pixels."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vmboard.domain.views.board import Chart


@dataclass(frozen=True)
class Frame:
    """Where the plot lies and how values and weeks become coordinates."""

    left: float
    top: float
    right: float
    bottom: float
    low: float
    high: float
    points: int
    first: int = 0
    """At which of the points a series begins."""

    def x(self, index: float) -> float:
        return round(self.left + (self.right - self.left) * (self.first + index) / max(self.points - 1, 1), 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - (self.bottom - self.top) * min(max(share, 0), 1), 1)


def possible(chart: Chart, values: Sequence[float]) -> tuple[float, float]:
    """Limits are drawn no further than a figure can go: a count not below nought, a percentage not above 100."""
    most = 100.0 if chart.unit == "%" and max(values) <= 100 else math.inf
    return (0.0 if min(values) >= 0 else -math.inf), most


def room(values: Sequence[float]) -> tuple[float, float]:
    """A range with a little air; never one of no height."""
    low, high = min(values), max(values)
    air = (high - low) * 0.06 or max(abs(high) * 0.1, 0.5)
    return (low if 0 <= low < air else low - air), high + air


def ticks_of(low: float, high: float) -> list[float]:
    """Three to six round values that cover the range."""
    raw = (high - low) / 4
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [n * step for n in range(first, last + 1)]


def tick_decimals(ticks: Sequence[float]) -> int:
    return next(d for d in range(7) if d == 6 or all(abs(round(t, d) - t) < 1e-9 for t in ticks))
