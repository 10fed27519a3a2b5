"""The strict policy in a real browser: nothing of the app breaks under it, and nothing leaves the host."""

import http.client
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import select

from tests.conftest import TODAY
from tests.ui.audit import visit
from tests.ui.conftest import Server
from vmboard.store.engine import dispose, engine_for, reading
from vmboard.store.tables import Measure, Project, Team
from vmboard.ui.frame import TITLES

pytestmark = pytest.mark.browser

SLUG = "ward-7a-respiratory"
OTHER_SITE = "https://example.org/pixel.png"
SETTLED = """() => {
  const app = document.querySelector(".stApp");
  return app && app.dataset.testScriptState === "notRunning" && document.querySelector(".st-key-bar, .vm-tile");
}"""
NOTE_CALLS = """
import os, sys
def note(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        where = args[1] if event == "socket.connect" else args[0]
        with open(os.environ["NOTE_CALLS"], "a") as file:
            file.write(f"{where[0] if isinstance(where, tuple) else where}\\n")
sys.addaudithook(note)
"""
"""Every address that the server's process asks for or connects to goes into a file."""


@dataclass
class Site:
    """The demo hospital, served; with what its browsers complained of and asked for elsewhere."""

    server: Server
    walls: dict[str, str]
    calls: Path
    ids: dict[str, int]
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def address(self, name: str) -> str:
        """A page by its name, on something that is there."""
        about = f"&{name}={self.ids[name]}" if name in self.ids else ""
        return f"{self.server.where}/{'' if name == 'board' else name}?team={SLUG}{about}"

    @contextmanager
    def open(self, browser: Browser, address: str, *, clock: bool = False) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        context.on(
            "console", lambda said: self.complaints.append(said.text) if "Security Policy" in said.text else None
        )
        context.on("request", lambda asked: self._note(asked.url))
        page.on("websocket", lambda socket: self._note(socket.url))
        if clock:
            page.clock.install()
        page.goto(address)
        yield page
        context.close()

    def _note(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob") and parts.netloc != urlsplit(self.server.where).netloc:
            self.elsewhere.append(url)


@pytest.fixture(scope="module")
def site(demo_sqlite: Path, demo_walls: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    place = tmp_path_factory.mktemp("policy")
    shutil.copy(demo_sqlite, place / "demo.db")
    url = f"sqlite:///{place / 'demo.db'}"
    with reading(engine_for(url)) as session:
        ids = {
            noun: session.scalars(select(table.id).join(Team).where(Team.slug == SLUG)).first()
            for noun, table in {"measure": Measure, "project": Project}.items()
        }
    dispose(url)
    (place / "sitecustomize.py").write_text(NOTE_CALLS)
    server = Server(url, "streamlit")
    server.env |= {"PYTHONPATH": str(place), "NOTE_CALLS": str(place / "calls.txt"), "VMBOARD_TODAY": TODAY.isoformat()}
    server.command += ["--server.address", "0.0.0.0"]  # as on a ward: Streamlit then looks for this machine's addresses
    server.start()
    yield Site(server, demo_walls, place / "calls.txt", ids)
    server.stop()


@pytest.fixture(scope="module")
def visitor(site: Site, browser: Browser) -> Iterator[Page]:
    """One browser for all the pages."""
    with site.open(browser, "about:blank") as page:
        yield page


@pytest.mark.parametrize("name", TITLES)
def test_every_page_opens_under_the_policy_without_one_complaint(site: Site, visitor: Page, name: str) -> None:
    site.complaints.clear()
    visit(visitor, site.server.where, site.address(name).removeprefix(site.server.where))
    assert visitor.get_by_test_id("stException").count() == 0
    assert site.complaints == []


def test_the_board_still_ticks(site: Site, browser: Browser) -> None:
    ticks: list[object] = []
    with site.open(browser, site.address("board"), clock=True) as page:
        page.wait_for_function(SETTLED, timeout=20_000)
        page.on("websocket", lambda socket: socket.on("framesent", lambda sent: ticks.append(sent)))
        page.reload()
        page.wait_for_function(SETTLED, timeout=20_000)
        page.wait_for_timeout(500)
        for _ in range(2):
            before = len(ticks)
            for turn in range(50):
                if turn % 10 == 0:  # a frame that was not drawn yet, on a busy machine, ticks the next time
                    page.clock.fast_forward(15_000)
                page.wait_for_timeout(200)
                if len(ticks) > before:
                    break
            assert len(ticks) > before, "the page did not ask for a new run"


def test_a_wall_is_live(site: Site, browser: Browser) -> None:
    site.complaints.clear()
    with site.open(browser, site.server.where + site.walls[SLUG]) as page:
        expect(page.locator("[data-live-text]").first).to_contain_text("Live", timeout=10_000)
        assert page.locator(".vm-tile").first.is_visible()
    assert site.complaints == []


def test_what_is_typed_into_a_component_is_saved(site: Site, browser: Browser) -> None:
    with site.open(browser, site.address("team")) as page:
        vision = page.get_by_label("Vision: what good looks like")
        vision.fill("Home sooner", timeout=20_000)
        vision.blur()
        expect(page.get_by_text("✓ Saved").first).to_be_visible()


def test_a_page_and_a_wall_that_are_told_to_wait_come_back_by_themselves(site: Site, browser: Browser) -> None:
    refused: list[str] = []

    def refuse(route: Route) -> None:
        if len(refused) < 3:
            refused.append(route.request.url)
            return route.fulfill(status=429, headers={"Retry-After": "1"}, body="That was too often for now.")
        return route.continue_()

    with site.open(browser, site.address("team")) as page:
        vision = page.get_by_label("Vision: what good looks like")
        vision.wait_for(timeout=20_000)
        page.route("**/save", refuse)
        vision.fill("Home sooner, safely")
        vision.blur()
        expect(page.get_by_text("✓ Saved").first).to_be_visible(timeout=15_000)
        assert len(refused) == 3
    refused.clear()
    with site.open(browser, "about:blank") as page:
        page.route("**/events*", refuse)
        with page.expect_response(lambda got: "/events" in got.url and got.status == 200, timeout=30_000):
            page.goto(site.server.where + site.walls[SLUG])
        expect(page.locator("[data-live-text]").first).to_contain_text("Live")


def test_a_chart_is_drawn(site: Site, browser: Browser) -> None:
    with site.open(browser, site.address("measure")) as page:
        expect(page.locator(".js-plotly-plot .trace path").first).to_be_attached(timeout=20_000)


def test_a_workbook_is_uploaded(site: Site, browser: Browser) -> None:
    table = b"Measure,Domain,Direction,8 Nov 2026\nFalls,safety,decrease,seven\n"
    with site.open(browser, site.address("imports")) as page:
        page.locator("input[type=file]").wait_for(state="attached", timeout=20_000)
        page.set_input_files("input[type=file]", [{"name": "ours.csv", "mimeType": "text/csv", "buffer": table}])
        expect(page.get_by_role("cell", name="seven")).to_be_visible()


def test_a_picture_from_elsewhere_is_not_fetched(site: Site, browser: Browser) -> None:
    """Proves that the listeners above would have heard."""
    with site.open(browser, site.address("who")) as page:
        page.wait_for_function(SETTLED, timeout=20_000)
        page.evaluate("url => { document.body.append(Object.assign(new Image(), {src: url})); }", OTHER_SITE)
        page.wait_for_timeout(300)
    assert any(OTHER_SITE in said for said in site.complaints)
    assert site.elsewhere == [OTHER_SITE], "tried, and stopped in the browser"
    site.complaints.clear()
    site.elsewhere.clear()


UPLOAD = "/_stcore/upload_file/0d3c1f4e-1b2c-4d5e-8f90-abcdef012345/1"


def test_the_server_says_neither_its_name_nor_its_numbers(site: Site) -> None:
    for path, status in (("/", 200), ("/healthz", 200), ("/_stcore/metrics", 404), ("/_stcore/agent/mcp", 404)):
        answer = ask(site, "GET", path)
        assert answer.status == status
        assert answer.getheader("server") is None
        assert answer.getheader("x-content-type-options") == "nosniff"


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Xsrftoken": "2|aaaaaaaa|bbbb|1"}, {"X-Xsrftoken": "2|aaaaaaaa|bbbb|1", "Cookie": "_streamlit_xsrf=x"}],
)
def test_an_upload_without_the_pages_own_token_is_refused(site: Site, headers: dict[str, str]) -> None:
    assert ask(site, "PUT", UPLOAD, headers).status == 403


@pytest.mark.parametrize("origin", [None, "http://evil.example", "null", "http://localhost"])
def test_a_socket_that_no_page_of_ours_opened_is_refused(site: Site, origin: str | None) -> None:
    assert ask(site, "GET", "/_stcore/stream", SOCKET | ({"Origin": origin} if origin else {})).status == 403
    assert ask(site, "GET", "/_stcore/stream", SOCKET | {"Origin": site.server.where}).status == 101


@pytest.mark.parametrize(
    "root", ["/media", "/component", "/app/static", "/components", "/wall", "/_stcore/bidi-components"]
)
def test_no_path_leads_out_of_a_folder(site: Site, root: str) -> None:
    for way in ("..", "%2e%2e", "..%2f..", "..%5c.."):
        for file in ("app.py", "../app.py", "../../app.py", "/etc/passwd"):
            body = ask(site, "GET", f"{root}/{way}/{file}").read()
            assert b"lifespan" not in body and b"root:" not in body


def ask(site: Site, method: str, path: str, headers: dict[str, str] | None = None) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", site.server.port, timeout=10)
    line.request(method, path, headers=headers or {})
    return line.getresponse()


SOCKET = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "streamlit",
}  # fmt: skip


def test_in_all_of_this_nothing_left_the_host(site: Site) -> None:
    assert site.elsewhere == [], "a browser asked elsewhere"
    called = set(site.calls.read_text().split()) if site.calls.exists() else set()
    assert called <= {"127.0.0.1", "0.0.0.0", "localhost", "::1"}, "the server asked elsewhere"
