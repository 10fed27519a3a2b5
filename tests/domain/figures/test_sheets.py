"""What one cell of a box score says: figures, weeks and words, as people really write them."""

import math
from datetime import date, datetime, time, timedelta

import pytest

from vmboard.domain.figures.cells import (
    Unreadable,
    looks_like_week,
    read_direction,
    read_domain,
    read_status,
    read_unit,
    read_week,
)
from vmboard.domain.figures.written import Figure, read_figure, read_number
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, PointStatus

TODAY = date(2026, 11, 18)  # a Wednesday
SUNDAY, FRIDAY = 6, 4


def expected(read: object, *arguments: object, **named: object) -> str:
    """What a reader says it would have read."""
    with pytest.raises(Unreadable) as refused:
        read(*arguments, **named)  # type: ignore[operator]
    return refused.value.expected


# --- numbers ---


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [
        (12, "count", 12), (12.5, "days", 12.5), ("12", "count", 12), (" 12.5 ", "", 12.5), (".5", "", 0.5),
        ("1,234", "count", 1234), ("1,234,567.8", "", 1234567.8), ("1.2E+03", "", 1200),
        ("１２", "count", 12),
        ("95%", "%", 95), ("95 %", "%", 95), ("95", "%", 95), (95, "%", 95), ("95%", None, 95),
        ("£1,234.50", "£", 1234.5), ("£ 1234.50", "£", 1234.5), ("1,234.50", "£", 1234.5), ("£12", None, 12),
        ("-£5", "£", -5), ("£-5", "£", -5), ("(£1,234)", "£", -1234), ("−5", "£", -5), (-5, "£", -5),
        ("12 days", "days", 12), (-3, "score", -3), ("-3", "points", -3),
    ],
)  # fmt: skip
def test_a_number_is_read_in_the_unit_of_its_measure(cell: object, unit: str | None, number: float) -> None:
    assert read_number(cell, unit) == number


@pytest.mark.parametrize("unit", ["%", None])
def test_what_excel_shows_as_a_percentage_is_read_as_shown(unit: str | None) -> None:
    assert read_number(0.95, unit, number_format="0%") == 95
    assert read_number(0.07, unit, number_format="0.0%") == 7
    assert read_number(1, unit, number_format="0%") == 100


def test_a_percent_sign_that_is_only_written_beside_the_number_changes_nothing() -> None:
    assert read_number(95, "%", number_format='0" %"') == 95
    assert read_number(95, "%", number_format=r"0\%") == 95


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "–", "—", "n/a", "N/A", "missing", "no data", "NaN", "NULL"])
def test_a_blank_is_missing_and_never_zero(cell: object) -> None:
    assert read_number(cell, "count") is None
    assert read_figure(cell, "count") == Figure(None)


@pytest.mark.parametrize("cell", ["none", "nil", "Zero"])
def test_a_word_that_may_mean_nothing_or_nought_is_asked_about(cell: str) -> None:
    assert "type 0 when there were none, and nothing when it is not known" in expected(read_number, cell, "count")


@pytest.mark.parametrize(
    "cell",
    [
        "inf",
        "twelve",
        "12 falls",
        "<5",
        "1_000",
        "1,23",
        "12,5",
        "1.234,5",
        "1 2",
        "=1+1",
        "--5",
        "5²",
        "½",
        "٣",
    ],
)
def test_what_is_not_plainly_a_number_is_refused_with_an_example(cell: str) -> None:
    assert expected(read_number, cell, "count") == "a number, such as 12 or 12.5"


@pytest.mark.parametrize("cell", [math.nan, math.inf, 1e308, -1e13, "1e308", "9" * 30])
def test_a_number_no_ward_could_mean_is_refused(cell: object) -> None:
    assert expected(read_number, cell, "£") == "a number up to 1,000,000,000,000"


@pytest.mark.parametrize("unit", ["count", "", None, "%", "days", "per 1,000 bed days"])
def test_a_count_a_share_or_a_rate_below_zero_is_refused(unit: str | None) -> None:
    assert expected(read_number, -1, unit) == "0 or more: this measure cannot go below zero"


