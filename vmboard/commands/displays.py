"""Wall screens: each has a secret link of its own, shown once and kept only as a hash."""

import secrets
from collections.abc import Mapping
from datetime import time
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.auditing import audited
from vmboard.commands.pairing import take_code
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.displays import Sighting
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.folding import fold
from vmboard.domain.words import Face
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Display

MAX_NAME = MAX_PLACE = 60


@audited
@asks(Verb.ADD_DISPLAY)
def add_display(
    session: Session, actor: Actor, team_id: int, *, name: str, place: str = "", token: str = ""
) -> tuple[Display, str]:
    """Add a screen; returns it and the token of its link, which is never seen again."""
    team_row(session, team_id)
    token = token or secrets.token_urlsafe(32)
    row = _named(team_id, name, place)
    row.token_hash = hash_of(token)
    return history.add(session, actor, "add display", row), token


@audited
@asks(Verb.PAIR_DISPLAY)
def pair_display(session: Session, actor: Actor, team_id: int, *, code: str, name: str, place: str = "") -> Display:
    """Give the screen that shows ``code`` this team's wall. Raises Refused where no screen shows it.

    One that is in the list already is renewed with its code: it does not come to stand there twice.
    """
    row = _named(team_id, name, place)
    names = session.scalars(select(Display.name).where(Display.team_id == team_id))
    if any(fold(other) == fold(row.name) for other in names):
        raise Refused(
            "“{name}” is in the list already. Touch “Renew link” beside it, and type the code there.", name=row.name
        )
    row.token_hash = take_code(session, code)
    return history.add(session, actor, "pair display", row)


@audited
@asks(Verb.RENEW_DISPLAY)
def renew_display(session: Session, actor: Actor, team_id: int, display_id: int, *, code: str = "") -> str:
    """Give a screen a new link; the old one stops at once. Returns the new token.

    With the ``code`` that the dark screen itself shows, the screen has the link already: no token. Raises Refused.
    """
    token = "" if code.strip() else secrets.token_urlsafe(32)
    row = display_row(session, team_id, display_id)
    kept = hash_of(token) if token else take_code(session, code)
    with history.change(session, actor, "renew display", row):
        row.token_hash = kept
        row.revoked_at = None
        row.last_seen_at = row.told_at = None
    return token


@audited
@asks(Verb.REVOKE_DISPLAY)
def revoke_display(session: Session, actor: Actor, team_id: int, display_id: int) -> None:
    """Switch a screen's link off; ``renew_display`` gives it a new one."""
    with history.change(session, actor, "revoke display", display_row(session, team_id, display_id)) as row:
        row.revoked_at = row.revoked_at or session.info["now"]


@asks(Verb.SET_DISPLAY)
def set_display(
    session: Session,
    actor: Actor,
    team_id: int,
    display_id: int,
    *,
    overview_seconds: int,
    focus_seconds: int,
    dark_from: time,
    dark_until: time,
    face: Face | None = None,
    version: int | None = None,
) -> None:
    """How long each page stays (focus 0 shows the overview only), when the screen is dark, and before whom it hangs."""
    if not 10 <= overview_seconds <= 3600 or (focus_seconds and not 5 <= focus_seconds <= 3600):
        raise Refused("Show the overview for 10 seconds or longer, and each focus page for 5 or longer, or not at all.")
    row = display_row(session, team_id, display_id)
    with history.change(session, actor, "set display", row, version=version):
        row.overview_seconds, row.focus_seconds = overview_seconds, focus_seconds
        row.dark_from, row.dark_until = dark_from, dark_until
        row.face = face or row.face


def mark_seen(session: Session, seen: Mapping[tuple[int, int], Sighting]) -> None:
    """Note when screens last asked, by (team, display), and what they told of themselves. A heartbeat, not a change:
    no history, no revision.

    In the order of their keys, so that two processes do not wait for each other; the newest sighting stays.
    """
    for team_id, display_id in sorted(seen):
        sighting = seen[team_id, display_id]
        older = or_(Display.last_seen_at.is_(None), Display.last_seen_at < sighting.at)
        mine = update(Display).where(Display.team_id == team_id, Display.id == display_id, older)
        session.execute(mine.values(_sighted(sighting)))


def _sighted(sighting: Sighting) -> dict[Any, Any]:
    painting = sighting.painting
    if painting is None:
        return {Display.last_seen_at: sighting.at}
    return {
        Display.last_seen_at: sighting.at, Display.told_at: sighting.at, Display.painted_at: painting.at,
        Display.painted_revision: painting.revision, Display.viewport_width: painting.width,
        Display.viewport_height: painting.height, Display.text_px: painting.text_px,
    }  # fmt: skip


def _named(team_id: int, name: str, place: str) -> Display:
    row = Display(team_id=team_id, place=clean_text(place, max_length=MAX_PLACE, what=N_("The place")))
    row.name = clean_text(name, max_length=MAX_NAME, what=N_("The screen's name"))
    if not row.name:
        raise Refused("Give the screen a name, such as “Nurses' station”.")
    return row


def display_row(session: Session, team_id: int, display_id: int) -> Display:
    row = history.held_row(session, Display, team_id, display_id)
    if row is None:
        raise Refused("That screen is not in this team's list any more.")
    return row
