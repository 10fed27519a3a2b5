"""Improvements move along their lanes, learn in cycles and are tied to what they should move."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.small_ward import Ward
from vmboard.commands import cycles, measures, projects, teams
from vmboard.commands.money import stage_of
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Decision, Direction, Domain, LinkRole, Stage, Step
from vmboard.store.engine import transaction
from vmboard.store.tables import PdsaCycle, Project, ProjectMeasure, StageMove

TODAY = date(2026, 11, 18)


@pytest.fixture
def rounds(ward: Ward) -> int:
    project: int = ward.do(projects.add_project, title="Comfort rounds", today=TODAY, owner_id=ward.nurse_id).id
    return project


def test_a_new_project_is_an_idea(ward: Ward, rounds: int) -> None:
    assert ward.ask(lambda session: stage_of(session, ward.team_id, rounds)) is Stage.IDEA


def test_a_project_stands_where_its_latest_move_took_it(ward: Ward, rounds: int) -> None:
    for stage in (Stage.TESTING, Stage.EMBEDDED, Stage.EMBEDDED, Stage.TESTING):
        ward.do(projects.move_project, rounds, to=stage, today=TODAY, reason="The tile says so")
    moves = ward.ask(lambda s: [m.to_stage for m in s.scalars(select(StageMove).order_by(StageMove.id))])
    assert moves == [Stage.IDEA, Stage.TESTING, Stage.EMBEDDED, Stage.TESTING]


def test_a_project_stops_only_with_what_was_learned(ward: Ward, rounds: int) -> None:
    with pytest.raises(Refused, match="what you learned"):
        ward.do(projects.move_project, rounds, to=Stage.STOPPED, today=TODAY, reason=" ")
    ward.do(projects.move_project, rounds, to=Stage.STOPPED, today=TODAY, reason="It woke people")
    assert ward.ask(lambda session: stage_of(session, ward.team_id, rounds)) is Stage.STOPPED


def test_cycles_are_numbered_and_keep_what_was_said_before(ward: Ward, rounds: int) -> None:
    for plan in ("One bay", "Both bays"):
        cycle = ward.do(cycles.start_cycle, rounds, plan=plan, prediction="Fewer falls", today=TODAY).id
        ward.do(cycles.advance_cycle, cycle, step=Step.STUDY, saw="One fall")
        ward.do(cycles.advance_cycle, cycle, step=Step.ACT, learned="Start at ten", decision=Decision.ADAPT)
    kept = ward.row(PdsaCycle, cycle)
    assert (kept.number, kept.plan, kept.step) == (2, "Both bays", Step.ACT)
    assert (kept.saw, kept.learned, kept.decision) == ("One fall", "Start at ten", Decision.ADAPT)


def test_a_measure_is_tied_once_and_its_role_may_change(ward: Ward, rounds: int) -> None:
    for role in (LinkRole.GUARD, LinkRole.OUTCOME):
        ward.do(projects.link_measure, rounds, ward.falls_id, role=role)
    assert ward.row(ProjectMeasure, rounds, ward.falls_id).role is LinkRole.OUTCOME
    ward.do(projects.unlink_measure, rounds, ward.falls_id)
    ward.do(projects.unlink_measure, rounds, ward.falls_id)
    assert ward.ask(lambda session: session.scalars(select(ProjectMeasure)).all()) == []


def test_blocked_needs_a_reason(ward: Ward, rounds: int) -> None:
    with pytest.raises(Refused, match="what blocks it"):
        ward.do(projects.block, rounds, reason="")
    ward.do(projects.block, rounds, reason="No slings")
    assert ward.row(Project, rounds).blocked_reason == "No slings"


@pytest.mark.parametrize("words", [{"title": ""}, {"title": "x" * 61}, {"benefit": "x" * 41}, {"aim": "x" * 2001}])
def test_words_that_are_missing_or_too_long_are_refused(ward: Ward, rounds: int, words: dict[str, str]) -> None:
    with pytest.raises(Refused):
        ward.do(projects.change_project, rounds, **words)


def test_owner_and_measure_must_be_the_teams_own(ward: Ward, rounds: int) -> None:
    with transaction(ward.bind) as session:
        other = teams.add_team(
            session, ward.nurse, organisation="NHS Highland", site="Raigmore Hospital", name="Ward 7B",
            timezone="Europe/London",
        ).id  # fmt: skip
        for n in range(9):  # so that its ids are not also this ward's
            stranger = teams.add_member(session, ward.nurse, other, name=f"Al Bo {n}", initials=f"A{n}").id
        theirs = measures.add_measure(
            session, ward.nurse, other, name="Pay", domain=Domain.COST, direction=Direction.DECREASE
        ).id
    with pytest.raises(Refused, match="not on this team"):
        ward.do(projects.change_project, rounds, owner_id=stranger)
    with pytest.raises(Refused, match="not on this team"):
        ward.do(projects.add_project, title="Slings", today=TODAY, owner_id=stranger)
    with pytest.raises(Refused, match="not on this team"):
        ward.do(projects.link_measure, rounds, theirs, role=LinkRole.OUTCOME)
