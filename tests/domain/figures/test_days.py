"""Rare harm day by day: what is not filled in is never zero, and every event counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.figures.days import (
    CROSS_COLUMNS,
    CROSS_ROWS,
    DaysSince,
    DayState,
    cross_cells,
    days_since,
    full_day,
    month_grid,
    weekly_counts,
)

BEGAN = date(2026, 5, 3)
TODAY = date(2026, 11, 21)
SUNDAY = date(2026, 11, 22)


def test_days_since_the_last_one_are_counted_with_the_longest_run() -> None:
    marks = {date(2026, 7, 13): 1, date(2026, 10, 11): 2, date(2026, 10, 12): 0}
    assert days_since(marks, BEGAN, TODAY) == DaysSince(
        41,
        date(2026, 10, 11),
        90,
        "41 days since the last 2, on 11 October, 90 days after the one before. Our longest: 90 days.",
        (71, 90, 41),
    )


@pytest.mark.parametrize(
    ("marks", "today", "says"),
    [
        ({}, date(2026, 11, 20), "No event since we began on 3 May: 201 days."),
        ({BEGAN: 1}, date(2026, 5, 4), "1 day since the last one, on 3 May. Our longest yet."),
        ({date(2026, 6, 2): 1}, date(2026, 6, 2), "One happened today. Our longest: 30 days."),
        ({date(2026, 6, 2): 1}, date(2026, 6, 3), "1 day since the last one, on 2 June. Our longest: 30 days."),
        ({date(2026, 6, 2): 1}, date(2027, 1, 2), "214 days since the last one, on 2 June 2026. Our longest yet."),
        ({}, BEGAN, "We begin today."),
        ({}, date(2026, 5, 1), "We begin on 3 May."),
        ({TODAY + timedelta(days=1): 1, date(2026, 5, 1): 1}, TODAY, "No event since we began on 3 May: 202 days."),
    ],
)
def test_days_since_is_said_in_one_sentence(marks: dict[date, int], today: date, says: str) -> None:
    assert days_since(marks, BEGAN, today).sentence == says


def test_an_event_of_today_is_told_with_the_days_since_the_one_before() -> None:
    marks = {TODAY - timedelta(days=20): 1, TODAY: 1}
    assert days_since(marks, BEGAN, TODAY).sentence == (
        "One happened today, 20 days after the one before. Our longest: 182 days."
    )


def crossed(*open_days: date, harm: tuple[date, ...] = ()) -> dict[date, int]:
    every = (BEGAN + timedelta(days=n) for n in range((TODAY - BEGAN).days))
    return {day: int(day in harm) for day in every if day not in open_days}


def test_on_a_cross_no_run_reaches_across_a_day_that_is_not_filled_in() -> None:
    harm = (date(2026, 7, 13), date(2026, 10, 11))
    whole = days_since(crossed(harm=harm), BEGAN, TODAY, every_day=True)
    assert (whole.runs, whole.open_days) == ((71, 90, 41), 0), "today may still be filled in"
    holes = crossed(date(2026, 8, 1), date(2026, 11, 1), date(2026, 11, 5), harm=harm)
    since = days_since(holes, BEGAN, TODAY, every_day=True)
    assert (since.runs, since.days, since.longest) == ((71, 21), 21, 71)
    assert since.sentence == (
        "41 days since the last one, on 11 October. Our longest: 71 days. 2 days since are not filled in."
    )


def test_a_day_of_another_year_names_it() -> None:
    assert (full_day(BEGAN, TODAY), full_day(date(2025, 10, 11), TODAY)) == ("3 May", "11 October 2025")


def test_a_month_shows_what_was_filled_in_what_is_open_and_what_is_to_come() -> None:
    marks = {date(2026, 11, 2): 0, date(2026, 11, 3): 2, date(2026, 11, 25): 1}
    month = month_grid(marks, 2026, 11, TODAY)
    state = {cell.day.day: cell.state for cell in month.days}
    assert month.title == "November 2026" and list(state) == list(range(1, 31))
    assert (state[2], state[3], state[4]) == (DayState.NONE, DayState.HARM, DayState.OPEN)
    assert (state[21], state[22], state[25]) == (DayState.OPEN, DayState.FUTURE, DayState.FUTURE)
    assert [cell.words for cell in month.days[2:4]] == ["Tue 3 November: 2", "Wed 4 November: Not filled in yet"]


def test_a_month_is_laid_out_in_weeks_from_monday() -> None:
    weeks = month_grid({}, 2026, 11, TODAY).weeks
    assert all(len(week) == 7 for week in weeks)
    assert weeks[0][:6] == (None,) * 6 and weeks[0][6] is not None and weeks[0][6].day == date(2026, 11, 1)


def test_the_safety_cross_is_a_plus_read_row_by_row() -> None:
    cells = {(row, column): day for row, column, day in cross_cells(2026, 10)}
    drawn = [[cells.get((row, column), 0) for column in range(CROSS_COLUMNS)] for row in range(CROSS_ROWS)]
    assert drawn == [
        [0, 0, 1, 2, 3, 0, 0],
        [0, 0, 4, 5, 6, 0, 0],
        [7, 8, 9, 10, 11, 12, 13],
        [14, 15, 16, 17, 18, 19, 20],
        [21, 22, 23, 24, 25, 26, 27],
        [0, 0, 28, 29, 30, 0, 0],
        [0, 0, 0, 31, 0, 0, 0],
    ]


@pytest.mark.parametrize(("year", "month", "days"), [(2026, 2, 28), (2028, 2, 29), (2026, 11, 30), (2026, 12, 31)])
def test_the_safety_cross_has_one_cell_for_every_day_of_its_month(year: int, month: int, days: int) -> None:
    cells = cross_cells(year, month)
    assert [day for _, _, day in cells] == list(range(1, days + 1))
    assert len({(row, column) for row, column, _ in cells}) == days


def week_of(sunday: date, *counts: int | None) -> dict[date, int]:
    days = (sunday - timedelta(days=6 - place) for place in range(7))
    return {day: count for day, count in zip(days, counts, strict=False) if count is not None}


def test_a_safety_cross_gives_a_week_its_count_once_all_seven_days_are_filled_in() -> None:
    monday = date(2026, 11, 2)
    marks = week_of(date(2026, 11, 8), 0, 0, 1, 0, 2, 0, 0) | week_of(date(2026, 11, 15), 0, 0, None, 0, 3, 0, 0)
    assert weekly_counts(marks, 6, monday, TODAY, needs_every_day=True) == {
        date(2026, 11, 8): 3,
        date(2026, 11, 15): None,
        SUNDAY: None,
    }


def test_days_since_count_a_past_day_without_an_event_as_none() -> None:
    counts = weekly_counts({date(2026, 11, 10): 1}, 6, date(2026, 11, 4), SUNDAY, needs_every_day=False)
    assert counts == {date(2026, 11, 8): None, date(2026, 11, 15): 1, SUNDAY: None}
    following = weekly_counts({}, 6, date(2026, 11, 16), SUNDAY + timedelta(days=1), needs_every_day=False)
    assert following == {SUNDAY: 0, SUNDAY + timedelta(days=7): None}


def test_weeks_end_on_the_teams_own_day() -> None:
    counts = weekly_counts({}, 4, date(2026, 11, 7), date(2026, 11, 16), needs_every_day=False)
    assert counts == {date(2026, 11, 13): 0, date(2026, 11, 20): None}


some_days = st.integers(0, 80).map(lambda back: TODAY - timedelta(days=back))
some_marks = st.dictionaries(some_days, st.integers(0, 3))


@given(some_marks)
def test_the_longest_run_is_never_shorter_than_the_present_one(marks: dict[date, int]) -> None:
    since = days_since(marks, BEGAN, TODAY)
    assert 0 <= since.days <= since.longest <= (TODAY - BEGAN).days
    if since.last_event is not None:
        assert marks[since.last_event] > 0 and (TODAY - since.last_event).days == since.days


@given(some_marks, st.integers(0, 6), st.booleans())
def test_no_week_counts_an_event_that_nobody_marked(marks: dict[date, int], ends_on: int, every_day: bool) -> None:
    counts = weekly_counts(marks, ends_on, TODAY - timedelta(days=80), TODAY, needs_every_day=every_day)
    for week, count in counts.items():
        days = [week - timedelta(days=back) for back in range(7)]
        assert count is None or count == sum(marks.get(day, 0) for day in days)
        assert count is None or not every_day or all(day in marks for day in days)


def test_an_event_on_the_day_counting_began_counts_and_one_before_does_not() -> None:
    assert days_since({BEGAN: 1}, BEGAN, TODAY).last_event == BEGAN
    assert days_since({BEGAN - timedelta(days=1): 1}, BEGAN, TODAY).last_event is None
    assert days_since({TODAY: 1}, BEGAN, TODAY).days == 0
    assert days_since({TODAY + timedelta(days=1): 1}, BEGAN, TODAY).last_event is None


def test_a_run_as_long_as_the_longest_is_no_new_one() -> None:
    marks = {BEGAN + timedelta(days=10): 1}
    as_long, longer = (days_since(marks, BEGAN, BEGAN + timedelta(days=days)) for days in (20, 21))
    assert as_long.sentence.endswith("Our longest: 10 days.") and longer.sentence.endswith("Our longest yet.")
    two = {BEGAN + timedelta(days=3): 1, BEGAN + timedelta(days=30): 1}
    assert days_since(two, BEGAN, BEGAN + timedelta(days=31)).longest == 27


def test_a_day_is_said_with_what_happened_on_it() -> None:
    (_, second, third) = month_grid({date(2026, 11, 2): 0, date(2026, 11, 3): 1}, 2026, 11, TODAY).days[:3]
    assert (second.words, third.words) == ("Mon 2 November: None", "Tue 3 November: 1")
    last = month_grid({}, 2026, 11, TODAY).days[-1]
    assert last.words == "Mon 30 November: Still to come" and last.count is None


def test_a_safety_cross_counts_a_week_on_its_last_day_once_that_is_filled_in() -> None:
    monday = date(2026, 11, 16)
    marks = week_of(SUNDAY, 0, 0, 0, 0, 0, 0, 1)
    assert weekly_counts(marks, 6, monday, SUNDAY, needs_every_day=True) == {SUNDAY: 1}
    assert weekly_counts(marks, 6, monday, SUNDAY - timedelta(days=1), needs_every_day=True) == {SUNDAY: None}
    assert weekly_counts(marks, 6, monday + timedelta(days=1), SUNDAY, needs_every_day=True) == {SUNDAY: None}
