"""Time series: a team's measures over their weeks: what was typed, what is computed from it, and the week on show.

Every screen that tells of a measure begins here, so that all tell of the same week.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import and_, bindparam, case, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import BindParameter

from vmboard.domain.figures.asked import in_order
from vmboard.domain.figures.days import weekly_counts
from vmboard.domain.figures.recipes import OF_A_LEDGER
from vmboard.domain.measures.between import DayRecord
from vmboard.domain.measures.judged import Judged, Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.one_reading import one_reading
from vmboard.domain.measures.points import Reading, doubted_with
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.analysis import Chart
from vmboard.domain.weeks import board_week
from vmboard.domain.words import MeasureKind, PointStatus, Signal
from vmboard.queries.worked_out import Readings as Readings
from vmboard.queries.worked_out import as_read, asked_every, chosen_chart, computed, every_of
from vmboard.store.columns import columns, every_column, looked_at
from vmboard.store.tables import Baseline, ChangeNote, DataPoint, DayMark, Exclusion, Measure, MeasurePart, Rebase, Team

_reading: Callable[[Sequence[Any]], Reading] = partial(tuple.__new__, Reading)
"""What ``Reading._make`` does, without a call in Python for each of thousands."""
_TEAM: BindParameter[int] = bindparam("team")

# Written once: putting a statement together takes as long as asking it of a small table.
_TEAM_ROW = every_column(Team).where(Team.id == _TEAM)
_MEASURES = (
    every_column(Measure)
    .where(Measure.team_id == _TEAM, Measure.removed.is_(False))
    .order_by(Measure.position, Measure.id)
)
READING = (
    DataPoint.value, DataPoint.status, DataPoint.waiting_for, DataPoint.numerator, DataPoint.denominator,
    DataPoint.doubt,
    case((and_(DataPoint.note != "", DataPoint.note.startswith(OF_A_LEDGER)), DataPoint.note), else_=""),
)  # fmt: skip
"""The columns of a ``Reading``."""
_POINTS = (
    select(DataPoint.measure_id, DataPoint.week, *READING)
    .where(DataPoint.team_id == _TEAM)
    .order_by(DataPoint.measure_id, DataPoint.week)
)
_MARKS = select(DayMark.measure_id, DayMark.day, DayMark.count).where(DayMark.team_id == _TEAM)
_PARTS = every_column(MeasurePart).where(MeasurePart.team_id == _TEAM)
_BASELINES = every_column(Baseline).where(Baseline.team_id == _TEAM, Baseline.removed.is_(False))
_REBASES = every_column(Rebase).where(Rebase.team_id == _TEAM, Rebase.removed.is_(False)).order_by(Rebase.week)
_NOTES = (
    select(ChangeNote.measure_id, ChangeNote.id, ChangeNote.day, ChangeNote.text)
    .where(ChangeNote.team_id == _TEAM, ChangeNote.removed.is_(False))
    .order_by(ChangeNote.day, ChangeNote.id)
)
_EXCLUSIONS = (
    every_column(Exclusion).where(Exclusion.team_id == _TEAM, Exclusion.removed.is_(False)).order_by(Exclusion.week)
)


@dataclass
class Series:
    """One measure with its readings by week, oldest first, and what people decided about its chart.

    ``week`` is the one its board tells of; while its team is paused nothing ``is_asked``. ``readings`` hold all that
    was put in, those of the running week too, which only the week's page and the measure's table show; ``told`` and
    all that is judged end with ``week``.
    ``changes`` are what people noted on its chart: the note's id, its day and its words.
    ``marks`` are its days, where it is kept day by day: how often it happened on each. All is gathered before anything
    is asked of it: what follows from it is worked out once.
    """

    measure: Measure
    readings: Readings
    week: date
    is_asked: bool = True
    is_computed: bool = False
    baseline: Baseline | None = None
    rebases: list[Rebase] = field(default_factory=list)
    exclusions: list[Exclusion] = field(default_factory=list)
    changes: list[tuple[int, date, str]] = field(default_factory=list)
    marks: dict[date, int] = field(default_factory=dict)
    days: DayRecord | None = None
    left_out_of_parts: frozenset[date] = frozenset()
    """Weeks left out of a measure it is worked out from: what tells nothing there tells nothing here."""
    parts_every: int = 1
    """Every how many weeks those have all a figure: between them nobody owes one, and none is missing."""

    def __post_init__(self) -> None:
        if (chart := chosen_chart(self.measure)) is not None:
            self.readings = one_reading(self.readings, chart, self.measure.unit)

    @property
    def cadence_weeks(self) -> int:
        """How often a figure is asked for; of a retired measure no oftener than monthly, of one that is worked out no
        oftener than its parts."""
        return max(asked_every(self.measure), self.parts_every)

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody brings its figures: of none computed, nor of days since, where silence is good."""
        return self.is_asked and not self.is_computed and self.measure.kind is not MeasureKind.DAYS_SINCE

    @property
    def is_being_checked(self) -> bool:
        """Whether nobody has answered yet what was asked about its newest figure: until then it has no signal."""
        return self.newest is not None and bool(self.readings[self.newest].doubt)

    @cached_property
    def told(self) -> Readings:
        """The readings up to the week the board tells of: all but at the end of a running week."""
        if max(self.readings, default=self.week) <= self.week:
            return self.readings
        return {week: reading for week, reading in self.readings.items() if week <= self.week}

    @cached_property
    def newest(self) -> date | None:
        """The newest week told of that has a figure."""
        return next((week for week in sorted(self.told, reverse=True) if self.told[week].value is not None), None)

    @cached_property
    def left_out(self) -> frozenset[date]:
        """The weeks that count for nothing, because somebody said so, or until somebody says that a figure is right:
        they are drawn, and enter no average and no rule."""
        return self.decided_out | {week for week, reading in self.readings.items() if reading.doubt}

    @property
    def decided_out(self) -> frozenset[date]:
        """The weeks left out because somebody said so, of this measure or of one that it is worked out from."""
        return frozenset(mark.week for mark in self.exclusions) | self.left_out_of_parts

    @cached_property
    def counted(self) -> Readings:
        """The readings that count: those told, without the weeks left out."""
        if not (left_out := self.left_out):
            return self.told
        return {week: reading for week, reading in self.told.items() if week not in left_out}

    @cached_property
    def figures(self) -> tuple[list[date], list[float]]:
        """The weeks that count and have a figure, oldest first, and those figures."""
        values = {week: reading.value for week, reading in self.counted.items() if reading.value is not None}
        return list(values), list(values.values())

    def plan(self) -> Plan:
        """What people decided about its chart."""
        return self._plan

    @cached_property
    def _plan(self) -> Plan:
        base, measure = self.baseline, self.measure
        return Plan(
            unit=measure.unit, direction=measure.direction, target=measure.target,
            cadence_weeks=self.cadence_weeks, rules=measure.rules, chart=self._kind_of_chart,
            screening=measure.screening, baseline=(base.first_week, base.last_week) if base else None,
            rebases=tuple(mark.week for mark in self.rebases), excluded=self.left_out,
        )  # fmt: skip

    @property
    def _kind_of_chart(self) -> Chart | None:
        """What somebody chose; rare harm kept day by day is judged by the days between events from the start, or by
        the cases where another measure counts them."""
        if (chart := chosen_chart(self.measure)) or self.measure.kind is MeasureKind.WEEKLY:
            return chart
        return Chart.G if self.measure.out_of_id else Chart.T

    def judged(self) -> Judged:
        """The measure judged, as it stands in the week its board tells of; what is kept by day, today. Once: all was
        read by then."""
        return self._judged

    @cached_property
    def _judged(self) -> Judged:
        return judge(self.readings, self.plan(), this_week=self.week, days=self.days)

    @property
    def signal(self) -> Signal | None:
        """What the rules say, as every screen tells it: nothing while its newest figure is being checked."""
        return None if self.is_being_checked else self.judged().signal


