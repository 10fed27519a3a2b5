"""The coaching log and the self-assessment as a coach, a team and an administrator meet them."""

import re
from datetime import date

import pytest

from tests.ui.conftest import NURSE, Ward, go, text
from vmboard.commands import assessments, visits
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion, Promise, Readers
from vmboard.domain.coaching.self_assessment import ITEMS
from vmboard.queries.actions import actions
from vmboard.queries.assessments import self_assessment
from vmboard.queries.teams import team
from vmboard.queries.visits import coaching_log
from vmboard.store.engine import reading, transaction

TODAY = date(2026, 11, 18)
ALL = [item.key for group in ITEMS for item in group.items]


def logged(ward: Ward, actor: Actor = NURSE, **details: object) -> int:
    told = {"on": date(2026, 5, 3), "occasion": Occasion.VISIT, "level": Level.WARD, "asked": "What did you learn?"}
    with transaction(ward.bind) as session:
        row = visits.add_visit(session, actor, ward.team_id, today=TODAY, **(told | details))  # type: ignore[arg-type]
        return row.id


def members(ward: Ward) -> dict[str, Actor]:
    with reading(ward.bind) as session:
        found = team(session, NURSE, ward.team_id).members
    return {one.name: Actor(one.name, one.member_id, ward.team_id, APP) for one in found}


def assessed(ward: Ward, score: int, on: date = TODAY, **but: int) -> None:
    with transaction(ward.bind) as session:
        answers = dict.fromkeys(ALL, score) | but
        assessments.add_assessment(session, NURSE, ward.team_id, answers=answers, today=on)


def test_both_pages_are_linked_from_the_team_page(ward: Ward) -> None:
    words = text(ward.open("team"))
    assert "Coaching log" in words and "Self-assessment" in words


def test_a_visit_is_logged_with_its_promises_and_opens_the_next_one(ward: Ward) -> None:
    at = ward.open("visits")
    at.text_area(key=f"visit_asked_{ward.team_id}_0").input("What would you test?")
    at.text_input(key=f"visit_{ward.team_id}_0_promise_0").input("Jean: call finance")
    at.date_input(key=f"visit_{ward.team_id}_0_by_0").set_value(date(2026, 11, 25))
    at.text_area(key=f"visit_step_{ward.team_id}_0").input("Bring the chart")
    at.button(key=f"visit_save_{ward.team_id}_0").click().run()
    words = text(at)
    assert "18 Nov: Ward visit" in words and "What would you test?" in words
    assert "Jean: call finance" in words and "Not yet, promised by 25 Nov" in words
    assert "<b>Ward, 18 Nov: </b>Bring the chart" in words
    assert at.text_area(key=f"visit_asked_{ward.team_id}_1").value == "", "the form is empty again"


def test_a_refused_visit_keeps_what_was_typed(ward: Ward) -> None:
    at = ward.open("visits")
    at.date_input(key=f"visit_{ward.team_id}_0_by_0").set_value(date(2026, 11, 25))
    at.radio(key=f"visit_readers_{ward.team_id}_0").set_value(Readers.AUTHOR)
    at.button(key=f"visit_save_{ward.team_id}_0").click().run()
    assert "Say who you are first" in text(at)
    assert at.date_input(key=f"visit_{ward.team_id}_0_by_0").value == date(2026, 11, 25)


def test_every_open_next_step_is_over_the_form_whose_level_is_ones_own_usual(ward: Ward) -> None:
    ward.open("team")
    ward.is_someone("Morag Kerr")
    morag = members(ward)["Morag Kerr"]
    for day in (1, 2):
        logged(ward, morag, on=date(2026, 5, day), level=Level.SERVICE, next_step=f"Try the five questions, {day}")
    logged(ward, on=date(2026, 6, 1), level=Level.EXECUTIVE, next_step="Walk round again")
    at = go(ward.at, "visits")
    assert at.selectbox(key=f"visit_level_{ward.team_id}_0").value is Level.SERVICE, "not the level of whoever was last"
    words = text(at)
    assert "<b>Service, 2 May: </b>Try the five questions, 2" in words
    assert "<b>Executive, 1 Jun: </b>Walk round again" in words
    assert words.count("Try the five questions, 1") == 1, "repeated by a later visit, it is over: it stands in its own"


