"""Recursive query: the tree of teams: which stand under others, at any depth."""

from collections.abc import Collection

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
    return {team_id: parent_id for team_id, parent_id in session.execute(select(under.c.id, under.c.parent_id))}
