"""Signing in by the organisation's own sign-in, against a provider of our own that speaks OpenID Connect."""

import base64
import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import time_machine
import uvicorn
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.small_ward import Ward, small_ward
from tests.web.ports import free_port
from vmboard.commands import accounts
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.settings import settings
from vmboard.store.engine import transaction
from vmboard.web import oidc, sign_in

EMAIL = "jo.douglas@nhs.scot"


@dataclass
class Provider:
    """A small standard provider: discovery, one-time codes bound to PKCE, and tokens signed with its key."""

    where: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "use": "sig"}))
    says: dict[str, Any] = field(default_factory=dict)
    spoil: Callable[[dict[str, Any]], None] = lambda claims: None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    secret_key: RSAKey | None = None
    """What it signs with, where that is not the key it publishes."""
    asked: Counter[str] = field(default_factory=Counter)
    speaks_for: str = ""

    def routes(self) -> list[Route]:
        return [
            Route("/.well-known/openid-configuration", self.discovery), Route("/authorize", self.authorize),
            Route("/token", self.token, methods=["POST"]), Route("/keys", self.keys),
        ]  # fmt: skip

    async def discovery(self, _: Request) -> JSONResponse:
        self.asked["discovery"] += 1
        return JSONResponse({
            "issuer": self.speaks_for or self.where,
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
            "authorization_endpoint": f"{self.where}/authorize",
            "token_endpoint": f"{self.where}/token", "jwks_uri": f"{self.where}/keys",
        })  # fmt: skip

    async def authorize(self, request: Request) -> RedirectResponse:
        asked = dict(request.query_params)
        assert asked["code_challenge_method"] == "S256" and asked["scope"] == "openid email profile"
        self.codes["code-1"] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?code=code-1&state={asked['state']}")

    async def token(self, request: Request) -> JSONResponse:
        form = await request.form()
        asked = self.codes.pop(str(form["code"]), None)
        proof = base64.urlsafe_b64encode(hashlib.sha256(str(form["code_verifier"]).encode()).digest()).decode()
        if asked is None or proof.rstrip("=") != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        claims = {"iss": self.where, "aud": "vmboard", "sub": "42", "email": EMAIL, "nonce": asked["nonce"],
                  "iat": int(time.time()), "exp": int(time.time()) + 300} | self.says  # fmt: skip
        self.spoil(claims)
        signed = self.sign(claims)
        return JSONResponse({"access_token": "a", "token_type": "Bearer", "id_token": signed})

    def sign(self, claims: dict[str, Any]) -> str:
        key = self.secret_key or self.key
        return jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)

    async def keys(self, _: Request) -> JSONResponse:
        self.asked["keys"] += 1
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@pytest.fixture(scope="module")
def running() -> Iterator[Provider]:
    port = free_port()
    made = Provider(f"http://127.0.0.1:{port}")
    server = uvicorn.Server(uvicorn.Config(Starlette(routes=made.routes()), port=port, log_level="warning"))
    Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.02)
    yield made
    server.should_exit = True


@pytest.fixture
def provider(running: Provider) -> Provider:
    running.says, running.spoil, running.codes = {}, lambda claims: None, {}
    running.secret_key, running.speaks_for, running.asked = None, "", Counter()
    oidc._client.cache_clear()
    return running


@pytest.fixture
def ward(emptied_bind, provider: Provider, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ward]:  # type: ignore[no-untyped-def]
    for name, value in {"NAME": "NHS Scotland", "ISSUER": provider.where, "CLIENT_ID": "vmboard"}.items():
        monkeypatch.setenv(f"VMBOARD_OIDC_{name}", value)
    settings.cache_clear()
    monkeypatch.setattr(sign_in, "engine", lambda: emptied_bind)
    monkeypatch.setattr(oidc, "engine", lambda: emptied_bind)
    made = small_ward(emptied_bind)
    with transaction(emptied_bind) as session:
        accounts.add_account(session, Actor("Administrator", person=APP), name="Jo Douglas", email=EMAIL)
    yield made
    settings.cache_clear()


