"""Summary statistics of one team's measure: the two ends of a change from the frozen baseline, what the rules say, and
its latest half year. Pages that set many teams side by side are made of these, so that no week is read for them."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vmboard.domain.words import Signal


class Stretch(NamedTuple):
    """The weeks with a figure of one end of a change, summed up.

    ``mean`` is a week's. ``events`` and ``exposure`` are sums: of so many out of so many where each figure says both,
    else of the figures and their weeks. ``squared`` and ``freedom`` are what ``overdispersion`` adds up.
    """

    weeks: int = 0
    first: date | None = None
    last: date | None = None
    mean: float | None = None
    events: float = 0.0
    exposure: float = 0.0
    squared: float = 0.0
    freedom: int = 0


NO_WEEKS = Stretch()


@dataclass(frozen=True)
class MeasureSummary:
    """A team's measure in the week its board tells of. ``signal`` is None while its newest figure is being checked."""

    measure_id: int
    signal: Signal | None
    was: Stretch = NO_WEEKS
    """Of the frozen baseline."""
    now: Stretch = NO_WEEKS
    """Of the latest quarter since, or of the weeks since where fewer."""
    weeks_since: int = 0
    is_shared: bool = False
    """Whether every figure of both ends is so many out of so many."""
    patients: tuple[float | None, Signal] | None = None
    """Of a cost shared out over patients: the change of how many were seen, as a share, and the signal of that."""
    lately: tuple[float, float] | None = None
    """Events and exposure of the latest half year; None where its figures came without the numbers behind them."""
