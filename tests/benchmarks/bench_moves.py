"""How long a card's move takes to be saved, beside a bare route of the same server; and the pages of projects.

python -m tests.benchmarks.bench_moves [times]
"""

import http.client
import json
import socket
import sys
from collections.abc import Callable
from datetime import date
from statistics import median
from time import perf_counter
from typing import Any

from tests.benchmarks.bench import App, percentile
from vmboard.commands.passes import pass_for
from vmboard.commands.projects import add_project
from vmboard.domain.access.actor import DEMO
from vmboard.queries.project import project
from vmboard.queries.projects import lanes
from vmboard.store.engine import dispose, engine_for, reading, transaction

TODAY = date(2026, 11, 18)


def main(times: int) -> None:
    server = App(teams=1)
    bind, team_id = engine_for(server.url), server.team_ids[0]
    signed = pass_for(bind, DEMO, team_id)
    with transaction(bind) as session:
        row = add_project(session, DEMO, team_id, title="A card", today=TODAY).id
        for number in range(20):
            add_project(session, DEMO, team_id, title=f"Idea {number}", today=TODAY)
    with reading(bind) as session:
        print(f"lanes, database to view    {timed(lambda: lanes(session, DEMO, team_id, TODAY)):6.1f} ms")
        print(f"project, database to view  {timed(lambda: project(session, DEMO, team_id, row, TODAY)):6.1f} ms")
    dispose(server.url)
    with server:
        wire = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        wire.connect()
        wire.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        ask(wire, "GET", "/_stcore/health", signed, None)
        moves = [ask(wire, "POST", "/save", signed, body(row, number)) for number in range(times)]
        bare = [ask(wire, "GET", "/_stcore/health", signed, None) for _ in range(times)]
    for name, found in (("move saved", moves), ("bare route", bare)):
        print(f"{name:26} {median(found):6.1f} ms median, {percentile(found, 95):.1f} ms for 95 in 100")


def body(row: int, number: int) -> dict[str, Any]:
    was, to = (("idea", "testing"), ("testing", "idea"))[number % 2]
    return {
        "items": [{"id": "m", "verb": "projects.move", "row": row, "was": was, "to": to, "key": f"bench-key-{number}"}]
    }


def ask(wire: http.client.HTTPConnection, how: str, path: str, signed: str, sent: dict[str, Any] | None) -> float:
    start = perf_counter()
    wire.request(how, path, json.dumps(sent) if sent else None, {"x-vmboard": signed})
    answer = wire.getresponse()
    found = answer.read()
    took = (perf_counter() - start) * 1000
    assert answer.status == 200 and (sent is None or json.loads(found)["items"][0]["ok"]), found
    return took


def timed(work: Callable[[], object]) -> float:
    found = []
    for _ in range(20):
        start = perf_counter()
        work()
        found.append((perf_counter() - start) * 1000)
    return median(found)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
