"""The Chromium or Chrome of this machine, found by itself."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

NAMES = (
    "chromium-headless-shell",  # the same engine without a window's own pages, which cost more than many a test
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
)  # fmt: skip
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ARGS = [
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--process-per-site",  # the tabs of one visitor read the app's code once
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHORT_LIVED = "--js-flags=--no-opt --no-maglev"
"""Code made faster while it runs pays on a page that stays; a test's is gone before, and what worked on it was a
fifteenth of all that such tests cost. Nothing that is timed may say this."""
NONE_HERE = (
    "no Chromium or Chrome on this machine: install one (Debian: apt install chromium-headless-shell), "
    "or say where it is in VMBOARD_CHROMIUM"
)


def find() -> str | None:
    """Where the browser is: VMBOARD_CHROMIUM, the command path, or the usual places."""
    named = os.environ.get("VMBOARD_CHROMIUM")
    found = (named, *map(shutil.which, NAMES), *(place for place in PLACES if Path(place).exists()))
    return next((place for place in found if place), None)


def required() -> bool:
    """Whether a missing browser is a failure and not a reason to skip."""
    return os.environ.get("VMBOARD_BROWSER_REQUIRED") == "1"


def launch(play: Playwright, *more: str) -> Browser:
    place = find()
    if place is None:
        raise RuntimeError(NONE_HERE)
    return play.chromium.launch(executable_path=place, args=[*ARGS, *more])
