"""Supervised background tasks: what the server does by itself goes on, whatever stops it once."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

REST = 60.0
"""Seconds before what stopped begins again."""

Chore = Callable[[], Awaitable[None]]

log = logging.getLogger("vmboard")


async def for_good(chore: Chore) -> None:
    """Until it is over or the server stops. What nobody foresaw is in the log, and ends no chore until the next start:
    a report that is due on Monday would never be made, and nobody would be told."""
    while True:
        try:
            return await chore()
        except Exception:
            log.exception("A chore of the server stopped, and begins again in a minute: %s", _name(chore))
        await asyncio.sleep(REST)


def _name(chore: Chore) -> str:
    whole = getattr(chore, "func", chore)
    return str(getattr(whole, "__name__", whole))
