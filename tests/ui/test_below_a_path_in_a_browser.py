"""The app below a path, behind a real proxy: a ward signs in, types, pairs a screen and sees its wall."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.front_proxy import Front
from tests.ui.conftest import NURSE, Serve, Server, make_ward
from vmboard.commands import accounts
from vmboard.commands.displays import add_display
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import Role
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser

BELOW = "/vmboard"
EMAIL, PASSWORD = "jo.douglas@nhs.scot", "trolley bay lantern"


@pytest.fixture(scope="module")
def wall() -> list[str]:
    """The secret of a screen's link, once there is one."""
    return []


@pytest.fixture(scope="module")
def site(
    serve: Serve, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory, wall: list[str]
) -> Iterator[Server]:
    path = tmp_path_factory.mktemp("below") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    team_id = make_ward(engine_for(url))
    with transaction(engine_for(url)) as session:
        admin = Actor("Administrator", person=APP)
        jo = accounts.add_account(session, admin, name="Jo Douglas", email=EMAIL, password=PASSWORD)
        accounts.grant(session, admin, team_id, jo.id, role=Role.LEAD)
        wall.append(add_display(session, NURSE, team_id, name="Corridor")[1])
    dispose(url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VMBOARD_BASE_PATH", BELOW)
        patch.setenv("VMBOARD_TRUSTED_PROXIES", "127.0.0.1")
        made = serve(url, "uvicorn", cold=True)
    yield made
    made.stop()


@pytest.fixture(params=["", BELOW], ids=["passed on", "stripped"])
def front(site: Server, request: pytest.FixtureRequest) -> Iterator[Front]:
    with Front(site.port, strips=request.param) as made:
        yield made


def test_a_ward_works_below_the_path(browser: Browser, front: Front, wall: list[str]) -> None:
    root, failed = f"{front.where}{BELOW}/", []
    room = browser.new_context(viewport={"width": 1440, "height": 900})
    page = room.new_page()
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{root}week?team=ward-7a")
    assert page.url.startswith(f"{root}sign-in?next=")
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    box = page.get_by_label("Falls", exact=True).first
    expect(box).to_be_visible(timeout=60_000)
    assert page.url == f"{root}week?team=ward-7a"
    box.fill("3")
    box.press("Enter")
    expect(page.get_by_text("saved", exact=False).first).to_be_visible()
    kept = room.cookies()
    assert {one["path"] for one in kept if one["name"].startswith("vmboard_")} == {f"{BELOW}/"}

    page.get_by_role("link", name="Board", exact=True).click()
    expect(page.locator(".vm-header")).to_contain_text("Ward 7A")
    assert page.url.startswith(root)

    screen = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    screen.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    with screen.expect_response(re.compile(f"{root}d/[^/]+/events")) as feed:
        screen.goto(f"{root}d/{wall[0]}")
    assert feed.value.status == 200
    expect(screen.locator(".vm-header")).to_contain_text("Ward 7A")
    expect(screen.locator("[data-live]").first).to_contain_text("Live")
    assert screen.evaluate("getComputedStyle(document.querySelector('.vm-tile')).fontFamily").count("Atkinson")

    assert failed == [], "Streamlit's page is told where its server is, and looks nowhere else"

    screen.goto(f"{root}pair")
    code = screen.locator("#code")
    expect(code).to_have_text(re.compile(r"^[A-Z2-9]{3} [A-Z2-9]{3}$"))
    page.goto(f"{root}screens?team=ward-7a")
    expect(page.get_by_text(f"{root}pair")).to_be_visible(timeout=60_000)
    page.get_by_role("textbox", name="Name", exact=True).fill(f"Desk {front.strips.decode() or 'other'}")
    page.get_by_label("Code, if it shows one").fill(code.inner_text())
    page.get_by_role("button", name="Add a screen").click()
    expect(screen.locator(".vm-header")).to_contain_text("Ward 7A", timeout=60_000)
    assert screen.url.startswith(f"{root}d/")
    page.goto(f"{root}sign-out")
    expect(page.get_by_label("Password")).to_be_visible()
    screen.context.close()
    room.close()


def test_a_proxy_that_knows_no_sockets_is_told_of_and_walls_go_on(
    browser: Browser, site: Server, wall: list[str]
) -> None:
    with Front(site.port, sockets=False) as front:
        root = f"{front.where}{BELOW}/"
        room = browser.new_context(viewport={"width": 1024, "height": 768})
        page = room.new_page()
        page.goto(f"{root}sign-in")
        page.get_by_label("E-mail").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text("This page cannot connect", timeout=60_000)
        expect(alert).to_contain_text(f"{root.replace('http', 'ws')}_stcore/stream")
        screen = room.new_page()
        screen.goto(f"{root}d/{wall[0]}")
        expect(screen.locator(".vm-header")).to_contain_text("Ward 7A")
        expect(screen.locator("[data-live]").first).to_contain_text("Live")
        front.sockets = True
        expect(page.locator(".st-key-bar")).to_be_visible(timeout=60_000)
        expect(page.get_by_text("This page cannot connect")).to_have_count(0)
        room.close()
