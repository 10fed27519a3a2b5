"""The rules of a signal, one sentence each. What is expected was published or worked out by hand."""

import json
from pathlib import Path

import pytest

from vmboard.domain.spc.analysis import Analysis, Assurance, Cause, Chart, Meaning, Variation, analyse, choose
from vmboard.domain.spc.contract import answer
from vmboard.domain.spc.runs import fewest_crossings, longest_run, runs_expected
from vmboard.domain.words import Direction, Rules, Signal

PUBLISHED = json.loads((Path(__file__).parents[2] / "data" / "spc_published_series.json").read_text())
BREACHES = PUBLISHED["ae_rjz_type1_breaches"]["values"]

STEADY = [50.0, -50.0] * 6  # mean 0, average range 100, limits -266 to 266, near limits 177.33 either side


def causes(analysis: Analysis) -> list[str | None]:
    return [point.special_cause for point in analysis.points]


def after_steady(*values: float | None, **options: object) -> list[str | None]:
    """The labels of points that follow a baseline of mean 0 and limits of 266 either side."""
    analysis = analyse([*STEADY, *values], chart=Chart.XMR, baseline_points=12, **options)  # type: ignore[arg-type]
    return causes(analysis)[12:]


class TestLimits:
    def test_are_the_mean_and_2_66_average_ranges(self):
        segment = analyse(STEADY, chart=Chart.XMR).segments[0]
        assert (segment.centre, segment.lower, segment.upper) == (0, -266, 266)

    def test_match_the_published_emergency_department_breaches(self):
        analysis = analyse(BREACHES, direction=Direction.DECREASE)
        segment = analysis.segments[0]
        assert segment.centre == pytest.approx(4423.28, abs=0.005)
        assert segment.lower == pytest.approx(2846.13, abs=0.005)
        assert segment.upper == pytest.approx(6000.43, abs=0.005)
        assert analysis.variation is Variation.CONCERN_HIGH

    def test_match_the_published_breaches_with_a_baseline_of_twelve(self):
        segment = analyse(BREACHES, baseline_points=12).segments[0]
        assert segment.centre == pytest.approx(4047.33, abs=0.005)
        assert segment.points == 36

    def test_leave_out_a_freak_range_but_never_a_freak_value(self):
        values = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
        screened, whole = analyse(values), analyse(values, screening=False)
        assert screened.segments[0].centre == whole.segments[0].centre == pytest.approx(1.9444, abs=5e-5)
        assert screened.segments[0].lower == pytest.approx(-0.7156, abs=5e-5)
        assert screened.segments[0].upper == pytest.approx(4.6044, abs=5e-5)
        assert whole.segments[0].lower == pytest.approx(-3.0626, abs=5e-5)
        assert whole.segments[0].upper == pytest.approx(6.9515, abs=5e-5)
        assert causes(screened)[4] == causes(whole)[4] == "above_ucl"

    @pytest.mark.parametrize(
        ("ranges", "average"),
        [([363, *[79] * 7, 84], 637 / 8), ([362, *[79] * 7, 85], 1000 / 9)],  # 3.267 averages are 363
    )
    def test_drop_a_range_of_3_267_averages_but_none_below(self, ranges, average):
        values = [0]
        for place, step in enumerate(ranges):
            values.append(values[-1] + (step if place % 2 else -step))
        segment = analyse(values, chart=Chart.XMR).segments[0]
        assert segment.upper is not None and segment.centre is not None
        assert segment.upper - segment.centre == pytest.approx(2.66 * average)

    def test_may_fall_below_nought_and_rise_above_a_hundred(self):
        segment = analyse([1, 99] * 10).segments[0]
        assert segment.lower is not None and segment.upper is not None
        assert segment.lower < 0 and segment.upper > 100

    def test_lose_both_ranges_that_touch_a_missing_week(self):
        segment = analyse([10, 12, None, 30, 32], chart=Chart.XMR).segments[0]
        assert (segment.centre, segment.upper) == (21, pytest.approx(21 + 2.66 * 2))

    def test_need_two_neighbours(self):
        analysis = analyse([4, None, 6, None, 5], chart=Chart.XMR)
        assert (analysis.segments[0].centre, analysis.segments[0].lower, analysis.segments[0].upper) == (
            5,
            None,
            None,
        )
        assert analysis.variation is Variation.COMMON_CAUSE
        assert analysis.assurance is None

    def test_are_not_drawn_without_width_where_a_step_hides_in_a_gap(self):
        analysis = analyse([0] * 7 + [None] + [1] * 7, chart=Chart.XMR)
        assert (analysis.segments[0].lower, analysis.segments[0].upper) == (None, None)

    def test_of_a_mostly_constant_measure_keep_their_width_when_screening_would_leave_none(self):
        analysis = analyse([0] * 20 + [1] + [0] * 5)
        assert causes(analysis) == ["shift_below"] * 20 + ["above_ucl"] + [None] * 5

    def test_of_a_baseline_without_figures_cannot_be_computed(self):
        analysis = analyse([None, None, 3, 4, 5], chart=Chart.XMR, baseline_points=2)
        assert analysis.segments[0].centre is None
        assert analysis.variation is None
        assert analysis.signal is Signal.NOT_ENOUGH

    def test_stand_around_a_fixed_centre(self):
        segment = analyse(STEADY, chart=Chart.XMR, fixed_centre=10).segments[0]
        assert (segment.centre, segment.lower, segment.upper) == (10, -256, 276)


