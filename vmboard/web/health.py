"""Health check: ``/healthz``: whether the app can do its work, for whatever watches over it. It asks the database a
real question, at most once a second however many ask, and tells nothing else."""

import asyncio
import logging

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from vmboard.queries.screens import revisions_of
from vmboard.store.engine import reading

KEPT = 1.0
"""Seconds that an answer stays good."""
PATIENCE = 2.0
"""Seconds after which a database that says nothing counts as not answering."""
AWAY = "the database is not answering"

log = logging.getLogger(__name__)


class Health:
    """The health of one database. Runs in the loop, with one question in flight at most."""

    def __init__(self, bind: Engine) -> None:
        self._bind = bind
        self._asking: asyncio.Task[bool] | None = None
        self._asked = float("-inf")

    def routes(self) -> list[Route]:
        return [Route("/healthz", self.answer)]

    async def answer(self, _: Request) -> Response:
        well = await self._is_well()
        return PlainTextResponse("ok" if well else AWAY, 200 if well else 503, {"Cache-Control": "no-store"})

    async def _is_well(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self._asking is None or (self._asking.done() and now - self._asked > KEPT):
            self._asked = now
            self._asking = asyncio.create_task(asyncio.to_thread(ask, self._bind))
        left = max(self._asked + PATIENCE - now, 0)
        done, _ = await asyncio.wait([self._asking], timeout=left)
        return bool(done) and self._asking.result()


def ask(bind: Engine) -> bool:
    """Whether the database answers a question about revisions. Never raises."""
    try:
        with reading(bind) as session:
            revisions_of(session, [0])
    except (SQLAlchemyError, OSError) as error:
        log.warning("The database did not answer: %s", type(error).__name__)
        return False
    return True
