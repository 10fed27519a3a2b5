"""OpenID Connect: signing in by the organisation's own sign-in: with a code and PKCE, by Authlib.

Any standard provider (Microsoft Entra, Keycloak and others) is found by its discovery document. What it vouches for
is checked here: signature, issuer, audience, nonce, time. The way there is kept in a short-lived signed cookie.
"""

import asyncio
import secrets
import time
from dataclasses import dataclass
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vmboard.commands.passes import signing_key
from vmboard.commands.sign_in import Tried, sign_in_with_subject
from vmboard.domain.refusals import Refused
from vmboard.settings import Settings, settings
from vmboard.store.engine import engine
from vmboard.web import sign_in

WAY = "vmboard_way"
MINUTES = 10
LEEWAY = 60
SECONDS = 10
SCOPE = "openid email profile"
ALGORITHMS = ["RS256", "ES256", "PS256"]
AWAY = "Your organisation’s sign-in does not answer just now. Try again in a moment."
NOT_DONE = "That sign-in was not finished. Please start again."


@dataclass(frozen=True)
class Provider:
    """What a provider says of itself in its discovery document."""

    issuer: str
    authorize: str
    token: str
    keys: str


def provider(issuer: str) -> Provider:
    """Read the discovery document. Raises Refused where it is away, or speaks for somebody else."""
    try:
        found = requests.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration", timeout=SECONDS).json()
        named = Provider(found["issuer"], found["authorization_endpoint"], found["token_endpoint"], found["jwks_uri"])
    except (requests.RequestException, ValueError, KeyError):
        raise Refused(AWAY) from None
    if named.issuer.rstrip("/") != issuer.rstrip("/"):
        raise Refused(AWAY)
    return named


async def leave_for(request: Request) -> Response:
    """Send the person to the organisation, and remember the way back."""
    return await asyncio.to_thread(_answering, request, _leave)


async def come_back(request: Request) -> Response:
    return await asyncio.to_thread(_answering, request, _return)


def _answering(request: Request, answer: Any) -> Response:
    if not settings().oidc_issuer:
        return Response("Not found", 404)
    try:
        return answer(request, settings())  # type: ignore[no-any-return]
    except Refused as refused:
        return sign_in.refused(request, refused.sentence)


def _leave(request: Request, chosen: Settings) -> Response:
    to, client = provider(chosen.oidc_issuer), _client(request, chosen)
    way = {
        "state": secrets.token_urlsafe(24),
        "nonce": secrets.token_urlsafe(24),
        "verifier": secrets.token_urlsafe(48),
    }
    url, _ = client.create_authorization_url(
        to.authorize, state=way["state"], nonce=way["nonce"], code_verifier=way["verifier"], prompt="select_account"
    )
    way["next"] = sign_in.local(request.query_params.get("next", "/"))
    answer = RedirectResponse(url, 303, {"Cache-Control": "no-store"})
    sign_in.set_cookie(request, answer, WAY, _signer().dumps(way), MINUTES * 60)
    return answer


def _return(request: Request, chosen: Settings) -> Response:
    try:
        way = _signer().loads(request.cookies.get(WAY, ""), max_age=MINUTES * 60)
    except BadSignature:
        raise Refused(NOT_DONE) from None
    told = request.query_params
    if not secrets.compare_digest(told.get("state", ""), way["state"]) or "code" not in told:
        raise Refused(NOT_DONE)
    claims = _vouched(request, chosen, told["code"], way)
    email = str(claims.get("email") or claims.get("preferred_username") or "")
    if claims.get("email_verified") is False:
        email = ""  # somebody typed it there: it proves nothing
    tried: Tried = sign_in_with_subject(
        engine(), subject=f"{claims['iss']}|{claims['sub']}", email=email, browser=sign_in.browser_of(request),
        now=sign_in.now(),
    )  # fmt: skip
    if not tried.token:
        raise Refused(tried.sentence)
    answer = sign_in.entered(request, tried.token, way["next"])
    answer.delete_cookie(WAY, path=sign_in.root_of(request))
    return answer


def _vouched(request: Request, chosen: Settings, code: str, way: dict[str, str]) -> dict[str, Any]:
    """What the provider vouches for, its signature and every claim that matters checked."""
    at, client = provider(chosen.oidc_issuer), _client(request, chosen)
    try:
        got = client.fetch_token(at.token, code=code, code_verifier=way["verifier"], timeout=SECONDS)
        keys = KeySet.import_key_set(requests.get(at.keys, timeout=SECONDS).json())
        token = jwt.decode(got["id_token"], keys, algorithms=ALGORITHMS)
        jwt.JWTClaimsRegistry(
            now=int(time.time()), leeway=LEEWAY, iss={"essential": True, "value": at.issuer},
            aud={"essential": True, "value": chosen.oidc_client_id}, exp={"essential": True}, sub={"essential": True},
            nonce={"essential": True, "value": way["nonce"]},
        ).validate(token.claims)  # fmt: skip
    except requests.RequestException:
        raise Refused(AWAY) from None
    except (JoseError, AuthlibBaseError, ValueError, KeyError) as error:  # whatever is wrong, nobody comes in
        raise Refused(NOT_DONE) from error
    return dict(token.claims)


def _client(request: Request, chosen: Settings) -> OAuth2Session:
    back = f"{request.url.scheme}://{request.url.netloc}{sign_in.root_of(request)}sign-in/back"
    return OAuth2Session(
        chosen.oidc_client_id, chosen.oidc_client_secret or None, scope=SCOPE, redirect_uri=back,
        code_challenge_method="S256",
    )  # fmt: skip


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(signing_key(engine()), salt="vmboard.way")


def routes() -> list[Route]:
    return [Route("/sign-in/with", leave_for), Route("/sign-in/back", come_back)]
