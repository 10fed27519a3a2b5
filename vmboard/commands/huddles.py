"""Huddles: opened, stepped through, written down and closed; and those recorded after they were held."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.projects import project_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.huddles.sections import Section, professions_words, read_professions
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.text.clean import clean_text
from vmboard.store.tables import Huddle

GOES_ON = timedelta(hours=12)
"""A huddle that was never closed is still under way for so long; one across midnight is one huddle."""
ELSEWHERE = "Someone else has moved the huddle on."
_WORDS = {
    "professions": ("Professions", 200), "notes": ("The notes", 5000), "celebration": ("The celebration", 90),
    "questions": ("The questions", 5000),
}  # fmt: skip
_MOST = {"minutes": 600, "people": 500}


@asks
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
    details = {
        "minutes": minutes, "people": people, "professions": professions, "notes": notes, "celebration": celebration
    }  # fmt: skip
    history.hold(session, team_id)
    row = _of_day(session, team_id, held_on)
    if row is None:
        fresh = Huddle(team_id=team_id, held_on=held_on)
        _set(fresh, details)
        return history.add(session, actor, "hold huddle", fresh)
    with history.change(session, actor, "correct huddle", row):
        _set(row, details)
    return row


@asks
def start_huddle(session: Session, actor: Actor, team_id: int, *, today: date, now: datetime) -> Huddle:
    """Open today's huddle, or find the one that is open: a team has one at a time.

    One that was closed today goes on where it stood. One that somebody forgot to close is closed as of its last
    step.
    """
    history.hold(session, team_id)
    known = open_row(session, team_id)
    if known is not None and known.opened_at is not None:
        if known.held_on == today or now - known.opened_at < GOES_ON:
            return known
        close_huddle(session, actor, team_id, known.id, now=known.section_at or known.opened_at)
    today_s = _of_day(session, team_id, today)
    if today_s is not None:
        return reopen(session, actor, team_id, today_s.id, now=now)
    fresh = Huddle(team_id=team_id, held_on=today, opened_at=now, section=Section.CELEBRATE, section_at=now)
    return history.add(session, actor, "start huddle", fresh)


@asks
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


@asks
def follow(session: Session, actor: Actor, team_id: int, huddle_id: int, *, on: bool) -> None:
    """Ask the team's walls to show what the huddle is looking at, or to go their own way."""
    with history.change(session, actor, "follow huddle", _open(session, team_id, huddle_id)) as row:
        row.on_wall = on


@asks
def change_huddle(
    session: Session, actor: Actor, team_id: int, huddle_id: int, *, version: int | None = None, **details: Any
) -> Huddle:
    """Change what is written of a huddle, open or closed: ``celebration``, ``notes``, ``questions``,
    ``professions``, ``people``, ``minutes``. Raises Refused and Clash."""
    row = huddle_row(session, team_id, huddle_id)
    with history.change(session, actor, "change huddle", row, version=version):
        _set(row, details)
    return row


@asks
def count_people(
    session: Session, actor: Actor, team_id: int, huddle_id: int, *, profession: str, count: int, was: int
) -> Huddle:
    """How many of a profession were there; an empty ``profession`` is everyone. Raises Clash where the count the
    person saw is not there any more."""
    row = _held(session, team_id, huddle_id)
    counts = read_professions(row.professions)
    now = counts.get(profession, 0) if profession else row.people or 0
    if now not in (was, count):
        raise Clash("Someone else counted too. Theirs is shown.")
    told = sum(counts.values())
    if not profession:
        return change_huddle(session, actor, team_id, huddle_id, people=max(count, told))
    counts[profession] = min(count, _MOST["people"])
    others = max((row.people or 0) - told, 0)
    words = professions_words(counts)
    return change_huddle(
        session, actor, team_id, huddle_id, professions=words, people=sum(read_professions(words).values()) + others
    )


@asks
def close_huddle(session: Session, actor: Actor, team_id: int, huddle_id: int, *, now: datetime) -> Huddle:
    """Close a huddle. Its minutes are those somebody wrote, else those since it was opened. Twice is once."""
    row = _held(session, team_id, huddle_id)
    if row.opened_at is None or row.closed_at is not None:
        return row
    with history.change(session, actor, "close huddle", row):
        row.closed_at = now
        if row.minutes is None:
            row.minutes = max(1, min(round((now - row.opened_at).total_seconds() / 60), _MOST["minutes"]))
    return row


@asks
def reopen(session: Session, actor: Actor, team_id: int, huddle_id: int, *, now: datetime) -> Huddle:
    """Go on with a huddle that was closed, or written down without being opened: the clock goes on from its minutes.

    Raises Refused while another one is open.
    """
    row = _held(session, team_id, huddle_id)
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
    row = session.get(Huddle, (team_id, huddle_id))
    if row is None:
        raise Refused("That huddle is not on this team's board.")
    return row


def _held(session: Session, team_id: int, huddle_id: int) -> Huddle:
    """The huddle as it stands once other writers are through."""
    history.hold(session, team_id)
    row = huddle_row(session, team_id, huddle_id)
    session.refresh(row)
    return row


def _open(session: Session, team_id: int, huddle_id: int) -> Huddle:
    row = _held(session, team_id, huddle_id)
    if row.opened_at is None or row.closed_at is not None:
        raise Clash("This huddle has been closed.")
    return row


def _of_day(session: Session, team_id: int, day: date) -> Huddle | None:
    return session.scalar(select(Huddle).where(Huddle.team_id == team_id, Huddle.held_on == day))


def _set(row: Huddle, details: dict[str, Any]) -> None:
    for field, value in details.items():
        if field in _WORDS:
            what, length = _WORDS[field]
            setattr(row, field, clean_text(value, max_length=length, what=what))
        elif field in _MOST:
            if not 0 <= (value or 0) <= _MOST[field]:
                raise Refused("Check the minutes and the number of people: they look too large.")
            setattr(row, field, value)
        else:
            raise ValueError(f"{field} is not something a huddle has")
