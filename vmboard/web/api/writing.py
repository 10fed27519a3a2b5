"""Group commit: figures that several requests put in at about the same time are kept in one transaction, each by itself
or not at all: a disk that keeps sixty transactions a second keeps hundreds of figures, and others' turns come between.
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from itertools import groupby
from threading import Lock
from time import monotonic

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm import Session

from vmboard.commands.feed import Answer, BoxScores, Sent, Taken, put_figures
from vmboard.commands.sources import USED_EVERY, note_used
from vmboard.domain.access.actor import Actor
from vmboard.domain.figures.put import NotTaken, Outcome, tag_of
from vmboard.domain.numbers import format_value
from vmboard.domain.refusals import Refused
from vmboard.domain.text.identifiers import WARNING
from vmboard.domain.text.patient_names import names_a_patient
from vmboard.queries.after_saving import Decided, decided_by, questions
from vmboard.store.engine import again, attempt, transaction
from vmboard.web.api.callers import actor_by, team_by
from vmboard.web.api.problems import Problem
from vmboard.web.api.shapes import FigureOut, FiguresOut
from vmboard.web.counting import QUEUES

DOING = "sending figures from another system"
MOST_TOGETHER = 64
LONGEST = 0.1
"""Seconds after which a transaction takes no more figures: others who save wait no longer for it."""

Answers = dict[int, FiguresOut | Exception]
"""What became of each sending, by its place among those that were handed in together."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sending:
    """What one request puts in: whose token, which team by its address, and the figures."""

    token: str
    team: str
    sent: Sent

    @property
    def names_many(self) -> bool:
        return len(self.sent.puts) > 1


@dataclass
class _Read:
    """What a transaction has read so far: systems by their tokens and, of each team that it holds, what no figure
    changes. Whoever is refused lets go of the teams, and of this with them."""

    now: datetime
    actors: dict[str, tuple[int, Actor]] = field(default_factory=dict)
    boxes: BoxScores = field(default_factory=dict)
    decided: dict[int, Decided] = field(default_factory=dict)

    def let_go(self) -> None:
        self.boxes.clear()
        self.decided.clear()


class Writer:
    """One writer in this process, on whose turn all that waits is written."""

    def __init__(self, bind: Callable[[], Engine], clock: Callable[[], datetime]) -> None:
        self._bind, self._clock = bind, clock
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="vmboard-feed")
        self._lock = Lock()
        self._noted: dict[int, datetime] = {}
        self._length = QUEUES.labels("data points")
        self._waiting: list[tuple[Sending, Future[FiguresOut]]] = []

    def hand_in(self, sending: Sending) -> "Future[FiguresOut]":
        """What became of it, once it is kept. Whoever finds nobody waiting wakes the writer."""
        future: Future[FiguresOut] = Future()
        self._length.inc()
        future.add_done_callback(lambda _: self._length.dec())
        with self._lock:
            self._waiting.append((sending, future))
            if len(self._waiting) == 1:
                self._pool.submit(self._drain)
        return future

    def _drain(self) -> None:
        while True:
            with self._lock:
                some = self._waiting[:MOST_TOGETHER]
            if not some:
                return
            answers = self._answers([sending for sending, _ in some])
            with self._lock:
                self._waiting[: len(some)] = [one for at, one in enumerate(some) if at not in answers]
                is_over = not self._waiting
            for at, answer in answers.items():
                if isinstance(answer, Exception):
                    some[at][1].set_exception(answer)
                else:
                    some[at][1].set_result(answer)
            if is_over:
                return

    def _answers(self, sendings: Sequence[Sending]) -> Answers:
        """Of those that were written or refused, by their place: as many as there was time for."""
        try:
            return again(partial(self._together, sendings))
        except Exception as error:  # none of it is kept: everybody hears so, and sends it again
            return dict.fromkeys(range(len(sendings)), error)

    def _together(self, sendings: Sequence[Sending]) -> Answers:
        now, begun, answers = self._clock(), monotonic(), Answers()
        read = _Read(now)
        with transaction(self._bind(), now=now, doing=DOING) as session:
            for places in _alike(sendings):
                said = self._one_way(session, [sendings[at] for at in places], read)
                answers.update(zip(places, said, strict=True))
                if monotonic() - begun > LONGEST:
                    break
        return answers

    def _one_way(
        self, session: Session, sendings: Sequence[Sending], read: _Read
    ) -> Sequence[FiguresOut | Exception]:  # fmt: skip
        """What one system sends one team, each by itself or not at all, whatever becomes of the others."""
        token, team = sendings[0].token, sendings[0].team
        try:
            if token not in read.actors:
                read.actors[token] = actor_by(session, token, read.now)
                self._note_used(session, read.actors[token][0], read.now)
            with _attempt(session, read):
                answers = _put(session, read.actors[token][1], team, [one.sent for one in sendings], read)
                return [_told(team, answer) for answer in answers]
        except (DBAPIError, TimeoutError):
            raise
        except Refused as refused:
            return [refused] * len(sendings)
        except Problem as problem:
            return [problem] * len(sendings)
        except Exception as error:
            if len(sendings) == 1:
                log.exception("What another system sent could not be kept")
                return [error]
        return [answer for one in sendings for answer in self._one_way(session, [one], read)]  # the odd one alone

    def _note_used(self, session: Session, source_id: int, now: datetime) -> None:
        """Once a minute, and not at each sending."""
        if now - self._noted.get(source_id, datetime.min.replace(tzinfo=UTC)) >= USED_EVERY:
            note_used(session, source_id, now)
            self._noted[source_id] = now


