"""Every route that is served, tried by every visitor, for their own ward and for another.

The routes are those the app itself names, so that a new one without a line here fails. Pages, which all come over one
socket, have a matrix of their own; so has what is handed in to be saved.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest
from httpx2 import Response

from tests.access.house import House
from tests.access.specification import VISITORS, read
from tests.access.world import PASSWORD, PIN, TODAY, Place, World
from vmboard.commands.passes import pass_for
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.web.gate import FILES, OPEN
from vmboard.web.sign_in import now

ROUTES = read("""
nob dis mem lea coa edi man sig adm
 -  own  -   -   -   -   -   -   -  GET /d/{token}
 -  own  -   -   -   -   -   -   -  GET /d/{token}/board
 -  own  -   -   -   -   -   -   -  GET /d/{token}/events
 -   -   -   -   -   -   -   -   -  GET /calendar/{token}.ics
 -   -   -   -   -   -   -   -   -  GET /door/{token}
 -   -   -   -   -   -   -   -   -  GET /door/{token}/paper
 -   -   -   -   -   -   -   -   -  GET /door/{token}/code
 -   -   -   -   -   -   -   -   -  POST /door/{token}/pulse
 -   -   -   -   -   -   -   -   -  POST /door/{token}/words
 -   -   -   -   -   -   -   -   -  POST /door/{token}/tray
yes yes yes yes yes yes yes yes yes GET /wall/{name}
yes yes yes yes yes yes yes yes yes GET /components/{name}
 -   -  yes yes yes yes yes yes yes GET /figures
 -   -  own own  -  own own  -   -  POST /save
 -   -  own own own own own  -   -  POST /read-action
 -   -  own own own own own  -   -  GET /news
 -   -  own own own own own  -   -  POST /here
 -   -  own own own own own  -   -  POST /remember
 -   -  own own own own own  -   -  GET /export/{slug}/{kind}
 -   -  all all all all all  -   -  GET /export/{kind}
 -   -  all all all all all  -   -  GET /export/programme/{key}/{kind}
yes yes yes yes yes yes yes yes yes GET /sign-in
yes yes yes yes yes yes yes yes yes GET /sign-in/first
 -   -   -   -   -   -   -   -   -  POST /sign-in/first
 -   -   -  yes yes yes yes yes yes POST /sign-in/password
 -   -  own  -   -   -   -   -   -  POST /sign-in/pin
 -   -   -  own  -   -  own  -  all GET /sign-in/computer
 -   -   -  own  -   -  own  -  all POST /sign-in/computer
 -   -   -   -   -   -   -   -   -  GET /sign-in/with
 -   -   -   -   -   -   -   -   -  GET /sign-in/back
yes yes yes yes yes yes yes yes yes GET /sign-out
yes yes yes yes yes yes yes yes yes POST /sign-out
yes yes yes yes yes yes yes yes yes GET /pair
yes yes yes yes yes yes yes yes yes POST /pair/code
yes yes yes yes yes yes yes yes yes GET /healthz
yes yes yes yes yes yes yes yes yes GET /healthz/live
 -   -   -   -   -   -   -   -   -  GET /metrics
 -   -   -   -   -   -   -   -   -  PUT /api/v1/teams/{team}/data-points
 -   -   -   -   -   -   -   -   -  PUT /api/v1/teams/{team}/measures/{measure}/data-points/{week}
 -   -   -   -   -   -   -   -   -  GET /api/v1/teams/{team}/measures/{measure}/data-points/{week}
 -   -   -   -   -   -   -   -   -  GET /api/v1/teams
 -   -   -   -   -   -   -   -   -  GET /api/v1/measures
 -   -   -   -   -   -   -   -   -  GET /api/v1/teams/{team}/measures
 -   -   -   -   -   -   -   -   -  GET /api/v1/data-points
 -   -   -   -   -   -   -   -   -  GET /api/v1/teams/{team}/data-points
 -   -   -   -   -   -   -   -   -  GET /api/v1/signals
 -   -   -   -   -   -   -   -   -  GET /api/v1/teams/{team}/signals
 -   -   -   -   -   -   -   -   -  GET /api/v1/projects
 -   -   -   -   -   -   -   -   -  GET /api/v1/teams/{team}/projects
 -   -   -   -   -   -   -   -   -  GET /api/v1/actions
 -   -   -   -   -   -   -   -   -  GET /api/v1/teams/{team}/actions
