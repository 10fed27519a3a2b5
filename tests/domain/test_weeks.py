"""Weeks are named by their last day, and days are said as people say them."""

from datetime import date, time

import pytest

from vmboard.domain.weeks import age_words, due_words, huddle_words, last_full_week, next_huddle, week_ending

WEDNESDAY = date(2026, 11, 18)
SUNDAY = date(2026, 11, 22)


def test_a_day_belongs_to_the_week_that_ends_on_or_after_it() -> None:
    assert week_ending(WEDNESDAY) == SUNDAY
    assert week_ending(SUNDAY) == SUNDAY
    assert week_ending(WEDNESDAY, ends_on=4) == date(2026, 11, 20)


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
        (date(2026, 11, 27), "Fri 27"),
        (date(2027, 1, 8), "8 Jan"),
        (None, "No date"),
    ],
)
def test_a_due_day_is_said_in_words(due: date | None, words: str) -> None:
    assert due_words(due, WEDNESDAY) == words


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "1 day"), (46, "46 days"), (70, "10 weeks"), (213, "7 months")]
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
