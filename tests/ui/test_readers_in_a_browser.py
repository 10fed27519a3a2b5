"""A coach reads a ward's pages and keeps none of them: all is shown, and no touch or key is taken for a change."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.ui.audit import faults, settle
from tests.ui.conftest import NURSE, TEAM, Serve, Server
from vmboard.commands import accounts
from vmboard.domain.words import Role
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import History, Team

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "isla.grant@nhs.scot", "trolley bay lantern"


@pytest.fixture(scope="module")
def url(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo hospital, with a coach for two of its boards."""
    path = tmp_path_factory.mktemp("readers") / "demo.db"
    shutil.copy(demo_sqlite, path)
    made = f"sqlite:///{path}"
    with transaction(engine_for(made)) as session:
        isla = accounts.add_account(session, NURSE, name="Isla Grant", email=EMAIL, password=PASSWORD)
        for team_id in session.scalars(select(Team.id).where(Team.slug.like("ward-%"))):
            accounts.grant(session, NURSE, team_id, isla.id, role=Role.COACH)
    dispose(made)
    return made


@pytest.fixture(scope="module")
def site(serve: Serve, url: str) -> Server:
    return serve(url)


@pytest.fixture(scope="module")
def coach(browser: Browser, site: Server) -> Iterator[Page]:
    room = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    page = room.new_page()
    page.goto(site.where)
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator(".st-key-bar").wait_for()
    yield page
    room.close()


def at(page: Page, site: Server, name: str) -> Page:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{site.where}/{name}{TEAM}")
    page.locator(".st-key-bar").wait_for()
    settle(page)
    return page


def changes(url: str) -> int:
    with reading(engine_for(url)) as session:
        return len(session.scalars(select(History.revision)).all())


def test_a_coach_comes_in_at_the_morning_round(coach: Page, site: Server) -> None:
    coach.goto(site.where)
    expect(coach.get_by_role("heading", level=1)).to_contain_text("Isla")
    assert "/round" in coach.url


@pytest.mark.parametrize("name", ["", "week", "projects", "actions", "measures", "team", "history", "huddle"])
def test_a_page_says_that_it_is_read_and_everyone_can_read_it(coach: Page, site: Server, name: str) -> None:
    page = at(coach, site, name)
    expect(page.get_by_text("You read this board. Ward 7A · Respiratory keeps it.")).to_be_visible()
    for change in ("Start huddle", "Start the huddle", "Undo", "Add", "Pause the team"):
        expect(page.get_by_role("button", name=change, exact=True, disabled=False)).to_have_count(0)
    assert faults(page) == []


def test_no_key_no_touch_and_no_drag_changes_anything(coach: Page, site: Server, url: str) -> None:
    before = changes(url)
    page = at(coach, site, "week")
    falls = page.get_by_label("Falls", exact=True)
    falls.focus()
    for key in ("7", "s", "n", "w", "Enter", "Alt+n"):
        page.keyboard.press(key)
    expect(falls).to_have_value("2")
    page = at(coach, site, "actions")
    expect(page.get_by_role("checkbox").first).to_be_disabled()
    expect(page.get_by_label("Add an action")).to_have_count(0)
    page = at(coach, site, "projects")
    expect(page.get_by_label("Add an idea")).to_be_hidden()
    card = page.locator("[data-stage=idea] li.card").first
    card.drag_to(page.locator("[data-stage=testing]"))
    card.locator(".card-open").press("Shift+ArrowRight")
    card.locator(".card-open").press("v")
    page.wait_for_timeout(500)
    assert not page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('vmboard:ward'))")
    assert changes(url) == before


def test_what_only_looks_still_works(coach: Page, site: Server) -> None:
    page = at(coach, site, "actions")
    page.get_by_role("button", name="More about").first.click()
    expect(page.get_by_label("By when")).to_have_attribute("readonly", "")
    page = at(coach, site, "projects")
    page.locator("[data-stage=testing] .card-open").first.click()
    expect(page.get_by_text("What we want")).to_be_visible()
    expect(page.get_by_text("keeps it.")).to_be_visible()
