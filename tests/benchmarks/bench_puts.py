"""Figures that other systems put in, so many a second, and how long the walls wait for a change meanwhile.

    python -m tests.benchmarks.bench_puts [--rate 200] [--seconds 30] [--teams 8] [--displays 24] [--streamlit]

One server process on SQLite, with the API and the walls; the systems and the walls are in this one. A put is one figure
in a request of its own, and changes one that is there. A change is a tick; its time runs from its commit to the last
byte of the first board that holds it, at each wall of its team. It needs a core of its own for the server.
"""

import argparse
import asyncio
import json
import re
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from statistics import median
from time import monotonic, monotonic_ns

from tests.benchmarks.bench import TODAY, Server, percentile, seconds_of_cpu
from vmboard.commands.sources import add_source
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.sources import NewSource
from vmboard.domain.weeks import last_full_week
from vmboard.store.engine import engine_for, reading, transaction
from vmboard.store.tables import Measure, Team

RATE, WAIT_MS = 200, 500
"""What is promised: puts a second, and milliseconds that 95 in 100 changes take to reach a wall."""
KEY = re.compile(rb'"key": "(\d+)-')
LINES = 16


@dataclass
class Result:
    """``puts`` a second that were kept, their milliseconds, and those of changes to the walls."""

    seconds: float
    took: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    cpu: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.took) / self.seconds

    def told(self) -> str:
        return (
            f"puts: {self.rate:.0f} a second over {self.seconds:.0f} s, median {median(self.took):.0f} ms, "
            f"p95 {percentile(self.took, 95):.0f} ms, {len(self.refused)} refused\n"
            f"server: {self.cpu:.0f}% of a core, {self.cpu * 10 / self.rate:.1f} ms of it a put, its walls included\n"
            f"changes: {len(self.waits)} at the walls, median {median(self.waits):.0f} ms, "
            f"p95 {percentile(self.waits, 95):.0f} ms, most {max(self.waits):.0f} ms"
        )


class Wall(asyncio.Protocol):
    """An open live feed that takes no gzip: it notes which revision came when."""

    def __init__(self, token: str) -> None:
        self._link, self.came, self._rest = f"/d/{token}", list[tuple[int, int]](), b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(f"GET {self._link}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())

    def data_received(self, data: bytes) -> None:
        found = KEY.findall(self._rest + data)
        if found:
            self.came.append((int(found[-1]), monotonic_ns()))
        self._rest = data[-80:]

    def since(self, revision: int) -> int | None:
        """When the first board came that holds this revision."""
        return next((at for seen, at in self.came if seen >= revision), None)


async def run(server: Server, rate: int, seconds: float, displays: int) -> Result:
    tokens, paths = systems(server), measures(server)
    loop, result = asyncio.get_running_loop(), Result(seconds)
    walls = [Wall(token) for token in server.tokens]
    for wall in walls:
        await loop.create_connection(lambda wall=wall: wall, "127.0.0.1", server.port)  # type: ignore[misc]
    await asyncio.sleep(2)
    ticket, begun, spent = count(), monotonic(), seconds_of_cpu(server.pid)
    putting = [
        asyncio.create_task(put(server, tokens[line % len(tokens)], paths, ticket, rate, begun, result))
        for line in range(LINES)
    ]
    changes = asyncio.create_task(change(server, walls, displays // len(server.team_ids), result))
    await asyncio.wait(putting)
    result.seconds = monotonic() - begun
    result.cpu = (seconds_of_cpu(server.pid) - spent) / result.seconds * 100
    changes.cancel()
    return result


async def put(
    server: Server, token: str, paths: list[str], ticket: "count[int]", rate: int, begun: float, result: Result
) -> None:
    """One line of a system: takes the next figure when it is due, and waits for its answer."""
    into, out = await asyncio.open_connection("127.0.0.1", server.port)
    while (number := next(ticket)) < rate * result.seconds:
        await asyncio.sleep(max(begun + number / rate - monotonic(), 0))
        body = json.dumps({"value": 3 + number // len(paths) % 7})
        head = (
            f"PUT {paths[number % len(paths)]} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Type: application/json\r\nIf-Match: *\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        at = monotonic()
        out.write((head + body).encode())
        answer = await into.readuntil(b"\r\n\r\n")
        said = await into.readexactly(int(re.findall(rb"(?i)content-length: (\d+)", answer)[0]))
        if answer.split()[1] in (b"200", b"201"):
            result.took.append((monotonic() - at) * 1000)
        else:
            result.refused.append(said.decode())
    out.close()


async def change(server: Server, walls: list[Wall], share: int, result: Result) -> None:
    """A tick on each ward in turn, twice a second, and when its walls had it."""
    for number in count():
        index = number % len(server.team_ids)
        answer = json.loads(await asyncio.to_thread(server.get, f"/bench/change?team={server.team_ids[index]}"))
        mine = walls[index * share : (index + 1) * share]
        async with asyncio.timeout(20):
            while any(wall.since(answer["revision"]) is None for wall in mine):
                await asyncio.sleep(0.01)
        result.waits += [(wall.since(answer["revision"]) - answer["at"]) / 1e6 for wall in mine]  # type: ignore[operator]
        await asyncio.sleep(0.5)


def systems(server: Server) -> list[str]:
    """A system for each ward and one for all of them."""
    with transaction(engine_for(server.url)) as session:
        ends = TODAY + timedelta(days=300)
        return [
            add_source(
                session, DEMO, NewSource(f"System {n}", False, True, ends, frozenset(server.team_ids)), today=TODAY
            )[1]
            for n in range(4)
        ]


def measures(server: Server) -> list[str]:
    """The addresses of the newest weeks of every measure, ward after ward."""
    weeks = [last_full_week(TODAY) - timedelta(weeks=back) for back in range(8)]
    with reading(engine_for(server.url)) as session:
        rows = session.query(Team.slug, Measure.id).join(Measure, Measure.team_id == Team.id).all()
    return [
        f"/api/v1/teams/{slug}/measures/{id_}/data-points/{week}" for week in weeks for slug, id_ in rows
    ]  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=int, default=RATE)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--teams", type=int, default=8)
    parser.add_argument("--displays", type=int, default=24)
    parser.add_argument("--streamlit", action="store_true")
    asked = parser.parse_args()
    with Server(streamlit=asked.streamlit, teams=asked.teams, displays=asked.displays) as server:
        result = asyncio.run(run(server, asked.rate, asked.seconds, asked.displays))
    print(result.told())
    met = result.rate >= 0.98 * RATE and percentile(result.waits, 95) <= WAIT_MS and not result.refused
    print(f"promise: {RATE} puts a second, p95 of a change ≤ {WAIT_MS} ms: {'met' if met else 'MISSED'}")
    print("\n".join(result.refused[:3]))


if __name__ == "__main__":
    main()
