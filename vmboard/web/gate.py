"""Authentication middleware (the gate): everything but walls, health and the entrance is behind a sign-in, Streamlit's
own socket included.

A page asks who is there again at every run; the gate keeps those out who have no sign-in at all. While the database
cannot say who is there, it is shut (503). Streamlit hands a
session to whoever names its id: the gate tells it, in a header of its own, whose sign-in asks, and Streamlit gives a
session back to the one sign-in that began it (``server.trustedUserHeaders`` in ``.streamlit/config.toml``).
"""

import asyncio
import logging
from collections.abc import Callable
from urllib.parse import quote

from sqlalchemy import Engine
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from vmboard.store.engine import engine
from vmboard.store.hashing import hash_of
from vmboard.web.away import AWAY, not_now
from vmboard.web.base_path import path_within, root_of
from vmboard.web.visitors import SIGN_IN, SIGNED_OUT, may_look_around, signed_in

OPEN = ("/d/", "/api/", "/calendar/", "/door/", "/wall/", "/components/", "/sign-in", "/sign-out", "/pair", "/healthz",
        "/metrics", "/_stcore/health", "/_stcore/host-config", "/static/", "/app/static/", "/favicon.png",
        "/manifest.json")  # fmt: skip
"""Paths that ask for no sign-in: walls have links of their own, other systems tokens, and the rest holds nothing of any
team."""

WHOSE = b"x-vmboard-sign-in"
"""The header that tells Streamlit whose session it is. What a browser sends in it is dropped."""

log = logging.getLogger(__name__)


class Gate:
    def __init__(self, app: ASGIApp, bind: Callable[[], Engine] = engine) -> None:
        self.app, self.bind = app, bind

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        scope = _telling_whose(scope)
        if self._is_open_path(scope):
            return await self.app(scope, receive, send)
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

    @staticmethod
    def _is_open_path(scope: Scope) -> bool:
        path = path_within(scope)
        return any(path == one.rstrip("/") or path.startswith(one if one.endswith("/") else f"{one}/") for one in OPEN)


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
