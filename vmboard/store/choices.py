"""Installation-wide settings: dials as somebody turned them for the whole installation."""

from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from vmboard.domain.dials import Chosen, kept
from vmboard.domain.weeks import long_day
from vmboard.store.tables import Choice

T = TypeVar("T")


def chosen(session: Session, name: str, kind: type[T], today: date) -> Chosen[T]:
    """The choice of this name, or what we ship."""
    row = session.get(Choice, name)
    if row is None:
        return Chosen(kind())
    return Chosen(kept(kind, row.value), row.author, long_day(row.at.date(), today), row.version)
