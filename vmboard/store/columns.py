"""Columns read past the ORM: what is only looked at needs no objects, and a small question takes half the time."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session


def columns(
    session: Session, statement: Select[*tuple[Any, ...]], asked: Mapping[str, Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The rows of a statement that names columns, with what it asks for. What the session has yet to write is written
    first, as the ORM would."""
    if session.autoflush:
        session.flush()
    return session.connection().execute(statement, asked).all()
