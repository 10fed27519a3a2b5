"""One thing handed in by a browser: what it knows of its sender, and what handles a verb."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic

from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor
from vmboard.domain.protocol.messages import I, read


@dataclass(frozen=True)
class Save:
    """Who hands in, for which team, when. ``today`` is where the team is."""

    session: Session
    actor: Actor
    team_id: int
    now: datetime
    today: date


@dataclass(frozen=True)
class Handler(Generic[I]):
    """``do`` saves an item and answers what the page should show, with its new ``version`` or ``value``.

    Where ``do`` raises Clash, ``theirs`` reads what someone else has put there, in the same shape.
    """

    takes: type[I]
    do: Callable[[Save, I], Mapping[str, object]]
    theirs: Callable[[Save, I], Mapping[str, object]]

    def read(self, raw: Mapping[str, Any]) -> I:
        """Raises Refused where a script handed in what this handler does not take."""
        return read(self.takes, raw)


def nothing(save: Save, item: Any) -> Mapping[str, object]:
    """What adds or sets one thing can meet no other."""
    return {}
