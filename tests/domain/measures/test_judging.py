"""From readings and decisions to one judged series."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vmboard.domain.measures.judged import Judged, Plan
from vmboard.domain.measures.judging import judge
from vmboard.domain.measures.points import Reading
from vmboard.domain.spc.sentences import sentence
from vmboard.domain.spc.words import Anew, Chart
from vmboard.domain.weeks import short_day
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
    return judge(readings, plan, this_week=WEEK)


def test_fewer_than_ten_weeks_are_not_judged() -> None:
    one = judged([3.0] * 9)
    assert one.chart is None and one.signal is Signal.NOT_ENOUGH


def test_ten_weeks_make_a_run_chart_and_thirteen_an_xmr_chart() -> None:
    assert judged(list(STEADY[:10])).chart is Chart.RUN
    assert judged(list(STEADY[:13])).chart is Chart.XMR


@pytest.mark.parametrize(("weeks", "chart"), [(11, Chart.RUN), (10, None), (14, Chart.XMR), (13, Chart.RUN)])
def test_a_week_left_out_earns_no_chart(weeks: int, chart: Chart | None) -> None:
    left_out = replace(FEWER, excluded=frozenset({weeks_ago(5)}))
    assert judged([*STEADY, *STEADY][:weeks], left_out).chart is chart


def test_a_week_left_out_that_has_no_figure_takes_nothing_away() -> None:
    values = [*STEADY[:6], None, *STEADY[6:13]]
    assert judged(values, replace(FEWER, excluded=frozenset({weeks_ago(7)}))).chart is Chart.XMR


def test_a_late_figure_leaves_its_weeks_empty_up_to_now() -> None:
    one = judged(list(STEADY), ending=3)
    assert one.weeks[-1] == WEEK and one.values[-3:] == (None, None, None)


def test_a_sampled_measure_is_judged_by_its_samples() -> None:
    readings = {weeks_ago(8 * n): Reading(10 + n % 3) for n in range(15)}
    one = judge(readings, replace(FEWER, cadence_weeks=8), this_week=WEEK)
    assert len(one.values) == 15 and None not in one.values
    assert one.analysis is not None and one.analysis.segments[-1].upper is not None


def test_a_new_centre_line_after_the_latest_sample_waits_for_its_first() -> None:
    sampled = [value if ago % 4 == 2 else None for ago, value in zip(range(79, -1, -1), STEADY * 4, strict=True)]
    for mark in (weeks_ago(0), weeks_ago(1)):
        one = judged(sampled, replace(FEWER, cadence_weeks=4, rebases=(weeks_ago(30), mark)))
        assert (one.signal, one.anew) == (Signal.NOT_ENOUGH, Anew(mark, 0, 10))
        assert one.values[-1] is None and one.values.count(None) == 1
    to_come = judged(sampled, replace(FEWER, cadence_weeks=4, rebases=(WEEK + timedelta(weeks=1),)))
    assert to_come.anew is None and None not in to_come.values


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
    one = judge(readings, plan, this_week=WEEK)
    assert one.values[0] == 20.0
    lower, upper = one.limits()[0]
    assert lower is not None and upper is not None and 0 <= lower < 24 < upper <= 100


def test_limits_of_a_proportion_are_wider_in_a_small_week() -> None:
    sizes = [40] * 19 + [10]
    readings = {weeks_ago(19 - i): Reading(25, numerator=n / 4, denominator=n) for i, n in enumerate(sizes)}
    one = judge(readings, Plan(unit="%", chart=Chart.P), this_week=WEEK)
    large, small = (upper - lower for lower, upper in (one.limits()[0], one.limits()[-1]))  # type: ignore[operator]
    assert small > large


def test_a_rate_keeps_the_scale_people_know() -> None:
    readings = {weeks_ago(19 - i): Reading(1000 * v / 200, numerator=v, denominator=200) for i, v in enumerate(STEADY)}
    one = judge(readings, Plan(unit="per 1,000 bed days", chart=Chart.U), this_week=WEEK)
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


def test_rules_of_run_charts_bring_a_run_chart_so_that_five_rising_stay_a_hint() -> None:
    rising = [4, 6, 5, 3] * 5 + [3.5, 4, 4.5, 5, 5.5]
    by_his = judged(rising, replace(FEWER, rules=Rules.HIS))
    assert (by_his.chart, by_his.rules_name) == (Chart.RUN, "HIS run chart")
    assert by_his.signal is Signal.COMMON_CAUSE
    assert by_his.analysis is not None and by_his.analysis.hint is not None


@pytest.mark.parametrize("chart", [Chart.XMR, Chart.C, Chart.T])
def test_a_control_chart_is_never_judged_by_rules_of_run_charts(chart: Chart) -> None:
    events = [1.0, 0.0, 2.0, 1.0] * 6
    chosen = judged(events, replace(FEWER, chart=chart, rules=Rules.HIS))
    assert chosen == judged(events, replace(FEWER, chart=chart))
    assert chosen.rules_name.startswith("MDC")


def test_a_stretch_keeps_the_rules_that_were_chosen_when_the_next_is_a_run_chart() -> None:
    values = [*STEADY, *[4.5, 4.6] * 3, *STEADY[:11]]  # seven below: a shift by Making Data Count's rules alone
    plan = replace(FEWER, rules=Rules.PHS, rebases=(weeks_ago(10),))
    before, now = judged(values, plan), judged([*values, 4, 5], replace(plan, rebases=(weeks_ago(12),)))
    assert (before.chart, now.chart) == (Chart.RUN, Chart.XMR)
    assert before.meanings[19:26] == now.meanings[19:26] == (Signal.COMMON_CAUSE,) * 7


def test_where_nothing_is_judged_no_rules_are_named() -> None:
    assert judged(list(STEADY)[:9]).rules_name == ""


def segments(series: Judged) -> list[tuple[int, int, float | None]]:
    """Where each segment starts, how many points it has, and its centre line, None where it has not earned one."""
    assert series.analysis is not None
    centres = [None if one.centre is None else round(one.centre, 6) for one in series.analysis.segments]
    return [(one.start, one.points, mid) for one, mid in zip(series.analysis.segments, centres, strict=True)]


class TestABaselineAndRebases:
    """Twelve weeks about 4, twelve about 14, twelve about 24."""

    values = (*[3.0, 5.0] * 6, *[13.0, 15.0] * 6, *[23.0, 25.0] * 6)
    first, second, third = weeks_ago(35), weeks_ago(23), weeks_ago(11)

    def of(self, **decided: object) -> list[tuple[int, int, float | None]]:
        return segments(judged(list(self.values), replace(FEWER, **decided)))  # type: ignore[arg-type]

    def test_a_baseline_is_the_centre_of_all_that_follows_and_of_nothing_before(self) -> None:
        assert self.of(baseline=(self.first, weeks_ago(24))) == [(0, 36, 4)]
        assert self.of(baseline=(self.second, weeks_ago(12))) == [(0, 12, 4), (12, 24, 14)]
        assert self.of(baseline=(self.second, weeks_ago(22))) == [(0, 12, 4), (12, 24, 14)]

    def test_a_baseline_of_one_week_is_none(self) -> None:
        assert self.of(baseline=(self.second, self.second)) == [(0, 36, 14)]

    def test_a_rebase_after_the_baseline_takes_its_place_from_there_on(self) -> None:
        """The weeks before it are still judged by what was frozen: what they were called then, they are called now."""
        baseline = (self.first, weeks_ago(24))
        assert self.of(baseline=baseline, rebases=(self.third,)) == [(0, 24, 4), (24, 12, 24)]
        assert self.of(baseline=baseline, rebases=(self.second,)) == [(0, 12, 4), (12, 24, 19)]
        lately = weeks_ago(1)
        assert self.of(baseline=baseline, rebases=(lately,)) == [(0, 34, 4), (34, 2, None)]
        plan = replace(FEWER, baseline=baseline)
        before, after = (
            judged(list(self.values), one).meanings for one in (plan, replace(plan, rebases=(self.third,)))
        )
        assert before[:24] == after[:24]

    def test_a_rebase_before_the_baseline_or_in_it_leaves_it(self) -> None:
        assert self.of(baseline=(self.third, weeks_ago(6)), rebases=(self.second,)) == [
            (0, 12, 4), (12, 12, 14), (24, 12, 24),
        ]  # fmt: skip
        up_to_it = self.of(baseline=(self.first, self.second), rebases=(self.second,))
        assert up_to_it == [(0, 12, 4), (12, 24, round((12 * 14 + 23) / 13, 6))], "thirteen weeks are frozen from there"

    def test_of_two_rebases_the_first_after_the_baseline_takes_its_place(self) -> None:
        baseline = (self.second, weeks_ago(12))
        assert self.of(baseline=baseline, rebases=(weeks_ago(29), self.third)) == [
            (0, 6, None), (6, 6, 4), (12, 12, 14), (24, 12, 24),
        ]  # fmt: skip

    def test_two_rebases_make_three_segments_whichever_was_decided_first(self) -> None:
        three = [(0, 12, 4), (12, 12, 14), (24, 12, 24)]
        assert self.of(rebases=(self.second, self.third)) == self.of(rebases=(self.third, self.second)) == three

    def test_a_run_chart_has_no_frozen_baseline_and_keeps_its_rebases(self) -> None:
        decided = {"chart": Chart.RUN, "baseline": (self.third, weeks_ago(6)), "rebases": (self.second,)}
        assert self.of(**decided) == [(0, 12, 4), (12, 24, 19)]

    def test_a_week_left_out_of_a_baseline_does_not_shape_it(self) -> None:
        values = [100.0, *self.values[1:]]
        plan = replace(FEWER, baseline=(self.first, weeks_ago(24)), excluded=frozenset({self.first}))
        assert segments(judged(values, plan)) == [(0, 36, round(sum(values[1:12]) / 11, 6))]

    def test_a_rebase_on_a_week_left_out_starts_there_all_the_same(self) -> None:
        plan = replace(FEWER, rebases=(self.second,), excluded=frozenset({self.second}))
        start, points, centre = segments(judged(list(self.values), plan))[1]
        assert (start, points, centre) == (12, 24, round(sum(self.values[13:]) / 23, 6))


class TestAfterARebase:
    """The count begins anew: twenty weeks about 4, then so many about 14."""

    old = (*[3.0, 5.0] * 10,)

    def since(self, weeks: int, **decided: object) -> Judged:
        values = [*self.old, *[(13.0, 15.0)[n % 2] for n in range(weeks)]]
        plan = replace(FEWER, target=3.0, rebases=(weeks_ago(weeks - 1),), **decided)  # type: ignore[arg-type]
        return judged(values, plan)

    def said(self, series: Judged) -> str:
        return sentence(series.spoken, name="Falls", unit="", decimals=None, values=series.values, anew=series.anew)

    @pytest.mark.parametrize("chart", [None, Chart.XMR, Chart.RUN, Chart.C])
    def test_a_week_is_one_of_ten_whoever_chose_the_chart(self, chart: Chart | None) -> None:
        series = self.since(1, chart=chart)
        assert series.signal is Signal.NOT_ENOUGH
        assert self.said(series) == f"New centre line since {short_day(WEEK)}: 1 of 10 weeks."
        assert series.limits()[-1] == (None, None) and series.analysis is not None
        assert series.analysis.assurance is None and series.analysis.segments[-1].centre is None

    def test_the_old_stretch_keeps_its_range_and_lends_it_to_nobody(self) -> None:
        limits = self.since(9).limits()
        assert limits[0][0] is not None and limits[19] == limits[0] and set(limits[20:]) == {(None, None)}

    def test_ten_weeks_earn_a_run_chart_and_thirteen_a_range(self) -> None:
        ten, thirteen = self.since(10), self.since(13)
        assert (ten.anew, ten.chart, ten.rules_name) == (None, Chart.RUN, "HIS run chart")
        assert ten.limits()[-1] == (None, None) and ten.limits()[0][0] is not None
        assert (thirteen.chart, thirteen.rules_name) == (Chart.XMR, "MDC")
        assert thirteen.limits()[-1][0] is not None

    def test_ten_weeks_bring_a_chosen_chart_back(self) -> None:
        assert self.since(10, chart=Chart.C).limits()[-1][0] is not None

    def test_a_week_left_out_or_missing_does_not_count(self) -> None:
        left_out = self.since(10, excluded=frozenset({WEEK}))
        assert left_out.anew is not None and left_out.anew.points == 9
        missing = judged([*self.old, 13.0, None, 15.0], replace(FEWER, rebases=(weeks_ago(2),)))
        assert missing.anew is not None and missing.anew.points == 2

    def test_no_stretch_with_ten_weeks_has_no_chart_at_all(self) -> None:
        series = judged([3.0, 5.0] * 6, replace(FEWER, rebases=(weeks_ago(5),)))
        assert (series.analysis, series.chart) == (None, None)
        assert self.said(series).endswith(": 6 of 10 weeks.")

    def test_a_week_not_counted_yet_leaves_no_old_word_standing(self) -> None:
        series = judged([*self.old, None], replace(FEWER, rebases=(WEEK,)))
        assert series.signal is Signal.NOT_ENOUGH and self.said(series).endswith(": 0 of 10 weeks.")

    def test_a_measure_sampled_less_often_begins_with_the_first_sample_since(self) -> None:
        values = [value for pair in zip([3.0, 5.0] * 10, [None] * 20, strict=True) for value in pair] + [13.0]
        series = judged(values, replace(FEWER, cadence_weeks=2, rebases=(weeks_ago(1),)))
        assert series.anew is not None and series.anew.points == 1

    def test_days_between_wait_for_thirteen_of_their_own(self) -> None:
        counts = [1.0, 0.0] * 20
        series = judged(counts, replace(FEWER, chart=Chart.T, rebases=(weeks_ago(9),)))
        assert series.anew is not None and (series.anew.points, series.anew.needed) == (5, 13)
        assert series.signal is Signal.NOT_ENOUGH and series.limits()[0][1] is not None
        assert self.said(series).endswith(": 5 of 13 gaps.")
        none_since = judged([*counts, 0.0], replace(FEWER, chart=Chart.T, rebases=(WEEK,)))
        assert none_since.anew is not None and none_since.anew.points == 0
        assert none_since.signal is Signal.NOT_ENOUGH


class TestAnhoj:
    rules = replace(FEWER, rules=Rules.ANHOJ)

    def test_makes_a_run_chart_of_a_measure_for_which_nobody_chose_one(self) -> None:
        series = judged(list(STEADY), self.rules)
        assert (series.chart, series.rules_name) == (Chart.RUN, "ANHOJ run chart")
        assert series.note == "Run chart, Anhøj’s rules (longest run and crossings)"
        assert judged(list(STEADY)[:9], self.rules).analysis is None

    def test_leaves_a_control_chart_somebody_chose_to_its_own_rules(self) -> None:
        assert judged(list(STEADY), replace(self.rules, chart=Chart.XMR)).rules_name == "MDC"


def test_prime_charts_speak_in_the_figures_people_know() -> None:
    weekly = {weeks_ago(n): Reading(80.0 + n % 2 * 10, numerator=80 + n % 2 * 10, denominator=100) for n in range(20)}
    series = judge(weekly, Plan(unit="%", chart=Chart.P_PRIME), this_week=WEEK)
    assert (series.values[-1], series.rules_name) == (80.0, "MDC P′ chart")
    assert series.note == "P′ chart of proportions, Making Data Count rules (7 and 7), screened ranges"
    low, high = series.limits()[-1]
    assert low is not None and (low, high) == (pytest.approx(85 - 30 / 1.128), 100.0)
    rates = {week: Reading(8.0 + n % 2, numerator=8 + n % 2, denominator=1000) for n, week in enumerate(weekly)}
    told = judge(rates, Plan(unit="per 1,000 bed days", chart=Chart.U_PRIME), this_week=WEEK)
    assert told.spoken is not None and told.spoken.segments[0].centre == pytest.approx(8.5)
    assert told.limits()[0][1] == pytest.approx(8.5 + 3 / 1.128)


class TestWhatLiesBetween:
    """Lone events four weeks apart, then two weeks apart, then one in a week that is left out."""

    counts = ([1.0, 0.0, 0.0, 0.0] * 14) + ([1.0, 0.0] * 14) + [1.0]
    plan = replace(FEWER, chart=Chart.T)

    def test_a_rebase_starts_at_the_first_gap_that_ends_then_or_later(self) -> None:
        start = len(self.counts) - 1 - 56
        for moved, place in ((0, 13), (1, 14), (2, 14)):
            series = judged(self.counts, replace(self.plan, rebases=(weeks_ago(start - moved),)))
            assert segments(series)[1][0] == place and series.weeks[place] >= weeks_ago(start - moved)
        assert len(segments(judged(self.counts, replace(self.plan, rebases=(weeks_ago(0),))))) == 2
        assert len(segments(judged(self.counts, replace(self.plan, rebases=(WEEK + timedelta(weeks=1),))))) == 1

    def test_two_rebases_make_three_segments(self) -> None:
        series = judged(self.counts, replace(self.plan, rebases=(weeks_ago(28), weeks_ago(10))))
        assert len(segments(series)) == 3

    def test_a_week_left_out_hides_its_event_and_its_gap_is_unknown(self) -> None:
        series = judged(self.counts, replace(self.plan, excluded=frozenset({weeks_ago(2)})))
        assert series.values[-2:] == (14.0, None)
        empty = judged(self.counts, replace(self.plan, excluded=frozenset({weeks_ago(1)})))
        assert empty.values[-1] is None, "a week left out without an event may hide one as well"

    def test_thirteen_gaps_are_enough_to_judge_and_an_unknown_one_is_none(self) -> None:
        for events, judges in ((14, True), (13, False)):
            series = judged([1.0, 0.0] * events, self.plan)
            assert (series.analysis is not None) is judges
        hidden = judged([1.0, 0.0] * 14, replace(self.plan, excluded=frozenset({weeks_ago(3)})))
        assert hidden.analysis is None and hidden.signal is Signal.NOT_ENOUGH

    def test_cases_between_need_the_cases_of_each_week(self) -> None:
        readings = {weeks_ago(29 - n): Reading(float(n % 2), denominator=10) for n in range(30)}
        series = judge(readings, replace(FEWER, chart=Chart.G), this_week=WEEK)
        assert series.values == (20.0,) * 14 and series.direction is Direction.INCREASE
        readings[weeks_ago(1)] = Reading(0.0)
        assert judge(readings, replace(FEWER, chart=Chart.G), this_week=WEEK).values[-1] is None


def test_what_is_further_on_than_the_boards_week_is_neither_drawn_nor_judged() -> None:
    readings = {weeks_ago(n): Reading(4.0 + n % 2 if n >= 0 else 90.0) for n in range(-2, 12)}
    series = judge(readings, FEWER, this_week=WEEK)
    assert (series.weeks[-1], series.values[-1]) == (WEEK, 4.0)
    steady, closed = (judge(readings, FEWER, this_week=week).analysis for week in (WEEK, weeks_ago(-1)))
    assert steady and closed and closed.points[-1].special_cause and not steady.points[-1].special_cause


def test_a_rate_is_spoken_and_limited_in_the_figures_drawn() -> None:
    readings = {weeks_ago(19 - i): Reading(1000 * v / 200, numerator=v, denominator=200) for i, v in enumerate(STEADY)}
    series = judge(readings, Plan(unit="per 1,000 bed days", chart=Chart.U), this_week=WEEK)
    assert series.spoken is not None and series.analysis is not None
    assert series.spoken.plotted == series.values
    centre = sum(STEADY) / 20 / 200
    assert series.analysis.segments[0].centre == pytest.approx(centre)
    assert series.spoken.segments[0].centre == pytest.approx(1000 * centre)
    assert [(p.lower, p.upper) for p in series.spoken.points] == list(series.limits())
    lower, upper = series.limits()[0]
    assert lower is not None and upper is not None and lower < 1000 * centre < upper


def test_the_scale_of_a_rate_is_read_off_the_newest_figure_that_has_its_parts() -> None:
    readings = {weeks_ago(19 - i): Reading(100 * v / 200, numerator=v, denominator=200) for i, v in enumerate(STEADY)}
    readings[weeks_ago(1)] = Reading(1000 * 4 / 200, numerator=4, denominator=200)
    readings[weeks_ago(0)] = Reading(0.0, numerator=0, denominator=200)
    series = judge(readings, Plan(unit="per 1,000 bed days", chart=Chart.U), this_week=WEEK)
    assert series.scale == 1000 and series.values[-1] == 0.0


def test_a_target_is_held_against_the_figures_people_know() -> None:
    """A target of 30% stands above limits of 10 to 38% or so, however the chart counts inside."""
    readings = {weeks_ago(19 - i): Reading(100 * v / 20, numerator=v, denominator=20) for i, v in enumerate(STEADY)}
    for target, words in ((90, "pass"), (30, "inconsistent")):
        plan = Plan(unit="%", direction=Direction.DECREASE, target=target, chart=Chart.P)
        series = judge(readings, plan, this_week=WEEK)
        assert series.analysis is not None and str(series.analysis.assurance) == words


def test_without_an_analysis_no_point_has_limits_or_a_signal_and_a_missing_one_no_meaning() -> None:
    series = judged([3.0, None, *[4.0] * 5])
    assert series.meanings == (Signal.COMMON_CAUSE, None, *[Signal.COMMON_CAUSE] * 5)
    assert series.limits() == ((None, None),) * 7 and series.spoken is None


def test_a_measure_without_any_figure_has_no_weeks() -> None:
    assert judged([None, None]).weeks == ()


def test_a_sampled_measure_shows_no_week_it_was_not_sampled_in() -> None:
    readings = {weeks_ago(8 * n + 3): Reading(10.0) for n in range(4)} | {weeks_ago(1): Reading(None)}
    series = judge(readings, replace(FEWER, cadence_weeks=2), this_week=WEEK)
    assert series.weeks == tuple(weeks_ago(8 * n + 3) for n in reversed(range(4)))
    assert judge(readings, FEWER, this_week=WEEK).weeks[-1] == WEEK


def test_only_a_rate_is_spoken_in_other_figures_than_it_is_judged_in() -> None:
    series = judged(list(STEADY))
    assert series.spoken is series.analysis is not None


def test_a_proportion_is_drawn_from_its_parts_and_not_as_somebody_rounded_it() -> None:
    readings = {weeks_ago(19 - i): Reading(33.0, numerator=1, denominator=3) for i in range(20)}
    series = judge(readings, Plan(unit="%", chart=Chart.P), this_week=WEEK)
    assert series.values[-1] == pytest.approx(100 / 3)
    assert judge(readings, Plan(unit="%"), this_week=WEEK).values[-1] == 33.0


def test_a_rate_rounded_to_nought_tells_no_scale_and_without_any_it_is_one() -> None:
    readings = {weeks_ago(19 - i): Reading(0.0, numerator=1, denominator=20_000) for i in range(20)}
    plan = Plan(unit="per 1,000 bed days", chart=Chart.U)
    assert judge(readings, plan, this_week=WEEK).scale == 1.0
    readings[weeks_ago(9)] = Reading(5.0, numerator=1, denominator=200)
    assert judge(readings, plan, this_week=WEEK).scale == 1000.0


def test_days_between_have_their_limits_in_days_and_the_rules_that_were_chosen() -> None:
    series = judged([1.0, 0.0, 1.0, 0.0, 0.0] * 12, Plan(chart=Chart.T, rules=Rules.PHS))
    assert series.analysis is not None and series.analysis.rules is Rules.PHS and "(8 and 6)" in series.note
    assert series.limits()[0] == series.analysis.limits_at(0)
    lower, upper = series.limits()[0]
    assert lower is not None and upper is not None and lower < 14 < 21 < upper < 60
