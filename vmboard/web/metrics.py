"""Metrics page (Prometheus): ``/metrics``, for whoever shows the token of the setting; without the setting there is
none. It asks the database as ``/healthz`` does, and never waits for it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from hmac import compare_digest

from prometheus_client import CollectorRegistry, Gauge, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from vmboard.queries.operations import Watched, watched
from vmboard.settings import settings
from vmboard.store.engine import reading
from vmboard.web.health import NO_STORE, PATIENCE

NOT_HERE = "There is nothing here."
NO_TOKEN = "This page takes the token of VMBOARD_METRICS_TOKEN, in “Authorization: Bearer …”."


class Metrics:
    """The numbers of this process, and those of its database. One question in flight at most."""

    def __init__(self, bind: Engine) -> None:
        self._bind = bind
        self._own = ThreadPoolExecutor(1, "vmboard-metrics")
        self._asking: asyncio.Future[Watched | None] | None = None

    def routes(self) -> list[Route]:
        return [Route("/metrics", self.page)]

    async def page(self, request: Request) -> Response:
        token = settings().metrics_token
        if not token:
            return PlainTextResponse(NOT_HERE, 404, NO_STORE)
        kind, _, shown = request.headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not compare_digest(shown.strip().encode(), token.encode()):
            return PlainTextResponse(NO_TOKEN, 401, {**NO_STORE, "WWW-Authenticate": "Bearer"})
        of_database = _of_database(await self._ask(), datetime.now(UTC))
        return Response(generate_latest() + generate_latest(of_database), 200, NO_STORE, CONTENT_TYPE_PLAIN_0_0_4)

    async def _ask(self) -> Watched | None:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.get_running_loop().run_in_executor(self._own, _watched, self._bind)
        done, _ = await asyncio.wait([self._asking], timeout=PATIENCE)
        return self._asking.result() if done else None


def _watched(bind: Engine) -> Watched | None:
    """None where the database does not answer. Never raises."""
    try:
        with reading(bind) as session:
            return watched(session, datetime.now(UTC))
    except (SQLAlchemyError, OSError):
        return None


def _of_database(said: Watched | None, now: datetime) -> CollectorRegistry:
    """What only an answer of the database can tell is not there without one: no number is better than an old one."""
    made = CollectorRegistry()
    Gauge("vmboard_database_up", "Whether the database answers.", registry=made).set(said is not None)
    if said is None:
        return made
    screens = Gauge("vmboard_displays", "Screens in use, by whether they were seen lately.", ("state",), registry=made)
    screens.labels("alive").set(said.alive)
    screens.labels("silent").set(said.silent)
    Gauge("vmboard_reports_waiting", "Reports and packs that wait to be made.", registry=made).set(said.reports_waiting)
    if said.last_backup is not None:
        age = Gauge("vmboard_last_backup_age_seconds", "Seconds since the last good backup.", registry=made)
        age.set((now - said.last_backup).total_seconds())
    return made
