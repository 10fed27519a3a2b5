"""A year's planner with noughts in its weeks to come, plans and forecasts among the weeks, a month's figures under days
that end a week, and what a sheet of definitions says of the measures beside it."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.files.build import W, book, text
from tests.files.known_ward import THREE, doubts, falls, figures, judged

D = ("08/11/2026", "15/11/2026", "22/11/2026")
PLANNER = [datetime(2026, 11, 8) + timedelta(7 * n) for n in range(8)]


def _why(sheet: Any) -> str:
    return " ".join(entry.why for entry in sheet.left_out)


# --- noughts of weeks to come ---


def test_a_nought_of_the_week_under_way_before_weeks_to_come_is_said_and_not_taken() -> None:
    across = judged(book(["Measure", *PLANNER], ["Falls", 4, 2, 5, *[0] * 5]), "a.xlsx")
    down = judged(book(["W/E", "Falls"], *zip(PLANNER, [4, 2, 5, *[0] * 5], strict=True)), "a.xlsx")
    for sheet in (across, down):
        assert figures(sheet) == falls(4, 2, 5) and not doubts(sheet)
        assert "29 Nov, which is not over, was left out: the weeks to come have 0 too" in _why(sheet)


def test_noughts_of_full_weeks_just_before_them_are_asked_about() -> None:
    data = book(["Measure", *PLANNER], ["Falls", 4, 2, *[0] * 6])
    (ask,) = judged(data, "a.xlsx").asks
    assert ask.cell == "D2" and "22 Nov: 0, and the weeks to come have 0 too" in ask.question
    assert figures(judged(data, "a.xlsx", "D2=Yes, 0")) == falls(4, 2, 0)
    assert figures(judged(data, "a.xlsx", "D2=Leave it out")) == falls(4, 2)


def test_a_nought_is_a_figure_where_the_weeks_to_come_are_blank() -> None:
    sheet = judged(book(["Measure", *PLANNER], ["Falls", 4, 0, 0, 0]), "a.xlsx")
    assert figures(sheet) == {**falls(4, 0, 0), ("Falls", "2026-11-29"): 0.0} and not sheet.left_out


# --- plans and targets among the weeks ---


def test_the_targets_beside_the_figures_that_the_board_has_otherwise_are_said() -> None:
    pairs = text(["", D[0], "", D[1], ""], ["Measure", "Actual", "Target", "Actual", "Target"], ["Falls", 4, 2, 2, 2])
    rows = text(["Measure", "Type", *D[:2]], ["Falls", "Actual", 4, 2], ["Falls", "Target", 2, 2])
    down = text(["", "Falls", ""], ["Week ending", "Actual", "Target"], [D[0], 4, 2], [D[1], 2, 2])
    for data in (pairs, rows, down):
        sheet = judged(data, "a.csv")
        assert figures(sheet) == falls(4, 2)
        assert _why(sheet).count("own target of Falls, 3; the file says 2.") == 1
    same = text(["", D[0], ""], ["Measure", "Actual", "Target"], ["Falls", 4, 3])
    assert "own target" not in _why(judged(same, "a.csv"))


@pytest.mark.parametrize(
    ("head", "said"), [("{} (forecast)", "22/11/2026 (forecast)"), ("Plan w/e {}", "Plan w/e 22/11/2026")]
)
def test_a_week_of_a_plan_or_a_forecast_is_said_to_be_left_out(head: str, said: str) -> None:
    sheet = judged(text(["Measure", *D[:2], head.format(D[2])], ["Falls", 4, 2, 3]), "a.csv")
    assert figures(sheet) == falls(4, 2)
    assert f"“{said}” is no figure of what happened" in _why(sheet)


# --- a longer span ---


def test_weeks_apart_under_words_of_a_month_are_asked_about() -> None:
    apart = ["30/08/2026", "27/09/2026", "25/10/2026"]
    data = text(["Monthly falls report"], ["Measure", *apart], ["Falls", 9, 7, 8])
    assert "Monthly falls report" in judged(data, "a.csv").asks[0].question
    handed_round = text(["Monthly falls report"], ["Measure", *D], ["Falls", 4, 2, 5])
    assert figures(judged(handed_round, "a.csv")) == falls(4, 2, 5)


# --- a sheet of definitions ---


def _defined(unit: str, target: object, direction: str, *figures_of: object, name: str = "Falls") -> bytes:
    about = ["KPI", "Definition", "Unit", "Target", "Direction"], [name, "In words", unit, target, direction]
    return book(*about, name="Definitions", Data=[["KPI", *W], [name, *figures_of]])


def test_what_a_sheet_of_definitions_has_otherwise_is_said_of_each_measure() -> None:
    sheet = judged(_defined("count", 5, "Higher is better", 4, 2, 5), "a.xlsx")
    assert figures(sheet) == falls(4, 2, 5)
    assert "target of Falls, 3; the file says 5." in _why(sheet)
    assert "direction of Falls, decrease; the file says increase." in _why(sheet)
    assert "definition of Falls" not in _why(sheet)


def test_a_unit_that_only_the_definitions_say_is_asked_about_or_reckoned_with() -> None:
    assert doubts(judged(_defined("per 1,000 bed days", 3, "", 4, 2, 5), "a.xlsx"))
    sheet = judged(_defined("£k", "", "", 16.111, 16.222, 16.333, name="Pay"), "a.xlsx")
    assert figures(sheet) == {("Pay", week): value for week, value in zip(THREE, (16111, 16222, 16333), strict=True)}
