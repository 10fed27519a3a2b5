"""The daily huddle: on which days it is, which days it looks at, and how its prompts are said."""

from datetime import UTC, date, datetime, time

import pytest

from vmboard.domain.huddles.daily import (
    Looked,
    days_looked_at,
    held_words,
    hours,
    meets_on,
    owe_words,
    read_days,
    safety_words,
)
from vmboard.domain.refusals import Refused

MON, TUE, WED = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 18)
TUESDAY = 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Mon to Fri", "Mon Tue Wed Thu Fri"),
        ("monday-friday", "Mon Tue Wed Thu Fri"),
        ("Mon – Wed, sun", "Mon Tue Wed Sun"),
        ("Fri to Mon", "Mon Fri Sat Sun"),
        ("Wed", "Wed"),
        ("Mon, Wed and Fridays", "Mon Wed Fri"),
        ("Weekdays", "Mon Tue Wed Thu Fri"),
        ("every day", "Mon Tue Wed Thu Fri Sat Sun"),
        ("Mon Tue Wed", "Mon Tue Wed"),
        ("", ""),
    ],
)
def test_days_are_read_as_people_write_them_and_kept_in_one_form(typed: str, kept: str) -> None:
    assert read_days(typed) == kept
    assert read_days(kept) == kept, "what is kept reads back as it is"


@pytest.mark.parametrize("typed", ["m", "Mon to Moonday", "8 am", "tomorrow", "<b>"])
def test_what_names_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="Mon to Fri"):
        read_days(typed)


def test_the_daily_huddle_gives_way_to_the_weekly_one_on_its_day() -> None:
    every = read_days("every day")
    assert meets_on(MON, every, TUESDAY) and not meets_on(TUE, every, TUESDAY)
    assert not meets_on(MON, "", TUESDAY)
    assert not meets_on(date(2026, 11, 21), read_days("weekdays"), TUESDAY)


def test_the_prompts_stand_from_half_an_hour_before_until_two_hours_after_by_the_teams_clock() -> None:
    since, until = hours(date(2026, 7, 1), time(8, 15), "Europe/London")
    assert (since.astimezone(UTC), until.astimezone(UTC)) == (
        datetime(2026, 7, 1, 6, 45, tzinfo=UTC), datetime(2026, 7, 1, 9, 15, tzinfo=UTC)
    )  # fmt: skip


def test_it_looks_at_the_days_since_the_last_one_yesterday_at_least_and_a_week_at_most() -> None:
    friday = date(2026, 11, 13)
    assert days_looked_at(WED, [TUE]) == (TUE,)
    assert days_looked_at(WED, []) == (TUE,)
    assert days_looked_at(WED, [WED, TUE]) == (TUE,), "today's own looks at no other days once it is held"
    assert days_looked_at(MON, [friday]) == (friday, date(2026, 11, 14), date(2026, 11, 15)), "a weekend"
    assert len(days_looked_at(WED, [date(2026, 10, 1)])) == 7


def test_safety_is_said_harm_first_then_what_is_open() -> None:
    falls = Looked("Falls", True, {TUE: 2})
    ulcers = Looked("Ulcers", True, {TUE: None})
    quiet = Looked("Never events", False, {TUE: None})
    assert safety_words([falls, ulcers, quiet], WED) == "yesterday: Falls 2; Ulcers to fill in"
    assert safety_words([quiet], WED) == "no harm yesterday", "of days since, silence is none"
    assert safety_words([Looked("Falls", True, {MON: 0, TUE: 0})], WED) == "no harm since Mon"
    assert safety_words([], WED) == "did anyone come to harm?"


def test_what_is_owed_is_counted_in_words() -> None:
    assert owe_words(0, 0, 0, 0) == "nothing today"
    assert owe_words(3, 1, 2, 1) == "3 actions, 1 of them late; 2 figures; 1 answer"
    assert owe_words(2, 2, 0, 0) == "2 late actions"
    assert owe_words(1, 0, 0, 0) == "1 action"


def test_how_often_it_is_held_is_counted_of_the_days_it_was_to_be_and_kindly_of_today() -> None:
    days = read_days("weekdays")
    assert held_words([], days, TUESDAY, WED) == "No daily huddle held yet"
    began = [date(2026, 11, 12), MON]  # a Friday was missed, the Tuesday had the weekly one
    assert held_words(began, days, TUESDAY, WED) == "Held on 2 of the last 3 days"
    assert held_words([*began, WED], days, TUESDAY, WED) == "Held on 3 of the last 4 days"
    assert held_words([date(2026, 10, 1)], days, TUESDAY, WED) == "Held on 0 of the last 7 days"
