"""The live feed: every open screen hears of a change at once, whichever way it came in."""

import asyncio
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import time as time_of_day
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.conftest import TODAY
from tests.web.faults import take_away
from tests.web.listener import Listener
from tests.web.live import Live
from tests.web.ports import free_port, wait_for
from tests.web.ward import Ward, build_ward, tick
from vmboard.commands.displays import renew_display, revoke_display, set_display
from vmboard.domain.access.actor import DEMO
from vmboard.domain.edition import Edition
from vmboard.queries.displays import Screen
from vmboard.queries.screens import Followed
from vmboard.settings import ROOT
from vmboard.store.announcing import Announcer
from vmboard.store.engine import transaction
from vmboard.web import feed, routes

Listen = Callable[..., Listener]

TICK = """
import sys
from datetime import date
from tests.web.ward import Ward, build_ward, tick
from vmboard.store.engine import engine_for
url, team, action, today = sys.argv[1:]
tick(Ward(engine_for(url), int(team), int(action), 0, ""), date.fromisoformat(today))
"""


def test_a_screen_is_sent_the_board_it_does_not_have_yet_and_then_only_signs_of_life(
    listen: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routes, "BEAT", 0.05)
    screen = listen()
    first, second, third = screen.hear(), screen.hear(), screen.hear()
    assert (first.name, second.name, third.name) == ("change", "beat", "beat")
    assert "Order new bed sensors" in first.board
    assert second.told["key"] == first.told["key"]
    assert third.told["now"] > second.told["now"]


def test_a_screen_that_has_the_board_is_not_sent_it_again(listen: Listen) -> None:
    key = listen().hear().told["key"]
    assert listen(more=f"?have={key}").hear().name == "beat"


def test_a_change_in_this_process_reaches_every_open_screen_at_once(listen: Listen, ward: Ward) -> None:
    screens = [listen(), listen(gzip=True), listen(more="?layout=portrait")]
    before = [screen.hear() for screen in screens]
    tick(ward, TODAY)
    committed = time.monotonic()
    for screen, old in zip(screens, before, strict=True):
        new = screen.hear()
        assert new.name == "change" and new.told["key"] != old.told["key"]
        assert "Order new bed sensors" not in new.board
        assert new.at - committed < 1


@pytest.mark.long
def test_a_change_by_another_process_reaches_an_open_screen(listen: Listen, ward: Ward) -> None:
    screen = listen()
    screen.hear()
    url = ward.bind.url.render_as_string(hide_password=False)
    team, action = str(ward.team_id), str(ward.action_id)
    subprocess.run([sys.executable, "-c", TICK, url, team, action, TODAY.isoformat()], cwd=ROOT, check=True)
    committed, new = time.monotonic(), screen.hear_until("change")
    assert "Order new bed sensors" not in new.board
    assert new.at - committed < 1


def test_a_packed_feed_says_the_same_as_a_plain_one(listen: Listen) -> None:
    plain, packed = listen(), listen(gzip=True)
    assert packed.answer.headers["Content-Encoding"] == "gzip"
    assert plain.hear().board == packed.hear().board


@pytest.mark.parametrize("switch_off", [revoke_display, renew_display])
def test_a_screen_whose_link_is_switched_off_or_renewed_hears_so_at_once(
    listen: Listen, ward: Ward, switch_off: Callable[..., object]
) -> None:
    screen = listen()
    screen.hear()
    with transaction(ward.bind) as session:
        switch_off(session, DEMO, ward.team_id, ward.display_id)
    assert screen.hear().name == "gone"
    with pytest.raises(EOFError):
        screen.hear()


def test_a_new_setting_of_a_screen_reaches_it_at_once(listen: Listen, ward: Ward) -> None:
    screen = listen()
    assert screen.hear().told["focus"] == 20
    with transaction(ward.bind) as session:
        set_display(
            session, DEMO, ward.team_id, ward.display_id, overview_seconds=60, focus_seconds=0,
            dark_from=time_of_day(21), dark_until=time_of_day(6, 30),
        )  # fmt: skip
    told = screen.hear().told
    assert (told["overview"], told["focus"], told["dark"]) == (60, 0, "21:00-06:30")


def test_a_lost_database_is_said_within_seconds_and_so_is_its_return(
    listen: Listen, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "RETRY", 0.1)
    screen = listen()
    screen.hear()
    begun = time.monotonic()
    bring_back = take_away(ward.bind)
    lost = screen.hear()
    assert lost.told["lost"] > 0 and lost.at - begun < 3
    bring_back()
    returned, found = time.monotonic(), screen.hear()
    assert found.told["lost"] == 0 and found.at - returned < 3


