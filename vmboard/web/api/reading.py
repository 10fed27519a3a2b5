"""Streaming export: rows of one team after another as JSON or CSV, so that an organisation of any size is read in the
memory of one team. Each team is read in one view, and others are served between two of them."""

import asyncio
import codecs
import logging
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.responses import StreamingResponse

from vmboard.commands.sources import note_used
from vmboard.domain.access.actor import Actor
from vmboard.domain.refusals import Busy
from vmboard.domain.views.feed import FeedRow
from vmboard.files.spreadsheet import csv_bytes
from vmboard.queries.feed import feed_teams
from vmboard.settings import today_at
from vmboard.store.engine import reading, transaction
from vmboard.web.api.callers import actor_by, team_by
from vmboard.web.api.problems import Problem
from vmboard.web.away import AWAY

Format = Literal["json", "csv"]
Query = Callable[[Session, Actor, int, date], Sequence[Any]]
AT_ONCE = 3
"""Readings that run side by side: the walls and the people need the rest. What is on its way to somebody is none: whose
line is slow, or gone without a word, keeps nobody from reading."""
PUTS_ONLY = "This token puts figures in and reads none. An administrator makes one that reads."
OTHERS_READ = "Other systems are reading just now. Send it again in a few seconds."
CSV, JSON = "text/csv; charset=utf-8", "application/json"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """Which rows: of what kind, by which query, of one team by its address or of all; from and to which week."""

    kind: type[FeedRow]
    query: Query
    team: str = ""
    since: date | None = None
    until: date | None = None

    def rows(self, session: Session, actor: Actor, team_id: int, today: date) -> Sequence[Any]:
        made = self.query(session, actor, team_id, today)
        if self.since is None and self.until is None:
            return made
        first, last = self.since or date.min, self.until or date.max
        return [row for row in made if first <= row.week <= last]


class Reader:
    """Reads for other systems on one database."""

    def __init__(self, bind: Callable[[], Engine], clock: Callable[[], datetime]) -> None:
        self._bind, self._clock = bind, clock
        self._room = asyncio.Semaphore(AT_ONCE)

    async def ask(self, token: str, work: Callable[[Session, Actor, datetime], Any]) -> Any:
        """What one question comes to, of whoever's token it is. Raises Problem and Refused."""

        def asking() -> Any:
            now = self._clock()
            with reading(self._bind()) as session:
                source_id, actor = actor_by(session, token, now)
                answer = work(session, actor, now)
            self._note(source_id, now)
            return answer

        return await asyncio.to_thread(asking)

    async def stream(self, token: str, wanted: Wanted, how: Format) -> StreamingResponse:
        """Rows as they are read. What is refused is refused before the first of them. Raises Problem and Refused."""
        actor, teams = await self.ask(token, lambda session, actor, now: (actor, _teams(session, actor, wanted, now)))
        if self._room.locked():
            raise Problem(429, OTHERS_READ, retry_after=2)
        parts = self._parts(actor, teams, wanted, how)
        first = await self._next(parts)
        media = CSV if how == "csv" else JSON
        return StreamingResponse(self._sent(first, parts), 200, {"Cache-Control": "no-store"}, media)

    async def _next(self, parts: Iterator[bytes]) -> bytes:
        async with self._room:
            return await asyncio.to_thread(next, parts, b"")

    async def _sent(self, first: bytes, parts: Iterator[bytes]) -> AsyncIterator[bytes]:
        part = first
        while part:
            yield part
            part = await self._next(parts)

    def _parts(self, actor: Actor, teams: Sequence[tuple[int, date]], wanted: Wanted, how: Format) -> Iterator[bytes]:
        """The beginning with the first team's rows, and each team's after it; no part is empty."""
        begin, end = (_heading(wanted.kind), b"") if how == "csv" else (b'{"rows":[', b"]}\n")
        adapter, had = TypeAdapter(list[wanted.kind]), False  # type: ignore[name-defined]
        for team_id, today in teams:
            with reading(self._bind()) as session:
                rows = wanted.rows(session, actor, team_id, today)
            if how == "csv":
                part = _lines(rows)
            else:
                part = adapter.dump_json(list(rows))[1:-1]
                part = b",\n" + part if had and part else part
                had = had or bool(part)
            if begin + part:
                yield begin + part
                begin = b""
        if begin + end:
            yield begin + end

    def _note(self, source_id: int, now: datetime) -> None:
        try:
            with transaction(self._bind(), now=now, patience=0) as session:
                note_used(session, source_id, now)
        except (Busy, AWAY):  # somebody writes just now: the next request writes it down
            return


def _teams(session: Session, actor: Actor, wanted: Wanted, now: datetime) -> list[tuple[int, date]]:
    if not actor.person.source_reads:
        raise Problem(403, PUTS_ONLY)
    if wanted.team:
        return [team_by(session, actor, wanted.team, now)]
    return [
        (team_id, today_at(now, line.timezone))
        for team_id, line in feed_teams(session, actor, lambda zone: today_at(now, zone))
        if team_id in actor.person.source_reads
    ]


def _heading(kind: type[FeedRow]) -> bytes:
    return _lines([tuple(field.name for field in fields(kind))])


def _lines(rows: Sequence[Any]) -> bytes:
    cells = [[_cell(value) for value in (row if isinstance(row, tuple) else astuple(row))] for row in rows]
    return csv_bytes(cells).removeprefix(codecs.BOM_UTF8)


def _cell(value: Any) -> Any:
    """Words as they are kept, yes and no as R and Power BI read them, several things with a semicolon between."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, Enum):
        return str(value.value)
    return "; ".join(value) if isinstance(value, tuple) else value
