"""What other systems may: each kind of token, every verb, the teams it reaches and another: the matrix for tokens."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from tests.access.house import House
from tests.access.test_matrix import FUNCTIONS, ROWS, got_through
from tests.access.world import Place, World
from tests.sources import TODAY, system
from vmboard.commands.sources import withdraw_source
from vmboard.domain.access.actor import COMMAND_LINE, Actor
from vmboard.domain.access.permissions import INSTALLATION, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.queries.sources import source_of, sources
from vmboard.store.engine import reading, transaction

READS = {
    Verb.READ_FEED_TEAMS, Verb.READ_FEED_POINT, Verb.READ_FEED_POINTS, Verb.READ_FEED_MEASURES, Verb.READ_FEED_SIGNALS,
    Verb.READ_FEED_PROJECTS, Verb.READ_FEED_ACTIONS,
}  # fmt: skip
WRITES = {Verb.READ_FEED_TEAMS, Verb.READ_FEED_POINT, Verb.PUT_FIGURES, Verb.READ_FIGURE_QUESTIONS}
MAY = {"reads": READS, "writes": WRITES, "both": READS | WRITES}
"""All that a token opens, by hand: no page, no person's work, no account, and nothing of a team it does not reach."""


@pytest.fixture(scope="module")
def tokens(world: World) -> dict[str, str]:
    own = world.own.team_id
    return {
        kind: system(world.bind, own, name=kind, read=kind != "writes", write=kind != "reads") for kind in MAY
    }  # fmt: skip


def actor(session: Session, token: str) -> Actor:
    known = source_of(session, token, TODAY)
    assert known is not None
    return known[1]


@pytest.mark.parametrize("kind", MAY)
def test_a_token_may_what_it_was_made_for_and_nothing_else(world: World, tokens: dict[str, str], kind: str) -> None:
    with reading(world.bind) as session:
        who = actor(session, tokens[kind]).person
        for verb, row in ROWS.items():
            here = INSTALLATION if row.whole else Thing(world.own.team_id)
            assert may(who, verb, here) == (verb in MAY[kind]), verb
            if not row.whole:
                assert not any(may(who, verb, Thing(team)) for team in (2, 3, 5)), verb


@pytest.mark.parametrize("kind", MAY)
def test_every_command_and_query_asks_a_token_too(world: World, tokens: dict[str, str], kind: str) -> None:
    with reading(world.bind) as session:
        who = actor(session, tokens[kind])
        for verb, function in FUNCTIONS.items():
            assert got_through(function, session, who, world.own.team_id) == (verb in MAY[kind]), verb
            if not ROWS[verb].whole:
                assert not got_through(function, session, who, world.other.team_id), verb


PATHS = [
    "teams", *(f"teams/{{team}}/{kind}" for kind in ("measures", "data-points", "signals", "projects", "actions")),
    *("measures", "data-points", "signals", "projects", "actions"),
    "teams/{team}/measures/{measure}/data-points/2026-11-15",
]  # fmt: skip


def asked(house: House, token: str, path: str, place: Place) -> tuple[int, str]:
    path = path.replace("{team}", place.slug).replace("{measure}", str(place.rows["measure"]))
    answer = house.ask(
        "nobody", "GET", f"/api/v1/{path}", headers={"authorization": f"Bearer {token}".encode("latin-1")}
    )
    return answer.status_code, answer.text.lower().replace(place.slug, "")


def test_a_token_reads_its_ward_and_not_a_word_of_another(house: House, tokens: dict[str, str]) -> None:
    for path in PATHS:
        status, told = asked(house, tokens["reads"], path, house.world.own)
        assert status == 200 and (house.world.own.bird.lower() in told or path == "teams"), path
        assert house.world.other.bird.lower() not in told
        status, told = asked(house, tokens["reads"], path, house.world.other)
        assert house.world.other.bird.lower() not in told, path
        assert status == (404 if "{team}" in path else 200)


def test_a_token_that_writes_reads_back_its_own_figure_and_lists_its_teams_alone(
    house: House, tokens: dict[str, str]
) -> None:
    opened = {path for path in PATHS if asked(house, tokens["writes"], path, house.world.own)[0] == 200}
    assert opened == {"teams", PATHS[-1]}


@pytest.mark.parametrize("token", ["", "vmb_", "vmb_" + "a" * 43, "Bearer", "vmb_\u00ff"])
def test_a_made_up_token_opens_nothing(house: House, token: str) -> None:
    for path in PATHS:
        status, told = asked(house, token, path, house.world.own)
        assert status == 401 and house.world.own.bird.lower() not in told


def test_a_persons_cookie_opens_nothing_at_the_api_and_a_token_opens_no_page(
    house: House, tokens: dict[str, str]
) -> None:
    assert house.ask("manager", "GET", "/api/v1/teams").status_code == 401
    answer = house.ask(
        "nobody", "GET", "/week", follow_redirects=False, headers={"authorization": f"Bearer {tokens['both']}"}
    )
    assert answer.status_code == 303


def test_a_withdrawn_token_is_of_no_use_from_that_moment(house: House) -> None:
    bind, place = house.world.bind, house.world.own
    token = system(bind, place.team_id, name="Ledger")
    assert asked(house, token, "teams", place)[0] == 200
    with transaction(bind) as session:
        mine = next(line for line in sources(session, COMMAND_LINE, datetime.now(UTC)) if line.name == "Ledger")
        withdraw_source(session, COMMAND_LINE, mine.source_id)
    assert asked(house, token, "teams", place)[0] == 401