def test_the_heading_of_the_promises_counts_what_the_list_shows(ward: Ward) -> None:
    old = logged(ward, promises=[Promise("Long ago"), Promise("Lately"), Promise("Call", date(2026, 11, 1))])
    with transaction(ward.bind) as session:
        visits.keep_promise(session, NURSE, ward.team_id, old + 1, today=date(2026, 6, 1))
        visits.keep_promise(session, NURSE, ward.team_id, old + 2, today=date(2026, 11, 17))
    at = ward.open("visits")
    assert "2 promises: 1 kept, 1 overdue" in text(at)
    assert len([one for one in at.button if one.label in ("Kept", "Not kept")]) == 2


def test_an_open_promise_is_ticked_kept_and_not_kept_after_all(ward: Ward) -> None:
    logged(ward, promises=[Promise("Call finance", date(2026, 11, 1))])
    at = ward.open("visits")
    assert "17 days overdue" in text(at)
    next(one for one in at.button if one.label == "Kept").click().run()
    assert "Kept 18 Nov" in text(at) and "1 promise: 1 kept" in text(at)
    next(one for one in at.button if one.label == "Not kept").click().run()
    assert "17 days overdue" in text(at)


def test_a_private_note_is_on_the_page_of_its_author_only(ward: Ward) -> None:
    logged(ward, members(ward)["Morag Kerr"], asked="Was I too short with them?", private=True)
    assert "too short" not in text(ward.open("visits"))
    ward.is_someone("Jamie Drummond")
    assert "too short" not in text(go(ward.at, "visits"))
    ward.is_someone("Morag Kerr")
    words = text(go(ward.at, "visits"))
    assert "Was I too short with them?" in words and "Private: only you can read this" in words
    assert "too short" not in text(go(ward.at, "history"))


def test_a_visit_is_changed_and_where_two_did_both_texts_are_shown(ward: Ward) -> None:
    made = logged(ward)
    at = ward.open("visits")
    with transaction(ward.bind) as session:
        visits.change_visit(session, NURSE, ward.team_id, made, today=TODAY, asked="Theirs")
    at.text_area(key=f"visit_{made}_asked").input("Mine")
    at.button(key=f"save_{made}").click().run()
    assert "Someone else changed this too" in text(at) and "Theirs" in text(at) and "Mine" in text(at)
    at.button(key=f"mine_visit_{made}").click().run()
    with reading(ward.bind) as session:
        assert coaching_log(session, NURSE, ward.team_id, TODAY).visits[0].asked == "Mine"


def test_a_visit_is_taken_out_and_put_back(ward: Ward) -> None:
    made = logged(ward)
    at = ward.open("visits")
    at.button(key=f"remove_{made}").click().run()
    assert "No visit is logged yet." in text(at)
    at.button(key=f"restore_{made}").click().run()
    assert "Back in the log." in text(at)


