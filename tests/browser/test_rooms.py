"""A context that was used is as new: nothing of the visitor before is left in it but the code of the site."""

from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.rooms import USUAL_WAIT, fresh

pytestmark = pytest.mark.browser

FILES = {
    "/": ("text/html", "no-store", "<script src=code.js></script><p>A page"),
    "/code.js": ("text/javascript", "max-age=3600", "window.isRead = true;"),
    "/worker.js": ("text/javascript", "no-store", "onfetch = event => {};"),
}
LEAVE = """async () => {
  localStorage.mine = "typed";
  sessionStorage.mine = "typed";
  document.cookie = "mine=typed; max-age=3600";
  await new Promise(done => { indexedDB.open("mine").onsuccess = done; });
  await (await caches.open("mine")).put("/kept", new Response("typed"));
  await (await navigator.storage.getDirectory()).getFileHandle("mine", {create: true});
  window.name = "mine";
}"""
LEFT = """async () => {
  const files = [];
  for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
  return {
    "local storage": Object.keys(localStorage), "session storage": Object.keys(sessionStorage),
    cookies: document.cookie, name: window.name, files,
    databases: (await indexedDB.databases()).map(each => each.name), caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    placed: (await navigator.permissions.query({name: "geolocation"})).state,
    online: navigator.onLine, seen: history.length, clock: "__pwClock" in window, before: "before" in window
  };
}"""
BY_OTHERS = ["workers", "seen", "clock", "before"]
"""Of what is looked at, what the tests below do and this one does not: it would end the context."""
WORK = "navigator.serviceWorker.register('worker.js').then(() => navigator.serviceWorker.ready).then(() => true)"


@pytest.fixture
def asked() -> Iterator[tuple[str, Counter[str]]]:
    """A small site, and how often each of its files was asked for."""
    times: Counter[str] = Counter()

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            times[self.path] += 1
            kind, kept, body = FILES.get(self.path, ("text/plain", "no-store", ""))
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", kept)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            """Nothing is said of it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", times
    server.shutdown()
    server.server_close()


def opened(room: BrowserContext, where: str) -> Page:
    page = room.new_page()
    page.goto(where)
    return page


def test_nothing_of_the_visitor_before_is_left_but_the_code(browser: Browser, asked: tuple[str, Counter[str]]) -> None:
    where, times = asked
    unused = browser.new_context(locale="en-GB")
    new = opened(unused, where).evaluate(LEFT)
    unused.close()
    room, heard = fresh(browser, locale="en-GB"), []
    page = opened(room, where)
    assert page.evaluate(LEFT) == new
    page.evaluate(LEAVE)
    room.grant_permissions(["geolocation"], origin=where)
    room.add_cookies([{"name": "hidden", "value": "typed", "url": where, "httpOnly": True}])
    room.route("**/code.js", lambda route: route.abort())
    room.on("request", lambda request: heard.append(request.url))
    opened(room, where)
    assert heard, "it did hear"
    room.set_default_timeout(1)
    room.set_offline(True)
    left = page.evaluate(LEFT)
    assert [what for what in left if left[what] == new[what]] == BY_OTHERS, "all else is of this visitor"
    heard.clear()
    room.close()

    times.clear()
    again = fresh(browser, locale="en-GB")
    assert again is room
    assert again.pages == [] and again.cookies() == []
    page = opened(again, where)
    assert page.evaluate(LEFT) == new
    assert page.evaluate("window.isRead"), "not cut off any more"
    assert times["/"] == 1 and times["/code.js"] == 0, "its code was known"
    assert heard == []
    assert again._impl_obj._timeout_settings.default_timeout() == USUAL_WAIT
    again.close()


def test_two_who_are_there_at_once_do_not_meet(browser: Browser, asked: tuple[str, Counter[str]]) -> None:
    where, _ = asked
    one, other = fresh(browser, locale="en-GB"), fresh(browser, locale="en-GB")
    elsewhere = fresh(browser, locale="de-DE")
    assert len({one, other, elsewhere}) == 3
    opened(one, where).evaluate(LEAVE)
    assert opened(other, where).evaluate("localStorage.length") == 0
    assert opened(elsewhere, where).evaluate("navigator.language") == "de-DE"
    for room in (one, other, elsewhere):
        room.close()
        room.close()  # as a fixture does, after a test that has done so itself
    back = [fresh(browser, locale="en-GB") for _ in range(2)]
    assert back[0] is not back[1]
    for room in back:
        room.close()


@pytest.mark.parametrize("what", ["clock", "init script", "headers", "function", "heard once", "a worker"])
def test_what_cannot_be_undone_ends_it(browser: Browser, asked: tuple[str, Counter[str]], what: str) -> None:
    room = fresh(browser, locale="en-GB")
    page = opened(room, asked[0])
    ways: dict[str, Callable[[], object]] = {
        "clock": lambda: page.clock.install(),
        "init script": lambda: room.add_init_script("window.before = true"),
        "headers": lambda: room.set_extra_http_headers({"X-Mine": "typed"}),
        "function": lambda: room.expose_function("before", lambda: None),
        "heard once": lambda: room.once("page", lambda page: None),
        "a worker": lambda: page.evaluate(WORK),
    }
    ways[what]()
    room.close()
    after = fresh(browser, locale="en-GB")
    assert after is not room
    left = opened(after, asked[0]).evaluate(LEFT)
    assert not left["before"] and not left["clock"] and not left["workers"]
    after.close()
