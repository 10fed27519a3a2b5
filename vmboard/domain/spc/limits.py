"""Control limits: centre lines and natural limits: from figures to lines, chart by chart.

Sources: Wheeler, Understanding Variation (2.66 and the XmR chart); Nelson 1982 (screened moving ranges);
Montgomery, Introduction to Statistical Quality Control (C, P and U); Nelson 1994 (T); Provost and Murray, The
Health Care Data Guide (G); Laney 2002, Improved control charts for attributes (P′ and U′). Lines agree with
NHSRplotthedots for XmR and with qicharts2 for the others.
"""

import math
import operator
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from vmboard.domain.spc.series import finite, known
from vmboard.domain.spc.words import Chart, Values

TOLERANCE = 1e-12
RANGES_TO_LIMIT = 2.66  # 2.66 exactly, not 3 / 1.128
RANGES_TO_SIGMA = 1.128  # a moving range of two is so many standard deviations on average
SCREEN = 3.267
T_POWER = 3.6


class Band(NamedTuple):
    """The limits at one point, and the near limits two thirds of the way to them from the centre."""

    lower: float
    near_lower: float
    near_upper: float
    upper: float


class Lines(NamedTuple):
    """The centre of a segment and one band a point; None where it cannot be computed."""

    centre: float | None
    bands: Sequence[Band | None]


class Basis(NamedTuple):
    """What the lines of every segment are drawn from."""

    baseline_points: int | None = None
    screening: bool = True
    fixed_centre: float | None = None
    thaws_at: int | None = None
    """The place from which on segments have no baseline."""

    def at(self, start: int) -> "Basis":
        """That of the segment which begins there."""
        is_thawed = self.thaws_at is not None and start >= self.thaws_at
        return self._replace(baseline_points=None) if is_thawed else self

    def baseline(self, values: Values) -> Values:
        """The weeks the lines come from, missing ones counted: all, or the first so many."""
        return values if self.baseline_points is None else values[: max(self.baseline_points, 0)]


def slack(values: Sequence[float]) -> float:
    """How far apart two figures may be and still be equal: rounding noise at the size of these figures.

    Relative to the largest, so that pence, millions and one in a million are judged alike. It is small enough
    that moving whole pence up by a million leaves them apart, and a thousand times what rounding can do.
    """
    return TOLERANCE * max(max(values), -min(values)) if values else 0.0


