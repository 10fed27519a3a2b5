"""Whatever people type is shown as typed, on every screen; no request leaves, and the wall's layout holds."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.hostile import HOSTILE, hostile_ward
from tests.lanes import some
from tests.ui.audit import opened, sized, walk
from tests.ui.conftest import NURSE, Serve, go, text
from vmboard.commands import huddles
from vmboard.domain.huddles.sections import Section
from vmboard.queries.board import board
from vmboard.render.wall import Layout, board_markup
from vmboard.store.engine import dispose, engine_for, reading, transaction
from vmboard.store.tables import Door, Measure, Project, Team
from vmboard.ui.frame import HALL, TITLES

PAGES = [name for name in TITLES if name not in HALL]
STATES = (
    "week&weeks=12", "week&form=plain", "projects&shelf=parked", "projects&shelf=stopped", "measures&do=add",
    "measures&do=arrange", "huddle&held=2026-11-11", "project&at=needs", "board&kiosk=1",
)  # fmt: skip
"""The pages' other faces."""
NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
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


@pytest.mark.parametrize("kind", some(list(HOSTILE), of=5))
def test_every_page_shows_it_as_typed(
    database: Engine, site: AppTest, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    hostile_ward(database, HOSTILE[kind])
    known = numbers(database)
    for name in PAGES:
        for key, value in known.items():
            site.query_params[key] = value
        at = go(site, name)
        failed = [one.getMessage() for one in caplog.records if one.levelname == "ERROR"]
        assert not at.exception and not failed, name
        assert "<b>*" not in text(at), name
        widgets = [*at.button, *at.checkbox, *at.selectbox, *at.text_input, *at.radio]
        labels = [getattr(one, "label", "") or "" for one in widgets]
        assert not [label for label in labels if LIVE.search(label)], name


@pytest.mark.parametrize("kind", some(list(HOSTILE), of=5, begin=1))
def test_the_wall_escapes_it(database: Engine, kind: str) -> None:
    team = hostile_ward(database, HOSTILE[kind])
    with reading(database) as session:
        wall = board(session, NURSE, team, TODAY)
    for layout in Layout:
        assert "<b>*" not in board_markup(wall, layout)


@pytest.fixture
def url(empty_sqlite: Path, tmp_path: Path, kind: str) -> Iterator[str]:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    made = f"sqlite:///{path}"
    hostile_ward(engine_for(made), HOSTILE[kind])
    yield made
    dispose(made)


TYPED = """() => {
  const read = root => [root.textContent, ...[...root.querySelectorAll("*")].map(
    e => e.shadowRoot ? read(e.shadowRoot) : e.matches("input, textarea") ? e.value : "")].join(" ");
  return read(document.body).replaceAll(/[\u200b\u2060\ufeff]/g, "");
}"""
NAMELESS = ("welcome", "accounts", "sources", "story", "pathways", "programmes", "owed")
"""Pages that speak of no team, or of none before somebody made them: ``test_hostile_hall.py`` has those."""
LONGER = {"tray": 199, "project": 1900}
"""Of pages that say more of it than the team's name in the bar."""


@pytest.mark.browser
@pytest.mark.spread
@pytest.mark.parametrize("kind", HOSTILE)
def test_every_page_shows_it_as_typed_asks_nobody_else_and_does_not_scroll_sideways(
    browser: Browser, serve: Serve, url: str, kind: str
) -> None:
    server, bind = serve(url), engine_for(url)
    more = "".join(f"&{name}={value}" for name, value in numbers(bind).items())
    asked: list[str] = []
    wrong: list[str] = []
    widths = [1440, 390]
    with opened(browser, f"{server.where}/measures?team=hostile") as page:
        page.on("request", lambda request: asked.append(request.url))
        for name in chain(PAGES, STATES, sections(bind)):
            path, _, state = name.partition("&")
            walk(page, f"/{'' if path == 'board' else path}?team=hostile{more}&{state}")
            if path not in NAMELESS and not comes_to_hold(page, HOSTILE[kind][: LONGER.get(path, 12)]):
                wrong.append(f"{name}: not shown as typed")
            wrong += [f"{name}: {drawn}" for drawn in page.evaluate(DRAWN)]
            for width in widths:
                wrong += [f"{name} at {width}: {one}" for one in sized(page, width, 900, fingers=False)]
            widths.reverse()  # the next page opens as wide as this one ended: one drawing less
        for door in doors_of(bind):
            page.goto(f"{server.where}/door/{door}")
            if HOSTILE[kind][:59].strip() not in page.evaluate(TYPED):
                wrong.append("door: not shown as typed")
            wrong += [f"door: {drawn}" for drawn in page.evaluate(DRAWN)]
            wrong += [f"door at {width}: {one}" for width in widths for one in sized(page, width, 900, fingers=True)]
    server.stop()
    assert wrong == []
    own = ("data:", "blob:", server.where, server.where.replace("http", "ws"))
    assert not [url for url in asked if not url.startswith(own)]


def doors_of(bind: Engine) -> list[str]:
    with reading(bind) as session:
        return list(session.scalars(select(Door.link_token)))


def comes_to_hold(page: Page, words: str) -> bool:
    """Whether the page shows the words, or soon does: a component draws itself a moment after its page. What somebody
    leaves at a door is one line, so spaces of any width are one."""
    for _ in range(20):
        if " ".join(words.split()) in " ".join(page.evaluate(TYPED).split()):
            return True
        page.wait_for_timeout(100)
    return False


def sections(bind: Engine) -> Iterator[str]:
    """The huddle, taken from one section to the next."""
    with transaction(bind) as session:
        team = session.scalars(select(Team.id).where(Team.slug == "hostile")).one()
        huddle = huddles.start_huddle(session, NURSE, team, today=TODAY, now=NOW).id
    for section in Section:
        with transaction(bind) as session:
            huddles.go_to(session, NURSE, team, huddle, section=section, now=NOW)
        yield f"huddle&section={section}"
