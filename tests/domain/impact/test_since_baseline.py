"""Impact: what changed, whether the rules agree, and who is left out."""

from dataclasses import replace

import pytest

from vmboard.domain.impact.since_baseline import (
    LeftOut,
    LongEnough,
    TeamMeasure,
    by_reason,
    cost_change,
    impact,
    spread,
)
from vmboard.domain.words import Direction, Signal

RULE = LongEnough()
RESPIRATORY = TeamMeasure(
    "Respiratory", 555.06, 438.5, Signal.IMPROVEMENT, Direction.DECREASE, baseline_points=8, weeks_since=12
)
PUBLISHED = {
    "Respiratory": (555.06, 438.5, "21% lower, better"),
    "Cardio-endocrine": (529.89, 471.6, "11% lower, better"),
    "Children's": (411.67, 370.5, "10% lower, better"),
    "New Craigs": (1067.27, 939.2, "12% lower, better"),
    "Cath lab": (1401.72, 1219.5, "13% lower, better"),
    "Sleep": (59.29, 49.8, "16% lower, better"),
}


def words(**what) -> str:
    return impact([replace(RESPIRATORY, **what)], RULE).changes[0].words


class TestPublishedCostPerPatient:
    teams = tuple(replace(RESPIRATORY, team=name, baseline=was, now=now) for name, (was, now, _) in PUBLISHED.items())

    def test_comes_out_of_the_implied_baselines(self):
        told = {change.team: change.words for change in impact(self.teams, RULE).changes}
        assert told == {name: words for name, (_, _, words) in PUBLISHED.items()}

    def test_ranges_from_10_to_21_percent(self):
        found = spread(impact(self.teams, RULE).changes)
        assert found is not None
        assert found.words == "10% to 21% lower in 6 teams, the middle 12% lower"
        assert (round(found.lowest, 2), round(found.middle, 3), round(found.highest, 2)) == (-0.21, -0.125, -0.10)


class TestChange:
    def test_without_a_signal_is_no_clear_change(self):
        assert words(signal=Signal.COMMON_CAUSE) == "no clear change"
        assert words(signal=Signal.NOT_ENOUGH) == "too soon to say"

    def test_with_a_signal_says_which_way_and_whether_it_is_better(self):
        assert words(signal=Signal.IMPROVEMENT) == "21% lower, better"
        assert words(now=610.0, signal=Signal.CONCERN) == "10% higher, worse"
        assert words(signal=Signal.NEUTRAL, direction=Direction.NEUTRAL) == "21% lower, changed"

    def test_says_both_where_the_latest_weeks_go_the_other_way(self):
        assert words(signal=Signal.CONCERN) == "21% lower on average, but worse lately"

    @pytest.mark.parametrize("direction", [Direction.INCREASE, Direction.DECREASE])
    def test_whose_average_stands_still_agrees_with_neither_way(self, direction):
        for signal, verdict in ((Signal.CONCERN, "worse"), (Signal.IMPROVEMENT, "better")):
            told = words(now=555.06, signal=signal, direction=direction)
            assert told == f"the same on average, but {verdict} lately"

    def test_where_more_is_better_reads_the_other_way_round(self):
        assert words(now=610.0, direction=Direction.INCREASE) == "10% higher, better"
        assert words(direction=Direction.INCREASE) == "21% lower on average, but better lately"
        assert words(direction=Direction.INCREASE, signal=Signal.CONCERN) == "21% lower, worse"
        assert words(now=610.0, signal=Signal.NEUTRAL) == "10% higher, changed"

    def test_from_nought_has_no_percentage(self):
        assert words(baseline=0.0, signal=Signal.CONCERN) == "worse, from a baseline of nought"


