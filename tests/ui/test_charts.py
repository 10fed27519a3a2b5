"""A measure's chart as plotly draws it, as a picture to print, and as a table to reckon with."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from vmboard.domain.measures.new_line import NewLine
from vmboard.domain.views.board import Chart, ChartDecision, Note, PointLine, Span
from vmboard.domain.words import Signal
from vmboard.render.picture import svg, tokens
from vmboard.render.typeset import text_width
from vmboard.ui import chart_marks, charts
from vmboard.ui.chart_marks import Mark
from vmboard.ui.stylesheet import stylesheet

FIRST = date(2026, 5, 3)
BETTER, WORSE, CHANGED, STEADY = Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL, Signal.COMMON_CAUSE
SVG = "{http://www.w3.org/2000/svg}"


def chart(values: list[float | None], meanings: list[Signal | None] | None = None, **more: Any) -> Chart:
    said = meanings or [None if value is None else STEADY for value in values]
    weeks = tuple(FIRST + timedelta(weeks=place) for place in range(len(values)))
    plain: dict[str, Any] = {
        "spans": (Span(0, len(values) - 1, 4.0, 1.0, 7.0),), "target": None, "unit": "", "decimals": None,
        "rules_note": "XmR chart, Making Data Count rules (7 and 7), screened ranges",
    }  # fmt: skip
    return Chart(weeks, tuple(values), tuple(said), **(plain | more))


def drawn(one: Chart, happened: tuple[Mark, ...] = ()) -> dict[str, Any]:
    lines = [
        PointLine(week, f"{week.day} {week:%b}", str(value), "", "", "<b>note</b>", "1 to 7", said, "Steady", False)
        for week, value, said in zip(one.weeks, one.values, one.meanings, strict=True)
    ]
    figure: dict[str, Any] = json.loads(charts.figure(one, lines, happened).to_json())  # as the browser gets it
    figure["layout"].pop("template")  # plotly's own colours, none of which shows
    return figure


def named(figure: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["name"] == name]


def test_special_points_differ_by_shape_as_well_as_by_colour() -> None:
    figure = drawn(chart([4, 2, 6, 5, 4], [STEADY, BETTER, WORSE, CHANGED, STEADY]))
    found = {name: named(figure, name)[0]["marker"] for name in ("Better", "Worse", "Changed")}
    assert {name: marker["symbol"] for name, marker in found.items()} == {
        "Better": "circle", "Worse": "diamond", "Changed": "square",
    }  # fmt: skip
    assert len({marker["color"][0] for marker in found.values()}) == 3


def test_a_missing_week_breaks_the_line_and_has_no_point() -> None:
    figure = drawn(chart([4, None, 6]))
    (line,) = named(figure, "Figures")
    assert line["y"] == [4, None, 6]
    assert line["connectgaps"] is False
    assert named(figure, "As usual")[0]["x"] == [0, 2]


def test_a_week_left_out_is_hollow_and_the_one_before_it_is_the_latest() -> None:
    figure = drawn(chart([4, 5, 40], ghosts=frozenset({2})))
    (hollow,) = named(figure, "Left out")
    assert hollow["marker"]["color"] == tokens()["panel"]
    sizes = named(figure, "As usual")[0]["marker"]["size"]
    assert sizes[1] > sizes[0]


def test_each_stretch_has_its_own_centre_line_and_usual_range() -> None:
    figure = drawn(chart([4, 5, 1, 2], spans=(Span(0, 1, 4.5, 2, 7), Span(2, 3, 1.5, 0, 3))))
    assert [(line["x"], line["y"][0]) for line in named(figure, "Centre line")] == [
        ([-0.5, 1.5], 4.5),
        ([1.5, 3.5], 1.5),
    ]
    assert [(min(band["x"]), max(band["x"]), max(band["y"])) for band in named(figure, "Usual range")] == [
        (-0.5, 1.5, 7), (1.5, 3.5, 3),
    ]  # fmt: skip


def test_limits_that_vary_are_drawn_week_by_week_and_no_further_than_a_share_can_go() -> None:
    limits = ((-10.0, 90.0), (20.0, 120.0), (None, None))
    one = chart([50, 60, None], unit="%", spans=(Span(0, 2, 55),), limits=limits)
    assert [(min(band["y"]), max(band["y"])) for band in named(drawn(one), "Usual range")] == [(0, 90), (20, 100)]


def test_the_plot_makes_room_for_the_line_that_is_offered_and_its_limits() -> None:
    offered = NewLine(FIRST, 20.0, ((-5.0, 45.0),) * 3, "")
    lines = [PointLine(FIRST, "", "", "", "", "", "", STEADY, "", False)] * 3
    bottom, top = charts.figure(chart([4, 5, 6]), lines, (), offered).layout.yaxis.range
    assert bottom == 0 and top >= 45, "no lower than a count can go"


def test_a_target_is_a_dotted_line_with_its_value() -> None:
    figure = drawn(chart([4, 5, 6], target=3.0))
    assert "dash" in named(figure, "Target")[0]["line"]
    assert any("3" in note["text"] and "Target" in note["text"] for note in figure["layout"]["annotations"])


@pytest.mark.parametrize("figures", [[4, 5, 6, 410], [4, 5, 6, -400], [4, 5, 6]])
def test_names_of_target_and_average_stand_apart_where_both_are_at_the_foot_or_the_top(figures: list[float]) -> None:
    """One figure a hundred times the others, and its chart is as flat as a line."""
    beside = drawn(chart(figures, target=4.1))["layout"]["annotations"]
    heights = sorted(note["yshift"] for note in beside)
    assert len(heights) == 2 and heights[1] - heights[0] >= 39 and heights[0] >= 14


def test_what_pops_up_says_week_and_figure_and_shows_typed_words_as_typed() -> None:
    (words,) = named(drawn(chart([4])), "As usual")[0]["hovertext"]
    assert words == "<b>Week ending 3 May</b><br>4<br>Steady<br>&lt;b&gt;note&lt;/b&gt;"


def test_by_keyboard_a_point_is_told_in_the_words_that_pop_up_and_a_missing_week_says_so() -> None:
    one = chart([4, None], [WORSE, None], unit="days")
    lines = [
        PointLine(FIRST, "3 May", "4", "", "Provisional", "flood", "1 to 3", WORSE, "Worse: above the usual", False),
        PointLine(one.weeks[1], "10 May", "–", "", "Not in yet", "", "", None, "", False),
    ]
    assert charts.spoken(one, lines, [Mark(1, ("PDSA 1", "Testing"), "")]) == [
        "Week ending 3 May: 4 days. Worse: above the usual. Provisional. flood.",
        "Week ending 10 May: Not in yet. PDSA 1, Testing.",
    ]


@pytest.mark.parametrize("wide", chart_marks.LAYOUTS)
def test_labels_above_a_chart_never_touch_and_take_two_rows_at_most(wide: int) -> None:
    happened = [Mark(i, (f"PDSA {i}", "Testing"), "") for i in (1, 2, 3, 20, 40, 41, 42, 43, 60, 76, 77)]
    found = chart_marks.placed(happened, 78, wide)
    reach = {
        mark: (wide * (mark.index + 0.7) / 78.4, text_width(words, chart_marks.TEXT, bold=True) / 2 + 5, row)
        for mark, (words, row) in found.items()
    }
    for one, (middle, half, row) in reach.items():
        assert row in (0, 1)
        for other, (there, its, same) in reach.items():
            assert other == one or same != row or abs(middle - there) > half + its
    assert len(found) >= 6
    assert found[happened[3]][0] == "PDSA 20, Testing", "where there is room, all that happened"


def test_what_has_no_room_for_a_label_still_has_its_line_and_its_words() -> None:
    happened = tuple(Mark(i, (f"PDSA {i}",), "week ending 3 May 2026") for i in range(12))
    figure = drawn(chart([4.0] * 12 + [5.0] * 66), happened)
    assert len(figure["layout"]["shapes"]) == 12
    assert len(named(figure, "Happened")[0]["hovertext"]) == 12
    assert len(figure["layout"]["annotations"]) < 24


def test_two_things_in_one_week_are_one_mark_and_a_cycle_comes_first(measure_view: Any) -> None:
    notes = (Note(1, "Testing"), Note(1, "PDSA 1"), Note(1, "PDSA 1"), Note(2, "Stopped, and what we learned"))
    rebase = ChartDecision(1, FIRST + timedelta(weeks=1), "", "new trolley", "")
    found = chart_marks.marks(measure_view(replace(chart([4, 5, 6]), notes=notes), (rebase,)))
    assert [(mark.index, mark.words) for mark in found] == [
        (1, "Rebased: new trolley, PDSA 1, Testing"), (2, "Stopped, and what we learned"),
    ]  # fmt: skip
    assert [mark.label for mark in found] == ["Rebased", "Stopped"]


@pytest.mark.parametrize("values", [[0.0], [-3.0, -1.0], [5.0, 5.0], [1e9, 2e9], [0.1] * 14])
def test_any_figures_can_be_drawn(values: list[float | None]) -> None:
    figure = drawn(chart(values, spans=(), target=None))
    low, high = figure["layout"]["yaxis"]["range"]
    assert low < high
    assert all(low <= value <= high for value in values if value is not None)


def test_every_colour_of_a_chart_is_one_of_the_wall_and_has_its_dark_one_in_the_stylesheet() -> None:
    limits = ((1.0, 7.0),) * 5
    one = chart(
        [4, 2, 6, 5, 4], [STEADY, BETTER, WORSE, CHANGED, STEADY], target=3.0, limits=limits, ghosts=frozenset({0})
    )
    figure = drawn(one, (Mark(1, ("PDSA 1",), ""),))
    used = set(re.findall(r"#[0-9A-F]{6}", str(figure)))
    assert used <= set(tokens().values())
    for colour in used:
        assert f"light-dark({colour}, " in stylesheet(), colour


def test_a_picture_is_whole_in_itself_and_says_what_it_shows_and_by_which_rules() -> None:
    one = chart([4, 2, 6], [STEADY, BETTER, WORSE])
    text = svg(one, "Falls & <slips>", one.rules_note, 1600, 900)
    root = ElementTree.fromstring(text)
    assert (root.tag, root.get("width"), root.get("height")) == (f"{SVG}svg", "1600", "900")
    words = [element.text for element in root.iter(f"{SVG}text")]
    assert "Falls & <slips>" in words
    assert one.rules_note in words
    style = root.find(f"{SVG}style")
    assert style is not None
    assert "Atkinson Hyperlegible Next" in str(style.text)
    assert "var(" not in str(style.text), "colours are written out"
    assert "http" not in text.replace("http://www.w3.org/2000/svg", ""), "nothing is fetched"


def test_a_long_title_wraps_and_a_measure_without_figures_says_so() -> None:
    text = svg(chart([], spans=()), "A very long name of a measure " * 5, "", 1600, 900)
    words = [element.text or "" for element in ElementTree.fromstring(text).iter(f"{SVG}text")]
    assert "No figures yet" in words
    assert len(words) > 2
    assert all(text_width(line, 46, bold=True) <= 1600 - 88 for line in words)


def test_the_table_to_download_has_plain_numbers_and_no_formula(measure_view: Any) -> None:
    from vmboard.files.points import write_points

    one = chart([4, None, -2.5])
    data = write_points(measure_view(one, (), note="=1+1"))
    heads, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert heads[:4] == ["Measure", "Unit", "Week ending", "Figure"]
    assert [row[2:4] for row in rows] == [["2026-05-17", "-2.5"], ["2026-05-10", ""], ["2026-05-03", "4"]]
    assert {row[heads.index("Note")] for row in rows} == {"'=1+1"}
    assert {row[heads.index("Judged by")] for row in rows} == {one.rules_note}


@pytest.fixture
def measure_view() -> Any:
    """A measure's page around a chart."""
    from vmboard.domain.views.board import MeasureView, Tile
    from vmboard.domain.words import Domain

    def make(one: Chart, rebases: tuple[ChartDecision, ...], note: str = "") -> MeasureView:
        told: Any = ("", "", "", FIRST, "", False, "", "", None)
        tile = Tile(1, "Falls", "Falls", Domain.SAFETY, "", 4.0, "4", "", STEADY, *told, one)
        rows = [
            PointLine(week, "", "", "", "", note, "1 to 7", STEADY, "Steady", False) for week in reversed(one.weeks)
        ]
        return MeasureView(
            tile, 1, "", "", "", "lower is better", False, tuple(rows), "", "", True, "", "", "", None, "", None,
            rebases, (), "",
        )  # fmt: skip

    return make


@pytest.mark.parametrize("count", range(1, 60))
def test_dates_below_a_chart_stand_apart_on_a_phone_and_name_the_first_and_the_last_week(count: int) -> None:
    """Of eight weeks five dates would leave two side by side, 36 pixels from middle to middle, each 44 broad."""
    places = charts.dated(count)
    assert (places[0], places[-1]) == (0, count - 1) and len(places) <= 5
    apart = [(later - earlier) * 305 / (count + 0.4) for earlier, later in pairwise(places)]
    assert all(distance >= 46 for distance in apart), (count, places)
    assert len(places) == min(5, count) or count in (7, 8), "elsewhere there is room for five"
