"""A television without a keyboard is let in from the Screens page, by the code that it shows."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.audit import opened
from tests.ui.conftest import NURSE, Serve, make_ward
from vmboard.commands.displays import add_display
from vmboard.store.engine import dispose, engine_for, transaction

pytestmark = pytest.mark.browser


def test_the_code_on_the_screen_opens_the_teams_wall_on_it(
    browser: Browser, serve: Serve, empty_sqlite: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    make_ward(engine_for(url))
    dispose(url)
    site = serve(url)
    television = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    television.goto(f"{site.where}/pair")
    code = television.locator("#code")
    expect(code).to_have_text(re.compile(r"^[A-Z2-9]{3} [A-Z2-9]{3}$"))
    assert code.bounding_box()["height"] > 180, "read from the door"
    with opened(browser, f"{site.where}/screens?team=ward-7a") as desk:
        desk.get_by_label("Name").fill("Corridor")
        desk.get_by_label("Code, if it shows one").fill(code.inner_text().lower())
        desk.get_by_role("button", name="Add a screen").click()
        expect(desk.get_by_text("“Corridor” opens the board now.")).to_be_visible()
    expect(television.locator(".vm-header")).to_contain_text("Ward 7A", timeout=6_000)
    assert "/d/" in television.url
    television.context.close()
    site.stop()


def test_a_dark_wall_shows_a_code_and_renew_takes_it(
    browser: Browser, serve: Serve, empty_sqlite: Path, tmp_path: Path
) -> None:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    team_id = make_ward(engine_for(url))
    with transaction(engine_for(url)) as session:
        _, token = add_display(session, NURSE, team_id, name="Corridor")
    dispose(url)
    site = serve(url)
    television = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    television.goto(f"{site.where}/d/{token}")
    expect(television.locator(".vm-header")).to_contain_text("Ward 7A")
    with opened(browser, f"{site.where}/screens?team=ward-7a") as desk:
        desk.get_by_role("button", name="Renew link").click()
        desk.get_by_role("button", name="Yes, make a new link").click()
        code = television.locator("#code")
        expect(code).to_have_text(re.compile(r"^[A-Z2-9]{3} [A-Z2-9]{3}$"), timeout=12_000)
        assert code.bounding_box()["height"] > 120, "read from the door"
        desk.get_by_role("button", name="Renew link").click()
        desk.get_by_label("Code on the dark screen").fill(code.inner_text())
        desk.get_by_role("button", name="Yes, make a new link").click()
        expect(desk.get_by_text("“Corridor” opens the board now.")).to_be_visible()
        expect(desk.get_by_role("button", name="Renew link")).to_have_count(1)
    expect(television.locator(".vm-header")).to_contain_text("Ward 7A", timeout=6_000)
    assert token not in television.url
    television.context.close()
    site.stop()
