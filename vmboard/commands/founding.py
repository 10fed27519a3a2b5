"""Team set-up in one transaction: the team itself, its people and its first measures, all or
nothing."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from vmboard.commands.library import add_from_library
from vmboard.commands.teams import add_member, add_team
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import APP
from vmboard.domain.refusals import Refused
from vmboard.store.tables import Team


@asks
def found_team(
    session: Session, actor: Actor, *, people: Iterable[tuple[str, str]], measures: Iterable[str], **details: Any
) -> Team:
    """``people`` are names with initials, ``measures`` keys of the library; ``details`` as ``add_team`` takes them.

    Whoever may add a team may furnish it this once, although the team's later work is not theirs. Raises Refused.
    """
    team = add_team(session, actor, **details)
    founder = replace(actor, person=APP)
    for name, initials in people:
        add_member(session, founder, team.id, name=name, initials=initials)
    if not (chosen := list(measures)):
        raise Refused("Tick at least one measure: a board without figures has nothing to say.")
    add_from_library(session, founder, team.id, chosen)
    return team
