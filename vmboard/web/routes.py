"""The routes of the walls: a display's page, its board, its live feed, and the files they load."""

import asyncio
import json
import signal
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from types import FrameType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from vmboard.commands.displays import hash_of
from vmboard.queries.displays import Screen
from vmboard.render.document import Wall, document, is_dark, message_markup, message_page
from vmboard.render.wall import Layout
from vmboard.store.engine import engine
from vmboard.web import assets
from vmboard.web.boards import Boards, Body
from vmboard.web.feed import Feed, Hub, Unreachable
from vmboard.web.seen import Seen

BEAT = 5.0
"""Seconds between two signs of life on a live feed."""

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
NO_LINK = ("This screen has no board", "Its link was switched off or renewed. Ask your team for the new link.")
NO_DATA = ("The board will be here in a moment", "It cannot reach its figures just now, and keeps trying by itself.")


class Door:
    """Everything the walls need in one process: the hub, the boards, and the routes to them."""

    def __init__(
        self, bind: Engine | None = None, clock: Callable[[], datetime] = lambda: datetime.now(UTC), beat: float = BEAT
    ) -> None:
        self._bind = bind
        self._clock = clock
        self._beat = beat
        self._open()

    def routes(self) -> list[Route]:
        return [
            Route("/d/{token}", self.page),
            Route("/d/{token}/board", self.board),
            Route("/d/{token}/events", self.events),
            Route("/wall/{name}", assets.serve),
        ]

    @asynccontextmanager
    async def lifespan(self, _: Any) -> AsyncIterator[None]:
        """Watches while the server runs, and ends the live feeds first of all when it is asked to stop."""
        if self.hub.closed:
            self._open()
        self.hub.start()
        writing = asyncio.create_task(self.seen.keep_writing())
        restore = _before_stopping(asyncio.get_running_loop(), self.hub.close)
        try:
            yield
        finally:
            restore()
            self.hub.close()
            writing.cancel()
            await asyncio.to_thread(self.seen.write)

    # --- what the routes answer ---

    async def page(self, request: Request) -> Response:
        """A display's page with its board inside: the first paint waits for no script."""
        try:
            found = await self.hub.find(hash_of(request.path_params["token"]))
            if found is None:
                return _html(message_page(*NO_LINK, assets.assets()), 404)
            feed, screen = found
            layout = _layout(request)
            body = await self.boards.body(feed, layout)
        except Unreachable:
            return _html(message_page(*NO_DATA, assets.assets()), 503)
        self.seen.note(screen)
        told = self._told(feed, body.key) | _settings(screen)
        local = self._clock().astimezone(ZoneInfo(screen.timezone)).time()
        dark = is_dark(local, screen.dark_from, screen.dark_until)
        page = document(
            body.plain.decode(), title=body.title, assets=assets.assets(), wall=Wall(**told), layout=layout, dark=dark
        )
        return _html(page)

    async def board(self, request: Request) -> Response:
        """The board alone, or 304 where the screen has it. What else there is to say stands in ``X-Wall``."""
        try:
            found = await self.hub.find(hash_of(request.path_params["token"]))
            if found is None:
                return _html(message_markup(*NO_LINK), 404, {"X-Wall": "{}"})
            feed, screen = found
            layout = _layout(request)
            body = await self.boards.body(feed, layout)
        except Unreachable:
            return _html(message_markup(*NO_DATA), 503)
        self.seen.note(screen)
        told = json.dumps(self._told(feed, body.key) | _settings(screen))
        return _board(request, body, layout, {"X-Wall": told})

    async def events(self, request: Request) -> Response:
        """Server-sent events: ``beat`` every five seconds, ``change`` with the new board at once, ``gone``."""
        token_hash = hash_of(request.path_params["token"])
        try:
            found = await self.hub.find(token_hash)
        except Unreachable:
            return _html(message_markup(*NO_DATA), 503)
        if found is None:
            return _html(message_markup(*NO_LINK), 404)
        headers = PRIVATE | {"X-Accel-Buffering": "no"}
        if request.method == "HEAD":
            return Response(None, 200, headers, "text/event-stream")
        stream = self._stream(found[0], token_hash, _layout(request), request.query_params.get("have", ""))
        return StreamingResponse(stream, 200, headers, "text/event-stream")

    async def _stream(self, feed: Feed, token_hash: str, layout: Layout, shown: str) -> AsyncIterator[bytes]:
        """``shown`` is the key of the board that the screen shows already."""
        while not self.hub.closed:
            news = feed.news
            screen = feed.team.screens.get(token_hash)
            if screen is None or screen.revoked:
                yield b"event: gone\ndata: {}\n\n"
                return
            self.seen.note(screen)
            name, key, board = "beat", self.boards.key(feed), b""
            if key != shown:
                with suppress(Unreachable):
                    body = await self.boards.body(feed, layout)
                    if body.key != shown:
                        name, key, board = "change", body.key, body.lines
                        shown = key
            told = json.dumps(self._told(feed, key) | _settings(screen))
            yield f"event: {name}\ndata: {told}\n".encode() + board + b"\n"
            with suppress(TimeoutError):
                async with asyncio.timeout(self._beat):
                    await news.wait()

    def _told(self, feed: Feed, key: str) -> dict[str, Any]:
        now, lost = self._clock(), self.hub.lost or feed.failed
        return {
            "key": key, "build": assets.BUILD, "now": _milliseconds(now), "offset": feed.offset(now),
            "lost": _milliseconds(lost) if lost else 0,
        }  # fmt: skip

    def _open(self) -> None:
        bind = self._bind or engine()
        self.hub = Hub(bind, self._clock)
        self.boards = Boards(self.hub)
        self.seen = Seen(bind, self._clock)


_door: Door | None = None


def door() -> Door:
    """The door of this process, on the database of the settings."""
    global _door
    _door = _door or Door()
    return _door


def routes() -> list[Route]:
    return door().routes()


def lifespan(app: Any) -> Any:
    return door().lifespan(app)


def _board(request: Request, body: Body, layout: Layout, more: dict[str, str]) -> Response:
    etag = f'"{body.key}.{layout}"'
    headers = PRIVATE | more | {"ETag": etag, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == etag:
        return Response(None, 304, headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(body.gzipped, 200, headers | {"Content-Encoding": "gzip"}, "text/html")
    return Response(body.plain, 200, headers, "text/html")


def _html(text: str, status: int = 200, more: dict[str, str] | None = None) -> Response:
    headers = PRIVATE | {"Content-Security-Policy": POLICY} | (more or {})
    return Response(text, status, headers, "text/html")


def _layout(request: Request) -> Layout:
    asked = request.query_params.get("layout")
    return Layout.PORTRAIT if asked == Layout.PORTRAIT else Layout.LANDSCAPE


def _settings(screen: Screen) -> dict[str, Any]:
    dark = f"{screen.dark_from:%H:%M}-{screen.dark_until:%H:%M}"
    return {"overview": screen.overview_seconds, "focus": screen.focus_seconds, "dark": dark}


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _before_stopping(loop: asyncio.AbstractEventLoop, close: Callable[[], None]) -> Callable[[], None]:
    """Call ``close`` when the process is asked to stop, before its server waits for open answers to end.

    Returns how to undo this. Outside the main thread, where nobody may listen for signals, nothing is done.
    """
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in before:
        signal.signal(number, stop)
    return lambda: [signal.signal(number, handler) for number, handler in before.items()] and None
