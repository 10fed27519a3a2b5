"""F14: a wall, the Board page and the huddle follow change after change: memory stays flat and no refresh is missed."""

import time
from dataclasses import dataclass, field

import psutil
from playwright.sync_api import Page

from tests.conftest import TODAY
from tests.faults.house import House
from tests.faults.kills import fresh_ward
from tests.faults.table import Outcome
from tests.web.ward import Ward, build_ward, tick
from vmboard.store.engine import dispose

EVERY = 0.3
"""Seconds between two changes: a ward that changes something every half a minute, a hundred times as fast."""
LOOK = 15
"""Seconds between two looks at memory, and at whether every screen shows the last change."""
ACTION, HUDDLE = "Order new bed sensors", "Fifteen minutes at the board."
GROWN, NOISE = 1.10, 4_000_000
"""How much of what it was after the first tenth, and bytes that no measure of memory tells apart."""
PATIENCE = 90_000
"""Milliseconds after which a refresh is missed."""


@dataclass
class Watched:
    """A page and its heap in bytes, after each collection."""

    name: str
    page: Page
    words: str
    heap: list[float] = field(default_factory=list)

    def sees(self, there: bool) -> None:
        """Wait until the words show, or on a wall are gone: a page keeps what is done. Raises where it takes long."""
        state = "attached" if there or self.name != "wall" else "detached"
        self.page.get_by_text(self.words).first.wait_for(state=state, timeout=PATIENCE)

    def look(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("HeapProfiler.collectGarbage")
        session.send("Performance.enable")
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        self.heap.append(float(metrics["JSHeapUsedSize"]))
        session.detach()


def soak(house: House, on: str, minutes: int) -> Outcome:
    return soaked(house, on, minutes * 60)


def soaked(house: House, on: str, seconds: float) -> Outcome:
    """Keep the three open while an action is ticked and unticked and its team is told of it, for so many seconds."""
    url = house.url(on)
    ward = fresh_ward(url)
    screen = build_ward(ward.bind, TODAY, name="Ward 9")
    wrong, server_memory, changes = list[str](), list[float](), 0
    with house.server(url) as server:
        room = house.browser.new_context(viewport={"width": 1280, "height": 800})
        pages = {"wall": screen.link, "Board": "/board?team=ward-9", "huddle": "/huddle?team=ward-9"}
        watched = [Watched(name, room.new_page(), HUDDLE if name == "huddle" else ACTION) for name in pages]
        for each in watched:
            each.page.goto(f"{server.where}{pages[each.name]}", timeout=PATIENCE)
            each.sees(True)
        began, done = time.monotonic(), False
        process = psutil.Process(server.process.pid)
        while time.monotonic() < began + seconds:
            done = not done
            changes += _change(screen, min(LOOK, seconds / 10), done)
            wrong += _missed(watched, not done)
            for each in watched:
                each.look()
            server_memory.append(process.memory_info().rss)
        room.close()
    grown = [_grown(f"the browser's {each.name}", each.heap) for each in watched]
    grown.append(_grown("the server", server_memory))
    dispose(url)
    seen = f"{changes} changes, none missed; {'; '.join(words for words, _ in grown)}"
    return Outcome(int(seconds / 60), seen, wrong + [words for words, too_much in grown if too_much])


def _change(screen: Ward, seconds: float, done: bool) -> int:
    """Ticks and unticks for so long, and leaves it ``done`` or not, whichever it was not before; how many changes."""
    until, turn = time.monotonic() + seconds, 0
    while time.monotonic() < until or turn % 2 == 0:
        tick(screen, TODAY, done=done if turn % 2 == 0 else not done)
        turn += 1
        time.sleep(EVERY)
    return turn


def _missed(watched: list[Watched], there: bool) -> list[str]:
    missed = []
    for each in watched:
        try:
            each.sees(there)
        except Exception as error:
            missed.append(f"{each.name} missed a change: {type(error).__name__}")
    return missed


def _grown(what: str, seen: list[float]) -> tuple[str, bool]:
    """From what it was after the first tenth to the highest of the last tenth; and whether that is too much."""
    tenth = max(1, len(seen) // 10)
    first, last = max(seen[: tenth + 1]), max(seen[-tenth:])
    return (
        f"{what} {first / 1e6:.0f} to {last / 1e6:.0f} MB ({(last / first - 1) * 100:+.0f}%)",
        last > first * GROWN and last - first > NOISE,
    )
