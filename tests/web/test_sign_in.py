"""Signing in by the plain pages, staying in by a cookie, and what stands behind the gate."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from tests.pseudo import PSEUDO, stretched
from tests.small_ward import Ward, small_ward
from vmboard.commands import accounts
from vmboard.commands.known_browsers import known_to
from vmboard.commands.passes import holder_of, pass_for
from vmboard.commands.teams import leave
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import language
from vmboard.domain.words import Role
from vmboard.queries import sign_in as queries
from vmboard.queries.sign_in import actor_of, find_and_note_seen
from vmboard.settings import settings
from vmboard.store.engine import transaction
from vmboard.store.tables import Account
from vmboard.web import sign_in
from vmboard.web.away import NOT_SENT, SENTENCE
from vmboard.web.gate import Gate
from vmboard.web.safety import Rules, Safety
from vmboard.web.visitors import SIGNED_OUT

ADMIN = Actor("Administrator", person=APP)
EMAIL, PASSWORD, PIN = "jo.douglas@nhs.scot", "trolley bay lantern", "482916"
PAGE = {"accept": "text/html"}
HERE = {"base_url": "http://127.0.0.1:8501", "client": ("127.0.0.1", 50000)}


@pytest.fixture(autouse=True)
def quick_and_required(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VMBOARD_SIGN_IN", "required")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def ward(emptied_bind) -> Ward:  # type: ignore[no-untyped-def]
    made = small_ward(emptied_bind)
    with transaction(emptied_bind) as session:
        accounts.add_account(session, ADMIN, name="Jo Douglas", email=EMAIL, password=PASSWORD)
    made.do(accounts.set_pin, pin=PIN)
    return made


@pytest.fixture
def client(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """The app's routes with one page and Streamlit's socket behind the gate."""

    async def page(request: Request) -> PlainTextResponse:
        return PlainTextResponse("The board")

    async def socket(ws: WebSocket) -> None:
        await ws.accept()
        await ws.send_text("rerun")
        await ws.close()

    monkeypatch.setattr(sign_in, "engine", lambda: ward.bind)
    ours = [*sign_in.routes(), Route("/week", page), Route("/d/token", page), Route("/save", page, methods=["POST"]),
            Route("/sign-inside-out", page)]  # fmt: skip
    app = Starlette(
        routes=[*ours, WebSocketRoute("/_stcore/stream", socket)],
        middleware=[Middleware(Gate, ours, bind=lambda: ward.bind)],
    )
    return TestClient(app, follow_redirects=False)


def enter(client: TestClient, **form: str) -> object:
    return client.post("/sign-in/password", data={"email": EMAIL, "password": PASSWORD, "next": "/week?team=a"} | form)


def test_a_page_asks_a_stranger_to_sign_in_and_leads_back_afterwards(client: TestClient) -> None:
    turned = client.get("/week?team=a", headers=PAGE)
    assert (turned.status_code, turned.headers["location"]) == (303, "/sign-in?next=%2Fweek%3Fteam%3Da")
    assert 'value="/week?team=a"' in client.get(turned.headers["location"]).text
    entered = enter(client)
    assert (entered.status_code, entered.headers["location"]) == (303, "/week?team=a")
    assert client.get("/week?team=a", headers=PAGE).text == "The board"


def test_scripts_and_sockets_of_a_stranger_are_turned_away(client: TestClient) -> None:
    assert client.post("/save", json={}).json() == {"sentence": SIGNED_OUT}
    assert client.post("/save", json={}).status_code == 401
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/_stcore/stream"):
        pass
    enter(client)
    with client.websocket_connect("/_stcore/stream") as socket:
        assert socket.receive_text() == "rerun"


def test_walls_need_no_sign_in_and_a_path_that_only_looks_open_does(client: TestClient) -> None:
    assert client.get("/d/token").status_code == 200
    assert client.get("/sign-inside-out", headers=PAGE).status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(client: TestClient) -> None:
    cookie = enter(client).headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=lax" in cookie
    safe = TestClient(client.app, base_url="https://testserver", follow_redirects=False)
    assert "Secure" in enter(safe).headers["set-cookie"]


def test_a_wrong_password_says_so_and_keeps_the_address(client: TestClient) -> None:
    answer = enter(client, password="wrong wrong wrong")
    assert answer.status_code == 403
    assert EMAIL in answer.text and "do not go together" in answer.text
    assert "set-cookie" not in answer.headers and "wrong wrong" not in answer.text


def test_why_somebody_is_not_let_in_is_said_in_the_language_of_the_page(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in.pages, "language", lambda _code: PSEUDO)
    told = [unescape(enter(client, password="wrong wrong wrong").text) for _ in range(7)]
    assert stretched("That address and password do not go together.") in told[0]
    assert stretched("Too many wrong tries. Wait {n} minute, then try again.").partition("{n}")[2] in told[-1]
    monkeypatch.setattr(sign_in.pages, "language", lambda _code: language("cy"))
    assert "Arhoswch" in enter(client, password="wrong wrong wrong").text


@pytest.mark.parametrize(
    "next_", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "\t//e"]
)
def test_signing_in_never_leads_to_another_site(client: TestClient, next_: str) -> None:
    assert enter(client, next=next_).headers["location"] == "/"


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_form_of_another_site_does_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/sign-in/password", data={"email": EMAIL, "password": PASSWORD}, headers=headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)


def test_on_a_ward_computer_a_name_and_the_pin_let_in(client: TestClient, ward: Ward) -> None:
    client.cookies.set(sign_in.COMPUTER, ward.do(accounts.enrol_computer, name="PC by the desk")[1])
    assert "Jo Douglas" in client.get("/sign-in").text
    entered = client.post("/sign-in/pin", data={"member": str(ward.nurse_id), "pin": PIN, "next": "/"})
    assert (entered.status_code, entered.headers["location"]) == (303, "/?team=ward-7a")
    assert "Max-Age" not in entered.headers["set-cookie"], "the cookie goes with the browser window"
    assert client.get("/week", headers=PAGE).status_code == 200


def test_who_mistypes_the_pin_stays_chosen(client: TestClient, ward: Ward) -> None:
    client.cookies.set(sign_in.COMPUTER, ward.do(accounts.enrol_computer, name="PC by the desk")[1])
    again = client.post("/sign-in/pin", data={"member": str(ward.nurse_id), "pin": "000000", "next": "/"})
    assert again.status_code == 403 and again.text.count(" checked") == 1
    assert "checked" not in client.get("/sign-in").text, "whoever comes next chooses anew"


def test_a_password_that_is_too_short_costs_the_first_administrator_nothing_else(
    ward: Ward, client: TestClient
) -> None:
    code = accounts.offer_first_code(ward.bind)
    form = {"code": code, "name": "Ada Admin", "email": "ada@nhs.scot", "password": "short"}
    again = client.post("/sign-in/first", data=form).text
    assert all(f'value="{form[field]}"' in again for field in ("code", "name", "email"))
    assert 'value="short"' not in again


def test_names_of_the_ward_are_shown_on_its_own_computers_only(client: TestClient, ward: Ward) -> None:
    assert "Jo Douglas" not in client.get("/sign-in").text


def test_fifteen_minutes_idle_on_a_ward_computer_and_one_is_out(ward: Ward, client: TestClient) -> None:
    client.cookies.set(sign_in.COMPUTER, ward.do(accounts.enrol_computer, name="PC by the desk")[1])
    start = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
    with time_machine.travel(start, tick=False) as clock:
        client.post("/sign-in/pin", data={"member": str(ward.nurse_id), "pin": PIN})
        for _ in range(3):
            clock.shift(timedelta(minutes=14))
            assert client.get("/week", headers=PAGE).status_code == 200, "in use, it goes on"
        clock.shift(timedelta(minutes=16))
        assert client.get("/week", headers=PAGE).status_code == 303


def test_signing_out_ends_the_sign_in_and_not_only_the_cookie(ward: Ward, client: TestClient) -> None:
    enter(client)
    token = client.cookies[sign_in.SIGN_IN]
    out = client.post("/sign-out")
    assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
    assert find_and_note_seen(ward.bind, token, datetime.now(UTC)) is None
    client.cookies.set(sign_in.SIGN_IN, token)
    assert client.get("/week", headers=PAGE).status_code == 303


@pytest.mark.parametrize("cookie", ["", "guess", "x" * 43])
def test_a_made_up_cookie_opens_nothing(client: TestClient, cookie: str) -> None:
    client.cookies.set(sign_in.SIGN_IN, cookie)
    assert client.get("/week", headers=PAGE).status_code == 303


def test_who_leaves_the_team_is_out_at_once(ward: Ward, client: TestClient) -> None:
    client.cookies.set(sign_in.COMPUTER, ward.do(accounts.enrol_computer, name="PC by the desk")[1])
    client.post("/sign-in/pin", data={"member": str(ward.nurse_id), "pin": PIN})
    ward.do(leave, ward.nurse_id)
    assert client.get("/week", headers=PAGE).status_code == 303


def test_the_first_administrator_comes_in_by_the_code_of_the_log(ward: Ward, client: TestClient) -> None:
    code = accounts.offer_first_code(ward.bind)
    form = {"name": "Ada Admin", "email": "ada@nhs.scot", "password": PASSWORD}
    assert "The code from the server’s log" in client.get("/sign-in/first").text
    assert client.post("/sign-in/first", data=form | {"code": "guess"}).status_code == 403
    assert client.post("/sign-in/first", data=form | {"code": code}).status_code == 303
    found = find_and_note_seen(ward.bind, client.cookies[sign_in.SIGN_IN], datetime.now(UTC))
    assert found is not None and found.is_administrator
    afterwards = client.get("/sign-in/first").text
    assert sign_in.BEGUN in afterwards and "The code from the server’s log" not in afterwards


def test_wrong_tries_of_strangers_keep_nobody_out_of_their_own_browser(client: TestClient) -> None:
    stranger = TestClient(client.app, follow_redirects=False)
    enter(client)
    client.cookies.delete(sign_in.SIGN_IN)
    for _ in range(7):
        enter(stranger, password="wrong wrong wrong")
    assert "Too many wrong tries" in enter(stranger).text, "the right password of a stranger waits"
    assert sign_in.KNOWN not in stranger.cookies
    entered = enter(client)
    assert entered.status_code == 303
    known = next(one for one in entered.headers.get_list("set-cookie") if one.startswith(sign_in.KNOWN))
    assert "HttpOnly" in known and "SameSite=lax" in known and EMAIL not in known


# --- a database that is busy ---


def busy(*_: object) -> None:
    raise OperationalError("SELECT", {}, Exception("database is locked"))


@pytest.mark.parametrize("sign_in_is", ["auto", "required"])
def test_the_gate_is_shut_while_the_database_cannot_say_who_is_there(
    ward: Ward, client: TestClient, monkeypatch: pytest.MonkeyPatch, sign_in_is: str
) -> None:
    enter(client)
    monkeypatch.setenv("VMBOARD_SIGN_IN", sign_in_is)
    settings.cache_clear()
    monkeypatch.setattr(queries, "reading", busy)
    near = TestClient(client.app, follow_redirects=False, cookies=client.cookies, **HERE)  # type: ignore[arg-type]
    for asking in (client, near):
        page = asking.get("/week?team=a", headers=PAGE)
        assert (page.status_code, "The board" in page.text, page.headers["refresh"]) == (503, False, "5")
        assert SENTENCE in page.text and "locked" not in page.text
        script = asking.post("/save", json={})
        assert (script.status_code, script.json()) == (503, {"sentence": SENTENCE})
        with pytest.raises(WebSocketDisconnect), asking.websocket_connect("/_stcore/stream"):
            pass
    monkeypatch.undo()


def test_a_locked_database_opens_no_gate_and_it_opens_again_by_itself(
    ward: Ward, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, held = queries.reading, [1]
    monkeypatch.setattr(queries, "reading", lambda bind: busy() if held else real(bind))
    assert client.get("/week", headers=PAGE).status_code == 503
    held.clear()
    assert client.get("/week", headers=PAGE).status_code == 303, "nobody was signed in"
    enter(client)
    assert client.get("/week", headers=PAGE).status_code == 200


def test_who_is_in_is_not_put_out_because_their_being_seen_cannot_be_written(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(client)
    monkeypatch.setattr(queries, "note_seen", busy)
    assert client.get("/week", headers=PAGE).status_code == 200


def test_a_form_sent_to_a_busy_database_says_that_nothing_was_done_and_is_not_sent_twice(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in.sign_in, "sign_in_with_password", lambda *_, **__: busy())
    guarded = Starlette(routes=sign_in.routes(), middleware=[Middleware(Safety, Rules(settings()))])
    answer = enter(TestClient(guarded, base_url="http://localhost", headers=PAGE))
    assert (answer.status_code, "refresh" in answer.headers) == (503, False)
    assert NOT_SENT in answer.text


# --- before there is any account ---


def before_accounts(bind, monkeypatch: pytest.MonkeyPatch, **where: object) -> TestClient:  # type: ignore[no-untyped-def]
    async def page(request: Request) -> PlainTextResponse:
        return PlainTextResponse("The board")

    monkeypatch.setenv("VMBOARD_SIGN_IN", "auto")
    settings.cache_clear()
    week = [Route("/week", page)]
    app = Starlette(routes=week, middleware=[Middleware(Gate, week, bind=lambda: bind)])
    return TestClient(app, follow_redirects=False, **where)  # type: ignore[arg-type]


def test_this_computer_may_look_around_until_there_is_an_account(bind, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    client = before_accounts(bind, monkeypatch, **HERE)
    assert client.get("/week", headers=PAGE).status_code == 200
    with transaction(bind) as session:
        accounts.add_account(session, ADMIN, name="Jo Douglas", email=EMAIL, password=PASSWORD)
    assert client.get("/week", headers=PAGE).status_code == 303


@pytest.mark.parametrize(
    "where",
    [HERE | {"client": ("10.1.2.3", 50000)}, HERE | {"base_url": "http://board.nhs.scot"},
     HERE | {"headers": {"x-forwarded-for": "10.1.2.3"}}],
)  # fmt: skip
def test_any_other_computer_may_not(bind, monkeypatch: pytest.MonkeyPatch, where: dict[str, object]) -> None:  # type: ignore[no-untyped-def]
    assert before_accounts(bind, monkeypatch, **where).get("/week", headers=PAGE).status_code == 303


# --- work handed in ---


def test_a_pass_is_good_only_with_the_sign_in_it_was_given_to(ward: Ward, client: TestClient) -> None:
    with transaction(ward.bind) as session:
        jo = session.scalars(select(Account.id)).one()
        accounts.grant(session, ADMIN, ward.team_id, jo, role=Role.COACH)
    enter(client)
    found = find_and_note_seen(ward.bind, client.cookies[sign_in.SIGN_IN], datetime.now(UTC))
    assert found is not None
    good = pass_for(ward.bind, actor_of(found), ward.team_id, found.sign_in_id)
    actor, team_id = holder_of(ward.bind, good, actor_of(found), found.sign_in_id)
    assert (actor.name, team_id) == ("Jo Douglas", ward.team_id)
    for stolen in (pass_for(ward.bind, actor, ward.team_id), pass_for(ward.bind, actor, ward.team_id, 999)):
        with pytest.raises(Refused, match="another person"):
            holder_of(ward.bind, stolen, actor_of(found), found.sign_in_id)


def test_a_proxy_that_is_not_listed_vouches_for_nobody(client: TestClient) -> None:
    answer = client.get("/sign-in", headers={"x-forwarded-user": EMAIL})
    assert answer.status_code == 200 and "set-cookie" not in answer.headers


def test_a_listed_proxy_vouches_for_whom_it_has_seen(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMBOARD_TRUSTED_PROXIES", "10.0.0.5")
    settings.cache_clear()
    monkeypatch.setattr(sign_in, "engine", lambda: ward.bind)
    app = Starlette(routes=sign_in.routes(), middleware=[Middleware(Safety, Rules(settings()))])
    near = TestClient(app, base_url="http://localhost", client=("10.0.0.5", 1), follow_redirects=False)
    entered = near.get(
        "/sign-in?next=/week", headers={"x-forwarded-user": EMAIL.upper(), "x-forwarded-for": "10.9.9.9"}
    )
    assert (entered.status_code, entered.headers["location"]) == (303, "/week")
    far = TestClient(app, base_url="http://localhost", client=("10.0.0.6", 1), follow_redirects=False)
    assert far.get("/sign-in", headers={"x-forwarded-user": EMAIL}).status_code == 200


# --- how long, by which clock ---

START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(("days", "last"), [("14", 14), ("3", 3)])
def test_a_sign_in_ends_in_the_end_however_much_it_is_used(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, days: str, last: int
) -> None:
    monkeypatch.setenv("VMBOARD_SIGN_IN_DAYS", days)
    settings.cache_clear()
    with time_machine.travel(START, tick=False) as clock:
        token = enter(client).cookies[sign_in.SIGN_IN]
        for _ in range(last * 4 - 1):
            clock.shift(timedelta(hours=6))
            client.cookies.set(sign_in.SIGN_IN, token)
            assert client.get("/week", headers=PAGE).status_code == 200
        clock.shift(timedelta(hours=7))
        client.cookies.set(sign_in.SIGN_IN, token)
        assert client.get("/week", headers=PAGE).status_code == 303


@pytest.mark.parametrize("ahead", [timedelta(days=2), timedelta(days=400)])
def test_a_clock_that_jumped_ahead_ends_no_sign_in_for_good(ward: Ward, client: TestClient, ahead: timedelta) -> None:
    with time_machine.travel(START, tick=False):
        enter(client)
    token = client.cookies[sign_in.SIGN_IN]
    assert find_and_note_seen(ward.bind, token, START + ahead) is None, "as after days without a touch"
    assert find_and_note_seen(ward.bind, token, START + timedelta(minutes=5)) is not None


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1), timedelta(days=400)])
def test_a_clock_that_is_put_back_ends_no_page_and_no_sign_in(ward: Ward, client: TestClient, back: timedelta) -> None:
    with transaction(ward.bind) as session:
        jo = session.scalars(select(Account.id)).one()
        accounts.grant(session, ADMIN, ward.team_id, jo, role=Role.COACH)
    with time_machine.travel(START, tick=False) as clock:
        enter(client)
        found = find_and_note_seen(ward.bind, client.cookies[sign_in.SIGN_IN], datetime.now(UTC))
        assert found is not None
        page = pass_for(ward.bind, actor_of(found), ward.team_id, found.sign_in_id)
        clock.move_to(START - back)
        assert client.get("/week", headers=PAGE).status_code == 200
        assert holder_of(ward.bind, page, actor_of(found), found.sign_in_id)[1] == ward.team_id
        known = known_to(ward.bind, client.cookies[sign_in.KNOWN])
        assert list(known) == [jo], "nor is this browser a stranger's now"
        clock.move_to(START + timedelta(days=8))
        with pytest.raises(Refused, match="open for long"):
            holder_of(ward.bind, page, actor_of(found), found.sign_in_id)
