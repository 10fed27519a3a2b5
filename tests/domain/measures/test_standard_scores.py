"""A measure's last twelve weeks in sigma units: each week by the limits it was judged by, and nothing made up."""

import math
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from vmboard.domain.measures.judged import Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.measures.standard_scores import last_weeks
from vmboard.domain.spc.words import Chart
from vmboard.domain.views.measures import SigmaWeek, Standing
from vmboard.domain.words import Direction, Signal

WEEK = date(2026, 11, 15)
DOWN = Direction.DECREASE
SWING = [50.0, -50.0] * 10
"""Mean 0, limits 266 either way: a sigma is 88.67."""


def weeks_ago(n: int) -> date:
    return WEEK - timedelta(weeks=n)


def weeks_of(values: list[Any], *, every: int = 1, **more: Any) -> tuple[SigmaWeek, ...]:
    doubted, unit = more.pop("doubted", None), more.get("unit", "")
    by = 100.0 if unit == "%" else 1.0
    readings = {}
    for n, v in enumerate(values):
        week = weeks_ago((len(values) - 1 - n) * every)
        pair = v if isinstance(v, tuple) else None
        readings[week] = Reading(by * v[0] / v[1], numerator=v[0], denominator=v[1]) if pair else Reading(v)
        if week == doubted:
            readings[week] = readings[week]._replace(doubt="41 or 4.1?")
    plan = replace(Plan(direction=DOWN), **more)
    return last_weeks(judge(readings, plan, this_week=WEEK), readings, plan, last=WEEK)


def sigmas(weeks: tuple[SigmaWeek, ...]) -> list[float | None]:
    return [None if dot.sigmas is None else round(dot.sigmas, 3) for week in weeks for dot in week.dots]


def test_a_sigma_is_a_third_of_the_way_to_the_limit() -> None:
    weeks = weeks_of([*SWING, 266.0], screening=False, baseline=(weeks_ago(20), weeks_ago(1)))
    assert [week.week for week in weeks] == [weeks_ago(n) for n in range(11, -1, -1)]
    assert sigmas(weeks)[-2:] == [-0.564, 3.0]
    assert {week.limits for week in weeks} == {(-3.0, 3.0)}
    assert weeks[-1].dots[0].signal is Signal.COMMON_CAUSE, "on the limit is inside"
    beyond = weeks_of([*SWING, 266.5], screening=False, baseline=(weeks_ago(20), weeks_ago(1)))
    assert beyond[-1].dots[0].signal is Signal.CONCERN and sigmas(beyond)[-1] > 3  # type: ignore[operator]


def test_a_missing_week_and_one_not_yet_begun_have_no_dot() -> None:
    weeks = weeks_of([*SWING[:5], None, *SWING[:2]])
    standing = [week.standing for week in weeks]
    assert standing == [Standing.NOT_ASKED] * 4 + [Standing.COUNTS] * 5 + [Standing.NO_FIGURE] + [Standing.COUNTS] * 2


def test_a_late_figure_leaves_its_weeks_empty_at_the_end() -> None:
    weeks = weeks_of([*SWING, None, None])
    assert [week.standing for week in weeks[-3:]] == [Standing.COUNTS, Standing.NO_FIGURE, Standing.NO_FIGURE]


def test_a_week_left_out_and_a_figure_being_checked_are_told_apart_and_raise_no_signal() -> None:
    weeks = weeks_of([*SWING, 900.0, 50.0, 900.0], excluded=frozenset({weeks_ago(2), WEEK}), doubted=WEEK)
    left_out, _, checked = (week.dots[0] for week in weeks[-3:])
    assert (left_out.standing, left_out.signal) == (Standing.LEFT_OUT, None)
    assert (checked.standing, checked.signal) == (Standing.BEING_CHECKED, None)
    assert left_out.sigmas is not None and left_out.sigmas > 3


def test_too_few_weeks_have_no_place_and_no_limits() -> None:
    (dot,) = weeks_of(SWING[:6])[-1].dots
    assert (dot.signal, dot.sigmas, dot.side) == (None, None, None)
    assert not any(week.limits or week.has_centre for week in weeks_of(SWING[:6]))


def test_a_run_chart_has_sides_and_no_sigmas() -> None:
    weeks = weeks_of([4.0, 6.0, 5.0] * 4)
    assert [dot.side for week in weeks for dot in week.dots] == [-1, 1, 0] * 4
    assert all(week.limits is None and week.has_centre for week in weeks)


