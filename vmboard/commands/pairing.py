"""Device pairing: letting in a screen that has no keyboard: it shows a code, and someone who is signed in types it."""

import secrets
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.displays import MAX_NAME, MAX_PLACE
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.refusals import Refused
from vmboard.domain.text.clean import clean_text
from vmboard.store.hashing import hash_of, new_token
from vmboard.store.tables import Display, Pairing

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No 0 and O, no 1 and I: nobody has to guess from across a room."""
LENGTH = 6
LASTS = timedelta(minutes=10)
UNKNOWN = "No screen shows that code just now. Look at the screen again: its code changes every ten minutes."


def ask_to_pair(session: Session) -> tuple[str, str]:
    """A code to show and the token for the link that it will open. Only the token's hash is kept."""
    now = session.info["now"]
    session.execute(delete(Pairing).where(Pairing.asked_at < now - LASTS))
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    while session.get(Pairing, code) is not None:
        code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    token = new_token()
    session.add(Pairing(code=code, token_hash=hash_of(token), asked_at=now))
    return code, token


@asks
def pair_display(session: Session, actor: Actor, team_id: int, *, code: str, name: str, place: str = "") -> Display:
    """Give the screen that shows ``code`` this team's wall. Raises Refused where no screen shows it."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    row = Display(team_id=team_id, place=clean_text(place, max_length=MAX_PLACE, what="The place"))
    row.name = clean_text(name, max_length=MAX_NAME, what="The screen's name")
    if not row.name:
        raise Refused("Give the screen a name, such as “Nurses' station”.")
    waiting = session.get(Pairing, typed, with_for_update=True) if len(typed) == LENGTH else None
    if waiting is None or waiting.asked_at < session.info["now"] - LASTS:
        raise Refused(UNKNOWN)
    row.token_hash = waiting.token_hash
    session.delete(waiting)
    return history.add(session, actor, "pair display", row)