class TestOutside:
    def test_is_beyond_a_limit_and_not_on_it(self):
        assert after_steady(266, 266.5, -266, -266.5) == [None, "above_ucl", None, "below_lcl"]

    def test_wins_over_a_trend(self):
        analysis = analyse(range(8), rules=Rules.MDC)
        assert causes(analysis) == ["below_lcl", *["trend_up"] * 6, "above_ucl"]
        assert analysis.segments[0].lower == pytest.approx(0.84)
        assert analysis.segments[0].upper == pytest.approx(6.16)
        assert analysis.variation is Variation.IMPROVEMENT_HIGH


class TestTrend:
    def test_is_seven_points_and_six_steps(self):
        assert after_steady(-120, -90, -60, -30, 20, 40) == [None] * 6
        assert after_steady(-120, -90, -60, -30, 20, 40, 60) == ["trend_up"] * 7

    def test_falls_as_well_as_rises(self):
        assert after_steady(120, 90, 60, 30, -20, -40, -60) == ["trend_down"] * 7

    def test_is_broken_by_a_repeated_value(self):
        assert after_steady(-120, -90, -60, -30, -30, 20, 40, 60) == [None] * 8

    def test_is_broken_by_a_missing_week(self):
        assert after_steady(-120, -90, -60, -30, None, 20, 40, 60) == [None] * 8

    def test_means_what_its_slope_means_even_below_the_centre(self):
        values = [*STEADY, -170, -160, -150, -140, -130, -120, -110]
        analysis = analyse(values, chart=Chart.XMR, baseline_points=12, direction=Direction.DECREASE)
        assert analysis.variation is Variation.CONCERN_HIGH

    def test_gives_a_turning_point_to_the_slope_that_follows(self):
        rise, fall = [-100, -60, -20, 20, 60, 90, 120], [100, 70, 50, 30, -10, -40]
        assert after_steady(*rise, *fall) == ["trend_up"] * 6 + ["trend_down"] * 7

    def test_that_touches_another_rise_still_rises_at_its_last_point(self):
        rise = [-100, -60, -20, 20, 60, 90, 120]
        assert after_steady(*rise, *rise) == ["trend_up"] * 14

    def test_wins_over_two_in_three_and_shift(self):
        assert after_steady(40, 60, 80, 100, 120, 180, 190) == ["trend_up"] * 7


class TestTwoInThree:
    def test_marks_the_two_near_the_limit_and_not_the_one_between(self):
        assert after_steady(180, 10, 190) == ["two_in_three_above", None, "two_in_three_above"]

    def test_needs_all_three_on_one_side(self):
        assert after_steady(180, -10, 190) == [None] * 3
        assert after_steady(10, -180, -190, 10) == [None] * 4

    def test_begins_beyond_the_near_limit_and_not_on_it(self):
        near = 2 / 3 * 266
        assert after_steady(near, near, near) == [None] * 3

    def test_counts_a_point_outside_as_near(self):
        assert after_steady(180, 10, 300) == ["two_in_three_above", None, "above_ucl"]

    def test_is_found_below_the_centre_too(self):
        assert after_steady(-10, -180, -190) == [None, "two_in_three_below", "two_in_three_below"]

    def test_wins_over_a_shift(self):
        assert after_steady(10, 20, 10, 180, 190, 10, 20) == [
            *["shift_above"] * 3,
            *["two_in_three_above"] * 2,
            *["shift_above"] * 2,
        ]

    def test_is_broken_by_a_missing_week(self):
        assert after_steady(180, None, 190) == [None] * 3


class TestShift:
    def test_is_seven_points_on_one_side_all_marked(self):
        assert after_steady(*[10, 20] * 3) == [None] * 6
        assert after_steady(*[10, 20] * 3, 10) == ["shift_above"] * 7
        assert after_steady(*[-10, -20] * 3, -10) == ["shift_below"] * 7

    def test_is_broken_by_a_point_on_the_centre(self):
        assert after_steady(10, 20, 10, 20, 0, 10, 20, 10) == [None] * 8

    def test_is_broken_by_a_missing_week(self):
        assert after_steady(10, 20, 10, 20, None, 10, 20, 10) == [None] * 8

    def test_reaches_back_into_the_baseline(self):
        labels = causes(analyse([*STEADY, 50, *[10, 20] * 3], chart=Chart.XMR, baseline_points=13))
        assert labels == [None] * 12 + ["shift_above"] * 7

    def test_does_not_wrap_round_to_the_end(self):
        values = [10, 20, 10, -50, *STEADY, -50, 10, 20, 10, 20]
        assert causes(analyse(values, chart=Chart.XMR, fixed_centre=0)) == [None] * len(values)

    def test_takes_eight_and_a_trend_six_under_the_rules_of_public_health_scotland(self):
        assert after_steady(*[10, 20] * 3, 10, rules=Rules.PHS) == [None] * 7
        assert after_steady(*[10, 20] * 4, rules=Rules.PHS) == ["shift_above"] * 8
        assert after_steady(-120, -90, -60, -30, 20, 40, rules=Rules.PHS) == ["trend_up"] * 6


