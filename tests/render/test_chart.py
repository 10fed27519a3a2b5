"""Where a chart draws things: higher above lower, later right of earlier, limits, shapes, notes, what was left out."""

import re
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from vmboard.domain.views.board import Chart, Note, Span
from vmboard.domain.words import Signal
from vmboard.render.chart import Window, large, recent, spark, summary
from vmboard.render.frame import Frame, possible, room, tick_decimals, ticks_of
from vmboard.render.labels import note_rows, side, side_labels

USUAL = Signal.COMMON_CAUSE


def chart(*values: float | None, first: date = date(2026, 8, 2), **more: object) -> Chart:
    whole = Chart(
        weeks=tuple(first + timedelta(weeks=n) for n in range(len(values))), values=values,
        meanings=tuple(None if value is None else USUAL for value in values), spans=(), target=None, unit="",
        decimals=None, rules_note="MDC",
    )  # fmt: skip
    return replace(whole, **more)  # type: ignore[arg-type]


def drawn(view: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(large(view, 1000, 600))


def by_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if one.get("class") == name]


def points(root: ElementTree.Element) -> list[list[tuple[float, float]]]:
    """The places of each unbroken line."""
    lines = by_class(root, "vm-line")
    return [[(float(x), float(y)) for x, y in (p.split(",") for p in one.get("points", "").split())] for one in lines]


def starts(root: ElementTree.Element, name: str) -> list[tuple[float, float]]:
    """Where the outlines of a class begin."""
    return [
        (float(x), float(y))
        for one in by_class(root, name)
        for x, y in re.findall(r"M([\d.]+),([\d.]+)", one.get("d", ""))
    ]


def levels(root: ElementTree.Element, name: str) -> list[tuple[float, float, float]]:
    """Each level line of a class: left, height, right."""
    found = [re.findall(r"M([\d.]+) ([\d.]+)H([\d.]+)", one.get("d", "")) for one in by_class(root, name)]
    return [(float(left), float(y), float(right)) for one in found for left, y, right in one]


def test_higher_stands_above_and_later_to_the_right() -> None:
    ((first, second, third),) = points(drawn(chart(2.0, 8.0, 5.0)))
    assert first[0] < second[0] < third[0] and second[0] - first[0] == pytest.approx(third[0] - second[0], abs=0.2)
    assert second[1] < third[1] < first[1] and third[1] == pytest.approx((first[1] + second[1]) / 2, abs=0.2)


def test_a_missing_week_keeps_its_place_and_a_lone_figure_has_no_line() -> None:
    root = drawn(chart(1.0, 2.0, None, 4.0, None, 6.0, 7.0))
    runs = points(root)
    assert [len(run) for run in runs] == [2, 2]
    step = runs[0][1][0] - runs[0][0][0]
    assert runs[1][0][0] - runs[0][0][0] == pytest.approx(5 * step, abs=0.3)


def test_beside_others_a_measure_that_is_late_ends_where_its_last_week_stands_on_theirs() -> None:
    whole, late = chart(*[4.0, 5.0] * 10), chart(*[4.0, 5.0] * 8)
    window = Window(whole.weeks[-1], 20)
    lines = [points(ElementTree.fromstring(spark(view, 200, 80, window)))[0] for view in (whole, late)]
    assert len(lines[1]) == 16 and [x for x, _ in lines[1]] == [x for x, _ in lines[0][:16]]
    years_old = chart(*[4.0, 5.0] * 8, first=date(2024, 1, 7))
    assert spark(years_old, 200, 80, window), "one older than all the window shows its last figure"


def test_each_stretch_has_its_own_centre_line_and_band_at_its_own_heights() -> None:
    spans = (Span(0, 3, 2.0, 1.0, 3.0), Span(4, 7, 8.0, 6.0, 10.0))
    root = drawn(chart(2, 3, 1, 2, 8, 9, 7, 8, spans=spans, target=9.0))
    ((places),) = points(root)
    (low, high), (target,) = levels(root, "vm-centre"), levels(root, "vm-target")
    assert low == pytest.approx((*places[0], places[3][0]), abs=0.2)
    assert high == pytest.approx((*places[4], places[7][0]), abs=0.2)
    assert target == pytest.approx((places[0][0], places[5][1], places[7][0]), abs=0.2)
    first, second = by_class(root, "vm-band")
    for band, left, right, upper, lower in ((first, 0, 3, 3.0, 1.0), (second, 4, 7, 10.0, 6.0)):
        x, y, wide, tall = (float(band.get(name, "")) for name in ("x", "y", "width", "height"))
        assert (x, round(x + wide, 1)) == (places[left][0], places[right][0])
        scale = (places[2][1] - places[5][1]) / 8
        assert tall == pytest.approx(scale * (upper - lower), abs=0.3)
        assert y == pytest.approx(places[2][1] - scale * (upper - 1), abs=0.3)


