"""What in our sources rests on Streamlit's insides: names that no release of it promises to keep."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import streamlit

from vmboard.settings import ROOT

PACKAGE = Path(streamlit.__file__).parent
KINDS = {
    "Elements": r"""data-testid[\^*$~|]?=["'\\]*(st[A-Z]\w*|hidden-[\w-]+)"""
    r"""|\.(st[A-Z]\w*)|(st-emotion\w*|data-baseweb)""",
    "Addresses": r"""_stcore/\(?([\w-]+)|/\((media)\b|\b(script-health-check|auth/log|oauth2callback)\b""",
    "Names": r"""(_fullLayout|\b_size\b(?=[,:])|js-plotly-plot|svg-container|blockErrorDialogs|BACKEND_BASE_URL"""
    r"""|MaterialSymbols-Rounded|SourceSansVF-Upright|trustedUserHeaders|--st-\w+)""",
    "Modules": r"""^\s*(?:from|import) (streamlit\.[\w.]+|streamlit_autorefresh)""",
}
_COMMENT = re.compile(r"/\*.*?\*/", re.S)


def used(kind: str) -> dict[str, set[str]]:
    """Every such name of this kind, with the files it stands in, as paths from the project's root."""
    uses: dict[str, set[str]] = defaultdict(set)
    for path in _sources():
        for match in re.finditer(KINDS[kind], _COMMENT.sub("", path.read_text("utf-8")), re.M):
            uses[next(filter(None, match.groups()))].add(path.relative_to(ROOT).as_posix())
    return dict(uses)


def listed(page: str, kind: str) -> dict[str, set[str]]:
    """The same as the page tells it, in the table below the heading of this kind."""
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \|", page.partition(f"## {kind}\n")[2].partition("\n## ")[0], re.M)
    return {name: set(re.findall(r"`([^`]+)`", files)) for name, files in rows}


def in_the_browser() -> str:
    """All that the installed Streamlit sends to a browser."""
    return "".join(path.read_text("utf-8") for path in sorted((PACKAGE / "static").rglob("*.js")))


def fonts() -> list[str]:
    return [path.name for path in sorted((PACKAGE / "static" / "static" / "media").iterdir())]


def on_the_server() -> str:
    return "".join(path.read_text("utf-8") for path in sorted((PACKAGE / "web").rglob("*.py")))


def _sources() -> Iterator[Path]:
    for kind in ("*.py", "*.css", "*.js"):
        yield from (ROOT / "vmboard").rglob(kind)
    yield from (ROOT / "pages").glob("*.py")
    yield from (ROOT / "app.py", ROOT / ".streamlit" / "config.toml")
