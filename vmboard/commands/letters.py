"""Transactional outbox of notifications: letters are written with the report they tell of, and whoever sends takes
some, says so before each is handed over, and what became of it.

Each goes once. Of two processes one takes a letter: a claim is one UPDATE that only the first can make, and it holds
for a while. Right before it is handed over its row says so. What was handed over and never settled, because a server
stopped in between, may have arrived: it is not sent again, and the page says so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, tuple_, update
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.letters import FAILED, MOST_TRIES, Progress, Trouble, Way, next_pause
from vmboard.domain.text.catalogue import N_
from vmboard.store.tables import Account, Grant, Letter, Team

CHANNEL = 0
"""Whom a letter to the hospital's channel is for: no account."""
HELD = timedelta(minutes=2)
"""For so long nobody else takes a letter that was claimed, unless it is settled sooner."""
LOST = timedelta(minutes=5)
"""Handed over and not settled for so long: whoever sent it is gone."""
MOST_AT_ONCE = 50
ALL_OUT = N_("There is nothing to send again: the link arrived, or is on its way.")


@dataclass(frozen=True)
class Claimed:
    """A letter that is somebody's to send: its row's key, its attempt, and the address it goes to."""

    team_id: int
    report_id: int
    account_id: int
    tries: int
    address: str = ""


@dataclass(frozen=True)
class Bundle:
    """Letters of one report that go by one way."""

    way: Way
    team: str
    """The team as its address names it."""
    letters: tuple[Claimed, ...]


def write_letters(session: Session, team_id: int, report_id: int, ways: Collection[Way], now: datetime) -> None:
    """A letter to each of the team who may sign in, and one to the hospital's channel, by the ways there are."""
    to = [account_id for account_id, _ in _readers(session, team_id)] if Way.MAIL in ways else []
    to += [CHANNEL] * (Way.CHANNEL in ways)
    session.add_all(
        Letter(team_id=team_id, report_id=report_id, account_id=account_id, due_at=now) for account_id in to
    )


@asks(Verb.SEND_LINK_AGAIN)
def send_again(session: Session, actor: Actor, team_id: int, report_id: int, now: datetime) -> int:
    """Have the letters of a report sent that did not arrive, or may not have: due at once, with as many attempts as a
    new one has. How many those are. Whoever heard hears no second time. Raises Refused where there are none."""
    theirs = Letter.team_id == team_id, Letter.report_id == report_id, Letter.progress.in_(FAILED)
    values = {"progress": Progress.WAITING, "trouble": None, "tries": 0, "due_at": now, "handed_at": None}
    again = session.scalars(update(Letter).where(*theirs).values(values).returning(Letter.account_id)).all()
    if not again:
        raise Refused(ALL_OUT)
    return len(again)


def is_any_due(session: Session, now: datetime) -> bool:
    """Whether a letter waits whose time has come: asked every few seconds, of an index and without a lock."""
    waiting = select(Letter.report_id).where(Letter.progress == Progress.WAITING, Letter.due_at <= now)
    return session.scalar(waiting.limit(1)) is not None


def claim(session: Session, ways: Collection[Way], now: datetime) -> Bundle | None:
    """Letters of the report that has waited longest, for whoever asks first. None where none is due by these ways."""
    _give_up(session, now)
    free = (Letter.progress == Progress.WAITING, Letter.due_at <= now, Letter.handed_at.is_(None), _goes_by(ways))
    oldest = session.scalars(select(Letter).where(*free).order_by(Letter.due_at, Letter.report_id).limit(1)).first()
    if oldest is None:
        return None
    way = Way.CHANNEL if oldest.account_id == CHANNEL else Way.MAIL
    some = select(Letter.account_id).where(*_of(oldest), *free, _goes_by((way,))).order_by(Letter.account_id)
    mine = (
        update(Letter)
        .where(*_of(oldest), Letter.account_id.in_(some.limit(MOST_AT_ONCE).scalar_subquery()), *free)
        .values(due_at=now + HELD, tries=Letter.tries + 1)
        .returning(Letter.account_id, Letter.tries)
        .execution_options(synchronize_session=False)
    )
    taken = sorted((account_id, tries) for account_id, tries in session.execute(mine))
    if not taken:
        return None
    session.expire_all()
    team = session.get_one(Team, oldest.team_id)
    return Bundle(way, team.slug, _addressed(session, team.id, oldest.report_id, taken))