def test_limits_that_vary_are_a_step_around_each_point_that_has_them() -> None:
    limits = ((1.0, 9.0), (2.0, 6.0), (None, None), (0.0, 10.0))
    root = drawn(chart(5.0, 5.0, None, 5.0, limits=limits))
    bands = [[float(one.get(name, "")) for name in ("x", "width", "y", "height")] for one in by_class(root, "vm-band")]
    wide, narrow, last = bands
    step = 2 * wide[1]
    assert narrow[1] == pytest.approx(step, abs=0.2) and last[1] == pytest.approx(step / 2, abs=0.2)
    assert wide[2] < narrow[2] and wide[3] == pytest.approx(2 * narrow[3], abs=0.3) and last[3] > wide[3]
    assert narrow[0] == pytest.approx(wide[0] + wide[1], abs=0.2)


def test_every_signal_stands_at_its_own_point_in_its_own_shape() -> None:
    meanings = (USUAL, Signal.CONCERN, Signal.IMPROVEMENT, Signal.NEUTRAL, Signal.CONCERN, USUAL)
    root = drawn(chart(1, 9, 2, 8, 3, 5, meanings=meanings))
    ((places),) = points(root)
    assert starts(root, "vm-dot vm-dot-worse") == [places[1], places[4]]
    assert starts(root, "vm-dot vm-dot-better") == [places[2]] and starts(root, "vm-dot vm-dot-changed") == [places[3]]
    assert starts(root, "vm-usual") == [places[0], places[5]] and starts(root, "vm-dot vm-dot-now") == [places[5]]
    worse, better = by_class(root, "vm-dot vm-dot-worse")[0], by_class(root, "vm-dot vm-dot-better")[0]
    assert "l" in worse.get("d", "") and "a" in better.get("d", "")


def test_the_newest_point_that_counts_is_large_and_in_the_shape_of_what_it_means() -> None:
    worse = (USUAL, USUAL, Signal.CONCERN)
    assert len(starts(drawn(chart(1, 2, 9, meanings=worse)), "vm-dot vm-dot-worse")) == 2, "small, and large over it"
    root = drawn(chart(1, 2, 9, None, meanings=(*worse, None)))
    assert starts(root, "vm-dot vm-dot-worse")[-1] == (starts(root, "vm-dot vm-dot-worse")[0])


def test_a_point_left_out_is_hollow_and_never_the_newest() -> None:
    root = drawn(chart(1, 2, 9, ghosts=frozenset({2}), meanings=(USUAL, USUAL, Signal.CONCERN)))
    ((places),) = points(root)
    assert starts(root, "vm-ghost") == [places[2]] and starts(root, "vm-dot vm-dot-worse") == []
    assert starts(root, "vm-dot vm-dot-now") == [places[1]] and starts(root, "vm-usual") == places[:2]
    two = drawn(chart(1, 2, 9, 9, ghosts=frozenset({1, 3})))
    ((four),) = points(two)
    assert starts(two, "vm-ghost") == [four[1], four[3]] and starts(two, "vm-dot vm-dot-now") == [four[2]]


def test_what_happened_is_marked_at_its_week_and_two_that_would_touch_stand_in_two_rows() -> None:
    notes = (Note(4, "PDSA 2"), Note(3, "PDSA 1"), Note(0, "Rebase"))
    root = drawn(chart(*[5.0] * 20, notes=notes))
    ((places),) = points(root)
    events = [re.findall(r"M([\d.]+) ", one.get("d", ""))[0] for one in by_class(root, "vm-event")]
    assert [float(x) for x in events] == [places[n][0] for n in (0, 3, 4)]
    pills = {one.text: one for one in by_class(root, "vm-pill-text")}
    assert float(pills["PDSA 1"].get("x", "")) == places[3][0]
    assert float(pills["PDSA 1"].get("y", "")) != float(pills["PDSA 2"].get("y", ""))


def test_a_third_note_on_one_spot_keeps_its_line_and_loses_its_words() -> None:
    rows = note_rows([Note(n, "A longer note") for n in (1, 2, 3)], lambda index: 10.0 * index)
    assert [(note.index, note.label, row) for note, row in rows] == [
        (1, "A longer note", 0), (2, "A longer note", 1), (3, "", 0),
    ]  # fmt: skip


