"""Many people saving at once for half a minute, on each database: ``python -m tests.benchmarks.bench_clients``."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine

from tests.benchmarks.bench import Database
from tests.clients import many
from vmboard.store.engine import engine_for

SECONDS = 30


@contextmanager
def database(*, postgres: bool) -> Iterator[Engine]:
    made = Database(postgres=postgres)
    yield engine_for(made.url)
    made.close()


def main(seconds: float) -> None:
    print(
        f"{'':10} {'clients':>8} {'saved':>8} {'lost':>5} {'clashes':>8} {'errors':>7} {'median ms':>10} {'slowest':>8}"
    )
    for name in ("SQLite", "Postgres"):
        for clients in (2, 10, 30):
            with database(postgres=name == "Postgres") as bind:
                tally = many(bind, clients, seconds)
            lost = tally.acknowledged - tally.applied + tally.lost_figures
            print(
                f"{name:10} {clients:8} {tally.acknowledged:8,} {lost:5} {tally.clashes:8,} {len(tally.errors):7} "
                f"{tally.median_ms:10} {tally.slowest_ms:8}"
            )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
