"""The rules of the morning round: how the list is made. They are one choice for the whole installation."""

from sqlalchemy.orm import Session

from vmboard.commands.choices import choose, forget
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.coaching.reasons_to_visit import Rules
from vmboard.domain.dials import adjusted
from vmboard.store.tables import Choice

CHOSEN = "round"
NEWER = "Someone else changed how this list is made. Look at theirs first, then choose."


@asks
def set_rules(session: Session, actor: Actor, *, version: int, **turned: float) -> Choice:
    """Set the dials. ``version`` is the one the person saw, 0 for those we ship. Raises Refused and Clash."""
    return choose(session, actor.name, CHOSEN, vars(adjusted(Rules(), **turned)), version=version, newer=NEWER)


@asks
def reset_rules(session: Session, actor: Actor) -> None:
    """Rank as we ship it again."""
    forget(session, CHOSEN)
