"""The copy that is kept before a migration, and the way back to it."""

import logging
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, inspect, text

from db import copies, migrate
from tests.filling import definition, everything, tables_of
from vmboard.domain.refusals import Refused
from vmboard.store.engine import is_sqlite

NOW = datetime(2026, 11, 18, 14, 22, 33, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTHING = "    pass"
CHANGES = """
    with op.batch_alter_table("measure") as measure:
        measure.drop_column("definition")
    op.execute("UPDATE team SET name = 'Other'")
"""


def copies_of(bind: Engine) -> list[str]:
    """Each copy that is kept, a file or a schema, the oldest first."""
    if is_sqlite(bind):
        path = _path(bind)
        return sorted(file.name for file in path.parent.iterdir() if file.name.startswith(f"{path.stem}-0"))
    return sorted(name for name in inspect(bind).get_schema_names() if name.startswith("vmboard_0"))


def go_back(bind: Engine, said: str) -> None:
    """As the sentence in the log tells a person to."""
    bind.dispose()
    if is_sqlite(bind):
        path = _path(bind)
        for log in (f"{path.name}-wal", f"{path.name}-shm"):
            assert log in said
            path.with_name(log).unlink(missing_ok=True)
        path.with_name(copies_of(bind)[-1]).replace(path)
        return
    script = said.partition("in psql: ")[2].partition(" COMMIT;")[0]
    with bind.begin() as connection:
        for statement in script.removeprefix("BEGIN; ").rstrip(";").split("; "):
            connection.execute(text(statement))


def test_the_log_says_where_the_copy_is_and_the_way_back_leads_to_the_database_as_it_was(
    filled: Engine, next_migration: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    rows, tables, schema = everything(filled), definition(filled), migrate.head()
    next_migration(CHANGES)
    migrate.upgrade(filled, now=NOW)
    (said,) = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    (copy,) = copies_of(filled)
    assert said.startswith(f"The database goes from schema {schema} to {migrate.head()}.")
    assert copy in said and "The way back: stop vmboard" in said
    go_back(filled, said)
    assert (everything(filled), definition(filled)) == (rows, tables)


def test_what_was_gone_back_to_counts_on_and_can_be_migrated_again(
    filled: Engine, next_migration: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    next_migration(CHANGES)
    migrate.upgrade(filled, now=NOW)
    go_back(filled, caplog.records[-1].getMessage())
    with filled.begin() as connection:
        organisation = tables_of(connection).tables["organisation"]
        made = connection.execute(organisation.insert().values(name="Another", is_demo=False))
        assert made.inserted_primary_key == (4,)
    migrate.upgrade(filled, now=NOW + HOUR)
    assert migrate.is_current(filled)
    assert len(everything(filled)["organisation"]) == 4


def test_the_newest_copies_stay_and_older_ones_go(filled: Engine, next_migration: Callable[[str], None]) -> None:
    for hour in range(copies.KEPT + 2):
        next_migration(NOTHING)
        migrate.upgrade(filled, now=NOW + hour * HOUR)
    assert [name.upper().partition("T")[2][:2] for name in map(_moment, copies_of(filled))] == ["16", "17", "18"]


@pytest.mark.parametrize("bind", ["sqlite"], indirect=True)
def test_a_file_of_somebody_else_never_goes(filled: Engine, next_migration: Callable[[str], None]) -> None:
    folder = _path(filled).parent
    others = ["ward-before-the-move.db", "ward-0001-20200101T000000Z.db.txt", "another-0001-20200101T000000Z.db"]
    for name in others:
        (folder / name).write_text("mine")
    for hour in range(copies.KEPT + 1):
        next_migration(NOTHING)
        migrate.upgrade(filled, now=NOW + hour * HOUR)
    assert [(folder / name).read_text() for name in others] == ["mine"] * 3


@pytest.mark.parametrize("bind", ["sqlite"], indirect=True)
def test_whoever_could_not_read_the_database_cannot_read_its_copy(
    filled: Engine, next_migration: Callable[[str], None]
) -> None:
    _path(filled).chmod(0o640)
    next_migration(NOTHING)
    migrate.upgrade(filled, now=NOW)
    assert _path(filled).with_name(copies_of(filled)[0]).stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("bind", ["sqlite"], indirect=True)
def test_the_copy_holds_what_was_committed_a_moment_ago_and_is_whole(
    filled: Engine, next_migration: Callable[[str], None]
) -> None:
    reader = filled.connect()  # holds the write-ahead log back from being folded into the file
    reader.execute(text("SELECT count(*) FROM team"))
    with filled.execution_options(vmboard_writes=True).begin() as connection:
        connection.execute(text("UPDATE team SET name = 'Just now' WHERE id = 1"))
    next_migration(NOTHING)
    migrate.upgrade(filled, now=NOW)
    reader.close()
    copy = sqlite3.connect(_path(filled).with_name(copies_of(filled)[0]))
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert copy.execute("SELECT name FROM team WHERE id = 1").fetchone() == ("Just now",)
    copy.close()


def test_an_empty_database_leaves_no_copy(blank: Engine) -> None:
    migrate.upgrade(blank, now=NOW)
    assert copies_of(blank) == []


def test_where_no_copy_can_be_kept_nothing_is_done_and_a_sentence_says_what_to_do(
    filled: Engine, next_migration: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    next_migration(CHANGES)
    rows = everything(filled)
    if is_sqlite(filled):

        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(copies.os, "fsync", full)
    with pytest.raises(Refused, match="left as it is") as refused:
        migrate.upgrade(filled if is_sqlite(filled) else _who_may_make_no_schema(filled), now=NOW)
    assert "python -m vmboard migrate --without-copy" in refused.value.sentence
    assert everything(filled) == rows
    assert copies_of(filled) == []
    migrate.upgrade(filled, now=NOW, with_copy=False)
    assert migrate.is_current(filled) and copies_of(filled) == []


def _who_may_make_no_schema(bind: Engine) -> Engine:
    with bind.begin() as connection:
        connection.execute(text("GRANT SELECT ON alembic_version TO pg_monitor"))
    made = create_engine(bind.url)

    @event.listens_for(made, "connect")
    def be_another(connection, _) -> None:  # type: ignore[no-untyped-def]
        connection.execute("SET ROLE pg_monitor")
        connection.commit()

    return made


def _path(bind: Engine) -> Path:
    return Path(bind.url.database or "")


def _moment(name: str) -> str:
    return name.replace("-", "_").rpartition("_")[2]
