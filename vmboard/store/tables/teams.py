"""Who: organisations, sites, teams and the people on them."""

from datetime import date, time

from sqlalchemy import (
    Date,
    ForeignKey,
    String,
    Time,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column

from vmboard.store.tables.base import Row
from vmboard.store.types import Id, RowId, TeamId, Version, WideInt


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
    daily_days: Mapped[str] = mapped_column(String(27), default="", server_default="")  # "Mon Tue Wed"; else none
    daily_time: Mapped[time] = mapped_column(Time, default=time(8, 15), server_default="08:15:00.000000")
    call_link: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    idea_lane: Mapped[str] = mapped_column(String(24), default="Ideas")
    testing_lane: Mapped[str] = mapped_column(String(24), default="Testing")
    embedded_lane: Mapped[str] = mapped_column(String(24), default="Embedded")
    public_words: Mapped[bool] = mapped_column(default=False, server_default=false())
    shares_tests: Mapped[bool] = mapped_column(default=False, server_default=false())
    testing_limit: Mapped[int] = mapped_column(default=4)
    stuck_after_days: Mapped[int] = mapped_column(default=42)
    programme: Mapped[str] = mapped_column(String(60), default="", server_default="")
    wave: Mapped[int | None]
    started_on: Mapped[date | None] = mapped_column(Date)
    helped_by_id: Mapped[int | None] = mapped_column(WideInt)  # the team that helped it begin
    graduated_on: Mapped[date | None] = mapped_column(Date)
    paused_on: Mapped[date | None] = mapped_column(Date)
    paused_reason: Mapped[str] = mapped_column(String(200), default="", server_default="")
    closed_week: Mapped[date | None] = mapped_column(Date)  # the newest that was closed before it was over
    steps_dismissed: Mapped[bool] = mapped_column(default=False, server_default=false())
    stand_in: Mapped[str] = mapped_column(
        String(200), default="", server_default=""
    )  # what it stands for; a team: none
    service_manager: Mapped[str] = mapped_column(String(80), default="", server_default="")
    executive_sponsor: Mapped[str] = mapped_column(String(80), default="", server_default="")
    answer_days: Mapped[int] = mapped_column(default=14, server_default="14")  # agreed, to answer what it sends up
    version: Mapped[Version]


class TeamRevision(Row):
    """How far a team's board has come: what every change moves, apart from the team's own row so that a save writes
    nothing that other teams read. ``stamp`` is of its newest change: see ``Edition``. Its lock is the team's lock.
    """

    __tablename__ = "team_revision"
    team_id: Mapped[TeamId]
    revision: Mapped[int] = mapped_column(WideInt, default=0)
    stamp: Mapped[int] = mapped_column(WideInt, default=0)


class BoardOpens(Row):
    """How often a team's pages were opened on a day by those who keep its board: no who, no when. It is no change of
    anything, and has no history."""

    __tablename__ = "board_opens"
    team_id: Mapped[TeamId]
    on: Mapped[date] = mapped_column(Date, primary_key=True, index=True)
    times: Mapped[int] = mapped_column(default=0)


class Link(Row):
    """Which team a secret link opens, by the link's hash: who holds one is not asked for their team. What it opens
    there, and whether it still does, the team's own rows say; a link that was renewed leaves its line behind.
    """

    __tablename__ = "link"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    team_id: Mapped[int] = mapped_column(WideInt, ForeignKey("team.id"), index=True)


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
