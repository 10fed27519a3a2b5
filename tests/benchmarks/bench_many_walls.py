"""How long 1,000 open displays wait for a change, in one server process, and what each refresh costs it.

    python -m tests.benchmarks.bench_many_walls [--displays 1000] [--teams 1] [--changes 20] [--streamlit]

Times run from the commit to the last byte of the new board at each display.
"""

import argparse
import asyncio
import json
import re
import zlib
from statistics import median
from time import monotonic_ns

from tests.benchmarks.bench import Server, percentile, seconds_of_cpu

KEY = re.compile(rb'"key": "([^"]+)"')


class Feed(asyncio.Protocol):
    """An open live feed: tells its display when the last byte of a new board has come."""

    def __init__(self, display: "Display", packed: bool) -> None:
        self.display = display
        self.got = b""
        self.headed = False
        self.encoding = "gzip" if packed else "identity"
        self.unpack = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress if packed else bytes

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        want = f"GET {self.display.link}/events HTTP/1.1\r\nHost: wall\r\nAccept-Encoding: {self.encoding}\r\n\r\n"
        transport.write(want.encode())

    def data_received(self, data: bytes) -> None:
        self.got += data
        if not self.headed:
            _, _, self.got = self.got.partition(b"\r\n\r\n")
            self.headed = True
        while (chunk := self._chunk()) is not None:
            at = monotonic_ns()
            said = self.unpack(chunk)
            if said.startswith(b"event: change"):
                found = KEY.search(said)
                assert found
                self.display.seen(found[1], at)

    def _chunk(self) -> bytes | None:
        """The next whole chunk of the answer: the server sends one an event."""
        size, end, rest = self.got.partition(b"\r\n")
        if not end or len(rest) < int(size, 16) + 2:
            return None
        self.got = rest[int(size, 16) + 2 :]
        return rest[: int(size, 16)]


class Display:
    def __init__(self, port: int, token: str, packed: bool) -> None:
        self.port, self.link, self.packed = port, f"/d/{token}", packed
        self.shown = b""
        self.at = 0

    async def open(self) -> None:
        await asyncio.get_running_loop().create_connection(lambda: Feed(self, self.packed), "127.0.0.1", self.port)

    def seen(self, key: bytes, at: int) -> None:
        self.shown, self.at = key, at


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
        waits += [(display.at - answer["at"]) / 1e6 for display in mine]
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
    parser.add_argument("--plain", action="store_true", help="displays that take no gzip")
    asked = parser.parse_args()
    with Server(streamlit=asked.streamlit, teams=asked.teams, displays=asked.displays) as started:
        walls = [Display(started.port, token, not asked.plain) for token in started.tokens]
        asyncio.run(run(started, walls, started.team_ids, asked.changes))
