"""Cache warming: boards that changed, and at night all of them, are read before anybody asks for many at once."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy.exc import SQLAlchemyError

from vmboard.domain.refusals import Busy
from vmboard.queries.summaries import made, stale
from vmboard.settings import settings, today_at
from vmboard.store.engine import engine, reading
from vmboard.store.summaries import keep

EVERY = 300
"""Seconds until it is looked again what changed; after midnight of a week's last day every board has."""
AT_ONCE = 10
"""Boards of one batch: some tenths of a second."""
REST = 0.2
"""Seconds between two batches: whoever waits has the turn meanwhile, and a server that stops need not wait."""
log = logging.getLogger("vmboard")


async def keep_warming() -> None:
    while True:
        await asyncio.sleep(EVERY)
        today = today_at(datetime.now(UTC), settings().timezone)
        try:
            team_ids = await asyncio.to_thread(_stale, today)
            for first in range(0, len(team_ids), AT_ONCE):
                await asyncio.to_thread(warm, team_ids[first : first + AT_ONCE], today)
                await asyncio.sleep(REST)
        except (SQLAlchemyError, OSError, Busy) as error:  # the database is away, or busy: tried again soon
            log.warning("Boards could not be read ahead: %s", error)


def warm(team_ids: Sequence[int], today: date) -> None:
    """Read these boards, and keep what pages of many boards need of each."""
    with reading() as session:
        fresh = made(session, team_ids, today)
    keep(engine(), fresh)


def _stale(today: date) -> list[int]:
    with reading() as session:
        return stale(session, today)
