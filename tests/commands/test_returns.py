"""The numbers a return is worked out from are saved with their author and the day."""

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT
from vmboard.commands.returns import save_inputs
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.impact.return_on_investment import Inputs
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Role
from vmboard.queries.returns import inputs
from vmboard.store.engine import reading, transaction

COACH = Actor("Isla Munro", person=Person(grants=(Grant(1, Role.COACH),)))


def save(bind: Engine, version: int, actor: Actor = COACH, **numbers: float) -> None:
    with transaction(bind, now=MOMENT) as session:
        save_inputs(session, actor, version=version, **numbers)


def test_nobody_has_saved_yet_and_no_benefit_is_presumed(bind: Engine) -> None:
    with reading(bind) as session:
        found = inputs(session, COACH, MOMENT.date())
    assert (found.inputs, found.saved, found.version) == (Inputs(), "", 0)
    assert (found.inputs.cash, found.inputs.capacity, found.inputs.cost) == (0, 0, 0)


def test_saved_numbers_come_back_with_who_saved_them_and_when(bind: Engine) -> None:
    save(bind, 0, wards=20, cash=45_000, cost=120_000, share=60)
    with reading(bind) as session:
        found = inputs(session, COACH, MOMENT.date())
    assert (found.inputs.wards, found.inputs.cash, found.inputs.share) == (20, 45_000, 60)
    assert (found.saved, found.version) == ("Saved by Isla Munro, 18 Nov", 1)


def test_two_who_save_at_once_do_not_overwrite_each_other(bind: Engine) -> None:
    save(bind, 0, cash=1)
    with pytest.raises(Clash):
        save(bind, 0, cash=2)
    save(bind, 1, cash=2)


@pytest.mark.parametrize("numbers", [{"wards": 0}, {"share": 101}, {"cash": float("nan")}, {"luck": 1}])
def test_numbers_out_of_reach_are_refused(bind: Engine, numbers: dict[str, float]) -> None:
    with pytest.raises(Refused):
        save(bind, 0, **numbers)


def test_a_member_of_a_team_reads_and_does_not_set_them(bind: Engine) -> None:
    with pytest.raises(NotAllowed):
        save(bind, 0, Actor("Jo", person=Person(member_of=1)), cash=1)
