"""The huddle under way, the projects it talks of, and the huddles that were held."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.huddles.decisions import Decision, blocked, decided, move_of
from vmboard.domain.huddles.recap import Learned, people_words, recap, recap_text
from vmboard.domain.huddles.sections import QUESTIONS, Section, held_words, read_professions
from vmboard.domain.projects.standing import days_text, short_stage
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import _, ngettext
from vmboard.domain.views.board import Board, Tile
from vmboard.domain.views.huddles import HeldHuddle, OpenHuddle, Talk, ToldHuddle
from vmboard.domain.weeks import weekday_day
from vmboard.domain.words import LinkRole, Signal, Stage
from vmboard.queries.board import board
from vmboard.queries.escalations import answered, asked_on
from vmboard.queries.improvements import Improvement, improvements
from vmboard.queries.past import as_it_stood, first_day
from vmboard.queries.series import team_row
from vmboard.store.tables import Account, Action, Grant, History, Huddle, Member, Project, StageMove

GOES_ON = timedelta(hours=12)
HELD = or_(Huddle.closed_at.is_not(None), Huddle.opened_at.is_(None))
"""A huddle that was closed, or written down without being opened."""


@asks(Verb.READ_OPEN_HUDDLE)
def open_huddle(session: Session, actor: Actor, team_id: int, today: date, now: datetime) -> OpenHuddle | None:
    """The huddle under way: today's, or one that began within half a day; None where there is none."""
    going = select(Huddle).where(Huddle.team_id == team_id, Huddle.opened_at.is_not(None), Huddle.closed_at.is_(None))
    row = session.scalars(going.order_by(Huddle.held_on.desc())).first()
    if row is None or row.opened_at is None or not (row.held_on == today or now - row.opened_at < GOES_ON):
        return None
    return OpenHuddle(
        row.id, row.held_on, row.opened_at, Section(row.section or Section.CELEBRATE), row.section_at or row.opened_at,
        row.project_id, row.on_wall, row.celebration, row.notes, row.questions, row.minutes, row.people or 0,
        read_professions(row.professions),
    )  # fmt: skip


def where_it_stands(session: Session, team_id: int) -> str:
    """``7:figures:12``: the open huddle of a team with its section and project; empty where none is open."""
    going = select(Huddle.id, Huddle.section, Huddle.project_id).where(
        Huddle.team_id == team_id, Huddle.opened_at.is_not(None), Huddle.closed_at.is_(None)
    )
    row = session.execute(going.order_by(Huddle.held_on.desc())).first()
    return f"{row.id}:{row.section}:{row.project_id or ''}" if row else ""


@asks(Verb.READ_TALKS)
def talks(
    session: Session, actor: Actor, team_id: int, today: date, since: datetime | None = None
) -> list[Talk]:  # fmt: skip
    """The projects in testing as a huddle talks of them: those in trouble first, then the longest in testing.

    Of a huddle open ``since`` then: one that it has just moved stays, and one that it has just marked blocked, or free,
    keeps its place, so that the third of three is the third of three to the end.
    """
    owners = dict(session.execute(select(Member.id, Member.name).where(Member.team_id == team_id)).all())
    left = _left_testing(session, team_id, since) if since is not None else set()
    talked_of = [
        improvement for improvement in improvements(session, team_id)
        if improvement.stage is Stage.TESTING or improvement.project.id in left
    ]  # fmt: skip
    before = _blocked_before(session, team_id, since) if since is not None else {}

    def place(improvement: Improvement) -> tuple[bool, date, int]:
        project = improvement.project
        return not before.get(project.id, project.blocked_reason), _testing_since(improvement), project.id

    return [_talk(improvement, owners, today) for improvement in sorted(talked_of, key=place)]


def _left_testing(session: Session, team_id: int, since: datetime) -> set[int]:
    """The projects moved out of testing since a moment. A move's number is the revision that made it."""
    made = (History.team_id == StageMove.team_id) & (History.revision == StageMove.id)
    left = select(StageMove.project_id).join(History, made).where(
        StageMove.team_id == team_id, StageMove.from_stage == Stage.TESTING, History.at >= since
    )  # fmt: skip
    return set(session.scalars(left))


def _blocked_before(session: Session, team_id: int, since: datetime) -> dict[int, str]:
    """What blocked each project changed since a moment, as it stood at that moment."""
    changes = select(History.row_key, History.before).where(
        History.team_id == team_id, History.noun == Project.__tablename__, History.at >= since
    )
    stood: dict[int, str] = {}
    for key, before in session.execute(changes.order_by(History.revision)):
        stood.setdefault(int(key), (before or {}).get("blocked_reason", ""))
    return stood


