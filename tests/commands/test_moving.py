"""Embedded is earned, stopping teaches, and a project about money is never tested without its guards."""

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.lanes import few
from tests.small_ward import Ward
from vmboard.commands import benefits, cycles, measures, projects, schemes
from vmboard.commands.money import needs, stage_of
from vmboard.commands.undo import undo
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import BenefitKind, BenefitState, Decision, Direction, Domain, LinkRole, Stage, Step
from vmboard.queries.improvements import improvements
from vmboard.store.engine import transaction
from vmboard.store.tables import Benefit, PdsaCycle, Project, QualityImpact, StageMove

TODAY = date(2026, 11, 18)
CHECKED = {"safety": "Nothing", "quality": "Nothing", "experience": "Less choice", "checked_by": "Dr Ross"}


@pytest.fixture
def trolley(ward: Ward) -> int:
    project: int = ward.do(projects.add_project, title="Stock trolley", today=TODAY).id
    return project


def add_cost(ward: Ward, name: str = "Non-pay") -> int:
    row = ward.do(measures.add_measure, name=name, domain=Domain.COST, direction=Direction.DECREASE)
    return int(row.id)


def move(ward: Ward, project: int, to: Stage, **how: Any) -> None:
    ward.do(projects.move_project, project, to=to, today=TODAY, **how)


def sign(ward: Ward, project: int) -> None:
    for profession, by in (("medical", "Dr Rae"), ("nursing", "Lorna Grant")):
        ward.do(schemes.record_signature, project, profession=profession, by=by, today=TODAY)


def stage(ward: Ward, project: int) -> Stage | None:
    return ward.ask(lambda session: stage_of(session, ward.team_id, project))


def test_embedding_asks_how_we_will_know_and_keeps_the_answer(ward: Ward, trolley: int) -> None:
    with pytest.raises(Refused, match="how you will know that it holds"):
        move(ward, trolley, Stage.EMBEDDED)
    move(ward, trolley, Stage.EMBEDDED, reason="  Non-pay stays below £4,500 ")
    assert ward.row(Project, trolley).holds_when == "Non-pay stays below £4,500"
    move(ward, trolley, Stage.TESTING)
    move(ward, trolley, Stage.EMBEDDED)
    newest = ward.ask(lambda s: s.scalars(select(StageMove).order_by(StageMove.id.desc())).first())
    assert newest is not None and newest.reason == "Non-pay stays below £4,500"


@pytest.mark.parametrize("back", [Stage.IDEA, Stage.PARKED])
def test_moving_back_is_always_possible(ward: Ward, trolley: int, back: Stage) -> None:
    for there in (Stage.TESTING, Stage.EMBEDDED):
        move(ward, trolley, there, reason="We look at the tile")
        move(ward, trolley, back)
        assert stage(ward, trolley) is back


def test_a_project_moved_by_someone_else_is_not_moved_over_them(ward: Ward, trolley: int) -> None:
    move(ward, trolley, Stage.PARKED)
    with pytest.raises(Clash, match="moved “Stock trolley” to Parked just now"):
        move(ward, trolley, Stage.TESTING, was=Stage.IDEA)
    move(ward, trolley, Stage.PARKED, was=Stage.IDEA)
    assert stage(ward, trolley) is Stage.PARKED


@pytest.mark.parametrize("to", [Stage.TESTING, Stage.EMBEDDED])
@pytest.mark.parametrize("money", ["cash", "cost"])
def test_money_is_tested_only_with_a_guard_and_a_checked_assessment(
    ward: Ward, trolley: int, money: str, to: Stage
) -> None:
    if money == "cash":
        ward.do(benefits.add_benefit, trolley, kind=BenefitKind.CASH, amount=90.0)
    else:
        ward.do(projects.link_measure, trolley, add_cost(ward), role=LinkRole.OUTCOME)
    with pytest.raises(Refused, match=r"guard measure.*who checked"):
        move(ward, trolley, to, reason="The tile")
    ward.do(projects.link_measure, trolley, ward.falls_id, role=LinkRole.GUARD)
    with pytest.raises(Refused, match="who checked"):
        move(ward, trolley, to, reason="The tile")
    ward.do(benefits.assess_impact, trolley, **CHECKED)
    with pytest.raises(Refused, match="who checked"):
        move(ward, trolley, to, reason="The tile")
    ward.do(benefits.assess_impact, trolley, checked_on=TODAY)
    if money == "cash":
        with pytest.raises(
            Refused, match="is about money: it waits for the medical and the nursing sign-off, given on"
        ):
            move(ward, trolley, to, reason="The tile")
        sign(ward, trolley)
    move(ward, trolley, to, reason="The tile")
    assert stage(ward, trolley) is to


