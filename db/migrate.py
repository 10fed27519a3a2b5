"""Bring a database's schema up to date. The Alembic configuration lives here, in code: no URL in a file."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from vmboard.domain.refusals import Refused
from vmboard.store.engine import engine, is_sqlite

HERE = Path(__file__).resolve().parent
NEWER = "This database was made by a newer version of vmboard. Install that version, or restore a backup."
LOCK = 726_114_001  # any number of our own: two processes starting at once migrate one after the other


def upgrade(bind: Engine | None = None) -> None:
    """Bring the schema to the newest version, all or nothing; does nothing when it is there already.

    Raises Refused when the database was made by a newer vmboard than this one.
    """
    bind = bind or engine()
    with bind.connect() as connection:
        if _current(connection) == head():
            return
    with bind.execution_options(vmboard_writes=True).begin() as connection:
        if not is_sqlite(bind):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        current = _current(connection)
        if current is not None and current not in _known():
            raise Refused(NEWER)
        command.upgrade(config(connection), "head")


def config(connection: Connection | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(HERE / "migrations"))
    made.attributes["connection"] = connection
    return made


def head() -> str | None:
    return ScriptDirectory.from_config(config()).get_current_head()


def is_current(bind: Engine | None = None) -> bool:
    with (bind or engine()).connect() as connection:
        return _current(connection) == head()


def trouble(bind: Engine | None = None) -> str:
    """What is wrong with the schema and how to mend it, in a sentence; empty where nothing is."""
    with (bind or engine()).connect() as connection:
        current = _current(connection)
    if current == head():
        return ""
    if current is None:
        return "It has no tables yet. Make them with: python -m vmboard migrate"
    if current not in _known():
        return NEWER
    return "Its tables are older than this vmboard. Copy it, then run: python -m vmboard migrate"


def _current(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()}
