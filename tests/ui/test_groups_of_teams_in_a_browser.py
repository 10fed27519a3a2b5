"""Pathways, programmes and their like as drawn: nothing moves sideways on a phone, no list begins with a rule."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.audit import SIZES, opened, settle, sized
from tests.ui.conftest import TEAM, Serve, Server

pytestmark = pytest.mark.browser

WIDER = """() => [...document.querySelectorAll(".ui-scroll")].filter(box => box.scrollWidth > box.clientWidth + 1)
  .map(box => box.innerText.slice(0, 60))"""
RULED = """() => [...document.querySelectorAll("[class*=st-key-panel_]")].filter(panel => {
    const row = panel.querySelector("[class*=st-key-row_]");
    const rule = row && parseFloat(getComputedStyle(row).borderTopWidth);
    const above = row && row.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    return rule && above < parseFloat(getComputedStyle(panel).paddingTop) + 2;
  }).map(panel => panel.className)"""


@pytest.fixture(scope="module")
def site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return serve(f"sqlite:///{shutil.copy(demo_sqlite, tmp_path_factory.mktemp('groups') / 'demo.db')}")


def test_a_programmes_teams_and_a_months_close_stand_below_each_other_on_a_phone(
    browser: Browser, site: Server
) -> None:
    with opened(browser, f"{site.where}/programmes") as page:
        expect(page.locator(".ui-cards tbody tr").first).to_be_visible()
        assert sized(page, *SIZES["phone"], fingers=True) == []
        assert page.evaluate(WIDER) == []
        expect(page.locator(".ui-cards td").first).to_be_visible()
        page.goto(f"{site.where}/pathways")
        page.get_by_role("link", name="Short of breath").click()
        page.get_by_role("link", name="Month’s close").click()
        expect(page.locator(".ui-cards tbody tr").first).to_be_visible()
        assert sized(page, *SIZES["phone"], fingers=True) == []
        assert page.evaluate(WIDER) == []


@pytest.mark.parametrize("where", ["organisation?show=waves", "escalations", f"sampling{TEAM}"])
def test_nothing_of_the_organisation_is_moved_sideways_on_a_phone(browser: Browser, site: Server, where: str) -> None:
    with opened(browser, f"{site.where}/{where}") as page:
        settle(page)
        assert sized(page, *SIZES["phone"], fingers=True) == []
        assert page.evaluate(WIDER) == [] and page.locator(".ui-cards").count() > 0
        assert page.evaluate(RULED) == []


@pytest.mark.parametrize("where", ["pathways", "organisation", "teams", "round"])
def test_a_list_that_begins_its_panel_has_no_rule_above_it(browser: Browser, site: Server, where: str) -> None:
    with opened(browser, f"{site.where}/{where}") as page:
        settle(page)
        assert page.evaluate(RULED) == []
