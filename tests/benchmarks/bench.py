"""What the benchmarks share: a database with wards, a server on it, and how to count."""

import math
import os
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from db.migrate import upgrade
from tests.web.ports import free_port, wait_for
from tests.web.ward import build_ward
from vmboard.commands.displays import add_display
from vmboard.domain.access.actor import DEMO
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for, transaction

TODAY = date(2026, 11, 18)


class Server:
    """A server in a process of its own, on a fresh database with ``displays`` spread over ``teams``."""

    def __init__(self, *, streamlit: bool = False, teams: int = 1, displays: int = 1) -> None:
        self._place = tempfile.TemporaryDirectory(prefix="vmboard-bench-")
        self.url = f"sqlite:///{Path(self._place.name) / 'ward.db'}"
        self.port = free_port()
        self._streamlit = streamlit
        bind = engine_for(self.url)
        upgrade(bind)
        self.tokens: list[str] = []
        self.team_ids: list[int] = []
        for number in range(teams):
            ward = build_ward(bind, TODAY, name=f"Ward {number + 1}", weeks=78)
            self.team_ids.append(ward.team_id)
            self.tokens.append(ward.token)
            with transaction(bind) as session:
                for screen in range(1, displays // teams):
                    self.tokens.append(add_display(session, DEMO, ward.team_id, name=f"Screen {screen}")[1])
        dispose(self.url)

    def command(self) -> list[str]:
        more = ["--streamlit"] if self._streamlit else []
        return ["-m", "tests.benchmarks.server", str(self.port), *more]

    def __enter__(self) -> Self:
        env = {**os.environ, "VMBOARD_DATABASE_URL": self.url, "VMBOARD_TODAY": TODAY.isoformat()}
        self._process = subprocess.Popen([sys.executable, *self.command()], cwd=ROOT, env=env)
        self.pid = self._process.pid
        wait_for(f"http://127.0.0.1:{self.port}/wall/wall.css", 60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait(20)
        self._place.cleanup()

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            return str(answer.read().decode(errors="replace"))


class App(Server):
    """The app itself, started as people start it."""

    def command(self) -> list[str]:
        return ["-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` per cent of them do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share / 100) - 1)]


def seconds_of_cpu(pid: int) -> float:
    """Processor time of a process so far, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
