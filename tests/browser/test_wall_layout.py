"""The wall is measured: every text, box and mark of every page, on every screen, with few and many words."""

import json
import shutil
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import TODAY
from tests.ward import full_ward
from vmboard.domain.access.actor import DEMO
from vmboard.domain.views.board import Board
from vmboard.domain.views.doors import DoorCode
from vmboard.queries.board import board
from vmboard.queries.teams import teams
from vmboard.render import document
from vmboard.render.wall import Layout, board_markup, stylesheet
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.web.assets import content

pytestmark = [pytest.mark.browser, pytest.mark.spread]

AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
FLOORS = {"near": 20, "title": 25, "value": 50, "far": 31, "farValue": 97}
FLOORS_JS = json.dumps(FLOORS)
AUDIT_ALL = f"""themes => [...document.querySelectorAll('.vm-page')].flatMap((page, index) => {{
  const sizes = [...page.querySelectorAll('[data-group]')].map(group => group.querySelectorAll('[data-page]').length);
  const turns = [...Array(Math.max(1, ...sizes)).keys()];
  return turns.flatMap(turn => themes.map(theme => {{
    location.hash = `#page-${{index}}/${{turn}},${{theme}}`;
    dispatchEvent(new Event('hashchange'));
    return [`${{page.dataset.kind}} ${{index}}/${{turn}}, ${{theme}}`, ({AUDIT})({FLOORS_JS})];
  }}));
}})"""
LATE = {"old": "Figures not reachable since 14:31: showing the last board", "very-old": "Not updated since 14:31"}
SAY_LATE = (
    "const live = document.querySelector('[data-live]'); live.dataset.state = '%s';"
    " live.querySelector('[data-live-text]').textContent = '%s';"
)
SCREENS = {"1080p": (1920, 1080), "4K": (3840, 2160), "portrait": (1080, 1920)}
WARDS = {
    "15 measures": {"measures_": 15, "cards": 5},
    "25 measures, 14 cards a lane, 60 characters each": {"measures_": 25, "cards": 14, "long": True},
    "2 cards a lane": {"measures_": 15, "cards": 2},
    "kept day by day": {"measures_": 15, "cards": 2, "by_day": True},
    "kept day by day, 60 characters each": {"measures_": 15, "cards": 2, "by_day": True, "long": True},
    "answers from above and questions from below": {"measures_": 5, "cards": 2, "sent_up": True},
    "answers and questions, long ones": {"measures_": 5, "cards": 2, "sent_up": True, "long": True},
}


QUICK = ("1080p", "15 measures")
EACH = [pytest.param(*each, marks=pytest.mark.smoke if each == QUICK else ()) for each in product(SCREENS, WARDS)]


class Boards(dict[str, Board]):
    """The boards of the wards above, each made when it is first asked for."""

    def __init__(self, empty: Path, folder: Path) -> None:
        self.empty, self.folder = empty, folder

    def __missing__(self, name: str) -> Board:
        path = self.folder / f"{len(self)}.db"
        shutil.copy(self.empty, path)
        self[name] = full_ward(engine_for(f"sqlite:///{path}"), **WARDS[name])  # type: ignore[arg-type]
        dispose(f"sqlite:///{path}")
        return self[name]


