"""Improvement: projects, their stages, cycles and measures."""

from datetime import date

from sqlalchemy import (
    Date,
    Double,
    ForeignKeyConstraint,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.words import (
    BenefitKind,
    BenefitState,
    Decision,
    LinkRole,
    Stage,
    Step,
)
from vmboard.store.tables.base import Row, of_measure, of_project
from vmboard.store.types import Line, Passage, Ref, RowId, TeamId, Version, WideInt, Word


class Project(Row):
    """An improvement. Its stage is its latest stage move, never a column of its own."""

    __tablename__ = "project"
    __table_args__ = (ForeignKeyConstraint(["team_id", "owner_id"], ["member.team_id", "member.id"]),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    title: Mapped[str] = mapped_column(String(60))
    aim: Mapped[Passage]
    aim_for: Mapped[str] = mapped_column(String(80), default="", server_default="")
    aim_by: Mapped[date | None] = mapped_column(Date)
    theme: Mapped[str] = mapped_column(String(40), default="", server_default="")
    change_idea: Mapped[Passage]
    next_step: Mapped[Passage]
    blocked_reason: Mapped[Line]
    benefit: Mapped[str] = mapped_column(String(40), default="")
    holds_when: Mapped[Line]
    programmes: Mapped[str] = mapped_column(String(200), default="", server_default="")
    scheme_state: Mapped[SchemeState] = mapped_column(
        Word(SchemeState), default=SchemeState.ACTIVE, server_default=SchemeState.ACTIVE.value
    )
    origin_team_id: Mapped[int | None] = mapped_column(WideInt)
    origin_project_id: Mapped[int | None] = mapped_column(WideInt)
    public: Mapped[bool] = mapped_column(default=False, server_default=false())
    votes: Mapped[int] = mapped_column(default=0)
    owner_id: Mapped[int | None] = mapped_column(WideInt)
    medical_owner: Mapped[str] = mapped_column(String(80), default="", server_default="")
    nursing_owner: Mapped[str] = mapped_column(String(80), default="", server_default="")
    general_manager: Mapped[str] = mapped_column(String(80), default="", server_default="")
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


class QualityImpact(Row):
    """The short quality impact assessment of a project: what could get worse, who checked, and who signed.

    ``medical_account_id`` is the signatory's own account; without one the signature was recorded on their behalf, by
    ``medical_recorded_by``. Nursing likewise.
    """

    __tablename__ = "quality_impact"
    __table_args__ = (of_project(),)
    team_id: Mapped[TeamId]
    project_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    safety: Mapped[Passage]
    quality: Mapped[Passage]
    experience: Mapped[Passage]
    checked_by: Mapped[str] = mapped_column(String(80), default="")
    checked_on: Mapped[date | None] = mapped_column(Date)
    medical_by: Mapped[str] = mapped_column(String(80), default="", server_default="")
    medical_on: Mapped[date | None] = mapped_column(Date)
    medical_account_id: Mapped[int | None] = mapped_column(WideInt)
    medical_recorded_by: Mapped[str] = mapped_column(String(80), default="", server_default="")
    nursing_by: Mapped[str] = mapped_column(String(80), default="", server_default="")
    nursing_on: Mapped[date | None] = mapped_column(Date)
    nursing_account_id: Mapped[int | None] = mapped_column(WideInt)
    nursing_recorded_by: Mapped[str] = mapped_column(String(80), default="", server_default="")
    version: Mapped[Version]


class Benefit(Row):
    """What a project gives back, of one kind: claimed by its team, or confirmed by finance.

    ``amount`` is pounds a year for cash and for a cost avoided, and hours a week for capacity: ``hours_of`` whom, and
    ``spent_on`` what now. Quality has words only.
    """

    __tablename__ = "benefit"
    __table_args__ = (of_project(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    project_id: Mapped[Ref]
    kind: Mapped[BenefitKind] = mapped_column(Word(BenefitKind))
    text: Mapped[str] = mapped_column(String(140), default="")
    amount: Mapped[float | None] = mapped_column(Double)
    hours_of: Mapped[str] = mapped_column(String(40), default="", server_default="")
    spent_on: Mapped[str] = mapped_column(String(140), default="", server_default="")
    state: Mapped[BenefitState] = mapped_column(Word(BenefitState), default=BenefitState.CLAIMED)
    confirmed_by: Mapped[str] = mapped_column(String(80), default="")
    confirmed_on: Mapped[date | None] = mapped_column(Date)
    origin_key: Mapped[str] = mapped_column(String(60), default="", server_default="")
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]
