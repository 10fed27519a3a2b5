"""A door in a hand and on a wall, counted: an answer is one touch after the scan, an idea three at most, and one takes
it in."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from db.seeds.demo_doors import QUESTION, WARD
from tests.ui.audit import opened
from tests.ui.conftest import Serve, Server
from tests.ui.test_counted_actions_in_a_browser import begin
from tests.ui.test_counted_actions_in_a_browser import counted as counted_here
from vmboard.commands.displays import add_display
from vmboard.domain.access.actor import DEMO
from vmboard.domain.words import Face
from vmboard.store.engine import engine_for, reading, transaction
from vmboard.store.tables import Door, PulseCount, PulseWords, Team, TrayItem, Voice

pytestmark = pytest.mark.browser
SLUG, PHONE, SMALL = "sleep-service", {"width": 390, "height": 844}, {"width": 320, "height": 568}
IDEA = "A lamp that can be dimmed in room 2"
COUNTER = """addEventListener("click", event => event.isTrusted && event.detail
  && sessionStorage.setItem("touches", Number(sessionStorage.getItem("touches")) + 1), true);"""
"""What is sent loads a page: the count has to outlive it."""
TARGETS = """() => [...document.querySelectorAll('button, a, textarea')].map(one => one.getBoundingClientRect())
  .filter(box => box.width < 44 || box.height < 44).length"""


@pytest.fixture(scope="module")
def site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    path = tmp_path_factory.mktemp("doors") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return serve(f"sqlite:///{path}")


def asked(site: Server, question):  # type: ignore[no-untyped-def]
    with reading(engine_for(site.env["VMBOARD_DATABASE_URL"])) as session:
        return question(session)


def door(site: Server, face: Face) -> str:
    mine = select(Door.link_token).join(Team, Team.id == Door.team_id).where(Team.name == WARD, Door.face == face)
    return f"{site.where}/door/{asked(site, lambda session: session.scalars(mine).one())}"


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, has_touch=True)  # type: ignore[arg-type]
    context.add_init_script(COUNTER)
    yield context.new_page()
    context.close()


def touches(page: Page) -> int:
    return int(page.evaluate("Number(sessionStorage.getItem('touches'))"))


def test_an_answer_is_one_touch_after_the_scan(phone: Page, site: Server) -> None:
    before = asked(site, lambda session: sum(session.scalars(select(PulseCount.answers))))
    phone.goto(door(site, Face.STAFF))
    phone.get_by_role("button", name=f"Yes: {QUESTION}").click()
    expect(phone.get_by_role("status")).to_have_text("Counted. Thank you.")
    assert touches(phone) == 1
    expect(phone.get_by_role("button", name="Yes", exact=False)).to_have_count(0)
    assert asked(site, lambda session: sum(session.scalars(select(PulseCount.answers)))) == before + 1


def test_words_beside_the_pulse_are_two_touches_and_are_asked_for_once(phone: Page, site: Server) -> None:
    phone.goto(door(site, Face.STAFF))
    box = phone.get_by_label("Anything to add about your week?")
    box.click()
    phone.keyboard.type("Nights were long, and we laughed")
    phone.get_by_role("button", name="Add these words").click()
    expect(phone.get_by_role("status")).to_have_text("Your words wait for the end of the week. Thank you.")
    assert touches(phone) == 2
    expect(box).to_have_count(0)
    mine = select(PulseWords.told).where(PulseWords.words.like("Nights%"))
    assert asked(site, lambda session: list(session.scalars(mine))) == [False]


def test_an_idea_is_three_at_most_and_taken_in_at_one_press(phone: Page, browser: Browser, site: Server) -> None:
    phone.goto(door(site, Face.PUBLIC))
    phone.get_by_role("textbox").click()
    phone.keyboard.type(IDEA)
    phone.get_by_role("button", name="Send as an idea").click()
    expect(phone.get_by_role("status")).to_contain_text("waits for the team")
    assert touches(phone) + len(["words"]) <= 3
    number = asked(site, lambda session: session.scalars(select(TrayItem.id).where(TrayItem.words == IDEA)).one())
    with opened(browser, f"{site.where}/tray?team={SLUG}") as page:
        accept = page.locator(f".st-key-accept_{number} button")
        begin(page, accept)
        page.keyboard.press("Enter")
        expect(page.get_by_text("It is a card among the ideas.")).to_be_visible()
        assert counted_here(page) == ["Enter"]
    assert asked(site, lambda session: session.scalars(select(Voice.face).where(Voice.words == IDEA)).one()) is (
        Face.PUBLIC
    )


@pytest.mark.parametrize("face", Face)
def test_everyone_can_use_a_door_with_a_thumb_by_keyboard_and_by_ear(phone: Page, site: Server, face: Face) -> None:
    for theme in ("light", "dark"):
        phone.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        for size in (PHONE, SMALL):
            phone.set_viewport_size(size)  # type: ignore[arg-type]
            for path in ("", "/paper"):
                phone.goto(door(site, face) + path)
                found = Axe().run(phone).response["violations"]
                assert not found, json.dumps([(one["id"], one["nodes"][0]["html"]) for one in found])[:600]
                assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} scrolls sideways"
                assert phone.evaluate(TARGETS) == 0
                expect(phone.locator("main + footer .ui-help")).to_be_visible()
    phone.goto(door(site, Face.STAFF) + "?did=idea")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.matches('button, textarea, a')")


def test_the_wall_draws_the_code_of_its_door(browser: Browser, site: Server) -> None:
    with transaction(engine_for(site.env["VMBOARD_DATABASE_URL"])) as session:
        team_id = session.scalars(select(Team.id).where(Team.slug == SLUG)).one()
        _, token = add_display(session, DEMO, team_id, name="By the door", place="")
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.goto(f"{site.where}/d/{token}")
    codes = page.locator(".vm-qr")
    expect(codes).not_to_have_count(0)
    drawn = "() => [...document.querySelectorAll('.vm-qr')].every(one => one.complete && one.naturalWidth > 0)"
    page.wait_for_function(drawn)
    address = codes.first.evaluate("one => one.src")
    assert address == door(site, Face.STAFF) + "/code"
    context.close()
