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
    check_score,
    check_visit,
    confidence,
    open_steps,
    own_confidence,
    promises_words,
    readable,
    usual_level,
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
    stands = [PromiseState.OVERDUE, PromiseState.KEPT, PromiseState.NOT_YET, PromiseState.KEPT]
    assert promises_words(stands) == "4 promises: 2 kept, 1 not yet, 1 overdue"
    assert promises_words([PromiseState.OVERDUE]) == "1 promise: 1 overdue"
    assert promises_words([]) == ""


class TestNextStep:
    def test_of_every_level_and_everybody_is_open_the_newest_first(self):
        service = replace(VISIT, on=date(2026, 11, 10), level=Level.SERVICE, next_step="See the budget")
        theirs = replace(VISIT, on=date(2026, 11, 12), author="Rory", next_step="Come to the huddle")
        assert open_steps([VISIT, service, theirs], "Ailsa") == (theirs, service, VISIT)

    def test_is_over_once_its_author_visits_that_level_again_without_it(self):
        later = replace(VISIT, on=date(2026, 11, 10), next_step=" ")
        assert open_steps([later, VISIT], "Ailsa") == ()
        assert open_steps([replace(later, author="Rory"), VISIT], "Ailsa") == (VISIT,)

    def test_of_a_private_visit_is_told_only_to_who_wrote_it(self):
        later = replace(VISIT, on=date(2026, 11, 10), next_step="Speak to the sponsor", private=True)
        assert open_steps([VISIT, later], "Ailsa") == (later,)
        assert open_steps([VISIT, later], "Rory") == (VISIT,)


@pytest.mark.parametrize(
    ("mine", "usual"),
    [
        ([], Level.WARD),
        ([Level.EXECUTIVE, Level.SERVICE, Level.SERVICE], Level.SERVICE),
        ([Level.EXECUTIVE, Level.SERVICE], Level.EXECUTIVE),
    ],
)
def test_the_usual_level_is_where_one_visits_most_and_of_two_the_newer(mine, usual):
    assert usual_level(mine) is usual


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
    def test_is_the_mean_of_a_month_that_is_over_each_person_once_with_their_latest(self):
        ratings = [Rating(date(2026, 10, day), who, score) for who, (day, score) in enumerate([(3, 6)] * 5)]
        ratings.append(Rating(date(2026, 10, 20), 0, 9))
        assert [one.words for one in confidence(ratings[::-1], TODAY)] == ["7 of 10, from 5 people"]

    def test_of_a_month_that_goes_on_is_not_told_and_its_answers_are_counted(self):
        (now,) = confidence([Rating(TODAY, who, 8) for who in range(6)], TODAY)
        assert (now.mean, now.is_open, now.words) == (None, True, "6 answers so far")

    def test_of_fewer_than_five_people_is_kept_private(self):
        four = [Rating(date(2026, 9, 1), who, 7) for who in range(4)]
        five = [Rating(date(2026, 10, 1), who, 7) for who in range(5)]
        told = confidence(four + five, TODAY)
        assert [(one.month.month, one.mean, one.people) for one in told] == [(9, None, 0), (10, 7, 5)]
        assert told[0].words == "Fewer than 5 people answered: kept private"

    def test_of_my_own_is_shown_to_me_at_once(self):
        assert [one.words for one in own_confidence([Rating(TODAY, 1, 4)])] == ["4 of 10"]

    @pytest.mark.parametrize(("score", "words"), [(10, "8 or more"), (8, "8 or more"), (1, "2 or less"), (3, "3")])
    def test_of_the_ends_of_the_scale_is_told_as_one(self, score, words):
        told = confidence([Rating(date(2026, 10, 1), who, score) for who in range(5)], TODAY)
        assert told[0].words == f"{words} of 10, from 5 people"

    @pytest.mark.parametrize("score", [-1, 11, True, 7.5])
    def test_is_a_whole_number_from_0_to_10(self, score):
        with pytest.raises(Refused):
            check_score(score)
        assert (check_score(0), check_score(10)) == (0, 10)


def test_a_visit_of_today_and_promises_of_its_own_day_are_taken():
    today = replace(VISIT, on=TODAY, promises=(Promise("Ring", by=TODAY, kept_on=TODAY), Promise("Mend")))
    check_visit(today, TODAY)
    check_visit(replace(VISIT, asked="", next_step="", promises=(Promise("Ring"),)), TODAY)
    check_visit(replace(VISIT, asked="Well?", next_step=""), TODAY)


def test_visits_of_one_day_stand_in_the_order_they_came():
    first, second = replace(VISIT, asked="A"), replace(VISIT, asked="B")
    assert readable([first, second], "x") == (first, second)


def test_two_months_of_confidence_stand_oldest_first_and_each_counts_its_own():
    ratings = [Rating(date(2026, month, 30), who, month - 5) for month in (10, 9) for who in range(5)]
    told = confidence(ratings, TODAY)
    assert [(one.month, one.mean) for one in told] == [(date(2026, 9, 1), 4), (date(2026, 10, 1), 5)]
    changed = [*ratings, Rating(date(2026, 10, 1), 0, 10)]
    assert confidence(changed, TODAY)[1].mean == 5, "an earlier rating of the same month is not the latest"
