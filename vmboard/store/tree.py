"""Recursive query: the tree of teams: which stand under others, at any depth."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.store.tables import Team


def parents_under(session: Session, team_ids: Collection[int]) -> dict[int, int | None]:
    """Every team under these, at any depth, by its id, with the id of the one right above it. One query.

    A team that stands under itself, which no command allows, is met once.
    """
    if not team_ids:
        return {}
    first = select(Team.id, Team.parent_id).where(Team.parent_id.in_(team_ids)).cte(recursive=True)
    under = first.union(select(Team.id, Team.parent_id).join(first, Team.parent_id == first.c.id))
    rows = session.execute(select(under.c.id, under.c.parent_id))
    return {row.id: row.parent_id for row in rows}


def teams_above(session: Session, team_id: int) -> list[int]:
    """The teams that stand above this one, the nearest first."""
    met: list[int] = []
    above = session.scalar(select(Team.parent_id).where(Team.id == team_id))
    while above is not None and above not in met:
        met.append(above)
        above = session.scalar(select(Team.parent_id).where(Team.id == above))
    return met


def levels(above: Mapping[int, int | None]) -> dict[int, int]:
    """How many levels of teams stand under each team that has any: a ward is not in it, a division has 1.

    ``above`` says which team stands right above each. Whoever stands under itself, which no command allows, is counted
    once around.
    """
    made: dict[int, int] = {}
    for team_id in above:
        met = [team_id]
        while (parent := above.get(met[-1])) is not None and parent not in met:
            made[parent] = max(made.get(parent, 0), len(met))
            met.append(parent)
    return made


def all_under(session: Session) -> Callable[[int], frozenset[int]]:
    """Which teams stand under any one, of a tree that is read once."""
    children = defaultdict(list)
    for team_id, parent_id in session.execute(select(Team.id, Team.parent_id).where(Team.parent_id.is_not(None))):
        children[parent_id].append(team_id)

    def under(team_id: int) -> frozenset[int]:
        met: set[int] = set()
        rest = list(children.get(team_id, ()))
        while rest:
            if (child := rest.pop()) not in met:
                met.add(child)
                rest += children.get(child, ())
        return frozenset(met)

    return under
