"""Calendar links: each is secret, shown once, kept only as a hash, and can be switched off."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.store.hashing import hash_of, new_token
from vmboard.store.tables import CalendarLink

MAX_NAME, MOST = 60, 40


@asks(Verb.ADD_CALENDAR_LINK)
def add_calendar_link(session: Session, actor: Actor, team_id: int, *, name: str) -> tuple[CalendarLink, str]:
    """Add a link; returns it and its token, which is never seen again."""
    team_row(session, team_id)
    history.hold(session, team_id)
    named = clean_text(name, max_length=MAX_NAME, what=N_("The name")) or "Calendar"
    live = select(CalendarLink.id).where(CalendarLink.team_id == team_id, CalendarLink.revoked_at.is_(None))
    if len(list(session.scalars(live))) >= MOST:
        raise Refused("There are {most} links already. Switch one off first.", most=MOST)
    token = new_token()
    row = CalendarLink(team_id=team_id, name=named, token_hash=hash_of(token))
    return history.add(session, actor, "add calendar link", row), token


@asks(Verb.REVOKE_CALENDAR_LINK)
def revoke_calendar_link(session: Session, actor: Actor, team_id: int, link_id: int) -> None:
    """Switch a link off for good."""
    row = history.held_row(session, CalendarLink, team_id, link_id)
    if row is None:
        raise Refused("That link is not in this team's list any more.")
    with history.change(session, actor, "revoke calendar link", row):
        row.revoked_at = row.revoked_at or session.info["now"]


def note_asked(session: Session, team_id: int, link_id: int, now: datetime) -> None:
    """When a calendar last asked: no change, so no history and no revision."""
    mine = update(CalendarLink).where(CalendarLink.team_id == team_id, CalendarLink.id == link_id)
    session.execute(mine.values(seen_at=now))
