"""How a change in cost per patient is told apart: spending, and how many were seen."""

import math
import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from vmboard.domain.impact.cost_per_patient import average, split

QUICK = settings(max_examples=60, deadline=None, database=None)
pounds = st.integers(0, 20_000_000).map(lambda pence: pence / 100)
patients = st.integers(1, 5000)
anything = st.none() | st.floats() | st.sampled_from([0, 5e-324, 1e-300, 1.7e308, -1.7e308, 10**400])


def said(cost0, patients0, cost1, patients1) -> str:
    found = split(cost0, patients0, cost1, patients1)
    assert found is not None
    return found.sentence


def pence(text: str) -> int:
    return round(float(text.replace(",", "")) * 100)


class TestSplit:
    def test_gives_all_to_volume_when_spending_stands_still(self):
        found = split(1000, 10, 1000, 20)
        assert found is not None
        assert (found.price, found.volume, found.total) == (0, -50, -50)

    def test_gives_all_to_price_when_as_many_are_seen(self):
        found = split(1000, 10, 700, 10)
        assert found is not None
        assert (found.price, found.volume, found.total) == (-30, 0, -30)

    def test_averages_the_two_orders_in_which_it_could_have_happened(self):
        # Spending first: 1000/10 to 800/10 is -20, then 800/10 to 800/20 is -40.
        # Patients first: 1000/10 to 1000/20 is -50, then 1000/20 to 800/20 is -10.
        found = split(1000, 10, 800, 20)
        assert found is not None
        assert (found.price, found.volume) == (pytest.approx(-15), pytest.approx(-45))

    def test_keeps_both_ends(self):
        found = split(1000, 10, 800, 20)
        assert found is not None
        assert (found.before, found.after) == (100, 40)

    @pytest.mark.parametrize("hole", [None, math.nan, math.inf, -math.inf])
    def test_needs_all_four_figures(self, hole):
        for place in range(4):
            figures: list[float | None] = [1000, 10, 800, 20]
            figures[place] = hole
            assert split(*figures) is None

    def test_of_nobody_is_nothing(self):
        assert split(1000, 0, 800, 20) is None
        assert split(1000, 10, 800, 0) is None
        assert split(1000, -1, 800, 20) is None

    def test_stands_one_week_of_credit_but_not_credit_altogether(self):
        assert split(1000, 10, -100, 10) is not None
        assert split(100, 10, -1000, 10) is None

    @QUICK
    @given(pounds, patients, pounds, patients)
    def test_parts_add_up_and_each_goes_its_own_way(self, cost0, patients0, cost1, patients1):
        found = split(cost0, patients0, cost1, patients1)
        assert found is not None
        assert found.total == found.price + found.volume
        assert found.total == pytest.approx(found.after - found.before, abs=1e-6)
        assert (found.price > 0, found.price < 0) == (cost1 > cost0, cost1 < cost0)
        if cost0 + cost1 > 0:
            assert (found.volume > 0, found.volume < 0) == (patients1 < patients0, patients1 > patients0)

    @QUICK
    @given(pounds, patients, pounds, patients)
    def test_turns_round_when_time_does(self, cost0, patients0, cost1, patients1):
        there, back = split(cost0, patients0, cost1, patients1), split(cost1, patients1, cost0, patients0)
        assert there is not None and back is not None
        assert (there.price, there.volume) == (-back.price, -back.volume)

    @QUICK
    @given(anything, anything, anything, anything)
    def test_never_raises_and_is_never_nan(self, cost0, patients0, cost1, patients1):
        found = split(cost0, patients0, cost1, patients1)
        if found is not None:
            parts = (found.price, found.volume, found.total, found.before, found.after)
            assert all(math.isfinite(part) for part in parts)
            assert "nan" not in found.sentence and "inf" not in found.sentence


