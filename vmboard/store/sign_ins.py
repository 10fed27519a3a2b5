"""Session bookkeeping: sign-ins and computers in use: written by whoever looks one up, and no change
that anybody made."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, or_, select, tuple_, update
from sqlalchemy.orm import Session

from vmboard.store.engine import transaction
from vmboard.store.tables import Computer, SignIn

SEEN_EVERY = timedelta(minutes=1)
"""How often a sign-in in use is written down as seen."""
COMPUTER_EVERY = timedelta(minutes=5)
"""How often the computer it is on is: along with the sign-in, and never by a writing of its own."""


def note_seen(bind: Engine, sign_in_id: int, seen_at: datetime, now: datetime) -> None:
    """Write down that a sign-in is in use, at most once a minute."""
    if now - seen_at >= SEEN_EVERY:
        with transaction(bind, now=now) as session:
            session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now))
            note_computer(session, sign_in_id, now)


def note_computer(session: Session, sign_in_id: int, now: datetime) -> None:
    """Write down that the computer of a sign-in by PIN is in use, where that was not written lately."""
    its = select(SignIn.team_id, SignIn.computer_id).where(SignIn.id == sign_in_id)
    lately = or_(Computer.last_seen_at.is_(None), Computer.last_seen_at <= now - COMPUTER_EVERY)
    seen = update(Computer).where(tuple_(Computer.team_id, Computer.id).in_(its), lately).values(last_seen_at=now)
    session.execute(seen.execution_options(synchronize_session=False))