def test_the_team_says_how_confident_it_feels_by_one_touch_each_and_hears_no_figure_meanwhile(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        for score in (6, 7, 8, 7, 7):
            visits.rate_confidence(session, NURSE, ward.team_id, score=score, today=date(2026, 10, 5))
    at = ward.open("visits")
    for score in (1, 7, 8, 7, 7):
        at.button(key=f"rate_team_{score}").click().run()
    assert "The team, October: 7 of 10, from 5 people. The team, November: 5 answers so far." in text(at)
    at.button(key="unrate_team").click().run()
    assert "The team, November: 4 answers so far." in text(at)


def test_a_team_assesses_itself_together_and_sees_where_it_stands(ward: Ward) -> None:
    at = ward.open("assessment")
    assert "Nobody has answered yet." in text(at)
    at.button_group(key="answers_0_leader").set_value("Mostly")
    at.button_group(key="answers_0_sponsor").set_value("Not yet")
    at.button(key="assess_save_0").click().run()
    words = text(at)
    assert "18 Nov, agreed together" in words
    assert "0.0 of 4" in words and "3.0 of 4" in words and "Senior sponsor" in words


def test_an_assessment_without_an_answer_is_refused(ward: Ward) -> None:
    at = ward.open("assessment")
    at.button(key="assess_save_0").click().run()
    assert "Answer at least one line." in text(at)


def test_answers_each_for_themselves_are_told_once_their_month_is_over(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        for score in (3, 3, 2, 3, 2):
            assessments.add_assessment(
                session, NURSE, ward.team_id, answers={"leader": score}, today=date(2026, 10, 5), agreed=False
            )
    at = ward.open("assessment")
    assert "October 2026, each for themselves" in text(at) and "2.6 of 4" not in text(at)
    at.button_group(key="assess_how").set_value("Each for yourself").run()
    at.button_group(key="answers_0_leader").set_value("Fully")
    at.button(key="assess_save_0").click().run()
    assert "November 2026, each for themselves: 1 answer so far. They are told once the month is over." in text(at)


def test_half_a_year_later_the_page_says_what_moved(ward: Ward) -> None:
    assessed(ward, 2, date(2026, 5, 18))
    assessed(ward, 3)
    assert "3.0 of 4, up 1.0 since 18 May" in text(ward.open("assessment"))


def test_a_gap_becomes_an_action_with_its_owner(ward: Ward) -> None:
    assessed(ward, 3, sponsor=0)
    morag = members(ward)["Morag Kerr"].member_id
    at = ward.open("assessment")
    at.selectbox(key="gap_owner_sponsor").set_value(morag)
    at.button(key="gap_now_sponsor").click().run()
    with reading(ward.bind) as session:
        raised = actions(session, NURSE, ward.team_id, TODAY).open
    assert [(one.text, one.owner) for one in raised] == [("Agree one next step for “senior sponsor”", "MK")]


def test_an_agreed_assessment_is_answered_anew_taken_out_and_put_back(ward: Ward) -> None:
    assessed(ward, 3)
    with reading(ward.bind) as session:
        made = self_assessment(session, NURSE, ward.team_id, TODAY).rounds[0].assessment_id
    at = ward.open("assessment")
    at.button_group(key=f"answers_again_{made}_leader").set_value("A little")
    at.button(key=f"again_save_{made}").click().run()
    assert "2.7 of 4" in text(at)
    at.button(key=f"assess_out_{made}").click().run()
    assert "Nobody has answered yet." in text(at)
    at.button(key=f"assess_back_{made}").click().run()
    assert "2.7 of 4" in text(at)


def test_an_administrator_changes_the_lines_that_all_teams_answer(ward: Ward) -> None:
    at = ward.open("assessment")
    at.text_input(key="set_0_team_leader").input("a leader who asks")
    at.text_input(key="set_0_team_more").input("time to test")
    at.text_input(key="set_0_team_power").input("")
    at.button(key="set_save").click().run()
    assert "Saved. All teams answer these lines from now on." in text(at)
    labels = [one.label for one in at.button_group]
    assert {"A leader who asks", "Time to test"} <= set(labels)
    assert not [one for one in labels if "Power to decide" in one]
    at.button(key="set_reset").click().run()
    assert not [one for one in at.button_group if "Power to decide" in one.label], "it asks first"
    at.button(key="yes_set_reset_0").click().run()
    assert [one for one in at.button_group if "Power to decide" in one.label]


@pytest.mark.parametrize("page", ["visits", "assessment"])
def test_words_that_look_like_markup_are_shown_as_typed(ward: Ward, page: str) -> None:
    nasty = "<b>*x*</b> $\\frac{1}{2}$"
    logged(ward, asked=nasty, next_step=nasty, promises=[Promise(nasty)])
    assert "<b>*x*" not in text(ward.open(page))
    labels = [one.label for one in (*ward.at.button, *ward.at.text_input, *ward.at.button_group)]
    assert not [one for one in labels if re.search(r"(?<!\\)\$\\frac|<b>\*", one)]
