"""A figure saved by a browser's request, beside a bare route of the same server in the same run.

python -m tests.benchmarks.bench_saves [times] 2>/dev/null
"""

import json
import sys
from datetime import timedelta
from http.client import HTTPConnection
from statistics import median
from time import perf_counter

from sqlalchemy import select

from tests.benchmarks.bench import TODAY, Server, percentile
from vmboard.commands.passes import pass_for
from vmboard.domain.access.actor import DEMO
from vmboard.domain.weeks import last_full_week
from vmboard.store.engine import engine_for, reading
from vmboard.store.tables import DataPoint, Measure

LIMIT_MS = 60


def main(times: int) -> None:
    with Server(streamlit=True) as server:
        server.get(f"/bench/keep/{server.tokens[0]}")
        bind, team_id = engine_for(server.url), server.team_ids[0]
        signed = pass_for(bind, DEMO, team_id)
        week = last_full_week(TODAY) - timedelta(weeks=1)
        with reading(bind) as session:
            ids = list(session.scalars(select(Measure.id).where(Measure.team_id == team_id).order_by(Measure.id)))
            versions = dict.fromkeys(ids, 1)
            assert session.get(DataPoint, (team_id, ids[0], week)) is not None
        line = HTTPConnection("127.0.0.1", server.port, timeout=20)
        one, batch, bare = [], [], []
        for turn in range(times + 10):
            found = [_bare(line), _save(line, signed, week.isoformat(), ids[turn % len(ids) :][:1], versions, turn)]
            if turn >= 10:  # warm by then
                bare.append(found[0])
                one.append(found[1])
                if turn % 10 == 0:
                    batch.append(_save(line, signed, week.isoformat(), ids, versions, turn + 1))
        for name, took in (("a bare route", bare), ("a figure saved", one), (f"{len(ids)} figures at once", batch)):
            print(f"{name:22} median {median(took):6.1f} ms   p95 {percentile(took, 95):6.1f} ms   n {len(took)}")
        met = median(one) <= LIMIT_MS
        print(f"promise: median of a figure saved ≤ {LIMIT_MS} ms: {'met' if met else 'MISSED'}")


def _bare(line: HTTPConnection) -> float:
    begun = perf_counter()
    line.request("GET", "/bare/board")
    line.getresponse().read()
    return (perf_counter() - begun) * 1000


def _save(line: HTTPConnection, signed: str, week: str, ids: list[int], versions: dict[int, int], turn: int) -> float:
    items = [
        {"id": str(id_), "verb": "figure", "measure": id_, "week": week, "text": str(3 + turn % 7), "status": "final",
         "waiting_for": "", "note": "", "version": versions[id_]}
        for id_ in ids
    ]  # fmt: skip
    body = json.dumps({"items": items})
    begun = perf_counter()
    line.request("POST", "/save", body, {"content-type": "application/json", "x-vmboard": signed})
    answers = json.loads(line.getresponse().read())["items"]
    took = (perf_counter() - begun) * 1000
    for id_, answer in zip(ids, answers, strict=True):
        assert answer["ok"], answer
        versions[id_] = answer["version"]
    return took


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
