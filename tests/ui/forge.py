"""Servers without the wait: a process that has read all the code of the app once, and forks a server off it.

For Linux and macOS. It takes lines of JSON, a command and its environment, and answers each with the number of the new
process. What it made ends with it, and it ends when nobody writes to it any more.
"""

import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType

READ_AHEAD = (
    "alembic.command", "db.migrate", "db.seeds.demo", "pandas", "plotly.graph_objects", "psycopg",
    "streamlit.components.v1", "streamlit.web.bootstrap", "streamlit.web.cli", "streamlit.web.server.starlette",
    "tests.shared", "uvicorn.lifespan.on", "uvicorn.loops.auto", "uvicorn.main", "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)  # fmt: skip
ROOMS = ("domain", "store", "commands", "queries", "files", "render", "web", "ui")
RUNS_WHEN_READ = "vmboard.ui.site"


class Forked:
    """A process that the forge made."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def alive(self) -> bool:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if not self.alive():
                return
            time.sleep(0.01)
        raise TimeoutError(f"process {self.pid} did not end")


class Forge:
    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ui.forge"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def start(self, module: str, args: list[str], env: dict[str, str]) -> Forked:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"module": module, "args": args, "env": env}) + "\n")
        self._process.stdin.flush()
        return Forked(int(self._process.stdout.readline()))

    def end(self) -> None:
        self._process.communicate()


def _read_all() -> None:
    gc.disable()
    for name in READ_AHEAD:
        importlib.import_module(name)
    for room in ROOMS:
        _read(importlib.import_module(f"vmboard.{room}"))
    gc.freeze()
    gc.enable()


def _read(package: ModuleType) -> None:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if found.name != RUNS_WHEN_READ:
            importlib.import_module(found.name)


def _become(module: str, args: list[str], env: dict[str, str]) -> None:
    """What ``python -m module args`` is, with that environment."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = [module, *args]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def main() -> None:
    _read_all()
    made: set[int] = set()
    signal.signal(signal.SIGCHLD, lambda *_: _reap(made))  # who ends is gone at once
    for line in sys.stdin:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})  # nobody ends before they are on the list
        pid = os.fork()
        if pid == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            _become(**json.loads(line))
            os._exit(0)
        made.add(pid)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        print(pid, flush=True)
    for pid in [*made]:
        Forked(pid).kill()


def _reap(made: set[int]) -> None:
    """Let those go that have ended. Their numbers are given to other processes, and nobody may kill these."""
    with suppress(ChildProcessError):
        while (ended := os.waitpid(-1, os.WNOHANG)[0]) != 0:
            made.discard(ended)


if __name__ == "__main__":
    main()
