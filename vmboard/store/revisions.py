"""Optimistic version of a board: how far a team's has come."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vmboard.domain.edition import Edition
from vmboard.store.columns import columns
from vmboard.store.tables import TeamRevision

_EDITION = select(TeamRevision.revision, TeamRevision.stamp).where(TeamRevision.team_id == bindparam("team"))


def edition_of(session: Session, team_id: int) -> Edition:
    """The edition of a team's board; that of an empty one where there is no such team."""
    return next((Edition(*row) for row in columns(session, _EDITION, {"team": team_id})), Edition(0))


def revision_of(session: Session, team_id: int) -> int:
    return edition_of(session, team_id).revision