class TestEqualFigures:
    """The mean of equal decimals is not always that decimal; nobody should hear of it."""

    @pytest.mark.parametrize("value", [97.3, 0.1, 100, 0, -4.7, 1e-9, 3e-300, 1e300])
    @pytest.mark.parametrize("weeks", [13, 14, 104])
    @pytest.mark.parametrize("chart", [Chart.XMR, Chart.RUN])
    def test_are_never_a_signal(self, value: float, weeks: int, chart: Chart):
        analysis = analyse([value] * weeks, chart=chart)
        assert causes(analysis) == [None] * weeks
        assert analysis.segments[0].centre == value
        assert analysis.signal is Signal.COMMON_CAUSE

    def test_have_limits_of_no_width_and_meet_a_target_they_equal(self):
        analysis = analyse([100] * 20, target=100)
        assert (analysis.segments[0].lower, analysis.segments[0].upper) == (100, 100)
        assert analysis.assurance is Assurance.PASS

    @pytest.mark.parametrize(
        ("direction", "target", "expected"),
        [
            (Direction.INCREASE, 97.3, Assurance.PASS),
            (Direction.INCREASE, 97.4, Assurance.FAIL),
            (Direction.DECREASE, 97.3, Assurance.PASS),
            (Direction.DECREASE, 97.2, Assurance.FAIL),
            (Direction.NEUTRAL, 97.3, None),
        ],
    )
    def test_are_judged_against_the_target_by_value(self, direction, target, expected):
        assert analyse([97.3] * 13, direction=direction, target=target).assurance is expected

    def test_stuck_baseline_is_judged_by_the_latest_value(self):
        analysis = analyse([*[100] * 13, 90], baseline_points=13, target=95)
        assert analysis.assurance is Assurance.FAIL
        assert causes(analysis)[-1] == "below_lcl"

    def test_are_equal_whatever_rounding_did_to_them(self):
        third, nearly = 0.3, 0.1 + 0.2
        assert third != nearly
        assert causes(analyse([nearly] * 7, chart=Chart.XMR, fixed_centre=third)) == [None] * 7
        assert analyse([nearly] * 7, chart=Chart.RUN, fixed_centre=third).useful_points == 0
        assert "trend_up" not in causes(analyse([0, 0.1, 0.2, third, nearly, 0.4, 0.5, 0.6], rules=Rules.MDC))
        assert analyse([third] * 13, target=nearly).assurance is Assurance.PASS

    def test_tiny_differences_are_still_differences(self):
        assert causes(analyse([v * 1e-12 for v in range(8)], rules=Rules.MDC))[1:7] == ["trend_up"] * 6
        assert causes(analyse([1e6 + v * 1e-2 for v in range(8)], rules=Rules.MDC))[1:7] == ["trend_up"] * 6


class TestMeaning:
    high, low = [*STEADY, 300], [*STEADY, -300]

    @pytest.mark.parametrize(
        ("values", "direction", "expected", "signal"),
        [
            (high, Direction.INCREASE, Variation.IMPROVEMENT_HIGH, Signal.IMPROVEMENT),
            (high, Direction.DECREASE, Variation.CONCERN_HIGH, Signal.CONCERN),
            (high, Direction.NEUTRAL, Variation.NEUTRAL_HIGH, Signal.NEUTRAL),
            (low, Direction.INCREASE, Variation.CONCERN_LOW, Signal.CONCERN),
            (low, Direction.DECREASE, Variation.IMPROVEMENT_LOW, Signal.IMPROVEMENT),
            (low, Direction.NEUTRAL, Variation.NEUTRAL_LOW, Signal.NEUTRAL),
            (STEADY, Direction.INCREASE, Variation.COMMON_CAUSE, Signal.COMMON_CAUSE),
        ],
    )
    def test_depends_on_which_way_is_better(self, values, direction, expected, signal):
        analysis = analyse(values, chart=Chart.XMR, baseline_points=12, direction=direction)
        assert (analysis.variation, analysis.signal) == (expected, signal)

    def test_of_the_series_is_that_of_its_latest_point_only(self):
        analysis = analyse([*STEADY, 300, 0], chart=Chart.XMR, baseline_points=12)
        assert analysis.points[12].meaning is Meaning.IMPROVEMENT
        assert analysis.variation is Variation.COMMON_CAUSE

    def test_passes_over_weeks_not_in_yet(self):
        analysis = analyse([*STEADY, 300, None], chart=Chart.XMR, baseline_points=12)
        assert (analysis.last, analysis.variation) == (12, Variation.IMPROVEMENT_HIGH)
        assert analysis.points[13].meaning is Meaning.MISSING


