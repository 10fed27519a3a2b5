"""What a report-out says has changed: against the board at the last huddle, or a week ago."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, WEEK, Ward, small_ward, stands_below
from vmboard.commands import actions, benefits, cycles, escalations, measures, projects
from vmboard.commands.huddles import hold_huddle
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.schemes import set_scheme_state
from vmboard.domain.reports.words import Audience
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.words import BenefitKind, Direction, Domain, Stage
from vmboard.queries.reports import pack, report_out
from vmboard.store.engine import reading, transaction

TODAY = MOMENT.date()
STEADY = [4.0, 5.0, 3.0, 4.0, 6.0, 4.0, 5.0, 3.0, 4.0, 5.0, 4.0, 5.0, 4.0]


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


def changed(ward: Ward) -> tuple[str, list[str]]:
    with reading(ward.bind) as session:
        seen = report_out(session, ward.nurse, ward.team_id, Audience.MANAGER, MOMENT.date())
    section = next(s for s in (*seen.before, *seen.after) if s.heading == "What changed")
    return seen.since_text, [f"{item.lead}: {item.words}" for item in section.items]


def test_a_signal_that_came_this_week_changed_and_one_that_stood_did_not(ward: Ward) -> None:
    ward.record(*STEADY, 30.0)
    assert changed(ward)[1][0].startswith("Falls: Worse.")
    ward.record(*STEADY, 30.0, 31.0)
    assert changed(ward) == ("since 11 Nov", [])


def test_it_is_told_against_the_last_huddle_however_many_weeks_came_since(ward: Ward) -> None:
    ward.record(*STEADY, 30.0, 31.0)
    ward.do(hold_huddle, held_on=date(2026, 11, 5), minutes=12, people=4)
    since, said = changed(ward)
    assert "5 Nov" in since and said[0].startswith("Falls: Worse.")
    ward.do(hold_huddle, held_on=MOMENT.date(), minutes=12, people=4)
    assert "5 Nov" in changed(ward)[0], "the huddle of the day is where it is told"


def test_a_huddle_long_ago_is_none_to_tell_against(ward: Ward) -> None:
    ward.record(*STEADY)
    ward.do(hold_huddle, held_on=date(2026, 10, 5), minutes=12, people=4)
    assert "11 Nov" in changed(ward)[0]


def test_a_signal_that_is_over_is_told_too(ward: Ward) -> None:
    ward.record(*STEADY, 30.0, 4.0)
    (said,) = changed(ward)[1]
    assert said.startswith("Falls: Steady, no longer Worse.")


def section(ward: Ward, heading: str) -> list[str]:
    with reading(ward.bind) as session:
        seen = report_out(session, ward.nurse, ward.team_id, Audience.MANAGER, TODAY)
    (found,) = [s for s in (*seen.before, *seen.after) if s.heading.startswith(heading)]
    return [f"{item.lead}: {item.words}" for item in found.items]


def test_the_last_huddle_may_have_been_two_weeks_ago(ward: Ward) -> None:
    ward.do(hold_huddle, held_on=TODAY - timedelta(weeks=2), minutes=12, people=4)
    assert changed(ward)[0] == "since 4 Nov"


def test_what_moved_on_the_day_of_the_last_huddle_was_told_there(quick: Ward) -> None:
    last = TODAY - timedelta(weeks=1)
    quick.do(hold_huddle, held_on=last, minutes=12, people=4)
    for title, days in (("Quiet doors", 0), ("Comfort rounds", 1)):
        row = quick.do(projects.add_project, title=title, today=last - timedelta(weeks=3)).id
        quick.do(projects.move_project, row, to=Stage.TESTING, today=last - timedelta(weeks=2))
        quick.do(cycles.start_cycle, row, plan="One bay", prediction="Fewer", today=last - timedelta(weeks=2))
        day = last + timedelta(days=days)
        quick.do(projects.move_project, row, to=Stage.STOPPED, today=day, reason="It made no odds.")
    told = section(quick, "Projects")
    assert told[0].startswith("Stopped: Comfort rounds") and not any("Quiet doors" in words for words in told)


def test_a_halted_scheme_gives_nothing_back(quick: Ward) -> None:
    for title in ("Milk ordering", "Linen"):
        row = quick.do(projects.add_project, title=title, today=TODAY).id
        quick.do(benefits.add_benefit, row, kind=BenefitKind.CAPACITY, text="Less walking", amount=4.0)
    quick.do(set_scheme_state, row, state=SchemeState.HALTED, reason="Beds went without")
    assert [line.partition(":")[0] for line in section(quick, "Benefits claimed")] == ["Milk ordering"]


def test_what_was_answered_is_no_help_that_is_needed(quick: Ward) -> None:
    division, texts = stands_below(quick), ("A second porter", "New slings")
    sent = [quick.do(actions.raise_action, text=text, today=TODAY).id for text in texts]
    for action in sent:
        quick.do(escalations.escalate, action, reason="Nobody on Sundays", today=TODAY)
    assert len(section(quick, "The help we need")) == 2
    with transaction(quick.bind, now=MOMENT) as session:
        escalations.answer(session, division.nurse, quick.team_id, sent[0], words="From December", today=TODAY)
    (asked,) = section(quick, "The help we need")
    assert "New slings" in asked
    assert section(division, "The help we need") == [], "what a ward asks of it is the ward's need"


def test_peers_read_lines_of_what_the_public_may_see_and_of_nothing_else(quick: Ward) -> None:
    cost: dict[str, Any] = {"domain": Domain.COST, "direction": Direction.DECREASE, "unit": "£"}
    quick.do(measures.add_measure, name="Agency", **cost)
    quick.record(*STEADY)
    with reading(quick.bind) as session:
        of = {who: report_out(session, quick.nurse, quick.team_id, who, TODAY) for who in Audience}
    names = {who: [line.tile.name for line in seen.lines] for who, seen in of.items()}
    assert names == {Audience.MANAGER: ["Falls", "Agency"], Audience.SPONSOR: ["Falls", "Agency"],
                     Audience.PEERS: ["Falls"]}  # fmt: skip


def test_a_pack_counts_a_project_in_the_lane_it_came_to_last_and_none_that_was_removed(quick: Ward) -> None:
    for title in ("Comfort rounds", "Quiet doors", "Mats"):
        row = quick.do(projects.add_project, title=title, today=TODAY).id
        quick.do(projects.move_project, row, to=Stage.TESTING, today=TODAY)
        if title == "Quiet doors":
            quick.do(projects.move_project, row, to=Stage.EMBEDDED, today=TODAY, reason="It holds")
    quick.do(projects.remove_project, row)
    with reading(quick.bind) as session:
        seen = report_out(session, quick.nurse, quick.team_id, Audience.MANAGER, TODAY)
        (line,) = pack(session, quick.nurse, "All", Audience.MANAGER, TODAY, [seen], [quick.team_id]).across
    assert (line.testing, line.embedded) == (1, 1)


def test_what_is_blocked_and_stuck_is_asked_help_for_once(quick: Ward) -> None:
    row = quick.do(projects.add_project, title="Comfort rounds", today=TODAY - timedelta(days=90)).id
    quick.do(projects.move_project, row, to=Stage.TESTING, today=TODAY - timedelta(days=90))
    (stuck,) = section(quick, "The help we need")
    assert stuck.startswith("Comfort rounds: Nothing new for")
    quick.do(projects.block, row, reason="No slings")
    assert section(quick, "The help we need") == ["Comfort rounds is blocked: No slings"]


def test_what_is_late_keeps_the_names_it_waits_for_and_its_own(quick: Ward) -> None:
    row = quick.do(measures.add_measure, name="Infections: MRSA", domain=Domain.SAFETY, direction=Direction.DECREASE).id
    late = NewPoint(WEEK, None, waiting_for="Dr Rae in IT")
    quick.do(record_points, row, [NewPoint(WEEK - timedelta(weeks=1), 0.0), late])
    assert "Infections: MRSA: 1 week late, waiting for Dr Rae in IT" in changed(quick)[1]


def test_an_answer_stands_once_though_what_was_asked_for_has_a_colon(quick: Ward) -> None:
    division = stands_below(quick)
    action = quick.do(actions.raise_action, text="Beds: a second porter", today=TODAY).id
    quick.do(escalations.escalate, action, reason="Nobody on Sundays", today=TODAY)
    with transaction(quick.bind, now=MOMENT) as session:
        escalations.answer(session, division.nurse, quick.team_id, action, words="From December", today=TODAY)
    assert len(section(quick, "Actions and what was sent up")) == 1
