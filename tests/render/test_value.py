"""The drawings of value: well formed, in figures that can be read, and never without their words."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from vmboard.domain.impact.return_on_investment import PRESET, Inputs
from vmboard.domain.impact.since_baseline import Change
from vmboard.domain.words import Direction, Signal
from vmboard.render.value import change_strip, curve_words, return_curve

INPUTS = Inputs(wards=20, cash=45_000, capacity=12_000, cost=120_000)


def change(team: str, now: float, signal: Signal = Signal.IMPROVEMENT) -> Change:
    return Change(team, 100.0, now, now / 100 - 1, signal, Direction.DECREASE)


def drawn(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


def by_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if one.get("class") == name]


def test_the_curve_marks_30_and_60_percent_and_the_chosen_share() -> None:
    root = drawn(return_curve(INPUTS))
    assert [one[0].text for one in by_class(root, "vl-mark")] == [
        "30% of wards: £1.88 for each £1, in cash", "60% of wards: £3.75 for each £1, in cash",
    ]  # fmt: skip
    assert len(by_class(root, "vl-chosen")) == 1
    assert len(by_class(root, "vl-cash")) == len(by_class(root, "vl-all")) == len(by_class(root, "vl-even")) == 1


def test_the_published_pair_stands_as_hollow_dots_round_ours_where_these_give_it() -> None:
    root = drawn(return_curve(Inputs(**PRESET)))
    hollow, ours = by_class(root, "vl-published"), by_class(root, "vl-mark")
    assert [one[0].text for one in hollow] == [
        "30% of wards: £2.32 for each £1. Published; inputs not published",
        "60% of wards: £5.00 for each £1. Published; inputs not published",
    ]  # fmt: skip
    assert [(one.get("cx"), one.get("cy")) for one in hollow] == [(one.get("cx"), one.get("cy")) for one in ours]
    apart = drawn(return_curve(INPUTS))
    assert [one.get("cy") for one in by_class(apart, "vl-published")] != [
        one.get("cy") for one in by_class(apart, "vl-mark")
    ]


def test_running_costs_are_drawn_below_nought_where_no_ward_delivers() -> None:
    root = drawn(return_curve(Inputs(**PRESET)))
    nought = next(float(one.get("y", "")) - 5 for one in by_class(root, "vl-word") if (one.text or "").startswith("£0"))
    assert _ends(by_class(root, "vl-cash")[0])[0][1] > nought


def test_the_chosen_point_moves_with_the_share() -> None:
    places = [
        float(by_class(drawn(return_curve(Inputs(cash=9, cost=9, share=share))), "vl-chosen")[0].get("cx", ""))
        for share in (0.0, 50.0, 100.0)
    ]
    assert places == sorted(places) and places[1] == pytest.approx((places[0] + places[2]) / 2)


def test_without_a_value_on_capacity_there_is_one_line() -> None:
    assert by_class(drawn(return_curve(Inputs(cash=9, cost=9))), "vl-all") == []


def test_nothing_is_drawn_of_nothing() -> None:
    assert return_curve(Inputs()) == return_curve(Inputs(cash=9)) == return_curve(Inputs(cost=9)) == ""


def test_the_curve_is_told_to_those_who_do_not_see_it() -> None:
    assert curve_words(INPUTS) == (
        "For each £1: 30% of wards: £1.88 in cash; 60% of wards: £3.75 in cash; each £1 comes back from 16%. "
        "Published; inputs not published: £2.32 at 30% and £5.00 at 60%."
    )
    assert "each £1 does not come back in cash." in curve_words(Inputs(cash=1, cost=9_000))
    assert drawn(return_curve(INPUTS)).get("aria-label") == curve_words(INPUTS)


def test_every_clear_change_has_its_place_and_what_is_not_clear_has_none() -> None:
    """On an axis a place is a size: a team without a signal stands at none, and makes no end of it."""
    unclear = change("C & D", 20, Signal.COMMON_CAUSE)
    root = drawn(change_strip([change("A", 79), change("B", 90), unclear]))
    assert [one[0].text for one in by_class(root, "vl-better")] == ["A: 21% lower, better", "B: 10% lower, better"]
    assert len(list(root.iter("circle"))) == 2
    assert [one.text for one in by_class(root, "vl-word")] == ["21% lower", "10% lower", "baseline"]
    assert root.get("aria-label") == "Clear changes of 2 teams: A 21% lower, B 10% lower"
    assert change_strip([change("A", 79), unclear]) == ""


def test_one_team_alone_has_no_range_to_draw() -> None:
    assert change_strip([change("A", 79)]) == change_strip([]) == ""
    assert change_strip([change("A", 100), change("B", 100)]) != ""


def test_in_the_strip_lower_stands_left_of_higher_and_the_baseline_between_them() -> None:
    root = drawn(change_strip([change("A", 79), change("C", 98), change("D", 121), change("B", 90)]))
    x = {one[0].text.partition(":")[0]: float(one.get("cx", "")) for one in root.iter("circle")}
    assert sorted(x, key=x.__getitem__) == ["A", "B", "C", "D"]
    words = {one.text: (float(one.get("x", "")), one.get("text-anchor")) for one in by_class(root, "vl-word")}
    assert words == {
        "21% lower": (x["A"], "start"), "baseline": ((x["A"] + x["D"]) / 2, "middle"), "21% higher": (x["D"], "end")
    }  # fmt: skip
    assert f"M{words['baseline'][0]} 16" in by_class(root, "vl-axis")[0].get("d", "")


def test_in_the_strip_of_teams_that_all_went_down_the_baseline_is_the_right_end() -> None:
    root = drawn(change_strip([change("A", 80), change("B", 90)]))
    a, b = (float(one.get("cx", "")) for one in root.iter("circle"))
    ends = {one.text: float(one.get("x", "")) for one in by_class(root, "vl-word")}
    assert ends["20% lower"] == a < b < ends["baseline"] and b == pytest.approx((a + ends["baseline"]) / 2)


def test_more_pounds_back_stand_higher() -> None:
    root = drawn(return_curve(INPUTS))
    less, more = by_class(root, "vl-mark")
    assert float(more.get("cx", "")) > float(less.get("cx", "")) and float(more.get("cy", "")) < float(
        less.get("cy", "")
    )
    cash, both = (_ends(by_class(root, name)[0]) for name in ("vl-cash", "vl-all"))
    assert cash[0] == both[0] and both[1][1] < cash[1][1], "with the rest it rises further"
    words = {one.text: (float(one.get("x", "")), float(one.get("y", ""))) for one in by_class(root, "vl-word")}
    assert [words[share][0] for share in ("30%", "60%")] == [float(one.get("cx", "")) for one in (less, more)]
    assert words["0%"][0] == cash[0][0] and words["100%"][0] == cash[1][0]
    assert words["£2"][1] < words["£0"][1]


def _ends(path: ElementTree.Element) -> list[tuple[float, float]]:
    places = path.get("d", "")[1:].split("L")
    return [(float(x), float(y)) for x, y in (place.split() for place in (places[0], places[-1]))]


def test_the_strip_of_a_percentage_speaks_in_points() -> None:
    """Its axis and its words: 30 points lower, never 60% lower."""
    noon = [replace(change("A", 70.0), unit="%"), replace(change("B", 90.0), unit="%")]
    strip = change_strip(noon)
    assert "30 points lower" in strip and "10 points lower" in strip and "% lower" not in strip
