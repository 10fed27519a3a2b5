"""The coach's morning round in a real browser, by keyboard alone: to a team's wall, into its past, and back."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.audit import SETTLED, opened
from tests.ui.conftest import NURSE, Serve, make_ward
from vmboard.commands import teams
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser

FALLS = {date(2026, 11, 1): 7.0, date(2026, 11, 8): 4.0, date(2026, 11, 15): 2.0}
"""Falls of Ward 5 by week, each put in on the Monday after."""


@pytest.fixture(scope="module")
def site(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two wards: one of them put its figures in week by week."""
    path = tmp_path_factory.mktemp("round") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    bind = engine_for(url)
    make_ward(bind, "Ward 7A")
    with transaction(bind, now=morning(date(2026, 10, 26))) as session:
        ward = teams.add_team(
            session, NURSE, organisation="NHS Highland", site="Raigmore", name="Ward 5", timezone="Europe/London"
        )  # fmt: skip
        falls, *_ = add_from_library(session, NURSE, ward.id, ["falls"])
    for week, value in FALLS.items():
        with transaction(bind, now=morning(week + timedelta(days=1))) as session:
            record_points(session, NURSE, ward.id, falls.id, [NewPoint(week, value)])
    dispose(url)
    yield serve(url).where


def morning(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def by_keyboard(page: Page, name: str, beside: str = "") -> None:
    """Tab to the link or button of that name, in the row that says ``beside``, and press Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        found, row = page.evaluate(
            """() => [document.activeElement.innerText.trim(),
               document.activeElement.closest("[class*=st-key-row_]")?.innerText ?? ""]"""
        )
        if found == name and beside in row:
            page.keyboard.press("Enter")
            page.wait_for_timeout(200)
            page.wait_for_function(SETTLED)
            return
    raise AssertionError(f"Tab never came to “{name}”")


def falls(page: Page) -> str:
    return page.locator(".vm-tile .vm-value").first.inner_text()


def test_by_keyboard_alone_to_a_wall_as_it_was_two_weeks_ago_and_back_to_the_round(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/round") as page:
        expect(page.get_by_role("heading", name="Ward 5")).to_be_visible()
        by_keyboard(page, "Board", beside="Ward 5")
        expect(page.locator(".vm-wall")).to_be_visible()
        assert falls(page) == "2"

        by_keyboard(page, "Earlier weeks")
        expect(page.locator(".st-key-past_band")).to_contain_text("As it was on 15 Nov. Nothing here is live")
        assert falls(page) == "4", "the figure of 15 November came in on the 16th"

        by_keyboard(page, "‹ A week earlier")
        expect(page.locator(".st-key-past_band")).to_contain_text("As it was on 8 Nov")
        expect(page.locator(".vm-header")).to_contain_text("Sun 8 Nov")
        assert falls(page) == "7"
        assert page.url.endswith("on=2026-11-08"), "the address opens the same week for somebody else"

        by_keyboard(page, "‹ Morning round")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Good ")
        expect(page.get_by_role("heading", name="Ward 7A")).to_be_visible()


def test_a_past_wall_leads_back_to_today(browser: Browser, site: str) -> None:
    with opened(browser, f"{site}/?team=ward-5&on=2026-11-08") as page:
        expect(page.locator(".st-key-past_band")).to_contain_text("As it was on 8 Nov")
        by_keyboard(page, "Back to today")
        expect(page.locator(".st-key-past_band")).to_have_count(0)
        assert falls(page) == "2"
