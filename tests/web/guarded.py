"""A small app behind the guard, as someone at any address meets it."""

from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from vmboard.settings import Settings
from vmboard.web import routes
from vmboard.web.safety import Rules, Safety, client_of

HERE = "http://localhost"
WARD_PC = ("10.2.3.4", 5000)
THIS_MACHINE = ("127.0.0.1", 5000)
PROXY = ("10.0.0.5", 5000)


async def page(request: Request) -> Response:
    return PlainTextResponse("hello")


async def wall(request: Request) -> Response:
    return PlainTextResponse(
        "wall", headers={"Content-Security-Policy": routes.POLICY, "Referrer-Policy": "no-referrer"}
    )


async def taken(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def broken(request: Request) -> Response:
    raise RuntimeError("a secret of the server")


async def cookie(request: Request) -> Response:
    answer = PlainTextResponse("")
    answer.headers.append("Set-Cookie", "_streamlit_xsrf=2|a|b|1; Path=/; SameSite=Lax")
    answer.set_cookie("vmboard_in", "x", httponly=True, secure=True, samesite="lax")
    return answer


async def seen(request: Request) -> Response:
    """What the app is told of who asks."""
    told = {"headers": dict(request.headers), "url": str(request.url), "peer": request.scope["client"][0]}
    return JSONResponse(vars(client_of(request)) | told)


async def socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(client_of(websocket).address)
    await websocket.close()


ROUTES = [
    *(
        Route(path, page)
        for path in ("/", "/healthz", "/_stcore/{rest:path}", "/component/x/index.html", "/d/{token}/events")
    ),
    *(Route(path, taken, methods=["POST"]) for path in ("/save", "/sign-in/pin", "/pair/code")),
    Route("/_stcore/upload_file/{rest:path}", taken, methods=["PUT"]),
    Route("/d/{token}", wall),
    Route("/broken", broken),
    Route("/cookie", cookie),
    Route("/seen", seen),
    WebSocketRoute("/_stcore/stream", socket),
]


def client(where: str = HERE, peer: tuple[str, int] = WARD_PC, rules: Rules | None = None, **chosen: Any) -> TestClient:
    """The app as someone at ``peer`` meets it who opened ``where``; under ``rules``, or those of settings."""
    guard = Middleware(Safety, rules or Rules(Settings(**chosen)))
    app = Starlette(routes=ROUTES, middleware=[guard])
    return TestClient(app, where, raise_server_exceptions=False, client=peer, follow_redirects=False)
