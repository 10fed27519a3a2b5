"""Directory: what leads to a team's rows from outside: secret links, and what other teams sent up to it.

Its lines are made as those rows are, and are only ever added: who follows one looks at the team's own rows.
"""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from vmboard.store.columns import columns
from vmboard.store.tables import Asker, EscalationMove, Link, Row

_ASKERS = select(Asker.asker_id).where(Asker.team_id == bindparam("team"), Asker.asker_id != bindparam("team"))


def enter(session: Session, row: Row, team_id: int) -> None:
    """Let what this row of a team is found by lead to the team."""
    if token_hash := getattr(row, "token_hash", ""):
        session.merge(Link(token_hash=token_hash, team_id=team_id))
    if isinstance(row, EscalationMove):
        session.merge(Asker(team_id=row.to_team_id, asker_id=team_id))


def team_of_link(session: Session, token_hash: str) -> int | None:
    """The team that a link with this hash leads to; None where no link has it."""
    return session.scalar(select(Link.team_id).where(Link.token_hash == token_hash))


def askers_of(session: Session, team_id: int) -> set[int]:
    """The other teams that ever sent this one something."""
    return {asker_id for (asker_id,) in columns(session, _ASKERS, {"team": team_id})}
