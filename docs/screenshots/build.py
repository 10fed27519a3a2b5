"""Every screenshot of the documentation, built from the demo on a fixed date: ``python docs/screenshots/build.py``.

Needs the development packages and a Chromium or Chrome.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from tests.chromium import launch  # noqa: E402
from tests.ui import audit  # noqa: E402
from vmboard.domain.access.actor import DEMO  # noqa: E402
from vmboard.queries.measures import measures  # noqa: E402
from vmboard.queries.teams import team_id_of  # noqa: E402
from vmboard.store.engine import engine_for, reading  # noqa: E402

TODAY = "2026-11-18"
PATIENCE = 120_000
"""Milliseconds for what a busy machine takes long over: a picture of a page half drawn is worse than a late one."""
CLOCK = "14:32"
WALLS = {
    "wall": ("#page-0,light", 1920, 1080),
    "wall-dark": ("#page-0,dark", 1920, 1080),
    "wall-focus": ("#page-1,light", 1920, 1080),
    "wall-portrait": ("#page-0,light", 1080, 1920),
}
PAGES = {
    "board": "/",
    "week": "/week",
    "projects": "/projects",
    "actions": "/actions",
    "measures": "/measures",
    "measure": "/measure",
    "imports": "/imports",
    "screens": "/screens",
    "team": "/team",
    "round": "/round",
    "escalations": "/escalations",
    "schemes": "/schemes",
    "impact": "/impact",
}
MEASURE = "Cost per patient"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = launch(play)
        env = os.environ | {"VMBOARD_DATABASE_URL": f"sqlite:///{folder}/demo.db", "VMBOARD_TODAY": TODAY}
        with serve(env) as address:
            shoot_page(browser, f"{address}/", "welcome")
        out = subprocess.run(
            [sys.executable, "-m", "vmboard", "demo", "--today", TODAY, "--json"],
            cwd=ROOT, env=env, check=True, capture_output=True, text=True,
        )  # fmt: skip
        team = json.loads(out.stdout)["teams"][0]
        with serve(env) as address:
            for name, (where, width, height) in WALLS.items():
                shoot_wall(browser, f"{address}{team['wall']}{where}", name, width, height)
            for name, path in PAGES.items():
                which = f"&measure={_measure(env, team['slug'])}" if name == "measure" else ""
                shoot_page(browser, f"{address}{path}?team={team['slug']}{which}", name)
            shoot_page(browser, f"{address}/?team={team['slug']}", "huddle", press=["Start huddle", "Next", "Next"])
        browser.close()


def shoot_wall(browser: Browser, url: str, name: str, width: int, height: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    page.locator(f"#wall[data-layout={'portrait' if height > width else 'landscape'}]").wait_for()
    settle(page)
    page.evaluate(
        """clock => {
            document.querySelector('[data-clock]').textContent = clock;
            document.querySelector('[data-live-text]').textContent = 'Live ' + clock;
        }""",
        CLOCK,
    )
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


def shoot_page(browser: Browser, url: str, name: str, *, press: Sequence[str] = ()) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    page.locator("h1, .vm-wall").first.wait_for()
    settle(page)
    for button in press:
        page.get_by_role("button", name=button).first.click()
        settle(page)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


def _measure(env: dict[str, str], slug: str) -> int:
    """The id of the measure to show."""
    with reading(engine_for(env["VMBOARD_DATABASE_URL"])) as session:
        lines = measures(session, DEMO, team_id_of(session, DEMO, slug), date.fromisoformat(TODAY))
    return next(line.tile.measure_id for line in lines if line.tile.full_name == MEASURE)


def settle(page: Page) -> None:
    """Until all that is drawn is there, and then until nothing moves."""
    audit.settle(page)
    page.evaluate("() => document.fonts.ready.then(() => 0)")
    page.wait_for_timeout(1500)


@contextmanager
def serve(env: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    try:
        for _ in range(PATIENCE // 250):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
