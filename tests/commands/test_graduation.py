"""A team graduates by its coach's word, once it has shown what is asked; the word is kept, taken back and undone."""

from datetime import date

import pytest

from tests.small_ward import Ward
from vmboard.commands import graduation as commands
from vmboard.commands import teams, undo
from vmboard.domain.access.actor import DEMO, NotAllowed
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.coaching.graduation import Criteria, Criterion
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.views.graduation import GraduationView
from vmboard.domain.words import Role
from vmboard.queries.graduation import criteria, graduation
from vmboard.queries.history import team_history
from vmboard.store.engine import transaction
from vmboard.store.tables import Team

TODAY = date(2026, 11, 18)
MET, SHORT = Criterion("8 huddles held", "9 huddles held", True), Criterion("1 benefit", "0 benefits confirmed", False)


def view(ward: Ward) -> GraduationView:
    return ward.ask(lambda session: graduation(session, ward.nurse, ward.team_id, TODAY))


def graduated_on(ward: Ward) -> date | None:
    return ward.ask(lambda session: session.get_one(Team, ward.team_id).graduated_on)


def newest(ward: Ward) -> str:
    return ward.ask(lambda session: team_history(session, ward.nurse, ward.team_id, today=TODAY)).lines[0].words


def test_a_team_that_has_shown_it_graduates_once_and_its_day_stays(ward: Ward) -> None:
    ward.do(commands.graduate, stands=[MET], today=TODAY)
    ward.do(commands.graduate, stands=[MET], today=date(2026, 12, 1))
    assert graduated_on(ward) == TODAY == view(ward).graduated_on
    assert newest(ward) == "said that the team graduated"


def test_what_is_missing_is_said_and_nothing_is_written(ward: Ward) -> None:
    before = ward.revision()
    with pytest.raises(Refused, match=r"Not yet: 0 benefits confirmed\."):
        ward.do(commands.graduate, stands=[MET, SHORT], today=TODAY)
    with pytest.raises(Refused, match="Nothing is asked"):
        ward.do(commands.graduate, stands=[], today=TODAY)
    assert (graduated_on(ward), ward.revision()) == (None, before)


def test_it_is_taken_back_and_undone(ward: Ward) -> None:
    ward.do(commands.graduate, stands=[MET], today=TODAY)
    ward.do(commands.take_back_graduation)
    assert graduated_on(ward) is None
    assert newest(ward) == "took back that the team graduated"
    ward.do(undo.undo, ward.revision())
    assert graduated_on(ward) == TODAY


def test_a_new_team_has_shown_nothing_yet(ward: Ward) -> None:
    assert [one.met for one in view(ward).criteria] == [False] * 5


def test_what_is_asked_is_an_administrators_to_set_and_two_of_them_lose_nothing(ward: Ward) -> None:
    with transaction(ward.bind, now=ward.moment) as session:
        commands.set_criteria(session, DEMO, version=0, huddles_held=6, confirmed=0)
    chosen = ward.ask(lambda session: criteria(session, DEMO, TODAY))
    assert (chosen.values.huddles_held, chosen.author, len(view(ward).criteria)) == (6, "Demo data", 4)
    with transaction(ward.bind, now=ward.moment) as session, pytest.raises(Clash):
        commands.set_criteria(session, DEMO, version=0, huddles_held=9)
    with transaction(ward.bind, now=ward.moment) as session:
        commands.reset_criteria(session, DEMO)
    assert ward.ask(lambda session: criteria(session, DEMO, TODAY)).values == Criteria()


def test_the_lead_does_not_say_it_of_their_own_team(ward: Ward) -> None:
    lead = Person(grants=(Grant(ward.team_id, Role.LEAD),))
    with transaction(ward.bind, now=ward.moment) as session, pytest.raises(NotAllowed):
        commands.graduate(session, DEMO.__class__("Lead", person=lead), ward.team_id, stands=[MET], today=TODAY)


def test_the_team_that_helped_is_another_one_and_history_names_it(ward: Ward) -> None:
    with transaction(ward.bind, now=ward.moment) as session:
        other = teams.add_team(
            session, DEMO, organisation="NHS Highland", site="Raigmore Hospital", name="Cath Lab",
            timezone="Europe/London",
        ).id  # fmt: skip
    ward.do(teams.change_team, helped_by_id=other)
    assert newest(ward) == "changed the team: team that helped from nothing to Cath Lab"
    for wrong in (ward.team_id, 4711):
        with pytest.raises(Refused):
            ward.do(teams.change_team, helped_by_id=wrong)
