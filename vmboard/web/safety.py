"""Security middleware: between the network and the app: who may ask what, how often and how much, and what every
answer says.

It stands before everything else (``app.py``), so it holds for the pages, the walls, Streamlit's own routes, files,
answers that something is not here, and errors. What it refuses, it refuses in a sentence.
"""

import asyncio
import logging
import re
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from vmboard.domain.refusals import Refused
from vmboard.settings import Settings, settings
from vmboard.store.engine import PATIENCE
from vmboard.store.turns import patient
from vmboard.web import problem
from vmboard.web.away import AWAY, not_now
from vmboard.web.base_path import path_within
from vmboard.web.connections import SPARE, Connections, guard, raise_files
from vmboard.web.hosts import Hosts, is_same_origin
from vmboard.web.limits import Buckets, Crowd, TooLarge, bounded, largest, limit_of
from vmboard.web.policy import NOTHING, Policy
from vmboard.web.proxies import Client, Header, Proxies, client_of

__all__ = ["Client", "Rules", "Safety", "client_of"]

NOT_OUR_NAME = (
    "vmboard does not answer to this address. Whoever runs it can add it to VMBOARD_ALLOWED_HOSTS (docs/settings.md)."
)
FOREIGN = "This came from another site, so nothing was done."
NOT_HERE = "There is nothing here."
TOO_OFTEN = "That was too often for now. Wait a moment and try again."
TOO_LARGE = "That is too large."
TOO_MANY = "Too much is asked from your address at once. Wait a moment and try again."
SOON = 10
"""Seconds."""
REST_SECONDS = 3.0
MOST_RESTING = 500
MOST_OF_ONE = 8_000
"""Requests and sockets of one address that are being answered at once: a hospital's screens and pages may all come from
one, and no client behind a proxy takes all the connections that the proxy has."""
WENT_WRONG = "Something went wrong here. It is in the server’s log; try again in a moment."
_SHUT = {"type": "websocket.close", "code": 1008}
WATCHING = ("/healthz", "/healthz/live", "/metrics")
"""Whatever watches over the app knows only its bare address; it learns nothing but ``ok``, or shows a token."""
SHORTEST_TOKEN = 16
_READS = ("GET", "HEAD", "OPTIONS")
_CLOSED = re.compile(r".*/(_stcore/(agent(/.*)?|script-health-check)|auth/log(in|out)|oauth2callback)/?", re.I)
"""Routes of Streamlit's own that nobody here uses: its agents, and its sign-in."""
_NOWHERE = re.compile(r"/api/.*\n", re.S)
"""No address of ours has a line break in it, and a router that stops at one would hand it on to the pages."""
_METRICS = re.compile(r".*/_stcore/metrics/?", re.I)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refusal:
    status: int
    sentence: str
    retry_after: int = 0
    rests: bool = False
    """Whether it is told after a moment."""


class Rules:
    """The settings, understood. Raises Refused where one of them cannot be."""

    def __init__(self, chosen: Settings) -> None:
        self.proxies = Proxies(chosen.trusted_proxies)
        self.hosts = Hosts(chosen.allowed_hosts)
        self.policy = Policy(chosen.frame_ancestors)
        self.metrics = chosen.metrics
        if 0 < len(chosen.metrics_token) < SHORTEST_TOKEN:
            raise Refused(f"VMBOARD_METRICS_TOKEN takes {SHORTEST_TOKEN} random letters or more.")
        self.buckets = Buckets()
        self.crowd = Crowd(MOST_OF_ONE)
        self._resting = 0

    def refusal(self, scope: Scope) -> Refusal | None:
        """Why this is not even handed on; None where it is."""
        client, method, path = client_of(scope), scope["method"], path_within(scope)
        if path not in WATCHING and (_count(scope, b"host") != 1 or client.host not in self.hosts):
            return Refusal(400, NOT_OUR_NAME)
        origin = _header(scope, b"origin")
        if method not in _READS and origin is not None and not is_same_origin(origin, client.host):
            return Refusal(403, FOREIGN)
        if (
            _NOWHERE.search(path)
            or _CLOSED.fullmatch(path)
            or (_METRICS.fullmatch(path) and not (self.metrics and client.is_this_machine))
        ):
            return Refusal(404, NOT_HERE)
        if wait := self.buckets.wait(method, path, client.address):
            limit = limit_of(method, path)
            return Refusal(429, TOO_OFTEN, wait, limit is not None and limit.rests)
        length = _header(scope, b"content-length") or "0"
        if not length.isdecimal() or int(length) > largest(path):
            return Refusal(413, TOO_LARGE)
        return None

    async def rest(self, refused: Refusal) -> None:
        """Hold a refusal back for a moment: a flood without a pause comes as often as it is answered. A connection that
        rests costs nothing but itself, and where too many do, they are answered at once."""
        if not refused.rests or self._resting >= MOST_RESTING:
            return
        self._resting += 1
        try:
            await asyncio.sleep(REST_SECONDS)
        finally:
            self._resting -= 1

    def may_open_socket(self, scope: Scope) -> bool:
        """A browser always says which page opens a socket: none at all is no browser."""
        client = client_of(scope)
        return client.host in self.hosts and is_same_origin(_header(scope, b"origin") or "", client.host)


