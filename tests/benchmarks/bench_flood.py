"""What others notice of a flood: sign-ins from one address and half-sent requests, beside the same asking without.

    python -m tests.benchmarks.bench_flood [--short] [--no-pause]

Goals while it lasts: pages behind the gate p95 <= 1 s, walls p95 <= 500 ms, /healthz always 200. The ratio to the calm
run says more than the milliseconds where the machine has other work.
"""

import asyncio
import socket
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.client import HTTPConnection
from itertools import cycle
from time import monotonic, perf_counter, sleep
from urllib.parse import urlencode

from tests.benchmarks.bench import App, percentile
from vmboard.commands import accounts
from vmboard.commands.sign_in import sign_in_with_password
from vmboard.domain.access.actor import DEMO
from vmboard.store.engine import dispose, engine_for, transaction

PAUSE = 0.1
"""Seconds between two tries of one client: those of a flood stand elsewhere, not on the server's own processors."""
PASSWORD = "trolley bay lantern"
HALF = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Size:
    seconds: float
    sign_ins: int
    """At once, again and again."""
    half_sent: int
    pause: float = PAUSE
    """Seconds between two tries of one client; 0 where each tries again as soon as it is answered."""


LONG, SHORT = Size(20, 150, 1_050), Size(4, 40, 300)


@dataclass
class Tally:
    """Milliseconds of each kind of question, and what was answered."""

    times: dict[str, list[float]] = field(default_factory=dict)
    answers: Counter[str] = field(default_factory=Counter)

    def p95(self, kind: str) -> float:
        return percentile(self.times[kind], 95)


def ask(port: int, path: str, method: str = "GET", body: str = "", headers: dict[str, str] | None = None) -> int:
    browser = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        browser.request(method, path, body, headers or {})
        answer = browser.getresponse()
        answer.read()
        return answer.status
    except OSError:
        return 0
    finally:
        browser.close()


async def look(port: int, asked: dict[str, tuple[str, dict[str, str]]], seconds: float, tally: Tally) -> None:
    """One after the other, as one person and one screen ask."""
    end = monotonic() + seconds
    for kind in cycle(asked):
        path, headers = asked[kind]
        begun = perf_counter()
        status = await asyncio.to_thread(ask, port, path, "GET", "", headers)
        tally.times.setdefault(kind, []).append((perf_counter() - begun) * 1000)
        tally.answers[f"{kind} {status}"] += 1
        await asyncio.sleep(0.02)
        if monotonic() > end:
            return


async def flood(port: int, size: Size, tally: Tally) -> None:
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(size.sign_ins) as pool:
        end = monotonic() + size.seconds

        def guess(number: int) -> None:
            while monotonic() < end:
                body = urlencode({"email": f"nobody{number}@nhs.scot", "password": "wrong wrong wrong"})
                tally.answers[f"sign-in {ask(port, '/sign-in/password', 'POST', body, FORM)}"] += 1
                sleep(size.pause)

        await asyncio.gather(*(loop.run_in_executor(pool, guess, number) for number in range(size.sign_ins)))


def half_sent(port: int, size: Size, stack: ExitStack) -> None:
    for _ in range(size.half_sent):
        with suppress(OSError):
            made = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5))
            made.sendall(HALF)


async def measured(server: App, size: Size, cookie: str, *, flooded: bool) -> Tally:
    tally = Tally()
    asked = {"page": ("/week", {"Accept": "text/html", "Cookie": f"vmboard_in={cookie}"}),
             "wall": (f"/d/{server.tokens[0]}/board", {}), "health": ("/healthz", {})}  # fmt: skip
    with ExitStack() as stack:
        if flooded:
            half_sent(server.port, size, stack)
        looking = asyncio.create_task(look(server.port, asked, size.seconds, tally))
        if flooded:
            await flood(server.port, size, tally)
        await looking
    return tally


def signed_in(server: App) -> str:
    """The cookie of somebody who came in before the flood."""
    bind = engine_for(server.url)
    with transaction(bind) as session:
        accounts.add_account(
            session, DEMO, name="Ada Admin", email="ada@nhs.scot", password=PASSWORD, is_administrator=True
        )
    token = sign_in_with_password(
        bind, email="ada@nhs.scot", password=PASSWORD, browser="bench", now=datetime.now(UTC)
    ).token
    dispose(server.url)
    return token


def both(size: Size) -> tuple[Tally, Tally]:
    """Without the flood, and with it, on one server."""
    server = App()
    cookie = signed_in(server)
    with server:
        return tuple(asyncio.run(measured(server, size, cookie, flooded=on)) for on in (False, True))  # type: ignore[return-value]


def main(size: Size) -> None:
    calm, flooded = both(size)
    print(f"{size.sign_ins} sign-ins at once and {size.half_sent:,} half-sent requests, {size.seconds:g} s")
    print(f"{'':8} {'calm p95 ms':>12} {'flooded p95':>12} {'slowest':>9} {'ratio':>6} {'goal ms':>8}")
    for kind, goal in (("page", 1000), ("wall", 500), ("health", 2000)):
        was, now = calm.p95(kind), flooded.p95(kind)
        print(f"{kind:8} {was:12.0f} {now:12.0f} {max(flooded.times[kind]):9.0f} {now / was:6.1f} {goal:8}")
    print(", ".join(f"{what}: {count:,}" for what, count in sorted(flooded.answers.items())))


if __name__ == "__main__":
    chosen = SHORT if "--short" in sys.argv else LONG
    main(replace(chosen, pause=0.0) if "--no-pause" in sys.argv else chosen)