def test_a_measure_with_no_better_direction_may_go_below_zero() -> None:
    assert read_number("-4", "count", direction=Direction.NEUTRAL) == -4


@pytest.mark.parametrize(
    ("cell", "unit", "words"),
    [
        (True, "count", "this is a yes or no"),
        (date(2026, 1, 2), "count", "this cell is a date or a time"),
        (datetime(2026, 1, 2), "count", "this cell is a date or a time"),
        (time(1, 30), "hours", "this cell is a date or a time"),
        (timedelta(hours=3), "hours", "this cell is a date or a time"),
        ("95%", "count", "this is a percentage"),
        ("£12", "%", "a percentage, such as 95 or 95%: this is an amount of money"),
        ("#DIV/0!", "count", "this formula ends in an error"),
        ("#N/A", "count", "this formula ends in an error"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_refused_with_what_it_is(cell: object, unit: str, words: str) -> None:
    assert words in expected(read_number, cell, unit)


def test_a_percentage_cell_under_a_measure_in_another_unit_is_refused() -> None:
    assert "formatted as a percentage" in expected(read_number, 0.95, "count", number_format="0%")


@pytest.mark.parametrize("character", ["\x00", "\x07", "\ud800"])
def test_a_hidden_character_in_a_figure_is_refused_by_name(character: str) -> None:
    for read in (read_number, read_figure):
        with pytest.raises(Refused, match="hidden or broken character"):
            read(f"1{character}2", "count")


# --- figures ---


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [("12 p", "count", 12), ("12p", "count", 12), ("12*", "count", 12), ("95% p", "%", 95),
     ("12 (p)", "", 12), ("12 provisional", "", 12), ("£1,234.50 p", "£", 1234.5), ("50 p", "£", 50)],
)  # fmt: skip
def test_a_trailing_p_or_star_makes_a_figure_provisional(cell: str, unit: str, value: float) -> None:
    assert read_figure(cell, unit) == Figure(value, PointStatus.PROVISIONAL)


def test_pence_are_not_taken_for_a_provisional_figure_in_pounds() -> None:
    assert "such as £0.50" in expected(read_figure, "50p", "£")
    assert read_figure("50p", "pence") == read_figure("50", "pence"), "a p that is no mark, but the unit"
    assert read_figure("50 p", "p").status is PointStatus.PROVISIONAL


@pytest.mark.parametrize(
    ("cell", "waiting_for"),
    [("waiting for finance", "finance"), ("Awaiting coding", "coding"), ("Not in yet", ""),
     ("not in yet: finance", "finance"), ("not in yet (waiting for finance)", "finance"),
     ("pending", ""), ("to follow", "")],
)  # fmt: skip
def test_words_for_not_in_yet_say_who_is_waited_for(cell: str, waiting_for: str) -> None:
    assert read_figure(cell, "£") == Figure(None, PointStatus.NOT_IN_YET, waiting_for)


# --- weeks ---


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 11, 15), datetime(2026, 11, 15), "15/11/2026", "15.11.2026", "15-11-26", "15 Nov 2026",
        "15 November 2026", "Sun 15th Nov 2026", "15-Nov-26", "2026-11-15", "2026-11-15 00:00:00",
        "w/e 15/11/26", "Week ending 15 Nov 2026", "week ending\n15/11/2026", "w/c 9/11/2026",
        "Week commencing Monday 9 November 2026",
    ],
)  # fmt: skip
def test_a_week_is_read_however_its_day_is_written(cell: object) -> None:
    assert read_week(cell, SUNDAY, today=TODAY) == date(2026, 11, 15)
    assert looks_like_week(cell)


def test_days_come_before_months() -> None:
    assert read_week("01/02/2026", SUNDAY, today=TODAY) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("day", "nearest"),
    [
        (date(2026, 11, 14), "15 Nov 2026"),
        (date(2026, 11, 16), "15 Nov 2026"),
        (date(2026, 11, 11), "8 Nov 2026"),
    ],
)
def test_a_day_that_does_not_end_a_week_is_refused_with_the_nearest_that_does(day: date, nearest: str) -> None:
    assert expected(read_week, day, SUNDAY, today=TODAY) == f"a week ending Sunday, such as {nearest}"


