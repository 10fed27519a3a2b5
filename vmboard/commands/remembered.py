"""Identity cookie: who somebody said they are, for each team, on this browser, while nobody signs in.

It holds numbers only, signed with the installation's key: of a team, of one of its people, since when, and whether
others use the computer too. It opens nothing and is worth nothing once there are accounts.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from vmboard.commands.passes import signer_of
from vmboard.store.tables import Huddle

LASTS_SECONDS = 365 * 24 * 3600
SHARED_LASTS = timedelta(hours=12)
"""On a shared computer nobody is remembered into the next day, huddle or none."""
MOST = 8
"""Teams that one browser remembers a name for; the one picked longest ago makes room."""


_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Pick:
    """Who was picked, when; ``shared``: on a computer that others use too, so only until the huddle closes."""

    member_id: int
    at: datetime
    shared: bool = False


Picks = dict[int, Pick]
"""By team."""


def picks_of(bind: Engine, cookie: str) -> Picks:
    """Who was picked on this browser; nobody where the cookie is missing, forged or too old."""
    try:
        rows = _signer(bind).loads(cookie, max_age=LASTS_SECONDS) if cookie else ()
        return {int(t): Pick(int(m), _BEGAN + timedelta(seconds=int(at)), bool(shared)) for t, m, at, shared in rows}
    except (BadSignature, ValueError, TypeError, OverflowError):
        return {}


def cookie_of(bind: Engine, picks: Picks) -> str:
    """The cookie that says so; empty where there is nobody to remember."""
    rows = [(team, pick.member_id, int(pick.at.timestamp()), int(pick.shared)) for team, pick in picks.items()]
    return _signer(bind).dumps(rows[-MOST:]) if rows else ""


def still_stands(session: Session, team_id: int, pick: Pick, now: datetime) -> bool:
    """Whether a pick counts yet: on a shared computer until the next huddle closes, and for half a day at most."""
    if not pick.shared:
        return True
    closed = select(Huddle.id).where(Huddle.team_id == team_id, Huddle.closed_at > pick.at, Huddle.closed_at <= now)
    return now - pick.at < SHARED_LASTS and session.scalar(closed.limit(1)) is None


def _signer(bind: Engine) -> URLSafeTimedSerializer:
    return signer_of(bind, "vmboard.who")
