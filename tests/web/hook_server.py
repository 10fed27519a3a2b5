"""A hospital's channel of the tests' own: HTTPS on this machine that answers as it is told, and keeps what it hears."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from pathlib import Path
from threading import Thread
from time import sleep


@dataclass
class Hook:
    """What came in, and the numbers it answers with, one after the other; then 200. ``slow`` are seconds before.
    ``drips`` is said instead of any answer: over and over, a byte every ``slow`` seconds; ``pours`` without a pause."""

    port: int = 0
    answers: list[int] = field(default_factory=list)
    slow: float = 0.0
    drips: bytes = b""
    pours: bytes = b""
    told: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"https://127.0.0.1:{self.port}/hook"


@contextmanager
def hook_server(certificate: Path, **how: object) -> Iterator[Hook]:
    hook = Hook(**how)  # type: ignore[arg-type]

    class Talk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.told.append(json.loads(body)["text"])
            hook.keys.append(self.headers["Idempotency-Key"])
            for byte in cycle(hook.drips):
                self.wfile.write(bytes([byte]))
                sleep(hook.slow)
            if hook.pours:
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000000\r\n\r\n")
                while True:
                    self.wfile.write(hook.pours)
            sleep(hook.slow)
            code = hook.answers.pop(0) if hook.answers else 200
            self.send_response(code)
            if code == 302:
                self.send_header("Location", f"{hook.address}/sign-in")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            hook.told.append("led elsewhere")
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nothing is said of it."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Whoever hangs up is none of the test's."""

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Server(("127.0.0.1", 0), Talk) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        hook.port = server.server_address[1]
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield hook
        finally:
            server.shutdown()
