"""Change notification: news of commits by any process, told in the way each database can tell it."""

import os
import sqlite3
from pathlib import Path
from threading import Event
from typing import Protocol

import psycopg
from sqlalchemy import Engine

from vmboard.store.engine import CHANNEL, is_sqlite

PAUSE = 0.1
"""Seconds between two looks at a SQLite file."""
PATIENCE = 0.5
"""Seconds one wait for Postgres lasts: it pushes its news, so this only bounds how long stopping takes."""


class Watch(Protocol):
    def news(self, wake: Event) -> bool:
        """Wait a moment (less where ``wake`` is set) and say whether anything may have been committed.

        Raises OSError, sqlite3.Error or psycopg.Error when the database cannot be reached; close it then.
        """
        ...

    def close(self) -> None: ...


def watch(bind: Engine) -> Watch:
    return SqliteWatch(bind) if is_sqlite(bind) else PostgresWatch(bind)


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

    def news(self, wake: Event) -> bool:
        woken = wake.wait(PAUSE)
        if os.stat(self._path).st_ino != self._file:
            self._bind.dispose()  # its pooled connections still read the old file
            raise OSError("the database file was replaced")
        version = self._data_version()
        moved, self._version = version != self._version, version
        return woken or moved

    def close(self) -> None:
        self._connection.close()

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])


class PostgresWatch:
    """A kept connection that listens to what ``store.engine.transaction`` announces."""

    def __init__(self, bind: Engine) -> None:
        args, kwargs = bind.dialect.create_connect_args(bind.url)
        alive = {"connect_timeout": 4, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
        self._connection = psycopg.connect(*args, **{**alive, **kwargs}, autocommit=True)
        self._connection.execute(f"LISTEN {CHANNEL}")

    def news(self, wake: Event) -> bool:
        return any(True for _ in self._connection.notifies(timeout=PATIENCE, stop_after=1))

    def close(self) -> None:
        self._connection.close()
