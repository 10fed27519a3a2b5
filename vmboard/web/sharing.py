"""Distributed rate limiting: processes on one Postgres tell each other what they gave out, so that an address, or a
token, has one allowance however many processes there are; and who is at which huddle (``web.presence``).

Nobody asks the database whether somebody may: each process keeps buckets of its own, and a few times a second what was
taken from them goes to the others in one NOTIFY, by hashes of the addresses. For that moment, and where no process can
listen (a standby, pgbouncer by transactions), each gives out for itself.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import psycopg
from sqlalchemy import Engine

from vmboard.store.announcing import connect
from vmboard.store.engine import is_sqlite
from vmboard.web.limits import Buckets, Spent
from vmboard.web.presence import Presence, Word, presence

CHANNEL = "vmboard_spent"
HUDDLES = "vmboard_present"
EVERY = 0.25
"""Seconds between two exchanges."""
AGAIN = 10.0
"""Seconds before it is tried again where the database is away, or lets nobody listen."""
AT_ONCE = 100
"""Entries of one message: Postgres takes 8,000 bytes."""
PEOPLE_AT_ONCE = 50
"""The same of people at huddles, whose initials may be in any letters."""

log = logging.getLogger(__name__)


async def keep_sharing(bind: Engine, buckets: Sequence[Buckets], rooms: Presence = presence) -> None:
    """Until the server stops. One process on SQLite has nobody to tell."""
    if is_sqlite(bind):
        return
    loop, own = asyncio.get_running_loop(), ThreadPoolExecutor(1, "vmboard-sharing")
    while True:
        try:
            exchange = await loop.run_in_executor(own, Exchange, bind)
            try:
                while True:
                    spent: Spent = {}
                    for some in buckets:
                        spent |= some.spent()
                    heard, words = await loop.run_in_executor(own, exchange.swap, spent, rooms.said())
                    for some in buckets:
                        some.take_as_well(heard)
                    if words:
                        rooms.hear(words)
            finally:
                exchange.close()
        except (psycopg.Error, OSError) as error:
            log.info("Limits are counted by each process alone for now: %s", error)
            await asyncio.sleep(AGAIN)


class Exchange:
    """A kept connection on which processes tell each other. For a thread: it waits."""

    def __init__(self, bind: Engine) -> None:
        self._connection = connect(bind)
        self._connection.execute(f"LISTEN {CHANNEL}")
        self._connection.execute(f"LISTEN {HUDDLES}")
        self._mine = self._connection.info.backend_pid

    def swap(self, spent: Spent, words: Sequence[Word] = ()) -> tuple[Spent, list[Word]]:
        """Tell what is new here, wait a moment, and return what is new elsewhere."""
        for channel, messages in (CHANNEL, _messages(spent)), (HUDDLES, _packed(words, PEOPLE_AT_ONCE)):
            for told in messages:
                self._connection.execute("SELECT pg_notify(%s, %s)", (channel, told))
        heard, others = Counter[tuple[str, str]](), list[Word]()
        for said in self._connection.notifies(timeout=EVERY):
            if said.pid == self._mine:
                continue
            if said.channel == HUDDLES:
                others += [Word(*word) for word in json.loads(said.payload)]
            else:
                heard.update({(limit, whose): times for limit, whose, times in json.loads(said.payload)})
        return dict(heard), others

    def close(self) -> None:
        self._connection.close()


def _messages(spent: Spent) -> Iterator[str]:
    return _packed(([*key, times] for key, times in spent.items()), AT_ONCE)


def _packed(entries: Iterable[Sequence[object]], most: int) -> Iterator[str]:
    left = iter(entries)
    while some := list(islice(left, most)):
        yield json.dumps(some)
