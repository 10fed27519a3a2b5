"""Page-view counting without identifiers: how often a day a team's pages were opened by those who keep its board.

No name, no address, no cookie and no time of day: a number for a team and a day. A process gathers what it sees, and
writes it down for all teams together, at most once a minute.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from vmboard.store.tables import BoardOpens

KEPT = timedelta(days=400)
"""A year's digest asks for no more."""
Opened = Mapping[tuple[int, date], int]
"""How often each team's pages were opened on a day."""


class Opens:
    """What was opened since the last writing, by the database it belongs to. Pages ask from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seen: WeakKeyDictionary[Engine, Counter[tuple[int, date]]] = WeakKeyDictionary()

    def note(self, bind: Engine, team_id: int, on: date) -> None:
        with self._lock:
            self._seen.setdefault(bind, Counter())[team_id, on] += 1

    def taken(self, bind: Engine) -> Opened:
        """What waits to be written, and waits no longer."""
        with self._lock:
            return self._seen.pop(bind, Counter())


opens = Opens()


def mark_opened(session: Session, opened: Opened) -> None:
    """Add to the counts of days. No change of a board: no history, no revision.

    In the order of their keys, so that two processes do not wait for each other.
    """
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    for team_id, on in sorted(opened):
        times = opened[team_id, on]
        first = dialect.insert(BoardOpens).values(team_id=team_id, on=on, times=times)
        more = {"times": BoardOpens.times + times}
        session.execute(first.on_conflict_do_update(index_elements=["team_id", "on"], set_=more))


def forget_opens(session: Session, today: date) -> None:
    session.execute(delete(BoardOpens).where(BoardOpens.on < today - KEPT))
