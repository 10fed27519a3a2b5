"""The rules of the morning round: how the list is made. They are one choice for the whole installation."""

from sqlalchemy.orm import Session

from vmboard.domain.access import Actor, asks
from vmboard.domain.dials import adjusted, dials
from vmboard.domain.reasons_to_visit import Rules
from vmboard.domain.refusals import Clash
from vmboard.store.tables import Choice

CHOSEN = "round"


@asks
def set_rules(session: Session, actor: Actor, *, version: int, **turned: float) -> Choice:
    """Set the dials. ``version`` is the one the person saw, 0 for those we ship. Raises Refused and Clash."""
    rules = adjusted(Rules(), **turned)
    row = session.get(Choice, CHOSEN)
    if (row.version if row else 0) != version:
        raise Clash("Someone else changed how this list is made. Look at theirs first, then choose.")
    if row is None:
        row = Choice(name=CHOSEN, version=0)
        session.add(row)
    row.value = {one.field: getattr(rules, one.field) for one in dials(Rules)}
    row.author, row.at, row.version = actor.name, session.info["now"], version + 1
    session.flush()
    return row


@asks
def reset_rules(session: Session, actor: Actor) -> None:
    """Rank as we ship it again."""
    row = session.get(Choice, CHOSEN)
    if row is not None:
        session.delete(row)