def _alike(sendings: Sequence[Sending]) -> Iterator[list[int]]:
    """Places of what one system sends one team, in the order it came, however others' come between: what is looked up
    is looked up once for all of them, and what several send it is next to each other. Whoever has waited longest is
    first."""
    by_way: dict[str, dict[str, list[int]]] = {}
    for at, sending in enumerate(sendings):
        by_way.setdefault(sending.team, {}).setdefault(sending.token, []).append(at)
    for places in (places for of_team in by_way.values() for places in of_team.values()):
        for _, some in groupby(places, key=lambda at: sendings[at].names_many):
            yield list(some)


@contextmanager
def _attempt(session: Session, read: _Read) -> Iterator[None]:
    """A part of the transaction: where it comes to nothing, its teams are held no more, and were read in vain."""
    try:
        with attempt(session):
            yield
    except BaseException:
        read.let_go()
        raise


def _put(session: Session, actor: Actor, team: str, sent: Sequence[Sent], read: _Read) -> list[Answer]:
    team_id, today = team_by(session, actor, team, read.now)

    def ask(values: Mapping[int, Sequence[tuple[date, float]]]) -> Mapping[tuple[int, date], str]:
        if team_id not in read.decided:
            read.decided[team_id] = decided_by(session, team_id)
        return questions(session, actor, team_id, values, read.decided[team_id])

    return put_figures(session, actor, team_id, sent, today=today, questions=ask, box_scores=read.boxes)


def _told(team: str, answer: Answer) -> FiguresOut | Exception:
    if isinstance(answer, NotTaken):
        return answer
    counts = {outcome.value: sum(one.outcome is outcome for one in answer) for outcome in Outcome}
    may_name = any(names_a_patient(words) for one in answer for words in (one.put.note or "", one.put.waiting_for))
    points = [_point(team, one) for one in answer]
    return FiguresOut(**counts, warning=WARNING if may_name else "", data_points=points)


def _point(team: str, taken: Taken) -> FigureOut:
    row, measure = taken.point, taken.measure
    return FigureOut(
        outcome=taken.outcome.value,
        team=team,
        measure=measure.id,
        measure_name=measure.name,
        week=row.week.isoformat(),
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        status=row.status.value,
        waiting_for=row.waiting_for,
        note=row.note,
        shown=format_value(row.value, measure.unit, measure.decimals),
        question=row.doubt,
        tag=tag_of(row),
    )
