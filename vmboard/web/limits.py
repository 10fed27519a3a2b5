"""Rate limiting: how much one address may ask for, and how large a body may be. In the memory of this process, and
small.

Generous on purpose: a whole hospital may stand behind one address. They stop a runaway script, not a busy ward.
"""

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from math import ceil
from time import monotonic

from starlette.types import Message, Receive

from vmboard.files.container import LARGEST_FILE

MOST_ADDRESSES = 4_096
LARGEST_BODY = 1_000_000
LARGEST_UPLOAD = LARGEST_FILE + 1_000_000
"""A file travels with some words around it."""

_UPLOAD = re.compile(r".*/_stcore/upload_file/.*")


@dataclass(frozen=True)
class Limit:
    """``burst`` at once, and ``each_second`` from then on."""

    method: str
    path: re.Pattern[str]
    burst: int
    each_second: float

    def covers(self, method: str, path: str) -> bool:
        return method == self.method and self.path.fullmatch(path) is not None


LIMITS = (
    Limit("POST", re.compile(r".*/save"), 600, 100),
    Limit("GET", re.compile(r".*/d/[^/]+/events"), 600, 20),
    Limit("GET", re.compile(r".*/calendar/[^/]+"), 120, 2),
    Limit("GET", re.compile(r".*/metrics"), 60, 1),
    Limit("PUT", _UPLOAD, 60, 1),
    Limit("POST", re.compile(r".*/sign-in(/.*)?"), 120, 2),
    Limit("POST", re.compile(r".*/pair/code"), 60, 0.2),
    Limit("PUT", re.compile(r".*/api/.*"), 1200, 400),
    Limit("GET", re.compile(r".*/api/.*"), 300, 20),
)


class Buckets:
    """A bucket of tokens for each limit and address. The addresses heard of longest ago are forgotten."""

    def __init__(self, clock: Callable[[], float] = monotonic, most: int = MOST_ADDRESSES) -> None:
        self._clock = clock
        self._most = most
        self._left: OrderedDict[tuple[Limit, str], tuple[float, float]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._left)

    def wait(self, method: str, path: str, address: str) -> int:
        """Whole seconds until this may be asked again; 0 where it may be asked now."""
        limit = next((one for one in LIMITS if one.covers(method, path)), None)
        return 0 if limit is None else self.take(limit, neighbourhood(address))

    def take(self, limit: Limit, whose: str) -> int:
        """The same of one limit, for somebody who is told by more than an address."""
        key, now = (limit, whose), self._clock()
        left, since = self._left.pop(key, (float(limit.burst), now))
        left = min(limit.burst, left + (now - since) * limit.each_second)
        self._left[key] = (max(left - 1, 0) if left >= 1 else left, now)
        if len(self._left) > self._most:
            self._left.popitem(last=False)
        return 0 if left >= 1 else ceil((1 - left) / limit.each_second)


class TooLarge(Exception):
    """A body went on after the most that is taken."""


def largest(path: str) -> int:
    return LARGEST_UPLOAD if _UPLOAD.fullmatch(path) else LARGEST_BODY


def bounded(receive: Receive, most: int) -> Receive:
    """Receives no more than ``most`` bytes, whatever was said of the length. Raises TooLarge."""
    had = 0

    async def receive_some() -> Message:
        nonlocal had
        message = await receive()
        had += len(message.get("body", b""))
        if had > most:
            raise TooLarge
        return message

    return receive_some


def neighbourhood(address: str) -> str:
    """The address by which one is counted: one home or one computer has a whole /64 of IPv6 addresses to itself."""
    try:
        where = ip_address(address)
    except ValueError:
        return address
    if not isinstance(where, IPv6Address):
        return str(where)
    return str(where.ipv4_mapped or where.exploded[:19])