def team_row(session: Session, team_id: int) -> Team:
    """The row of a team. Raises Refused where there is no such team."""
    team = session.get(Team, team_id)
    if team is None:
        raise Refused("That team is not here any more. Go back to the list of teams.")
    return team


def team_seen(session: Session, team_id: int) -> Team:
    """The same, for those who only look at it. Raises Refused."""
    found = looked_at(session, Team, _TEAM_ROW, {"team": team_id})
    return next(iter(found), None) or team_row(session, team_id)


def week_of(team: Team, today: date) -> date:
    """The week that a team's board tells of."""
    return board_week(today, team.week_ends_on, team.closed_week, team.paused_on)


def team_series(session: Session, team_id: int, today: date) -> dict[int, Series]:
    """Every measure in use, by id, in the order of the box score. Nine queries at most, however many measures."""
    return series_of(session, team_row(session, team_id), today)


def series_of(session: Session, row: Team, today: date) -> dict[int, Series]:
    """The same of a team that was read already."""
    team_id = row.id
    team, week, is_asked = {"team": team_id}, week_of(row, today), row.paused_on is None
    measures = {m.id: m for m in in_order(looked_at(session, Measure, _MEASURES, team))}
    typed = _typed(session, team_id)
    days = _days(session, team_id) if any(m.kind is not MeasureKind.WEEKLY for m in measures.values()) else {}
    for id_, measure in measures.items():
        if measure.kind is not MeasureKind.WEEKLY:
            typed[id_] = _counted(row, measure, days.get(id_, {}), today)
    parts: dict[int, list[MeasurePart]] = defaultdict(list)
    for part in looked_at(session, MeasurePart, _PARTS, team):
        parts[part.measure_id].append(part)
    series = {}
    for id_, measure in measures.items():
        readings = typed.get(id_, {})
        if id_ in parts:
            readings = computed(measure, parts[id_], as_read(parts[id_], measures, typed))
        if measure.out_of_id in typed:
            readings = doubted_with(readings, typed[measure.out_of_id])
        every = every_of(parts.get(id_, ()), measures)
        series[id_] = Series(measure, readings, week, is_asked, id_ in parts, parts_every=every)
    for id_, measure in measures.items():
        if measure.kind is not MeasureKind.WEEKLY:
            series[id_].marks = days.get(id_, {})
            series[id_].days = _record(row, measure, days.get(id_, {}), typed, today)
    _add_decisions(session, team_id, parts, series)
    return series


