"""A real server on a real port, in a thread of the test, with the routes of the walls."""

import socket
import threading
import time
from datetime import datetime
from types import TracebackType
from typing import Self

import uvicorn
from sqlalchemy import Engine
from starlette.applications import Starlette

from vmboard.web.routes import Walls, utc_now


class Clock:
    """A clock that goes on as the real one does, from wherever a test sets it."""

    def __init__(self) -> None:
        self._ahead = utc_now() - utc_now()

    def __call__(self) -> datetime:
        return utc_now() + self._ahead

    def set(self, at: datetime) -> None:
        self._ahead = at - utc_now()


class Live:
    """``with Live(bind) as server``: the walls of ``bind`` at ``server.url``."""

    def __init__(self, bind: Engine, clock: Clock | None = None) -> None:
        self.walls = Walls(bind, clock or Clock())
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        app = Starlette(routes=self.walls.routes(), lifespan=self.walls.lifespan)
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=1))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.walls.hub.close()
        self._server.should_exit = True
        self._thread.join(10)
