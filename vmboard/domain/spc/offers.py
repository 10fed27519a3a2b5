"""Chart selection: which chart suits a measure: the one it gets by itself, the better one it is offered, and rare
events redrawn.

Pure. An offer is a sentence and never an act: a person decides.
"""

import math
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from vmboard.domain.spc.analysis import POINTS_FOR_A_RUN_CHART, POINTS_FOR_LIMITS, choose
from vmboard.domain.spc.limits import dispersion, mean
from vmboard.domain.spc.sentences import not_enough
from vmboard.domain.spc.series import known, number, read
from vmboard.domain.spc.words import Chart, Values
from vmboard.domain.text.catalogue import _
from vmboard.domain.words import Direction

MOST_IN_A_WEEK = 1000  # beyond this a count is a slip of the keyboard, and no rare event
_ERROR = 0.91  # the standard error of Laney's factor, times the root of the number of weeks, where chance alone rules
_PRIMES = {Chart.P: Chart.P_PRIME, Chart.U: Chart.U_PRIME}
_WEEK = timedelta(days=7)
_RATE = re.compile(r"\bper [0-9]")
_COUNTS = ("", "count")


class Default(NamedTuple):
    """The chart a series gets when nobody has chosen, and why."""

    chart: Chart | None
    sentence: str


class Offer(NamedTuple):
    """A chart that would suit better, and why. ``direction`` is the better way of the figures it plots."""

    chart: Chart
    sentence: str
    direction: Direction


class Gap(NamedTuple):
    """The days from one event to the next, and the week of that next one. None where a week between is unknown."""

    week: date
    days: float | None


def default(
    values: Values, denominators: Values | None = None, *, excluded: Collection[int] = (), sampled: bool = False
) -> Default:
    """No chart below 10 known weeks, a run chart from 10 to 12, an XmR chart from 13. ``sampled``: the points are
    samples, of a measure not asked for every week."""
    chart, weeks = choose(values, denominators, excluded=excluded), len(_known(values, excluded, denominators))
    if chart is None:
        return Default(None, not_enough(weeks, POINTS_FOR_A_RUN_CHART, sampled=sampled))
    if chart is Chart.RUN:
        said = _("A run chart, with {n} samples so far; limits need {needed}.") if sampled else None
        said = said or _("A run chart, with {n} weeks so far; limits need {needed}.")
    else:
        said = _("An XmR chart: {n} samples are enough for a usual range.") if sampled else None
        said = said or _("An XmR chart: {n} weeks are enough for a usual range.")
    return Default(chart, said.format(n=weeks, needed=POINTS_FOR_LIMITS))


def offer(
    values: Values,
    denominators: Values | None,
    unit: str,
    direction: Direction,
    chart: Chart | None,
    *,
    excluded: Collection[int] = (),
    numerators: Values | None = None,
) -> Offer | None:
    """A better chart than ``chart`` (None: the one it gets by itself), or None where that one suits.

    ``values`` are the measure's own figures, a percentage from 0 to 100; ``denominators`` what they are out of, and
    ``numerators`` how many, which a rate needs: a percentage tells them itself.
    """
    weeks = _known(values, excluded)
    if len(weeks) < POINTS_FOR_A_RUN_CHART:
        return None
    chart = chart or choose(values, excluded=excluded)
    if chart not in (Chart.P, Chart.P_PRIME) and _is_proportion(values, denominators, unit, excluded):
        counts = _counts(values, denominators, numerators, unit)
        return _proportion_offer(_is_wider(Chart.P, counts, denominators, excluded, errors=1.0), direction)
    if chart not in (Chart.U, Chart.U_PRIME, Chart.G, Chart.T) and _is_rate(numerators, denominators, unit, excluded):
        return _rate_offer(_is_wider(Chart.U, numerators or (), denominators, excluded, errors=1.0), direction)
    if chart not in (Chart.G, Chart.T, Chart.P, Chart.P_PRIME) and _is_rare(weeks, unit):
        return _between_offer(values, denominators, direction, excluded)
    if chart in _PRIMES:
        counts = _counts(values, denominators, numerators, unit)
        return (
            _prime_offer(chart, direction) if _is_wider(chart, counts, denominators, excluded, errors=1.645) else None
        )
    if chart is Chart.XMR and len(weeks) < POINTS_FOR_LIMITS:
        said = _(
            "{n} weeks so far: a run chart is safer until there are {needed}.", n=len(weeks), needed=POINTS_FOR_LIMITS
        )
        return Offer(Chart.RUN, said, direction)
    return None


