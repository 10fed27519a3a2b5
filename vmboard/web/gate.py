"""Authentication middleware (the gate): everything but walls, health and the entrance is behind a sign-in, Streamlit's
own socket included.

A page asks who is there again at every run; the gate keeps those out who have no sign-in at all. While the database
cannot say who is there, it is shut (503). Streamlit hands a
session to whoever names its id: the gate tells it, in a header of its own, whose sign-in asks, and Streamlit gives a
session back to the one sign-in that began it (``server.trustedUserHeaders`` in ``.streamlit/config.toml``).
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from urllib.parse import quote

from sqlalchemy import Engine
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vmboard.store.engine import engine
from vmboard.store.hashing import hash_of
from vmboard.web.away import AWAY, not_now
from vmboard.web.base_path import path_within, root_of
from vmboard.web.counting import PAGE, naming
from vmboard.web.visitors import SIGN_IN, SIGNED_OUT, may_look_around, signed_in

OPEN = ("/d/", "/api/", "/calendar/", "/door/", "/wall/", "/components/", "/sign-in", "/sign-out", "/pair", "/healthz",
        "/metrics")  # fmt: skip
"""Routes of ours below these ask for no sign-in: walls have links of their own, other systems tokens, and the rest
holds nothing of any team."""
FILES = ("/_stcore/health", "/_stcore/host-config", "/static/", "/app/static/", "/favicon.png", "/manifest.json")
"""Streamlit's own that are the same for everyone. In the place of one that is not there it would send its page."""

WHOSE = b"x-vmboard-sign-in"
"""The header that tells Streamlit whose session it is. What a browser sends in it is dropped."""

log = logging.getLogger(__name__)


class Gate:
    """The middleware. ``served`` are our own routes."""

    def __init__(self, app: ASGIApp, served: Iterable[BaseRoute], bind: Callable[[], Engine] = engine) -> None:
        self.app, self.bind, self._name = app, bind, naming(served)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        scope = _telling_whose(scope)
        path = path_within(scope)
        if _is_below(path, OPEN) and self._name(path) != PAGE:
            return await self.app(scope, receive, send)
        if _is_below(path, FILES):
            return await self.app(scope, receive, _NoPage(scope, receive, send))
        try:
            inside = await asyncio.to_thread(self._may_enter, HTTPConnection(scope))
        except AWAY:  # nobody can say who this is: that is no reason to let them in
            log.exception("The gate could not ask who is there")
            return await not_now(scope, receive, send)
        if inside:
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 4401, "reason": "Sign in first."})
        await _turn_away(scope)(scope, receive, send)

    def _may_enter(self, caller: HTTPConnection) -> bool:
        bind = self.bind()
        return signed_in(caller, bind) is not None or may_look_around(caller, bind)


def _is_below(path: str, places: Iterable[str]) -> bool:
    return any(path == one.rstrip("/") or path.startswith(one if one.endswith("/") else f"{one}/") for one in places)


class _NoPage:
    """Sends on what is asked for as a file, and says that there is none in the place of a page."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._asked, self._send, self._is_page = (scope, receive), send, False

    async def __call__(self, message: Message) -> None:
        if self._is_page:
            return
        if message["type"] == "http.response.start":
            self._is_page = Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")
        if self._is_page:
            return await PlainTextResponse("There is no such file.", 404)(*self._asked, self._send)
        await self._send(message)


def _telling_whose(scope: Scope) -> Scope:
    """A hash of the sign-in's cookie, good for nothing but to be compared; nothing without one."""
    kept = [header for header in scope["headers"] if header[0] != WHOSE]
    token = HTTPConnection(scope).cookies.get(SIGN_IN, "")
    return {**scope, "headers": [*kept, (WHOSE, hash_of(f"session {token}").encode())] if token else kept}


def _turn_away(scope: Scope) -> Response:
    """A person goes to the entrance and comes back after; a script is told."""
    asked = HTTPConnection(scope)
    if scope["method"] in ("GET", "HEAD") and "text/html" in asked.headers.get("accept", ""):
        path = path_within(scope) + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
        answer: Response = RedirectResponse(f"{root_of(scope)}sign-in?next={quote(path, safe='')}", 303)
    else:
        answer = JSONResponse({"sentence": SIGNED_OUT}, 401)
    answer.headers["Cache-Control"] = "no-store"
    return answer
