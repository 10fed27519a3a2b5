"""Host of Streamlit's page: what this site changes in it before it reaches a browser.

No modal "Connection error" over someone's typing: the frame shows a quiet mark of its own instead. Two scripts beside
Streamlit's: one says where the server is (``components/where.js``), one is for the page that never connects
(``components/no_socket.js``). And the names of what every page needs.
"""

import gzip
import json
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vmboard.render.html import tag
from vmboard.ui.shell import with_early_files

HOST_CONFIG = "/_stcore/host-config"
PAGE = b'<div id="root">'
"""What Streamlit's page has and no other of ours."""
SCRIPT = b'<script type="module" src="./components/no_socket.js"></script></head>'
STREAMLITS = b'<script type="module" crossorigin src="./static/js/index'
"""Its own script. A module that stands before it runs before it."""
WHERE = str(tag("script", type="module", src="./components/where.js")).encode() + STREAMLITS
_KEPT_BY = (b"if-none-match", b"if-modified-since", b"range")
"""By these a browser asks whether the page it has is still Streamlit's own."""
_NAMES_IT = (b"content-length", b"content-encoding", b"etag", b"last-modified", b"accept-ranges")


class QuietHost:
    """Answers Streamlit's page that its error dialogs are blocked: it hides all of them, for everyone. The page itself
    gets what is ours."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].endswith(HOST_CONFIG):
            await self.app(scope, receive, _Rewrite(send, "application/json", _dialogs_off))
        elif scope["type"] == "http" and scope["method"] == "GET" and "text/html" in _accepts(scope):
            await self.app(_without(scope, *_KEPT_BY), receive, _Rewrite(send, "text/html", _ours))
        else:
            await self.app(scope, receive, send)


class _Rewrite:
    """Gathers one answer of its kind, and sends it on as ``change`` makes it; others go on as they come."""

    def __init__(self, send: Send, kind: str, change: Callable[[bytes], bytes]) -> None:
        self.send, self.kind, self.change = send, kind, change
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._changes(message):
            self.start = message
            return
        if self.start is None:
            return await self.send(message)
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        said = gzip.decompress(self.body) if Headers(raw=self.start["headers"]).get("content-encoding") else self.body
        body = self.change(said)
        if body == said:
            body = self.body
        else:
            kept = [header for header in self.start["headers"] if header[0] not in _NAMES_IT]
            self.start = {**self.start, "headers": [*kept, (b"content-length", str(len(body)).encode())]}
        await self.send(self.start)
        await self.send({"type": "http.response.body", "body": body})

    def _changes(self, start: Message) -> bool:
        said = Headers(raw=start["headers"])
        is_kind = said.get("content-type", "").startswith(self.kind)
        return start["status"] == 200 and is_kind and said.get("content-encoding", "gzip") == "gzip"


def _dialogs_off(body: bytes) -> bytes:
    return json.dumps(json.loads(body) | {"blockErrorDialogs": True}).encode()


def _ours(body: bytes) -> bytes:
    if PAGE not in body:
        return body
    return with_early_files(body).replace(STREAMLITS, WHERE, 1).replace(b"</head>", SCRIPT, 1)


def _accepts(scope: Scope) -> str:
    return Headers(scope=scope).get("accept", "")


def _without(scope: Scope, *names: bytes) -> Scope:
    return {**scope, "headers": [header for header in scope["headers"] if header[0] not in names]}