def test_time_and_quality_need_no_guard(ward: Ward, trolley: int) -> None:
    ward.do(benefits.add_benefit, trolley, kind=BenefitKind.CAPACITY, amount=4.0)
    ward.do(benefits.add_benefit, trolley, kind=BenefitKind.QUALITY, text="Less noise")
    move(ward, trolley, Stage.TESTING)
    assert stage(ward, trolley) is Stage.TESTING


def test_what_is_in_testing_cannot_lose_its_guards_nor_begin_to_claim_money_without(ward: Ward, trolley: int) -> None:
    move(ward, trolley, Stage.TESTING)
    with pytest.raises(Refused, match="about money"):
        ward.do(benefits.add_benefit, trolley, kind=BenefitKind.CASH, amount=1.0)
    with pytest.raises(Refused, match="about money"):
        ward.do(projects.link_measure, trolley, add_cost(ward), role=LinkRole.OUTCOME)
    ward.do(projects.link_measure, trolley, ward.falls_id, role=LinkRole.GUARD)
    ward.do(benefits.assess_impact, trolley, **CHECKED, checked_on=TODAY)
    sign(ward, trolley)
    cash = ward.do(benefits.add_benefit, trolley, kind=BenefitKind.CASH, amount=1.0).id
    for loses in (
        lambda: ward.do(projects.unlink_measure, trolley, ward.falls_id),
        lambda: ward.do(projects.link_measure, trolley, ward.falls_id, role=LinkRole.PROCESS),
        lambda: ward.do(benefits.assess_impact, trolley, safety=""),
    ):
        with pytest.raises(Refused, match="cannot do without"):
            loses()
    ward.do(benefits.remove_benefit, cash)
    ward.do(projects.unlink_measure, trolley, ward.falls_id)
    with pytest.raises(Refused, match="cannot do without"):
        ward.do(benefits.restore_benefit, cash)


@pytest.mark.parametrize("where", [Stage.TESTING, Stage.EMBEDDED])
def test_no_back_door_takes_the_guards_of_money_away(ward: Ward, trolley: int, where: Stage) -> None:
    cost = add_cost(ward)
    ward.do(projects.link_measure, trolley, ward.falls_id, role=LinkRole.GUARD)
    ward.do(projects.unlink_measure, trolley, ward.falls_id)
    unlinked = ward.revision()
    ward.do(undo, unlinked)
    tied = ward.revision()
    ward.do(benefits.assess_impact, trolley, **CHECKED, checked_on=TODAY)
    assessed = ward.revision()
    ward.do(projects.link_measure, trolley, cost, role=LinkRole.OUTCOME)
    move(ward, trolley, where, reason="The tile")
    for loses in (
        lambda: ward.do(undo, tied),
        lambda: ward.do(undo, assessed),
        lambda: ward.do(measures.remove_measure, ward.falls_id),
        lambda: ward.do(projects.unlink_measure, trolley, ward.falls_id),
    ):
        with pytest.raises(Refused, match=f"“Stock trolley” is {_SAID[where]} and about money.*cannot do without"):
            loses()
    ward.do(measures.change_measure, cost, domain=Domain.SAFETY)
    dear = ward.revision()
    ward.do(projects.unlink_measure, trolley, ward.falls_id)
    for costs in (lambda: ward.do(measures.change_measure, cost, domain=Domain.COST), lambda: ward.do(undo, dear)):
        with pytest.raises(Refused, match="Choose a guard measure"):
            costs()


_SAID = {Stage.TESTING: "being tested", Stage.EMBEDDED: "embedded"}


