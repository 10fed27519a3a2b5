"""What the faults are done to: databases of both kinds in folders of their own, servers, a browser."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, sync_playwright

from tests import chromium
from tests.conftest import TODAY
from tests.faults.postgres import Postgres
from tests.ui.conftest import Server
from tests.ui.forge import Forge, Forked
from tests.web.ports import answers, eventually
from vmboard.settings import ROOT

DAY = {"VMBOARD_TODAY": TODAY.isoformat()}
SQLITE, POSTGRES = "SQLite", "Postgres"
_names = count(1)


class House:
    """Everything is made when it is first asked for, and gone at the end.

    ``timed``: what takes longer than was promised is a fault; the short form runs beside too much else to say.
    """

    def __init__(self, *, timed: bool = False) -> None:
        self._timed, self._ends = timed, ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ends.close()

    @cached_property
    def folder(self) -> Path:
        return Path(self._ends.enter_context(tempfile.TemporaryDirectory(prefix="vmboard-faults-")))

    @cached_property
    def postgres(self) -> Postgres:
        return self._ends.enter_context(Postgres())

    @cached_property
    def forge(self) -> Forge:
        made = Forge(ROOT)
        self._ends.callback(made.end)
        return made

    @cached_property
    def browser(self) -> Browser:
        play = self._ends.enter_context(sync_playwright())
        made = chromium.launch(play)
        self._ends.callback(made.close)
        return made

    def url(self, on: str) -> str:
        """The address of a fresh, empty database."""
        return f"sqlite:///{self.new_folder() / 'ward.db'}" if on == SQLITE else self.postgres.database()

    def slow(self, what: str, seconds: float, limit: float) -> list[str]:
        return [f"{what}: {seconds:.1f} s"] if self._timed and seconds > limit else []

    def new_folder(self) -> Path:
        made = self.folder / f"{next(_names)}"
        made.mkdir()
        return made

    @contextmanager
    def server(self, url: str, *, cold: bool = False) -> Iterator[Server]:
        """The app on a database, in a process of its own."""
        server = Server(url, "uvicorn", None if cold else self.forge)
        try:
            start(server)
            yield server
        finally:
            server.stop()

    def command(self, url: str, *args: str) -> Forked:
        """Begins a command of ours on a database, as ``python -m vmboard`` does."""
        return self.run("vmboard", url, *args)

    def run(self, module: str, url: str, *args: str, **settings: str) -> Forked:
        return self.forge.start(module, list(args), {**os.environ, "VMBOARD_DATABASE_URL": url, **DAY, **settings})


def start(server: Server) -> None:
    """However busy the machine is."""
    with suppress(TimeoutError):
        server.start()
    eventually(lambda: answers(f"{server.where}/healthz"), 180)
