"""Work sampling: what activities a team tells apart, its samplings, and every look. Nobody watched is named."""

from datetime import date

from sqlalchemy import Date, ForeignKeyConstraint, String, false, true
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.words import TimeUse
from vmboard.store.tables.base import Row
from vmboard.store.types import Moment, Ref, RowId, TeamId, Version, Word


class ActivityCategory(Row):
    """What somebody may be seen doing, and which part of the time it counts as."""

    __tablename__ = "activity_category"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(24))
    counts_as: Mapped[TimeUse] = mapped_column(Word(TimeUse))
    removed: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


class Sampling(Row):
    """One time of looking round, from ``started_at`` until ``ended_at``: every so many minutes, or at random moments as
    often. Its looks enter the figures of the week of ``held_on``."""

    __tablename__ = "sampling"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    held_on: Mapped[date] = mapped_column(Date)
    started_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    every_minutes: Mapped[int]
    at_random: Mapped[bool] = mapped_column(default=True, server_default=true())
    planned: Mapped[int]
    version: Mapped[Version]


class Observation(Row):
    """One look at somebody of a profession (``role``): what they were doing. Who looked is in history."""

    __tablename__ = "observation"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "sampling_id"], ["sampling.team_id", "sampling.id"]),
        ForeignKeyConstraint(["team_id", "category_id"], ["activity_category.team_id", "activity_category.id"]),
    )
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    sampling_id: Mapped[Ref]
    category_id: Mapped[Ref]
    role: Mapped[str] = mapped_column(String(40))
    removed: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]
