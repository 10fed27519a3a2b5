"""Health check: ``/healthz``: whether the app can do its work, for whatever watches over it. It asks the database a
real question, at most once a second however many ask, and tells nothing of what is in it.

``/healthz/live`` answers while the process runs at all: a supervisor starts it anew only where that says nothing.
"""

import asyncio
import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from vmboard.domain.access.auditing import is_late
from vmboard.queries.audit import last_backup
from vmboard.queries.screens import editions_of
from vmboard.settings import settings
from vmboard.store.engine import is_sqlite, reading
from vmboard.store.standby import is_standby

KEPT = 1.0
"""Seconds that an answer stays good."""
PATIENCE = 2.0
"""Seconds after which a database that says nothing counts as not answering."""
LITTLE = 20_000_000
"""Bytes of a disk below which nothing more can be counted on to be saved."""
NO_STORE = {"Cache-Control": "no-store"}

log = logging.getLogger(__name__)


class State(Enum):
    """What is the matter, as it is answered, and whether that is a fault to be woken for."""

    READY = ("ok", 200)
    LATE = ("ok, but the last good backup is more than 26 hours old", 200)
    STANDBY = ("ok, but this database is a standby: boards show, and nothing can be saved", 200)
    FULL = ("nothing can be saved: the disk is full", 503)
    AWAY = ("the database is not answering", 503)


class Health:
    """The health of one database. Runs in the loop, with one question in flight at most."""

    def __init__(self, bind: Engine) -> None:
        self._bind = bind
        self._asking: asyncio.Future[State] | None = None
        self._own = ThreadPoolExecutor(1, "vmboard-health")  # never behind the work it is to watch
        self._asked = float("-inf")

    def routes(self) -> list[Route]:
        return [Route("/healthz", self.answer), Route("/healthz/live", self.alive)]

    async def alive(self, _: Request) -> Response:
        return PlainTextResponse("alive", headers=NO_STORE)

    async def answer(self, _: Request) -> Response:
        words, status = (await self._state()).value
        return PlainTextResponse(words, status, NO_STORE)

    async def _state(self) -> State:
        now = asyncio.get_running_loop().time()
        if self._asking is None or (self._asking.done() and now - self._asked > KEPT):
            self._asked = now
            self._asking = asyncio.get_running_loop().run_in_executor(self._own, ask, self._bind)
        left = max(self._asked + PATIENCE - now, 0)
        done, _ = await asyncio.wait([self._asking], timeout=left)
        return self._asking.result() if done else State.AWAY


def ask(bind: Engine) -> State:
    """Whether the database answers a question about revisions, and can take what is saved. Never raises."""
    try:
        with reading(bind) as session:
            editions_of(session, [0])
            made = last_backup(session, datetime.now(UTC))
        if is_sqlite(bind):
            if shutil.disk_usage(Path(bind.url.database or ".").parent).free < LITTLE:
                return State.FULL
        elif is_standby(bind):
            return State.STANDBY
    except (SQLAlchemyError, OSError) as error:
        log.warning("The database did not answer: %s", type(error).__name__)
        return State.AWAY
    watched = settings().backup_folder != "off"
    return State.LATE if watched and is_late(made, datetime.now(UTC)) else State.READY
