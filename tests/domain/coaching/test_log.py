"""The coaching log: what was promised and kept, what comes next, who may read it, and how confident people are."""

from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.coaching.log import (
    Level,
    Occasion,
    Promise,
    PromiseState,
    Rating,
    Visit,
    carried,
    check_score,
    check_visit,
    confidence,
    promises_words,
    readable,
)
from vmboard.domain.refusals import Refused

TODAY = date(2026, 11, 18)
VISIT = Visit(date(2026, 11, 3), Occasion.VISIT, Level.WARD, "Ailsa", "How is it going?", (), "Try the five questions")


def test_coaching_has_four_levels_and_coaches_are_coached_too():
    assert [level.label for level in Level] == ["Ward", "Service", "Middle management", "Executive", "Coach the coach"]


@pytest.mark.parametrize(
    ("promise", "stands", "words"),
    [
        (Promise("Ring estates"), PromiseState.NOT_YET, "Not yet"),
        (Promise("Ring estates", by=date(2026, 11, 20)), PromiseState.NOT_YET, "Not yet, promised by 20 Nov"),
        (Promise("Ring estates", by=TODAY), PromiseState.NOT_YET, "Not yet, promised by 18 Nov"),
        (Promise("Ring estates", by=date(2026, 11, 17)), PromiseState.OVERDUE, "1 day overdue"),
        (Promise("Ring estates", by=date(2026, 11, 15)), PromiseState.OVERDUE, "3 days overdue"),
        (Promise("Ring estates", date(2026, 11, 5), date(2026, 11, 10)), PromiseState.KEPT, "Kept 10 Nov"),
    ],
)
def test_a_promise_is_kept_or_not_yet_or_overdue(promise, stands, words):
    assert (promise.stands(TODAY), promise.words(TODAY)) == (stands, words)


def test_promises_are_counted_in_words():
    promises = (Promise("a", kept_on=TODAY), Promise("b", kept_on=TODAY), Promise("c"), Promise("d", VISIT.on))
    assert promises_words([replace(VISIT, promises=promises)], TODAY) == "4 promises: 2 kept, 1 not yet, 1 overdue"
    assert promises_words([VISIT], TODAY) == ""


class TestNextStep:
    def test_opens_the_next_visit_at_that_level(self):
        service = replace(VISIT, on=date(2026, 11, 10), level=Level.SERVICE, next_step="See the budget")
        assert carried([VISIT, service], Level.WARD, "Ailsa", TODAY) == "Last time, 3 Nov: Try the five questions"
        assert carried([VISIT, service], Level.EXECUTIVE, "Ailsa", TODAY) == ""

    def test_is_over_once_a_later_visit_does_not_repeat_it(self):
        later = replace(VISIT, on=date(2026, 11, 10), next_step=" ")
        assert carried([later, VISIT], Level.WARD, "Ailsa", TODAY) == ""

    def test_of_a_private_visit_is_told_only_to_who_wrote_it(self):
        later = replace(VISIT, on=date(2026, 11, 10), next_step="Speak to the sponsor", private=True)
        assert carried([VISIT, later], Level.WARD, "Ailsa", TODAY).endswith("Speak to the sponsor")
        assert carried([VISIT, later], Level.WARD, "Rory", TODAY).endswith("Try the five questions")


def test_the_log_shows_what_is_shared_and_what_is_mine_newest_first():
    private = replace(VISIT, on=date(2026, 11, 10), private=True)
    assert readable([VISIT, private], "Ailsa") == (private, VISIT)
    assert readable([VISIT, private], "Rory") == (VISIT,)


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": date(2026, 11, 19)},
        {"asked": " ", "next_step": ""},
        {"promises": (Promise(" "),)},
        {"promises": (Promise("Ring", by=date(2026, 11, 2)),)},
        {"promises": (Promise("Ring", kept_on=date(2026, 11, 2)),)},
    ],
)
def test_a_visit_that_cannot_be_is_refused(wrong):
    check_visit(VISIT, TODAY)
    with pytest.raises(Refused):
        check_visit(replace(VISIT, **wrong), TODAY)


class TestConfidence:
    def test_is_the_mean_of_a_month_each_person_once_with_their_latest(self):
        ratings = [Rating(date(2026, 11, day), who, score) for who, (day, score) in enumerate([(3, 6)] * 5)]
        ratings.append(Rating(date(2026, 11, 20), 0, 9))
        assert [one.words for one in confidence(ratings[::-1])] == ["6.6 of 10, from 5 people"]

    def test_of_fewer_than_five_people_is_kept_private(self):
        four = [Rating(date(2026, 10, 1), who, 8) for who in range(4)]
        five = [Rating(date(2026, 11, 1), who, 8) for who in range(5)]
        told = confidence(four + five)
        assert [(one.month.month, one.mean, one.people) for one in told] == [(10, None, 0), (11, 8, 5)]
        assert told[0].words == "Fewer than 5 people answered: kept private"

    def test_of_my_own_is_shown_to_me(self):
        assert [one.words for one in confidence([Rating(TODAY, 1, 4)], own=True)] == ["4.0 of 10, from 1 person"]

    @pytest.mark.parametrize("score", [-1, 11, True, 7.5])
    def test_is_a_whole_number_from_0_to_10(self, score):
        with pytest.raises(Refused):
            check_score(score)
        assert (check_score(0), check_score(10)) == (0, 10)
