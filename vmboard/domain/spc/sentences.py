"""One honest sentence under every tile: what the rules say of the latest figure, in words for a tired nurse.

It says which rule was met and by how much, and nothing beyond it: no cause, no forecast, no praise.
"""

import math
from collections.abc import Callable
from datetime import date
from typing import Literal

from vmboard.domain.numbers import format_value, rounded, unit_suffix
from vmboard.domain.spc.series import known
from vmboard.domain.spc.words import Analysis, Anew, Cause, Chart, Pattern, Values
from vmboard.domain.text.catalogue import N_, _, ngettext, spoken
from vmboard.domain.weeks import DAYS, short_day
from vmboard.domain.words import Signal

_SHIFTS = (Cause.SHIFT_ABOVE, Cause.SHIFT_BELOW)
_TRENDS = (Cause.TREND_UP, Cause.TREND_DOWN)
_OUTSIDE = (Cause.ABOVE_UCL, Cause.BELOW_LCL)
_LASTING = N_("{change} {lasting}."), N_("{change} {lasting} when last counted.")
_LASTING_NOW = N_("{change} {lasting}: now {figure}."), N_("{change} {lasting} when last counted: {figure}.")
_UNSURE = (
    N_("{change} over {lasting}: too soon to be sure."),
    N_("{change} over {lasting} when last counted: too soon to be sure."),
)
"""What is said of the newest week, and of an older one: ``{lasting}`` is such as *for 8 weeks running*."""
_Of = Literal["weeks", "samples", "times"]
"""What the points of a chart are; times are those of what lies between events."""
_ANEW = {
    "weeks": N_("New centre line since {day}: {points} of {needed} weeks."),
    "samples": N_("New centre line since {day}: {points} of {needed} samples."),
    "gaps": N_("New centre line since {day}: {points} of {needed} gaps."),
}
_JOINING = {"after", "before", "by", "for", "from", "in", "of", "on", "over", "per", "to", "with"}


def sentence(
    analysis: Analysis | None,
    *,
    name: str,
    unit: str,
    decimals: int | None,
    values: Values,
    known_weeks_needed: int = 10,
    anew: Anew | None = None,
    sampled: bool = False,
) -> str:
    """What the tile says of the latest figure. Without an analysis, ``values`` are only counted. ``anew`` is a new
    centre line that has too few points yet. ``sampled``: points are samples, of a measure not asked for every week."""
    of: _Of = "samples" if sampled else "weeks"
    if anew is not None:
        words = _(_ANEW["gaps" if anew.of == "gaps" else of])
        return words.format(day=short_day(anew.since), points=anew.points, needed=anew.needed)
    if analysis is None or analysis.last is None or analysis.signal is Signal.NOT_ENOUGH:
        return not_enough(_known(values, analysis), known_weeks_needed, sampled=sampled)
    of = of if analysis.chart.is_weekly else "times"
    evidence, last = analysis.evidence, analysis.last
    if evidence is None:
        return _without_a_label(analysis, last, unit, decimals, of)
    cause, late = evidence.cause, _is_late(analysis)
    if cause in _SHIFTS:
        more = _more_or_less(analysis, cause, name, unit)
        return _(_LASTING[late], change=more, lasting=_lasting(evidence, of))
    if cause in _TRENDS:
        lasting = _over(len(evidence.members), of) if of != "times" else _lasting(evidence, of)
        return _(_LASTING[late], change=_slope(cause), lasting=lasting)
    figure = _against_usual(analysis, last, unit, decimals)
    if cause in _OUTSIDE:
        return _outside(cause.is_high, late, of == "weeks").format(figure=figure)
    high = _("High") if cause.is_high else _("Low")
    return _(_LASTING_NOW[late], change=high, lasting=_lasting(evidence, of), figure=figure)


def _outside(is_high: bool, late: bool, weekly: bool) -> str:
    """The sentence of a figure outside its limits, with a place for ``figure``."""
    if late:
        high = _("Higher than usual when last counted: {figure}.")
        low = _("Lower than usual when last counted: {figure}.")
    elif weekly:
        high, low = _("Higher than usual this week: {figure}."), _("Lower than usual this week: {figure}.")
    else:
        high, low = _("Higher than usual this time: {figure}."), _("Lower than usual this time: {figure}.")
    return high if is_high else low


def rebased(day: date, reason: str) -> str:
    """``Rebased 3 May: new trolley.``"""
    return _("Rebased {day}: {reason}.", day=short_day(day), reason=reason.strip().rstrip("."))


def is_normal(said: str) -> bool:
    """Whether a sentence tells of the normal range alone."""
    return said.startswith(_("Normal for us: {range}.").partition("{")[0])


