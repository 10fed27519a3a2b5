"""Differences of proportions with confidence intervals: a percentage before and after, and a group beside a comparison
group, in points.

The difference of two proportions and its interval: p2 - p1 ± 1.96 √(p1(1 - p1)/n1 + p2(1 - p2)/n2) (Altman, Practical
Statistics for Medical Research, ch. 10). Two differences are compared by the difference of them, whose variances add
(Altman and Bland, "Interaction revisited", BMJ 2003;326:219).
"""

import math
from dataclasses import dataclass, replace
from statistics import NormalDist

from vmboard.domain.impact.change_words import points_words
from vmboard.domain.impact.rate_ratios import CONFIDENCE, Comparison, Counts

_Z = NormalDist().inv_cdf(1 - (1 - CONFIDENCE) / 2)


@dataclass(frozen=True)
class PointDifference:
    """A difference in points, -8 for 8 points lower, and its standard error. ``steady`` as of a rate ratio."""

    points: float
    error: float
    steady: bool = False

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no change."""
        return not self.steady and abs(self.points) > _Z * self.error

    def with_steady(self, steady: bool) -> "PointDifference":
        return replace(self, steady=steady)

    @property
    def change_words(self) -> str:
        """``8 points lower``; ``the same``."""
        return points_words(self.points) or "the same"

    @property
    def interval(self) -> str:
        """The 95% interval in words: ``12 points lower to 4 points lower``."""
        if self.steady:
            return "–"
        ends = (self.points - _Z * self.error, self.points + _Z * self.error)
        return " to ".join(points_words(end) or "the same" for end in ends)


def point_difference(counts: Counts, dispersed: float = 1.0) -> PointDifference | None:
    """The percentage after less the one before; None where either is no proportion of anything. ``dispersed`` is how
    many times as much weeks vary as by chance alone."""
    before, after = (
        _proportion(*side) for side in ((counts.events_before, counts.exposure_before),
                                        (counts.events_after, counts.exposure_after))
    )  # fmt: skip
    if before is None or after is None:
        return None
    error = 100 * math.hypot(before[1], after[1]) * math.sqrt(dispersed)
    return PointDifference(100 * (after[0] - before[0]), error)


def compare_points(group: Counts, others: Counts, dispersed: float = 1.0) -> Comparison | None:
    """A group beside a comparison group over the same weeks, in points; None where either has no difference."""
    ours, theirs = point_difference(group, dispersed), point_difference(others, dispersed)
    if ours is None or theirs is None:
        return None
    beyond = PointDifference(ours.points - theirs.points, math.hypot(ours.error, theirs.error))
    return Comparison(ours, theirs, beyond)


def _proportion(events: float, out_of: float) -> tuple[float, float] | None:
    """A proportion and its standard error."""
    if not (math.isfinite(events) and math.isfinite(out_of) and 0 <= events <= out_of and out_of > 0):
        return None
    proportion = events / out_of
    return proportion, math.sqrt(proportion * (1 - proportion) / out_of)
