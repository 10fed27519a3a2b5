"""Installation-wide settings: the rules of the round, a return's inputs,
the items of an assessment."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from vmboard.domain.refusals import Clash
from vmboard.store.tables import Choice
from vmboard.store.turns import alone


def choose(session: Session, author: str, name: str, value: Mapping[str, Any], *, version: int, newer: str) -> Choice:
    """Keep a choice with its author and its time; the same chosen again stays whose it was.

    ``version`` is the one the person saw, 0 where nobody had chosen. Raises Clash with the words ``newer``.
    """
    alone(session, f"choice {name}")
    row = session.get(Choice, name)
    if (row.version if row else 0) != version:
        raise Clash(newer)
    if row is not None and row.value == dict(value):
        return row
    if row is None:
        row = Choice(name=name, version=0)
        session.add(row)
    row.value, row.author, row.at, row.version = dict(value), author, session.info["now"], version + 1
    session.flush()
    return row


def forget(session: Session, name: str) -> None:
    """Back to what we ship."""
    alone(session, f"choice {name}")
    row = session.get(Choice, name)
    if row is not None:
        session.delete(row)
