"""Bookkeeping of sign-ins in use: written by whoever looks one up, and no change that anybody made."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, update

from vmboard.store.engine import transaction
from vmboard.store.tables import SignIn

SEEN_EVERY = timedelta(minutes=1)
"""How often a sign-in in use is written down as seen."""


def note_seen(bind: Engine, sign_in_id: int, seen_at: datetime, now: datetime) -> None:
    """Write down that a sign-in is in use, at most once a minute."""
    if now - seen_at >= SEEN_EVERY:
        with transaction(bind, now=now) as session:
            session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))
