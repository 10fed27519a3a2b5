"""API credentials: another system is given a token, shown once, and the token is withdrawn.

A token is 32 random bytes, so SHA-256 of it is all that is kept: there is nothing in it to guess, and a slow hash would
only let strangers keep the server busy with wrong ones.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.auditing import audited
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.sources import PREFIX, NewSource, checked
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.store.hashing import hash_of, new_token
from vmboard.store.tables import Organisation, Site, Source, SourceTeam, Team
from vmboard.store.turns import alone

PLACES = "places of teams"
"""What is changed alone: organisations, sites and addresses have their names once, no team stands above itself, and
what reaches a whole place misses none that is added there."""
USED_EVERY = timedelta(minutes=1)
"""How often a token in use is written down as used."""


@audited
@asks(Verb.ADD_SOURCE)
def add_source(session: Session, actor: Actor, wanted: NewSource, *, today: date) -> tuple[Source, str]:
    """Give another system a token; returns it once, and it is never seen again. Each team it reaches has a row of
    history that says so. Raises Refused."""
    wanted = checked(wanted, today)
    alone(session, PLACES)
    _check_place(session, wanted)
    live = select(Source.name).where(Source.withdrawn_at.is_(None))
    if any(name.casefold() == wanted.name.casefold() for name in session.scalars(live)):
        raise Refused(
            "There is a system called “{name}” already. Withdraw its token first, or name this one.", name=wanted.name
        )
    token = PREFIX + new_token()
    row = Source(
        name=wanted.name, token_hash=hash_of(token), may_read=wanted.may_read, may_write=wanted.may_write,
        site_id=wanted.site_id, organisation_id=wanted.organisation_id, measures="\n".join(wanted.measures),
        expires_on=wanted.expires_on, made_by=actor.name, made_at=session.info["now"],
    )  # fmt: skip
    session.add(row)
    session.flush()
    reached = _teams_of(session, row) if not wanted.teams else sorted(wanted.teams)
    if not reached:
        raise Refused("There are no teams there yet. Add a team first.")
    for team_id in reached:
        history.add(session, actor, "let source in", _reach(row, team_id))
    return row, token


@audited
@asks(Verb.WITHDRAW_SOURCE)
def withdraw_source(session: Session, actor: Actor, source_id: int) -> Source:
    """End a token at once. What came by it stays, and each team's history says that it comes no more."""
    row = session.get(Source, source_id)
    if row is None:
        raise Refused("That system is not in the list.")
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = session.info["now"], actor.name
        session.flush()
        for team_id in _reached(session, source_id):
            _let_go(session, actor, team_id, source_id)
    return row


def settle_sources(session: Session, actor: Actor, team: Team) -> None:
    """A team that was added, or moved, is reached by the sources of the whole site or organisation where it is now."""
    organisation_id = session.get_one(Site, team.site_id).organisation_id
    whole = or_(Source.site_id.is_not(None), Source.organisation_id.is_not(None))
    wide = list(session.scalars(select(Source).where(Source.withdrawn_at.is_(None), whole).order_by(Source.id)))
    for source in wide:
        here = source.site_id == team.site_id or source.organisation_id == organisation_id
        stands = history.held_row(session, SourceTeam, team.id, source.id) is not None
        if here and not stands:
            history.add(session, actor, "let source in", _reach(source, team.id))
        elif stands and not here:
            _let_go(session, actor, team.id, source.id)


def note_used(session: Session, source_id: int, now: datetime) -> None:
    """Write down that a token is in use, where that was not written in the last minute. No change anybody made."""
    lately = or_(Source.last_used_at.is_(None), Source.last_used_at <= now - USED_EVERY)
    mine = update(Source).where(Source.id == source_id, lately).values(last_used_at=now)
    session.execute(mine.execution_options(synchronize_session=False))


def _reach(source: Source, team_id: int) -> SourceTeam:
    return SourceTeam(
        team_id=team_id, source_id=source.id, name=source.name, may_read=source.may_read, may_write=source.may_write
    )


def _let_go(session: Session, actor: Actor, team_id: int, source_id: int) -> None:
    row = history.held_row(session, SourceTeam, team_id, source_id)
    if row is not None:
        history.remove(session, actor, "withdraw source", row)


def _reached(session: Session, source_id: int) -> Iterable[int]:
    mine = select(SourceTeam.team_id).where(SourceTeam.source_id == source_id)
    return session.scalars(mine.order_by(SourceTeam.team_id)).all()


def _teams_of(session: Session, source: Source) -> Iterable[int]:
    teams = select(Team.id).join(Site, Site.id == Team.site_id).order_by(Team.id)
    here = Team.site_id == source.site_id if source.site_id else Site.organisation_id == source.organisation_id
    return session.scalars(teams.where(here)).all()


def _check_place(session: Session, wanted: NewSource) -> None:
    for kind, id_ in ((Site, wanted.site_id), (Organisation, wanted.organisation_id)):
        if id_ is not None and session.get(kind, id_) is None:
            raise Refused("That place is not here any more. Choose another.")
    known = set(session.scalars(select(Team.id).where(Team.id.in_(wanted.teams))))
    if known != set(wanted.teams):
        raise Refused("One of those teams is not here any more. Choose them anew.")
