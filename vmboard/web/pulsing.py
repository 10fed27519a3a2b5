"""Scheduled pulse closing: soon after a week is over, what its pulse came to goes to the measures."""

import asyncio
import logging
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from vmboard.commands.pulse import close_pulse
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.refusals import Busy, Refused
from vmboard.store.engine import engine, transaction
from vmboard.store.turns import by_one

PULSE = Actor("Staff pulse", person=APP)
EVERY = 600
"""Seconds between two looks: a look where no week has ended is one small question to the database."""
DOING = "telling the week’s pulse"
log = logging.getLogger("vmboard")


async def keep_pulsing() -> None:
    while True:
        await asyncio.sleep(EVERY)
        try:
            await asyncio.to_thread(pulse_now)
        except (SQLAlchemyError, OSError, Busy, Refused) as error:  # away, busy or a standby: tried again
            log.warning("The week’s pulse could not be told: %s", error)


def pulse_now() -> int:
    """Tell the weeks that are over, where no other process does; how many were told."""
    now = datetime.now(UTC)
    with by_one(engine(), "pulse") as mine:
        if not mine:
            return 0
        with transaction(now=now, doing=DOING) as session:
            return close_pulse(session, PULSE, now=now)
