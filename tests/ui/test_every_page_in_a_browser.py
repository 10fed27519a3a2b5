"""Every page of the app, each with its faces: it fits every screen, in light and dark, and everyone can use it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.audit import SIZES, faults, settle, unfold, visit
from tests.ui.conftest import TEAM, Serve, Server
from vmboard.domain.huddles.sections import SECTIONS
from vmboard.settings import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.spread]

Act = Callable[[Page], None]
BAD_FILE = b"Measure,Domain,Direction,8 Nov 2026,15 Nov 2026\nFalls,safety,decrease,seven,-2\n"


@pytest.fixture(scope="module")
def empty_site(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Server:
    return serve(f"sqlite:///{tmp_path_factory.mktemp('empty')}/new.db", "uvicorn")


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


def unfold_all(page: Page) -> None:
    """Every fold of the page open."""
    for fold in page.locator("summary").all()[:4]:
        unfold(fold)


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


def understand(page: Page) -> None:
    """The project with a driver diagram, a process map and causes that are counted, each open to be changed."""
    touch("li.card .card-open:has-text('Two-hourly comfort rounds')")(page)
    for drawn in ("drivers", "process", "causes"):
        unfold(page.locator(f".st-key-{drawn}_typed summary"))
        expect(page.locator(f".st-key-{drawn}_typed textarea")).to_be_visible()


def who_owns_it(page: Page) -> None:
    scheme(page)
    unfold(page.locator("summary", has_text="Who owns it"))


def pathway(part: str) -> Act:
    """A part of the demo's pathway."""

    def act(page: Page) -> None:
        touch(A_PATHWAY)(page)
        page.get_by_role("link", name=part).click()
        expect(page.locator(".ui-chosen", has_text=part)).to_be_visible()
        settle(page)

    return act


A_PATHWAY = "[class*=st-key-row_pathway_] a"
CROSS = "?team=ward-6c-cardio-endocrine"
A_MEASURE, A_CARD = "[class*=st-key-row_measure_] a", "[data-stage={}] li.card .card-open"
PAGES: dict[str, tuple[str, Act]] = {
    "board": (f"/{TEAM}", nothing),
    "board, kiosk": (f"/{TEAM}&kiosk=1", nothing),
    "board, as it was": (f"/{TEAM}&on=2026-10-04", nothing),
    "imports": (f"/imports{TEAM}", nothing),
    "recipes": (f"/recipes{TEAM}", nothing),
    "imports, refused": (f"/imports{TEAM}", bring_a_bad_file),
    "week": (f"/week{TEAM}", nothing),
    "week, nothing in yet": (f"/week{TEAM}&week=2026-11-22", nothing),
    "week, twelve": (f"/week{TEAM}&weeks=12", nothing),
    "week, as a form": (f"/week{TEAM}&form=plain", nothing),
    "projects": (f"/projects{TEAM}", nothing),
    "projects, stopped": (f"/projects{TEAM}&shelf=stopped", nothing),
    "project, an idea": (f"/projects{TEAM}", touch(A_CARD.format("idea"))),
    "project, tested": (f"/projects{TEAM}", touch(A_CARD.format("testing"))),
    "project, understood": (f"/projects{TEAM}", understand),
    "project, embedded": (f"/projects{TEAM}", touch(A_CARD.format("embedded"))),
    "actions": (f"/actions{TEAM}", open_an_action),
    "measures": (f"/measures{TEAM}", nothing),
    "measures, arranged": (f"/measures{TEAM}&do=arrange", nothing),
    "measures, a new one": (f"/measures{TEAM}&do=add", nothing),
    "measure": (f"/measures{TEAM}", one_after_the_other(touch(A_MEASURE), unfold_all)),
    "settings": (f"/measures{TEAM}", one_after_the_other(touch(A_MEASURE), touch(".st-key-head a[href*=settings]"))),
    "settings, a safety cross": (
        f"/measures{CROSS}",
        one_after_the_other(touch(f"{A_MEASURE}:has-text('Falls')"), touch(".st-key-head a[href*=settings]")),
    ),
    "days": (f"/days{TEAM}", nothing),
    "days, a safety cross": (f"/days{CROSS}", nothing),
    "sampling": (f"/sampling{TEAM}", nothing),
    "sampling, nothing seen yet": (f"/sampling{CROSS}", nothing),
    "history": (f"/history{TEAM}", nothing),
    "reports": (f"/reports{TEAM}", nothing),
    "year": (f"/year{TEAM}", nothing),
    "packs": ("/packs", nothing),
    "programmes": ("/programmes?programme=patient-safety", nothing),
    "team": (f"/team{TEAM}", unfold_all),
    "tray": ("/tray?team=sleep-service", nothing),
    "tray, its doors shut": (f"/tray{TEAM}", nothing),
    "screens, a new one": (f"/screens{TEAM}", add_a_screen),
    "access": (f"/access{TEAM}", unfold_all),
    "visits": (f"/visits{TEAM}", unfold_all),
    "assessment": (f"/assessment{TEAM}", unfold_all),
    "who": (f"/who{TEAM}", nothing),
    "teams": ("/teams", nothing),
    "accounts": ("/accounts", unfold_all),
    "sources": ("/sources", unfold_all),
    "round": ("/round", unfold_all),
    "round, its rules": ("/round?how=1", nothing),
    "organisation": ("/organisation", nothing),
    "organisation, waves": ("/organisation?show=waves", nothing),
    "organisation, given back": ("/organisation?show=given", nothing),
    "organisation, sources": ("/organisation?show=sources", nothing),
    "organisation, a measure": ("/organisation?show=measures&measure=would_recommend", nothing),
    "pathways": ("/pathways", unfold_all),
    "pathways, one": ("/pathways", one_after_the_other(touch(A_PATHWAY), unfold_all)),
    "pathways, huddle": ("/pathways", pathway("Huddle")),
    "pathways, projects": ("/pathways", pathway("Projects")),
    "pathways, closing": ("/pathways", pathway("Month’s close")),
    "pathways, set up": ("/pathways", one_after_the_other(pathway("Set up"), unfold_all)),
    "escalations": ("/escalations", unfold_all),
    "owed": ("/owed", nothing),
    "schemes": ("/schemes", nothing),
    "schemes, one": ("/schemes", who_owns_it),
    "impact": ("/impact", unfold_all),
    "learning": ("/learning", nothing),
    "learning, questions": ("/learning?show=questions", nothing),
    "story": ("/learning?show=stories", touch("a[href*=story]")),
    "welcome": ("/", nothing),
    "welcome, set up": ("/", open_the_form),
    "huddle": ("/huddle?team=sleep-service", nothing),
    "huddle, daily": (f"/huddle{CROSS}", nothing),
    "huddle, held": (f"/huddle{TEAM}&held=2026-11-17", nothing),
    **{f"huddle, {part.section}": (f"/huddle{TEAM}", section(part.title)) for part in SECTIONS},
}
"""A page of ``pages/``, after a comma which face of it: where it is opened, and what is done there."""


@pytest.mark.smoke
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
    visit(page, server.where, address)
    act(page)
    assert (urlparse(page.url).path.strip("/") or "board") in (of, "board" if of == "welcome" else of)
    assert faults(page, fingers=name != "board, kiosk") == []
