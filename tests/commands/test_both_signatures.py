"""Money is tested only once medicine and nursing have both signed, whichever way it comes there; a test that loses a
signature is halted, and every screen says so."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.small_ward import Ward
from vmboard.commands import benefits, projects, schemes
from vmboard.commands.money import stage_of
from vmboard.commands.undo import undo
from vmboard.domain.access.actor import DEMO
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.views.board import Card
from vmboard.domain.words import BenefitKind, LinkRole, Stage
from vmboard.queries.board import board
from vmboard.queries.past import past_board
from vmboard.queries.project import project as project_page
from vmboard.queries.schemes import register
from vmboard.render.wall import board_parts

TODAY = date(2026, 11, 18)
WORRIES = dict.fromkeys(("safety", "quality", "experience"), "Nothing we can think of")
SIGNERS = {"medical": "Dr Rae", "nursing": "Lorna Grant"}


@pytest.fixture
def milk(ward: Ward) -> int:
    """An idea that claims money, with its guard and its assessment; nobody has signed."""
    project: int = ward.do(projects.add_project, title="Milk ordering", today=TODAY).id
    ward.do(benefits.add_benefit, project, kind=BenefitKind.CASH, text="Less poured away", amount=90)
    ward.do(benefits.assess_impact, project, **WORRIES, checked_by="Dr Rae", checked_on=TODAY)
    ward.do(projects.link_measure, project, ward.falls_id, role=LinkRole.GUARD)
    return project


@pytest.fixture
def tested(ward: Ward, milk: int) -> int:
    sign(ward, milk, *SIGNERS)
    move(ward, milk, Stage.TESTING)
    return milk


def sign(ward: Ward, project: int, *professions: str) -> None:
    for profession in professions:
        ward.do(schemes.record_signature, project, profession=profession, by=SIGNERS[profession], today=TODAY)


def move(ward: Ward, project: int, to: Stage) -> None:
    ward.do(projects.move_project, project, to=to, today=TODAY, reason="The tile")


def stage(ward: Ward, project: int) -> Stage | None:
    return ward.ask(lambda session: stage_of(session, ward.team_id, project))


def card(ward: Ward, project: int) -> Card:
    lanes = ward.ask(lambda session: board(session, DEMO, ward.team_id, TODAY)).lanes
    return next(card for lane in lanes for card in lane.cards if card.project_id == project)


@pytest.mark.parametrize("to", [Stage.TESTING, Stage.EMBEDDED])
@pytest.mark.parametrize(
    ("signed", "waits"), [((), "medical and the nursing"), (("medical",), "nursing"), (("nursing",), "medical")]
)
def test_one_sentence_says_which_signature_is_missing_and_where_it_is_given(
    ward: Ward, milk: int, to: Stage, signed: tuple[str, ...], waits: str
) -> None:
    sign(ward, milk, *signed)
    with pytest.raises(Refused) as refused:
        move(ward, milk, to)
    assert refused.value.sentence == (
        f"“Milk ordering” is about money: it waits for the {waits} sign-off, given on the page Schemes."
    )
    assert stage(ward, milk) is Stage.IDEA
    view = ward.ask(lambda session: project_page(session, DEMO, ward.team_id, milk, TODAY))
    assert view.needs == (f"It waits for the {waits} sign-off, given on the page Schemes.",)
    sign(ward, milk, *SIGNERS)
    move(ward, milk, to)
    assert stage(ward, milk) is to


def test_undo_brings_nothing_into_testing_that_lost_a_signature_meanwhile(ward: Ward, tested: int) -> None:
    move(ward, tested, Stage.IDEA)
    back = ward.revision()
    ward.do(schemes.unsign_impact, tested, profession="nursing")
    with pytest.raises(Refused, match="nursing sign-off is given on the page Schemes"):
        ward.do(undo, back)
    assert stage(ward, tested) is Stage.IDEA
    sign(ward, tested, "nursing")
    ward.do(undo, back)
    assert stage(ward, tested) is Stage.TESTING


def test_no_money_comes_to_be_claimed_of_a_test_that_nobody_signed_for(ward: Ward, tested: int) -> None:
    claim = ward.ask(lambda s: [row.id for row in s.query(benefits.Benefit)])[0]
    ward.do(benefits.remove_benefit, claim)
    removed = ward.revision()
    ward.do(schemes.unsign_impact, tested, profession="medical")
    ways: tuple[Callable[[], object], ...] = (
        lambda: ward.do(benefits.restore_benefit, claim),
        lambda: ward.do(undo, removed),
        lambda: ward.do(benefits.add_benefit, tested, kind=BenefitKind.CASH, amount=1.0),
    )
    for way in ways:
        with pytest.raises(Refused, match="may not be tested with money claimed before the medical sign-off"):
            way()
    ward.do(benefits.add_benefit, tested, kind=BenefitKind.CAPACITY, amount=1.0)
    assert card(ward, tested).halted == ""


def lose_by_new_words(ward: Ward, project: int) -> None:
    ward.do(benefits.assess_impact, project, safety="Milk could run out at night")


def lose_by_taking_it_back(ward: Ward, project: int) -> None:
    for profession in SIGNERS:
        ward.do(schemes.unsign_impact, project, profession=profession)


def lose_by_undo(ward: Ward, project: int) -> None:
    signed = [change.revision for change in ward.history() if change.verb == "record signature"]
    for revision in reversed(signed):
        ward.do(undo, revision)


@pytest.mark.parametrize("lose", [lose_by_new_words, lose_by_taking_it_back, lose_by_undo])
def test_a_test_that_loses_its_signatures_is_halted_on_every_screen(
    ward: Ward, tested: int, lose: Callable[[Ward, int], None]
) -> None:
    assert card(ward, tested).halted == ""
    lose(ward, tested)
    waits = "Halted: waits for the medical and the nursing sign-off"
    assert card(ward, tested).halted == waits
    drawn = board_parts(ward.ask(lambda session: board(session, DEMO, ward.team_id, TODAY)))
    assert "Halted" in "".join(map(str, drawn.pages))
    past = ward.ask(lambda session: past_board(session, DEMO, ward.team_id, TODAY))
    assert {card.halted for lane in past.lanes for card in lane.cards} == {waits}
    (line,) = ward.ask(lambda session: register(session, DEMO, TODAY))
    assert (line.scheme.stands, line.said) == (SchemeState.HALTED, waits)
    sign(ward, tested, *SIGNERS)
    assert card(ward, tested).halted == ""


def test_a_halted_test_may_still_be_put_right(ward: Ward, tested: int) -> None:
    ward.do(schemes.unsign_impact, tested, profession="nursing")
    ward.do(benefits.add_benefit, tested, kind=BenefitKind.CASH, amount=1.0)
    ward.do(undo, ward.revision())
    ward.do(projects.remove_project, tested)
    ward.do(projects.restore_project, tested)
    assert card(ward, tested).halted == "Halted: waits for the nursing sign-off"


def test_what_somebody_halted_is_halted_on_its_card_too(ward: Ward, tested: int) -> None:
    ward.do(schemes.set_scheme_state, tested, state=SchemeState.HALTED, reason="The fridge broke")
    assert card(ward, tested).halted == "Halted"