def test_a_project_off_the_board_holds_no_measure_and_comes_back_only_safe(ward: Ward, trolley: int) -> None:
    ward.do(benefits.add_benefit, trolley, kind=BenefitKind.CASH, amount=90.0)
    ward.do(projects.link_measure, trolley, ward.falls_id, role=LinkRole.GUARD)
    ward.do(benefits.assess_impact, trolley, **CHECKED, checked_on=TODAY)
    sign(ward, trolley)
    move(ward, trolley, Stage.TESTING)
    ward.do(projects.remove_project, trolley)
    removed = ward.revision()
    ward.do(measures.remove_measure, ward.falls_id)
    for back in (lambda: ward.do(projects.restore_project, trolley), lambda: ward.do(undo, removed)):
        with pytest.raises(Refused, match="cannot do without"):
            back()
    ward.do(measures.restore_measure, ward.falls_id)
    ward.do(projects.restore_project, trolley)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.sampled_from(Stage)),
        st.tuples(st.just("guard"), st.sampled_from([*LinkRole, None])),
        st.tuples(st.just("cost"), st.sampled_from([*LinkRole, None])),
        st.tuples(st.just("assess"), st.booleans()),
        st.tuples(st.just("sign"), st.booleans()),
        st.tuples(st.just("cash"), st.sampled_from(["add", "remove", "restore"])),
        st.tuples(st.just("measure"), st.sampled_from(["remove", "restore"])),
        st.tuples(st.just("domain"), st.sampled_from([Domain.COST, Domain.SAFETY])),
        st.tuples(st.just("project"), st.sampled_from(["remove", "restore"])),
        st.tuples(st.just("undo"), st.integers(0, 12)),
    ),
    max_size=18,
)


@pytest.mark.sweep
@few
@given(steps=STEPS)
def test_no_sequence_of_changes_leaves_money_in_testing_or_embedded_unguarded(
    ward: Ward, steps: list[tuple[str, Any]]
) -> None:
    name = f"Cost {ward.revision()}"
    project, cost = ward.do(projects.add_project, title="Trolley", today=TODAY).id, add_cost(ward, name)
    cash = ward.do(benefits.add_benefit, project, kind=BenefitKind.CASH, amount=1.0).id
    ward.do(benefits.remove_benefit, cash)
    for what, how in steps:
        with suppress(Refused):
            _change(ward, project, cost, cash, what, how)
        with transaction(ward.bind) as session:
            where = stage_of(session, ward.team_id, project)
            if (
                where in (Stage.TESTING, Stage.EMBEDDED)
                and not session.get_one(Project, (ward.team_id, project)).removed
            ):
                lacks = needs(session, ward.team_id, project)
                assert [need for need in lacks if "sign-off" not in need] == []
                assert not lacks or is_halted(session, ward.team_id, project) or where is Stage.EMBEDDED


def is_halted(session: Session, team_id: int, project: int) -> bool:
    """As every card tells it."""
    return any(row.halted for row in improvements(session, team_id) if row.project.id == project)


def _change(ward: Ward, project: int, cost: int, cash: int, what: str, how: Any) -> None:
    if what == "move":
        move(ward, project, how, reason="We learned")
    elif what in ("guard", "cost"):
        measure = ward.falls_id if what == "guard" else cost
        if how is None:
            ward.do(projects.unlink_measure, project, measure)
        else:
            ward.do(projects.link_measure, project, measure, role=how)
    elif what == "assess":
        ward.do(benefits.assess_impact, project, **CHECKED, checked_on=TODAY if how else None)
    elif what == "sign" and how:
        sign(ward, project)
    elif what == "sign":
        ward.do(schemes.unsign_impact, project, profession="nursing")
    elif what == "measure":
        ward.do(measures.remove_measure if how == "remove" else measures.restore_measure, ward.falls_id)
    elif what == "domain":
        ward.do(measures.change_measure, cost, domain=how)
    elif what == "project":
        ward.do(projects.remove_project if how == "remove" else projects.restore_project, project)
    elif what == "undo":
        ward.do(undo, ward.revision() - how)
    elif how == "add":
        ward.do(benefits.add_benefit, project, kind=BenefitKind.CASH, amount=2.0)
    else:
        ward.do(benefits.remove_benefit if how == "remove" else benefits.restore_benefit, cash)


