"""A team's week as its page shows it: what is in, what is still owed, and what stands beside each box."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.asked import as_typed, in_order, is_share, next_asked, said, share_scale
from vmboard.domain.figures.notes_said import question_said
from vmboard.domain.figures.owed import Owed, is_answered
from vmboard.domain.figures.typed import other_reading
from vmboard.domain.measures.fractions import needs_denominators
from vmboard.domain.measures.judged import Judged
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.spc.sentences import usual_words, within_a_sentence
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.week import Figure, GridLine, GridView, Part, WeekLine, WeekView
from vmboard.domain.weeks import (
    huddle_words,
    next_huddle,
    paused_words,
    short_day,
    week_ending,
    weeks_between,
    whole_day,
)
from vmboard.domain.words import MeasureKind, PartRole
from vmboard.queries.owed import owed
from vmboard.queries.series import Series, team_row, team_series
from vmboard.store.tables import DataPoint, Huddle, Measure, MeasurePart, Team

Limits = tuple[float | None, float | None]
Parts = Mapping[int, tuple[Part, ...]]
A_WEEK = timedelta(days=7)


@asks(Verb.READ_WEEK)
def week_view(session: Session, actor: Actor, team_id: int, week: date, today: date) -> WeekView:
    """The page of one week. Raises Refused where there is no such team."""
    team = team_row(session, team_id)
    series, parts = team_series(session, team_id, today), _parts(session, team_id)
    points = {p.measure_id: p for p in _points(session, team_id, week, week)}
    late = {line.measure_id: line for line in owed(session, team, series, week)}
    lines = in_order(
        _line(measure_series, parts.get(id_, ()), points.get(id_), week, late.get(id_), series)
        for id_, measure_series in series.items()
    )
    running = week_ending(today, team.week_ends_on)
    boxes = {line.measure_id for line in lines if line.figure}
    others = {part.measure_id for line in lines for part in line.parts} - boxes
    told: dict[int, Reading | DataPoint | None] = {id_: of.readings.get(week) for id_, of in series.items()}
    values = ((id_, known.value) for id_ in sorted(others) if (known := told.get(id_, points.get(id_))) is not None)
    return WeekView(
        week=week,
        title=_("Week ending {day}", day=whole_day(week, today)),
        lines=lines,
        huddle=_huddle(session, team, today),
        others=tuple((id_, value) for id_, value in values if value is not None),
        paused=paused_words(team.paused_on, team.paused_reason, today) if team.paused_on else "",
        is_running=week == running,
        is_closed=week == running == team.closed_week,
    )


@asks(Verb.READ_WEEK_PROGRESS)
def how_far(session: Session, actor: Actor, team_id: int, week: date, today: date) -> tuple[int, int]:
    """How many figures of a week are in, and how many it asks for: what ``week_view`` counts."""
    team = team_row(session, team_id)
    series = team_series(session, team_id, today)
    missing = len(owed(session, team, series, week))
    got = sum(_is_in(of, week) for of in series.values() if of.is_asked_for)
    return got, got + missing


@asks(Verb.READ_GRID)
def grid_view(session: Session, actor: Actor, team_id: int, today: date, weeks: int) -> GridView:
    """So many weeks up to the one under way, the oldest first, measure by measure in the order of the board."""
    running = week_ending(today, team_row(session, team_id).week_ends_on)
    shown = tuple(weeks_between(running - A_WEEK * (weeks - 1), running))
    points = {(p.measure_id, p.week): p for p in _points(session, team_id, shown[0], running)}
    series, parts = team_series(session, team_id, today), _parts(session, team_id)
    lines = []
    for id_, measure_series in series.items():
        row = measure_series.measure
        if id_ in parts or row.kind is not MeasureKind.WEEKLY:
            readings = (measure_series.readings.get(week) for week in shown)
            words = tuple(format_value(r.value, row.unit, row.decimals) if r else "" for r in readings)
            lines.append(GridLine(id_, row.name, _unit(row), row.domain, (), words))
        else:
            figures = tuple(_figure(row, week, points.get((id_, week)), _below(row, week, points)) for week in shown)
            is_share = bool(row.out_of) or needs_denominators(row.chart) or any("/" in box.text for box in figures)
            is_share = is_share and not row.out_of_id
            lines.append(GridLine(id_, row.name, _unit(row), row.domain, figures, is_share=is_share))
    return GridView(shown, in_order(lines), running)


@asks(Verb.READ_FIGURE)
def figure(session: Session, actor: Actor, team_id: int, measure_id: int, week: date) -> Figure:
    """What stands in one box."""
    row = session.get_one(Measure, (team_id, measure_id))
    below = session.get(DataPoint, (team_id, row.out_of_id, week)) if row.out_of_id else None
    return _figure(row, week, session.get(DataPoint, (team_id, measure_id, week)), below)


def before(measure_series: Series, week: date) -> tuple[date | None, Reading | None, Limits, str]:
    """What came before a week: the latest figure with its week, the usual limits then, and these in words."""
    row = measure_series.measure
    latest, last, limits, judged = usual_before(measure_series, week)
    if last is None or judged is None:
        return None, None, limits, ""
    return latest, last, limits, usual_words(limits, last.value, judged.values, row.unit, row.decimals)


def usual_before(
    measure_series: Series, week: date
) -> tuple[date | None, Reading | None, Limits, Judged | None]:  # fmt: skip
    """The same without the words, for whoever asks of figure after figure; with what the limits are taken from."""
    earlier = {w: r for w, r in measure_series.readings.items() if w < week and r.value is not None}
    if not earlier:
        return None, None, (None, None), None
    latest = max(earlier)
    judged = judge(earlier, measure_series.plan(), this_week=latest)
    limits: Limits = (None, None)
    begins_anew = any(latest < mark.week <= week for mark in measure_series.rebases)
    if not begins_anew and judged.values and (judged.chart is None or judged.chart.value not in ("t", "g")):
        limits = judged.limits_at(len(judged.values) - 1)
    return latest, earlier[latest], limits, judged


def _is_in(measure_series: Series, week: date) -> bool:
    reading = measure_series.readings.get(week)
    return reading is not None and is_answered(reading)


def _line(
    measure_series: Series,
    parts: tuple[Part, ...],
    point: DataPoint | None,
    week: date,
    late: Owed | None,
    series: Mapping[int, Series],
) -> WeekLine:
    row = measure_series.measure
    latest, last, _limits, usual = before(measure_series, week)
    typed = not parts and row.kind is MeasureKind.WEEKLY
    due = next_asked(week, latest, row.cadence_weeks, row.retired_on)
    now = measure_series.readings.get(week, Reading(None))
    newest = last or now
    share = typed and (
        bool(row.out_of or is_share(newest.value, newest.numerator, newest.denominator, row.unit))
        or needs_denominators(row.chart)
    )
    by_day = row.kind is not MeasureKind.WEEKLY
    counts = series.get(row.out_of_id) if row.out_of_id and typed else None
    below = counts.readings.get(week) if counts else None
    return WeekLine(
        measure_id=row.id, name=row.name, domain=row.domain, unit=row.unit,
        unit_text=_unit(row), decimals=row.decimals,
        owner=row.data_owner,
        last_when="" if latest is None else _("last week") if latest == week - A_WEEK else short_day(latest),
        last_text=format_value(last.value, row.unit, row.decimals) if last else "",
        last_typed=_typed_again(row, last) if last else "",
        usual=usual, figure=_figure(row, week, point, below) if typed else None,
        value_text="" if now.value is None else format_value(now.value, row.unit, row.decimals),
        out_of=_out_of(row, counts) if share or counts else "", out_of_id=row.out_of_id if counts else None,
        needs_both=needs_denominators(row.chart), scale=share_scale(row.unit),
        asked=late is not None or (measure_series.is_asked_for and _is_in(measure_series, week)),
        waits=_waits(measure_series), is_owed=late is not None, weeks_late=late.weeks if late else 0,
        owed_words=late.mark if late else "",
        next_asked="" if late or not typed or due == week else short_day(due), parts=parts, factor=row.factor,
        by_day=by_day,
    )  # fmt: skip


def _unit(row: Measure) -> str:
    return unit_suffix(row.unit) or ("" if row.unit == "count" else row.unit)


def _waits(one: Series) -> str:
    told = (reading.waiting_for for _week, reading in sorted(one.readings.items(), reverse=True))
    return next((who for who in told if who), one.measure.data_owner)


def _figure(row: Measure, week: date, point: DataPoint | None, below: DataPoint | Reading | None = None) -> Figure:
    """What stands in a box. Where ``below`` says what it is out of, only the number above is typed."""
    if point is None:
        return Figure(row.id, week)
    figures = point.value, point.numerator, point.denominator, row.unit
    text = as_typed(*figures, counts_cases=row.chart is Chart.G)
    if below is not None and below.value is not None and below.value == point.denominator:
        text = text.partition("/")[0]
    return Figure(
        row.id, week, text, point.status, point.waiting_for, point.note, point.version,
        "" if point.value is None else said(*figures, row.decimals), question_said(point.doubt),
        "" if point.denominator else other_reading(point.doubt, row.unit),
    )  # fmt: skip


def _below(row: Measure, week: date, points: Mapping[tuple[int, date], DataPoint]) -> DataPoint | None:
    return points.get((row.out_of_id, week)) if row.out_of_id else None


def _typed_again(row: Measure, last: Reading) -> str:
    text = as_typed(last.value, last.numerator, last.denominator, row.unit, counts_cases=row.chart is Chart.G)
    return text.partition("/")[0] if row.out_of_id else text


def _out_of(row: Measure, counts: Series | None) -> str:
    """What its figures are out of, in words."""
    return row.out_of or (within_a_sentence(counts.measure.name) if counts else "so many")


def _points(session: Session, team_id: int, first: date, last: date) -> list[DataPoint]:
    wanted = select(DataPoint).where(DataPoint.team_id == team_id, DataPoint.week.between(first, last))
    return list(session.scalars(wanted))


def _parts(session: Session, team_id: int) -> dict[int, tuple[Part, ...]]:
    by_measure: dict[int, tuple[Part, ...]] = {}
    for part in session.scalars(select(MeasurePart).where(MeasurePart.team_id == team_id)):
        mine = Part(part.part_id, part.weight, part.role is PartRole.DENOMINATOR)
        by_measure[part.measure_id] = (*by_measure.get(part.measure_id, ()), mine)
    return by_measure


def _huddle(session: Session, team: Team, today: date) -> str:
    held = session.scalar(select(func.max(Huddle.held_on)).where(Huddle.team_id == team.id, Huddle.held_on <= today))
    day = next_huddle(today, team.huddle_weekday, held)
    words = huddle_words(day, team.huddle_time, today)
    return words[:1].lower() + words[1:] if (day - today).days < 2 else words
