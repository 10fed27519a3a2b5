"""Reports: what was made, as it was; what a team asked to be made and when; and its calendar links."""

from datetime import date, time

from sqlalchemy import (
    Date,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    Text,
    Time,
    UniqueConstraint,
    false,
    func,
    select,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.domain.reports.letters import Progress, Trouble
from vmboard.domain.reports.words import Audience, Format, Kind, State
from vmboard.store.tables.base import Row
from vmboard.store.types import Moment, RowId, TeamId, Version, WideInt, Word


def _next_number(asked: DefaultExecutionContext) -> int:
    """A report's number, of all teams' the next: SQLite's one writer counts, Postgres has a sequence for many."""
    if asked.dialect.name == "postgresql":
        wanted = select(func.nextval("report_id_seq"))
    else:
        wanted = select(func.coalesce(func.max(Report.id), 0) + 1)
    return int(asked.root_connection.execute(wanted).scalar_one())


class Report(Row):
    """Something that was asked for and made: of a team, or a pack of many, which stands with the first of them.

    It is the record of itself, with who and when, and changes no board: it has no row of history. ``slot`` is the
    schedule and day it was made for by itself: once. ``beat_at`` tells whether whoever makes it is still at it.
    ``teams`` are those of a pack and its pathways, as ``domain/reports/contents.py`` writes them.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("team_id", "slot"), Index(None, "id"), Index(None, "state"), Index(None, "asked_key"),
    )  # fmt: skip
    team_id: Mapped[TeamId]
    id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False, default=_next_number)
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    audience: Mapped[Audience] = mapped_column(Word(Audience))
    state: Mapped[State] = mapped_column(Word(State), default=State.WAITING)
    title: Mapped[str] = mapped_column(String(160))
    day: Mapped[date] = mapped_column(Date)
    teams: Mapped[str] = mapped_column(Text, default="")
    slot: Mapped[str | None] = mapped_column(String(40))
    mail: Mapped[bool] = mapped_column(default=False)
    asked_at: Mapped[Moment]
    asked_by: Mapped[str] = mapped_column(String(80))
    asked_key: Mapped[str] = mapped_column(String(80), default="")
    done: Mapped[int] = mapped_column(default=0)
    of: Mapped[int] = mapped_column(default=1)
    beat_at: Mapped[Moment | None]
    made_at: Mapped[Moment | None]
    revision: Mapped[int] = mapped_column(WideInt, default=0)

    @property
    def of_team(self) -> int | None:
        """The team it tells of; None of a pack."""
        return None if self.kind is Kind.PACK else self.team_id


class ReportFile(Row):
    """The bytes of what was made, one row a format; never changed."""

    __tablename__ = "report_file"
    __table_args__ = (ForeignKeyConstraint(["team_id", "report_id"], ["report.team_id", "report.id"]),)
    team_id: Mapped[TeamId]
    report_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    format: Mapped[Format] = mapped_column(Word(Format), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Letter(Row):
    """The link to a report on its way to one account, or to the hospital's channel: ``account_id`` 0.

    ``due_at`` is when it is tried next, or how long it is held by whoever is at it; ``tries`` counts their attempts.
    ``handed_at`` stands while it is handed over. The address is looked up when it is sent, and not kept here.
    """

    __tablename__ = "letter"
    __table_args__ = (
        ForeignKeyConstraint(["team_id", "report_id"], ["report.team_id", "report.id"]), Index(None, "progress"),
    )  # fmt: skip
    team_id: Mapped[TeamId]
    report_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(WideInt, primary_key=True, autoincrement=False)
    progress: Mapped[Progress] = mapped_column(Word(Progress), default=Progress.WAITING)
    trouble: Mapped[Trouble | None] = mapped_column(Word(Trouble))
    tries: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[Moment]
    handed_at: Mapped[Moment | None]


class Schedule(Row):
    """What a team asked to be made by itself: a kind, for an audience, on a day of the week at a time of its own."""

    __tablename__ = "schedule"
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    kind: Mapped[Kind] = mapped_column(Word(Kind))
    audience: Mapped[Audience] = mapped_column(Word(Audience))
    weekday: Mapped[int]
    at: Mapped[time] = mapped_column(Time)
    mail: Mapped[bool] = mapped_column(default=False, server_default=false())
    since: Mapped[date] = mapped_column(Date)
    removed: Mapped[bool] = mapped_column(default=False)
    version: Mapped[Version]


class CalendarLink(Row):
    """A secret link to a team's calendar. Only a hash of it is kept."""

    __tablename__ = "calendar_link"
    __table_args__ = (UniqueConstraint("team_id", "token_hash"),)
    team_id: Mapped[TeamId]
    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(60))
    token_hash: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[Moment | None]
    revoked_at: Mapped[Moment | None]
    version: Mapped[Version]
