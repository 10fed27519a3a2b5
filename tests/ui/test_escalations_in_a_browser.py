"""What a ward cannot settle, from its huddle to two levels up and back onto its wall, in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import TODAY
from tests.small_ward import small_ward, stands_below
from tests.ui.audit import SETTLED, problems, unfit
from tests.ui.conftest import NURSE, Serve
from tests.ui.test_huddle_in_a_browser import opened, step
from vmboard.commands.actions import raise_action
from vmboard.commands.displays import add_display
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser

REASON = "Nobody brings patients down on Sundays <b>*x*</b>"
ANSWER = "Two porters are funded from 1 December"


@pytest.fixture
def site(serve: Serve, empty_sqlite: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A ward with two levels above it: where they are served, and the path of the ward's wall."""
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    ward = small_ward(engine_for(url))
    stands_below(stands_below(ward), "Executive")
    with transaction(engine_for(url)) as session:
        raise_action(session, NURSE, ward.team_id, text="A second porter", today=TODAY)
        wall = f"/d/{add_display(session, NURSE, ward.team_id, name='The wall')[1]}"
    server = serve(url)
    yield server.where, wall
    server.stop()
    dispose(url)


def test_raised_in_a_huddle_sent_higher_answered_two_levels_up_and_read_on_the_wards_open_wall(
    browser: Browser, site: tuple[str, str]
) -> None:
    where, path = site
    wall = browser.new_page(viewport={"width": 1920, "height": 1080}, locale="en-GB")
    wall.goto(where + path)
    wall.evaluate("window.never_reloaded = true")

    def on_the_wall(words: str) -> None:
        expect(wall.locator(".vm-told").first).to_have_text(words, timeout=15_000)

    with opened(browser, f"{where}/actions?team=ward-7a") as page:
        page.get_by_role("button", name="Start huddle").click()
        expect(page.get_by_role("timer")).to_be_visible()
        step(page, "Send up")
        page.get_by_role("button", name="Send up: A second porter").click()
        page.get_by_role("textbox", name="What do you need from above?").fill(REASON)
        page.locator("button.main", has_text="Send up").click()
        expect(page.get_by_text("Asked today, with Division")).to_be_visible()
    on_the_wall("Asked today, with Division")

    with opened(browser, f"{where}/actions?team=division") as page:
        expect(page.get_by_text(REASON)).to_be_visible()
        page.get_by_role("button", name="Accept: A second porter").click()
        expect(page.get_by_text("Asked today, with Division, accepted today")).to_be_visible()
        on_the_wall("Asked today, with Division, accepted today")
        in_words(page, "Send higher", "We have no money for it")
        expect(page.get_by_text("Asked today, with Executive")).to_be_visible()
    on_the_wall("Asked today, with Executive")

    with opened(browser, f"{where}/escalations") as page:
        expect(page.get_by_role("heading", name="With Executive")).to_be_visible()
        assert problems(page) + unfit(page, fingers=True) == []
        in_words(page, "Answer", ANSWER)
        expect(page.get_by_role("heading", name="Settled lately")).to_be_visible()
        expect(page.locator(".es-answer")).to_contain_text(ANSWER)
    on_the_wall(f"Answered 18 Nov: “{ANSWER}”")
    assert wall.evaluate("window.never_reloaded"), "the wall was never loaded anew"
    wall.close()


def in_words(page: Page, how: str, words: str) -> None:
    """Answer with one of the buttons that ask for words."""
    button = page.get_by_role("button", name=f"{how}: A second porter")
    button.click()
    page.locator("textarea:visible").fill(words)
    button.click()
    page.wait_for_function(SETTLED)
