"""Understand before you fix: what drives an aim, the steps of a process, causes that are counted, and changes noted on
charts."""

from datetime import date

from sqlalchemy import Date, ForeignKeyConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.words import DriverKind
from vmboard.store.tables.base import Row, of_measure, of_project
from vmboard.store.types import Ref, RowId, TeamId, Version, WideInt, Word


class Driver(Row):
    """A line of a project's driver diagram, by its place below the lines it belongs to. ``card_id`` is the project that
    a change idea is."""

    __tablename__ = "driver"
    __table_args__ = (
        of_project(),
        ForeignKeyConstraint(["team_id", "card_id"], ["project.team_id", "project.id"]),
    )
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    project_id: Mapped[Ref]
    kind: Mapped[DriverKind] = mapped_column(Word(DriverKind))
    text: Mapped[str] = mapped_column(String(60))
    card_id: Mapped[int | None] = mapped_column(WideInt)
    position: Mapped[int]
    removed: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


class ProcessStep(Row):
    """A step of the process a project is about: minutes worked on it, and minutes waited after it."""

    __tablename__ = "process_step"
    __table_args__ = (of_project(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    project_id: Mapped[Ref]
    text: Mapped[str] = mapped_column(String(60))
    worked_minutes: Mapped[int]
    waited_minutes: Mapped[int]
    position: Mapped[int]
    removed: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


class Cause(Row):
    """A cause that a project counts, and how often it was seen."""

    __tablename__ = "cause"
    __table_args__ = (of_project(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    project_id: Mapped[Ref]
    text: Mapped[str] = mapped_column(String(60))
    count: Mapped[int] = mapped_column(default=0)
    position: Mapped[int]
    removed: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


class ChangeNote(Row):
    """What changed on a day, in a few words on a measure's chart: ``New bay opened``."""

    __tablename__ = "change_note"
    __table_args__ = (of_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    day: Mapped[date] = mapped_column(Date)
    text: Mapped[str] = mapped_column(String(40))
    removed: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]