yes yes yes yes yes yes yes yes yes GET /api/v1/openapi.json
yes yes yes yes yes yes yes yes yes GET /_stcore/health
yes yes yes yes yes yes yes yes yes GET /_stcore/host-config
yes yes yes yes yes yes yes yes yes GET /app/static/{path:path}
 -   -  yes yes yes yes yes yes yes GET /*
 -   -  yes yes yes yes yes yes yes SOCKET /_stcore/stream
 -   -   -   -   -   -   -   -   -  GET /media/{file_id:path}
 -   -   -   -   -   -   -   -   -  PUT /_stcore/upload_file/{session_id}/{file_id}
 -   -   -   -   -   -   -   -   -  DELETE /_stcore/upload_file/{session_id}/{file_id}
 -   -   -   -   -   -   -   -   -  GET /component/{path:path}
 -   -   -   -   -   -   -   -   -  GET /_stcore/bidi-components/{path:path}
 -   -   -   -   -   -   -   -   -  GET /_stcore/metrics
 -   -   -   -   -   -   -   -   -  GET /auth/login
 -   -   -   -   -   -   -   -   -  GET /auth/logout
 -   -   -   -   -   -   -   -   -  GET /oauth2callback
""")
"""``yes``: it answers, and says nothing of any ward. A wall is tried with its link by its display, by guesses by all
others; a PIN on the ward's own computer by its member, elsewhere by all others; files of sessions are made up
and so are links of doors (``tests/web/test_doors.py``). At
``/api`` a token counts and no cookie: ``test_sources.py`` tries those."""

ALWAYS_CLOSED = {(method, f"/_stcore/agent/{one}") for one in ("interact", "mcp", "openapi.json")
                 for method in ("GET", "POST", "PUT", "PATCH", "DELETE")}  # fmt: skip


def wall(world: World, visitor: str, place: Place) -> str:
    return world.own.wall if visitor == "display" and place is world.own else f"{place.slug}-{place.team_id}"


def signed(world: World, visitor: str, place: Place) -> dict[str, str]:
    """A pass that no page would give: well signed, for the ward, and for this very sign-in."""
    found = find_and_note_seen(world.bind, world.cookies[visitor], now())
    app = Actor("Stolen", person=APP)
    return {"x-vmboard": pass_for(world.bind, app, place.team_id, found.sign_in_id if found else 0)}


def work(world: World, visitor: str, place: Place) -> dict[str, Any]:
    item = {"id": "1", "verb": "actions.complete", "row": place.rows["action"], "done": True}
    return {"headers": signed(world, visitor, place), "json": {"items": [item]}}


def reading(world: World, visitor: str, place: Place) -> dict[str, Any]:
    line = {"line": f"Beds A{place.bird[0]} Friday", "day": TODAY.isoformat()}
    return {"headers": signed(world, visitor, place), "json": line}


def by_pin(world: World, visitor: str, place: Place) -> dict[str, Any]:
    computer = place.computer if visitor == "member" and place is world.own else "made up"
    return {"computer": computer, "data": {"member": place.rows["member"], "pin": PIN}}


def by_password(world: World, visitor: str, place: Place) -> dict[str, Any]:
    return {"data": {"email": f"{visitor}@nhs.scot", "password": PASSWORD}}


def let_in(world: World, visitor: str, place: Place) -> dict[str, Any]:
    return {"data": {"next": place.slug, "name": "A PC"}}


def first(world: World, visitor: str, place: Place) -> dict[str, Any]:
    return {"data": {"code": "1a2b", "name": "Me", "email": "me@nhs.scot", "password": PASSWORD}}


def asking(world: World, visitor: str, place: Place) -> dict[str, Any]:
    return {"headers": signed(world, visitor, place)}


def sitting_in(world: World, visitor: str, place: Place) -> dict[str, Any]:
    return {"headers": signed(world, visitor, place), "json": {"hand": True}}


def picking(world: World, visitor: str, place: Place) -> dict[str, Any]:
    return {"headers": signed(world, visitor, place), "json": {"picked": "made up"}}


SAID: dict[str, Callable[[World, str, Place], dict[str, Any]]] = {
    "POST /save": work, "POST /read-action": reading, "POST /sign-in/pin": by_pin, "POST /sign-in/first": first,
    "GET /news": asking, "POST /here": sitting_in, "POST /remember": picking, "POST /sign-in/computer": let_in,
    "POST /sign-in/password": by_password,
    "GET /sign-in/computer": lambda world, visitor, place: {"params": {"team": place.slug}},
    "PUT /_stcore/upload_file/{session_id}/{file_id}": lambda *_: {"files": {"file": b"1"}},
}  # fmt: skip
PLACES: dict[str, Callable[[World, str, Place], str]] = {
    "team": lambda world, visitor, place: place.slug, "week": lambda *_: "2026-11-15",
    "measure": lambda world, visitor, place: str(place.rows["measure"]),
    "token": wall, "name": lambda *_: "outbox.js", "path:path": lambda *_: "x/index.html",
    "slug": lambda world, visitor, place: place.slug, "kind": lambda *_: "json",
    "key": lambda *_: "value",
    "file_id:path": lambda *_: "0" * 56 + ".xlsx", "session_id": lambda *_: "0", "file_id": lambda *_: "0",
}  # fmt: skip
REAL = {"GET /wall/{name}": "/wall/sign_in.css", "GET /*": "/week",
        "GET /app/static/{path:path}": "/app/static/atkinson-hyperlegible-next.woff2"}  # fmt: skip


def knock(house: House, visitor: str, route: str, place: Place) -> Response:
    method, _, path = route.partition(" ")
    said = SAID.get(route, lambda *_: {})(house.world, visitor, place)
    for name in re.findall(r"\{([^}]+)\}", path):
        path = path.replace(f"{{{name}}}", PLACES[name](house.world, visitor, place))
    method = "HEAD" if path.endswith("/events") else method  # a live feed has no end
    as_whom = "nobody" if (method, path) == ("POST", "/sign-out") else visitor  # others still need theirs
    return house.ask(as_whom, method, REAL.get(route, path), follow_redirects=False, **said)


def got_in(answer: Response) -> bool:
    if answer.status_code == 200 and answer.request.url.path == "/save":
        return bool(answer.json()["items"][0]["ok"])
    turned = answer.headers.get("location", "").startswith("/sign-in?next=")
    return answer.status_code < 400 and not turned


def test_every_route_of_the_app_has_its_line(house: House) -> None:
    served = {(method, path) for method, path in house.routes() if method != "OPTIONS"}
    assert {f"{method} {path}" for method, path in served - ALWAYS_CLOSED} == set(ROUTES)


@pytest.mark.parametrize("visitor", VISITORS)
def test_a_route_opens_for_whom_it_should_and_tells_others_nothing(house: House, visitor: str) -> None:
    wrong = []
    for route, says in ROUTES.items():
        if route.startswith("SOCKET"):
            continue
        for place in (house.world.own, house.world.other):
            answer = knock(house, visitor, route, place)
            may_enter = says[visitor] in ("yes", "all") or (says[visitor] == "own" and place is house.world.own)
            tells = place.bird.lower() in answer.text.replace(place.slug, "").lower()
            if got_in(answer) != may_enter or (tells and (says[visitor] == "yes" or not may_enter)):
                wrong.append((route, place.bird, answer.status_code, "told" if tells else "", answer.text[:80]))
    assert wrong == []


@pytest.mark.parametrize("place", [*OPEN, *FILES])
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_streamlits_page_stands_open_to_nobody_where_there_is_nothing_of_ours(
    house: House, place: str, accept: str
) -> None:
    for path in (f"{place.rstrip('/')}/nothing/at/all", f"{place.rstrip('/')}/.x", place.rstrip("/")):
        answer = house.ask("nobody", "GET", path, headers={"accept": accept}, follow_redirects=False)
        assert 'id="root"' not in answer.text, (path, answer.status_code)


@pytest.mark.parametrize("visitor", VISITORS)
def test_streamlits_agents_are_there_for_nobody(house: House, visitor: str) -> None:
    for method, path in ALWAYS_CLOSED:
        assert house.ask(visitor, method, path).status_code == 404


@pytest.mark.parametrize("visitor", VISITORS)
def test_asking_what_a_route_takes_tells_nothing(house: House, visitor: str) -> None:
    for method, path in house.routes():
        if method == "OPTIONS":
            asked = re.sub(r"\{[^}]+\}", "x", path)
            assert not re.search("kestrel|heron|osprey", house.ask(visitor, method, asked).text, re.I)


@pytest.mark.parametrize("visitor", [one for one in VISITORS if one != "administrator"])
def test_asking_for_a_ward_that_is_not_there_names_none_that_is(house: House, visitor: str) -> None:
    answer = house.ask(visitor, "GET", "/sign-in/computer?team=nowhere")
    assert answer.status_code == 403
    assert not re.search(
        "heron" if visitor in ("coach", "editor", "manager") else "heron|osprey|plover", answer.text, re.I
    )


def test_a_file_that_a_page_offers_is_not_there_without_a_sign_in(house: House) -> None:
    measure = house.world.own.rows["measure"]
    with house.socket(house.world.cookies["lead"]) as socket:
        files = [
            socket.fetch(one)
            for page, query in (("measure", f"measure={measure}"), ("imports", ""))
            for one in re.findall(r'deferred_file_id: "([^"]+)"', socket.open(page, query))
        ]
        assert sorted({file.rpartition(".")[2] for file in files}) == ["csv", "svg", "xlsx"]
        for file in files:
            assert house.ask("lead", "GET", file).status_code == 200
            for stranger in ("nobody", "display"):
                assert house.ask(stranger, "GET", file, follow_redirects=False).status_code == 303
