"""One measure with everything there is to say of it, and the list of a team's measures."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks, said_name
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.notes_said import note_said
from vmboard.domain.impact.cost_per_patient import average, split
from vmboard.domain.measures.about import target_setter
from vmboard.domain.measures.judged import Judged
from vmboard.domain.measures.new_line import NewLine, new_line
from vmboard.domain.measures.points import Reading
from vmboard.domain.measures.standard_scores import last_weeks
from vmboard.domain.numbers import format_value
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.offers import Offer, default, offer
from vmboard.domain.spc.point_words import point_words
from vmboard.domain.spc.sentences import usual_words
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.board import ChartDecision, MeasureView, PointLine, Tile
from vmboard.domain.views.measures import MeasureLine
from vmboard.domain.weeks import long_day, weeks_between
from vmboard.domain.words import Direction, LinkRole, PartRole, PointStatus, Stage
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.series import Series, team_series
from vmboard.queries.settings import since
from vmboard.queries.tiles import RECENT_WEEKS, target_figure, tile
from vmboard.queries.worked_out import chosen_chart
from vmboard.store.tables import DataPoint, DayMark, Exclusion, History, MeasurePart, Rebase

_Figures = list[float | None]
_DIRECTIONS = {
    Direction.INCREASE: N_("higher is better"),
    Direction.DECREASE: N_("lower is better"),
    Direction.NEUTRAL: N_("neither way is better"),
}
_STATUS = {
    PointStatus.FINAL: "",
    PointStatus.PROVISIONAL: N_("Provisional"),
    PointStatus.NOT_IN_YET: N_("Not in yet"),
    PointStatus.NOTHING_TO_COUNT: N_("Nothing to count"),
}


@asks(Verb.READ_MEASURES)
def measures(session: Session, actor: Actor, team_id: int, today: date) -> Sequence[MeasureLine]:
    """Every measure in use, on the wall or not, in the order of the box score."""
    return [measure_line(series, tile(series, today)) for series in team_series(session, team_id, today).values()]


def measure_line(series: Series, drawn: Tile) -> MeasureLine:
    """A measure as the list shows it: its tile, and the weeks that this was made of."""
    row, judged = series.measure, series.judged()
    last = judged.analysis.last if judged.analysis and not judged.anew else None
    unit, decimals, usual = drawn.chart.unit, drawn.chart.decimals, ""
    if last is not None:
        usual = usual_words(judged.limits()[last], judged.values[last], judged.values, unit, decimals)
    if usual and (drawn.is_by_day or unit != row.unit):  # what stands large beside it is of another
        is_weekly = judged.chart is None or judged.chart.is_weekly
        usual = _("{range} a week", range=usual) if is_weekly else f"{usual} {unit}"
    weeks = last_weeks(judged, series.told, series.plan(), last=series.week)
    return MeasureLine(drawn, row.data_owner, row.on_wall, weeks, usual)


@asks(Verb.READ_NEW_LINES)
def new_lines(session: Session, actor: Actor, team_id: int, today: date) -> Sequence[tuple[int, str, NewLine]]:
    """Every measure in use whose level has lasted: its id, its name and the new centre line it is offered."""
    offers = (
        (id_, series.measure.name, line_offer(series, today))
        for id_, series in team_series(session, team_id, today).items()
    )
    return [(id_, name, offered) for id_, name, offered in offers if offered is not None]


@asks(Verb.READ_MEASURE)
def measure(session: Session, actor: Actor, team_id: int, measure_id: int, today: date) -> MeasureView:
    """One measure. Raises Refused where the team has none such."""
    series = team_series(session, team_id, today)
    if measure_id not in series:
        raise Refused("That measure is not on this team's box score any more.")
    measure_series, row = series[measure_id], series[measure_id].measure
    judged = measure_series.judged()
    default_text, offered = _chart_offer(measure_series)
    names = _names(session, team_id, measure_series)
    return MeasureView(
        tile=tile(measure_series, today, _happenings(improvements(session, team_id), measure_id), tells_changes=True),
        version=row.version, definition=row.definition, source=row.source, data_owner=row.data_owner,
        direction_text=_(_DIRECTIONS[row.direction]), is_derived=bool(parts := _parts(session, team_id, measure_id)),
        rows=tuple(reversed(_rows(session, measure_series, judged, today))),
        so_far=_so_far(session, measure_series, today),
        chart=chosen_chart(row) or "", rules=row.rules or "", screening=row.screening,
        offer=offered.sentence if offered else "", offered_chart=offered.chart if offered else "",
        default_text=default_text, target=row.target, target_since=since(session, row, "target", today),
        baseline=_baseline(measure_series, names, today),
        rebases=tuple(
            _decided("rebase", one, _("From {day}", day=long_day(one.week, today)), names)
            for one in measure_series.rebases
        ),
        exclusions=tuple(
            _decided("exclusion", one, long_day(one.week, today), names) for one in measure_series.exclusions
        ),
        changes=_changes(measure_series, names, today),
        split=_split(measure_series, parts, series),
        line_offer=line_offer(measure_series, today),
        indicator_text=row.indicator.label if row.indicator else "",
        target_figure=target_figure(row),
        target_setter=target_setter(row.target, row.target_set_by),
    )  # fmt: skip


def _decided(noun: str, row: Rebase | Exclusion, text: str, names: dict[tuple[str, int], str]) -> ChartDecision:
    return ChartDecision(row.id, row.week, text, row.reason, names.get((noun, row.id), ""))


def line_offer(measure_series: Series, today: date) -> NewLine | None:
    """The offer of a new centre line; None where there is none, or somebody put it off."""
    row = measure_series.measure
    if row.line_rests_until is not None and today < row.line_rests_until:
        return None
    plan, week = measure_series.plan(), measure_series.week
    return new_line(measure_series.readings, plan, this_week=week, decimals=row.decimals)


def _chart_offer(measure_series: Series) -> tuple[str, Offer | None]:
    """What the chart is when nobody chooses, in words, and a better one to offer."""
    row, (values, denominators, numerators) = measure_series.measure, _weekly(measure_series)
    said = default(values, denominators, sampled=measure_series.cadence_weeks > 1).sentence
    if measure_series.days is not None:
        return _("What lies between one event and the next: days, or cases where another measure counts them."), None
    if row.cadence_weeks > 1:
        return said, None
    return said, offer(values, denominators, row.unit, row.direction, row.chart, numerators=numerators)


def _weekly(measure_series: Series) -> tuple[_Figures, _Figures | None, _Figures | None]:
    """The measure's own figures that count since its latest rebase, week by week, None where missing; with what they
    are out of and how many, where it has them."""
    since = max((mark.week for mark in measure_series.rebases if mark.week <= measure_series.week), default=date.min)
    counted = {w: r for w, r in measure_series.counted.items() if r.value is not None and w >= since}
    weeks = weeks_between(min(counted), max(counted)) if counted else []
    readings = [counted.get(week, Reading(None)) for week in weeks]
    denominators, numerators = [r.denominator for r in readings], [r.numerator for r in readings]
    has_both = any(denominators)
    return [r.value for r in readings], denominators if has_both else None, numerators if has_both else None


def _happenings(work: Sequence[Improvement], measure_id: int) -> list[tuple[date, str]]:
    """What the chart marks: PDSA cycles and stage moves of the projects meant to move this measure."""
    mine = [w for w in work if measure_id in w.measures(LinkRole.OUTCOME)]
    cycles = [(cycle.started_on, _("PDSA {number}", number=cycle.number)) for w in mine for cycle in w.cycles]
    moves = [(m.moved_on, m.to_stage.label) for w in mine for m in w.moves if m.to_stage is not Stage.IDEA]
    return sorted(cycles + moves)


def _rows(session: Session, measure_series: Series, judged: Judged, today: date) -> list[PointLine]:
    row, between = measure_series.measure, judged.is_between
    notes = _notes(session, measure_series, judged)
    unit, decimals = ("", judged.gap_decimals) if between else (row.unit, row.decimals)
    missing = _("Not known: days between are not filled in, or were left out") if between else _("No figure")
    left_out = frozenset() if between else measure_series.left_out
    analysis, lines = judged.analysis, []
    causes = [p.special_cause for p in analysis.points] if analysis else [None] * len(judged.values)
    of_weeks = judged.of_weeks or judged.weeks
    for week, of_week, value, limits, signal, cause in zip(
        judged.weeks, of_weeks, judged.values, judged.limits(), judged.meanings, causes, strict=True
    ):
        usual = usual_words(limits, value, judged.values, unit, decimals)
        reading = measure_series.readings.get(week)
        status = _status(reading.status) if reading and not between else "" if value is not None else missing
        lines.append(
            PointLine(
                week=week,
                week_text=long_day(week, today),
                value_text=format_value(value, unit, decimals),
                out_of=_out_of(reading.numerator, reading.denominator, unit) if reading and not between else "",
                status_text=status,
                note=notes.get(week, ""),
                usual=usual,
                signal=signal,
                says=point_words(
                    signal,
                    cause,
                    usual,
                    judged=analysis is not None,
                    excluded=week in left_out,
                    weekly=not between,
                    sampled=measure_series.cadence_weeks > 1 and not between,
                ),
                excluded=week in left_out,
                of_week=of_week,
            )
        )
    return lines


def _status(status: PointStatus) -> str:
    return _(_STATUS[status]) if _STATUS[status] else ""


def _notes(session: Session, measure_series: Series, judged: Judged) -> dict[date, str]:
    """What people noted beside the figure of a week, or beside the day of an event."""
    of = (measure_series.measure.team_id, measure_series.measure.id)
    if judged.by_day:
        marks = select(DayMark.day, DayMark.note).where(DayMark.team_id == of[0], DayMark.measure_id == of[1])
        return {mark.day: note_said(mark.note) for mark in session.execute(marks)}
    points = select(DataPoint.week, DataPoint.note).where(DataPoint.team_id == of[0], DataPoint.measure_id == of[1])
    return {point.week: note_said(point.note) for point in session.execute(points)}


def _so_far(session: Session, measure_series: Series, today: date) -> PointLine | None:
    """What stands in the week under way, beyond the one that the board tells of."""
    row = measure_series.measure
    week = max(measure_series.readings, default=measure_series.week)
    reading = measure_series.readings.get(week)
    if reading is None or week <= measure_series.week or (reading.value is None and not reading.waiting_for):
        return None
    point = session.get(DataPoint, (row.team_id, row.id, week))
    status = ", ".join(
        filter(None, (_("So far"), _status(reading.status).lower(), reading.doubt and _("being checked")))
    )
    return PointLine(
        week=week, week_text=long_day(week, today), value_text=format_value(reading.value, row.unit, row.decimals),
        out_of=_out_of(reading.numerator, reading.denominator, row.unit), status_text=status,
        note=note_said(point.note) if point else "", usual="", signal=None,
        says=_("So far: not judged until the week is over"), excluded=False,
    )  # fmt: skip


def _out_of(above: float | None, below: float | None, unit: str) -> str:
    """``18 of 20``; for a rate or a cost ``£20,610 for 47``."""
    if above is None or below is None:
        return ""
    n, whole = format_value(above, unit if unit == "£" else ""), format_value(below)
    return _("{n} of {all}", n=n, all=whole) if unit == "%" else _("{n} for {who}", n=n, who=whole)


def _parts(session: Session, team_id: int, measure_id: int) -> list[MeasurePart]:
    wanted = select(MeasurePart).where(MeasurePart.team_id == team_id, MeasurePart.measure_id == measure_id)
    return list(session.scalars(wanted))


def _names(session: Session, team_id: int, measure_series: Series) -> dict[tuple[str, int], str]:
    """Who made the decisions about this chart, by noun and id."""
    ids = [r.id for r in measure_series.rebases] + [e.id for e in measure_series.exclusions]
    ids += [id_ for id_, _, _ in measure_series.changes]
    ids += [measure_series.baseline.id] if measure_series.baseline else []
    made = select(History).where(History.team_id == team_id, History.revision.in_(ids))
    return {(change.noun, change.revision): said_name(change.actor_name) for change in session.scalars(made)}


def _changes(measure_series: Series, names: dict[tuple[str, int], str], today: date) -> tuple[ChartDecision, ...]:
    """What people noted on its chart."""
    return tuple(
        ChartDecision(id_, day, long_day(day, today), words, names.get(("change_note", id_), ""))
        for id_, day, words in measure_series.changes
    )


def _baseline(one: Series, names: dict[tuple[str, int], str], today: date) -> ChartDecision | None:
    base = one.baseline
    if base is None:
        return None
    text = _("{first} to {last}", first=long_day(base.first_week, today), last=long_day(base.last_week, today))
    return ChartDecision(base.id, base.first_week, text, base.reason, names.get(("baseline", base.id), ""))


def _split(measure_series: Series, parts: Sequence[MeasurePart], series: dict[int, Series]) -> str:
    """For a cost over patients with a frozen baseline: its change split into spending and volume."""
    below = [series[p.part_id] for p in parts if p.role is PartRole.DENOMINATOR and p.part_id in series]
    if measure_series.measure.unit != "£" or not below or measure_series.baseline is None:
        return ""
    weeks = sorted((w, r) for w, r in measure_series.counted.items() if r.numerator is not None and r.denominator)
    first, last = measure_series.baseline.first_week, measure_series.baseline.last_week
    was = average([(r.numerator or 0, r.denominator or 0) for w, r in weeks if first <= w <= last])
    now = average([(r.numerator or 0, r.denominator or 0) for w, r in weeks if w > last][-RECENT_WEEKS:])
    cost_split = split(*was, *now) if was and now else None
    return cost_split.sentence if cost_split else ""