def mean(values: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """The mean by exact summation, weighted if asked, and never outside its figures for a rounding error."""
    try:
        if weights is None:
            middle = math.fsum(values) / len(values)
        else:
            middle = math.fsum(map(operator.mul, values, weights)) / math.fsum(weights)
    except OverflowError:
        shares = [1 / len(values)] * len(values) if weights is None else _shares(weights)
        middle = math.fsum(map(operator.mul, values, shares))
    return min(max(middle, min(values)), max(values))


def _shares(weights: Sequence[float]) -> list[float]:
    largest = max(weights)
    total = math.fsum(weight / largest for weight in weights)
    return [weight / largest / total for weight in weights]


def median(values: Sequence[float]) -> float:
    """The middle value; of an even number of them, half-way between the middle two."""
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else mean(ordered[middle - 1 : middle + 1])


def lines(chart: Chart, values: Values, sizes: Values, basis: Basis) -> Lines:
    """The lines of one segment, from its baseline. ``sizes`` are the denominators of a P, U, P′ or U′ chart."""
    base = basis.baseline(values)
    figures = known(base)
    if not figures and basis.fixed_centre is None:
        return Lines(None, [None] * len(values))
    if chart.has_denominators:
        weights = [size for value, size in zip(base, sizes, strict=False) if value is not None and size is not None]
        return _by_size(chart, _centre(figures, basis, weights), base, sizes, basis.screening)
    centre: float | None
    band: Band | None
    if chart is Chart.XMR:
        centre, band = _xmr(base, basis)
    elif chart is Chart.T:
        centre, band = _t(base, basis)
    elif chart is Chart.C:
        centre = count = _centre(figures, basis)
        band = _sigma_band(count, count, top=math.inf)
    else:
        centre, band = _g(figures, basis)
    return Lines(centre, [band] * len(values))


def _centre(figures: Sequence[float], basis: Basis, weights: Sequence[float] | None = None) -> float:
    return mean(figures, weights) if basis.fixed_centre is None else basis.fixed_centre


def _xmr(base: Values, basis: Basis) -> tuple[float, Band | None]:
    """Mean and 2.66 average moving ranges either side (Wheeler; NHSRplotthedots ``ptd_spc_standard``).

    A missing week takes the two ranges that touch it with it. There are no limits without a range, nor where
    every range is nought and yet the figures differ: a step hidden in a gap.
    """
    figures = known(base)
    centre, noise = _centre(figures, basis), slack(figures)
    average = average_range(base, noise, basis.screening)
    if average is None or (average == 0 and max(figures) - min(figures) > noise):
        return centre, None
    reach, near = RANGES_TO_LIMIT * average, RANGES_TO_LIMIT * 2 / 3 * average
    return centre, Band(centre - reach, centre - near, centre + near, centre + reach)


def average_range(base: Values, noise: float, screening: bool) -> float | None:
    """The average moving range, once without those of 3.267 averages or more (Nelson 1982).

    When screening would leave nothing that moves, the average stands unscreened: limits of no width would
    call every point of a mostly constant series special.
    """
    ranges = _moving_ranges(base)
    if not ranges:
        return None
    average = mean(ranges)
    if average <= noise:
        return 0.0
    kept = [r for r in ranges if r < SCREEN * average - noise] if screening else []
    screened = mean(kept) if kept else 0.0
    return screened if screened > noise else average


def _moving_ranges(base: Values) -> list[float]:
    return [abs(after - before) for before, after in pairwise(base) if before is not None and after is not None]


def _sigma_band(centre: float, variance: float, top: float, wider: float = 1.0) -> Band | None:
    """Three standard deviations, cut at nought and at ``top``; the near limits, at two, are left whole."""
    if centre < 0 or variance < 0:
        return None
    sigma = math.sqrt(variance) * wider if wider else 0.0
    lower, upper = max(centre - 3 * sigma, 0.0), min(centre + 3 * sigma, top)
    return Band(lower, centre - 2 * sigma, centre + 2 * sigma, upper)


def _by_size(chart: Chart, centre: float, base: Values, sizes: Values, screening: bool) -> Lines:
    """P and U as chance has them; P′ and U′ as many times as wide as weeks of the baseline spread by (Laney)."""
    wider = dispersion(chart, centre, base, sizes, screening=screening) if chart.is_prime else 1.0
    return Lines(centre, [None] * len(sizes) if wider is None else bands_by_size(chart, centre, sizes, wider))


def bands_by_size(chart: Chart, centre: float, sizes: Values, wider: float = 1.0) -> list[Band | None]:
    """P: sqrt(p(1-p)/n), from 0 to 1. U: sqrt(u/n), from 0 (Montgomery 7.2 and 7.3). Either so many times as wide."""
    unit, top = _unit_variance(chart, centre), 1.0 if chart.is_proportion else math.inf
    known_sizes = {size for size in sizes if size is not None}
    of_size: dict[float | None, Band | None] = {s: _sigma_band(centre, unit / s, top, wider) for s in known_sizes}
    return [of_size.get(size) for size in sizes]


def _unit_variance(chart: Chart, centre: float) -> float:
    """What chance alone spreads one case by: binomial for a proportion, Poisson for a rate."""
    return centre * (1 - centre) if chart.is_proportion else centre


def dispersion(chart: Chart, centre: float, base: Values, sizes: Values, *, screening: bool = True) -> float | None:
    """Laney's sigma z: how many times as far weeks spread as chance alone would have them.

    The average moving range of the figures in units of their own standard deviation, over 1.128; ranges are
    screened as on an XmR chart. It may be less than one. None where no two neighbouring weeks are known, where
    chance has no spread (all or none of them) and yet weeks differ, and where a step hides in a gap.
    """
    unit, figures = _unit_variance(chart, centre), known(base)
    if unit < 0 or not _moving_ranges(base):
        return None
    noise = slack(figures)
    if max(figures) - min(figures) <= noise:
        return 0.0
    in_sigmas = scores(chart, centre, base, sizes)
    average = average_range(in_sigmas, slack(known(in_sigmas)), screening)
    return None if not average else average / RANGES_TO_SIGMA


def scores(chart: Chart, centre: float, values: Values, sizes: Values) -> list[float | None]:
    """How far each figure stands from the centre, in standard deviations that chance alone gives it at its size."""
    unit = max(_unit_variance(chart, centre), 0.0)
    return [_score(value, size, centre, unit) for value, size in zip(values, sizes, strict=False)]


def _score(value: float | None, size: float | None, centre: float, unit: float) -> float | None:
    sigma = 0.0 if size is None else math.sqrt(unit / size)
    return None if value is None or sigma == 0 else finite((value - centre) / sigma)


def _g(figures: Sequence[float], basis: Basis) -> tuple[float, Band | None]:
    """Cases between: a line at the median, limits at mean +/- 3 sqrt(m(m+1)) (Provost and Murray)."""
    if not figures:
        return _centre(figures, basis), None
    average = mean(figures)
    centre = median(figures) if basis.fixed_centre is None else basis.fixed_centre
    return centre, _sigma_band(average, average * (average + 1), math.inf)


def _t(base: Values, basis: Basis) -> tuple[float | None, Band | None]:
    """Days between: an XmR of value^(1/3.6), carried back (Nelson 1994). Days below nought cannot be."""
    fixed = basis.fixed_centre
    if any(value < 0 for value in known(base)) or (fixed is not None and fixed < 0):
        return None, None
    centre, band = _xmr(
        [None if value is None else value ** (1 / T_POWER) for value in base],
        basis._replace(fixed_centre=None if fixed is None else fixed ** (1 / T_POWER)),
    )
    return _days(centre), band and Band(*map(_days, band))


def _days(root: float) -> float:
    try:
        return math.pow(max(root, 0.0), T_POWER)
    except OverflowError:
        return math.inf
