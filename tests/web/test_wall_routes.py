"""What a display's link answers: the board, or one calm sentence, and never anything it should not."""

import gzip
import json
import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from httpx2 import Response
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.conftest import TODAY
from tests.web.faults import take_away
from tests.web.live import Clock
from tests.web.ports import eventually
from tests.web.ward import Ward, build_ward, tick
from vmboard.commands.displays import add_display, renew_display, revoke_display
from vmboard.domain.access.actor import DEMO
from vmboard.domain.views.board import Board
from vmboard.queries.displays import displays
from vmboard.render.wall import Layout, board_markup
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction
from vmboard.web import board_cache, feed
from vmboard.web.routes import Walls


@pytest.fixture
def walls(ward: Ward, clock: Clock) -> Walls:
    return Walls(ward.bind, clock)


@pytest.fixture
def client(walls: Walls) -> Iterator[TestClient]:
    with TestClient(Starlette(routes=walls.routes(), lifespan=walls.lifespan)) as client:
        yield client


def told(answer: Response) -> dict[str, object]:
    return dict(json.loads(answer.headers["x-wall"]))


def test_a_display_shows_its_board_in_the_first_answer(client: TestClient, ward: Ward) -> None:
    page = client.get(ward.link)
    assert page.status_code == 200
    assert page.text.startswith('<!doctype html>\n<html lang="en-GB" data-theme="')
    assert "<title>Ward 4</title>" in page.text
    assert "Every patient home, safe and sooner" in page.text
    assert 'data-layout="landscape"' in page.text


def test_a_display_that_stands_upright_gets_the_upright_board(client: TestClient, ward: Ward) -> None:
    lying, upright = client.get(f"{ward.link}/board"), client.get(f"{ward.link}/board?layout=portrait")
    assert upright.status_code == 200 and upright.text != lying.text
    assert upright.headers["etag"] != lying.headers["etag"]


def test_the_name_of_a_team_cannot_become_markup(client: TestClient, ward: Ward) -> None:
    other = build_ward(ward.bind, TODAY, name="</title><script>1", measures=0)
    page = client.get(other.link).text
    assert "<script>1" not in page and "&lt;script&gt;1" in page


def test_unknown_revoked_and_renewed_links_get_the_very_same_calm_page(client: TestClient, ward: Ward) -> None:
    with transaction(ward.bind) as session:
        display, revoked = add_display(session, DEMO, ward.team_id, name="Side room")
        revoke_display(session, DEMO, ward.team_id, display.id)
        renew_display(session, DEMO, ward.team_id, ward.display_id)
    answers = [client.get(link) for link in ("/d/" + "x" * 43, f"/d/{revoked}", ward.link, "/d/%00", "/d/é")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert "There is no board behind this link" in answers[0].text


def test_a_link_that_is_switched_off_while_its_board_is_known_closes_at_once(client: TestClient, ward: Ward) -> None:
    assert client.get(f"{ward.link}/board").status_code == 200
    with transaction(ward.bind) as session:
        revoke_display(session, DEMO, ward.team_id, ward.display_id)
    eventually(lambda: client.get(f"{ward.link}/board").status_code == 404)
    gone = client.get(f"{ward.link}/board")
    assert gone.headers["x-wall"] == "{}" and "vm-message" in gone.text


def test_a_board_is_sent_again_only_when_it_has_changed(client: TestClient, ward: Ward) -> None:
    first = client.get(f"{ward.link}/board")
    known = {"If-None-Match": first.headers["etag"]}
    again = client.get(f"{ward.link}/board", headers=known)
    assert again.status_code == 304 and not again.content
    assert told(again)["key"] == told(first)["key"]
    tick(ward, TODAY)
    eventually(lambda: client.get(f"{ward.link}/board", headers=known).status_code == 200)


def test_a_board_is_packed_for_those_who_take_it(client: TestClient, ward: Ward) -> None:
    with client.stream("GET", f"{ward.link}/board", headers={"Accept-Encoding": "gzip"}) as packed:
        body = b"".join(packed.iter_raw())
    plain = client.get(f"{ward.link}/board", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(body) == plain.content and len(body) < len(plain.content) / 4


def test_one_board_is_made_however_many_ask_for_it(
    client: TestClient, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Layout] = []
    together = threading.Barrier(8)

    def draw(view: Board, layout: Layout, **_: object) -> str:
        made.append(layout)
        return board_markup(view, layout)

    monkeypatch.setattr(board_cache, "board_markup", draw)

    def ask(_: int) -> str:
        together.wait()
        return client.get(f"{ward.link}/board").text

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(8)))
    assert len(answers) == 1 and len(made) == 1


def test_a_new_day_begins_at_midnight_where_the_team_is(
    client: TestClient, ward: Ward, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings(), "today", "")
    clock.set(datetime(2026, 7, 1, 22, 59, 0, tzinfo=UTC))
    evening = client.get(f"{ward.link}/board")
    assert told(evening)["offset"] == 60
    clock.set(datetime(2026, 7, 1, 23, 0, 1, tzinfo=UTC))
    night = client.get(f"{ward.link}/board", headers={"If-None-Match": evening.headers["etag"]})
    assert night.status_code == 200
    assert ".20260701." in str(told(evening)["key"])
    assert ".20260702." in str(told(night)["key"])


