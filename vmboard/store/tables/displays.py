"""Wall screens."""

from datetime import time

from sqlalchemy import (
    BigInteger,
    String,
    Time,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.words import Face
from vmboard.store.tables.base import Row
from vmboard.store.types import Moment, RowId, TeamId, Version, Word


class Display(Row):
    """One wall screen. Only a hash of its link is kept."""

    __tablename__ = "display"
    __table_args__ = (UniqueConstraint("team_id", "token_hash"),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(60), default="")
    token_hash: Mapped[str] = mapped_column(String(64))
    overview_seconds: Mapped[int] = mapped_column(default=40)
    focus_seconds: Mapped[int] = mapped_column(default=20)
    dark_from: Mapped[time] = mapped_column(Time, default=time(20, 0))
    dark_until: Mapped[time] = mapped_column(Time, default=time(7, 0))
    face: Mapped[Face] = mapped_column(Word(Face), default=Face.STAFF, server_default=Face.STAFF.value)
    last_seen_at: Mapped[Moment | None]
    told_at: Mapped[Moment | None]
    painted_at: Mapped[Moment | None]
    painted_revision: Mapped[int | None] = mapped_column(BigInteger)
    viewport_width: Mapped[int | None]
    viewport_height: Mapped[int | None]
    text_px: Mapped[float | None]
    revoked_at: Mapped[Moment | None]
    version: Mapped[Version]
