"""Setting a team up whole: for those who may add teams, and for nobody else."""

import pytest
from sqlalchemy import Engine, func, select

from tests.small_ward import Ward
from vmboard.commands.founding import found_team
from vmboard.commands.teams import add_member
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Domain, Role
from vmboard.store.engine import transaction
from vmboard.store.tables import History, Measure, Member, Team

ADMINISTRATOR = Actor("Rhona Bell", person=Person(is_administrator=True), account_id=1)
PLACE = {"organisation": "NHS Highland", "site": "Raigmore", "name": "Ward 9", "timezone": "Europe/London"}
PEOPLE = [("Morag Kerr", "MK"), ("Jamie Drummond", "")]


def found(bind: Engine, actor: Actor, measures: tuple[str, ...] = ("falls",)) -> int:
    with transaction(bind) as session:
        return found_team(session, actor, people=PEOPLE, measures=measures, **PLACE).id


def test_an_administrator_sets_a_team_up_and_its_later_work_is_not_theirs(bind: Engine) -> None:
    team_id = found(bind, ADMINISTRATOR)
    ward = Ward(bind, team_id)
    assert ward.ask(lambda s: s.scalars(select(Member.name).order_by(Member.id)).all()) == [
        "Morag Kerr",
        "Jamie Drummond",
    ]
    assert ward.ask(lambda s: s.scalars(select(Measure.name)).all()) == ["Falls"]
    assert set(ward.ask(lambda s: s.scalars(select(History.actor_name)).all())) == {"Rhona Bell"}
    with transaction(bind) as session, pytest.raises(NotAllowed):
        add_member(session, ADMINISTRATOR, team_id, name="Ann Reid")


@pytest.mark.parametrize(
    "person",
    [Person(), Person(member_of=1), *(Person(grants=(Grant(1, role, may_edit=True),)) for role in Role)],
    ids=["nobody", "member", *Role],
)
def test_nobody_else_does(bind: Engine, person: Person) -> None:
    with pytest.raises(NotAllowed):
        found(bind, Actor("Someone", person=person))


def test_without_a_measure_nothing_is_made(bind: Engine) -> None:
    with pytest.raises(Refused, match="at least one measure"):
        found(bind, ADMINISTRATOR, measures=())
    assert Ward(bind).ask(lambda s: s.scalar(select(func.count()).select_from(Team))) == 0


def test_a_line_that_names_a_measure_of_the_library_brings_it_with_the_target_typed(sqlite_bind: Engine) -> None:
    with transaction(sqlite_bind) as session:
        own = [(Domain.SAFETY, "Falls, below 3"), (Domain.EXPERIENCE, "Missed breakfasts, below 2")]
        found_team(session, ADMINISTRATOR, people=PEOPLE, measures=(), own=own, **PLACE)
    made = Ward(sqlite_bind).ask(lambda s: s.scalars(select(Measure).order_by(Measure.id)).all())
    assert [(row.name, row.library_key, row.target) for row in made] == [
        ("Falls", "falls", 3), ("Missed breakfasts", "", 2),
    ]  # fmt: skip
