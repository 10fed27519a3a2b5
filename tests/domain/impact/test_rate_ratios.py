"""Rates before and after, and a group beside a comparison group."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.impact.rate_ratios import (
    Counts,
    RateRatio,
    caution,
    compare,
    percent_text,
    pooled,
    rate_ratio,
    told,
)

FALLS_TEAMS = Counts(1000, 60_000, 741, 60_000)
OTHERS = Counts(2000, 130_000, 1950, 130_000)


class TestPublishedFalls:
    def test_come_out_of_the_arithmetic(self):
        found = compare(FALLS_TEAMS, OTHERS)
        assert found is not None and found.beyond is not None
        assert round(found.group.change, 4) == -0.259
        assert round(found.others.change, 4) == -0.025
        assert found.beyond.ratio == pytest.approx(0.741 / 0.975)
        assert found.beyond.is_clear

    def test_are_never_told_without_the_interval_and_the_caution(self):
        found = compare(FALLS_TEAMS, OTHERS)
        assert found is not None
        assert found.sentences("falls") == (
            "Falls: 25.9% lower in these teams, no clear change in the others.",
            "Set against the others: 24.0% lower (95% interval: 32.2% lower to 14.9% lower).",
            "These teams chose falls themselves, so some of the difference may be who they are.",
        )

    def test_of_counts_that_only_stand_for_them_are_told_without_any_interval(self):
        stand_ins = compare(FALLS_TEAMS, OTHERS)
        assert stand_ins is not None
        assert stand_ins.stand_in_sentences("falls", "Demo counts") == (
            "Falls: 25.9% lower in these teams, 2.5% lower in the others.",
            "Demo counts. No interval was published, so none is shown.",
            "These teams chose falls themselves, so some of the difference may be who they are.",
        )

    def test_are_no_clear_difference_on_a_tenth_of_the_counts(self):
        found = compare(Counts(40, 2400, 30, 2400), Counts(200, 13_000, 195, 13_000))
        assert found is not None
        assert found.sentences("falls")[1] == (
            "No clear difference between the two (95% interval: 53.9% lower to 28.5% higher)."
        )

    def test_do_not_depend_on_equal_bed_days(self):
        found = rate_ratio(1000, 60_000, 741, 60_000)
        busier = rate_ratio(1000, 60_000, 1482, 120_000)
        assert found is not None and busier is not None
        assert busier.ratio == pytest.approx(found.ratio)


class TestRateRatio:
    def test_has_the_interval_of_the_textbook(self):
        # Kirkwood and Sterne's lower respiratory infections: 33 in 355 child-years against 24 in 518.
        found = rate_ratio(24, 518, 33, 355)
        assert found is not None
        assert (round(found.ratio, 2), round(found.lower, 2), round(found.upper, 2)) == (2.01, 1.19, 3.39)

    def test_after_no_event_at_all_has_an_exact_upper_end(self):
        found = rate_ratio(10, 100, 0, 100)
        assert found is not None
        share = found.upper / (1 + found.upper)
        assert (found.ratio, found.lower) == (0, 0)
        assert (1 - share) ** 10 == pytest.approx(0.025)

    @pytest.mark.parametrize(
        "counts",
        [(0, 100, 3, 100), (3, 0, 3, 100), (3, 100, 3, 0), (-1, 100, 3, 100), (math.nan, 1, 1, 1), (1, math.inf, 1, 1)],
    )
    def test_is_none_where_it_cannot_be(self, counts):
        assert rate_ratio(*counts) is None

    def test_that_could_be_chance_says_so_and_no_size(self):
        found = rate_ratio(10, 100, 9, 100)
        assert found is not None
        assert found.words.startswith("no clear change (95% interval: ")

    @given(*[st.integers(1, 5000)] * 4)
    def test_lies_within_its_interval_and_turns_over(self, a, m, b, n):
        there, back = rate_ratio(a, m, b, n), rate_ratio(b, n, a, m)
        assert there is not None and back is not None
        assert there.lower <= there.ratio <= there.upper
        assert there.ratio * back.ratio == pytest.approx(1)
        assert there.lower * back.upper == pytest.approx(1)


def test_teams_are_pooled_by_adding_up_not_by_averaging_their_rates():
    assert pooled([Counts(1, 10, 2, 20), Counts(3, 30, 4, 40)]) == (4, 40, 6, 60)
    assert rate_ratio(*pooled([])) is None


def test_a_group_without_events_left_is_told_without_a_comparison():
    found = compare(Counts(10, 100, 0, 100), OTHERS)
    assert found is not None
    assert found.sentences("falls")[1] == "Too few events to compare the two."
    assert compare(Counts(0, 100, 3, 100), OTHERS) is None


@pytest.mark.parametrize(
    ("share", "words"),
    [(-0.21, "21% lower"), (1.15, "115% higher"), (0.0, "the same"), (0.004, "the same"), (-0.005001, "1% lower"),
     (12.34, "1,234% higher"), (math.inf, "–"), (math.nan, "–")],
)  # fmt: skip
def test_a_change_is_said_in_words(share, words):
    assert percent_text(share) == words


def test_the_caution_names_what_the_teams_chose():
    assert caution("pressure ulcers").startswith("These teams chose pressure ulcers themselves")


class TestEdges:
    def test_an_interval_that_touches_no_change_is_not_clear(self):
        assert not RateRatio(0.9, 0.8, 1.0, 0.1).is_clear and not RateRatio(1.1, 1.0, 1.2, 0.1).is_clear
        assert RateRatio(0.9, 0.8, 0.999, 0.1).is_clear and RateRatio(1.1, 1.001, 1.2, 0.1).is_clear

    def test_each_exposure_counts_on_its_own_side(self):
        found = rate_ratio(10, 100, 10, 200)
        assert found is not None and found.ratio == pytest.approx(0.5)
        assert found.lower == pytest.approx(0.5 * math.exp(-1.959964 * math.sqrt(0.2)), rel=1e-5)
        none_left = rate_ratio(10, 100, 0, 200)
        assert none_left is not None and none_left.upper == pytest.approx((1 - 0.025**0.1) / 0.025**0.1 / 2, rel=1e-6)

    def test_a_group_beside_others_is_the_first_over_the_second_with_both_uncertainties(self):
        ours, theirs = Counts(100, 10, 50, 10), Counts(100, 10, 80, 10)
        told = compare(ours, theirs)
        assert told is not None and told.beyond is not None
        assert (told.group.ratio, told.others.ratio) == (pytest.approx(0.5), pytest.approx(0.8))
        assert told.beyond.ratio == pytest.approx(0.625)
        assert told.beyond.log_sd == pytest.approx(math.sqrt(1 / 100 + 1 / 50 + 1 / 100 + 1 / 80))

    def test_where_either_has_no_rate_there_is_nothing_to_compare(self):
        good, none, gone = Counts(10, 10, 5, 10), Counts(0, 10, 5, 10), Counts(10, 10, 0, 10)
        assert compare(good, none) is None and compare(none, good) is None
        for pair in ((good, gone), (gone, good)):
            told = compare(*pair)
            assert told is not None and told.beyond is None
        assert pooled([]) == Counts(0, 0, 0, 0) and pooled([good, gone]) == Counts(20, 20, 5, 20)

    def test_a_change_that_cannot_be_is_a_dash_and_one_of_nought_the_same(self):
        assert [percent_text(x) for x in (math.inf, math.nan, 0.004, -0.004, 0.0049, 0.005, 12.0)] == [
            "–", "–", "the same", "the same", "the same", "1% higher", "1,200% higher",
        ]  # fmt: skip
        assert percent_text(0.004, 1) == "0.4% higher" and percent_text(-12.0) == "1,200% lower"


class TestWeeksThatVaryMore:
    def test_widen_the_interval_by_the_root_of_how_much_more(self):
        chance, wider = rate_ratio(100, 1000, 80, 1000), rate_ratio(100, 1000, 80, 1000, 4.0)
        assert chance is not None and wider is not None and chance.log_sd is not None
        assert (wider.ratio, wider.log_sd) == (chance.ratio, pytest.approx(2 * chance.log_sd))

    def test_make_a_clear_change_unclear(self):
        assert rate_ratio(1000, 60_000, 741, 60_000).is_clear
        assert not rate_ratio(1000, 60_000, 741, 60_000, 25.0).is_clear
        assert told(rate_ratio(1000, 60_000, 741, 60_000, 25.0)) == "no clear change"

    def test_count_after_no_event_at_all_too(self):
        chance, wider = rate_ratio(20, 100, 0, 100), rate_ratio(20, 100, 0, 100, 3.0)
        assert wider.upper > chance.upper


def test_one_team_of_which_the_rules_see_no_change_has_none_however_narrow_the_interval():
    found = compare(FALLS_TEAMS, OTHERS).with_steady(True, False)
    assert found.sentences("falls")[0].startswith("Falls: no clear change in these teams")
    assert found.group.interval == "–"
