"""What belongs to no single team: chosen rules and inputs, and the summaries that a round of boards is read from."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.store.tables.base import Row
from vmboard.store.types import Moment, TeamId, Version, WideInt


class Choice(Row):
    """Something chosen for the whole installation, and who chose it: the rules of the round, a return's inputs."""

    __tablename__ = "choice"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(80))
    at: Mapped[Moment]
    version: Mapped[Version]


class TeamSummary(Row):
    """What a round of many boards needs of one, made of its board at a revision and a week: it can be made anew."""

    __tablename__ = "team_summary"
    team_id: Mapped[TeamId]
    revision: Mapped[int] = mapped_column(WideInt)
    week: Mapped[date] = mapped_column(Date)
    build: Mapped[str] = mapped_column(String(16))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
