"""Content security policy: what every answer tells the browser it may do: nothing from elsewhere, nowhere else, and
no script but ours."""

import base64
import hashlib
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders

from vmboard.domain.refusals import Refused

YEAR = 31_536_000
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), midi=(), payment=(), usb=()"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NOTHING = "default-src 'none'"
"""For our own sentences: they need nothing at all."""

_COMMON = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'"
)
_INLINE = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.S | re.I)
_WALL = re.compile(r"/d/[^/]+(/board|/events)?")
_FRAME = re.compile(r".*/component/.*")
_SOURCE = re.compile(r"'self'|https?://[\w.*-]+(:\d+)?")


class Policy:
    """``ancestors`` are the places, with spaces or commas between, that may show a wall inside a page of theirs."""

    def __init__(self, ancestors: str = "") -> None:
        self._ancestors = ancestors.replace(",", " ").split()
        if wrong := [one for one in self._ancestors if not _SOURCE.fullmatch(one)]:
            raise Refused(f"VMBOARD_FRAME_ANCESTORS takes addresses such as https://example.org, not “{wrong[0]}”.")

    def dress(self, headers: MutableHeaders, path: str, *, secure: bool) -> None:
        """Add what an answer lacks. A route that sets a stricter policy of its own keeps it."""
        for name, value in ALWAYS.items():
            headers.setdefault(name, value)
        framed = self._framed(path)
        said = headers.get("Content-Security-Policy") or policy_for(path)
        if "frame-ancestors" not in said:
            said = f"{said}; frame-ancestors {framed}"
        headers["Content-Security-Policy"] = said
        if framed in _IN_OLD_WORDS:
            headers["X-Frame-Options"] = _IN_OLD_WORDS[framed]
        if secure:
            headers["Strict-Transport-Security"] = f"max-age={YEAR}"
            _keep_cookies_to_https(headers)

    def _framed(self, path: str) -> str:
        if self._ancestors and _WALL.fullmatch(path):
            return " ".join(self._ancestors)
        return "'self'" if _FRAME.fullmatch(path) else "'none'"


_IN_OLD_WORDS = {"'none'": "DENY", "'self'": "SAMEORIGIN"}


@cache
def _policies() -> tuple[str, str]:
    """Of a page, and of the small page inside it that ticks (streamlit-autorefresh).

    A component's script reaches a page as a ``blob:``. Each page gets the hashes of its own inline scripts, taken
    from the files as they are installed: another version brings its own.
    """
    page = inline_scripts(_installed("streamlit", "static/index.html"))
    ticking = inline_scripts(_installed("streamlit_autorefresh", "frontend/build/index.html"))
    return (
        " ".join([_COMMON + "; script-src 'self' blob:", *page]),
        " ".join([_COMMON + "; script-src 'self'", *ticking]),
    )


def policy_for(path: str) -> str:
    page, frame = _policies()
    return frame if _FRAME.fullmatch(path) else page


def inline_scripts(html: str) -> list[str]:
    """``'sha256-…'`` of each script that stands in the page itself, as a policy names it."""
    bodies = (found[1].replace("\r\n", "\n").encode() for found in _INLINE.finditer(html))
    return [f"'sha256-{base64.b64encode(hashlib.sha256(body).digest()).decode()}'" for body in bodies if body.strip()]


def _installed(package: str, file: str) -> str:
    """A file of an installed package, which is not imported: autorefresh must meet a running app."""
    found = find_spec(package)
    places = found.submodule_search_locations if found else None
    return (Path(places[0]) / file).read_text("utf-8") if places else ""


def _keep_cookies_to_https(headers: MutableHeaders) -> None:
    for index, (name, value) in enumerate(headers.raw):
        if name.lower() == b"set-cookie" and b"secure" not in [part.strip().lower() for part in value.split(b";")]:
            headers.raw[index] = (name, value + b"; Secure")
