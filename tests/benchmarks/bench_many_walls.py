"""How long 1,000 open displays wait for a change, in one server process, and what each refresh costs it.

    python -m tests.benchmarks.bench_many_walls [--displays 1000] [--teams 1] [--changes 20] [--streamlit]

Each display keeps a live feed open and, at every change, fetches the board over a new connection, as a browser
whose earlier connection has been closed does. Times run from the commit to the last byte of the new board.
"""

import argparse
import asyncio
import json
import re
from statistics import median
from time import monotonic_ns

from tests.benchmarks.bench import Server, percentile, seconds_of_cpu

KEY = re.compile(rb'"key": "([^"]+)"')


class Feed(asyncio.Protocol):
    """An open live feed: calls ``display`` with each key it hears."""

    def __init__(self, display: "Display") -> None:
        self.display = display

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        assert isinstance(transport, asyncio.Transport)
        transport.write(f"GET {self.display.link}/events HTTP/1.1\r\nHost: wall\r\n\r\n".encode())

    def data_received(self, data: bytes) -> None:
        for key in KEY.findall(data):
            self.display.hear(key)


class Fetch(asyncio.Protocol):
    """One fetch of the board, until its last byte."""

    def __init__(self, display: "Display") -> None:
        self.display = display
        self.got = b""
        self.length = -1

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(
            f"GET {self.display.link}/board?layout=landscape HTTP/1.1\r\nHost: wall\r\nAccept-Encoding: gzip\r\n\r\n".encode()
        )

    def data_received(self, data: bytes) -> None:
        self.got += data
        if self.length < 0 and b"\r\n\r\n" in self.got:
            head = self.got[: self.got.index(b"\r\n\r\n")].lower()
            found = re.search(rb"content-length: (\d+)", head)
            assert head.startswith(b"http/1.1 200") and found, head
            self.length = len(head) + 4 + int(found[1])
        if 0 <= self.length <= len(self.got):
            key = KEY.search(self.got)
            assert key
            self.display.seen(key[1])
            self.transport.close()


class Display:
    def __init__(self, port: int, token: str) -> None:
        self.port, self.link = port, f"/d/{token}"
        self.heard = self.shown = b""
        self.at = 0

    async def open(self) -> None:
        await asyncio.get_running_loop().create_connection(lambda: Feed(self), "127.0.0.1", self.port)

    def hear(self, key: bytes) -> None:
        if key not in (self.heard, self.shown):
            self.heard = key
            loop = asyncio.get_running_loop()
            self.fetching = loop.create_task(loop.create_connection(lambda: Fetch(self), "127.0.0.1", self.port))

    def seen(self, key: bytes) -> None:
        self.shown, self.at = key, monotonic_ns()


async def run(server: Server, displays: list[Display], teams: list[int], changes: int) -> None:
    for start in range(0, len(displays), 50):
        await asyncio.gather(*(display.open() for display in displays[start : start + 50]))
    await asyncio.sleep(3)
    idle = await cost(server, asyncio.sleep(15))
    print(f"idle: {idle * 100 / 15:.1f}% of a core for {len(displays)} open displays")
    waits: list[float] = []
    share = len(displays) // len(teams)
    spent = 0.0
    for number in range(changes):
        index = number % len(teams)
        mine = displays[index * share : (index + 1) * share]
        before = {display.shown for display in mine}
        used = seconds_of_cpu(server.pid)
        answer = json.loads(await asyncio.to_thread(server.get, f"/bench/change?team={teams[index]}"))
        until = monotonic_ns() + 5_000_000_000
        while any(display.shown in before for display in mine) and monotonic_ns() < until:
            await asyncio.sleep(0.01)
        late = sum(display.shown in before for display in mine)
        assert not late, f"{late} displays never got the change"
        spent += seconds_of_cpu(server.pid) - used
        waits += [(display.at - answer["committed"]) / 1e6 for display in mine]
        await asyncio.sleep(0.7)
    print(f"{len(waits)} refreshes of {len(mine)} displays at a time: median {median(waits):.0f} ms, "
          f"p95 {percentile(waits, 95):.0f} ms, most {max(waits):.0f} ms")  # fmt: skip
    print(f"server CPU: {spent * 1000 / len(waits):.2f} ms for each refresh, the board's making included")


async def cost(server: Server, work: "asyncio.Future[None] | object") -> float:
    before = seconds_of_cpu(server.pid)
    await work  # type: ignore[misc]
    return seconds_of_cpu(server.pid) - before


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--displays", type=int, default=1000)
    parser.add_argument("--teams", type=int, default=1)
    parser.add_argument("--changes", type=int, default=20)
    parser.add_argument("--streamlit", action="store_true")
    asked = parser.parse_args()
    with Server(streamlit=asked.streamlit, teams=asked.teams, displays=asked.displays) as started:
        walls = [Display(started.port, token) for token in started.tokens]
        asyncio.run(run(started, walls, started.team_ids, asked.changes))
