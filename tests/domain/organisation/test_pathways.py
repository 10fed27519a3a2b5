"""A pathway's figures, worked out by hand: sums, shares by what they are out of, what is missing, and chance."""

from datetime import date

import pytest

from vmboard.domain.measures.points import Reading
from vmboard.domain.organisation.pathways import NOT_IN as NOT_IN_WORDS
from vmboard.domain.organisation.pathways import (
    Missing,
    Pooled,
    are_counts,
    beside_the_others,
    gap_words,
    kept_words,
    missing_words,
    pooled,
    total_tells,
    uncounted_words,
    variation_words,
    week_words,
    without_words,
)
from vmboard.domain.words import PointStatus, Pooling

WEEK, NEXT = date(2026, 11, 8), date(2026, 11, 15)
NOT_IN = Reading(None, PointStatus.NOT_IN_YET)
NONE_SEEN = Reading(None, PointStatus.NOTHING_TO_COUNT)


def share(above: float, below: float) -> Reading:
    return Reading(100 * above / below, numerator=above, denominator=below)


class TestSums:
    def test_counts_of_three_wards_are_added_up(self) -> None:
        of = pooled({"A": {WEEK: Reading(3)}, "B": {WEEK: Reading(0)}, "C": {WEEK: Reading(5)}}, Pooling.SUM, 1, [WEEK])
        assert of[WEEK].reading.value == 8

    def test_a_week_without_one_wards_figure_is_said_and_not_summed(self) -> None:
        late = Reading(None, PointStatus.NOT_IN_YET, "finance")
        of = pooled({"A": {WEEK: Reading(3), NEXT: Reading(4)}, "B": {WEEK: late}}, Pooling.SUM, 1, [WEEK, NEXT])
        assert of[WEEK].reading == Reading(None, PointStatus.NOT_IN_YET, "finance")
        assert missing_words(of[WEEK].missing) == "Not summed: B is not in yet, waiting for finance."
        assert of[NEXT].reading.value is None and missing_words(of[NEXT].missing) == "Not summed: B is not in yet."

    def test_a_ward_with_nothing_to_count_adds_nothing_and_is_no_gap(self) -> None:
        of = pooled({"A": {WEEK: Reading(3)}, "B": {WEEK: NONE_SEEN}}, Pooling.SUM, 1, [WEEK])
        assert of[WEEK].reading.value == 3 and of[WEEK].missing == ()
        assert pooled({"A": {WEEK: NONE_SEEN}}, Pooling.SUM, 1, [WEEK])[WEEK].reading == NONE_SEEN

    def test_it_is_as_sure_as_its_least_sure_figure(self) -> None:
        provisional = Reading(3, PointStatus.PROVISIONAL)
        doubted = Reading(41, doubt="41 or 4.1?")
        of = pooled({"A": {WEEK: provisional}, "B": {WEEK: doubted}}, Pooling.SUM, 1, [WEEK])
        assert of[WEEK].reading == Reading(44, PointStatus.PROVISIONAL, doubt="The figure of B is being checked.")


class TestShares:
    def test_a_share_weighs_each_ward_by_what_it_is_out_of(self) -> None:
        """1 of 2 and 90 of 98: 91 of 100 is 91%, where the average of 50% and 91.8% would say 71%."""
        of = pooled({"A": {WEEK: share(1, 2)}, "B": {WEEK: share(90, 98)}}, Pooling.SHARE, 100, [WEEK])
        assert of[WEEK].reading == Reading(91, numerator=91, denominator=100)

    def test_a_cost_per_patient_is_all_money_over_all_patients(self) -> None:
        """£20,000 for 40 and £3,000 for 60 are £23,000 for 100: £230, and not the £275 between £500 and £50."""
        wards = {"A": {WEEK: Reading(500, numerator=20_000, denominator=40)},
                 "B": {WEEK: Reading(50, numerator=3_000, denominator=60)}}  # fmt: skip
        assert pooled(wards, Pooling.SHARE, 1, [WEEK])[WEEK].reading.value == 230

    def test_a_bare_percentage_cannot_be_weighed_and_says_so(self) -> None:
        of = pooled({"A": {WEEK: share(1, 2)}, "B": {WEEK: Reading(90)}}, Pooling.SHARE, 100, [WEEK])
        assert of[WEEK].reading.value is None
        assert missing_words(of[WEEK].missing) == "Not summed: B came without the numbers behind it."


