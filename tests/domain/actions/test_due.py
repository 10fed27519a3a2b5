"""When an action is due, in the words people say."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.actions.due import (
    Repeat,
    carried_to,
    comes_round,
    next_weekday,
    read_due,
    read_repeat,
    repeat_words,
)

WEDNESDAY = date(2026, 11, 18)
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("today", WEDNESDAY),
        ("Tomorrow", date(2026, 11, 19)),
        ("Friday", date(2026, 11, 20)),
        ("fri", date(2026, 11, 20)),
        ("this Fri", date(2026, 11, 20)),
        ("Wednesday", date(2026, 11, 25)),
        ("next Fri", date(2026, 11, 27)),
        ("next Mon", date(2026, 11, 23)),
        ("next week", date(2026, 11, 25)),
        ("in 3 days", date(2026, 11, 21)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("in two weeks", date(2026, 12, 2)),
        ("in a fortnight", date(2026, 12, 2)),
        ("3 Dec", date(2026, 12, 3)),
        ("3rd of December", date(2026, 12, 3)),
        ("Thu 3 Dec", date(2026, 12, 3)),
        ("18 Nov", WEDNESDAY),
        ("17 Nov", date(2027, 11, 17)),
        ("3/12", date(2026, 12, 3)),
        ("3/12/2027", date(2027, 12, 3)),
        ("3/12/27", date(2027, 12, 3)),
        ("29/2", date(2028, 2, 29)),
        ("end of month", date(2026, 11, 30)),
        ("the end of the month", date(2026, 11, 30)),
    ],
)
def test_a_day_is_read_as_it_is_said(said: str, due: date) -> None:
    assert read_due(said, WEDNESDAY) == due


@pytest.mark.parametrize("said", ["", "soon", "31/2", "24/7", "3/41", "3 market", "bay 2", "m", "in 2", "0 Dec", "sat"])
def test_what_is_no_day_is_left_alone(said: str) -> None:
    assert read_due(said, WEDNESDAY) is None


def test_sat_in_small_letters_is_a_day_only_after_a_joining_word() -> None:
    assert read_due("sat", WEDNESDAY, joined=True) == read_due("Sat", WEDNESDAY) == date(2026, 11, 21)


def test_the_end_of_the_month_is_right_in_december_and_on_its_last_day() -> None:
    assert read_due("end of month", date(2026, 12, 3)) == date(2026, 12, 31)
    assert read_due("end of month", date(2028, 2, 29)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("said", "repeat"),
    [
        ("weekly", Repeat(1)),
        ("every week", Repeat(1)),
        ("Fortnightly", Repeat(2)),
        ("every fortnight", Repeat(2)),
        ("every 2 weeks", Repeat(2)),
        ("every other week", Repeat(2)),
        ("monthly", Repeat(4)),
        ("every month", Repeat(4)),
        ("every Friday", Repeat(1, date(2026, 11, 20))),
        ("every 0 weeks", None),
        ("every 99 weeks", None),
        ("every patient", None),
        ("daily", None),
    ],
)
def test_how_often_is_read_as_it_is_said(said: str, repeat: Repeat | None) -> None:
    assert read_repeat(said, WEDNESDAY) == repeat


@given(days, st.integers(0, 6))
def test_a_weekday_is_one_to_seven_days_ahead_and_next_means_the_week_after_this(today: date, weekday: int) -> None:
    name = f"{date(2026, 11, 16) + timedelta(days=weekday):%A}"
    due = read_due(name, today)
    assert due == next_weekday(today, weekday) and due is not None
    assert due.weekday() == weekday and 1 <= (due - today).days <= 7
    following = read_due(f"next {name}", today)
    monday = today - timedelta(days=today.weekday())
    assert following is not None and 7 <= (following - monday).days <= 13 and following.weekday() == weekday


@given(days, days)
def test_a_date_without_a_year_is_the_next_time_it_comes(day: date, today: date) -> None:
    due = read_due(f"{day.day} {day:%B}", today)
    assert due is not None and due >= today and (due.day, due.month) == (day.day, day.month)


@pytest.mark.parametrize(
    ("due", "weeks", "next_one"),
    [
        (WEDNESDAY, 1, date(2026, 11, 25)),
        (date(2026, 11, 11), 1, date(2026, 11, 25)),  # ticked a whole round late: not again on the same day
        (date(2026, 11, 10), 1, date(2026, 11, 24)),
        (date(2026, 11, 12), 1, date(2026, 11, 19)),
        (date(2026, 11, 20), 1, date(2026, 11, 27)),
        (date(2026, 11, 4), 2, date(2026, 12, 2)),  # two weeks late to the day, of what comes every two
        (date(2026, 11, 3), 2, date(2026, 12, 1)),
        (date(2026, 10, 21), 4, date(2026, 12, 16)),
        (date(2026, 9, 1), 1, date(2026, 11, 24)),
        (None, 2, date(2026, 12, 2)),
    ],
)
def test_what_comes_round_comes_round_after_today_and_on_its_own_weekday(
    due: date | None, weeks: int, next_one: date
) -> None:
    assert comes_round(due, weeks, WEDNESDAY) == next_one


@pytest.mark.parametrize(
    ("due", "later"),
    [
        (None, date(2026, 11, 25)),
        (WEDNESDAY, date(2026, 11, 25)),
        (date(2026, 11, 12), date(2026, 11, 19)),
        (date(2026, 11, 11), date(2026, 11, 25)),  # a week late: a week later would be today
        (date(2026, 11, 10), date(2026, 11, 24)),
        (date(2026, 10, 1), date(2026, 11, 19)),
        (date(2026, 11, 27), date(2026, 12, 4)),
    ],
)
def test_what_is_carried_over_is_due_a_week_later_and_never_today_or_before(due: date | None, later: date) -> None:
    assert carried_to(due, WEDNESDAY) == later


def test_how_often_is_said() -> None:
    assert [repeat_words(weeks) for weeks in (None, 0, 1, 2, 4)] == [
        "",
        "",
        "Every week",
        "Every 2 weeks",
        "Every 4 weeks",
    ]
