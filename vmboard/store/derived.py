"""Derived measures: which of a team's measures the board works out from others."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.store.tables import MeasurePart


def is_derived(session: Session, team_id: int, measure_id: int) -> bool:
    parts = select(MeasurePart.part_id).where(MeasurePart.team_id == team_id, MeasurePart.measure_id == measure_id)
    return session.scalar(parts.limit(1)) is not None
