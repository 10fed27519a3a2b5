"""Improvement programmes of the whole installation: their names and the measures each requires."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from vmboard.commands.choices import choose
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.programmes import CHOSEN, Programme, checked
from vmboard.domain.text.catalogue import N_
from vmboard.store.tables import Choice

NEWER = N_("Someone else changed the programmes. Look at theirs first, then change.")


@asks(Verb.SET_PROGRAMMES)
def set_programmes(session: Session, actor: Actor, programmes: Sequence[Programme], *, version: int) -> Choice:
    """Set the whole list. What serves one that is not on it any more keeps its words, and is asked for by nobody.

    ``version`` is the one the person saw, 0 where nobody had chosen. Raises Refused and Clash.
    """
    kept = [
        {"key": one.key, "name": one.name, "requires": list(one.requires)} for one in checked(programmes)
    ]  # fmt: skip
    return choose(session, actor.name, CHOSEN, {"programmes": kept}, version=version, newer=NEWER)
