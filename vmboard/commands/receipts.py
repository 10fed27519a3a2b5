"""Idempotency keys (receipts): what a browser hands in twice, because an answer was lost on the way, is made once."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, exists
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.refusals import Refused
from vmboard.store.tables import Project, Receipt

MAX_KEY = 64
KEPT = timedelta(days=90)
"""Longer than a browser that lost an answer is away: handed in after that, a thing is made a second time."""


def once(session: Session, team_id: int, key: str, make: Callable[[], int]) -> int:
    """The id of the row made under ``key``, making it with ``make`` the first time only."""
    if not 8 <= len(key) <= MAX_KEY:
        raise Refused("This page is too old to save with. Load it again: what you typed is kept.")
    history.hold(session, team_id)
    receipt = history.held_row(session, Receipt, team_id, key)
    return keep(session, team_id, key, make()) if receipt is None else receipt.row_id


def is_kept(session: Session, team_id: int, key: str) -> bool:
    """Whether something was made under the key, once other writers of the team are through."""
    return history.held_row(session, Receipt, team_id, key) is not None


def keep(session: Session, team_id: int, key: str, row_id: int = 0) -> int:
    """Remember what was made under a key."""
    session.add(Receipt(team_id=team_id, key=key, row_id=row_id, at=session.info["now"]))
    session.flush()
    return row_id


def forget_receipts(session: Session, now: datetime) -> None:
    """Let go of old receipts, but for those of votes: a vote is taken back by its key while its project is there."""
    voted = exists().where(Project.team_id == Receipt.team_id, Project.id == Receipt.row_id)
    session.execute(delete(Receipt).where(Receipt.at < now - KEPT, ~voted))
