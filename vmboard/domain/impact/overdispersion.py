"""Overdispersion: whether weeks vary more than chance alone would have them, and by how much intervals widen for it.

Events that come alone at one rate vary as Poisson counts do, and cases out of so many as binomial ones. Falls cluster,
and wards change: real weeks vary more. Pearson's chi-squared of each team's weeks about that team's own rate, before
and since, over its degrees of freedom, is how many times as much; standard errors grow by its root (quasi-likelihood:
McCullagh and Nelder, Generalized Linear Models, 2nd ed., ch. 4.5 and 6.2). It is never taken below 1.
"""

import math
from collections.abc import Iterable, Sequence

from vmboard.domain.numbers import in_decimals

Weeks = Sequence[tuple[float, float]]
"""Events, or cases, of each week of one team's stretch, and what they are set against."""
TOLD_FROM = 1.05
"""Less than so much is nothing to speak of."""


def dispersion(stretches: Iterable[Weeks], *, of_each: bool = False) -> float:
    """How many times as much the weeks vary as by chance alone; 1 where no more, or where nobody can say.

    ``of_each``: cases are so many out of so many, as a percentage's are.
    """
    return together(spread_of_weeks(weeks, of_each=of_each) for weeks in stretches)


def spread_of_weeks(weeks: Weeks, *, of_each: bool = False) -> tuple[float, int]:
    """Chi-squared of one stretch about its own rate, and its degrees of freedom."""
    used = [(events, out_of) for events, out_of in weeks if out_of > 0 and math.isfinite(events / out_of)]
    exposure = math.fsum(out_of for _, out_of in used)
    rate = math.fsum(events for events, _ in used) / exposure if exposure else 0.0
    left = (1 - rate) if of_each else 1.0
    if rate <= 0 or left <= 0:
        return 0.0, 0
    return math.fsum((events - rate * n) ** 2 / (rate * n * left) for events, n in used), len(used) - 1


def together(spreads: Iterable[tuple[float, int]]) -> float:
    """The same of stretches whose chi-squared and degrees of freedom are worked out already."""
    squared, freedom = 0.0, 0
    for of_one, free in spreads:
        squared, freedom = squared + of_one, freedom + free
    return max(1.0, squared / freedom) if freedom else 1.0


def dispersion_words(times: float) -> str:
    """What is said beside an interval."""
    if times < TOLD_FROM:
        return "Weeks vary no more than by chance alone, so the intervals are those of chance."
    return f"Weeks vary {in_decimals(times, 1)} times as much as by chance alone: the intervals are wider for it."
