"""A measure's weeks become its tile: one result for tile, chart, table and sentence."""

from collections.abc import Sequence
from datetime import date
from statistics import fmean

from vmboard.domain.access.public_face import may_be_public
from vmboard.domain.measures.judging import A_WEEK_OPEN, Judged, judge
from vmboard.domain.measures.points import age_text
from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.spc.analysis import Chart as Kind
from vmboard.domain.spc.sentences import rebased, sentence
from vmboard.domain.views.board import Chart, Note, Span, Tile
from vmboard.domain.weeks import last_full_week, long_day
from vmboard.domain.words import Direction, MeasureKind, PointStatus, Signal
from vmboard.queries.day_tiles import by_day
from vmboard.queries.series import Readings, Series
from vmboard.store.tables import Measure

RECENT_WEEKS = 13
"""A change from baseline compares the average of the latest quarter, or of the weeks since where fewer."""


def tile(series: Series, today: date, week_ends_on: int, notes: Sequence[tuple[date, str]] = ()) -> Tile:
    """The tile of one measure as it stands on ``today``; ``notes`` are days to mark on its chart."""
    measure = series.measure
    this_week = last_full_week(today, week_ends_on)
    until = today + A_WEEK_OPEN
    with_figures = {w: r for w, r in series.readings.items() if r.value is not None and w <= until}
    judged = judge(with_figures, series.plan(), this_week=this_week, today=today)
    latest = max(with_figures, default=None)
    value = with_figures[latest].value if latest else None
    change, change_text = _change_from_baseline(series, with_figures, judged.signal)
    if series.rebases:  # the words go with the line people see: why it starts anew
        newest = series.rebases[-1]
        change_text = f"{change_text}. {rebased(newest.week, newest.reason)}".removeprefix(". ")
    made = Tile(
        measure_id=measure.id,
        name=measure.short_name or measure.name,
        full_name=measure.name,
        domain=measure.domain,
        unit=measure.unit,
        value=value,
        value_text=format_value(value, measure.unit, measure.decimals),
        unit_text=unit_suffix(measure.unit),
        signal=judged.signal,
        sentence=_sentence(measure, judged),
        target_text=target_text(measure, short=True),
        target_words=target_text(measure, short=False),
        week=latest,
        week_text=f"Week ending {long_day(latest, today)}" if latest else "No figures yet",
        provisional=latest is not None and with_figures[latest].status is PointStatus.PROVISIONAL,
        age_text=age_text(latest, this_week, series.cadence_weeks, _waiting_for(series.readings, latest)),
        change=change,
        change_text=change_text,
        chart=chart(measure, judged, notes, series.left_out),
        public=may_be_public(measure.public, measure.domain, measure.unit, measure.name, measure.short_name),
    )
    return made if measure.kind is MeasureKind.WEEKLY else by_day(made, series, today)


def rests(series: Series, made: Tile) -> bool:
    """Whether a retired measure still holds, and so stays off the wall."""
    return series.measure.retired_on is not None and made.signal is not Signal.CONCERN


def chart(
    measure: Measure, judged: Judged, notes: Sequence[tuple[date, str]], excluded: frozenset[date] = frozenset()
) -> Chart:
    """A judged series as every screen draws it."""
    weeks, analysis, between = judged.weeks, judged.analysis, judged.chart in (Kind.T, Kind.G)
    spans = tuple(
        Span(s.start, s.start + s.points - 1, *(None if x is None else x * judged.scale for x in lines))
        for s in (analysis.segments if analysis else ())
        for lines in [(s.centre, s.lower, s.upper)]
    )
    marks = (
        Note(next(place for place, week in enumerate(weeks) if week >= day), label)
        for day, label in notes
        if weeks and weeks[0] <= day <= weeks[-1]
    )
    varying = judged.chart is not None and judged.chart.has_denominators
    return Chart(
        weeks=weeks,
        values=judged.values,
        meanings=judged.meanings,
        spans=spans,
        target=None if between else measure.target,
        unit=("days" if judged.chart is Kind.T else "cases") if between else measure.unit,
        decimals=None if between else measure.decimals,
        rules_note=judged.note,
        rules_name=judged.rules_name,
        notes=tuple(marks),
        limits=judged.limits() if varying else (),
        ghosts=frozenset() if between else frozenset(i for i, week in enumerate(weeks) if week in excluded),
    )


def counting(series: Series, weeks: Sequence[date], values: Sequence[float | None]) -> list[float | None]:
    """What a chart draws of these weeks, with nothing where a week was left out."""
    left_out = series.left_out
    return [None if week in left_out else value for week, value in zip(weeks, values, strict=True)]


def baseline_mean(series: Series) -> float | None:
    """The average of the frozen baseline's weeks; None where there is none."""
    if series.baseline is None:
        return None
    first, last = series.baseline.first_week, series.baseline.last_week
    values = [r.value for w, r in series.counted.items() if first <= w <= last and r.value is not None]
    return fmean(values) if values else None


def _change_from_baseline(series: Series, with_figures: Readings, signal: Signal) -> tuple[float | None, str]:
    """The latest quarter's average against the frozen baseline's, as a share and in words."""
    base = baseline_mean(series)
    if base is None or base == 0 or series.baseline is None:
        return None, ""
    last, left_out = series.baseline.last_week, series.left_out
    since = [
        r.value for week, r in with_figures.items() if week > last and week not in left_out and r.value is not None
    ]
    if not since:
        return None, ""
    change = fmean(since[-RECENT_WEEKS:]) / base - 1
    was = format_value(base, series.measure.unit, _mean_decimals(series.measure, base))
    percent = round(abs(change) * 100)
    if percent == 0:
        return change, f"The same as our baseline of {was}"
    words = f"{percent}% {'higher' if change > 0 else 'lower'} than our baseline of {was}"
    return change, words + (", no clear change" if signal is Signal.COMMON_CAUSE else "")


def _mean_decimals(measure: Measure, mean: float) -> int | None:
    """An average of whole counts has a decimal more than they have."""
    return 1 if measure.unit in ("", "count") and not measure.decimals and abs(mean) < 100 else measure.decimals


def target_text(measure: Measure, *, short: bool) -> str:
    """``Target ≤ 3`` for a tile, ``target 3 or fewer`` for a sentence; empty where there is none."""
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


def _waiting_for(readings: Readings, latest: date | None) -> str:
    """Whom the newest missing week waits for; older gaps are history."""
    newest = max((week for week, reading in readings.items() if reading.waiting_for), default=None)
    return readings[newest].waiting_for if newest and (latest is None or newest > latest) else ""


def _sentence(measure: Measure, judged: Judged) -> str:
    name, unit, decimals = measure.short_name or measure.name, measure.unit, measure.decimals
    if judged.chart in (Kind.T, Kind.G):
        what = "Days" if judged.chart is Kind.T else "Cases"
        name, unit, decimals = f"{what} between {name[:1].lower()}{name[1:]}", what.lower(), None
    return sentence(judged.spoken, name=name, unit=unit, decimals=decimals, values=judged.values)
