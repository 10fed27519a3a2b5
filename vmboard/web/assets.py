"""Static assets with content hashes: the files that walls and the entrance load. An address with a hash of what it
holds is kept for ever."""

import hashlib
import re
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from vmboard.render import wall
from vmboard.render.document import Assets
from vmboard.settings import ROOT
from vmboard.web.script_words import script_words

FONT = "atkinson-hyperlegible-next.woff2"
_RENDER = Path(wall.__file__).parent
_TYPES = {
    "wall.css": "text/css", "wall.js": "text/javascript", FONT: "font/woff2",
    "sign_in.css": "text/css", "sign_in.js": "text/javascript", "pairing.js": "text/javascript",
}  # fmt: skip
FOR_EVER = "public, max-age=31536000, immutable"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]


BUILD = _hash(b"".join(path.read_bytes() for path in sorted(_RENDER.glob("*.*"))))
"""Names the version of what draws a wall: an open wall that meets another one fetches itself anew."""


@cache
def content(name: str) -> bytes:
    if name == FONT:
        return (ROOT / "vmboard" / "ui" / "static" / FONT).read_bytes()
    if name == "wall.js":
        return b"".join((_RENDER / part).read_bytes() for part in ("wall_rules.js", "wall.js", "pairing.js"))
    if name == "wall.css":
        return wall.stylesheet().replace(FONT, f"{FONT}?v={_hash(content(FONT))}").encode()
    return (_RENDER / name).read_bytes()


@cache
def assets() -> Assets:
    """Addresses as seen from a display's page, so that the app may live below any path."""
    css, js, font = (f"../wall/{name}?v={_hash(content(name))}" for name in ("wall.css", "wall.js", FONT))
    return Assets(css, js, font)


COMPONENTS = ROOT / "vmboard" / "ui" / "components"
_COMPONENT_TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
_WORDS = re.compile(r"words-([A-Za-z-]{2,12})\.json")


async def component(request: Request) -> Response:
    """A script or stylesheet of the pages' own components, or the words of these; the browser asks each time whether it
    has the newest."""
    path = COMPONENTS / request.path_params["name"]
    if path.parent != COMPONENTS or path.suffix not in _COMPONENT_TYPES:
        return PlainTextResponse("Not found", 404)
    words = _WORDS.fullmatch(path.name)
    held = script_words(words[1]) if words else path.read_bytes() if path.is_file() else None
    if held is None:
        return PlainTextResponse("Not found", 404)
    headers = {"Cache-Control": "no-cache", "ETag": f'"{_hash(held)}"', "X-Content-Type-Options": "nosniff"}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(None, 304, headers)
    return Response(held, 200, headers, _COMPONENT_TYPES[path.suffix])


async def serve(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _TYPES:
        return PlainTextResponse("Not found", 404)
    etag = f'"{_hash(content(name))}"'
    headers = {
        "Cache-Control": FOR_EVER if request.query_params.get("v") == etag.strip('"') else "no-cache",
        "ETag": etag,
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(None, 304, headers)
    return Response(content(name), 200, headers, _TYPES[name])
