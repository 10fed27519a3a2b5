"""Page-view counts, read: when boards were last opened by those who keep them."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.store.tables import BoardOpens

LOOKED_BACK = timedelta(days=275)
"""As far as the longest reason to visit reaches: 90 days, told at most three times over."""


def last_opened(session: Session, today: date) -> tuple[dict[int, date], date | None]:
    """The day each team's board was last opened, of those opened lately; and since when that is counted at all, None
    where it is not. One query."""
    lately = (
        select(BoardOpens.team_id, func.max(BoardOpens.on), func.min(BoardOpens.on))
        .where(BoardOpens.on > today - LOOKED_BACK, BoardOpens.on <= today)
        .group_by(BoardOpens.team_id)
    )
    rows = session.execute(lately).all()
    return {team_id: last for team_id, last, _ in rows}, min((first for *_, first in rows), default=None)
