"""Owed figures of a team's board: one list, for its week's page, its wall, its huddle, the recap and the round."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.figures.owed import Owed, is_answered, waiting_for, weeks_owed
from vmboard.domain.weeks import local_day, week_ending
from vmboard.domain.words import MeasureKind
from vmboard.queries.series import Series
from vmboard.store.tables import History, Team


def owed(session: Session, team: Team, series: Mapping[int, Series], week: date) -> tuple[Owed, ...]:
    """What ``week`` asks of somebody and has not got, in the order of the board; nothing while the team is paused."""
    asked = {id_: of for id_, of in series.items() if of.is_asked_for}
    added = _added(session, team, [id_ for id_, of in asked.items() if not any(map(is_answered, of.readings.values()))])
    return tuple(
        Owed(
            id_, of.measure.short_name or of.measure.name, weeks, waiting_for(of.readings, week),
            of.measure.data_owner, of.measure.kind is not MeasureKind.WEEKLY,
        )
        for id_, of in asked.items()
        if (weeks := weeks_late(of, week, added.get(id_, week))) is not None
    )  # fmt: skip


def weeks_late(series: Series, week: date, since: date) -> int | None:
    """For how many weeks up to ``week`` its figure has been due, None where it is not; ``since`` counts where it never
    had one."""
    return weeks_owed(series.readings, week, every=series.cadence_weeks, left_out=series.left_out, since=since)


def _added(session: Session, team: Team, measure_ids: Collection[int]) -> dict[int, date]:
    """The end of the week in which each was added: a measure's number is the revision that did."""
    if not measure_ids:
        return {}
    made = select(History.revision, History.at).where(History.team_id == team.id, History.revision.in_(measure_ids))
    return {id_: week_ending(local_day(at, team.timezone), team.week_ends_on) for id_, at in session.execute(made)}
