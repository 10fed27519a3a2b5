"""Authorisation decorator: who is acting. Every command and query takes an actor and asks whether this person may
(``permissions``)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from vmboard.domain.access.permissions import APP, INSTALLATION, NOBODY, Person, Thing, may
from vmboard.domain.refusals import Refused

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Actor:
    """Someone, or something, that reads or changes a board. ``member_id`` is None for the app's own work.

    ``name`` goes into history; ``person`` is what was found out about them, and decides what they may.
    """

    name: str
    member_id: int | None = None
    team_id: int | None = None
    person: Person = NOBODY
    account_id: int | None = None

    @property
    def key(self) -> str:
        """Tells people apart where names do not: ``account:4``, ``member:1:12``; empty for who is not known."""
        if self.account_id is not None:
            return f"account:{self.account_id}"
        return f"member:{self.team_id}:{self.member_id}" if self.team_id and self.member_id else ""


DEMO = Actor("Demo data", person=APP)
COMMAND_LINE = Actor("Command line", person=APP)
KEEPER = Actor("Daily sweep", person=APP)
NOBODY_YET = Actor("Someone on this computer", person=APP)
"""Whoever opens the app on its own computer while there are no accounts yet."""


class NotAllowed(Refused):
    """The person may not do this here. Nothing was read or written."""


def require(actor: Actor, verb: str, thing: Thing) -> None:
    """Raises NotAllowed, which tells nothing of what is there, unless the actor may."""
    if not may(actor.person, verb, thing):
        raise NotAllowed("That is not yours to see or change. Ask your team's lead, or an administrator.")


def asks(function: Callable[P, R]) -> Callable[P, R]:
    """A command or query that asks first: by its own name, of the team it is given, or of the whole installation.

    The verb of ``commands/actions.py: complete`` is ``actions.complete``; a query's begins with ``read.``.
    """
    floor, _, module = function.__module__.rpartition("vmboard.")[2].partition(".")
    verb = f"{'read.' if floor == 'queries' else ''}{module}.{function.__name__}"
    names = list(signature(function).parameters)
    place, actor_at = (names.index("team_id") if "team_id" in names else None), names.index("actor")

    @wraps(function)
    def asking(*given: P.args, **named: P.kwargs) -> R:
        actor: Any = given[actor_at] if len(given) > actor_at else named["actor"]
        team: Any = None if place is None else given[place] if len(given) > place else named["team_id"]
        require(actor, verb, INSTALLATION if place is None else Thing(team))
        return function(*given, **named)

    asking.verb = verb  # type: ignore[attr-defined]
    return asking
