"""Authorisation decorator: who is acting. Every command and query takes an actor and asks whether this person may
(``permissions``)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import signature
from typing import Any, ParamSpec, TypeVar

from vmboard.domain.access.permissions import APP, NOBODY, Person, Thing, is_of_a_team, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _

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

    @property
    def by(self) -> str:
        """The same for the audit log, where the app's own work has its set name."""
        return self.key or (self.name if self.person is APP else "")


DEMO = Actor(N_("Demo data"), person=APP)
COMMAND_LINE = Actor(N_("Command line"), person=APP)
KEEPER = Actor(N_("Daily sweep"), person=APP)
NOBODY_YET = Actor(N_("Someone on this computer"), person=APP)
"""Whoever opens the app on its own computer while there are no accounts yet."""
_OURS = {actor.name for actor in (DEMO, COMMAND_LINE, KEEPER, NOBODY_YET)}


def said_name(name: str) -> str:
    """A name that history keeps, as it is said here: a person's as it is, the app's own by the catalogue."""
    return _(name) if name in _OURS else name


class NotAllowed(Refused):
    """The person may not do this here. Nothing was read or written."""


def require(actor: Actor, verb: Verb, thing: Thing) -> None:
    """Raises NotAllowed, which tells nothing of what is there, unless the actor may."""
    if not may(actor.person, verb, thing):
        raise NotAllowed("That is not yours to see or change. Ask your team's lead, or an administrator.")


def ask_first(query: Callable[..., Any], actor: Actor, team_id: int) -> None:
    """What every cache in front of a query does before it answers: what is kept there was read for somebody else.

    Raises NotAllowed where ``query``, one that asks, would.
    """
    require(actor, query.verb, Thing(team_id))  # type: ignore[attr-defined]


def asks(verb: Verb) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A command or query that asks first whether the actor may do this: to the team it is given, or the installation.

    Raises TypeError, as its module is loaded, where the function takes a ``team_id`` and the verb is of the whole
    installation, or the other way round: everybody would be refused.
    """

    def put_on(function: Callable[P, R]) -> Callable[P, R]:
        places = {name: place for place, name in enumerate(signature(function).parameters)}
        actor_at, team_at = places["actor"], places.get("team_id")
        _check_kind(verb, function)

        @wraps(function)
        def asking(*given: P.args, **named: P.kwargs) -> R:
            actor: Any = given[actor_at] if len(given) > actor_at else named["actor"]
            team: Any = None
            if team_at is not None:
                team = given[team_at] if len(given) > team_at else named["team_id"]
            require(actor, verb, Thing(team))
            return function(*given, **named)

        asking.verb = verb  # type: ignore[attr-defined]
        return asking

    return put_on


def asks_inside(verb: Verb) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A command or query that must look before it knows of whom to ask: it calls ``require`` itself, with this verb."""

    def put_on(function: Callable[P, R]) -> Callable[P, R]:
        _check_kind(verb, function)
        function.verb = verb  # type: ignore[attr-defined]
        return function

    return put_on


def _check_kind(verb: Verb, function: Callable[..., object]) -> None:
    if is_of_a_team(verb) != ("team_id" in signature(function).parameters):
        kind = "a team's: give it a team_id" if is_of_a_team(verb) else "the installation's: it takes no team_id"
        raise TypeError(f"{function.__module__}.{function.__qualname__}: {verb!r} is {kind}")
