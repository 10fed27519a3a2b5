"""Team set-up in one transaction: the team itself, its people and its first measures, all or
nothing."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Unpack

from sqlalchemy.orm import Session

from vmboard.commands.library import add_from_library
from vmboard.commands.measures import add_measure, change_measure, measures_in_use
from vmboard.commands.teams import NewTeam, add_member, add_team
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import APP
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.library import LIBRARY
from vmboard.domain.measures.own_line import read_own
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.words import Domain
from vmboard.store.tables import Team

NO_MEASURE = N_("Tick at least one measure: a board without figures has nothing to say.")


@asks(Verb.FOUND_TEAM)
def found_team(
    session: Session, actor: Actor, *, people: Iterable[tuple[str, str]], measures: Iterable[str],
    own: Iterable[tuple[Domain, str]] = (), **fields: Unpack[NewTeam],
) -> Team:  # fmt: skip
    """``people`` are names with initials, ``measures`` keys of the library, ``own`` lines such as ``Missed breakfasts,
    below 3`` with their domain, all else as ``add_team`` takes it. A line that names a measure of the library sets its
    target, and brings it along.

    Whoever may add a team may furnish it this once, although the team's later work is not theirs. Raises Refused.
    """
    team = add_team(session, actor, **fields)
    founder = replace(actor, person=APP)
    for name, initials in people:
        add_member(session, founder, team.id, name=name, initials=initials)
    lines = [(domain, read_own(line)) for domain, line in own]
    shared = {entry.name.casefold(): entry.key for entry in LIBRARY}
    keys = {shared[line.name.casefold()]: line for _, line in lines if line.name.casefold() in shared}
    if not (chosen := [*measures, *keys]) and not lines:
        raise Refused(NO_MEASURE)
    add_from_library(session, founder, team.id, chosen)
    rows = {row.library_key: row for row in measures_in_use(session, team.id)}
    for key, line in keys.items():
        if line.target is not None:
            change_measure(session, founder, team.id, rows[key].id, target=line.target)
    for domain, line in lines:
        if line.name.casefold() not in shared:
            add_measure(
                session, founder, team.id, name=line.name, domain=domain, direction=line.direction, unit=line.unit,
                decimals=line.decimals, target=line.target,
            )  # fmt: skip
    return team