class TestAssurance:
    @pytest.mark.parametrize(
        ("target", "increase", "decrease"),
        [
            (267, Assurance.FAIL, Assurance.PASS),
            (266, Assurance.INCONSISTENT, Assurance.INCONSISTENT),
            (0, Assurance.INCONSISTENT, Assurance.INCONSISTENT),
            (-266, Assurance.INCONSISTENT, Assurance.INCONSISTENT),
            (-267, Assurance.PASS, Assurance.FAIL),
        ],
    )
    def test_sets_the_target_against_the_limits(self, target, increase, decrease):
        assert analyse(STEADY, chart=Chart.XMR, target=target).assurance is increase
        falling = analyse(STEADY, chart=Chart.XMR, target=target, direction=Direction.DECREASE)
        assert falling.assurance is decrease

    def test_needs_a_target_and_a_better_way(self):
        assert analyse(STEADY, chart=Chart.XMR).assurance is None
        assert analyse(STEADY, chart=Chart.XMR, target=0, direction=Direction.NEUTRAL).assurance is None

    def test_of_a_target_on_a_limit_is_hit_or_miss_and_beyond_it_is_not(self):
        """Limits of -266 and 266: what lies on one is inside it, as for a point."""
        for target, assurance in ((-266, Assurance.INCONSISTENT), (-266.01, Assurance.PASS), 
                                  (266, Assurance.INCONSISTENT),
                                  (266.01, Assurance.FAIL)):  # fmt: skip
            assert analyse(STEADY, chart=Chart.XMR, target=target).assurance is assurance

    def test_is_not_given_on_a_run_chart(self):
        assert analyse(STEADY, rules=Rules.HIS, target=0).assurance is None

    def test_uses_the_limits_after_the_last_rebase(self):
        values = [*STEADY, *[value + 1000 for value in STEADY]]
        assert analyse(values, chart=Chart.XMR, target=500, rebase_at=[12]).assurance is Assurance.PASS


class TestRebase:
    def test_starts_a_new_segment_at_its_first_point(self):
        analysis = analyse([*STEADY, *[value + 1000 for value in STEADY]], chart=Chart.XMR, rebase_at=[12])
        assert [(s.start, s.points, s.centre, s.upper) for s in analysis.segments] == [
            (0, 12, 0, 266),
            (12, 12, 1000, 1266),
        ]
        assert causes(analysis) == [None] * 24

    def test_lets_no_run_cross(self):
        values = [*STEADY, 10, 20, 10, 20, *[value + 30 for value in STEADY]]
        assert set(causes(analyse(values, rebase_at=[16], baseline_points=12))) == {None}

    def test_restarts_the_baseline(self):
        values = [*STEADY, 60, 60, *[value + 1000 for value in STEADY], 1060, 1060]
        centres = [segment.centre for segment in analyse(values, rebase_at=[14], baseline_points=12).segments]
        assert centres == [0, 1000]

    def test_out_of_range_or_at_the_start_changes_nothing(self):
        assert analyse(STEADY, chart=Chart.XMR, rebase_at=[0, -3, 12, 99]) == analyse(STEADY, chart=Chart.XMR)

    def test_that_nobody_measured_since_leaves_the_old_segment_speaking(self):
        analysis = analyse([*STEADY, 300, None, None], chart=Chart.XMR, rebase_at=[13], baseline_points=12, target=999)
        assert analysis.segments[1].centre is None
        assert (analysis.variation, analysis.assurance) == (Variation.IMPROVEMENT_HIGH, Assurance.FAIL)


class TestNewCentreLine:
    """The number of points that earns a chart, a usual range and an assurance is that of the segment."""

    def test_earns_its_chart_by_its_own_points(self):
        for since, chart, lower in (
            (9, None, None),
            (10, Chart.RUN, None),
            (12, Chart.RUN, None),
            (13, Chart.XMR, -262),
        ):
            values = [*STEADY, 50, *[value + 1000 for value in [*STEADY, 50][:since]]]
            analysis = analyse(values, rebase_at=[13], target=0)
            assert analysis.segments[0].upper is not None, "the old stretch keeps its range"
            if chart is None:
                assert (analysis.variation, analysis.assurance, analysis.segments[1].centre) == (None, None, None)
                assert set(causes(analysis)) == {None}
            else:
                assert (analysis.chart, analysis.segments[1].lower is None) == (chart, lower is None)
                assert (analysis.assurance is None) == (chart is Chart.RUN)

    def test_of_a_short_first_stretch_has_no_lines_there_either(self):
        analysis = analyse([5, 9, 5, 9, *STEADY, 50], rebase_at=[4])
        assert analysis.segments[0].centre is None and analysis.segments[1].upper is not None

    def test_is_judged_as_a_run_chart_by_the_rules_of_run_charts(self):
        values = [*STEADY, 50, 1, 1, *[9] * 6, 1, 1, 1, 1]
        analysis = analyse(values, rules=Rules.PHS, rebase_at=[13], charts=((0, Chart.XMR), (13, Chart.RUN)))
        assert (analysis.chart, analysis.rules, analysis.shift) == (Chart.RUN, Rules.HIS, True)

    def test_that_nobody_measured_since_says_nothing(self):
        analysis = analyse([*STEADY, 300, None, None], rebase_at=[13], target=999)
        assert (analysis.variation, analysis.assurance, analysis.signal) == (None, None, Signal.NOT_ENOUGH)


