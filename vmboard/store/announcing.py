"""Change notification on Postgres: says which teams were changed, after the commit and for many commits at once.

NOTIFY inside a transaction lets an installation commit one at a time: Postgres holds one lock for all of them while
such a commit goes to disk. So a thread says it afterwards, on a connection of its own. What a process that ended in
between could not say is found by everybody's next look (``web.feed.LOOK``): later, and never lost.
"""

import atexit
import logging
from collections.abc import Iterable, Iterator
from itertools import islice
from threading import Condition, Thread, current_thread
from time import sleep

import psycopg
from sqlalchemy import Engine

CHANNEL = "vmboard_revision"
"""The Postgres channel on which changed teams are announced: their ids with commas between; nothing stands for all."""
PAUSE = 0.05
"""Seconds between two announcements: what is committed meanwhile is said in one."""
AGAIN = 1.0
"""Seconds before it is tried again where the database did not answer."""
IDLE = 30.0
"""Seconds without a change after which the connection is let go of."""
AT_ONCE = 400
"""Ids in one announcement: Postgres takes 8,000 bytes."""
LAST_WORD = 2.0
"""Seconds that a process which ends waits for what it has still to say."""

log = logging.getLogger(__name__)


def connect(bind: Engine) -> "psycopg.Connection[tuple[object, ...]]":
    """A connection beside the pool, each statement by itself, that notices within seconds where the server is gone."""
    args, kwargs = bind.dialect.create_connect_args(bind.url)
    alive = {"connect_timeout": 4, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
    return psycopg.connect(*args, **{**alive, **kwargs}, autocommit=True, prepare_threshold=None)


def teams_in(payload: str) -> set[int] | None:
    """The teams that an announcement names; None where it may be any."""
    try:
        return {int(one) for one in payload.split(",")}
    except ValueError:
        return None


class Announcer:
    """Says what this process committed to one database. Its thread lives as long as there is something to say."""

    def __init__(self, bind: Engine) -> None:
        self._bind = bind
        self._waiting: set[int] = set()
        self._more = Condition()
        self._thread: Thread | None = None
        self._closed = False
        atexit.register(self.close)

    def announce(self, teams: Iterable[int]) -> None:
        """Have it said soon that these teams were changed; waits for nothing."""
        with self._more:
            self._waiting.update(teams)
            self._more.notify()
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._work, name="vmboard-announcing", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """Say what is left, and no more after it."""
        atexit.unregister(self.close)
        with self._more:
            self._closed = True
            self._more.notify()
            thread = self._thread
        if thread is not None and thread is not current_thread():
            thread.join(LAST_WORD)

    def _work(self) -> None:
        while self._is_needed():
            try:
                with connect(self._bind) as connection:
                    while self._is_needed():
                        self._say(connection)
                        sleep(0 if self._closed else PAUSE)
            except (psycopg.Error, OSError) as error:
                log.warning("Changes could not be announced; whoever shows a board looks by itself: %s", error)
                if self._closed:
                    return
                sleep(AGAIN)

    def _is_needed(self) -> bool:
        """Wait for something to say; whether there is any. Where not, the thread is over."""
        with self._more:
            self._more.wait_for(lambda: self._waiting or self._closed, IDLE)
            if not self._waiting:
                self._thread = None
            return bool(self._waiting)

    def _say(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        with self._more:
            teams, self._waiting = self._waiting, set()
        try:
            for some in _batches(teams):
                connection.execute("SELECT pg_notify(%s, %s)", (CHANNEL, ",".join(map(str, some))))
        except BaseException:
            with self._more:
                self._waiting |= teams
            raise


def _batches(teams: Iterable[int]) -> Iterator[list[int]]:
    left = iter(sorted(teams))
    while some := list(islice(left, AT_ONCE)):
        yield some
