"""The site as a person meets it: pages run by AppTest, and real servers with a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.told_once import told_once
from tests.ui.forge import Forge, Forked
from vmboard.commands import teams
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.settings import ROOT, settings
from vmboard.store.engine import dispose, engine, engine_for, transaction

NURSE = Actor("Jo Douglas", person=APP)
TEAM = "?team=ward-7a-respiratory"
"""The ward of the tests and of the demo, as an address says it."""
SITE = ROOT / "vmboard" / "ui" / "site.py"
LAUNCHERS = {
    "streamlit": ["streamlit", "run", "app.py", "--server.port", "{port}"],
    "uvicorn": ["uvicorn", "app:app", "--port", "{port}", "--log-level", "warning"],
}


@pytest.fixture(scope="session", autouse=True)
def packages_searched_once() -> Iterator[None]:
    """Each AppTest is a new Streamlit, which searches every installed package for components: a fifth of a second."""
    with pytest.MonkeyPatch.context() as patch:
        once = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", once)
        yield


@pytest.fixture
def database(empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An empty, migrated database that the app of this process uses."""
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    yield from app_of_this_process(path, monkeypatch)


def app_of_this_process(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The app of this process on that SQLite file, on the day of the tests, with nobody asked to sign in."""
    url = f"sqlite:///{path}"
    monkeypatch.setenv("VMBOARD_DATABASE_URL", url)
    monkeypatch.setenv("VMBOARD_TODAY", TODAY.isoformat())
    monkeypatch.setenv("VMBOARD_SIGN_IN", "off")
    settings.cache_clear()
    yield engine()
    dispose(url)
    settings.cache_clear()


@pytest.fixture
def site(database: Engine) -> AppTest:
    """The site as a new visitor opens it."""
    return fresh_site()


_pages: dict[Any, Any] = {}
"""What the site's navigation lists: the same for every visitor, and known to an AppTest once it has run."""


def fresh_site() -> AppTest:
    """The site for one more visitor, who may open any page first, as a link does."""
    at = AppTest.from_file(str(SITE), default_timeout=20)
    if not _pages:
        at.run()
        _pages.update(at._registered_pages)
        at = AppTest.from_file(str(SITE), default_timeout=20)
    at._registered_pages = dict(_pages)
    return at


def soon(check: Callable[[], Any], wanted: Any, seconds: float = 5) -> None:
    """A save is on its way: what is wanted is there within so many seconds."""
    until = time.monotonic() + seconds
    while (found := check()) != wanted and time.monotonic() < until:
        time.sleep(0.05)
    assert found == wanted


def go(at: AppTest, page: str) -> AppTest:
    """Open another page, as a link of the bar does."""
    return at.switch_page(f"../../pages/{page}.py").run()


def text(at: AppTest) -> str:
    """All words on the page, markup included."""
    parts = [element.proto.body for element in at.get("html")]
    parts += [element.value for element in (*at.markdown, *at.code)]
    parts += [element.proto.label for element in at.get("page_link")]
    return "\n".join(parts)


class Server:
    """The app on a database, by one of its launchers. It may be stopped, and started again on the same port.

    Without a ``forge`` it is cold: a process that reads all the code anew.
    """

    process: subprocess.Popen[bytes] | Forked
    runs = False

    def __init__(self, database_url: str, by: str, forge: Forge | None = None) -> None:
        self.forge = forge
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.where = f"http://127.0.0.1:{self.port}"
        self.env = os.environ | {"VMBOARD_DATABASE_URL": database_url, "VMBOARD_TODAY": TODAY.isoformat()}
        self.command = [sys.executable, "-m", *(part.format(port=self.port) for part in LAUNCHERS[by])]

    def start(self) -> None:
        if self.forge:
            self.process = self.forge.start(self.command[2], self.command[3:], self.env)
        else:
            silent = subprocess.DEVNULL
            self.process = subprocess.Popen(self.command, cwd=ROOT, env=self.env, stdout=silent, stderr=silent)
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"{self.where}/_stcore/health", timeout=1).close()
                self.runs = True
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(f"{' '.join(self.command)} did not start")

    def stop(self) -> None:
        self.runs = False
        self.process.kill()
        self.process.wait(10)


