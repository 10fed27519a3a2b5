"""The pages of measures in a real browser: on every size, in light and dark, by keyboard, and what they give away."""

import shutil
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.ui.audit import SIDEWAYS, SIZES, faults, opened, unfold
from tests.ui.conftest import Serve, Server
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Measure, Team

pytestmark = pytest.mark.browser

SLUG = "ward-7a-respiratory"
LABELS = """() => [...document.querySelectorAll("[class*=st-key-chart_] .annotation")]
  .map(e => e.getBoundingClientRect()).filter(b => b.width).map(b => [b.left, b.right, b.top, b.bottom])"""


@pytest.fixture(scope="module")
def demo_url(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("measures") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def site(serve: Serve, demo_url: str) -> Server:
    return serve(demo_url)


@pytest.fixture(scope="module")
def discharged(site: Server, demo_url: str) -> str:
    """The address of a measure with an offer, a baseline, a target and a story."""
    with reading(engine_for(demo_url)) as session:
        found = session.scalars(select(Measure.id).join(Team, Team.id == Measure.team_id).where(
            Team.slug == SLUG, Measure.name == "Discharged by noon"
        )).one()  # fmt: skip
    dispose(demo_url)
    return f"{site.where}/measure?team={SLUG}&measure={found}"


def open_all(page: Page) -> None:
    for summary in page.locator(".st-key-panel_decisions summary").all():
        unfold(summary)
    expect(page.get_by_role("button", name="Save chart")).to_be_visible()


def test_no_two_labels_of_the_chart_overlap_on_any_screen(browser: Browser, discharged: str) -> None:
    with opened(browser, discharged) as page:
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        open_all(page)
        assert faults(page) == []
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(300)
            boxes = page.evaluate(LABELS)
            assert not [
                (a, b) for i, a in enumerate(boxes) for b in boxes[:i]
                if a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]
            ], f"{size}: labels of the chart overlap"  # fmt: skip


def test_the_chart_follows_the_theme_and_its_points_say_what_they_are(browser: Browser, discharged: str) -> None:
    with opened(browser, discharged) as page:
        chart = page.locator(".js-plotly-plot")
        handles = page.locator(".ui-happened li").count()  # the marks above the lines, drawn after the points
        better = chart.locator(".trace:has(path[style*='rgb(10, 95, 180)']) path.point").nth(-1 - handles)
        expect(better).to_have_css("fill", "rgb(10, 95, 180)")
        page.emulate_media(color_scheme="dark")
        expect(better).to_have_css("fill", "rgb(108, 184, 255)")
        box = better.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        expect(chart.locator(".hoverlayer")).to_contain_text("Better: above the usual 17 to 33%")


def test_a_measure_opens_from_the_list_by_keyboard_and_the_list_from_the_measure(
    browser: Browser, site: Server
) -> None:
    with opened(browser, f"{site.where}/measures?team={SLUG}") as page:
        page.get_by_role("link", name="Falls", exact=True).press("Enter")
        expect(page.get_by_role("heading", name="Week by week")).to_be_visible()
        assert f"/measure?team={SLUG}&measure=" in page.url
        page.reload()
        expect(page.get_by_role("heading", name="Falls", exact=True)).to_be_visible()
        page.get_by_role("link", name="All measures").press("Enter")
        expect(page.get_by_role("heading", name="Safety")).to_be_visible()


IN_ITS_ROW = """() => [...document.querySelectorAll(".hp tbody tr")].flatMap(row => {
  const boxes = [...row.querySelectorAll(".hp-name, .hp-latest, .hp-strip svg, .hp-word, .hp-usual")]
    .map(e => [e.className.baseVal ?? e.className, e.getBoundingClientRect()]);
  return boxes.flatMap(([a, one], n) => boxes.slice(0, n).filter(([, other]) => one.left < other.right - 1
    && other.left < one.right - 1 && one.top < other.bottom - 1 && other.top < one.bottom - 1).map(([b]) => a + b));
})"""
"""Cells of one row that overlap."""


def test_the_half_page_is_read_at_every_width_and_by_a_screen_reader(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/measures?team={SLUG}") as page:
        table = page.get_by_role("table", name="The last 12 weeks of every measure, in sigma units")
        for width in (1440, 1024, 768, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.wait_for_timeout(200)
            row = table.get_by_role("row", name="Medicines omitted")
            expect(row.get_by_role("rowheader", name="Medicines omitted")).to_be_visible()
            expect(row.get_by_role("cell", name="Worse (higher)")).to_be_visible()
            expect(row.get_by_role("img", name="12 weeks to 15 Nov: ")).to_be_visible()
            assert page.evaluate(SIDEWAYS) <= 0 and page.evaluate(IN_ITS_ROW) == [], width


def test_the_chart_and_the_table_can_be_taken_away(browser: Browser, discharged: str) -> None:
    with opened(browser, discharged) as page:
        with page.expect_download() as picture:
            page.get_by_role("button", name="Chart as a picture").click()
        root = ElementTree.fromstring(picture.value.path().read_text("utf-8"))
        assert "Ward 7A · Respiratory: Discharged by noon" in [t.text for t in root.iter() if t.tag.endswith("}text")]
        with page.expect_download() as table:
            page.get_by_role("button", name="Table").click()
        assert table.value.path().read_text("utf-8-sig").count("\n") == 79
        assert table.value.suggested_filename.endswith(".csv")


POINTS = """() => [...document.querySelectorAll("path.point")].map(e => e.getBoundingClientRect())
  .map(b => [b.x + b.width / 2, b.y + b.height / 2])"""


def marked(page: Page) -> float:
    """Where from the left the mark on the chart is; it is around a point."""
    box = page.locator(".vm-here div").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    assert any(abs(x - left) < 1.5 and abs(y - top) < 1.5 for left, top in page.evaluate(POINTS))
    return x


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)])
def test_the_points_of_the_chart_are_read_by_keyboard(
    browser: Browser, discharged: str, theme: Literal["light", "dark"], width: int
) -> None:
    """One Tab stop; the arrow keys go from week to week, in words and on the chart; the ring can be seen."""
    with opened(browser, discharged) as page:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        stop, words = page.get_by_role("application"), page.locator(".words[role=status]")
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
        expect(stop).to_be_visible()
        page.get_by_role("button", name="Chart as a picture").focus()
        page.keyboard.press("Shift+Tab")
        expect(stop).to_be_focused()
        expect(stop).not_to_have_css("box-shadow", "none")
        expect(words).to_have_text("Week ending 15 Nov: 34% (16 of 47). Better: above the usual 17 to 33%.")
        newest = marked(page)
        page.keyboard.press("ArrowLeft")
        expect(words).to_contain_text("Week ending 8 Nov: ")
        assert marked(page) < newest
        page.keyboard.press("Home")
        page.keyboard.press("ArrowLeft")
        expect(page.locator(".vm-here")).to_have_attribute("data-week", "0")
        page.keyboard.press("End")
        page.keyboard.press("ArrowRight")
        assert marked(page) == newest
        assert page.evaluate(SIDEWAYS) <= 0
        page.keyboard.press("Tab")
        expect(page.locator(".vm-here")).to_have_count(0)
