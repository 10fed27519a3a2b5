"""Teams side by side: who differs by more than chance, and how long their figures take to come in."""

from datetime import date, datetime
from math import sqrt

import pytest

from vmboard.domain.organisation.comparing import Position, Share, by_source, timeliness, variation
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

    def test_has_the_limits_of_a_u_chart_wider_for_a_small_ward(self):
        pooled = 168 / 25_300
        big, small = self.found.places[0], self.found.places[4]
        assert self.found.centre == pytest.approx(1000 * pooled)
        assert big.upper == pytest.approx(1000 * (pooled + 3 * sqrt(pooled / 5000)))
        assert small.upper == pytest.approx(1000 * (pooled + 3 * sqrt(pooled / 300)))
        assert small.lower == 0

    def test_has_the_limits_of_a_p_chart(self):
        found = variation([Share(f"Ward {n}", 40 + n, 50) for n in range(6)], Chart.P, factor=100)
        pooled = 255 / 300
        assert found.places[0].lower == pytest.approx(100 * (pooled - 3 * sqrt(pooled * (1 - pooled) / 50)))
        assert found.places[0].upper == 100
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


class TestDataOnTime:
    pairs = tuple((date(2026, 11, week), datetime(2026, 11, day, 9)) for week, day in [(1, 13), (8, 17), (15, 16)])

    def test_is_told_by_source_as_usual_and_latest(self):
        found = timeliness("Ledger", self.pairs[::-1])
        assert found is not None
        assert (found.median_days, found.latest_days, found.figures) == (9, 1, 3)
        assert found.words == "Ledger: usually 9 days after the week ends; the latest, for 15 Nov, took 1 day"

    def test_a_figure_in_before_its_week_is_over_took_no_time(self):
        found = timeliness("Datix", [(date(2026, 11, 15), datetime(2026, 11, 14, 9))])
        assert found is not None
        assert found.words == "Datix: usually on the day the week ends; the latest, for 15 Nov, was in on the day"

    def test_half_a_day_is_said_as_such(self):
        found = timeliness("Ledger", self.pairs[:2])
        assert found is not None and found.words.startswith("Ledger: usually 10.5 days after the week ends")

    def test_lists_sources_by_name_and_leaves_out_those_without_figures(self):
        told = by_source({"ledger": self.pairs, "Datix": self.pairs, "PAS": []})
        assert [one.source for one in told] == ["Datix", "ledger"]
