"""What a screen does with a live feed, without the browser."""

import http.client
import json
import time
import zlib
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Said:
    """One event: its name, what it tells, and the board that came with it."""

    name: str
    told: dict[str, Any]
    board: str
    at: float


class Listener:
    """An open live feed of ``link`` on a local port."""

    def __init__(self, port: int, link: str, *, gzip: bool = False, more: str = "", timeout: float = 10) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        encoding = {"Accept-Encoding": "gzip" if gzip else "identity"}
        self._connection.request("GET", f"{link}/events{more}", headers=encoding)
        self.answer = self._connection.getresponse()
        unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._unpack = unpack.decompress if gzip else bytes
        self._got = b""

    def hear(self) -> Said:
        """Wait for the next event. Raises TimeoutError, and EOFError where the feed has ended."""
        while b"\n\n" not in self._got:
            data = self.answer.read1()
            if not data:
                raise EOFError
            self._got += self._unpack(data)
        one, _, self._got = self._got.partition(b"\n\n")
        name, told, *board = one.decode().split("\n")
        lines = [line.removeprefix("data: ") for line in board]
        return Said(
            name.removeprefix("event: "),
            json.loads(told.removeprefix("data: ")),
            "\n".join(lines),
            time.monotonic(),
        )

    def hear_until(self, name: str) -> Said:
        while (said := self.hear()).name != name:
            pass
        return said

    def close(self) -> None:
        self.answer.close()
        self._connection.close()
