"""Two processes of the app on one Postgres behind the nginx that is shipped: each is started anew in turn, under open
walls and people who save."""

import json
import random
import re
import subprocess
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, select

from tests.conftest import TODAY
from tests.web import nginx
from tests.web.listener import Listener
from tests.web.nginx import Nginx, Process
from tests.web.ward import Ward
from vmboard.commands.passes import pass_for
from vmboard.domain.access.actor import NOBODY_YET
from vmboard.store.engine import reading
from vmboard.store.tables import Action
from vmboard.web.routes import Walls

WALLS, AMBER_AT_MOST = 8, 20.0
AMBER_AFTER = 15.0
"""Seconds without a word after which a wall says so (``wall_rules.js``)."""
AWAY = (OSError, HTTPException, EOFError, ValueError)


def test_nginx_takes_what_is_shipped_as_it_is_written(tmp_path: Path) -> None:
    main = tmp_path / "nginx.conf"
    shipped = nginx.configuration(8443, (8501, 8502))
    main.write_text(nginx.MAIN.format(place=tmp_path, shipped=shipped), "utf-8")
    said = subprocess.run([nginx.find(), "-t", "-c", str(main)], capture_output=True, text=True, timeout=20)
    assert said.returncode == 0 and "warn" not in said.stderr, said.stderr


def test_whatever_needs_no_process_of_its_own_goes_to_any(bind: Engine) -> None:
    """All routes of ours but the numbers, which are each process's own. A door was sent to one, as a page is."""
    (named,) = re.findall(r"location ~ \^/\((d\|[^)]+)\)", nginx.SHIPPED.read_text("utf-8"))
    ours = {getattr(route, "path", "").split("/")[1].partition("{")[0] for route in Walls(bind).routes()}
    assert set(named.split("|")) == ours - {"metrics"}


class Wall:
    """An open wall as its script keeps it: when it heard last, and the longest it heard nothing."""

    def __init__(self, port: int, ward: Ward) -> None:
        self._port, self._link = port, ward.link
        self.longest, self.board = 0.0, ""

    def keep_open(self, stop: Event) -> None:
        heard = time.monotonic()
        while not stop.is_set():
            try:
                screen = Listener(self._port, self._link)
                while not stop.is_set():
                    said = screen.hear()
                    self.longest, heard = max(self.longest, said.at - heard), said.at
                    self.board = said.board or self.board
            except AWAY:
                stop.wait(0.5 + random.random())
        self.longest = max(self.longest, time.monotonic() - heard)


class Outbox:
    """Somebody who types line after line; each is handed in until it is acknowledged, as a browser does."""

    def __init__(self, port: int, ward: Ward, number: int) -> None:
        self._where, self._number = f"http://127.0.0.1:{port}/save", number
        self._headers = {"x-vmboard": pass_for(ward.bind, NOBODY_YET, ward.team_id), "Content-Type": "application/json"}
        self.lines: list[str] = []

    def keep_typing(self, stop: Event) -> None:
        for turn in count():
            if stop.is_set():
                return
            line = f"Line {self._number} {turn}"
            item = {"id": "1", "verb": "actions.add", "line": line, "day": TODAY.isoformat(), "key": line}
            while not self._is_saved(item):
                time.sleep(0.3)
            self.lines.append(line)
            time.sleep(0.2)

    def _is_saved(self, item: dict[str, object]) -> bool:
        body = json.dumps({"items": [item]}).encode()
        try:
            with urllib.request.urlopen(urllib.request.Request(self._where, body, self._headers), timeout=10) as answer:
                (said,) = json.load(answer)["items"]
        except AWAY:
            return False
        assert said["ok"], said
        return True


@pytest.fixture
def processes(bind: Engine) -> Iterator[list[Process]]:
    nginx.find()
    url = bind.url.render_as_string(hide_password=False)
    started = [Process(url), Process(url)]
    try:
        for process in started:
            process.start()
        yield started
    finally:
        for process in started:
            process.stop()


@pytest.mark.long
@pytest.mark.parametrize("bind", ["postgres"], indirect=True)
def test_no_wall_is_amber_for_long_and_nothing_is_lost_while_each_is_started_anew(
    ward: Ward, processes: list[Process], tmp_path: Path
) -> None:
    stop = Event()
    with Nginx(tmp_path, processes) as proxy, ThreadPoolExecutor(WALLS + 2) as pool:
        walls = [Wall(proxy.port, ward) for _ in range(WALLS)]
        people = [Outbox(proxy.port, ward, number) for number in range(2)]
        begun = [pool.submit(one.keep_open, stop) for one in walls] + [
            pool.submit(one.keep_typing, stop) for one in people
        ]
        try:
            time.sleep(2)
            for process in processes:
                process.stop()
                time.sleep(1)
                process.start()
                time.sleep(2)
        finally:
            stop.set()
        for one in begun:
            one.result(30)
    longest = max(wall.longest for wall in walls)
    print(f"The longest that a wall heard nothing: {longest:.1f} s")
    assert longest < AMBER_AFTER + AMBER_AT_MOST
    typed = [line for one in people for line in one.lines]
    with reading(ward.bind) as session:
        kept = Counter(session.scalars(select(Action.text).where(Action.text.startswith("Line "))))
    assert len(typed) > 10 and kept == Counter(typed), "each once"
