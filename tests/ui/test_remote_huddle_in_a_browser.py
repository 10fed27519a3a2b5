"""A huddle without a room: three browsers, far apart, at one huddle. Two keep the board, a coach sits in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.rooms import fresh
from tests.ui.audit import faults, settle
from tests.ui.conftest import NURSE, TEAM, Serve, Server, make_ward
from vmboard.commands import accounts, teams
from vmboard.domain.words import Role
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser

CALL = "https://call.example.org/ward-7a"
PASSWORD = "trolley bay lantern"
PEOPLE = {"Jo Douglas": Role.LEAD, "Ann Bell": Role.LEAD, "Isla Grant": Role.COACH}


@pytest.fixture(scope="module")
def site(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("remote") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    team_id = make_ward(engine_for(url))
    with transaction(engine_for(url)) as session:
        teams.change_team(session, NURSE, team_id, call_link=CALL)
        for name, role in PEOPLE.items():
            account = accounts.add_account(session, NURSE, name=name, email=email(name), password=PASSWORD)
            accounts.grant(session, NURSE, team_id, account.id, role=role)
    dispose(url)
    yield serve(url)


def email(name: str) -> str:
    return f"{name.partition(' ')[0].lower()}@nhs.scot"


@contextmanager
def sitting(browser: Browser, site: Server, name: str) -> Iterator[Page]:
    """A browser of this person's own, at the huddle."""
    context = fresh(browser, viewport={"width": 1024, "height": 768}, color_scheme="light", locale="en-GB")
    page = context.new_page()
    page.goto(f"{site.where}/huddle{TEAM}")
    page.get_by_label("E-mail").fill(email(name))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator(".st-key-bar").wait_for()
    settle(page)
    yield page
    context.close()


def begin(page: Page) -> None:
    """A huddle at its first section: today's, whoever began it."""
    if page.get_by_role("timer").count() == 0:
        page.get_by_role("button", name="Start the huddle").click()
    page.get_by_role("timer").wait_for()
    page.get_by_role("button", name="Celebrate", exact=True).click()
    expect(heading(page)).to_contain_text("What went well")
    settle(page)


def here(page: Page) -> Locator:
    return page.get_by_role("list", name="Here now").get_by_role("listitem")


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def test_all_move_together_see_who_is_here_and_one_hand_and_a_coach_reads(browser: Browser, site: Server) -> None:
    with sitting(browser, site, "Jo Douglas") as jo:
        jo.get_by_role("button", name="Start the huddle").click()
        expect(jo.get_by_role("timer")).to_be_visible()
        call = jo.get_by_role("link", name="Join the call")
        expect(call).to_have_attribute("href", CALL)
        expect(call).to_have_attribute("rel", "noopener noreferrer")
        expect(jo.get_by_role("button", name="Raise my hand")).to_be_hidden()  # alone there is nobody to see it
        with sitting(browser, site, "Ann Bell") as ann, sitting(browser, site, "Isla Grant") as coach:
            for page in (jo, ann, coach):
                expect(here(page)).to_contain_text(["AB", "Coach", "JD"])

            jo.get_by_role("button", name="Figures", exact=True).click()
            for page in (ann, coach):
                expect(heading(page)).to_contain_text("What changed", timeout=3_000)

            ann.get_by_role("button", name="Raise my hand").click()
            expect(jo.get_by_text("AB would like to speak")).to_be_visible(timeout=3_000)
            expect(ann.get_by_text("You speak next")).to_be_visible()
            coach.get_by_role("button", name="Raise my hand").click()
            expect(coach.get_by_text("AB would like to speak. Your hand is up too")).to_be_visible()
            expect(coach.get_by_role("button", name="Lower AB’s hand")).to_be_hidden()
            jo.get_by_role("button", name="Lower AB’s hand").click()
            expect(jo.get_by_text("Coach would like to speak")).to_be_visible()
            expect(ann.get_by_role("button", name="Raise my hand")).to_be_visible()
            coach.get_by_role("button", name="Lower my hand").click()
            expect(jo.get_by_text("would like to speak")).to_be_hidden()

            expect(coach.get_by_role("button", name="Projects", exact=True)).to_be_disabled()
            expect(coach.get_by_role("button", name="Next")).to_be_disabled()
            coach.keyboard.press("ArrowRight")
            coach.wait_for_timeout(1_500)
            for page in (jo, coach):
                expect(heading(page)).to_contain_text("What changed")
            assert faults(ann) == []
            for page in (ann, coach):
                page.goto("about:blank")
            expect(here(jo)).to_have_count(0, timeout=3_000)  # a page that is left says so as it goes


def test_what_one_agrees_stands_before_the_others_and_what_they_type_stays(browser: Browser, site: Server) -> None:
    with sitting(browser, site, "Jo Douglas") as jo:
        begin(jo)
        with sitting(browser, site, "Ann Bell") as ann:
            type_while_one_agrees(jo, ann)


def test_whom_one_thanks_is_marked_at_the_press_and_no_longer_at_the_next(browser: Browser, site: Server) -> None:
    with sitting(browser, site, "Jo Douglas") as jo:
        begin(jo)
        morag = jo.get_by_role("button", name="MK, Morag Kerr")
        ground = morag.evaluate("one => getComputedStyle(one).backgroundColor")
        morag.click()
        expect(morag).to_have_attribute("aria-pressed", "true")
        assert morag.evaluate("one => getComputedStyle(one).backgroundColor") != ground
        morag.click()
        expect(morag).to_have_attribute("aria-pressed", "false")


def type_while_one_agrees(jo: Page, ann: Page) -> None:
    for page in (jo, ann):
        expect(here(page)).to_contain_text(["AB", "JD"])
    typed = ann.get_by_label("We celebrate")
    typed.click()
    typed.press_sequentially("A quieter ni")
    jo.get_by_label("Add an action").fill("Call the lab Friday")
    jo.keyboard.press("Enter")
    expect(ann.get_by_text("Call the lab")).to_be_visible(timeout=6_000)
    expect(typed).to_be_focused()
    typed.press_sequentially("ght")
    expect(typed).to_have_value("A quieter night")


def test_on_a_phone_that_is_cut_off_one_still_goes_on(browser: Browser, site: Server) -> None:
    with sitting(browser, site, "Jo Douglas") as jo:
        begin(jo)
        jo.set_viewport_size({"width": 390, "height": 844})
        jo.context.set_offline(True)
        jo.get_by_label("Add an action").fill("Ask the porters Friday")
        jo.keyboard.press("Enter")
        expect(jo.get_by_text("Not connected.")).to_be_visible()
        jo.get_by_role("button", name="Next").click(timeout=3_000)
        expect(jo.get_by_text("Waiting to be saved: 2.")).to_be_visible()
        jo.context.set_offline(False)
        expect(heading(jo)).to_contain_text("What changed")


def test_what_one_types_stays_under_the_hand_while_another_changes_the_box_beside_it(
    browser: Browser, site: Server
) -> None:
    with sitting(browser, site, "Jo Douglas") as jo:
        begin(jo)
        with sitting(browser, site, "Ann Bell") as ann:
            jo.get_by_role("button", name="Close", exact=True).click()
            notes = ann.get_by_label("Notes for those off shift")
            notes.click()
            jo.get_by_label("Minutes").fill("12")
            jo.keyboard.press("Tab")
            expect(ann.get_by_label("Minutes")).to_have_value("12", timeout=6_000)
            expect(notes).to_be_focused()
            ann.keyboard.type("Bay 2 is quieter")
            expect(notes).to_have_value("Bay 2 is quieter")
