"""The whole app in this process, on a database of a test, and visitors who knock at it over http and its socket."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from httpx2 import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketTestSession
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime

from tests.access.world import TODAY, World
from vmboard.settings import ROOT, settings
from vmboard.ui.startup import entry
from vmboard.web import routes
from vmboard.web.sign_in import COMPUTER
from vmboard.web.visitors import SIGN_IN

HERE = "http://localhost"


@contextmanager
def opened(world: World, patch: pytest.MonkeyPatch) -> Iterator[Any]:
    """``app.py`` itself, read anew."""
    for name, value in (("DATABASE_URL", world.url), ("SIGN_IN", "required"), ("TODAY", TODAY.isoformat())):
        patch.setenv(f"VMBOARD_{name}", value)
    patch.setattr(routes, "_walls", [])
    patch.setattr(Runtime, "_instance", None)  # a process has one, and each test file its own app
    for name, value in vars(entry).items():
        patch.setattr(entry, name, value)  # as it was, once the app is gone
    settings.cache_clear()
    spec = importlib.util.spec_from_file_location("app_of_this_test", ROOT / "app.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module.app
    settings.cache_clear()


@dataclass
class House:
    world: World
    app: Any
    client: TestClient

    def routes(self) -> set[tuple[str, str]]:
        """Every route that is served, ours and Streamlit's, by method and path."""
        found = set()
        for route in self.app._starlette_app.routes:
            if isinstance(route, WebSocketRoute):
                found.add(("SOCKET", route.path))
            elif isinstance(route, Mount) and route.path == "/api":
                inside = (one for one in route.routes if isinstance(one, Route))
                found |= {(method, f"/api{one.path}") for one in inside for method in one.methods or ()}
            elif isinstance(route, Mount):
                found.add(("GET", f"{route.path}/*"))
            elif isinstance(route, Route):
                found |= {(method, route.path) for method in route.methods or () if method != "HEAD"}
        return found

    def ask(self, visitor: str, method: str, path: str, computer: str = "", **more: Any) -> Response:
        """As this visitor's browser asks, and as nobody else's."""
        self.client.cookies.clear()
        headers = {"cookie": cookies(self.world.cookies[visitor], computer), "origin": HERE, "accept": "text/html"}
        return self.client.request(method, path, headers=headers | more.pop("headers", {}), **more)

    @contextmanager
    def socket(self, cookie: str, session: str = "", **headers: str) -> Iterator["Socket"]:
        """An open socket of a page, as Streamlit's own script opens it. Raises WebSocketDisconnect where refused."""
        self.client.cookies.clear()
        said = {"origin": HERE, "host": "localhost", "cookie": cookies(cookie)} | headers
        protocols = ["streamlit", "none", session] if session else ["streamlit"]
        with self.client.websocket_connect("/_stcore/stream", subprotocols=protocols, headers=said) as opened:
            yield Socket(opened)


def cookies(sign_in: str, computer: str = "") -> str:
    pairs = ((SIGN_IN, sign_in), (COMPUTER, computer))
    return "; ".join(f"{name}={value}" for name, value in pairs if value)


class Socket:
    """A page's end of the socket: asks for pages, and keeps all that it is sent."""

    def __init__(self, opened: WebSocketTestSession) -> None:
        self._opened = opened
        self.session = ""

    def open(self, page: str, query: str = "") -> str:
        """Run a page as a browser does that goes there. Returns every word it was sent, until the page is whole."""
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        self._opened.send_bytes(asked.SerializeToString())
        return self.hear()

    def hear(self) -> str:
        heard: list[str] = []
        while True:
            said = ForwardMsg()
            said.ParseFromString(self._opened.receive_bytes())
            kind = said.WhichOneof("type")
            heard.append(str(said))
            if kind == "new_session":
                self.session = said.new_session.initialize.session_id
            if kind == "script_finished" and said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return "\n".join(heard)

    def fetch(self, file_id: str) -> str:
        """Ask for a file that a page offers. Returns its address, empty where there is none for us."""
        asked = BackMsg()
        asked.backend_operation_request.request_id, asked.backend_operation_request.session_id = "1", self.session
        asked.backend_operation_request.deferred_file.file_id = file_id
        self._opened.send_bytes(asked.SerializeToString())
        while True:
            said = ForwardMsg()
            said.ParseFromString(self._opened.receive_bytes())
            if said.WhichOneof("type") == "backend_operation_response":
                return said.backend_operation_response.deferred_file.url
