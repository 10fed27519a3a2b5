"""The whole app below a path of a shared host, behind a proxy that strips the path and one that passes it on."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient
from streamlit.config import get_option, set_option

from tests.access.house import House, cookies, opened
from tests.access.world import PASSWORD, TODAY, World, build
from vmboard.commands.passes import pass_for
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.store.engine import dispose
from vmboard.ui.base_path import OPTION
from vmboard.ui.startup import entry
from vmboard.web.sign_in import now

BELOW = "/ward/vmboard"
HOST = "http://localhost"


@pytest.fixture(scope="module")
def below(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The app as ``--server.baseUrlPath ward/vmboard/`` starts it."""
    with pytest.MonkeyPatch.context() as patch:
        world = build(empty_sqlite, tmp_path_factory.mktemp("below") / "wards.db")
        set_option(OPTION, "ward/vmboard/")
        with opened(world, patch) as app, TestClient(app, HOST) as client:
            yield House(world, app, client)
        dispose(world.url)


@pytest.fixture(params=[BELOW, ""], ids=["passed on", "stripped"])
def prefix(request: pytest.FixtureRequest) -> str:
    """What is left of the path once the proxy has handed a request on."""
    return str(request.param)


def test_the_walls_and_what_they_load_are_there(below: House, prefix: str) -> None:
    wall = f"{prefix}/d/{below.world.own.wall}"
    page = below.ask("nobody", "GET", wall)
    assert page.status_code == 200 and 'id="wall"' in page.text
    loaded = re.findall(r'(?:href|src)="\.\./(wall/[^"]+)"', page.text)
    assert len(loaded) == 3
    for path in (*(f"{prefix}/{one}" for one in loaded), f"{wall}/board"):
        assert below.ask("nobody", "GET", path).status_code == 200, path
    assert below.ask("nobody", "HEAD", f"{wall}/events").headers["content-type"].startswith("text/event-stream")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "said"),
    [("/healthz", "ok"), ("/healthz/live", "alive"), ("/_stcore/health", "ok"), ("/pair", "wall/pairing.js"),
     ("/components/outbox.js", "export"), ("/sign-in", f'action="{BELOW}/sign-in/password"')],
)  # fmt: skip
def test_what_anybody_may_ask_is_there(below: House, prefix: str, path: str, said: str) -> None:
    answer = below.ask("nobody", "GET", f"{prefix}{path}")
    assert answer.status_code == 200 and said in answer.text


def test_a_screen_is_given_its_code(below: House, prefix: str) -> None:
    assert set(below.ask("nobody", "POST", f"{prefix}/pair/code").json()) == {"code", "token"}


def test_a_stranger_goes_to_the_entrance_and_comes_back_to_the_page(below: House, prefix: str) -> None:
    turned = below.ask("nobody", "GET", f"{prefix}/week?team=x", follow_redirects=False)
    assert turned.headers["location"] == f"{BELOW}/sign-in?next=%2Fweek%3Fteam%3Dx"
    said = {"email": "lead@nhs.scot", "password": PASSWORD, "next": "/week?team=x"}
    inside = below.ask("nobody", "POST", f"{prefix}/sign-in/password", data=said, follow_redirects=False)
    assert inside.headers["location"] == f"{BELOW}/week?team=x"
    assert {re.search(r"Path=([^;]+)", kept)[1] for kept in inside.headers.get_list("set-cookie")} == {f"{BELOW}/"}  # type: ignore[index]


def test_signing_out_takes_the_cookie_of_this_path(below: House, prefix: str) -> None:
    gone = below.ask("nobody", "POST", f"{prefix}/sign-out", follow_redirects=False)
    assert gone.headers["location"] == f"{BELOW}/sign-in"
    assert f"Path={BELOW}/" in gone.headers["set-cookie"]


