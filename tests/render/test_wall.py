"""The wall's markup, read as text: what a team would see, and what an attacker would not get."""

import re
import shutil
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.lanes import some
from tests.ward import TODAY, full_ward
from vmboard.domain.access.public_face import public_face
from vmboard.domain.figures.days import days_since
from vmboard.domain.figures.owed import Owed
from vmboard.domain.numbers import format_value
from vmboard.domain.views.board import ActionLine, Board
from vmboard.domain.views.follow import Follow
from vmboard.domain.words import Signal
from vmboard.render import actions
from vmboard.render import tile as tiles
from vmboard.render.chart import spark
from vmboard.render.focus import measure as focus_measure
from vmboard.render.html import tag
from vmboard.render.layout import SIZES
from vmboard.render.marks import mark
from vmboard.render.overview import window_of
from vmboard.render.timed import shown_at
from vmboard.render.wall import Layout, board_markup, board_parts, stylesheet
from vmboard.store.engine import dispose, engine_for

MOMENT = datetime(2026, 11, 24, 9, 45, tzinfo=UTC)
NASTY = """<script>alert(1)</script>"'>&<img src=x onerror=alert(1)> ![](http://x/) $\\frac{1}{2}$ \u202eabc 👩‍⚕️"""


@pytest.fixture(scope="module")
def board(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Board:
    path = tmp_path_factory.mktemp("ward") / "ward.db"
    shutil.copy(empty_sqlite, path)
    made = full_ward(engine_for(f"sqlite:///{path}"))
    dispose(f"sqlite:///{path}")
    return made


def test_what_is_given_back_has_a_line_below_what_is_celebrated_whole_kinds_as_many_as_it_holds(board: Board) -> None:
    pieces = ("4 nurse hours a week confirmed, 5 claimed", "£3,100 a year in cash confirmed", "£900 promised " * 9)
    told = replace(board, given_back=pieces, celebration="41 days clear", last_huddle="")
    footer = _text(str(board_parts(told).footer))
    assert "41 days clear" in footer and f"Given back {pieces[0]} · {pieces[1]}" in footer
    assert pieces[2] not in footer, "no piece is cut"
    assert "Given back" not in _text(str(board_parts(replace(told, celebration="Nine in ten " * 9)).footer))
    assert "Given back" in _text(str(board_parts(replace(told, celebration="")).footer))
    assert "Given back" not in _text(str(board_parts(public_face(told)).footer))


def test_whom_a_celebration_thanks_is_a_mark_beside_the_deed(board: Board) -> None:
    footer = str(board_parts(replace(board, celebration="MK, JD: quieter doors")).footer)
    assert '<span class="vm-kudos">MK, JD</span> quieter doors' in footer
    assert "vm-kudos" not in str(board_parts(replace(board, celebration="Bay 3: a card")).footer)


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


@pytest.mark.parametrize(
    "text",
    some(["", " ", "\n", "\v\u2028", "\u200b", "Home\n\nsooner\n", "Home sooner\r\n" * 40, "e\u0301\n" * 200]),
)
def test_a_wall_is_drawn_whatever_every_row_of_old_holds(board: Board, text: str) -> None:
    """The gate for words keeps none of these; a row from before it, or from another program, may hold one."""
    for layout in Layout:
        assert 'data-kind="overview"' in board_markup(said_everywhere(board, text), layout)


def said_everywhere(view: Any, text: str) -> Any:
    """The view with every text of it replaced."""
    if type(view) is str:
        return text
    if isinstance(view, tuple):
        return tuple(said_everywhere(part, text) for part in view)
    if is_dataclass(view) and not isinstance(view, type):
        parts = {field.name: said_everywhere(getattr(view, field.name), text) for field in fields(view) if field.init}
        return replace(view, **parts)
    return view


def test_attributes_are_escaped_too() -> None:
    assert str(tag("p", "<b>", title='"><script>')) == '<p title="&#34;&gt;&lt;script&gt;">&lt;b&gt;</p>'


def test_a_missing_week_breaks_the_line_and_is_never_bridged(board: Board) -> None:
    tile = board.tiles[0]
    chart = replace(tile.chart, values=(1.0, 2.0, None, 4.0, 5.0), meanings=(None,) * 5, spans=(), notes=())
    one = replace(board, tiles=(replace(tile, chart=chart),), focuses=(), lanes=(), actions=())
    assert board_markup(one).count("<polyline") == 2


def test_no_tile_and_no_card_names_rules_the_focus_page_does(board: Board) -> None:
    chart = replace(board.tiles[0].chart, rules_name="MDC", rules_note="Making Data Count rules (7 and 7)")
    judged = replace(board.tiles[0], chart=chart)
    one = replace(board, tiles=(judged,), focuses=(replace(board.focuses[0], tile=judged),))
    overview, _, focus = board_markup(one).partition('data-kind="measure"')
    assert "MDC" not in _text(overview) and "Making Data Count" not in _text(overview)
    assert "Making Data Count rules (7 and 7)" in _text(focus)


@pytest.mark.parametrize(("value", "shown"), [(438.6, "£439"), (10_185.0, "£10.2k"), (1_062.5, "£1,063"), (4.0, "£4")])
def test_money_is_short_where_it_would_squeeze_its_chart(board: Board, value: float, shown: str) -> None:
    money = replace(board.tiles[0], unit="£", value=value, value_text=format_value(value, "£"))
    assert f">{shown}<" in tiles.tile(money, tiles.Room(364, 168))
    assert f">{money.value_text}<" in tiles.tile(money, tiles.Room(600, 168)), "where there is room it stands in full"


@pytest.mark.parametrize("size", [(364, 134), (364, 168), (341, 150)])
@pytest.mark.parametrize("name", ["Falls", "Falls with harm on nights and at weekends", "Falls " * 12])
def test_a_late_tile_says_how_late_and_for_whom_it_waits_or_what_fits_of_that(
    board: Board, size: tuple[int, int], name: str
) -> None:
    late = replace(board.tiles[0], name=name, late=True, age_text="Week to 8 Nov, 2 weeks late, waiting for finance")
    words = _text(tiles.tile(late, tiles.Room(*size)))
    assert "2 weeks late" in words
    if name == "Falls":
        assert "waiting for finance" in words


def test_a_figure_being_checked_says_so_and_has_the_look_of_no_signal(board: Board) -> None:
    worse = replace(board.tiles[0], signal=Signal.CONCERN, doubt="41 or 4.1?")
    drawn = str(tiles.tile(worse, tiles.Room()))
    assert "Being checked" in _text(drawn) and "Worse" not in _text(drawn)
    assert "vm-worse" not in drawn and "vm-steady-tile" in drawn and "41 or 4.1" not in drawn


def test_days_since_are_drawn_as_days_between_events_with_the_longest(board: Board) -> None:
    since = days_since({TODAY - timedelta(days=ago): 1 for ago in (150, 121, 38)}, TODAY - timedelta(days=200), TODAY)
    drawn = str(tiles.tile(replace(board.tiles[0], since=since), tiles.Room()))
    bars = [float(tall) for tall in re.findall(r'class="vm-run[^>]* height="([\d.]+)"', drawn)]
    assert len(bars) == 4 and drawn.count("vm-run-now") == 1
    assert [round(bar / max(bars) * 83) for bar in bars] == [50, 29, 83, 38], "50, 29 and 83 days, and 38 up to now"
    assert "Our longest: 83" in _text(drawn) and "polyline" not in drawn
    grown = replace(since, days=90, runs=(50, 29, 83, 90), longest=90)
    assert "Our longest yet" in _text(tiles.tile(replace(board.tiles[0], since=grown), tiles.Room()))


def test_small_charts_of_a_wall_have_one_time_scale(board: Board) -> None:
    """The newest week stands at the same place in every chart, and a week is as wide in a short one as in a long."""
    chart = board.tiles[0].chart
    short = replace(chart, weeks=chart.weeks[-5:], values=chart.values[-5:], meanings=chart.meanings[-5:], spans=())
    window = window_of([chart, short])
    places = [
        [float(x) for x in re.findall(r"([\d.]+),", re.findall(r'points="([^"]+)"', spark(drawn, 150, 56, window))[-1])]
        for drawn in (replace(chart, spans=()), short)
    ]
    assert places[0][-5:] == places[1]


def test_a_paused_team_says_so_in_its_header_and_asks_for_nothing(board: Board) -> None:
    paused = replace(board, paused="Paused since 3 Nov: the ward moves")
    words = _text(board_markup(paused))
    assert "Paused since 3 Nov: the ward moves" in words and "Next huddle" not in words
    public = _text(board_markup(public_face(paused)))
    assert "Paused" in public and "the ward moves" not in public


def test_while_a_huddle_is_under_way_the_wall_says_so(board: Board) -> None:
    hours = (MOMENT, MOMENT + timedelta(minutes=30))
    opened = replace(board, huddle_hours=hours)
    assert "Huddle now" not in _text(board_markup(board))
    header = str(board_parts(opened, hours=shown_at(opened, MOMENT)).header)
    assert re.search(r'vm-now"[^>]*data-until="\d+"><b>Huddle now', header) and re.search(r"data-else hidden", header)
    later = str(board_parts(opened, hours=shown_at(opened, hours[1])).header)
    assert re.search(r'vm-now"[^>]* hidden><b>Huddle now', later)


def test_before_a_huddle_the_wall_says_what_is_still_missing_but_not_before_the_public(board: Board) -> None:
    owed = (Owed(1, "Falls", 1), Owed(2, "Pay", 1, "finance"))
    soon = replace(board, owed=owed, missing_hours=(MOMENT, MOMENT + timedelta(minutes=30)))
    footer = str(board_parts(soon, hours=shown_at(soon, MOMENT)).footer)
    assert "Still missing for the huddle Falls, Pay (waiting for finance)" in _text(footer)
    assert "finance" not in _text(board_markup(public_face(replace(soon, tiles=(), focuses=(), actions=()))))


def test_where_a_huddle_sends_up_the_wall_lists_what_is_sent_up_alone(board: Board) -> None:
    sent = replace(board.actions[0], text="A second porter", told="Asked 12 days ago, with Division since 1 May")
    listed = replace(
        board, actions=(sent, *board.actions[1:]), follow=Follow("escalate", None, MOMENT + timedelta(minutes=30))
    )
    parts = board_parts(listed)
    page = _text(parts.pages[parts.led[0]])
    assert "A second porter" in page and "Asked 12 days ago, with Division since 1 May" in page
    assert board.actions[1].text not in page
    assert 'data-kind="sent-up"' not in board_markup(board)


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


def test_what_a_ward_below_asks_is_no_action_of_ours_to_tick(board: Board) -> None:
    ours = ActionLine(7, "Order slings", "JD", "Today", False, 1)
    theirs = replace(ours, text="From Ward 4: A second porter", told="Waits for 3 days", from_below=True, late=True)
    own, asked = (str(actions.section([line], "").draw(line, 600)) for line in (ours, theirs))
    assert 'class="vm-box"' in own and 'data-action="7"' in own
    assert 'class="vm-no-box"' in asked and "data-action" not in asked, "the number is of another team's action"


def test_how_old_a_figure_is_stands_once_and_beside_its_target_where_there_is_room(board: Board) -> None:
    old = replace(board.tiles[0], age_text="Week to 8 Nov", target_text="Target 3", doubt="")
    tall, flat = (str(tiles.tile(old, tiles.Room(height=height))) for height in (220, 130))
    assert tall.count("Week to 8 Nov") == flat.count("Week to 8 Nov") == 1
    assert "Target 3" in tall and "Target 3" not in flat, (
        "where there is no line for it, it stands where the target was"
    )


def test_a_figure_that_is_being_checked_is_not_called_provisional_besides(board: Board) -> None:
    sure = replace(board.tiles[0], age_text="", spread="", provisional=True)
    assert tiles.data_note(replace(sure, doubt="")) == "Provisional"
    assert tiles.data_note(replace(sure, doubt="Ten times the usual?")) == ""


def test_a_project_in_more_than_one_trouble_says_the_gravest(board: Board) -> None:
    of = next(focus for focus in board.focuses if focus.card)
    assert of.card

    def said(**trouble: Any) -> str:
        card = replace(of.card, **trouble)
        drawn = "".join(map(str, focus_measure(replace(of, card=card), SIZES[Layout.LANDSCAPE], Layout.LANDSCAPE)))
        return _text(drawn.partition('class="vm-project-line"')[2].partition("vm-block")[0])

    every = {"halted": "Halted", "blocked": "No slings", "stuck": True}
    calm = {"halted": "", "blocked": "", "stuck": False}
    for trouble, word in (
        (every, "Halted"), (every | {"halted": ""}, "Blocked"), (calm | {"stuck": True}, "Stuck"), (calm, ""),
    ):  # fmt: skip
        assert [name for name in ("Halted", "Blocked", "Stuck") if name in said(**trouble)] == [word][: bool(word)]