def test_a_database_that_does_not_even_fail_counts_as_lost(
    listen: Listen, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "LOST_AFTER", 0.5)
    let_go = threading.Event()

    def hang(*_: object) -> dict[int, int]:
        let_go.wait(20)
        return {}

    monkeypatch.setattr(feed, "editions_of", hang)
    screen = listen()
    screen.hear()
    assert screen.hear().told["lost"] > 0
    let_go.set()


@pytest.mark.parametrize("bind", ["postgres"], indirect=True)
def test_a_change_of_a_team_that_no_screen_here_shows_asks_the_database_nothing(
    server: Live, listen: Listen, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "LOOK", 1000)
    other, quiet = (build_ward(ward.bind, TODAY, name=f"Ward {n}", measures=0) for n in (5, 6))
    screen, beside = listen(), Listener(server.port, quiet.link)
    screen.hear(), beside.hear()
    time.sleep(0.3)  # the building of the ward
    asked: list[set[int]] = []
    look = feed.editions_of
    monkeypatch.setattr(feed, "editions_of", lambda session, ids: asked.append(set(ids)) or look(session, ids))
    tick(other, TODAY)
    time.sleep(0.3)
    tick(ward, TODAY)
    screen.hear_until("change")
    assert asked == [{ward.team_id}], "and of the one that changed alone"
    beside.close()


@pytest.mark.parametrize("bind", ["postgres"], indirect=True)
def test_a_change_that_its_process_could_not_announce_any_more_comes_by_the_next_look(
    listen: Listen, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "LOOK", 0.5)
    monkeypatch.setattr(Announcer, "announce", lambda *_: None)
    screen = listen()
    screen.hear()
    tick(ward, TODAY)
    assert screen.hear().name == "change", "before the next beat"


@pytest.mark.parametrize("bind", ["sqlite"], indirect=True)
def test_a_restored_database_file_is_followed_in_place_of_the_old_one(
    listen: Listen, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "RETRY", 0.1)
    screen = listen()
    screen.hear()
    path = Path(str(ward.bind.url.database))
    copy = path.with_name("copy.db")
    with ward.bind.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql(f"VACUUM INTO '{copy}'")
        connection.exec_driver_sql("BEGIN")
    restored = create_engine(f"sqlite:///{copy}")
    with restored.begin() as connection:
        connection.execute(text("UPDATE action SET text = 'From the backup'"))
        connection.execute(text("UPDATE team_revision SET revision = revision - 1"))
    restored.dispose()
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    copy.replace(path)
    assert "From the backup" in screen.hear_until("change").board


@pytest.mark.long
def test_the_server_stops_at_once_though_screens_are_open(ward: Ward) -> None:
    env = {**os.environ, "VMBOARD_DATABASE_URL": ward.bind.url.render_as_string(hide_password=False)}
    port = free_port()
    process = subprocess.Popen([sys.executable, "-m", "tests.web.server", str(port)], cwd=ROOT, env=env)
    try:
        wait_for(f"http://127.0.0.1:{port}/wall/wall.css")
        screen = Listener(port, ward.link)
        screen.hear()
        process.send_signal(signal.SIGTERM)
        process.wait(3)
        with pytest.raises((EOFError, OSError)):
            screen.hear()
    finally:
        process.kill()


def test_an_answer_that_a_newer_one_overtook_is_not_taken() -> None:
    """Two threads ask; the one that asked first is heard last. Its screens and its revision are of before."""
    screen = Screen(1, 7, "Europe/London", 60, 0, time_of_day(21), time_of_day(6), revoked=False)

    async def play() -> None:
        hub = feed.Hub(bind=None)  # type: ignore[arg-type]
        hub._take(10.0, {7: Followed(7, Edition(3), "Europe/London", {"old": screen})})
        newer = Followed(7, Edition(5), "Europe/London", {"new": screen})
        hub._take(12.0, {7: newer})
        news = hub._feeds[7].news
        hub._take(11.0, {7: Followed(7, Edition(4), "Europe/London", {"old": screen})})
        assert hub._feeds[7].team == newer and not news.is_set()
        assert hub._team_of == {"new": 7}, "a link that was renewed meanwhile stays renewed"
        hub._take(12.0, {7: None})
        assert hub._feeds[7].team.edition.revision == -1 and news.is_set() and hub._team_of == {}
        hub._take(13.0, {8: None})
        assert 8 not in hub._feeds

    asyncio.run(play())
