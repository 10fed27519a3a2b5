"""The write lock: whoever writes on SQLite takes a turn, waits for it no longer than they must, and hears who has it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

from vmboard.domain.refusals import Busy

SAVING = "saving something"
_MOMENT = "Somebody is {} just now, so nothing was changed. Try again in a moment."


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
