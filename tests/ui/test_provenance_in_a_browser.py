"""From when, from whom: one touch on a tile of the board tells it in place, by hand, by key and on a phone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import select, update

from tests.ui.audit import DRAWN, SIZES, opened, problems, settle, sized, unreached
from tests.ui.conftest import TEAM, Serve, Server
from tests.ui.test_counted_actions_in_a_browser import COUNTER, counted
from vmboard.store.engine import engine_for, transaction
from vmboard.store.tables import Measure, Team

pytestmark = pytest.mark.browser

HOSTILE = "<b>x</b> <img src=x onerror=alert(1)> **x**"
LABELS = ["From when", "From whom", "Source", "Definition", "Leading or lagging", "Target set by"]


@pytest.fixture(scope="module")
def site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    path = tmp_path_factory.mktemp("provenance") / "demo.db"
    shutil.copy(demo_sqlite, path)
    url = f"sqlite:///{path}"
    with transaction(engine_for(url)) as session:
        ward = select(Team.id).where(Team.slug == TEAM[6:]).scalar_subquery()
        falls = update(Measure).where(Measure.team_id == ward, Measure.name == "Falls")
        session.execute(falls.values(definition=HOSTILE * 12, data_owner=HOSTILE))
    return serve(url)


@contextmanager
def board(browser: Browser, site: Server, *, address: str = "") -> Iterator[Page]:
    with opened(browser, f"{site.where}/{TEAM}{address}") as page:
        settle(page)
        marks(page).first.wait_for()
        yield page


def marks(page: Page) -> Locator:
    return page.get_by_role("button", name="from when, from whom")


def mark(page: Page, measure: str) -> Locator:
    return page.get_by_role("button", name=f"{measure}: from when, from whom", exact=True)


def told(page: Page) -> Locator:
    return page.get_by_role("dialog")


def facts(page: Page) -> dict[str, str]:
    labels, words = told(page).locator("dt").all_inner_texts(), told(page).locator("dd").all_inner_texts()
    return dict(zip(labels, words, strict=True))


def test_one_touch_on_each_tile_tells_from_when_and_from_whom(browser: Browser, site: Server) -> None:
    with board(browser, site) as page:
        tiles = page.locator(".vm-tile:visible")
        expect(marks(page)).to_have_count(tiles.count())
        page.evaluate(COUNTER)
        for place in range(tiles.count()):
            name = (marks(page).nth(place).get_attribute("aria-label") or "").partition(":")[0]
            marks(page).nth(place).click()
            assert counted(page) == ["touch"]
            assert list(facts(page)) == LABELS, name
            page.keyboard.press("Escape")
            expect(told(page)).to_have_count(0)
            assert counted(page) == ["Escape"]
        mark(page, "Would recommend").click()
        said = facts(page)
        assert said["From when"] == "Week ending 15 Nov, 3 days old"
        assert said["From whom"] and said["Source"] and said["Definition"]
        assert said["Target set by"] == "The team" and said["Leading or lagging"] == "Lagging: the result itself"
        told(page).get_by_role("link", name="The whole measure").click()
        expect(page.get_by_role("heading", name="Would recommend", level=1)).to_be_visible()


def test_a_key_opens_it_where_a_screen_reader_hears_all_of_it_and_escape_gives_the_focus_back(
    browser: Browser, site: Server
) -> None:
    with board(browser, site) as page:
        at = mark(page, "Would recommend")
        at.focus()
        page.keyboard.press("Enter")
        expect(told(page)).to_be_focused()
        expect(told(page)).to_have_accessible_name("Would recommend")
        heard = told(page).evaluate("e => e.getRootNode().getElementById(e.getAttribute('aria-describedby')).innerText")
        assert all(label in heard for label in LABELS)
        expect(at).to_have_attribute("aria-expanded", "true")
        page.keyboard.press("Escape")
        expect(told(page)).to_have_count(0)
        expect(at).to_be_focused()
        expect(at).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        for _stop in ("The whole measure", "Close", "the next mark"):
            page.keyboard.press("Tab")
        expect(told(page)).to_have_count(0)


def test_a_touch_closes_it_again_wherever_it_lands(browser: Browser, site: Server) -> None:
    with board(browser, site) as page:
        at = mark(page, "Falls")
        at.click()
        at.click()
        expect(told(page)).to_have_count(0)
        at.click()
        told(page).get_by_role("button", name="Close").click()
        expect(told(page)).to_have_count(0)
        expect(at).to_be_focused()
        at.click()
        mark(page, "Complaints").click()
        expect(told(page)).to_have_accessible_name("Complaints")
        page.locator(".vm-team").click()
        expect(told(page)).to_have_count(0)


def test_what_is_read_stays_while_the_board_is_drawn_anew(browser: Browser, site: Server) -> None:
    with board(browser, site) as page:
        mark(page, "Complaints").click()
        before = told(page).bounding_box()
        page.evaluate("() => { const wall = document.querySelector('.vm-wall'); wall.innerHTML = wall.innerHTML; }")
        page.evaluate(DRAWN)
        expect(told(page)).to_be_focused()
        assert told(page).bounding_box() == before


def test_it_fits_every_size_is_reached_and_shows_words_as_typed(browser: Browser, site: Server) -> None:
    with board(browser, site) as page:
        for size, theme in ("desk", "light"), ("tablet", "dark"), ("phone", "light"):
            (width, height), wrong = SIZES[size], f"{size}, {theme}"
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            assert sized(page, width, height, fingers=True) == [], wrong
            assert unreached(page) == [], wrong
            mark(page, "Falls").click()
            assert facts(page)["From whom"] == HOSTILE
            assert [*sized(page, width, height, fingers=True), *problems(page)] == [], wrong
            box = told(page).bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width, wrong
            assert box["y"] >= 0 and box["y"] + box["height"] <= height, f"{wrong}: it is whole, or scrolls in itself"
            page.keyboard.press("Escape")


def test_each_figure_of_a_huddle_has_the_same_mark_and_tells_the_same(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/huddle{TEAM}") as page:
        page.get_by_role("button", name="Start the huddle").click()
        page.get_by_role("button", name="Figures", exact=True).click()
        marks(page).first.wait_for()
        settle(page)
        assert marks(page).count() == page.locator(".hd-tile").count() > 10
        page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop = 400")
        tops = [[of.bounding_box()["y"] for of in each.all()] for each in (marks(page), page.locator(".hd-tile"))]  # type: ignore[index]
        assert tops[0] == pytest.approx(tops[1], abs=1), "a mark scrolls with its tile"
        mark(page, "Would recommend").click()
        assert list(facts(page)) == LABELS and facts(page)["From when"] == "Week ending 15 Nov, 3 days old"
        page.keyboard.press("Escape")
        for size in ("desk", "tablet", "phone"):
            assert sized(page, *SIZES[size], fingers=True) == [], size
        page.get_by_role("button", name="Projects", exact=True).click()
        expect(marks(page)).to_have_count(1)


def test_a_board_of_the_past_and_one_that_fills_the_screen_tell_it_too(browser: Browser, site: Server) -> None:
    with board(browser, site, address="&on=2026-09-30") as page:
        mark(page, "Complaints").click()
        assert facts(page)["From when"] == "Week ending 27 Sep, 3 days old", "as old as it was on that day"
    with board(browser, site, address="&kiosk=1") as page:
        mark(page, "Complaints").click()
        assert list(facts(page)) == LABELS