class TestExcludedPoint:
    def test_stays_visible_and_counts_for_nothing(self):
        analysis = analyse([*STEADY, 5000, *STEADY], excluded=[12])
        ghost = analysis.points[12]
        assert (ghost.excluded, ghost.special_cause, ghost.meaning) == (True, None, Meaning.COMMON_CAUSE)
        assert analysis.plotted[12] == 5000
        assert (analysis.segments[0].centre, analysis.segments[0].upper) == (0, 266)

    def test_is_never_the_latest(self):
        analysis = analyse([*STEADY, 5000], chart=Chart.XMR, excluded=[12])
        assert (analysis.last, analysis.variation) == (11, Variation.COMMON_CAUSE)

    def test_does_not_help_a_series_to_enough_weeks(self):
        assert choose([1] * 10) is Chart.RUN
        assert choose([1] * 10, excluded=[3]) is None


class TestRunChart:
    def test_matches_the_published_clostridium_series(self):
        analysis = analyse(PUBLISHED["cdi_n"]["values"], rules=Rules.HIS, direction=Direction.DECREASE)
        assert (analysis.median, analysis.useful_points, analysis.runs) == (17, 32, 7)
        assert (analysis.runs_expected, analysis.too_few_runs, analysis.too_many_runs) == (
            (11, 23),
            True,
            False,
        )
        assert analysis.shift is True
        assert analysis.variation is Variation.IMPROVEMENT_LOW

    def test_matches_the_published_trigger_tool_series(self):
        analysis = analyse(PUBLISHED["gtt_harms"]["values"], rules=Rules.HIS)
        assert (analysis.useful_points, analysis.runs) == (12, 2)

    def test_matches_the_published_series_by_anhojs_rules_too(self):
        """cdi: 32 useful, 7 runs are 6 crossings, of at least 11; the longest run is 15 of at most 8. gtt: 12 useful,
        1 crossing of at least 3. Limits as qicharts2 prints them."""
        analysis = analyse(PUBLISHED["cdi_n"]["values"], rules=Rules.ANHOJ, direction=Direction.DECREASE)
        assert (analysis.median, analysis.useful_points, analysis.runs) == (17, 32, 7)
        assert (analysis.runs_expected, analysis.too_few_runs, analysis.shift) == ((12, 32), True, True)
        assert analysis.variation is Variation.IMPROVEMENT_LOW
        harms = analyse(PUBLISHED["gtt_harms"]["values"], rules=Rules.ANHOJ)
        assert (harms.useful_points, harms.runs, harms.runs_expected) == (12, 2, (4, 12))

    def test_by_anhojs_rules_knows_runs_and_crossings_and_nothing_else(self):
        many = analyse([1, 9] * 12, rules=Rules.ANHOJ)
        assert (many.chart, many.rules, many.too_many_runs, many.signal) == (
            Chart.RUN, Rules.ANHOJ, False, Signal.COMMON_CAUSE,
        )  # fmt: skip
        rising = analyse([*[2, 3, 5, 4] * 3, 3, 3.2, 3.6, 3.7, 3.8], rules=Rules.ANHOJ)
        assert (rising.trend, rising.hint) == (False, None)

    @pytest.mark.parametrize(
        ("useful", "longest", "crossings"),
        [(10, 6, 2), (11, 6, 2), (12, 7, 3), (16, 7, 4), (20, 7, 6), (23, 8, 7), (24, 8, 8), (30, 8, 10), (60, 9, 23)],
    )
    def test_limits_of_anhojs_rules_are_those_published(self, useful, longest, crossings):
        assert (longest_run(useful), fewest_crossings(useful)) == (longest, crossings)

    def test_run_one_longer_than_chance_gives_is_a_shift_by_anhojs_rules(self):
        alternate = [1, 9] * 5
        within = analyse([*alternate, *[9] * 6], rules=Rules.ANHOJ, fixed_centre=5)
        assert (within.useful_points, within.shift) == (16, False)  # 7 in a row with the last of the ten: the longest
        beyond = analyse([*alternate, *[9] * 7], rules=Rules.ANHOJ, fixed_centre=5)
        assert (beyond.useful_points, beyond.shift, causes(beyond)[-8:]) == (17, True, ["shift_above"] * 8)

    def test_control_charts_are_never_judged_by_anhojs_rules(self):
        assert analyse(STEADY, chart=Chart.XMR, rules=Rules.ANHOJ).rules is Rules.MDC

    def test_stands_on_the_median_half_way_between_the_middle_two(self):
        assert analyse([1, 2, 3, 10], chart=Chart.RUN).median == 2.5

    def test_shift_is_six_useful_points_on_one_side(self):
        assert analyse([9] * 5 + [1, 9, 1, 1, 1], chart=Chart.RUN, fixed_centre=5).shift is False
        analysis = analyse([1, 1, *[9] * 6], chart=Chart.RUN, fixed_centre=5)
        assert causes(analysis) == [None, None, *["shift_above"] * 6]

    def test_shift_passes_over_the_median_and_missing_weeks_without_counting_them(self):
        analysis = analyse([9, 9, 5, 9, None, 9, 9, 9], chart=Chart.RUN, fixed_centre=5)
        up = Cause.SHIFT_ABOVE
        assert causes(analysis) == [up, up, None, up, None, up, up, up]
        assert analyse([9, 9, 5, 9, None, 9, 9], chart=Chart.RUN, fixed_centre=5).shift is False

    def test_trend_is_five_points_and_four_steps(self):
        assert analyse([1, 2, 3, 4], chart=Chart.RUN).trend is False
        assert analyse([1, 2, 3, 4, 5], chart=Chart.RUN).trend is True
        assert analyse([5, 4, 3, 2, 1], chart=Chart.RUN).trend is True

    def test_trend_passes_over_repeats_and_missing_weeks_without_counting_them(self):
        assert analyse([1, 2, 2, None, 3, 4, 4], chart=Chart.RUN).trend is False
        assert analyse([1, 2, 2, None, 3, 4, 4, 5], chart=Chart.RUN).trend is True

    def test_trend_on_both_sides_of_a_turning_point_counts_it_twice(self):
        analysis = analyse([1, 2, 3, 4, 5, 4, 3, 2, 1], chart=Chart.RUN)
        assert analysis.hint is not None
        assert list(analysis.hint.members) == [4, 5, 6, 7, 8]

    def test_trend_is_a_hint_and_no_signal(self):
        analysis = analyse([*[2, 3, 5, 4] * 3, 3, 3.2, 3.6, 3.7, 3.8], rules=Rules.HIS)
        assert analysis.trend is True
        assert analysis.hint is not None and analysis.hint.cause is Cause.TREND_UP
        assert causes(analysis)[-1] is None
        assert analysis.signal is Signal.COMMON_CAUSE

    def test_too_few_or_too_many_runs_are_a_change_without_a_side(self):
        few = analyse([*[1, 1, 1, 9, 9, 9] * 4, 1], rules=Rules.HIS, fixed_centre=5)
        many = analyse([1, 9] * 12, rules=Rules.HIS)
        assert (few.runs, few.runs_expected, few.too_few_runs) == (9, (8, 18), False)
        assert (many.runs, many.too_many_runs, many.variation) == (24, True, Variation.COMMON_CAUSE)
        assert many.signal is Signal.NEUTRAL

    def test_runs_are_unusual_beyond_the_table_and_not_on_it(self):
        assert analyse([*[1, 9] * 5, 1, 1], rules=Rules.HIS, fixed_centre=5).too_many_runs is False
        assert analyse([*[1] * 5, *[9] * 4, 1], rules=Rules.HIS, fixed_centre=5).too_few_runs is False

    def test_runs_are_undecided_below_ten_useful_points(self):
        analysis = analyse([1, 9] * 4 + [5] * 9, rules=Rules.HIS, fixed_centre=5)
        assert (analysis.useful_points, analysis.runs_expected, analysis.too_few_runs) == (8, None, None)
        assert analysis.too_many_runs is None

    def test_expected_runs_are_those_of_the_printed_table(self):
        assert runs_expected(9) is None
        assert [runs_expected(n) for n in (10, 20, 24, 30, 45, 60)] == [
            (3, 9),
            (6, 16),
            (8, 18),
            (11, 21),
            (17, 30),
            (24, 38),
        ]

    def test_expected_runs_go_on_beyond_the_table(self):
        assert runs_expected(100) == (41, 61)

    def test_baseline_gives_the_median_and_every_point_is_judged_by_it(self):
        analysis = analyse([*[4, 6] * 6, *[9] * 6], rules=Rules.HIS, baseline_points=12)
        assert (analysis.median, analysis.useful_points) == (5, 18)
        assert analysis.variation is Variation.IMPROVEMENT_HIGH

    def test_median_starts_anew_at_a_rebase(self):
        analysis = analyse([*[4, 6] * 6, *[14, 16] * 6], rules=Rules.HIS, rebase_at=[12])
        assert [segment.centre for segment in analysis.segments] == [5, 15]
        assert (analysis.median, analysis.useful_points, analysis.shift) == (15, 12, False)


