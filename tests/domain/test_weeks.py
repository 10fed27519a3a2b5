"""Weeks are named by their last day, and days are said as people say them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from vmboard.domain.weeks import (
    age_words,
    board_week,
    due_words,
    huddle_words,
    last_full_week,
    local_day,
    long_day,
    moment_words,
    most_end_on,
    next_huddle,
    week_ending,
    weeks_between,
)

WEDNESDAY = date(2026, 11, 18)
SUNDAY = date(2026, 11, 22)
A_WEEK = timedelta(days=7)


def test_a_day_belongs_to_the_week_that_ends_on_or_after_it() -> None:
    assert week_ending(WEDNESDAY) == SUNDAY
    assert week_ending(SUNDAY) == SUNDAY
    assert week_ending(WEDNESDAY, ends_on=4) == date(2026, 11, 20)
    assert [week_ending(date(2026, 11, day), ends_on=4) for day in (20, 21, 22)] == [
        date(2026, 11, 20), date(2026, 11, 27), date(2026, 11, 27),
    ]  # fmt: skip
    assert last_full_week(date(2026, 11, 21), ends_on=4) == date(2026, 11, 20)


def test_a_week_is_over_the_day_after_it_ends() -> None:
    assert last_full_week(WEDNESDAY) == date(2026, 11, 15)
    assert last_full_week(SUNDAY) == date(2026, 11, 15)
    assert last_full_week(date(2026, 11, 23)) == SUNDAY


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 11, 16), "2 days late"),
        (date(2026, 11, 17), "1 day late"),
        (WEDNESDAY, "Today"),
        (date(2026, 11, 19), "Tomorrow"),
        (date(2026, 11, 20), "Fri 20"),
        (date(2026, 11, 27), "Fri 27"),
        (date(2026, 12, 1), "Tue 1"),
        (date(2026, 12, 2), "2 Dec"),
        (date(2027, 1, 8), "8 Jan"),
        (None, "No date"),
    ],
)
def test_a_due_day_is_said_in_words(due: date | None, words: str) -> None:
    assert due_words(due, WEDNESDAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today"),
        (1, "1 day"),
        (2, "2 days"),
        (46, "46 days"),
        (55, "55 days"),
        (56, "8 weeks"),
        (62, "8 weeks"),
        (63, "9 weeks"),
        (70, "10 weeks"),
        (181, "25 weeks"),
        (182, "6 months"),
        (213, "7 months"),
        (380, "12 months"),
    ],
)
def test_how_long_something_has_stood(days: int, words: str) -> None:
    assert age_words(days) == words


def test_the_next_huddle_is_today_until_it_has_been_held() -> None:
    tuesday = date(2026, 11, 17)
    assert next_huddle(tuesday, 1, held=None) == tuesday
    assert next_huddle(tuesday, 1, held=tuesday) == date(2026, 11, 24)
    assert huddle_words(date(2026, 11, 24), time(10), WEDNESDAY) == "Tue 24 Nov 10:00"


def test_years_with_53_weeks_lose_none() -> None:
    weeks = {
        week_ending(date.fromordinal(day)) for day in range(date(2026, 1, 1).toordinal(), date(2027, 1, 4).toordinal())
    }
    assert len(weeks) == 53


@pytest.mark.parametrize("held", [date(2026, 11, 10), date(2026, 11, 16), date(2026, 11, 18)])
def test_a_huddle_of_another_day_does_not_stand_for_todays(held: date) -> None:
    """Held last week, or yesterday out of turn: today's is still to come, and the wall says so."""
    tuesday = date(2026, 11, 17)
    assert next_huddle(tuesday, 1, held=held) == tuesday
    assert huddle_words(next_huddle(tuesday, 1, held=held), time(10), tuesday) == "Today 10:00"


