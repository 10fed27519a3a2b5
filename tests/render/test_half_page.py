"""The whole board on half a page: a table to whoever hears it, shapes to whoever sees no colour, one file for paper."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from vmboard.domain.spc.words import Went
from vmboard.domain.views.board import Chart, Tile
from vmboard.domain.views.measures import MeasureLine, SigmaDot, SigmaWeek, Standing
from vmboard.domain.words import Domain, Signal
from vmboard.render.half_page import half_page, sentence
from vmboard.render.half_page_picture import picture
from vmboard.render.typeset import text_width
from vmboard.ui.stylesheet import stylesheet

WEEK = date(2026, 11, 15)
LONG = "Patients with a venous thromboembolism risk assessed on time"
STEADY, WORSE, BETTER, CHANGED = Signal.COMMON_CAUSE, Signal.CONCERN, Signal.IMPROVEMENT, Signal.NEUTRAL
SVG = "{http://www.w3.org/2000/svg}"
CHART = Chart((), (), (), (), None, "", None, "")


def dot(signal: Signal | None = STEADY, sigmas: float | None = 1.0, side: int | None = 1) -> SigmaDot:
    return SigmaDot(Standing.COUNTS, signal, sigmas, side)


def weeks(*last: SigmaDot | Standing) -> tuple[SigmaWeek, ...]:
    """Twelve weeks, steady but for the last."""
    stand = [*[dot()] * (12 - len(last)), *last]
    made = []
    for n, what in enumerate(stand):
        standing, dots = (what, ()) if isinstance(what, Standing) else (what.standing, (what,))
        made.append(SigmaWeek(WEEK - timedelta(weeks=11 - n), standing, dots, (-3.0, 3.0), has_centre=True))
    return tuple(made)


def line(
    signal: Signal = STEADY,
    went: Went | None = Went.LEVEL,
    *last: SigmaDot | Standing,
    name: str = "Falls",
    **more: str,
) -> MeasureLine:
    domain = Domain(more.pop("domain", "safety"))
    tile = Tile(
        1, name, name, domain, "", 4.0, "4", "", signal, "Normal for us: 0 to 9.", "", "", WEEK, "", False,
        more.pop("age_text", ""), "", None, CHART, went=went, **more,  # type: ignore[arg-type]
    )  # fmt: skip
    return MeasureLine(tile, "", True, weeks(*last), "0 to 9")


def shapes(drawn: str, part: str) -> set[str]:
    return set(re.findall(rf"<(\w+) [^>]*hp-{part}\"", drawn.replace('class="hp-key', "")))


def test_each_row_is_headed_by_its_measure_and_its_drawing_is_a_sentence() -> None:
    drawn = half_page([line(), line(name="Slips", domain="quality")])
    assert drawn.count('scope="row"') == 2 and drawn.count('scope="rowgroup"') == 2
    labels = re.findall(r'<svg viewBox="[^"]+" role="img" aria-label="([^"]+)"', drawn)
    assert labels == ["12 weeks to 15 Nov: 12 as usual. The latest lies 1.0 sigma above the average."] * 2
    assert "The last 12 weeks of every measure" in drawn


def test_a_sentence_tells_what_cannot_be_seen_and_guesses_nothing() -> None:
    row = line(WORSE, Went.UP, Standing.NO_FIGURE, replace(dot(), standing=Standing.LEFT_OUT), dot(WORSE, float("inf")))
    assert sentence(row) == (
        "12 weeks to 15 Nov: 9 as usual, 1 worse, 1 left out, 1 without a figure. "
        "The latest lies more than 10 sigma above the average."
    )
    young = replace(line(), weeks=tuple(replace(week, dots=(dot(None, None, None),)) for week in weeks()))
    assert sentence(young) == "12 weeks to 15 Nov: 12 not judged yet."
    none = replace(line(), weeks=tuple(replace(w, dots=(), standing=Standing.NOT_ASKED) for w in weeks()))
    assert sentence(none) == "12 weeks to 15 Nov: no figures yet."


def test_where_the_newest_was_left_out_it_is_said_where_the_one_before_lies() -> None:
    row = line(STEADY, Went.LEVEL, dot(STEADY, -2.0), replace(dot(WORSE, 9.0), standing=Standing.LEFT_OUT))
    assert sentence(row) == "12 weeks to 15 Nov: 11 as usual, 1 left out. The latest lies 2.0 sigma below the average."


def test_where_the_latest_has_no_line_of_its_own_yet_no_older_week_lends_it_one() -> None:
    """After a rebase: the weeks before it have lines, and say nothing of today."""
    rebased = line(Signal.NOT_ENOUGH, None, dot(None, None, None))
    assert sentence(rebased) == "12 weeks to 15 Nov: 11 as usual, 1 not judged yet."
    waiting = line(Signal.NOT_ENOUGH, None, Standing.NO_FIGURE)
    assert sentence(waiting) == "12 weeks to 15 Nov: 11 as usual, 1 without a figure.", "no week since then"
    assert "sigma" in sentence(line(WORSE, Went.UP, dot(WORSE), Standing.NO_FIGURE)), (
        "a week without a figure is no week"
    )


def test_word_and_arrow_say_what_the_tile_says_and_which_way_in_words() -> None:
    drawn = half_page([line(WORSE, Went.UP, dot(WORSE))])
    assert 'Worse<span class="hp-spoken"> (higher)</span>' in drawn
    checked = half_page([line(WORSE, Went.UP, dot(WORSE), doubt="41 or 4.1?")])
    assert ">Being checked</td>" in checked and "higher" not in checked and "Worse</td>" not in checked


def test_shapes_differ_without_colour() -> None:
    drawn = half_page([line(WORSE, Went.UP, dot(BETTER), dot(WORSE), dot(CHANGED))])
    rows = drawn[: drawn.index("hp-keys")]
    assert [shapes(rows, part) for part in ("better", "worse", "changed")] == [{"circle"}, {"path"}, {"rect"}]


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (Standing.NO_FIGURE, "No figure"),
        (Standing.NO_EVENT, "A week without one"),
        (replace(dot(), standing=Standing.LEFT_OUT), "Left out"),
        (replace(dot(), standing=Standing.BEING_CHECKED), "Being checked"),
        (dot(STEADY, None, 1), "Above or below the middle, where there are no limits"),
        (dot(WORSE), "Worse"),
    ],
)
def test_the_key_has_what_stands_here_and_nothing_else(last: SigmaDot | Standing, words: str) -> None:
    key = half_page([line(STEADY, Went.LEVEL, last)])
    assert f"</i>{words}</li>" in key and key.count("<li>") == 2, "with the usual range"


def test_what_is_further_than_the_scale_stands_at_its_edge_and_says_so() -> None:
    near, far = (half_page([line(WORSE, Went.UP, dot(WORSE, sigmas))]) for sigmas in (4.0, 40.0))
    assert "hp-quiet" not in near and "hp-quiet" in far


def test_a_name_is_escaped_on_the_page_and_in_the_file() -> None:
    rows = [line(name="<b>Falls</b>")]
    for drawn in (half_page(rows), picture(rows, "<i>Ward</i>")):
        assert "<b>Falls" not in drawn and "&lt;b&gt;Falls" in drawn and "<i>" not in drawn


def test_the_table_is_empty_without_measures() -> None:
    assert half_page([]) == ""


def test_the_file_is_whole_in_itself_drawn_by_attributes_alone() -> None:
    root = ElementTree.fromstring(picture([line(WORSE, Went.UP, dot(WORSE))], "Ward 7A", "Note"))
    assert not [e for e in root.iter() if e.tag in (f"{SVG}style", f"{SVG}script", f"{SVG}image")]
    assert not {name for e in root.iter() for name in e.attrib} & {"class", "style", "href"}
    fills = {e.get("fill") for e in root.iter()}
    assert "#B34700" in fills, "worse"


def test_twenty_five_measures_with_long_names_are_cut_nowhere_and_touch_nowhere() -> None:
    rows = [
        line(name=LONG, domain=domain, age_text="Week to 8 Nov, 1 week late") for domain in Domain for _ in range(5)
    ]
    root = ElementTree.fromstring(picture(rows, "Ward 7A", "Each dot is a week."))
    width, height = float(root.get("width", 0)), float(root.get("height", 0))
    boxes = []
    for e in root.iter(f"{SVG}text"):
        size, x = float(e.get("font-size", 0)), float(e.get("x", 0))
        wide = text_width(e.text or "", size, bold=e.get("font-weight") == "700")
        x -= wide / 2 if e.get("text-anchor") == "middle" else 0
        if (e.get("y") and size and e.get("fill") != "#14212E") or wide > 12:
            boxes.append((x, float(e.get("y", 0)) - size * 0.75, x + wide, float(e.get("y", 0)), e.text))
    assert all(box[0] >= 0 and box[2] <= width and box[3] <= height for box in boxes)
    touching = [
        (a[4], b[4]) for i, a in enumerate(boxes) for b in boxes[:i]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]  # fmt: skip
    assert touching == []
    assert "".join(root.itertext()).count("…") == 0


@pytest.mark.parametrize("rows", [[line(name=LONG)] * 16, [line()] * 25])
def test_sixteen_measures_with_long_names_take_half_a_sheet_and_twenty_five_with_short_ones(
    rows: list[MeasureLine],
) -> None:
    """Half of an A4 sheet that is 1,000 wide inside its edges is 734 tall."""
    assert float(ElementTree.fromstring(picture(rows, "Ward 7A")).get("height", 0)) <= 734


def test_the_stylesheet_dresses_every_part_that_is_drawn() -> None:
    parts = set(re.findall(r'class="(hp-[a-z]+)"', half_page([line(WORSE, Went.UP, *every())])))
    assert {part for part in parts if f".{part}" not in stylesheet()} == set()


def every() -> tuple[SigmaDot | Standing, ...]:
    return (
        Standing.NO_FIGURE, Standing.NO_EVENT, replace(dot(), standing=Standing.LEFT_OUT), dot(CHANGED), dot(BETTER),
        replace(dot(), standing=Standing.BEING_CHECKED), dot(STEADY, None, -1), dot(None, None, None), dot(WORSE),
    )  # fmt: skip
