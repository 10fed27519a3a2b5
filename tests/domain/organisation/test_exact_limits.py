"""Limits of teams side by side: where exact probability has them, however few the events."""

import math
from collections.abc import Sequence
from statistics import NormalDist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benchmarks.simulate_teams import called, equal, missed
from vmboard.domain.organisation.comparing import Position, Share, variation
from vmboard.domain.organisation.exact_limits import (
    TAIL,
    Limits,
    binomial_limits,
    limits_by_size,
    mid_p_score,
    poisson_limits,
)
from vmboard.domain.spc.words import Chart


def poisson(expected: float) -> list[float]:
    """Of each count, reckoned the plain way."""
    top = math.ceil(expected + 12 * math.sqrt(expected) + 20)
    return [math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(top)]


def binomial(size: int, share: float) -> list[float]:
    return [math.comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(size + 1)]


def outside(chances: Sequence[float]) -> list[int]:
    """-1, 0 or 1 of each count, by the two mid-P tails of the sums themselves."""
    below = [math.fsum(chances[:k]) + chances[k] / 2 for k in range(len(chances))]
    above = [math.fsum(chances[k + 1 :]) + chances[k] / 2 for k in range(len(chances))]
    return [(high < TAIL) - (low < TAIL) for low, high in zip(below, above, strict=True)]


def by(limits: Limits, many: int) -> list[int]:
    return [(count > limits.upper) - (count < limits.lower) for count in range(many)]


class TestPoisson:
    def test_is_the_tail_worked_by_hand(self) -> None:
        """Of 2: P(7) = 0.00344 and P(8 and more) = 0.00110, so mid-P of 7 is 0.00282, within; P(8) = 0.00086 and of 9
        and more 0.00024, so of 8 it is 0.00067, beyond. Three standard deviations of a normal curve end at 6.24."""
        assert 7 < poisson_limits(2).upper < 8
        assert NormalDist().inv_cdf(1 - 0.00282) == pytest.approx(mid_p_score(7, 2, math.inf)[0], abs=0.01)
        assert NormalDist().inv_cdf(1 - 0.00067) == pytest.approx(mid_p_score(8, 2, math.inf)[0], abs=0.01)

    @pytest.mark.parametrize("expected", [0.001, 0.01, 0.05, 0.3, 0.5, 1, 2, 3.7, 5, 6, 8, 13, 20, 47, 100])
    def test_calls_the_counts_that_sums_of_the_probabilities_call(self, expected: float) -> None:
        told = outside(poisson(expected))
        assert by(poisson_limits(expected), len(told)) == told

    @pytest.mark.parametrize(("expected", "is_low"), [(5.9, False), (5.93, True)])
    def test_none_is_too_few_once_half_its_chance_is_in_the_tail(self, expected: float, is_low: bool) -> None:
        """exp(−μ)/2 is 0.00135 at μ = 5.915."""
        assert (poisson_limits(expected).lower > 0) is is_low

    def test_nears_a_normal_curve_as_events_grow(self) -> None:
        limits = poisson_limits(1e6)
        assert limits.lower == pytest.approx(1e6 - 3000, abs=2) and limits.upper == pytest.approx(1e6 + 3000, abs=2)
        one, other = limits_by_size(Chart.U, 1.0, [0.999e8, 1.001e8])
        assert one is not None and other is not None and one.upper == pytest.approx(other.upper, rel=1e-6)


class TestBinomial:
    @pytest.mark.parametrize("size", [1, 2, 5, 12, 30, 80, 200])
    @pytest.mark.parametrize("share", [0.001, 0.02, 0.1, 0.37, 0.5, 0.8, 0.93, 0.99])
    def test_calls_the_counts_that_sums_of_the_probabilities_call(self, size: int, share: float) -> None:
        told = outside(binomial(size, share))
        assert by(binomial_limits(size * share, size), size + 1) == told

    def test_what_is_not_met_has_the_mirrored_limits(self) -> None:
        met, not_met = binomial_limits(18, 20), binomial_limits(2, 20)
        assert met == pytest.approx((20 - not_met.upper, 20 - not_met.lower), abs=1e-4)

    def test_few_of_very_many_are_a_poisson_count(self) -> None:
        assert binomial_limits(7, 1e9) == pytest.approx(poisson_limits(7), abs=1e-4)


class TestLimitsBySize:
    def test_are_stretched_about_the_pooled_value_and_cut_at_none_and_at_all(self) -> None:
        chance, wider = (limits_by_size(Chart.P, 0.8, [200.0], times)[0] for times in (1.0, 2.0))
        assert chance is not None and wider is not None
        assert 0.8 - wider.lower == pytest.approx(2 * (0.8 - chance.lower))
        assert wider.upper == pytest.approx(2 * chance.upper - 0.8)
        assert limits_by_size(Chart.P, 0.8, [10.0, None], 9.0) == [(0.0, 1.0), None]

    @given(
        st.sampled_from([Chart.P, Chart.U]), st.floats(0, 1), st.floats(1e-12, 1e20), st.floats(1, 20),
    )  # fmt: skip
    def test_of_whatever_stands_about_the_centre(self, chart: Chart, centre: float, size: float, wider: float) -> None:
        (limits,) = limits_by_size(chart, centre, [size], wider)
        assert limits is not None and 0 <= limits.lower <= centre * (1 + 1e-9) and centre * (1 - 1e-9) <= limits.upper


class TestWhoIsCalledDifferent:
    @pytest.mark.parametrize("mean", [0.5, 2])
    def test_one_of_thirty_equal_teams_seldom_is_however_few_their_events(self, mean: float) -> None:
        """By three standard deviations of a normal curve one was in 24 and 12 of 100 groups."""
        assert called(Chart.U, equal(mean), 30, 1000.0, 80, f"short {mean}")["any"] <= 0.05

    def test_nor_of_thirty_that_meet_nine_of_ten(self) -> None:
        assert called(Chart.P, missed(20), 30, 20.0, 80, "short")["any"] <= 0.05

    def test_one_that_really_differs_is_found(self) -> None:
        assert called(Chart.U, equal(20, 6), 10, 1000.0, 60, "short")["first"] >= 0.65

    def test_a_ward_without_any_is_lower_where_chance_hardly_ever_has_none(self) -> None:
        """Of 7.5 expected, none comes to 1 team in 1,800; three standard deviations of a normal curve end below 0."""
        found = variation([Share("Ward 0", 0, 100), *(Share(f"Ward {n}", 9, 100) for n in range(1, 6))], Chart.U)
        assert found.places[0].position is Position.LOWER and found.wider < 2

    @settings(max_examples=40)
    @given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 400)), min_size=5, max_size=12))
    def test_a_team_is_called_different_where_its_point_lies_outside_the_limits_drawn(
        self, teams: list[tuple[int, int]]
    ) -> None:
        shares = [Share(f"Ward {n}", many, size) for n, (many, size) in enumerate(teams)]
        for place in variation(shares, Chart.U, factor=1000.0).places:
            assert place.value is not None and place.lower is not None and place.upper is not None
            is_apart = not place.lower <= place.value <= place.upper
            assert is_apart is (place.position in (Position.HIGHER, Position.LOWER))
