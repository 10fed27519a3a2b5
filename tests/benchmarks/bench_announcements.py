"""What a commit costs those that it does not concern: ``python -m tests.benchmarks.bench_announcements``.

First, of processes that follow 2,000 and 20,000 teams: the time their watching thread spends on another team's commit,
beside a look at all teams, which is what it cost before. Second, commits a second of many writers, with what is said to
other processes said after the commit, and inside it.
"""

import argparse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from threading import Event
from time import monotonic, perf_counter, thread_time

from sqlalchemy import Engine, text

from tests.benchmarks.bench import TODAY, Database
from tests.web.ward import build_ward
from vmboard.commands import history
from vmboard.domain.access.actor import DEMO
from vmboard.queries.screens import Followed, editions_of
from vmboard.store.announcing import CHANNEL
from vmboard.store.engine import engine_for, reading, transaction
from vmboard.store.tables import Action, Team
from vmboard.store.watch import watch
from vmboard.web.feed import Feed, Hub

FOLLOWED, GOAL_MS, COMMITS = (2_000, 20_000), 0.2, 40
WRITERS, SECONDS, ROUNDS = 10, 4.0, 5
WARD, FIRST = 1, 1_000_000


def more_teams(bind: Engine, count: int) -> None:
    """As rows alone: nobody looks at their boards."""
    names = ", ".join(f'"{c.name}"' for c in Team.__table__.columns if c.name not in ("id", "slug"))
    copies = f"SELECT n, 'ward-' || n, {names} FROM team, generate_series(:first, :last) n WHERE team.id = :ward"
    numbers = {"first": FIRST, "last": FIRST + count - 1, "ward": WARD}
    with bind.begin() as connection:
        connection.execute(text(f"DELETE FROM team_revision WHERE team_id >= {FIRST}"))
        connection.execute(text(f"DELETE FROM team WHERE id >= {FIRST}"))
        connection.execute(text(f"INSERT INTO team (id, slug, {names}) {copies}"), numbers)
        revisions = f"SELECT id, 1, 1 FROM team WHERE id >= {FIRST}"
        connection.execute(text(f"INSERT INTO team_revision (team_id, revision, stamp) {revisions}"))
        connection.execute(text("ANALYZE team"))


def cost(bind: Engine, count: int) -> tuple[float, float, float]:
    """Milliseconds of a process that follows so many: an unfollowed team's commit, a followed one's, a look at all."""
    hub, wake = Hub(bind), Event()

    with reading(bind) as session:
        editions = editions_of(session, range(FIRST, FIRST + count))
    hub._feeds = {id_: Feed(Followed(id_, of, "Europe/London", {}), 0.0) for id_, of in editions.items()}
    news = watch(bind)

    def spent(team_id: int) -> float:
        with bind.begin() as connection:
            connection.execute(text("SELECT pg_notify(:c, :t)"), {"c": CHANNEL, "t": str(team_id)})
        began = thread_time()
        moved = news.news(wake)
        assert moved == {team_id}
        if here := {id_ for id_ in moved if id_ in hub._feeds}:
            hub._look(here)
        return (thread_time() - began) * 1000

    look: list[float] = []
    for _ in range(5):
        began = perf_counter()
        hub._look()
        look.append((perf_counter() - began) * 1000)
    other, mine = (median(spent(id_) for _ in range(COMMITS)) for id_ in (WARD, FIRST))
    news.close()
    return other, mine, median(look)


def commits(bind: Engine, change: Callable[[int, int], None]) -> float:
    """Commits a second of so many writers, each of a team of their own."""
    teams = [build_ward(bind, TODAY, name=f"W {change.__name__} {monotonic()} {n}", measures=0) for n in range(WRITERS)]
    until, done = monotonic() + SECONDS, [0] * WRITERS

    def write(number: int) -> None:
        while monotonic() < until:
            change(teams[number].team_id, teams[number].action_id)
            done[number] += 1

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    return sum(done) / SECONDS


def compare(bind: Engine) -> None:
    def after(team_id: int, action_id: int, inside: bool = False) -> None:
        with transaction(bind) as session:
            row = history.held_row(session, Action, team_id, action_id)
            with history.change(session, DEMO, "complete action", row) as action:  # type: ignore[type-var]
                action.done_on = None if action.done_on else TODAY  # type: ignore[union-attr]
            if inside:
                session.flush()
                session.execute(text("SELECT pg_notify(:c, :t)"), {"c": CHANNEL, "t": str(team_id)})

    def inside(team_id: int, action_id: int) -> None:
        after(team_id, action_id, inside=True)

    print(f"\n{WRITERS} writers, each of a team of their own, commits a second, {ROUNDS} rounds in turn:")
    rounds = [(commits(bind, inside), commits(bind, after)) for _ in range(ROUNDS)]
    for name, rates in zip(("inside", "after"), zip(*rounds, strict=True), strict=True):
        each = ", ".join(f"{rate:,.0f}" for rate in rates)
        print(f"  said {name:7} the commit: median {median(rates):6,.0f}   ({each})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="few teams and no comparison, to see that it runs")
    short = parser.parse_args().short
    database = Database(postgres=True)
    bind = engine_for(database.url)
    try:
        build_ward(bind, TODAY, measures=0)
        print(f"{'teams followed':>15}{'another team, ms':>18}{'one of them, ms':>17}{'look at all, ms':>17}  goal")
        for count in (20,) if short else FOLLOWED:
            more_teams(bind, count)
            other, mine, look = cost(bind, count)
            said = "met" if other <= GOAL_MS else "MISSED"
            print(f"{count:15,}{other:18.2f}{mine:17.2f}{look:17.1f}{GOAL_MS:6}  {said}", flush=True)
        if not short:
            compare(bind)
    finally:
        database.close()


if __name__ == "__main__":
    main()