@pytest.fixture
def client(ward: Ward) -> TestClient:
    return TestClient(Starlette(routes=[*sign_in.routes(), *oidc.routes()]), follow_redirects=False)


def round_trip(client: TestClient, next_: str = "/week") -> Any:
    """Out to the provider and back in again, as a browser goes."""
    out = client.get(f"/sign-in/with?next={next_}")
    back = requests.get(out.headers["location"], allow_redirects=False, timeout=5).headers["location"]
    return client.get(f"{urlsplit(back).path}?{urlsplit(back).query}")


def test_whoever_the_organisation_vouches_for_comes_in(client: TestClient, ward: Ward) -> None:
    assert "Sign in with NHS Scotland" in client.get("/sign-in").text
    entered = round_trip(client)
    assert (entered.status_code, entered.headers["location"]) == (303, "/week")
    found = find_and_note_seen(ward.bind, client.cookies[sign_in.SIGN_IN], datetime.now(UTC))
    assert found is not None and found.name == "Jo Douglas"


def test_a_stranger_is_told_whom_to_ask(client: TestClient, provider: Provider) -> None:
    provider.says = {"sub": "99", "email": "someone@nhs.scot"}
    answer = round_trip(client)
    assert answer.status_code == 403
    assert "Ask an administrator to make one." in answer.text


def test_an_address_that_nobody_checked_finds_no_account(client: TestClient, provider: Provider) -> None:
    provider.says = {"email_verified": False}
    assert round_trip(client).status_code == 403