def _testing_since(one: Improvement) -> date:
    return next((move.moved_on for move in reversed(one.moves) if move.to_stage is Stage.TESTING), one.moved_on)


def _talk(improvement: Improvement, owners: dict[int, str], today: date) -> Talk:
    project, last = improvement.project, improvement.cycles[-1] if improvement.cycles else None
    cycle = last if last is not None and last.decision is None else None
    number = cycle.number if cycle else (last.number if last else 0) + 1
    outcomes = improvement.measures(LinkRole.OUTCOME) or improvement.measures(LinkRole.PROCESS)
    said = {q.field: getattr(project if q.of_project else cycle, q.field, "") for q in QUESTIONS}
    return Talk(
        project.id,
        project.title,
        improvement.stage,
        _("{stage} {days} · PDSA {n}", stage=short_stage(improvement.stage), n=number,
          days=days_text(improvement.stage, improvement.moved_on, today)),
        said,
        outcomes[0] if outcomes else None,
        tuple(improvement.measures(LinkRole.GUARD)),
        owners.get(project.owner_id or 0, ""),
        project.blocked_reason,
        project.holds_when,
        "" if cycle else _("PDSA {n} begins with your first words.", n=number),
    )  # fmt: skip


def done_since_last(session: Session, team_id: int, held_on: date) -> list[str]:
    """The actions ticked since the huddle before this one, newest first."""
    return done_between(session, team_id, huddle_before(session, team_id, held_on), held_on)


def done_between(session: Session, team_id: int, after: date, until: date) -> list[str]:
    """The actions ticked after one day, up to another, newest first."""
    done = select(Action.text).where(
        Action.team_id == team_id, Action.removed.is_(False), Action.done_on > after, Action.done_on <= until,
    )  # fmt: skip
    return list(session.scalars(done.order_by(Action.done_on.desc(), Action.id.desc())))


def huddle_before(session: Session, team_id: int, held_on: date) -> date:
    """The day of the huddle that was held before this one; a week before where there was none."""
    before = select(Huddle.held_on).where(Huddle.team_id == team_id, Huddle.held_on < held_on, HELD)
    return session.scalars(before.order_by(Huddle.held_on.desc())).first() or held_on - timedelta(days=7)


MOST_OFFERED = 6


@asks(Verb.READ_CELEBRATIONS)
def worth_a_word(session: Session, actor: Actor, team_id: int, seen: Board, held_on: date) -> list[str]:
    """What is new to celebrate since the huddle before: figures that got better, projects embedded, actions done."""
    last = huddle_before(session, team_id, held_on)
    with _as_met(session, actor, team_id, last, held_on) as then:
        before = {tile.measure_id: tile.stands for tile in board(then, actor, team_id, last).tiles}
    news = (
        tile for tile in seen.tiles
        if tile.stands is Signal.IMPROVEMENT and before.get(tile.measure_id) is not Signal.IMPROVEMENT
    )  # fmt: skip
    embedded = (
        _("{project} is embedded", project=card.title)
        for lane in seen.lanes if lane.stage is Stage.EMBEDDED
        for card in lane.cards if card.days < (held_on - last).days
    )  # fmt: skip
    done = (_("Done: {action}", action=text) for text in done_since_last(session, team_id, held_on))
    return [text for text in dict.fromkeys((*better(news), *embedded, *done)) if len(text) <= 90][:MOST_OFFERED]


@asks(Verb.READ_HELD_HUDDLES)
def held_huddles(session: Session, actor: Actor, team_id: int, today: date) -> tuple[str, list[HeldHuddle]]:
    """``Held 9 of the last 12 weeks``, and the newest huddles that were held."""
    mine = select(Huddle).where(Huddle.team_id == team_id, Huddle.held_on <= today, HELD)
    rows = list(session.scalars(mine.order_by(Huddle.held_on.desc()).limit(60)))
    return held_words([row.held_on for row in rows], today), [_held(row) for row in rows[:12]]


def _held(row: Huddle) -> HeldHuddle:
    people = people_words(row.people) if row.people else ""
    facts = ", ".join(filter(None, (people, _minutes(row))))
    return HeldHuddle(row.held_on, weekday_day(row.held_on), facts, row.celebration)


def _minutes(row: Huddle) -> str:
    return ngettext("{n} minute", "{n} minutes", row.minutes) if row.minutes else ""


def usual_people(session: Session, team_id: int, held_on: date) -> dict[str, int]:
    """The professions that came to the last few huddles before this one: those to offer first."""
    mine = select(Huddle.professions).where(Huddle.team_id == team_id, Huddle.held_on < held_on, HELD)
    people: dict[str, int] = {}
    for words in session.scalars(mine.order_by(Huddle.held_on.desc()).limit(4)):
        counted = any(map(str.isdigit, words))  # "nursing, pharmacy" names services, not people
        for name, count in read_professions(words).items() if counted else ():
            people.setdefault(name, count)
    return people


