"""The prompts of a daily huddle on a wall: in the header alone, whole where they fit, and at no tile's cost."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, time
from html import unescape
from pathlib import Path

import pytest

from tests.ward import full_ward
from vmboard.domain.access.public_face import public_face
from vmboard.domain.views.board import Board
from vmboard.domain.views.daily import Daily
from vmboard.render.timed import DAILY
from vmboard.render.wall import Layout, Parts, board_parts
from vmboard.store.engine import dispose, engine_for

SPAN = datetime(2026, 11, 18, 7, 45, tzinfo=UTC), datetime(2026, 11, 18, 10, 15, tzinfo=UTC)
ASKED = Daily(time(8, 15), SPAN, (
    ("What is different today?", ""), ("Safety first:", "no harm yesterday"), ("What do we owe?", "nothing today"),
))  # fmt: skip
WORDY = "Bed 12 is closed for a repair, and Sofia from the bank works with us until two pm on the bay"
SHOWN = frozenset((DAILY,))


@pytest.fixture(scope="module")
def board(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Board:
    path = tmp_path_factory.mktemp("ward") / "ward.db"
    shutil.copy(empty_sqlite, path)
    made = full_ward(engine_for(f"sqlite:///{path}"))
    dispose(f"sqlite:///{path}")
    return made


def header(board: Board, layout: Layout = Layout.LANDSCAPE, hours: frozenset[str] = SHOWN) -> str:
    return str(board_parts(board, layout, hours=hours).header)


def text(markup: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", markup)).split())


def team_blocks(markup: str) -> list[str]:
    return re.findall(r'<div class="vm-team.*?</div>', markup)


@pytest.mark.parametrize("layout", list(Layout))
def test_around_its_time_three_lines_stand_where_the_vision_does_and_then_the_vision_again(
    board: Board, layout: Layout
) -> None:
    prompts, usual = team_blocks(header(replace(board, daily=ASKED), layout))
    assert len(re.findall("<span>", prompts)) == 3
    assert "What is different today? Safety first: no harm yesterday What do we owe? nothing today" in text(prompts)
    assert board.vision in text(usual) and "hidden" in usual.split(">")[0] and "hidden" not in prompts.split(">")[0]
    later = team_blocks(header(replace(board, daily=ASKED), layout, frozenset()))
    assert "hidden" in later[0].split(">")[0] and "hidden" not in later[1].split(">")[0]
    assert re.search(r'data-from="\d+" data-until="\d+"', prompts), "the wall's script turns them by its own clock"


@pytest.mark.parametrize("layout", list(Layout))
@pytest.mark.parametrize(
    "name",
    ["Ward 7A", "Ward 7A Respiratory and High Care", "Ward 7A Respiratory and High Dependency Unit of the North Wing"],
)
def test_a_long_line_runs_on_whole(board: Board, layout: Layout, name: str) -> None:
    told = replace(ASKED, different=WORDY, prompts=(("Different today:", WORDY), *ASKED.prompts[1:]))
    prompts = team_blocks(header(replace(board, daily=told, team_name=name), layout))[0]
    assert f"Different today: {WORDY}" in text(prompts)
    both_long = layout is Layout.PORTRAIT and len(name) > 30
    assert both_long or "nothing today" in text(prompts), "only there the end is cut: the line itself never"


def test_nothing_but_the_header_changes(board: Board) -> None:
    without = replace(board, daily=None)
    told: list[Parts] = [board_parts(one, hours=SHOWN) for one in (without, replace(board, daily=ASKED))]
    assert told[0].pages == told[1].pages and told[0].footer == told[1].footer


def test_once_it_was_held_its_line_stands_in_the_place_of_the_vision_until_midnight(board: Board) -> None:
    held = replace(board, daily=Daily(time(8, 15), different=WORDY))
    (block,) = team_blocks(header(held))
    assert f"Different today: {WORDY}" in text(block) and board.vision not in text(block)
    assert "Next huddle" in text(header(held))
    paused = replace(held, paused="Paused since 3 Nov: the ward moves")
    assert "Different today" not in text(header(paused)), "why it is paused comes first"


def test_the_public_is_asked_and_told_nothing(board: Board) -> None:
    told = replace(board, daily=replace(ASKED, different=WORDY), public_words=True)
    assert "today" not in text(header(public_face(told))).lower()
