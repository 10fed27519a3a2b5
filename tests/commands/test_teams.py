"""Organisations, sites, teams and the people on them."""

from typing import Any

import pytest
from sqlalchemy import Engine, select

from tests.small_ward import WEEK, Ward
from vmboard.commands import teams
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.refusals import Refused
from vmboard.queries.history import team_history
from vmboard.queries.teams import teams as list_of_teams
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Member, Organisation, Site, Team

HERE = {"organisation": "NHS Highland", "site": "Raigmore Hospital", "timezone": "Europe/London"}


def add(bind: Engine, **details: Any) -> Team:
    with transaction(bind) as session:
        return teams.add_team(session, COMMAND_LINE, **{"name": "Ward 7A", **HERE, **details})


def test_teams_of_one_hospital_share_it(bind: Engine) -> None:
    add(bind)
    add(bind, name="Ward 7B")
    with reading(bind) as session:
        assert session.scalars(select(Organisation.name)).all() == ["NHS Highland"]
        assert session.scalars(select(Site.name)).all() == ["Raigmore Hospital"]


def test_each_team_has_an_address_of_its_own_in_plain_letters(bind: Engine) -> None:
    names = ["Ward 7A · Respiratory", "Ward 7A, respiratory", "Àite-fois", "心臓"]
    slugs = [add(bind, name=name).slug for name in names]
    assert slugs == ["ward-7a-respiratory", "ward-7a-respiratory-2", "aite-fois", "team"]


def test_two_teams_of_one_site_are_not_called_the_same(sqlite_bind: Engine) -> None:
    bind = sqlite_bind
    said = "Raigmore Hospital has a team called “Ward 7A” already: its address is ward-7a."
    first, other = add(bind).id, add(bind, name="Ward 7B").id
    elsewhere = add(bind, site="Belford Hospital")
    assert elsewhere.slug == "ward-7a-2", "at another site there may be one of that name"

    def do(command: Any, team_id: int, **details: Any) -> None:
        with transaction(bind) as session:
            command(session, COMMAND_LINE, team_id, **details)

    for again in (
        lambda: add(bind), lambda: add(bind, name="ward  7a"),
        lambda: do(teams.change_team, other, name="WARD 7A"),
        lambda: do(teams.place_team, elsewhere.id, organisation="NHS Highland", site="Raigmore Hospital",
                   parent_id=None),
    ):  # fmt: skip
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.sentence.startswith(said)
    do(teams.change_team, first, name="WARD 7A")
    do(teams.place_team, first, organisation="NHS Highland", site="Raigmore Hospital", parent_id=other)
    with reading(bind) as session:
        assert sorted(session.scalars(select(Team.name))) == ["WARD 7A", "Ward 7A", "Ward 7B"]


def test_a_management_team_is_a_team_with_others_under_it(bind: Engine) -> None:
    above = add(bind, name="Medical Division")
    assert add(bind, parent_id=above.id).parent_id == above.id


def test_a_team_is_moved_under_another_and_to_a_site_that_is_new(ward: Ward) -> None:
    above = add(ward.bind, name="Division").id
    ward.do(teams.place_team, organisation="NHS Highland", site="Belford Hospital", parent_id=above)
    (line,) = [
        line for line in ward.ask(lambda session: list_of_teams(session, COMMAND_LINE)) if line.team_id == ward.team_id
    ]
    assert (line.organisation, line.site, line.parent_id) == ("NHS Highland", "Belford Hospital", above)
    told = ward.ask(lambda session: team_history(session, COMMAND_LINE, ward.team_id, today=WEEK)).lines[0]
    assert "to Belford Hospital" in told.words and "team above from nothing to Division" in told.words
    with pytest.raises(Refused, match="the site a name"):
        ward.do(teams.place_team, organisation="NHS Highland", site=" ", parent_id=None)
    with pytest.raises(Refused, match="cannot be above itself"):
        ward.do(teams.place_team, organisation="NHS Highland", site="Raigmore", parent_id=ward.team_id)


def test_no_team_stands_above_itself_however_far(bind: Engine) -> None:
    above = add(bind, name="Medical Division")
    ward = add(bind, name="Ward 7A", parent_id=above.id)
    bay = add(bind, name="Bay", parent_id=ward.id)
    for top in (above, ward, bay):
        with pytest.raises(Refused, match="cannot be above itself"), transaction(bind) as session:
            teams.change_team(session, COMMAND_LINE, above.id, parent_id=top.id)
    with transaction(bind) as session:
        assert teams.change_team(session, COMMAND_LINE, bay.id, parent_id=above.id).parent_id == above.id


@pytest.mark.parametrize(
    "details",
    [{"name": " "}, {"name": "x" * 61}, {"organisation": ""}, {"timezone": "Inverness"}, {"week_ends_on": 7}],
)
def test_what_a_team_cannot_be_is_refused_and_leaves_nothing(bind: Engine, details: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        add(bind, **details)
    with reading(bind) as session:
        assert session.scalars(select(Organisation)).all() == []


def test_initials_are_made_from_the_name_and_are_the_persons_own(ward: Ward) -> None:
    names = ["Mairi Kerr", "Ann-Marie van der Berg", "Ian"]
    made = [ward.do(teams.add_member, name=name).initials for name in names]
    assert made == ["MK", "AB", "I"]
    with pytest.raises(Refused, match="MK is already someone on this team"):
        ward.do(teams.add_member, name="Moira Keith")
    assert ward.do(teams.add_member, name="Moira Keith", initials="mok").initials == "MOK"


def test_initials_of_somebody_who_left_stay_theirs_in_what_they_did(ward: Ward) -> None:
    ward.do(teams.leave, ward.nurse_id)
    with pytest.raises(Refused, match="JD is already someone on this team"):
        ward.do(teams.add_member, name="Jean Dow")


def test_someone_who_leaves_stays_in_what_they_did(ward: Ward) -> None:
    ward.do(teams.leave, ward.nurse_id)
    assert ward.row(Member, ward.nurse_id).left
    ward.do(teams.rejoin, ward.nurse_id)
    assert not ward.row(Member, ward.nurse_id).left


@pytest.mark.parametrize(
    "settings", [{"name": ""}, {"timezone": "x"}, {"huddle_weekday": 9}, {"idea_lane": "x" * 25}, {"vision": "x" * 201}]
)
def test_settings_a_team_cannot_have_are_refused(ward: Ward, settings: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        ward.do(teams.change_team, **settings)