def _add_decisions(
    session: Session, team_id: int, parts: Mapping[int, Sequence[MeasurePart]], series: dict[int, Series]
) -> None:
    """What people decided about the charts of a team's measures."""
    team = {"team": team_id}
    for frozen in looked_at(session, Baseline, _BASELINES, team):
        if frozen.measure_id in series:
            series[frozen.measure_id].baseline = frozen
    for mark in looked_at(session, Rebase, _REBASES, team):
        if mark.measure_id in series:
            series[mark.measure_id].rebases.append(mark)
    _note_changes(session, team_id, series)
    left_out: dict[int, set[date]] = defaultdict(set)
    for ghost in looked_at(session, Exclusion, _EXCLUSIONS, team):
        left_out[ghost.measure_id].add(ghost.week)
        if ghost.measure_id in series:
            series[ghost.measure_id].exclusions.append(ghost)
    for id_ in parts.keys() & series.keys() if left_out else ():
        series[id_].left_out_of_parts = frozenset().union(*(left_out[part.part_id] for part in parts[id_]))


def _note_changes(session: Session, team_id: int, series: dict[int, Series]) -> None:
    for measure_id, note_id, day, words in columns(session, _NOTES, {"team": team_id}):
        if measure_id in series:
            series[measure_id].changes.append((note_id, day, words))


def _typed(session: Session, team_id: int) -> dict[int, Readings]:
    """Each measure's readings in the order of their weeks: thousands, so past the ORM."""
    rows = columns(session, _POINTS, {"team": team_id})
    return {measure_id: {row[1]: _reading(row[2:]) for row in its} for measure_id, its in groupby(rows, itemgetter(0))}


def _days(session: Session, team_id: int) -> dict[int, dict[date, int]]:
    counts: dict[int, dict[date, int]] = defaultdict(dict)
    for measure_id, day, count in columns(session, _MARKS, {"team": team_id}):
        counts[measure_id][day] = count
    return counts


def _record(team: Team, measure: Measure, marks: dict[date, int], typed: dict[int, Readings], today: date) -> DayRecord:
    every_day = measure.kind is MeasureKind.SAFETY_CROSS
    cases = typed.get(measure.out_of_id) if measure.out_of_id else None
    return DayRecord(marks, measure.began_on or min(marks, default=today), today, every_day, team.week_ends_on, cases)


def _counted(team: Team, measure: Measure, marks: dict[date, int], today: date) -> Readings:
    """How often it happened week by week, of a measure kept day by day."""
    record = _record(team, measure, marks, {}, today)
    counts = weekly_counts(marks, team.week_ends_on, record.began, today, needs_every_day=record.every_day)
    return {
        week: Reading(None, PointStatus.NOT_IN_YET) if count is None else Reading(float(count), PointStatus.FINAL)
        for week, count in counts.items()
    }
