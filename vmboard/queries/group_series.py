"""One measure of many teams over its weeks, read in a few queries however many teams have it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from vmboard.domain.measures.points import Reading, doubted_with
from vmboard.domain.words import MeasureKind
from vmboard.queries.series import READING, Readings, Series, team_series, week_of
from vmboard.queries.worked_out import as_read, computed, every_of
from vmboard.store.shared_measures import BY_LIBRARY as BY_LIBRARY
from vmboard.store.shared_measures import measure_key as measure_key
from vmboard.store.shared_measures import named as named
from vmboard.store.tables import Baseline, DataPoint, Exclusion, Measure, MeasurePart, Rebase, Team

T = TypeVar("T")
D = TypeVar("D", Baseline, Rebase, Exclusion)
Key = tuple[int, int]
"""A team and one of its measures."""
MOST = 500
"""How many measures one query is asked for."""


def group_series(session: Session, team_ids: Sequence[int], key: str, today: date) -> dict[int, Series]:
    """The measure of each of these teams that has it, by team, with what people decided about its chart."""
    by_team: dict[int, Series] = {}
    for some in _some(team_ids):
        mine = session.scalars(select(Measure).where(Measure.team_id.in_(some), *named(key)).order_by(Measure.id))
        measures = {row.team_id: row for row in reversed(mine.all())}
        parts = _parts(session, [(team, row.id) for team, row in measures.items()])
        by_day = _by_day(session, measures, parts)
        by_team |= _weekly(session, {team: row for team, row in measures.items() if team not in by_day}, parts, today)
        for team_id in by_day:
            by_team[team_id] = team_series(session, team_id, today)[measures[team_id].id]
    return by_team


def _parts(session: Session, keys: Sequence[Key]) -> dict[Key, list[MeasurePart]]:
    """What each measure is worked out from."""
    parts: dict[Key, list[MeasurePart]] = defaultdict(list)
    wanted = select(MeasurePart).where(tuple_(MeasurePart.team_id, MeasurePart.measure_id).in_(keys))
    for part in session.scalars(wanted) if keys else ():
        parts[part.team_id, part.measure_id].append(part)
    return parts


def _by_day(session: Session, measures: dict[int, Measure], parts: dict[Key, list[MeasurePart]]) -> set[int]:
    """The teams that keep it day by day, or work it out from, or hold it against, what is: its weeks are counted from
    the days."""
    needed = {(part.team_id, part.part_id) for mine in parts.values() for part in mine}
    needed |= {(team, row.out_of_id) for team, row in measures.items() if row.out_of_id}
    daily = select(Measure.team_id).where(
        tuple_(Measure.team_id, Measure.id).in_(needed), Measure.kind != MeasureKind.WEEKLY, Measure.removed.is_(False)
    )
    of_days = set(session.scalars(daily)) if needed else set[int]()
    return of_days | {team for team, row in measures.items() if row.kind is not MeasureKind.WEEKLY}


def _weekly(
    session: Session, measures: dict[int, Measure], parts: dict[Key, list[MeasurePart]], today: date
) -> dict[int, Series]:
    teams = {team.id: team for team in session.scalars(select(Team).where(Team.id.in_(measures)))}
    keys = [(team, row.id) for team, row in measures.items()]
    counts = {(team, row.out_of_id) for team, row in measures.items() if row.out_of_id}
    part_ids = [(part.team_id, part.part_id) for key in keys for part in parts[key]]
    typed = _points(session, {*keys, *counts, *part_ids})
    wanted_parts = select(Measure).where(tuple_(Measure.team_id, Measure.id).in_(part_ids), Measure.removed.is_(False))
    of_parts = {(row.team_id, row.id): row for row in (session.scalars(wanted_parts) if part_ids else ())}
    series = {}
    for team_id, measure_id in keys:
        measure, team, mine = measures[team_id], teams[team_id], parts[team_id, measure_id]
        theirs = {part.part_id: typed[team_id, part.part_id] for part in mine}
        rows = {part.part_id: of_parts[key] for part in mine if (key := (team_id, part.part_id)) in of_parts}
        readings = computed(measure, mine, as_read(mine, rows, theirs)) if mine else typed[team_id, measure_id]
        if measure.out_of_id:
            readings = doubted_with(readings, typed[team_id, measure.out_of_id])
        series[team_id, measure_id] = Series(
            measure,
            readings,
            week_of(team, today),
            team.paused_on is None,
            bool(mine),
            parts_every=every_of(mine, rows),
        )
    for row in _decided(session, Baseline, Baseline.id, keys):
        series[row.team_id, row.measure_id].baseline = row
    for mark in _decided(session, Rebase, Rebase.week, keys):
        series[mark.team_id, mark.measure_id].rebases.append(mark)
    for ghost in _decided(session, Exclusion, Exclusion.week, keys):
        series[ghost.team_id, ghost.measure_id].exclusions.append(ghost)
    left_out = defaultdict[Key, set[date]](set)
    for ghost in _decided(session, Exclusion, Exclusion.week, part_ids) if part_ids else ():
        left_out[ghost.team_id, ghost.measure_id].add(ghost.week)
    for team_id, measure_id in keys:
        weeks = (left_out[team_id, part.part_id] for part in parts[team_id, measure_id])
        series[team_id, measure_id].left_out_of_parts = frozenset().union(*weeks)
    return {team: one for (team, _), one in series.items()}


def _decided(session: Session, kind: type[D], order: Any, keys: Sequence[Key]) -> Iterable[D]:
    """What people decided about these charts, in this order."""
    wanted = select(kind).where(tuple_(kind.team_id, kind.measure_id).in_(keys), kind.removed.is_(False))
    return session.scalars(wanted.order_by(order))


def _points(session: Session, keys: set[Key]) -> dict[Key, Readings]:
    """Readings in the order of their weeks: thousands, so past the ORM."""
    readings: dict[Key, Readings] = defaultdict(dict)
    for some in _some(sorted(keys)):
        points = (
            select(DataPoint.team_id, DataPoint.measure_id, DataPoint.week, *READING)
            .where(tuple_(DataPoint.team_id, DataPoint.measure_id).in_(some))
            .order_by(DataPoint.team_id, DataPoint.measure_id, DataPoint.week)
        )  # fmt: skip
        for key, rows in groupby(session.connection().execute(points).all(), itemgetter(0, 1)):
            readings[key] = {row[2]: Reading(*row[3:]) for row in rows}
    return readings


def _some(many: Sequence[T]) -> Iterator[Sequence[T]]:
    return (many[first : first + MOST] for first in range(0, len(many), MOST))