@pytest.fixture(scope="module")
def boards(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Boards:
    return Boards(empty_sqlite, tmp_path_factory.mktemp("wards"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wall's stylesheet, script and typeface, to open pages from."""
    folder = tmp_path_factory.mktemp("wall")
    (folder / "wall.css").write_text(stylesheet(), encoding="utf-8")
    (folder / "wall.js").write_bytes(content("wall.js"))
    shutil.copy(ROOT / "vmboard/ui/static/atkinson-hyperlegible-next.woff2", folder)
    return folder


@pytest.mark.parametrize(("screen", "ward"), EACH)
def test_every_page_fits_and_can_be_read(browser: Browser, boards: Boards, shelf: Path, ward: str, screen: str) -> None:
    page = open_wall(browser, boards[ward], shelf, *SCREENS[screen])
    problems = {where: found for where, found in audits(page, "light", "dark") if found}
    page.close()
    assert not problems, "\n".join(f"{where}: {p}" for where, all_ in problems.items() for p in all_[:4])


@pytest.mark.parametrize("size", [(1366, 768), (1280, 1024), (1920, 1200), (768, 1366), (2560, 1080)])
def test_screens_of_other_shapes_fit_too(browser: Browser, boards: Boards, shelf: Path, size: tuple[int, int]) -> None:
    page = open_wall(browser, boards["15 measures"], shelf, *size)
    found = page.evaluate(AUDIT, FLOORS)
    page.close()
    assert not found


@pytest.mark.parametrize("screen", SCREENS)
def test_every_wall_of_the_demo_hospital_fits(browser: Browser, demo_sqlite: Path, shelf: Path, screen: str) -> None:
    url = f"sqlite:///{demo_sqlite}"
    with reading(engine_for(url)) as session:
        walls = [board(session, DEMO, team.team_id, TODAY) for team in teams(session, DEMO)]
    dispose(url)
    problems = []
    for wall in walls:
        page = open_wall(browser, wall, shelf, *SCREENS[screen])
        problems += [f"{wall.slug} {where}: {p}" for where, found in audits(page, "light") for p in found]
        page.close()
    assert len(walls) == 11
    assert not problems, "\n".join(problems[:20])


@pytest.mark.parametrize("ward", WARDS)
@pytest.mark.parametrize("screen", SCREENS)
def test_a_wall_that_is_old_says_so_without_touching_anything_else(
    browser: Browser, boards: Boards, shelf: Path, ward: str, screen: str
) -> None:
    page = open_wall(browser, boards[ward], shelf, *SCREENS[screen])
    for where in ("#page-0,light", "#page-0,dark", "#page-1,light", "#page-1,dark"):
        page.evaluate(f"location.hash = '{where}'; dispatchEvent(new Event('hashchange'))")
        for late in LATE.items():  # said and measured in one go, before the script says something else
            found = page.evaluate(f"() => {{ {SAY_LATE % late} return ({AUDIT})({FLOORS_JS}); }}")
            assert not found, f"{late[0]}, {where}: {found[:3]}"
    page.close()


def test_what_does_not_fit_says_which_page_it_is(browser: Browser, boards: Boards, shelf: Path) -> None:
    page = open_wall(browser, boards["25 measures, 14 cards a lane, 60 characters each"], shelf, 1920, 1080)
    first = page.locator(".vm-page:not([hidden]) .vm-which").all_inner_texts()
    page.evaluate("location.hash = '#page-0/1'")
    page.wait_for_function(
        "() => document.querySelector('.vm-page:not([hidden]) .vm-which').textContent.startsWith('2')"
    )
    assert first and all(text.startswith("1 of ") for text in first)
    page.close()


def open_wall(
    browser: Browser, board: Board, shelf: Path, width: int, height: int, code: DoorCode | None = None
) -> Page:
    layout = Layout.PORTRAIT if height > width else Layout.LANDSCAPE
    wall = document.Wall(
        key="1", build="1", now=1_795_012_320_000, offset=0, lost=0, overview=40, focus=20, dark="20:00-07:00"
    )
    assets = document.Assets(css="wall.css", js="wall.js", font="atkinson-hyperlegible-next.woff2")
    path = shelf / f"{layout}.html"
    path.write_text(
        document.document(
            board_markup(board, layout, code=code), title="Ward", assets=assets, wall=wall, layout=layout, dark=False
        ),
        encoding="utf-8",
    )
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(path.as_uri() + "#page-0")
    page.wait_for_function("() => document.fonts.check('700 20px \"Atkinson Hyperlegible Next\"')")
    return page


def audits(page: Page, *themes: str) -> list[tuple[str, list[str]]]:
    """What is wrong with each page of the wall and each page of the groups on it, in each of the themes.

    All in one go: laid out and measured, but not painted, which takes most of the time on a screen of 4K.
    """
    return [(where, found) for where, found in page.evaluate(AUDIT_ALL, themes)]
