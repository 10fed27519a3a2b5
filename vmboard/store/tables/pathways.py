"""Pathways: a named group of teams across sites, what it measures together and from which baseline, and what each team
lets the others see; and the months of a team's costs that were closed.

A pathway is kept with the first of its teams. What names it from another team's row (``kept_by``, ``pathway_id``) is no
foreign key: a team can stand on a server of its own.
"""

from datetime import date

from sqlalchemy import Date, ForeignKeyConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.words import Pooling
from vmboard.store.tables.base import Row, of_project
from vmboard.store.types import Line, Ref, RowId, TeamId, Version, WideInt, Word


class Pathway(Row):
    """A named group of teams; ``team_id`` is the first of them, which keeps it."""

    __tablename__ = "pathway"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(60))
    aim: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


def _of_pathway() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["team_id", "pathway_id"], ["pathway.team_id", "pathway.id"])


class PathwayTeam(Row):
    """A team of a pathway (``of_team_id``), at its place along it."""

    __tablename__ = "pathway_team"
    __table_args__ = (_of_pathway(),)
    team_id: Mapped[TeamId]
    pathway_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    of_team_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False, index=True)
    position: Mapped[int] = mapped_column(default=0)


class PathwayMeasure(Row):
    """A measure that its teams share, by ``key`` (``measure_key``), and how their figures become one."""

    __tablename__ = "pathway_measure"
    __table_args__ = (_of_pathway(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    pathway_id: Mapped[Ref]
    key: Mapped[str] = mapped_column(String(80))
    pooling: Mapped[Pooling] = mapped_column(Word(Pooling))
    removed: Mapped[bool] = mapped_column(default=False, server_default=false())
    version: Mapped[Version]


def _of_pathway_measure() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["team_id", "measure_id"], ["pathway_measure.team_id", "pathway_measure.id"])


class PathwayBaseline(Row):
    """The frozen weeks that a pathway's measure is judged from: a human decision with a reason."""

    __tablename__ = "pathway_baseline"
    __table_args__ = (_of_pathway_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    first_week: Mapped[date] = mapped_column(Date)
    last_week: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False)


class PathwayRebase(Row):
    """The first week of a new centre line of a pathway's measure: a human decision with a reason."""

    __tablename__ = "pathway_rebase"
    __table_args__ = (_of_pathway_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    week: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False)


class PathwayRelease(Row):
    """A team's lead let the others of a pathway see its own figures of one of the pathway's measures."""

    __tablename__ = "pathway_release"
    team_id: Mapped[TeamId]
    kept_by: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    pathway_measure_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)


class PathwayProject(Row):
    """A team's project that it marked as one of a pathway's."""

    __tablename__ = "pathway_project"
    __table_args__ = (of_project(),)
    team_id: Mapped[TeamId]
    project_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    kept_by: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    pathway_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)


class MonthClose(Row):
    """Whoever gives a team's costs said that all of a month (its first day) are final, and when."""

    __tablename__ = "month_close"
    team_id: Mapped[TeamId]
    month: Mapped[date] = mapped_column(Date, primary_key=True)
    closed_on: Mapped[date] = mapped_column(Date)
    closed_by: Mapped[str] = mapped_column(String(80))
