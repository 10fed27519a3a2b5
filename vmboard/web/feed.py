"""Change notification: what the open walls follow: each team's edition and screens, told to all of them at once
whichever way a change came, and whether the database can be reached at all."""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, date, datetime
from threading import Event, Thread
from time import monotonic

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from vmboard.domain.edition import Edition
from vmboard.domain.weeks import local
from vmboard.queries.displays import Screen, screen_of
from vmboard.queries.screens import Followed, editions_of, followed
from vmboard.settings import today_at
from vmboard.store.engine import on_commit, reading
from vmboard.store.watch import watch

LOOK = 2.0
"""Seconds between two looks at the revisions without news: this also shows that the database answers."""
REST = 0.05
"""Seconds between two looks where commits come by the hundred: the first is looked for at once."""
RETRY = 1.0
"""Seconds between two attempts to reach a lost database."""
LOST_AFTER = 8.0
"""Seconds without any answer, not even an error, after which the database counts as lost."""

NOT_HERE = Edition(-1)
"""Of a team that is gone."""

log = logging.getLogger(__name__)
_pool = ThreadPoolExecutor(2, "vmboard-walls")
"""The walls wait for nobody but walls."""


class Unreachable(Exception):
    """The database cannot be asked, and nobody asked this before."""


class Feed:
    """One team, as all of its screens in this process share it."""

    def __init__(self, team: Followed, read_at: float) -> None:
        self.team = team
        self.read_at = read_at
        self.failed: datetime | None = None
        """Since when the team's board cannot be made; None when it can."""
        self.news = asyncio.Event()
        """Set, and replaced, at every announcement: take it before you look, wait for it after."""

    def announce(self) -> None:
        self.news.set()
        self.news = asyncio.Event()

    def today(self, now: datetime) -> date:
        return today_at(now, self.team.timezone)

    def offset(self, now: datetime) -> int:
        """Minutes that the team's clock is ahead of UTC."""
        ahead = local(now, self.team.timezone).utcoffset()
        return round(ahead.total_seconds() / 60) if ahead else 0


class Hub:
    """The one follower of the database in this process. All but the watching thread runs in the loop."""

    def __init__(self, bind: Engine, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self.bind = bind
        self.clock = clock
        self.lost: datetime | None = None
        """Since when the database cannot be reached; None when it can."""
        self.closed = False
        self._feeds: dict[int, Feed] = {}
        self._team_of: dict[str, int] = {}
        self._wake = Event()
        self._stopping = Event()
        self._heard = 0.0
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin to watch, in the running loop; does nothing the second time."""
        if self._loop is not None or self.closed:
            return
        self._loop = asyncio.get_running_loop()
        self._heard = self._loop.time()
        self._forget = on_commit(lambda _: self._wake.set())
        self._judging = self._loop.call_later(1.0, self._judge)
        self._thread = Thread(target=self._watch, name="vmboard-feed", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let every open feed end, and stop watching. A web server waits for open answers before it stops."""
        self.closed = True
        self._stopping.set()
        self._wake.set()
        for feed in self._feeds.values():
            feed.announce()
        if self._loop is not None:
            self._loop = None
            self._judging.cancel()
            self._forget()

    async def find(self, token_hash: str) -> tuple[Feed, Screen] | None:
        """The feed and the screen that a link opens; None where it opens none. Raises Unreachable."""
        self.start()
        if token_hash not in self._team_of:
            if self.lost:
                raise Unreachable
            asked = monotonic()
            try:
                looking = asyncio.get_running_loop().run_in_executor(_pool, self._look_up, token_hash)
                team = await asyncio.wait_for(looking, LOST_AFTER)
            except (SQLAlchemyError, OSError) as error:  # OSError: a TimeoutError is one
                raise Unreachable from error
            if team is None:
                return None
            self._take(asked, {team.team_id: team})
        feed = self._feeds.get(self._team_of.get(token_hash, 0))
        screen = None if feed is None else feed.team.screens.get(token_hash)
        return None if feed is None or screen is None or screen.revoked else (feed, screen)

    # --- in the loop ---

    def _take(self, read_at: float, teams: Mapping[int, Followed | None]) -> None:
        """The database has answered what was asked at ``read_at``: these are the teams that moved."""
        self._heard = asyncio.get_running_loop().time()
        for team_id, team in teams.items():
            feed = self._feeds.get(team_id)
            if feed is None and team is not None:
                feed = self._feeds[team_id] = Feed(team, read_at)
            elif feed is None or read_at < feed.read_at:
                continue  # overtaken by a newer answer
            else:
                for token_hash in feed.team.screens:
                    self._team_of.pop(token_hash, None)
                feed.team, feed.read_at = team or Followed(team_id, NOT_HERE, feed.team.timezone, {}), read_at
                feed.announce()
            self._team_of.update(dict.fromkeys(feed.team.screens, team_id))
        if self.lost:
            self.lost = None
            self._announce_all()

    def _lose(self) -> None:
        if not self.lost:
            self.lost = self.clock()
            self._announce_all()

    def _judge(self) -> None:
        """A database that neither answers nor fails is lost too."""
        if self._loop is not None:
            if self._loop.time() - self._heard > LOST_AFTER:
                self._lose()
            self._judging = self._loop.call_later(1.0, self._judge)

    def _announce_all(self) -> None:
        for feed in self._feeds.values():
            feed.announce()

    # --- in threads ---

    def _look_up(self, token_hash: str) -> Followed | None:
        with reading(self.bind) as session:
            screen = screen_of(session, token_hash)
            return None if screen is None else followed(session, screen.team_id)

    def _watch(self) -> None:
        while not self._stopping.is_set():
            try:
                with closing(watch(self.bind)) as news:
                    looked = self._look()
                    while not self._stopping.is_set():
                        moved = news.news(self._wake)
                        self._stopping.wait(max(looked + REST - monotonic(), 0))
                        self._wake.clear()
                        if moved is None or monotonic() - looked > LOOK:
                            looked = self._look()
                        elif followed_here := {id_ for id_ in moved if id_ in self._feeds}:
                            self._look(followed_here)
            except Exception as error:  # whatever it is, the walls must hear of it and the watch must go on
                if not self.lost:
                    log.warning("The walls cannot reach the database: %s", error)
                self._tell(self._lose)
                self._stopping.wait(RETRY)

    def _look(self, team_ids: Collection[int] | None = None) -> float:
        """Look what became of these teams, or of all: those of another process are nobody's here, and cost nothing."""
        asked, feeds = monotonic(), self._feeds.copy()
        editions = {id_: feeds[id_].team.edition for id_ in (feeds if team_ids is None else team_ids)}
        with reading(self.bind) as session:
            now = editions_of(session, editions)
            moved = [id_ for id_, edition in editions.items() if now.get(id_, NOT_HERE) != edition]
            teams = {id_: followed(session, id_) for id_ in moved}
        self._tell(self._take, asked, teams)
        return asked

    def _tell(self, what: Callable[..., None], *args: object) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(what, *args)
