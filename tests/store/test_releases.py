"""Releases: from each one's frozen database to this tree on both databases, killed on the way, and back again."""

import json
import signal
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from db import migrate
from db.copies import KEPT
from tests.filling import columns_of, definition, everything, rows_of
from tests.store.test_copies import copies_of, go_back
from vmboard.domain.access.actor import DEMO
from vmboard.queries.board import board
from vmboard.queries.teams import teams
from vmboard.settings import ROOT
from vmboard.store.engine import is_sqlite, reading

NOW = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
FROZEN = Path(__file__).with_name("releases")
RELEASES = sorted(file.name.removesuffix(".sqlite.sql") for file in FROZEN.glob("*.sqlite.sql"))
OLDEST = RELEASES[0]


def put_in(bind: Engine, release: str) -> None:
    """The database of a release as it was frozen, in the place of what is there."""
    kind = "sqlite" if is_sqlite(bind) else "postgres"
    script = (FROZEN / f"{release}.{kind}.sql").read_text("utf-8")
    bind.dispose()
    if is_sqlite(bind):
        with closing(sqlite3.connect(bind.url.database or "")) as connection:
            connection.executescript(script)
        return
    address = bind.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:  # a script sets what a connection of the pool must not keep
        connection.execute(script.encode())


@pytest.fixture
def frozen(blank: Engine) -> Callable[[str], Engine]:
    def freeze(release: str) -> Engine:
        put_in(blank, release)
        return blank

    return freeze


def test_this_release_is_frozen() -> None:
    """Who cuts a release freezes it: ``python -m tests.store.freeze``, ``python -m tests.store.freeze_outbox``."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert {f"{version}.{kind}" for kind in ("sqlite.sql", "postgres.sql", "outbox.json")} <= {
        file.name for file in FROZEN.iterdir()
    }
    assert f"\n## {version} - 20" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("release", RELEASES)
def test_a_release_comes_up_with_the_same_rows_draws_its_boards_and_goes_back(
    frozen: Callable[[str], Engine], release: str, caplog: pytest.LogCaptureFixture
) -> None:
    bind = frozen(release)
    before = everything(bind)
    with bind.connect() as connection:
        columns, old = columns_of(connection), migrate.revision_of(connection)
    migrate.upgrade(bind, now=NOW)
    with bind.connect() as connection:
        command.check(migrate.config(connection))
        now = columns_of(connection)
        kept = {table: [c for c in names if c in now[table]] for table, names in columns.items()}
        assert rows_of(connection, kept) == {
            table: sorted((tuple(row[columns[table].index(c)] for c in names) for row in before[table]), key=repr)
            for table, names in kept.items()
        }
    with reading(bind) as session:
        boards = [board(session, DEMO, team.team_id, NOW.date()) for team in teams(session, DEMO)]
    assert [view.slug for view in boards].count("ward-7a") == 1 and len(boards) == 5
    if old == migrate.head():
        return
    go_back(bind, next(record.getMessage() for record in caplog.records if "The way back" in record.getMessage()))
    assert everything(bind) == before
    with bind.connect() as connection:
        assert migrate.revision_of(connection) == old


class Killer:
    """Processes that migrate a database, and are killed."""

    def __init__(self) -> None:
        here = [sys.executable, "-m", "tests.store.killing"]
        self.process = subprocess.Popen(here, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def migrate(self, bind: Engine, at: int | str | None = None) -> dict[str, Any]:
        url = bind.url.render_as_string(hide_password=False)
        assert self.process.stdin and self.process.stdout
        print(json.dumps({"url": url, "at": at}), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer


@pytest.fixture
def killer() -> Iterator[Killer]:
    made = Killer()
    yield made
    made.process.communicate(timeout=30)


def whole(bind: Engine) -> list[str]:
    """Everything in the tables' own place, and their definition, as text."""
    if is_sqlite(bind):
        with closing(sqlite3.connect(bind.url.database or "")) as connection:
            return list(connection.iterdump())
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    columns = (
        "SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) "
        "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1"
    )
    with bind.connect() as connection:
        parts = list(connection.execute(text(columns)).scalars())
        for table in connection.execute(text(tables)).scalars().all():
            parts += connection.execute(text(f'SELECT t::text FROM "{table}" t ORDER BY 1')).scalars()
    return parts


def moments(statements: list[str], sqlite: bool) -> list[int | str]:
    """When to kill: in the copy, before and inside each step, where its number is written, and before the commit."""
    ends = [
        n for n, said in enumerate(statements) if said.startswith(("UPDATE alembic_version", "INSERT INTO alembic"))
    ]
    newer = [one for one in ScriptDirectory.from_config(migrate.config()).walk_revisions() if one.revision > "0005"]
    assert len(ends) == len(newer)
    begins = [ends[0] - 1, *(end + 1 for end in ends[:-1])]
    steps = {n for begin, end in zip(begins, ends, strict=True) for n in (begin, (begin + end) // 2, end)}
    return [0, ends[0] // 2, *sorted(steps), "commit", *(["copied"] if sqlite else [])]


@pytest.mark.long
def test_killed_in_the_middle_of_each_step_it_is_the_old_one_and_the_next_start_goes_on(
    frozen: Callable[[str], Engine], killer: Killer
) -> None:
    """SIGKILL of a real process, before and inside each step: old or new, never between."""
    bind = frozen(OLDEST)
    old, sqlite = whole(bind), is_sqlite(bind)
    done = killer.migrate(bind, "done")
    new = everything(bind), definition(bind)
    assert done["status"] == -signal.SIGKILL and migrate.is_current(bind)
    empty(bind)
    put_in(bind, OLDEST)
    for at in moments(done["statements"], sqlite):
        assert killer.migrate(bind, at)["status"] == -signal.SIGKILL, at
        assert whole(bind) == old, f"killed at {at}"
    assert len(copies_of(bind)) <= KEPT + 1, "a process that dies again and again does not fill the disk"
    assert killer.migrate(bind)["status"] == 0
    assert (everything(bind), definition(bind)) == new
    assert 1 <= len(copies_of(bind)) <= KEPT and not [name for name in copies_of(bind) if name.endswith(".part")]


def empty(bind: Engine) -> None:
    bind.dispose()
    if is_sqlite(bind):
        path = Path(bind.url.database or "")
        for file in path.parent.glob(f"{path.stem}*"):
            file.unlink()
        return
    with bind.begin() as connection:
        for schema in ("public", *copies_of(bind)):
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
