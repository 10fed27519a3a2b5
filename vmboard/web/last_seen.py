"""Heartbeats: when each screen last asked and what it told of itself, written down for all of them together, at most
once a minute. A live feed that stands open is none: its bytes go on arriving in a browser that is stuck."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy.exc import SQLAlchemyError

from vmboard.commands.displays import mark_seen
from vmboard.domain.displays import Painting, Sighting
from vmboard.domain.refusals import Busy
from vmboard.queries.displays import Screen
from vmboard.store.engine import transaction
from vmboard.web.feed import Hub

EVERY = 60.0
AT_ONCE = 100
"""Screens written in one transaction: people who save something wait for it."""
MOST = 1e8
"""Seconds or pixels beyond which a number is none: three years, a glass that nobody has."""
DIGITS = 18

log = logging.getLogger(__name__)


def painting(query: Mapping[str, str], now: datetime) -> Painting | None:
    """What a screen tells beside its question: ``painted`` is the key of the board last on its glass, empty before the
    first, ``ago`` the seconds since, ``wide`` and ``high`` its window, ``text`` its smallest text. None where a word of
    it is missing or makes no sense: who tells nothing is not judged."""
    try:
        revision = query["painted"].partition("-")[0]
        numbers = [float(query[name]) for name in ("ago", "wide", "high", "text")]
        if not all(0 < number < MOST for number in numbers[1:]) or not 0 <= numbers[0] < MOST or len(revision) > DIGITS:
            return None
        ago, wide, high, text = numbers
        since = now - timedelta(seconds=ago)
        return Painting(since, int(revision) if revision else None, round(wide), round(high), round(text, 1))
    except (KeyError, ValueError):
        return None


class Seen:
    """Screens seen since the last writing."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._seen: dict[tuple[int, int], Sighting] = {}

    def note(self, screen: Screen, query: Mapping[str, str]) -> None:
        """``query`` is that of the screen's question: see ``painting``."""
        now, key = self._hub.clock(), (screen.team_id, screen.display_id)
        self._seen[key] = Sighting(now, painting(query, now)).after(self._seen.get(key))

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
        except (SQLAlchemyError, OSError, Busy) as error:
            log.warning("When screens were last seen could not be written: %s", error)
