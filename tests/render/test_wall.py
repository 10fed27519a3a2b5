"""The wall's markup, read as text: what a team would see, and what an attacker would not get."""

import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from tests.ward import full_ward
from vmboard.domain.access.public_face import public_face
from vmboard.domain.views.board import Board
from vmboard.domain.words import Signal
from vmboard.render import tile as tiles
from vmboard.render.html import tag
from vmboard.render.layout import SIZES, Sizes
from vmboard.render.marks import mark
from vmboard.render.wall import Layout, board_markup, stylesheet
from vmboard.store.engine import dispose, engine_for

NASTY = """<script>alert(1)</script>"'>&<img src=x onerror=alert(1)> ![](http://x/) $\\frac{1}{2}$ \u202eabc 👩‍⚕️"""


@pytest.fixture(scope="module")
def board(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Board:
    path = tmp_path_factory.mktemp("ward") / "ward.db"
    shutil.copy(empty_sqlite, path)
    made = full_ward(engine_for(f"sqlite:///{path}"))
    dispose(f"sqlite:///{path}")
    return made


def test_every_measure_project_and_action_is_on_the_wall(board: Board) -> None:
    words = _text(board_markup(board))
    for tile in board.tiles:
        assert tile.name in words and tile.value_text in words
    for lane in board.lanes:
        assert all(card.title in words for card in lane.cards)
    assert all(action.text in words for action in board.actions)


def test_the_overview_comes_first_and_every_measure_has_a_focus_page(board: Board) -> None:
    kinds = re.findall(r'data-kind="(\w+)"', board_markup(board))
    assert kinds[0] == "overview"
    assert kinds.count("measure") >= len(board.tiles)
    assert kinds[-2:] == ["lanes", "actions"]


def test_every_signal_has_a_shape_and_a_word_of_its_own() -> None:
    shapes = {str(re.search(r' d="([^"]+)"', mark(signal)).group(1)) for signal in Signal}  # type: ignore[union-attr]
    words = {signal.label for signal in Signal}
    assert len(shapes) == len(words) == len(Signal)


def test_whatever_people_type_stands_on_the_wall_as_they_typed_it(board: Board) -> None:
    tiles = tuple(
        replace(t, name=NASTY, full_name=NASTY, unit_text=NASTY, sentence=NASTY, age_text=NASTY) for t in board.tiles
    )
    lanes = tuple(
        replace(
            lane, name=NASTY, cards=tuple(replace(c, title=NASTY, owner=NASTY, measures=(NASTY,)) for c in lane.cards)
        )
        for lane in board.lanes
    )
    actions = tuple(replace(a, text=NASTY, owner=NASTY) for a in board.actions)
    nasty = replace(
        board, team_name=NASTY, vision=NASTY, celebration=NASTY, last_huddle=NASTY, tiles=tiles, lanes=lanes,
        focuses=tuple(replace(f, tile=tiles[0]) for f in board.focuses), actions=actions,
    )  # fmt: skip
    for layout in Layout:
        markup = board_markup(nasty, layout)
        assert "<script" not in markup and "<img" not in markup and " onerror=" not in _tags(markup)
        assert NASTY in _text(markup)


def test_attributes_are_escaped_too() -> None:
    assert str(tag("p", "<b>", title='"><script>')) == '<p title="&#34;&gt;&lt;script&gt;">&lt;b&gt;</p>'


def test_a_missing_week_breaks_the_line_and_is_never_bridged(board: Board) -> None:
    tile = board.tiles[0]
    chart = replace(tile.chart, values=(1.0, 2.0, None, 4.0, 5.0), meanings=(None,) * 5, spans=(), notes=())
    one = replace(board, tiles=(replace(tile, chart=chart),), focuses=(), lanes=(), actions=())
    assert board_markup(one).count("<polyline") == 2


@pytest.mark.parametrize("target", ["Target ≥ 95%", "Target ≤ £1,242,450.75"])
@pytest.mark.parametrize("rules", ["MDC", "MDC, unscreened", "HIS run chart"])
@pytest.mark.parametrize("name", ["Falls", "Falls with harm on nights and at weekends", "Falls " * 12])
@pytest.mark.parametrize("value", ["4", "£1,062.50"])
@pytest.mark.parametrize("sizes", SIZES.values(), ids=list(SIZES))
def test_every_tile_says_once_what_its_chart_was_judged_by(
    board: Board, sizes: Sizes, value: str, name: str, rules: str, target: str
) -> None:
    chart = replace(board.tiles[0].chart, rules_name=rules, rules_note="Making Data Count rules, in full")
    one = replace(board.tiles[0], name=name, value_text=value, target_text=target, chart=chart)
    markup = tiles.tile(one, sizes)
    assert _text(markup).count(rules) == 1
    assert "Making Data Count rules, in full" in re.findall(r'aria-label="([^"]+)"', markup)[0]


def test_a_tile_that_nothing_was_judged_of_names_no_rules(board: Board) -> None:
    chart = replace(board.tiles[0].chart, rules_name="", rules_note="Not enough weeks yet for a chart with limits")
    assert "vm-judged" not in tiles.tile(replace(board.tiles[0], chart=chart), SIZES[Layout.LANDSCAPE])


def test_demo_data_says_so(board: Board) -> None:
    assert "Demo data" not in board_markup(board)
    assert "Demo data" in board_markup(replace(board, is_demo=True))


def test_the_stylesheet_has_no_red_and_no_green() -> None:
    """Better and worse are blue and orange: one man in twelve cannot tell red from green."""
    tokens = re.findall(r"--vm-(?:better|worse): (#\w{6})", stylesheet())
    assert set(tokens) == {"#0A5FB4", "#B34700", "#6CB8FF", "#FFA35C"}


def test_before_the_public_there_is_no_money_no_name_and_none_of_the_teams_own_words(board: Board) -> None:
    words = _text(board_markup(public_face(board)))
    shown = [tile for tile in board.tiles if tile.public]
    assert shown and all(tile.name in words for tile in shown)
    for tile in set(board.tiles) - set(shown):
        assert tile.name not in words and tile.domain not in ("safety",)
    assert "£" not in words and board.vision not in words and "people" not in words
    cards = [card for lane in board.lanes for card in lane.cards]
    assert not any(card.title in words or f" {card.owner} " in words for card in cards)
    assert not any(action.text in words for action in board.actions)


def test_what_a_team_marked_for_the_public_is_shown_to_it(board: Board) -> None:
    lane, *rest = board.lanes
    marked = replace(lane, cards=(replace(lane.cards[0], public=True), *lane.cards[1:]))
    words = _text(board_markup(public_face(replace(board, lanes=(marked, *rest), public_words=True))))
    assert board.vision in words and lane.cards[0].title in words
    assert lane.cards[1].title not in words and lane.cards[0].owner not in words.split()


def _text(markup: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", markup))


def _tags(markup: str) -> str:
    return "".join(re.findall(r"<[^>]+>", markup))


@pytest.mark.parametrize("words", ["\u202eabc", "مستشفى", "\u2067left open"])
def test_words_that_run_from_right_to_left_turn_nothing_beside_them(words: str) -> None:
    assert str(tag("p", words, " · 18 Nov")) == f"<p>\u2068{words}\u2069 · 18 Nov</p>"
    assert str(tag("p", "Café", title=words)) == f'<p title="{words}">Café</p>'
