"""HTTP compression of scripts and styles, each packed once: a first visit loads a third of what Streamlit sends.

Streamlit sends its own files as they lie, since packing them at every visit costs more than it gains. Here each is
packed when it is first asked for and kept: some megabytes, however many ask.
"""

import asyncio
import gzip
import hashlib
import re
from typing import NamedTuple

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PLAIN_TEXT = re.compile(r"(/[\w-][\w.-]*)+\.(js|css)", re.ASCII)
"""Addresses of files that shrink. No other spelling of one is kept: memory holds each file once."""
TYPES = ("text/javascript", "application/javascript", "text/css")
LEVEL = 6
SMALL = 1000
"""Bytes below which packing gains nothing."""


class _Packed(NamedTuple):
    """A file's answer as it was last sent, packed. ``digest`` is that of the file before."""

    digest: bytes
    start: Message
    body: bytes

    @property
    def for_ever(self) -> bool:
        return "immutable" in Headers(raw=self.start["headers"]).get("cache-control", "")

    async def send(self, send: Send) -> None:
        await send(self.start)
        await send({"type": "http.response.body", "body": self.body})


class Compressed:
    """The middleware. Files whose address changes with their content are not even read again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, _Packed] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _may_be_packed(scope):
            return await self.app(scope, receive, send)
        kept = self._kept.get(scope["path"])
        if kept is not None and kept.for_ever and not scope["query_string"]:
            return await kept.send(send)
        answer = _Answer(send, kept)
        await self.app(scope, receive, answer)
        if answer.packed is not None:
            self._kept[scope["path"]] = answer.packed


class _Answer:
    """Sends an answer on, packed where it is a whole file that shrinks. ``packed`` is what may be kept of it."""

    def __init__(self, send: Send, kept: _Packed | None) -> None:
        self._send, self._kept_before = send, kept
        self._start: Message | None = None
        self._body = bytearray()
        self.packed: _Packed | None = None

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_whole_file(message):
            self._start = message
            return
        if self._start is None:
            return await self._send(message)
        self._body += message.get("body", b"")
        if not message.get("more_body"):
            self.packed = await self._pack(self._start)
            await self.packed.send(self._send)

    async def _pack(self, start: Message) -> _Packed:
        file, before = bytes(self._body), self._kept_before
        digest = hashlib.sha256(file).digest()
        same = before is not None and before.digest == digest
        body = before.body if before and same else await asyncio.to_thread(gzip.compress, file, LEVEL, mtime=0)
        headers = MutableHeaders(raw=list(start["headers"]))
        headers["Content-Encoding"] = "gzip"
        headers["Content-Length"] = str(len(body))
        headers.add_vary_header("Accept-Encoding")
        return _Packed(digest, {**start, "headers": headers.raw}, body)


def _may_be_packed(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or not PLAIN_TEXT.fullmatch(scope["path"]):
        return False
    headers = Headers(scope=scope)
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers


def _is_whole_file(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and headers.get("content-type", "").partition(";")[0] in TYPES
        and "content-encoding" not in headers
        and int(headers.get("content-length", "0")) >= SMALL
    )
