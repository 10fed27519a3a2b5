"""Device lookup: the ward computer a cookie stands for."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.store.directory import team_of_link
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Computer


def computer_of(session: Session, token: str) -> Computer | None:
    """The computer with this cookie, where it is still let in."""
    team_id = team_of_link(session, hash_of(token)) if token else None
    mine = select(Computer).where(Computer.team_id == team_id, Computer.token_hash == hash_of(token))
    return session.scalar(mine.where(Computer.revoked_at.is_(None))) if team_id is not None else None
