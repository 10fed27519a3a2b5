"""Starting a box score from the built-in library."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.measures import NewMeasure, add_derived_measure, add_measure, measures_in_use
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.measures.library import LibraryMeasure, with_parts
from vmboard.store.tables import Measure


@asks(Verb.ADD_FROM_LIBRARY)
def add_from_library(session: Session, actor: Actor, team_id: int, keys: Iterable[str]) -> Sequence[Measure]:
    """Add measures of the library to a team's box score, in its order, and return those that are new.

    What a derived measure is computed from comes with it, off the wall unless chosen too. A measure the
    team has already, by key or by name, stands as it is. Raises Refused for a key the library does not have.
    """
    history.hold(session, team_id)
    keys = set(keys)
    wanted = with_parts(keys)
    used = measures_in_use(session, team_id)
    ids = {one.key: row.id for one in wanted for row in used if _same(row, one)}
    fresh = [one for one in wanted if one.key not in ids]
    first = max((row.position for row in used), default=0) + 1
    added = []
    for one in sorted(fresh, key=lambda one: one.is_derived):  # a part before what is computed from it
        copy = _copy(one, position=first + fresh.index(one), on_wall=one.key in keys)
        row = _add(session, actor, team_id, one, ids, copy)
        ids[one.key] = row.id
        added.append(row)
    return sorted(added, key=lambda row: row.position)


def _copy(one: LibraryMeasure, *, position: int, on_wall: bool) -> NewMeasure:
    return NewMeasure(
        name=one.name, domain=one.domain, unit=one.unit, decimals=one.decimals, direction=one.direction,
        definition=one.definition, source=one.source, data_owner=one.data_owner, cadence_weeks=one.cadence_weeks,
        library_key=one.key, position=position, on_wall=on_wall,
    )  # fmt: skip


def _add(
    session: Session,
    actor: Actor,
    team_id: int,
    one: LibraryMeasure,
    ids: Mapping[str, int],
    copy: NewMeasure,
) -> Measure:
    if not one.is_derived:
        return add_measure(session, actor, team_id, **copy)
    numerators = {ids[part]: weight for part, weight in one.numerators.items()}
    below = ids[one.denominator] if one.denominator else None
    return add_derived_measure(
        session, actor, team_id, numerators=numerators, denominator=below, factor=one.factor, **copy
    )


def _same(row: Measure, one: LibraryMeasure) -> bool:
    return row.library_key == one.key or row.name.casefold() == one.name.casefold()
