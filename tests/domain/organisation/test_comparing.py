"""Teams side by side: who differs by more than chance, and how long their figures take to come in."""

from collections.abc import Sequence
from datetime import date
from math import sqrt
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.organisation.comparing import Lags, Position, Share, by_source, lags_of, timeliness, variation
from vmboard.domain.organisation.drawn_in import drawn_in_by_chance
from vmboard.domain.organisation.exact_limits import binomial_limits, poisson_limits
from vmboard.domain.spc.words import Chart

FALLS = [
    Share("Ward 9", 30, 5000), Share("Ward 4", 33, 5000), Share("ward 5", 28, 5000), Share("Ward 7", 70, 5000),
    Share("Ward 6", 5, 5000), Share("Ward 8", 2, 300),
]  # fmt: skip


class TestVariation:
    found = variation(FALLS, Chart.U, factor=1000)

    def test_stands_in_the_order_of_names_never_of_results(self):
        assert [one.team for one in self.found.places] == ["Ward 4", "ward 5", "Ward 6", "Ward 7", "Ward 8", "Ward 9"]

    def test_says_who_differs_in_words_that_blame_nobody(self):
        told = {one.team: one.position for one in self.found.places}
        assert told["Ward 7"] is Position.HIGHER and told["Ward 6"] is Position.LOWER
        assert {told[team] for team in ("Ward 4", "ward 5", "Ward 8", "Ward 9")} == {Position.LIKE}
        assert self.found.places[0].words("per 1,000 bed days") == "Ward 4: 6.6 per 1,000 bed days, like the rest"
        assert self.found.words == "2 of 6 teams differ from the group by more than chance usually does."

    def test_never_stands_without_its_caution(self):
        assert self.found.caution.endswith("A difference is a question to ask together, not a verdict.")

    def test_has_limits_by_exact_probability_wider_for_a_small_ward(self):
        pooled = 168 / 25_300
        big, small = self.found.places[0], self.found.places[4]
        assert self.found.centre == pytest.approx(1000 * pooled)
        wider = self.found.wider
        assert big.upper == pytest.approx(1000 * stretched(poisson_limits(5000 * pooled).upper / 5000, pooled, wider))
        assert small.upper == pytest.approx(1000 * stretched(poisson_limits(300 * pooled).upper / 300, pooled, wider))
        assert small.lower == 0

    def test_has_limits_of_so_many_out_of_so_many(self):
        """42.5 of 50 are expected. All of them lie beyond: 0.85⁵⁰ / 2 is 0.00015."""
        found = variation([Share(f"Ward {n}", 40 + n, 50) for n in range(6)], Chart.P, factor=100)
        assert (found.places[0].lower, found.places[0].upper) == pytest.approx(
            [2 * x for x in binomial_limits(42.5, 50)]
        )
        assert found.words == "No team differs from the other 5 by more than chance usually does."

    @pytest.mark.parametrize("share", [Share("Ward 1", None, 50), Share("Ward 1", 3, None), Share("Ward 1", 3, 0)])
    def test_a_team_without_figures_says_so_and_counts_for_nothing(self, share):
        with_it = variation([*FALLS, share], Chart.U, factor=1000)
        assert with_it.places[0].words("%") == "Ward 1: no figures"
        assert with_it.centre == self.found.centre

    def test_more_than_all_of_them_is_no_figure(self):
        found = variation([Share("Ward 1", 51, 50), *(Share(f"Ward {n}", 40, 50) for n in range(2, 8))], Chart.P)
        assert (found.places[0].position, found.centre) == (Position.UNKNOWN, pytest.approx(0.8))

    def test_fewer_than_five_teams_are_not_compared(self):
        found = variation(FALLS[:4], Chart.U)
        assert {one.position for one in found.places} == {Position.ALONE}
        assert {one.upper for one in found.places} == {None}
        assert found.words == "Too few teams to compare: 4 of at least 5."

    def test_of_no_team_is_empty(self):
        assert variation([], Chart.P).places == ()

    def test_needs_a_size_for_every_team(self):
        with pytest.raises(ValueError, match="P and U"):
            variation(FALLS, Chart.XMR)


