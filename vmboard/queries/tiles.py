"""A measure's weeks become its tile: one result for tile, chart, table and sentence."""

from datetime import date, timedelta
from statistics import fmean

from vmboard.domain import spc
from vmboard.domain.measures import age_text
from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.sentences import sentence
from vmboard.domain.views import Chart, Note, Span, Tile
from vmboard.domain.weeks import last_full_week, long_day, weeks_between
from vmboard.domain.words import Direction, PointStatus, Rules, Signal
from vmboard.queries.series import Readings, Series
from vmboard.store.tables import Measure

RECENT_WEEKS = 13
"""A change from baseline compares the average of the latest quarter, or of the weeks since where fewer."""

_A_WEEK_OPEN = timedelta(days=6)  # this week's own figures may be in before it ends

_SIGNALS = {
    spc.Meaning.IMPROVEMENT: Signal.IMPROVEMENT,
    spc.Meaning.CONCERN: Signal.CONCERN,
    spc.Meaning.NEUTRAL: Signal.NEUTRAL,
    spc.Meaning.COMMON_CAUSE: Signal.COMMON_CAUSE,
    spc.Meaning.MISSING: None,
}
_RULE_NAMES = {
    Rules.MDC: "XmR chart, Making Data Count rules (7 and 7), screened ranges",
    Rules.HIS: "Run chart, Healthcare Improvement Scotland rules (6 and 5)",
    Rules.PHS: "XmR chart, Public Health Scotland rules (8 and 6), screened ranges",
}


def tile(series: Series, today: date, week_ends_on: int, notes: tuple[tuple[date, str], ...] = ()) -> Tile:
    """The tile of one measure as it stands on ``today``; ``notes`` are days to mark on its chart."""
    measure = series.measure
    this_week = last_full_week(today, week_ends_on)
    known = {w: r for w, r in series.readings.items() if r.value is not None and w <= today + _A_WEEK_OPEN}
    weeks = _weeks(known, this_week, measure.cadence_weeks)
    values = tuple(known[w].value if w in known else None for w in weeks)
    analysis, rules_note = _judge(series, weeks, values)
    latest = max(known, default=None)
    value = known[latest].value if latest else None
    signal = analysis.signal if analysis else Signal.NOT_ENOUGH
    waiting = next((r.waiting_for for _, r in sorted(series.readings.items(), reverse=True) if r.waiting_for), "")
    change, change_text = _change(series, weeks, values, signal)
    return Tile(
        measure_id=measure.id,
        name=measure.short_name or measure.name,
        full_name=measure.name,
        domain=measure.domain,
        unit=measure.unit,
        value=value,
        value_text=format_value(value, measure.unit, measure.decimals),
        unit_text=unit_suffix(measure.unit),
        signal=signal,
        sentence=sentence(
            analysis, name=measure.short_name or measure.name, unit=measure.unit, decimals=measure.decimals,
            values=values,
        ),
        target_text=_target(measure, short=True),
        target_words=_target(measure, short=False),
        week=latest,
        week_text=f"Week ending {long_day(latest, today)}" if latest else "No figures yet",
        provisional=latest is not None and known[latest].status is PointStatus.PROVISIONAL,
        age_text=age_text(latest, this_week, measure.cadence_weeks, waiting if latest != this_week else ""),
        change=change,
        change_text=change_text,
        chart=_chart(measure, weeks, values, analysis, rules_note, notes),
    )  # fmt: skip


def _weeks(known: Readings, this_week: date, cadence_weeks: int) -> tuple[date, ...]:
    """The weeks of the chart: every week up to now, so that a late figure shows its gap; or, for a measure
    sampled less often, only the weeks it was sampled in, since the weeks between are not missing."""
    if not known:
        return ()
    last = max(max(known), this_week)
    return tuple(sorted(known)) if cadence_weeks > 1 else tuple(weeks_between(min(known), last))


def baseline_mean(series: Series) -> float | None:
    """The average of the frozen baseline's weeks; None where there is none."""
    if series.baseline is None:
        return None
    first, last = series.baseline.first_week, series.baseline.last_week
    values = [r.value for w, r in series.readings.items() if first <= w <= last and r.value is not None]
    return fmean(values) if values else None


