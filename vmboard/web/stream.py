"""Server-sent events, packed once for every screen that gets them.

A gzip stream is a row of blocks. A block closed by a full flush leans on nothing before it, so one packed
board can be laid into the stream of every screen; the few bytes of a screen's own go in unpacked blocks. The
stream has no end: the screen or the server hangs up.
"""

import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.requests import Request

_START = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_END = b"\n"


@dataclass(frozen=True)
class Text:
    """Lines of an event's data up to its end, as they are and packed."""

    plain: bytes
    packed: bytes


def text(data: bytes) -> Text:
    lines = data.replace(b"\r", b"").split(b"\n")
    plain = b"".join(b"data: " + line + b"\n" for line in lines) + _END
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Text(plain, packer.compress(plain) + packer.flush(zlib.Z_FULL_FLUSH))


@dataclass(frozen=True)
class Event:
    """``data`` is one short line; ``more`` is shared with other screens."""

    name: str
    data: str
    more: Text | None = None

    @property
    def head(self) -> bytes:
        return f"event: {self.name}\ndata: {self.data}\n".encode()


async def plain(events: AsyncIterator[Event]) -> AsyncIterator[bytes]:
    async for event in events:
        yield event.head + (event.more.plain if event.more else _END)


async def packed(events: AsyncIterator[Event]) -> AsyncIterator[bytes]:
    start = _START
    async for event in events:
        own = event.head if event.more else event.head + _END
        yield start + _unpacked(own) + (event.more.packed if event.more else b"")
        start = b""


def takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _unpacked(data: bytes) -> bytes:
    """A block of at most 65,535 bytes, made for next to nothing."""
    return struct.pack("<BHH", 0, len(data), len(data) ^ 0xFFFF) + data
