"""Total deadline of a socket: a timeout begins anew at each byte, so that a server that drips its answer, or never ends
it, holds a thread for as long as it likes. A line that stands too long is broken off, whatever is said on it.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any, BinaryIO

AGAIN = 0.1
"""Seconds between two tries to break it off: one that is being opened has no socket yet, or one that is handed on."""
MOST_SAID = 1 << 20
"""Bytes that a server may say on one line. What it says is answers of one row each."""


@dataclass
class Line:
    """Whose socket is to be broken off: a client, once there is one."""

    of: Any = None


@contextmanager
def broken_off(after: float, line: Line) -> Iterator[None]:
    """Within this, the socket of ``line`` is shut down after so many seconds: whoever reads from it reads its end."""
    over = Event()
    watch = Thread(target=_watch, args=(after, line, over), name="vmboard-deadline", daemon=True)
    watch.start()
    try:
        yield
    finally:
        over.set()


def counted(line: socket.socket) -> BinaryIO:
    """What a socket says, as a file whose reading raises OSError beyond ``MOST_SAID`` bytes."""
    return _Counted(line.makefile("rb"))  # type: ignore[return-value]


def _watch(after: float, line: Line, over: Event) -> None:
    wait = after
    while not over.wait(wait):
        wait = AGAIN
        there = getattr(line.of, "sock", None)
        if there is not None:
            with suppress(OSError):
                socket.socket.shutdown(there, socket.SHUT_RDWR)  # and not that of SSL, which forgets its keys first


class _Counted:
    def __init__(self, file: Any) -> None:
        self._file, self._left = file, MOST_SAID

    def readline(self, size: int = -1) -> bytes:
        row: bytes = self._file.readline(size)
        self._left -= len(row)
        if self._left < 0:
            raise OSError("the server says too much")
        return row

    def close(self) -> None:
        self._file.close()