class TestChartsWithVaryingLimits:
    def test_p_is_events_out_of_so_many(self):
        analysis = analyse([8, 5, 20], chart=Chart.P, denominators=[10, 10, 20])
        assert analysis.plotted == (0.8, 0.5, 1.0)
        assert (analysis.segments[0].lower, analysis.segments[0].upper) == (None, None)
        centre = 33 / 40
        sigma = (centre * (1 - centre) / 20) ** 0.5
        assert analysis.segments[0].centre == pytest.approx(centre)
        assert analysis.points[2].lower == pytest.approx(centre - 3 * sigma)
        assert analysis.points[2].upper == 1

    def test_u_is_events_over_an_exposure(self):
        analysis = analyse([2, 4, 9], chart=Chart.U, denominators=[1, 2, 2])
        assert analysis.segments[0].centre == pytest.approx(3)
        assert analysis.points[1].upper == pytest.approx(3 + 3 * (3 / 2) ** 0.5)
        assert analysis.points[1].lower == 0

    def test_limits_narrow_as_the_denominator_grows(self):
        points = analyse([30, 300], chart=Chart.P, denominators=[100, 1000]).points
        assert points[0].upper is not None and points[1].upper is not None
        assert points[0].upper > points[1].upper

    @pytest.mark.parametrize("size", [None, 0, -5])
    def test_without_a_denominator_a_week_is_missing(self, size):
        analysis = analyse([8, 5, 9], chart=Chart.P, denominators=[10, size, 10])
        assert analysis.points[1].meaning is Meaning.MISSING
        assert analysis.segments[0].centre == pytest.approx(17 / 20)

    def test_assurance_uses_the_limits_of_the_latest_point(self):
        wide = analyse([90, 900, 9], chart=Chart.P, denominators=[100, 1000, 10], target=0.85)
        narrow = analyse([90, 9, 900], chart=Chart.P, denominators=[100, 10, 1000], target=0.85)
        assert (wide.assurance, narrow.assurance) == (Assurance.INCONSISTENT, Assurance.PASS)

    def test_excluded_point_keeps_its_limits(self):
        point = analyse([8, 5, 9], chart=Chart.P, denominators=[10, 10, 10], excluded=[1]).points[1]
        assert point.excluded and point.upper is not None