def hand_over(session: Session, letter: Claimed, now: datetime) -> bool:
    """Say that it leaves now; whether it is still this one's to send."""
    mine = _is(letter), Letter.progress == Progress.WAITING, Letter.handed_at.is_(None)
    return session.scalar(update(Letter).where(*mine).values(handed_at=now).returning(Letter.tries)) is not None


def settle(session: Session, letter: Claimed, trouble: Trouble | None, now: datetime) -> Progress:
    """What became of an attempt: it arrived, or is due again after a pause that grows, or is given up."""
    pause = None if trouble is None or trouble.is_lasting else next_pause(letter.tries)
    progress = Progress.SENT if trouble is None else Progress.GIVEN_UP if pause is None else Progress.WAITING
    values = {"progress": progress, "trouble": trouble, "handed_at": None, "due_at": now + (pause or timedelta())}
    session.execute(update(Letter).where(_is(letter)).values(values))
    return progress


def _give_up(session: Session, now: datetime) -> None:
    """What nobody settled: handed over long ago it may have arrived; else it had its attempts."""
    waits = Letter.progress == Progress.WAITING
    session.execute(
        update(Letter).where(waits, Letter.handed_at < now - LOST).values(progress=Progress.UNSURE)
    )  # fmt: skip
    session.execute(
        update(Letter)
        .where(waits, Letter.due_at <= now, Letter.handed_at.is_(None), Letter.tries >= MOST_TRIES)
        .values(progress=Progress.GIVEN_UP)
    )


def _addressed(session: Session, team_id: int, report_id: int, taken: Sequence[tuple[int, int]]) -> tuple[Claimed, ...]:
    """Each with its address. Whoever may not sign in for the team any more gets none: their letter goes."""
    address = dict(_readers(session, team_id)) | {CHANNEL: ""}
    gone = [account_id for account_id, _ in taken if account_id not in address]
    if gone:
        key = Letter.team_id, Letter.report_id, Letter.account_id
        session.execute(delete(Letter).where(tuple_(*key).in_([(team_id, report_id, id_) for id_ in gone])))
    return tuple(Claimed(team_id, report_id, id_, tries, address[id_]) for id_, tries in taken if id_ in address)


def _readers(session: Session, team_id: int) -> list[tuple[int, str]]:
    """The accounts of a team that may sign in, and their addresses."""
    theirs = (
        select(Account.id, Account.email)
        .join(Grant, Grant.account_id == Account.id)
        .where(Grant.team_id == team_id, Account.disabled_at.is_(None), Account.email != "")
        .distinct()
        .order_by(Account.id)
    )
    return [(account_id, address) for account_id, address in session.execute(theirs)]


def _goes_by(ways: Collection[Way]) -> ColumnElement[bool]:
    to_channel = Letter.account_id == CHANNEL
    if len(ways) == len(Way):
        return Letter.account_id >= CHANNEL
    return to_channel if Way.CHANNEL in ways else Letter.account_id > CHANNEL


def _of(letter: Letter) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return Letter.team_id == letter.team_id, Letter.report_id == letter.report_id


def _is(letter: Claimed) -> ColumnElement[bool]:
    """The row of a letter, at this attempt of it: once another took it, it is not this one's any more."""
    return (
        (Letter.team_id == letter.team_id)
        & (Letter.report_id == letter.report_id)
        & (Letter.account_id == letter.account_id)
        & (Letter.tries == letter.tries)
    )
