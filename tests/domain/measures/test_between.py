"""Rare harm kept day by day: judged by the days between, from the marks themselves; nothing unknown is bridged."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vmboard.domain.measures.between import DayRecord, daily_between, weekly_between
from vmboard.domain.measures.between_words import between_sentence
from vmboard.domain.measures.judged import Judged, Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Signal

TODAY = date(2026, 11, 18)
BEGAN = TODAY - timedelta(days=700)
SUNDAY = date(2026, 11, 15)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
PLAN = Plan(direction=Direction.DECREASE, chart=Chart.T)
USUAL = (3, 41, 12, 27, 6, 55, 18, 2, 33, 9, 24, 14, 47, 20)
"""Days between fifteen events: about 22, and nothing unusual in them."""


def marks(gaps: tuple[int, ...], ago: int) -> dict[date, int]:
    """Events with these days between them, the last so many days ago."""
    days = [TODAY - ago * A_DAY]
    for gap in reversed(gaps):
        days.append(days[-1] - gap * A_DAY)
    return {day: sum(other == day for other in days) for day in days}


def record(gaps: tuple[int, ...] = USUAL, ago: int = 5, **details: object) -> DayRecord:
    return DayRecord(marks(gaps, ago), BEGAN, TODAY, **details)  # type: ignore[arg-type]


def judged(days: DayRecord, plan: Plan = PLAN) -> Judged:
    return judge({}, plan, this_week=SUNDAY, days=days)


def said(days: DayRecord, plan: Plan = PLAN) -> str:
    return between_sentence(judged(days, plan), "days", "Falls with harm")


def test_a_point_is_an_event_at_its_day_and_those_of_one_day_are_a_part_of_it_apart() -> None:
    between = daily_between(record((9, 0, 4), ago=2), (), Chart.T)
    assert between.gaps == (9.0, pytest.approx(1 / 3), 4.0) and between.growing == 2.0 and between.events == 4
    assert between.days == (TODAY - 6 * A_DAY, TODAY - 6 * A_DAY, TODAY - 2 * A_DAY)
    assert between.weeks == (SUNDAY, SUNDAY, SUNDAY + A_WEEK)


def test_the_time_before_the_first_event_is_no_gap() -> None:
    assert daily_between(record((), ago=84), (), Chart.T).gaps == ()
    assert daily_between(DayRecord({}, BEGAN, TODAY), (), Chart.T).growing is None


def test_the_marks_are_told_to_the_day_which_weekly_counts_cannot() -> None:
    by_day = judged(record())
    assert by_day.values == USUAL and by_day.by_day and by_day.direction is Direction.INCREASE
    assert by_day.signal is Signal.COMMON_CAUSE


def test_on_a_cross_a_day_that_is_not_filled_in_may_hide_an_event() -> None:
    whole = {TODAY - n * A_DAY: 0 for n in range(1, 60)} | marks((9, 12, 6), ago=3)
    began = TODAY - 59 * A_DAY
    cross = DayRecord(whole, began, TODAY, True)
    assert daily_between(cross, (), Chart.T).gaps == (9.0, 12.0, 6.0)
    assert daily_between(cross, (), Chart.T).growing == 3.0, "today may still be filled in"
    hole = {day: count for day, count in whole.items() if day != TODAY - 14 * A_DAY}
    assert daily_between(cross._replace(marks=hole), (), Chart.T).gaps == (9.0, None, 6.0)
    lately = {day: count for day, count in whole.items() if day != TODAY - 2 * A_DAY}
    assert daily_between(cross._replace(marks=lately), (), Chart.T).growing == 1.0, "one may have come on the open day"


def test_a_week_left_out_hides_its_events_and_the_gap_across_it_is_unknown() -> None:
    days = record((9, 12, 8), ago=10)
    assert daily_between(days, {SUNDAY - A_WEEK}, Chart.T).gaps == (9.0, 12.0) and days.marks[TODAY - 10 * A_DAY] == 1
    assert daily_between(days, {SUNDAY - A_WEEK}, Chart.T).growing == 2.0, "from Saturday to the week left out"
    assert daily_between(record((9, 12, 8, 6), ago=4), {SUNDAY - A_WEEK}, Chart.T).gaps == (9.0, 12.0, None)


def test_cases_between_are_those_of_the_days_after_the_one_event_up_to_the_next() -> None:
    cases = {SUNDAY - n * A_WEEK: Reading(70.0) for n in range(-1, 9)} | {SUNDAY: Reading(140.0)}
    days = DayRecord({date(2026, 11, 6): 1, date(2026, 11, 10): 1, date(2026, 11, 12): 2}, BEGAN, TODAY, cases=cases)
    between = daily_between(days, (), Chart.G)
    assert between.gaps == (pytest.approx(2 * 10 + 2 * 20), pytest.approx(2 * 20), pytest.approx(20 / 3))
    assert between.growing == pytest.approx(3 * 20 + 3 * 10)
    unknown = days._replace(cases=cases | {SUNDAY: Reading(140.0, doubt="14?")})
    assert daily_between(unknown, (), Chart.G).gaps == (None, None, None), "a week that is being checked counts nobody"


def test_too_few_events_and_none_at_all_are_told_as_that() -> None:
    few = record(USUAL[:11])
    assert judged(few).signal is Signal.NOT_ENOUGH and said(few) == "Not enough gaps between events yet: 11 of 13."
    assert judged(record(USUAL[:12])).analysis is None and judged(record(USUAL[:13])).analysis is not None
    assert said(DayRecord({}, BEGAN, TODAY)) == "None so far, and so nothing to compare with."


def test_two_on_one_day_are_an_event_and_not_worse_for_their_own_sake() -> None:
    assert judged(record((*USUAL, 0), ago=0)).signal is Signal.COMMON_CAUSE
    assert judged(record((*USUAL, 3), ago=0)).signal is Signal.COMMON_CAUSE


def test_harm_that_comes_ever_faster_is_worse() -> None:
    faster = judged(record((*USUAL, 3, 2, 4, 1, 3, 2, 2), ago=1))
    assert faster.signal is Signal.CONCERN


class TestTheGapThatGrows:
    """Days since the last event: a gap of at least so many, judged by the lines of those before it."""

    def test_is_better_beyond_the_upper_limit_and_leaves_the_lines_where_they_are(self) -> None:
        quiet, long = judged(record(ago=5)), judged(record(ago=250))
        assert quiet.signal is Signal.COMMON_CAUSE and long.signal is Signal.IMPROVEMENT
        assert long.values == quiet.values and long.limits() == quiet.limits()
        assert said(record(ago=250)) == "Longer than the usual days between two: 250 so far."

    def test_ends_a_run_of_short_ones_once_it_is_longer_than_the_average(self) -> None:
        short = (*USUAL, *[6, 7, 5, 8, 6, 7, 5])
        assert judged(record(short, ago=2)).signal is Signal.CONCERN
        assert judged(record(short, ago=25)).signal is Signal.COMMON_CAUSE

    def test_is_one_of_a_run_of_long_ones_while_it_is_longer_than_the_average(self) -> None:
        long = (*USUAL, 40, 38, 41, 37, 42, 39)
        assert judged(record(long, ago=3)).signal is Signal.COMMON_CAUSE
        assert judged(record(long, ago=36)).signal is Signal.IMPROVEMENT
        assert said(record(long, ago=36)) == "Longer than before 7 times running, this one so far."

    def test_never_says_that_gaps_are_shorter(self) -> None:
        falling = (*USUAL, 60, 55, 50, 46, 42, 38)
        assert judged(record(falling, ago=30)).signal is not Signal.CONCERN

    def test_says_nothing_after_a_new_centre_line_that_has_no_gaps_of_its_own(self) -> None:
        anew = judged(record(ago=90), replace(PLAN, rebases=(SUNDAY - 5 * A_WEEK,)))
        assert anew.signal is Signal.NOT_ENOUGH and anew.anew is not None and anew.anew.points == 0

    def test_is_told_of_weekly_counts_too(self) -> None:
        counts = [1.0, 0.0, 0.0] * 14
        weeks = [SUNDAY - n * A_WEEK for n in range(len(counts) + 20)][::-1]
        readings = {w: Reading(v) for w, v in zip(weeks, [*counts, *[0.0] * 20], strict=True)}
        assert weekly_between(weeks[:4], [1.0, 0.0, 0.0, 0.0], ()).growing == 24.5
        assert weekly_between(weeks[:4], [1.0, 0.0, None, 0.0], ()).growing == 10.5
        assert judge(readings, PLAN, this_week=SUNDAY).signal is Signal.IMPROVEMENT


def test_a_new_centre_line_begins_with_the_events_of_its_week() -> None:
    days = record(USUAL, ago=3)  # 15 November is the Sunday of the week of the last event
    anew = judged(days, replace(PLAN, rebases=(SUNDAY,)))
    assert anew.anew is not None and (anew.anew.points, anew.began) == (1, len(USUAL) - 1)
