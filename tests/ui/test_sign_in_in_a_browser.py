"""From the first administrator to a nurse at the desk: signing in as people do it, on a real server."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.rooms import fresh
from tests.ui.audit import SIZES, faults, problems
from tests.ui.conftest import Serve, Server, make_ward
from vmboard.commands import accounts
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import Role
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser

EMAIL, PASSWORD, PIN = "jo.douglas@nhs.scot", "trolley bay lantern", "482916"
ADMIN = Actor("Administrator", person=APP)


@pytest.fixture(scope="module")
def site(serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with one ward and one administrator: from then on everyone signs in."""
    path = tmp_path_factory.mktemp("signing") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    team_id = make_ward(engine_for(url))
    make_ward(engine_for(url), "Ward 9")
    with transaction(engine_for(url)) as session:
        jo = accounts.add_account(
            session, ADMIN, name="Jo Douglas", email=EMAIL, password=PASSWORD, is_administrator=True
        )
        accounts.grant(session, ADMIN, team_id, jo.id, role=Role.LEAD)
    dispose(url)
    made = serve(url)
    yield made
    made.stop()


@pytest.fixture
def room(browser: Browser) -> Iterator[BrowserContext]:
    made = fresh(browser, locale="en-GB", viewport={"width": 1024, "height": 768}, has_touch=True)
    yield made
    made.close()


def sign_in(page: Page, where: str) -> None:
    page.goto(where)
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_a_password_may_be_pasted_and_shown_while_it_is_typed_and_is_sent_as_one(
    site: Server, room: BrowserContext
) -> None:
    page = room.new_page()
    page.goto(site.where)
    secret = page.get_by_label("Password")
    secret.focus()
    page.keyboard.insert_text(PASSWORD)  # as a paste, or a password manager, puts it there
    page.get_by_role("button", name="Show what I type").click()
    expect(secret).to_have_attribute("type", "text")
    expect(secret).to_have_value(PASSWORD)
    page.get_by_role("button", name="Hide what I type").click()
    expect(secret).to_have_attribute("type", "password")
    assert problems(page) == []


@pytest.mark.smoke
def test_a_link_leads_through_the_entrance_to_the_page_that_was_meant(site: Server, room: BrowserContext) -> None:
    page = room.new_page()
    sign_in(page, f"{site.where}/measures?team=ward-7a")
    expect(page.get_by_role("heading", name="Measures")).to_be_visible(timeout=15_000)
    assert page.url == f"{site.where}/measures?team=ward-7a"
    page.get_by_role("button", name="All teams").click()
    expect(page.locator(".st-key-bar_all_me")).to_contain_text("Jo Douglas")


def test_the_lead_lets_the_desk_in_and_a_nurse_signs_in_with_eight_touches(site: Server, room: BrowserContext) -> None:
    page = room.new_page()
    sign_in(page, f"{site.where}/access?team=ward-7a")
    new = page.get_by_label("New PIN")
    new.focus()
    page.keyboard.insert_text(PIN)  # pasted
    page.locator(".st-key-new_pin button").click()
    expect(new).to_have_attribute("type", "text")
    expect(new).to_have_value(PIN)
    page.get_by_role("button", name="Set the PIN").click()
    expect(page.get_by_text("The new PIN counts from now on.")).to_be_visible()
    page.goto(f"{site.where}/sign-in/computer?team=ward-7a")
    page.get_by_label("What is this computer called?").fill("PC by the desk")
    page.get_by_role("button", name="Let this computer in").click()
    expect(page.get_by_text("PC by the desk")).to_be_visible(timeout=15_000)
    page.goto(f"{site.where}/sign-out")
    expect(page.get_by_text("Who are you?")).to_be_visible()
    page.locator(".person:has-text('Jamie Drummond')").tap()
    pin = page.locator("#pin")
    pin.focus()
    page.keyboard.insert_text("000000")
    page.get_by_role("button", name="Show what I type").click()
    expect(pin).to_have_attribute("type", "text")
    page.locator("button[type=submit]").tap()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("radio", name="Jamie Drummond")).to_be_checked()  # asked once
    touches = 0

    def touch(what: str) -> None:
        nonlocal touches
        touches += 1
        page.locator(what).tap()

    touch(".person:has-text('Morag Kerr')")
    for digit in PIN:
        touch(f"[data-key='{digit}']")
    touch("button[type=submit]")
    expect(page.locator(".vm-header")).to_contain_text("Ward 7A", timeout=15_000)
    assert touches <= 8
    expect(page.locator(".st-key-bar_right")).to_contain_text("MK")
    page.goto(f"{site.where}/board?team=ward-9")
    expect(page.locator(".st-key-bar")).to_contain_text("Ward 7A", timeout=15_000)
    assert page.get_by_text("Ward 9").count() == 0, "another ward is not even named"


