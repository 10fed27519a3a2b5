"""Connections that keep the server waiting: they end by themselves, and take nobody's place."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket
from websockets.sync.client import connect

from vmboard.web.connections import Connections, Phase, guard, raise_files
from vmboard.web.proxies import Proxies

HALF_A_HEAD = b"GET /hello HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
HALF_A_BODY = b"POST /read HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"
QUICK = {Phase.HEAD: 0.3, Phase.BODY: 0.3}


async def hello(_: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


async def busy(_: Request) -> PlainTextResponse:
    time.sleep(0.5)  # holds the whole loop, so that all who come meanwhile are taken in one go
    return PlainTextResponse("")


async def read(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


async def feed(_: Request) -> StreamingResponse:
    async def beats() -> Any:
        for _ in range(8):
            yield b"beat\n"
            await asyncio.sleep(0.1)

    return StreamingResponse(beats())


async def echo(websocket: WebSocket) -> None:
    await websocket.accept()
    while True:
        await websocket.send_text(await websocket.receive_text())


ROUTES = [Route("/hello", hello), Route("/read", read, methods=["POST"]), Route("/feed", feed), Route("/busy", busy),
          WebSocketRoute("/socket", echo)]  # fmt: skip


@contextmanager
def served(http: str, most: int = 500, proxies: str = "", **more: Any) -> Iterator[int]:
    """A server with these limits in a thread; its port."""
    config = uvicorn.Config(Starlette(routes=ROUTES), http=http, log_level="error", timeout_graceful_shutdown=1)
    config.load()
    guard(config, Connections(most, Proxies(proxies), **more))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join(10)


@pytest.fixture(params=["h11", "httptools"])
def http(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def sent(port: int, data: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", port), timeout=5)
    made.sendall(data)
    return made


def rest(open_: socket.socket) -> bytes:
    """All that still comes until the server hangs up."""
    said = b""
    try:
        while more := open_.recv(65_536):
            said += more
    except ConnectionError:
        pass
    return said


def got(browser: HTTPConnection, path: str) -> str:
    browser.request("GET", path)
    return browser.getresponse().read().decode()


def hello_at(port: int) -> str:
    return got(HTTPConnection("127.0.0.1", port, timeout=5), "/hello")


@pytest.mark.parametrize("half", [b"", HALF_A_HEAD, HALF_A_BODY])
def test_what_is_sent_half_is_not_waited_for_without_end(http: str, half: bytes) -> None:
    with served(http, seconds=QUICK) as port, sent(port, half) as slow:
        assert rest(slow).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("begun", [HALF_A_HEAD, HALF_A_BODY])
def test_a_drop_now_and_then_buys_no_time(http: str, begun: bytes) -> None:
    with served(http, seconds=QUICK) as port, sent(port, begun) as slow, pytest.raises(ConnectionError):
        for _ in range(40):
            time.sleep(0.05)
            slow.sendall(b"x")


def test_a_long_body_that_goes_on_is_taken_whole(http: str) -> None:
    head = b"POST /read HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 160000\r\n\r\n"
    with served(http, seconds=QUICK) as port, sent(port, head) as slow:
        for _ in range(8):
            time.sleep(0.1)
            slow.sendall(b"x" * 20_000)
        assert rest(slow).endswith(b"160000")


def test_the_next_request_on_a_connection_has_its_own_time(http: str) -> None:
    with served(http, seconds=QUICK) as port, closing(HTTPConnection("127.0.0.1", port)) as browser:
        for _ in range(4):
            assert got(browser, "/hello") == "hello"
            time.sleep(0.15)


def test_a_feed_and_a_socket_outlive_every_limit(http: str) -> None:
    with served(http, seconds=QUICK, most_waiting=1) as port, connect(f"ws://127.0.0.1:{port}/socket") as near:
        assert got(HTTPConnection("127.0.0.1", port), "/feed").count("beat") == 8
        near.send("still here")
        assert near.recv() == "still here"


@pytest.mark.parametrize("most", [{"most": 20}, {"most_waiting": 10}])
def test_half_sent_requests_take_nobodys_place(http: str, most: dict[str, int]) -> None:
    with served(http, **most) as port, ExitStack() as stack:  # type: ignore[arg-type]
        stack.enter_context(sent(port, b"GET /busy HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        for _ in range(60):
            stack.enter_context(sent(port, HALF_A_HEAD))
        assert [hello_at(port) for _ in range(5)] == ["hello"] * 5


def test_one_address_never_has_more_than_half_of_all(http: str) -> None:
    with served(http, most=8) as port, ExitStack() as stack:
        for _ in range(4):
            stack.enter_context(sent(port, b"GET /feed HTTP/1.1\r\nHost: localhost\r\n\r\n")).recv(10)
        with sent(port, b"") as one_more:
            assert rest(one_more).startswith(b"HTTP/1.1 503 ")


def test_a_listed_proxy_speaks_for_many(http: str) -> None:
    with served(http, most=8, proxies="127.0.0.1") as port, ExitStack() as stack:
        for _ in range(6):
            stack.enter_context(sent(port, b"GET /feed HTTP/1.1\r\nHost: localhost\r\n\r\n")).recv(10)
        assert hello_at(port) == "hello"


def test_places_are_given_back(http: str) -> None:
    with served(http, most=8) as port:
        for _ in range(20):
            assert hello_at(port) == "hello"
            with connect(f"ws://127.0.0.1:{port}/socket"):
                pass
            with sent(port, HALF_A_HEAD):
                pass


def test_a_head_without_end_is_refused(http: str) -> None:
    with served(http) as port, sent(port, HALF_A_HEAD + b"x" * 70_000) as endless:
        assert rest(endless)[:12] in (b"HTTP/1.1 431", b"HTTP/1.1 400", b"")


def test_the_process_opens_as_many_files_as_it_may() -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
        assert raise_files() == resource.getrlimit(resource.RLIMIT_NOFILE)[0] == min(hard, 65_536)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
