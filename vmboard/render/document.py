"""HTML document: the whole page around a board, or around one calm sentence. It needs no inline script or style."""

from dataclasses import dataclass
from datetime import time

from vmboard.domain.text.catalogue import _, code_here
from vmboard.render.html import Markup, joined, tag


@dataclass(frozen=True)
class Assets:
    """Addresses of the three files a wall loads."""

    css: str
    js: str
    font: str


@dataclass(frozen=True)
class Wall:
    """What the wall's script is told at the start. Later answers carry the same, by the same names."""

    key: str
    """Names what is shown: when the server names another, the page fetches it."""
    build: str
    """Names the version of the app that made the page."""
    now: int
    """The server's clock, in milliseconds since 1970 (UTC)."""
    offset: int
    """Minutes that the team's clock is ahead of UTC."""
    lost: int
    """Since when the database cannot be reached, as ``now`` counts; 0 when it can."""
    overview: int
    """Seconds that the overview stays; then one focus page comes for ``focus`` seconds, 0 for never."""
    focus: int
    dark: str
    """When the screen is dark: ``20:00-07:00``, by the team's clock."""


def document(
    markup: str,
    *,
    title: str,
    assets: Assets,
    wall: Wall,
    layout: str,
    dark: bool,
    feed: str = "",
    board_url: str = "",
) -> str:
    """A display's page. ``markup`` is a board's, escaped already; ``dark`` is its look until the script runs.

    Without ``feed`` and ``board_url`` the script takes the page's own address and ``/events`` or ``/board``.
    """
    told = {f"data_{name}": value for name, value in vars(wall).items()}
    body = tag(
        "div", Markup(markup), id="wall", class_="vm-wall", data_layout=layout, **told,
        data_feed=feed or None, data_board=board_url or None,
    )  # fmt: skip
    return _page(title, body, assets, dark)


def message_page(heading: str, sentence: str, assets: Assets, *, pairs: bool = False) -> str:
    """A page with one calm sentence. It asks again by itself and turns into the board when there is one."""
    body = tag("div", Markup(message_markup(heading, sentence, pairs=pairs)), id="wall", class_="vm-wall")
    return _page(_(heading), body, assets, dark=False)


def message_markup(heading: str, sentence: str, *, pairs: bool = False) -> str:
    """What stands in the place of a board. ``pairs``: with room for the code by which the screen is let in again."""
    away = _("Not connected. This screen keeps trying.")
    code = [tag("p", "", id="code", class_="vm-code"), tag("p", "", id="words", data_away=away)] if pairs else []
    return str(tag("div", tag("h1", _(heading)), *code, tag("p", _(sentence)), class_="vm-message", role="status"))


def is_dark(at: time, start: time, end: time) -> bool:
    """Whether a screen that is dark from ``start`` until ``end`` is dark now; this may cross midnight."""
    return start <= at < end if start <= end else at >= start or at < end


def _page(title: str, body: Markup, assets: Assets, dark: bool) -> str:
    head = joined(
        [
            tag("meta", charset="utf-8"),
            tag("title", title),
            tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name_="referrer", content="no-referrer"),
            tag("meta", name_="robots", content="noindex"),
            tag("link", rel="icon", href="data:,"),
            tag("link", rel="preload", href=assets.font, as_="font", type="font/woff2", crossorigin=True),
            tag("link", rel="stylesheet", href=assets.css),
            tag("script", src=assets.js, defer=True),
        ]
    )
    page = tag("html", tag("head", head), tag("body", body, class_="vm-body"), lang=code_here(),
               data_theme="dark" if dark else "light")  # fmt: skip
    return f"<!doctype html>\n{page}\n"
