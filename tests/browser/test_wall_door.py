"""A door's code on the wall, measured: large enough to be scanned, inside its panel, over nothing else."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser

from tests.browser.test_wall_layout import SCREENS, Boards, audits, boards, open_wall, shelf
from vmboard.domain.views.doors import DoorCode
from vmboard.domain.words import Face
from vmboard.render.qr import qr_code

__all__ = ["boards", "shelf"]
pytestmark = [pytest.mark.browser, pytest.mark.spread]
CODE = DoorCode("x" * 22, Face.STAFF, asks_pulse=True)
ADDRESS = f"https://vmboard.highland.scot.nhs.example/door/{CODE.token}"
LEAST_MODULES, LEAST_PIXELS, QUIET = 21, 4, 4
SIDES = """() => [...document.querySelectorAll('.vm-page')].map((page, index) => {
  location.hash = `#page-${index}`;
  dispatchEvent(new Event('hashchange'));
  const code = [...page.querySelectorAll('.vm-qr')].find((one) => one.getClientRects().length);
  if (!code) return null;
  const box = code.getBoundingClientRect(), panel = code.closest('.vm-panel').getBoundingClientRect();
  const inside = box.left >= panel.left && box.right <= panel.right
    && box.top >= panel.top && box.bottom <= panel.bottom;
  return [page.dataset.kind, box.width, box.height, inside];
}).filter(Boolean)"""
ALONE = "15 measures without projects"
"""No page of a measure has room for it: the code has a page of its own."""


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("ward", ["2 cards a lane", "15 measures", ALONE])
def test_a_code_can_be_scanned_and_hides_nothing(
    browser: Browser, boards: Boards, shelf: Path, ward: str, screen: str
) -> None:
    board = boards[ward.removesuffix(" without projects")]
    if ward == ALONE:
        board = replace(board, focuses=tuple(replace(focus, card=None) for focus in board.focuses))
    page = open_wall(browser, board, shelf, *SCREENS[screen], code=CODE)
    shown, problems = page.evaluate(SIDES), {where: found for where, found in audits(page, "light", "dark") if found}
    page.close()
    across = int(float(ElementTree.fromstring(qr_code(ADDRESS, error="l")).get("viewBox", "").split()[2]))
    assert across >= LEAST_MODULES + 2 * QUIET
    assert shown and not problems
    for kind, width, height, inside in shown:
        assert inside and width == pytest.approx(height), kind
        assert width / across >= LEAST_PIXELS, f"{kind}: {width / across:.1f} px a module"
