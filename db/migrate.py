"""Bring a database's schema up to date. The Alembic configuration lives here, in code: no URL in a file."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DatabaseError

from db.copies import keep_copy
from vmboard.domain.refusals import Refused
from vmboard.store.engine import engine, is_sqlite

HERE = Path(__file__).resolve().parent
NEWER = "This database was made by a newer version of vmboard. Install that version, or restore a backup."
TORN = (
    "This version of vmboard cannot bring the database up to date: {} would point at nothing. Nothing was changed. "
    "Start the version of before, and tell whoever keeps vmboard."
)
BROKEN = ("SQLITE_NOTADB", "SQLITE_CORRUPT")
NO_DATABASE = (
    "{} is no database, or a broken one. Nothing was changed. Move it away, and restore the last good backup: "
    "python -m vmboard restore FILE"
)
LOCK = 726_114_001  # any number of our own: two processes starting at once migrate one after the other
WAIT = 30
"""Seconds a process waits for another that migrates or writes."""

log = logging.getLogger("vmboard")


def build_schema(bind: Engine, revision: str) -> None:
    """Make the tables of an earlier schema in an empty database. Raises Refused where it is none of ours."""
    if revision not in _known():
        raise Refused(NEWER)
    with _alone(bind) as connection:
        command.upgrade(config(connection), revision)


def upgrade(bind: Engine | None = None, *, with_copy: bool = True, now: datetime | None = None) -> None:
    """Bring the schema to the newest version, all or nothing; does nothing when it is there already.

    A copy of the database as it was is kept, and the log says how to return to it. Raises Refused when the database
    was made by a newer vmboard than this one, when no copy can be kept, or when a migration would tear a foreign key.
    """
    bind = bind or engine()
    with said_where_broken(bind):
        _bring(bind, with_copy, now or datetime.now(UTC))


def _bring(bind: Engine, with_copy: bool, now: datetime) -> None:
    if is_current(bind):
        return
    with _alone(bind) as connection:
        current = revision_of(connection)
        if current == head():
            return  # another process was quicker
        if current is not None and current not in _known():
            raise Refused(NEWER)
        copy = keep_copy(connection, current, now) if current and with_copy else None
        if copy:
            log.warning(
                "The database goes from schema %s to %s. As it was, it is kept in %s. The way back: %s.",
                current, head(), copy.place, copy.way_back,
            )  # fmt: skip
        try:
            _migrate(connection)
        except BaseException:
            if copy:
                copy.forget()
            raise


@contextmanager
def filling(bind: Engine) -> Iterator[Connection]:
    """One transaction that fills a database of the newest schema, or a blank one, whose tables it makes too."""
    if not is_blank(bind):
        with bind.execution_options(vmboard_writes=True).begin() as connection:
            yield connection
        return
    with _alone(bind) as connection:
        command.upgrade(config(connection), "head")
        yield connection


@contextmanager
def said_where_broken(bind: Engine) -> Iterator[None]:
    """A file that is no database will be none in five seconds either: said at once. Raises Refused."""
    try:
        yield
    except DatabaseError as error:
        if getattr(error.orig, "sqlite_errorname", "").startswith(BROKEN):
            raise Refused(NO_DATABASE.format(bind.url.database)) from error
        raise


@contextmanager
def _alone(bind: Engine) -> Iterator[Connection]:
    """One transaction, which no other process migrates beside.

    On SQLite a changed column means a new table in place of the old, which foreign keys would forbid. They are off in
    a connection that nobody uses afterwards, and before the transaction: within one, SQLite does not hear it.
    """
    with bind.execution_options(vmboard_writes=True).connect() as connection:
        if is_sqlite(bind):
            connection.detach()
            plain: Any = connection.connection.dbapi_connection
            for pragma in ("foreign_keys=OFF", f"busy_timeout={WAIT * 1000}"):
                plain.execute(f"PRAGMA {pragma}")
        with connection.begin():
            if not is_sqlite(bind):
                connection.execute(text(f"SET LOCAL lock_timeout = '{WAIT}s'"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection


def _migrate(connection: Connection) -> None:
    before = _torn(connection)
    command.upgrade(config(connection), "head")
    if torn := _torn(connection) - before:
        raise Refused(TORN.format(", ".join(f"{count} of {table}" for table, count in torn.items())))


def _torn(connection: Connection) -> Counter[str]:
    """How many rows of each table point at a row that is not there. Postgres lets none come about."""
    if connection.dialect.name != "sqlite":
        return Counter()
    return Counter(connection.execute(text('SELECT "table" FROM pragma_foreign_key_check')).scalars())


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(HERE / "migrations"))
    made.attributes["connection"] = connection
    return made


def head() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def is_current(bind: Engine | None = None) -> bool:
    with (bind or engine()).connect() as connection:
        return revision_of(connection) == head()


def is_blank(bind: Engine) -> bool:
    """Whether there are no tables of vmboard yet. Raises Refused where it is no database."""
    with said_where_broken(bind), bind.connect() as connection:
        return revision_of(connection) is None


def trouble(bind: Engine | None = None) -> str:
    """What is wrong with the schema and how to mend it, in a sentence; empty where nothing is."""
    bind = bind or engine()
    with said_where_broken(bind), bind.connect() as connection:
        current = revision_of(connection)
    if current == head():
        return ""
    if current is None:
        return "It has no tables yet. Make them with: python -m vmboard migrate"
    if current not in _known():
        return NEWER
    return "Its tables are older than this vmboard. Bring them up to date, a copy is kept: python -m vmboard migrate"


def revision_of(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
