"""Nothing typed is lost: boxes that save themselves, through reloads, a killed server and two people at once."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlalchemy import select

from tests.rooms import fresh
from tests.ui.conftest import Renewed, Serve, Server, make_ward
from vmboard.domain.access.actor import NOBODY_YET
from vmboard.domain.views.board import TeamView
from vmboard.queries.teams import team
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Team

pytestmark = pytest.mark.browser

BACK_WITHIN_SECONDS = 3


class Desk:
    """The team page of one ward, for as many people as a test needs."""

    def __init__(self, url: str, server: Server, browser: Browser) -> None:
        self.bind, self.server, self.browser = engine_for(url), server, browser
        with reading(self.bind) as session:
            self.team_id = session.scalars(select(Team.id)).one()
        self.rooms: list[BrowserContext] = []

    def someone(self, *, clock: bool = False) -> Page:
        """Who has the page open; ``clock``: time can be wound forward for them."""
        room = fresh(self.browser, locale="en-GB", viewport={"width": 1024, "height": 768})
        self.rooms.append(room)
        page = room.new_page()
        if clock:
            page.clock.install()
        page.goto(f"{self.server.where}/team?team=ward-7a")
        expect(vision(page)).to_be_visible(timeout=15_000)
        return page

    def team(self) -> TeamView:
        with reading(self.bind) as session:
            return team(session, NOBODY_YET, self.team_id)


@pytest.fixture(scope="module")
def renewed(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renewed]:
    made = Renewed(serve, empty_sqlite, tmp_path_factory.mktemp("outbox"), make_ward)
    yield made
    dispose(made.url)


@pytest.fixture
def desk(browser: Browser, renewed: Renewed) -> Iterator[Desk]:
    renewed.renew()
    made = Desk(renewed.url, renewed.server, browser)
    yield made
    for room in made.rooms:
        room.close()


def vision(page: Page) -> Locator:
    return page.get_by_label("Vision: what good looks like")


def say(page: Page, words: str) -> None:
    vision(page).fill(words)
    vision(page).blur()


def saved(page: Page) -> None:
    expect(page.get_by_text("✓ Saved").first).to_be_visible()


def test_words_are_saved_as_soon_as_their_box_is_left_and_stay_there(desk: Desk) -> None:
    page = desk.someone()
    say(page, "Home sooner, and safely")
    saved(page)
    assert desk.team().vision == "Home sooner, and safely"
    page.reload()
    expect(vision(page)).to_have_value("Home sooner, and safely")


def test_saved_is_only_said_by_the_server(desk: Desk) -> None:
    page = desk.someone()
    page.route("**/save", lambda route: route.abort())
    say(page, "Home sooner, and safely")
    expect(page.get_by_text("Not connected. What you type is kept on this screen.")).to_be_visible()
    assert page.get_by_text("✓ Saved").count() == 0
    page.unroute("**/save")
    saved(page)
    assert desk.team().vision == "Home sooner, and safely"


def test_a_reload_in_the_middle_of_a_word_loses_nothing(desk: Desk) -> None:
    page = desk.someone()
    vision(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Half a wo", delay=5)
    page.reload()
    expect(vision(page)).to_have_value("Half a wo", timeout=15_000)
    saved(page)
    assert desk.team().vision == "Half a wo"


def test_a_server_killed_in_the_middle_of_a_word_is_waited_for_and_typing_goes_on(desk: Desk) -> None:
    page = desk.someone(clock=True)
    vision(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Written while ", delay=20)
    page.evaluate("addEventListener('vmboard-back', () => window.isBack = true)")
    desk.server.stop()
    page.keyboard.type("the server was away", delay=60)
    page.clock.fast_forward(2_000)
    expect(vision(page)).to_be_focused()
    expect(vision(page)).to_have_value("Written while the server was away")
    desk.server.start()
    back = time.monotonic()
    while desk.team().vision != "Written while the server was away":
        assert time.monotonic() - back < BACK_WITHIN_SECONDS, "not saved after the server came back"
        page.wait_for_timeout(50)
    expect(vision(page)).to_be_focused()
    saved(page)
    page.wait_for_function("() => window.isBack")  # a run of the page sets its title anew, and leaves this be


def test_a_page_whose_connection_comes_back_hands_in_at_once_and_not_at_its_next_try(desk: Desk) -> None:
    page = desk.someone()
    page.clock.install()
    page.route("**/save", lambda route: route.abort())
    say(page, "Home sooner, and safely")
    expect(page.get_by_text("Not connected. What you type is kept on this screen.")).to_be_visible()
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    page.unroute("**/save")
    page.evaluate("dispatchEvent(new Event('vmboard-back'))")
    for _ in range(100):
        if desk.team().vision == "Home sooner, and safely":
            return
        page.wait_for_timeout(20)
    raise AssertionError("it waited for its timer")


def test_two_people_on_one_box_both_keep_their_words_until_one_chooses(desk: Desk) -> None:
    first, second = desk.someone(), desk.someone()
    say(first, "The first person’s words")
    saved(first)
    say(second, "The second person’s words")
    expect(second.get_by_text("Someone else changed this while you were typing.")).to_be_visible()
    expect(second.get_by_role("definition").filter(has_text="The first person’s words")).to_be_visible()
    assert desk.team().vision == "The first person’s words"
    second.reload()
    expect(second.get_by_role("button", name="Use mine")).to_be_visible(timeout=15_000)
    expect(vision(second)).to_have_value("The second person’s words")
    second.get_by_role("button", name="Use mine").click()
    saved(second)
    assert desk.team().vision == "The second person’s words"
    say(first, "The first person again")
    first.get_by_role("button", name="Keep theirs").click()
    expect(vision(first)).to_have_value("The second person’s words")
    assert desk.team().vision == "The second person’s words"


def test_two_people_on_different_boxes_do_not_meet(desk: Desk) -> None:
    first, second = desk.someone(), desk.someone()
    say(first, "The first person’s words")
    saved(first)
    second.get_by_label("Tests at once").fill("6")
    second.keyboard.press("Enter")
    saved(second)
    assert (desk.team().vision, desk.team().testing_limit) == ("The first person’s words", 6)


def test_what_cannot_be_kept_says_why_and_stays_in_its_box(desk: Desk) -> None:
    page = desk.someone()
    box = page.get_by_label("Tests at once")
    box.fill("many")
    box.blur()
    expect(page.get_by_text("That is not a whole number. Write it in digits, such as 4.")).to_be_visible()
    expect(box).to_have_value("many")
    assert desk.team().testing_limit == 4
    box.press("Escape")
    expect(box).to_have_value("4")


def test_escape_takes_back_what_is_not_yet_saved(desk: Desk) -> None:
    page = desk.someone(clock=True)
    vision(page).focus()
    page.keyboard.type("x")
    page.keyboard.press("Escape")
    expect(vision(page)).to_have_value("Home sooner")
    page.clock.fast_forward(1_200)
    page.wait_for_timeout(200)
    assert desk.team().vision == "Home sooner"
