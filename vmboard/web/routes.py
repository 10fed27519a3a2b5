"""Routing table: the routes of the walls: a display's page, its board, its live feed, and the files they load."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route

from vmboard.domain.text.catalogue import N_, language, speak
from vmboard.domain.weeks import local
from vmboard.queries.displays import Screen
from vmboard.render.document import Wall, document, is_dark, message_markup, message_page
from vmboard.render.wall import Layout
from vmboard.settings import settings
from vmboard.store.engine import engine
from vmboard.store.hashing import hash_of
from vmboard.web import (
    assets,
    calendar,
    computers,
    doors,
    exports,
    lookups,
    oidc,
    pairing,
    remembering,
    saving,
    sign_in,
)  # fmt: skip
from vmboard.web.api.app import api
from vmboard.web.api.callers import Callers
from vmboard.web.board_cache import Boards, Body, Look
from vmboard.web.chores import for_good
from vmboard.web.feed import Feed, Hub, Unreachable
from vmboard.web.garbage_collection import set_aside_what_stays
from vmboard.web.health import Health
from vmboard.web.last_seen import Seen
from vmboard.web.logs import hide_secrets
from vmboard.web.making import keep_making
from vmboard.web.metrics import Metrics
from vmboard.web.opening import keep_counting, write_opens
from vmboard.web.pulsing import keep_pulsing
from vmboard.web.sending import keep_sending
from vmboard.web.stopping import before_stopping
from vmboard.web.stream import Event, packed, plain, takes_gzip
from vmboard.web.sweeping import keep_sweeping
from vmboard.web.warming import keep_warming

BEAT = 5.0
"""Seconds between two signs of life on a live feed."""
PACE = 0.3
"""Seconds that a screen rests after a new board: where changes come by the hundred, it draws a few of them a second."""

PRIVATE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",  # the link's secret is in the address
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
NO_LINK = (
    N_("There is no board behind this link"),
    N_("Its link was switched off or renewed. On your team’s page Screens, touch “Renew link” and type this code."),
)
NO_DATA = (
    N_("The board will be here in a moment"),
    N_("The app cannot reach its figures just now. This screen keeps trying by itself."),
)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Walls:
    """Everything the walls need in one process: the hub, the boards, and the routes to them."""

    def __init__(self, bind: Engine | None = None, clock: Callable[[], datetime] = utc_now) -> None:
        self._bind = bind or engine()
        self._clock = clock
        self.callers = Callers()
        self._open()

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/d/{token}", self.page),
            Route("/d/{token}/board", self.board),
            Route("/d/{token}/events", self.events),
            Route("/wall/{name}", assets.serve),
            Route("/components/{name}", assets.component),
            Route("/figures", moved),
            *saving.routes(),
            *remembering.routes(),
            *sign_in.routes(),
            *computers.routes(),
            *oidc.routes(),
            *pairing.routes(),
            *calendar.routes(),
            *doors.routes(),
            *lookups.routes(),
            *exports.routes(),
            *Health(self._bind).routes(),
            *Metrics(self._bind).routes(),
            Mount("/api", api(lambda: self._bind, self._clock, self.callers)),
        ]

    @asynccontextmanager
    async def lifespan(self, _: Any) -> AsyncIterator[None]:
        """Watches while the server runs, and ends the live feeds first of all when it is asked to stop."""
        if self.hub.closed:
            self._open()
        hide_secrets()
        self.hub.start()
        always = (
            self.seen.keep_writing, set_aside_what_stays, keep_sweeping, keep_making, keep_sending, keep_warming,
            keep_pulsing, partial(keep_counting, self._bind),
        )  # fmt: skip
        chores = [asyncio.create_task(for_good(one)) for one in always]
        restore = before_stopping(self.hub.close)
        try:
            yield
        finally:
            restore()
            self.hub.close()
            for chore in chores:
                chore.cancel()
            await asyncio.to_thread(self.seen.write)
            await asyncio.to_thread(write_opens, self._bind)

    # --- what the routes answer ---

    async def page(self, request: Request) -> Response:
        """A display's page with its board inside: the first paint waits for no script."""
        try:
            looked_up = await self._find(request)
            if looked_up is None:
                return _html(message_page(*NO_LINK, assets.assets(), pairs=True), 404)
            feed, screen = looked_up
            look = Look(_layout(request), screen.face, settings().language)
            body = await self.boards.body(feed, screen, look)
        except Unreachable:
            return _html(message_page(*NO_DATA, assets.assets()), 503)
        self.seen.note(screen, request.query_params)
        here = local(self._clock(), screen.timezone).time()
        page = document(
            body.plain.decode(),
            title=body.title,
            assets=assets.assets(),
            wall=Wall(**self._told(feed, screen, body.key)),
            layout=look.layout,
            dark=is_dark(here, screen.dark_from, screen.dark_until),
        )
        return _html(page)

    async def board(self, request: Request) -> Response:
        """The board alone, or 304 where the screen has it. ``X-Wall`` holds what else there is to say."""
        try:
            looked_up = await self._find(request)
            if looked_up is None:
                return _html(message_markup(*NO_LINK, pairs=True), 404, {"X-Wall": "{}"})
            feed, screen = looked_up
            look = Look(_layout(request), screen.face, settings().language)
            body = await self.boards.body(feed, screen, look)
        except Unreachable:
            return _html(message_markup(*NO_DATA), 503)
        self.seen.note(screen, request.query_params)
        told = json.dumps(self._told(feed, screen, body.key))
        etag = f'"{body.key}.{look.layout}.{look.face}"'
        headers = PRIVATE | {"X-Wall": told, "ETag": etag, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == etag:
            return Response(None, 304, headers)
        if takes_gzip(request):
            return Response(body.gzipped, 200, headers | {"Content-Encoding": "gzip"}, "text/html")
        return Response(body.plain, 200, headers, "text/html")

    async def events(self, request: Request) -> Response:
        """Server-sent events: ``beat`` every five seconds, ``change`` with the new board at once, ``gone``.

        ``have`` in the address is the key of the board that the screen shows already.
        """
        try:
            looked_up = await self._find(request)
        except Unreachable:
            return _html(message_markup(*NO_DATA), 503)
        if looked_up is None:
            return _html(message_markup(*NO_LINK), 404)
        headers = PRIVATE | {"Vary": "Accept-Encoding", "X-Accel-Buffering": "no"}
        if takes_gzip(request):
            headers["Content-Encoding"] = "gzip"
        if request.method == "HEAD":
            return Response(None, 200, headers, "text/event-stream")
        have = request.query_params.get("have")
        events = self._events(looked_up[0], _token_hash(request), _layout(request), have)
        sent = packed(events) if takes_gzip(request) else plain(events)
        return StreamingResponse(sent, 200, headers, "text/event-stream")

    async def _events(self, feed: Feed, token_hash: str, layout: Layout, shown: str | None) -> AsyncIterator[Event]:
        while not self.hub.closed:
            news = feed.news
            screen = feed.team.screens.get(token_hash)
            if screen is None or screen.revoked:
                yield Event("gone", "{}")
                return
            body = await self._newer(feed, screen, Look(layout, screen.face, settings().language), shown)
            shown = body.key if body else shown
            told = self._told(feed, screen, body.key if body else self.boards.key(feed))
            yield Event("change", json.dumps(told), body.board) if body else Event("beat", json.dumps(told))
            if body:
                await asyncio.sleep(PACE)
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT):
                    await news.wait()

    async def _newer(self, feed: Feed, screen: Screen, look: Look, shown: str | None) -> Body | None:
        """The board, where it is not the one that is shown and can be had."""
        if self.boards.key(feed) == shown:
            return None
        with suppress(Unreachable):
            body = await self.boards.body(feed, screen, look)
            return None if body.key == shown else body
        return None

    async def _find(self, request: Request) -> tuple[Feed, Screen] | None:
        speak(language(settings().language))  # for the rest of this request
        return await self.hub.find(_token_hash(request))

    def _told(self, feed: Feed, screen: Screen, key: str) -> dict[str, Any]:
        """What a screen is told beside its board: see ``render.document.Wall``."""
        now, lost = self._clock(), self.hub.lost or feed.failed
        return {
            "key": key,
            "build": assets.BUILD,
            "now": _milliseconds(now),
            "offset": feed.offset(now),
            "lost": _milliseconds(lost) if lost else 0,
            "overview": screen.overview_seconds,
            "focus": screen.focus_seconds,
            "dark": f"{screen.dark_from:%H:%M}-{screen.dark_until:%H:%M}",
        }

    def _open(self) -> None:
        self.hub = Hub(self._bind, self._clock)
        self.boards = Boards(self.hub)
        self.seen = Seen(self.hub)


_walls: list[Walls] = []


def walls() -> Walls:
    """The walls of this process, on the database of the settings."""
    if not _walls:
        _walls.append(Walls())
    return _walls[0]


def routes() -> list[BaseRoute]:
    return walls().routes()


def lifespan(app: Any) -> Any:
    return walls().lifespan(app)


async def moved(request: Request) -> Response:
    """Where the page of imports stood before: an address that somebody kept still leads there."""
    return RedirectResponse(f"imports?{request.url.query}" if request.url.query else "imports", 308)


def _token_hash(request: Request) -> str:
    return hash_of(request.path_params["token"])


def _html(text: str, status: int = 200, more: dict[str, str] | None = None) -> Response:
    headers = PRIVATE | {"Content-Security-Policy": POLICY} | (more or {})
    return Response(text, status, headers, "text/html")


def _layout(request: Request) -> Layout:
    asked = request.query_params.get("layout")
    return Layout.PORTRAIT if asked == Layout.PORTRAIT else Layout.LANDSCAPE


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)