class TestSentence:
    def test_names_both_parts_when_they_pull_the_same_way(self):
        assert said(55_506, 100, 49_000, 112) == (
            "Cost per patient is down £117.56: £61.57 from spending less and £55.99 from seeing more patients."
        )
        assert said(49_000, 112, 55_506, 100) == (
            "Cost per patient is up £117.56: £61.57 from spending more and £55.99 from seeing fewer patients."
        )

    def test_says_so_when_it_was_nothing_but_more_patients(self):
        assert said(50_000, 100, 50_000, 125) == (
            "Cost per patient is down £100.00, all of it from seeing more patients."
        )
        assert said(50_000, 100, 40_000, 100) == ("Cost per patient is down £100.00, all of it from spending less.")

    def test_sets_one_part_against_the_other_when_they_pull_apart(self):
        assert said(50_000, 90, 52_615, 120) == (
            "Cost per patient is down £117.10: seeing more patients took off £142.52 and spending more added £25.42."
        )
        assert said(100, 10, 50, 4) == (
            "Cost per patient is up £2.50: seeing fewer patients added £11.25 and spending less took off £8.75."
        )

    def test_of_no_change_is_short(self):
        assert said(1000, 10, 1000, 10) == "Cost per patient is unchanged at £100.00."
        assert said(0, 10, 0, 20) == "Cost per patient is unchanged at £0.00."

    def test_of_no_change_shows_what_it_hides(self):
        assert said(100, 10, 200, 20) == (
            "Cost per patient is unchanged at £10.00: "
            "spending more added £7.50 and seeing more patients took off £7.50."
        )

    @QUICK
    @given(pounds, patients, pounds, patients)
    def test_adds_up_to_the_penny_as_its_ends_are_shown(self, cost0, patients0, cost1, patients1):
        found = split(cost0, patients0, cost1, patients1)
        assert found is not None
        amounts = [pence(text) for text in re.findall(r"£([\d,.]+\d)", found.sentence)]
        change = abs(pence(f"{found.after:.2f}") - pence(f"{found.before:.2f}"))
        if "unchanged" in found.sentence:
            assume(len(amounts) == 3)
            assert amounts[1] == amounts[2] and change == 0
        else:
            assert amounts[0] == change
            if len(amounts) == 3:
                apart = "took off" in found.sentence
                assert amounts[1] - amounts[2] == change if apart else amounts[1] + amounts[2] == change

    @QUICK
    @given(pounds, patients, pounds, patients)
    def test_never_says_what_did_not_happen(self, cost0, patients0, cost1, patients1):
        text = said(cost0, patients0, cost1, patients1)
        assert "spending less" not in text or cost1 < cost0
        assert "spending more" not in text or cost1 > cost0
        assert "more patients" not in text or patients1 > patients0
        assert "fewer patients" not in text or patients1 < patients0


class TestAverageOfWeeks:
    def test_changes_by_what_the_tile_says(self):
        before, now = [(900, 10), (1100, 10)], [(800, 16), (900, 20), (1000, 25)]
        one, two = average(before), average(now)
        assert one is not None and two is not None
        found = split(*one, *two)
        assert found is not None
        assert found.before == pytest.approx(100)
        assert found.after == pytest.approx((50 + 45 + 40) / 3)

    def test_is_the_plain_mean_where_every_week_costs_the_same_a_patient(self):
        assert average([(100, 10), (300, 30)]) == (200, pytest.approx(20))

    def test_leaves_out_weeks_in_which_nobody_was_seen(self):
        assert average([(100, 10), (300, 0)]) == (100, pytest.approx(10))
        assert average([(300, 0)]) is None
        assert average([]) is None

    def test_of_weeks_without_spending_keeps_the_patients(self):
        assert average([(0, 10), (0, 30)]) == (0, 20)

    @QUICK
    @given(st.lists(st.tuples(st.floats(), st.floats()), max_size=6))
    def test_never_raises_and_is_never_nan(self, weeks):
        found = average(weeks)
        assert found is None or (math.isfinite(found[0]) and 0 < found[1] < math.inf)
