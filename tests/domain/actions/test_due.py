"""When an action is due, in the words people say."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vmboard.domain.actions.due import Repeat, next_weekday, read_due, read_repeat

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


@settings(deadline=None, database=None)
@given(days, st.integers(0, 6))
def test_a_weekday_is_one_to_seven_days_ahead_and_next_means_the_week_after_this(today: date, weekday: int) -> None:
    name = f"{date(2026, 11, 16) + timedelta(days=weekday):%A}"
    due = read_due(name, today)
    assert due == next_weekday(today, weekday) and due is not None
    assert due.weekday() == weekday and 1 <= (due - today).days <= 7
    following = read_due(f"next {name}", today)
    monday = today - timedelta(days=today.weekday())
    assert following is not None and 7 <= (following - monday).days <= 13 and following.weekday() == weekday


@settings(deadline=None, database=None)
@given(days, days)
def test_a_date_without_a_year_is_the_next_time_it_comes(day: date, today: date) -> None:
    due = read_due(f"{day.day} {day:%B}", today)
    assert due is not None and due >= today and (due.day, due.month) == (day.day, day.month)
