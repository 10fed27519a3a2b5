"""Every table. A table that a team owns carries the team first in its key, so that a sharding Postgres can
spread teams. A row's id is the revision of its team that made it: unique, ordered, and no sequence to keep.

Rows never leave the floors that know SQL: queries turn them into the frozen views of ``domain.views``.
"""

from datetime import date, time
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    String,
    Text,
    Time,
    UniqueConstraint,
    text,
    true,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from vmboard.domain.spc_words import Chart
from vmboard.domain.words import (
    Decision,
    Direction,
    Domain,
    LinkRole,
    PartRole,
    PointStatus,
    Rules,
    Stage,
    Step,
)
from vmboard.store.types import Id, Line, Moment, Passage, Ref, RowId, TeamId, Version, WideInt, Word


class Row(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def of_measure() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["team_id", "measure_id"], ["measure.team_id", "measure.id"])


def of_project() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["team_id", "project_id"], ["project.team_id", "project.id"])


# --- who ---


class Organisation(Row):
    __tablename__ = "organisation"
    id: Mapped[Id]
    name: Mapped[str] = mapped_column(String(120), unique=True)
    is_demo: Mapped[bool] = mapped_column(default=False)


class Site(Row):
    __tablename__ = "site"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)
    id: Mapped[Id]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(String(120))


class Team(Row):
    """A ward, a service, or a management team (a team with children)."""

    __tablename__ = "team"
    id: Mapped[Id]
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    vision: Mapped[str] = mapped_column(String(200), default="")
    timezone: Mapped[str] = mapped_column(String(40))
    week_ends_on: Mapped[int] = mapped_column(default=6)  # 0 Monday … 6 Sunday
    huddle_weekday: Mapped[int] = mapped_column(default=1)
    huddle_time: Mapped[time] = mapped_column(Time, default=time(10, 0))
    idea_lane: Mapped[str] = mapped_column(String(24), default="Ideas")
    testing_lane: Mapped[str] = mapped_column(String(24), default="Testing")
    embedded_lane: Mapped[str] = mapped_column(String(24), default="Embedded")
    testing_limit: Mapped[int] = mapped_column(default=4)
    stuck_after_days: Mapped[int] = mapped_column(default=42)
    revision: Mapped[int] = mapped_column(WideInt, default=0)
    version: Mapped[Version]


class Member(Row):
    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("team_id", "initials"),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(80))
    initials: Mapped[str] = mapped_column(String(4))
    job: Mapped[str] = mapped_column(String(60), default="")
    left: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


# --- box score ---


class Measure(Row):
    """One row of the box score. A derived measure has parts and no data points of its own."""

    __tablename__ = "measure"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(60))
    short_name: Mapped[str] = mapped_column(String(40), default="")
    domain: Mapped[Domain] = mapped_column(Word(Domain))
    unit: Mapped[str] = mapped_column(String(40), default="")
    decimals: Mapped[int | None]
    direction: Mapped[Direction] = mapped_column(Word(Direction))
    target: Mapped[float | None] = mapped_column(Double)
    definition: Mapped[Passage]
    source: Mapped[Line]
    data_owner: Mapped[Line]
    cadence_weeks: Mapped[int] = mapped_column(default=1)
    rules: Mapped[Rules | None] = mapped_column(Word(Rules))
    chart: Mapped[Chart | None] = mapped_column(Word(Chart))
    screening: Mapped[bool] = mapped_column(default=True, server_default=true())
    factor: Mapped[float] = mapped_column(Double, default=1.0)
    library_key: Mapped[str] = mapped_column(String(40), default="")
    position: Mapped[int] = mapped_column(default=0)
    on_wall: Mapped[bool] = mapped_column(default=True)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


# Two measures in use may not share a name; a removed one keeps its name for history.
Index(
    "uq_measure_name_in_use",
    Measure.team_id,
    Measure.name,
    unique=True,
    sqlite_where=text("NOT removed"),
    postgresql_where=text("NOT removed"),
)


class MeasurePart(Row):
    """A measure that enters a derived one: sum of (weight × numerator) over the denominator, times the factor."""

    __tablename__ = "measure_part"
    __table_args__ = (
        of_measure(),
        ForeignKeyConstraint(["team_id", "part_id"], ["measure.team_id", "measure.id"]),
    )
    team_id: Mapped[TeamId]
    measure_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    part_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    role: Mapped[PartRole] = mapped_column(Word(PartRole), primary_key=True)
    weight: Mapped[float] = mapped_column(Double, default=1.0)


