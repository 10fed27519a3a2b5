"""A wall holds words 40 % longer than ours, as other languages have them: in the pseudo-language nothing is cut off,
overlaps or grows too small."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_wall_layout import SCREENS, audits, shelf
from tests.browser.test_wall_layout import open_wall as open_english
from tests.conftest import TODAY
from tests.pseudo import PSEUDO
from vmboard.domain.access.actor import DEMO
from vmboard.domain.text.catalogue import speaking
from vmboard.queries.board import board
from vmboard.queries.teams import teams
from vmboard.store.engine import dispose, engine_for, reading

pytestmark = pytest.mark.browser
__all__ = ["shelf"]


@pytest.mark.parametrize("screen", ["1080p", "portrait"])
def test_every_wall_of_the_demo_hospital_holds_longer_words(
    browser: Browser, demo_sqlite: Path, shelf: Path, screen: str
) -> None:
    url = f"sqlite:///{demo_sqlite}"
    problems = []
    with speaking(PSEUDO):
        with reading(engine_for(url)) as session:
            walls = [board(session, DEMO, team.team_id, TODAY) for team in teams(session, DEMO)]
        dispose(url)
        for wall in walls:
            page = open_english(browser, wall, shelf, *SCREENS[screen])
            problems += [f"{wall.slug} {where}: {p}" for where, found in audits(page, "light") for p in found]
            page.close()
    assert len(walls) == 11
    assert not problems, "\n".join(problems[:20])
