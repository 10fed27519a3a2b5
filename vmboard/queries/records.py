"""Export read model: everything about a team's figures, projects and actions, to be taken away in a file, and whose
one may take.

Nothing here tells more than the team's pages do: what is private or anonymous is in none of it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.views.board import TeamLine
from vmboard.domain.views.record import (
    ChangeRecord,
    DayRecord,
    DecisionRecord,
    FigureRecord,
    MeasureRecord,
    PartRecord,
    TeamRecord,
)
from vmboard.queries.history import AREAS
from vmboard.queries.series import Series, team_row, team_series, week_of
from vmboard.queries.teams import teams
from vmboard.queries.tiles import tile
from vmboard.queries.work_records import action_records, project_records
from vmboard.settings import today_at
from vmboard.store.tables import DataPoint, DayMark, History, Measure, MeasurePart, Organisation, Site

_NOUNS = tuple(noun for area in ("Figures", "Measures", "Projects", "Actions") for noun in AREAS[area])
_AT_ONCE = 500


@asks(Verb.READ_RECORD_TEAMS)
def recorded_teams(session: Session, actor: Actor) -> Sequence[TeamLine]:
    """The teams whose record the actor may take away, in the order of the list of teams."""
    lines = teams(session, actor)
    return [line for line in lines if may(actor.person, Verb.READ_RECORD, Thing(line.team_id))]


@asks(Verb.READ_RECORD)
def team_record(session: Session, actor: Actor, team_id: int, now: datetime) -> TeamRecord:
    """Everything about a team's figures and work, as of its own day. A score of queries, however many figures."""
    team = team_row(session, team_id)
    today = today_at(now, team.timezone)
    site = session.get_one(Site, team.site_id)
    organisation = session.get_one(Organisation, site.organisation_id)
    series = team_series(session, team_id, today)
    notes, parts, days = _notes(session, team_id), _parts(session, team_id), _days(session, team_id)
    return TeamRecord(
        team_id, team.slug, team.name, site.name, organisation.name, organisation.is_demo, team.stand_in,
        week_of(team, today), today,
        tuple(_measure(its, today, notes[id_], parts[id_], days[id_]) for id_, its in series.items()),
        project_records(session, team_id, {id_: its.measure.name for id_, its in series.items()}),
        action_records(session, team_id), team.service_manager, team.executive_sponsor, team.answer_days,
    )  # fmt: skip


@asks(Verb.READ_RECORD_CHANGES)
def record_changes(session: Session, actor: Actor, team_id: int) -> Iterator[ChangeRecord]:
    """Every change of the team's figures, measures, projects and actions, oldest first, a few hundred at a time."""
    wanted = select(History).where(History.team_id == team_id, History.noun.in_(_NOUNS)).order_by(History.revision)
    return (
        ChangeRecord(
            row.revision, row.at, row.actor_name, row.verb, row.noun, row.row_key, row.before, row.after, row.reason
        )
        for row in session.scalars(wanted.execution_options(yield_per=_AT_ONCE))
    )


def _measure(
    series: Series, today: date, notes: dict[date, str], parts: list[PartRecord], days: list[DayRecord]
) -> MeasureRecord:
    row, left_out = series.measure, series.decided_out
    return MeasureRecord(
        row.id, tile(series, today), row.short_name, row.decimals, row.direction, row.target, row.definition,
        row.source, row.data_owner, row.kind, row.cadence_weeks, row.out_of, row.factor, row.retired_on, tuple(parts),
        tuple(_decisions(series)),
        tuple(
            FigureRecord(
                week, r.value, r.numerator, r.denominator, r.status, r.waiting_for, notes.get(week, ""), r.doubt,
                week in left_out,
            )
            for week, r in sorted(series.readings.items())
        ),
        tuple(days), row.target_set_by, row.indicator,
    )  # fmt: skip


def _decisions(series: Series) -> Iterator[DecisionRecord]:
    if base := series.baseline:
        yield DecisionRecord("baseline", base.first_week, base.last_week, base.reason)
    for mark in series.rebases:
        yield DecisionRecord("new centre line", mark.week, mark.week, mark.reason)
    for ghost in series.exclusions:
        yield DecisionRecord("week left out", ghost.week, ghost.week, ghost.reason)
    for _, day, words in series.changes:
        yield DecisionRecord("change noted", day, day, words)


def _notes(session: Session, team_id: int) -> dict[int, dict[date, str]]:
    notes: dict[int, dict[date, str]] = defaultdict(dict)
    wanted = select(DataPoint.measure_id, DataPoint.week, DataPoint.note)
    for measure_id, week, note in session.execute(wanted.where(DataPoint.team_id == team_id, DataPoint.note != "")):
        notes[measure_id][week] = note
    return notes


def _parts(session: Session, team_id: int) -> dict[int, list[PartRecord]]:
    parts: dict[int, list[PartRecord]] = defaultdict(list)
    wanted = (
        select(MeasurePart.measure_id, MeasurePart.part_id, Measure.name, MeasurePart.role, MeasurePart.weight)
        .join(Measure, (Measure.team_id == MeasurePart.team_id) & (Measure.id == MeasurePart.part_id))
        .where(MeasurePart.team_id == team_id)
        .order_by(MeasurePart.measure_id, MeasurePart.role, MeasurePart.part_id)
    )
    for measure_id, part_id, name, role, weight in session.execute(wanted):
        parts[measure_id].append(PartRecord(part_id, name, role, weight))
    return parts


def _days(session: Session, team_id: int) -> dict[int, list[DayRecord]]:
    days: dict[int, list[DayRecord]] = defaultdict(list)
    wanted = select(DayMark).where(DayMark.team_id == team_id).order_by(DayMark.measure_id, DayMark.day)
    for mark in session.scalars(wanted):
        days[mark.measure_id].append(DayRecord(mark.day, mark.count, mark.note))
    return days
