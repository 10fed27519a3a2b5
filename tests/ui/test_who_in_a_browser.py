"""A name picked once stands in the history after the page is loaded again, and in every new tab of this browser."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from tests.rooms import fresh
from tests.ui.audit import settle
from tests.ui.conftest import Serve, Server, make_ward
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import History

pytestmark = pytest.mark.browser

CUT = """e => [...e.querySelectorAll("*")]
  .filter(one => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1).map(one => one.innerText)"""
"""What of it is cut off at its edge."""


@pytest.fixture(scope="module")
def database(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("who") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    make_ward(engine_for(url))
    make_ward(engine_for(url), "Ward 9")
    dispose(url)
    return url


@pytest.fixture(scope="module")
def site(serve: Serve, database: str) -> Server:
    return serve(database)


def test_who_you_are_is_remembered_on_this_browser_and_for_this_team_only(
    browser: Browser, site: Server, database: str
) -> None:
    room = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = room.new_page()
    page.goto(f"{site.where}/who?team=ward-7a")
    with page.expect_response(lambda answer: answer.url.endswith("/remember")) as remembered:
        page.get_by_role("button", name="Morag Kerr").click()
    assert remembered.value.status == 204
    fresh = room.new_page()
    fresh.goto(f"{site.where}/actions?team=ward-7a")
    expect(fresh.get_by_role("link", name="MK", exact=True)).to_be_visible()
    fresh.get_by_label("Add an action").fill("Order slings")
    fresh.keyboard.press("Enter")
    expect(fresh.get_by_role("checkbox", name="Order slings")).to_be_visible()
    fresh.wait_for_timeout(300)
    with reading(engine_for(database)) as session:
        newest = session.scalars(select(History).order_by(History.at.desc()).limit(1)).one()
        assert (newest.verb, newest.actor_name) == ("raise action", "Morag Kerr")
    fresh.goto(f"{site.where}/actions?team=ward-9")
    expect(fresh.get_by_role("link", name="Who are you?")).to_be_visible()
    assert fresh.evaluate("document.cookie.includes('vmboard_who')") is False
    room.close()


def test_who_says_who_they_are_is_back_where_they_were_and_reads_every_word_on_a_phone(
    browser: Browser, site: Server
) -> None:
    room = fresh(browser, locale="en-GB", viewport={"width": 390, "height": 844})
    page = room.new_page()
    page.goto(f"{site.where}/projects?team=ward-7a")
    page.get_by_role("link", name="Who are you?").click()
    page.get_by_role("button", name="Morag Kerr").click()
    expect(page).to_have_url(f"{site.where}/projects?team=ward-7a")
    page.get_by_role("button", name="Start huddle").click()
    expect(page.get_by_role("timer")).to_be_visible()
    other = fresh(browser, locale="en-GB", viewport={"width": 390, "height": 844})
    phone = other.new_page()
    phone.goto(f"{site.where}/huddle?team=ward-7a")
    phone.get_by_role("link", name="Say who you are").click()
    shared = phone.locator(".stCheckbox")
    expect(shared).to_contain_text("forget me when the huddle closes")
    settle(phone)
    assert shared.evaluate(CUT) == []
    assert phone.locator(".st-key-bar_right").evaluate("bar => bar.getBoundingClientRect().right <= innerWidth")
    phone.get_by_role("button", name="Jamie Drummond").click()
    expect(phone.get_by_role("timer")).to_be_visible()
    expect(phone.get_by_text("Hello Jamie Drummond.")).to_be_visible()
    other.close()
    room.close()
