"""Login rate limiting: wrong tries are counted by what was tried, ``pin:7:3``, so that guessing takes too long."""

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from vmboard.domain.access.secrets import TRIES_A_DAY, wait_after, wait_words
from vmboard.domain.text.phrases import phrase
from vmboard.domain.weeks import local_day
from vmboard.settings import settings
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Attempt

KEPT = timedelta(days=7)
TOO_MANY_TODAY = phrase("Too many wrong tries today. Ask your team lead for a new PIN, or try again tomorrow.")


def count_attempt(session: Session, key: str, now: datetime, *, wait: bool = True) -> str:
    """Count a try before it is looked at, so that tries side by side are all counted. A sentence where it must wait.

    ``forget_attempts`` forgets the tries once one was right. Without ``wait`` only the tries of a day are limited.
    """
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    today = local_day(now, settings().timezone)
    first = dialect.insert(Attempt).values(key=key, failures=0, day=today, today=0)
    session.execute(first.on_conflict_do_nothing())
    row = session.get_one(Attempt, key, with_for_update=True)
    if row.day != today:
        row.day, row.today = today, 0
    if wait and row.wait_until is not None and now < row.wait_until:
        row.wait_until = min(row.wait_until, now + wait_after(row.failures))  # the clock may have been put back
        return wait_words(row.wait_until - now)
    if row.today >= TRIES_A_DAY:
        return TOO_MANY_TODAY
    row.failures, row.today = row.failures + 1, row.today + 1
    pause = wait_after(row.failures)
    row.wait_until = now + pause if wait and pause > timedelta() else None
    return ""


def failures(session: Session, key: str) -> int:
    """Wrong tries in a row, the one that is being looked at included."""
    row = session.get(Attempt, key)
    return row.failures if row is not None else 0


def forget_tries(session: Session, now: datetime) -> None:
    """Let go of tries that nobody has added to for a week: no wait lasts that long."""
    session.execute(delete(Attempt).where(Attempt.day < local_day(now, settings().timezone) - KEPT))


def unlock_account(session: Session, email: str) -> int:
    """Forget the wrong tries at an account, on every browser; how many doors were shut or counting."""
    key = password_key(email)
    return _unlock(session, key, f"{key}:%")


def unlock_team(session: Session, team_id: int) -> int:
    """Forget the wrong tries at a team's PIN, on every computer of it."""
    return _unlock(session, f"pin:{team_id}", f"pin:{team_id}:%")


def _unlock(session: Session, key: str, below: str) -> int:
    gone = delete(Attempt).where(or_(Attempt.key == key, Attempt.key.like(below)), Attempt.today > 0)
    return int(session.execute(gone).rowcount)  # type: ignore[attr-defined]


def password_key(email: str, known: str = "") -> str:
    """One for all strangers, one for each browser that the account is known on."""
    return ":".join(("password", hash_of(email.strip().casefold())[:24], *([known] if known else ())))


def forget_attempts(session: Session, key: str) -> None:
    """The try was right: earlier wrong ones no longer count."""
    row = session.get(Attempt, key, with_for_update=True)
    if row is not None:
        row.failures, row.today, row.wait_until = 0, max(0, row.today - 1), None
