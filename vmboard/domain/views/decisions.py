"""Chart annotation: what a person decided about a chart."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ChartDecision:
    """Something a person decided about a chart: when, what, why, who."""

    id: int
    week: date
    text: str
    reason: str
    by: str