def test_a_rebase_within_the_weeks_judges_each_stretch_by_its_own_lines() -> None:
    weeks = weeks_of([*SWING, *[905.0, 895.0] * 2], rebases=(weeks_ago(3),))
    assert [week.begins for week in weeks] == [False] * 8 + [True, False, False, False]
    assert all(week.limits for week in weeks[:8]) and not any(week.limits for week in weeks[8:])
    assert {dot.sigmas for week in weeks[8:] for dot in week.dots} == {None}, "too few of its own, and not the old ones"
    later = weeks_of([*SWING, *[905.0, 895.0] * 7], rebases=(weeks_ago(13),))
    assert max(abs(s) for s in sigmas(later) if s is not None) < 1


def test_a_new_centre_line_without_a_figure_yet_borrows_no_lines() -> None:
    assert weeks_of([*SWING, None], rebases=(WEEK,))[-1].limits is None


def test_stepped_limits_judge_each_point_by_its_own() -> None:
    sizes = [400, 25] * 12
    weeks = weeks_of([(round(0.2 * n), n) for n in sizes[:-1]] + [(9, 25)], unit="%", chart=Chart.P)
    assert weeks[-1].dots[0].sigmas == pytest.approx((9 / 25 - 0.2) / math.sqrt(0.2 * 0.8 / 25), rel=0.1)
    big, small = weeks[-2].limits, weeks[-1].limits
    assert big == pytest.approx((-3, 3)) and small is not None
    assert small[1] == pytest.approx(3) and small[0] == pytest.approx(-0.2 / math.sqrt(0.2 * 0.8 / 25), rel=0.1)


def test_a_count_cut_at_nought_is_no_further_than_it_can_go() -> None:
    weeks = weeks_of([1.0, 2.0, 3.0, 2.0] * 6, chart=Chart.C)
    limits = weeks[-1].limits
    assert limits is not None and limits[0] == pytest.approx(-2 / math.sqrt(2)) and limits[1] == pytest.approx(3)


def test_limits_of_no_width_put_what_differs_beyond_every_scale() -> None:
    weeks = weeks_of([*[100.0] * 20, 99.0], baseline=(weeks_ago(20), weeks_ago(1)))
    assert sigmas(weeks)[-2:] == [0.0, -math.inf]


def test_rare_events_stand_in_their_weeks_and_a_week_without_one_is_not_missing() -> None:
    counts = [0.0, 1.0, 0.0] * 30
    counts[-6] = None  # type: ignore[call-overload]
    weeks = weeks_of(counts, chart=Chart.T)
    assert [week.standing for week in weeks[-6:]] == [
        Standing.NO_FIGURE, Standing.COUNTS, Standing.NO_EVENT, Standing.NO_EVENT, Standing.COUNTS, Standing.NO_EVENT,
    ]  # fmt: skip
    assert weeks[-5].dots[0].sigmas is None, "nobody knows how long it was since the one before"
    assert weeks[-2].dots[0].sigmas is not None


def test_two_events_of_a_week_are_two_dots() -> None:
    weeks = weeks_of([*[0.0, 1.0, 0.0] * 20, 2.0], chart=Chart.T)
    assert len(weeks[-1].dots) == 2


def test_days_between_are_measured_on_the_scale_on_which_their_limits_are_even() -> None:
    limits = weeks_of([0.0, 1.0, 0.0, 0.0, 1.0] * 20, chart=Chart.T)[-1].limits
    assert limits is not None and limits[1] == pytest.approx(3) and limits[0] == pytest.approx(-3)


def test_samples_stand_in_their_weeks_and_those_between_are_not_missing() -> None:
    weeks = weeks_of([*SWING], every=4, cadence_weeks=4)
    assert [week.standing is Standing.COUNTS for week in weeks] == [False, False, False, True] * 3
    assert {week.standing for week in weeks} == {Standing.COUNTS, Standing.NOT_ASKED}
    assert all(week.has_centre for week in weeks)


def test_rare_events_after_a_rebase_borrow_no_lines_before_the_first_of_them() -> None:
    weeks = weeks_of([*[0.0, 1.0, 0.0] * 30, 0.0, 0.0], chart=Chart.T, rebases=(weeks_ago(2),))
    assert weeks[-4].limits is not None and [week.limits for week in weeks[-3:]] == [None] * 3
    assert not any(week.has_centre for week in weeks[-3:])
