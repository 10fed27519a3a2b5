"""Instrumentation (Prometheus): what this process counts while it works: requests, open feeds and pages, saves, queues.

Labels are names of ours alone, never a path as it was asked for: those hold links, and there is no end of them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

from prometheus_client import Counter, Gauge, Histogram
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vmboard.web.base_path import path_within

REQUESTS = Counter("vmboard_requests", "Requests answered.", ("method", "route", "status"))
SECONDS = Histogram(
    "vmboard_request_seconds", "Seconds until an answer began.", ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
FEEDS = Gauge("vmboard_feeds_open", "Live feeds of walls that are open.")
PAGES = Gauge("vmboard_pages_open", "Pages that are open: sockets.")
SAVES = Counter("vmboard_saves", "Items handed in by browsers, by what became of them.", ("outcome",))
QUEUES = Gauge("vmboard_queue_length", "Work taken and not yet done.", ("queue",))

FEED, SOCKET, PAGE = "/d/{token}/events", "/_stcore/stream", "page"
_METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
_STREAMLITS = ("/_stcore/", "/static/", "/app/static/", "/component/", "/media/")


class Counted:
    """The middleware. ``served`` are our own routes, whose names are the labels."""

    def __init__(self, app: ASGIApp, served: Iterable[BaseRoute]) -> None:
        self.app = app
        self._name = naming(served)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            with PAGES.track_inprogress():
                return await self.app(scope, receive, send)
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        began, route = perf_counter(), self._name(path_within(scope))
        method = scope["method"] if scope["method"] in _METHODS else "other"

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                REQUESTS.labels(method, route, str(message["status"])).inc()
                SECONDS.labels(route).observe(perf_counter() - began)
            await send(message)

        if route == FEED and method == "GET":
            with FEEDS.track_inprogress():
                return await self.app(scope, receive, counted)
        await self.app(scope, receive, counted)


def naming(served: Iterable[BaseRoute]) -> Callable[[str], str]:
    """The name of the route that a path asks for: ours as they are written, Streamlit's by their kind."""
    ours = list(_written(served))

    def name(path: str) -> str:
        found = next((written for pattern, written in ours if pattern.match(path)), "")
        return found or next((kind for kind in _STREAMLITS if path.startswith(kind)), PAGE)

    return name


def _written(served: Iterable[BaseRoute]) -> Iterator[tuple[re.Pattern[str], str]]:
    for route in served:
        if isinstance(route, Route):
            yield route.path_regex, route.path
        elif isinstance(route, Mount):
            for pattern, written in _written(route.routes):
                yield re.compile(f"^{re.escape(route.path)}{pattern.pattern.removeprefix('^')}"), route.path + written
            yield route.path_regex, route.path
