"""Grants of many teams at once, the right of an administrator, and how far a grant reaches."""

from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, func, select

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands import accounts, teams
from vmboard.commands.grants import grant_many, withdraw_many
from vmboard.commands.sign_in import sign_in_with_subject
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.granting import Granted, GrantRow, NewGrant
from vmboard.domain.access.permissions import APP, Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Role
from vmboard.queries.access import accounts as account_list
from vmboard.queries.access import team_access
from vmboard.queries.grants import grant_choices, resolved
from vmboard.queries.sign_in import actor_of, find_and_note_seen, withdrawn
from vmboard.store.engine import transaction
from vmboard.store.tables import Account, Grant, History

ADMIN = Actor("Rhona Bell", person=APP)


@dataclass
class Hospital:
    """A division with three wards below it, one of them with a bay below that; another site beside."""

    ward: Ward
    division: int
    wards: list[int]
    bay: int
    elsewhere: int
    isla: int

    @property
    def bind(self) -> Engine:
        return self.ward.bind

    def give(self, *team_ids: int, role: Role = Role.COACH, may_edit: bool = False) -> Granted:
        with transaction(self.bind, now=MOMENT) as session:
            return grant_many(session, ADMIN, [NewGrant(id_, self.isla, role, may_edit) for id_ in team_ids])

    def take(self, *team_ids: int, role: Role = Role.COACH) -> Granted:
        with transaction(self.bind, now=MOMENT) as session:
            return withdraw_many(session, ADMIN, [NewGrant(id_, self.isla, role) for id_ in team_ids])

    def grants(self) -> set[tuple[int, Role, bool]]:
        rows = select(Grant.team_id, Grant.role, Grant.may_edit).where(Grant.account_id == self.isla)
        return self.ward.ask(lambda session: {tuple(row) for row in session.execute(rows)})

    def isla_now(self) -> Actor:
        """As she is when she signs in."""
        tried = sign_in_with_subject(self.bind, subject="", email="isla@nhs.scot", browser="Chrome", now=MOMENT)
        return actor_of(find_and_note_seen(self.bind, tried.token, MOMENT))


@pytest.fixture
def hospital(bind: Engine) -> Hospital:
    ward = small_ward(bind)

    def add(name: str, parent_id: int | None = None, site: str = "Raigmore Hospital") -> int:
        return teams.add_team(
            session, ADMIN, organisation="NHS Highland", site=site, name=name, timezone="Europe/London",
            parent_id=parent_id,
        ).id  # fmt: skip

    with transaction(bind, now=MOMENT) as session:
        division = add("Surgical Division")
        wards = [add(f"Ward {number}", division) for number in (1, 2, 3)]
        bay, elsewhere = add("Bay 2", wards[1]), add("Ward 9", None, "Belford Hospital")
        isla = accounts.add_account(
            session, ADMIN, name="Isla Grant", email="isla@nhs.scot", password="kettle garden"
        ).id
    return Hospital(ward, division, wards, bay, elsewhere, isla)


# --- many at once ---


def test_fifty_grants_are_one_go_each_with_its_row_of_history(hospital: Hospital) -> None:
    assert hospital.give(*hospital.wards, hospital.bay) == Granted(given=4)
    assert hospital.grants() == {(id_, Role.COACH, False) for id_ in (*hospital.wards, hospital.bay)}
    told = select(History.team_id).where(History.noun == "team_grant", History.actor_name == "Rhona Bell")
    assert set(hospital.ward.ask(lambda session: list(session.scalars(told)))) == {*hospital.wards, hospital.bay}


def test_what_stands_already_stays_and_what_differs_is_changed(hospital: Hospital) -> None:
    hospital.give(hospital.wards[0])
    assert hospital.give(*hospital.wards) == Granted(given=2, same=1)
    assert hospital.give(*hospital.wards, may_edit=True) == Granted(given=3)
    assert {may_edit for *_, may_edit in hospital.grants()} == {True}


def test_they_are_taken_back_in_one_go_too(hospital: Hospital) -> None:
    hospital.give(*hospital.wards)
    hospital.give(hospital.division, role=Role.MANAGER)
    assert hospital.take(*hospital.wards, hospital.bay) == Granted(taken=3, same=1)
    assert hospital.grants() == {(hospital.division, Role.MANAGER, False)}


