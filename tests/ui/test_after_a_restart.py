"""The first action after the server was away happens, on every page with buttons and boxes of Streamlit's own."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.network import Network
from tests.rooms import fresh
from tests.ui.audit import SETTLED, unfold
from tests.ui.conftest import NURSE, Serve, make_ward
from vmboard.commands.measures import change_measure
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Measure

pytestmark = [pytest.mark.browser, pytest.mark.spread]

CSV = b"Measure,Domain,Direction,8 Nov 2026,15 Nov 2026\nFalls,safety,decrease,4,2\n"


@dataclass(frozen=True)
class First:
    """What stands ready on a page, the one touch, and what there is to see when it happened."""

    address: str
    ready: Callable[[Page], object]
    touch: Callable[[Page], object]
    seen: Callable[[Page], object]


def press(name: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_role("button", name=name, exact=True).first.click()


def fill(label: str, words: str) -> Callable[[Page], None]:
    return lambda page: page.get_by_label(label).first.fill(words)


def shows(words: str) -> Callable[[Page], None]:
    return lambda page: expect(page.get_by_text(words).first).to_be_visible(timeout=10_000)


def bring(page: Page) -> None:
    page.set_input_files("input[type=file]", [{"name": "ours.csv", "mimeType": "text/csv", "buffer": CSV}])


def new_target(page: Page) -> None:
    unfold(page.locator("summary", has_text="Target").first)
    fill("Target (empty: none)", "3")(page)


def answer(page: Page) -> None:
    """One line of the self-assessment."""
    page.get_by_text("Partly", exact=True).first.click()


def own_measure(page: Page) -> None:
    page.get_by_placeholder("Meals served hot").fill("Cold meals")


FIRSTS = {
    "who": First("who", shows("Morag Kerr"), press("MK Morag Kerr"), shows("Hello Morag Kerr.")),
    "screens": First("screens", fill("Name", "Nurses’ station"), press("Add a screen"), shows("The link of")),
    "imports": First("figures", shows("From a workbook"), bring, shows("ours.csv")),
    "history": First("history", shows("changed Falls"), press("Undo"), shows("Put back as it was.")),
    "measures": First("measures&do=add", own_measure, press("Add our own"), shows("Cold meals is on the box score.")),
    "team": First("team", fill("Add someone", "Ann Reid"), press("Add"), shows("Ann Reid is on the team as AR.")),
    "week": First("week&form=plain", fill("Falls", "2"), press("Save"), shows("Saved")),
    "measure": First(
        "measure&measure={falls}", new_target, press("Save target"), shows("Target saved.")
    ),
    "access": First("access", fill("New PIN", "482913"), press("Set the PIN"), shows("The new PIN counts from now on")),
    "visits": First("visits", fill("What was asked", "More linen"), press("Log it"), shows("Logged.")),
    "assessment": First("assessment", answer, press("Keep these answers"), shows("Your profile is below.")),
    "round": First("round&how=1", shows("How this list is made"), press("Save for all teams"), shows("set by")),
    "huddle": First("board", shows("Start huddle"), press("Start huddle"), shows("Celebrate")),
}  # fmt: skip


A_FEW = [tuple(FIRSTS)[first::3] for first in range(3)]
"""All of them, a few at a time: thirteen pages that wake at once ask for more than the two cores of a test machine."""


@dataclass(frozen=True)
class Kept:
    """A ward with a measure, Falls, and a change of it that may be undone."""

    url: str
    falls: int


@pytest.fixture
def kept(empty_sqlite: Path, tmp_path: Path) -> Iterator[Kept]:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    team = make_ward(engine_for(url))
    with transaction(engine_for(url)) as session:
        falls = session.query(Measure).one().id
        change_measure(session, NURSE, team, falls, source="Incident book")
    yield Kept(url, falls)
    dispose(url)


@pytest.fixture
def room(browser: Browser) -> Iterator[BrowserContext]:
    room = fresh(browser, locale="en-GB", viewport={"width": 1440, "height": 900})
    room.set_default_timeout(60_000)  # all pages wake at once, on a machine that may be busy
    yield room
    room.close()


def opened(page: Page, where: str, first: First, kept: Kept) -> Page:
    """The page, with everything ready for the one touch."""
    name, _, more = first.address.format(falls=kept.falls).partition("&")
    page.set_default_timeout(15_000)
    page.goto(f"{where}/{'' if name == 'board' else name}?team=ward-7a&{more}")
    page.locator(".st-key-bar").wait_for()
    first.ready(page)
    page.wait_for_function(SETTLED)
    return page


def missed(pages: dict[str, Page]) -> list[str]:
    """Touch each once; the names of those where nothing came of it."""
    names = []
    for name, page in pages.items():
        page.bring_to_front()
        FIRSTS[name].touch(page)
        try:
            FIRSTS[name].seen(page)
        except AssertionError:
            names.append(name)
    return names


@pytest.mark.parametrize("names", A_FEW, ids=", ".join)
def test_one_touch_after_a_restart_is_enough_on_every_page(
    room: BrowserContext, serve: Serve, kept: Kept, names: tuple[str, ...]
) -> None:
    server = serve(kept.url)
    pages = {name: opened(room.new_page(), server.where, FIRSTS[name], kept) for name in names}
    server.stop()
    server.start()
    assert missed(pages) == []
    server.stop()


@pytest.mark.parametrize("names", A_FEW, ids=", ".join)
def test_one_touch_after_ten_minutes_of_sleep_is_enough_on_every_page(
    room: BrowserContext, serve: Serve, kept: Kept, names: tuple[str, ...]
) -> None:
    """Streamlit has forgotten the page by then, and the computer believes that it is still connected."""
    server = serve(kept.url)
    room.clock.install()
    with Network(server.port) as network:
        where = f"http://127.0.0.1:{network.port}"
        pages = {name: opened(room.new_page(), where, FIRSTS[name], kept) for name in names}
        network.sleep()
        server.stop()
        server.start()
        room.clock.fast_forward("10:00")
        assert missed(pages) == []
        room.close()
    server.stop()


def test_what_is_touched_while_the_page_comes_back_happens_in_its_order(
    room: BrowserContext, serve: Serve, kept: Kept
) -> None:
    """An answer and the button that sends it: the answer goes with it."""
    server = serve(kept.url)
    page = opened(room.new_page(), server.where, FIRSTS["assessment"], kept)
    page.evaluate("addEventListener('vmboard-back', () => window.isBack = true)")
    server.stop()
    server.start()
    page.wait_for_function("() => window.isBack")
    page.get_by_text("Mostly", exact=True).first.click()
    press("Keep these answers")(page)
    shows("Your profile is below.")(page)
    expect(page.locator(".co-items li").first).to_contain_text("Mostly")
    server.stop()


def test_a_button_that_turns_grey_under_the_finger_is_pressed_all_the_same(
    room: BrowserContext, serve: Serve, kept: Kept
) -> None:
    server = serve(kept.url)
    page = opened(room.new_page(), server.where, FIRSTS["who"], kept)
    button = page.get_by_role("button", name="MK Morag Kerr", exact=True)
    button.hover()
    page.mouse.down()
    server.stop()
    expect(button).to_be_disabled()
    page.mouse.up()
    server.start()
    FIRSTS["who"].seen(page)
    server.stop()


DROP = """(zone, text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "ours.csv", {type: "text/csv"}));
  const drop = new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true});
  zone.dispatchEvent(drop);
  return drop.defaultPrevented;
}"""


def test_a_file_dropped_while_the_server_is_away_is_read_when_it_is_back(
    room: BrowserContext, serve: Serve, kept: Kept
) -> None:
    server = serve(kept.url)
    page = opened(room.new_page(), server.where, FIRSTS["imports"], kept)
    server.stop()
    zone = page.get_by_test_id("stFileUploaderDropzone")
    expect(zone.locator("button")).to_be_disabled()
    assert zone.evaluate(DROP, CSV.decode()), "or the browser leaves the page for the file"
    server.start()
    FIRSTS["imports"].seen(page)
    server.stop()


def test_a_page_that_lacks_a_piece_of_its_code_is_opened_anew(room: BrowserContext, serve: Serve, kept: Kept) -> None:
    """As one that was opened in the moment the server went: Streamlit shows the error, and does not ask again."""
    server = serve(kept.url)
    room.route("**/FileUploader.*.js", lambda route: route.abort(), times=1)
    page = room.new_page()
    page.goto(f"{server.where}/figures?team=ward-7a")
    expect(page.get_by_test_id("stFileUploaderDropzone")).to_be_visible()
    expect(page.get_by_text("Failed to fetch")).to_have_count(0)
    server.stop()