def test_the_name_on_the_pages_of_all_teams_leads_to_devices_and_password(site: Server, room: BrowserContext) -> None:
    page = room.new_page()
    sign_in(page, f"{site.where}/round")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Good ")
    page.locator(".st-key-bar_right").get_by_text("Jo Douglas").click()
    expect(page.get_by_role("heading", name="Where you are signed in")).to_be_visible()
    expect(page.locator(".st-key-bar")).to_contain_text("Morning round")
    assert faults(page) == []
    page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_label("The one you have now").fill("not mine at all")
    page.get_by_label("The new one").fill("kettle garden seven")
    page.get_by_role("button", name="Change it").click()
    expect(page.get_by_text("That is not the password you have now.")).to_be_visible()
    page.locator(".st-key-bar").get_by_role("link", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert room.pages == [page], "the page itself is left, not hidden behind a new tab"


def test_who_signs_out_elsewhere_is_out_on_the_page_that_is_still_open(site: Server, room: BrowserContext) -> None:
    page = room.new_page()
    sign_in(page, f"{site.where}/team?team=ward-7a")
    vision = page.get_by_label("Vision: what good looks like")
    expect(vision).to_be_visible(timeout=15_000)
    other = room.new_page()
    other.goto(f"{site.where}/sign-out")
    expect(other.get_by_label("E-mail").or_(other.get_by_text("Who are you?"))).to_be_visible()
    vision.fill("Typed after signing out")
    vision.blur()
    expect(page.get_by_text("what you typed is kept", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Projects").click()
    expect(page.get_by_role("heading", name="You were signed out")).to_be_visible(timeout=10_000)


def test_a_stolen_session_id_opens_nothing(site: Server, room: BrowserContext, browser: Browser) -> None:
    """Streamlit hands a session to whoever names its id; here the socket itself is behind the sign-in."""
    page = room.new_page()
    sockets: list[str] = []
    page.on("websocket", lambda socket: sockets.append(socket.url))
    sign_in(page, f"{site.where}/team?team=ward-7a")
    expect(page.get_by_label("Vision: what good looks like")).to_be_visible(timeout=15_000)
    assert sockets
    thief = browser.new_context().new_page()
    thief.goto(f"{site.where}/sign-in")
    answer = thief.evaluate(
        """address => new Promise(done => { const s = new WebSocket(address, ["streamlit", "PLACEHOLDER", "0"]);
        s.onopen = () => done("open"); s.onerror = () => done("refused"); })""",
        sockets[0],
    )
    assert answer == "refused"
    thief.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["sign-in?own=1", "sign-in/first", "pair"])
def test_the_entrance_fits_every_screen_and_everyone_can_use_it(
    site: Server, browser: Browser, path: str, scheme: str
) -> None:
    for width, height in SIZES.values():
        room = fresh(browser, viewport={"width": width, "height": height}, color_scheme=scheme)
        page = room.new_page()
        page.goto(f"{site.where}/{path}")
        assert problems(page) == []
        assert path == "pair" or page.locator("main + footer .ui-help").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        room.close()
