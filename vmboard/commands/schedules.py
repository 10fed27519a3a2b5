"""Scheduled jobs: what a team asks to be made by itself, and the asking once its time has come."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.reports import title_of
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.words import BY_ITSELF, Audience, Kind, State
from vmboard.domain.weeks import local, local_day, moment_of
from vmboard.store.tables import Report, Schedule, Team

MOST = 12
LATE_BY = timedelta(days=2)
"""What was missed for longer, while the server was off, is made at its next time."""
BY_ITSELF_NAME = "By itself"


@asks(Verb.ADD_SCHEDULE)
def add_schedule(
    session: Session, actor: Actor, team_id: int, *, kind: Kind, audience: Audience, weekday: int, at: time,
    now: datetime, mail: bool = False,
) -> Schedule:  # fmt: skip
    """Ask for something every week. ``weekday`` is 0 Monday to 6 Sunday, ``at`` the time where the team is."""
    zone = team_row(session, team_id).timezone
    if kind not in BY_ITSELF or not 0 <= weekday <= 6:
        raise Refused("Choose a report-out, a recap or the list of who owes what, and a day for it.")
    if len(list(session.scalars(select(Schedule.id).where(_mine(team_id))))) >= MOST:
        raise Refused("At most {most} things are made by themselves. Take one away first.", most=MOST)
    row = Schedule(
        team_id=team_id, kind=kind, audience=audience, weekday=weekday, at=at.replace(second=0, microsecond=0),
        mail=mail, since=local_day(now, zone) + timedelta(days=local(now, zone).time() >= at),
    )  # fmt: skip
    return history.add(session, actor, "add schedule", row)


@asks(Verb.REMOVE_SCHEDULE)
def remove_schedule(session: Session, actor: Actor, team_id: int, schedule_id: int) -> None:
    with history.change(session, actor, "remove schedule", _row(session, team_id, schedule_id)) as row:
        row.removed = True


def is_anything_due(session: Session, now: datetime) -> bool:
    """Whether a schedule's time has come and nobody has asked for it yet: two short questions, and no lock."""
    due = [(row.team_id, slot_of(row, day)) for row, day in _all_due(session, now)]
    asked = select(Report.team_id, Report.slot).where(Report.slot.in_([slot for _, slot in due]))
    return bool(set(due) - {tuple(row) for row in session.execute(asked)}) if due else False


def ask_what_is_due(session: Session, now: datetime) -> int:
    """Ask for all whose time has come, each once however many processes look; how many were asked for."""
    return sum(_ask_once(session, row, day, now) for row, day in _all_due(session, now))


def slot_of(row: Schedule, day: date) -> str:
    """``12:2026-11-30``: what is made once."""
    return f"{row.id}:{day.isoformat()}"


def _all_due(session: Session, now: datetime) -> list[tuple[Schedule, date]]:
    schedules = select(Schedule, Team).join(Team, Team.id == Schedule.team_id).where(Schedule.removed.is_(False))
    return [
        (row, day) for row, team in session.execute(schedules).all() for day in _due(row, now, team.timezone)
    ]  # fmt: skip


def _due(row: Schedule, now: datetime, zone: str) -> Iterator[date]:
    """The newest day of the schedule, where its time is past and not long past."""
    today = local_day(now, zone)
    day = today - timedelta(days=(today.weekday() - row.weekday) % 7)
    if day == today and local(now, zone).time() < row.at:
        day -= timedelta(days=7)
    if now - moment_of(day, row.at, zone) <= LATE_BY and day >= row.since:
        yield day


def _ask_once(session: Session, row: Schedule, day: date, now: datetime) -> int:
    """The slot is a key of its own: the second process to write it writes nothing."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    made = dialect.insert(Report).values(
        team_id=row.team_id, kind=row.kind, audience=row.audience, state=State.WAITING,
        title=title_of(row.kind, row.audience), day=day, teams="", slot=slot_of(row, day), mail=row.mail,
        asked_at=now, asked_by=BY_ITSELF_NAME, asked_key="", done=0, of=1, revision=0,
    )  # fmt: skip
    once = made.on_conflict_do_nothing(index_elements=["team_id", "slot"]).returning(Report.id)
    return int(session.scalar(once) is not None)


def _mine(team_id: int) -> ColumnElement[bool]:
    return (Schedule.team_id == team_id) & Schedule.removed.is_(False)


def _row(session: Session, team_id: int, schedule_id: int) -> Schedule:
    row = history.held_row(session, Schedule, team_id, schedule_id)
    if row is None:
        raise Refused("That is not in this team's list any more.")
    return row
