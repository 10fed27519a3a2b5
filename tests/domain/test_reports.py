"""Who may take what was made, and what a report says to whom."""

import json
from dataclasses import replace
from datetime import date

import pytest

from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP, Grant, Person
from vmboard.domain.reports.archive import may_call_off, may_take, taken_name
from vmboard.domain.reports.groups import groups_of
from vmboard.domain.reports.words import Audience, Format
from vmboard.domain.views.teams import TeamLine
from vmboard.domain.words import Role

OURS, THEIRS = 3, 4
MANAGER = Actor("Ann", person=Person(grants=(Grant(OURS, Role.MANAGER),)), account_id=1)
TEAMS = json.dumps([OURS])


@pytest.mark.parametrize(
    ("actor", "takes"),
    [
        (MANAGER, True),
        (Actor("A nurse", person=Person(member_of=OURS)), True),
        (Actor("A nurse of another ward", person=Person(member_of=THEIRS)), False),
        (Actor("A wall", person=Person(display_of=OURS)), False),
        (Actor("An administrator", person=Person(is_administrator=True)), False),
        (Actor("Nobody"), False),
    ],
)
def test_a_report_of_a_team_is_for_those_who_read_its_board(actor: Actor, takes: bool) -> None:
    assert may_take(actor, OURS, Audience.MANAGER, "", "") is takes


def test_a_pack_is_for_whoever_asked_and_no_longer_once_a_team_in_it_is_not_theirs_to_read() -> None:
    assert may_take(MANAGER, None, Audience.SPONSOR, MANAGER.key, TEAMS)
    assert not may_take(MANAGER, None, Audience.SPONSOR, "account:2", TEAMS)
    assert not may_take(MANAGER, None, Audience.SPONSOR, MANAGER.key, json.dumps([OURS, THEIRS]))
    assert not may_take(replace(MANAGER, person=Person()), None, Audience.SPONSOR, MANAGER.key, TEAMS)


def test_a_pack_of_somebody_without_an_account_is_nobodys() -> None:
    unknown = Actor("Someone", person=Person(grants=(Grant(OURS, Role.MANAGER),)))
    assert not may_take(unknown, None, Audience.SPONSOR, "", TEAMS)
    assert may_take(Actor("This computer", person=APP), None, Audience.SPONSOR, "", TEAMS)


def test_an_administrator_may_have_public_faces_and_no_more() -> None:
    administrator = Actor("Root", person=Person(is_administrator=True), account_id=9)
    assert may_take(administrator, None, Audience.PEERS, administrator.key, TEAMS)
    assert not may_take(administrator, None, Audience.SPONSOR, administrator.key, TEAMS)
    assert not may_call_off(administrator, OURS, Audience.MANAGER, "", "")


def test_a_file_has_a_plain_name() -> None:
    name = taken_name("ward-7a", "Report-out “for” ../the/ manager", date(2026, 11, 30), Format.PDF)
    assert name == "ward-7a-report-out-for-the-manager-2026-11-30.pdf"


def test_a_pack_may_be_of_all_teams_a_site_or_a_team_and_those_below() -> None:
    def team(number: int, name: str, site: str, parent: int | None = None, stand_in: str = "") -> TeamLine:
        return TeamLine(number, name.lower(), name, site, "NHS Highland", parent, False, stand_in)

    lines = [
        team(1, "Division", "Raigmore"), team(2, "Ward 5", "Raigmore", 1), team(3, "Bay 1", "Belford", 2),
        team(4, "Published", "Raigmore", None, "stands for others"),
    ]  # fmt: skip
    assert groups_of(lines) == {
        "All teams": [1, 2, 3], "Raigmore": [1, 2], "Belford": [3], "Division and below": [1, 2, 3],
        "Ward 5 and below": [2, 3],
    }  # fmt: skip
