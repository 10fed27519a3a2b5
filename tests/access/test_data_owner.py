"""A data owner outside the team opens the figures they owe, across wards, and nothing else: every verb, page, route and
item is tried with their own sign-in.

Finance is granted Kestrel and Osprey. Each ward has a measure that waits for finance and others that do not; Heron has
one too, and never granted it.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.access.house import House
from tests.access.test_matrix import FUNCTIONS, ROWS, got_through
from tests.access.test_pages import PAGES, seen
from tests.access.test_routes import ROUTES, got_in, knock, signed
from tests.access.test_saves import SAVES, items, revisions, tried
from tests.access.world import PASSWORD, TODAY, WEEK, Place, World
from vmboard.commands import accounts, measures, sign_in
from vmboard.commands.figures import Typed
from vmboard.commands.owed_figures import answer_owed_doubt, type_owed_figure
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import APP, INSTALLATION, TABLE, Grant, Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.views.owed_boxes import OwedView
from vmboard.domain.words import Direction, Domain, Role
from vmboard.queries.owed_boxes import owed_boxes, owed_question
from vmboard.store.engine import reading, transaction

THEIRS = {Verb.READ_OWED_BOXES, Verb.READ_OWED_QUESTION, Verb.TYPE_OWED_FIGURE, Verb.ANSWER_OWED_DOUBT}
RHONA = Actor("Rhona Bell", person=APP)
BEFORE = date(2026, 11, 8)


@pytest.fixture(scope="module")
def finance(world: World) -> Iterator[World]:
    now = datetime.now(UTC)
    with transaction(world.bind, now=now) as session:
        made = accounts.add_account(session, RHONA, name="Fin Ance", email="finance@nhs.scot", password=PASSWORD)
        accounts.set_owes_as(session, RHONA, made.id, owes_as="Finance")
        for place in world.places.values():
            place.rows["owed"] = measures.add_measure(
                session, RHONA, place.team_id, name=f"Cost {place.team_id}", domain=Domain.COST, unit="£",
                direction=Direction.DECREASE, data_owner="finance ",
            ).id  # fmt: skip
        for place in (world.own, world.below):
            accounts.grant(session, RHONA, place.team_id, made.id, role=Role.DATA_OWNER)
    world.cookies["owner"] = sign_in.sign_in_with_password(
        world.bind, email="finance@nhs.scot", password=PASSWORD, browser="Chrome", now=now
    ).token
    yield world


def give(world: World, place: Place, measure: str = "owed", text: str = "1200", version: int = 0) -> Any:
    with transaction(world.bind) as session:
        return type_owed_figure(
            session, world.actor("owner"), place.team_id, place.rows[measure], BEFORE, Typed(text, version=version),
            today=TODAY, question=lambda value: "",
        )  # fmt: skip


def owed(world: World) -> OwedView:
    with reading(world.bind) as session:
        return owed_boxes(session, world.actor("owner"), TODAY, most=10)


def test_of_the_table_they_have_four_rows_and_no_other() -> None:
    person = Person(grants=(Grant(1, Role.DATA_OWNER),), owes_as="Finance")
    allowed = {
        verb for row in TABLE for verb in row.verbs for thing in (Thing(1), Thing(1, escalated=True), INSTALLATION)
        if may(person, verb, thing)
    }  # fmt: skip
    assert allowed == THEIRS
    assert not any(may(person, verb, Thing(2)) for verb in ROWS)


def test_every_command_and_query_asks(finance: World) -> None:
    actor = finance.actor("owner")
    with reading(finance.bind) as session:
        let = {
            verb for verb, function in FUNCTIONS.items() for place in finance.places.values()
            if got_through(function, session, actor, place.team_id)
        }  # fmt: skip
    assert let == THEIRS


def test_they_see_the_boxes_of_their_own_figures_in_the_wards_that_granted_it_and_give_them(finance: World) -> None:
    view = owed(finance)
    assert {team.name for team in view.teams} == {"Ward Kestrel", "Ward Osprey"}
    assert {line.name for team in view.teams for line in team.measures} == {
        f"Cost {place.team_id}" for place in (finance.own, finance.below)
    }
    assert give(finance, finance.own).value == 1200


def test_no_other_figure_and_no_other_ward_takes_theirs(finance: World) -> None:
    for place, measure in (
        (finance.own, "measure"), (finance.own, "daily"), (finance.other, "owed"), (finance.deep, "owed"),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            give(finance, place, measure)
        with pytest.raises(NotAllowed), transaction(finance.bind) as session:
            answer_owed_doubt(
                session, finance.actor("owner"), place.team_id, place.rows[measure], WEEK, version=1
            )  # fmt: skip
        with pytest.raises(NotAllowed), reading(finance.bind) as session:
            owed_question(session, finance.actor("owner"), place.team_id, place.rows[measure], WEEK, 40.0)
    with pytest.raises(NotAllowed):
        give(finance, Place("", finance.own.team_id, "", {"owed": 999}))


@pytest.mark.parametrize("page", PAGES)
def test_every_page_leads_to_their_own_with_no_word_of_any_ward(house: House, finance: World, page: str) -> None:
    with house.socket(finance.cookies["owner"]) as socket:
        for place in (finance.own, finance.other):
            told = seen(socket, page, place, "")
            assert "<h1>That did not work" not in told
            assert page in ("who", "welcome") or "<h1>Figures owed" in told
            work = re.sub(r"Ward (Kestrel|Osprey)", "", told)
            assert not re.search(f"Kestrel|Heron|Osprey|Plover|Cost {finance.other.team_id}\\b", work)


def test_no_route_tells_them_anything(house: House, finance: World) -> None:
    wrong = []
    for route, says in ROUTES.items():
        if route.startswith("SOCKET"):
            continue
        for place in (finance.own, finance.other):
            answer = knock(house, "owner", route, place) if route != "POST /sign-in/password" else None
            if answer is None:
                continue
            tells = place.bird.lower() in answer.text.replace(place.slug, "").lower()
            if tells or (got_in(answer) and says["administrator"] != "yes"):
                wrong.append((route, place.bird, answer.status_code, answer.text[:80]))
    assert wrong == []


def test_nothing_that_a_page_hands_in_is_taken_from_them(house: House, finance: World) -> None:
    actor, before = finance.actor("owner"), revisions(house, *finance.places.values())
    for verb, item in items(finance.own, finance.below).items():
        assert tried(finance, actor, item) == "refused", verb
        for place in (finance.own, finance.other):
            answer = house.ask(
                "owner", "POST", "/save", headers=signed(finance, "owner", place), json={"items": [item]}
            )  # fmt: skip
            assert answer.status_code == 401 or not answer.json()["items"][0]["ok"], verb
    assert len(SAVES) > 40
    assert revisions(house, *finance.places.values()) == before


def test_a_figure_of_theirs_that_looks_like_a_slip_they_may_say_is_right(finance: World) -> None:
    place = finance.own
    with transaction(finance.bind) as session:
        row = type_owed_figure(
            session, finance.actor("owner"), place.team_id, place.rows["owed"], WEEK, Typed("1200"), today=TODAY,
            question=lambda value: "1,200 or 120?",
        )  # fmt: skip
        assert row is not None and row.doubt
        right = answer_owed_doubt(
            session, finance.actor("owner"), place.team_id, place.rows["owed"], WEEK, version=row.version
        )  # fmt: skip
        assert (right.value, right.doubt) == (1200, "")


def test_what_is_taken_back_closes_at_once(finance: World) -> None:
    with transaction(finance.bind) as session:
        account = finance.actor("owner").account_id or 0
        accounts.withdraw(session, RHONA, finance.below.team_id, account, role=Role.DATA_OWNER)
    assert {team.name for team in owed(finance).teams} == {"Ward Kestrel"}
    with transaction(finance.bind) as session:
        accounts.set_owes_as(session, RHONA, account, owes_as="")
    assert owed(finance).teams == ()
    with pytest.raises(NotAllowed):
        give(finance, finance.own, version=1)
