"""Freeze what a browser keeps of this release while its server is away: figures, actions, words, and half a word.

``python -m tests.store.freeze_outbox`` in the tree of a release writes ``tests/store/releases/VERSION.outbox.json``:
the browser's storage as it stood, from the real pages on the frozen database. Later releases send it or offer it.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from tests import chromium
from tests.store.freeze import HERE, version
from tests.web.ports import free_port

OPEN = 20_000
"""Milliseconds."""


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="freeze-") as folder, sync_playwright() as play:
        database = Path(folder) / "release.db"
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript((HERE / f"{version()}.sqlite.sql").read_text("utf-8"))
        port = free_port()
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
        settings = {"DATABASE_URL": f"sqlite:///{database}", "TODAY": "2026-11-18", "SIGN_IN": "off"}
        server = subprocess.Popen(command, env=os.environ | {f"VMBOARD_{name}": v for name, v in settings.items()})
        try:
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.2)
            room = chromium.launch(play).new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
            kept = typed(room, f"http://127.0.0.1:{port}")
        finally:
            server.kill()
            server.wait()
    file = HERE / f"{version()}.outbox.json"
    file.write_text(json.dumps(kept, indent=1, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    print(f"{file}: {len(kept)} entries")


def typed(room: BrowserContext, where: str) -> dict[str, str]:
    """Everything typed where no answer comes, as the browser keeps it."""
    page = room.new_page()
    page.goto(f"{where}/week?team=ward-7a")
    box = page.get_by_label("Falls", exact=True)
    box.wait_for(timeout=OPEN)
    page.route("**/save", lambda route: route.abort())
    box.fill("3")
    box.press("Enter")
    page.wait_for_timeout(500)
    page.goto(f"{where}/actions?team=ward-7a")
    page.get_by_role("checkbox", name="Order new bed sensors").wait_for(timeout=OPEN)
    page.get_by_role("checkbox", name="Order new bed sensors").check(force=True)
    add = page.get_by_label("Add an action")
    add.fill("Ask pharmacy about Friday cover")
    add.press("Enter")
    page.wait_for_timeout(300)
    page.goto(f"{where}/team?team=ward-7a")
    vision = page.get_by_label("Vision: what good looks like")
    vision.wait_for(timeout=OPEN)
    vision.press_sequentially("Home sooner", delay=5)
    return storage(page)


def storage(page: Page) -> dict[str, str]:
    kept: dict[str, str] = page.evaluate("() => ({...localStorage})")
    return {name: value for name, value in kept.items() if name.startswith("vmboard:")}


if __name__ == "__main__":
    main()
