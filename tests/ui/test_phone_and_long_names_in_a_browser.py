"""A coach's phone, and names as long as they may be: a team of 60 characters and a person of 60, at every width."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine, select

from tests.rooms import fresh
from tests.ui.audit import SETTLED, WALK, settle, sized
from tests.ui.conftest import NURSE, Renewed, Serve, make_ward
from tests.ui.overlaps import overlaps
from vmboard.commands import accounts, teams
from vmboard.domain.words import Role
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Account, Team

pytestmark = pytest.mark.browser

TEAM = "Respiratory High Dependency Unit, Raigmore, Ward 7A and 7B S."
LETTERS = "W" * 60
PERSON = "Professor Dame Alexandra Featherstonehaugh-Cholmondeley, RGN"
PASSWORD = "trolley bay lantern"
WIDTHS = {390: 844, 768: 1024, 1024: 768, 1440: 900}
SLUG = f"""() => [...document.querySelectorAll("a[href*='team=w']")]
  .find(a => a.closest("[class*=st-key-row_]").innerText.includes("{LETTERS}")).href.split("team=")[1]"""
CUT = r"""() => [...document.querySelectorAll(".st-key-bar :is(a, button, .ui-current)")].flatMap(one => {
  const {right, width} = one.getBoundingClientRect(), words = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const ends = width > 1 && one.closest(".st-key-bar_right") && right > innerWidth;
  const cut = ends ? [one.innerText + " ends outside"] : [];
  for (let text; (text = words.nextNode());) for (const {0: word, index} of text.data.matchAll(/[a-z]+/gi)) {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    if (new Set([...range.getClientRects()].map(line => Math.round(line.top))).size > 1) cut.push(word + " is broken");
  }
  return cut;
})"""
"""What of the bars of a phone ends outside the screen, and words that break in the middle."""
MENU = """() => { const menu = document.querySelector(".st-key-bar_links");
  return innerWidth > 640 && menu.scrollWidth > menu.clientWidth + 1 ? ["the menu is cut"] : []; }"""
HALL = ("round", "teams", "escalations", "organisation", "schemes", "impact", "learning", "who")
BOARD = ("", "week", "projects", "actions", "measures", "team", "visits", "history")


@pytest.fixture(scope="module")
def renewed(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Renewed]:
    made = Renewed(serve, empty_sqlite, tmp_path_factory.mktemp("long"), make_teams)
    yield made
    dispose(made.url)


def make_teams(bind: Engine) -> None:
    """A coach with a long name, who looks after two teams with long names and three with short ones."""
    wards = [make_ward(bind, name) for name in (TEAM[:60], LETTERS, "Ward 2", "Ward 10", "Ward 3")]
    with transaction(bind) as session:
        mine = accounts.add_account(session, NURSE, name=PERSON[:60], email="coach@nhs.scot", password=PASSWORD)
        for ward in wards:
            accounts.grant(session, NURSE, ward, mine.id, role=Role.COACH, may_edit=True)
            teams.change_team(session, NURSE, ward, programme="Value management")


@pytest.fixture
def coach(browser: Browser, renewed: Renewed) -> Iterator[tuple[Page, str]]:
    """The coach, signed in."""
    renewed.renew()
    server = renewed.server
    room = fresh(browser, locale="en-GB", viewport={"width": 390, "height": 844})
    page = room.new_page()
    page.goto(server.where)
    page.get_by_label("E-mail").fill("coach@nhs.scot")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".st-key-bar")).to_be_visible()
    settle(page)
    yield page, server.where
    room.close()


def go(page: Page, address: str) -> None:
    """Another page, as its links open it, as far as its run ends: on Impact stands a component that draws nothing."""
    page.evaluate(WALK, address)
    page.locator(".st-key-bar").wait_for()
    page.wait_for_timeout(300)
    page.wait_for_function(SETTLED)


def test_long_names_never_lie_over_links_and_buttons_hold_their_words(coach: tuple[Page, str]) -> None:
    page, _ = coach
    go(page, "/round")
    wrong = []
    slug = page.evaluate(SLUG)
    for address in (*(f"/{name}" for name in HALL), *(f"/{name}?team={slug}" for name in BOARD)):
        go(page, address)
        for width, height in WIDTHS.items():
            too_wide = sized(page, width, height, fingers=False)
            wrong += [f"{address} at {width}: {one}" for one in (*overlaps(page), *page.evaluate(MENU), *too_wide)]
    assert wrong == [], "\n".join(wrong)


def test_on_a_phone_the_bars_leave_five_sixths_and_the_visit_form_begins_on_the_first_screen(
    coach: tuple[Page, str],
) -> None:
    page, _ = coach
    page.set_viewport_size({"width": 390, "height": 844})
    for address in ("/round", "/escalations", "/learning", "/?team=ward-2", "/visits?team=ward-2"):
        go(page, address)
        bars = [page.locator(name).bounding_box() or {} for name in (".st-key-bar", ".st-key-bar_links")]
        assert sum(bar["height"] for bar in bars) <= 844 / 6, address
        assert bars[1]["y"] + bars[1]["height"] == 844, "the menu is under the thumb"
        assert page.evaluate(CUT) == [], address
    form = page.get_by_label("With whom").first.bounding_box() or {}
    assert form["y"] + form["height"] <= bars[1]["y"]


def test_lines_that_are_cards_on_a_phone_are_as_wide_as_it_is(coach: tuple[Page, str]) -> None:
    page, _ = coach
    go(page, "/organisation?show=waves")
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(200)
    cards = "[...document.querySelectorAll('.ui-scroll:has(> .ui-cards)')]"
    assert page.evaluate(f"{cards}.length") > 0
    assert page.evaluate(f"{cards}.filter(box => box.scrollWidth > box.clientWidth).length") == 0
    assert page.evaluate(CUT) == []


def test_a_table_that_is_wider_than_the_phone_says_so_and_can_be_moved(coach: tuple[Page, str]) -> None:
    page, _ = coach
    words = ".ui-scroll"
    go(page, "/organisation?show=waves")
    page.evaluate("document.querySelector('.ui-cards').classList.remove('ui-cards')")  # a table as others are
    said = (
        f"document.querySelector('{words}').getBoundingClientRect().top - "
        f"document.querySelector('{words} table').getBoundingClientRect().top"
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_timeout(200)
    assert page.evaluate(said) < -15, "the words stand above the table"
    page.locator(words).first.evaluate("box => { box.scrollLeft = 200; }")
    assert page.locator(words).first.evaluate("box => box.scrollLeft") > 0
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_timeout(200)
    assert page.evaluate(said) == 0, "where it fits nothing is said"


def test_what_the_board_says_stands_whole_on_a_phone(coach: tuple[Page, str], renewed: Renewed) -> None:
    page, where = coach
    with transaction(engine_for(renewed.url)) as session:
        ward = session.scalars(select(Team.id).where(Team.slug == "ward-2")).one()
        me = session.scalars(select(Account.id)).one()
        accounts.grant(session, NURSE, ward, me, role=Role.LEAD)
    page.goto(f"{where}/?team=ward-2")
    page.get_by_role("button", name="Put these away").click()
    said = page.get_by_text("Put away. All of it is in the menu.")
    expect(said).to_be_visible()
    box = said.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
    expect(page.get_by_role("link", name="Full screen")).to_be_visible()


def test_on_a_phone_a_board_without_figures_begins_with_what_to_do_and_ends_with_whom_to_ask(
    coach: tuple[Page, str], renewed: Renewed
) -> None:
    page, where = coach
    with transaction(engine_for(renewed.url)) as session:
        me = session.scalars(select(Account.id)).one()
        new = teams.add_team(
            session, NURSE, organisation="NHS Highland", site="Raigmore", name="Ward 5", timezone="Europe/London"
        )
        ours = session.scalars(select(Team.id).where(Team.slug == "ward-2")).one()
        for team_id in (new.id, ours):
            accounts.grant(session, NURSE, team_id, me, role=Role.LEAD)
    page.goto(f"{where}/?team=ward-5")
    expect(page.get_by_role("heading", name="A new action")).to_be_visible()
    settle(page)
    begins, wall, adds, asks = (top(page, part) for part in ("panel_next_first", "wall", "panel_board_actions", "foot"))
    assert begins < wall < adds < asks
    page.goto(f"{where}/?team=ward-2")
    expect(page.get_by_role("heading", name="A new action")).to_be_visible()
    settle(page)
    begins, wall, adds, asks = (top(page, part) for part in ("panel_next", "wall", "panel_board_actions", "foot"))
    assert wall < begins < adds < asks, "once there are figures, these come first"


def top(page: Page, part: str) -> float:
    box = page.locator(f".st-key-{part}").bounding_box()
    assert box
    return box["y"]


def test_on_a_phone_all_ways_of_a_past_board_are_on_the_screen(coach: tuple[Page, str]) -> None:
    page, where = coach
    page.goto(f"{where}/?team=ward-2&on=2026-11-08")
    expect(page.get_by_role("link", name="Back to today")).to_be_visible()
    settle(page)
    ends = "row => Math.max(...[...row.querySelectorAll('a, input')].map(one => one.getBoundingClientRect().right))"
    assert page.locator(".st-key-board_head").evaluate(ends) <= 390
