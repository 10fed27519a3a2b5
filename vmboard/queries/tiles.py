"""A measure's weeks become its tile: one result for tile, chart, table and sentence."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter
from statistics import fmean

from vmboard.domain.access.public_face import may_be_public
from vmboard.domain.figures.notes_said import question_said
from vmboard.domain.figures.owed import waiting_for
from vmboard.domain.figures.recipes import spread_words
from vmboard.domain.impact.change_words import change_words, is_the_same
from vmboard.domain.measures.assurance import target_sentence
from vmboard.domain.measures.between_words import between_sentence, unit_words
from vmboard.domain.measures.judged import Judged
from vmboard.domain.measures.new_line import old_line_words
from vmboard.domain.measures.points import Reading, age_text
from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.spc.analysis import Chart as Kind
from vmboard.domain.spc.sentences import rebased, sentence
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Chart, Note, Span, Tile
from vmboard.domain.weeks import long_day
from vmboard.domain.words import Direction, MeasureKind, PointStatus, Signal
from vmboard.queries.day_tiles import by_day
from vmboard.queries.owed import weeks_late
from vmboard.queries.series import Series
from vmboard.store.tables import Measure

RECENT_WEEKS = 13
"""A change from baseline compares the average of the latest quarter, or of the weeks since where fewer."""


def tile(series: Series, today: date, notes: Sequence[tuple[date, str]] = (), *, tells_changes: bool = False) -> Tile:
    """The tile of one measure as it stands on ``today``; ``notes`` are days to mark on its chart, and where it
    ``tells_changes`` so are those that people noted: the team's own screens alone."""
    measure, judged = series.measure, series.judged()
    latest = series.newest
    newest = series.told[latest] if latest else Reading(None)
    change, change_text = _change_from_baseline(series, judged.signal)
    late = _weeks_late(series)
    made = Tile(
        measure_id=measure.id,
        name=measure.short_name or measure.name,
        full_name=measure.name,
        domain=measure.domain,
        unit=measure.unit,
        value=newest.value,
        value_text=format_value(newest.value, measure.unit, measure.decimals),
        unit_text=unit_suffix(measure.unit),
        signal=judged.signal,
        sentence=_sentence(series, judged),
        target_text=target_text(measure, short=True),
        target_words=target_text(measure, short=False),
        week=latest,
        week_text=_("Week ending {day}", day=long_day(latest, today)) if latest else _("No figures yet"),
        provisional=newest.status is PointStatus.PROVISIONAL,
        doubt=question_said(newest.doubt),
        late=late is not None,
        age_text=_age_text(series, latest, late, today),
        change=change,
        change_text=change_text,
        rebased=_rebased(series),
        chart=chart(measure, judged, notes, series.left_out, series.changes if tells_changes else ()),
        public=may_be_public(measure.public, measure.domain, measure.unit, measure.name, measure.short_name),
        target_sentence=_target_sentence(series, judged, being_checked=bool(newest.doubt)),
        old_line="" if newest.doubt else _old_line(series, judged),
        went=judged.went,
        spread=spread_words(newest.spread),
    )
    return made if measure.kind is MeasureKind.WEEKLY else by_day(made, series, today)


def most_told(weeks: Sequence[date | None], week: date) -> date:
    """The week that most tiles are of, the newest of equals: what a board's footer names. ``week`` where none is."""
    counts = Counter(day for day in weeks if day is not None)
    return max(counts, key=lambda day: (counts[day], day), default=week)


def of_week(shown: Tile, footer: date, today: date) -> Tile:
    """A tile of another week than the footer names says of which."""
    if shown.week in (None, footer) or shown.age_text or shown.is_by_day:
        return shown
    return replace(shown, age_text=_("Week to {day}", day=long_day(shown.week, today)))


def rests(series: Series, made: Tile) -> bool:
    """Whether a retired measure still holds, and so stays off the wall."""
    return series.measure.retired_on is not None and made.signal is not Signal.CONCERN


