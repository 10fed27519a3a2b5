"""Doors: whose link it is that somebody opened without a sign-in, what stands there, and what those see who keep it."""

import re
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, bindparam, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Person
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.small_groups import FEWEST, KEPT_PRIVATE
from vmboard.domain.figures.notes_said import note_said
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.folding import fold
from vmboard.domain.views.doors import (
    AtTheDoor,
    DoorCode,
    DoorLine,
    Doors,
    Knock,
    Question,
    WordsLine,
    WordsOfWeek,
)
from vmboard.domain.weeks import last_full_week, local_day, long_day, week_ending
from vmboard.domain.words import Face
from vmboard.queries.series import team_row
from vmboard.store.tables import DataPoint, Door, PulseQuestion, PulseWords, Team

_BY_TOKEN = select(Door).where(Door.link_token == bindparam("token"), Door.revoked_at.is_(None))
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,43}")
"""What a link may look like at all: nothing else reaches a database."""
NOBODY_WROTE = N_("Nobody added words.")
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
    questions = tuple(_asked_at(session, team, face, today))
    takes_words = bool(questions) and session.get_one(Door, (team_id, Face.STAFF)).asks_words
    return AtTheDoor(team.name, week_ending(today, team.week_ends_on), questions, takes_words)


@asks(Verb.READ_DOORS)
def doors(session: Session, actor: Actor, team_id: int, today: date) -> Doors:
    """Both doors of a team, its questions, and what was told of the last week. Nothing of the running one."""
    team = team_row(session, team_id)
    rows = {row.face: row for row in session.scalars(select(Door).where(Door.team_id == team_id))}
    lines = {face: _line(face, rows.get(face)) for face in Face}
    week = last_full_week(today, team.week_ends_on)
    told = _told(session, team_id, week, today)
    return Doors(lines[Face.STAFF], lines[Face.PUBLIC], tuple(_questions(session, team_id)), tuple(told))


@asks(Verb.READ_PULSE_WORDS)
def pulse_words(session: Session, actor: Actor, team_id: int, today: date) -> list[WordsOfWeek]:
    """What people added to the pulse in words, the newest week first; none of a week that runs. Where the team asks
    for words, the last week stands there whatever came of it. By the alphabet: no order tells who came first."""
    door = session.get(Door, (team_id, Face.STAFF))
    last = last_full_week(today, team_row(session, team_id).week_ends_on)
    weeks: dict[date, list[WordsLine]] = {last: []} if door and door.asks_words else {}
    told = select(PulseWords).where(PulseWords.team_id == team_id, PulseWords.told.is_(True))
    for row in session.scalars(told.order_by(PulseWords.week.desc(), PulseWords.id)):
        weeks.setdefault(row.week, []).append(WordsLine(row.id, row.words))
    return [
        WordsOfWeek(
            _("Week to {day}", day=long_day(week, today)), tuple(sorted(lines, key=lambda line: fold(line.words))),
            "" if lines else _nothing_said(session, team_id, week),
        )
        for week, lines in sorted(weeks.items(), reverse=True)
    ]  # fmt: skip


def _nothing_said(session: Session, team_id: int, week: date) -> str:
    """Why no words of a week stand there, by what its measures say: that is all that is kept of it."""
    rows = session.execute(_asked(team_id).add_columns(DataPoint.denominator).join(DataPoint, _point_of(week)))
    return _(NOBODY_WROTE) if any((answers or 0) >= FEWEST for _question, answers in rows) else _(KEPT_PRIVATE)


def code_of(session: Session, team_id: int, face: Face, today: date) -> DoorCode | None:
    """A team's door for its own walls; None where it is shut."""
    wanted = select(Door.link_token).where(Door.team_id == team_id, Door.face == face, Door.revoked_at.is_(None))
    token = session.scalar(wanted)
    return DoorCode(token, face, bool(_asked_at(session, team_row(session, team_id), face, today))) if token else None


def _line(face: Face, row: Door | None) -> DoorLine:
    if row is None:
        return DoorLine(face, "")
    return DoorLine(face, "" if row.revoked_at else row.link_token, row.headcount, row.asks_words)


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
    rows = session.execute(_asked(team_id).add_columns(DataPoint).join(DataPoint, _point_of(week)))
    return [
        _("{question} {told}, week to {day}", question=row.text, told=_point_words(point), day=long_day(week, today))
        for row, point in rows
    ]


def _point_of(week: date) -> ColumnElement[bool]:
    return and_(
        DataPoint.team_id == PulseQuestion.team_id, DataPoint.measure_id == PulseQuestion.measure_id,
        DataPoint.week == week,
    )  # fmt: skip


def _point_words(point: DataPoint) -> str:
    if point.value is None or point.numerator is None or point.denominator is None:
        return note_said(point.note or KEPT_PRIVATE)
    above, below = f"{point.numerator:.0f}", f"{point.denominator:.0f}"
    counted = _("{above} of {below} said yes.", above=above, below=below)
    return f"{counted} {note_said(point.note)}".strip()
