"""How long 1,000 open displays wait for a change, in one server process, and what each refresh costs it.

    python -m tests.benchmarks.bench_many_walls [--displays 1000] [--teams 1] [--changes 20] [--streamlit]

Times run from the commit to the last byte of the new board at each display.
"""

import argparse
import asyncio
import json
import re
import zlib
from collections.abc import Iterator
from statistics import median
from time import monotonic_ns

import psutil

from tests.benchmarks.bench import Server, percentile, seconds_of_cpu

KEY = re.compile(rb'"key": "([^"]+)"')


BOARD = 3000
"""Bytes: more have come only where a board is among them."""


class Display(asyncio.Protocol):
    """An open live feed. It notes what came and when, and reads it later: real screens have their own processors."""

    def __init__(self, token: str, packed: bool) -> None:
        self._link, self._encoding = f"/d/{token}", "gzip" if packed else "identity"
        self._unpack = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress if packed else bytes
        self._pieces: list[tuple[int, bytes]] = []
        self._rest = b""
        self._headed = False
        self.came = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        head = f"GET {self._link}/events HTTP/1.1\r\nHost: wall\r\nAccept-Encoding: {self._encoding}\r\n\r\n"
        transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        self._pieces.append((monotonic_ns(), data))
        self.came += len(data)

    def read(self) -> tuple[int, str]:
        """When the last byte of the newest board had come, and the board's key."""
        newest = 0, ""
        for at, piece in self._pieces:
            self._rest += piece
            if not self._headed:
                _, _, self._rest = self._rest.partition(b"\r\n\r\n")
                self._headed = True
            for event in self._whole_events():
                if event.startswith(b"event: change"):
                    newest = at, KEY.findall(event)[0].decode()
        self._pieces, self.came = [], 0
        return newest

    def _whole_events(self) -> Iterator[bytes]:
        """The server sends each event in one chunk of its answer."""
        while True:
            size, end, rest = self._rest.partition(b"\r\n")
            if not end or len(rest) < int(size, 16) + 2:
                return
            self._rest = rest[int(size, 16) + 2 :]
            yield self._unpack(rest[: int(size, 16)])


async def run(server: Server, displays: list[Display], changes: int) -> None:
    loop, empty = asyncio.get_running_loop(), megabytes(server.pid)
    for start in range(0, len(displays), 50):
        some = displays[start : start + 50]
        opening = (loop.create_connection(lambda one=one: one, "127.0.0.1", server.port) for one in some)  # type: ignore[misc]
        await asyncio.gather(*opening)
    await all_have_a_board(displays)
    known = {display: display.read()[1] for display in displays}
    await asyncio.sleep(2)
    idle = await cost(server, asyncio.sleep(15))
    print(f"memory: {empty:.0f} MB before, {(megabytes(server.pid) - empty) / len(displays):.3f} MB more a display")
    print(f"idle: {idle * 100 / 15:.1f}% of a core for {len(displays)} open displays")
    waits: list[float] = []
    share, spent = len(displays) // len(server.team_ids), 0.0
    for number in range(changes):
        index = number % len(server.team_ids)
        mine = displays[index * share : (index + 1) * share]
        used = seconds_of_cpu(server.pid)
        answer = json.loads(await asyncio.to_thread(server.get, f"/bench/change?team={server.team_ids[index]}"))
        await all_have_a_board(mine)
        spent += seconds_of_cpu(server.pid) - used
        for display in mine:
            at, key = display.read()
            assert key and key != known[display]
            known[display] = key
            waits.append((at - answer["at"]) / 1e6)
        await asyncio.sleep(0.7)
    print(f"{len(waits)} refreshes, {share} displays at a time: median {median(waits):.0f} ms, "
          f"p95 {percentile(waits, 95):.0f} ms (goal: 500), most {max(waits):.0f} ms")  # fmt: skip
    print(f"server CPU for a change: {spent * 1000 / changes:.0f} ms with the making of its board, "
          f"{spent * 1000 / len(waits):.2f} ms a display")  # fmt: skip


async def all_have_a_board(displays: list[Display]) -> None:
    async with asyncio.timeout(20):
        while any(display.came < BOARD for display in displays):
            await asyncio.sleep(0.02)


async def cost(server: Server, work: "asyncio.Future[None] | object") -> float:
    before = seconds_of_cpu(server.pid)
    await work  # type: ignore[misc]
    return seconds_of_cpu(server.pid) - before


def megabytes(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 1e6


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--displays", type=int, default=1000)
    parser.add_argument("--teams", type=int, default=1)
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--streamlit", action="store_true")
    parser.add_argument("--plain", action="store_true", help="displays that take no gzip")
    asked = parser.parse_args()
    with Server(streamlit=asked.streamlit, teams=asked.teams, displays=asked.displays) as started:
        walls = [Display(token, not asked.plain) for token in started.tokens]
        asyncio.run(run(started, walls, asked.changes))
