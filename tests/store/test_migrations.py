"""Migrations over rows: each earlier schema to the newest, and what the next migration may do to a filled database."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from db import migrate
from tests.filling import columns_of, definition, everything, fill, rows_of, tables_of
from tests.store.test_copies import copies_of
from vmboard.domain.refusals import Refused

NOW = datetime(2026, 11, 18, 14, 22, 33, tzinfo=UTC)
LINKED = ("display", "computer", "calendar_link")
CHANGES = """
    with op.batch_alter_table("measure") as measure:  # many tables refer to it
        measure.drop_column("definition")
        measure.alter_column("name", new_column_name="title", existing_type=sa.String(60), type_=sa.String(120))
        measure.alter_column("unit", existing_type=sa.String(40), nullable=True)
    with op.batch_alter_table("team") as team:  # and to this nearly all, itself among them
        team.drop_column("vision")
"""
REBUILDS = """
    for table in sa.inspect(op.get_bind()).get_table_names():
        if table != "alembic_version":
            with op.batch_alter_table(table, recreate="always"):
                pass
"""
TEARS = """
    op.execute("DELETE FROM measure")
"""
FAILS = f"""{CHANGES}
    op.execute("INSERT INTO team (nothing) VALUES (1)")
"""


def test_the_migrations_build_exactly_the_tables(bind: Engine) -> None:
    with bind.connect() as connection:
        command.check(migrate.config(connection))


def test_a_migrated_database_is_current(bind: Engine) -> None:
    assert migrate.is_current(bind)


def test_no_migration_goes_down_for_the_way_back_is_the_copy() -> None:
    scripts = ScriptDirectory.from_config(migrate.config()).walk_revisions()
    assert [script.revision for script in scripts if hasattr(script.module, "downgrade")] == []


def test_revisions_links_and_askers_stand_apart_since_0015(blank: Engine) -> None:
    with blank.execution_options(vmboard_writes=True).begin() as connection:
        command.upgrade(migrate.config(connection), "0013")
        fill(connection)
        before = rows_of(connection, {"team": ["id", "revision", "stamp"], "report": ["id", "team_id"]})
        held = rows_of(connection, {table: ["token_hash", "team_id"] for table in LINKED})
    migrate.upgrade(blank, now=NOW)
    with blank.connect() as connection:
        now = rows_of(connection, {
            "team_revision": ["team_id", "revision", "stamp"], "link": ["token_hash", "team_id"],
            "asker": ["team_id", "asker_id"], "report_file": ["report_id", "team_id"],
        })  # fmt: skip
    assert now["team_revision"] == before["team"]
    assert set(now["link"]) == {link for links in held.values() for link in links}
    assert now["asker"] == [(1, 1), (2, 2), (3, 3)]
    assert dict(now["report_file"]) == {id_: team or 1 for id_, team in before["report"]}


def test_filling_reaches_every_column_and_so_every_foreign_key(filled: Engine) -> None:
    with filled.connect() as connection:
        for table in tables_of(connection).sorted_tables:
            first = connection.execute(table.select()).mappings().first()
            assert first is not None and None not in first.values(), table.name


def test_a_column_goes_and_another_changes_in_tables_that_others_refer_to(
    filled: Engine, next_migration: Callable[[str], None]
) -> None:
    before = everything(filled)
    next_migration(CHANGES)
    migrate.upgrade(filled, now=NOW)
    with filled.connect() as connection:
        columns = columns_of(connection)
        assert "definition" not in columns["measure"] and "vision" not in columns["team"]
        titles = connection.execute(text("SELECT title FROM measure ORDER BY title")).scalars().all()
        others = {table: names for table, names in columns.items() if table not in ("measure", "team")}
        assert rows_of(connection, others) == {table: before[table] for table in others}
    assert titles == ["“ä” name 1", "“ä” name 2", "“ä” name 3"]


def test_foreign_keys_hold_again_once_it_is_migrated(filled: Engine, next_migration: Callable[[str], None]) -> None:
    next_migration(CHANGES)
    migrate.upgrade(filled, now=NOW)
    for _ in range(3):  # whichever connection of the pool it is
        with pytest.raises(DBAPIError, match=r"(?i)foreign key"), filled.begin() as connection:
            connection.execute(text("DELETE FROM measure"))


@pytest.mark.parametrize("bind", ["sqlite"], indirect=True)  # Postgres alters a table where it stands
def test_every_table_can_be_built_anew_and_nothing_of_it_is_lost(
    filled: Engine, next_migration: Callable[[str], None]
) -> None:
    rows, tables = everything(filled), definition(filled)
    next_migration(REBUILDS)
    migrate.upgrade(filled, now=NOW)
    assert everything(filled) == rows
    assert definition(filled) == tables


@pytest.mark.parametrize("steps", [FAILS, TEARS], ids=["fails half-way", "leaves rows that point at nothing"])
def test_a_migration_that_cannot_be_done_changes_nothing(
    filled: Engine, next_migration: Callable[[str], None], steps: str
) -> None:
    rows, tables = everything(filled), definition(filled)
    next_migration(steps)
    with pytest.raises((DBAPIError, Refused)):
        migrate.upgrade(filled, now=NOW)
    assert (everything(filled), definition(filled)) == (rows, tables)
    assert "older than this vmboard" in migrate.trouble(filled)
    assert copies_of(filled) == []


@pytest.mark.parametrize("bind", ["sqlite"], indirect=True)  # Postgres refuses by itself
def test_rows_that_would_point_at_nothing_are_named_in_a_sentence(
    filled: Engine, next_migration: Callable[[str], None]
) -> None:
    next_migration(TEARS)
    with pytest.raises(Refused, match=r"3 of data_point.* would point at nothing\. Nothing was changed\."):
        migrate.upgrade(filled, now=NOW)


@pytest.mark.parametrize("bind", ["sqlite"], indirect=True)  # on Postgres none can come about
def test_a_row_that_pointed_at_nothing_before_does_not_hold_up_a_migration(
    filled: Engine, next_migration: Callable[[str], None]
) -> None:
    by_hand = sqlite3.connect(filled.url.database or "")  # which knows no foreign keys unless told
    by_hand.execute("DELETE FROM huddle WHERE id = 1")
    by_hand.commit()
    by_hand.close()
    next_migration(CHANGES)
    migrate.upgrade(filled, now=NOW)
    assert migrate.is_current(filled)


SLOWLY = """
import sys, time
from db import migrate
from pathlib import Path
from vmboard.store.engine import engine_for

migrate.HERE = Path(sys.argv[2])
do = migrate.command.upgrade

def slowly(*a):
    print("migrating", flush=True)
    time.sleep(1)
    do(*a)

migrate.command.upgrade = slowly
sys.stdin.readline()
migrate.upgrade(engine_for(sys.argv[1]))
assert migrate.is_current(engine_for(sys.argv[1]))
"""


@pytest.mark.long
def test_of_processes_that_start_at_once_one_migrates_and_the_other_waits(
    filled: Engine, next_migration: Callable[[str], None]
) -> None:
    next_migration(CHANGES)
    url = filled.url.render_as_string(hide_password=False)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", SLOWLY, url, str(migrate.HERE)], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]  # fmt: skip
    for process in started:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60) for process in started]
    assert [process.returncode for process in started] == [0, 0], said
    assert sorted(out for out, _ in said) == ["", "migrating\n"]
    assert len(re.findall("The way back", "".join(err for _, err in said))) == 1
    assert len(copies_of(filled)) == 1
