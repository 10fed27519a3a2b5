"""Device pairing: letting in a screen that has no keyboard: it shows a code, and someone who is signed in types it."""

import secrets
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.store.hashing import hash_of, new_token
from vmboard.store.tables import Pairing

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""No 0 and O, no 1 and I: nobody has to guess from across a room."""
LENGTH = 6
LASTS = timedelta(minutes=10)
UNKNOWN = N_("No screen shows that code just now. Look at the screen again: its code changes every ten minutes.")


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


def take_code(session: Session, code: str) -> str:
    """The hash of the secret that the screen with this code keeps, and the code is used up. Raises Refused."""
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    waiting = session.get(Pairing, typed, with_for_update=True) if len(typed) == LENGTH else None
    if waiting is None or waiting.asked_at < session.info["now"] - LASTS:
        raise Refused(UNKNOWN)
    session.delete(waiting)
    return waiting.token_hash
