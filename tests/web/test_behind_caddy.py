"""The proxy of the compose file: Caddy with the file that is shipped, before the app itself."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests import programs
from tests.web.nginx import Process
from tests.web.ports import eventually, free_port
from tests.web.ward import Ward
from vmboard.settings import ROOT

SHIPPED = ROOT / "docs/hospital/deploy/Caddyfile"
CERTIFICATE = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
FORGED = {
    "Accept": "text/html",
    "X-Forwarded-User": "chief@ward.scot",
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "http",
}


class Proxied:
    """The app behind Caddy. ``port`` is Caddy's, with TLS."""

    def __init__(self, place: Path, app: Process) -> None:
        self.port, self.plain = free_port(), free_port()
        key, certificate = place / "board.key", place / "board.pem"
        subprocess.run(
            ["openssl", *CERTIFICATE.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True
        )
        self.trust = ssl.create_default_context(cafile=certificate)
        shipped = SHIPPED.read_text("utf-8")
        for written, here in (("/certs", str(place)), ("vmboard:8501", f"127.0.0.1:{app.port}")):
            assert written in shipped
            shipped = shipped.replace(written, here)
        ports = f"{{\n\tadmin off\n\thttp_port {self.plain}\n\thttps_port {self.port}\n}}\n"
        self.file = place / "Caddyfile"
        self.file.write_text(ports + shipped, "utf-8")
        self.env = {"VMBOARD_HOST": "localhost", "HOME": str(place), "XDG_DATA_HOME": str(place), "PATH": ""}

    def run(self) -> subprocess.Popen[bytes]:
        caddy = programs.find("caddy", "caddy")
        return subprocess.Popen(
            [caddy, "run", "--adapter", "caddyfile", "--config", str(self.file)], env=self.env,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(self, path: str, **headers: str) -> HTTPResponse:
        line = HTTPSConnection("localhost", self.port, context=self.trust, timeout=10)
        line.request("GET", path, headers=headers)
        return line.getresponse()


@pytest.fixture
def proxied(tmp_path: Path, ward: Ward) -> Iterator[Proxied]:
    programs.find("caddy", "caddy")
    programs.find("openssl", "openssl")
    url = ward.bind.url.render_as_string(hide_password=False)
    app = Process(url, VMBOARD_SIGN_IN="required", VMBOARD_ALLOWED_HOSTS="localhost")
    made = Proxied(tmp_path, app)
    running = made.run()
    try:
        app.start()
        eventually(lambda: _listens(made.port), 60)
        yield made
    finally:
        running.kill()  # it would wait for whoever still listens to the feed
        running.wait(10)
        app.stop()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.long
@pytest.mark.parametrize("bind", ["sqlite"], indirect=True)
def test_the_proxy_of_the_compose_file_does_tls_and_passes_everything_on(proxied: Proxied, ward: Ward) -> None:
    assert proxied.ask("/healthz").read() == b"ok"
    entrance = proxied.ask("/sign-in", **FORGED)
    assert entrance.status == 200 and b"<form" in entrance.read(), "a forged name signs nobody in"
    assert entrance.getheader("strict-transport-security"), "the app knows that it is asked by https"
    assert proxied.ask("/week", **FORGED).status == 303, "nor to a page"
    feed = proxied.ask(f"{ward.link}/events")
    assert feed.status == 200 and feed.read(1), "the live feed is not held back"
    moved = HTTPConnection("127.0.0.1", proxied.plain, timeout=10)
    moved.request("GET", "/week", headers={"Host": "localhost"})
    assert str(moved.getresponse().getheader("location")).startswith("https://localhost")
    with pytest.raises(InvalidStatus) as refused:
        connect(f"wss://localhost:{proxied.port}/_stcore/stream", ssl=proxied.trust, proxy=None)
    assert refused.value.response.status_code in (401, 403), "by the app, which the socket came to"
