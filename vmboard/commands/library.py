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
    ids = {shared.key: row.id for shared in wanted for row in used if _same(row, shared)}
    fresh = [shared for shared in wanted if shared.key not in ids]
    first = max((row.position for row in used), default=0) + 1
    added = []
    for shared in sorted(fresh, key=lambda one: one.is_derived):  # a part before what is computed from it
        copy = _copy(shared, position=first + fresh.index(shared), on_wall=shared.key in keys)
        row = _add(session, actor, team_id, shared, ids, copy)
        ids[shared.key] = row.id
        added.append(row)
    return sorted(added, key=lambda row: row.position)


def _copy(shared: LibraryMeasure, *, position: int, on_wall: bool) -> NewMeasure:
    return NewMeasure(
        name=shared.name, domain=shared.domain, unit=shared.unit, decimals=shared.decimals,
        direction=shared.direction, definition=shared.definition, source=shared.source,
        data_owner=shared.data_owner, cadence_weeks=shared.cadence_weeks, library_key=shared.key,
        position=position, on_wall=on_wall, indicator=shared.indicator,
    )  # fmt: skip


def _add(
    session: Session,
    actor: Actor,
    team_id: int,
    shared: LibraryMeasure,
    ids: Mapping[str, int],
    copy: NewMeasure,
) -> Measure:
    if not shared.is_derived:
        return add_measure(session, actor, team_id, **copy)
    numerators = {ids[part]: weight for part, weight in shared.numerators.items()}
    below = ids[shared.denominator] if shared.denominator else None
    return add_derived_measure(
        session, actor, team_id, numerators=numerators, denominator=below, factor=shared.factor, **copy
    )


def _same(row: Measure, one: LibraryMeasure) -> bool:
    return row.library_key == one.key or row.name.casefold() == one.name.casefold()
