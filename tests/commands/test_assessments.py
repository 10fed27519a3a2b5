"""Self-assessment: answers of a team and of single people, profiles over time, and the set that is asked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.small_ward import Ward
from vmboard.commands import assessments
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.coaching.self_assessment import ITEMS, Group, Item
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.views.assessments import ItemSet, SelfAssessment
from vmboard.domain.words import Role
from vmboard.queries.assessments import item_set, self_assessment
from vmboard.store.engine import transaction

MAY, TODAY = date(2026, 5, 18), date(2026, 11, 18)
ALL = [item.key for group in ITEMS for item in group.items]
ADMINISTRATOR = Actor("Rhona Bell", person=Person(is_administrator=True), account_id=1)


def answered(ward: Ward, score: int, on: date = TODAY, **how: Any) -> int:
    answers = dict.fromkeys(ALL, score) | how.pop("but", {})
    return int(ward.do(assessments.add_assessment, answers=answers, today=on, **how).id)


def seen(ward: Ward) -> SelfAssessment:
    return ward.ask(lambda session: self_assessment(session, ward.nurse, ward.team_id, TODAY))


def asked(ward: Ward) -> ItemSet:
    return ward.ask(lambda session: item_set(session, ADMINISTRATOR))


def administered(ward: Ward, command: Callable[..., Any], **details: Any) -> None:
    with transaction(ward.bind) as session:
        command(session, ADMINISTRATOR, **details)


def test_what_a_team_agreed_on_is_its_profile_at_once(ward: Ward) -> None:
    answered(ward, 3, but={"leader": 1})
    now = seen(ward).now
    assert now is not None
    assert (now.title, now.author) == ("18 Nov, agreed together", "Jo Douglas")
    assert [group.mean for group in now.profile.groups] == [3, 3, pytest.approx(19 / 7)]


def test_two_assessments_half_a_year_apart_show_what_moved(ward: Ward) -> None:
    answered(ward, 2, MAY)
    answered(ward, 3)
    told = seen(ward)
    assert told.since == MAY
    assert told.steps[0].words(MAY, TODAY) == "Organisation and culture: 3.0 of 4, up 1.0 since 18 May"


def test_the_lowest_lines_are_gaps_each_with_an_action_to_start_from(ward: Ward) -> None:
    answered(ward, 3, but={"sponsor": 0, "leader": 1})
    assert [gap.action for gap in seen(ward).gaps] == [
        "Agree one next step for “senior sponsor”",
        "Agree one next step for “an engaged leader”",
    ]


def test_what_single_people_answered_is_told_of_five_once_their_month_is_over(ward: Ward) -> None:
    for score in (1, 2, 3, 4):
        answered(ward, score, MAY, agreed=False)
        answered(ward, score, agreed=False)
    told = seen(ward)
    assert (told.now, told.gaps, told.rounds[0].answers) == (None, (), ())
    assert [one.profile.words for one in told.rounds] == [
        "Fewer than 5 people answered: kept private", "4 answers so far. They are told once the month is over",
    ]  # fmt: skip
    answered(ward, 0, MAY, agreed=False)
    now = seen(ward).now
    assert now is not None and now.title == "May 2026, each for themselves"
    assert (now.profile.words, now.profile.groups[0].mean) == ("5 people answered", 2)


def test_a_coach_assesses_with_the_team_and_never_as_one_of_it(ward: Ward) -> None:
    coach = Actor("Isla", person=Person(grants=(Grant(ward.team_id, Role.COACH),)), account_id=7)

    def add(*, agreed: bool) -> int:
        with transaction(ward.bind) as session:
            return assessments.add_assessment(
                session, coach, ward.team_id, answers={"leader": 3}, today=TODAY, agreed=agreed
            ).id

    made = add(agreed=True)
    with pytest.raises(Refused, match="You answer with them, together"):
        add(agreed=False)
    with pytest.raises(NotAllowed), transaction(ward.bind) as session:
        assessments.remove_assessment(session, coach, ward.team_id, made)


def test_nobody_can_tell_who_answered_for_themselves(ward: Ward) -> None:
    answered(ward, 1, agreed=False)
    last = ward.history()[-1]
    assert (last.actor_name, last.actor_id, last.after["author"]) == ("Someone on the team", None, "")


def test_an_agreed_profile_is_not_compared_with_what_single_people_answered(ward: Ward) -> None:
    for score in range(5):
        answered(ward, score, MAY, agreed=False)
    answered(ward, 3)
    assert (seen(ward).since, len(seen(ward).rounds)) == (None, 2)


def test_an_answer_is_changed_and_a_change_on_an_older_one_is_a_clash(ward: Ward) -> None:
    made = answered(ward, 3)
    ward.do(assessments.change_assessment, made, answers={"leader": 4}, version=1)
    with pytest.raises(Clash):
        ward.do(assessments.change_assessment, made, answers={"leader": 0}, version=1)
    assert seen(ward).rounds[0].answers == (("leader", 4),)


def test_an_assessment_is_taken_out_and_put_back(ward: Ward) -> None:
    made = answered(ward, 3)
    ward.do(assessments.remove_assessment, made)
    assert (seen(ward).now, len(seen(ward).away)) == (None, 1)
    ward.do(assessments.restore_assessment, made)
    assert seen(ward).now is not None
    assert [one.verb for one in ward.history()[-3:]] == ["assess", "remove assessment", "restore assessment"]


def test_what_one_person_answered_is_never_opened_again(ward: Ward) -> None:
    made = answered(ward, 3, agreed=False)
    with pytest.raises(Refused):
        ward.do(assessments.change_assessment, made, answers={"leader": 4})
    with pytest.raises(Refused):
        ward.do(assessments.remove_assessment, made)


@pytest.mark.parametrize("answers", [{}, {"leader": 5}, {"nothing_of_ours": 1}], ids=["empty", "off", "unknown"])
def test_answers_that_say_nothing_or_are_off_the_scale_are_refused(ward: Ward, answers: dict[str, int]) -> None:
    with pytest.raises(Refused):
        ward.do(assessments.add_assessment, answers=answers, today=TODAY)


def test_an_administrator_edits_the_set_and_old_answers_stay_with_their_line(ward: Ward) -> None:
    answered(ward, 3, but={"leader": 1})
    groups = (Group("team", "Our team", (Item("leader", "a leader who asks"), Item("", "time to test"))),)
    administered(ward, assessments.set_items, groups=groups, version=0)
    now = seen(ward).now
    assert now is not None
    told = [(one.item.words, one.mean) for one in now.profile.groups[0].items]
    assert told == [("a leader who asks", 1), ("time to test", None)]
    assert (asked(ward).version, asked(ward).author) == (1, "Rhona Bell")
    administered(ward, assessments.reset_items)
    assert asked(ward).groups == ITEMS


def test_two_administrators_do_not_overwrite_each_other(ward: Ward) -> None:
    administered(ward, assessments.set_items, groups=ITEMS[:1], version=0)
    with pytest.raises(Clash):
        administered(ward, assessments.set_items, groups=ITEMS[1:], version=0)
    assert asked(ward).groups == ITEMS[:1]


def test_a_set_without_words_is_refused(ward: Ward) -> None:
    with pytest.raises(Refused):
        administered(ward, assessments.set_items, groups=(Group("team", "Team", ()),), version=0)


def test_a_team_answers_for_itself_and_does_not_change_what_is_asked(ward: Ward) -> None:
    member = Actor("Jo Douglas", ward.nurse_id, ward.team_id, Person(member_of=ward.team_id))
    with transaction(ward.bind) as session:
        assert assessments.add_assessment(session, member, ward.team_id, answers={"leader": 2}, today=TODAY)
        with pytest.raises(NotAllowed):
            assessments.set_items(session, member, groups=ITEMS, version=0)
