"""Month-end close: the weeks of teams' costs with the day each became final, from figures and their history."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select, tuple_
from sqlalchemy.orm import Session

from vmboard.domain.figures.closing import Step, WeekClose, final_on, month_end, together, weeks_of
from vmboard.domain.weeks import local_day, weeks_between
from vmboard.domain.words import Domain, MeasureKind
from vmboard.store.tables import DataPoint, History, Measure, MeasurePart, Team

_COSTS = (
    select(Measure)
    .where(Measure.domain == Domain.COST, Measure.removed.is_(False), Measure.kind == MeasureKind.WEEKLY)
    .where(Measure.retired_on.is_(None))
    .where(~exists().where(MeasurePart.team_id == Measure.team_id, MeasurePart.measure_id == Measure.id))
    .order_by(Measure.team_id, Measure.position, Measure.id)
)
"""Costs that somebody brings: what is computed of them is final when they are."""


Figure = tuple[int, int, date]
"""A team, its measure, a week."""


@dataclass(frozen=True)
class Costs:
    """A team's weeks of cost, oldest first, and who gives the figures."""

    owners: tuple[str, ...]
    weeks: tuple[WeekClose, ...]


def costs_of(session: Session, team_ids: Sequence[int], month: date) -> dict[int, Costs]:
    """The weeks of one month. Teams without costs of their own have no weeks."""
    return costs_between(session, team_ids, month, month_end(month))


def costs_between(session: Session, team_ids: Sequence[int], first: date, last: date) -> dict[int, Costs]:
    """The weeks that end from ``first`` to ``last``. Four queries, however many teams."""
    measures: dict[int, list[Measure]] = defaultdict(list)
    for measure in session.scalars(_COSTS.where(Measure.team_id.in_(team_ids))):
        measures[measure.team_id].append(measure)
    ends = {team.id: team.week_ends_on for team in session.scalars(select(Team).where(Team.id.in_(measures)))}
    weeks = {
        team_id: [week for week in weeks_between(weeks_of(first, ends[team_id])[0], last) if week >= first]
        for team_id in measures
    }
    finals, began = _finals(session, measures, weeks), _began(session, measures)
    return {
        team_id: Costs(
            tuple(dict.fromkeys(m.data_owner for m in measures[team_id] if m.data_owner)),
            tuple(_close(week, measures[team_id], finals, began.get(team_id)) for week in weeks.get(team_id, ())),
        )
        for team_id in team_ids
    }


def _close(
    week: date, measures: Sequence[Measure], finals: Mapping[Figure, date | None], began: date | None
) -> WeekClose:
    return together(week, {m.short_name or m.name: finals.get((m.team_id, m.id, week)) for m in measures}, began)


def _finals(
    session: Session, measures: Mapping[int, Sequence[Measure]], weeks: Mapping[int, Sequence[date]]
) -> dict[Figure, date | None]:
    wanted = {
        f"{measure.id}:{week.isoformat()}"
        for team, mine in measures.items()
        for measure in mine
        for week in weeks[team]
    }
    changes = (
        select(History.team_id, History.row_key, History.at, History.before, History.after, Team.timezone)
        .join(Team, Team.id == History.team_id)
        .where(History.team_id.in_(measures), History.noun == DataPoint.__tablename__, History.row_key.in_(wanted))
        .order_by(History.team_id, History.revision)
    )
    steps: dict[Figure, list[Step]] = defaultdict(list)
    for team_id, row_key, at, before, after, zone in session.execute(changes):
        measure_id, _, week = row_key.partition(":")
        steps[team_id, int(measure_id), date.fromisoformat(week)].append((local_day(at, zone), before, after))
    return {key: final_on(mine) for key, mine in steps.items()}


def _began(session: Session, measures: Mapping[int, Sequence[Measure]]) -> dict[int, date | None]:
    """The day the first costs of each team came in."""
    keys = [(team, measure.id) for team, mine in measures.items() for measure in mine]  # a number is a team's own
    first = select(DataPoint.team_id, func.min(DataPoint.recorded_on)).where(
        tuple_(DataPoint.team_id, DataPoint.measure_id).in_(keys)
    )
    return {row[0]: row[1] for row in session.execute(first.group_by(DataPoint.team_id))}
