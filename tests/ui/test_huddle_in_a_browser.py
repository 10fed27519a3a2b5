"""The huddle and the list of actions in a real browser: by keyboard, through cuts, on every size, on the wall."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlalchemy import Engine, select

from tests.rooms import fresh
from tests.ui.audit import SETTLED, SIZES
from tests.ui.conftest import NURSE, TEAM, Renewed, Serve
from tests.ward import full_ward
from vmboard.commands import teams
from vmboard.commands.displays import add_display
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import Action, Huddle, Row, Team

pytestmark = pytest.mark.browser

HOSTILE = "<b>*x*</b> $\\frac{1}{2}$ ![](http://x/y.png) \u202eabc 🎉 "
SECTIONS = ("Celebrate", "Figures", "Projects", "Actions", "Send up", "Questions", "Close")


class Site(Renewed):
    """A ward below a division, with a wall."""

    wall = ""

    def __init__(self, serve: Serve, empty_sqlite: Path, folder: Path) -> None:
        super().__init__(serve, empty_sqlite, folder, self._make)

    def _make(self, bind: Engine) -> None:
        full_ward(bind, measures_=7, cards=2)
        with transaction(bind) as session:
            team = session.scalars(select(Team)).one()
            where = {"organisation": "NHS Highland", "site": "Raigmore Hospital", "timezone": "Europe/London"}
            above = teams.add_team(session, NURSE, name="Division", **where)
            teams.change_team(session, NURSE, team.id, parent_id=above.id)
            self.wall = f"/d/{add_display(session, NURSE, team.id, name='The wall')[1]}"

    def at(self, page: str) -> str:
        return f"{self.server.where}/{page}{TEAM}"

    def rows(self, kind: type[Row]) -> list[Row]:
        with reading(engine_for(self.url)) as session:
            found = list(session.scalars(select(kind)))
            session.expunge_all()
            return found

    def huddle(self) -> Huddle:
        return max((row for row in self.rows(Huddle) if isinstance(row, Huddle)), key=lambda row: row.held_on)

    def actions(self) -> list[Action]:
        return [row for row in self.rows(Action) if isinstance(row, Action)]


@pytest.fixture(scope="module")
def site(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = Site(serve, empty_sqlite, tmp_path_factory.mktemp("huddle"))
    yield made
    dispose(made.url)


@pytest.fixture
def own(site: Site) -> Site:
    site.renew()
    return site


@contextmanager
def opened(browser: Browser, address: str, *, size: str = "desk") -> Iterator[Page]:
    width, height = SIZES[size]
    context = fresh(browser, viewport={"width": width, "height": height}, color_scheme="light", locale="en-GB")
    page = context.new_page()
    page.asked = []  # type: ignore[attr-defined]
    page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
    page.goto(address)
    page.locator(".st-key-bar").first.wait_for()
    page.wait_for_function(SETTLED)
    yield page
    context.close()


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def step(page: Page, section: str) -> None:
    page.get_by_role("button", name=section, exact=True).click()
    expect(page.locator(".hd-title")).to_contain_text("Project" if section == "Projects" else section)
    page.wait_for_function(SETTLED)


@pytest.mark.smoke
def test_a_whole_huddle_by_keyboard_alone(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("actions")) as page:
        page.get_by_role("button", name="Start huddle").press("Enter")
        expect(page.get_by_role("timer")).to_contain_text("of 15")
        expect(heading(page)).to_have_text("What went well this week? Who do we thank?")
        page.get_by_label("We celebrate").press_sequentially("Night team: nobody fell")
        page.keyboard.press("ArrowRight")
        expect(heading(page)).to_have_text("What went well this week? Who do we thank?"), "typing does not step"
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Next: Figures").press("Enter")
        expect(heading(page)).to_contain_text("What changed")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text("Project 1 of 2")).to_be_visible()
        page.get_by_label("4. What have you learned?").press_sequentially("Bay 2 forgets at 4 am")
        page.get_by_role("button", name="Next project").press("Enter")
        expect(page.get_by_text("Project 2 of 2")).to_be_visible()
        page.keyboard.press("ArrowRight")
        expect(heading(page)).to_contain_text("What is done")
        page.wait_for_function(SETTLED)  # until then the list of the section before stands there too
        page.get_by_label("Add an action").press_sequentially("Ring estates JD Friday")
        expect(page.get_by_text("Enter to add")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.locator(".action .text", has_text="Ring estates")).to_be_visible()
        page.locator(".action input").first.press("Space")
        page.get_by_role("button", name="Next: Send up").press("Enter")
        page.locator(".action").get_by_role("button", name="Send up").first.press("Enter")
        page.keyboard.type("A decision on weekend cover")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Waiting for an answer")).to_be_visible()
        page.keyboard.press("ArrowRight")
        page.get_by_label("Questions and answers").press_sequentially("When do the rails come?")
        page.get_by_role("button", name="Next: Close").press("Enter")
        page.get_by_role("button", name="One more: Nurse", exact=True).press("Enter")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Close the huddle").press("Enter")
        expect(page.locator(".hd-recap")).to_contain_text("Night team: nobody fell")
        recap = page.locator(".hd-recap").inner_text()
    for told in ("2 people (2 nurses)", "Bay 2 forgets at 4 am", "Ring estates", "weekend cover", "rails come"):
        assert told in recap
    kept = own.huddle()
    assert (kept.people, kept.closed_at is None, kept.minutes) == (2, False, 1)


def test_a_huddle_is_started_in_one_touch_from_any_page_and_found_again(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("measures")) as page:
        page.get_by_role("button", name="Start huddle").click()
        expect(page.get_by_role("timer")).to_be_visible()
        page.get_by_role("link", name="Measures").click()
        page.get_by_role("link", name="Huddle now").click()
        expect(page.get_by_role("timer")).to_be_visible()
    assert len([row for row in own.rows(Huddle) if isinstance(row, Huddle) and row.opened_at]) == 1


def test_a_reload_and_a_killed_server_come_back_to_the_section_the_clock_and_every_word(
    browser: Browser, own: Site
) -> None:
    with opened(browser, own.at("huddle")) as page:
        page.get_by_role("button", name="Start the huddle").click()
        step(page, "Questions")
        box = page.get_by_label("Questions and answers")
        box.press_sequentially("Typed, and the ")
        page.reload()
        expect(heading(page)).to_contain_text("Anything on your mind")
        expect(box).to_have_value("Typed, and the ")
        box.press("End")
        own.server.stop()
        box.press_sequentially("power went")
        expect(page.get_by_text("Not connected").first).to_be_visible(timeout=10_000)
        page.get_by_role("button", name="Next: Close").click()
        own.server.start()
        expect(heading(page)).to_contain_text("Who was here", timeout=15_000)
        page.wait_for_timeout(500)
    kept = own.huddle()
    assert (kept.questions, kept.section) == ("Typed, and the power went", "close")


def test_two_people_who_step_at_once_go_one_step(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("huddle")) as one, opened(browser, own.at("huddle")) as two:
        one.get_by_role("button", name="Start the huddle").click()
        expect(one.get_by_role("timer")).to_be_visible()
        two.reload()
        expect(two.get_by_role("timer")).to_be_visible()
        for page in (one, two):
            page.get_by_role("button", name="Next: Figures").click()
        for page in (one, two):
            expect(heading(page)).to_contain_text("What changed")
    assert own.huddle().section == "figures"


@pytest.mark.smoke
def test_the_wall_follows_the_huddle_and_goes_its_own_way_at_its_end(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("huddle")) as page:
        wall = page.context.new_page()
        wall.goto(own.server.where + own.wall)
        wall.wait_for_selector("[data-live][data-state=live]")
        page.get_by_role("button", name="Start the huddle").click()
        page.get_by_label("Show on the wall").check()
        wall.wait_for_selector("[data-follow]", state="attached")
        page.evaluate("() => document.addEventListener('click', () => { window.clicked = Date.now(); }, true)")
        wall.evaluate(
            """() => new MutationObserver(() => {
              const kind = document.querySelector(".vm-page:not([hidden])")?.dataset.kind;
              if (kind !== window.kind) { window.kind = kind; window.at = Date.now(); }
            }).observe(document.body, {subtree: true, childList: true, attributes: true})"""
        )
        for section, kind in (("Actions", "actions"), ("Projects", "measure"), ("Questions", "overview")):
            page.get_by_role("button", name=section, exact=True).click()
            wall.wait_for_function("kind => window.kind === kind", arg=kind, timeout=3000)
            took = wall.evaluate("window.at") - page.evaluate("window.clicked")
            print(f"{section}: the wall shows it after {took} ms")
        page.get_by_role("button", name="Close", exact=True).click()
        page.get_by_role("button", name="Close the huddle").click()
        wall.wait_for_selector("[data-follow]", state="detached")


def test_the_recap_prints_on_one_page_and_copies(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("huddle")) as page:
        page.get_by_role("button", name="Start the huddle").click()
        step(page, "Close")
        page.get_by_label("Notes for those off shift").fill(HOSTILE)
        page.get_by_role("button", name="Close the huddle").click()
        expect(page.locator(".hd-recap")).to_contain_text("*x*")
        assert HOSTILE.strip() in page.locator(".hd-recap").inner_text()
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.get_by_role("button", name="Copy the text").click()
        expect(page.get_by_text("✓ Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.startswith("Huddle: Ward 7A") and "*x*" in copied
        assert not [url for url in page.asked if "//x/" in url]  # type: ignore[attr-defined]
        page.emulate_media(media="print")
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1


def test_a_tick_is_one_touch_on_the_board_is_saved_at_once_and_can_be_undone(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("")) as page:
        began = time.perf_counter()
        with page.expect_response("**/save") as answered:
            page.get_by_role("checkbox", name="Done: ").first.click()
        assert answered.value.ok
        print(f"ticked and saved in {1000 * (time.perf_counter() - began):.0f} ms, playwright's own time included")
        done = [row for row in own.actions() if row.done_on]
        assert len(done) == 1
        expect(page.get_by_text(f"Done: {done[0].text}")).to_be_visible()
        expect(page.locator(".st-key-wall")).to_contain_text("6 open", timeout=5000)
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(page.locator(".st-key-wall")).to_contain_text("7 open", timeout=5000)
        page.wait_for_timeout(600)
    assert not [row for row in own.actions() if row.done_on]


def test_five_lines_typed_in_a_burst_are_five_actions_and_the_caret_stays(browser: Browser, own: Site) -> None:
    before = len(own.actions())
    with opened(browser, own.at("actions")) as page:
        page.get_by_label("Add an action").focus()
        for number in range(5):
            page.keyboard.type(f"Fast {number} JD Fri")
            page.keyboard.press("Enter")
        expect(page.locator(".action .text", has_text="Fast")).to_have_count(5)
        page.keyboard.type("still here")
        expect(page.get_by_label("Add an action")).to_have_value("still here")
    made = sorted(row.text for row in own.actions() if row.text.startswith("Fast"))
    assert made == [f"Fast {number}" for number in range(5)]
    assert len(own.actions()) == before + 5


def test_lines_and_ticks_made_while_the_server_is_gone_are_saved_when_it_is_back(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("actions")) as page:
        expect(page.locator(".action")).to_have_count(7)
        own.server.stop()
        page.locator(".action").first.get_by_role("checkbox").click()
        box = page.get_by_label("Add an action")
        box.press_sequentially("Ring estates JD Friday")
        expect(page.get_by_text("It will be understood when it is saved.")).to_be_visible()
        box.press("Enter")
        box.press_sequentially("half a li")
        expect(page.get_by_text("Waiting to be saved: 2.")).to_be_visible()
        own.server.start()
        back = time.perf_counter()
        expect(page.locator(".action .text", has_text="Ring estates")).to_be_visible(timeout=10_000)
        print(f"saved {time.perf_counter() - back:.1f} s after the return")
        expect(box).to_have_value("half a li")
        expect(box).to_be_focused()
    assert [row.due.isoformat() for row in own.actions() if row.text == "Ring estates" and row.due] == ["2026-11-20"]
    assert len([row for row in own.actions() if row.done_on]) == 1


def test_all_that_can_be_done_with_an_action_is_behind_its_dots_and_goes_by_keyboard(
    browser: Browser, own: Site
) -> None:
    with opened(browser, own.at("actions")) as page:
        line = page.locator(".action").first
        line.get_by_role("button", name="More about").press("Enter")
        what = line.get_by_label("What")
        expect(what).to_be_focused()
        what.fill(HOSTILE)
        what.press("Enter")
        expect(line.get_by_text("✓ Saved").first).to_be_visible()
        line.get_by_label("Comes round").select_option("2")
        line.get_by_role("button", name="Carry over a week").press("Enter")
        line = page.locator(".action", has_text="Carried over once")
        expect(line.locator(".text")).to_have_text(HOSTILE.strip())
        expect(line.locator(".facts")).to_contain_text("Every 2 weeks")
        line.get_by_role("button", name="More about").press("Enter")
        line.get_by_role("button", name="Drop…").press("Enter")
        page.keyboard.type("7B lent us theirs")
        page.keyboard.press("Enter")
        dropped = page.locator(".part.dropped .action")
        expect(dropped).to_contain_text("7B lent us theirs")
        dropped.get_by_role("button", name="Put back").press("Enter")
        expect(dropped).to_have_count(0)
        assert not [url for url in page.asked if "//x/" in url]  # type: ignore[attr-defined]


def test_next_stands_in_one_place_whatever_the_section_and_the_number_of_projects_stays(
    browser: Browser, own: Site
) -> None:
    with opened(browser, own.at("huddle")) as page:
        page.get_by_role("button", name="Start the huddle").click()
        expect(page.get_by_role("timer")).to_be_visible()
        onwards, places = page.locator(".steps .next"), set()
        for number in range(7):
            page.wait_for_function(SETTLED)
            box = onwards.bounding_box()
            assert box is not None
            places.add((box["x"], box["y"], box["width"], box["height"]))
            if number == 2:
                expect(page.get_by_text("Project 1 of 2")).to_be_visible()
                page.get_by_label("4. What have you learned?").fill("Bay 2 forgets")
                page.get_by_role("button", name="Stop", exact=True).click()
                expect(page.get_by_role("dialog").get_by_role("textbox")).to_have_value("Bay 2 forgets")
                page.keyboard.press("Escape")
                expect(page.get_by_role("dialog")).to_have_count(0)
                page.get_by_role("button", name="Stop", exact=True).click()
                page.keyboard.press("Enter")
                expect(page.get_by_text("Project 1 of 2 · Stopped")).to_be_visible()
            onwards.click()
            if number == 2:
                expect(page.get_by_text("Project 2 of 2")).to_be_visible()
        assert len(places) == 1


UNDRAWN = """of => {
  const places = [...document.querySelectorAll(of + " *")].flatMap(e => [e, e.shadowRoot || []].flat());
  const drawn = places.filter(e => e.__vmboard).map(e => e.__vmboard);
  return Promise.all(drawn.map(part => part.then(own => own.leave()))).then(gone => gone.length);
}"""


def test_a_section_pressed_before_all_of_the_page_is_drawn_comes(browser: Browser, own: Site) -> None:
    """The steps at the foot come last: on a slow computer the rail stood at Figures, and the page at Celebrate."""
    with opened(browser, own.at("huddle")) as page:
        page.get_by_role("button", name="Start the huddle").click()
        page.locator(".steps .next").wait_for()
        page.wait_for_function(SETTLED)
        assert page.evaluate(UNDRAWN, ".st-key-hd_steps") == 1
        step(page, "Figures")


def test_a_double_press_takes_one_step_and_closes_nothing(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("huddle")) as page:
        page.get_by_role("button", name="Start the huddle").click()
        expect(page.get_by_role("timer")).to_be_visible()
        page.locator(".steps .next").dblclick()
        expect(heading(page)).to_contain_text("What changed")
        step(page, "Questions")
        page.get_by_role("button", name="Next: Close").dblclick()
        expect(page.locator(".hd-title")).to_contain_text("Close")
        page.wait_for_function(SETTLED)
        assert own.huddle().closed_at is None


def test_a_second_screen_hears_of_a_step_and_of_the_close_and_its_late_word_is_asked_about(
    browser: Browser, own: Site
) -> None:
    with opened(browser, own.at("huddle")) as one, opened(browser, own.at("huddle")) as two:
        one.get_by_role("button", name="Start the huddle").click()
        expect(one.get_by_role("timer")).to_be_visible()
        two.reload()
        expect(two.get_by_role("timer")).to_be_visible()
        two.evaluate("""() => new MutationObserver(() => {
          const told = document.querySelector("h1, .hd-recap h2")?.textContent;
          if (told !== window.told) { window.told = told; window.at = Date.now(); }
        }).observe(document.body, {subtree: true, childList: true, characterData: true})""")
        one.evaluate("() => document.addEventListener('click', () => { window.clicked = Date.now(); }, true)")
        step(one, "Questions")
        expect(heading(two)).to_contain_text("Anything on your mind")
        print(f"a step is heard of after {two.evaluate('window.at') - one.evaluate('window.clicked')} ms")
        step(one, "Close")
        expect(heading(two)).to_contain_text("Who was here")
        two.get_by_label("Notes for those off shift").press_sequentially("The porter is back", delay=10)
        one.get_by_role("button", name="Close the huddle").click()
        asked = two.get_by_text("The huddle was closed while you typed.")
        expect(asked).to_be_visible()
        print(f"the close is heard of after {two.evaluate('window.at') - one.evaluate('window.clicked')} ms")
        expect(two.locator(".hd-recap")).not_to_contain_text("porter")
        two.get_by_role("button", name="Add it", exact=True).click()
        expect(two.locator(".hd-recap")).to_contain_text("The porter is back (Someone on this computer, after the")
        expect(asked).to_have_count(0)
    assert own.huddle().closed_at is not None


def test_start_huddle_after_the_close_asks_and_clears_nothing(browser: Browser, own: Site) -> None:
    with opened(browser, own.at("huddle")) as page:
        page.get_by_role("button", name="Start the huddle").click()
        page.get_by_label("We celebrate").fill("A quiet night")
        step(page, "Close")
        page.get_by_label("Minutes").fill("20")
        page.get_by_role("button", name="Close the huddle").click()
        expect(page.locator(".hd-recap")).to_contain_text("A quiet night")
        closed = own.huddle()
        page.get_by_role("link", name="Measures").click()
        page.get_by_role("button", name="Start huddle").click()
        expect(page.get_by_text("Today’s huddle is closed.")).to_be_visible()
        kept = own.huddle()
        assert (kept.closed_at, kept.minutes, kept.celebration) == (closed.closed_at, 20, "A quiet night")
        page.get_by_role("button", name="Add to it").click()
        page.get_by_label("Add to the recap").fill("The rails come on Monday")
        page.get_by_role("button", name="Add it").click()
        expect(page.locator(".hd-recap")).to_contain_text("The rails come on Monday (")
        mail = page.get_by_role("link", name="E-mail it").first.get_attribute("href") or ""
        assert mail.startswith("mailto:") and "A%20quiet%20night" in mail and len(mail) < 2048
        page.reload()
        page.get_by_role("button", name="Start another").click()
        expect(heading(page)).to_have_text("What went well this week? Who do we thank?")
        expect(page.get_by_label("We celebrate")).to_have_value("A quiet night")
