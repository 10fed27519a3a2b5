"""Rate limiting: how much one address may ask for, and how large a body may be. In the memory of this process, and
small; several processes tell each other what was spent (``web.sharing``).

Generous on purpose: a whole hospital may stand behind one address. They stop a runaway script, not a busy ward.
"""

import re
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
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
    rests: bool = False
    """Whether a refusal is held back for a moment: who asks again at once, without a pause, is slowed by it."""

    @property
    def name(self) -> str:
        return f"{self.method} {self.path.pattern}"

    def covers(self, method: str, path: str) -> bool:
        return method == self.method and self.path.fullmatch(path) is not None


LIMITS = (
    Limit("POST", re.compile(r".*/save"), 600, 100),
    Limit("GET", re.compile(r".*/d/[^/]+/events"), 600, 20),
    Limit("GET", re.compile(r".*/calendar/[^/]+"), 120, 2),
    Limit("GET", re.compile(r".*/metrics"), 60, 1),
    Limit("GET", re.compile(r".*/door/[^/]+(/paper|/code)?"), 240, 4),
    Limit("POST", re.compile(r".*/door/[^/]+/[a-z]+"), 240, 2, rests=True),
    Limit("PUT", _UPLOAD, 60, 1),
    Limit("POST", re.compile(r".*/sign-in(/.*)?"), 120, 2, rests=True),
    Limit("POST", re.compile(r".*/pair/code"), 60, 0.2),
    Limit("PUT", re.compile(r".*/api/.*"), 1200, 400),
    Limit("GET", re.compile(r".*/api/.*"), 300, 20),
)


Spent = dict[tuple[str, str], int]
"""How often something was asked for, by the name of its limit and a hash of whoever asked."""


def limit_of(method: str, path: str) -> Limit | None:
    return next((limit for limit in LIMITS if limit.covers(method, path)), None)


class Buckets:
    """A bucket of tokens for each limit and address. The addresses heard of longest ago are forgotten."""

    def __init__(
        self, clock: Callable[[], float] = monotonic, most: int = MOST_ADDRESSES, limits: tuple[Limit, ...] = LIMITS
    ) -> None:
        self._clock = clock
        self._most = most
        self._limits = {limit.name: limit for limit in limits}
        self._left: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._spent: Counter[tuple[str, str]] | None = None

    def __len__(self) -> int:
        return len(self._left)

    def wait(self, method: str, path: str, address: str) -> int:
        """Whole seconds until this may be asked again; 0 where it may be asked now."""
        limit = next((one for one in self._limits.values() if one.covers(method, path)), None)
        return 0 if limit is None else self.take(limit, neighbourhood(address))

    def take(self, limit: Limit, whose: str) -> int:
        """The same of one limit, for somebody who is told by more than an address."""
        key = (limit.name, blake2b(whose.encode(), digest_size=8).hexdigest())
        left = self._fill(key, limit)
        if left < 1:
            return ceil((1 - left) / limit.each_second)
        self._draw(key, 1)
        if self._spent is not None:
            self._spent[key] += 1
        return 0

    def spent(self) -> Spent:
        """What was taken here since this was asked last; from the first time on it is counted."""
        spent, self._spent = self._spent, Counter()
        return dict(spent or {})

    def take_as_well(self, spent: Spent) -> None:
        """What another process gave out of the same limits. A bucket may owe as much as it holds."""
        for key, times in spent.items():
            if limit := self._limits.get(key[0]):
                self._draw(key, min(times, self._fill(key, limit) + limit.burst))

    def _fill(self, key: tuple[str, str], limit: Limit) -> float:
        """What is in a bucket by now."""
        now = self._clock()
        left, since = self._left.pop(key, (float(limit.burst), now))
        left = min(limit.burst, left + (now - since) * limit.each_second)
        self._left[key] = left, now
        if len(self._left) > self._most:
            self._left.popitem(last=False)
        return left

    def _draw(self, key: tuple[str, str], times: float) -> None:
        left, since = self._left[key]
        self._left[key] = left - times, since


class Crowd:
    """How many requests of one address are being answered at once, whichever connections they came by: behind a
    proxy those are the proxy's own, and say nothing of who asks."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._inside: Counter[str] = Counter()

    @contextmanager
    def one_more(self, address: str) -> Iterator[bool]:
        """Whether there is room for one more, for as long as it is answered."""
        key = neighbourhood(address)
        self._inside[key] += 1
        try:
            yield not address or self._inside[key] <= self.most
        finally:
            self._inside[key] -= 1
            if not self._inside[key]:
                del self._inside[key]


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
