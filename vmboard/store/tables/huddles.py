"""What is agreed and told at a huddle."""

from datetime import date

from sqlalchemy import (
    Date,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.store.tables.base import Row, of_project
from vmboard.store.types import Line, Passage, RowId, TeamId, Version, WideInt


class Action(Row):
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
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class Huddle(Row):
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
    version: Mapped[Version]