def test_what_is_typed_is_saved(below: House, prefix: str) -> None:
    world = below.world
    headers = {"x-vmboard": pass_for(world.bind, world.actor("lead"), world.own.team_id, sign_in_id(world, "lead"))}
    item = {"id": "1", "verb": "actions.complete", "row": world.own.rows["action"], "done": not prefix}
    assert below.ask("lead", "POST", f"{prefix}/save", headers=headers, json={"items": [item]}).json()["items"][0]["ok"]
    line = {"line": "Beds Friday", "day": TODAY.isoformat()}
    assert below.ask("lead", "POST", f"{prefix}/read-action", headers=headers, json=line).status_code == 200
    assert below.ask("lead", "GET", f"{prefix}/news", headers=headers).status_code == 200


def test_downloads_calendars_and_other_systems_are_answered(below: House, prefix: str) -> None:
    slug = below.world.own.slug
    assert below.ask("lead", "GET", f"{prefix}/export/{slug}/json").headers["content-type"] == "application/json"
    assert below.ask("nobody", "GET", f"{prefix}/calendar/nothing.ics").status_code == 404
    assert below.ask("nobody", "GET", f"{prefix}/api/v1/teams").headers["content-type"] == "application/problem+json"
    assert below.ask("nobody", "GET", f"{prefix}/api/v1/openapi.json").json()["servers"] == [{"url": f"{BELOW}/api"}]
    moved = below.ask("lead", "GET", f"{prefix}/figures?team=x", follow_redirects=False)
    assert moved.headers["location"] == "imports?team=x"


def test_the_pages_and_their_socket_are_there(below: House, prefix: str) -> None:
    page = below.ask("lead", "GET", f"{prefix}/week")
    script = re.search(r'src="\./(static/js/[^"]+)"', page.text)
    assert script is not None
    assert "javascript" in below.ask("lead", "GET", f"{prefix}/{script[1]}").headers["content-type"]
    said = {"origin": HOST, "host": "localhost", "cookie": cookies(below.world.cookies["lead"])}
    with below.client.websocket_connect(f"{prefix}/_stcore/stream", subprotocols=["streamlit"], headers=said):
        pass


@pytest.mark.parametrize("path", ["", "week"])
@pytest.mark.parametrize("packing", ["gzip", "identity"])
def test_every_page_has_the_script_that_tells_of_sockets_that_are_refused(
    below: House, prefix: str, path: str, packing: str
) -> None:
    page = below.ask("lead", "GET", f"{prefix}/{path}", headers={"accept-encoding": packing})
    assert page.text.count('src="./components/no_socket.js"') == 1
    first, own = page.text.index('src="./components/where.js"'), page.text.index('src="./static/js/index')
    assert first < own, "Streamlit's script looks for its server as soon as it runs"
    assert "etag" not in page.headers, "it is not Streamlit's own page any more"
    assert below.ask("nobody", "GET", f"{prefix}/_stcore/host-config").json()["blockErrorDialogs"] is True


def test_a_page_names_addresses_below_the_path(below: House) -> None:
    with below.socket(below.world.cookies["lead"]) as socket:
        week = socket.open("week")
        screens = socket.open("screens")
    assert f"{BELOW}/save" in week and f"{BELOW}/components/figures.js" in week
    assert f"{BELOW}/pair" in screens


def test_the_bare_path_leads_to_the_app(below: House) -> None:
    turned = below.ask("nobody", "GET", BELOW, follow_redirects=False)
    assert turned.headers["location"] == f"{BELOW}/sign-in?next="
    landed = below.ask("lead", "GET", BELOW, follow_redirects=False)
    assert urlsplit(landed.headers["location"]).path == f"{BELOW}/"


def test_a_path_that_only_begins_alike_is_not_the_apps(below: House) -> None:
    assert below.ask("nobody", "GET", f"{BELOW}ing/healthz").text != "ok"


def test_streamlit_itself_knows_of_no_path(below: House) -> None:
    assert (get_option(OPTION), entry.root) == ("", f"{BELOW}/")


def sign_in_id(world: World, visitor: str) -> int:
    found = find_and_note_seen(world.bind, world.cookies[visitor], now())
    return found.sign_in_id if found else 0