@pytest.mark.parametrize(("hour", "theme"), [(6, "dark"), (7, "light"), (19, "light"), (20, "dark")])
def test_a_display_is_dark_at_night_from_the_first_paint(
    client: TestClient, ward: Ward, clock: Clock, hour: int, theme: str
) -> None:
    clock.set(datetime(2026, 11, 18, hour, 0, 1, tzinfo=UTC))
    assert f'data-theme="{theme}"' in client.get(ward.link).text


@pytest.mark.parametrize(("hour", "theme"), [(5, "dark"), (6, "light"), (18, "light"), (19, "dark")])
def test_in_summer_it_is_dark_by_the_clock_on_the_ward(
    client: TestClient, ward: Ward, clock: Clock, hour: int, theme: str
) -> None:
    clock.set(datetime(2026, 7, 1, hour, 0, 1, tzinfo=UTC))
    assert f'data-theme="{theme}"' in client.get(ward.link).text


def test_a_screen_is_told_the_time_its_settings_and_what_it_shows(client: TestClient, ward: Ward, clock: Clock) -> None:
    clock.set(datetime(2026, 11, 18, 14, 31, tzinfo=UTC))
    said = told(client.get(f"{ward.link}/board"))
    assert said["now"] == pytest.approx(clock().timestamp() * 1000, abs=5000)
    assert {key: said[key] for key in ("offset", "lost", "overview", "focus", "dark")} == {
        "offset": 0, "lost": 0, "overview": 40, "focus": 20, "dark": "20:00-07:00",
    }  # fmt: skip


def test_a_link_leaves_no_trace_in_caches_referrers_or_search_engines(client: TestClient, ward: Ward) -> None:
    for path in (ward.link, f"{ward.link}/board", "/d/unknown", "/d/unknown/board", "/d/unknown/events"):
        headers = client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-robots-tag"] == "noindex"
    policy = client.get(ward.link).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'") and "unsafe" not in policy


def test_links_only_answer_questions(client: TestClient, ward: Ward) -> None:
    for path in (ward.link, f"{ward.link}/board", f"{ward.link}/events"):
        assert client.post(path).status_code == 405
        head = client.head(path)
        assert head.status_code == 200 and not head.content


def test_what_a_wall_loads_is_kept_for_ever_under_an_address_that_names_its_content(
    client: TestClient, ward: Ward
) -> None:
    page = client.get(ward.link).text
    files = re.findall(r'(?:href|src)="\.\.(/wall/[^"]+)"', page)
    assert {path.split("?")[0] for path in files} == {
        "/wall/wall.css", "/wall/wall.js", "/wall/atkinson-hyperlegible-next.woff2",
    }  # fmt: skip
    for path in files:
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    css = client.get("/wall/wall.css")
    assert css.headers["cache-control"] == "no-cache"
    assert client.get("/wall/wall.css", headers={"If-None-Match": css.headers["etag"]}).status_code == 304
    assert re.search(r"atkinson-hyperlegible-next\.woff2\?v=\w{10}\"", css.text)
    assert client.get("/wall/secrets.py").status_code == 404


def test_without_the_database_a_known_screen_keeps_its_board_and_says_since_when(
    client: TestClient, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "RETRY", 0.1)
    before = client.get(f"{ward.link}/board")
    bring_back = take_away(ward.bind)
    eventually(lambda: bool(told(client.get(f"{ward.link}/board"))["lost"]))
    assert client.get(f"{ward.link}/board").text == before.text
    assert client.get(ward.link).status_code == 200
    bring_back()
    eventually(lambda: not told(client.get(f"{ward.link}/board"))["lost"])


def test_without_the_database_an_unknown_screen_waits_calmly_and_comes_back(
    client: TestClient, walls: Walls, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "RETRY", 0.1)
    bring_back = take_away(ward.bind)
    eventually(lambda: walls.hub.lost)
    waiting = client.get(ward.link)
    assert waiting.status_code == 503 and "This screen keeps trying by itself." in waiting.text
    bring_back()
    eventually(lambda: client.get(ward.link).status_code == 200)


def test_a_board_that_cannot_be_made_leaves_the_last_one_and_says_so(
    client: TestClient, ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board_cache, "AGAIN", 0.1)
    before = client.get(f"{ward.link}/board")
    with monkeypatch.context() as broken:
        broken.setattr(board_cache, "board_markup", lambda *_, **__: 1 / 0)
        tick(ward, TODAY)
        eventually(lambda: bool(told(client.get(f"{ward.link}/board"))["lost"]))
        assert client.get(f"{ward.link}/board").text == before.text
    eventually(lambda: not told(client.get(f"{ward.link}/board"))["lost"])
    assert client.get(f"{ward.link}/board").text != before.text


def test_when_screens_were_last_seen_is_written_for_all_at_once(
    client: TestClient, walls: Walls, ward: Ward, clock: Clock
) -> None:
    assert seen(ward, clock) == "Not seen yet"
    client.get(f"{ward.link}/board")
    assert seen(ward, clock) == "Not seen yet"
    revision = told(client.get(f"{ward.link}/board"))["key"]
    walls.seen.write()
    assert seen(ward, clock) == "Seen just now"
    assert told(client.get(f"{ward.link}/board"))["key"] == revision


def seen(ward: Ward, clock: Clock) -> str:
    with reading(ward.bind) as session:
        return displays(session, DEMO, ward.team_id, clock())[0].seen_text
