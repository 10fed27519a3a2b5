"""No single answer can be worked out from what is told: tried by arithmetic, on every group there can be."""

from datetime import date

import pytest

from vmboard.domain.coaching.log import CONFIDENT, Rating, confidence
from vmboard.domain.coaching.self_assessment import SAID
from vmboard.domain.coaching.small_groups import Scale, told_mean

SCALES = pytest.mark.parametrize("scale", [CONFIDENT, SAID], ids=["confidence", "self-assessment"])
TODAY = date(2026, 11, 18)


def mean_told(total: int, people: int, scale: Scale) -> int | None:
    """What a group with this sum is told; only the sum of its answers can matter."""
    each, more = divmod(total, people)
    return told_mean([each + 1] * more + [each] * (people - more), scale)


def possible(told: int, people: int, mine: int, scale: Scale) -> set[int]:
    """What somebody else may have answered, for one who knows their own answer and what is told."""
    sums = [total for total in range(people * scale.top + 1) if mean_told(total, people, scale) == told]
    most_of_the_rest = scale.top * (people - 2)
    return {
        theirs
        for theirs in range(scale.top + 1)
        if any(0 <= total - mine - theirs <= most_of_the_rest for total in sums)
    }


@SCALES
def test_who_knows_their_own_answer_can_work_out_nobody_elses(scale: Scale) -> None:
    for people in range(5, 31):
        for told in range(scale.least, scale.most + 1):
            for mine in range(scale.top + 1):
                others = possible(told, people, mine, scale)
                assert len(others) != 1, (people, told, mine)


def test_without_the_folded_ends_it_could_be_worked_out() -> None:
    assert possible(0, 5, 2, Scale(10, fold=0)) == {0}, "five of mean 0 with my 2: all others said 0"


def test_no_answer_given_now_moves_a_figure_that_is_told() -> None:
    """After every touch of a month what is told is what was told before it, so no two figures have a difference."""
    ratings = [Rating(date(2026, 10, 1), who, 6) for who in range(5)]
    told = {tuple(one.mean for one in confidence(ratings, TODAY) if not one.is_open)}
    for who, score in enumerate((0, 10, 3, 7, 10, 1)):
        ratings.append(Rating(TODAY, 10 + who, score))
        seen = confidence(ratings, TODAY)
        told.add(tuple(one.mean for one in seen if not one.is_open))
        assert [one.mean for one in seen if one.is_open] == [None]
    assert told == {(6,)}


@SCALES
def test_what_is_told_is_a_whole_number_of_five_or_more(scale: Scale) -> None:
    for total in range(5 * scale.top + 1):
        assert mean_told(total, 5, scale) in range(scale.least, scale.most + 1)
    assert told_mean([scale.top] * 4, scale) is None
