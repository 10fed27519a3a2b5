"""Trusted proxies: who is really asking: the headers in which a proxy speaks for someone else count only where it
is listed."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Any

from starlette.types import Scope

from vmboard.domain.refusals import Refused

KEY = "vmboard.client"
"""Where the answer stands in a request's scope."""

_SPEAKS = re.compile(rb"x-forwarded-.+|forwarded|x-real-ip|x-auth-request-.+|(x-)?remote-user|x-client-ip")
_NAMES_A_PERSON = re.compile(rb"x-forwarded-(user|email|preferred-username)|x-auth-request-.+|(x-)?remote-user")
_SCHEMES = {"http": "ws", "https": "wss"}

Header = tuple[bytes, bytes]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Client:
    """Who asks, as far as it can be known. ``address`` is empty on a Unix socket; ``scheme`` is http or https."""

    address: str
    scheme: str
    host: str
    user: str = ""
    """Whom a listed proxy vouches for (X-Forwarded-User)."""
    direct: bool = True
    """Whether nobody claims to stand in between."""

    @property
    def is_this_machine(self) -> bool:
        return self.direct and _is_loopback(self.address)


class Proxies:
    """The listed proxies: addresses and networks, with commas between. Raises Refused for anything else."""

    def __init__(self, listed: str) -> None:
        try:
            self._networks = [ip_network(one.strip(), strict=False) for one in listed.split(",") if one.strip()]
        except ValueError as error:
            raise Refused(f"VMBOARD_TRUSTED_PROXIES takes addresses such as 10.0.0.5 or 10.0.0.0/8: {error}.") from None
        self._told = False

    def lists(self, address: str) -> bool:
        return _is_in(address, self._networks)

    def settle(self, scope: Scope) -> Scope:
        """The scope as everybody after us may see it: with the client, the scheme and the host that count.

        Where someone stands in between there is one X-Forwarded-For, written here: the address that counts.
        """
        peer = scope["client"][0] if scope.get("client") else ""
        scheme = "https" if scope["scheme"] in ("https", "wss") else "http"
        headers: list[Header] = scope["headers"]
        said = [header for header in headers if _SPEAKS.fullmatch(header[0])]
        if not said:
            return _with(scope, Client(peer, scheme, _last(headers, b"host")), headers)
        rest = [header for header in headers if header not in said]
        if not _is_in(peer, self._networks):
            self._tell(peer)
            return _with(scope, Client(peer, scheme, _last(rest, b"host"), direct=False), rest)
        proto, host = _last(said, b"x-forwarded-proto").lower(), _last(said, b"x-forwarded-host")
        client = Client(
            self._furthest(peer, said),
            proto if proto in _SCHEMES else scheme,
            host or _last(rest, b"host"),
            _last(said, b"x-forwarded-user"),
            direct=False,
        )
        if host:
            rest = [(b"host", host.encode("latin-1")), *(header for header in rest if header[0] != b"host")]
        return _with(scope, client, rest + [header for header in said if _NAMES_A_PERSON.fullmatch(header[0])])

    def _furthest(self, peer: str, said: Sequence[Header]) -> str:
        """The nearest address that is not a listed proxy's: what stands before it anybody may have written."""
        for name, value in reversed(said):
            if name == b"x-forwarded-for":
                for address in map(str.strip, reversed(value.decode("latin-1").split(","))):
                    if not _is_in(address, self._networks):
                        return address if is_address(address) else peer
        return peer

    def _tell(self, peer: str) -> None:
        if not self._told:
            self._told = True
            log.warning(
                "Forwarding headers from %s are ignored: it is not in VMBOARD_TRUSTED_PROXIES. Said once.",
                peer or "a Unix socket",
            )


def client_of(scope: Any) -> Client:
    """Who asks: of a Starlette request, or of its scope."""
    scope = getattr(scope, "scope", scope)
    found = scope.get(KEY)
    return found if isinstance(found, Client) else Proxies("").settle(scope)[KEY]


def _with(scope: Scope, client: Client, headers: list[Header]) -> Scope:
    if not client.direct:
        headers = [*headers, (b"x-forwarded-for", (client.address or "unknown").encode("latin-1"))]
    port = scope["client"][1] if scope.get("client") and scope["client"][0] == client.address else 0
    scheme = client.scheme if scope["type"] == "http" else _SCHEMES[client.scheme]
    seen = (client.address, port) if client.address else None
    return {**scope, "headers": headers, "scheme": scheme, "client": seen, KEY: client}


def _last(headers: Iterable[Header], name: bytes) -> str:
    """The last word on it, which is the nearest proxy's."""
    said = b",".join(value for one, value in headers if one == name).decode("latin-1")
    return said.rpartition(",")[2].strip()


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_in(address: str, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    if not is_address(address):
        return False
    where = ip_address(address)
    plain = getattr(where, "ipv4_mapped", None) or where
    return any(plain in network for network in networks)


def _is_loopback(address: str) -> bool:
    return _is_in(address, [ip_network("127.0.0.0/8"), ip_network("::1")])