class TestOverDispersion:
    """Large wards differ from each other by more than chance: each must not be called different for it."""

    events = (8000, 8200, 8400, 8500, 8600, 8800, 9000)
    spread = tuple(Share(f"Ward {n}", many, 10_000) for n, many in enumerate(events))

    def test_widens_the_limits_by_the_winsorised_spread_and_names_the_method(self):
        """Pooled 0.85, one standard deviation 0.003571: distances are 14, 8.4, 2.8, 0, 2.8, 8.4 and 14 of them, the two
        outermost drawn in to 8.4: (4 × 8.4² + 2 × 2.8²) / 7 is 42.58, and chance leaves 0.460: the root is 9.62."""
        found = variation(self.spread, Chart.P, factor=100)
        assert found.wider == pytest.approx(9.62, abs=0.001)
        assert found.places[0].upper == pytest.approx(95.215, abs=0.01)
        assert found.places[0].upper == pytest.approx(
            stretched(binomial_limits(8500, 10_000).upper / 100, 85, found.wider)
        )
        assert {place.position for place in found.places} == {Position.LIKE}
        assert found.words == "No team differs from the other 6 by more than teams here usually do."
        assert found.method == (
            "These teams spread 9.6 times as far as chance alone usually has them, so limits are as many times as wide "
            "(Spiegelhalter’s over-dispersion factor, winsorised)."
        )

    def test_leaves_limits_of_chance_alone_where_teams_spread_no_wider(self):
        found = variation([Share(f"Ward {n}", 800 + n, 1000) for n in range(7)], Chart.P)
        assert (found.wider, found.method) == (1.0, "") and found.words.endswith("by more than chance usually does.")

    def test_one_team_far_off_does_not_hide_itself(self):
        found = variation(
            [*(Share(f"Ward {n}", 8500 + 20 * n, 10_000) for n in range(6)), Share("Ward 9", 7000, 10_000)], Chart.P
        )
        assert found.places[-1].position is Position.LOWER

    @pytest.mark.parametrize(("teams", "most"), [(5, 0.25), (10, 0.13), (30, 0.17)])
    def test_like_teams_that_all_spread_wide_are_seldom_called_different(self, teams: int, most: float) -> None:
        """Drawn in and not held against what that does to chance, 42, 20 and 37 in 100 groups had a team apart."""
        draw = Random(13)
        groups = [[_wide(draw) for _ in range(teams)] for _ in range(200)]
        apart = [any(p.position is not Position.LIKE for p in variation(g, Chart.P).places) for g in map(large, groups)]
        assert sum(apart) / len(apart) <= most

    @pytest.mark.parametrize("teams", [5, 6, 10, 30])
    def test_one_team_far_off_does_not_make_the_others_differ(self, teams: int) -> None:
        """It pulls the pooled value from all of them, and they are like each other."""
        found = variation([*wards([850 + n % 2 for n in range(teams - 1)], 1000), Share("Ward 99", 100, 1000)], Chart.P)
        assert [p.team for p in found.places if p.position is not Position.LIKE] == ["Ward 99"]

    @pytest.mark.parametrize("teams", [5, 10, 30])
    def test_one_that_differs_is_found_among_teams_that_spread_wide(self, teams: int) -> None:
        draw = Random(31)
        groups = [[_wide(draw, -8), *(_wide(draw) for _ in range(teams - 1))] for _ in range(200)]
        found = [variation(group, Chart.P).places[0].position is Position.LOWER for group in map(large, groups)]
        assert sum(found) / len(found) >= 0.75

    def test_limits_are_never_said_to_be_once_as_wide(self):
        """A spread of 1.03 times that of chance is nothing to speak of, and widens nothing."""
        unit = sqrt(0.25 / 10_000)
        inner = 1.03 * sqrt(drawn_in_by_chance(5, 1) * 5 / 4)
        found = variation(large([10_000 * (0.5 + unit * inner * z) for z in (-1, -1, 0, 1, 1)]), Chart.P)
        assert (found.wider, found.method) == (1.0, "")

    def test_of_too_few_teams_is_not_reckoned(self):
        assert variation(self.spread[:4], Chart.P).wider == 1.0


class TestDataOnTime:
    pairs = tuple((date(2026, 11, week), date(2026, 11, day), 1) for week, day in [(1, 13), (8, 17), (15, 16)])

    def test_is_told_by_source_as_usual_and_latest(self):
        found = timeliness("Ledger", lags(self.pairs[::-1]))
        assert (found.median_days, found.latest_days, found.figures) == (9, 1, 3)
        assert found.words == "Ledger: usually 9 days after the week ends; the latest, for 15 Nov, took 1 day"

    def test_a_figure_in_before_its_week_is_over_took_no_time(self):
        found = timeliness("Datix", lags([(date(2026, 11, 15), date(2026, 11, 14), 1)]))
        assert found.words == "Datix: usually on the day the week ends; the latest, for 15 Nov, was in on the day"

    def test_half_a_day_is_said_as_such(self):
        found = timeliness("Ledger", lags(self.pairs[:2]))
        assert found.words.startswith("Ledger: usually 10.5 days after the week ends")

    def test_lists_sources_by_name_and_leaves_out_those_without_figures(self):
        told = by_source({"ledger": [lags(self.pairs)], "Datix": [lags(self.pairs)], "PAS": []})
        assert [one.source for one in told] == ["Datix", "ledger"]

    @given(st.lists(st.lists(st.tuples(st.dates(), st.integers(-3, 40), st.integers(1, 4)), min_size=1), min_size=1))
    def test_figures_of_many_teams_are_those_of_one_list(self, teams: list[list[tuple[date, int, int]]]) -> None:
        """Reckoned here the plain way: every figure by itself."""
        told = [[(week, date.fromordinal(max(1, week.toordinal() + days)), many) for week, days, many in of]
                for of in teams]  # fmt: skip
        (found,) = by_source({"Ledger": [lags(of) for of in told]})
        one_by_one = [(week, max((day - week).days, 0)) for of in told for week, day, many in of for _ in range(many)]
        assert found.median_days == median(days for _, days in one_by_one)
        assert (found.latest_week, found.latest_days, found.figures) == (*max(one_by_one), len(one_by_one))


