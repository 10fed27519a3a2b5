"""Request id (correlation id): one name for a request, in every log line that it causes and in its answer, so that what
somebody reports is found in the logs of the app and of the proxy in front."""

import re
from contextvars import ContextVar
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vmboard.domain.text.identifiers import find

HEADER = "X-Request-ID"
REQUEST_ID: ContextVar[str] = ContextVar("vmboard_request_id", default="")
"""The id of the request that this task or thread works for; empty for none."""

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)


def request_id(said: str) -> str:
    """The id that a proxy gave, where it has the form of one and could be no patient's number; else one of our own."""
    return said if _SAFE.fullmatch(said) and not find(said).found else uuid4().hex


class RequestIds:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        name = request_id(Headers(scope=scope).get(HEADER, ""))

        async def named(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept"):
                message = {**message, "headers": list(message.get("headers", []))}
                MutableHeaders(raw=message["headers"])[HEADER] = name
            await send(message)

        before = REQUEST_ID.set(name)
        try:
            await self.app(scope, receive, named)
        finally:
            REQUEST_ID.reset(before)
