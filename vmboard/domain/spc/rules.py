"""Special cause rules: the rules that single points out on a control chart: each a few lines, signs in, patterns out.

The rules are those of NHSRplotthedots (``ptd_calculate_point_type``), with the wording of two in three that
Making Data Count announced in 2023. Nothing here crosses a rebase: a call sees one segment. A missing figure,
a figure on the centre line and a repeated figure break a pattern; a figure on a limit is inside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
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


def beyond(values: Values, bands: Sequence[Band | None], noise: float) -> list[tuple[int, int, int]]:
    """The points beyond the near limits or the limits: their place, and on which side of either, 1 above, -1 below."""
    return [
        (place, (value > b[2] + noise) - (value < b[1] - noise), (value > b[3] + noise) - (value < b[0] - noise))
        for place in _far(values, bands, noise)
        if (value := values[place]) is not None and (b := bands[place]) is not None
    ]


def _far(values: Values, bands: Sequence[Band | None], noise: float) -> list[int]:
    """The places of those points. Where one band serves all of them, as on most charts, it is looked at once."""
    if len(set(map(id, bands))) == 1:
        if (band := bands[0]) is None:
            return []
        low, high = max(band[0], band[1]) - noise, min(band[2], band[3]) + noise
        return [place for place, value in enumerate(values) if value is not None and not low <= value <= high]
    return [
        place
        for place, (value, b) in enumerate(zip(values, bands, strict=True))
        if value is not None and b is not None
        and (value > b[2] + noise or value < b[1] - noise or value > b[3] + noise or value < b[0] - noise)
    ]  # fmt: skip


def stretches(signs: Sequence[int], length: int) -> Iterator[tuple[range, int]]:
    """Every unbroken stretch of one sign, of at least ``length``, whole."""
    start, current = 0, 0
    for place, sign in enumerate((*signs, 0)):
        if sign != current or place == len(signs):
            if current and place - start >= length:
                yield range(start, place), current
            start, current = place, sign


def patterns(
    values: Values, centre: float, bands: Sequence[Band | None], lengths: Lengths, noise: float
) -> list[Pattern]:
    """All patterns of a segment, weakest first: a later one takes the label of a point they share."""
    side = sides(values, centre, noise)
    far = beyond(values, bands, noise)
    return [
        *(Pattern(SHIFT[sign], places) for places, sign in stretches(side, lengths.shift)),
        *_two_in_three(side, {place: near for place, near, _ in far if near}),
        *_trends(values, lengths.trend, noise),
        *(Pattern(OUTSIDE[sign], range(place, place + 1)) for place, _, sign in far if sign),
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


def _two_in_three(side: Sequence[int], near: Mapping[int, int]) -> Iterator[Pattern]:
    """Three in a row on one side, two or more beyond the near limit (outside counts): those are marked."""
    starts = {start for first, then in pairwise(near) if then - first < 3 for start in range(then - 2, first + 1)}
    for start in sorted(start for start in starts if 0 <= start < len(side) - 2):
        three, sign = range(start, start + 3), side[start]
        if sign and sign == side[start + 1] == side[start + 2]:
            marked = [place for place in three if near.get(place) == sign]
            if len(marked) >= 2:
                yield Pattern(TWO_IN_THREE[sign], marked)