@asks(Verb.READ_RECAP)
def told(session: Session, actor: Actor, team_id: int, held_on: date, today: date) -> ToldHuddle:
    """A huddle, told, with the board as the room saw it that day. Raises Refused where none was held, or not to its
    end yet."""
    row = session.scalar(select(Huddle).where(Huddle.team_id == team_id, Huddle.held_on == held_on, HELD))
    if row is None:
        raise Refused("No huddle was held that day.")
    with _as_met(session, actor, team_id, held_on, today) as met:
        seen, work = board(met, actor, team_id, held_on), improvements(met, team_id)
        names = team_row(met, team_id)
        lanes = (names.idea_lane, names.testing_lane, names.embedded_lane)
    made = recap(
        team_name=seen.team_name,
        held_on=held_on,
        minutes=row.minutes,
        professions=read_professions(row.professions),
        celebrations=[row.celebration],
        tiles=seen.tiles,
        owed=seen.owed,
        learned=_learned(work, held_on),
        decided=_decided(work, seen, held_on, lanes),
        actions=_agreed(session, team_id, held_on),
        done=done_since_last(session, team_id, held_on),
        questions=[row.questions],
        escalated=asked_on(session, team_id, held_on),
        answered=answered(session, team_id, huddle_before(session, team_id, held_on), held_on),
        paused=seen.paused,
        notes=row.notes,
    )
    if not any(map(str.isdigit, row.professions)):  # counted, and perhaps named, but not one by one
        who = f"{people_words(row.people)} ({row.professions})" if row.people and row.professions else ""
        made = replace(made, people=", ".join(filter(None, (who, _minutes(row)))) if who else _held(row).facts)
    return ToldHuddle(row.id, held_on, made, recap_text(made))


@contextmanager
def _as_met(session: Session, actor: Actor, team_id: int, held_on: date, today: date) -> Iterator[Session]:
    """What the room saw, to be asked like today's. What came in before history began is told as it stands."""
    if held_on == today or held_on < first_day(session, actor, team_id):
        yield session
        return
    with as_it_stood(session, team_id, held_on) as then:
        yield then


def addresses(session: Session, team_id: int) -> list[str]:
    """The e-mail addresses of the accounts of a team that may sign in."""
    theirs = (
        select(Account.email)
        .join(Grant, Grant.account_id == Account.id)
        .where(Grant.team_id == team_id, Account.disabled_at.is_(None), Account.email != "")
    )
    return sorted(set(session.scalars(theirs)))


def better(tiles: Iterable[Tile]) -> list[str]:
    """What got better, as one might celebrate it."""
    return [f"{one.name}: {one.sentence[:1].lower()}{one.sentence[1:].rstrip('.')}" for one in tiles]


def _learned(work: Iterable[Improvement], held_on: date) -> list[Learned]:
    """What was tested: of projects in testing, and of those that left it that day, which have no next step any more."""
    lines = []
    for improvement in work:
        moves = [move for move in improvement.moves if move.moved_on <= held_on]
        cycles = [cycle for cycle in improvement.cycles if cycle.started_on <= held_on]
        goes_on = bool(moves) and moves[-1].to_stage is Stage.TESTING
        if not cycles or not (goes_on or (moves and moves[-1].moved_on == held_on)):
            continue
        moved = move_of(moves, held_on)
        is_told = moved is not None and moved.reason == cycles[-1].learned
        lines.append(
            Learned(
                improvement.project.title, cycles[-1].saw, "" if is_told else cycles[-1].learned,
                improvement.project.next_step if goes_on else "",
            )
        )  # fmt: skip
    return lines


def _decided(
    work: Iterable[Improvement], seen: Board, held_on: date, lanes: tuple[str, str, str]
) -> list[Decision]:  # fmt: skip
    made = (decided(improvement.project.title, improvement.moves, held_on, lanes) for improvement in work)
    return [
        *(decision for decision in made if decision),
        *blocked((card.title, card.blocked) for lane in seen.lanes for card in lane.cards),
    ]


class _Agreed:
    def __init__(self, row: Action, owner: str) -> None:
        self.text, self.owner, self.due = row.text, owner, row.due


def _agreed(session: Session, team_id: int, held_on: date) -> list[_Agreed]:
    wanted = (
        select(Action, Member.initials)
        .outerjoin(Member, (Member.team_id == Action.team_id) & (Member.id == Action.owner_id))
        .where(Action.team_id == team_id, Action.removed.is_(False), Action.raised_on == held_on)
    )
    return [_Agreed(row, initials or "") for row, initials in session.execute(wanted.order_by(Action.id))]
