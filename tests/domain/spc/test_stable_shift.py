"""When a level has lasted long enough for a new centre line to be offered."""

from random import Random

import pytest

from vmboard.domain.spc.series import read
from vmboard.domain.spc.stable_shift import StableShift, lasting_shift, stable_shifts
from vmboard.domain.spc.words import Chart

# Counts and answers of autospc's own tests (HorridTom/autospc, tests/testthat/test-no_regrets.R, commit 04cf0b0).
COUNTS = [
    15, 23, 22, 18, 18, 13, 22, 20, 25, 20, 14, 19, 19, 19, 21, 24, 18, 25, 15, 17, 23, 17, 16, 19, 20, 22, 17, 24, 17,
    21, 29, 27, 26, 23, 23, 22, 28, 27, 25, 31, 24, 25, 31, 21, 23, 26, 20, 19, 20, 18, 21,
]  # fmt: skip
LOW, HIGH = [4.0, 6.0], [11.0, 9.0]


def starts(values, **options):
    return [shift.start for shift in stable_shifts(values, [None] * len(values), Chart.XMR, **options)]


def offered(values, chart=Chart.XMR, sizes=None, **options) -> int | None:
    shift = lasting_shift(read(values, sizes, ()), chart, **options)
    return shift and shift.start


class TestAgainstAutospc:
    @pytest.mark.parametrize(
        ("since", "no_regrets", "regrets"),
        [([], 0, 1), ([18], 0, 1), ([18, 16], 0, 1), ([18, 16, 17], 0, 0), ([18, 16, 27], 1, 1)],
    )
    def test_draws_new_limits_when_it_does(self, since, no_regrets, regrets):
        values = [float(count) for count in [*COUNTS, *since]]
        assert len(starts(values)) == no_regrets
        assert len(starts(values, no_regrets=False)) == regrets


class TestStableShifts:
    """Twenty-one weeks about 5 make the first limits, with 5 between them."""

    first = (*LOW * 10, 5.0)

    def test_begins_with_the_first_of_eight_on_one_side_and_needs_twenty_one_from_there(self):
        assert starts([*self.first, *HIGH * 10]) == []
        assert starts([*self.first, *HIGH * 10, 11.0]) == [21]

    def test_seven_on_one_side_are_no_run_and_a_point_on_the_line_neither_ends_nor_counts(self):
        assert starts([*self.first, *[10.0] * 7, *LOW * 10]) == []
        assert starts([*self.first, 9.0, 11.0, 9.0, 5.0, *HIGH * 10])[:1] == [21]

    def test_a_missing_week_ends_the_run(self):
        assert starts([*self.first, 11.0, 9.0, 11.0, None, *HIGH * 10, 11.0]) == [25]

    def test_is_not_stable_where_a_run_of_eight_begins_back(self):
        assert starts([*self.first, *[10.0] * 10, *[4.0, 6.0] * 8]) == []

    def test_finds_one_level_after_another_against_the_limits_of_the_last(self):
        found = stable_shifts([*self.first, *HIGH * 13, *LOW * 13], [None] * 73, Chart.XMR)
        assert found == [StableShift(21, True), StableShift(46, False)]

    def test_the_first_limits_come_from_as_many_points_as_are_asked_for(self):
        assert starts([*LOW * 4, *HIGH * 10, 11.0], first=8) == [8]
        assert starts([*self.first, *HIGH * 10, 11.0], weeks=20) == [21]

    def test_of_proportions_stands_on_their_pooled_level(self):
        """One huge week of 90% outweighs all the rest: the weeks that follow lie below it, not above."""
        sizes = [10.0] * 42
        values = [0.5, 0.6] * 10 + [0.5] + [0.8] * 21
        assert stable_shifts(values, sizes, Chart.P) == [StableShift(21, True)]
        heavy = [*sizes[:20], 10_000.0, *sizes[21:]]
        values[20] = 0.9
        assert stable_shifts(values, heavy, Chart.P) == [StableShift(21, False)]


class TestTheOffer:
    def test_is_of_the_level_that_lasted(self):
        chance = Random(2)
        before, since = [chance.gauss(10, 1) for _ in range(40)], [chance.gauss(12, 1) for _ in range(24)]
        assert offered([*before, *since]) == 40
        assert offered([*before, *since[:20]]) is None

    def test_is_not_made_of_a_small_change_however_sure(self):
        chance = Random(2)
        values = [chance.gauss(10, 1) for _ in range(100)] + [chance.gauss(10.6, 1) for _ in range(100)]
        assert offered(values) is None

    def test_is_not_made_once_the_level_is_being_left(self):
        chance = Random(2)
        values = [chance.gauss(10, 1) for _ in range(40)] + [chance.gauss(13, 1) for _ in range(24)]
        assert offered(values) == 40
        assert offered([*values, 10.0, 9.0]) == 40
        assert offered([*values, *[9.0, 10.0] * 3]) is None, "six weeks back, and none of them remarkable alone"

    def test_sets_out_from_the_frozen_baseline(self):
        chance = Random(2)
        values = [chance.gauss(10, 1) for _ in range(12)] + [chance.gauss(13, 1) for _ in range(21)]
        assert offered(values) is None
        assert offered(values, baseline_points=12) == 12

    def test_is_made_of_counts_rates_proportions_and_run_charts_alike(self):
        chance = Random(2)
        values = [chance.gauss(10, 1) for _ in range(40)] + [chance.gauss(13, 1) for _ in range(24)]
        assert {offered(values, chart) for chart in (Chart.XMR, Chart.RUN, Chart.C)} == {40}
        counts, sizes = [round(value * 10) for value in values], [200.0] * 64
        assert {offered(counts, chart, sizes) for chart in (Chart.P, Chart.U, Chart.P_PRIME, Chart.U_PRIME)} == {40}

    def test_of_figures_that_never_differ_is_none(self):
        assert offered([5.0] * 80) is None
        assert offered([]) is None

    def test_is_rare_where_nothing_happens_and_made_within_thirty_weeks_of_a_real_change(self):
        """A glance; the numbers in the guide are those of ``tests.benchmarks.simulate_new_lines``."""
        chance = Random(4)
        stable = [[chance.gauss(0, 1) for _ in range(104)] for _ in range(40)]
        assert sum(any(offered(s[:weeks]) is not None for weeks in range(44, 105, 5)) for s in stable) <= 2
        changed = [[chance.gauss(0 if n < 52 else 1.5, 1) for n in range(82)] for _ in range(40)]
        assert sum(any(offered(s[:weeks]) is not None for weeks in range(73, 83)) for s in changed) >= 34