def _proportion_offer(is_wider: bool, direction: Direction) -> Offer:
    if is_wider:
        said = _(
            "These are so many out of so many, and weeks differ by more than chance alone explains: a {letter} chart "
            "allows for both.", letter=Chart.P_PRIME.letter,
        )  # fmt: skip
        return Offer(Chart.P_PRIME, said, direction)
    said = _("These are so many out of so many: a P chart allows for weeks with small numbers.")
    return Offer(Chart.P, said, direction)


def _rate_offer(is_wider: bool, direction: Direction) -> Offer:
    if is_wider:
        said = _(
            "These are events for so many, and weeks differ by more than chance alone explains: a {letter} chart "
            "allows for both.", letter=Chart.U_PRIME.letter,
        )  # fmt: skip
        return Offer(Chart.U_PRIME, said, direction)
    said = _("These are events for so many: a U chart allows for weeks with small numbers.")
    return Offer(Chart.U, said, direction)


def _prime_offer(chart: Chart, direction: Direction) -> Offer:
    said = _(
        "Weeks differ here by more than a {letter} chart allows for, so it calls ordinary weeks unusual: a {other} "
        "chart has limits that fit.", letter=chart.letter, other=_PRIMES[chart].letter,
    )  # fmt: skip
    return Offer(_PRIMES[chart], said, direction)


def _counts(values: Values, denominators: Values | None, numerators: Values | None, unit: str) -> Values:
    """How many each week; of a percentage without them, what it says."""
    if numerators is not None or unit != "%" or denominators is None:
        return numerators or ()
    pairs = zip(values, denominators, strict=False)
    return [None if value is None or size is None else value * size / 100 for value, size in pairs]


def _is_wider(
    chart: Chart, counts: Values, denominators: Values | None, excluded: Collection[int], *, errors: float
) -> bool:
    """Whether weeks spread wider than chance has them, by so many standard errors of Laney's factor. One where a chart
    is to be offered, since too wide costs little; 1.645 where one is faulted, which chance alone passes in one of 20.
    """
    figures = read(counts, denominators or (), excluded)
    sized = [(v, n) for v, n in zip(figures.counted, figures.sizes, strict=True) if v is not None and n is not None]
    if not sized:
        return False
    centre = mean([v for v, _ in sized], [n for _, n in sized])
    factor = dispersion(chart, centre, figures.counted, figures.sizes)
    return factor is not None and factor > 1 + errors * _ERROR / math.sqrt(len(sized))


def between(weeks: Sequence[date], values: Values) -> list[float | None]:
    """Days between events, from weekly counts, to be drawn as a T chart; see ``gaps`` for what is assumed."""
    return [gap.days for gap in gaps(weeks, values)]


def gaps(weeks: Sequence[date], values: Values) -> list[Gap]:
    """One gap for every event but the first, in order of time. ``values`` are whole counts by week ending.

    A weekly count does not say on which day. Assumed: n events stand where n events fall on average when every
    moment of the week is as likely, which is 7/(n + 1) days apart and as far from either end of the week. So one
    stands in the middle, and lone events k weeks apart are 7k days apart. No gap is nought, and together they are
    the time from the first event to the last. (Were they 7/n days apart, the equal gaps would narrow the limits.)

    A missing week may hide an event, so the gap across it is None, never bridged; so too a figure that is no
    count (below nought, not whole, above MOST_IN_A_WEEK). The days since the last event are no gap yet.
    """
    counts = {week: _count(value) for week, value in zip(weeks, values, strict=True)}
    ordered = sorted(counts)
    line = [week for pair in pairwise(ordered) for week in _filled(*pair)] + ordered[-1:]
    found = _gaps([counts.get(week) for week in line], [7.0] * len(line))
    return [Gap(line[place], days) for place, days in found]


def cases_between(values: Values, denominators: Values) -> list[float | None]:
    """Cases between events, for a G chart: as ``between``, with the cases of a week in place of its days.

    One for every event but the first, as in ``gaps`` of the same weeks.
    """
    sizes = read(values, denominators, ()).sizes
    return [cases for _, cases in _gaps([_count(value) for value in values], sizes)]


