"""The words of a chart and the frozen shapes every screen reads them from (docs/glossary.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from vmboard.domain.words import Rules, Signal

Values = Sequence[float | None]


class Chart(StrEnum):
    """The kinds of chart, by what a point is."""

    XMR = "xmr"  # a figure each week
    RUN = "run"  # a figure each week, around its median
    C = "c"  # a count each week, with the same chance every week
    P = "p"  # so many out of so many
    U = "u"  # events over an exposure, such as bed days
    P_PRIME = "pp"  # P, with limits as wide as weeks differ (Laney)
    U_PRIME = "up"  # U, likewise
    G = "g"  # cases between two rare events
    T = "t"  # days between two rare events

    @property
    def has_denominators(self) -> bool:
        return self in (Chart.P, Chart.U, Chart.P_PRIME, Chart.U_PRIME)

    @property
    def is_proportion(self) -> bool:
        return self in (Chart.P, Chart.P_PRIME)

    @property
    def is_prime(self) -> bool:
        """Whether its limits are as wide as weeks differ, and not as chance alone would have them (Laney)."""
        return self in (Chart.P_PRIME, Chart.U_PRIME)

    @property
    def letter(self) -> str:
        """As it is written: ``P′``, ``XmR``."""
        return _LETTERS.get(self, self.value.upper())

    @property
    def is_weekly(self) -> bool:
        return self not in (Chart.G, Chart.T)

    @property
    def counts_events(self) -> bool:
        """Whether it is drawn from whole events, which are never half nor below nought."""
        return self not in (Chart.XMR, Chart.RUN)


_LETTERS = {
    Chart.XMR: "XmR",
    Chart.RUN: "run",
    Chart.P_PRIME: "P\N{PRIME}",
    Chart.U_PRIME: "U\N{PRIME}",
}


class Cause(StrEnum):
    """The rule that singles a point out, and the side or slope it was met on."""

    ABOVE_UCL = "above_ucl"
    BELOW_LCL = "below_lcl"
    TREND_UP = "trend_up"
    TREND_DOWN = "trend_down"
    TWO_IN_THREE_ABOVE = "two_in_three_above"
    TWO_IN_THREE_BELOW = "two_in_three_below"
    SHIFT_ABOVE = "shift_above"
    SHIFT_BELOW = "shift_below"

    @property
    def is_high(self) -> bool:
        """A trend is high or low by its slope, whichever side of the centre it is on."""
        return self.value.startswith("above") or self.value.endswith(("above", "up"))


class Meaning(StrEnum):
    """What a point means for the team."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral"
    COMMON_CAUSE = "common_cause"
    MISSING = "missing"


class Variation(StrEnum):
    """The label of the latest point: the left-hand icon of Making Data Count."""

    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"
    COMMON_CAUSE = "common_cause"


class Went(StrEnum):
    """Which way the latest figure went, for an arrow and a word beside it. Whether that is better is another matter."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


class Assurance(StrEnum):
    """Whether the process as it runs will meet the target: the right-hand icon."""

    PASS = "pass"
    FAIL = "fail"
    INCONSISTENT = "inconsistent"


class Pattern(NamedTuple):
    """One rule met once, and the places of the points that met it."""

    cause: Cause
    members: Sequence[int]

    @property
    def span(self) -> int:
        return self.members[-1] - self.members[0] + 1


class Anew(NamedTuple):
    """A new centre line that waits for points of its own: since when, how many, of how many, of what."""

    since: date
    points: int
    needed: int
    of: str = "weeks"


@dataclass(frozen=True, slots=True)
class Segment:
    """The stretch from one rebase to the next. ``points`` counts missing weeks too. No lines where it has not
    enough points of its own yet."""

    start: int
    points: int
    centre: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """One value judged. Limits stand here only on charts where they vary from point to point."""

    special_cause: Cause | None
    meaning: Meaning
    lower: float | None
    upper: float | None
    excluded: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that can be said of a series: the tile, the table, the chart and the sentence read this.

    ``plotted`` are the figures drawn: the values, or values over denominators on a P, U, P′ or U′ chart. ``last`` is
    the place of the latest point that counts, neither missing nor excluded; ``evidence`` the pattern to tell of
    it: the one behind its label, or the shift that two in three is the end of; ``hint`` a run chart's trend that
    reaches it. The fields from ``median`` on are a run chart's, of the segment that point stands in: a shift or a
    trend found there may be over.
    """

    chart: Chart
    rules: Rules
    segments: tuple[Segment, ...]
    points: tuple[Point, ...]
    plotted: tuple[float | None, ...]
    last: int | None
    variation: Variation | None = None
    assurance: Assurance | None = None
    evidence: Pattern | None = None
    hint: Pattern | None = None
    median: float | None = None
    useful_points: int | None = None
    runs: int | None = None
    runs_expected: tuple[int, int] | None = None
    shift: bool | None = None
    trend: bool | None = None
    too_few_runs: bool | None = None
    too_many_runs: bool | None = None

    @property
    def signal(self) -> Signal:
        """What the latest point says, in the board's words.

        Too few or too many runs on a run chart say that something changed, not when nor which way, so they
        make a neutral change of a point without a label of its own. A run chart's trend is a hint, no signal.
        """
        if self.variation is None:
            return Signal.NOT_ENOUGH
        if self.variation is Variation.COMMON_CAUSE:
            return Signal.NEUTRAL if self.too_few_runs or self.too_many_runs else Signal.COMMON_CAUSE
        return _SIGNALS[self.variation.value.split("_")[0]]

    @property
    def went(self) -> Went | None:
        """None where nothing is judged, and where something changed that has no side (swings on a run chart)."""
        if self.variation is None:
            return None
        if self.variation is Variation.COMMON_CAUSE:
            return Went.LEVEL if self.signal is Signal.COMMON_CAUSE else None
        return Went.UP if self.variation.value.endswith("high") else Went.DOWN

    def segment_at(self, place: int) -> Segment:
        return next(s for s in reversed(self.segments) if s.start <= place)

    def limits_at(self, place: int) -> tuple[float | None, float | None]:
        """The natural range at a point, wherever the chart keeps it."""
        holder = self.points[place] if self.chart.has_denominators else self.segment_at(place)
        return holder.lower, holder.upper


_SIGNALS = {"improvement": Signal.IMPROVEMENT, "concern": Signal.CONCERN, "neutral": Signal.NEUTRAL}
