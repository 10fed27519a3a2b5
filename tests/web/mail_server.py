"""A small mail server of the tests' own: SMTP over a socket, with and without encryption, that fails as it is told."""

import socketserver
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

HANGS_UP = ("drop", "cut")


@dataclass
class Mailbox:
    """What came in, and how the server behaves: ``says`` is its answer to a command or an address, not its own.
    ``TAKEN`` is what it says of a mail that it has kept. Of ``drop`` it hangs up, of ``cut 25`` once it has said 25.
    ``drips`` are seconds between two bytes of its greeting, ``never_ends`` what follows each, over and over."""

    port: int = 0
    says: dict[str, str] = field(default_factory=dict)
    slow: float = 0.0
    drips: float = 0.0
    never_ends: str = ""
    certificate: Path | None = None
    mails: list[tuple[str, str]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    in_clear: list[str] = field(default_factory=list)
    """Commands that came before encryption."""


class _Talk(socketserver.StreamRequestHandler):
    box: Mailbox

    def handle(self) -> None:
        sleep(self.box.slow)
        for byte in b"220 ready" if self.box.drips else b"":
            self.wfile.write(bytes([byte]))
            sleep(self.box.drips)
        while self.box.never_ends:
            self._say(self.box.never_ends)
        self._say("220 ready")
        to, is_safe = "", False
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            self.box.commands.append(verb)
            if not is_safe:
                self.box.in_clear.append(verb)
            known: Mapping[str, str] = {**self.box.says}
            address = line.partition("<")[2].partition(">")[0]
            if said := known.get(address) if verb == "RCPT" else known.get(verb):
                self._say(said)
                if said.startswith(HANGS_UP):
                    return
            elif verb == "EHLO":
                able = ["250-here", "250-AUTH PLAIN"] + ["250-STARTTLS"] * (self.box.certificate is not None)
                self._say("\r\n".join([*able, "250 8BITMIME"]))
            elif verb == "STARTTLS":
                self._say("220 go on")
                self._encrypt()
                is_safe = True
            elif verb == "DATA":
                self._say("354 go on")
                text = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    text += part
                self.box.mails.append((to, text.decode()))
                said = self.box.says.get("TAKEN", "250 taken")
                self._say(said)
                if said.startswith(HANGS_UP):
                    return
            elif verb == "AUTH":
                self._say("235 welcome")
            else:
                to = address if verb == "RCPT" else to
                self._say("221 bye" if verb == "QUIT" else "250 fine")
                if verb == "QUIT":
                    return

    def _say(self, text: str) -> None:
        if text.startswith("cut"):
            self.wfile.write(text.removeprefix("cut ").encode())
        elif not text.startswith("drop"):
            self.wfile.write(f"{text}\r\n".encode())

    def _encrypt(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        assert self.box.certificate
        context.load_cert_chain(self.box.certificate)
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)


@contextmanager
def mail_server(**how: Any) -> Iterator[Mailbox]:
    box = Mailbox(**how)
    handler = type("Talk", (_Talk,), {"box": box})

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """Whoever hangs up is none of the test's."""

    with Server(("127.0.0.1", 0), handler) as server:
        box.port = server.server_address[1]
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield box
        finally:
            server.shutdown()


def certificate(folder: Path) -> Path:
    """A key and a certificate of 127.0.0.1 that it vouches for itself."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "mail.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path
