"""A scheme is halted, amended, closed and started again with a reason, and signed for by two people."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.small_ward import Ward
from vmboard.commands import benefits, projects, schemes
from vmboard.commands.undo import undo
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.schemes.register import SchemeState, Wanted, wanted
from vmboard.domain.schemes.triumvirate import Triumvirate
from vmboard.domain.words import BenefitKind, LinkRole, Role, Stage
from vmboard.queries.schemes import register
from vmboard.store.engine import transaction
from vmboard.store.tables import Benefit, Project, QualityImpact

TODAY = date(2026, 11, 18)
WORRIES = dict.fromkeys(("safety", "quality", "experience"), "Nothing we can think of")


@pytest.fixture
def milk(ward: Ward) -> int:
    """A project that claims money, with its assessment written and a guard."""
    project: int = ward.do(projects.add_project, title="Milk ordering", today=TODAY).id
    ward.do(benefits.add_benefit, project, kind=BenefitKind.CASH, text="Less poured away", amount=90)
    ward.do(benefits.assess_impact, project, **WORRIES, checked_by="Dr Rae", checked_on=TODAY)
    ward.do(projects.link_measure, project, ward.falls_id, role=LinkRole.GUARD)
    return project


def decide(ward: Ward, project: int, state: SchemeState, reason: str = "", **more: int) -> None:
    ward.do(schemes.set_scheme_state, project, state=state, reason=reason, **more)


def sign(ward: Ward, project: int, medical: str = "Dr Rae", nursing: str = "Lorna Grant") -> None:
    ward.do(schemes.record_signature, project, profession="medical", by=medical, today=TODAY)
    ward.do(schemes.record_signature, project, profession="nursing", by=nursing, today=TODAY)


def test_halting_needs_a_reason_and_keeps_it_in_history(ward: Ward, milk: int) -> None:
    with pytest.raises(Refused, match="Say why it is halted"):
        decide(ward, milk, SchemeState.HALTED, " ")
    before = ward.revision()
    decide(ward, milk, SchemeState.HALTED, "The crash trolley was short")
    assert ward.row(Project, milk).scheme_state is SchemeState.HALTED
    (row,) = ward.history(before)
    assert (row.verb, row.reason, row.actor_name) == ("halt scheme", "The crash trolley was short", "Jo Douglas")


@pytest.mark.parametrize("to", [Stage.TESTING, Stage.EMBEDDED])
def test_a_halted_scheme_is_not_moved_on(ward: Ward, milk: int, to: Stage) -> None:
    decide(ward, milk, SchemeState.HALTED, "The crash trolley was short")
    with pytest.raises(Refused, match="is halted"):
        ward.do(projects.move_project, milk, to=to, today=TODAY, reason="The tile says so")
    ward.do(projects.move_project, milk, to=Stage.PARKED, today=TODAY)


def test_a_halted_scheme_with_money_starts_again_once_both_have_signed(ward: Ward, milk: int) -> None:
    decide(ward, milk, SchemeState.HALTED, "The crash trolley was short")
    with pytest.raises(Refused, match="Both sign-offs"):
        decide(ward, milk, SchemeState.ACTIVE)
    sign(ward, milk)
    decide(ward, milk, SchemeState.ACTIVE)
    ward.do(projects.move_project, milk, to=Stage.TESTING, today=TODAY)
    assert ward.row(Project, milk).scheme_state is SchemeState.ACTIVE


def test_a_scheme_may_be_amended_again_and_every_reason_is_kept(ward: Ward, milk: int) -> None:
    for reason in ("Only in Bay 1", "Only at weekends"):
        decide(ward, milk, SchemeState.AMENDED, reason)
    kept = [row.reason for row in ward.history() if row.verb == "amend scheme"]
    assert kept == ["Only in Bay 1", "Only at weekends"]


def test_money_comes_back_to_what_is_tested_only_with_its_guard_and_its_assessment(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(projects.move_project, milk, to=Stage.TESTING, today=TODAY)
    (cash,) = ward.ask(lambda session: session.scalars(select(Benefit.id).where(Benefit.project_id == milk)).all())
    with pytest.raises(Refused, match="cannot do without"):
        ward.do(benefits.assess_impact, milk, checked_by="")
    ward.do(benefits.remove_benefit, cash)
    ward.do(projects.unlink_measure, milk, ward.falls_id)
    with pytest.raises(Refused, match="cannot do without"):
        ward.do(benefits.restore_benefit, cash)
    assert ward.row(Benefit, cash).removed


def test_a_closed_scheme_is_opened_again_and_not_halted(ward: Ward, milk: int) -> None:
    decide(ward, milk, SchemeState.CLOSED)
    with pytest.raises(Refused, match="cannot become halted"):
        decide(ward, milk, SchemeState.HALTED, "Too late")
    decide(ward, milk, SchemeState.ACTIVE)


def test_a_decision_over_a_newer_one_is_a_clash(ward: Ward, milk: int) -> None:
    seen = ward.row(Project, milk).version
    decide(ward, milk, SchemeState.AMENDED, "Only in Bay 1")
    with pytest.raises(Clash):
        decide(ward, milk, SchemeState.CLOSED, version=seen)


def test_a_project_that_claims_nothing_is_no_scheme(ward: Ward) -> None:
    idea = ward.do(projects.add_project, title="Quiet hour", today=TODAY).id
    with pytest.raises(Refused, match="claims nothing"):
        decide(ward, idea, SchemeState.HALTED, "Why not")


def test_two_people_sign_each_with_a_name_and_the_day(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    row = ward.row(QualityImpact, milk)
    assert (row.medical_by, row.medical_on, row.nursing_by, row.nursing_on) == ("Dr Rae", TODAY, "Lorna Grant", TODAY)
    assert [h.reason for h in ward.history() if h.verb == "record signature"] == [
        "For medicine: Dr Rae", "For nursing: Lorna Grant",
    ]  # fmt: skip


@pytest.mark.parametrize(("by", "said"), [("", "who has looked"), ("  ", "who has looked"), ("DR  RAE", "Two people")])
def test_no_name_and_the_same_name_twice_are_no_signature(ward: Ward, milk: int, by: str, said: str) -> None:
    ward.do(schemes.record_signature, milk, profession="medical", by="Dr Rae", today=TODAY)
    with pytest.raises(Refused, match=said):
        ward.do(schemes.record_signature, milk, profession="nursing", by=by, today=TODAY)


def test_nobody_signs_what_is_not_written(ward: Ward) -> None:
    idea = ward.do(projects.add_project, title="Cheaper gloves", today=TODAY).id
    with pytest.raises(Refused, match="Write down first"):
        ward.do(schemes.record_signature, idea, profession="medical", by="Dr Rae", today=TODAY)


def test_a_signature_can_be_taken_back(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(schemes.unsign_impact, milk, profession="medical")
    row = ward.row(QualityImpact, milk)
    assert (row.medical_by, row.medical_on, row.nursing_by) == ("", None, "Lorna Grant")


def test_only_leads_and_managers_decide(ward: Ward, milk: int) -> None:
    member = Actor("Jo", person=Person(member_of=ward.team_id))
    coach = Actor("Isla", person=Person(grants=(Grant(ward.team_id, Role.COACH, may_edit=True),)))
    for actor in (member, coach):
        with transaction(ward.bind) as session, pytest.raises(NotAllowed):
            schemes.set_scheme_state(session, actor, ward.team_id, milk, state=SchemeState.CLOSED)


def test_a_doctor_a_nurse_and_a_general_manager_own_a_scheme_and_it_is_taken_back(ward: Ward, milk: int) -> None:
    owners = Triumvirate("Dr Fiona Ross", "  Lorna Grant ", "Iona Maclean")
    before = ward.revision()
    ward.do(schemes.set_scheme_owners, milk, owners=owners)
    (line,) = ward.ask(lambda session: register(session, ward.nurse, TODAY))
    assert line.scheme.owners.names == ("Dr Fiona Ross", "Lorna Grant", "Iona Maclean")
    assert wanted([line.scheme], Wanted(words="lorna")) and not wanted([line.scheme], Wanted(words="nobody"))
    (row,) = ward.history(before)
    assert row.verb == "set scheme owners"
    ward.do(undo, row.revision)
    assert ward.row(Project, milk).medical_owner == ""
    with pytest.raises(Clash):
        ward.do(schemes.set_scheme_owners, milk, owners=owners, version=1)


def test_what_claims_nothing_is_no_scheme_and_has_no_owners_beyond_its_own(ward: Ward) -> None:
    idea = ward.do(projects.add_project, title="Quiet nights", today=TODAY).id
    with pytest.raises(Refused, match="claims nothing"):
        ward.do(schemes.set_scheme_owners, idea, owners=Triumvirate("Dr Fiona Ross"))
