"""Fresh visitors: a browser context that is new to each test, and knows the code of the app (HTTP cache, code cache).

A page opened in a context of its own costs twice what it does in one that was used: 800 kB are fetched and compiled
again. So a context that is closed is emptied, and given to the next who asks for one of its kind. What cannot be undone
ends it (``UNDONE`` names the rest): a page's clock that was wound, a script that begins each page.

Who needs one that has seen nothing (the bytes of a first visit, a thief) asks the browser itself for it.
"""

import json
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Route

UNDONE = {
    "add_cookies", "browser", "clear_cookies", "clear_permissions", "close", "cookies", "expect_console_message",
    "expect_event", "expect_page", "grant_permissions", "new_page", "on", "pages", "remove_listener", "request",
    "route", "set_default_timeout", "set_offline", "storage_state", "unroute", "unroute_all", "wait_for_event",
}  # fmt: skip
"""What may be done with a context that is to be used again: it leaves nothing, or ``Room.close`` takes it back."""
USUAL_WAIT = 30_000
"""Milliseconds that Playwright waits where nobody says another time."""
EMPTY = "http://127.0.0.1/empty"
"""Answered by the test itself. It is of one site with every server of ours, whatever the port."""


class Room(BrowserContext):
    """A context that is used again once it is closed."""

    _spent: bool
    _taken: bool
    _heard: list[tuple[Any, Any]]
    _quiet: Page
    _storage: CDPSession

    def begin(self) -> None:
        """A page that stays keeps the site's process, and in it the compiled code; from it all of a browser's memory of
        a visitor is cleared."""
        self._heard = []
        self._quiet = super().new_page()
        self._quiet.route("**/*", _answer_nothing)
        self._quiet.goto(EMPTY)
        self._storage = super().new_cdp_session(self._quiet)
        self._spent, self._taken = False, True

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name not in UNDONE and name not in Room.__dict__:
            self._spent = True
        return super().__getattribute__(name)

    @property
    def pages(self) -> list[Page]:
        return [page for page in super().pages if page is not self._quiet]

    def on(self, event: Any, f: Any) -> None:
        self._heard.append((event, f))
        super().on(event, f)

    def spend(self) -> None:
        """It is changed for good: nobody gets it after this one."""
        self._spent = True

    def close(self, *, reason: str | None = None) -> None:
        if not self._taken:
            return
        self._taken = False
        browser = self.browser
        if self._spent or browser is None or self._quiet.is_closed() or super().service_workers:
            return super().close(reason=reason)
        for event, f in self._heard:
            self.remove_listener(event, f)
        self._heard.clear()
        for page in self.pages:
            page.close()
        self._empty()
        _free[browser].setdefault(self._kind, []).append(self)

    def _empty(self) -> None:
        self.unroute_all()
        self.set_offline(False)
        self.set_default_timeout(USUAL_WAIT)
        self.clear_permissions()
        self._storage.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})

    _kind: str


_free: WeakKeyDictionary[Browser, dict[str, list[Room]]] = WeakKeyDictionary()
"""Rooms that nobody is in, by browser and by what kind of device and visitor they are."""


def fresh(browser: Browser, **kind: Any) -> BrowserContext:
    """A visitor who comes for the first time, with whatever ``Browser.new_context`` may be told of them."""
    name = json.dumps(kind, sort_keys=True)
    free = _free.setdefault(browser, {}).get(name)
    if free:
        room = free.pop()
        room._taken = True
        return room
    context = browser.new_context(**kind)
    context.__class__ = Room
    assert isinstance(context, Room)
    context._kind = name
    context.begin()
    return context


def _answer_nothing(route: Route) -> None:
    route.fulfill(body="", content_type="text/html")


def _clock_of(page: Page) -> Any:
    """A clock once wound stays wound for every page of its context."""
    if isinstance(page.context, Room):
        page.context.spend()
    return _clock(page)


_clock = Page.clock.fget  # type: ignore[attr-defined]
Page.clock = property(_clock_of)  # type: ignore[method-assign,assignment]
