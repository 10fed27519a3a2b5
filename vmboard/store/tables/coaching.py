"""Coaching: visits and what was promised at them, confidence, self-assessments, and questions to a peer."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, Double, ForeignKeyConstraint, String, false
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.coaching.log import Level, Occasion
from vmboard.store.tables.base import Row, of_project
from vmboard.store.types import Line, Passage, Ref, RowId, TeamId, Version, WideInt, Word


class Visit(Row):
    """One entry of a team's coaching log; a private one is for its author alone, known by ``author_key``, or with
    ``for_coaches`` for whoever coaches a team too."""

    __tablename__ = "visit"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    on: Mapped[date] = mapped_column(Date)
    occasion: Mapped[Occasion] = mapped_column(Word(Occasion))
    level: Mapped[Level] = mapped_column(Word(Level))
    author: Mapped[str] = mapped_column(String(80))
    author_key: Mapped[str] = mapped_column(String(60), default="")
    asked: Mapped[Passage]
    next_step: Mapped[Passage]
    private: Mapped[bool] = mapped_column(default=False)
    for_coaches: Mapped[bool] = mapped_column(default=False, server_default=false())
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class Promise(Row):
    """What somebody promised at a visit, and whether it was kept. ``amount`` is pounds that go back to the team."""

    __tablename__ = "promise"
    __table_args__ = (ForeignKeyConstraint(["team_id", "visit_id"], ["visit.team_id", "visit.id"]),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    visit_id: Mapped[Ref]
    text: Mapped[Line]
    by: Mapped[date | None] = mapped_column(Date)
    amount: Mapped[float | None] = mapped_column(Double)
    kept_on: Mapped[date | None] = mapped_column(Date)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class Confidence(Row):
    """How confident somebody felt, 0 to 10: a coach of themselves, or one of a team, who stays unnamed."""

    __tablename__ = "confidence"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    on: Mapped[date] = mapped_column(Date)
    is_coach: Mapped[bool] = mapped_column(default=False)
    who: Mapped[int] = mapped_column(WideInt)
    score: Mapped[int]


class Assessment(Row):
    """One self-assessment of a team: ``answers`` maps an item to 0 to 4; agreed in the room, or one person's."""

    __tablename__ = "assessment"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    on: Mapped[date] = mapped_column(Date)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    agreed: Mapped[bool] = mapped_column(default=True)
    author: Mapped[str] = mapped_column(String(80), default="")
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class PeerQuestion(Row):
    """A question of a team to its peers, and the answer of one of them."""

    __tablename__ = "peer_question"
    __table_args__ = (of_project(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    project_id: Mapped[int | None] = mapped_column(WideInt)
    text: Mapped[Passage]
    author: Mapped[str] = mapped_column(String(80))
    asked_on: Mapped[date] = mapped_column(Date)
    answer: Mapped[Passage]
    answered_by: Mapped[str] = mapped_column(String(80), default="")
    answered_on: Mapped[date | None] = mapped_column(Date)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class Story(Row):
    """A story drafted from a project and edited by people; others read it once it is published."""

    __tablename__ = "story"
    __table_args__ = (of_project(),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    project_id: Mapped[Ref]
    heading: Mapped[str] = mapped_column(String(120))
    text: Mapped[Passage]
    quote: Mapped[Passage]
    quote_by: Mapped[str] = mapped_column(String(80), default="")
    published_on: Mapped[date | None] = mapped_column(Date)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]
