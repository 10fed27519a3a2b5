"""Optimistic version of a board: how far a team's has come."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.edition import Edition
from vmboard.store.tables import TeamRevision


def edition_of(session: Session, team_id: int) -> Edition:
    """The edition of a team's board; that of an empty one where there is no such team."""
    columns = TeamRevision.revision, TeamRevision.stamp
    row = session.execute(select(*columns).where(TeamRevision.team_id == team_id)).first()
    return Edition(row.revision, row.stamp) if row else Edition(0)


def revision_of(session: Session, team_id: int) -> int:
    return edition_of(session, team_id).revision
