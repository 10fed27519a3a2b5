"""Each earlier schema, filled with rows: the migrations take them to the newest, and so does a backup of it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from db import backup, migrate
from tests.filling import ROWS, Rows, columns_of, everything, fill, rows_of
from tests.lanes import some
from vmboard.store.engine import dispose, engine_for

NOW = datetime(2026, 11, 18, 14, 22, 33, tzinfo=UTC)
SCHEMAS = sorted(script.revision for script in ScriptDirectory.from_config(migrate.config()).walk_revisions())


def filled(bind: Engine, after: int = 0) -> None:
    with bind.execution_options(vmboard_writes=True).begin() as connection:
        fill(connection, after)


@pytest.mark.sweep
def test_rows_of_each_schema_come_to_the_newest(blank: Engine) -> None:
    """Step by step, with new rows in every table before each: they go through all that follow. The everyday lane takes
    three steps at once."""
    had: dict[str, list[str]] = {}
    before: Rows = {}
    steps = some(SCHEMAS[::-1], of=3)[::-1]
    for number, schema in enumerate(steps):
        migrate.build_schema(blank, schema)
        with blank.execution_options(vmboard_writes=True).begin() as connection:
            now = columns_of(connection)
            crossed = {one for one in SCHEMAS if steps[max(0, number - 1)] < one <= schema}
            assert rows_of(connection, kept(had, now)) == narrowed(before, had, now, crossed), schema
            fill(connection, after=number * ROWS)
            had, before = now, rows_of(connection, now)
    with blank.connect() as connection:
        command.check(migrate.config(connection))


def kept(had: dict[str, list[str]], now: dict[str, list[str]]) -> dict[str, list[str]]:
    """The columns that were there and still are."""
    return {table: [name for name in names if name in now[table]] for table, names in had.items() if table in now}


def narrowed(rows: Rows, had: dict[str, list[str]], now: dict[str, list[str]], crossed: set[str]) -> Rows:
    """What of rows is still there in the tables after the migrations that were ``crossed``."""
    return {
        table: sorted((_placed(crossed, table, had[table], names, row) for row in rows[table]), key=repr)
        for table, names in kept(had, now).items()
    }


def _placed(crossed: set[str], table: str, had: list[str], names: list[str], row: tuple[Any, ...]) -> tuple[Any, ...]:
    """The columns of a row that are still there. A report of no one team stands with the first since 0015."""
    said = dict(zip(had, row, strict=True))
    if "0015" in crossed and table == "report" and said["team_id"] is None:
        said["team_id"] = 1
    return tuple(said[name] for name in names)


@pytest.mark.parametrize("schema", some(SCHEMAS[::-1], of=18))
def test_a_database_of_an_earlier_schema_and_a_backup_of_it_come_to_the_same(
    schema: str, tmp_path: Path, empty_sqlite: Path
) -> None:
    old, new = (engine_for(f"sqlite:///{tmp_path / name}.db") for name in ("old", "new"))
    shutil.copy(empty_sqlite, str(new.url.database))
    migrate.build_schema(old, schema)
    filled(old)
    assert backup.back_up(old, tmp_path / "old.vmboard", now=NOW).schema == schema
    backup.restore(tmp_path / "old.vmboard", new, keep=None, now=NOW)
    migrate.upgrade(old, now=NOW)
    assert everything(new) == everything(old)
    for bind in (old, new):
        dispose(str(bind.url))


@pytest.mark.long
@pytest.mark.parametrize("bind", ["postgres"], indirect=True)
def test_a_backup_of_each_schema_says_the_same_from_either_database(blank: Engine, tmp_path: Path) -> None:
    file = tmp_path / "one.vmboard"
    sqlite = engine_for(f"sqlite:///{tmp_path / 'other.db'}")
    for number, schema in enumerate(SCHEMAS):
        for bind in (blank, sqlite):
            migrate.build_schema(bind, schema)
            filled(bind, after=number * ROWS)
        assert backup.back_up(blank, file, now=NOW) == backup.back_up(sqlite, file, now=NOW), schema
    dispose(str(sqlite.url))
