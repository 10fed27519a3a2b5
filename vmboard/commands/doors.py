"""Doors: a team's links for those who do not sign in, one for its staff and one for the public.

A door's token is kept as it is, for the wall shows it to everybody who passes; it opens a way to the tray and to the
pulse's counts, and to nothing else.
"""

import secrets

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.auditing import audited
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Face
from vmboard.store.tables import Door


@audited
@asks(Verb.OPEN_DOOR)
def open_door(session: Session, actor: Actor, team_id: int, *, face: Face) -> Door:
    """Give a door a link. One that has a link already gets a new one, and the old one stops at once."""
    team_row(session, team_id)
    row = history.held_row(session, Door, team_id, face)
    if row is None:
        return history.add(session, actor, "open door", Door(team_id=team_id, face=face, link_token=_token()))
    with history.change(session, actor, "renew door", row):
        row.link_token, row.revoked_at = _token(), None
    return row


@audited
@asks(Verb.SHUT_DOOR)
def shut_door(session: Session, actor: Actor, team_id: int, *, face: Face) -> None:
    """Switch a door's link off; ``open_door`` gives it a new one."""
    row = history.held_row(session, Door, team_id, face)
    if row is None:
        raise Refused("That door is not open.")
    with history.change(session, actor, "shut door", row):
        row.revoked_at = row.revoked_at or session.info["now"]


def _token() -> str:
    """Short, so that its QR code is coarse enough to be scanned from a wall: 16 random bytes are out of reach."""
    return secrets.token_urlsafe(16)