class TestCountsAndRareEvents:
    def test_c_spreads_by_the_root_of_the_mean(self):
        segment = analyse([4, 2, 6, 4], chart=Chart.C).segments[0]
        assert (segment.centre, segment.lower, segment.upper) == (4, 0, 10)

    def test_g_is_drawn_on_the_median_with_limits_from_the_mean(self):
        segment = analyse([1, 2, 9], chart=Chart.G).segments[0]
        assert (segment.centre, segment.lower) == (2, 0)
        assert segment.upper == pytest.approx(4 + 3 * 20**0.5)

    def test_t_carries_days_to_a_root_and_back(self):
        days = [root**3.6 for root in (2, 3, 2, 3, 2, 3)]
        segment = analyse(days, chart=Chart.T).segments[0]
        assert segment.centre == pytest.approx(2.5**3.6)
        assert segment.upper == pytest.approx((2.5 + 2.66) ** 3.6)
        assert segment.lower == 0

    def test_more_days_between_harms_is_an_increase(self):
        assert (
            analyse([2, 3, 2, 3, 2, 3, 900], chart=Chart.T, baseline_points=6).variation is Variation.IMPROVEMENT_HIGH
        )

    @pytest.mark.parametrize("chart", [Chart.C, Chart.G, Chart.T])
    def test_figures_below_nought_have_no_limits(self, chart):
        segment = analyse([-4, -2, -6, -4], chart=chart).segments[0]
        assert (segment.lower, segment.upper) == (None, None)


class TestHowManyWeeks:
    @pytest.mark.parametrize(
        ("weeks", "chart"), [(0, None), (9, None), (10, Chart.RUN), (12, Chart.RUN), (13, Chart.XMR)]
    )
    def test_choose_the_chart(self, weeks, chart):
        assert choose([3.0, None] * weeks) is chart

    def test_are_those_with_a_denominator(self):
        assert choose([3] * 13, [5] * 9 + [0] * 4) is None
        assert choose([3] * 13, [5] * 13) is Chart.XMR

    def test_choose_the_rules_when_nobody_names_any(self):
        assert (analyse([3] * 13).chart, analyse([3] * 13).rules) == (Chart.XMR, Rules.MDC)
        assert (analyse([3] * 12).chart, analyse([3] * 12).rules) == (Chart.RUN, Rules.HIS)

    def test_below_ten_judge_nothing(self):
        analysis = analyse([9, 9, 9, 9, 9, 9, 9], fixed_centre=5)
        assert (analysis.variation, analysis.signal, analysis.shift) == (None, Signal.NOT_ENOUGH, None)
        assert causes(analysis) == [None] * 7

    def test_do_not_matter_once_rules_are_named(self):
        assert analyse(range(8), rules=Rules.MDC).variation is Variation.IMPROVEMENT_HIGH

    def test_may_be_none_at_all(self):
        for values in ([], [None], [None] * 20):
            for chart in Chart:
                analysis = analyse(values, chart=chart)
                assert (analysis.variation, analysis.signal) == (None, Signal.NOT_ENOUGH)
                assert len(analysis.points) == len(values)


