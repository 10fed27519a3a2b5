"""OpenID Connect: signing in by the organisation's own sign-in, with a code and PKCE, by Authlib's Starlette client.

Any standard provider (Microsoft Entra, Keycloak and others) is found by its discovery document. What it vouches for
is checked: signature, issuer, audience, nonce, time. The way there is kept in a short-lived signed cookie.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

import httpx2
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.starlette_client import OAuth, StarletteOAuth2App
from itsdangerous import BadSignature, URLSafeTimedSerializer
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from vmboard.commands.passes import signer_of
from vmboard.commands.sign_in import Tried, sign_in_with_subject
from vmboard.domain.refusals import Refused
from vmboard.domain.text.phrases import phrase
from vmboard.settings import Settings, settings
from vmboard.store.engine import engine
from vmboard.web import sign_in
from vmboard.web.base_path import root_of

WAY = "vmboard_way"
MINUTES = 10
LEEWAY = 60
SECONDS = 10
FRESH = 3600
"""Seconds for which what the provider says of itself, and its keys, are not asked for again."""
SCOPE = "openid email profile"
ALGORITHMS = ["RS256", "ES256", "PS256"]
USED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
AWAY = phrase("Your organisation’s sign-in does not answer just now. Try again in a moment.")
NOT_DONE = phrase("That sign-in was not finished. Please start again.")


class Provider(StarletteOAuth2App):
    """Authlib's client, which keeps the provider's discovery document and keys.

    It asks for the keys anew by itself when a token names one it does not have. Here, both are asked for again after
    ``FRESH`` seconds; of the document only what is used is kept, and only where it speaks for the issuer that was set.
    """

    issuer = ""
    server_metadata: dict[str, Any]

    async def load_server_metadata(self) -> dict[str, Any]:
        """Raises Refused where the provider is away, or speaks for somebody else."""
        if time.time() - self.server_metadata.get("_loaded_at", 0) < FRESH:
            return self.server_metadata
        self.server_metadata = {}
        try:
            said = await super().load_server_metadata()
            kept = {name: said[name] for name in (*USED, "_loaded_at")}
        except (httpx2.HTTPError, httpx2.InvalidURL, ValueError, KeyError, TypeError):
            raise Refused(AWAY) from None
        finally:
            self.server_metadata = {}
        if kept["issuer"].rstrip("/") != self.issuer.rstrip("/"):
            raise Refused(AWAY)
        self.server_metadata = kept | {"id_token_signing_alg_values_supported": ALGORITHMS}
        return self.server_metadata


async def leave_for(request: Request) -> Response:
    """Send the person to the organisation, and remember the way back."""
    return await _answering(request, _leave)


async def come_back(request: Request) -> Response:
    return await _answering(request, _return)


async def _answering(request: Request, answer: Callable[[Request, Settings], Awaitable[Response]]) -> Response:
    if not settings().oidc_issuer:
        return Response("Not found", 404)
    try:
        return await answer(request, settings())
    except Refused as refused:
        return sign_in.refused(request, refused.phrase)
    except (httpx2.HTTPError, httpx2.InvalidURL):
        return sign_in.refused(request, AWAY)


async def _leave(request: Request, chosen: Settings) -> Response:
    way: dict[str, Any] = {"next": sign_in.local(request.query_params.get("next", "/"))}
    request.scope["session"] = way  # where Authlib writes its state, nonce and verifier
    back = f"{request.url.scheme}://{request.url.netloc}{root_of(request.scope)}sign-in/back"
    answer: Response = await _provider(chosen).authorize_redirect(request, back, prompt="select_account")
    answer.headers["Cache-Control"] = "no-store"
    signer = await asyncio.to_thread(_signer)
    sign_in.set_cookie(request, answer, WAY, signer.dumps(way), MINUTES * 60)
    return answer


async def _return(request: Request, chosen: Settings) -> Response:
    signer = await asyncio.to_thread(_signer)
    try:
        way = signer.loads(request.cookies.get(WAY, ""), max_age=MINUTES * 60)
    except BadSignature:
        raise Refused(NOT_DONE) from None
    request.scope["session"] = way
    claims = await _vouched(request, chosen)
    email = str(claims.get("email") or claims.get("preferred_username") or "")
    if claims.get("email_verified") is False:
        email = ""  # somebody typed it there: it proves nothing
    tried: Tried = await asyncio.to_thread(
        sign_in_with_subject, engine(), subject=f"{claims['iss']}|{claims['sub']}", email=email,
        browser=sign_in.browser_of(request), now=sign_in.now(),
    )  # fmt: skip
    if not tried.token:
        raise Refused(tried.sentence)
    answer = sign_in.entered(request, tried.token, way["next"])
    answer.delete_cookie(WAY, path=root_of(request.scope))
    return answer


async def _vouched(request: Request, chosen: Settings) -> dict[str, Any]:
    """What the provider vouches for, its signature and every claim that matters checked."""
    if "code" not in request.query_params:
        raise Refused(NOT_DONE)
    provider = _provider(chosen)
    issuer = (await provider.load_server_metadata())["issuer"]
    required = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": chosen.oidc_client_id}}
    try:
        token = await provider.authorize_access_token(  # type: ignore[no-untyped-call]
            request, claims_options=required, leeway=LEEWAY
        )
        return dict(token["userinfo"])
    except (
        JoseError,
        AuthlibBaseError,
        ValueError,
        KeyError,
        TypeError,
    ) as error:  # whatever it is, nobody comes in
        raise Refused(NOT_DONE) from error


def _provider(chosen: Settings) -> Provider:
    return _client(chosen.oidc_issuer, chosen.oidc_client_id, chosen.oidc_client_secret)


@lru_cache(maxsize=1)
def _client(issuer: str, client_id: str, client_secret: str) -> Provider:
    discovery = f"{issuer.rstrip('/')}/.well-known/openid-configuration"
    made: Provider = OAuth().register(
        "organisation", client_cls=Provider, server_metadata_url=discovery,
        client_id=client_id, client_secret=client_secret or None,
        client_kwargs={"scope": SCOPE, "code_challenge_method": "S256", "timeout": SECONDS},
    )  # fmt: skip
    made.issuer = issuer
    return made


def _signer() -> URLSafeTimedSerializer:
    return signer_of(engine(), "vmboard.way")


def routes() -> list[Route]:
    return [Route("/sign-in/with", leave_for), Route("/sign-in/back", come_back)]
