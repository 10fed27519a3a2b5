"""Slow-client protection (Slowloris): how long a connection may keep the server waiting, and how many may be open.

Every connection takes a file of the process, and without files nothing can be answered. One on which a request is being
answered, such as a wall's feed, is left alone. One that is waited for, for a head, a body or the next request, has a
time limit, and is the first to go where there are too many: whoever really asks has sent the whole request at once.

uvicorn has no such limits, so its protocol is given them as the server starts (``guard``).
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from vmboard.web.limits import neighbourhood
from vmboard.web.proxies import Proxies

if TYPE_CHECKING:
    from uvicorn.protocols.http.h11_impl import H11Protocol as Protocol
else:
    Protocol = object

HEAD_SECONDS = 10.0
"""In which the whole head of a request must be here."""
BODY_SECONDS = 20.0
"""In which a body must end, or at least go on by LEAST_BODY bytes."""
LEAST_BODY = 10_000
READ_SECONDS = 60.0
"""In which whoever asked must read on in an answer that is too long to be sent at once."""
LARGEST_HEAD = 65_536
MOST_WAITING = 256
"""Of one address; a listed proxy speaks for many, and sends nothing half."""
MOST_FILES = 65_536
SPARE = 256
"""Files of the process that connections leave for the database, its backups and what is served."""

log = logging.getLogger(__name__)


class Phase(Enum):
    """What a connection waits for."""

    HEAD = "head"
    BODY = "body"
    ANSWER = "answer"


SECONDS = {Phase.HEAD: HEAD_SECONDS, Phase.BODY: BODY_SECONDS}


class Connections:
    """The open connections of one server. Runs in the loop. ``most`` in all; half of them for one address."""

    def __init__(
        self, most: int, proxies: Proxies, *, most_waiting: int = MOST_WAITING, seconds: Mapping[Phase, float] = SECONDS
    ) -> None:
        self.most, self.most_waiting, self.seconds = most, most_waiting, seconds
        self._proxies = proxies
        self._open: Counter[str] = Counter()
        self._waiting: dict[str, dict[Guarded, None]] = {}
        """By address, the one that is waited for longest first."""

    def take(self, connection: "Guarded", in_all: int) -> bool:
        """Whether one more is taken. Where there are too many, one that is merely waited for goes instead."""
        address = connection.address
        self._open[address] += 1
        if in_all > self.most and not self._drop(max(self._waiting, key=self._waits, default="")):
            return False
        if not address or self._proxies.lists(address):
            return True
        return self._open[address] <= self.most // 2 or self._drop(address)

    def wait_for(self, connection: "Guarded") -> None:
        self._waiting.setdefault(connection.address, {})[connection] = None
        if self._waits(connection.address) > self.most_waiting and not self._proxies.lists(connection.address):
            self._drop(connection.address)

    def waited(self, connection: "Guarded") -> None:
        others = self._waiting.get(connection.address, {})
        others.pop(connection, None)
        if not others:
            self._waiting.pop(connection.address, None)

    def close(self, connection: "Guarded") -> None:
        self.waited(connection)
        self._open[connection.address] -= 1
        if self._open[connection.address] <= 0:
            del self._open[connection.address]

    def _waits(self, address: str) -> int:
        return len(self._waiting.get(address, ()))

    def _drop(self, address: str) -> bool:
        """Close the connection of an address that is waited for longest; False where there is none."""
        longest = next(iter(self._waiting.get(address, ())), None)
        if longest is not None:
            longest.give_way()
        return longest is not None


class Guarded(Protocol):
    """What uvicorn's own protocols, whichever is used, do beside their work."""

    connections_of_server: ClassVar[Connections]
    address = ""
    _phase: Phase | None = None
    """None before it is open, and from when it is closed or has become a socket."""
    _had = 0
    """Bytes since the phase or its time began."""
    _timer: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.address = neighbourhood(self.client[0]) if self.client else ""
        self._phase = Phase.ANSWER
        if self.connections_of_server.take(self, len(self.server_state.connections)):
            return self._settle()
        log.warning("A connection was refused: there are too many")
        self._end(b"503 Service Unavailable", b"Retry-After: 10\r\n")
        self._forget()

    def data_received(self, data: bytes) -> None:
        self._had += len(data)
        super().data_received(data)
        self._settle()
        if self._phase is Phase.HEAD and self._had > LARGEST_HEAD and not (self.cycle and self.cycle.more_body):
            self._end(b"431 Request Header Fields Too Large")

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._settle()

    def handle_websocket_upgrade(self, *event: Any) -> None:
        self._forget()
        super().handle_websocket_upgrade(*event)

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(READ_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_unread()

    def give_way(self) -> None:
        """Close it and count it no more: many may come at once, before it is told that it is closed."""
        self._forget()
        self.connections.discard(self)
        self.transport.abort()

    def _settle(self) -> None:
        """Say what is waited for now, and begin its time where that is something else than before."""
        phase, cycle = Phase.ANSWER, self.cycle
        if cycle is None or cycle.response_complete:
            phase = Phase.HEAD
        elif cycle.more_body:
            phase = Phase.BODY
        if self._phase in (None, phase):
            return
        was, self._phase = self._phase, phase
        if phase is Phase.ANSWER:
            self._stop_timer()
            return self.connections_of_server.waited(self)
        self._begin_time()
        if was is Phase.ANSWER:
            self.connections_of_server.wait_for(self)

    def _begin_time(self) -> None:
        self._stop_timer()
        self._had = 0
        assert self._phase is not None
        self._timer = self.loop.call_later(self.connections_of_server.seconds[self._phase], self._overdue)

    def _overdue(self) -> None:
        """A body that goes on has more time, and so has one that we ourselves do not read just now."""
        if self._phase is Phase.BODY and (self._had >= LEAST_BODY or self.flow.read_paused):
            return self._begin_time()
        self._end(b"408 Request Timeout")

    def _end(self, status: bytes, more: bytes = b"") -> None:
        """Close it, in so many words where no answer has begun."""
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            head = b"HTTP/1.1 " + status + b"\r\n" + more
            self.transport.write(head + b"Content-Length: 0\r\nConnection: close\r\n\r\n")
        self.transport.close()

    def _forget(self) -> None:
        if self._phase is not None:
            self._phase = None
            self.connections_of_server.close(self)
        self._stop_timer()
        self._stop_unread()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _stop_unread(self) -> None:
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None


def guard(config: Any, connections: Connections) -> None:
    """Give the protocol of a uvicorn server, by its ``config``, these limits, before it opens its door."""
    own = {"connections_of_server": connections}
    config.http_protocol_class = type("GuardedProtocol", (Guarded, config.http_protocol_class), own)


def raise_files() -> int:
    """Let this process open as many files as it may at all; how many that are."""
    try:
        import resource
    except ImportError:  # Windows, where a process is not limited in this way
        return 8_192
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return wanted if soft == resource.RLIM_INFINITY else soft
