"""A name picked once stands in the history after the page is loaded again, and in every new tab of this browser."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from tests.ui.conftest import Serve, Server, make_ward
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import History

pytestmark = pytest.mark.browser


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
