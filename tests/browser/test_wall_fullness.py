"""The wall is filled by what stands on it, measured in the browser: few and many measures and cards, lying and
standing. What is empty is the share of the page, its gaps included, on which no tile, card, line or heading stands."""

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_wall_layout import SCREENS, open_wall, shelf
from tests.render.test_overview import CARDS, MEASURES, ward, with_
from vmboard.domain.views.board import Board

__all__ = ["shelf", "ward"]
pytestmark = [pytest.mark.browser, pytest.mark.spread]

STANDING = ".vm-tile, .vm-card, .vm-action, .vm-heading, .vm-empty, .vm-without, .vm-header, .vm-footer"
MEASURED = """standing => {
  const page = document.querySelector('.vm-page:not([hidden])'), step = 8;
  const across = Math.floor(innerWidth / step), down = Math.floor(innerHeight / step);
  const full = new Uint8Array(across * down);
  for (const part of document.querySelectorAll(standing)) {
    if (part.closest('[hidden]')) continue;
    const box = part.getBoundingClientRect();
    for (let y = Math.floor(box.top / step); y < Math.min(box.bottom / step, down); y++)
      for (let x = Math.floor(box.left / step); x < Math.min(box.right / step, across); x++)
        if (x >= 0 && y >= 0) full[y * across + x] = 1;
  }
  const groups = [...page.querySelectorAll('[data-group]')];
  const pages = groups.map(group => group.querySelectorAll(':scope > [data-page]').length);
  return {empty: 1 - full.reduce((sum, cell) => sum + cell, 0) / full.length, pages: Math.max(1, ...pages)};
}"""


@pytest.mark.parametrize("screen", ("1080p", "portrait"))
def test_no_page_turns_beside_empty_room(browser: Browser, ward: Board, shelf: Path, screen: str) -> None:
    problems = []
    for measures, cards in product(MEASURES, CARDS):
        page = open_wall(browser, with_(ward, measures, cards), shelf, *SCREENS[screen])
        seen = page.evaluate(MEASURED, STANDING)
        page.close()
        said = f"{measures} measures, {cards} cards: {seen['empty']:.0%} empty, {seen['pages']} pages"
        if (seen["pages"] > 1 and seen["empty"] > 0.2) or (measures >= 8 and seen["empty"] > 0.25):
            problems.append(said)
    assert not problems, "\n".join(problems)