class TestPercentage:
    """A percentage goes up or down by points: a percent of a percent is nothing anybody at a board can read."""

    noon = replace(RESPIRATORY, baseline=78.0, now=93.0, unit="%", direction=Direction.INCREASE)

    def test_changes_by_points(self):
        assert words(baseline=78.0, now=93.0, unit="%", direction=Direction.INCREASE) == "15 points higher, better"
        assert words(baseline=8.0, now=7.6, unit="%") == "0.4 points lower, better"

    def test_from_nought_has_points_too(self):
        assert words(baseline=0.0, now=4.0, unit="%", signal=Signal.CONCERN) == "4 points higher, worse"

    def test_ranges_over_teams_in_points(self):
        lower = replace(self.noon, team="Lower", baseline=50.0, now=52.0)
        over = spread(impact([self.noon, lower], RULE).changes)
        assert over is not None and over.words == "2 to 15 points higher in 2 teams"


class TestLongEnough:
    def test_asks_for_8_weeks_of_baseline_and_12_since(self):
        assert (RULE.baseline_points, RULE.weeks_since) == (8, 12)

    @pytest.mark.parametrize(
        ("enough", "too_little", "why"),
        [
            ({"baseline": 5.0}, {"baseline": None}, LeftOut.NO_BASELINE),
            ({"baseline_points": 8}, {"baseline_points": 7}, LeftOut.SHORT_BASELINE),
            ({"weeks_since": 12}, {"weeks_since": 11}, LeftOut.TOO_SOON),
            ({"now": 5.0}, {"now": None}, LeftOut.TOO_SOON),
        ],
    )
    def test_leaves_out_who_has_less_and_says_why(self, enough, too_little, why):
        assert impact([replace(RESPIRATORY, **enough)], RULE).left_out == ()
        left = impact([replace(RESPIRATORY, **too_little)], RULE)
        assert (left.changes, left.left_out) == ((), (("Respiratory", why),))

    def test_groups_who_is_left_out_by_the_reason_with_names_in_natural_order(self):
        new = [replace(RESPIRATORY, team=f"Ward {n}", weeks_since=3) for n in (10, 2, 1)]
        bare = [replace(RESPIRATORY, team="Ward 9", baseline=None)]
        short = [replace(RESPIRATORY, team="Ward 4", baseline_points=3)]
        grouped = dict(impact([*new, *bare, *short, RESPIRATORY], RULE).left_out_by_reason)
        assert grouped == {
            LeftOut.NO_BASELINE.value: ("Ward 9",), LeftOut.SHORT_BASELINE.value: ("Ward 4",),
            LeftOut.TOO_SOON.value: ("Ward 1", "Ward 2", "Ward 10"),
        }  # fmt: skip
        mixed = [("Ward 10", LeftOut.TOO_SOON), ("Ward 9", LeftOut.NO_BASELINE), ("Ward 2", LeftOut.TOO_SOON)]
        assert by_reason(mixed) == ((LeftOut.NO_BASELINE.value, ("Ward 9",)),
                                    (LeftOut.TOO_SOON.value, ("Ward 2", "Ward 10")))  # fmt: skip

    def test_counts_who_is_judged_and_who_is_not(self):
        teams = [replace(RESPIRATORY, team=f"Ward {n}") for n in range(12)]
        teams += [replace(RESPIRATORY, team=f"New {n}", weeks_since=3) for n in range(5)]
        teams += [replace(RESPIRATORY, team=f"Bare {n}", baseline=None) for n in range(3)]
        assert impact(teams, RULE).words == (
            "12 of 20 teams judged. Left out: 3 without a frozen baseline, 5 too soon since the baseline."
        )
        assert impact(teams[:1], RULE).words == "1 of 1 team judged."