def test_each_team_ends_its_week_on_its_own_day() -> None:
    assert read_week("13/11/2026", FRIDAY, today=TODAY) == date(2026, 11, 13)
    assert expected(read_week, "15/11/2026", FRIDAY, today=TODAY) == "a week ending Friday, such as 13 Nov 2026"


def test_the_week_under_way_is_taken_and_the_next_is_refused() -> None:
    assert read_week("22/11/2026", SUNDAY, today=TODAY) == date(2026, 11, 22)
    for cell in ("29/11/2026", date(2099, 1, 1), date.max):
        said = expected(read_week, cell, SUNDAY, today=TODAY)
        assert said == "a week that has begun: the latest full week ends 15 Nov 2026"


def test_a_week_before_2000_is_refused() -> None:
    assert expected(read_week, "26/12/1999", SUNDAY, today=TODAY) == "a week from 2000 on, such as 15 Nov 2026"


@pytest.mark.parametrize("cell", [46341, 46341.0, "46341", "2026", True])
def test_a_plain_number_is_no_week(cell: object) -> None:
    assert "this is a plain number, so format the cell as a date" in expected(read_week, cell, SUNDAY, today=TODAY)


@pytest.mark.parametrize("cell", ["31/02/2026", "11/15/2026", "0/11/2026", "15 Foo 2026", "w/c 31/12/9999"])
def test_a_day_the_calendar_does_not_have_is_refused(cell: str) -> None:
    assert "a real date, with the day first" in expected(read_week, cell, SUNDAY, today=TODAY)


@pytest.mark.parametrize("cell", [None, "", "Week 46", "15 Nov", "next week", "15/11"])
def test_words_that_name_no_day_are_refused_with_an_example(cell: object) -> None:
    assert expected(read_week, cell, SUNDAY, today=TODAY) == "a week ending Sunday, such as 15 Nov 2026"


@pytest.mark.parametrize("heading", ["Total", "Margin", "Q1", "12-month average", "Weekly total", "Notes", "We"])
def test_other_headings_are_not_taken_for_weeks(heading: str) -> None:
    assert not looks_like_week(heading)


# --- words ---


@pytest.mark.parametrize(
    ("word", "direction"),
    [("increase", Direction.INCREASE), ("Higher is better", Direction.INCREASE), (" UP ", Direction.INCREASE),
     ("lower is  better", Direction.DECREASE), ("down", Direction.DECREASE), ("Fewer", Direction.DECREASE),
     ("Neutral", Direction.NEUTRAL), ("neither", Direction.NEUTRAL), ("", None)],
)  # fmt: skip
def test_the_better_direction_is_read_as_people_say_it(word: str, direction: Direction | None) -> None:
    assert read_direction(word) == direction


def test_the_domain_is_one_of_five() -> None:
    assert read_domain(" Safety ") == Domain.SAFETY
    assert read_domain("Patient experience") == Domain.EXPERIENCE
    assert read_domain("") is None
    assert expected(read_domain, "Estates") == "one of safety, quality, experience, capacity, cost"


@pytest.mark.parametrize(
    ("word", "unit"),
    [("per cent", "%"), ("%", "%"), ("GBP", "£"), ("Number", "count"), ("bed days", "bed days"), ("", None)],
)
def test_a_unit_has_one_name(word: str, unit: str | None) -> None:
    assert read_unit(word) == unit


@pytest.mark.parametrize(
    ("word", "status"),
    [("final", PointStatus.FINAL), ("Provisional", PointStatus.PROVISIONAL),
     ("not in yet", PointStatus.NOT_IN_YET),
     ("not_in_yet", PointStatus.NOT_IN_YET), ("awaiting finance", PointStatus.NOT_IN_YET), ("", None)],
)  # fmt: skip
def test_the_status_of_a_figure_is_one_of_three(word: str, status: PointStatus | None) -> None:
    assert read_status(word) == status


def test_another_status_is_refused_with_the_four() -> None:
    assert expected(read_status, "approved") == "final, provisional, not in yet or nothing to count"
