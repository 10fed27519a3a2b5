"""People who save by a browser's requests, and remember what was acknowledged to them."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from itertools import count
from time import monotonic
from typing import Any

from sqlalchemy import Engine, select

from tests.small_ward import Ward
from vmboard.commands.passes import pass_for
from vmboard.store.engine import reading
from vmboard.store.tables import DataPoint, History

WEEKS = [date(2026, 11, 15) - timedelta(weeks=back) for back in range(26)]
TIMEOUT = 20
_values = count(1)


class Saver:
    """One person in a thread, who types a number that nobody typed before into one box after another.

    ``sent`` holds every number handed in, ``acknowledged`` those of them that were answered as saved, with their week.
    """

    def __init__(self, ward: Ward, port: int, weeks: list[date], pause: float) -> None:
        self._ward, self._port, self._weeks, self._pause = ward, port, weeks, pause
        self._signed = pass_for(ward.bind, ward.nurse, ward.team_id)
        self._versions: dict[date, int] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self.sent: set[float] = set()
        self.acknowledged: dict[float, date] = {}
        self.clashes: list[tuple[float, str]] = []
        self.refused: list[str] = []
        self.odd: Counter[str] = Counter()
        self.waits: list[float] = []
        self.last_at = 0.0

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join(TIMEOUT + 5)
        assert not self._thread.is_alive(), "a saver did not come back"

    def _work(self) -> None:
        line: HTTPConnection | None = None
        for turn in count():
            if self._over.is_set():
                break
            try:
                line = line or HTTPConnection("127.0.0.1", self._port, timeout=TIMEOUT)
                self._figure(line, self._weeks[turn % len(self._weeks)])
            except (OSError, HTTPException):
                line = None
                self._over.wait(0.05)
            self._over.wait(self._pause)

    def _figure(self, line: HTTPConnection, week: date) -> None:
        value = float(next(_values))
        item = {
            "id": "1", "verb": "figures.type", "measure": self._ward.falls_id, "week": week.isoformat(),
            "text": f"{value:.0f}", "status": "final", "waiting_for": "", "note": "",
            "version": self._versions.get(week, 0),
        }  # fmt: skip
        self.sent.add(value)
        began = monotonic()
        line.request("POST", "/save", json.dumps({"items": [item]}), {
            "content-type": "application/json", "x-vmboard": self._signed,
        })  # fmt: skip
        answer = line.getresponse()
        body = answer.read()
        if answer.status != 200:
            self.odd[f"{answer.status}"] += 1
            self._over.wait(0.05)
            return
        self._hear(json.loads(body)["items"][0], week, value)
        self.waits.append(monotonic() - began)

    def _hear(self, said: dict[str, Any], week: date, value: float) -> None:
        if said["ok"]:
            self.acknowledged[value] = week
            self.last_at = monotonic()
            self._versions[week] = said["version"]
        elif said["why"] == "clash":
            self.clashes.append((value, said["theirs"]["text"]))
            self._versions[week] = said["theirs"]["version"]
        else:
            self.refused.append(said["sentence"])


@contextmanager
def saving(ward: Ward, port: int, people: int, *, pause: float = 0) -> Iterator[list[Saver]]:
    """So many people save while the block runs, each in weeks of their own, with a pause in seconds between two."""
    savers = [Saver(ward, port, WEEKS[number::people], pause) for number in range(people)]
    for saver in savers:
        saver.start()
    try:
        yield savers
    finally:
        for saver in savers:
            saver.end()


def lost(bind: Engine, ward: Ward, savers: list[Saver]) -> list[str]:
    """What was acknowledged and is not in history, or not what stands there now; and what history holds of nobody."""
    with reading(bind) as session:
        rows = session.execute(
            select(History.after, History.revision).where(History.noun == "data_point", History.team_id == ward.team_id)
        ).all()
        standing = dict(
            session.execute(
                select(DataPoint.week, DataPoint.value).where(
                    DataPoint.team_id == ward.team_id, DataPoint.measure_id == ward.falls_id
                )
            ).all()
        )
    told = {row.after["value"] for row in rows if row.after}
    last = {row.after["week"]: row.after["value"] for row in sorted(rows, key=lambda row: row.revision)}
    wrong = []
    for saver in savers:
        wrong += [f"{value:.0f} was acknowledged and is gone" for value in saver.acknowledged if value not in told]
    wrong += [
        f"the week {week} holds {value}, and history says {last.get(week.isoformat())}"
        for week, value in standing.items() if last.get(week.isoformat()) != value
    ]  # fmt: skip
    return wrong
