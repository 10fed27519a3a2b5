"""The script that keeps a wall on a screen: whatever ends its browser, there is another within half a minute."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Engine

from tests import chromium
from tests.conftest import TODAY
from tests.front_proxy import Front
from tests.web.live import Live
from tests.web.ports import eventually
from tests.web.ward import build_ward
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(chromium.find() is None, reason=chromium.NONE_HERE),
    pytest.mark.skipif(os.name == "nt", reason="a script of a plain shell"),
]

SCRIPT = ROOT / "docs/hospital/deploy/kiosk.sh"
BACK_WITHIN = 30.0


class Watched(Front):
    """Notes when a wall opened its feed: then its board is on the screen."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.opened: list[float] = []

    def rewritten(self, head: bytes) -> bytes:
        if re.match(rb"GET /d/[^/]+/events", head):
            self.opened.append(time.monotonic())
        return super().rewritten(head)


@pytest.fixture
def bind(empty_sqlite: Path, tmp_path: Path) -> Iterator[Engine]:
    path = tmp_path / "ward.db"
    shutil.copy(empty_sqlite, path)
    yield engine_for(f"sqlite:///{path}")
    dispose(f"sqlite:///{path}")


def test_a_browser_that_is_killed_is_replaced_by_one_that_shows_the_wall(bind: Engine, tmp_path: Path) -> None:
    ward = build_ward(bind, TODAY, measures=2, weeks=4)
    with Live(bind) as server, Watched(server.port) as front:
        flags = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
        env = os.environ | {"KIOSK_PROFILE": str(tmp_path / "kiosk"), "KIOSK_FLAGS": flags}
        kiosk = subprocess.Popen(
            [str(SCRIPT), front.where + ward.link], env=env | {"KIOSK_BROWSER": str(chromium.find())},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            eventually(lambda: front.opened, 60)
            browser = psutil.Process(kiosk.pid).children(recursive=True)  # a script of the system's may stand before it
            killed, before = time.monotonic(), len(front.opened)
            for process in browser:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            eventually(lambda: len(front.opened) > before, BACK_WITHIN)
            print(f"back after {front.opened[-1] - killed:.1f} s")
        finally:
            left = psutil.Process(kiosk.pid).children(recursive=True)
            kiosk.terminate()
            kiosk.wait(10)
            gone, alive = psutil.wait_procs(left, 10)
            for process in alive:
                process.kill()
        assert kiosk.returncode == 0 and gone
