"""Operations figures: what whoever runs the app watches, as numbers: they tell nothing of what any board says."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.domain.displays import SILENT_AFTER
from vmboard.domain.reports.words import State
from vmboard.queries.audit import last_backup
from vmboard.store.tables import Display, Report


@dataclass(frozen=True)
class Watched:
    """Screens that were seen lately and that were not, reports that wait, and when a backup was last made."""

    alive: int
    silent: int
    reports_waiting: int
    last_backup: datetime | None


def watched(session: Session, now: datetime) -> Watched:
    """In three queries. A screen that was never seen counts as silent; one that is switched off not at all."""
    in_use = select(func.count()).select_from(Display).where(Display.revoked_at.is_(None))
    screens = session.scalar(in_use) or 0
    alive = session.scalar(in_use.where(Display.last_seen_at >= now - SILENT_AFTER)) or 0
    waiting = session.scalar(select(func.count()).select_from(Report).where(Report.state == State.WAITING)) or 0
    return Watched(alive, screens - alive, waiting, last_backup(session, now))
