"""Line lists: the lines of a project's diagram, map or tally that stand, in their order."""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.store.tables import Cause, Driver, ProcessStep

Kept = TypeVar("Kept", Driver, ProcessStep, Cause)


def lines_in_use(session: Session, kind: type[Kept], team_id: int, project_id: int) -> list[Kept]:
    mine = select(kind).where(kind.team_id == team_id, kind.project_id == project_id, kind.removed.is_(False))
    return list(session.scalars(mine.order_by(kind.position, kind.id)))
