"""What a sampling of activity says: its shares, how sure they are, and what the next one takes."""

from datetime import UTC, datetime, timedelta

import numpy
import pytest

from vmboard.domain.sampling import CATEGORIES, ENOUGH, FILLS, estimate, looks_needed, moments, rounds_needed, wilson
from vmboard.domain.words import TimeUse

START = datetime(2026, 11, 18, 7, 30, tzinfo=UTC)
P, N, A, OUT = TimeUse


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe 1998, Statistics in Medicine 17:857–872, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_an_interval_is_the_published_one(hits: int, of: int, low: float, high: float) -> None:
    assert wilson(hits, of) == pytest.approx((low, high), abs=0.00006)


def test_nothing_seen_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert "Nothing sampled yet" in estimate({}).sentence


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.8])
@pytest.mark.parametrize("looks", [97, 385])
def test_it_holds_the_true_share_nineteen_times_in_twenty(share: float, looks: int) -> None:
    """A simulation: 5,000 samplings of a ward whose true share is known."""
    found = numpy.random.default_rng([looks, round(100 * share)]).binomial(looks, share, 5000).tolist()
    held = [low <= share <= high for low, high in (wilson(hits, looks) for hits in found)]
    assert 0.94 <= sum(held) / len(held) <= 0.98


@pytest.mark.parametrize(
    ("share", "margin", "looks"), [(0.5, 0.05, 385), (0.5, 0.10, 97), (0.2, 0.05, 246), (0.62, 0.05, 363)]
)
def test_the_looks_a_plan_takes(share: float, margin: float, looks: int) -> None:
    """1.96² × 0.5 × 0.5 ÷ 0.05² = 384.1, and so on."""
    assert looks_needed(share, margin) == looks


def test_a_plan_keeps_its_promise() -> None:
    """As many looks as planned tell the share that asks for most to 5 points either way."""
    for percent in range(10, 91, 5):
        of = looks_needed(percent / 100)
        low, high = wilson(round(of * percent / 100), of)
        assert round(100 * (high - low) / 2) == 5
    assert estimate({P: 190, N: 6, A: 4}).needed == ENOUGH, "never so few that they could not be judged by"


def test_the_three_shares_make_a_whole_and_a_break_is_no_part_of_it() -> None:
    week = estimate({P: 210, N: 96, A: 34, OUT: 25})
    assert [(share.use, share.hits, share.of) for share in week.shares] == [(P, 210, 340), (N, 96, 340), (A, 34, 340)]
    assert sum(share.percent for share in week.shares) == pytest.approx(100)
    assert week.shares[0].note == "Sampled: 210 of 340 looks, 95% interval 56–67%."
    assert week.sentence == "340 looks: enough to judge by. For 5 points either way, plan 363 next time."


def test_a_small_sampling_says_that_it_is_too_small() -> None:
    week = estimate({P: 12, N: 5, A: 3})
    assert not week.is_enough
    assert week.sentence.startswith("20 looks: too few to judge by, 97 is the least. For 5 points either way, plan 385")
    assert week.shares[0].note.endswith("Too few looks to judge by: 97 is the least.")
    assert estimate({P: ENOUGH}).is_enough and not estimate({P: ENOUGH - 1, OUT: 50}).is_enough


def test_where_everybody_was_found_alike_the_next_is_planned_as_if_nothing_were_known() -> None:
    assert estimate({P: 200}).needed == 385


def test_fixed_moments_stand_apart_by_their_minutes() -> None:
    shown = list(moments(7, START, 15, at_random=False, until=START + timedelta(hours=1)))
    assert [(moment - START).seconds // 60 for moment in shown] == [15, 30, 45]


def test_random_moments_fall_once_in_each_stretch_anywhere_in_it_and_the_same_again() -> None:
    until = START + timedelta(hours=12)
    shown = list(moments(7, START, 15, at_random=True, until=until))
    assert [(moment - START) // timedelta(minutes=15) for moment in shown] == list(range(48))
    within = [(moment - START) % timedelta(minutes=15) / timedelta(minutes=15) for moment in shown]
    assert min(within) < 0.1 and max(within) > 0.9 and 0.35 < sum(within) / 48 < 0.65
    assert shown == list(moments(7, START, 15, at_random=True, until=until))
    assert shown != list(moments(8, START, 15, at_random=True, until=until))


def test_rounds_are_looks_over_people() -> None:
    assert rounds_needed(385, 6) == 65 and rounds_needed(385, 0) == 385


def test_every_use_but_what_is_not_counted_fills_a_measure_and_has_a_category() -> None:
    assert set(FILLS) == set(TimeUse) - {OUT}
    assert {use for _, use in CATEGORIES} == set(TimeUse)
