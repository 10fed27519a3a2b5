"""Special cause rules: the rules that single points out on a control chart: each a few lines, signs in, patterns out.

The rules are those of NHSRplotthedots (``ptd_calculate_point_type``), with the wording of two in three that
Making Data Count announced in 2023. Nothing here crosses a rebase: a call sees one segment. A missing figure,
a figure on the centre line and a repeated figure break a pattern; a figure on a limit is inside it.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from vmboard.domain.spc.limits import Band
from vmboard.domain.spc.words import Cause, Pattern, Values
from vmboard.domain.words import Rules


class Lengths(NamedTuple):
    """How many points make a shift and a trend. Anhøj's rules have none of their own: see ``runs``."""

    shift: int
    trend: int


LENGTHS = {Rules.MDC: Lengths(7, 7), Rules.HIS: Lengths(6, 5), Rules.PHS: Lengths(8, 6)}

SHIFT = {1: Cause.SHIFT_ABOVE, -1: Cause.SHIFT_BELOW}
TREND = {1: Cause.TREND_UP, -1: Cause.TREND_DOWN}
TWO_IN_THREE = {1: Cause.TWO_IN_THREE_ABOVE, -1: Cause.TWO_IN_THREE_BELOW}
OUTSIDE = {1: Cause.ABOVE_UCL, -1: Cause.BELOW_LCL}


def sides(values: Values, centre: float, noise: float) -> list[int]:
    """1 above the centre, -1 below, 0 on it or missing."""
    low, high = centre - noise, centre + noise
    return [0 if value is None else (value > high) - (value < low) for value in values]


def beyond(values: Values, bands: Sequence[Band | None], noise: float, *, near: bool) -> list[int]:
    """1 above the limits (or the near ones), -1 below, 0 within them, on one or missing."""
    low, high = (1, 2) if near else (0, 3)
    return [
        0 if value is None or band is None else (value > band[high] + noise) - (value < band[low] - noise)
        for value, band in zip(values, bands, strict=True)
    ]


def stretches(signs: Sequence[int], length: int) -> Iterator[tuple[range, int]]:
    """Every unbroken stretch of one sign, of at least ``length``, whole."""
    start = 0
    for sign, group in groupby(signs):
        stop = start + len(list(group))
        if sign and stop - start >= length:
            yield range(start, stop), sign
        start = stop


def patterns(
    values: Values, centre: float, bands: Sequence[Band | None], lengths: Lengths, noise: float
) -> list[Pattern]:
    """All patterns of a segment, weakest first: a later one takes the label of a point they share."""
    side = sides(values, centre, noise)
    near = beyond(values, bands, noise, near=True)
    out = beyond(values, bands, noise, near=False)
    return [
        *(Pattern(SHIFT[sign], places) for places, sign in stretches(side, lengths.shift)),
        *_two_in_three(side, near),
        *_trends(values, lengths.trend, noise),
        *(Pattern(OUTSIDE[sign], range(place, place + 1)) for place, sign in enumerate(out) if sign),
    ]


def steps(values: Values, noise: float) -> list[int]:
    """The slope from each point to the next: 1 up, -1 down, 0 level or unknown."""
    return [
        0 if before is None or after is None or abs(after - before) <= noise else 1 if after > before else -1
        for before, after in pairwise(values)
    ]


def _trends(values: Values, length: int, noise: float) -> Iterator[Pattern]:
    """Seven points are six steps. In order of time, so that a turning point takes the slope that follows."""
    for places, sign in stretches(steps(values, noise), length - 1):
        yield Pattern(TREND[sign], range(places.start, places.stop + 1))


def _two_in_three(side: Sequence[int], near: Sequence[int]) -> Iterator[Pattern]:
    """Three in a row on one side, two or more beyond the near limit (outside counts): those are marked."""
    for place, (sign, second, third) in enumerate(zip(side, side[1:], side[2:], strict=False)):
        if sign and sign == second == third:
            three = near[place : place + 3]
            if three.count(sign) >= 2:
                yield Pattern(TWO_IN_THREE[sign], [place + i for i in range(3) if three[i] == sign])
