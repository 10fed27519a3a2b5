"""A small reverse proxy in front of the app, as hospitals have them: it may strip a path, or know no WebSockets."""

import socket
import socketserver
import threading
from contextlib import suppress
from types import TracebackType
from typing import Self

_HOP_BY_HOP = (b"connection", b"upgrade", b"keep-alive")


class Front:
    """``with Front(port, strips="/vmboard") as front``: what a browser asks at ``front.where`` goes on to ``port``.

    One that ``sockets`` are not for drops what asks for one, as a proxy does that nobody told of them.
    """

    def __init__(self, port: int, *, strips: str = "", sockets: bool = True) -> None:
        self.to, self.strips, self.sockets = port, strips.encode(), sockets
        self._server = _Listening(("127.0.0.1", 0), _Visitor)
        self._server.front = self
        self.where = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def rewritten(self, head: bytes) -> bytes:
        """The head of a request as it goes on."""
        asked, *lines = head.split(b"\r\n")
        method, path, version = asked.split(b" ")
        path = path.removeprefix(self.strips) if path.startswith(self.strips + b"/") else path
        opens = self.sockets and any(line.lower().startswith(b"upgrade:") for line in lines)
        if not opens:
            lines = [line for line in lines if line.partition(b":")[0].lower() not in _HOP_BY_HOP]
            lines.append(b"Connection: close")
        told = (b"X-Forwarded-For: 127.0.0.1", b"X-Forwarded-Proto: http")
        return b"\r\n".join([b" ".join((method, path, version)), *lines, *told]) + b"\r\n\r\n"


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64
    front: Front


class _Visitor(socketserver.BaseRequestHandler):
    server: _Listening

    def handle(self) -> None:
        asked = b""
        while b"\r\n\r\n" not in asked:
            more = self.request.recv(65_536)
            if not more:
                return
            asked += more
        head, _, rest = asked.partition(b"\r\n\r\n")
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.server.front.to)) as app:
            app.sendall(self.server.front.rewritten(head) + rest)
            threading.Thread(target=_pass_on, args=(self.request, app), daemon=True).start()
            _pass_on(app, self.request)


def _pass_on(from_: socket.socket, to: socket.socket) -> None:
    with suppress(OSError):
        while some := from_.recv(65_536):
            to.sendall(some)
    with suppress(OSError):
        to.shutdown(socket.SHUT_WR)
