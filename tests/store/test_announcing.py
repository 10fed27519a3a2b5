"""On Postgres every change is announced by its team, after the commit and together with others, and none is lost."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.conftest import TODAY
from tests.small_ward import Ward, small_ward
from tests.web.faults import take_away
from tests.web.ports import eventually
from vmboard.commands.actions import raise_action
from vmboard.store import announcing
from vmboard.store.announcing import CHANNEL, Announcer, connect, teams_in
from vmboard.store.engine import dispose, engine_for

Heard = Callable[[], list[str]]


pytestmark = [pytest.mark.parametrize("bind", ["postgres"], indirect=True), pytest.mark.usefixtures("bind")]
"""On SQLite the file itself tells."""


@pytest.fixture
def ward(bind: Engine) -> Ward:
    return small_ward(bind)


@pytest.fixture
def heard(bind: Engine, ward: Ward) -> Iterator[Heard]:
    """What was announced so far, to whoever listens."""
    listening = connect(bind)
    listening.execute(f"LISTEN {CHANNEL}")
    so_far: list[str] = []

    def hear() -> list[str]:
        so_far.extend(said.payload for said in listening.notifies(timeout=0.02))
        return so_far

    time.sleep(2 * announcing.PAUSE)  # the building of the ward
    hear()
    so_far.clear()
    yield hear
    listening.close()


def test_a_change_is_announced_by_its_team(ward: Ward, heard: Heard) -> None:
    ward.do(raise_action, text="Order slings", today=TODAY)
    eventually(lambda: heard() == [str(ward.team_id)])


def test_the_transaction_itself_announces_nothing(ward: Ward, heard: Heard) -> None:
    """NOTIFY inside it would have every commit of the installation wait for the one before."""
    said: list[str] = []
    event.listen(ward.bind, "before_cursor_execute", lambda *what: said.append(what[2]))
    ward.do(raise_action, text="Order slings", today=TODAY)
    assert said and not [one for one in said if "notify" in one.casefold()]
    eventually(heard)


def test_many_commits_are_announced_together(ward: Ward, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(announcing, "PAUSE", 0.4)
    for number in range(20):
        ward.do(raise_action, text=f"Thing {number}", today=TODAY)
    eventually(heard)
    time.sleep(0.5)
    assert set(heard()) == {str(ward.team_id)} and len(heard()) < 10


def test_what_is_left_to_say_is_said_before_the_process_ends(bind: Engine, heard: Heard) -> None:
    ends = Announcer(bind)
    ends.announce({7, 9})
    ends.close()
    eventually(lambda: heard() == ["7,9"])


def test_what_could_not_be_said_is_said_when_the_database_is_back(
    bind: Engine, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "AGAIN", 0.5)
    announcer = Announcer(bind)
    announcer.announce({7})
    eventually(heard)
    bring_back = take_away(bind)
    announcer.announce({9})
    time.sleep(3 * announcing.PAUSE)
    bring_back()
    listening = connect(bind)
    listening.execute(f"LISTEN {CHANNEL}")
    assert [said.payload for said in listening.notifies(timeout=3, stop_after=1)] == ["9"]
    listening.close()
    announcer.close()


def test_a_great_many_teams_go_out_in_pieces_that_postgres_takes(bind: Engine, heard: Heard) -> None:
    teams = set(range(10_000_000_000, 10_000_001_000))
    many = Announcer(bind)
    many.announce(teams)
    many.close()
    eventually(lambda: set().union(*(teams_in(one) or () for one in heard())) == teams)


@pytest.mark.parametrize(("payload", "teams"), [("7", {7}), ("7,9", {7, 9}), ("", None), ("what is this", None)])
def test_an_announcement_that_names_no_team_may_be_of_any(payload: str, teams: set[int] | None) -> None:
    assert teams_in(payload) == teams


def test_behind_pgbouncer_by_transactions_nothing_is_prepared(bind: Engine) -> None:
    """A prepared statement is of one connection of the server, and the next transaction may be on another."""
    url = bind.url.update_query_dict({"pgbouncer": "transaction"}).render_as_string(hide_password=False)
    with engine_for(url).connect() as connection:
        driver: Any = connection.connection.dbapi_connection
        assert driver.prepare_threshold is None
    dispose(url)
    with connect(bind) as beside:
        assert beside.prepare_threshold is None