def test_only_the_newest_weeks_are_drawn_and_everything_moves_with_them() -> None:
    whole = chart(
        *map(float, range(10)), spans=(Span(0, 3, 1.0), Span(4, 7, 5.0), Span(8, 9, 8.0)), ghosts=frozenset({2, 5, 6}),
        notes=(Note(5, "old"), Note(6, "new")), limits=tuple((float(n), n + 1.0) for n in range(10)),
    )  # fmt: skip
    cut = recent(whole, 4)
    assert (cut.values, cut.weeks) == ((6.0, 7.0, 8.0, 9.0), whole.weeks[6:])
    assert [(span.first, span.last, span.centre) for span in cut.spans] == [(0, 1, 5.0), (2, 3, 8.0)]
    assert cut.ghosts == {0} and cut.notes == (Note(0, "new"),) and cut.limits[0] == (6.0, 7.0) and len(cut.limits) == 4
    assert recent(whole, 10) is whole and recent(whole, 11) is whole
    for last, left in ((5, 1), (6, 2)):
        assert len(recent(replace(whole, spans=(Span(0, last, 1.0), Span(last + 1, 9, 2.0))), 4).spans) == left


def test_the_small_chart_has_the_last_half_year_and_the_large_one_two_years() -> None:
    long = chart(*[float(n % 7) for n in range(130)])
    assert len(ElementTree.fromstring(spark(long, 200, 50))[0].get("points", "").split()) == 26
    assert len(points(drawn(long))[0]) == 104
    assert summary(chart(4.0, None, 1.0, 2.0)) == "3 weeks, from 1 to 4; latest 2"
    assert summary(chart(None)) == "No figures yet" and large(chart(None), 900, 500) == spark(chart(None), 90, 50) == ""


def test_the_right_end_names_the_latest_middle_and_the_target_the_higher_above() -> None:
    view = chart(5.0, 5.0, spans=(Span(0, 0, 2.0, 1.0, 3.0), Span(1, 1, 5.25, 4.0, 6.0)), target=9.0)
    assert [(value, words) for value, words, _ in side_labels(view)] == [(5.25, "Average 5.3"), (9.0, "Target 9")]
    run = replace(view, spans=(Span(0, 1, 5.0),))
    assert side_labels(run)[0][1] == "Middle 5.0" and side_labels(replace(view, spans=(), target=None)) == []
    frame = Frame(0, 0, 100, 400, 0, 10, 2)
    for labels in ([(5.0, "a", ""), (9.0, "b", "")], [(5.0, "a", ""), (5.1, "b", "")]):
        (upper, lower) = (str(one) for one in side(frame, labels))
        assert ">b<" in upper and ">a<" in lower
        heights = [float(re.findall(r' y="([-\d.]+)"', one)[0]) for one in (upper, lower)]
        assert heights[1] - heights[0] >= 37.9


def test_labels_at_the_foot_are_pushed_up_and_stay_on_the_chart() -> None:
    frame = Frame(0, 0, 100, 400, 0, 10, 2)
    heights = [
        float(re.findall(r' y="([-\d.]+)"', str(one))[0]) for one in side(frame, [(0.0, "a", ""), (0.1, "b", "")])
    ]
    assert max(heights) <= 406 and heights[1] - heights[0] == pytest.approx(38)


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 10, [0, 2.5, 5, 7.5, 10]), (0, 4, [0, 1, 2, 3, 4]), (3, 97, [25, 50, 75]), (-5, 5, [-5, -2.5, 0, 2.5, 5]),
     (0, 0.8, [0, 0.2, 0.4, 0.6, 0.8]), (0, 7, [0, 2, 4, 6])],
)  # fmt: skip
def test_ticks_are_round_and_cover_the_range(low: float, high: float, ticks: list[float]) -> None:
    assert ticks_of(low, high) == pytest.approx(ticks)
    assert tick_decimals(ticks) == max(len(f"{tick:g}".partition(".")[2]) for tick in ticks)


def test_a_range_has_air_and_is_never_of_no_height_nor_below_nought_without_need() -> None:
    assert room([10.0, 20.0]) == pytest.approx((9.4, 20.6)) and room([0.5, 10.0]) == pytest.approx((0.5, 10.57))
    assert (
        room([0.0, 0.0]) == (0.0, 0.5) and room([50.0]) == (45.0, 55.0) and room([-1.0, 9.0])[0] == pytest.approx(-1.6)
    )


def test_limits_go_no_further_than_figures_can() -> None:
    assert possible(chart(0.0, 5.0), [0.0, 5.0])[0] == 0.0 and possible(chart(-1.0), [-1.0])[0] < -1e9
    percent = chart(50.0, unit="%")
    assert possible(percent, [100.0])[1] == 100.0 and possible(percent, [100.1])[1] > 1e9
    assert possible(chart(50.0), [50.0])[1] > 1e9


def test_a_value_beyond_the_frame_stands_on_its_edge() -> None:
    frame = Frame(10, 20, 110, 220, 0, 10, 3)
    assert [frame.y(value) for value in (-5, 0, 5, 10, 99)] == [220, 220, 120, 20, 20]
    assert [frame.x(index) for index in (0, 1, 2)] == [10, 60, 110] and Frame(10, 0, 110, 1, 0, 1, 1).x(0) == 10
