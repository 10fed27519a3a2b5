"""Bulkhead: slow work, such as the hash of a password, has a thread of its own and a short queue before it: a flood
of it holds up nothing else."""

import asyncio
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from threading import Lock
from typing import TypeVar

from vmboard.web.counting import QUEUES

MOST = 20
"""Pieces of work taken at once, the one in hand included: a few seconds of waiting for the last."""
MOST_OF_ONE = 12
"""Of one address: a hospital may stand behind it, and no stranger takes the whole queue."""

T = TypeVar("T")


class Full(Exception):
    """There is no room in the queue. Nothing was begun."""


class Bulkhead:
    """Asked in the loop; the work itself runs in the thread."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=f"vmboard-{name}")
        self._taken: Counter[str] = Counter()
        self._length = QUEUES.labels(name)
        self._counting = Lock()

    def is_full(self, address: str) -> bool:
        """Whether too many wait, in all or of this address."""
        return self._taken.total() >= MOST or self._taken[address] >= MOST_OF_ONE

    async def run(self, address: str, work: Callable[..., T], *args: object) -> T:
        """What ``work`` returns, after those before it. Raises Full where too many wait, in all or of this address."""
        with self._counting:
            if self.is_full(address):
                raise Full
            self._taken[address] += 1
        self._length.inc()
        begun = self._pool.submit(copy_context().run, work, *args)
        begun.add_done_callback(lambda _: self._leave(address))
        return await asyncio.wrap_future(begun)

    def _leave(self, address: str) -> None:
        self._length.dec()
        with self._counting:
            self._taken[address] -= 1
            self._taken += Counter()  # those that have none left are forgotten
