"""Which chart a measure gets, which one it is offered, and how rare events become days between them."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.spc.analysis import Chart, analyse
from vmboard.domain.spc.offers import Gap, between, cases_between, default, gaps, offer
from vmboard.domain.words import Direction, Signal

UP, DOWN, LEVEL = Direction.INCREASE, Direction.DECREASE, Direction.NEUTRAL
RARE = [0, 0, 1, 0, 2, 0] * 5  # 30 weeks, 20 of them without an event; 15 events
FREQUENT = [3, 0, 1, 2, 0, 4] * 5


def weeks(count: int) -> list[date]:
    return [date(2026, 1, 4) + timedelta(weeks=n) for n in range(count)]


def offered(values, *, denominators=None, unit="count", direction=DOWN, chart=None, **options):
    return offer(values, denominators, unit, direction, chart, **options)


class TestWithoutAChoice:
    @pytest.mark.parametrize(
        ("known", "chart", "sentence"),
        [
            (0, None, "Not enough weeks yet: 0 of 10."),
            (9, None, "Not enough weeks yet: 9 of 10."),
            (10, Chart.RUN, "A run chart, with 10 weeks so far; limits need 13."),
            (12, Chart.RUN, "A run chart, with 12 weeks so far; limits need 13."),
            (13, Chart.XMR, "An XmR chart: 13 weeks are enough for a usual range."),
        ],
    )
    def test_the_number_of_known_weeks_decides(self, known, chart, sentence):
        assert default([4, None] * known) == (chart, sentence)

    def test_excluded_weeks_and_weeks_out_of_nothing_do_not_count(self):
        assert default([4] * 10, excluded=[3]).chart is None
        assert default([4] * 10, [20] * 9 + [0]).chart is None


class TestRareEvents:
    def test_are_offered_days_between_with_the_better_way_turned(self):
        assert offered(RARE) == (
            Chart.T,
            "20 of 30 weeks are zero, too many for a weekly chart: "
            "days between events suit better, and there higher is better.",
            UP,
        )

    def test_are_offered_cases_between_where_every_week_has_its_cases(self):
        found = offered(RARE, denominators=[40] * 30)
        assert found is not None and found.chart is Chart.G
        assert "cases between events suit better, and there higher is better." in found.sentence
        partly = offered(RARE, denominators=[40] * 29 + [None])
        assert partly is not None and partly.chart is Chart.T

    def test_that_are_welcome_are_better_the_fewer_days_lie_between(self):
        found = offered(RARE, direction=UP)
        assert found is not None and found.direction is DOWN
        assert found.sentence.endswith("days between events suit better, and there lower is better.")

    def test_without_a_better_way_have_none_afterwards(self):
        found = offered(RARE, direction=LEVEL)
        assert found is not None and found.direction is LEVEL
        assert found.sentence.endswith("days between events suit better.")

    def test_say_how_many_more_are_needed_before_the_days_can_be_judged(self):
        found = offered(RARE[:12])
        assert found is not None and found.sentence.endswith("higher is better (5 of the 13 it needs so far).")

    def test_are_those_with_more_than_half_of_the_known_weeks_at_zero(self):
        assert offered([0, 1] * 8) is None
        assert offered([0, 1] * 8 + [0]) is not None
        assert offered([0, 1, None, None] * 8) is None
        assert offered([0, 1] * 8 + [0], excluded=[16]) is None

    def test_must_have_happened_at_least_once(self):
        assert offered([0] * 30) is None

    @pytest.mark.parametrize("unit", ["%", "£", "hours", "days"])
    def test_are_counted_and_not_measured(self, unit):
        assert offered(RARE, unit=unit) is None

    def test_come_whole(self):
        assert offered([0, 0, 0.5] * 10) is None
        assert offered([0, 0, -1] * 10) is None

    def test_are_not_offered_what_they_already_have(self):
        for chart in (Chart.T, Chart.G):
            assert offered(RARE, chart=chart) is None
        for chart in (None, Chart.XMR, Chart.RUN, Chart.C, Chart.U):
            assert offered(RARE, chart=chart) is not None

    def test_are_left_alone_below_ten_weeks(self):
        assert offered(RARE[:9]) is None


def shares(chance: Random, size: int, spread: float, weeks: int = 26) -> tuple[list[float], list[float]]:
    """Percentages about 85 of so many a week, by chance, the level itself moving by ``spread`` from week to week."""
    done = []
    for _ in range(weeks):
        level = chance.gauss(0.85, spread)
        done.append(round(chance.gauss(size * level, (size * level * (1 - level)) ** 0.5)))
    return [100 * many / size for many in done], [float(size)] * weeks


class TestSpread:
    """P is never offered where weeks spread wider than binomial allows, nor kept without a word; U likewise."""

    @pytest.mark.parametrize("size", [1000, 4000])
    def test_of_a_large_ward_is_offered_p_prime(self, size):
        values, sizes = shares(Random(7), size, 0.02)
        found = offered(values, denominators=sizes, unit="%", direction=UP)
        assert found == (
            Chart.P_PRIME,
            "These are so many out of so many, and weeks differ by more than chance alone explains: "
            "a P′ chart allows for both.",
            UP,
        )

    def test_of_chance_alone_is_offered_p_however_large_the_ward(self):
        found = [_of(shares(Random(n), 4000, 0), None) for n in range(40)]
        assert sum(one.chart is Chart.P for one in found) > 28

    def test_on_a_p_chart_is_told_in_one_sentence_with_the_chart_that_mends_it(self):
        values, sizes = shares(Random(7), 4000, 0.02)
        found = offered(values, denominators=sizes, unit="%", direction=UP, chart=Chart.P)
        assert found == (
            Chart.P_PRIME,
            "Weeks differ here by more than a P chart allows for, so it calls ordinary weeks unusual: "
            "a P′ chart has limits that fit.",
            UP,
        )
        assert offered(values, denominators=sizes, unit="%", chart=Chart.P_PRIME) is None

    def test_on_a_u_chart_is_told_likewise(self):
        counts = [400.0, 520.0] * 10
        rate = {"denominators": [5000.0] * 20, "unit": "per 1,000 bed days", "numerators": counts}
        found = offered([count / 5 for count in counts], chart=Chart.U, **rate)
        assert found is not None and found.chart is Chart.U_PRIME and "than a U chart allows for" in found.sentence
        assert offered([80.0, 84.0] * 10, chart=Chart.U, **(rate | {"numerators": [400.0, 420.0] * 10})) is None
        assert offered([count / 5 for count in counts], chart=Chart.U_PRIME, **rate) is None

    def test_of_chance_alone_is_rarely_told_otherwise(self):
        told = [_of(shares(Random(n), 500, 0), Chart.P) for n in range(200)]
        assert sum(one is not None for one in told) <= 20

    def test_of_a_real_step_is_not_taken_for_wide_weeks(self):
        """A lasting change is one wide range, and the ranges are what counts."""
        before, sizes = shares(Random(3), 400, 0, 20)
        after, _ = shares(Random(4), 400, 0, 20)
        values = [*before, *[value + 8 for value in after]]
        assert offered(values, denominators=sizes * 2, unit="%", chart=Chart.P) is None

    def test_of_rates_without_how_many_cannot_be_told(self):
        assert offered([8.0, 9.0] * 10, denominators=[1000.0] * 20, unit="per 1,000 bed days", chart=Chart.U) is None


def _of(pair: tuple[list[float], list[float]], chart: Chart | None):
    return offered(pair[0], denominators=pair[1], unit="%", direction=UP, chart=chart)


class TestProportions:
    def test_with_denominators_are_offered_a_p_chart_and_keep_their_better_way(self):
        found = offered([90.0, 85.0] * 8, denominators=[20] * 16, unit="%", direction=UP)
        assert found == (
            Chart.P,
            "These are so many out of so many: a P chart allows for weeks with small numbers.",
            UP,
        )

    def test_need_a_denominator_in_every_known_week(self):
        assert offered([90.0] * 16, unit="%") is None
        assert offered([90.0] * 16, denominators=[20] * 15 + [0], unit="%") is None
        assert offered([90.0] * 16 + [None], denominators=[20] * 16 + [None], unit="%") is not None

    def test_lie_between_nought_and_a_hundred_per_cent(self):
        assert offered([90.0] * 15 + [104.0], denominators=[20] * 16, unit="%") is None
        assert offered([90.0] * 16, denominators=[20] * 16, unit="£") is None

    def test_are_not_offered_what_they_already_have(self):
        assert offered([90.0] * 16, denominators=[20] * 16, unit="%", chart=Chart.P) is None


class TestOtherMeasures:
    def test_are_offered_nothing(self):
        for chart in (None, *Chart):
            assert offered(FREQUENT, chart=chart) is None

    def test_with_limits_too_soon_are_offered_a_run_chart(self):
        found = offered([4] * 11, unit="£", chart=Chart.XMR)
        assert found == (Chart.RUN, "11 weeks so far: a run chart is safer until there are 13.", DOWN)
        assert offered([4] * 13, unit="£", chart=Chart.XMR) is None
        assert offered([4] * 9, unit="£", chart=Chart.XMR) is None

    def test_on_a_run_chart_by_choice_are_left_on_it(self):
        assert offered([4] * 60, unit="£", chart=Chart.RUN) is None


class TestDaysBetween:
    def test_of_lone_events_are_whole_weeks(self):
        assert between(weeks(6), [1, 0, 0, 1, 1, 0]) == [21, 7]

    def test_of_one_week_share_its_seven_days(self):
        assert between(weeks(3), [1, 2, 1]) == pytest.approx([3.5 + 7 / 3, 7 / 3, 7 / 3 + 3.5])
        assert between(weeks(1), [6]) == [1, 1, 1, 1, 1]

    def test_stand_in_the_week_of_the_later_event(self):
        first, second, third, *_ = weeks(4)
        assert gaps(weeks(4), [1, 0, 1, 0]) == [Gap(third, 14)]
        assert gaps([first, second], [1, 1]) == [Gap(second, 7)]

    def test_are_not_known_before_the_first_event_nor_since_the_last(self):
        assert between(weeks(9), [0, 0, 0, 1, 0, 0, 0, 0, 0]) == []
        assert between([], []) == []

    def test_are_unknown_across_a_missing_week_and_never_bridged(self):
        assert between(weeks(6), [1, 0, None, 1, 0, 1]) == [None, 14]
        assert between(weeks(6), [1, None, 0, 0, 0, 0]) == []

    def test_take_a_week_nobody_recorded_as_missing(self):
        recorded = [week for n, week in enumerate(weeks(6)) if n != 2]
        assert between(recorded, [1, 0, 1, 0, 1]) == [None, 14]

    def test_take_what_is_no_count_as_missing(self):
        for odd in (-1, 0.5, float("nan"), float("inf"), 1e12):
            assert between(weeks(5), [1, odd, 1, 0, 1]) == [None, 14]

    def test_do_not_mind_in_which_order_the_weeks_come(self):
        assert between(weeks(4)[::-1], [1, 0, 0, 2]) == between(weeks(4), [2, 0, 0, 1])

    def test_make_a_chart_on_which_fewer_falls_are_better(self):
        often, seldom = [1, 0, 0, 1, 0] * 6, [0, 0, 0, 0, 1] * 10
        days = between(weeks(80), often + seldom)
        analysis = analyse(days, chart=Chart.T, baseline_points=11, direction=UP)
        assert analysis.signal is Signal.IMPROVEMENT

    @given(counts=st.lists(st.integers(0, 9), max_size=60))
    def test_add_up_to_the_time_from_the_first_event_to_the_last(self, counts):
        days = between(weeks(len(counts)), counts)
        assert len(days) == max(sum(counts) - 1, 0)
        assert all(gap is not None and gap > 0 for gap in days)
        moments = [7 * week + 7 * (k + 1) / (n + 1) for week, n in enumerate(counts) for k in range(n)]
        assert sum(gap or 0 for gap in days) == pytest.approx(moments[-1] - moments[0] if moments else 0)

    @given(values=st.lists(st.none() | st.floats() | st.integers(-2, 3), max_size=40))
    def test_are_never_nan_and_nothing_raises(self, values):
        days = between(weeks(len(values)), values)
        assert all(gap is None or 0 < gap <= 7 * len(values) for gap in days)
        analyse(days, chart=Chart.T)
        for unit in ("", "%"):
            for sizes in (None, values):
                for chart in (None, *Chart):
                    found = offer(values, sizes, unit, DOWN, chart)
                    assert found is None or found.chart is not chart
        assert default(values).sentence


class TestCasesBetween:
    def test_count_the_cases_of_each_week_in_place_of_its_days(self):
        assert cases_between([1, 0, 1], [10, 30, 20]) == [5 + 30 + 10]
        assert cases_between([1, 0, 2], [10, 30, 21]) == [5 + 30 + 7, 7]

    def test_are_unknown_across_a_week_without_its_cases(self):
        for size in (None, 0, -3):
            assert cases_between([1, 0, 1, 1], [10, size, 20, 20]) == [None, 20]
            assert cases_between([1, 1, 1, 1], [10, size, 20, 20]) == [None, None, 20]

    @given(counts=st.lists(st.none() | st.integers(0, 4), max_size=30), data=st.data())
    def test_are_one_for_every_gap_in_days(self, counts, data):
        sizes = data.draw(st.lists(st.none() | st.integers(0, 50), min_size=len(counts), max_size=len(counts)))
        assert len(cases_between(counts, sizes)) == len(between(weeks(len(counts)), counts))


def rates(chance: Random, events: float, spread: float, weeks: int = 26) -> list[float]:
    """Events of so many a week for 1,000 bed days, the rate itself moving by this share of itself."""
    levels = [events * chance.gauss(1, spread) for _ in range(weeks)]
    return [float(round(chance.gauss(level, level**0.5))) for level in levels]


class TestRates:
    """Events per so many of something: U is never offered where weeks spread wider than chance has them."""

    def offered(self, counts: list[float], chart: Chart | None = None, unit: str = "per 1,000 bed days"):
        found = {"denominators": [1000.0] * len(counts), "numerators": counts}
        return offered(counts, unit=unit, chart=chart, **found)

    def test_that_spread_wider_are_offered_u_prime(self):
        assert self.offered(rates(Random(5), 400, 0.15)) == (
            Chart.U_PRIME,
            "These are events for so many, and weeks differ by more than chance alone explains: "
            "a U′ chart allows for both.",
            DOWN,
        )
        charts = {self.offered(rates(Random(n), 400, 0.15)).chart for n in range(40)}
        assert charts == {Chart.U_PRIME}

    def test_of_chance_alone_are_offered_u(self):
        charts = [self.offered(rates(Random(n), 400, 0)).chart for n in range(40)]
        assert charts.count(Chart.U) > 28
        assert self.offered(rates(Random(1), 400, 0), Chart.XMR) is not None

    def test_on_a_chart_that_fits_are_left_alone(self):
        wide = rates(Random(5), 400, 0.15)
        assert self.offered(wide, Chart.U_PRIME) is None and self.offered(wide, Chart.G) is None
        told = self.offered(wide, Chart.U)
        assert told is not None and told.chart is Chart.U_PRIME and "calls ordinary weeks unusual" in told.sentence

    def test_are_those_whose_unit_says_per_how_many_and_whose_weeks_have_both_numbers(self):
        counts = rates(Random(5), 400, 0.15)
        assert self.offered(counts, unit="£") is None and self.offered(counts, unit="days") is None
        assert self.offered([count + 0.5 for count in counts]) is None, "half an event is none"
        missing = {"denominators": [1000.0] * 25 + [None], "numerators": counts}
        assert offered(counts, unit="per 1,000 bed days", **missing) is None
