"""A process that is pointed at a standby shows walls, follows them by looking, and says that it saves nothing."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.conftest import TODAY
from tests.web.listener import Listener
from tests.web.live import Live
from tests.web.ports import eventually
from tests.web.standby import Standby, standby_of
from tests.web.ward import Ward, tick
from vmboard.commands.accounts import add_account
from vmboard.commands.sign_in import sign_in_with_password
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.refusals import ReadOnly
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.store import standby as standing
from vmboard.store.engine import transaction
from vmboard.web import feed, saving
from vmboard.web.health import State, ask
from vmboard.web.sign_in import now

pytestmark = pytest.mark.parametrize("bind", ["postgres"], indirect=True)
EMAIL, PASSWORD = "jo.douglas@nhs.scot", "trolley bay lantern"


@pytest.fixture
def copy(bind: Engine, ward: Ward, monkeypatch: pytest.MonkeyPatch) -> Iterator[Standby]:
    monkeypatch.setattr(standing, "KEPT", 0.0)
    with transaction(bind) as session:
        add_account(session, Actor("Administrator", person=APP), name="Jo Douglas", email=EMAIL, password=PASSWORD)
    with standby_of(bind) as made:
        yield made


def test_a_standby_shows_walls_saves_nothing_and_is_one_of_us_once_promoted(
    copy: Standby, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = Ward(copy.bind, ward.team_id, ward.action_id, ward.display_id, ward.token)
    with Live(copy.bind) as server:
        screen = Listener(server.port, ward.link)
        assert screen.hear().told["lost"] == 0
        tick(ward, TODAY)
        assert screen.hear_until("change").told["lost"] == 0, "it looks, for nobody may listen there"
        assert ask(copy.bind) is State.STANDBY
        with pytest.raises(ReadOnly):
            tick(there, TODAY, done=False)
        _who_is_signed_in_reads_on(copy)
        _what_is_typed_waits_in_the_browser(copy, ward, monkeypatch)

        copy.promote()
        monkeypatch.setattr(feed, "LOOK", 1000)
        eventually(lambda: ask(copy.bind) is not State.STANDBY, 10)
        screen.hear_until("beat")
        time.sleep(feed.RETRY + 1.5)  # the watch has begun to listen
        tick(there, TODAY, done=False)
        assert screen.hear_until("change").told["lost"] == 0
        screen.close()


def _who_is_signed_in_reads_on(copy: Standby) -> None:
    token = sign_in_with_password(copy.ahead, email=EMAIL, password=PASSWORD, browser="", now=now()).token
    copy.caught_up()
    seen = find_and_note_seen(copy.bind, token, now() + 2 * timedelta(minutes=1))
    assert seen is not None and seen.name == "Jo Douglas"
    with pytest.raises(ReadOnly):
        sign_in_with_password(copy.bind, email=EMAIL, password=PASSWORD, browser="", now=now())


def _what_is_typed_waits_in_the_browser(copy: Standby, ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """503 is what keeps it in the outbox."""
    monkeypatch.setattr(saving, "engine", lambda: copy.bind)
    monkeypatch.setattr(saving, "holder_at", lambda *_: (Actor("Jo", person=APP), ward.team_id))
    item = {"id": "1", "verb": "actions.complete", "row": ward.action_id, "done": False}
    answer = TestClient(Starlette(routes=saving.routes())).post("/save", json={"items": [item]})
    assert (answer.status_code, answer.json()) == (503, {"sentence": ReadOnly().sentence})
