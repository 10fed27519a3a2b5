"""The numbers a return is worked out from are saved with their author and the day."""

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT
from vmboard.commands.returns import restore_inputs, save_inputs
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.impact.return_on_investment import Inputs
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.views.impact import ReturnView
from vmboard.domain.words import Role
from vmboard.queries.returns import inputs
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Choice

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


def seen(bind: Engine) -> ReturnView:
    with reading(bind) as session:
        return inputs(session, COACH, MOMENT.date())


def restore(bind: Engine, name: str, version: int | None = None) -> None:
    with transaction(bind, now=MOMENT) as session:
        restore_inputs(session, COACH, version=seen(bind).version if version is None else version, name=name)


def test_all_earlier_numbers_are_kept_with_their_author_and_one_goes_back_any_number_of_steps(bind: Engine) -> None:
    save(bind, 0, cash=1)
    assert seen(bind).earlier == ()
    save(bind, 1, Actor("Ann Reid", person=COACH.person), cash=2)
    save(bind, 2, cash=3)
    assert [(one.inputs.cash, one.saved) for one in seen(bind).earlier] == [
        (2, "Ann Reid, 18 Nov"), (1, "Isla Munro, 18 Nov"),
    ]  # fmt: skip
    restore(bind, seen(bind).earlier[1].name)
    assert seen(bind).inputs.cash == 1
    assert [one.inputs.cash for one in seen(bind).earlier] == [3, 2, 1], "what was there meanwhile is not lost"
    restore(bind, seen(bind).earlier[0].name)
    assert seen(bind).inputs.cash == 3


def test_the_same_saved_again_keeps_nothing_anew(bind: Engine) -> None:
    save(bind, 0, cash=1)
    save(bind, 1, cash=2)
    save(bind, 2, cash=2)
    assert [one.inputs.cash for one in seen(bind).earlier] == [1]


def test_numbers_that_an_older_release_kept_are_earlier_ones_too(bind: Engine) -> None:
    save(bind, 0, cash=7)
    with transaction(bind) as session:
        session.add(Choice(name="return before", value={"cash": 5.0}, author="Ann Reid", at=MOMENT, version=1))
    (earlier,) = seen(bind).earlier
    restore(bind, earlier.name)
    assert seen(bind).inputs.cash == 5


@pytest.mark.parametrize("name", ["return 9", "return", "round", ""])
def test_there_is_no_way_back_to_what_never_was(bind: Engine, name: str) -> None:
    save(bind, 0, cash=1)
    with pytest.raises(Refused, match="not there to go back to"):
        restore(bind, name)


def test_nor_over_what_another_saved(bind: Engine) -> None:
    save(bind, 0, cash=1)
    save(bind, 1, cash=2)
    with pytest.raises(Clash):
        restore(bind, "return 1", version=1)


def test_whoever_may_not_save_is_told_so(bind: Engine) -> None:
    with reading(bind) as session:
        assert inputs(session, COACH, MOMENT.date()).may_save
        assert not inputs(session, Actor("Jo", person=Person(member_of=1)), MOMENT.date()).may_save
