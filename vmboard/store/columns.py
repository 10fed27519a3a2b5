"""Columns read past the ORM: what is only looked at needs no objects, and a small question takes half the time."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from vmboard.store.tables.base import Row as Noun

N = TypeVar("N", bound=Noun)


def columns(
    session: Session, statement: Select[*tuple[Any, ...]], asked: Mapping[str, Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The rows of a statement that names columns, with what it asks for. What the session has yet to write is written
    first, as the ORM would."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, asked).all()


def every_column(noun: type[N]) -> Select[*tuple[Any, ...]]:
    """The statement for ``looked_at``: all that a row of this noun has."""
    return select(*noun.__table__.columns)


def looked_at(
    session: Session, noun: type[N], statement: Select[*tuple[Any, ...]], asked: Mapping[str, Any]
) -> Sequence[N]:
    """The rows that a statement of ``every_column`` finds. Each reads as the noun does, and cannot be written."""
    return cast(Sequence[N], columns(session, statement, asked))