class TestGroup:
    teams = (
        replace(RESPIRATORY, team="b", baseline=100.0, now=60.0),
        replace(RESPIRATORY, team="A", baseline=300.0, now=340.0, signal=Signal.COMMON_CAUSE),
        replace(RESPIRATORY, team="c", baseline=100.0, now=50.0, signal=Signal.CONCERN),
    )

    def test_stands_in_the_order_of_names_never_of_results(self):
        assert [change.team for change in impact(self.teams, RULE).changes] == ["A", "b", "c"]

    def test_adds_up_before_and_now(self):
        before, now, share = impact(self.teams, RULE).total
        assert (before, now, share) == (500, 450, pytest.approx(-0.1))

    def test_counts_what_the_rules_say(self):
        assert impact(self.teams, RULE).signals_words == "1 better, 1 worse, 1 no clear change"

    def test_without_a_team_has_no_range(self):
        assert spread(impact([], RULE).changes) is None

    def test_has_a_range_of_its_clear_changes_alone(self):
        """The third team is without a signal: it has no size in the range, whatever its average did."""
        found = spread(impact(self.teams, RULE).changes)
        assert found is not None and found.words == "40% to 50% lower in 2 teams"
        steady = [replace(team, signal=Signal.COMMON_CAUSE) for team in self.teams]
        assert spread(impact(steady, RULE).changes) is None

    def test_that_goes_both_ways_ranges_from_lower_to_higher(self):
        found = spread(impact([replace(team, signal=Signal.IMPROVEMENT) for team in self.teams], RULE).changes)
        assert found is not None and found.words == "50% lower to 13% higher in 3 teams"

    def test_has_a_middle_from_five_teams_on(self):
        teams = [replace(RESPIRATORY, team=str(n), now=400.0 - 10 * n) for n in range(5)]
        assert "the middle" not in spread(impact(teams[:4], RULE).changes).words
        assert "in 5 teams, the middle" in spread(impact(teams, RULE).changes).words

    def test_of_one_team_has_one_figure(self):
        found = spread(impact([RESPIRATORY], RULE).changes)
        assert found is not None and found.words == "21% lower in 1 team"


class TestCostChange:
    @pytest.mark.parametrize(("share", "words"), [(1.30, "30% more"), (2.15, "115% more"), (1.02, "2% more")])
    def test_published_productivity_is_patients_seen_a_week(self, share, words):
        found = cost_change([(1000.0, 100.0)] * 8, [(1000.0, 100.0 * share)] * 12, Signal.IMPROVEMENT)
        assert found is not None
        assert found.productivity_words == f"{words} patients a week"

    def test_tells_spending_from_patients(self):
        found = cost_change([(1000.0, 10.0)] * 8, [(1000.0, 20.0)] * 12)
        assert found is not None
        assert (found.split.price, found.split.volume, found.cost_share) == (0, -50, -0.5)
        assert found.split.sentence == "Cost per patient is down £50.00, all of it from seeing more patients."

    def test_that_is_none_says_so(self):
        found = cost_change([(1000.0, 10.0)], [(900.0, 10.0)], Signal.IMPROVEMENT)
        assert found is not None and found.productivity_words == "As many patients a week"

    def test_of_patients_without_a_signal_says_no_size(self):
        for signal in (Signal.COMMON_CAUSE, Signal.NOT_ENOUGH):
            found = cost_change([(1000.0, 10.0)] * 8, [(1000.0, 12.0)] * 12, signal)
            assert found is not None and found.productivity_words == "No clear change in patients a week"

    def test_needs_patients_on_both_sides(self):
        assert cost_change([], [(900.0, 10.0)]) is None
        assert cost_change([(1000.0, 10.0)], [(900.0, 0.0)]) is None

    def test_counts_a_week_in_which_nobody_was_seen(self):
        closed = cost_change([(1000.0, 10.0)] * 4, [(1000.0, 10.0)] * 3 + [(1000.0, 0.0)], Signal.CONCERN)
        assert closed is not None and closed.patients_share == pytest.approx(-0.25)
        assert closed.productivity_words == "25% fewer patients a week"

    def test_leaves_a_week_that_is_no_figure_out_of_both(self):
        odd = [(1000.0, 10.0), (float("nan"), 10.0), (1000.0, float("inf")), (1000.0, -5.0)]
        found = cost_change([(1000.0, 10.0)], odd)
        assert found is not None and (found.cost_share, found.patients_share) == (0.0, 0.0)

    def test_from_a_baseline_in_which_nobody_was_seen_is_none(self):
        assert cost_change([(1000.0, 0.0)], [(1000.0, 10.0)]) is None
