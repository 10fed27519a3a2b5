"""The offer of a new centre line in a real browser: seen on the chart, taken with a reason, put off, and taken back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.audit import SIZES, faults, opened, settle, unfold
from tests.ui.conftest import Serve, Server

pytestmark = pytest.mark.browser

SLUG, NAME = "ward-7a-respiratory", "Patients this week"
DRAWN = """name => {
  const plot = document.querySelector("[class*=st-key-chart_] .nsewdrag").getBoundingClientRect();
  return [...document.querySelectorAll("[class*=st-key-chart_] g.trace")]
    .filter(e => e.__data__[0].trace.name === name).map(e => e.querySelector("path.js-line"))
    .map(e => [e, e.getBoundingClientRect()])
    .map(([e, b]) => ({above: b.top - plot.top, below: plot.bottom - b.bottom, wide: b.width,
                       dashed: getComputedStyle(e).strokeDasharray !== "none"}));
}"""
"""Where a line of the chart lies in its plot, and whether it is broken."""


@pytest.fixture
def site(serve: Serve, demo_sqlite: Path, tmp_path: Path) -> Iterator[Server]:
    path = tmp_path / "demo.db"
    shutil.copy(demo_sqlite, path)
    server = serve(f"sqlite:///{path}")
    yield server
    server.stop()


def to_the_measure(page: Page, site: Server) -> None:
    page.goto(f"{site.where}/measures?team={SLUG}")
    page.get_by_role("link", name=NAME, exact=True).click()
    expect(page.get_by_role("heading", name="Week by week")).to_be_visible()
    expect(page.locator("[class*=st-key-chart_] .main-svg").first).to_be_visible()
    settle(page)


def offer(page: Page) -> None:
    expect(page.get_by_text("and it has lasted")).to_be_visible()


def test_on_the_measures_page_it_is_drawn_faintly_taken_with_a_reason_and_taken_back(
    browser: Browser, site: Server
) -> None:
    with opened(browser, f"{site.where}/measures?team={SLUG}") as page:
        to_the_measure(page, site)
        offer(page)
        for width, height in SIZES.values():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(400)
            for name in ("New centre line", "New lower limit", "New upper limit"):
                (line,) = page.evaluate(DRAWN, name)
                assert line["dashed"] and line["wide"] > 40, name
                assert line["above"] >= -1 and line["below"] >= -1, f"{name} is within the picture at {width}"
        assert faults(page) == []
        page.set_viewport_size({"width": 1440, "height": 900})
        page.get_by_role("button", name="Draw new line").click()
        expect(page.get_by_text("Say why, in a few words")).to_be_visible()
        page.get_by_label("What changed then?").fill("Beds of Ward 6")
        page.get_by_role("button", name="Draw new line").click()
        expect(page.get_by_text("The new centre line is drawn")).to_be_visible()
        expect(page.get_by_text("and it has lasted")).to_have_count(0)
        expect(page.get_by_text("By the centre line before 17 May this would be Better.")).to_be_visible()
        page.wait_for_function(f"() => ({DRAWN})('Centre line').length === 2 && !({DRAWN})('New centre line').length")
        unfold(page.locator(".st-key-panel_decisions summary", has_text="Rebase"))
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("The rebase is undone.")).to_be_visible()
        offer(page)


def test_at_the_huddle_it_is_put_off_for_twelve_weeks_and_that_can_be_undone(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/?team={SLUG}") as page:
        page.get_by_role("button", name="Start huddle").first.click()
        page.get_by_role("button", name="Next: Figures").click()
        box = page.locator("[class*=st-key-offer_new_line_huddle]")
        expect(box).to_contain_text(f"{NAME}. Higher since 17 May, and it has lasted")
        expect(page.get_by_text("2 more after it")).to_be_visible()
        box.get_by_role("button", name="Draw new line").click()
        expect(page.get_by_text("Say why, in a few words")).to_be_visible()
        box.get_by_role("button", name="Not now").click()
        expect(page.get_by_text("The offer rests for 12 weeks")).to_be_visible()
        expect(page.get_by_text("1 more after it")).to_be_visible()
        expect(box).not_to_contain_text(NAME)
        to_the_measure(page, site)
        expect(page.get_by_text("and it has lasted")).to_have_count(0)
        page.goto(f"{site.where}/history?team={SLUG}")
        page.get_by_role("button", name="Undo").first.click()
        expect(page.get_by_text("Undone", exact=True).first).to_be_visible()
        to_the_measure(page, site)
        offer(page)
