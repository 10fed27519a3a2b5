"""Where somebody's day begins, whose pass a page carries, and that a board counts as opened once a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import TODAY
from tests.ui.conftest import NURSE, Ward, make_ward
from vmboard.commands.actions import raise_action
from vmboard.commands.escalations import answer, escalate
from vmboard.commands.opens import opens
from vmboard.commands.passes import read_pass
from vmboard.commands.teams import change_team
from vmboard.domain.access.actor import NOBODY_YET, Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.words import Role
from vmboard.queries import teams as queries
from vmboard.store.engine import reading, transaction
from vmboard.ui import frame, live, ways


def here_of(ward: Ward, actor: Actor = NURSE, today: date = TODAY) -> frame.Here:
    with reading(ward.bind) as session:
        team = queries.team(session, actor, ward.team_id)
        lines = tuple(queries.teams(session, actor))
    return frame.Here(team, actor, datetime.now(UTC), today, lines)


def begins(ward: Ward, person: Person) -> str:
    actor = Actor("Isla Munro", person=person, account_id=7)
    with reading(ward.bind) as session:
        return ways.home(session, actor, queries.teams(session, actor), TODAY)


@pytest.fixture
def above(ward: Ward) -> int:
    made = make_ward(ward.bind, "Division")
    ward.do(change_team, parent_id=made)
    return made


def test_of_one_team_one_begins_at_its_board_and_of_several_with_the_round(ward: Ward, above: int) -> None:
    grants = Grant(ward.team_id, Role.COACH), Grant(above, Role.COACH)
    assert begins(ward, Person(grants=grants[:1])) == "board"
    assert begins(ward, Person(grants=grants)) == "round"


def test_an_administrator_begins_with_the_teams_and_one_who_leads_a_team_at_its_board(ward: Ward, above: int) -> None:
    assert begins(ward, Person(is_administrator=True)) == "teams"
    assert begins(ward, Person(is_administrator=True, grants=(Grant(ward.team_id, Role.LEAD),))) == "board"


def test_a_manager_begins_with_what_waits_for_an_answer_until_it_has_one(ward: Ward, above: int) -> None:
    manager = Person(grants=(Grant(above, Role.MANAGER), Grant(ward.team_id, Role.MANAGER)))
    asked = ward.do(raise_action, text="Order slings", today=TODAY).id
    assert begins(ward, manager) == "round"
    ward.do(escalate, asked, reason="No budget code", today=TODAY)
    assert begins(ward, manager) == "escalations"
    with transaction(ward.bind) as session:
        answer(session, NURSE, ward.team_id, asked, words="Code 4711", today=TODAY)
    assert begins(ward, manager) == "round"


def test_a_page_carries_the_pass_of_whoever_is_there_now(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a ward's computer one name is picked after another in the same session."""
    monkeypatch.setattr(live.st, "session_state", {})
    names = [read_pass(ward.bind, live._pass(here_of(ward, actor))).name for actor in (NOBODY_YET, NURSE, NOBODY_YET)]
    assert names == [NOBODY_YET.name, NURSE.name, NOBODY_YET.name]


def test_a_board_counts_as_opened_once_a_day_and_anew_the_next(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame.st, "session_state", {})
    opens.taken(ward.bind)
    for day in (TODAY, TODAY, TODAY + timedelta(days=1)):
        frame._note_opened(here_of(ward, today=day))
    assert opens.taken(ward.bind) == {(ward.team_id, TODAY): 1, (ward.team_id, TODAY + timedelta(days=1)): 1}


def test_somebody_of_another_team_is_nobody_here_though_the_numbers_are_the_same(ward: Ward) -> None:
    here = here_of(ward)
    mine = here.team.members[0]
    there = replace(NURSE, member_id=mine.member_id, team_id=ward.team_id)
    assert frame.me(replace(here, actor=there)) == mine
    assert frame.me(replace(here, actor=replace(there, team_id=ward.team_id + 1))) is None
