"""What is typed into a form of Streamlit's own survives a reload until it is sent, and is shown to nobody else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.audit import opened, settle, unfold
from tests.ui.conftest import NURSE, Renewed, Serve, Server, make_ward, soon
from vmboard.commands.measures import change_measure
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import DataPoint, Measure

pytestmark = pytest.mark.browser

WEEK = "week?team=ward-7a&form=plain&week=2026-11-22"


@pytest.fixture(scope="module")
def renewed(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renewed]:
    made = Renewed(serve, empty_sqlite, tmp_path_factory.mktemp("drafts"), make_ward)
    yield made
    dispose(made.url)


@pytest.fixture
def url(renewed: Renewed) -> str:
    renewed.renew()
    return renewed.url


@pytest.fixture
def site(renewed: Renewed, url: str) -> Server:
    return renewed.server


@pytest.fixture
def page(browser: Browser, site: Server) -> Iterator[Page]:
    with opened(browser, f"{site.where}/{WEEK}") as page:
        yield page


def again(page: Page) -> Page:
    page.reload()
    page.locator(".st-key-bar").wait_for()
    settle(page)
    return page


def test_a_week_typed_into_the_plain_form_is_there_after_a_reload_and_saved_with_the_form(page: Page, url: str) -> None:
    falls = page.get_by_label("Falls").first
    falls.fill("7")
    again(page)
    expect(falls).to_have_value("7")
    page.get_by_role("button", name="Save", exact=True).click()

    def figures() -> list[float | None]:
        with reading(engine_for(url)) as session:
            return [point.value for point in session.query(DataPoint).filter(DataPoint.week == date(2026, 11, 22))]

    soon(figures, [7], 10)


def test_a_form_that_was_sent_leaves_nothing_and_one_that_was_refused_keeps_it(page: Page, site: Server) -> None:
    page.clock.install()
    page.goto(f"{site.where}/team?team=ward-7a")
    name = page.get_by_label("Add someone")
    name.fill("Ann Reid")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("Ann Reid is on the team as AR.")).to_be_visible()
    again(page)
    expect(name).to_have_value("")
    name.fill("Alan Ross")  # AR is somebody else
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("AR is already someone")).to_be_visible()
    page.clock.fast_forward(3000)
    again(page)
    expect(name).to_have_value("Alan Ross")


def test_where_somebody_saved_since_theirs_is_shown(page: Page, site: Server, url: str) -> None:
    with reading(engine_for(url)) as session:
        row = session.query(Measure).one()
        measure, team = row.id, row.team_id
    page.goto(f"{site.where}/measure?team=ward-7a&measure={measure}")
    unfold(page.locator("summary", has_text="Target").first)
    target = page.get_by_label("Target (empty: none)")
    target.fill("3")
    with transaction(engine_for(url)) as session:
        change_measure(session, NURSE, team, measure, target=5)
    again(page)
    unfold(page.locator("summary", has_text="Target").first)
    expect(target).to_have_value("5")


def test_the_next_at_the_screen_is_not_shown_it(page: Page, site: Server) -> None:
    page.get_by_label("Falls").first.fill("7")
    page.context.add_cookies([{"name": "vmboard_in", "value": "another", "url": site.where}])
    again(page)
    expect(page.get_by_label("Falls").first).to_have_value("")
