"""Percentages before and after, and a group beside a comparison group: in points, each with its interval."""

import math

import pytest

from vmboard.domain.impact.point_differences import compare_points, point_difference
from vmboard.domain.impact.rate_ratios import Counts

RETURNED = Counts(310, 1000, 150, 1000)
"""31% of referrals returned before, 15% after."""
STEADY = Counts(300, 1000, 290, 1000)


def test_31_percent_to_15_percent_is_16_points_lower() -> None:
    change = point_difference(RETURNED)
    assert change is not None and change.is_clear
    assert change.change_words == "16 points lower"
    assert change.interval == "20 points lower to 12 points lower"


def test_the_interval_is_the_textbooks() -> None:
    change = point_difference(RETURNED)
    assert change is not None
    assert change.error == pytest.approx(100 * math.sqrt(0.31 * 0.69 / 1000 + 0.15 * 0.85 / 1000))


def test_two_groups_are_told_in_points_with_the_caution() -> None:
    told = compare_points(RETURNED, STEADY)
    assert told is not None
    assert told.sentences("referrals returned") == (
        "Referrals returned: 16 points lower in these teams, no clear change in the others.",
        "Set against the others: 15 points lower (95% interval: 20 points lower to 10 points lower).",
        "These teams chose referrals returned themselves, so some of the difference may be who they are.",
    )


def test_few_patients_make_no_clear_difference() -> None:
    told = compare_points(Counts(3, 10, 2, 10), Counts(4, 10, 4, 10))
    assert told is not None and "No clear difference between the two" in told.sentences("referrals")[1]


def test_a_percentage_that_stood_still_is_the_same() -> None:
    still = point_difference(Counts(20, 100, 20, 100))
    assert still is not None and still.change_words == "the same" and not still.is_clear


@pytest.mark.parametrize(
    "counts", [(3, 0, 3, 10), (3, 10, 3, 0), (11, 10, 3, 10), (-1, 10, 3, 10), (math.nan, 1, 1, 1)]
)
def test_what_is_no_proportion_has_no_difference(counts: tuple[float, float, float, float]) -> None:
    assert point_difference(Counts(*counts)) is None
    assert compare_points(Counts(*counts), STEADY) is None


def test_weeks_that_vary_more_than_by_chance_widen_the_interval_by_their_root() -> None:
    chance, wider = point_difference(RETURNED), point_difference(RETURNED, 4.0)
    assert chance is not None and wider is not None
    assert (wider.points, wider.error) == (chance.points, pytest.approx(2 * chance.error))


def test_one_team_of_which_the_rules_see_no_change_has_none_however_narrow_the_interval() -> None:
    told = compare_points(RETURNED, STEADY)
    assert told is not None
    steady = told.with_steady(True, False)
    assert steady.sentences("referrals")[0].startswith("Referrals: no clear change in these teams")
    assert steady.group.interval == "–"
