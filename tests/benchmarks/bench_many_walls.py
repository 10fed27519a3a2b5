"""How long open displays wait for a change while people save, in one process or across several, and what it costs.

    python -m tests.benchmarks.bench_many_walls                  3,000 displays in one process on SQLite, 10 editors
    python -m tests.benchmarks.bench_many_walls --processes 2    the same over two processes on Postgres

[--displays 3000] [--teams 60] [--editors 10] [--idle 15] [--seconds 30] [--postgres] [--streamlit] [--plain]

An editor ticks an action of one of their wards every two seconds, in each process in turn. Times run from the commit to
the last byte of the new board at each display of that ward, by the one steady clock of the machine: in the process that
committed, and in the others. It needs a core for each process and one for the displays.
"""

import argparse
import asyncio
import json
import random
import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from statistics import median
from time import monotonic, monotonic_ns

import psutil

from tests.benchmarks.bench import Server, percentile, seconds_of_cpu

KEY = re.compile(rb'"key": "(\d+)-')
PAUSE = 2.0
"""Seconds between two changes of an editor."""
GOALS = {"in the same process": 500, "across processes": 700}
"""Milliseconds that 95 in 100 refreshes take at most."""


OF_AN_ADDRESS = 50
BOARD = 3000
"""Bytes: more have come only where a board is among them."""


class Display(asyncio.Protocol):
    """An open live feed. It notes what came and when, and reads it later: real screens have their own processors."""

    def __init__(self, token: str, packed: bool, port: int) -> None:
        self.port = port
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

    def read(self) -> list[tuple[int, int]]:
        """When the last byte of each board had come since this was asked, and its revision."""
        boards = []
        for at, piece in self._pieces:
            self._rest += piece
            if not self._headed:
                _, _, self._rest = self._rest.partition(b"\r\n\r\n")
                self._headed = True
            for event in self._whole_events():
                if event.startswith(b"event: change"):
                    boards.append((at, int(KEY.findall(event)[0])))
        self._pieces, self.came = [], 0
        return boards

    def _whole_events(self) -> Iterator[bytes]:
        """The server sends each event in one chunk of its answer."""
        while True:
            size, end, rest = self._rest.partition(b"\r\n")
            if not end or len(rest) < int(size, 16) + 2:
                return
            self._rest = rest[int(size, 16) + 2 :]
            yield self._unpack(rest[: int(size, 16)])


@dataclass
class Result:
    """Milliseconds that refreshes took, by where the change was made, and processor time a process used, in percent."""

    waits: dict[str, list[float]] = field(default_factory=lambda: {place: [] for place in GOALS})
    changes: int = 0
    late: int = 0
    cpu: Sequence[float] = ()

    def table(self) -> str:
        lines = [f"{'':22}{'refreshes':>10}{'median ms':>11}{'p95 ms':>8}{'most ms':>9}{'goal':>6}"]
        for place, waits in self.waits.items():
            if waits:
                p95 = percentile(waits, 95)
                lines.append(
                    f"{place:22}{len(waits):10,}{median(waits):11.0f}{p95:8.0f}{max(waits):9.0f}{GOALS[place]:6}"
                    f"  {'met' if p95 <= GOALS[place] and not self.late else 'MISSED'}"
                )
        cores = ", ".join(f"{one:.0f}%" for one in self.cpu)
        return "\n".join([*lines, f"{self.changes} changes; not there after 20 s: {self.late}; of a core: {cores}"])


async def run(server: Server, displays: Sequence[Display], editors: int, idle: float, seconds: float) -> Result:
    loop, result = asyncio.get_running_loop(), Result()
    empty = [megabytes(pid) for pid in server.pids]
    for start in range(0, len(displays), OF_AN_ADDRESS):
        some = displays[start : start + OF_AN_ADDRESS]
        come_from = (f"127.0.{1 + start // OF_AN_ADDRESS}.1", 0)  # one address may open so many and no more
        opening = (
            loop.create_connection(lambda display=display: display, "127.0.0.1", display.port, local_addr=come_from)  # type: ignore[misc]
            for display in some
        )
        await asyncio.gather(*opening)
        await all_have_a_board(some)  # who opens while too many do is told to try again, and these do not
    await asyncio.sleep(2)
    more = sum(megabytes(pid) - was for pid, was in zip(server.pids, empty, strict=True)) / len(displays)
    print(f"memory: {sum(empty):.0f} MB before, {more:.3f} MB more a display")
    before = [seconds_of_cpu(pid) for pid in server.pids]
    await asyncio.sleep(idle)
    spent = sum(seconds_of_cpu(pid) - was for pid, was in zip(server.pids, before, strict=True))
    print(f"idle: {spent * 100 / idle:.1f}% of a core for {len(displays):,} open displays")
    before, until = [seconds_of_cpu(pid) for pid in server.pids], monotonic() + seconds
    await asyncio.gather(*(edit(server, displays, slice(n, None, editors), until, result) for n in range(editors)))
    used = (seconds_of_cpu(pid) - was for pid, was in zip(server.pids, before, strict=True))
    result.cpu = [one * 100 / seconds for one in used]
    return result


async def edit(server: Server, displays: Sequence[Display], mine: slice, until: float, result: Result) -> None:
    """One editor: a change of each of their wards in turn, and when its displays had it."""
    share, wards = len(displays) // len(server.team_ids), list(enumerate(server.team_ids))[mine]
    await asyncio.sleep(random.random() * PAUSE)
    while wards and monotonic() < until:
        index, team_id = wards[result.changes % len(wards)]
        port = server.ports[result.changes % len(server.ports)]
        shown = displays[index * share : (index + 1) * share]
        for display in shown:
            display.read()
        answer = json.loads(await asyncio.to_thread(server.get, f"/bench/change?team={team_id}", port))
        result.changes += 1
        with suppress(TimeoutError):
            await all_have_a_board(shown)
        for display in shown:
            at = next((at for at, revision in display.read() if revision >= answer["revision"]), None)
            if at is None:
                result.late += 1
            else:
                place = "in the same process" if display.port == port else "across processes"
                result.waits[place].append((at - answer["at"]) / 1e6)
        await asyncio.sleep(PAUSE * (0.5 + random.random()))


async def all_have_a_board(displays: Sequence[Display]) -> None:
    async with asyncio.timeout(20):
        while any(display.came < BOARD for display in displays):
            await asyncio.sleep(0.02)


def megabytes(pid: int) -> float:
    return float(psutil.Process(pid).memory_info().rss) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--displays", type=int, default=3000)
    parser.add_argument("--teams", type=int, default=60)
    parser.add_argument("--editors", type=int, default=10)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--idle", type=float, default=15, help="seconds in which nobody saves")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--streamlit", action="store_true")
    parser.add_argument("--plain", action="store_true", help="displays that take no gzip")
    asked = parser.parse_args()
    on_postgres = asked.postgres or asked.processes > 1
    with Server(
        streamlit=asked.streamlit, teams=asked.teams, displays=asked.displays, processes=asked.processes,
        postgres=on_postgres,
    ) as server:  # fmt: skip
        ports = server.ports
        walls = [Display(token, not asked.plain, ports[n % len(ports)]) for n, token in enumerate(server.tokens)]
        result = asyncio.run(run(server, walls, asked.editors, asked.idle, asked.seconds))
    print(f"{len(walls):,} displays of {asked.teams} wards in {len(ports)} process(es) on "
          f"{'Postgres' if on_postgres else 'SQLite'}, {asked.editors} editors")  # fmt: skip
    print(result.table())


if __name__ == "__main__":
    main()
