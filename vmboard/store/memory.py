"""A database of a moment: rows put into memory, so that the queries of every day may be asked of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import create_engine, insert
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from vmboard.store.tables import Row


@contextmanager
def database_of(rows: Mapping[type[Row], Sequence[Mapping[str, Any]]]) -> Iterator[Session]:
    """A session on these rows and no others. Columns that a row does not name take their defaults."""
    bind = create_engine("sqlite://", poolclass=StaticPool)
    try:
        Row.metadata.create_all(bind)
        with Session(bind) as session, session.begin():
            for kind, mine in rows.items():
                if mine:
                    session.execute(insert(kind), mine)
            yield session
    finally:
        bind.dispose()
