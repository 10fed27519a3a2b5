"""Improvement projects of a team with all that was done in them: stage moves, PDSA cycles, links to measures."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, cast

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import BindParameter

from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.schemes.signatures import halted_words, unsigned
from vmboard.domain.words import LinkRole, Stage
from vmboard.store.columns import columns, every_column, looked_at
from vmboard.store.tables import Benefit, PdsaCycle, Project, ProjectMeasure, QualityImpact, StageMove

_TEAM: BindParameter[int] = bindparam("team")
_MOVES = (
    select(StageMove.project_id, StageMove.to_stage, StageMove.moved_on, StageMove.reason)
    .where(StageMove.team_id == _TEAM)
    .order_by(StageMove.id)
)
_CYCLES = every_column(PdsaCycle).where(PdsaCycle.team_id == _TEAM).order_by(PdsaCycle.number)
_LINKS = (
    select(ProjectMeasure.project_id, ProjectMeasure.role, ProjectMeasure.measure_id)
    .where(ProjectMeasure.team_id == _TEAM)
    .order_by(ProjectMeasure.project_id, ProjectMeasure.measure_id)
)
_CLAIMING = (
    select(
        *Benefit.__table__.columns, QualityImpact.medical_by, QualityImpact.medical_on, QualityImpact.nursing_by,
        QualityImpact.nursing_on,
    )
    .outerjoin(
        QualityImpact, (QualityImpact.team_id == Benefit.team_id) & (QualityImpact.project_id == Benefit.project_id)
    )
    .where(Benefit.team_id == _TEAM, Benefit.removed.is_(False))
    .order_by(Benefit.id)
)  # fmt: skip
_PROJECTS = every_column(Project).where(Project.team_id == _TEAM, Project.removed.is_(False)).order_by(Project.id)


class Move(NamedTuple):
    """A project taken from lane to lane, the day it was, and the words typed then."""

    to_stage: Stage
    moved_on: date
    reason: str = ""


@dataclass
class Improvement:
    """A project's rows, gathered. Its stage is where its latest move took it."""

    project: Project
    moves: list[Move]
    cycles: list[PdsaCycle] = field(default_factory=list)
    links: list[tuple[LinkRole, int]] = field(default_factory=list)
    unsigned: tuple[str, ...] = ()
    """The sign-offs that the money it claims still asks for."""
    benefits: list[Benefit] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return self.moves[-1].to_stage

    @property
    def moved_on(self) -> date:
        return self.moves[-1].moved_on

    @property
    def halted(self) -> str:
        """Why its test must not go on: somebody halted it, or a sign-off is missing; empty where it may."""
        if self.stage is Stage.TESTING and self.unsigned:
            return halted_words(self.unsigned)
        return "Halted" if self.project.scheme_state is SchemeState.HALTED else ""

    def measures(self, role: LinkRole) -> list[int]:
        return [measure_id for its, measure_id in self.links if its is role]


def improvements(session: Session, team_id: int) -> list[Improvement]:
    """Every project in use with its stage moves, cycles, links and benefits. Five queries, however many projects."""
    team = {"team": team_id}
    moves: dict[int, list[Move]] = defaultdict(list)
    for project_id, *move in columns(session, _MOVES, team):
        moves[project_id].append(Move._make(move))
    cycles: dict[int, list[PdsaCycle]] = defaultdict(list)
    for cycle in looked_at(session, PdsaCycle, _CYCLES, team):
        cycles[cycle.project_id].append(cycle)
    links: dict[int, list[tuple[LinkRole, int]]] = defaultdict(list)
    for project_id, role, measure_id in columns(session, _LINKS, team):
        links[project_id].append((role, measure_id))
    waiting: dict[int, tuple[str, ...]] = {}
    benefits: dict[int, list[Benefit]] = defaultdict(list)
    for claim in columns(session, _CLAIMING, team):
        benefits[claim.project_id].append(cast(Benefit, claim))
        if claim.kind.is_pounds:
            waiting[claim.project_id] = unsigned(claim._asdict())
    return [
        Improvement(row, moves[row.id], cycles[row.id], links[row.id], waiting.get(row.id, ()), benefits[row.id])
        for row in looked_at(session, Project, _PROJECTS, team)
    ]
