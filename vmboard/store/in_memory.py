"""In-memory database: a database of a moment: rows put into memory, so that the queries of every day may be asked
of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import create_engine, create_mock_engine, insert
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from vmboard.store.tables import Row

_MEMORY = create_engine("sqlite://", poolclass=NullPool)
"""Every connection is a new database, gone when it is closed. One engine: what it has compiled it knows again."""


@contextmanager
def database_of(rows: Mapping[type[Row], Sequence[Mapping[str, Any]]]) -> Iterator[Session]:
    """A session on these rows and no others. Columns that a row does not name take their defaults."""
    with _MEMORY.connect() as connection, connection.begin():
        for statement in _schema():
            connection.exec_driver_sql(statement)
        with Session(connection) as session:
            for kind, mine in rows.items():
                if mine:
                    session.execute(insert(kind), mine)
            yield session


@cache
def _schema() -> tuple[str, ...]:
    """The statements that make every table, written once: to write them takes longer than to carry them out."""
    statements: list[str] = []
    dialect = _MEMORY.dialect
    writer = create_mock_engine("sqlite://", lambda sql, *_, **__: statements.append(str(sql.compile(dialect=dialect))))
    Row.metadata.create_all(writer, checkfirst=False)
    return tuple(statements)
