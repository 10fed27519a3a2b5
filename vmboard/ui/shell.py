"""Preloading: Streamlit's first page names the files that every page of ours needs, and no typeface that none shows.

Streamlit loads the parts of a page when the page asks for them, one after the other. Named at once they come while the
session opens. Of its icon font, which it asks for on every page, it gets the icons that it draws; and for the typeface
that it shows for a blink before ours is known, ours.
"""

import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.responses import FileResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from vmboard.render.html import joined, tag
from vmboard.settings import ROOT

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
STATIC = ROOT / "vmboard" / "ui" / "static"
ICONS = STATIC / "icons.woff2"
"""The icons that Streamlit draws by itself (``docs/icons/build.py``)."""
FONT = STATIC / "atkinson-hyperlegible-next.woff2"
EARLY = (
    "BidiComponent", "Button", "ComponentInstance", "Html", "PageLink", "hastscript", "purify.es", "recordbatch",
    "rehype-raw", "serialization",
)  # fmt: skip
"""What Streamlit calls the scripts of the parts that every page has. One that is gone is not named."""
_LIGHTER = {"MaterialSymbols-Rounded": ICONS, "SourceSansVF-Upright": FONT}
_FONT_FILE = re.compile(rf".*/static/media/({'|'.join(_LIGHTER)})\.[\w.-]+\.woff2")
A_DAY = "public, max-age=86400"
_TYPEFACE = re.compile(rb'<link\s+rel="preload"\s+href="\./static/media/SourceSans[^>]*>')


class LightFonts:
    """The middleware: a small file for Streamlit's large one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _FONT_FILE.fullmatch(scope["path"]) if scope["type"] == "http" else None
        if asked is None:
            return await self.app(scope, receive, send)
        await FileResponse(_LIGHTER[asked[1]], headers={"Cache-Control": A_DAY})(scope, receive, send)


def with_early_files(page: bytes) -> bytes:
    return _TYPEFACE.sub(early_files(), page)


@cache
def early_files() -> bytes:
    """Links for the page's head: our typeface, and the scripts of what every page has."""
    scripts = [next(SCRIPTS.glob(f"{name}.*.js"), None) for name in EARLY]
    links = [
        tag("link", rel="preload", href=f"./app/static/{FONT.name}", as_="font", type="font/woff2", crossorigin=True)
    ]
    for script in filter(None, scripts):
        links.append(tag("link", rel="modulepreload", crossorigin=True, href=f"./static/js/{script.name}"))
    return str(joined(links)).encode()
