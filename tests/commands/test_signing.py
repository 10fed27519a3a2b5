"""Whoever signs for what could get worse signs these words: once they change, it is signed again."""

from datetime import date

import pytest

from tests.small_ward import Ward
from vmboard.commands import benefits, projects, schemes
from vmboard.commands.undo import undo
from vmboard.domain.access.actor import DEMO, Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.views.schemes import SchemeView
from vmboard.domain.words import BenefitKind, LinkRole, Profession, Role, Stage
from vmboard.files.register import write_register
from vmboard.queries.history import team_history
from vmboard.queries.project import project
from vmboard.queries.schemes import register, scheme
from vmboard.store.engine import transaction
from vmboard.store.tables import Benefit, QualityImpact

TODAY = date(2026, 11, 18)
WORRIES = dict.fromkeys(("safety", "quality", "experience"), "Nothing we can think of")
VOID = (
    "The quality impact assessment was changed after it was signed. It must be signed again "
    "for medicine (it was Dr Rae) and for nursing (it was Lorna Grant)."
)

CHANGED = "The quality impact assessment was changed on 18 Nov by Jo Douglas, after it was signed. "


@pytest.fixture
def milk(ward: Ward) -> int:
    """A project about money with its assessment written, not signed yet."""
    project: int = ward.do(projects.add_project, title="Milk ordering", today=TODAY).id
    ward.do(benefits.add_benefit, project, kind=BenefitKind.CASH, text="Less poured away", amount=90)
    ward.do(benefits.assess_impact, project, **WORRIES, checked_by="Dr Rae", checked_on=TODAY)
    return project


def sign(ward: Ward, project: int) -> None:
    ward.do(schemes.record_signature, project, profession="medical", by="Dr Rae", today=TODAY)
    ward.do(schemes.record_signature, project, profession="nursing", by="Lorna Grant", today=TODAY)


def signed(ward: Ward, project: int) -> tuple[str, date | None, str, date | None]:
    row = ward.row(QualityImpact, project)
    return row.medical_by, row.medical_on, row.nursing_by, row.nursing_on


def seen(ward: Ward, project: int) -> SchemeView:
    return ward.ask(lambda session: scheme(session, DEMO, ward.team_id, project, TODAY))


def last_told(ward: Ward) -> str:
    return ward.ask(lambda session: team_history(session, DEMO, ward.team_id, today=TODAY)).lines[0].words


@pytest.mark.parametrize(
    "changed", [{"safety": "Milk could run out at night"}, {"experience": ""}, {"checked_on": date(2026, 11, 17)}]
)
def test_changing_it_after_it_was_signed_voids_both_signatures_and_says_so(
    ward: Ward, milk: int, changed: dict[str, str]
) -> None:
    sign(ward, milk)
    ward.do(benefits.assess_impact, milk, **changed)
    assert signed(ward, milk) == ("", None, "", None)
    view = seen(ward, milk)
    assert view.told == CHANGED + "It waits for medicine (it was Dr Rae) and nursing (it was Lorna Grant)."
    assert view.line.scheme.sign_words(TODAY) == "Waiting for medical and nursing"
    assert (view.decisions[0].what, view.decisions[0].reason) == ("Signatures void", VOID)
    assert last_told(ward).endswith("; its signatures count no longer")


def test_one_signature_falls_too(ward: Ward, milk: int) -> None:
    ward.do(schemes.record_signature, milk, profession="nursing", by="Lorna Grant", today=TODAY)
    ward.do(benefits.assess_impact, milk, quality="Colder tea")
    assert signed(ward, milk)[2:] == ("", None)
    assert seen(ward, milk).told == f"{CHANGED}It waits for medicine and nursing (it was Lorna Grant)."


