"""Funnel limits by exact probability: how many events chance leaves a team of one size, three standard deviations off.

Few events are skewed: where two are expected, seven lie beyond three standard deviations, and chance alone gives them
to one team of 220. So a limit lies where the mid-P tail of the Poisson or binomial itself, P(more) + P(as many) / 2, is
that of a normal curve beyond three standard deviations, 0.00135 (exact limits: Spiegelhalter 2005, "Funnel plots for
comparing institutional performance"; mid-P: Lancaster 1961). The tail comes by the saddlepoint formula for counts
(Lugannani and Rice 1980; Daniels 1987; as a normal score, Barndorff-Nielsen 1986), which also stands between whole
numbers:

    z(x) = r + ln(q/r)/r,    r = ±√(2D),    D = x ln(x/μ) + (n − x) ln((n − x)/(n − μ)),
    q = 2 (x − μ)/(x + μ − 2xμ/n) √(x (n − x)/n)

of x out of n where μ are expected; of a Poisson n is endless: D = x ln(x/μ) − x + μ, and q = 2 (x − μ)/(x + μ) √x.
Towards none (and towards all) the root takes that count and a sixth, as Gosper does in Stirling's formula.
"""

import math
from statistics import NormalDist
from typing import NamedTuple

from vmboard.domain.spc.words import Chart, Values

SIGMAS = 3.0
TAIL = NormalDist().cdf(-SIGMAS)
SIXTH = 1 / 6
NORMAL_FROM = 1e8
"""The variance from which on a normal curve has the same limits to 0.0002 standard deviations; and below the inverse of
which, one event is beyond both."""
SIZES_BELOW = 1e12
"""From this size on, far beyond any hospital's, what is left of a team has no digits for one event."""
_STEPS = 12
_ENOUGH = 1e-6


class Limits(NamedTuple):
    """The least and the most that chance leaves a team, in events or, over its size, in the unit of its value."""

    lower: float
    upper: float


def limits_by_size(chart: Chart, centre: float, sizes: Values, wider: float = 1.0) -> list[Limits | None]:
    """Of each team, in the unit of ``centre``, the pooled value; so many times as far from it. None without a size."""
    by_chance = {size: _by_chance(chart, centre, size) for size in set(sizes) if size is not None}
    top = 1.0 if chart.is_proportion else math.inf
    stretched: dict[float | None, Limits] = {
        size: Limits(max(centre + wider * (low - centre), 0.0), min(centre + wider * (high - centre), top))
        for size, (low, high) in by_chance.items()
    }
    return [stretched.get(size) for size in sizes]


def _by_chance(chart: Chart, centre: float, size: float) -> Limits:
    """By exact probability, or by a normal curve where that has the same limits, or chance no spread."""
    unit = max(centre * (1 - centre) if chart.is_proportion else centre, 0.0)
    if not 1 / NORMAL_FROM < unit * size < NORMAL_FROM or size >= SIZES_BELOW:
        reach = SIGMAS * math.sqrt(unit / size)
        return Limits(centre - reach, centre + reach)
    expected = centre * size
    low, high = binomial_limits(expected, size) if chart.is_proportion else poisson_limits(expected)
    return Limits(low / size, high / size)


def poisson_limits(expected: float) -> Limits:
    """Of events that come alone, so many ``expected``; from 0, which is inside where chance has none often enough."""
    lower = _limit(expected, math.inf, -SIGMAS) if _is_rare(-expected) else 0.0
    return Limits(lower, _limit(expected, math.inf, SIGMAS))


def binomial_limits(expected: float, size: float) -> Limits:
    """Of so many out of ``size``; from 0 to all of them, which are inside where chance has them often enough."""
    none, all_ = size * math.log1p(-expected / size), size * math.log(expected / size)
    lower = _limit(expected, size, -SIGMAS) if _is_rare(none) else 0.0
    return Limits(lower, _limit(expected, size, SIGMAS) if _is_rare(all_) else size)


def _is_rare(log_probability: float) -> bool:
    """Whether half of this probability, the mid-P of the last count there is, lies in the tail."""
    return log_probability < math.log(2 * TAIL)


def mid_p_score(events: float, expected: float, size: float) -> tuple[float, float]:
    """The normal score of the mid-P tail, z above, and how fast r grows for an event; ``size`` is endless of a Poisson.

    ``events`` lie strictly between none and all, and differ from what is expected.
    """
    is_few = events < expected
    of_log = math.log(events / expected)
    if math.isinf(size):
        deviance, slope = events * of_log - (events - expected), of_log
        root = math.sqrt(events + SIXTH * is_few)
        tilt = (events - expected) / (events + expected)
    else:
        rest = size - events
        of_rest = math.log1p((expected - events) / (size - expected))
        deviance, slope = events * of_log + rest * of_rest, of_log - of_rest
        root = math.sqrt((events + SIXTH * is_few) * (rest + SIXTH * (not is_few)) / (size + SIXTH))
        tilt = (events - expected) / (events + expected - 2 * events * expected / size)
    r = math.copysign(math.sqrt(2 * deviance), events - expected)
    return r + math.log(2 * tilt * root / r) / r, slope / r


def _limit(expected: float, size: float, sigmas: float) -> float:
    """Where the score is so many ``sigmas``: Newton's steps by the slope of r, between what is expected and the end.

    The score bends little, so that each step leaves less than a tenth of the error.
    """
    sigma = math.sqrt(expected if math.isinf(size) else expected * (1 - expected / size))
    end = 0.0 if sigmas < 0 else size
    events = _inside(expected + sigmas * sigma, expected, end, expected)
    for _ in range(_STEPS):
        score, slope = mid_p_score(events, expected, size)
        after = _inside(events + (sigmas - score) / slope, expected, end, events)
        if abs(after - events) <= _ENOUGH * sigma:
            return after
        events = after
    return events


def _inside(events: float, expected: float, end: float, before: float) -> float:
    """A step that goes too far goes half the way there."""
    low, high = min(expected, end), max(expected, end)
    if events >= high:
        return (before + high) / 2
    return (before + low) / 2 if events <= low else events
