"""What an attacker tries, tried on the whole app: each is refused, and the same thing done rightly goes through.

What stands elsewhere: hosts, origins and proxies one by one in ``tests/web/test_who_asks.py``, files that are not what
they say in ``tests/ui/test_uploads.py``, all routes, pages and savings for every visitor in ``tests/access``.
"""

import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update
from starlette.websockets import WebSocketDisconnect

from tests.access.house import HERE, House
from tests.access.world import OTHER, OWN, PIN, World
from tests.lanes import some
from vmboard.commands import sign_in
from vmboard.commands.displays import renew_display
from vmboard.domain.access.actor import DEMO
from vmboard.settings import ROOT, settings
from vmboard.store.engine import transaction
from vmboard.store.hashing import hash_of
from vmboard.store.tables import SignIn
from vmboard.web.gate import WHOSE

SECRET_WORDS = ("import ", "VMBOARD_", "root:", "SQLite format", "[server]")


@pytest.fixture
def someone(house: House) -> str:
    """A visitor with a sign-in of their own, that a test may spoil."""
    own = house.world.own
    tried = sign_in.sign_in_with_pin(
        house.world.bind, computer_token=own.computer, pin=PIN, member_id=own.rows["member"], browser="Chrome",
        now=datetime.now(UTC),
    )  # fmt: skip
    house.world.cookies["someone"] = tried.token
    return "someone"


def gets_in(house: House, visitor: str) -> bool:
    """By page, by script and by socket alike."""
    page = house.ask(visitor, "GET", "/week", follow_redirects=False).status_code == 200
    script = house.ask(visitor, "POST", "/save", json={"items": []}).text.find("signed out") < 0
    try:
        with house.socket(house.world.cookies[visitor]) as socket:
            socket.open("who")
    except WebSocketDisconnect:
        assert not page and not script
        return False
    assert page and script
    return True


# --- session takeover ---


def test_a_known_session_id_opens_nothing_without_a_sign_in(house: House) -> None:
    with house.socket(house.world.cookies["lead"]) as victim:
        victim.open("week")
        assert victim.session
        with pytest.raises(WebSocketDisconnect), house.socket("", victim.session) as thief:
            thief.open("week")
        assert OWN in victim.open("week"), "and they work on undisturbed"


@pytest.mark.parametrize("gone", [False, True], ids=["while it is open", "after a cut"])
def test_a_known_session_id_opens_nothing_with_a_sign_in_of_ones_own(house: House, gone: bool) -> None:
    cookies = house.world.cookies
    with house.socket(cookies["lead"]) as victim:
        victim.open("week", f"team={house.world.own.slug}")
        if not gone:
            with house.socket(cookies["administrator"], victim.session) as thief:
                assert OWN not in thief.open("who").replace(f"Ward {OWN}", "")
                assert thief.session != victim.session
            assert OWN in victim.open("week"), "and they work on undisturbed"
    with house.socket(cookies["administrator"], victim.session) as thief:
        thief.open("who")
        assert thief.session != victim.session


def test_whoever_began_a_session_gets_it_back_after_a_cut(house: House) -> None:
    with house.socket(house.world.cookies["lead"]) as before:
        before.open("week")
    with house.socket(house.world.cookies["lead"], before.session) as after:
        after.open("week")
        assert after.session == before.session


def test_the_header_that_says_whose_a_session_is_cannot_be_sent_along(house: House) -> None:
    cookies = house.world.cookies
    whose = hash_of(f"session {cookies['lead']}")
    with house.socket(cookies["lead"]) as before:
        before.open("week")
    with house.socket(cookies["administrator"], before.session, **{WHOSE.decode(): whose}) as thief:
        thief.open("who")
        assert thief.session != before.session


# --- other sites ---


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:9999", ""])
def test_a_page_of_another_site_opens_no_socket_although_the_cookie_comes_along(house: House, origin: str) -> None:
    with pytest.raises(WebSocketDisconnect), house.socket(house.world.cookies["lead"], origin=origin) as socket:
        socket.open("week")


def upload(house: House, visitor: str, session: str, token: str, cookie: str) -> int:
    house.client.cookies.clear()
    said = {"cookie": f"vmboard_in={house.world.cookies[visitor]}; _streamlit_xsrf={cookie}", "origin": HERE}
    path = f"/_stcore/upload_file/{session}/a-file"
    answer = house.client.put(path, headers=said | {"X-Xsrftoken": token}, files={"file": ("a.csv", b"1")})
    return answer.status_code


def test_an_upload_without_the_token_of_its_page_is_refused(house: House) -> None:
    house.ask("lead", "GET", "/_stcore/health")  # hands the browser its token, as the page asks for it
    token = house.client.cookies["_streamlit_xsrf"].strip('"')
    with house.socket(house.world.cookies["lead"]) as page:
        page.open("imports")
        assert upload(house, "lead", page.session, token, token) == 204, "the page itself may"
        for forged in ("", "2|a|b|1", "2|" + "|".join(["0" * 8, "0" * 32, token.rpartition("|")[2]])):
            assert upload(house, "lead", page.session, forged, token) == 403
        assert upload(house, "lead", page.session, token, "") == 403
        assert upload(house, "nobody", page.session, token, token) == 401


# --- who one says one is ---


