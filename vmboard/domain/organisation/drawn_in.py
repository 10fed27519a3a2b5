"""Winsorised spread: how far teams that chance alone tells apart still spread once the outermost are drawn in.

Spiegelhalter's over-dispersion factor is a mean square of distances of which the outermost are drawn in to their
neighbours. That alone makes it small, the smaller the fewer teams there are: of five that chance tells apart, under a
third of the mean square of all. So it is held against what chance leaves of it, which comes from the expected squares
of normal order statistics (David and Nagaraja, Order Statistics, 3rd ed., ch. 3).
"""

import math
from functools import cache
from statistics import NormalDist

_STEPS = 500


@cache
def drawn_in_by_chance(teams: int, outermost: int) -> float:
    """The variance, about their own mean, of so many standard normal figures, ``outermost`` drawn in at either end.

    Their mean is taken to move as that of the figures themselves does, so 1/teams is taken off their mean square: of
    five teams that leaves 8% too much, of ten under 1%.
    """
    first, last = outermost + 1, teams - outermost
    middle = math.fsum(_expected_square(place, teams) for place in range(first, last + 1))
    return (middle + 2 * outermost * _expected_square(first, teams)) / teams - 1 / teams


def _expected_square(place: int, many: int) -> float:
    """Of the so-manieth smallest of many standard normal figures; over equal steps of its place in the whole."""
    ways = math.lgamma(many + 1) - math.lgamma(place) - math.lgamma(many - place + 1)
    return math.fsum(
        square * math.exp(ways + (place - 1) * below + (many - place) * above) for square, below, above in _steps()
    ) / _STEPS  # fmt: skip


@cache
def _steps() -> tuple[tuple[float, float, float], ...]:
    """The square of the figure in the middle of each step, and the logarithms of what lies below it and above."""
    shares = [(step + 0.5) / _STEPS for step in range(_STEPS)]
    return tuple((NormalDist().inv_cdf(p) ** 2, math.log(p), math.log(1 - p)) for p in shares)
