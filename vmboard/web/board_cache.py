"""Cache of rendered boards: the boards that walls show: each made once for its team, edition, day and look,
however many ask."""

import asyncio
import gzip
import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from time import monotonic, thread_time
from typing import Any, NamedTuple

from sqlalchemy import Engine

from vmboard.domain.access.actor import Actor, ask_first
from vmboard.domain.access.permissions import Person
from vmboard.domain.access.public_face import public_face
from vmboard.domain.edition import Edition
from vmboard.domain.text.catalogue import SOURCE, language, speaking
from vmboard.domain.words import Face
from vmboard.queries.board import board
from vmboard.queries.displays import Screen
from vmboard.queries.doors import code_of
from vmboard.render.wall import Layout, board_markup
from vmboard.settings import settings
from vmboard.store.engine import reading
from vmboard.web import stream
from vmboard.web.assets import BUILD
from vmboard.web.feed import Feed, Hub, Unreachable

SHARE, CREDIT, PATIENCE = 0.25, 0.5, 0.2
"""The share of the time that boards may take before they wait for more changes, to hold them all: seconds that may be
taken in advance, and seconds that each waits then. A change now and then waits for nothing."""
RESTED = 0.4
"""Seconds: a board asked for sooner after the last one waited already, while its screens rested (``routes.PACE``)."""
AGAIN = 5.0
"""Seconds before a board that could not be made is tried again, however many screens ask."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Body:
    """A board ready to be sent. ``key`` names its edition, its day and the version of the app."""

    key: str
    title: str
    plain: bytes
    board: stream.Text
    ready_at: float = field(default_factory=monotonic, compare=False)
    """By the machine's steady clock."""

    @cached_property
    def gzipped(self) -> bytes:
        return gzip.compress(self.plain, 6, mtime=0)


def key_of(edition: Edition, day: date) -> str:
    spoken_in = settings().language
    return f"{edition}.{day:%Y%m%d}.{BUILD}{'' if spoken_in == SOURCE else f'-{spoken_in}'}"


class Look(NamedTuple):
    """How a screen shows its board: how it stands, before whom, and in which language."""

    layout: Layout
    face: Face = Face.STAFF
    language: str = SOURCE


def wall_actor(screen: Screen) -> Actor:
    """A screen, which may what its own link opens."""
    return Actor("A wall screen", person=Person(display_of=screen.team_id))


def make(bind: Engine, actor: Actor, team_id: int, today: date, look: Look) -> Body:
    """Read a team's board and draw it; for a thread, since it takes some tens of milliseconds."""
    with speaking(language(look.language)):
        with reading(bind) as session:
            view = board(session, actor, team_id, today)
            code = code_of(session, team_id, look.face, today)
        if look.face is Face.PUBLIC:
            view = public_face(view)
        plain = board_markup(view, look.layout, code=code).encode()
    return Body(key_of(view.edition, today), view.team_name, plain, stream.text(plain))


class Pace:
    """How much of the time boards take lately: they are made beside what people and systems save."""

    def __init__(self) -> None:
        self._left, self._at = CREDIT, monotonic()

    def wait(self) -> float:
        """Seconds to wait for more changes before the next board."""
        now = monotonic()
        self._left, self._at = min(self._left + (now - self._at) * SHARE, CREDIT), now
        return 0.0 if self._left > 0 else PATIENCE

    def spend(self, seconds: float) -> None:
        self._left = max(self._left - seconds, -CREDIT)


class Boards:
    """The newest board of each team and look, kept also for when the database is away."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._newest: dict[tuple[int, Look], Body] = {}
        self._making: dict[tuple[int, Look, str], asyncio.Task[Body]] = {}
        self._waiting: dict[tuple[int, Look], asyncio.Task[Body]] = {}
        self._pace = Pace()
        self._try_at: dict[tuple[int, Look], float] = {}
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="vmboard-board")

    def key(self, feed: Feed) -> str:
        """What a screen of this team should be showing now."""
        return key_of(feed.team.edition, feed.today(self._hub.clock()))

    async def body(self, feed: Feed, screen: Screen, look: Look) -> Body:
        """The board as it should be now, or else the last one there was. Raises Unreachable and NotAllowed."""
        ask_first(board, wall_actor(screen), feed.team.team_id)
        key, place, now = self.key(feed), (feed.team.team_id, look), asyncio.get_running_loop().time()
        kept = self._newest.get(place)
        if kept is not None and kept.key == key:
            feed.failed = None
            return kept
        if not self._hub.lost and now >= self._try_at.get(place, 0):
            try:
                made = await asyncio.shield(self._task(feed, screen, look, key))
                feed.failed = None
                return made
            except Exception:  # whatever it is, a wall never goes blank: the last board stays, and says so
                log.exception("The board of team %s could not be made", feed.team.team_id)
                feed.failed = feed.failed or self._hub.clock()
                self._try_at[place] = now + AGAIN
        if kept is None:
            raise Unreachable
        return kept

    def _task(self, feed: Feed, screen: Screen, look: Look, key: str) -> asyncio.Task[Body]:
        wanted = (feed.team.team_id, look, key)
        if waiting := self._waiting.get(wanted[:2]):
            return waiting  # nothing is read for it yet: it will hold this change too
        if wanted not in self._making:
            wait = self._wait(self._newest.get(wanted[:2]))
            task = asyncio.create_task(self._make(feed, screen, look, wait))
            task.add_done_callback(lambda _: self._making.pop(wanted, None))
            self._making[wanted] = task
            if wait:
                self._waiting[wanted[:2]] = task
        return self._making[wanted]

    async def _make(self, feed: Feed, screen: Screen, look: Look, wait: float) -> Body:
        if wait:
            try:
                await asyncio.sleep(wait)
            finally:
                self._waiting.pop((feed.team.team_id, look), None)
        team_id, today = feed.team.team_id, feed.today(self._hub.clock())
        loop = asyncio.get_running_loop()
        asked = (self._hub.bind, wall_actor(screen), team_id, today, look)
        made = await loop.run_in_executor(self._pool, self._timed, *asked)
        self._newest[team_id, look] = made
        return made

    def _wait(self, kept: Body | None) -> float:
        """Seconds; an empty screen waits for nothing."""
        has_rested = kept is None or monotonic() - kept.ready_at < RESTED
        return 0.0 if has_rested else self._pace.wait()

    def _timed(self, *asked: Any) -> Body:
        begun = thread_time()
        try:
            return make(*asked)
        finally:
            self._pace.spend(thread_time() - begun)
