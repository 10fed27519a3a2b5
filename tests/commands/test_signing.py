"""Whoever signs for what could get worse signs these words: once they change, it is signed again."""

from datetime import date

import pytest

from tests.small_ward import Ward
from vmboard.commands import benefits, projects, schemes
from vmboard.commands.undo import undo
from vmboard.domain.access.actor import DEMO
from vmboard.domain.refusals import Clash
from vmboard.domain.views.schemes import SchemeView
from vmboard.domain.words import BenefitKind
from vmboard.queries.history import team_history
from vmboard.queries.schemes import scheme
from vmboard.store.tables import Benefit, QualityImpact

TODAY = date(2026, 11, 18)
WORRIES = dict.fromkeys(("safety", "quality", "experience"), "Nothing we can think of")
VOID = (
    "The quality impact assessment was changed after it was signed. It must be signed again "
    "for medicine (it was Dr Rae) and for nursing (it was Lorna Grant)."
)


@pytest.fixture
def milk(ward: Ward) -> int:
    """A project about money with its assessment written, not signed yet."""
    project: int = ward.do(projects.add_project, title="Milk ordering", today=TODAY).id
    ward.do(benefits.add_benefit, project, kind=BenefitKind.CASH, text="Less poured away", amount=90)
    ward.do(benefits.assess_impact, project, **WORRIES, checked_by="Dr Rae", checked_on=TODAY)
    return project


def sign(ward: Ward, project: int) -> None:
    ward.do(schemes.sign_impact, project, profession="medical", by="Dr Rae", today=TODAY)
    ward.do(schemes.sign_impact, project, profession="nursing", by="Lorna Grant", today=TODAY)


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
    assert view.void == f"{VOID} Changed by Jo Douglas on 18 Nov."
    assert view.line.scheme.sign_words(TODAY) == "Waiting for medical and nursing"
    assert (view.decisions[0].what, view.decisions[0].reason) == ("Signatures void", VOID)
    assert last_told(ward).endswith("; its signatures count no longer")


def test_one_signature_falls_too(ward: Ward, milk: int) -> None:
    ward.do(schemes.sign_impact, milk, profession="nursing", by="Lorna Grant", today=TODAY)
    ward.do(benefits.assess_impact, milk, quality="Colder tea")
    assert signed(ward, milk)[2:] == ("", None)
    assert "signed again for nursing (it was Lorna Grant)." in seen(ward, milk).void


def test_saying_the_same_again_voids_nothing(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(benefits.assess_impact, milk, safety=f"  {WORRIES['safety']} ")
    assert signed(ward, milk) == ("Dr Rae", TODAY, "Lorna Grant", TODAY)
    assert seen(ward, milk).void == ""


def test_once_both_have_signed_again_nothing_is_void(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    ward.do(schemes.sign_impact, milk, profession="medical", by="Dr Rae", today=TODAY)
    assert seen(ward, milk).void
    ward.do(schemes.sign_impact, milk, profession="nursing", by="Ann Reid", today=TODAY)
    assert seen(ward, milk).void == ""


def test_undoing_the_change_brings_the_words_back_with_their_signatures(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    ward.do(undo, ward.revision())
    assert ward.row(QualityImpact, milk).safety == WORRIES["safety"]
    assert signed(ward, milk) == ("Dr Rae", TODAY, "Lorna Grant", TODAY)
    assert seen(ward, milk).void == ""
    ward.do(undo, ward.revision())
    assert signed(ward, milk) == ("", None, "", None)


def test_undoing_an_older_change_of_the_words_voids_what_was_signed_since(ward: Ward, milk: int) -> None:
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    changed = ward.revision()
    sign(ward, milk)
    ward.do(undo, changed)
    assert ward.row(QualityImpact, milk).safety == WORRIES["safety"]
    assert signed(ward, milk) == ("", None, "", None)
    assert VOID in seen(ward, milk).void


def test_a_signature_does_not_come_back_by_undo_under_other_words(ward: Ward, milk: int) -> None:
    sign(ward, milk)
    ward.do(schemes.unsign_impact, milk, profession="medical")
    ward.do(schemes.unsign_impact, milk, profession="nursing")
    taken_back = ward.revision()
    ward.do(benefits.assess_impact, milk, safety="Milk could run out at night")
    with pytest.raises(Clash, match="changed since it was signed"):
        ward.do(undo, taken_back)


def test_signing_and_taking_back_are_told_in_plain_words(ward: Ward, milk: int) -> None:
    ward.do(schemes.sign_impact, milk, profession="medical", by="Dr Rae", today=TODAY)
    assert last_told(ward) == "signed the quality impact assessment of “Milk ordering” for medicine: Dr Rae"
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