def usual_words(
    limits: tuple[float | None, float | None], value: float | None, figures: Values, unit: str, decimals: int | None
) -> str:
    """``17 to 33%``: the usual range at a point, said as the tile says it; empty where there is none."""
    low, high = limits
    numbers = [float(figure) for figure in figures if figure is not None]
    if low is None or high is None or not numbers:
        return ""
    places, bottom, top = _inward(*_possible(low, high, numbers, unit), value, _places(numbers, unit, decimals))
    return _range(bottom, top, unit, places)


def meaning_word(analysis: Analysis | None) -> str:
    """The one word on the tile: Better, Worse, Changed, Steady, or Too soon to say."""
    return (Signal.NOT_ENOUGH if analysis is None else analysis.signal).label


def _known(values: Values, analysis: Analysis | None) -> int:
    if analysis is not None:
        pairs = zip(analysis.plotted, analysis.points, strict=True)
        values = [None if point.excluded else value for value, point in pairs]
    return sum(1 for value in values if value is not None and math.isfinite(value))


def not_enough(weeks: int, needed: int, *, sampled: bool) -> str:
    """``Not enough weeks yet: 7 of 10.``"""
    if weeks < needed:
        if sampled:
            return _("Not enough samples yet: {samples} of {needed}.", samples=weeks, needed=needed)
        return _("Not enough weeks yet: {weeks} of {needed}.", weeks=weeks, needed=needed)
    return _("These figures cannot be judged yet.")


def _without_a_label(analysis: Analysis, last: int, unit: str, decimals: int | None, of: _Of) -> str:
    if analysis.runs_expected and (analysis.too_few_runs or analysis.too_many_runs):
        low, high = analysis.runs_expected
        if high == analysis.useful_points:
            expected = _("{low} or more", low=low)
        else:
            expected = _("{low} to {high}", low=low, high=high)
        if analysis.too_few_runs:
            words = _("Fewer swings than chance usually gives: {swings}, usually {expected}.")
        else:
            words = _("More swings than chance usually gives: {swings}, usually {expected}.")
        return words.format(swings=analysis.runs, expected=expected)
    if analysis.hint:
        many = analysis.hint.span
        samples = of == "samples"
        lasting = ngettext("{n} sample", "{n} samples", many) if samples else ngettext("{n} week", "{n} weeks", many)
        return _(_UNSURE[_is_late(analysis)], change=_slope(analysis.hint.cause), lasting=lasting)
    figures = _figures(analysis, unit)
    usual = _usual(analysis, last, unit, figures)
    if usual:
        value = (analysis.plotted[last] or 0.0) * _scale(analysis, unit)  # stands large beside the range: it is inside
        places, low_edge, high_edge = _inward(*usual, value, _places(figures, unit, decimals))
        return _("Normal for us: {range}.", range=_range(low_edge, high_edge, unit, places) + _suffix(unit))
    centre = analysis.segment_at(last).centre
    if centre is None:
        return _("These figures cannot be judged yet.")
    around = format_value(centre * _scale(analysis, unit), unit, decimals) + _suffix(unit)
    return _("No clear change: usually around {around}.", around=around)


def _is_late(analysis: Analysis) -> bool:
    """Whether the newest week does not count, and the sentence is about an older one."""
    return analysis.last != len(analysis.points) - 1


def _slope(cause: Cause) -> str:
    return _("Rising") if cause.is_high else _("Falling")


def _over(many: int, of: _Of) -> str:
    if of == "samples":
        return ngettext("for {n} sample", "for {n} samples", many)
    return ngettext("for {n} week", "for {n} weeks", many)


def _lasting(pattern: Pattern, of: _Of) -> str:
    """``for 8 weeks running``, or ``in 8 of the last 9 weeks`` when some between do not count."""
    many, span = len(pattern.members), pattern.span
    if pattern.cause in (Cause.TWO_IN_THREE_ABOVE, Cause.TWO_IN_THREE_BELOW):
        span = 3
    if many == span:
        if of == "weeks":
            return ngettext("for {n} week running", "for {n} weeks running", many)
        if of == "samples":
            return ngettext("for {n} sample running", "for {n} samples running", many)
        return ngettext("{n} time running", "{n} times running", many)
    if of == "weeks":
        return ngettext("in {many} of the last {n} week", "in {many} of the last {n} weeks", span, many=many)
    if of == "samples":
        return ngettext("in {many} of the last {n} sample", "in {many} of the last {n} samples", span, many=many)
    return ngettext("in {many} of the last {n} time", "in {many} of the last {n} times", span, many=many)


