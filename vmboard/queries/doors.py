"""Doors: whose link it is that somebody opened without a sign-in, what stands there, and what those see who keep it."""

import re
from datetime import date, datetime

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Person
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.small_groups import KEPT_PRIVATE
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.doors import AtTheDoor, DoorCode, DoorLine, Doors, Knock, Question
from vmboard.domain.weeks import last_full_week, local_day, long_day, week_ending
from vmboard.domain.words import Face
from vmboard.queries.series import team_row
from vmboard.store.tables import DataPoint, Door, PulseQuestion, Team

_BY_TOKEN = select(Door).where(Door.link_token == bindparam("token"), Door.revoked_at.is_(None))
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,43}")
"""What a link may look like at all: nothing else reaches a database."""
VISITOR = {Face.STAFF: "Somebody at the staff door", Face.PUBLIC: "Somebody at the public door"}


def knock(session: Session, token: str, now: datetime) -> Knock | None:
    """Whose door this link opens; None where it was shut or renewed, or never was one."""
    row = session.scalar(_BY_TOKEN, {"token": token}) if _TOKEN.fullmatch(token) else None
    if row is None:
        return None
    is_staff = row.face is Face.STAFF
    person = Person(staff_door_of=row.team_id) if is_staff else Person(public_door_of=row.team_id)
    zone = session.get_one(Team, row.team_id).timezone
    return Knock(row.team_id, row.face, Actor(VISITOR[row.face], person=person), local_day(now, zone))


@asks(Verb.READ_DOOR)
def at_the_door(session: Session, actor: Actor, team_id: int, *, face: Face, today: date) -> AtTheDoor:
    """What stands at a door. A paused team asks nothing; patients and families are asked no pulse."""
    team = team_row(session, team_id)
    return AtTheDoor(
        team.name, week_ending(today, team.week_ends_on), tuple(_asked_at(session, team, face, today))
    )  # fmt: skip


@asks(Verb.READ_DOORS)
def doors(session: Session, actor: Actor, team_id: int, today: date) -> Doors:
    """Both doors of a team, its questions, and what was told of the last week. Nothing of the running one."""
    team = team_row(session, team_id)
    rows = {row.face: row for row in session.scalars(select(Door).where(Door.team_id == team_id))}
    lines = {face: _line(face, rows.get(face)) for face in Face}
    week = last_full_week(today, team.week_ends_on)
    told = _told(session, team_id, week, today)
    return Doors(lines[Face.STAFF], lines[Face.PUBLIC], tuple(_questions(session, team_id)), tuple(told))


def code_of(session: Session, team_id: int, face: Face, today: date) -> DoorCode | None:
    """A team's door for its own walls; None where it is shut."""
    wanted = select(Door.link_token).where(Door.team_id == team_id, Door.face == face, Door.revoked_at.is_(None))
    token = session.scalar(wanted)
    return DoorCode(token, face, bool(_asked_at(session, team_row(session, team_id), face, today))) if token else None


def _line(face: Face, row: Door | None) -> DoorLine:
    if row is None:
        return DoorLine(face, "")
    return DoorLine(face, "" if row.revoked_at else row.link_token, row.headcount)


def _asked(team_id: int) -> Select[PulseQuestion]:
    mine = select(PulseQuestion).where(PulseQuestion.team_id == team_id, PulseQuestion.removed.is_(False))
    return mine.order_by(PulseQuestion.position, PulseQuestion.id)


def _asked_at(session: Session, team: Team, face: Face, today: date) -> list[Question]:
    """What a door asks today: patients and families are asked no pulse, nor is anybody of a paused team."""
    paused = team.paused_on is not None and team.paused_on <= today
    return _questions(session, team.id) if face is Face.STAFF and not paused else []


def _questions(session: Session, team_id: int) -> list[Question]:
    return [Question(row.id, row.text) for row in session.scalars(_asked(team_id))]


def _told(session: Session, team_id: int, week: date, today: date) -> list[str]:
    """``Did you feel safe? 7 of 9 said yes. 9 of 12 answered (75%), week to 22 Nov``: as it stands in the measure."""
    rows = session.execute(
        _asked(team_id)
        .add_columns(DataPoint)
        .join(
            DataPoint,
            (DataPoint.team_id == PulseQuestion.team_id)
            & (DataPoint.measure_id == PulseQuestion.measure_id)
            & (DataPoint.week == week),
        )
    )
    return [
        _("{question} {told}, week to {day}", question=row.text, told=_point_words(point), day=long_day(week, today))
        for row, point in rows
    ]


def _point_words(point: DataPoint) -> str:
    if point.value is None or point.numerator is None or point.denominator is None:
        return _(KEPT_PRIVATE) if point.note in ("", KEPT_PRIVATE) else point.note
    above, below = f"{point.numerator:.0f}", f"{point.denominator:.0f}"
    return f"{_('{above} of {below} said yes.', above=above, below=below)} {point.note}".strip()
