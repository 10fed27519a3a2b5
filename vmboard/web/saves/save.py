"""One thing handed in by a browser: what it knows of its sender, and what a verb is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor
from vmboard.domain.refusals import Refused

W = TypeVar("W", bound=StrEnum)
Item = Mapping[str, Any]
Answer = dict[str, Any]


@dataclass(frozen=True)
class Save:
    """Who hands in, for which team, when. ``today`` is where the team is."""

    session: Session
    actor: Actor
    team_id: int
    now: datetime
    today: date


@dataclass(frozen=True)
class Verb:
    """``do`` saves an item and answers what the page should show, with its new ``version`` or ``value``.

    Where ``do`` raises Clash, ``theirs`` reads what someone else has put there, in the same shape.
    """

    do: Callable[[Save, Item], Answer]
    theirs: Callable[[Save, Item], Answer]


def whole(item: Item, name: str) -> int:
    """A whole number of an item. Raises Refused: no page of ours sends anything else."""
    found = item.get(name)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found < 2**53:
        raise Refused(_ODD)
    return found


def text(item: Item, name: str) -> str:
    found = item.get(name, "")
    if not isinstance(found, str):
        raise Refused(_ODD)
    return found


def word(item: Item, name: str, words: type[W]) -> W:
    """A word of the vocabulary."""
    try:
        return words(text(item, name))
    except ValueError:
        raise Refused(_ODD) from None


def day(item: Item, name: str) -> date:
    try:
        return date.fromisoformat(text(item, name))
    except ValueError:
        raise Refused(_ODD) from None


_ODD = "This page sent something the board does not know. Load it again: what you typed is kept."
