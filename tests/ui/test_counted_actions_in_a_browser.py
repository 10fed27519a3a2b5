"""What a week costs in actions, counted by the browser itself: keys pressed and touches made, words apart.

A word or a figure typed is one action however long; so are a key, a touch and a drag.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select

from tests.ui.audit import opened
from tests.ui.conftest import TEAM, Serve, Server
from vmboard.commands.money import stage_of
from vmboard.domain.words import Stage
from vmboard.store.engine import engine_for, reading
from vmboard.store.tables import Action, DataPoint, Measure, Project, Team

pytestmark = pytest.mark.browser

COUNTER = """() => {
  window.actions = [];
  const typing = event => event.key.length === 1
    && event.composedPath()[0].matches("input:not([type=checkbox]), textarea");
  addEventListener("keydown", event => {
    if (!typing(event)) window.actions.push(event.key);
    else if (window.actions.at(-1) !== "words") window.actions.push("words");
  }, true);
  addEventListener("click", event => event.isTrusted && event.detail && window.actions.push("touch"), true);
}"""


@pytest.fixture(scope="module")
def site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    path = tmp_path_factory.mktemp("counted") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return serve(f"sqlite:///{path}")


def counted(page: Page) -> list[str]:
    """What was done since it was last asked."""
    done: list[str] = page.evaluate("window.actions.splice(0)")
    return done


def begin(page: Page, at: Locator) -> None:
    """Count from here, with the focus where the page is used."""
    at.wait_for()
    at.focus()
    page.evaluate(COUNTER)


def test_a_weekly_figure_is_its_digits_and_enter_or_tab(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/week{TEAM}&week=2026-11-22") as page:
        falls = page.get_by_label("Falls", exact=True)
        begin(page, falls)
        page.keyboard.type("12")
        page.keyboard.press("Enter")
        assert counted(page) == ["words", "Enter"]
        page.keyboard.type("5.5")
        page.keyboard.press("Tab")
        assert counted(page) == ["words", "Tab"]
        expect(page.get_by_text("✓ saved")).to_have_count(2)
    with reading(engine_for(site.env["VMBOARD_DATABASE_URL"])) as session:
        point = select(DataPoint.value).join(Measure, Measure.id == DataPoint.measure_id).join(
            Team, Team.id == Measure.team_id
        ).where(Team.slug == TEAM[6:], Measure.name == "Falls", DataPoint.week == date(2026, 11, 22))  # fmt: skip
        assert session.scalar(point) == 12


def test_a_card_is_added_in_two_and_moved_by_keyboard_in_two_or_one(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/projects{TEAM}") as page:
        begin(page, page.get_by_label("Add an idea"))
        page.keyboard.type("Softer bins at night")
        page.keyboard.press("Enter")
        assert counted(page) == ["words", "Enter"]
        card = page.locator("li.card", has_text="Softer bins at night")
        expect(card.locator(".more")).to_be_visible()
        card.locator(".card-open").focus()
        page.keyboard.press("m")
        page.keyboard.press("Enter")
        assert counted(page) == ["m", "Enter"]
        expect(page.locator("[data-stage=testing]")).to_contain_text("Softer bins at night")
        page.keyboard.press("Shift+ArrowLeft")
        assert [key for key in counted(page) if key != "Shift"] == ["ArrowLeft"]
        expect(page.locator("[data-stage=idea]")).to_contain_text("Softer bins at night")
        page.keyboard.press("Shift+ArrowRight")
        expect(page.locator("[data-stage=testing]")).to_contain_text("Softer bins at night")
        page.wait_for_function("() => !Object.keys(localStorage).some(key => key.includes(':move:'))")
    with reading(engine_for(site.env["VMBOARD_DATABASE_URL"])) as session:
        row = session.scalars(select(Project).where(Project.title == "Softer bins at night")).one()
        assert stage_of(session, row.team_id, row.id) is Stage.TESTING


def test_an_action_is_ticked_in_one_on_the_board_itself(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/{TEAM}") as page:
        box = page.get_by_role("checkbox", name="Ask pharmacy about Friday cover")
        begin(page, box)
        page.keyboard.press("Space")
        assert counted(page) == [" "]
        expect(page.get_by_role("button", name="Undo").first).to_be_visible()
        page.wait_for_function("() => !Object.keys(localStorage).some(key => key.includes('tick'))")
    with reading(engine_for(site.env["VMBOARD_DATABASE_URL"])) as session:
        row = session.scalars(select(Action).where(Action.text == "Ask pharmacy about Friday cover")).first()
        assert row is not None
        assert row.done_on is not None


def test_a_huddle_is_started_in_one(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/actions{TEAM}") as page:
        begin(page, page.get_by_role("button", name="Start huddle"))
        page.keyboard.press("Enter")
        assert counted(page) == ["Enter"]
        expect(page.get_by_role("timer")).to_be_visible()
        expect(page.get_by_role("button", name="Celebrate", exact=True)).to_have_attribute("aria-current", "step")
