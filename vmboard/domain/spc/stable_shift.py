"""Stable shift algorithm: has a level lasted long enough for a new centre line to be offered?

The algorithm is that of autospc (Imperial College London, "The Stable Shift Algorithm"). Limits of the first so many
weeks stand until a run of eight begins on one side of them. Limits drawn from the first so many weeks of that run would
take their place, unless a run of eight began back against them in those weeks. On its own it finds a new level in every
fourth series in which nothing happens; so an offer asks besides that the two levels differ by more than chance and by a
size that matters, and that the latest weeks are still nearer the new one.

Pure. A point on the centre line neither ends a run nor counts in it; a missing week ends it.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from vmboard.domain.spc.limits import RANGES_TO_SIGMA, average_range, mean, median, slack
from vmboard.domain.spc.rules import sides
from vmboard.domain.spc.series import Figures, known
from vmboard.domain.spc.words import Chart, Values

RUN = 8
WEEKS = 21
RECENT_WEEKS = 30
NEAR = 0.25
"""Within so many standard deviations a point is taken to lie on the line, when an offer looks for a run of eight: it
finds a real change within 30 weeks in 19 of 20 series instead of 18."""
ERRORS_APART, SIGMAS_APART = 3.25, 1.0
"""How far apart two levels must be, in standard errors of their difference and in standard deviations of a week."""


class StableShift(NamedTuple):
    """A level that lasted: the place of its first point, and whether it is higher than the one before."""

    start: int
    is_high: bool


class _Run(NamedTuple):
    places: Sequence[int]
    sign: int


def stable_shifts(
    values: Values,
    sizes: Values,
    chart: Chart,
    *,
    weeks: int = WEEKS,
    first: int | None = None,
    no_regrets: bool = True,
    tolerance: float = 0.0,
) -> list[StableShift]:
    """Every level that the algorithm would draw new limits for. ``values`` count, None where they do not; ``sizes``
    are their denominators on a chart that has them. The first limits come from ``first`` points, or ``weeks``. With
    ``no_regrets`` the last run of the weeks may not point back either while it is the last of all: it may yet be eight.
    Points within the ``tolerance`` of the limits that stand lie on their centre line.
    """
    counted = [place for place, value in enumerate(values) if value is not None]
    at, noise, shifts = first or weeks, slack(known(values)), list[StableShift]()
    if len(counted) < at + weeks:
        return []
    near = max(noise, tolerance)
    side = sides(values, level(values, sizes, chart, counted[:at]), near)
    while at + weeks <= len(counted):
        trigger = next((run for run in _runs(values, side, counted[at]) if len(run.places) >= RUN), None)
        at = len(counted) if trigger is None else counted.index(trigger.places[0])
        period = counted[at : at + weeks]
        if trigger is None or len(period) < weeks:
            break
        centre = level(values, sizes, chart, period)
        new_side = sides(values, centre, noise)
        if _comes_back(list(_runs(values, new_side, period[0])), period[-1], trigger.sign, no_regrets):
            at += 1
            continue
        shifts.append(StableShift(period[0], trigger.sign > 0))
        side, at = sides(values, centre, near), at + weeks
    return shifts


def lasting_shift(figures: Figures, chart: Chart, *, baseline_points: int | None = None) -> StableShift | None:
    """The latest level that may be offered a line of its own, in one segment.

    The first limits are those of the frozen baseline; where there is none, of the first weeks, and of all but the
    recent weeks, which tell an old level better.
    """
    counted = len(known(figures.counted))
    firsts = [baseline_points] if baseline_points else [WEEKS, max(counted - RECENT_WEEKS, WEEKS)]
    offers = (_last_apart(figures, chart, first) for first in firsts)
    return next((shift for shift in offers if shift is not None), None)


def level(values: Values, sizes: Values, chart: Chart, places: Sequence[int]) -> float:
    """The centre line of these points: their mean, weighted where they have sizes; of a run chart their median."""
    figures = [value for place in places if (value := values[place]) is not None]
    if chart is Chart.RUN:
        return median(figures)
    return mean(figures, [sizes[place] or 0.0 for place in places] if chart.has_denominators else None)


def _last_apart(figures: Figures, chart: Chart, first: int) -> StableShift | None:
    values, sizes = figures.counted, figures.sizes
    tolerance = NEAR * (average_range(values, slack(known(values)), screening=True) or 0.0) / RANGES_TO_SIGMA
    shifts = stable_shifts(values, sizes, chart, first=first, no_regrets=False, tolerance=tolerance)
    before, begun, latest = 0, 0, None
    ends = [later.start for later in shifts[1:]] + [len(values)]
    for shift, end in zip(shifts, ends, strict=False):
        if _are_apart(figures, chart, (begun, shift.start, end), shift.is_high):
            before, begun, latest = begun, shift.start, shift
    if latest is None or not _are_apart(figures, chart, (before, latest.start, len(values)), latest.is_high):
        return None
    since, earlier = (_counted(values, *ends) for ends in ((latest.start, len(values)), (before, latest.start)))
    new, old, now = (level(values, sizes, chart, places) for places in (since, earlier, since[-RUN:]))
    return latest if abs(now - new) < abs(now - old) else None


def _counted(values: Values, start: int, end: int) -> list[int]:
    return [place for place in range(start, end) if values[place] is not None]


def _are_apart(figures: Figures, chart: Chart, at: tuple[int, int, int], is_high: bool) -> bool:
    """Whether the levels from ``at[0]`` and from ``at[1]`` to ``at[2]`` differ that way, far enough."""
    places = [_counted(figures.counted, start, end) for start, end in pairwise(at)]
    levels = [level(figures.counted, figures.sizes, chart, those) for those in places]
    squares = [
        (value - centre) ** 2
        for those, centre in zip(places, levels, strict=True)
        for place in those
        if (value := figures.counted[place]) is not None
    ]
    sigma = math.sqrt(math.fsum(squares) / max(len(squares) - 2, 1))
    apart = levels[1] - levels[0] if is_high else levels[0] - levels[1]
    error = math.sqrt(sum(1 / len(those) for those in places))
    return apart > sigma * max(ERRORS_APART * error, SIGMAS_APART)


def _runs(values: Values, side: Sequence[int], start: int) -> Iterator[_Run]:
    """The runs from ``start`` on, as they stand from there: of one under way, what is left."""
    places: list[int] = []
    sign = 0
    for place in range(start, len(values)):
        if values[place] is None or (side[place] and side[place] != sign):
            if places:
                yield _Run(places, sign)
            places, sign = [], 0
        if side[place]:
            places.append(place)
            sign = side[place]
    if places:
        yield _Run(places, sign)


def _comes_back(runs: Sequence[_Run], last: int, sign: int, no_regrets: bool) -> bool:
    """Whether a run of eight begins back against the new limits by ``last``. The first run is the way there."""
    within = [run for run in runs if run.places[0] <= last]
    if any(run.sign == -sign and len(run.places) >= RUN for run in within[1:]):
        return True
    return no_regrets and bool(within) and within[-1] is runs[-1] and within[-1].sign == -sign
