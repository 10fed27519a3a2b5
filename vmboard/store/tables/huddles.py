"""What is agreed and told at a huddle, and the huddle that is under way."""

from datetime import date

from sqlalchemy import (
    Date,
    ForeignKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.store.tables.base import Row, of_project
from vmboard.store.types import Line, Moment, Passage, RowId, TeamId, Version, WideInt


class Action(Row):
    """Something agreed. A repeating one raises the next when it is done; ``follows_id`` names the one before."""

    __tablename__ = "action"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "owner_id"], ["member.team_id", "member.id"]),
        of_project(),
    )
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    text: Mapped[str] = mapped_column(String(140))
    owner_id: Mapped[int | None] = mapped_column(WideInt)
    project_id: Mapped[int | None] = mapped_column(WideInt)
    raised_on: Mapped[date] = mapped_column(Date)
    due: Mapped[date | None] = mapped_column(Date)
    done_on: Mapped[date | None] = mapped_column(Date)
    repeat_weeks: Mapped[int | None]
    follows_id: Mapped[int | None] = mapped_column(WideInt)
    carried: Mapped[int] = mapped_column(default=0, server_default="0")
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class Huddle(Row):
    """One meeting. While ``opened_at`` is set and ``closed_at`` is not, it is under way: one a team at a time.

    ``section`` is where it stands since ``section_at``; ``project_id`` the project it is looking at; ``on_wall``
    asks the team's walls to follow.
    """

    __tablename__ = "huddle"
    __table_args__ = (UniqueConstraint("team_id", "held_on"),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    held_on: Mapped[date] = mapped_column(Date)
    minutes: Mapped[int | None]
    people: Mapped[int | None]
    professions: Mapped[Line]
    notes: Mapped[Passage]
    celebration: Mapped[str] = mapped_column(String(90), default="")
    questions: Mapped[str] = mapped_column(Text, default="", server_default="")
    opened_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    section: Mapped[str] = mapped_column(String(24), default="", server_default="")
    section_at: Mapped[Moment | None]
    project_id: Mapped[int | None] = mapped_column(WideInt)
    on_wall: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


class DailyHuddle(Row):
    """A day's daily huddle: what is ``different`` that day, and when it was held. It keeps no score: see ``Huddle``."""

    __tablename__ = "daily_huddle"
    __table_args__ = (UniqueConstraint("team_id", "held_on"),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    held_on: Mapped[date] = mapped_column(Date)
    different: Mapped[str] = mapped_column(String(90), default="")
    held_at: Mapped[Moment | None]
    version: Mapped[Version]
