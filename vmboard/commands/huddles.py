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
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.typed_fields import Within, Words, cleaned
from vmboard.store.tables import Huddle, Member

GOES_ON = timedelta(hours=12)
"""A huddle that was never closed is still under way for so long; one across midnight is one huddle."""
ELSEWHERE = N_("Someone else has moved the huddle on.")
MOST_MINUTES, MOST_PEOPLE, MOST_LATE = 600, 500, 1000
_TOO_LARGE = N_("Check the minutes and the number of people: they look too large.")


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

    One that was closed today stays closed and is given back as it is: the page asks what is wanted of it. One that
    somebody forgot to close is closed as of its last step.
    """
    history.hold(session, team_id)
    open_huddle = open_row(session, team_id)
    if open_huddle is not None and open_huddle.opened_at is not None:
        if open_huddle.held_on == today or now - open_huddle.opened_at < GOES_ON:
            return open_huddle
        close_huddle(session, actor, team_id, open_huddle.id, now=open_huddle.section_at or open_huddle.opened_at)
    today_s = _of_day(session, team_id, today)
    if today_s is not None:
        return today_s
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

    ``was`` is where the person saw it stand: raises Clash where somebody else has moved it on meanwhile. At its close
    those who came last time are counted, until somebody counts who is here.
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
        if section is Section.CLOSE and row.people is None and not row.professions:
            row.people, row.professions = _last_time(session, team_id, row.held_on)
    return row


def _last_time(session: Session, team_id: int, held_on: date) -> tuple[int | None, str]:
    """How many came, and of which professions, to the newest huddle before where they were counted one by one."""
    before = select(Huddle.people, Huddle.professions).where(
        Huddle.team_id == team_id, Huddle.held_on < held_on, Huddle.people > 0
    )
    for people, professions in session.execute(before.order_by(Huddle.held_on.desc()).limit(4)):
        if any(map(str.isdigit, professions)):
            return people, professions
    return None, ""


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


@asks(Verb.ADD_TO_RECAP)
def add_to_recap(session: Session, actor: Actor, team_id: int, huddle_id: int, *, words: str) -> Huddle:
    """A late word: added to the notes of a huddle that was held, on a line of its own with who says it.

    Raises Refused where there is nothing to add, or no room.
    """
    row = huddle_row(session, team_id, huddle_id)
    text = " ".join(clean_text(words, max_length=MOST_LATE, what=N_("What you add")).split())
    if not text:
        raise Refused("Type what you would add to the recap.")
    is_ours = actor.team_id == team_id and actor.member_id is not None
    mine = history.held_row(session, Member, team_id, actor.member_id) if is_ours else None
    line = f"{text} ({mine.initials if mine else actor.name}, after the huddle)"
    with history.change(session, actor, "add to recap", row):
        if line not in row.notes.splitlines():
            _set(row, {"notes": "\n".join(filter(None, (row.notes.rstrip(), line)))})
    return row


@asks(Verb.REOPEN_HUDDLE)
def reopen(
    session: Session, actor: Actor, team_id: int, huddle_id: int, *, now: datetime, anew: bool = False
) -> Huddle:
    """Go on with a huddle that was closed, or written down without being opened: the clock goes on from its minutes.

    ``anew`` takes it through its sections from the first once more: a second huddle of the same day. Nothing that was
    written is cleared; the day has one recap.

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
        if anew:
            row.section, row.project_id = Section.CELEBRATE.value, None
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