class TestContract:
    def test_answers_as_the_command_line_promises(self):
        assert answer({"values": [0, 1, 2, 3, 4, 5, 6, None], "rules": "mdc", "target": 3}) == {
            "chart": "xmr",
            "rules": "mdc",
            "segments": [
                {
                    "start": 0,
                    "points": 8,
                    "centre": 3,
                    "lower": pytest.approx(0.34),
                    "upper": pytest.approx(5.66),
                }
            ],
            "points": [
                {"special_cause": "below_lcl", "meaning": "concern"},
                *[{"special_cause": "trend_up", "meaning": "improvement"}] * 5,
                {"special_cause": "above_ucl", "meaning": "improvement"},
                {"special_cause": None, "meaning": "missing"},
            ],
            "variation": "improvement_high",
            "assurance": "inconsistent",
            "sentence": "Higher than usual when last counted: 6, usual 1 to 5.",
        }

    def test_adds_the_runs_of_a_run_chart(self):
        found = answer({"values": PUBLISHED["cdi_n"]["values"], "rules": "his"})
        assert (found["chart"], found["median"], found["useful_points"], found["runs"]) == ("run", 17, 32, 7)
        assert (found["runs_expected"], found["too_few_runs"], found["too_many_runs"]) == (
            [11, 23],
            True,
            False,
        )

    def test_puts_varying_limits_on_the_points(self):
        found = answer({"values": [8, 5], "chart": "p", "denominators": [10, 10]})
        assert found["segments"][0]["upper"] is None
        assert found["points"][0]["upper"] == pytest.approx(1.0)

    def test_marks_what_was_left_out_and_names_decimals_as_asked(self):
        found = answer({"values": [*BREACHES], "excluded": [0], "decimals": 0})
        assert found["points"][0]["excluded"] is True and "excluded" not in found["points"][1]
        for decimals in (0, 10):
            assert answer({"values": BREACHES, "decimals": decimals})["points"]
        for wrong in (-1, 11, True, 1.5):
            with pytest.raises(ValueError, match='"decimals" must be a whole number from 0 to 10'):
                answer({"values": BREACHES, "decimals": wrong})

    def test_hands_every_option_on(self):
        plain = {"values": [float(n % 5) for n in range(30)], "chart": "xmr"}
        spikes = {"values": [*[3.0, 4.0] * 9, 90.0, *[3.0, 4.0] * 6], "chart": "xmr"}
        options = {
            "rebase_at": [15],
            "baseline_points": 10,
            "fixed_centre": 9,
            "excluded": [4],
        }
        for name, value in options.items():
            assert answer(plain | {name: value}) != answer(plain), name
        assert answer(spikes | {"direction": "decrease"})["points"] != answer(spikes)["points"]
        assert answer(spikes | {"screening": False}) != answer(spikes) == answer(spikes | {"screening": True})

    def test_takes_null_for_every_option(self):
        options = (
            "rules",
            "direction",
            "target",
            "rebase_at",
            "baseline_points",
            "screening",
            "fixed_centre",
        )
        plain = {"values": BREACHES}
        assert answer(plain | dict.fromkeys([*options, "chart", "denominators", "excluded"])) == answer(plain)

    @pytest.mark.parametrize(
        ("request_", "sentence"),
        [
            ([1, 2], 'Each line must be one JSON object, such as {"values": [4, null, 3]}.'),
            ({}, '"values" is missing: give a list of numbers, with null for a missing week.'),
            ({"values": "3"}, '"values" must be a list of numbers, with null for a missing week.'),
            (
                {"values": [1, "2"]},
                '"values" holds something at place 1 that is no finite number and not null.',
            ),
            (
                {"values": [float("nan")]},
                '"values" holds something at place 0 that is no finite number and not null.',
            ),
            (
                {"values": [10**400]},
                '"values" holds something at place 0 that is no finite number and not null.',
            ),
            (
                {"values": [True]},
                '"values" holds something at place 0 that is no finite number and not null.',
            ),
            ({"values": [1], "rules": "nelson"}, '"rules" must be one of mdc, his, phs, anhoj.'),
            ({"values": [1], "chart": ["p"]}, '"chart" must be one of xmr, run, c, p, u, pp, up, g, t.'),
            ({"values": [1], "chart": "p"}, 'A p chart needs "denominators", one for each value.'),
            ({"values": [1], "target": "3"}, '"target" must be a finite number or null.'),
            (
                {"values": [1], "baseline_points": 0},
                '"baseline_points" must be a whole number of at least 1, or null.',
            ),
            ({"values": [1], "screening": 1}, '"screening" must be true or false.'),
            (
                {"values": [1], "rebase_at": 3},
                '"rebase_at" must be a list of whole numbers: places in "values", counted from 0.',
            ),
        ],
    )
    def test_refuses_with_a_sentence(self, request_, sentence):
        with pytest.raises(ValueError) as refusal:
            answer(request_)
        assert str(refusal.value) == sentence
