"""A ward that hundreds of tests begin with: told by commands once a process; for the others its rows are put back."""

import secrets
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Engine

from vmboard.store.engine import is_sqlite
from vmboard.store.tables import Row, TeamRevision

T = TypeVar("T")
Rows = dict[str, list[tuple[Any, ...]]]

_told: dict[str, tuple[Any, Rows]] = {}


def told_once(name: str, bind: Engine, tell: Callable[[], T]) -> T:
    """What ``tell`` returns, and its rows in an empty SQLite database. Where others are, or on PostgreSQL with its
    sequences, it is told again."""
    if not is_sqlite(bind) or not _is_empty(bind):
        return tell()
    if name not in _told:
        _told[name] = tell(), _rows(bind)
    else:
        _put(bind, _told[name][1])
    value: T = _told[name][0]
    return value


def _is_empty(bind: Engine) -> bool:
    """Every row there is stands below an organisation, but for those that history alone tells of, and what a server
    that was started on it keeps to itself."""
    with bind.connect() as connection:
        there = "SELECT 1 FROM organisation UNION ALL SELECT 1 FROM history UNION ALL SELECT 1 FROM secret LIMIT 1"
        return connection.exec_driver_sql(there).first() is None


def _rows(bind: Engine) -> Rows:
    """The rows of each table, under the statement that puts one there."""
    rows: Rows = {}
    with bind.connect() as connection:
        for table in Row.metadata.sorted_tables:
            held = connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')
            names = [f'"{name}"' for name in tuple(held.keys())]
            put = f'INSERT INTO "{table.name}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})'
            rows[put] = [tuple(row) for row in held]
    return {put: held for put, held in rows.items() if held}


def _put(bind: Engine, rows: Rows) -> None:
    """The rows, and a stamp of each team's revision that was never drawn: what is kept of another's is none of this."""
    with bind.execution_options(vmboard_writes=True).begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for put, held in rows.items():
            connection.exec_driver_sql(put, held)
        connection.exec_driver_sql(
            f"UPDATE {TeamRevision.__tablename__} SET stamp = ? + team_id", (secrets.randbelow(2**62),)
        )
