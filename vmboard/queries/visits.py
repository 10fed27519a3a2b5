"""The coaching log as one reader may see it: what is shared, and what they wrote for themselves alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import INSTALLATION, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching import log
from vmboard.domain.coaching.log import (
    Level,
    PromiseState,
    Rating,
    confidence,
    number_of,
    open_steps,
    own_confidence,
    promises_words,
    usual_level,
)
from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.visits import CoachingLog, PromiseLine, StepLine, VisitLine
from vmboard.domain.weeks import long_day
from vmboard.store.tables import Confidence, Promise, Visit

LATELY = timedelta(days=31)
_USUAL = 10
"""So many of one's latest visits say at which level one usually is."""

Promised = dict[int, list[Promise]]
"""Promises by the id of their visit, in the order they were made."""


@asks(Verb.READ_COACHING_LOG)
def coaching_log(session: Session, actor: Actor, team_id: int, today: date) -> CoachingLog:
    """The log of a team. What is private is looked up by who wrote it, and what coaches share by who coaches: nobody
    else's ever leaves the database."""
    mine = select(Visit).where(Visit.team_id == team_id).order_by(Visit.on.desc(), Visit.id.desc())
    shown: list[ColumnElement[bool]] = [Visit.private.is_(False)]
    shown += [Visit.author_key == actor.key] if actor.key else []
    shown += [Visit.for_coaches.is_(True)] if may(actor.person, Verb.READ_COACHES_NOTES, INSTALLATION) else []
    rows = session.scalars(mine.where(or_(*shown))).all()
    promised = _promised(session, team_id, [row.id for row in rows])
    lines = {row.id: _line(row, promised, actor, today) for row in rows}
    standing = [row for row in rows if not row.removed]
    open_, kept = _open(lines[row.id] for row in standing), _kept_lately(standing, promised, today)
    mine_as_coach = number_of(team_id, actor.key) if actor.key else None
    scores = session.scalars(select(Confidence).where(Confidence.team_id == team_id).order_by(Confidence.id)).all()
    return CoachingLog(
        visits=tuple(lines[row.id] for row in standing),
        away=tuple(lines[row.id] for row in rows if row.removed and lines[row.id].mine),
        open=open_,
        kept=kept,
        promises_words=promises_words([line.state for line in (*open_, *kept)]),
        steps=_steps(standing, promised, actor, today),
        usual=_usual(session, actor, standing),
        confidence=confidence(_ratings(score for score in scores if not score.is_coach), today),
        coaches=confidence(_ratings(score for score in scores if score.is_coach), today),
        own=own_confidence(_ratings(score for score in scores if score.is_coach and score.who == mine_as_coach)),
    )


def _steps(rows: Iterable[Visit], promised: Promised, actor: Actor, today: date) -> tuple[StepLine, ...]:
    names = {row.author_key: row.author for row in rows}
    return tuple(
        StepLine(visit.level, long_day(visit.on, today), names[visit.author], " ".join(visit.next_step.split()))
        for visit in open_steps([_told(row, promised) for row in rows], actor.key)
    )


def _usual(session: Session, actor: Actor, standing: Sequence[Visit]) -> Level:
    """The level of this person's own visits to the team, else of those they made elsewhere."""
    if not actor.key:
        return Level.WARD
    here = [row.level for row in standing if row.author_key == actor.key][:_USUAL]
    elsewhere = select(Visit.level).where(Visit.author_key == actor.key, Visit.removed.is_(False))
    newest_first = elsewhere.order_by(Visit.on.desc(), Visit.team_id, Visit.id.desc()).limit(_USUAL)
    return usual_level(here or session.scalars(newest_first).all())


def _promised(session: Session, team_id: int, visits: Sequence[int]) -> Promised:
    promises: Promised = defaultdict(list)
    wanted = select(Promise).where(Promise.team_id == team_id, Promise.visit_id.in_(visits)).order_by(Promise.id)
    for row in session.scalars(wanted) if visits else ():
        promises[row.visit_id].append(row)
    return promises


def _line(row: Visit, promised: Promised, actor: Actor, today: date) -> VisitLine:
    lines = [_promise(promise, row, today) for promise in promised.get(row.id, ())]
    return VisitLine(
        visit_id=row.id, version=row.version, on=row.on, on_text=long_day(row.on, today), occasion=row.occasion,
        level=row.level, author=row.author, asked=row.asked, next_step=row.next_step, private=row.private,
        mine=row.author_key == actor.key, for_coaches=row.for_coaches,
        promises=tuple(line for line in lines if not line.removed),
        gone=tuple(line for line in lines if line.removed),
    )  # fmt: skip


def _promise(row: Promise, visit: Visit, today: date) -> PromiseLine:
    rule = _rule(row)
    said_on = long_day(visit.on, today)
    money = "" if row.amount is None else _("{amount} back to the team", amount=format_value(row.amount, "£"))
    return PromiseLine(
        row.id, row.text, row.by, rule.stands(today), rule.words(today), said_on, row.removed, money
    )  # fmt: skip


def _rule(row: Promise) -> log.Promise:
    return log.Promise(row.text, row.by, row.kept_on, row.amount)


def _told(row: Visit, promised: Promised) -> log.Visit:
    """The visit as the rules see it, named by its author's key."""
    made = tuple(_rule(one) for one in promised.get(row.id, ()) if not one.removed)
    return log.Visit(
        row.on, row.occasion, row.level, row.author_key, row.asked, made, row.next_step, row.private
    )  # fmt: skip


def _open(visits: Iterable[VisitLine]) -> tuple[PromiseLine, ...]:
    waiting = [one for visit in visits for one in visit.promises if one.state is not PromiseState.KEPT]
    return tuple(sorted(waiting, key=lambda one: (one.by or date.max, one.promise_id)))


def _kept_lately(visits: Iterable[Visit], promised: Promised, today: date) -> tuple[PromiseLine, ...]:
    kept = [
        (one.kept_on, _promise(one, visit, today))
        for visit in visits for one in promised.get(visit.id, ())
        if not one.removed and one.kept_on is not None and one.kept_on > today - LATELY
    ]  # fmt: skip
    return tuple(line for _, line in sorted(kept, key=lambda pair: (pair[0], pair[1].promise_id), reverse=True))


def _ratings(rows: Iterable[Confidence]) -> list[Rating]:
    return [Rating(row.on, row.who, row.score) for row in rows]