@pytest.mark.parametrize("path", ["/", "/sign-in", "/week"])
def test_a_forged_word_of_a_proxy_signs_nobody_in(house: House, path: str) -> None:
    forged = {"x-forwarded-user": "lead@nhs.scot", "x-forwarded-for": "127.0.0.1", "remote-user": "lead@nhs.scot"}
    answer = house.ask("nobody", "GET", path, headers=forged, follow_redirects=False)
    assert "vmboard_in" not in answer.headers.get("set-cookie", "")
    assert answer.status_code == (200 if path == "/sign-in" else 303)
    assert not gets_in(house, "nobody")


# --- cookies ---


@pytest.mark.parametrize("minutes", [5, 16])
def test_a_cookie_ends_a_quarter_of_an_hour_after_its_last_use(
    house: House, someone: str, minutes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The minute itself is asked of ``find_and_note_seen``: here a slow machine has ten to answer three times."""
    monkeypatch.setattr(settings(), "ward_idle_minutes", 15)  # as it is shipped
    ago = datetime.now(UTC) - timedelta(minutes=minutes)
    mine = SignIn.token_hash == hash_of(house.world.cookies[someone])
    with transaction(house.world.bind) as session:
        session.execute(update(SignIn).where(mine).values(seen_at=ago))
    assert gets_in(house, someone) == (minutes < 15)


def test_a_revoked_cookie_opens_nothing_from_then_on(house: House, someone: str) -> None:
    with house.socket(house.world.cookies[someone]) as page:
        assert OWN in page.open("week")
        with transaction(house.world.bind) as session:
            sign_in.sign_out(session, house.world.cookies[someone])
        told = page.open("week")
        assert "You were signed out" in told and OWN not in told, "on the page that is still open too"
    assert not gets_in(house, someone)


# --- guessing ---


def test_guessing_a_pin_takes_longer_and_longer_and_the_right_one_waits_as_well(house: House) -> None:
    own = house.world.other
    waits = []
    for guess in [*(f"{number:06}" for number in range(300000, 300009)), PIN]:
        form = {"member": own.rows["member"], "pin": guess}
        answer = house.ask("nobody", "POST", "/sign-in/pin", computer=own.computer, data=form, follow_redirects=False)
        assert (answer.status_code, "vmboard_in" in answer.headers.get("set-cookie", "")) == (403, False)
        waits.append("Try again in" in answer.text or "Wait" in answer.text)
    assert waits == [False] * 5 + [True] * 5


# --- a wall's link ---


def test_a_walls_link_is_good_for_its_wall_alone(house: House) -> None:
    token = house.world.own.wall
    assert OWN in house.ask("nobody", "GET", f"/d/{token}").text
    assert OTHER not in house.ask("nobody", "GET", f"/d/{token}?team=ward-heron&team_id=2&face=staff").text
    for path in ("/week", f"/week?token={token}", f"/d/{token}/week", f"/d/{token}/../../week", "/save", "/news"):
        for headers in ({}, {"x-vmboard": token}, {"authorization": f"Bearer {token}"}):
            answer = house.ask("display", "GET", path, computer=token, headers=headers, follow_redirects=False)
            assert answer.status_code in (303, 401, 404, 405) or path.startswith("/d/"), path
            assert OWN not in answer.text, "below the link there is at most Streamlit's empty page"
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert house.ask("nobody", method, f"/d/{token}").status_code in (401, 404, 405)


def test_a_link_that_was_renewed_opens_nothing_within_five_seconds(world: World, house: House) -> None:
    own = world.below
    assert house.ask("nobody", "GET", f"/d/{own.wall}").status_code == 200
    with transaction(world.bind) as session:
        renew_display(session, DEMO, own.team_id, own.rows["display"])
    until = time.monotonic() + 5
    while house.ask("nobody", "GET", f"/d/{own.wall}").status_code != 404:
        assert time.monotonic() < until
        time.sleep(0.1)


# --- files of the server ---

UP = some(
    ("../", "..%2f", "%2e%2e%2f", "%2e%2e/", "....//", "..%5c", "%252e%252e%252f", "..;/", "%2f", "/", "file:///")
)
ROOTS = ("/components", "/wall", "/app/static", "/media", "/component/vmboard", "/_stcore/bidi-components/vmboard", "",
         "/component/streamlit_autorefresh.streamlit_autorefresh", "/static")  # fmt: skip
WANTED = ("app.py", "vmboard/settings.py", ".streamlit/config.toml", "etc/passwd")


@pytest.mark.parametrize("root", ROOTS)
def test_no_address_leads_to_a_file_that_is_not_served(house: House, root: str) -> None:
    assert (ROOT / "app.py").is_file()
    for up in UP:
        for wanted in WANTED:
            for deep in (1, 2, 3, 6):
                path = "/" + f"{root}/{up * deep}{wanted}".lstrip("/")
                answer = house.ask("lead", "GET", path, follow_redirects=False)
                assert not any(words in answer.text for words in SECRET_WORDS), answer.request.url


def test_what_is_served_there_is_served(house: House) -> None:
    for path in ("/components/outbox.js", "/wall/sign_in.css", "/app/static/atkinson-hyperlegible-next.woff2"):
        assert house.ask("nobody", "GET", path).status_code == 200