def test_a_cycle_asks_for_its_prediction_before_the_test(ward: Ward, trolley: int) -> None:
    with pytest.raises(Refused, match="before you try it"):
        ward.do(cycles.start_cycle, trolley, plan="One trolley", prediction=" ", today=TODAY)
    made = ward.do(cycles.start_cycle, trolley, plan="One trolley", prediction="Less waste", today=TODAY).id
    with pytest.raises(Refused, match="Leave the prediction"):
        ward.do(cycles.change_cycle, made, prediction="")


def test_what_was_seen_and_learned_takes_a_cycle_on_and_a_decision_can_be_taken_back(ward: Ward, trolley: int) -> None:
    made = ward.do(cycles.start_cycle, trolley, plan="One trolley", prediction="Less waste", today=TODAY).id
    ward.do(cycles.change_cycle, made, saw="Nothing out of date")
    assert ward.row(PdsaCycle, made).step is Step.STUDY
    ward.do(cycles.change_cycle, made, learned="A photo teaches")
    ward.do(cycles.decide, made, decision=Decision.ADOPT)
    row = ward.row(PdsaCycle, made)
    assert (row.step, row.decision) == (Step.ACT, Decision.ADOPT)
    ward.do(cycles.decide, made, decision=None)
    assert ward.row(PdsaCycle, made).decision is None


def test_a_cycle_taken_back_stays_there_when_the_same_words_are_handed_in_again(ward: Ward, trolley: int) -> None:
    """As an outbox does that never heard they were kept."""
    made = ward.do(cycles.start_cycle, trolley, plan="One trolley", prediction="Less waste", today=TODAY).id
    ward.do(cycles.change_cycle, made, saw="Nothing out of date")
    ward.do(cycles.advance_cycle, made, step=Step.DO)
    ward.do(cycles.change_cycle, made, saw="Nothing out of date")
    assert ward.row(PdsaCycle, made).step is Step.DO
    ward.do(cycles.change_cycle, made, saw="Nothing out of date, and less waste")
    assert ward.row(PdsaCycle, made).step is Step.STUDY


def test_finance_confirms_a_claim_by_name_and_day_and_then_it_stands(ward: Ward, trolley: int) -> None:
    claim = ward.do(benefits.add_benefit, trolley, kind=BenefitKind.CASH, amount=3100.0).id
    with pytest.raises(Refused, match="who in finance"):
        ward.do(benefits.confirm_benefit, claim, by="", on=TODAY)
    ward.do(benefits.confirm_benefit, claim, by="Ewan Baird", on=TODAY)
    with pytest.raises(Refused, match="Take the confirmation back first"):
        ward.do(benefits.change_benefit, claim, amount=9000.0)
    ward.do(benefits.unconfirm_benefit, claim)
    ward.do(benefits.change_benefit, claim, amount=2900.0)
    row = ward.row(Benefit, claim)
    assert (row.amount, row.state, row.confirmed_by) == (2900.0, BenefitState.CLAIMED, "")


@pytest.mark.parametrize(
    "claim", [{"kind": BenefitKind.CASH}, {"kind": BenefitKind.QUALITY, "text": "Calm", "amount": 3.0}]
)
def test_a_benefit_says_something_and_quality_is_never_money(ward: Ward, trolley: int, claim: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        ward.do(benefits.add_benefit, trolley, **claim)


def test_votes_go_up_and_down_and_never_below_none(ward: Ward, trolley: int) -> None:
    for up in (True, True, False, False, False):
        ward.do(projects.vote, trolley, up=up)
    assert ward.row(Project, trolley).votes == 0


def test_every_one_of_these_changes_is_in_history_and_counts_once(ward: Ward, trolley: int) -> None:
    before = ward.revision()
    ward.do(benefits.assess_impact, trolley, safety="Nothing")
    ward.do(projects.vote, trolley, up=True)
    claim = ward.do(benefits.add_benefit, trolley, kind=BenefitKind.QUALITY, text="Calm").id
    ward.do(benefits.remove_benefit, claim)
    assert [change.verb for change in ward.history(since=before)] == [
        "assess impact", "vote", "add benefit", "remove benefit",
    ]  # fmt: skip
    assert ward.ask(lambda s: s.scalar(select(func.count()).select_from(QualityImpact))) == 1
