"""Installation-wide settings: dials as somebody turned them for the whole installation."""

from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from vmboard.domain.dials import Chosen, kept
from vmboard.domain.weeks import local_day, long_day
from vmboard.settings import settings
from vmboard.store.tables import Choice

T = TypeVar("T")
ROUND = "round"
"""The name under which the rules of the round are kept, for all teams."""

GRADUATION = "graduation"
"""The name under which the criteria of graduation are kept."""

RETURN = "return"
"""The name under which a return's inputs are kept."""
EARLIER_RETURN = "return "
"""How the names of those saved before begin: ``return 3`` was the third."""


def own_name(key: str) -> str:
    """The name under which somebody keeps rules of the round of their own: ``round of account:4``."""
    return f"{ROUND} of {key}"


def chosen(session: Session, name: str, kind: type[T], today: date) -> Chosen[T]:
    """The choice of this name, or what we ship."""
    row = session.get(Choice, name)
    if row is None:
        return Chosen(kind())
    return Chosen(
        kept(kind, row.value), row.author, long_day(local_day(row.at, settings().timezone), today), row.version
    )