def chart(
    measure: Measure,
    judged: Judged,
    notes: Sequence[tuple[date, str]],
    excluded: frozenset[date] = frozenset(),
    changes: Sequence[tuple[int, date, str]] = (),
) -> Chart:
    """A judged series as every screen draws it."""
    weeks, analysis, between = judged.weeks, judged.analysis, judged.is_between
    spans = tuple(
        Span(s.start, s.start + s.points - 1, *(None if x is None else x * judged.scale for x in lines))
        for s in (analysis.segments if analysis else ())
        for lines in [(s.centre, s.lower, s.upper)]
    )
    if judged.anew and weeks and judged.began == len(weeks):  # nothing has happened since it began
        spans += (Span(len(weeks), len(weeks), None),)
    happened = [(day, label, False) for day, label in notes] + [(day, words, True) for _, day, words in changes]
    marks = (
        Note(bisect_left(weeks, day), label, typed)
        for day, label, typed in sorted(happened, key=itemgetter(0))
        if weeks and weeks[0] <= day <= weeks[-1]
    )
    varying = judged.chart is not None and judged.chart.has_denominators
    return Chart(
        weeks=weeks,
        values=judged.values,
        meanings=judged.meanings,
        spans=spans,
        target=None if between else measure.target,
        unit=unit_words("days" if judged.chart is Kind.T else "cases") if between else measure.unit,
        decimals=judged.gap_decimals if between else measure.decimals,
        rules_note=judged.note,
        rules_name=judged.rules_name,
        notes=tuple(marks),
        began=judged.began,
        events=between,
        by_day=judged.by_day,
        limits=judged.limits() if varying else (),
        ghosts=frozenset() if between else frozenset(weeks.index(week) for week in excluded if week in weeks),
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
    weeks, figures = series.figures
    values = figures[bisect_left(weeks, first) : bisect_right(weeks, last)]
    return fmean(values) if values else None


def _change_from_baseline(series: Series, signal: Signal) -> tuple[float | None, str]:
    """The latest quarter's average against the frozen baseline's, as a share and in words."""
    base = baseline_mean(series)
    if base is None or series.baseline is None or (base == 0 and series.measure.unit != "%"):
        return None, ""
    weeks, figures = series.figures
    since = figures[bisect_right(weeks, series.baseline.last_week) :]
    if not since:
        return None, ""
    now = fmean(since[-RECENT_WEEKS:])
    words = change_words(base, now, series.measure.unit, _mean_decimals(series.measure, base))
    if signal is Signal.COMMON_CAUSE and not is_the_same(base, now, series.measure.unit):
        words = _("{change}, no clear change", change=words)
    return now / base - 1 if base else None, words


def _mean_decimals(measure: Measure, mean: float) -> int | None:
    """An average of whole counts has a decimal more than they have."""
    return 1 if measure.unit in ("", "count") and not measure.decimals and abs(mean) < 100 else measure.decimals


def target_text(measure: Measure, *, short: bool) -> str:
    """``Target ≤ 3`` for a tile, ``target 3 or fewer`` for a sentence; empty where there is none."""
    if measure.target is None:
        return ""
    if not short:
        return _("target {figure}", figure=target_figure(measure))
    signs = {Direction.INCREASE: "≥ ", Direction.DECREASE: "≤ " if measure.target else "", Direction.NEUTRAL: ""}
    figure = signs[measure.direction] + format_value(measure.target, measure.unit, None)
    return _("Target {figure}", figure=figure)


def target_figure(measure: Measure) -> str:
    """``3 or fewer``; empty where there is none."""
    if measure.target is None:
        return ""
    figure = format_value(measure.target, measure.unit, None)
    if measure.direction is Direction.INCREASE:
        return _("{figure} or more", figure=figure)
    if measure.direction is Direction.NEUTRAL or measure.target == 0:
        return figure
    if measure.unit in ("", "count"):
        return _("{figure} or fewer", figure=figure)
    return _("{figure} or less", figure=figure)


def _target_sentence(series: Series, judged: Judged, *, being_checked: bool) -> str:
    return target_sentence(judged, series.plan(), target_figure(series.measure), being_checked=being_checked)


def _old_line(series: Series, judged: Judged) -> str:
    return old_line_words(series.readings, series.plan(), this_week=series.week, now=judged.signal)


def _age_text(series: Series, latest: date | None, late: int | None, today: date) -> str:
    waits = waiting_for(series.readings, series.week)
    return age_text(latest, series.week, late or 0, waits, today, sampled=series.cadence_weeks > 1)


def _rebased(series: Series) -> str:
    """Why the line that people see starts anew."""
    return rebased(series.rebases[-1].week, series.rebases[-1].reason) if series.rebases else ""


def _weeks_late(series: Series) -> int | None:
    """For how many weeks its figure has been due, typed, computed or counted from days; None where it is not."""
    return weeks_late(series, series.week, min(series.readings, default=series.week)) if series.is_asked else None


def _sentence(series: Series, judged: Judged) -> str:
    measure = series.measure
    name, unit, decimals = measure.short_name or measure.name, measure.unit, measure.decimals
    if judged.is_between:
        return between_sentence(judged, "days" if judged.chart is Kind.T else "cases", name)
    return sentence(
        judged.spoken, name=name, unit=unit, decimals=decimals, values=judged.values, anew=judged.anew,
        sampled=series.cadence_weeks > 1,
    )  # fmt: skip
