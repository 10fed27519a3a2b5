"""The app by its real launchers in a real browser: what a person sees, on every size, in light and dark."""

import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.ui.audit import SIZES, faults, opened, settle
from tests.ui.conftest import LAUNCHERS, NURSE, TEAM, Serve, Server
from tests.ward import full_ward
from vmboard.commands.displays import add_display
from vmboard.domain.huddles.sections import SECTIONS
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Team

pytestmark = pytest.mark.browser

PLACES = """() => {
  const walk = document.createTreeWalker(document.querySelector(".vm-wall"), NodeFilter.SHOW_TEXT), places = [];
  while (walk.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walk.currentNode);
    const {x, y, width, height} = range.getBoundingClientRect();
    if (width && !walk.currentNode.parentElement.closest(".vm-live, .vm-clock"))
      places.push([walk.currentNode.data, ...[x, y, width, height].map(n => Math.round(n))]);
  }
  return places;
}"""
Act = Callable[[Page], None]
BAD_FILE = b"Measure,Domain,Direction,8 Nov 2026,15 Nov 2026\nFalls,safety,decrease,seven,-2\n"


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


@pytest.fixture(scope="module")
def empty_site(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return serve(f"sqlite:///{tmp_path_factory.mktemp('empty')}/new.db", "uvicorn")


@pytest.mark.parametrize("launcher", LAUNCHERS)
def test_a_cold_server_opens_a_deep_link_in_its_frame_and_keeps_the_address(
    browser: Browser, serve: Serve, ward_url: str, launcher: str
) -> None:
    server = serve(ward_url, launcher)
    with opened(browser, f"{server.where}/screens{TEAM}") as page:
        expect(page.locator(".st-key-bar_within")).to_have_text("Team")
        expect(page.get_by_role("heading", name="Our screens")).to_be_visible()
        assert page.url == f"{server.where}/screens{TEAM}"
        assert page.get_by_role("dialog").count() == 0
        assert "Atkinson Hyperlegible Next" in page.evaluate("getComputedStyle(document.body).fontFamily")
        assert page.evaluate("document.fonts.check('16px \"Atkinson Hyperlegible Next\"')")
    server.stop()


@pytest.fixture(scope="module")
def demo_site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    """The demo hospital: every page has something true to show."""
    path = tmp_path_factory.mktemp("hospital") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return serve(f"sqlite:///{path}", "uvicorn")


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    """One browser for all the pages: each is loaded once, and changes its size and its theme as it stands."""
    context = browser.new_context(locale="en-GB", color_scheme="light")
    yield context.new_page()
    context.close()


def nothing(page: Page) -> None:
    """The page as it opens."""


def touch(selector: str) -> Act:
    """Follow the first of these, as far as the page it leads to."""

    def act(page: Page) -> None:
        was = page.url
        page.locator(selector).first.click()
        page.wait_for_function("was => location.href !== was", arg=was)
        settle(page)

    return act


def one_after_the_other(*acts: Act) -> Act:
    def act(page: Page) -> None:
        for one in acts:
            one(page)

    return act


def unfold(page: Page) -> None:
    """Every fold of the page open."""
    for fold in page.locator("summary").all()[:4]:
        fold.click()
    page.wait_for_timeout(300)


def open_the_form(page: Page) -> None:
    page.get_by_role("button", name="Set up our team").click()
    expect(page.get_by_role("heading", name="Our measures")).to_be_visible()


def add_a_screen(page: Page) -> None:
    page.get_by_role("textbox", name="Name", exact=True).fill("Nurses’ station")
    page.get_by_role("button", name="Add a screen").click()
    expect(page.get_by_role("heading", name="The link of")).to_be_visible()
    page.get_by_role("button", name="Revoke").first.click()
    expect(page.get_by_text("goes dark at once")).to_be_visible()


def bring_a_bad_file(page: Page) -> None:
    page.set_input_files("input[type=file]", [{"name": "ours.csv", "mimeType": "text/csv", "buffer": BAD_FILE}])
    expect(page.get_by_role("cell", name="seven")).to_be_visible()


def open_an_action(page: Page) -> None:
    page.get_by_role("button", name="More about").first.click()
    expect(page.get_by_label("By when")).to_be_visible()


def section(name: str) -> Act:
    """A section of the huddle that is under way."""

    def act(page: Page) -> None:
        start = page.get_by_role("button", name="Start the huddle")
        here = page.get_by_role("button", name=name, exact=True)
        start.or_(here).first.wait_for()
        if start.count():
            start.click()
        here.click()
        expect(here).to_have_attribute("aria-current", "step")
        settle(page)

    return act


def scheme(page: Page) -> None:
    page.get_by_role("link", name="Drug-round tabard").first.click()
    expect(page.get_by_role("heading", name="Nursing sign-off")).to_be_visible()


CROSS = "?team=ward-6c-cardio-endocrine"
A_MEASURE, A_CARD = "[class*=st-key-row_measure_] a", "[data-stage={}] li.card .card-open"
PAGES: dict[str, tuple[str, Act]] = {
    "board": (f"/{TEAM}", nothing),
    "board, kiosk": (f"/{TEAM}&kiosk=1", nothing),
    "board, as it was": (f"/{TEAM}&on=2026-10-04", nothing),
    "imports": (f"/imports{TEAM}", nothing),
    "figures, refused": (f"/figures{TEAM}", bring_a_bad_file),
    "week": (f"/week{TEAM}", nothing),
    "week, nothing in yet": (f"/week{TEAM}&week=2026-11-22", nothing),
    "week, twelve": (f"/week{TEAM}&weeks=12", nothing),
    "week, as a form": (f"/week{TEAM}&form=plain", nothing),
    "projects": (f"/projects{TEAM}", nothing),
    "projects, stopped": (f"/projects{TEAM}&shelf=stopped", nothing),
    "project, an idea": (f"/projects{TEAM}", touch(A_CARD.format("idea"))),
    "project, tested": (f"/projects{TEAM}", touch(A_CARD.format("testing"))),
    "project, embedded": (f"/projects{TEAM}", touch(A_CARD.format("embedded"))),
    "actions": (f"/actions{TEAM}", open_an_action),
    "measures": (f"/measures{TEAM}", nothing),
    "measures, arranged": (f"/measures{TEAM}&do=arrange", nothing),
    "measures, a new one": (f"/measures{TEAM}&do=add", nothing),
    "measure": (f"/measures{TEAM}", one_after_the_other(touch(A_MEASURE), unfold)),
    "settings": (f"/measures{TEAM}", one_after_the_other(touch(A_MEASURE), touch(".st-key-head a[href*=settings]"))),
    "settings, a safety cross": (
        f"/measures{CROSS}",
        one_after_the_other(touch(f"{A_MEASURE}:has-text('Falls')"), touch(".st-key-head a[href*=settings]")),
    ),
    "days": (f"/days{TEAM}", nothing),
    "days, a safety cross": (f"/days{CROSS}", nothing),
    "history": (f"/history{TEAM}", nothing),
    "team": (f"/team{TEAM}", unfold),
    "screens, a new one": (f"/screens{TEAM}", add_a_screen),
    "access": (f"/access{TEAM}", unfold),
    "visits": (f"/visits{TEAM}", unfold),
    "assessment": (f"/assessment{TEAM}", unfold),
    "who": (f"/who{TEAM}", nothing),
    "teams": ("/teams", nothing),
    "accounts": ("/accounts", unfold),
    "round": ("/round", unfold),
    "round, its rules": ("/round?how=1", nothing),
    "organisation": ("/organisation", nothing),
    "organisation, waves": ("/organisation?show=waves", nothing),
    "organisation, sources": ("/organisation?show=sources", nothing),
    "organisation, a measure": ("/organisation?show=measures&measure=would_recommend", nothing),
    "escalations": ("/escalations", unfold),
    "schemes": ("/schemes", nothing),
    "schemes, one": ("/schemes", scheme),
    "impact": ("/impact", unfold),
    "learning": ("/learning", nothing),
    "learning, questions": ("/learning?show=questions", nothing),
    "story": ("/learning?show=stories", touch("a[href*=story]")),
    "welcome": ("/", nothing),
    "welcome, set up": ("/", open_the_form),
    "huddle": ("/huddle?team=sleep-service", nothing),
    "huddle, held": (f"/huddle{TEAM}&held=2026-11-17", nothing),
    **{f"huddle, {part.section}": (f"/huddle{TEAM}", section(part.title)) for part in SECTIONS},
}
"""A page of ``pages/``, after a comma which face of it: where it is opened, and what is done there."""


def test_no_page_is_left_out() -> None:
    every = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    assert {name.partition(",")[0] for name in PAGES} == every


@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_every_screen_and_everyone_can_use_it(
    request: pytest.FixtureRequest, visitor: Page, name: str
) -> None:
    page, of = visitor, name.partition(",")[0]
    server = request.getfixturevalue("empty_site" if of == "welcome" else "demo_site")
    address, act = PAGES[name]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["desk"], strict=True)))  # type: ignore[arg-type]
    page.goto(server.where + address)
    page.locator(".st-key-bar, .vm-tile").first.wait_for()
    settle(page)
    act(page)
    assert (urlparse(page.url).path.strip("/") or "board") in (of, "board" if of == "welcome" else of)
    assert faults(page, fingers=name != "board, kiosk") == []


