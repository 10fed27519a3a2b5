"""Huddles: opened, stepped through, written down and closed; and those recorded after they were held."""

from datetime import date, datetime, timedelta
from typing import Annotated, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.huddles.sections import Section, professions_words, read_professions
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.typed_fields import Within, Words, cleaned
from vmboard.store.tables import Huddle

GOES_ON = timedelta(hours=12)
"""A huddle that was never closed is still under way for so long; one across midnight is one huddle."""
ELSEWHERE = "Someone else has moved the huddle on."
MOST_MINUTES, MOST_PEOPLE = 600, 500
_TOO_LARGE = "Check the minutes and the number of people: they look too large."


class HuddleFields(TypedDict, total=False):
    """What is written of a huddle."""

    minutes: Annotated[int | None, Within(0, MOST_MINUTES, _TOO_LARGE)]
    people: Annotated[int | None, Within(0, MOST_PEOPLE, _TOO_LARGE)]
    professions: Annotated[str, Words(200, "Professions")]
    notes: Annotated[str, Words(5000, "The notes")]
    celebration: Annotated[str, Words(90, "The celebration")]
    questions: Annotated[str, Words(5000, "The questions")]


@asks(Verb.HOLD_HUDDLE)
def hold_huddle(
    session: Session,
    actor: Actor,
    team_id: int,
    *,
    held_on: date,
    minutes: int | None = None,
    people: int | None = None,
    professions: str = "",
    notes: str = "",
    celebration: str = "",
) -> Huddle:
    """Record a huddle. A second record of the same day corrects the first."""
    fields: HuddleFields = {
        "minutes": minutes, "people": people, "professions": professions, "notes": notes, "celebration": celebration
    }  # fmt: skip
    history.hold(session, team_id)
    row = _of_day(session, team_id, held_on)
    if row is None:
        fresh = Huddle(team_id=team_id, held_on=held_on)
        _set(fresh, fields)
        return history.add(session, actor, "hold huddle", fresh)
    with history.change(session, actor, "correct huddle", row):
        _set(row, fields)
    return row


@asks(Verb.START_HUDDLE)
def start_huddle(session: Session, actor: Actor, team_id: int, *, today: date, now: datetime) -> Huddle:
    """Open today's huddle, or find the one that is open: a team has one at a time.

    One that was closed today goes on where it stood. One that somebody forgot to close is closed as of its last
    step.
    """
    history.hold(session, team_id)
    open_huddle = open_row(session, team_id)
    if open_huddle is not None and open_huddle.opened_at is not None:
        if open_huddle.held_on == today or now - open_huddle.opened_at < GOES_ON:
            return open_huddle
        close_huddle(session, actor, team_id, open_huddle.id, now=open_huddle.section_at or open_huddle.opened_at)
    today_s = _of_day(session, team_id, today)
    if today_s is not None:
        return reopen(session, actor, team_id, today_s.id, now=now)
    fresh = Huddle(team_id=team_id, held_on=today, opened_at=now, section=Section.CELEBRATE, section_at=now)
    return history.add(session, actor, "start huddle", fresh)


@asks(Verb.GO_TO_SECTION)
def go_to(
    session: Session,
    actor: Actor,
    team_id: int,
    huddle_id: int,
    *,
    section: Section,
    now: datetime,
    project_id: int | None = None,
    was: tuple[str, int | None] | None = None,
) -> Huddle:
    """Take an open huddle to a section, and to a project of it. Going to where it stands changes nothing.

    ``was`` is where the person saw it stand: raises Clash where somebody else has moved it on meanwhile.
    """
    row = _open(session, team_id, huddle_id)
    if project_id is not None:
        project_row(session, team_id, project_id)
    stands = (row.section, row.project_id)
    if stands == (section.value, project_id):
        return row
    if was is not None and was != stands:
        raise Clash(ELSEWHERE)
    with history.change(session, actor, "step huddle", row):
        row.section, row.project_id, row.section_at = section.value, project_id, now
    return row


@asks(Verb.FOLLOW_HUDDLE)
def follow(session: Session, actor: Actor, team_id: int, huddle_id: int, *, on: bool) -> None:
    """Ask the team's walls to show what the huddle is looking at, or to go their own way."""
    with history.change(session, actor, "follow huddle", _open(session, team_id, huddle_id)) as row:
        row.on_wall = on