def test_one_that_cannot_be_given_leaves_all_as_they_were(hospital: Hospital) -> None:
    with pytest.raises(Refused, match="not here any more"), transaction(hospital.bind, now=MOMENT) as session:
        wanted = [NewGrant(hospital.wards[0], account, Role.LEAD) for account in (hospital.isla, 9_999)]
        grant_many(session, ADMIN, wanted)
    assert hospital.grants() == set()


@pytest.mark.parametrize("command", [grant_many, withdraw_many])
def test_only_an_administrator_gives_or_takes_many(hospital: Hospital, command) -> None:
    hospital.give(hospital.division, role=Role.MANAGER)
    manager = hospital.isla_now()
    with pytest.raises(NotAllowed), transaction(hospital.bind, now=MOMENT) as session:
        command(session, manager, [NewGrant(hospital.division, hospital.isla, Role.LEAD)])


def test_what_may_be_given_at_once_is_a_division_a_site_or_a_team(hospital: Hospital) -> None:
    groups = hospital.ward.ask(lambda session: grant_choices(session, ADMIN)).groups
    below = {group.below: set(group.team_ids) for group in groups if group.below}
    assert below["surgical-division"] == {*hospital.wards, hospital.bay}
    sites = {group.site: len(group.team_ids) for group in groups if group.site}
    assert sites == {"Raigmore Hospital": 6, "Belford Hospital": 1}
    assert len([group for group in groups if group.slug]) == 7


def test_a_file_is_read_by_names_and_addresses_and_says_of_each_line_what_is_wrong(hospital: Hospital) -> None:
    def come_to(*rows: GrantRow):
        return hospital.ward.ask(lambda session: resolved(session, ADMIN, rows, "grants.csv"))

    good = come_to(
        GrantRow(2, "Isla@NHS.scot", "ward 1", "Coach", "yes"),
        GrantRow(3, "isla@nhs.scot", "surgical-division", "manages"),
        GrantRow(4, "isla@nhs.scot", "Ward 1", "lead", "yes"),
    )
    assert good.wanted == (
        NewGrant(hospital.wards[0], hospital.isla, Role.COACH, True),
        NewGrant(hospital.division, hospital.isla, Role.MANAGER),
        NewGrant(hospital.wards[0], hospital.isla, Role.LEAD),
    )
    bad = come_to(
        GrantRow(2, "isla@nhs.scot", "Ward 1", "lead"), GrantRow(3, "nobody@nhs.scot", "Ward 77", "boss", "perhaps")
    )
    assert bad.wanted == () and [one.cell for one in bad.refused] == ["line 3"] * 4


# --- how far a grant reaches ---


@pytest.mark.parametrize("role", [Role.COACH, Role.MANAGER])
def test_a_grant_counts_below_at_any_depth_to_read_and_not_to_write(hospital: Hospital, role: Role) -> None:
    hospital.give(hospital.division, role=role)
    person = hospital.isla_now().person
    for team_id in (*hospital.wards, hospital.bay):
        assert may(person, Verb.READ_BOARD, Thing(team_id)) and may(person, Verb.READ_SUMMARY, Thing(team_id))
        for verb in (Verb.TYPE_FIGURE, Verb.ADD_VISIT, Verb.READ_COACHING_LOG, Verb.CHANGE_TEAM, Verb.SIGN_IMPACT):
            assert not may(person, verb, Thing(team_id)), verb
    assert not may(person, Verb.READ_BOARD, Thing(hospital.elsewhere))
    assert not may(person, Verb.READ_BOARD, Thing(hospital.ward.team_id))


def test_a_leads_grant_ends_at_the_team(hospital: Hospital) -> None:
    hospital.give(hospital.division, role=Role.LEAD)
    assert not may(hospital.isla_now().person, Verb.READ_BOARD, Thing(hospital.wards[0]))


def test_it_moves_with_the_team_and_ends_with_the_grant(hospital: Hospital) -> None:
    hospital.give(hospital.division, role=Role.MANAGER)
    with transaction(hospital.bind, now=MOMENT) as session:
        teams.change_team(session, ADMIN, hospital.wards[1], parent_id=None)
    person = hospital.isla_now().person
    assert not may(person, Verb.READ_BOARD, Thing(hospital.wards[1]))
    assert not may(person, Verb.READ_BOARD, Thing(hospital.bay)), "what stands under it went along"
    hospital.take(hospital.division, role=Role.MANAGER)
    assert hospital.isla_now().person == Person()