def _judge(
    series: Series, weeks: tuple[date, ...], values: tuple[float | None, ...]
) -> tuple[spc.Analysis | None, str]:
    chart = spc.choose(values)
    if chart is None:
        return None, "Not enough weeks yet for a chart with limits"
    rules = Rules.HIS if chart is spc.Chart.RUN else series.measure.rules or Rules.MDC
    starts = [weeks.index(mark.week) for mark in series.rebases if mark.week in weeks]
    frozen = None
    if chart is not spc.Chart.RUN and (inside := _frozen(series, weeks)):
        frozen = len(inside)
        starts = sorted({*starts, inside[0]} - {0})
    analysis = spc.analyse(
        values, rules=rules, direction=series.measure.direction, target=series.measure.target,
        rebase_at=starts, baseline_points=frozen,
    )  # fmt: skip
    return analysis, _RULE_NAMES[rules]


def _frozen(series: Series, weeks: tuple[date, ...]) -> list[int]:
    """The places of the frozen baseline's weeks; none where a later rebase has taken its place."""
    base = series.baseline
    if base is None or any(mark.week > base.last_week for mark in series.rebases):
        return []
    inside = [place for place, week in enumerate(weeks) if base.first_week <= week <= base.last_week]
    return inside if len(inside) > 1 else []


def _chart(
    measure: Measure,
    weeks: tuple[date, ...],
    values: tuple[float | None, ...],
    analysis: spc.Analysis | None,
    rules_note: str,
    notes: tuple[tuple[date, str], ...],
) -> Chart:
    spans: tuple[Span, ...] = ()
    meanings: tuple[Signal | None, ...] = tuple(None if v is None else Signal.COMMON_CAUSE for v in values)
    if analysis is not None:
        spans = tuple(Span(s.start, s.start + s.points - 1, s.centre, s.lower, s.upper) for s in analysis.segments)
        meanings = tuple(_SIGNALS[p.meaning] for p in analysis.points)
    marks = (
        Note(next(place for place, week in enumerate(weeks) if week >= day), label)
        for day, label in notes
        if weeks and weeks[0] <= day <= weeks[-1]
    )
    return Chart(
        weeks,
        values,
        meanings,
        spans,
        measure.target,
        measure.unit,
        measure.decimals,
        rules_note,
        tuple(marks),
    )


def _change(
    series: Series, weeks: tuple[date, ...], values: tuple[float | None, ...], signal: Signal
) -> tuple[float | None, str]:
    base = baseline_mean(series)
    if base is None or base == 0 or series.baseline is None:
        return None, ""
    since = [v for w, v in zip(weeks, values, strict=True) if v is not None and w > series.baseline.last_week]
    if not since:
        return None, ""
    change = fmean(since[-RECENT_WEEKS:]) / base - 1
    was = format_value(base, series.measure.unit, series.measure.decimals)
    percent = round(abs(change) * 100)
    if percent == 0:
        return change, f"The same as our baseline of {was}"
    words = f"{percent}% {'higher' if change > 0 else 'lower'} than our baseline of {was}"
    return change, words + (", no clear change" if signal is Signal.COMMON_CAUSE else "")


def _target(measure: Measure, *, short: bool) -> str:
    if measure.target is None:
        return ""
    figure = format_value(measure.target, measure.unit, None)
    if measure.target == 0 and measure.direction is Direction.DECREASE:
        return f"{'Target' if short else 'target'} {figure}"
    if short:
        sign = {Direction.INCREASE: "≥ ", Direction.DECREASE: "≤ ", Direction.NEUTRAL: ""}[measure.direction]
        return f"Target {sign}{figure}"
    words = {Direction.INCREASE: " or more", Direction.DECREASE: " or less", Direction.NEUTRAL: ""}
    if measure.direction is Direction.DECREASE and measure.unit in ("", "count"):
        return f"target {figure} or fewer"
    return f"target {figure}{words[measure.direction]}"
