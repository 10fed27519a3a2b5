"""One database of each kind for all tests of a process, emptied before each: the engine, and all that it has
compiled, stay. Only for tests that change rows: whoever changes the file, the schema or the server asks for a database
of its own.
"""

import sqlite3
from functools import cache

import psycopg
from sqlalchemy import Engine

from vmboard.store.tables import Row

TABLES = [table.name for table in reversed(Row.metadata.sorted_tables)]


def emptied(bind: Engine) -> Engine:
    """The same database, as it was when it was migrated."""
    if bind.dialect.name == "sqlite":
        _empty_sqlite(str(bind.url.database))
    else:
        _postgres(bind.url.set(drivername="postgresql").render_as_string(hide_password=False)).execute(_all())
    return bind


def _empty_sqlite(path: str) -> None:
    connection = _sqlite(path)
    connection.execute("BEGIN IMMEDIATE")
    for table in TABLES:
        connection.execute(f'DELETE FROM "{table}"')
    connection.execute("COMMIT")


@cache
def _sqlite(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA synchronous=OFF")
    return connection


@cache
def _postgres(url: str) -> "psycopg.Connection[tuple[object, ...]]":
    connection = psycopg.connect(url, autocommit=True)
    connection.execute("SET session_replication_role = replica")  # no foreign key is asked
    connection.execute("SET lock_timeout = '5s'")
    return connection


@cache
def _all() -> bytes:
    """Every row, and every number that a sequence gave. ``TRUNCATE`` would take a file for each table."""
    gone = [f'DELETE FROM "{table}"' for table in TABLES]
    name = "quote_ident(schemaname) || '.' || quote_ident(sequencename)"
    anew = f"SELECT setval({name}, start_value, false) FROM pg_sequences"
    return ";".join(["BEGIN", *gone, anew, "COMMIT"]).encode()
