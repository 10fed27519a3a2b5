"""Onboarding state: which of the next steps of a new board are done, judged by what is there."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.store.tables import DataPoint, DayMark, Display


@dataclass(frozen=True)
class FirstSteps:
    """Whether any figure is in, and whether the board hangs on a screen."""

    figures: bool
    screen: bool


def first_steps(session: Session, team_id: int) -> FirstSteps:
    """What of it is there. Three short look-ups, none of which grows with the board."""
    figures = any(
        session.scalar(select(kind.measure_id).where(kind.team_id == team_id).limit(1)) is not None
        for kind in (DataPoint, DayMark)
    )
    screens = select(Display.id).where(Display.team_id == team_id, Display.revoked_at.is_(None))
    return FirstSteps(figures, session.scalar(screens.limit(1)) is not None)
