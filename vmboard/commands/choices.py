"""Installation-wide settings: the rules of the round, a return's inputs,
the items of an assessment."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vmboard.domain.refusals import Clash
from vmboard.store.tables import Choice


def choose(session: Session, author: str, name: str, value: Mapping[str, Any], *, version: int, newer: str) -> Choice:
    """Keep a choice with its author and its time.

    ``version`` is the one the person saw, 0 where nobody had chosen. Raises Clash with the words ``newer``.
    """
    row = session.get(Choice, name, with_for_update=True)
    if (row.version if row else 0) != version:
        raise Clash(newer)
    if row is None:
        row = Choice(name=name, version=0)
        session.add(row)
    row.value, row.author, row.at, row.version = dict(value), author, session.info["now"], version + 1
    try:
        session.flush()
    except IntegrityError:  # on Postgres two may make the first choice at once
        raise Clash(newer) from None
    return row


def forget(session: Session, name: str) -> None:
    """Back to what we ship."""
    row = session.get(Choice, name)
    if row is not None:
        session.delete(row)
