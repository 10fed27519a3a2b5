"""Standard scores: a measure's last twelve weeks in sigma units, so that a whole board stands on one scale.

Pure. A sigma is a third of the way from a point's centre line to its own limits, those it was judged by: beyond 3 is
what the rules call outside. Limits that are cut (no count below nought) keep the sigma of the side that is not.
"""

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from vmboard.domain.measures.judged import Judged, Plan
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.limits import T_POWER, slack
from vmboard.domain.spc.words import Analysis, Chart
from vmboard.domain.views.measures import SigmaDot, SigmaWeek, Standing

WEEKS = 12
_A_WEEK = timedelta(weeks=1)


def last_weeks(
    judged: Judged, readings: Mapping[date, Reading], plan: Plan, *, last: date, weeks: int = WEEKS
) -> tuple[SigmaWeek, ...]:
    """The weeks up to ``last``, the one that the board tells of, as ``judged`` of these readings has them."""
    ends = [last - _A_WEEK * back for back in reversed(range(weeks))]
    return tuple(_week(judged, readings, plan, end) for end in ends)


def _week(judged: Judged, readings: Mapping[date, Reading], plan: Plan, end: date) -> SigmaWeek:
    places = range(bisect_right(judged.ends, end - _A_WEEK), bisect_right(judged.ends, end))
    drawn = [place for place in places if judged.values[place] is not None]
    dots = tuple(_dot(judged, readings, plan, place) for place in drawn)
    standing = dots[-1].standing if dots else _without_a_dot(judged, readings, plan, end)
    if standing is Standing.COUNTS and not dots:
        dots = (SigmaDot(Standing.COUNTS, None, None, None),)
    at = drawn[-1] if drawn else max(places.stop - 1, 0)  # an empty week stands on the lines of the one before
    centre, limits = _lines(judged.analysis, at) if judged.weeks else (None, None)
    if judged.anew is not None and end >= judged.anew.since:
        centre = limits = None
    has_begun = any(week <= end for week, reading in readings.items() if reading.value is not None)
    return SigmaWeek(
        week=end, standing=standing, dots=dots,
        limits=_in_sigmas(judged.chart, centre, limits) if has_begun and limits and centre is not None else None,
        has_centre=has_begun and centre is not None,
        begins=any(end - _A_WEEK < mark <= end for mark in plan.rebases),
    )  # fmt: skip


def _without_a_dot(judged: Judged, readings: Mapping[date, Reading], plan: Plan, end: date) -> Standing:
    figures = {week: reading for week, reading in readings.items() if reading.value is not None and week <= end}
    here = [week for week in figures if week > end - _A_WEEK]
    if judged.chart is None or judged.chart.is_weekly or not here:
        return Standing.NOT_ASKED if not figures or plan.cadence_weeks > 1 else Standing.NO_FIGURE
    if here[0] in plan.excluded:
        return Standing.BEING_CHECKED if figures[here[0]].doubt else Standing.LEFT_OUT
    return Standing.COUNTS if figures[here[0]].value else Standing.NO_EVENT


def _dot(judged: Judged, readings: Mapping[date, Reading], plan: Plan, place: int) -> SigmaDot:
    week, analysis = judged.ends[place], judged.analysis
    standing = Standing.COUNTS
    if week in plan.excluded and (judged.chart is None or judged.chart.is_weekly):
        standing = Standing.BEING_CHECKED if readings[week].doubt else Standing.LEFT_OUT
    centre, limits = _lines(analysis, place)
    value = analysis.plotted[place] if analysis else None
    if value is None or centre is None:
        return SigmaDot(standing, None, None, None)
    signal = judged.meanings[place] if standing is Standing.COUNTS else None
    side = 0 if abs(value - centre) <= slack([value, centre]) else int(math.copysign(1, value - centre))
    sigmas = None if limits is None else _sigmas(judged.chart, value, centre, limits)
    return SigmaDot(standing, signal, sigmas, side)


def _lines(analysis: Analysis | None, place: int) -> tuple[float | None, tuple[float, float] | None]:
    """The centre line at a point and its limits, in the engine's own figures."""
    if analysis is None or not analysis.points:
        return None, None
    lower, upper = analysis.limits_at(place)
    both = None if lower is None or upper is None else (lower, upper)
    return analysis.segment_at(place).centre, both


def _sigmas(chart: Chart | None, value: float, centre: float, limits: tuple[float, float]) -> float:
    value, centre, lower, upper = _straight(chart, value, centre, *limits)
    sigma = max(upper - centre, centre - lower) / 3
    if abs(value - centre) <= slack([value, centre]):
        return 0.0
    return (value - centre) / sigma if sigma > 0 else math.copysign(math.inf, value - centre)


def _in_sigmas(chart: Chart | None, centre: float, limits: tuple[float, float]) -> tuple[float, float]:
    lower, upper = (_sigmas(chart, edge, centre, limits) for edge in limits)
    return lower, upper


def _straight(chart: Chart | None, *figures: float) -> Sequence[float]:
    """On the scale on which limits lie as far above as below: days between are judged by a root of theirs."""
    return [max(f, 0.0) ** (1 / T_POWER) for f in figures] if chart is Chart.T else figures
