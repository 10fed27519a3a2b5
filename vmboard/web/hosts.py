"""Host header check: the names this server answers to. Others are refused: a page elsewhere could give its own name
our address."""

import re
import socket
from urllib.parse import urlsplit

from vmboard.web.proxies import is_address

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(:\d{1,5})?", re.I)
_ALWAYS = {"localhost", "127.0.0.1", "::1"}


class Hosts:
    """``listed`` is a comma list such as ``board.nhs.scot, *.ward.local``; this machine itself is always in it.

    Where it is empty: this machine's own name, and every bare address. Nobody can make a bare address lead
    elsewhere than it says, so a page of another place cannot pass for it.
    """

    def __init__(self, listed: str) -> None:
        self._names = {one.strip().lower().rstrip(".") for one in listed.split(",") if one.strip()}
        self._any_address = not self._names
        self._names |= own_names() if self._any_address else set()

    def __contains__(self, host: object) -> bool:
        match = _HOST.fullmatch(host) if isinstance(host, str) else None
        if match is None:
            return False
        name = match[1].lower().strip("[]").rstrip(".")
        if name in self._names or name in _ALWAYS:
            return True
        if any(one.startswith("*.") and name.endswith(one[1:]) for one in self._names):
            return True
        return self._any_address and is_address(name)


def own_names() -> set[str]:
    """What this machine calls itself, whole and short, and as the local network finds it. Asks no name server."""
    name = socket.gethostname().lower().rstrip(".")
    short = name.partition(".")[0]
    return {one for one in (name, short, f"{short}.local") if one}


def is_same_origin(origin: str, host: str) -> bool:
    """Whether a page of ``origin`` (``https://board.nhs.scot``) was served by ``host`` (``board.nhs.scot``)."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and parts.netloc.lower() == host.lower()
