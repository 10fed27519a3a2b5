"""Many people saving at once, each through the same door as a browser: what was acknowledged must be there."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from tests.small_ward import Ward, small_ward
from vmboard.commands import actions, projects
from vmboard.commands.passes import pass_for
from vmboard.domain.refusals import Busy
from vmboard.web.saving import save_items

TODAY = date(2026, 11, 18)
WEEKS = [date(2026, 11, 15) - timedelta(weeks=back) for back in range(3)]
COUNTED = ("record point", "correct point", "complete action", "reopen action", "move project")


@dataclass
class Client:
    """One person: figures in boxes that everybody types in, an action of their own to tick, a card to move."""

    ward: Ward
    number: int
    acknowledged: int = 0
    figures: set[float] = field(default_factory=set)
    clashes: int = 0
    put_off: int = 0
    errors: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.signed = pass_for(self.ward.bind, self.ward.nurse, self.ward.team_id)
        self.action = self.ward.do(actions.raise_action, text=f"Ours {self.number}", today=TODAY).id
        self.project = self.ward.do(projects.add_project, title=f"Card {self.number}", today=TODAY).id
        self.versions: dict[date, int] = {}
        self.stage, self.done, self.turns = "idea", False, count()

    def work(self, until: float) -> None:
        does: list[Callable[[int], None]] = [self.figure, self.tick, self.move]
        while time.monotonic() < until:
            turn, was = next(self.turns), (self.stage, self.done)
            try:
                does[turn % 3](turn)
            except (SQLAlchemyError, Busy) as error:
                if isinstance(error, Busy):  # a browser is told so, keeps what was typed and tries again
                    self.put_off += 1
                else:
                    self.errors.append(str(error)[:200])
                self.stage, self.done = was

    def send(self, item: dict[str, Any]) -> dict[str, Any]:
        began = time.monotonic()
        (answer,) = save_items(self.ward.bind, self.signed, [{"id": "1", **item}])
        self.waits.append(time.monotonic() - began)
        self.acknowledged += bool(answer["ok"])
        if answer.get("why") == "refused":
            self.errors.append(answer["sentence"])
        return answer

    def figure(self, turn: int) -> None:
        week, value = WEEKS[turn % len(WEEKS)], self.number * 100_000 + turn
        answer = self.send({
            "verb": "figures.type", "measure": self.ward.falls_id, "week": week.isoformat(), "text": str(value),
            "version": self.versions.get(week, 0),
        })  # fmt: skip
        if answer["ok"]:
            self.figures.add(float(value))
        else:
            self.clashes += 1
        self.versions[week] = (answer if answer["ok"] else answer["theirs"])["version"]

    def tick(self, turn: int) -> None:
        self.done = not self.done
        self.send({"verb": "actions.complete", "row": self.action, "done": self.done})

    def move(self, turn: int) -> None:
        was, self.stage = self.stage, "testing" if self.stage == "idea" else "idea"
        key = f"move-{self.number}-{turn}"
        self.send({"verb": "projects.move", "row": self.project, "was": was, "to": self.stage, "key": key})


@dataclass(frozen=True)
class Tally:
    acknowledged: int
    applied: int
    lost_figures: int
    clashes: int
    put_off: int
    errors: list[str]
    median_ms: float
    slowest_ms: float


def many(bind: Engine, clients: int, seconds: float) -> Tally:
    """So many people save for so long on an empty database of ours."""
    ward = small_ward(bind)
    people = [Client(ward, number) for number in range(1, clients + 1)]
    start, until = ward.revision(), time.monotonic() + seconds
    with ThreadPoolExecutor(clients) as pool:
        list(pool.map(lambda one: one.work(until), people))
    noted = [row for row in ward.history(since=start) if row.verb in COUNTED]
    written = {(row.after or {}).get("value") for row in noted if row.noun == "data_point"}
    waits = sorted(wait * 1000 for one in people for wait in one.waits)
    return Tally(
        acknowledged=sum(one.acknowledged for one in people), applied=len(noted),
        lost_figures=len({value for one in people for value in one.figures} - written),
        clashes=sum(one.clashes for one in people), put_off=sum(one.put_off for one in people),
        errors=[error for one in people for error in one.errors],
        median_ms=round(waits[len(waits) // 2], 1), slowest_ms=round(waits[-1], 1),
    )  # fmt: skip