@pytest.mark.parametrize(("weekday", "ahead"), [(2, 0), (3, 1), (1, 6)])
def test_the_next_huddle_is_at_most_six_days_off(weekday: int, ahead: int) -> None:
    assert next_huddle(WEDNESDAY, weekday, held=date(2026, 11, 10)) == WEDNESDAY + timedelta(days=ahead)
    words = {0: "Today 9:30", 1: "Tomorrow 9:30"}.get(ahead, "Tue 24 Nov 9:30").replace("9:30", "09:30")
    assert huddle_words(WEDNESDAY + timedelta(days=ahead), time(9, 30), WEDNESDAY) == words


def test_the_weeks_between_two_weeks_are_both_of_them_and_all_others() -> None:
    weeks = [date(2026, 11, day) for day in (1, 8, 15)]
    assert list(weeks_between(weeks[0], weeks[-1])) == weeks
    assert list(weeks_between(weeks[0], weeks[0])) == weeks[:1]
    assert list(weeks_between(weeks[1], weeks[0])) == []


def test_a_board_tells_of_the_newest_week_that_is_over_or_of_the_running_one_once_that_is_closed() -> None:
    over, day = SUNDAY - A_WEEK, timedelta(days=1)
    assert board_week(WEDNESDAY) == board_week(SUNDAY) == over
    assert board_week(SUNDAY + day) == SUNDAY
    assert board_week(WEDNESDAY, closed=SUNDAY) == SUNDAY
    assert board_week(WEDNESDAY, closed=over) == over, "the close of a week that is over says nothing of this one"
    assert board_week(WEDNESDAY - A_WEEK, closed=SUNDAY) == over - A_WEEK, "nor does a later one of a day before it"


def test_a_paused_board_stays_with_the_week_of_the_pause_closed_or_not() -> None:
    over, month = SUNDAY - A_WEEK, timedelta(days=30)
    assert board_week(WEDNESDAY + month, paused_on=WEDNESDAY) == over
    assert board_week(WEDNESDAY + month, closed=SUNDAY, paused_on=WEDNESDAY) == SUNDAY
    assert board_week(SUNDAY, paused_on=SUNDAY + month) == over, "a pause to come changes nothing yet"
    assert board_week(WEDNESDAY, ends_on=5) == SUNDAY - timedelta(days=8)


def test_teams_that_end_their_week_on_two_days_go_by_the_day_of_most_and_of_equals_by_the_later() -> None:
    assert [most_end_on(days) for days in ([5, 5, 6], [5, 6], [6, 5], [])] == [5, 6, 6, None]


def test_a_day_is_the_day_of_the_place() -> None:
    just_past = datetime(2026, 6, 14, 23, 30, tzinfo=UTC)
    assert local_day(just_past, "Europe/London") == date(2026, 6, 15)
    assert local_day(just_past, "UTC") == date(2026, 6, 14)
    assert local_day(just_past, "America/New_York") == date(2026, 6, 14)


def test_a_day_has_its_year_when_that_is_not_this_year() -> None:
    assert long_day(date(2026, 1, 1), WEDNESDAY) == "1 Jan"
    assert long_day(date(2025, 12, 31), WEDNESDAY) == "31 Dec 2025"
    assert long_day(date(2027, 1, 1), WEDNESDAY) == "1 Jan 2027"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "just now"), (2.9, "just now"), (3, "3 minutes ago"), (119.9, "119 minutes ago"), (120, "2 hours ago"),
        (179.9, "2 hours ago"), (47 * 60 + 59, "47 hours ago"), (48 * 60, "2 days ago"), (71 * 60, "2 days ago"),
        (55 * 24 * 60, "55 days ago"), (56 * 24 * 60, "8 weeks ago"), (213 * 24 * 60, "7 months ago"),
    ],
)  # fmt: skip
def test_a_moment_is_said_by_how_long_ago_it_was(minutes: float, words: str) -> None:
    now = datetime(2026, 11, 18, 9, tzinfo=UTC)
    assert moment_words(now - timedelta(minutes=minutes), now) == words
