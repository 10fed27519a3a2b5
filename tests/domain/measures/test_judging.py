"""From readings and decisions to one judged series."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vmboard.domain.measures.judging import Judged, Plan, judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Rules, Signal

WEEK, TODAY = date(2026, 11, 15), date(2026, 11, 18)
STEADY = [4, 5, 4, 6, 5, 4, 5, 6, 4, 5, 5, 4, 6, 5, 4, 5, 6, 4, 5, 4]
FEWER = Plan(unit="count", direction=Direction.DECREASE)


def weeks_ago(n: int) -> date:
    return WEEK - timedelta(weeks=n)


def judged(values: list[float | None], plan: Plan = FEWER, *, ending: int = 0) -> Judged:
    """The values as weekly readings, the last of them so many weeks ago."""
    count = len(values)
    readings = {weeks_ago(ending + count - 1 - i): Reading(v) for i, v in enumerate(values)}
    return judge(readings, plan, this_week=WEEK, today=TODAY)


def test_fewer_than_ten_weeks_are_not_judged() -> None:
    one = judged([3.0] * 9)
    assert one.chart is None and one.signal is Signal.NOT_ENOUGH


def test_ten_weeks_make_a_run_chart_and_thirteen_an_xmr_chart() -> None:
    assert judged(list(STEADY[:10])).chart is Chart.RUN
    assert judged(list(STEADY[:13])).chart is Chart.XMR


def test_a_late_figure_leaves_its_weeks_empty_up_to_now() -> None:
    one = judged(list(STEADY), ending=3)
    assert one.weeks[-1] == WEEK and one.values[-3:] == (None, None, None)


def test_a_sampled_measure_is_judged_by_its_samples() -> None:
    readings = {weeks_ago(8 * n): Reading(10 + n % 3) for n in range(15)}
    one = judge(readings, replace(FEWER, cadence_weeks=8), this_week=WEEK, today=TODAY)
    assert len(one.values) == 15 and None not in one.values
    assert one.analysis is not None and one.analysis.segments[-1].upper is not None


def test_a_frozen_baseline_judges_what_comes_after() -> None:
    plan = replace(FEWER, baseline=(weeks_ago(29), weeks_ago(10)))
    one = judged([*STEADY, *[1.0] * 10], plan)
    assert one.signal is Signal.IMPROVEMENT
    assert one.analysis is not None and abs(one.analysis.segments[0].centre - sum(STEADY) / 20) < 1e-9  # type: ignore[operator]


def test_a_rebase_makes_the_new_level_the_usual_one() -> None:
    plan = replace(FEWER, baseline=(weeks_ago(33), weeks_ago(14)), rebases=(weeks_ago(13),))
    one = judged([*STEADY, *[1.0, 2.0] * 7], plan)
    assert one.signal is Signal.COMMON_CAUSE
    assert one.analysis is not None and [s.points for s in one.analysis.segments] == [20, 14]


def test_a_week_left_out_stays_on_the_chart_and_counts_for_nothing() -> None:
    values = [*STEADY[:10], 40.0, *STEADY[10:]]
    plan = replace(FEWER, excluded=frozenset({weeks_ago(len(values) - 1 - 10)}))
    with_it, without = judged(values), judged(values, plan)
    assert without.values[10] == 40.0
    assert without.meanings[10] is Signal.COMMON_CAUSE
    assert without.limits()[0][1] < with_it.limits()[0][1]  # type: ignore[operator]


def test_a_proportion_is_drawn_as_the_percentage_people_know() -> None:
    readings = {weeks_ago(19 - i): Reading(100 * v / 20, numerator=v, denominator=20) for i, v in enumerate(STEADY)}
    plan = Plan(unit="%", direction=Direction.DECREASE, target=30, chart=Chart.P)
    one = judge(readings, plan, this_week=WEEK, today=TODAY)
    assert one.values[0] == 20.0
    lower, upper = one.limits()[0]
    assert lower is not None and upper is not None and 0 <= lower < 24 < upper <= 100


def test_limits_of_a_proportion_are_wider_in_a_small_week() -> None:
    sizes = [40] * 19 + [10]
    readings = {weeks_ago(19 - i): Reading(25, numerator=n / 4, denominator=n) for i, n in enumerate(sizes)}
    one = judge(readings, Plan(unit="%", chart=Chart.P), this_week=WEEK, today=TODAY)
    large, small = (upper - lower for lower, upper in (one.limits()[0], one.limits()[-1]))  # type: ignore[operator]
    assert small > large


def test_a_rate_keeps_the_scale_people_know() -> None:
    readings = {weeks_ago(19 - i): Reading(1000 * v / 200, numerator=v, denominator=200) for i, v in enumerate(STEADY)}
    one = judge(readings, Plan(unit="per 1,000 bed days", chart=Chart.U), this_week=WEEK, today=TODAY)
    assert one.scale == 1000 and one.values[0] == 20.0


def test_rare_harm_is_drawn_as_days_between_and_there_more_is_better() -> None:
    counts = ([0.0, 0.0, 1.0] * 20) + [0.0] * 10 + [1.0]
    one = judged(counts, replace(FEWER, chart=Chart.T))
    assert one.direction is Direction.INCREASE
    assert one.values[-1] == 77.0
    assert one.signal is Signal.IMPROVEMENT


def test_too_few_gaps_between_events_are_not_judged() -> None:
    assert judged([0.0, 0.0, 1.0] * 5, replace(FEWER, chart=Chart.T)).signal is Signal.NOT_ENOUGH


def test_the_chart_names_its_rules_and_its_screening() -> None:
    assert judged(list(STEADY)).note == "XmR chart, Making Data Count rules (7 and 7), screened ranges"
    assert judged(list(STEADY), replace(FEWER, screening=False)).note.endswith("all ranges")


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (FEWER, "MDC"),
        (replace(FEWER, screening=False), "MDC, unscreened"),
        (replace(FEWER, rules=Rules.PHS), "PHS"),
        (replace(FEWER, chart=Chart.RUN), "HIS run chart"),
        (replace(FEWER, chart=Chart.C), "MDC C chart"),
        (replace(FEWER, chart=Chart.T), "MDC T chart"),
    ],
)
def test_a_small_chart_names_its_rules_in_a_word_or_two(plan: Plan, words: str) -> None:
    assert judged(list(STEADY), plan).rules_name == words


def test_where_nothing_is_judged_no_rules_are_named() -> None:
    assert judged(list(STEADY)[:9]).rules_name == ""