class Safety:
    """The middleware. ``rules`` are those of the settings unless a test brings its own."""

    def __init__(self, app: ASGIApp, rules: Rules | None = None) -> None:
        self.app = app
        self.rules = rules or Rules(settings())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            settle_uvicorn(receive, self.rules.proxies)
            return await self.app(scope, receive, send)
        scope = self.rules.proxies.settle(scope)
        if scope["type"] == "http":
            return await self._http(scope, receive, send)
        if self.rules.may_open_socket(scope):
            with self.rules.crowd.one_more(client_of(scope).address) as is_room:
                return await (self.app(scope, receive, send) if is_room else send(_SHUT))
        origin = (_header(scope, b"origin") or "none")[:100]
        log.warning("A socket was refused: origin %s, host %s", origin, client_of(scope).host[:100])
        await send(_SHUT)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _Dressed(send, self.rules.policy, scope)
        if refused := self.rules.refusal(scope):
            await self.rules.rest(refused)
            return await answer.refuse(scope, receive, refused)
        with self.rules.crowd.one_more(client_of(scope).address) as is_room:
            if not is_room:
                return await answer.refuse(scope, receive, Refusal(503, TOO_MANY, SOON))
            await self._answered(scope, receive, answer)

    async def _answered(self, scope: Scope, receive: Receive, answer: "_Dressed") -> None:
        try:
            with patient(PATIENCE):
                await self.app(_without_origin(scope), bounded(receive, largest(path_within(scope))), answer)
        except TooLarge:
            if not answer.begun:
                await answer.refuse(scope, receive, Refusal(413, TOO_LARGE))
        except ClientDisconnect:
            pass  # whoever left while sending, as a page that is closed does, is not there to be answered
        except AWAY:
            log.exception("The database did not answer")
            if answer.begun:
                raise
            await not_now(scope, receive, answer)
        except Exception:
            if not answer.begun:
                await answer.refuse(scope, receive, Refusal(500, WENT_WRONG))
            raise


class _Dressed:
    """Sends an answer on, with the headers that every answer has."""

    def __init__(self, send: Send, policy: Policy, scope: Scope) -> None:
        self._send = send
        self._policy = policy
        self._path = path_within(scope)
        self._secure = client_of(scope).scheme == "https"
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            message = {**message, "headers": list(message.get("headers", []))}
            self._policy.dress(MutableHeaders(raw=message["headers"]), self._path, secure=self._secure)
        await self._send(message)

    async def refuse(self, scope: Scope, receive: Receive, why: Refusal) -> None:
        headers = {"Content-Security-Policy": NOTHING, "Cache-Control": "no-store"}
        if why.retry_after:
            headers["Retry-After"] = str(why.retry_after)
        answer: Response = PlainTextResponse(why.sentence, why.status, headers)
        if problem.PATH in self._path:
            answer = problem.problem(why.status, why.sentence, retry_after=why.retry_after)
        await answer(scope, receive, self)


def settle_uvicorn(receive: Any, proxies: Proxies) -> None:
    """What cannot be set by ``streamlit run``: uvicorn gets our limits of time and number, and loses its name in every
    answer and its trust in whatever the forwarding headers of this machine's own programs say."""
    config = getattr(getattr(receive, "__self__", None), "config", None)
    if config is None:
        return  # another server
    config.encoded_headers = [one for one in config.encoded_headers if one != (b"server", b"uvicorn")]
    if isinstance(config.loaded_app, ProxyHeadersMiddleware):
        config.loaded_app = config.loaded_app.app
    guard(config, Connections(raise_files() - SPARE, proxies))


def _without_origin(scope: Scope) -> Scope:
    """Streamlit compares a foreign origin with this machine's outer address, and asks the internet for that."""
    kept: list[Header] = [header for header in scope["headers"] if header[0] != b"origin"]
    return {**scope, "headers": kept}


def _count(scope: Scope, name: bytes) -> int:
    return sum(one == name for one, _ in scope["headers"])


def _header(scope: Scope, name: bytes) -> str | None:
    return next((value.decode("latin-1") for one, value in scope["headers"] if one == name), None)