def stretched(limit: float, centre: float, wider: float) -> float:
    return centre + wider * (limit - centre)


def lags(arrivals: Sequence[tuple[date, date, int]]) -> Lags:
    found = lags_of(arrivals)
    assert found is not None
    return found


def _wide(draw: Random, sigmas: float = 0.0) -> float:
    """Of 10,000, half: teams spread four times as far as chance, this one so many times that from the others."""
    return 5000 + 50 * 4 * (draw.gauss(0, 1) + sigmas)


def large(events: list[float]) -> list[Share]:
    return wards(events, 10_000)


class TestDrawnIn:
    def test_is_that_of_the_published_order_statistics_of_five(self):
        """Squares of the 2nd and 3rd: 0.49502² + 0.31152 and 0.28683 (Sarhan and Greenberg 1956)."""
        square = 0.49502**2 + 0.31152
        assert drawn_in_by_chance(5, 1) == pytest.approx((4 * square + 0.28683) / 5 - 1 / 5, abs=0.0005)

    def test_nears_that_of_a_tenth_drawn_in_of_a_normal_curve(self):
        """∫z² between the tenths, 0.3502, and twice a tenth of 1.2816²."""
        assert drawn_in_by_chance(300, 30) == pytest.approx(0.3502 + 0.2 * 1.2816**2, abs=0.005)


def wards(events: list[float], size: float = 100) -> list[Share]:
    return [Share(f"Ward {n}", many, size) for n, many in enumerate(events)]


class TestLimits:
    def test_five_teams_with_figures_are_compared_and_four_beside_one_without_are_not(self):
        assert variation(wards([30] * 5), Chart.U).places[0].upper is not None
        assert variation([*wards([30] * 4), Share("Ward 9", None, 100)], Chart.U).places[0].upper is None
        assert variation([*wards([30] * 5), Share("Ward 9", None, 100)], Chart.U).places[-1].upper is None

    def test_a_team_on_its_limit_is_like_the_rest(self):
        """A ward of 100 at nought, where chance goes down to nought: 3.3 expected."""
        found = variation([Share("Ward 0", 0, 100), *wards([4] * 6)[1:]], Chart.U)
        low = found.places[0]
        assert low.lower == 0 == low.value and low.position is Position.LIKE

    def test_one_team_apart_differs_in_the_singular(self):
        assert variation(wards([30, 30, 30, 30, 90]), Chart.U).words.startswith("1 of 5 teams differs from the group")

    def test_all_of_them_and_none_of_them_are_figures_and_less_than_none_is_not(self):
        found = variation(wards([100, 0, 50, 50, 50]), Chart.P)
        assert [place.value for place in found.places] == [1, 0, 0.5, 0.5, 0.5]
        assert variation(wards([-1, 30, 30]), Chart.U).places[0].position is Position.UNKNOWN
        assert variation(wards([150, 30, 30]), Chart.U).places[0].value == 1.5

    def test_two_teams_of_one_name_keep_one_order(self):
        pair = [Share("Ward a", 1, 10), Share("Ward A", 2, 10)]
        assert [one.team for one in variation(pair, Chart.U).places] == ["Ward A", "Ward a"]
        assert variation(pair[::-1], Chart.U) == variation(pair, Chart.U)


def test_the_latest_report_is_that_of_the_newest_week_whatever_came_last():
    pairs = [(date(2026, 11, 15), date(2026, 11, 15), 1), (date(2026, 11, 8), date(2026, 11, 30), 1)]
    told = timeliness("Ledger", lags(pairs))
    assert (told.latest_week, told.latest_days, told.median_days) == (date(2026, 11, 15), 0, 11)
    assert told.words.endswith("the latest, for 15 Nov, was in on the day")
    of_one_week = lags([(date(2026, 11, 15), date(2026, 11, day), 1) for day in (17, 21, 18)])
    assert (of_one_week.week, of_one_week.days) == (date(2026, 11, 15), 6), "the longest of the newest week"
    assert lags_of([]) is None
    at_once = timeliness("Ledger", lags(pairs[:1]))
    assert "usually on the day the week ends" in at_once.words
