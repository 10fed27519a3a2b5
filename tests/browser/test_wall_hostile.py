"""The wall holds whatever people type: markup, odd letters and words without an end pass the audit of its layout."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_wall_layout import SCREENS, audits, open_wall, shelf
from tests.hostile import HOSTILE, hostile_walls
from vmboard.store.engine import dispose, engine_for

pytestmark = pytest.mark.browser
__all__ = ["shelf"]

THEMES = {"1080p": "light", "4K": "dark", "portrait": "light"}


@pytest.mark.parametrize("kind", HOSTILE)
def test_the_wall_holds_it_on_every_screen(
    browser: Browser, empty_sqlite: Path, shelf: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    walls = hostile_walls(engine_for(f"sqlite:///{path}"), HOSTILE[kind])
    dispose(f"sqlite:///{path}")
    problems = []
    for face, wall in walls.items():
        for screen, (width, height) in SCREENS.items():
            page = open_wall(browser, wall, shelf, width, height)
            seen = audits(page, THEMES[screen])
            problems += [f"{face} {screen} {where}: {found[:3]}" for where, found in seen if found]
            page.close()
    assert problems == []
