"""The list of problem kinds that every team chooses from when it sends something up."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from vmboard.commands.choices import choose, forget
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.problem_kinds import checked_kinds
from vmboard.domain.text.catalogue import N_
from vmboard.store.problem_kinds import CHOSEN
from vmboard.store.tables import Choice

NEWER = N_("Someone else changed this list meanwhile. Look at theirs first, then save again.")


@asks(Verb.SET_PROBLEM_KINDS)
def set_kinds(session: Session, actor: Actor, *, lines: Iterable[str], version: int) -> Choice:
    """Choose the list for all teams; ``version`` is the one the person saw, 0 for ours. Raises Refused and Clash."""
    return choose(session, actor.name, CHOSEN, {"kinds": list(checked_kinds(lines))}, version=version, newer=NEWER)


@asks(Verb.RESET_PROBLEM_KINDS)
def reset_kinds(session: Session, actor: Actor) -> None:
    """Back to the list we ship. What was sent up keeps its kind."""
    forget(session, CHOSEN)
