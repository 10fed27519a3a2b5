"""The look of the pages in a real browser: the tab, Back, what is read aloud, days, a thumb, paper."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.rooms import fresh
from tests.ui.audit import settle
from tests.ui.conftest import TEAM, Serve, Server
from vmboard.ui.frame import TITLES

pytestmark = pytest.mark.browser

CATHS = "?team=cath-lab"
"""The board of the demo with the most lines a week: 21."""

WARD = "Ward 7A · Respiratory"
MEASURED = "selector => document.querySelector(selector).getBoundingClientRect()"


@pytest.fixture(scope="module")
def demo_site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    path = tmp_path_factory.mktemp("look") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return serve(f"sqlite:///{path}", "uvicorn")


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """A desk with an American browser."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = fresh(browser, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="en-US")
    yield context.new_page()
    context.close()


def visit(page: Page, site: Server, path: str) -> None:
    page.goto(f"{site.where}/{path}")
    page.locator(".st-key-bar").wait_for()
    settle(page)


def test_every_tab_says_which_page_of_which_team_it_is(desk: Page, demo_site: Server) -> None:
    for name in ("week", "projects", "history"):
        visit(desk, demo_site, f"{name}{TEAM}")
        expect(desk).to_have_title(f"{TITLES[name]} · {WARD}")
    visit(desk, demo_site, "round")
    expect(desk).to_have_title("Morning round · vmboard")


def test_back_takes_one_step(desk: Page, demo_site: Server) -> None:
    visit(desk, demo_site, f"week{TEAM}&weeks=26")
    before = desk.evaluate("history.length")
    desk.locator(".st-key-bar_links a", has_text="Projects").click()
    desk.locator("li.card .card-open").first.click()
    desk.wait_for_url("**/project?*project=*")
    settle(desk)
    assert desk.evaluate("history.length") == before + 2
    desk.go_back()
    expect(desk.get_by_role("heading", name="Projects", exact=True)).to_be_visible()
    desk.go_back()
    expect(desk.get_by_role("heading", name="The last 26 weeks")).to_be_visible()


def test_days_and_times_are_british_in_an_american_browser(desk: Page, demo_site: Server) -> None:
    visit(desk, demo_site, f"team{TEAM}")
    began = desk.get_by_label("Began on")
    expect(began).to_be_visible()
    assert began.input_value() == "3 Nov 2025"
    assert desk.get_by_label("Huddle time", exact=True).input_value() == "10:00"
    began.fill("10/11/25")
    began.blur()
    expect(desk.locator(".box", has=began).get_by_text("✓ Saved")).to_be_visible()
    assert began.input_value() == "10 Nov 2025"
    began.fill("11/13/25")
    began.blur()
    expect(desk.get_by_text("A day such as 16 Feb 2027 or 16/2/27.")).to_be_visible()
    desk.get_by_role("button", name="Choose from the calendar").click()
    expect(desk.locator(".calendar").get_by_text("M", exact=True)).to_be_visible()  # the week begins on a Monday
    desk.locator(".calendar .back, .calendar .on").first.focus()
    desk.keyboard.press("Escape")
    expect(desk.locator(".calendar")).to_be_hidden()
    began.fill("3 Nov 2025")
    began.blur()


def test_a_thumb_sees_a_tile_at_once_and_is_told_of_no_key(phone: Page, demo_site: Server) -> None:
    visit(phone, demo_site, TEAM)
    tile, menu = phone.evaluate(MEASURED, ".vm-tile"), phone.evaluate(MEASURED, ".st-key-bar_links")
    assert tile["bottom"] < menu["top"]
    for path in (f"projects{TEAM}", f"week{TEAM}", f"week{TEAM}&weeks=12", f"days{TEAM}"):
        visit(phone, demo_site, path)
        said = phone.locator("[data-testid=stMain]").inner_text()
        assert not re.search(r"press [A-Z]|Enter|Arrows|arrows|Esc\b", said), path


def test_a_moved_card_says_where_it_went_once_it_is_saved_and_can_go_back(phone: Page, demo_site: Server) -> None:
    visit(phone, demo_site, f"projects{TEAM}")
    said = phone.get_by_role("status").filter(has_text="moved to")
    title = phone.locator("[data-stage=idea] .title").first.inner_text()
    phone.route("**/save", lambda route: route.abort())
    phone.locator("[data-stage=idea] .more").first.tap()
    phone.get_by_role("menuitemradio", name="Testing").tap()
    expect(phone.locator("[data-stage=testing]").get_by_text(title)).to_be_visible()
    expect(said).to_have_count(0)
    phone.unroute("**/save")
    expect(said).to_contain_text(f"“{title}” moved to Testing", timeout=15_000)
    box = said.bounding_box()
    assert box and 0 < box["y"] < 844 - box["height"]
    phone.get_by_role("button", name="Undo").tap()
    expect(phone.locator("[data-stage=idea]").get_by_text(title)).to_be_visible()
    expect(said).to_contain_text("moved to Ideas")


def test_the_board_page_has_one_width(desk: Page, demo_site: Server) -> None:
    visit(desk, demo_site, TEAM)
    desk.set_viewport_size({"width": 1920, "height": 800})
    edges = [desk.evaluate(MEASURED, f".st-key-{key}") for key in ("board_head", "wall", "panel_board_actions")]
    desk.set_viewport_size({"width": 1440, "height": 900})
    assert len({(round(edge["left"]), round(edge["right"])) for edge in edges}) == 1


@pytest.mark.parametrize(
    ("path", "wide"),
    [
        ("", True), ("&on=2026-10-04", True), ("projects", True), ("week", False), ("week&form=plain", False),
        ("week&weeks=12", True), ("huddle&held=2026-11-17", False), (f"week{CATHS}", False),
        (f"week{CATHS}&weeks=12", True),
    ],
)  # fmt: skip
def test_a_page_is_one_sheet(desk: Page, demo_site: Server, path: str, wide: bool) -> None:
    name, _, rest = path.partition("&")
    name += "" if "?" in name else TEAM
    visit(desk, demo_site, f"{name}{'&' if rest else ''}{rest}")
    for sheet in ("A4", "A3"):
        printed = desk.pdf(format=sheet, prefer_css_page_size=True, print_background=True)
        across, down = map(float, re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)[0])
        assert (len(re.findall(rb"/Type\s*/Page\b", printed)), across > down) == (1, wide), sheet
    desk.emulate_media(media="print")
    expect(desk.locator(".st-key-bar")).to_be_hidden()
    desk.emulate_media(media="null")
