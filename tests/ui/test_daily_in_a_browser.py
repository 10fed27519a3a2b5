"""A daily huddle in a browser: three presses when all days are as usual, on every size, and four keys; kept offline."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, select

from tests.conftest import TODAY
from tests.small_ward import Ward, small_ward
from tests.ui.audit import SIZES, faults, opened
from tests.ui.conftest import Renewed, Serve, soon
from tests.ui.test_counted_actions_in_a_browser import COUNTER, counted
from vmboard.commands import actions, measures, teams
from vmboard.commands.daily import daily_row
from vmboard.domain.words import Direction, Domain, MeasureKind
from vmboard.store.engine import engine_for
from vmboard.store.tables import DayMark

pytestmark = pytest.mark.browser
YESTERDAY = TODAY - timedelta(days=1)


def every_day(bind: Engine) -> None:
    ward = small_ward(bind)
    ward.do(teams.change_team, daily_days="every day")
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=date(2026, 11, 1))
    ward.do(
        measures.add_measure, name="Ulcers", domain=Domain.SAFETY, direction=Direction.DECREASE,
        kind=MeasureKind.SAFETY_CROSS,
    )  # fmt: skip
    ward.do(actions.raise_action, text="Order slings", due=YESTERDAY, today=YESTERDAY)


@pytest.fixture(scope="module")
def made(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Renewed:
    return Renewed(serve, empty_sqlite, tmp_path_factory.mktemp("daily"), every_day)


@pytest.fixture(autouse=True)
def renewed(made: Renewed) -> None:
    made.renew()


def at_week(page: Page) -> None:
    """Somewhere else, counting from here."""
    page.get_by_role("link", name="Daily huddle").wait_for()
    page.evaluate(COUNTER)


def kept(made: Renewed) -> tuple[list[int], str, bool]:
    """The marks of yesterday, today's line, and whether it was held."""
    ward = Ward(engine_for(made.url), 1)
    marks = ward.ask(lambda s: list(s.scalars(select(DayMark.count).where(DayMark.day == YESTERDAY))))
    row = ward.ask(lambda s: daily_row(s, 1, TODAY))
    return marks, row.different if row else "", bool(row and row.held_at)


@pytest.mark.parametrize("size", SIZES)
def test_a_whole_one_is_three_presses_by_hand(browser: Browser, made: Renewed, size: str) -> None:
    width, height = SIZES[size]
    with opened(browser, f"{made.server.where}/week?team=ward-7a") as page:
        page.set_viewport_size({"width": width, "height": height})
        at_week(page)
        page.get_by_role("link", name="Daily huddle").click()
        page.get_by_role("button", name="None happened").click()
        expect(page.get_by_text("All days are filled in")).to_be_visible()
        page.get_by_role("button", name="Close the daily huddle").click()
        expect(page.get_by_text("Held at")).to_be_visible()
        assert counted(page) == ["touch"] * 3
    soon(lambda: kept(made), ([0, 0], "", True))


def test_and_by_keys_it_is_five_at_most_from_its_link(browser: Browser, made: Renewed) -> None:
    with opened(browser, f"{made.server.where}/week?team=ward-7a") as page:
        at_week(page)
        page.get_by_role("link", name="Daily huddle").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="None happened")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Close the daily huddle")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Held at")).to_be_visible()
        done = counted(page)
        assert done == ["Enter", "Enter", "Tab", "Enter"] and len(done) <= 5
    soon(lambda: kept(made), ([0, 0], "", True))


def test_harm_is_a_touch_a_day_and_out_of_reach_all_of_it_is_kept_and_lands_once(
    browser: Browser, made: Renewed
) -> None:
    with opened(browser, f"{made.server.where}/huddle?team=ward-7a") as page:
        day = page.locator("button.day[aria-label^='Falls, yesterday']")
        day.wait_for()
        page.context.set_offline(True)
        page.get_by_label("In one line").fill("Bed 12 closed")
        day.click()
        day.click()
        expect(day).to_contain_text("1")
        day.click()
        page.get_by_role("button", name="None happened").click()
        expect(page.locator("button.day[aria-label^='Ulcers, yesterday']")).to_contain_text("None")
        page.get_by_role("button", name="Close the daily huddle").click()
        expect(page.get_by_text("Keeping…").first).to_be_visible()
        assert kept(made) == ([], "", False)
        page.context.set_offline(False)
        soon(lambda: (sorted(kept(made)[0]), *kept(made)[1:]), ([0, 2], "Bed 12 closed", True), seconds=12)


@pytest.mark.parametrize("size", SIZES)
def test_everyone_can_use_it(browser: Browser, made: Renewed, size: str) -> None:
    with opened(browser, f"{made.server.where}/huddle?team=ward-7a") as page:
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        page.get_by_role("button", name="None happened").wait_for()
        owed, press = page.locator(".dy-due li").last, page.get_by_role("button", name="Close the daily huddle")
        below, top = owed.bounding_box(), press.bounding_box()
        assert below and top and top["y"] - below["y"] - below["height"] >= 16, "what is owed does not touch the press"
        assert faults(page) == []
