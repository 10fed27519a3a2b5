"""The write lock: whoever writes on SQLite takes a turn, waits no longer than they must, and hears who has it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from threading import RLock
from time import monotonic
from zlib import crc32

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from vmboard.domain.refusals import Busy

SAVING = "saving something"
TRY_AGAIN = "Try again in a moment."
_MOMENT = "Somebody is {} just now, so nothing was changed. " + TRY_AGAIN


_until: ContextVar[float] = ContextVar("until", default=inf)
"""When, by the steady clock, whoever asks has waited long enough for others who write."""


@contextmanager
def patient(seconds: float) -> Iterator[None]:
    """All waiting inside takes so many seconds together, however many transactions there are."""
    before = _until.set(until(seconds))
    try:
        yield
    finally:
        _until.reset(before)


def until(seconds: float) -> float:
    """The end of a wait that begins now, by the steady clock."""
    return min(_until.get(), monotonic() + seconds)


def left(end: float) -> float:
    """Seconds until then; 0 where it is past."""
    return max(0.0, end - monotonic())


def busy(doing: str = SAVING) -> Busy:
    return Busy(_MOMENT.format(doing))


class Turns:
    """The turns of the writers of one SQLite file in this process: SQLite itself only asks again and again, and the
    unlucky ask too long."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._doing = SAVING

    @contextmanager
    def turn(self, doing: str, patience: float) -> Iterator[None]:
        """A turn, waited for at most ``patience`` seconds. Raises Busy, with what the one before is ``doing``."""
        if not self._lock.acquire(timeout=patience):
            raise busy(self._doing)
        self._doing = doing
        try:
            yield
        finally:
            self._lock.release()


def alone(session: Session, what: str) -> None:
    """Wait for others who change ``what`` belongs to no single team, such as who stands above whom, and forget what
    was read before. Held until the commit, and taken before any team is. On SQLite the turn itself is that wait."""
    if session.get_bind().dialect.name == "sqlite":
        return
    session.flush()
    session.execute(select(func.pg_advisory_xact_lock(crc32(f"vmboard {what}".encode()))))
    session.expire_all()


@contextmanager
def by_one(bind: Engine, what: str) -> Iterator[bool]:
    """Whether this process is the one that may do a chore of the whole installation now: of several that would begin
    it, one does, and the others leave it. One process on SQLite always may."""
    if bind.dialect.name == "sqlite":
        yield True
        return
    with bind.connect() as connection, connection.begin():
        lock = select(func.pg_try_advisory_xact_lock(crc32(f"vmboard chore {what}".encode())))
        yield bool(connection.execute(lock).scalar())