class DataPoint(Row):
    """A measure's value for one week. No value means not in yet, never zero."""

    __tablename__ = "data_point"
    __table_args__ = (
        of_measure(),
        CheckConstraint("(value is null) = (status = 'not_in_yet')", name="missing_is_not_in_yet"),
    )
    team_id: Mapped[TeamId]
    measure_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    week: Mapped[date] = mapped_column(Date, primary_key=True)
    value: Mapped[float | None] = mapped_column(Double)
    numerator: Mapped[float | None] = mapped_column(Double)
    denominator: Mapped[float | None] = mapped_column(Double)
    status: Mapped[PointStatus] = mapped_column(Word(PointStatus), default=PointStatus.FINAL)
    waiting_for: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[Line]
    version: Mapped[Version]


class Baseline(Row):
    """The frozen weeks a change is judged from: a human decision with a reason."""

    __tablename__ = "baseline"
    __table_args__ = (of_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    first_week: Mapped[date] = mapped_column(Date)
    last_week: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False)


class Rebase(Row):
    """The first week of a new centre line: a human decision with a reason."""

    __tablename__ = "rebase"
    __table_args__ = (of_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    week: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False)


class Exclusion(Row):
    """A week that stays on the chart and counts for nothing: a human decision with a reason."""

    __tablename__ = "exclusion"
    __table_args__ = (of_measure(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    measure_id: Mapped[Ref]
    week: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]
    removed: Mapped[bool] = mapped_column(default=False)


# --- improvement ---


class Project(Row):
    """An improvement. Its stage is its latest stage move, never a column of its own."""

    __tablename__ = "project"
    __table_args__ = (ForeignKeyConstraint(["team_id", "owner_id"], ["member.team_id", "member.id"]),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    title: Mapped[str] = mapped_column(String(60))
    aim: Mapped[Passage]
    change_idea: Mapped[Passage]
    next_step: Mapped[Passage]
    blocked_reason: Mapped[Line]
    benefit: Mapped[str] = mapped_column(String(40), default="")
    holds_when: Mapped[Line]
    votes: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = mapped_column(WideInt)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class StageMove(Row):
    __tablename__ = "stage_move"
    __table_args__ = (of_project(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    project_id: Mapped[Ref]
    from_stage: Mapped[Stage | None] = mapped_column(Word(Stage))
    to_stage: Mapped[Stage] = mapped_column(Word(Stage))
    moved_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[Line]


class PdsaCycle(Row):
    __tablename__ = "pdsa_cycle"
    __table_args__ = (of_project(), UniqueConstraint("team_id", "project_id", "number"))
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    project_id: Mapped[Ref]
    number: Mapped[int]
    step: Mapped[Step] = mapped_column(Word(Step), default=Step.PLAN)
    started_on: Mapped[date] = mapped_column(Date)
    plan: Mapped[Passage]
    prediction: Mapped[Passage]
    saw: Mapped[Passage]
    learned: Mapped[Passage]
    decision: Mapped[Decision | None] = mapped_column(Word(Decision))
    version: Mapped[Version]


class ProjectMeasure(Row):
    """Why a project is tied to a measure: the one it should move, or the one it must not harm."""

    __tablename__ = "project_measure"
    __table_args__ = (of_measure(), of_project())
    team_id: Mapped[TeamId]
    project_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    measure_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    role: Mapped[LinkRole] = mapped_column(Word(LinkRole))


# --- huddle ---


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


# --- screens and history ---


class Display(Row):
    """One wall screen. Only a hash of its link is kept."""

    __tablename__ = "display"
    __table_args__ = (UniqueConstraint("team_id", "token_hash"), Index(None, "token_hash"))
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(60))
    place: Mapped[str] = mapped_column(String(60), default="")
    token_hash: Mapped[str] = mapped_column(String(64))
    overview_seconds: Mapped[int] = mapped_column(default=40)
    focus_seconds: Mapped[int] = mapped_column(default=20)
    dark_from: Mapped[time] = mapped_column(Time, default=time(20, 0))
    dark_until: Mapped[time] = mapped_column(Time, default=time(7, 0))
    last_seen_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]
    version: Mapped[Version]


class History(Row):
    """Who changed what, when, and how it stood before and after: enough to rebuild any past board.

    One row a revision of its team. Rows are only ever added.
    """

    __tablename__ = "history"
    __table_args__ = (Index(None, "team_id", "noun", "row_key"),)
    team_id: Mapped[TeamId]
    revision: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    at: Mapped[Moment]
    actor_id: Mapped[int | None] = mapped_column(WideInt)
    actor_name: Mapped[str] = mapped_column(String(80))
    verb: Mapped[str] = mapped_column(String(40))
    noun: Mapped[str] = mapped_column(String(24))
    row_key: Mapped[str] = mapped_column(String(60))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
