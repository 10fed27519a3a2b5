"""Reading a series: what is drawn, what counts, and what is missing. Missing is never nought."""

import math
from collections.abc import Collection
from typing import NamedTuple

from vmboard.domain.spc.words import Values


class Figures(NamedTuple):
    """A series as it is drawn, the denominators behind it, and the figures that count (None where not)."""

    plotted: list[float | None]
    sizes: list[float | None]
    counted: list[float | None]


def read(values: Values, denominators: Values | None, excluded: Collection[int]) -> Figures:
    """The values, or values over denominators where there are any; the excluded ones do not count."""
    plotted = [value if type(value) is float and math.isfinite(value) else number(value) for value in values]
    sizes: list[float | None] = [None] * len(plotted)
    if denominators is not None:
        given = [_size(size) for size in denominators[: len(plotted)]]
        sizes = given + sizes[len(given) :]
        plotted = [
            None if value is None or size is None else finite(value / size)
            for value, size in zip(plotted, sizes, strict=True)
        ]
    ghosts = frozenset(excluded)
    counted = [None if place in ghosts else value for place, value in enumerate(plotted)] if ghosts else plotted
    return Figures(plotted, sizes, counted)


def number(value: float | None) -> float | None:
    """A plain finite number, or None."""
    if value is None:
        return None
    try:
        return finite(float(value))
    except OverflowError:
        return None


def finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def known(values: Values) -> list[float]:
    return [value for value in values if value is not None]


def _size(denominator: float | None) -> float | None:
    """A usable denominator: nothing can be counted out of nought."""
    if type(denominator) is float and 0.0 < denominator < math.inf:
        return denominator
    size = number(denominator)
    return size if size is not None and size > 0 else None
