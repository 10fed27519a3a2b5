"""Organisation, learning and a story in a real browser: every size, light and dark, the boxes, one sheet of paper."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from tests.conftest import TODAY
from tests.ui.audit import SETTLED
from tests.ui.conftest import NURSE, Serve, Server
from vmboard.commands import learning
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import Story, Team

pytestmark = pytest.mark.browser

PARAGRAPH = "Every two hours somebody asks about pain, toilet, drink and reach, at night too. "
PAGES = (
    "/organisation", "/organisation?show=measures&measure=would_recommend", "/organisation?show=waves",
    "/organisation?show=sources", "/learning", "/learning?show=stories", "/learning?show=questions", "STORY",
)  # fmt: skip


@pytest.fixture(scope="module")
def site(serve: Serve, demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Server:
    path = tmp_path_factory.mktemp("learning") / "demo.db"
    shutil.copy(demo_sqlite, path)
    return serve(f"sqlite:///{path}")


def story(site: Server) -> Story:
    with reading(engine_for(site.env["VMBOARD_DATABASE_URL"])) as session:
        ours = select(Story).join(Team, Team.id == Story.team_id).where(Team.slug == "ward-7a-respiratory")
        row = session.scalars(ours).one()
        session.expunge(row)
        return row


def address(site: Server) -> str:
    return f"/story?team=ward-7a-respiratory&story={story(site).id}"


def settle(page: Page) -> None:
    page.locator(".st-key-bar").wait_for()
    page.wait_for_timeout(500)
    page.wait_for_function(SETTLED)


def test_a_box_of_a_story_saves_itself_and_a_full_story_prints_on_one_page(browser: Browser, site: Server) -> None:
    bind, known = engine_for(site.env["VMBOARD_DATABASE_URL"]), story(site)
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(site.where + address(site))
    settle(page)
    page.get_by_label("Heading").fill("Home on the Sunday")
    page.get_by_label("Heading").press("Tab")
    expect(page.locator(".ui-story-page h1")).to_have_text("Home on the Sunday", timeout=15_000)
    with transaction(bind) as session:
        text = "\n\n".join([(PARAGRAPH * 8).strip()] * 6)[: learning.MOST_OF_A_STORY]
        learning.change_story(session, NURSE, known.team_id, known.id, text=text)
        learning.publish_story(session, NURSE, known.team_id, known.id, today=TODAY)
    page.reload()
    page.locator(".ui-story-page svg").first.wait_for()
    settle(page)
    printed = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    page.emulate_media(media="print")
    expect(page.locator(".st-key-panel_story_boxes")).to_be_hidden()
    expect(page.locator(".ui-story-page figure")).to_be_visible()
    page.close()
    dispose(site.env["VMBOARD_DATABASE_URL"])
