"""Weeks that vary more than chance alone would have them."""

import math
from random import Random

import pytest

from vmboard.domain.impact.overdispersion import dispersion, dispersion_words


def test_is_pearsons_chi_squared_over_its_degrees_of_freedom() -> None:
    # By hand: 2, 4, 12 about a mean of 6 are (16 + 4 + 36) / 6, over 2 degrees of freedom.
    assert dispersion([[(2, 1), (4, 1), (12, 1)]]) == pytest.approx(56 / 6 / 2)


def test_is_taken_about_each_stretchs_own_rate() -> None:
    """A fall of the rate itself is the change that is looked for, and no spread."""
    assert dispersion([[(10, 1)] * 8, [(2, 1)] * 8]) == 1.0
    assert dispersion([[(10, 1)] * 8 + [(2, 1)] * 8]) > 1.5


def test_counts_busy_weeks_by_what_they_are_set_against() -> None:
    assert dispersion([[(10, 100), (20, 200), (5, 50)]]) == 1.0


def test_of_chance_alone_is_about_one_and_of_clusters_about_their_size() -> None:
    chance = Random(1)

    def poisson(mean: float) -> int:
        left, many = math.exp(-mean), -1
        product = 1.0
        while product > left:
            product *= chance.random()
            many += 1
        return many

    alone = [[(poisson(6.0), 1.0) for _ in range(26)] for _ in range(60)]
    assert dispersion(alone) == pytest.approx(1.0, abs=0.1)
    threes = [[(3 * poisson(2.0), 1.0) for _ in range(26)] for _ in range(60)]
    assert dispersion(threes) == pytest.approx(3.0, abs=0.3)


def test_of_percentages_is_that_of_so_many_out_of_so_many() -> None:
    weeks = [(4, 10), (6, 10), (5, 10)]
    assert dispersion([weeks], of_each=True) == 1.0
    assert dispersion([[(0, 10), (10, 10)]], of_each=True) == pytest.approx(20.0)


def test_is_one_where_nobody_can_say() -> None:
    assert dispersion([]) == dispersion([[(3, 1)]]) == dispersion([[(0, 1), (0, 1)]]) == 1.0
    assert dispersion([[(5, 0), (3, 1)]]) == 1.0
    assert dispersion([[(10, 10), (10, 10)]], of_each=True) == 1.0


def test_is_said_in_words() -> None:
    assert dispersion_words(1.0).startswith("Weeks vary no more than by chance alone")
    assert dispersion_words(2.34) == (
        "Weeks vary 2.3 times as much as by chance alone: the intervals are wider for it."
    )