def test_a_kiosk_has_no_navigation_fills_the_screen_and_turns_its_pages_by_itself(
    browser: Browser, ward_site: Server
) -> None:
    with opened(browser, f"{ward_site.where}/{TEAM}&kiosk=1", clock=True) as page:
        assert page.locator(".st-key-bar").count() == 0
        box = page.locator(".vm-wall").bounding_box()
        assert box is not None
        assert (round(box["x"]), round(box["width"])) == (0, 1440)
        turned = page.locator(".vm-domain").first.locator("[data-count]")
        expect(turned).to_have_text("1 of 2")
        page.clock.fast_forward(15_000)
        expect(turned).to_have_text("2 of 2")
        page.clock.fast_forward(15_000)
        expect(page.locator(".vm-page")).to_have_attribute("data-kind", "measure")


def test_the_board_in_a_page_is_the_wall_itself(browser: Browser, ward_site: Server, ward_url: str) -> None:
    bind = engine_for(ward_url)
    with transaction(bind) as session:
        team = session.scalars(select(Team)).one()
        token = add_display(session, NURSE, team.id, name="The same")[1]
    dispose(ward_url)
    with opened(browser, f"{ward_site.where}/d/{token}#page-0,light", size="wall") as page:
        wall = page.evaluate(PLACES)
    with opened(browser, f"{ward_site.where}/{TEAM}&kiosk=1", size="wall") as page:
        assert page.evaluate(PLACES) == wall
    assert len(wall) > 60


def test_when_the_server_is_gone_a_quiet_mark_says_so_and_the_page_wakes_with_it(
    browser: Browser, serve: Serve, ward_url: str
) -> None:
    server = serve(ward_url)
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
