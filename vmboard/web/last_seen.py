"""Heartbeats: when each screen was last seen, written down for all of them together, at most once a minute."""

import asyncio
import logging
from datetime import datetime
from itertools import islice

from sqlalchemy.exc import SQLAlchemyError

from vmboard.commands.displays import mark_seen
from vmboard.queries.displays import Screen
from vmboard.store.engine import transaction
from vmboard.web.feed import Hub

EVERY = 60.0
AT_ONCE = 100
"""Screens written in one transaction: people who save something wait for it."""

log = logging.getLogger(__name__)


class Seen:
    """Screens seen since the last writing."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._seen: dict[tuple[int, int], datetime] = {}

    def note(self, screen: Screen) -> None:
        self._seen[screen.team_id, screen.display_id] = self._hub.clock()

    async def keep_writing(self) -> None:
        while True:
            await asyncio.sleep(EVERY)
            await asyncio.to_thread(self.write)

    def write(self) -> None:
        """Write what was seen. Where the database is away this is let go: newer sightings come."""
        seen, self._seen = self._seen, {}
        if self._hub.lost:
            return
        waiting = iter(seen.items())
        try:
            while some := dict(islice(waiting, AT_ONCE)):
                with transaction(self._hub.bind) as session:
                    mark_seen(session, some)
        except (SQLAlchemyError, OSError) as error:
            log.warning("When screens were last seen could not be written: %s", error)
