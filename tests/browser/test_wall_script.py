"""What the wall does by itself: it turns its pages, darkens, heals, and reloads only where that is safe.

The browser's clock is wound forward where a person would have to wait.
"""

import base64
import io
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, CDPSession, Page
from sqlalchemy import Engine

from tests.conftest import TODAY
from tests.front_proxy import Front
from tests.web.faults import take_away
from tests.web.live import Clock, Live
from tests.web.ward import Ward, build_ward, tick
from vmboard.commands.actions import raise_action
from vmboard.commands.displays import add_display, renew_display, revoke_display
from vmboard.domain.access.actor import DEMO
from vmboard.settings import settings
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.web import assets, feed, pairing, routes

pytestmark = pytest.mark.browser

LIVE = "[data-live][data-state=live]"
TICKED = "() => !document.body.textContent.includes('Order new bed sensors')"
Open = Callable[..., Page]
NEW = b"/* new */"


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "today", TODAY.isoformat())
    monkeypatch.setattr(routes, "BEAT", 0.2)
    monkeypatch.setattr(feed, "RETRY", 0.1)


@pytest.fixture
def bind(empty_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    yield engine_for(f"sqlite:///{path}")
    dispose(f"sqlite:///{path}")


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return build_ward(bind, TODAY, measures=3, weeks=14)


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.set(datetime(2026, 11, 18, 14, 31, tzinfo=UTC))
    return clock


@pytest.fixture
def server(ward: Ward, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Live]:
    monkeypatch.setattr(pairing, "engine", lambda: ward.bind)  # a screen whose link is none asks for a code
    with Live(ward.bind, clock) as live:
        yield live


@pytest.fixture
def open_wall(browser: Browser, server: Live, ward: Ward) -> Iterator[Open]:
    """Open the ward's wall; ``wind`` makes the page's clock one that the test can wind forward."""
    pages: list[Page] = []

    def open_one(
        link: str = "", *, wind: bool = False, script: str = "", width: int = 1920, height: int = 1080
    ) -> Page:
        page = browser.new_page(viewport={"width": width, "height": height})
        pages.append(page)
        if wind:
            page.clock.install()
        page.add_init_script(script)
        page.goto(server.url + (link or ward.link))
        page.evaluate("window.neverReloaded = true")
        return page

    yield open_one
    for page in pages:
        page.close()


def kind(page: Page) -> str | None:
    return page.get_attribute(".vm-page:not([hidden])", "data-kind")


def never_reloaded(page: Page) -> bool:
    return bool(page.evaluate("window.neverReloaded === true"))


@pytest.mark.smoke
def test_an_open_wall_shows_the_time_of_the_team_and_breaks_no_rule_of_its_page(open_wall: Open, ward: Ward) -> None:
    page = open_wall("/d/none-yet")
    site = page.url.removesuffix("/d/none-yet")
    page.goto("about:blank")  # what is still to be said of the page before is said by now
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(site + ward.link)
    page.wait_for_selector(LIVE)
    assert page.inner_text("[data-clock]") in ("14:31", "14:32")
    assert page.inner_text("[data-live]") in ("Live 14:31", "Live 14:32")
    tick(ward, TODAY)
    page.wait_for_function(TICKED, timeout=2000)
    assert never_reloaded(page) is False and said == []


@pytest.mark.smoke
def test_the_pages_take_turns_with_the_overview_and_come_round_again(open_wall: Open) -> None:
    page = open_wall(wind=True)
    page.clock.pause_at(page.evaluate("Date.now()") + 1_000)  # a slow machine's own seconds would turn a page
    page.reload()
    count = page.locator(".vm-page").count() - 1
    seen = []
    for _ in range(count + 1):
        page.clock.run_for(39_000)
        assert kind(page) == "overview"
        page.clock.run_for(2_000)
        seen.append(page.evaluate("[...document.querySelectorAll('.vm-page')].findIndex(p => !p.hidden)"))
        assert page.get_attribute("#wall", "class") == "vm-wall vm-far"
        page.clock.run_for(19_000)
    assert seen == [*range(1, count + 1), 1]


def test_what_goes_on_another_page_is_turned_to_and_a_focus_page_waits_for_all_of_it(
    open_wall: Open, ward: Ward
) -> None:
    with transaction(ward.bind) as session:
        for number in range(120):
            raise_action(session, DEMO, ward.team_id, text=f"Action number {number}", today=TODAY)
    page = open_wall(wind=True)
    counts = ".vm-page:not([hidden]) [data-count]"
    of = int(page.locator(counts).first.inner_text().split(" of ")[1])
    page.clock.fast_forward(10_500)
    assert page.locator(counts).first.inner_text() == f"2 of {of}"
    while kind(page) != "actions":
        page.clock.fast_forward(21_000)
    of = int(page.locator(counts).first.inner_text().split(" of ")[1])
    seen = {page.locator(counts).first.inner_text()}
    while kind(page) == "actions":
        seen.add(page.locator(counts).first.inner_text())
        page.clock.fast_forward(5_000)
    assert of > 2 and seen == {f"{number} of {of}" for number in range(1, of + 1)}


def test_a_new_board_comes_in_on_the_page_that_is_being_read(open_wall: Open, ward: Ward) -> None:
    page = open_wall(wind=True)
    while kind(page) != "actions":
        page.clock.fast_forward(21_000)
    tick(ward, TODAY)
    page.wait_for_function(TICKED, timeout=5000)
    assert kind(page) == "actions" and never_reloaded(page)


def test_an_address_can_hold_a_page_and_a_theme(open_wall: Open, ward: Ward) -> None:
    page = open_wall(f"{ward.link}#page-1,dark", wind=True)
    page.clock.fast_forward(90_000)
    assert kind(page) == "measure" and page.get_attribute("html", "data-theme") == "dark"


def test_a_wall_darkens_by_the_clock_of_its_team(open_wall: Open, clock: Clock) -> None:
    page = open_wall()
    page.wait_for_selector("html[data-theme=light]", state="attached")
    clock.set(datetime(2026, 11, 18, 20, 0, 1, tzinfo=UTC))
    page.wait_for_selector("html[data-theme=dark]", state="attached", timeout=5000)


def test_a_wall_turned_upright_fetches_the_upright_board(open_wall: Open, ward: Ward) -> None:
    page = open_wall()
    page.set_viewport_size({"width": 1080, "height": 1920})
    page.wait_for_selector("#wall[data-layout=portrait]", timeout=5000)
    tick(ward, TODAY)
    page.wait_for_function(TICKED, timeout=5000)
    assert page.get_attribute("#wall", "data-layout") == "portrait" and never_reloaded(page)


def test_a_wall_that_hears_nothing_turns_red_after_ten_minutes_and_keeps_its_board(
    open_wall: Open, server: Live
) -> None:
    page = open_wall(wind=True)
    page.wait_for_selector(LIVE)
    server.__exit__(None, None, None)
    page.clock.fast_forward(20_000)
    page.wait_for_selector("[data-live][data-state=old]", timeout=5000)
    page.clock.fast_forward(580_000)
    page.wait_for_selector("[data-live][data-state=very-old]", timeout=5000)
    assert page.inner_text("[data-live]") in ("Not updated since 14:31", "Not updated since 14:32")
    assert "Order new bed sensors" in str(page.text_content("#wall"))


def test_without_the_database_a_wall_keeps_its_board_and_says_why_until_it_is_back(open_wall: Open, ward: Ward) -> None:
    page = open_wall()
    page.wait_for_selector(LIVE)
    bring_back = take_away(ward.bind)
    page.wait_for_selector("[data-live][data-state=old]", timeout=8000)
    assert "Figures not reachable since 14:3" in page.inner_text("[data-live]")
    assert "Order new bed sensors" in str(page.text_content("#wall"))
    bring_back()
    page.wait_for_selector(LIVE, timeout=8000)
    assert never_reloaded(page)


def test_a_browser_without_live_feeds_asks_every_few_seconds(open_wall: Open, ward: Ward) -> None:
    page = open_wall(script="delete window.EventSource", wind=True)
    page.wait_for_selector(LIVE)
    tick(ward, TODAY)
    page.clock.fast_forward(6_000)
    page.wait_for_function(TICKED, timeout=10_000)
    for _ in range(5):
        page.clock.fast_forward(6_000)
        page.wait_for_timeout(200)
        assert page.get_attribute("[data-live]", "data-state") == "live"


def test_a_wall_whose_link_is_switched_off_says_so_and_comes_back_with_its_link(open_wall: Open, ward: Ward) -> None:
    page = open_wall(wind=True)
    page.wait_for_selector(LIVE)
    with transaction(ward.bind) as session:
        revoke_display(session, DEMO, ward.team_id, ward.display_id)
    page.get_by_text("There is no board behind this link").wait_for(timeout=5000)
    assert "Ward 4" not in page.inner_text("body")
    with transaction(ward.bind) as session:
        renew_display(session, DEMO, ward.team_id, ward.display_id)
        add_display(session, DEMO, ward.team_id, name="Again", token=ward.token)
    page.clock.fast_forward(16_000)
    page.wait_for_selector(LIVE, timeout=5000)
    assert never_reloaded(page)


def test_a_screen_opened_before_its_link_works_turns_into_the_board(open_wall: Open, ward: Ward) -> None:
    page = open_wall(f"/d/{'later' * 8}", wind=True)
    page.get_by_text("There is no board behind this link").wait_for()
    with transaction(ward.bind) as session:
        add_display(session, DEMO, ward.team_id, name="Later", token="later" * 8)
    page.clock.fast_forward(16_000)
    page.wait_for_selector(LIVE, timeout=5000)
    tick(ward, TODAY)
    page.wait_for_function(TICKED, timeout=5000)


def test_a_wall_reloads_itself_at_night(open_wall: Open, clock: Clock) -> None:
    page = open_wall(wind=True)
    clock.set(datetime(2026, 11, 19, 3, 52, tzinfo=UTC))  # each screen has its own minute from half past three
    page.clock.fast_forward(7_300_000)
    page.wait_for_function("() => document.querySelector('[data-clock]').textContent.startsWith('03:5')")
    assert never_reloaded(page)
    with page.expect_navigation(timeout=8000):
        page.clock.fast_forward(60_000)
    page.wait_for_selector(LIVE)


def test_a_wall_reloads_when_the_app_has_a_new_version_but_never_into_an_error(
    open_wall: Open, server: Live, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_wall(wind=True)
    page.wait_for_selector(LIVE)
    page.route("**/d/*", lambda route: route.fulfill(status=502, body="Bad gateway"))
    monkeypatch.setattr(assets, "BUILD", "another")
    page.wait_for_timeout(1500)
    page.clock.fast_forward(60_000)
    page.wait_for_timeout(500)
    assert never_reloaded(page)
    page.unroute("**/d/*")
    page.clock.fast_forward(700_000)
    page.wait_for_timeout(1000)
    with page.expect_navigation(timeout=8000):
        page.clock.fast_forward(60_000)
    page.wait_for_selector(LIVE)


@pytest.mark.parametrize(
    ("lock", "asked"),
    [("{request: kind => { window.asked.push(kind); return Promise.reject(new Error('flat battery')); }}", 2),
     ("undefined", 0)],
)  # fmt: skip
def test_a_wall_keeps_its_screen_awake_where_the_browser_can(open_wall: Open, lock: str, asked: int) -> None:
    page = open_wall(script=f"window.asked = []; Object.defineProperty(navigator, 'wakeLock', {{value: {lock}}})")
    failed: list[object] = []
    page.on("pageerror", lambda error: failed.append(error))
    page.wait_for_selector(LIVE)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert page.evaluate("window.asked") == ["screen"] * asked, "when it begins, and when it is seen again"
    assert failed == []


def test_a_new_version_is_drawn_with_no_empty_frame_between(
    browser: Browser, server: Live, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Slow(server.port) as front:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.clock.install()
        page.goto(front.where + ward.link)
        page.wait_for_selector(LIVE)
        film = page.context.new_cdp_session(page)
        frames, at_hand = filmed(film), loaded(film)
        content = assets.content
        monkeypatch.setattr(assets, "content", lambda name: content(name) + NEW * (name != assets.FONT))
        monkeypatch.setattr(assets, "BUILD", "another")
        assets.assets.cache_clear()
        front.seconds = 1.0
        page.wait_for_timeout(1000)
        with page.expect_navigation(timeout=30_000):
            page.clock.fast_forward(60_000)
        page.wait_for_selector(LIVE)
        assert sorted(at_hand) == [("Script", True), ("Stylesheet", True)], (
            "a browser keeps the old page for a few seconds"
        )
        assets.assets.cache_clear()
        page.close()
    assert len(frames) > 1
    assert [number for number, frame in enumerate(frames) if is_empty(frame)] == []


class Slow(Front):
    """A network on which the files of a new version take their time."""

    seconds = 0.0

    def rewritten(self, head: bytes) -> bytes:
        if b"/wall/wall." in head.partition(b"\r\n")[0]:
            time.sleep(self.seconds)
        return super().rewritten(head)


def loaded(film: CDPSession) -> list[tuple[str, bool]]:
    """What pages load to draw with from now on, and whether the browser had it already."""
    files: list[tuple[str, bool]] = []
    kept: set[str] = set()

    def seen(answer: dict[str, Any]) -> None:
        if answer["type"] in ("Stylesheet", "Script"):
            files.append((answer["type"], answer["response"]["fromDiskCache"] or answer["requestId"] in kept))

    film.on("Network.requestServedFromCache", lambda asked: kept.add(asked["requestId"]))
    film.on("Network.responseReceived", seen)
    film.send("Network.enable")
    return files


def filmed(film: CDPSession) -> list[bytes]:
    """Every frame that the browser draws from now on, as they come."""
    frames: list[bytes] = []

    def seen(frame: dict[str, Any]) -> None:
        frames.append(base64.b64decode(frame["data"]))
        film.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    film.on("Page.screencastFrame", seen)
    film.send("Page.startScreencast", {"format": "png", "maxWidth": 480, "maxHeight": 270})
    return frames


def is_empty(frame: bytes) -> bool:
    """Whether a picture of the screen is of one colour."""
    darkest, lightest = Image.open(io.BytesIO(frame)).convert("L").getextrema()
    return bool(lightest - darkest < 60)
