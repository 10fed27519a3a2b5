"""The app by its real launchers in a real browser: what a person sees, on every size, in light and dark."""

import shutil
import signal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from tests.ui.audit import opened, settle
from tests.ui.conftest import LAUNCHERS, NURSE, TEAM, Serve, Server
from tests.ward import full_ward
from vmboard.commands.displays import add_display
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Team

pytestmark = pytest.mark.browser

PLACES = """() => {
  const seen = [...document.querySelectorAll(".vm-wall")].filter(wall => wall.checkVisibility());
  const walk = document.createTreeWalker(seen[0], NodeFilter.SHOW_TEXT), places = [];
  while (walk.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const {x, y, width, height} = range.getBoundingClientRect();
    if (width && !walk.currentNode.parentElement.closest(".vm-live, .vm-clock"))
      places.push([walk.currentNode.data, ...[x, y, width, height].map(n => Math.round(n))]);
  }
  return places;
}"""


@pytest.fixture(scope="module")
def ward_url(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ward with seventeen measures: one more tile in a domain than a page of the wall holds."""
    path = tmp_path_factory.mktemp("ward") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    full_ward(engine_for(url), measures_=17, cards=4)
    dispose(url)
    return url


@pytest.fixture(scope="module")
def ward_site(serve: Serve, ward_url: str) -> Server:
    return serve(ward_url)


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_a_cold_server_opens_a_deep_link_in_its_frame_and_keeps_the_address(
    browser: Browser, serve: Serve, ward_url: str, launcher: str
) -> None:
    server = serve(ward_url, launcher, cold=True)
    with opened(browser, f"{server.where}/screens{TEAM}") as page:
        expect(page.locator(".st-key-bar_within")).to_have_text("Team")
        expect(page.get_by_role("heading", name="Our screens")).to_be_visible()
        assert page.url == f"{server.where}/screens{TEAM}"
        assert page.get_by_role("dialog").count() == 0
        assert "Atkinson Hyperlegible Next" in page.evaluate("getComputedStyle(document.body).fontFamily")
        assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    server.stop()


def test_a_kiosk_has_no_navigation_fills_the_screen_and_turns_its_pages_by_itself(
    browser: Browser, ward_site: Server
) -> None:
    with opened(browser, f"{ward_site.where}/{TEAM}&kiosk=1", clock=True) as page:
        assert page.locator(".st-key-bar").count() == 0
        box = page.locator(".vm-wall:visible").bounding_box()
        assert box is not None
        assert (round(box["x"]), round(box["width"])) == (0, 1440)
        turned = page.locator(".vm-wall:visible .vm-lane").first.locator("[data-count]")
        expect(turned).to_have_text("1 of 2")
        page.clock.fast_forward(15_000)
        expect(turned).to_have_text("2 of 2")
        page.clock.fast_forward(15_000)
        expect(page.locator(".vm-page:visible")).to_have_attribute("data-kind", "measure")
        leave = page.get_by_role("link", name="Leave full screen")
        leave.focus()
        expect(leave).to_have_css("background-color", "rgb(255, 255, 255)")  # over the clock, and to be read
        leave.press("Enter")
        expect(page.locator(".st-key-bar")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920)], ids=["landscape", "upright"])
def test_the_board_in_a_page_is_the_wall_itself(
    browser: Browser, ward_site: Server, ward_url: str, width: int, height: int
) -> None:
    bind = engine_for(ward_url)
    with transaction(bind) as session:
        team = session.scalars(select(Team)).one()
        token = add_display(session, NURSE, team.id, name=f"The same, {height} high")[1]
    dispose(ward_url)

    def places(address: str) -> list[list[Any]]:
        with opened(browser, ward_site.where + address, size="wall") as page:
            page.set_viewport_size({"width": width, "height": height})
            page.reload()
            page.locator(".vm-tile:visible").first.wait_for()
            settle(page)
            return list(page.evaluate(PLACES))

    wall, page = places(f"/d/{token}#page-0,light"), places(f"/{TEAM}&kiosk=1")
    assert [words for words, *_place in page] == [words for words, *_place in wall]
    for (words, *here), (_words, *there) in zip(page, wall, strict=True):
        assert here == pytest.approx(there, abs=3), words  # a letter may be a fraction wider
    assert len(wall) > 60


def test_when_the_server_is_gone_a_quiet_mark_says_so_and_the_page_wakes_with_it(
    browser: Browser, serve: Serve, ward_url: str
) -> None:
    server = serve(ward_url, cold=True)
    with opened(browser, f"{server.where}/team{TEAM}") as page:
        mark = page.get_by_text("Not connected.")
        expect(page.get_by_label("Add someone")).to_be_visible()
        server.stop()
        expect(mark).to_be_visible(timeout=10_000)
        assert page.get_by_role("dialog").count() == 0
        server.start()
        expect(mark).to_be_hidden(timeout=15_000)
        page.get_by_label("Add someone").fill("Ann Reid")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_text("Ann Reid is on the team as AR.")).to_be_visible()
    server.stop()


def test_a_live_page_says_by_itself_that_it_is_old_when_its_server_is_frozen(
    browser: Browser, serve: Serve, ward_url: str
) -> None:
    server = serve(ward_url)
    with opened(browser, f"{server.where}/{TEAM}&kiosk=1", clock=True) as page:
        server.process.send_signal(signal.SIGSTOP)
        page.clock.fast_forward(61_000)
        mark = page.get_by_text("Not updated since")
        expect(mark).to_be_visible()
        assert page.locator(".vm-tile").first.is_visible(), "the last board stays"
        server.process.send_signal(signal.SIGCONT)
        expect(mark).to_be_hidden(timeout=30_000)
    server.stop()


@pytest.mark.parametrize("width", [360, 390, 1024, 1440])
def test_nothing_of_the_bar_is_cut_off_and_the_menu_fits_a_thumb(
    browser: Browser, ward_site: Server, width: int
) -> None:
    with opened(browser, f"{ward_site.where}/actions{TEAM}") as page:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(200)
        places = page.evaluate("""() => [...document.querySelectorAll(
          ".st-key-bar a, .st-key-bar button, .st-key-bar .ui-current")].map(e => {
          const box = e.getBoundingClientRect();
          return [e.innerText, box.left, box.right, box.width, box.height, e.scrollWidth - e.clientWidth];
        })""")
        assert {"Board", "This week", "Projects", "Actions", "Measures", "Team", "Start huddle"} <= {
            name for name, *_ in places
        }
        for name, left, right, wide, high, cut in places:
            assert left >= 0 and right <= width, f"{name} leaves the screen"
            assert wide >= 44 and high >= 43.5, f"{name} is too small for a thumb"
            assert cut <= 1, f"{name} is cut off"
