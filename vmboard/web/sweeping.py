"""Scheduled data retention: once a day the server lets go of what is kept no longer."""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic, sleep, time

from sqlalchemy.exc import SQLAlchemyError

from vmboard.commands.keeping import DOING, sweep
from vmboard.domain.access.actor import KEEPER, Actor
from vmboard.domain.access.keeping import Swept
from vmboard.domain.refusals import Busy
from vmboard.store.engine import engine, transaction
from vmboard.store.turns import by_one

A_DAY = 24 * 3600
SOON = 300
"""Not while a server that just began has everything else to do; and again after trouble."""
A_JUMP = 3600
"""Seconds: what is let go of does not come back, so a clock that jumped is not believed at once."""
AT_ONCE = 500
"""Rows of a kind that one batch lets go of: some tens of milliseconds."""
PAUSE = 0.05
"""Seconds between two batches: whoever waits has the turn meanwhile."""
log = logging.getLogger("vmboard")


class Steady:
    """Whether the clock on the wall went as this computer's own, which nobody sets, since it was last asked."""

    def __init__(self, wall: Callable[[], float] = time, own: Callable[[], float] = monotonic) -> None:
        self._wall, self._own = wall, own
        self._between = wall() - own()

    def jumped(self) -> bool:
        was, self._between = self._between, self._wall() - self._own()
        return abs(self._between - was) > A_JUMP


async def keep_sweeping(steady: Steady | None = None) -> None:
    steady = steady or Steady()
    while True:
        await asyncio.sleep(SOON)
        if steady.jumped():
            log.warning("The clock of this computer jumped, so nothing is let go of for a day. Is it right now?")
            await asyncio.sleep(A_DAY - SOON)
            continue
        try:
            done = await asyncio.to_thread(sweep_now)
        except (SQLAlchemyError, OSError, Busy) as error:  # the database is away, or busy: tried again soon
            log.warning("The daily sweep could not be done: %s", error)
            continue
        if done != Swept():
            log.info("%s", done.sentence)
        await asyncio.sleep(A_DAY - SOON)


def sweep_now(actor: Actor = KEEPER) -> Swept:
    """Batch after batch, each in a transaction of its own and with a pause in which others write. Where another process
    is at it, it is left to that one."""
    with by_one(engine(), "sweep") as mine:
        return _sweep(actor) if mine else Swept()


def _sweep(actor: Actor) -> Swept:
    now, done = datetime.now(UTC), Swept()
    while True:
        with transaction(now=now, doing=DOING) as session:
            batch = sweep(session, actor, now=now, most=AT_ONCE)
        if batch == Swept():
            return done
        done += batch
        sleep(PAUSE)