Serve = Callable[..., Server]


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge | None]:
    """One a process of tests; none where a process cannot be forked."""
    made = Forge(ROOT) if hasattr(os, "fork") else None
    yield made
    if made:
        made.end()


@pytest.fixture(scope="module")
def serve(forge: Forge | None) -> Iterator[Serve]:
    """Starts the app on a database by one of the launchers: ``streamlit`` or ``uvicorn``; ends it with its file.

    ``cold``: in a process that reads all the code anew, as after an update.
    """
    running: list[Server] = []

    def start(database_url: str, by: str = "streamlit", *, cold: bool = False) -> Server:
        server = Server(database_url, by, None if cold else forge)
        running.append(server)
        server.start()
        return server

    yield start
    for server in running:
        server.stop()


class Renewed:
    """One server for a file of tests, each of which finds the ward as it was made.

    The database is put back as a restore does it: what the server has read and compiled stays.
    """

    def __init__(self, serve: Serve, empty: Path, folder: Path, make: Callable[[Engine], object]) -> None:
        self._made, self._path = folder / "made.db", folder / "ward.db"
        shutil.copy(empty, self._made)
        make(engine_for(f"sqlite:///{self._made}"))
        dispose(f"sqlite:///{self._made}")  # the last to close it folds its log in
        self._put_back()
        self.url = f"sqlite:///{self._path}"
        self.server = serve(self.url)

    def renew(self) -> None:
        self._put_back()
        if not self.server.runs:
            self.server.start()

    def _put_back(self) -> None:
        fresh = shutil.copy(self._made, self._path.with_suffix(".fresh"))
        for log in ("-wal", "-shm"):
            self._path.with_name(self._path.name + log).unlink(missing_ok=True)
        Path(fresh).replace(self._path)


@dataclass(frozen=True)
class Ward:
    """A small team on a database, with its pages."""

    bind: Engine
    team_id: int
    at: AppTest

    def open(self, page: str, **address: str) -> AppTest:
        """Another page, with what its address says besides."""
        for name, value in address.items():
            self.at.query_params[name] = value
        return go(self.at, page)

    def do(self, command: Callable[..., Any], *args: Any, **details: Any) -> Any:
        with transaction(self.bind) as session:
            return command(session, NURSE, self.team_id, *args, **details)

    def is_someone(self, name: str) -> None:
        """Pick a name on the page that asks who you are."""
        at = self.open("who")
        next(button for button in at.button if name in button.label).click().run()


@pytest.fixture
def ward(database: Engine, site: AppTest) -> Ward:
    """Ward 7A with two people and a measure of fifteen weeks; nobody has said who they are."""
    return Ward(database, make_ward(database), site)


def make_ward(bind: Engine, name: str = "Ward 7A", *, is_demo: bool = False) -> int:
    """A small team through the commands; returns its id."""
    return told_once(f"{name} of pages, {is_demo}", bind, lambda: _tell(bind, name, is_demo=is_demo))


def _tell(bind: Engine, name: str, *, is_demo: bool) -> int:
    with transaction(bind) as session:
        team = teams.add_team(
            session, NURSE, organisation="NHS Highland", site="Raigmore", name=name, vision="Home sooner",
            timezone="Europe/London", is_demo=is_demo,
        )  # fmt: skip
        for person in ("Morag Kerr", "Jamie Drummond"):
            teams.add_member(session, NURSE, team.id, name=person)
        falls, *_ = add_from_library(session, NURSE, team.id, ["falls"])
        weeks = [date(2026, 11, 15) - timedelta(weeks=back) for back in range(15)]
        points = [NewPoint(week, float(3 + week.day % 3)) for week in weeks]
        record_points(session, NURSE, team.id, falls.id, points)
        return team.id
