"""An executive's first day on the demo hospital: what waits is answered first, then whether it was worth it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.ui.audit import settle
from tests.ui.conftest import NURSE, Serve
from vmboard.commands import accounts
from vmboard.domain.words import Role
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Team

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "helen.ross@nhs.scot", "trolley bay lantern"


@pytest.fixture
def page(serve: Serve, browser: Browser, demo_sqlite: Path, tmp_path: Path) -> Iterator[Page]:
    """A browser at the entrance of the demo hospital, whose executive has an account and the top team."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_sqlite, path)
    url = f"sqlite:///{path}"
    with transaction(engine_for(url)) as session:
        helen = accounts.add_account(session, NURSE, name="Helen Ross", email=EMAIL, password=PASSWORD)
        top = session.scalars(select(Team.id).where(Team.name == "Executive team")).one()
        accounts.grant(session, NURSE, top, helen.id, role=Role.MANAGER)
    dispose(url)
    server = serve(url)
    room = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = room.new_page()
    page.goto(server.where)
    yield page
    room.close()


def sign_in(page: Page) -> None:
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator(".st-key-bar").wait_for()
    settle(page)


def test_an_executives_first_day(page: Page) -> None:
    sign_in(page)
    expect(page.get_by_role("heading", name="Sent up", exact=True)).to_be_visible()
    expect(page.get_by_text("3 wait for an answer, the longest 16 days.")).to_be_visible()
    mine = page.locator("[class*=st-key-panel_es_with_]").first
    expect(mine).to_contain_text("With Executive team")
    expect(mine).to_contain_text("Asked 16 days ago, with Executive team since 9 November")
    answer = mine.get_by_role("button", name="Answer: Ask finance")
    answer.click()
    mine.locator("textarea:visible").fill("Finance closes the month in two weeks from January")
    answer.click()
    expect(page.get_by_text("2 wait for an answer, the longest 12 days.")).to_be_visible()
    expect(page.locator(".st-key-panel_es_settled")).to_contain_text("Finance closes the month in two weeks")

    page.get_by_role("link", name="Impact").click()
    told = page.locator(".st-key-panel_impact")
    expect(told).to_contain_text("6 of 6 teams judged.")
    expect(told).to_contain_text("Now: the latest since")
    expect(page.locator(".st-key-panel_return")).to_contain_text("each £1 releases")

    page.get_by_role("link", name="Morning round").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Helen")
    expect(page.locator("[class*=st-key-panel_waits_]", has_text="Executive team")).to_have_count(0)
    page.get_by_role("link", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Impact")
    expect(page.get_by_text("Finance closes the month in two weeks")).to_have_count(0)
