"""F10, word for word: what ``docs/hospital/backups.md`` says to type, typed in an empty folder, and timed."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import requests

from db.migrate import upgrade
from tests.conftest import TODAY
from tests.faults.house import DAY, House
from tests.faults.steps import blocks
from tests.faults.table import Outcome
from tests.web.live import Live
from tests.web.ports import answers, eventually, free_port
from tests.web.ward import build_ward
from vmboard.settings import ROOT, settings
from vmboard.store.engine import dispose, engine_for

PAGE = "backups.md"
INSTALLED = ("vmboard", "db", "pages", "app.py", ".streamlit")
WITHIN = 300
"""Seconds, from an empty folder to a wall."""
HERE = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", **DAY}


def drill(house: House, on: str, times: int) -> Outcome:
    wrong, took = list[str](), list[float]()
    for _ in range(times):
        url = house.url(on)
        bind = engine_for(url)
        upgrade(bind)
        screen = build_ward(bind, TODAY, measures=4, weeks=8)
        folder = _installed(house.new_folder())
        (by_hand,) = blocks(PAGE, "By hand")
        _type(by_hand, folder, VMBOARD_DATABASE_URL=url)
        restore, start = blocks(PAGE, "The drill: restore into an empty folder")
        began = time.monotonic()
        _type(restore, folder)
        shown = _started(start, folder, screen.link)
        took.append(time.monotonic() - began)
        wrong += [] if shown == _wall(url, screen.link) else ["the wall is not the one that was backed up"]
        dispose(url)
    wrong += house.slow("the drill", max(took), WITHIN)
    return Outcome(times, f"typed as it stands: from an empty folder to a wall {max(took):.0f} s", wrong)


def _installed(folder: Path) -> Path:
    for name in INSTALLED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


def _type(block: str, folder: Path, **more: str) -> None:
    done = subprocess.run(
        ["bash", "-ec", block],
        cwd=folder,
        env={**os.environ, **HERE, **more},
        capture_output=True,
        text=True,
        timeout=WITHIN,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _started(block: str, folder: Path, link: str) -> str:
    port = free_port()
    env = {**os.environ, **HERE, "STREAMLIT_SERVER_PORT": f"{port}"}
    silent = subprocess.DEVNULL
    running = subprocess.Popen(["bash", "-ec", f"exec env {block}"], cwd=folder, env=env, stdout=silent, stderr=silent)
    try:
        eventually(lambda: answers(f"http://127.0.0.1:{port}{link}"), WITHIN)
        return requests.get(f"http://127.0.0.1:{port}{link}/board", timeout=30).text
    finally:
        running.kill()
        running.wait(10)


def _wall(url: str, link: str) -> str:
    """What the wall shows where the backup was made."""
    fixed = settings().today
    settings().today = DAY["VMBOARD_TODAY"]
    try:
        with Live(engine_for(url)) as server:
            return requests.get(f"{server.url}{link}/board", timeout=30).text
    finally:
        settings().today = fixed
