"""Time travel: a board as it was, rebuilt from history, and shown by the very query that shows it today."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import Board
from vmboard.domain.weeks import end_of, local_day, long_day
from vmboard.queries.board import board
from vmboard.queries.series import team_row
from vmboard.store.directory import askers_of
from vmboard.store.in_memory import database_of
from vmboard.store.snapshots import TABLES, revived_row
from vmboard.store.tables import (
    Action,
    ActivityCategory,
    Asker,
    CalendarLink,
    Cause,
    Display,
    Door,
    Driver,
    EscalationMove,
    History,
    Measure,
    MonthClose,
    Observation,
    Organisation,
    Pathway,
    PathwayBaseline,
    PathwayMeasure,
    PathwayProject,
    PathwayRebase,
    PathwayRelease,
    PathwayTeam,
    ProcessStep,
    Row,
    Sampling,
    Site,
    Team,
    TeamRevision,
)

Rows = dict[type[Row], list[dict[str, Any]]]
_NOT_SHOWN = frozenset(
    table.__tablename__
    for table in (
        Display, CalendarLink, ActivityCategory, Sampling, Observation, Door, Pathway, PathwayTeam, PathwayMeasure,
        PathwayBaseline, PathwayRebase, PathwayRelease, PathwayProject, MonthClose, Driver, ProcessStep, Cause,
    )
)  # fmt: skip
_SENT_UP = frozenset((Action.__tablename__, EscalationMove.__tablename__))
"""What a team shows of others: what they sent to it, and the actions that is about."""


@asks(Verb.READ_PAST_BOARD)
def past_board(session: Session, actor: Actor, team_id: int, day: date) -> Board:
    """A team's board as it stood at the end of a day. Raises Refused for a day before it began."""
    with as_it_stood(session, team_id, day) as then:
        return board(then, actor, team_id, day)


@contextmanager
def as_it_stood(session: Session, team_id: int, day: date) -> Iterator[Session]:
    """A database of a team at the end of a day, to ask what one asks of today's. Raises Refused for a day before the
    team began."""
    team = team_row(session, team_id)
    end = end_of(day, team.timezone)
    rows = _as_it_was(session, team, end)
    if not rows[Team]:
        raise Refused(
            "This board began on {began}. Choose a later day.", began=partial(long_day, _began(session, team), day)
        )
    _others(session, team, end, rows)
    with database_of(rows) as then:
        yield then


@asks(Verb.READ_FIRST_DAY)
def first_day(session: Session, actor: Actor, team_id: int) -> date:
    """The day a board began."""
    return _began(session, team_row(session, team_id))


def _began(session: Session, team: Team) -> date:
    at = session.scalar(select(func.min(History.at)).where(History.team_id == team.id))
    return local_day(at or datetime.now(UTC), team.timezone)


def _as_it_was(session: Session, team: Team, end: datetime) -> Rows:
    """Every row of the team, as the last change before ``end`` left it; what was taken away stays away."""
    rows: Rows = defaultdict(list)
    revision = _replay(session, team.id, end, frozenset(TABLES) - _NOT_SHOWN, rows)
    rows[TeamRevision].append({"team_id": team.id, "revision": revision})
    added = [row["id"] for row in rows[Measure]]
    made = select(History).where(History.team_id == team.id, History.revision.in_(added))
    rows[History] = [_columns(line) for line in session.scalars(made)]  # since when a measure has been there
    for asker in _below(session, team.id):
        _replay(session, asker, end, _SENT_UP, rows)
    asked = {(move["to_team_id"], move["team_id"]) for move in rows[EscalationMove]}
    rows[Asker] = [{"team_id": to, "asker_id": asker} for to, asker in asked]
    return rows


def _replay(session: Session, team_id: int, end: datetime, nouns: frozenset[str], rows: Rows) -> int:
    """Gather one team's rows as they were; returns the last revision by then."""
    last = (
        select(func.max(History.revision).label("revision"))
        .where(History.team_id == team_id, History.at < end, History.noun.in_(nouns))
        .group_by(History.noun, History.row_key)
        .subquery()
    )
    wanted = select(History.noun, History.after, History.revision).join(last, last.c.revision == History.revision)
    newest = 0
    for noun, after, revision in session.execute(wanted.where(History.team_id == team_id)):
        newest = max(newest, revision)
        if after is not None:
            rows[TABLES[noun]].append(revived_row(TABLES[noun], after))
    return newest


def _below(session: Session, team_id: int) -> set[int]:
    """The teams under a team, and all that ever sent it something: what they sent stands on its board too."""
    below, lowest = askers_of(session, team_id), {team_id}
    while lowest:
        lowest = set(session.scalars(select(Team.id).where(Team.parent_id.in_(lowest)))) - below
        below |= lowest
    return below - {team_id}


def _others(session: Session, team: Team, end: datetime, rows: Rows) -> None:
    """What is no team's own, and the teams it asked or that asked it, by the names they had then."""
    moves = rows[EscalationMove]
    others = {row[name] for row in moves for name in ("team_id", "to_team_id")}
    others |= {row["parent_id"] for row in rows[Team]}
    for other in session.scalars(select(Team).where(Team.id.in_(others - {None, team.id}))):
        known = len(rows[Team])
        _replay(session, other.id, end, frozenset((Team.__tablename__,)), rows)
        if len(rows[Team]) == known:  # older than its history
            rows[Team].append(_columns(other))
    sites = session.scalars(select(Site).where(Site.id.in_({row["site_id"] for row in rows[Team]}))).all()
    rows[Site] = [_columns(site) for site in sites]
    theirs = select(Organisation).where(Organisation.id.in_({site.organisation_id for site in sites}))
    rows[Organisation] = [_columns(organisation) for organisation in session.scalars(theirs)]


def _columns(row: Row) -> dict[str, Any]:
    return {column.key: getattr(row, column.key) for column in row.__table__.columns}
