"""What comes in without a sign-in: a team's doors, its pulse, and what waits in its tray."""

from datetime import date

from sqlalchemy import Date, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.words import Face, VoiceKind
from vmboard.store.tables.base import Row, of_measure, of_project
from vmboard.store.types import Moment, RowId, TeamId, Version, WideInt, Word


class Door(Row):
    """A team's link for those who do not sign in: one for its staff, one for patients and families.

    ``link_token`` is kept as it is: the wall draws it for all to scan. ``headcount`` is how many work here, where the
    team says so; ``asks_words`` whether its pulse takes words besides.
    """

    __tablename__ = "door"
    __table_args__ = (Index(None, "link_token"),)
    team_id: Mapped[TeamId]
    face: Mapped[Face] = mapped_column(Word(Face), primary_key=True)
    link_token: Mapped[str] = mapped_column(String(43))
    headcount: Mapped[int | None]
    asks_words: Mapped[bool] = mapped_column(default=False)
    revoked_at: Mapped[Moment | None]
    version: Mapped[Version]


class PulseQuestion(Row):
    """A yes or no question of the staff pulse, and the measure that it feeds. ``closed_week`` is the last week whose
    answers went there."""

    __tablename__ = "pulse_question"
    __table_args__ = (of_measure(), UniqueConstraint("team_id", "text"))
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    text: Mapped[str] = mapped_column(String(60))
    measure_id: Mapped[int] = mapped_column(WideInt)
    position: Mapped[int] = mapped_column(default=0)
    closed_week: Mapped[date] = mapped_column(Date)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class PulseCount(Row):
    """How often a question was answered in a week that is not told yet: no who, no when. Gone once the week is over."""

    __tablename__ = "pulse_count"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "question_id"], ["pulse_question.team_id", "pulse_question.id"]),
    )
    team_id: Mapped[TeamId]
    question_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    week: Mapped[date] = mapped_column(Date, primary_key=True)
    yes: Mapped[int] = mapped_column(default=0)
    answers: Mapped[int] = mapped_column(default=0)


class PulseWords(Row):
    """What somebody added to the pulse in words: no who, no when, and no answer beside it. Its id is drawn by chance,
    so that no order tells who was first. ``told`` once its week is over and five had answered; else it is deleted
    then."""

    __tablename__ = "pulse_words"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    week: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = mapped_column(Text)
    told: Mapped[bool] = mapped_column(default=False)


class TrayItem(Row):
    """Words left at a door that nobody of the team has looked at. It is no part of the board, and has no history:
    taken in, it becomes a ``Voice``; declined, nothing of it is kept. Its id is the millisecond it came: none is given
    twice."""

    __tablename__ = "tray_item"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    face: Mapped[Face] = mapped_column(Word(Face))
    kind: Mapped[VoiceKind] = mapped_column(Word(VoiceKind))
    words: Mapped[str] = mapped_column(Text)
    week: Mapped[date] = mapped_column(Date)


class Voice(Row):
    """Somebody's own words that came by a door and were taken in: where an idea card or a celebration comes from. With
    a measure, they stand beside it."""

    __tablename__ = "voice"
    __table_args__ = (of_project(), of_measure())
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    face: Mapped[Face] = mapped_column(Word(Face))
    kind: Mapped[VoiceKind] = mapped_column(Word(VoiceKind))
    words: Mapped[str] = mapped_column(Text)
    week: Mapped[date] = mapped_column(Date)
    taken_on: Mapped[date] = mapped_column(Date)
    project_id: Mapped[int | None] = mapped_column(WideInt)
    measure_id: Mapped[int | None] = mapped_column(WideInt)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]
