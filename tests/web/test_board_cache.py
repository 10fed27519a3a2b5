"""The boards behind the walls: each made once, its own for each look, and never lost. Values alone, no database."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from vmboard.domain.access.actor import Actor
from vmboard.domain.edition import Edition
from vmboard.domain.words import Face
from vmboard.queries.displays import Screen
from vmboard.queries.screens import Followed
from vmboard.render.layout import Layout
from vmboard.settings import settings
from vmboard.web import board_cache, stream
from vmboard.web.board_cache import Boards, Body, Look, key_of
from vmboard.web.feed import Feed, Hub, Unreachable

STAFF, PUBLIC = Look(Layout.LANDSCAPE), Look(Layout.LANDSCAPE, Face.PUBLIC)
UPRIGHT = Look(Layout.PORTRAIT)
NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


class Maker:
    """Stands for reading and drawing a board: says which, counts, and can be held up or made to fail."""

    def __init__(self) -> None:
        self.made: list[tuple[int, date, Look]] = []
        self.go = threading.Event()
        self.go.set()
        self.fails = False
        self.revision = 3

    def __call__(self, bind: object, actor: Actor, team_id: int, today: date, look: Look) -> Body:
        self.made.append((team_id, today, look))
        assert self.go.wait(10)
        if self.fails:
            raise RuntimeError("it cannot be drawn")
        plain = f"{team_id} {look.layout} {look.face}".encode()
        return Body(key_of(Edition(self.revision), today), "Ward", plain, stream.text(plain))


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> Maker:
    made = Maker()
    monkeypatch.setattr(board_cache, "make", made)
    return made


def team(team_id: int = 7, revision: int = 3) -> Feed:
    return Feed(Followed(team_id, Edition(revision), "Europe/London", {}), 0.0)


async def seen_by(kept: Boards, feed: Feed, look: Look) -> Body:
    """What a screen of the team is shown."""
    of = feed.team.team_id
    return await kept.body(feed, Screen(1, of, "Europe/London", 60, 0, time(21), time(6), revoked=False), look)


def run(play: Callable[[Boards, Hub], Awaitable[None]], clock: Callable[[], datetime] = lambda: NOON) -> None:
    async def whole() -> None:
        hub = Hub(None, clock)  # type: ignore[arg-type]
        await play(Boards(hub), hub)

    asyncio.run(whole())


def test_made_at_once_for_a_staff_and_a_public_screen_each_gets_its_own(maker: Maker) -> None:
    """The one thing that must never happen: the board before the staff stands in the corridor."""

    async def play(kept: Boards, hub: Hub) -> None:
        feed, other = team(), team(8)
        maker.go.clear()
        looks = [(feed, STAFF), (feed, PUBLIC), (feed, UPRIGHT), (other, PUBLIC)]
        waiting = asyncio.gather(*(seen_by(kept, *look) for look in looks))
        await asyncio.sleep(0.05)
        maker.go.set()
        bodies = [body.plain for body in await waiting]
        assert bodies == [b"7 landscape staff", b"7 landscape public", b"7 portrait staff", b"8 landscape public"]
        again = [(await seen_by(kept, feed, look)).plain for look in (STAFF, PUBLIC, UPRIGHT)]
        assert again == bodies[:3] and len(maker.made) == 4

    run(play)


def test_however_many_ask_it_is_made_once_and_one_that_leaves_takes_it_from_nobody(maker: Maker) -> None:
    async def play(kept: Boards, hub: Hub) -> None:
        feed = team()
        maker.go.clear()
        screens = [asyncio.create_task(seen_by(kept, feed, STAFF)) for _ in range(5)]
        await asyncio.sleep(0.05)
        screens[0].cancel()
        await asyncio.sleep(0)
        maker.go.set()
        bodies = await asyncio.gather(*screens[1:])
        assert len({id(body) for body in bodies}) == 1 and len(maker.made) == 1

    run(play)


def test_a_new_revision_and_a_new_day_are_made_anew(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "today", "")
    now = [NOON]

    async def play(kept: Boards, hub: Hub) -> None:
        assert (await seen_by(kept, team(), STAFF)).key == key_of(Edition(3), date(2026, 11, 18))
        maker.revision = 4
        assert (await seen_by(kept, team(revision=4), STAFF)).key == key_of(Edition(4), date(2026, 11, 18))
        now[0] += timedelta(hours=11, minutes=59)
        await seen_by(kept, team(revision=4), STAFF)
        assert len(maker.made) == 2
        now[0] += timedelta(minutes=1)
        assert (await seen_by(kept, team(revision=4), STAFF)).key == key_of(Edition(4), date(2026, 11, 19))

    run(play, lambda: now[0])


def test_a_board_in_another_language_is_another_board(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that came back speaking Welsh: no open wall keeps what it has."""
    before = key_of(Edition(3), date(2026, 11, 18))
    monkeypatch.setattr(settings(), "language", "cy")
    assert key_of(Edition(3), date(2026, 11, 18)) != before


def test_while_the_database_is_away_the_last_board_stays_and_without_one_there_is_none(maker: Maker) -> None:
    async def play(kept: Boards, hub: Hub) -> None:
        body = await seen_by(kept, team(), STAFF)
        hub.lost = NOON
        assert await seen_by(kept, team(revision=4), STAFF) is body
        with pytest.raises(Unreachable):
            await seen_by(kept, team(revision=4), PUBLIC)
        assert len(maker.made) == 1

    run(play)


def test_a_board_that_cannot_be_made_is_tried_again_after_a_while_and_not_by_every_screen(
    maker: Maker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(board_cache, "AGAIN", 0.2)

    async def play(kept: Boards, hub: Hub) -> None:
        feed = team()
        body = await seen_by(kept, feed, STAFF)
        feed.team = team(revision=4).team
        maker.fails = True
        assert await seen_by(kept, feed, STAFF) is body and feed.failed == NOON
        assert await seen_by(kept, feed, STAFF) is body and len(maker.made) == 2
        maker.fails, maker.revision = False, 4
        assert (await seen_by(kept, feed, PUBLIC)).plain.endswith(b"public"), "another look is tried at once"
        await asyncio.sleep(0.25)
        assert (await seen_by(kept, feed, STAFF)).key == key_of(Edition(4), date(2026, 11, 18)) and feed.failed is None

    run(play)
    assert "could not be made" in caplog.text


def test_where_changes_come_by_the_hundred_a_board_waits_for_more_of_them_and_holds_all(
    maker: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_cache, "PATIENCE", 0.05)
    monkeypatch.setattr(board_cache, "RESTED", 0.0)

    async def play(kept: Boards, hub: Hub) -> None:
        feed = team()
        await seen_by(kept, feed, STAFF)
        kept._pace.spend(2 * board_cache.CREDIT)  # boards took long of late
        feed.team = Followed(7, Edition(4), "Europe/London", {})
        first = asyncio.create_task(seen_by(kept, feed, STAFF))
        await asyncio.sleep(0.01)
        assert len(maker.made) == 1, "it waits"
        feed.team, maker.revision = Followed(7, Edition(5), "Europe/London", {}), 5
        second = await seen_by(kept, feed, STAFF)
        assert await first is second and second.key == kept.key(feed)
        assert len(maker.made) == 2

    run(play)


def test_a_change_now_and_then_waits_for_nothing() -> None:
    pace = board_cache.Pace()
    pace.spend(0.04)
    assert pace.wait() == 0
