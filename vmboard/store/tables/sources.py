"""API credentials (sources): other systems that put figures in or read them, and the teams each of them reaches."""

from datetime import date

from sqlalchemy import Date, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.store.tables.base import Row
from vmboard.store.types import Id, Moment, Passage, TeamId, Version, WideInt


class Source(Row):
    """Another system with a token of its own, of which only a hash is kept.

    It is made once and withdrawn once, and nothing of it changes between: this row says who did both and when.
    ``site_id`` or ``organisation_id``: it reaches every team there, those that come later too. ``measures`` are the
    names of those it is for, one a line; all of them where it is empty.
    """

    __tablename__ = "source"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    may_read: Mapped[bool] = mapped_column(default=False, server_default=false())
    may_write: Mapped[bool] = mapped_column(default=False, server_default=false())
    site_id: Mapped[int | None] = mapped_column(WideInt, ForeignKey("site.id"))
    organisation_id: Mapped[int | None] = mapped_column(WideInt, ForeignKey("organisation.id"))
    measures: Mapped[Passage]
    expires_on: Mapped[date] = mapped_column(Date)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[Moment]
    withdrawn_by: Mapped[str] = mapped_column(String(80), default="")
    withdrawn_at: Mapped[Moment | None]
    last_used_at: Mapped[Moment | None]


class SourceTeam(Row):
    """A team that a source reaches, and what it may there, as the team's own history tells it."""

    __tablename__ = "source_team"
    team_id: Mapped[TeamId]
    source_id: Mapped[int] = mapped_column(WideInt, ForeignKey("source.id"), primary_key=True, index=True)
    name: Mapped[str] = mapped_column(String(60))
    may_read: Mapped[bool] = mapped_column(default=False, server_default=false())
    may_write: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]
