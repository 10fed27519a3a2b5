"""Group commit: figures that several requests put in at about the same time are kept in one transaction, each by itself
or not at all: a disk that keeps sixty transactions a second keeps hundreds of figures, and others' turns come between.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm import Session

from vmboard.commands.feed import Taken, put_figures
from vmboard.commands.sources import note_used
from vmboard.domain.access.actor import Actor
from vmboard.domain.figures.put import Outcome, Put, tag_of
from vmboard.domain.numbers import format_value
from vmboard.domain.text.identifiers import WARNING
from vmboard.domain.text.noticing import noticing
from vmboard.queries.after_saving import questions
from vmboard.store.engine import again, attempt, transaction
from vmboard.store.tables import Measure
from vmboard.web.api.callers import actor_by, team_by
from vmboard.web.api.shapes import FigureOut, FiguresOut

DOING = "sending figures from another system"
MOST_TOGETHER = 64
LONGEST = 0.1
"""Seconds after which a transaction takes no more figures: others who save wait no longer for it."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sending:
    """What one request puts in: whose token, which team by its address, and the figures."""

    token: str
    team: str
    puts: Sequence[Put]
    keep: bool = False


class Writer:
    """One writer in this process, on whose turn all that waits is written."""

    def __init__(self, bind: Callable[[], Engine], clock: Callable[[], datetime]) -> None:
        self._bind, self._clock = bind, clock
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="vmboard-feed")
        self._lock = Lock()
        self._waiting: list[tuple[Sending, Future[FiguresOut]]] = []

    def hand_in(self, sending: Sending) -> "Future[FiguresOut]":
        """What became of it, once it is kept. Whoever finds nobody waiting wakes the writer."""
        future: Future[FiguresOut] = Future()
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
                del self._waiting[: len(answers)]
                is_over = not self._waiting
            for (_, future), answer in zip(some, answers, strict=False):
                if isinstance(answer, Exception):
                    future.set_exception(answer)
                else:
                    future.set_result(answer)
            if is_over:
                return

    def _answers(self, sendings: Sequence[Sending]) -> list[FiguresOut | Exception]:
        """One for each that was written or refused: the first of them, as many as there was time for."""
        try:
            return again(partial(self._together, sendings))
        except Exception as error:  # none of it is kept: everybody hears so, and sends it again
            return [error] * len(sendings)

    def _together(self, sendings: Sequence[Sending]) -> list[FiguresOut | Exception]:
        now, begun, answers = self._clock(), monotonic(), list[FiguresOut | Exception]()
        known: dict[str, tuple[int, Actor]] = {}
        with transaction(self._bind(), now=now, doing=DOING) as session:
            for sending in sendings:
                answers.append(self._one(session, sending, known, now))
                if monotonic() - begun > LONGEST:
                    break
        return answers

    def _one(
        self, session: Session, sending: Sending, known: dict[str, tuple[int, Actor]], now: datetime
    ) -> FiguresOut | Exception:
        """By itself or not at all, whatever becomes of the others."""
        try:
            if sending.token not in known:
                known[sending.token] = actor_by(session, sending.token, now)
                note_used(session, known[sending.token][0], now)
            with attempt(session), noticing() as heard:
                return _put(session, sending, known[sending.token][1], now, lambda: heard.warn)
        except (DBAPIError, TimeoutError):
            raise
        except Exception as error:
            return error


def _put(session: Session, sending: Sending, actor: Actor, now: datetime, may_name: Callable[[], bool]) -> FiguresOut:
    team_id, today = team_by(session, actor, sending.team, now)
    ask = partial(questions, session, actor, team_id)
    taken = put_figures(
        session, actor, team_id, sending.puts, today=today, questions=ask, keep=sending.keep
    )  # fmt: skip
    counts: dict[str, Any] = {outcome.value: sum(one.outcome is outcome for one in taken) for outcome in Outcome}
    points = [_told(session, sending.team, one) for one in taken]
    return FiguresOut(**counts, warning=WARNING if may_name() else "", data_points=points)


def _told(session: Session, team: str, taken: Taken) -> FigureOut:
    row = taken.point
    assert row is not None, "what was put in, or was there before, is there"
    measure = session.get_one(Measure, (row.team_id, row.measure_id))
    return FigureOut(
        outcome=taken.outcome.value, team=team, measure=measure.id, measure_name=measure.name,
        week=row.week.isoformat(), value=row.value, numerator=row.numerator, denominator=row.denominator,
        status=row.status.value, waiting_for=row.waiting_for, note=row.note,
        shown=format_value(row.value, measure.unit, measure.decimals), question=row.doubt, tag=tag_of(row),
    )  # fmt: skip
