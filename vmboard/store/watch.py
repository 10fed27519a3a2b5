"""Change notification: news of commits by any process, told in the way each database can tell it."""

import os
import sqlite3
from pathlib import Path
from threading import Event
from typing import Protocol

import psycopg
from sqlalchemy import Engine

from vmboard.store.announcing import CHANNEL, connect, teams_in
from vmboard.store.engine import is_sqlite

PAUSE = 0.1
"""Seconds between two looks at a SQLite file."""
PATIENCE = 0.5
"""Seconds one wait for Postgres lasts: it pushes its news, so this only bounds how long stopping takes."""
LOOKING = 1.0
"""Seconds between two looks at a standby, which lets nobody listen."""


class Watch(Protocol):
    def news(self, wake: Event) -> set[int] | None:
        """Wait a moment (less where ``wake`` is set) and tell which teams were committed; None where it may be any.

        Raises OSError, sqlite3.Error or psycopg.Error when the database cannot be reached; close it then.
        """
        ...

    def close(self) -> None: ...


def watch(bind: Engine) -> Watch:
    if is_sqlite(bind):
        return SqliteWatch(bind)
    connection = connect(bind)
    return StandbyWatch(connection) if _is_standby(connection) else PostgresWatch(connection)


class SqliteWatch:
    """A kept connection whose ``data_version`` moves when any other connection, in any process, commits."""

    def __init__(self, bind: Engine) -> None:
        self._bind = bind
        self._path = Path(bind.url.database or "").absolute()
        self._file = os.stat(self._path).st_ino
        # mode=rw: a missing file is an outage, never a reason to make an empty one
        address = f"{self._path.as_uri()}?mode=rw"
        self._connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
        self._version = self._data_version()

    def news(self, wake: Event) -> set[int] | None:
        woken = wake.wait(PAUSE)
        if os.stat(self._path).st_ino != self._file:
            self._bind.dispose()  # its pooled connections still read the old file
            raise OSError("the database file was replaced")
        version = self._data_version()
        moved, self._version = version != self._version, version
        return None if woken or moved else set()

    def close(self) -> None:
        self._connection.close()

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


class PostgresWatch:
    """A kept connection that listens to what ``store.announcing`` says."""

    def __init__(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        self._connection = connection
        self._connection.execute(f"LISTEN {CHANNEL}")

    def news(self, wake: Event) -> set[int] | None:
        teams = set[int]()
        for said in self._connection.notifies(timeout=PATIENCE, stop_after=1):
            some = teams_in(said.payload)
            if some is None:
                return None
            teams |= some
        return teams

    def close(self) -> None:
        self._connection.close()


class StandbyWatch:
    """A kept connection to a standby: it cannot listen, so whoever follows it looks, until it is promoted."""

    def __init__(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        self._connection = connection

    def news(self, wake: Event) -> set[int] | None:
        wake.wait(LOOKING)
        if not _is_standby(self._connection):
            raise OSError("the standby was promoted")
        return None

    def close(self) -> None:
        self._connection.close()


def _is_standby(connection: "psycopg.Connection[tuple[object, ...]]") -> bool:
    (answer,) = connection.execute("SELECT pg_is_in_recovery()").fetchone() or (False,)
    return bool(answer)