def test_who_gets_in_says_who_reads_from_above_and_how_far_a_grant_reads(hospital: Hospital) -> None:
    hospital.give(hospital.division, role=Role.MANAGER)

    def seen(team_id: int):
        return hospital.ward.ask(lambda session: team_access(session, ADMIN, team_id, MOMENT.date(), MOMENT))

    (line,) = seen(hospital.division).granted
    assert (line.name, line.reads_below) == ("Isla Grant", 4)
    for team_id in (*hospital.wards, hospital.bay):
        assert [(one.name, one.words) for one in seen(team_id).readers] == [("Isla Grant", "manages Surgical Division")]
    assert seen(hospital.elsewhere).readers == seen(hospital.division).readers == ()


def test_the_list_of_accounts_says_each_ones_teams_and_who_has_none(hospital: Hospital) -> None:
    with transaction(hospital.bind, now=MOMENT) as session:
        accounts.add_account(session, ADMIN, name="Ailsa Reid", email="ailsa@nhs.scot")
    hospital.give(hospital.division, role=Role.MANAGER)
    hospital.give(hospital.elsewhere, role=Role.COACH, may_edit=True)
    lines = hospital.ward.ask(lambda session: account_list(session, ADMIN))
    assert {line.name: line.grants for line in lines} == {
        "Ailsa Reid": (),
        "Isla Grant": ("Manages Surgical Division, reads 4 teams below", "Coaches Ward 9 and may edit"),
    }


def test_a_withdrawn_grant_is_told_and_no_other_team_is(hospital: Hospital) -> None:
    def said(slug: str) -> str:
        return hospital.ward.ask(lambda session: withdrawn(session, hospital.isla, slug, MOMENT.date()))

    hospital.give(hospital.wards[0])
    assert said("ward-1") == ""
    hospital.take(hospital.wards[0])
    assert said("ward-1") == "On 18 Nov Rhona Bell withdrew what you were given for Ward 1."
    assert said("ward-2") == said("ward-77") == "", "of a team that was never theirs nothing is said"


# --- the right of an administrator ---


def administrators(hospital: Hospital) -> int:
    able = select(func.count()).where(Account.is_administrator, Account.disabled_at.is_(None))
    return hospital.ward.ask(lambda session: session.scalar(able))


def test_the_right_is_given_and_taken_and_the_account_and_its_teams_stay(hospital: Hospital) -> None:
    hospital.give(hospital.division, role=Role.MANAGER)
    with transaction(hospital.bind, now=MOMENT) as session:
        accounts.add_account(
            session, ADMIN, name="Ailsa", email="a@nhs.scot", password="trolley bay lantern", is_administrator=True
        )
        accounts.make_administrator(session, ADMIN, hospital.isla)
    assert hospital.isla_now().person.is_administrator
    with transaction(hospital.bind, now=MOMENT) as session:
        accounts.unmake_administrator(session, ADMIN, hospital.isla)
    person = hospital.isla_now().person
    assert not person.is_administrator and [grant.team_id for grant in person.grants] == [hospital.division]


@pytest.mark.parametrize("end", [accounts.unmake_administrator, accounts.disable_account])
@pytest.mark.parametrize("other", ["nobody", "closed", "never came in"])
def test_the_last_who_can_come_in_keeps_it(hospital: Hospital, end, other: str) -> None:
    with transaction(hospital.bind, now=MOMENT) as session:
        accounts.make_administrator(session, ADMIN, hospital.isla)
        if other != "nobody":
            password = "trolley bay lantern" if other == "closed" else ""
            made = accounts.add_account(
                session, ADMIN, name="Ailsa", email="a@nhs.scot", password=password, is_administrator=True
            )
            if other == "closed":
                accounts.disable_account(session, ADMIN, made.id)
    with pytest.raises(Refused, match="only administrator"), transaction(hospital.bind, now=MOMENT) as session:
        end(session, ADMIN, hospital.isla)
    assert administrators(hospital) >= 1
