"""The drawn boxes of the board can be pressed, by hand and by key, and taken back where the eye is."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from tests.ui.audit import DRAWN, opened, settle
from tests.ui.conftest import TEAM, Serve, Server
from vmboard.store.engine import engine_for, reading
from vmboard.store.tables import Action, History

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def database(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ticks") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def site(serve: Serve, database: str) -> Server:
    return serve(database)


def done(database: str, words: str) -> bool:
    with reading(engine_for(database)) as session:
        return session.scalars(select(Action).where(Action.text == words)).one().done_on is not None


def test_the_drawn_box_ticks_by_key_and_undo_stands_beside_it(browser: Browser, site: Server, database: str) -> None:
    with opened(browser, f"{site.where}/{TEAM}") as page:
        settle(page)
        box = page.get_by_role("checkbox").first
        drawn = page.locator(".vm-wall [data-action] .vm-box").first.bounding_box()
        real, words = box.bounding_box(), (box.get_attribute("aria-label") or "").removeprefix("Done: ")
        assert drawn and real and words
        assert real["x"] <= drawn["x"] and real["y"] <= drawn["y"], "it lies over the drawn one"
        assert real["x"] + real["width"] >= drawn["x"] + drawn["width"] and real["width"] >= 24
        box.focus()
        page.evaluate("document.querySelector('.vm-wall').classList.toggle('drawn-anew')")
        page.evaluate(DRAWN)
        expect(box).to_be_focused()
        page.keyboard.press("Space")
        expect(page.get_by_role("status").filter(has_text=f"Done: {words}")).to_be_visible()
        expect(page.locator(".vm-wall").get_by_text(words)).to_have_count(0)
        assert done(database, words)
        undo = page.get_by_role("button", name="Undo", exact=True)
        expect(undo).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".vm-wall").get_by_text(words)).to_have_count(1)
        assert not done(database, words)
        with reading(engine_for(database)) as session:
            verbs = session.scalars(select(History.verb).order_by(History.at.desc()).limit(2)).all()
        assert set(verbs) == {"complete action", "reopen action"}


def test_the_list_below_does_not_repeat_what_is_drawn(browser: Browser, site: Server) -> None:
    with opened(browser, f"{site.where}/{TEAM}") as page:
        words = page.get_by_role("checkbox").first.get_attribute("aria-label") or ""
        expect(page.get_by_role("checkbox", name=words)).to_have_count(1)
        expect(page.get_by_label("Add an action")).to_be_visible()
        expect(page.locator(".part.open .action")).to_have_count(0)
        expect(page.get_by_role("link", name="Change, send up or drop an action")).to_be_visible()
