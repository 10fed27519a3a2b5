"""Health check: ``/healthz``: whether the app can do its work, for whatever watches over it. It asks the database a
real question, at most once a second however many ask, and tells nothing of what is in it.

``/healthz/live`` answers while the process runs at all: a supervisor starts it anew only where that says nothing.
"""

import asyncio
import logging
import os
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
from vmboard.queries.audit import first_line, last_backup
from vmboard.queries.screens import editions_of
from vmboard.settings import settings
from vmboard.store.engine import has_no_room, is_sqlite, reading
from vmboard.store.standby import is_standby, takes_nothing
from vmboard.store.uptime import uptime

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
    SHUT = ("nothing can be saved: the database may only be read", 503)
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
    now = datetime.now(UTC)
    try:
        with reading(bind) as session:
            editions_of(session, [0])
            late = is_late(last_backup(session, now), now, begun=first_line(session), up=uptime())
        trouble = _of_a_file(Path(bind.url.database or ".")) if is_sqlite(bind) else _of_a_server(bind)
        if trouble or has_no_room(bind):
            return trouble or State.FULL
    except (SQLAlchemyError, OSError) as error:
        log.warning("The database did not answer: %s", type(error).__name__)
        return State.AWAY
    return State.LATE if late and settings().backup_folder != "off" else State.READY


def _of_a_file(path: Path) -> State | None:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return State.SHUT
    return State.FULL if shutil.disk_usage(path.parent).free < LITTLE else None


def _of_a_server(bind: Engine) -> State | None:
    if is_standby(bind):
        return State.STANDBY
    return State.SHUT if takes_nothing(bind) else None
