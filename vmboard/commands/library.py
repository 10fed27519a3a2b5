"""Starting a box score from the built-in library."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from vmboard.commands.measures import add_derived_measure, add_measure, measures_in_use
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.measures.library import LibraryMeasure, with_parts
from vmboard.store.tables import Measure

_COPIED = (
    "name", "domain", "unit", "decimals", "direction", "definition", "source", "data_owner", "cadence_weeks",
)  # fmt: skip


@asks
def add_from_library(session: Session, actor: Actor, team_id: int, keys: Iterable[str]) -> Sequence[Measure]:
    """Add measures of the library to a team's box score, in its order, and return those that are new.

    What a derived measure is computed from comes with it, off the wall unless chosen too. A measure the
    team has already, by key or by name, stands as it is. Raises Refused for a key the library does not have.
    """
    keys = set(keys)
    wanted = with_parts(keys)
    used = measures_in_use(session, team_id)
    ids = {one.key: row.id for one in wanted for row in used if _same(row, one)}
    fresh = [one for one in wanted if one.key not in ids]
    first = max((row.position for row in used), default=0) + 1
    added = []
    for one in sorted(fresh, key=lambda one: one.is_derived):  # a part before what is computed from it
        place = {"position": first + fresh.index(one), "on_wall": one.key in keys}
        row = _add(session, actor, team_id, one, ids, place)
        ids[one.key] = row.id
        added.append(row)
    return sorted(added, key=lambda row: row.position)


def _add(
    session: Session,
    actor: Actor,
    team_id: int,
    one: LibraryMeasure,
    ids: Mapping[str, int],
    place: Mapping[str, int],
) -> Measure:
    details: dict[str, Any] = {field: getattr(one, field) for field in _COPIED}
    details |= {"library_key": one.key, **place}
    if not one.is_derived:
        return add_measure(session, actor, team_id, **details)
    numerators = {ids[part]: weight for part, weight in one.numerators.items()}
    below = ids[one.denominator] if one.denominator else None
    return add_derived_measure(
        session, actor, team_id, numerators=numerators, denominator=below, factor=one.factor, **details
    )


def _same(row: Measure, one: LibraryMeasure) -> bool:
    return row.library_key == one.key or row.name.casefold() == one.name.casefold()