@asks(Verb.CHANGE_HUDDLE)
def change_huddle(
    session: Session, actor: Actor, team_id: int, huddle_id: int, *, version: int | None = None,
    **fields: Unpack[HuddleFields],
) -> Huddle:  # fmt: skip
    """Change what is written of a huddle, open or closed. Raises Refused and Clash."""
    row = huddle_row(session, team_id, huddle_id)
    with history.change(session, actor, "change huddle", row, version=version):
        _set(row, fields)
    return row


@asks(Verb.COUNT_PEOPLE)
def count_people(
    session: Session, actor: Actor, team_id: int, huddle_id: int, *, profession: str, count: int, was: int
) -> Huddle:
    """How many of a profession were there; an empty ``profession`` is everyone. Raises Clash where the count the
    person saw is not there any more."""
    row = huddle_row(session, team_id, huddle_id)
    counts = read_professions(row.professions)
    now = counts.get(profession, 0) if profession else row.people or 0
    if now not in (was, count):
        raise Clash("Someone else counted too. Theirs is shown.")
    by_profession = sum(counts.values())
    if not profession:
        return change_huddle(session, actor, team_id, huddle_id, people=max(count, by_profession))
    counts[profession] = min(count, MOST_PEOPLE)
    others = max((row.people or 0) - by_profession, 0)
    words = professions_words(counts)
    return change_huddle(
        session, actor, team_id, huddle_id, professions=words, people=sum(read_professions(words).values()) + others
    )


@asks(Verb.CLOSE_HUDDLE)
def close_huddle(session: Session, actor: Actor, team_id: int, huddle_id: int, *, now: datetime) -> Huddle:
    """Close a huddle. Its minutes are those somebody wrote, else those since it was opened. Twice is once."""
    row = huddle_row(session, team_id, huddle_id)
    if row.opened_at is None or row.closed_at is not None:
        return row
    with history.change(session, actor, "close huddle", row):
        row.closed_at = now
        if row.minutes is None:
            row.minutes = max(1, min(round((now - row.opened_at).total_seconds() / 60), MOST_MINUTES))
    return row


@asks(Verb.REOPEN_HUDDLE)
def reopen(session: Session, actor: Actor, team_id: int, huddle_id: int, *, now: datetime) -> Huddle:
    """Go on with a huddle that was closed, or written down without being opened: the clock goes on from its minutes.

    Raises Refused while another one is open.
    """
    row = huddle_row(session, team_id, huddle_id)
    other = open_row(session, team_id)
    if other is not None:
        if other.id == row.id:
            return row
        raise Refused("Another huddle is open. Close it first.")
    with history.change(session, actor, "reopen huddle", row):
        row.opened_at, row.closed_at = now - timedelta(minutes=row.minutes or 0), None
        row.section, row.section_at = row.section or Section.CELEBRATE.value, now
        row.minutes = None
    return row


def open_row(session: Session, team_id: int) -> Huddle | None:
    """The huddle that is under way, however old it is."""
    going = select(Huddle).where(Huddle.team_id == team_id, Huddle.opened_at.is_not(None), Huddle.closed_at.is_(None))
    return session.scalars(going.order_by(Huddle.held_on.desc())).first()


def huddle_row(session: Session, team_id: int, huddle_id: int) -> Huddle:
    row = history.held_row(session, Huddle, team_id, huddle_id)
    if row is None:
        raise Refused("That huddle is not on this team's board.")
    return row


def _open(session: Session, team_id: int, huddle_id: int) -> Huddle:
    row = huddle_row(session, team_id, huddle_id)
    if row.opened_at is None or row.closed_at is not None:
        raise Clash("This huddle has been closed.")
    return row


def _of_day(session: Session, team_id: int, day: date) -> Huddle | None:
    return session.scalar(select(Huddle).where(Huddle.team_id == team_id, Huddle.held_on == day))


def _set(row: Huddle, fields: HuddleFields) -> None:
    for field, value in cleaned(HuddleFields, fields).items():
        setattr(row, field, value)