def since_last(values: Values, sizes: Values) -> float | None:
    """What has passed since the last event of weekly counts, up to the first week that may hide one; placed in its
    week as in ``gaps``. None where there is no event."""
    counts = [_count(value) for value in values]
    last = max((place for place, count in enumerate(counts) if count), default=None)
    if last is None or (size := sizes[last]) is None:
        return None
    so_far = size / ((counts[last] or 0) + 1)
    for count, more in zip(counts[last + 1 :], sizes[last + 1 :], strict=False):
        if count is None or more is None:
            break
        so_far += more
    return so_far


def flip(direction: Direction) -> Direction:
    """The better way once a count has become what lies between."""
    turned = {Direction.INCREASE: Direction.DECREASE, Direction.DECREASE: Direction.INCREASE}
    return turned.get(direction, direction)


def _known(values: Values, excluded: Collection[int], denominators: Values | None = None) -> list[float]:
    return known(read(values, denominators, excluded).counted)


def _is_proportion(values: Values, denominators: Values | None, unit: str, excluded: Collection[int]) -> bool:
    """A percentage that has what it is out of for every week it is known."""
    if unit != "%" or denominators is None:
        return False
    figures = _known(values, excluded)
    return all(0 <= figure <= 100 for figure in figures) and (
        len(_known(values, excluded, denominators)) == len(figures)
    )


def _is_rate(numerators: Values | None, denominators: Values | None, unit: str, excluded: Collection[int]) -> bool:
    """Whole events per so many of something, with both numbers for every week that is known."""
    if _RATE.search(unit) is None or numerators is None or denominators is None:
        return False
    events = _known(numerators, excluded)
    return all(event >= 0 and event.is_integer() for event in events) and (
        len(events) >= POINTS_FOR_A_RUN_CHART and len(_known(numerators, excluded, denominators)) == len(events)
    )


def _is_rare(figures: list[float], unit: str) -> bool:
    """A count that is nought in more than half of its weeks, yet not always."""
    counts = unit in _COUNTS and all(_count(figure) is not None for figure in figures)
    return counts and len(figures) < 2 * figures.count(0) < 2 * len(figures)


def _between_offer(
    values: Values, denominators: Values | None, direction: Direction, excluded: Collection[int]
) -> Offer:
    """Days between, or cases between where the weeks have them; more between is fewer events."""
    figures = read(values, None, excluded).counted
    weeks, zeros = len(known(figures)), known(figures).count(0)
    per_case = denominators is not None and len(_known(values, excluded, denominators)) == weeks
    chart, what = (Chart.G, "cases") if per_case else (Chart.T, "days")
    flipped = flip(direction)
    better = {Direction.INCREASE: ", and there higher is better", Direction.DECREASE: ", and there lower is better"}
    so_far = sum(days is not None for _, days in _gaps([_count(f) for f in figures], [7.0] * len(figures)))
    waiting = "" if so_far >= POINTS_FOR_LIMITS else f" ({so_far} of the {POINTS_FOR_LIMITS} it needs so far)"
    return Offer(
        chart,
        f"{zeros} of {weeks} weeks are zero, too many for a weekly chart: "
        f"{what} between events suit better{better.get(flipped, '')}{waiting}.",
        flipped,
    )


def _count(value: float | None) -> int | None:
    """A whole number of events, or None."""
    figure = number(value)
    countable = figure is not None and 0 <= figure <= MOST_IN_A_WEEK and figure.is_integer()
    return int(figure) if countable and figure is not None else None


def _filled(week: date, following: date) -> Iterator[date]:
    """Every week from one to the day before the next: those nobody recorded are missing, not nought."""
    while week < following:
        yield week
        week += _WEEK


def _gaps(counts: Sequence[int | None], sizes: Values) -> Iterator[tuple[int, float | None]]:
    """The place of each event but the first, and how much lies between it and the one before."""
    begun, since = False, None  # since: from the last event to the end of the week before; None where unknown
    for place, (count, size) in enumerate(zip(counts, sizes, strict=True)):
        if not count:
            since = None if since is None or size is None or count is None else since + size
            continue
        step = None if size is None else size / (count + 1)
        if begun:
            yield place, None if since is None or step is None else since + step
        yield from [(place, step)] * (count - 1)
        begun, since = True, step
