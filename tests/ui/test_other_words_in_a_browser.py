"""No word of a team's pages goes past the catalogue: in the pseudo-language, beside teams that write Greek, no plain
letter is left on a page, in what its scripts drew, or in what is read aloud."""

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import update

from tests.pseudo import in_greek
from tests.ui.audit import settle
from tests.ui.conftest import TEAM, Server
from vmboard.store.engine import dispose, engine_for
from vmboard.store.tables import DataPoint, Team

pytestmark = [pytest.mark.browser, pytest.mark.spread]

PLAIN = re.compile(r"[A-Za-z]{2,}")
GREEK = re.compile("[α-ωΑ-Ω]")
NUMBER = re.compile(r"\d[.,]\d")
KEYS = {"Alt", "Ctrl", "Enter", "Esc", "Excel", "Shift", "Tab", "PDSA", "vmboard"}
"""Names of keys, of a program and of a method are what they are. (Ours are stretched: a plain one is none of ours.)"""
SAID = """() => {
  const said = [], named = ["aria-label", "title", "alt", "placeholder", "data-fills", "data-head"];
  const walk = root => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) walk(node.shadowRoot);
      if (node.closest("script, style, noscript, [data-testid^=stIcon], [data-testid=stToolbar]")) continue;
      for (const child of node.childNodes) if (child.nodeType === 3) said.push(child.textContent);
      for (const name of named) said.push(node.getAttribute(name) || "");
    }
  };
  walk(document.body);
  return said.map(words => words.trim()).filter(Boolean);
}"""


@pytest.fixture(scope="module")
def site(demo_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo hospital, whose people write Greek, in the pseudo-language. What is stored in English by us (a question
    about a figure, the note beside one) is none of a page's words."""
    url = f"sqlite:///{shutil.copy(demo_sqlite, tmp_path_factory.mktemp('greek') / 'demo.db')}"
    in_greek(engine_for(url))
    with engine_for(url).begin() as connection:
        connection.execute(update(DataPoint).values(note="", doubt=""))
        connection.execute(update(Team).values(daily_days=""))
    dispose(url)
    server = Server(url, "uvicorn")
    server.command = [sys.executable, "-m", "tests.ui.in_pseudo", str(server.port)]
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


Act = Callable[[Page], None]


def nothing(page: Page) -> None:
    """The page as it opens."""


FACES: dict[str, tuple[str, Act]] = {
    "week": (f"week{TEAM}", nothing),
    "week, grid": (f"week{TEAM}&weeks=12", nothing),
    "week, plain": (f"week{TEAM}&form=plain", nothing),
    "projects": (f"projects{TEAM}", nothing),
    "projects, stopped": (f"projects{TEAM}&shelf=stopped", nothing),
    "projects, parked": (f"projects{TEAM}&shelf=parked", nothing),
    "actions": (f"actions{TEAM}", nothing),
    "huddle": (f"huddle{TEAM}", nothing),
}


@pytest.mark.parametrize("face", FACES)
def test_no_word_of_a_page_goes_past_the_catalogue(site: Server, visitor: Page, face: str) -> None:
    address, act = FACES[face]
    visitor.goto(f"{site.where}/{address}")
    settle(visitor)
    act(visitor)
    ours = said(visitor)
    assert len(ours) > 20
    assert left(ours) == []
    assert sorted(words for words in ours if NUMBER.search(words) and not GREEK.search(words)) == []


def said(page: Page) -> set[str]:
    return set(page.evaluate(SAID))


def left(words: set[str]) -> list[str]:
    return sorted(text for text in words if set(PLAIN.findall(text)) - KEYS)