class TestChance:
    def test_shares_by_hand(self) -> None:
        """60 of 400 beside 40 of 600. Pooled 100 of 1,000 is 0.1; the standard error is √(0.1 × 0.9 × (1/400 + 1/600))
        = √0.000375 = 0.0193649; the difference 0.15 − 0.0666667 = 0.0833333 is 4.3033 of them."""
        a, b = beside_the_others({"A": [(60, 400)], "B": [(40, 600)]}, of_each=True, factor=100)
        assert (a.value, round(a.others, 4)) == (15, 6.6667)
        assert a.sigmas == pytest.approx(4.3033, abs=1e-4) and b.sigmas == pytest.approx(-4.3033, abs=1e-4)
        assert variation_words([a, b], ["A"], "%", None) == (
            "A is beyond what chance gives: 15.0%, where the others together have 6.7%.",
        )

    def test_rates_by_hand(self) -> None:
        """20 falls in 1,000 bed days beside 20 in 3,000: of 40 a quarter, 10, are expected; 20 − 10 over
        √(40 × ¼ × ¾) = √7.5 = 2.7386 is 3.6515."""
        a, b = beside_the_others({"A": [(20, 1000)], "B": [(20, 3000)]}, of_each=False, factor=1000)
        assert (a.value, round(a.others, 3)) == (20, 6.667) and a.sigmas == pytest.approx(3.6515, abs=1e-4)
        assert b.differs

    def test_no_more_than_chance(self) -> None:
        """15 beside 25 of the same size each: 15 − 20 over √(40 × ½ × ½) = √10 is −1.58."""
        both = beside_the_others({"A": [(15, 1000)], "B": [(25, 1000)]}, of_each=False, factor=1000)
        assert both[0].sigmas == pytest.approx(-1.5811, abs=1e-4)
        assert variation_words(both, ["A", "B"], "per 1,000 bed days", 1) == (
            "No more than chance tells these teams apart.",
        )
        assert variation_words(both, ["B"], "", None) == ("No more than chance tells B from the others.",)

    def test_too_few_counts_say_so_however_far_apart(self) -> None:
        """4 of 4 events in one ward: 2 are expected of each, and 5 are the least to tell."""
        both = beside_the_others({"A": [(4, 100)], "B": [(0, 100)]}, of_each=False, factor=1000)
        assert both[0].sigmas is None
        assert variation_words(both, ["A", "B"], "per 1,000 bed days", 1) == (
            "Too few counts to tell from chance: A, B.",
        )

    def test_weeks_that_vary_more_than_chance_widen_it(self) -> None:
        """Weeks of 0 and 20 about 10: chi-squared 10 + 10 with 1 degree of freedom is 20 times as much, in both
        wards: the 3.6515 above is divided by the root of it."""
        wards = {"A": [(0.0, 500.0), (20.0, 500.0)], "B": [(0.0, 1500.0), (20.0, 1500.0)]}
        a, _ = beside_the_others(wards, of_each=False, factor=1000)
        assert a.sigmas == pytest.approx(3.6515 / 20**0.5, abs=1e-4) and not a.differs

    def test_nobody_is_named_whose_figures_are_not_seen(self) -> None:
        both = beside_the_others({"A": [(60, 400)], "B": [(40, 600)]}, of_each=True, factor=100)
        assert all("B" not in words for words in variation_words(both, ["A"], "%", None))
        assert variation_words(both, [], "%", None) == ()

    def test_hours_are_not_counts(self) -> None:
        assert are_counts({"A": [(3, 20)]}, of_each=True) and not are_counts({"A": [(3.5, 20)]}, of_each=True)
        assert are_counts({"A": [(3, 181.5)]}, of_each=False)


def test_a_total_is_kept_back_where_it_would_tell_one_wards_figure() -> None:
    """Two seen and one not: the total less the two is the third's. Of two unseen nobody can tell which is which."""
    assert [total_tells(hidden) for hidden in (0, 1, 2)] == [False, True, False]


class TestWhatIsMissing:
    def test_who_is_left_out_is_said(self) -> None:
        assert (kept_words(2, 3), kept_words(3, 3)) == ("2 of 3 teams", "3 teams")
        assert without_words([("Ward 5", "does not keep it")]) == "Left out: Ward 5 does not keep it."
        assert without_words([]) == ""

    def test_a_figure_says_its_week_and_how_old_that_is(self) -> None:
        today = date(2026, 11, 18)
        assert week_words(NEXT, NEXT, today) == "Week ending 15 Nov, the newest week"
        assert week_words(WEEK, NEXT, today) == "Week ending 8 Nov, 1 week old"
        assert week_words(date(2025, 11, 16), NEXT, today) == "Week ending 16 Nov 2025, 52 weeks old"

    def test_weeks_that_could_not_be_summed_say_whose_figure_is_missing(self) -> None:
        late = Pooled(NOT_IN, (Missing("B", NOT_IN_WORDS),))
        both = Pooled(NOT_IN, (Missing("A", NOT_IN_WORDS), Missing("B", NOT_IN_WORDS)))
        assert gap_words([late, Pooled(Reading(3)), both]) == (
            "2 of the last 3 weeks could not be summed: B’s figure is missing in 2, A’s in 1."
        )
        assert gap_words([Pooled(Reading(3))]) == gap_words([]) == ""

    def test_a_paused_ward_is_not_waited_for(self) -> None:
        of = pooled({"A": {WEEK: Reading(3)}, "B": {}}, Pooling.SUM, 1, [WEEK], paused=["B"])
        assert missing_words(of[WEEK].missing) == "Not summed: B is paused."

    def test_weeks_that_count_for_nothing_say_who_left_them_out(self) -> None:
        assert uncounted_words({WEEK: ["A", "B"]}, {NEXT: ["C"]}) == (
            "Counts for nothing: week ending 8 Nov, left out by A and B; "
            "week ending 15 Nov, while the figure of C is being checked."
        )
        assert uncounted_words({}, {}) == ""
