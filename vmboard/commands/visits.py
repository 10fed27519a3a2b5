"""The coaching log: visits and walk-rounds, what was promised at them, and how confident people feel.

Only who wrote a visit changes it. Who gave a team's score is kept nowhere, not even in its history.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Annotated, TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching import log
from vmboard.domain.coaching.log import Level, Occasion, check_score, check_visit, number_of
from vmboard.domain.coaching.small_groups import is_open
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, day_words
from vmboard.domain.text.clean import clean_text
from vmboard.domain.typed_fields import Words, cleaned
from vmboard.store.tables import Confidence, Promise, Visit

MOST_PROMISES = 20
SOMEONE = "Someone on the team"


class VisitFields(TypedDict, total=False):
    on: date
    occasion: Occasion
    level: Level
    asked: Annotated[str, Words(2000, "What was asked")]
    next_step: Annotated[str, Words(2000, "The next step")]
    private: bool
    """For its author alone."""
    for_coaches: bool
    """Private, and yet for whoever coaches a team."""


@asks(Verb.ADD_VISIT)
def add_visit(
    session: Session, actor: Actor, team_id: int, *, on: date, occasion: Occasion, level: Level, today: date,
    asked: str = "", next_step: str = "", promises: Sequence[log.Promise] = (), private: bool = False,
    for_coaches: bool = False,
) -> Visit:  # fmt: skip
    """Log a visit with all that was promised at it. ``private``: for its author alone, or with ``for_coaches`` for
    coaches too. Raises Refused."""
    row = Visit(
        team_id=team_id, author=actor.name, author_key=actor.key, private=False, for_coaches=False, on=on,
        occasion=occasion, level=level,
    )  # fmt: skip
    readers: VisitFields = {"private": private, "for_coaches": for_coaches}
    _set(row, actor, {"asked": asked, "next_step": next_step, **readers})
    with history.together(session, team_id):
        made = _promised(promises)
        _check(row, made, today)
        history.add(session, actor, "log visit", row)
        _promise(session, actor, row, made)
    return row


@asks(Verb.CHANGE_VISIT)
def change_visit(
    session: Session, actor: Actor, team_id: int, visit_id: int, *, today: date, version: int | None = None,
    promises: Sequence[log.Promise] = (), **fields: Unpack[VisitFields],
) -> Visit:  # fmt: skip
    """Change what one's own visit says, and add ``promises`` to it. Raises Refused and Clash."""
    row = _own(session, actor, team_id, visit_id)
    with history.together(session, team_id):
        made = _promised(promises)
        with history.change(session, actor, "change visit", row, version=version):
            _set(row, actor, fields)
            _check(row, [*_promises_of(session, row), *made], today)
        _promise(session, actor, row, made)
    return row


@asks(Verb.REMOVE_VISIT)
def remove_visit(session: Session, actor: Actor, team_id: int, visit_id: int) -> None:
    """Take one's own visit out of the log, with its promises; ``restore_visit`` puts both back."""
    with history.change(session, actor, "remove visit", _own(session, actor, team_id, visit_id)) as row:
        row.removed = True


@asks(Verb.RESTORE_VISIT)
def restore_visit(session: Session, actor: Actor, team_id: int, visit_id: int) -> None:
    with history.change(session, actor, "restore visit", _own(session, actor, team_id, visit_id)) as row:
        row.removed = False


@asks(Verb.KEEP_PROMISE)
def keep_promise(session: Session, actor: Actor, team_id: int, promise_id: int, *, today: date) -> Promise:
    """Say that a promise was kept; saying it twice is saying it once. Raises Refused."""
    row, visit = _readable(session, actor, team_id, promise_id)
    with history.change(session, actor, "keep promise", row):
        row.kept_on = row.kept_on or max(today, visit.on)
    return row


@asks(Verb.UNKEEP_PROMISE)
def unkeep_promise(session: Session, actor: Actor, team_id: int, promise_id: int) -> Promise:
    """A promise is not kept after all. Raises Refused."""
    row, _ = _readable(session, actor, team_id, promise_id)
    with history.change(session, actor, "unkeep promise", row):
        row.kept_on = None
    return row


@asks(Verb.REMOVE_PROMISE)
def remove_promise(session: Session, actor: Actor, team_id: int, promise_id: int) -> None:
    """Take a promise off one's own visit: it was never made. ``restore_promise`` puts it back."""
    _take_away(session, actor, team_id, promise_id, "remove promise", away=True)


@asks(Verb.RESTORE_PROMISE)
def restore_promise(session: Session, actor: Actor, team_id: int, promise_id: int) -> None:
    _take_away(session, actor, team_id, promise_id, "restore promise", away=False)


@asks(Verb.RATE_CONFIDENCE)
def rate_confidence(session: Session, actor: Actor, team_id: int, *, score: int, today: date) -> Confidence:
    """One of the team says how confident they feel, 0 to 10. Every rating is another person's: no name is kept."""
    return _rate(session, _nobody(actor), team_id, score, today, secrets.randbits(52))


