"""A browser's first visit of a page: what comes over the wire, and when its content stands, beside Streamlit's hello.

    python -m tests.benchmarks.bench_first_visit [--visits 15] [--quiet 1000]

Nothing is cached, and the two take turns, so that whatever else the machine does is shared.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import streamlit
from playwright.sync_api import Browser, sync_playwright

from tests import chromium
from tests.benchmarks.bench import App
from tests.web.ports import free_port, wait_for

MOST_BYTES, RATIO = 1_000_000, 1.2
"""What is promised: bytes on the wire, and how much longer than hello's the content may take."""
HELLO = Path(streamlit.__file__).parent / "hello" / "streamlit_app.py"
STANDS = "performance.now()"


@contextmanager
def hello() -> Iterator[str]:
    """Streamlit's own example, started as its authors start it; gives its address."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(HELLO),
        "--server.port",
        str(port),
        "--server.headless",
        "1",
    ]
    quiet = {**os.environ, "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "STREAMLIT_SERVER_HEADLESS": "1"}
    process = subprocess.Popen(command, cwd=HELLO.parent, env=quiet, stdout=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", 60)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(20)


def visit(browser: Browser, address: str, content: str, quiet: int) -> tuple[float, float]:
    """Milliseconds until ``content`` is seen, and the bytes of all that came until everything was there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    wire: list[float] = []
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda event: wire.append(event["encodedDataLength"]))
    page.goto(address)
    page.locator(content).first.wait_for()
    took = float(page.evaluate(STANDS))
    _settle(page.wait_for_timeout, wire, quiet)
    context.close()
    return took, sum(wire)


def _settle(wait: object, wire: list[float], quiet: int) -> None:
    """Wait until nothing more comes for so many milliseconds."""
    assert callable(wait)
    seen = -1
    while seen != len(wire):
        seen = len(wire)
        wait(quiet)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--visits", type=int, default=15)
    parser.add_argument("--quiet", type=int, default=1000, help="milliseconds in which nothing more comes")
    asked = parser.parse_args()
    os.environ["VMBOARD_SIGN_IN"] = "off"
    with sync_playwright() as play, hello() as plain, App() as app:
        browser = chromium.launch(play)
        site = f"http://127.0.0.1:{app.port}"
        pages = {
            "Streamlit's hello": (plain, "h1"),
            "Board": (f"{site}/board?team=ward-1", ".vm-tile"),
            "This week": (f"{site}/week?team=ward-1", ".vm-week input, input"),
        }
        for address, content in pages.values():  # the servers import and pack once
            visit(browser, address, content, asked.quiet)
        seen = {name: [visit(browser, *page, asked.quiet)] for name, page in pages.items()}
        for _ in range(asked.visits - 1):
            for name, page in pages.items():
                seen[name].append(visit(browser, *page, asked.quiet))
        browser.close()
    report(seen)


def report(seen: dict[str, list[tuple[float, float]]]) -> None:
    first = median(took for took, _ in next(iter(seen.values())))
    print(f"{'':20}{'content':>10}{'× hello':>9}{'on the wire':>13}")
    for name, visits in seen.items():
        took, wire = (median(column) for column in zip(*visits, strict=True))
        print(f"{name:20}{took:7.0f} ms{took / first:9.2f}{wire / 1e6:10.2f} MB")
    print(f"promise: content within {RATIO} × hello, {MOST_BYTES / 1e6:.0f} MB on the wire")


if __name__ == "__main__":
    main()