def test_saying_the_same_again_voids_nothing(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(benefits.assess_impact, milk, safety=f"  {WORRIES['safety']} ")
    assert signed(ward, milk) == ("Dr Rae", TODAY, "Lorna Grant", TODAY)
    assert seen(ward, milk).told == ""


def test_once_both_have_signed_again_nothing_is_void(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    ward.do(schemes.record_signature, milk, profession="medical", by="Dr Rae", today=TODAY)
    assert seen(ward, milk).told == (
        f"{CHANGED}Signed again for medicine (Dr Rae). It waits for nursing (it was Lorna Grant)."
    )
    ward.do(schemes.record_signature, milk, profession="nursing", by="Ann Reid", today=TODAY)
    assert seen(ward, milk).told == ""


def test_a_halted_test_says_in_one_breath_who_has_signed_again_and_whom_it_waits_for(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(projects.link_measure, milk, ward.falls_id, role=LinkRole.GUARD)
    ward.do(projects.move_project, milk, to=Stage.TESTING, today=TODAY)
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    ward.do(schemes.record_signature, milk, profession="medical", by="Dr Rae", today=TODAY)
    ward.do(schemes.set_scheme_state, milk, state=SchemeState.AMENDED, reason="Half the milk")
    assert seen(ward, milk).told == (
        f"{CHANGED}Signed again for medicine (Dr Rae). It waits for nursing (it was Lorna Grant), and is halted "
        "until then. Amended 18 Nov by Jo Douglas: Half the milk."
    )


def test_undoing_the_change_brings_the_words_back_with_their_signatures(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    ward.do(undo, ward.revision())
    assert ward.row(QualityImpact, milk).safety == WORRIES["safety"]
    assert signed(ward, milk) == ("Dr Rae", TODAY, "Lorna Grant", TODAY)
    assert seen(ward, milk).told == ""
    ward.do(undo, ward.revision())
    assert signed(ward, milk) == ("", None, "", None)


def test_undoing_an_older_change_of_the_words_voids_what_was_signed_since(ward: Ward, milk: int) -> None:
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    changed = ward.revision()
    sign(ward, milk)
    ward.do(undo, changed)
    assert ward.row(QualityImpact, milk).safety == WORRIES["safety"]
    assert signed(ward, milk) == ("", None, "", None)
    assert "It waits for medicine (it was Dr Rae) and nursing" in seen(ward, milk).told


def test_a_signature_does_not_come_back_by_undo_under_other_words(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(schemes.unsign_impact, milk, profession="medical")
    ward.do(schemes.unsign_impact, milk, profession="nursing")
    taken_back = ward.revision()
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    with pytest.raises(Clash, match="changed since it was signed"):
        ward.do(undo, taken_back)


def test_signing_and_taking_back_are_told_in_plain_words(ward: Ward, milk: int) -> None:
    ward.do(schemes.record_signature, milk, profession="medical", by="Dr Rae", today=TODAY)
    assert last_told(ward) == (
        "recorded the signature of Dr Rae for medicine under the quality impact assessment of “Milk ordering”"
    )
    ward.do(schemes.unsign_impact, milk, profession="medical")
    assert last_told(ward) == (
        "took back Dr Rae’s signature for medicine under the quality impact assessment of “Milk ordering”"
    )


def test_undo_changes_nothing_that_finance_has_confirmed_since(ward: Ward, milk: int) -> None:
    claim = ward.do(benefits.add_benefit, milk, kind=BenefitKind.CASH, text="Fewer deliveries", amount=100).id
    ward.do(benefits.change_benefit, claim, amount=900)
    raised = ward.revision()
    ward.do(benefits.confirm_benefit, claim, by="Ann Ross", on=TODAY)
    assert (
        last_told(ward) == "noted that finance agrees with the benefit “Fewer deliveries” of “Milk ordering”: Ann Ross"
    )
    with pytest.raises(Clash, match="Finance has confirmed this since"):
        ward.do(undo, raised)
    ward.do(benefits.unconfirm_benefit, claim)
    taken_back = ward.revision()
    ward.do(benefits.change_benefit, claim, amount=1_000)
    with pytest.raises(Clash, match="changed since finance agreed"):
        ward.do(undo, taken_back)
    assert ward.row(Benefit, claim).amount == 1_000


def signatory(side: Profession, number: int, name: str) -> Actor:
    return Actor(name, person=Person(signs_for=side), account_id=number)


def sign_as(ward: Ward, project: int, actor: Actor) -> None:
    with transaction(ward.bind) as session:
        schemes.sign_impact(session, actor, ward.team_id, project, today=TODAY)


DOCTOR = signatory(Profession.MEDICAL, 7, "Dr Fiona Rae")
NURSE = signatory(Profession.NURSING, 8, "Lorna Grant")


def test_two_signatories_sign_each_by_their_own_account_and_it_is_shown(ward: Ward, milk: int) -> None:
    sign_as(ward, milk, DOCTOR)
    sign_as(ward, milk, NURSE)
    view = seen(ward, milk)
    assert view.medical == "Dr Fiona Rae, 18 Nov, by their own account"
    assert view.line.scheme.sign_words(TODAY) == "Signed by both, 18 Nov"
    assert last_told(ward) == "signed the quality impact assessment of “Milk ordering” for nursing: Lorna Grant"


def test_a_signature_recorded_on_somebodys_behalf_is_shown_so(ward: Ward, milk: int) -> None:
    sign_as(ward, milk, DOCTOR)
    ward.do(schemes.record_signature, milk, profession="nursing", by="Ann Reid", today=TODAY)
    view = seen(ward, milk)
    assert view.nursing == "Ann Reid, 18 Nov, recorded by Jo Douglas"
    assert view.line.scheme.sign_words(TODAY) == "Signed by both, 18 Nov; for nursing recorded by Jo Douglas"
    assert b"recorded by Jo Douglas" in write_register([view.line], "csv")
    assert b"by their own account" in write_register([view.line], "csv")


def test_one_account_never_gives_both_signatures(ward: Ward, milk: int) -> None:
    sign_as(ward, milk, DOCTOR)
    with pytest.raises(Refused, match="Two people sign"):
        sign_as(ward, milk, signatory(Profession.NURSING, 7, "F. Rae, now a nurse"))
    with pytest.raises(Refused, match="Two people sign"):
        ward.do(schemes.record_signature, milk, profession="nursing", by="dr fiona  rae", today=TODAY)
    assert signed(ward, milk)[2:] == ("", None)


def test_nobody_signs_without_the_role_and_a_signatory_only_for_their_own_profession(ward: Ward, milk: int) -> None:
    lead = Actor("Jo", person=Person(grants=(Grant(ward.team_id, Role.LEAD),)), account_id=9)
    with pytest.raises(NotAllowed):
        sign_as(ward, milk, lead)
    sign_as(ward, milk, NURSE)
    assert signed(ward, milk) == ("", None, "Lorna Grant", TODAY), "it is for nursing whoever asks"
    for deed in (schemes.record_signature, schemes.unsign_impact):
        more = {"by": "Dr Rae", "today": TODAY} if deed is schemes.record_signature else {}
        with pytest.raises(NotAllowed), transaction(ward.bind) as session:
            deed(session, DOCTOR, ward.team_id, milk, profession="nursing", **more)


def test_a_signature_its_signatory_took_back_is_brought_back_by_nobody_else(ward: Ward, milk: int) -> None:
    sign_as(ward, milk, DOCTOR)
    with transaction(ward.bind) as session:
        schemes.unsign_impact(session, DOCTOR, ward.team_id, milk, profession="medical")
    with pytest.raises(Refused, match="gives it anew by their own account"):
        ward.do(undo, ward.revision())
    assert signed(ward, milk)[0] == ""


def test_the_panel_shows_what_is_signed_for(ward: Ward, milk: int) -> None:
    ward.do(projects.change_project, milk, change_idea="Order by the number of patients")
    facts = dict(seen(ward, milk).facts)
    assert facts == {
        "Gives back": "£90 a year, claimed: Less poured away", "Owner": "Nobody yet",
        "Idea": "Order by the number of patients", "Its measure": "None is linked, so nobody can say what changed.",
    }  # fmt: skip
    ward.do(projects.link_measure, milk, ward.falls_id, role=LinkRole.OUTCOME)
    assert dict(seen(ward, milk).facts)["Its measure"].startswith("Falls: Too soon to say.")


def test_a_signatory_reads_the_schemes_of_every_team_and_nothing_else_of_them(ward: Ward, milk: int) -> None:
    assert [line.scheme.title for line in ward.ask(lambda s: register(s, DOCTOR, TODAY))] == ["Milk ordering"]
    view = ward.ask(lambda s: scheme(s, DOCTOR, ward.team_id, milk, TODAY))
    assert (view.signs_for, view.may_record, view.may_decide, view.may_open) == (
        Profession.MEDICAL,
        False,
        False,
        False,
    )
    with pytest.raises(NotAllowed):
        ward.ask(lambda s: project(s, DOCTOR, ward.team_id, milk, TODAY))
