"""Whatever people type is shown as typed, on every screen; no request leaves, and the wall's layout holds."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.hostile import HOSTILE, hostile_ward
from tests.ui.conftest import NURSE, Serve, go, text
from tests.ui.test_in_a_browser import SIDEWAYS, opened
from vmboard.queries.board import board
from vmboard.render.wall import Layout, board_markup
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Measure, Project, Team

PAGES = (
    "board", "week", "projects", "actions", "measures", "team", "project", "measure", "settings", "days", "figures",
    "screens", "history", "teams",
)  # fmt: skip
NARROW = ("measures", "settings", "days", "history")
"""Pages that hold one word of sixty letters and more on a phone, too."""
LIVE = re.compile(r"<b>\*|!\[\]\(http|(?<!\\)\$\\frac")
"""Markup, an image or a formula that a widget's label would draw instead of showing it."""
DRAWN = """() => [...document.querySelectorAll("b, em, img, .katex")].filter(e =>
  e.matches(".katex, img[src*='http://x']") || e.matches("b, em") && e.textContent.replaceAll("*", "") === "x")
  .map(e => e.outerHTML)"""


def numbers(bind: Engine) -> dict[str, str]:
    with reading(bind) as session:
        shown = {"measure": session.scalars(select(Measure.id).order_by(Measure.id).limit(1)).one()}
        shown["project"] = session.scalars(select(Project.id).order_by(Project.id).limit(1)).one()
        return {name: str(id_) for name, id_ in shown.items()}


@pytest.mark.parametrize("kind", HOSTILE)
def test_every_page_shows_it_as_typed(
    database: Engine, site: AppTest, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    hostile_ward(database, HOSTILE[kind])
    known = numbers(database)
    for name in PAGES:
        site.run()
        for key, value in known.items():
            site.query_params[key] = value
        at = go(site, name)
        failed = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
        assert not at.exception and not failed, name
        assert "<b>*" not in text(at), name
        widgets = [*at.button, *at.checkbox, *at.selectbox, *at.text_input, *at.radio]
        labels = [getattr(one, "label", "") or "" for one in widgets]
        assert not [label for label in labels if LIVE.search(label)], name


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_wall_escapes_it(database: Engine, kind: str) -> None:
    team = hostile_ward(database, HOSTILE[kind])
    with reading(database) as session:
        wall = board(session, NURSE, team, TODAY)
    for layout in Layout:
        assert "<b>*" not in board_markup(wall, layout)


@pytest.fixture(scope="module")
def urls(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    made = {}
    for kind, words in HOSTILE.items():
        path = tmp_path_factory.mktemp("hostile") / "ward.db"
        shutil.copy(empty_sqlite, path)
        made[kind] = f"sqlite:///{path}"
        hostile_ward(engine_for(made[kind]), words)
    yield made
    for url in made.values():
        dispose(url)


@pytest.mark.browser
@pytest.mark.parametrize("kind", HOSTILE)
def test_no_request_leaves_any_page_and_none_scrolls_sideways(
    browser: Browser, serve: Serve, urls: dict[str, str], kind: str
) -> None:
    server = serve(urls[kind])
    bind = engine_for(urls[kind])
    address = "?team=hostile" + "".join(f"&{name}={value}" for name, value in numbers(bind).items())
    with reading(bind) as session:
        assert session.scalars(select(Team.slug)).one() == "hostile"
    with opened(browser, f"{server.where}/measures{address}") as page:
        asked: list[str] = []
        wide: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        for name in PAGES:
            page.goto(f"{server.where}/{'' if name == 'board' else name}{address}")
            page.locator(".st-key-bar, .st-key-calm").first.wait_for()
            page.wait_for_timeout(700)
            assert page.evaluate(DRAWN) == [], name
            for width in (1440, 390) if name in NARROW else ():
                page.set_viewport_size({"width": width, "height": 900})
                page.wait_for_timeout(150)
                if page.evaluate(SIDEWAYS) > 0:
                    wide.append(f"{name} at {width}")
        own = ("data:", "blob:", server.where, server.where.replace("http", "ws"))
        assert wide == []
        assert not [url for url in asked if not url.startswith(own)]
    server.stop()
