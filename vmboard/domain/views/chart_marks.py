"""View models of a chart's marks: its stretches, what happened, and what people decided about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Span:
    """A stretch of a chart with one centre line: index of its first and last point, and its lines."""

    first: int
    last: int
    centre: float | None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True)
class Note:
    """Something that happened, to be marked on a chart at a week: ``PDSA 2``; ``typed`` are somebody's own words."""

    index: int
    label: str
    typed: bool = False


@dataclass(frozen=True)
class ChartDecision:
    """Something a person decided about a chart: when, what, why, who."""

    id: int
    week: date
    text: str
    reason: str
    by: str