def _more_or_less(analysis: Analysis, cause: Cause, name: str, unit: str) -> str:
    """``Fewer falls`` where the name is a plural of things counted, else ``Lower than before``. Only of the source are
    plurals known."""
    counts = unit in ("", "count") and analysis.chart in (Chart.XMR, Chart.RUN, Chart.C)
    if counts and spoken() is None and _is_plural(name):
        return f"{'More' if cause.is_high else 'Fewer'} {within_a_sentence(name)}"
    return _("Higher than before") if cause.is_high else _("Lower than before")


def _is_plural(name: str) -> bool:
    """Whether the word the name is about is a plural: ``Falls with harm``; not ``Staff absence``."""
    words = name.split("(")[0].lower().split()
    about = next((i for i, word in enumerate(words) if word in _JOINING), len(words))
    return about > 0 and words[about - 1].endswith("s") and not words[about - 1].endswith(("ss", "us", "is"))


def within_a_sentence(name: str) -> str:
    """``falls with harm``; a name that begins with letters of its own keeps them: ``MRSA found``, ``A&E stays``."""
    first = name.split()[0]
    return name[0].lower() + name[1:] if first[1:].islower() and first not in DAYS else name


def _against_usual(analysis: Analysis, last: int, unit: str, decimals: int | None) -> str:
    """``9, usual 1 to 6``: the figure and the range, to as many places as it takes to tell them apart."""
    value = (analysis.plotted[last] or 0.0) * _scale(analysis, unit)
    figures = _figures(analysis, unit)
    places, usual = _places(figures, unit, decimals), _usual(analysis, last, unit, figures)
    if usual is None:
        return format_value(value, unit, places) + _suffix(unit)
    places, low, high = _inward(*usual, value, places)
    figure, usual_range = format_value(value, unit, places) + _suffix(unit), _range(low, high, unit, places)
    return _("{figure}, usual {range}", figure=figure, range=usual_range)


def _usual(analysis: Analysis, place: int, unit: str, figures: list[float]) -> tuple[float, float] | None:
    """The natural range at a point, no lower than nought nor over 100% unless the figures have been."""
    low, high = analysis.limits_at(place)
    if low is None or high is None:
        return None
    scale = _scale(analysis, unit)
    return _possible(low * scale, high * scale, figures, unit)


def _possible(low: float, high: float, figures: list[float], unit: str) -> tuple[float, float]:
    low = max(low, 0.0) if min(figures) >= 0 else low
    return low, min(high, 100.0) if unit == "%" and max(figures) <= 100 else high


def _figures(analysis: Analysis, unit: str) -> list[float]:
    scale = _scale(analysis, unit)
    figures = known(analysis.plotted)
    return figures if scale == 1.0 else [value * scale for value in figures]


def _inward(low: float, high: float, value: float | None, places: int) -> tuple[int, float, float]:
    """The range rounded inward, so that all it names is inside; more places if it would vanish or mislead."""
    for more in range(places, places + 4):
        bottom, top = _rounded(low, more, math.ceil), _rounded(high, more, math.floor)
        truthful = value is None or (bottom <= rounded(value, more) <= top) == (low <= value <= high)
        if bottom <= top and truthful:
            return more, bottom, top
    return places, low, high


def _rounded(edge: float, places: int, towards: Callable[[float], int]) -> float:
    tens = 10.0**places
    moved = edge * tens
    if abs(moved) > 1e12:
        return edge
    noise = 1e-9 * max(1.0, abs(moved))
    return towards(moved - noise if towards is math.ceil else moved + noise) / tens


def _places(figures: list[float], unit: str, decimals: int | None) -> int:
    """The decimals asked for, or as many as these figures need: none where all are whole."""
    if decimals is not None:
        return decimals
    most = max(map(abs, figures))
    if most >= (10_000 if unit == "£" else 1000) or all(map(float.is_integer, figures)):
        return 0
    if all(abs(f - round(f)) < 1e-9 for f in figures):
        return 0
    return 2 if unit == "£" or most < 1 else 1


def _range(low: float, high: float, unit: str, places: int) -> str:
    """``84 to 97%``; one figure where there is no width."""
    bottom, top = format_value(low, unit, places), format_value(high, unit, places)
    return top if bottom == top else _("{low} to {high}", low=bottom.removesuffix("%"), high=top)


def _suffix(unit: str) -> str:
    return f" {words}" if (words := unit_suffix(unit)) else ""


def _scale(analysis: Analysis, unit: str) -> float:
    """A P or P′ chart holds proportions; a measure in % says them out of a hundred."""
    return 100.0 if analysis.chart.is_proportion and unit == "%" else 1.0
