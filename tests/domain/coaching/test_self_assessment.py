"""A team looks at its own conditions: the profile, what is kept private, and what to do about the gaps."""

from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.coaching.self_assessment import (
    ITEMS,
    SCALE,
    Item,
    agreed_profile,
    check_answers,
    check_set,
    gaps,
    over_time,
    profile,
)
from vmboard.domain.refusals import Refused

EVERY = [item.key for group in ITEMS for item in group.items]


def all_say(answer: int, people: int = 5, **others: int) -> list[dict[str, int]]:
    return [dict.fromkeys(EVERY, answer) | others for _ in range(people)]


def test_the_set_to_start_from_is_the_programmes():
    assert [(group.title, len(group.items)) for group in ITEMS] == [
        ("Organisation and culture", 5), ("Infrastructure", 6), ("Team", 7),
    ]  # fmt: skip
    assert ITEMS[1].items[3].words == "timely data from finance and service planning"
    check_set(ITEMS)


def test_the_scale_runs_from_not_yet_to_fully():
    assert (SCALE[0], SCALE[4], len(SCALE)) == ("Not yet", "Fully", 5)


class TestProfile:
    def test_is_the_mean_of_each_item_and_group(self):
        answers = all_say(2, 3) + all_say(4, 2, sponsor=1)
        found = profile(answers)
        assert [round(group.mean or 0, 2) for group in found.groups] == [3, 2.83, 3], (
            "of whole numbers, as they are told"
        )
        assert found.words == "5 people answered"

    def test_counts_each_item_by_those_who_answered_it(self):
        answers = [*all_say(2, 5), {"sponsor": 4}]
        sponsor = profile(answers).groups[1].items[0]
        assert (sponsor.answered, sponsor.mean) == (6, 2)

    def test_of_fewer_than_five_people_is_kept_private(self):
        found = profile(all_say(2, 4))
        assert found.words == "Fewer than 5 people answered: kept private"
        assert all(one.mean is None and one.answered == 0 for group in found.groups for one in group.items)
        assert all(group.mean is None for group in found.groups)
        assert profile(all_say(2, 5)).groups[0].mean == 2

    def test_keeps_an_item_private_that_fewer_than_five_answered_and_leaves_it_out_of_its_group(self):
        answers = all_say(2, 5, sponsor=0)
        del answers[0]["sponsor"]
        infrastructure = profile(answers).groups[1]
        assert (infrastructure.items[0].mean, infrastructure.mean) == (None, 2)

    def test_agreed_together_in_the_room_is_shown(self):
        found = agreed_profile(all_say(4, 1)[0] | {"sponsor": 0})
        assert (found.groups[2].mean, found.groups[1].items[0].mean) == (4, 0)

    def test_of_a_month_that_goes_on_tells_no_answer(self):
        found = profile(all_say(3, 6), is_open=True)
        assert found.words == "6 answers so far. They are told once the month is over"
        assert all(one.mean is None for group in found.groups for one in group.items)

    def test_tells_the_ends_of_the_scale_as_one(self):
        told = [profile(all_say(answer)).groups[0].items[0].mean for answer in range(5)]
        assert told == [1, 1, 2, 3, 3]

    def test_of_nobody_says_so(self):
        assert profile([]).words == "Nobody has answered yet"
        assert profile([{}, {}]).words == "Nobody has answered yet"


class TestOverTime:
    then, now = agreed_profile(all_say(1)[0]), agreed_profile(all_say(1, sponsor=4, co_production=0)[0])
    may, today = date(2026, 5, 3), date(2026, 11, 18)

    def test_says_how_each_group_moved(self):
        told = [step.words(self.may, self.today) for step in over_time(self.then, self.now)]
        assert told == [
            "Organisation and culture: 1.0 of 4, as it was on 3 May",
            "Infrastructure: 1.5 of 4, up 0.5 since 3 May",
            "Team: 0.9 of 4, down 0.1 since 3 May",
        ]

    def test_says_nothing_of_what_is_kept_private(self):
        told = over_time(self.then, profile(all_say(1, 4)))
        assert {step.change for step in told} == {None}
        assert told[0].words(self.may, self.today) == "Organisation and culture: kept private"
        assert over_time(profile([]), self.now)[0].words(self.may, self.today) == "Organisation and culture: 1.0 of 4"


class TestGaps:
    def test_are_the_lowest_items_with_an_action_to_start_from(self):
        found = gaps(agreed_profile(all_say(3, sponsor=1, power=0, coaching=2, patience=2)[0]))
        assert [(gap.item.key, gap.mean) for gap in found] == [("power", 0), ("sponsor", 1), ("patience", 2)]
        assert found[1].action == "Agree one next step for “senior sponsor”"

    def test_fit_in_the_list_of_actions(self):
        assert all(len(gap.action) <= 140 for gap in gaps(profile(all_say(0)), most=99))

    def test_are_none_where_all_is_well_or_private(self):
        assert gaps(profile(all_say(3))) == ()
        assert gaps(profile(all_say(0, 4))) == ()


class TestChecks:
    @pytest.mark.parametrize("answer", [-1, 5, True, 2.5])
    def test_refuse_an_answer_off_the_scale(self, answer):
        with pytest.raises(Refused, match="from 0, not yet, to 4, fully"):
            check_answers({"sponsor": answer})

    def test_refuse_an_item_that_is_not_there(self):
        with pytest.raises(Refused):
            check_answers({"weather": 3})
        assert check_answers({"sponsor": 0}) == {"sponsor": 0}

    @pytest.mark.parametrize(
        "items",
        [(), (Item("a", " "),), (Item(" ", "x"),), (Item("a", "x"), Item("b", " ")), (Item("a", "x"), Item("a", "y"))],
    )
    def test_refuse_a_set_that_cannot_be_asked(self, items):
        with pytest.raises(Refused):
            check_set([replace(ITEMS[0], items=items)])

    def test_refuse_two_groups_of_one_key_and_one_without_a_title(self):
        check_set(ITEMS)
        for groups in ([ITEMS[0], replace(ITEMS[1], key=ITEMS[0].key)], [ITEMS[0], replace(ITEMS[1], title=" ")], []):
            with pytest.raises(Refused):
                check_set(groups)

    def test_keep_their_keys_whatever_words_are_edited(self):
        """Answers are kept by key: another key is another item, and what was said of it is lost."""
        assert EVERY == [
            "aligned", "senior_support", "methods", "testing_welcome", "patience", "sponsor", "ownership",
            "improvement_support", "timely_data", "local_priorities", "coaching", "co_production", "leader", "power",
            "exposure", "own_system", "weekly_data", "walk_rounds",
        ]  # fmt: skip