@asks(Verb.RATE_AS_COACH)
def rate_as_coach(session: Session, actor: Actor, team_id: int, *, score: int, today: date) -> Confidence:
    """A coach says how confident they feel with this team; of each month the latest counts. Raises Refused."""
    if not actor.key:
        raise Refused("Say who you are first, so that your scores can be shown to you over time.")
    return _rate(session, _nobody(actor), team_id, score, today, number_of(team_id, actor.key), is_coach=True)


@asks(Verb.TAKE_BACK_RATING)
def take_back_rating(session: Session, actor: Actor, team_id: int, rating_id: int, *, who: int, today: date) -> None:
    """Take a score back; ``who`` is the number it was kept under, which only its giver was told. Raises Refused.

    Once its month is told it stays: what is told never changes, or the change would tell whose score it was.
    """
    row = history.held_row(session, Confidence, team_id, rating_id)
    if row is None or row.who != who:
        raise Refused("That score is taken back already.")
    if not is_open(row.on, today):
        raise Refused(
            "{month} is over and told, so its scores stay. Say how you feel now.",
            month=partial(day_words, row.on, "MMMM", f"{row.on:%B}"),
        )
    history.remove(session, _nobody(actor), "take back rating", row)


def visit_row(session: Session, team_id: int, visit_id: int) -> Visit:
    row = history.held_row(session, Visit, team_id, visit_id)
    if row is None:
        raise Refused("That visit is not in this team’s log.")
    return row


def _own(session: Session, actor: Actor, team_id: int, visit_id: int) -> Visit:
    """A visit, for whoever wrote it. A private one is not even there for anybody else."""
    row = visit_row(session, team_id, visit_id)
    if row.author_key != actor.key:
        if row.private:
            raise Refused("That visit is not in this team’s log.")
        raise Refused("{who} wrote this, and changes it. Log a visit of your own beside it.", who=row.author)
    return row


def _readable(session: Session, actor: Actor, team_id: int, promise_id: int) -> tuple[Promise, Visit]:
    """A promise that this person may read, and the visit it was made at."""
    row = history.held_row(session, Promise, team_id, promise_id)
    visit = history.held_row(session, Visit, team_id, row.visit_id) if row is not None else None
    if row is None or visit is None or row.removed or visit.removed or not _reads(actor, visit):
        raise Refused("That promise is not in this team’s log any more.")
    return row, visit


def _take_away(session: Session, actor: Actor, team_id: int, promise_id: int, verb: str, *, away: bool) -> None:
    row = history.held_row(session, Promise, team_id, promise_id)
    if row is None:
        raise Refused("That promise is not in this team’s log any more.")
    _own(session, actor, team_id, row.visit_id)
    with history.change(session, actor, verb, row):
        row.removed = away


def _reads(actor: Actor, visit: Visit) -> bool:
    """Whether they read an entry of a log that they may write."""
    shared = visit.for_coaches and may(actor.person, Verb.READ_COACHES_NOTES, INSTALLATION)
    return not visit.private or shared or _wrote(actor, visit)


def _wrote(actor: Actor, visit: Visit) -> bool:
    return visit.author_key == actor.key != ""


def _set(row: Visit, actor: Actor, fields: VisitFields) -> None:
    if fields.get("private") and not fields.get("for_coaches") and not actor.key:
        raise Refused("Say who you are first: a private note is for its author alone.")
    if fields.get("for_coaches"):
        fields = {**fields, "private": True}
    elif fields.get("private") is False:
        fields = {**fields, "for_coaches": False}
    for field, value in cleaned(VisitFields, fields).items():
        setattr(row, field, value)


def _promised(promises: Iterable[log.Promise]) -> list[log.Promise]:
    """The promises as they are kept, without empty lines."""
    cleaned = (
        replace(one, text=clean_text(one.text, max_length=200, what=N_("The promise")), kept_on=None)
        for one in promises
    )
    return [one for one in cleaned if one.text or one.by or one.amount is not None]


def _promises_of(session: Session, row: Visit) -> list[log.Promise]:
    mine = select(Promise).where(Promise.team_id == row.team_id, Promise.visit_id == row.id, Promise.removed.is_(False))
    return [log.Promise(one.text, one.by, one.kept_on, one.amount) for one in session.scalars(mine)]


def _check(row: Visit, promises: Sequence[log.Promise], today: date) -> None:
    if len(promises) > MOST_PROMISES:
        raise Refused("Please keep it to {most} promises a visit.", most=MOST_PROMISES)
    check_visit(
        log.Visit(row.on, row.occasion, row.level, row.author_key, row.asked, tuple(promises), row.next_step),
        today,
    )


def _promise(session: Session, actor: Actor, row: Visit, promises: Sequence[log.Promise]) -> None:
    of = {"team_id": row.team_id, "visit_id": row.id}
    made = [Promise(**of, text=one.text, by=one.by, amount=one.amount) for one in promises]
    history.add_all(session, actor, "promise", made)


def _nobody(actor: Actor) -> Actor:
    """The same person without a name, as the history of a score has it."""
    return replace(actor, name=SOMEONE, member_id=None, account_id=None)


def _rate(
    session: Session, actor: Actor, team_id: int, score: int, today: date, who: int, *, is_coach: bool = False
) -> Confidence:
    row = Confidence(team_id=team_id, on=today, who=who, score=check_score(score), is_coach=is_coach)
    return history.add(session, actor, "rate confidence", row)
