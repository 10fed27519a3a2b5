"""New centre line: the offer of one where a level has lasted, and what the old one would have said since it was drawn.

Pure. An offer is a sentence and never an act: a person decides, and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vmboard.domain.measures.judged import Judged, Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.numbers import format_value, rounded, unit_suffix
from vmboard.domain.spc.analysis import POINTS_FOR_A_RUN_CHART, POINTS_FOR_LIMITS
from vmboard.domain.spc.sentences import usual_words
from vmboard.domain.spc.series import Figures
from vmboard.domain.spc.stable_shift import lasting_shift
from vmboard.domain.spc.words import Chart, Values
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Signal

RESTS_WEEKS = 12
"""How long an offer that somebody put off is not made again."""


@dataclass(frozen=True)
class NewLine:
    """The offer: from which week, the line as it would be, in the figures drawn, and why in words.

    ``limits`` has the lower and upper limit of each point from ``week`` on, None where the chart has none.
    """

    week: date
    centre: float
    limits: tuple[tuple[float | None, float | None], ...]
    sentence: str


def new_line(
    readings: Mapping[date, Reading], plan: Plan, *, this_week: date, decimals: int | None = None
) -> NewLine | None:
    """The new centre line a measure may be offered, or None."""
    judged = judge(readings, plan, this_week=this_week)
    analysis, kind = judged.analysis, judged.chart
    if analysis is None or kind is None or judged.anew or not kind.is_weekly or plan.cadence_weeks > 1:
        return None
    start = analysis.segments[-1].start
    weeks = judged.weeks[start:]
    counted = [
        None if point.excluded else value for value, point in zip(analysis.plotted, analysis.points, strict=True)
    ]
    sizes = [readings[week].denominator if week in readings else None for week in weeks]
    figures = Figures(list(analysis.plotted[start:]), sizes, counted[start:])
    frozen = _frozen_points(plan, weeks, figures.counted)
    shift = lasting_shift(figures, kind, baseline_points=frozen if frozen > 1 and kind is not Chart.RUN else None)
    if shift is None:
        return None
    week = weeks[shift.start]
    moved = judge(readings, replace(plan, rebases=(*plan.rebases, week)), this_week=this_week)
    before = judge(readings, plan, this_week=weeks[shift.start - 1])
    return _offer(judged, moved, _centre(before), week, shift.is_high, plan.unit, decimals)


def _frozen_points(plan: Plan, weeks: Sequence[date], counted: Values) -> int:
    """How many of these weeks the frozen baseline holds that count: a missing one draws no line."""
    if plan.baseline is None:
        return 0
    first, last = plan.baseline
    return sum(first <= week <= last and value is not None for week, value in zip(weeks, counted, strict=True))


def _offer(
    judged: Judged, moved: Judged, old: float | None, week: date, is_high: bool, unit: str, decimals: int | None
) -> NewLine | None:
    new, at = _centre(moved), moved.weeks.index(week)
    if new is None or old is None:
        return None
    limits = moved.limits()[at:]
    usual = usual_words(limits[-1], None, judged.values, unit, decimals)
    weeks = sum(value is not None for value in judged.values[at:])
    was, now = (_said(centre, unit, decimals) for centre in (old, new))
    name = unit_suffix(unit)
    since = _("Higher since {day}") if is_high else _("Lower since {day}")
    lasted = ngettext(
        "{since}, and it has lasted: around {now} over {n} week, where it was around {was}.",
        "{since}, and it has lasted: around {now} over {n} weeks, where it was around {was}.",
        weeks, since=since.format(day=long_day(week, judged.weeks[-1])), now=now, was=was,
    )  # fmt: skip
    would = _(_WITH_RANGE if usual else _WITHOUT, now=now, usual=f"{usual} {name}".strip())
    return NewLine(week, new, limits, f"{lasted} {would}")


_WITH_RANGE = N_("A new centre line from there would stand at {now}, with a usual range of {usual}.")
_WITHOUT = N_("A new centre line from there would stand at {now}.")


def old_line_words(readings: Mapping[date, Reading], plan: Plan, *, this_week: date, now: Signal) -> str:
    """What the line before the latest rebase would say of the latest week, where that is not what is said ``now``:
    ``By the centre line before 3 May this would be Better.`` Else empty."""
    marks = sorted(mark for mark in plan.rebases if mark <= this_week)
    if not marks or plan.chart in (Chart.T, Chart.G) or plan.cadence_weeks > 1:
        return ""
    figures = [week for week, reading in readings.items() if reading.value is not None and week <= this_week]
    first = max([*marks[:-1], min(figures, default=marks[-1])])
    old = (first, max((week for week in figures if week < marks[-1]), default=first))
    counted = sum(old[0] <= week <= old[1] and week not in plan.excluded for week in figures)
    if counted < (POINTS_FOR_LIMITS if plan.chart is None else POINTS_FOR_A_RUN_CHART) or max(figures) < marks[-1]:
        return ""
    frozen = plan.baseline if plan.baseline and _stood(plan.baseline, first, marks[-1]) else old
    before = replace(plan, rebases=tuple(marks[:-1]), baseline=frozen)
    judged = judge(readings, before, this_week=this_week)
    said = judged.signal
    if (
        judged.chart is Chart.RUN
        or said in (now, Signal.NOT_ENOUGH)
        or (said is Signal.COMMON_CAUSE and now is Signal.NOT_ENOUGH)
    ):
        return ""
    day = long_day(marks[-1], this_week)
    return _("By the centre line before {day} this would be {signal}.", day=day, signal=said.label)


def _stood(baseline: tuple[date, date], first: date, mark: date) -> bool:
    """Whether the line that a mark took away was that of the weeks a team froze, not of all since ``first``."""
    return first < baseline[1] < mark and (baseline[1] - max(first, baseline[0])).days >= 7


def _centre(judged: Judged) -> float | None:
    centre = judged.analysis.segments[-1].centre if judged.analysis else None
    return None if centre is None else centre * judged.scale


def _said(centre: float, unit: str, decimals: int | None) -> str:
    places = 0 if abs(centre) >= 1000 else 2 if unit == "£" or abs(centre) < 1 else 1
    return format_value(rounded(centre, places), unit, decimals or None)
