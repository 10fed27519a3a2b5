"""Page-view counts, read: when boards were last opened by those who keep them."""

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vmboard.store.tables import BoardOpens

LOOKED_BACK = timedelta(days=275)
"""As far as the longest reason to visit reaches: 90 days, told at most three times over."""


def last_opened(session: Session, today: date) -> tuple[dict[int, date], date | None]:
    """The day each team's board was last opened, of those opened lately; and since when that is counted at all."""
    since = session.scalar(select(func.min(BoardOpens.on)))
    lately = (
        select(BoardOpens.team_id, func.max(BoardOpens.on))
        .where(BoardOpens.on > today - LOOKED_BACK, BoardOpens.on <= today)
        .group_by(BoardOpens.team_id)
    )
    opened = {team_id: on for team_id, on in session.execute(lately)} if since is not None else {}
    return opened, None if since is None else max(since, today - LOOKED_BACK)
