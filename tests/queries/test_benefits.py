"""Time and money given back, by place: nothing counts twice, parts add up, and nobody sees more than they may."""

from datetime import date

import pytest
from sqlalchemy import Engine

from tests.pseudo import PSEUDO, stretched
from vmboard.commands import benefits, history, projects, schemes, teams, visits
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.refusals import Refused
from vmboard.domain.schemes.given_back import GivenBack
from vmboard.domain.schemes.register import SchemeState
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.words import BenefitKind, Role, Stage
from vmboard.queries.benefits import places
from vmboard.queries.board import board
from vmboard.store.engine import reading, transaction

TODAY = date(2026, 11, 18)


def team(bind: Engine, name: str, site: str) -> int:
    with transaction(bind) as session:
        return teams.add_team(
            session, DEMO, organisation="NHS Highland", site=site, name=name, timezone="Europe/London"
        ).id  # fmt: skip


def hours(bind: Engine, team_id: int, amount: float, copy_of: str = "", stage: Stage = Stage.TESTING) -> str:
    """A benefit in hours of a project at this stage; its key across teams."""
    with transaction(bind) as session:
        project = projects.add_project(session, DEMO, team_id, title=f"Saves {amount}", today=TODAY).id
        row = benefits.add_benefit(
            session, DEMO, team_id, project, kind=BenefitKind.CAPACITY, amount=amount, hours_of="nurse",
            spent_on="Rounds",
        )  # fmt: skip
        if copy_of:
            with history.change(session, DEMO, "change benefit", row) as copy:
                copy.origin_key = copy_of
        if stage is not Stage.IDEA:
            projects.move_project(session, DEMO, team_id, project, to=stage, today=TODAY)
        return f"{team_id}/{row.id}"


def told(bind: Engine, actor: Actor = DEMO) -> dict[str, GivenBack]:
    with reading(bind) as session:
        return {one.name: one.given for one in places(session, actor, TODAY)}


@pytest.fixture
def wards(bind: Engine) -> tuple[int, int]:
    return team(bind, "Ward 7A", "Raigmore"), team(bind, "Ward 4C", "Belford")


def test_parts_add_up_to_their_whole_and_a_copy_counts_once(bind: Engine, wards: tuple[int, int]) -> None:
    first = hours(bind, wards[0], 6)
    hours(bind, wards[1], 6, copy_of=first)
    hours(bind, wards[1], 2)
    hours(bind, wards[1], 100, stage=Stage.IDEA)
    sums = {name: given.totals[0].amount for name, given in told(bind).items()}
    assert sums == {"NHS Highland": 8, "Raigmore": 6, "Ward 7A": 6, "Belford": 2, "Ward 4C": 2}
    with reading(bind) as session:
        walls = [board(session, DEMO, ward, TODAY).given_back for ward in wards]
    assert walls == [("6 nurse hours a week claimed",), ("2 nurse hours a week claimed",)], (
        "and each wall says the same"
    )


def test_what_a_halted_test_claims_is_given_back_by_nobody(bind: Engine, wards: tuple[int, int]) -> None:
    hours(bind, wards[0], 6)
    with reading(bind) as session:
        (card,) = [card for lane in board(session, DEMO, wards[0], TODAY).lanes for card in lane.cards]
    with transaction(bind) as session:
        schemes.set_scheme_state(
            session, DEMO, wards[0], card.project_id, state=SchemeState.HALTED, reason="Nobody answered the bells"
        )  # fmt: skip
    with reading(bind) as session:
        assert board(session, DEMO, wards[0], TODAY).given_back == ()
    assert not told(bind).get("Ward 7A", GivenBack()).totals


def test_one_sees_what_is_given_back_by_the_teams_one_may_see(bind: Engine, wards: tuple[int, int]) -> None:
    hours(bind, wards[0], 6)
    hours(bind, wards[1], 2)
    coach = Actor("Isla", person=Person(grants=(Grant(wards[1], Role.COACH),)))
    assert set(told(bind, coach)) == {"NHS Highland", "Belford", "Ward 4C"}
    assert told(bind, coach)["NHS Highland"].totals[0].amount == 2


def test_money_promised_back_is_summed_unless_it_stands_in_a_private_note(bind: Engine, wards: tuple[int, int]) -> None:
    coach = Actor("Isla", person=Person(grants=(Grant(wards[0], Role.COACH),)), account_id=7)
    for private, amount in ((False, 1500.0), (True, 900.0)):
        with transaction(bind) as session:
            visits.add_visit(
                session, coach, wards[0], on=TODAY, occasion=Occasion.VISIT, level=Level.MIDDLE, asked="What helps?",
                promises=[Promise("A scanner", amount=amount)], private=private, today=TODAY,
            )  # fmt: skip
    assert told(bind)["Ward 7A"].money == told(bind)["NHS Highland"].money == "£1,500: £1,500 not yet"
    with reading(bind) as session:
        walls = board(session, DEMO, wards[0], TODAY).given_back
    assert walls == ("£1,500 promised back to the team: £1,500 not yet",)
    with speaking(PSEUDO):
        column = told(bind)["Ward 7A"].money
    assert stretched("promised back to the team")[1:-1] not in column, "the head of its column has said so"


def test_whose_hours_is_said_of_time_alone(bind: Engine, wards: tuple[int, int]) -> None:
    with transaction(bind) as session:
        project = projects.add_project(session, DEMO, wards[0], title="Milk", today=TODAY).id
        with pytest.raises(Refused):
            benefits.add_benefit(
                session, DEMO, wards[0], project, kind=BenefitKind.QUALITY, text="Calm", hours_of="nurse"
            )


def test_a_cost_avoided_needs_what_money_needs(bind: Engine, wards: tuple[int, int]) -> None:
    """Fewer bed days may be people sent home too soon, cash or not."""
    with transaction(bind) as session:
        project = projects.add_project(session, DEMO, wards[0], title="Home sooner", today=TODAY).id
        benefits.add_benefit(session, DEMO, wards[0], project, kind=BenefitKind.AVOIDED, amount=24_000.0)
    with pytest.raises(Refused), transaction(bind) as session:
        projects.move_project(session, DEMO, wards[0], project, to=Stage.TESTING, today=TODAY)


def test_what_the_time_is_spent_on_may_change_once_finance_has_confirmed(bind: Engine, wards: tuple[int, int]) -> None:
    key = int(hours(bind, wards[0], 6).partition("/")[2])
    with transaction(bind) as session:
        benefits.confirm_benefit(session, DEMO, wards[0], key, by="Ewan Baird", on=TODAY)
        benefits.change_benefit(session, DEMO, wards[0], key, spent_on="Handover")
    with pytest.raises(Refused), transaction(bind) as session:
        benefits.change_benefit(session, DEMO, wards[0], key, amount=9.0)
