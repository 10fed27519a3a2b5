"""A manager's sign-in knows the teams below: those next under theirs, whose questions come to them, and all others."""

from datetime import UTC, datetime

from sqlalchemy import Engine

from tests.small_ward import Ward, small_ward, stands_below
from vmboard.commands import accounts, escalations, sign_in
from vmboard.commands.actions import raise_action
from vmboard.domain.access import Actor
from vmboard.domain.permissions import Thing, may
from vmboard.domain.words import Role
from vmboard.queries.board import board
from vmboard.queries.escalations import escalations as all_escalations
from vmboard.queries.past import past_board
from vmboard.queries.sign_in import actor_of, who
from vmboard.queries.teams import teams
from vmboard.store.engine import transaction

NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
PASSWORD = "trolley bay lantern"


def manager(ward: Ward, of: Ward) -> Actor:
    """Somebody who manages a team, signed in for real."""
    with transaction(ward.bind, now=NOW) as session:
        made = accounts.add_account(session, ward.nurse, name="Iona Maclean", email="i@nhs.scot", password=PASSWORD)
        accounts.grant(session, ward.nurse, of.team_id, made.id, role=Role.MANAGER)
    tried = sign_in.sign_in_with_password(
        ward.bind, email="i@nhs.scot", password=PASSWORD, browser="Chrome", now=NOW
    )  # fmt: skip
    found = who(ward.bind, tried.token, NOW)
    assert found is not None
    return actor_of(found)


def test_a_manager_of_the_hospitals_board_reads_the_wards_two_levels_down(bind: Engine) -> None:
    ward = small_ward(bind)
    division = stands_below(ward)
    hospital = stands_below(division, "Hospital board")
    iona = manager(ward, hospital)
    assert iona.person.below == {division.team_id}
    assert iona.person.all_below == {division.team_id, ward.team_id}
    assert ward.ask(lambda session: board(session, iona, ward.team_id, TODAY)).team_name == "Ward 7A"
    assert ward.ask(lambda session: past_board(session, iona, ward.team_id, TODAY)).team_name == "Ward 7A"
    assert {one.name for one in ward.ask(lambda session: teams(session, iona))} == {
        "Ward 7A", "Division", "Hospital board",
    }  # fmt: skip
    assert not may(iona.person, "actions.complete", Thing(ward.team_id))


def test_what_a_ward_sent_up_is_read_by_all_above_and_answered_step_by_step(bind: Engine) -> None:
    ward = small_ward(bind)
    division = stands_below(ward)
    hospital = stands_below(stands_below(division, "Site"), "Hospital board")
    iona = manager(ward, hospital)
    asked = ward.do(raise_action, text="A second porter", today=TODAY).id
    ward.do(escalations.escalate, asked, reason="Nobody on Sundays", today=TODAY)
    assert [one.text for one in ward.ask(lambda session: all_escalations(session, iona, TODAY))] == ["A second porter"]
    answers = "escalations.answer"
    assert not may(iona.person, answers, Thing(division.team_id, escalated=True)), "it is two steps away"
    assert may(iona.person, answers, Thing(hospital.team_id, escalated=True))


def test_a_manager_of_a_division_reads_nothing_of_the_teams_above_and_beside(bind: Engine) -> None:
    ward = small_ward(bind)
    division = stands_below(ward)
    hospital = stands_below(division, "Hospital board")
    iona = manager(ward, division)
    assert iona.person.all_below == {ward.team_id}
    assert not may(iona.person, "read.board.board", Thing(hospital.team_id))
