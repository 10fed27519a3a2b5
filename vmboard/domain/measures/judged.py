"""Judged series: what people decided about a measure's chart, and its figures as the rules judge them; every screen
reads these.
"""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date

from vmboard.domain.spc.words import Analysis, Anew, Chart, Meaning, Went
from vmboard.domain.words import Direction, Rules, Signal

_SIGNALS = {
    Meaning.IMPROVEMENT: Signal.IMPROVEMENT,
    Meaning.CONCERN: Signal.CONCERN,
    Meaning.NEUTRAL: Signal.NEUTRAL,
    Meaning.COMMON_CAUSE: Signal.COMMON_CAUSE,
    Meaning.MISSING: None,
}


@dataclass(frozen=True)
class Plan:
    """What people decided about a measure's chart. ``baseline`` is its first and last week."""

    unit: str = ""
    direction: Direction = Direction.INCREASE
    target: float | None = None
    cadence_weeks: int = 1
    rules: Rules | None = None
    chart: Chart | None = None
    screening: bool = True
    baseline: tuple[date, date] | None = None
    rebases: tuple[date, ...] = ()
    excluded: frozenset[date] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Judged:
    """A series ready to be drawn: ``weeks``, ``values``, ``meanings`` and limits have one entry a point.

    On a chart of what lies between events a point stands at the later event: at its day where days are kept, else at
    its week, and more than one may stand at the same. ``analysis`` is None below ten weeks; ``anew`` is a new centre
    line that has fewer.
    """

    weeks: tuple[date, ...]
    values: tuple[float | None, ...]
    analysis: Analysis | None
    chart: Chart | None
    direction: Direction
    note: str
    rules_name: str = ""
    scale: float = 1.0
    anew: Anew | None = None
    growing: Analysis | None = None
    """With what has passed since the last event as its last point, where that says something for certain."""
    of_weeks: tuple[date, ...] = ()
    """The week each point is in, where points are events and stand at their days."""
    by_day: bool = False
    events: int = 0

    @property
    def signal(self) -> Signal:
        now = self.growing or self.analysis
        return now.signal if now else Signal.NOT_ENOUGH

    @property
    def went(self) -> Went | None:
        """Which way the points that the signal is about went; None where it is about none."""
        now = self.growing or self.analysis
        return now.went if now else None

    @property
    def is_between(self) -> bool:
        """Whether its points are what lies between events."""
        return self.chart in (Chart.T, Chart.G)

    @property
    def gap_decimals(self) -> int | None:
        """Gaps are told in whole days or cases; where two fell in one day, in parts of it."""
        return 0 if all(gap is None or gap >= 1 for gap in self.values) else None

    @property
    def ends(self) -> tuple[date, ...]:
        """The last day of the week that each point is in."""
        return self.of_weeks or self.weeks

    @property
    def began(self) -> int:
        """The place from which points count for a new centre line that has too few of them yet."""
        return bisect_left(self.ends, self.anew.since) if self.anew else 0

    @property
    def meanings(self) -> tuple[Signal | None, ...]:
        if self.analysis is None:
            return tuple(None if v is None else Signal.COMMON_CAUSE for v in self.values)
        return tuple([_SIGNALS[point.meaning] for point in self.analysis.points])

    @property
    def spoken(self) -> Analysis | None:
        """The analysis in the figures drawn, for sentences: rates per 1,000 bed days, not per bed day. A P chart's
        stays as it is: sentences say its proportions out of a hundred themselves."""
        if self.analysis is None or self.chart not in (Chart.U, Chart.U_PRIME):
            return self.analysis
        by = self.scale
        points = (replace(p, lower=times(p.lower, by), upper=times(p.upper, by)) for p in self.analysis.points)
        segments = (replace(s, centre=times(s.centre, by)) for s in self.analysis.segments)
        return replace(self.analysis, plotted=self.values, points=tuple(points), segments=tuple(segments))

    def limits(self) -> tuple[tuple[float | None, float | None], ...]:
        """Lower and upper limit at each point, in the figures drawn."""
        return tuple(map(self.limits_at, range(len(self.values))))

    def limits_at(self, place: int) -> tuple[float | None, float | None]:
        """The same at one point, counted from the first."""
        if self.analysis is None:
            return None, None
        lower, upper = self.analysis.limits_at(place)
        return times(lower, self.scale), times(upper, self.scale)


def times(value: float | None, scale: float) -> float | None:
    return None if value is None else value * scale
