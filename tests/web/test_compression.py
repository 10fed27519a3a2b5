"""Scripts and styles go over the wire packed, each packed once, and every file arrives as it was."""

import re
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.testclient import TestClient

from vmboard.settings import ROOT
from vmboard.ui.shell import EARLY, FONT, ICONS, SCRIPTS, LightFonts, with_early_files
from vmboard.web.compression import Compressed

SCRIPT = "const words = 'Nurse Nkechi said so. '.repeat(3);\n" * 200
PACKED = {"accept-encoding": "gzip, deflate, br"}


class Site:
    """A place of files that counts how often each is read, as Streamlit serves its own."""

    def __init__(self) -> None:
        self.reads: list[str] = []
        self.content = SCRIPT
        routes = [Route("/{path:path}", self.file)]
        self.client = TestClient(Starlette(routes=routes, middleware=[Middleware(Compressed)]))

    async def file(self, request: Request) -> Response:
        name = request.path_params["path"]
        self.reads.append(name)
        if name.startswith("nowhere"):
            return Response("<p>Streamlit's page</p>" * 100, media_type="text/html")
        lasts = name.startswith("static/js/") or request.query_params.get("v") == "1"
        kept = "public, immutable, max-age=31536000" if lasts else "no-cache"
        return Response(self.content, 200, {"Cache-Control": kept, "ETag": '"1"'}, "text/javascript")


def test_a_script_arrives_packed_and_whole() -> None:
    answer = Site().client.get("/static/js/index.D1.js", headers=PACKED)
    assert answer.headers["content-encoding"] == "gzip" and "Accept-Encoding" in answer.headers["vary"]
    assert int(answer.headers["content-length"]) < len(SCRIPT) / 10
    assert answer.text == SCRIPT


def test_a_browser_that_cannot_unpack_gets_it_plain() -> None:
    answer = Site().client.get("/static/js/index.D1.js", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in answer.headers and answer.text == SCRIPT


def test_a_file_that_never_changes_is_read_once() -> None:
    site = Site()
    for _ in range(3):
        assert site.client.get("/static/js/index.D1.js", headers=PACKED).text == SCRIPT
    assert len(site.reads) == 1


def test_a_file_that_may_change_is_read_anew_and_never_old() -> None:
    site = Site()
    site.client.get("/components/outbox.js", headers=PACKED)
    site.content = SCRIPT.replace("Nkechi", "Siobhan")  # with the same ETag, even
    assert "Siobhan" in site.client.get("/components/outbox.js", headers=PACKED).text


def test_only_the_address_that_names_the_version_is_kept_for_ever() -> None:
    site = Site()
    for query, lasts in (("?v=1", True), ("?v=0", False), ("", False), ("?v=1", True)):
        answer = site.client.get(f"/wall/wall.js{query}", headers=PACKED)
        assert ("immutable" in answer.headers["cache-control"]) == lasts, query


@pytest.mark.parametrize("path", ["/static/js//index.D1.js", "/static/js/%2e/index.D1.js", "/static/js/../js/D1.js"])
def test_no_other_spelling_of_an_address_fills_the_memory(path: str) -> None:
    site = Site()
    for _ in range(2):
        answer = site.client.get(path, headers=PACKED)
        assert "content-encoding" not in answer.headers or answer.url.path == "/static/js/D1.js"


def test_streamlits_page_in_the_place_of_a_file_is_sent_on_as_it_is() -> None:
    assert "content-encoding" not in Site().client.get("/nowhere/index.D1.js", headers=PACKED).headers


def test_a_part_of_a_file_is_a_part() -> None:
    answer = Site().client.get("/static/js/index.D1.js", headers={**PACKED, "range": "bytes=0-9"})
    assert "content-encoding" not in answer.headers


# --- Streamlit's first page ---


def installed(name: str) -> bytes:
    return (Path(streamlit.__file__).parent / "static" / name).read_bytes()


def test_the_first_page_names_what_every_page_needs_and_no_typeface_that_none_shows() -> None:
    page = with_early_files(installed("index.html")).decode()
    assert "SourceSans" not in page and FONT.name in page
    for name in EARLY:
        assert re.search(rf'<link rel="modulepreload"[^>]*href="\./static/js/{re.escape(name)}\.[\w-]+\.js"', page), (
            name
        )
    assert all((SCRIPTS / name).is_file() for name in re.findall(r"\./static/js/([^\"]+)", page))


@pytest.mark.parametrize(
    ("asked", "given"),
    [("MaterialSymbols-Rounded.nEdyypZU", ICONS), ("SourceSansVF-Upright.ttf.BsWL4Kly", FONT)],
)
def test_fonts_are_the_light_ones(asked: str, given: Path) -> None:
    answer = TestClient(LightFonts(Starlette())).get(f"/wards/static/media/{asked}.woff2")
    assert answer.content == given.read_bytes() and answer.headers["content-type"] == "font/woff2"
    assert list(SCRIPTS.parent.glob(f"media/{asked.partition('.')[0]}.*")), "Streamlit calls its font something else"


def test_the_icon_font_holds_every_icon_that_streamlit_draws_by_itself() -> None:
    """Where this fails a release of Streamlit draws another: run docs/icons/build.py."""
    named = re.compile(r":material/([a-z0-9_]+)")
    needed = {name for script in SCRIPTS.glob("*.js") for name in named.findall(script.read_text("utf-8"))}
    assert needed <= set((ROOT / "docs" / "icons" / "names.txt").read_text("utf-8").split())
