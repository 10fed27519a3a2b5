"""Signal detection of a measure: from its readings and what people decided about its chart to one judged series.

Pure, and the one way there: tile, chart, table and sentence all read what this returns.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from vmboard.domain.measures.between import Between, DayRecord, daily_between, weekly_between
from vmboard.domain.measures.judged import Judged, Plan, times
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.analysis import Analysis, Chart, analyse
from vmboard.domain.spc.earning import POINTS_FOR_A_RUN_CHART, POINTS_FOR_LIMITS, earned, fitting_rules
from vmboard.domain.spc.offers import flip
from vmboard.domain.spc.words import Anew
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.weeks import week_ending, weeks_between
from vmboard.domain.words import Rules

_analyse = lru_cache(maxsize=4096)(analyse)  # a change of one figure leaves the others as they were judged

_CHARTS = {
    Chart.XMR: N_("XmR chart"), Chart.RUN: N_("Run chart"), Chart.C: N_("C chart of counts"),
    Chart.P: N_("P chart of proportions"), Chart.U: N_("U chart of rates"),
    Chart.P_PRIME: N_("P\N{PRIME} chart of proportions"), Chart.U_PRIME: N_("U\N{PRIME} chart of rates"),
    Chart.G: N_("G chart of cases between"), Chart.T: N_("T chart of days between"),
}  # fmt: skip
_RULES = {
    Rules.MDC: N_("Making Data Count rules (7 and 7)"),
    Rules.HIS: N_("Healthcare Improvement Scotland rules (6 and 5)"),
    Rules.PHS: N_("Public Health Scotland rules (8 and 6)"),
    Rules.ANHOJ: N_("Anhøj’s rules (longest run and crossings)"),
}


@dataclass(frozen=True)
class _Stretch:
    """From one new centre line to the next: its first place, the week somebody began it (None for the first of all),
    how many points count in it, and the chart they have earned."""

    start: int
    since: date | None
    points: int
    chart: Chart | None


def judge(readings: Mapping[date, Reading], plan: Plan, *, this_week: date, days: DayRecord | None = None) -> Judged:
    """Judge a measure as it stands: its readings by week, up to the week its board tells of. A running week waits.
    ``days`` are those of one kept day by day, whose T or G chart is drawn from them up to their today.

    Every stretch from one rebase to the next earns its chart by its own points.
    """
    with_figures = {w: r for w, r in readings.items() if r.value is not None and w <= this_week}
    weeks = _weeks(with_figures, this_week, plan)
    figures = {week: reading.value for week, reading in with_figures.items()}
    values, excluded = tuple(map(figures.get, weeks)), _places(weeks, plan)
    if plan.chart in (Chart.T, Chart.G):
        if days is not None:
            weeks = tuple(weeks_between(*(week_ending(day, days.week_ends_on) for day in (days.began, days.today))))
            return _between(daily_between(days, plan.excluded, plan.chart), weeks, plan, plan.chart, by_day=True)
        return _between(_weekly(with_figures, weeks, plan), weeks, plan, plan.chart, by_day=False)
    counts = [value is not None and place not in excluded for place, value in enumerate(values)]
    stretches = _stretches(weeks, counts, _marks(weeks, plan), partial(_earned, plan))
    kind: Chart | None = plan.chart or next((s.chart for s in reversed(stretches) if s.chart), None)
    anew = _anew(stretches, POINTS_FOR_A_RUN_CHART)
    if kind is None:
        note = _("Not enough weeks yet for a chart with limits")
        return Judged(weeks, values, None, None, plan.direction, note, anew=anew)
    numerators, denominators = _fractions(with_figures, weeks, kind)
    scale = _scale(with_figures, kind, plan)
    frozen, thaws_at, starts = _frozen(weeks, plan, stretches)
    analysis = _analyse(
        numerators or values, rules=plan.rules, chart=kind, direction=plan.direction,
        denominators=denominators, target=None if plan.target is None else plan.target / scale,
        screening=plan.screening, rebase_at=starts, baseline_points=frozen, thaws_at=thaws_at,
        excluded=excluded, charts=tuple((s.start, s.chart) for s in stretches),
    )  # fmt: skip
    drawn = tuple(times(v, scale) for v in analysis.plotted) if denominators else values
    words = _rules_words(analysis.chart, analysis.rules, plan)
    return Judged(weeks, drawn, analysis, analysis.chart, plan.direction, *words, scale, anew)


def _stretches(
    days: Sequence[date],
    counts: Sequence[bool],
    marks: Sequence[date],
    earns: Callable[[int, bool], Chart | None],
) -> list[_Stretch]:
    """The stretches of the points at ``days``, of which some count; ``earns`` says what so many points earn, in the
    first of them or a later one.
    """
    begun: list[tuple[int, date | None]] = [(0, None), *((bisect_left(days, mark), mark) for mark in marks)]
    ends = [*(start for start, _ in begun[1:]), len(days)]
    numbered = [(start, since, sum(counts[start:end])) for (start, since), end in zip(begun, ends, strict=True)]
    return [_Stretch(start, since, points, earns(points, since is None)) for start, since, points in numbered]


def _marks(weeks: Sequence[date], plan: Plan) -> list[date]:
    return sorted({mark for mark in plan.rebases if weeks and weeks[0] < mark <= weeks[-1]})


def _earned(plan: Plan, points: int, is_first: bool) -> Chart | None:
    """A chart somebody chose is drawn from the first week on, and after a new centre line once that has ten points of
    its own; else the number of points chooses, or rules of run charts that somebody chose."""
    if plan.chart is not None:
        return plan.chart if is_first or points >= POINTS_FOR_A_RUN_CHART else None
    chart = earned(points)
    return Chart.RUN if chart is not None and plan.rules is not None and plan.rules.of_run_charts else chart


def _anew(stretches: Sequence[_Stretch], needed: int, of: str = "weeks") -> Anew | None:
    last = stretches[-1]
    return None if last.since is None or last.chart is not None else Anew(last.since, last.points, needed, of)


def _weekly(with_figures: Mapping[date, Reading], weeks: tuple[date, ...], plan: Plan) -> Between:
    counted = [with_figures[w].value if w in with_figures and w not in plan.excluded else None for w in weeks]
    sizes = [with_figures[w].denominator if w in with_figures else None for w in weeks] if plan.chart is Chart.G else ()
    return weekly_between(weeks, counted, sizes)


def _between(between: Between, weeks: tuple[date, ...], plan: Plan, kind: Chart, *, by_day: bool) -> Judged:
    """Rare events, drawn by what lies between them: there more is better when fewer events are. The weekly target
    and baseline do not carry over, and below 13 gaps nothing is judged, after a rebase anew."""
    direction, rules = flip(plan.direction), fitting_rules(kind, plan.rules)

    def earns(points: int, is_first: bool) -> Chart | None:
        return kind if points >= POINTS_FOR_LIMITS else None

    counts = [gap is not None for gap in between.gaps]
    stretches = _stretches(between.weeks, counts, _marks(weeks, plan), earns)
    judging = partial(_analyse, rules=rules, chart=kind, direction=direction)
    analysis = (
        judging(
            between.gaps, rebase_at=frozenset(s.start for s in stretches),
            charts=tuple((s.start, s.chart) for s in stretches),
        )
        if any(s.chart for s in stretches)
        else None
    )  # fmt: skip
    closed = between.gaps[stretches[-1].start :]
    growing = None
    if stretches[-1].chart and between.growing is not None:
        growing = _growing(judging((*closed, between.growing), baseline_points=len(closed)), between.growing)
    anew = _anew(stretches, POINTS_FOR_LIMITS, "gaps")
    return Judged(
        between.days, between.gaps, analysis, kind, direction, *_rules_words(kind, rules, plan), anew=anew,
        growing=growing, of_weeks=between.weeks, by_day=by_day, events=between.events,
    )  # fmt: skip


def _growing(with_it: Analysis, so_far: float) -> Analysis | None:
    """What the gap that still grows says for certain, its lines being those of the gaps before it: nothing until it
    is beyond the centre, and then never that gaps are shorter. It only grows, so what is high stays high."""
    centre, cause = with_it.segments[-1].centre, with_it.points[-1].special_cause
    is_sure = centre is not None and so_far > centre and (cause is None or cause.is_high)
    return with_it if is_sure else None


def _weeks(with_figures: Mapping[date, Reading], this_week: date, plan: Plan) -> tuple[date, ...]:
    """Every week up to now, so that a late figure shows its gap; or, for a measure sampled less often, only the
    weeks it was sampled in, since the weeks between are not missing, and that of a new centre line that still waits
    for its first sample."""
    if not with_figures:
        return ()
    latest = max(with_figures)
    if plan.cadence_weeks == 1:
        return _every_week(min(with_figures), max(latest, this_week))
    waiting = [mark for mark in plan.rebases if latest < mark <= this_week]
    return tuple(sorted({*with_figures, *waiting[-1:]}))


@lru_cache(maxsize=256)
def _every_week(first: date, last: date) -> tuple[date, ...]:
    """The measures of a board have most of their weeks in common."""
    return tuple(weeks_between(first, last))


def _fractions(
    with_figures: Mapping[date, Reading], weeks: tuple[date, ...], kind: Chart
) -> tuple[tuple[float | None, ...] | None, tuple[float | None, ...] | None]:
    if not kind.has_denominators:
        return None, None
    found = [with_figures.get(week, Reading(None)) for week in weeks]
    return tuple(r.numerator for r in found), tuple(r.denominator for r in found)


def _scale(with_figures: Mapping[date, Reading], kind: Chart, plan: Plan) -> float:
    """What turns numerator over denominator into the figure people know: 100 for a percentage, 1,000 for a rate
    per 1,000 bed days. Read off the newest figure that has both."""
    if not kind.has_denominators:
        return 1.0
    if plan.unit == "%":
        return 100.0
    for _week, r in sorted(with_figures.items(), reverse=True):
        if r.value and r.numerator and r.denominator:
            return float(f"{r.value * r.denominator / r.numerator:.6g}")
    return 1.0


def _frozen(
    weeks: tuple[date, ...], plan: Plan, stretches: Sequence[_Stretch]
) -> tuple[int | None, int | None, frozenset[int]]:
    """How many points the frozen baseline holds, from which place on it no longer counts, since a later rebase takes
    its place there, and where segments start."""
    starts = frozenset(s.start for s in stretches if s.start)
    base, none = plan.baseline, (None, None, starts)
    if base is None:
        return none
    first, beyond = bisect_left(weeks, base[0]), bisect_right(weeks, base[1])
    thaws_at = min((s.start for s in stretches if s.since is not None and s.since > base[1]), default=None)
    begun = [s for s in stretches if thaws_at is None or s.start < thaws_at]
    if beyond - first < 2 or not begun or begun[-1].chart in (None, Chart.RUN):
        return none
    return beyond - first, thaws_at, (starts | {first}) - {0}


def _places(weeks: tuple[date, ...], plan: Plan) -> frozenset[int]:
    return frozenset(weeks.index(week) for week in plan.excluded if week in weeks)


def _rules_words(kind: Chart, rules: Rules, plan: Plan) -> tuple[str, str]:
    """What the chart was judged by, to be printed on it: in full, and as short as it can be said."""
    parts, short = [_(_CHARTS[kind]), _(_RULES[rules])], rules.upper()
    if kind is Chart.XMR or kind.is_prime:
        parts.append(_("screened ranges") if plan.screening else _("all ranges"))
    full = ", ".join(parts)
    if kind is not Chart.XMR:
        run = kind is Chart.RUN
        name = (
            _("{rules} run chart", rules=short) if run else _("{rules} {letter} chart", rules=short, letter=kind.letter)
        )
        return full, name
    return full, short if plan.screening else _("{rules}, unscreened", rules=short)
