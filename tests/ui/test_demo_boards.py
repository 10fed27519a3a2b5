"""README, the welcome page and the list of teams say the same number of boards; stand-in groups are none of them."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import SITE, app_of_this_process, go, text
from vmboard.domain.access.actor import DEMO
from vmboard.queries.teams import teams
from vmboard.settings import ROOT
from vmboard.store.engine import reading
from vmboard.ui.startup import entry

NUMBERS = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@pytest.fixture
def demo(demo_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    path = tmp_path / "demo.db"
    shutil.copy(demo_sqlite, path)
    for _ in app_of_this_process(path, monkeypatch):
        yield AppTest.from_file(str(SITE), default_timeout=30)


def said(words: str) -> int:
    """The number of boards in a text: ``eight boards``."""
    match = re.search(r"(\w+) boards of a hospital", words, re.I)
    assert match, "no number of boards"
    return NUMBERS.index(match[1].lower())


def test_readme_and_the_list_of_teams_count_the_same_boards(demo: AppTest) -> None:
    with reading() as session:
        lines = teams(session, DEMO)
    boards = [line for line in lines if not line.stand_in]
    readme = (ROOT / "README.md").read_text("utf-8")
    assert said(readme.replace("\n", " ")) == len(boards)
    assert f"and {NUMBERS[len(lines) - len(boards)]} that only stand for published results" in readme
    page = text(go(demo.run(), "teams"))
    assert f"{len(boards)} boards" in page
    assert f"{len(boards)} teams" in page and f"{len(lines)} teams" not in page, "the bar counts the same"
    assert page.index("To compare with") < page.index("Demo counts, chosen to give the published percentages")


def test_the_welcome_page_counts_them_too(site: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "build_demo", lambda today: None)
    readme = (ROOT / "README.md").read_text("utf-8").replace("\n", " ")
    assert said(text(site.run())) == said(readme)