SPOILT: dict[str, Callable[[dict[str, Any]], Any]] = {
    "for another app": lambda claims: claims.update(aud="another"),
    "by another issuer": lambda claims: claims.update(iss="https://evil.example"),
    "of yesterday": lambda claims: claims.update(exp=int(time.time()) - 3600),
    "of another visit": lambda claims: claims.update(nonce="another"),
    "of nobody": lambda claims: claims.pop("sub"),
    "of no visit": lambda claims: claims.pop("nonce"),
    "that never ends": lambda claims: claims.pop("exp"),
    "over for longer than clocks differ": lambda claims: claims.update(exp=int(time.time()) - 90),
    "that begins later": lambda claims: claims.update(nbf=int(time.time()) + 3600),
    "for another app, asked for by this one": lambda claims: claims.update(aud="another", azp="vmboard"),
    "for another app first": lambda claims: claims.update(aud=["another", "vmboard"], azp="another"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_token_that_is_not_for_this_visit_lets_nobody_in(client: TestClient, provider: Provider, name: str) -> None:
    provider.spoil = SPOILT[name]
    answer = round_trip(client)
    assert answer.status_code == 403
    assert sign_in.SIGN_IN not in client.cookies


def test_a_token_signed_by_another_key_lets_nobody_in(client: TestClient, provider: Provider) -> None:
    provider.secret_key = RSAKey.generate_key(2048, {"kid": provider.key.kid, "use": "sig"})
    assert round_trip(client).status_code == 403
    assert sign_in.SIGN_IN not in client.cookies


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_that_anybody_could_have_made_lets_nobody_in_whatever_the_provider_allows(
    client: TestClient, provider: Provider, monkeypatch: pytest.MonkeyPatch, algorithm: str
) -> None:
    def forged(claims: dict[str, Any]) -> str:
        public = OctKey.import_key(provider.key.as_pem(private=False))
        return jwt.encode({"alg": algorithm, "kid": provider.key.kid}, claims, public, algorithms=[algorithm])

    monkeypatch.setattr(provider, "sign", forged)
    assert round_trip(client).status_code == 403
    assert sign_in.SIGN_IN not in client.cookies


def test_what_the_provider_says_of_itself_and_its_keys_are_asked_for_once_in_an_hour(
    client: TestClient, provider: Provider
) -> None:
    with time_machine.travel(datetime.now(UTC), tick=True) as clock:
        assert [round_trip(client).status_code for _ in range(3)] == [303, 303, 303]
        assert provider.asked == {"discovery": 1, "keys": 1}
        clock.shift(3601)
        assert round_trip(client).status_code == 303
        assert provider.asked == {"discovery": 2, "keys": 2}


def test_a_new_key_of_the_provider_is_asked_for_when_a_token_names_it(client: TestClient, provider: Provider) -> None:
    assert round_trip(client).status_code == 303
    provider.key = RSAKey.generate_key(2048, {"kid": token_hex(4), "use": "sig"})
    assert round_trip(client).status_code == 303
    assert provider.asked == {"discovery": 1, "keys": 2}


def test_a_provider_that_speaks_for_another_issuer_is_not_asked(client: TestClient, provider: Provider) -> None:
    provider.speaks_for = "https://evil.example"
    for _ in range(2):
        assert "does not answer just now" in client.get("/sign-in/with").text
    provider.speaks_for = ""
    assert round_trip(client).status_code == 303


def test_the_cookie_of_the_way_is_for_this_app_alone_and_ten_minutes(client: TestClient) -> None:
    (cookie,) = client.get("/sign-in/with").headers.get_list("set-cookie")
    assert cookie.startswith("vmboard_way=") and "HttpOnly; Max-Age=600; Path=/; SameSite=lax" in cookie
    secure = TestClient(client.app, base_url="https://testserver", follow_redirects=False).get("/sign-in/with")
    assert "; Secure" in secure.headers["set-cookie"]


def test_clocks_may_differ_by_a_minute(client: TestClient, provider: Provider) -> None:
    provider.spoil = lambda claims: claims.update(exp=int(time.time()) - 30, iat=int(time.time()) + 30)
    assert round_trip(client).status_code == 303


def test_a_way_that_took_too_long_is_begun_again(client: TestClient) -> None:
    out = client.get("/sign-in/with")
    back = requests.get(out.headers["location"], allow_redirects=False, timeout=5).headers["location"]
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=True):
        late = TestClient(client.app, cookies=dict(client.cookies))
        assert late.get(f"/sign-in/back?{urlsplit(back).query}").status_code == 403


def test_an_answer_without_its_code_lets_nobody_in(client: TestClient) -> None:
    state = parse_qs(urlsplit(client.get("/sign-in/with").headers["location"]).query)["state"][0]
    assert client.get(f"/sign-in/back?state={state}").status_code == 403


@pytest.mark.parametrize("query", ["", "?code=code-1", "?code=code-1&state=guess", "?error=access_denied&state=x"])
def test_coming_back_without_having_left_lets_nobody_in(client: TestClient, query: str) -> None:
    client.get("/sign-in/with")
    assert client.get(f"/sign-in/back{query}").status_code == 403
    assert sign_in.SIGN_IN not in client.cookies


def test_a_stolen_answer_does_not_work_in_another_browser(client: TestClient) -> None:
    out = client.get("/sign-in/with")
    back = requests.get(out.headers["location"], allow_redirects=False, timeout=5).headers["location"]
    thief = TestClient(client.app, follow_redirects=False)
    assert thief.get(f"/sign-in/back?{urlsplit(back).query}").status_code == 403


def test_the_way_there_asks_for_an_account_to_be_chosen_and_leads_back_to_this_app(client: TestClient) -> None:
    asked = parse_qs(urlsplit(client.get("/sign-in/with").headers["location"]).query)
    assert asked["prompt"] == ["select_account"]
    assert asked["redirect_uri"] == ["http://testserver/sign-in/back"]
    assert asked["response_type"] == ["code"]


def test_while_the_provider_is_away_the_entrance_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VMBOARD_OIDC_ISSUER", f"http://127.0.0.1:{free_port()}")
    settings.cache_clear()
    assert "does not answer just now" in client.get("/sign-in/with").text
