"""Scheduled data retention: once a day the server lets go of what is kept no longer."""

import asyncio
import logging
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from vmboard.commands.keeping import sweep
from vmboard.domain.access.actor import KEEPER
from vmboard.domain.access.keeping import Swept
from vmboard.store.engine import transaction

A_DAY = 24 * 3600
SOON = 300
"""Not while a server that just began has everything else to do; and again after trouble."""
log = logging.getLogger("vmboard")


async def keep_sweeping() -> None:
    while True:
        await asyncio.sleep(SOON)
        try:
            done = await asyncio.to_thread(sweep_now)
        except (SQLAlchemyError, OSError) as error:  # the database is away: tried again soon
            log.warning("The daily sweep could not be done: %s", error)
            continue
        if done != Swept():
            log.info("%s", done.sentence)
        await asyncio.sleep(A_DAY - SOON)


def sweep_now() -> Swept:
    now = datetime.now(UTC)
    with transaction(now=now) as session:
        return sweep(session, KEEPER, now=now)
