"""Idempotency keys (receipts): what a browser hands in twice, because an answer was lost on the way, is made once."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.refusals import Refused
from vmboard.store.tables import Receipt

MAX_KEY = 64


def once(session: Session, team_id: int, key: str, make: Callable[[], int]) -> int:
    """The id of the row made under ``key``, making it with ``make`` the first time only."""
    if not 8 <= len(key) <= MAX_KEY:
        raise Refused("This page is too old to save with. Load it again: what you typed is kept.")
    history.hold(session, team_id)
    known = session.get(Receipt, (team_id, key))
    if known is None:
        known = Receipt(team_id=team_id, key=key, row_id=make(), at=session.info["now"])
        session.add(known)
        session.flush()
    return known.row_id
