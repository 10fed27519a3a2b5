"""Page-view counting: what pages were opened is written down for all teams together, at most once a minute."""

import asyncio
import logging

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from vmboard.commands.opens import mark_opened, opens
from vmboard.domain.refusals import Busy, Refused
from vmboard.store.engine import transaction

EVERY = 60.0
log = logging.getLogger("vmboard")


async def keep_counting(bind: Engine) -> None:
    while True:
        await asyncio.sleep(EVERY)
        await asyncio.to_thread(write_opens, bind)


def write_opens(bind: Engine) -> None:
    """Where the database is away, or a standby, a minute's count is let go: a board is opened again."""
    opened = opens.taken(bind)
    if not opened:
        return
    try:
        with transaction(bind) as session:
            mark_opened(session, opened)
    except (SQLAlchemyError, OSError, Busy, Refused) as error:
        log.warning("How often pages were opened could not be written: %s", error)
