"""Run chart: a median and what happens around it.

Rules of Perla, Provost and Murray 2011, as Healthcare Improvement Scotland and the Institute for Healthcare
Improvement teach them. A point on the median and a missing week neither break a shift nor count in it; a
repeated value and a missing week neither break a trend nor count in it.

Or those of Anhøj (Anhøj and Olesen 2014; qicharts2 ``runs.analysis``): a run longer, or crossings of the median
fewer, than chance gives as many useful points. They know no trend and no too many runs.
"""

import math
from dataclasses import dataclass
from functools import cache

from vmboard.domain.spc.limits import Basis, median
from vmboard.domain.spc.rules import LENGTHS, SHIFT, TREND, sides, steps, stretches
from vmboard.domain.spc.series import known
from vmboard.domain.spc.words import Pattern, Values
from vmboard.domain.words import Rules

# Two-sided 5%, from 10 to 60 useful points, as printed with the rules (Swed and Eisenhart 1943).
_PRINTED = """
    3-9 3-10 3-11 4-11 4-12 5-12 5-13 5-13 6-14 6-15 6-16 7-16 7-17 7-17 8-18 8-18 9-19 10-19 10-20 10-20
    11-21 11-22 11-23 12-23 12-24 12-24 13-25 13-25 14-26 14-26 15-27 15-27 16-28 16-28 17-29 17-30 17-31
    18-31 18-32 19-32 19-33 20-33 20-34 21-34 21-35 22-35 22-36 23-36 23-37 24-38 24-38
"""
_TABLE = {n: tuple(map(int, pair.split("-"))) for n, pair in enumerate(_PRINTED.split(), start=10)}


@dataclass(frozen=True, slots=True)
class RunChart:
    """One segment read as a run chart. Places are those of the segment."""

    median: float | None
    useful_points: int
    runs: int | None
    runs_expected: tuple[int, int] | None
    shifts: list[Pattern]
    trends: list[Pattern]

    @property
    def too_few_runs(self) -> bool | None:
        return self.runs < self.runs_expected[0] if self.runs is not None and self.runs_expected else None

    @property
    def too_many_runs(self) -> bool | None:
        return self.runs > self.runs_expected[1] if self.runs is not None and self.runs_expected else None


def runs_expected(useful_points: int) -> tuple[int, int] | None:
    """The fewest and the most runs that chance gives, both still usual; undecided below 10 useful points.

    Beyond the printed table, the normal approximation for equal sides (Wald, Wolfowitz 1940).
    """
    if useful_points < 10:
        return None
    if useful_points in _TABLE:
        low, high = _TABLE[useful_points]
        return low, high
    half = useful_points / 2
    spread = 1.96 * math.sqrt(half * (half - 1) / (useful_points - 1))
    return math.ceil(half + 0.5 - spread), math.floor(half + 1.5 + spread)


def longest_run(useful_points: int) -> int:
    """The longest run that chance usually gives, by Anhøj's rules (Schilling 2012): round(log2 n) + 3."""
    return round(math.log2(useful_points)) + 3 if useful_points else 0


@cache
def fewest_crossings(useful_points: int) -> int:
    """The fewest crossings of the median that chance usually gives, by Anhøj's rules (Chen 2010): the 5% quantile
    of as many tosses of a coin as there are steps."""
    tosses = max(useful_points - 1, 0)
    crossings, ways, so_far = 0, 1, 1
    while 20 * so_far < 2**tosses:
        ways = ways * (tosses - crossings) // (crossings + 1)
        crossings, so_far = crossings + 1, so_far + ways
    return crossings


def _expected(rules: Rules, useful_points: int) -> tuple[int, int] | None:
    if rules is not Rules.ANHOJ:
        return runs_expected(useful_points)
    return (fewest_crossings(useful_points) + 1, useful_points) if useful_points else None


def run_chart(values: Values, rules: Rules, noise: float, basis: Basis) -> RunChart:
    """Read one segment. The baseline gives the median; the rules run over every point."""
    base = known(basis.baseline(values))
    centre = basis.fixed_centre if basis.fixed_centre is not None else median(base) if base else None
    if centre is None:
        return RunChart(None, 0, None, None, [], [])
    side = sides(values, centre, noise)
    useful = [place for place, sign in enumerate(side) if sign]
    signs, many = [side[place] for place in useful], len(useful)
    by_anhoj = rules is Rules.ANHOJ
    length = longest_run(many) + 1 if by_anhoj else LENGTHS[rules].shift
    shifts = [Pattern(SHIFT[sign], useful[s.start : s.stop]) for s, sign in stretches(signs, length)]
    runs = sum(1 for _ in stretches(signs, 1))
    trends = [] if by_anhoj else _trends(values, LENGTHS[rules].trend, noise)
    return RunChart(centre, many, runs, _expected(rules, many), shifts, trends)


def _trends(values: Values, length: int, noise: float) -> list[Pattern]:
    """Five points are four steps; a turning point belongs to the trends on both sides of it."""
    moving: list[int] = []
    figures: list[float] = []
    for place, value in enumerate(values):
        if value is not None and not (figures and abs(value - figures[-1]) <= noise):
            moving.append(place)
            figures.append(value)
    return [
        Pattern(TREND[sign], moving[s.start : s.stop + 1]) for s, sign in stretches(steps(figures, noise), length - 1)
    ]
