"""PDF typesetting with Typst: reports and sheets as tagged PDF/UA-1, which a screen reader reads from end to end.

What people typed goes in as JSON and comes out as text: no word of theirs is ever markup. Typst refuses a picture
without words of its own, and a letter that none of the typefaces has: those are shown as a hollow square.
"""

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

HERE = Path(__file__).parent
STANDARD: Final = "ua-1"
UNSHOWN = "□"
_LETTERS, _BEYOND = "LNPZ", 0x2E80
"""Kinds of sign that the typefaces mostly have, and where the scripts begin that none of them has."""

Data = dict[str, Any]


def typeset(template: str, data: Data) -> bytes:
    """A PDF/UA-1 of one of the templates beside this module. The same data gives the same bytes.

    Raises typst.TypstError where the template itself is at fault.
    """
    said = json.dumps(data, ensure_ascii=False)
    for attempt in _shown(said):
        try:
            return _compile(template, attempt)
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
    return _compile(template, "".join(sign if sign.isascii() else UNSHOWN for sign in said))


def _shown(said: str) -> Iterator[str]:
    """As it is; then without signs that no typeface of ours has, such as pictures of faces."""
    yield said
    yield "".join(sign if _is_common(sign) else UNSHOWN for sign in said)


def _is_common(sign: str) -> bool:
    return ord(sign) < _BEYOND and (sign.isascii() or unicodedata.category(sign)[0] in _LETTERS)


def _compile(template: str, said: str) -> bytes:
    return typst.compile(
        HERE / template, root=HERE, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs={"data": said},
        pdf_standards=STANDARD, format="pdf", timestamp=0,
    )  # fmt: skip


@cache
def _fonts() -> typst.Fonts:
    """Our own typeface, and behind it those that Typst brings: none of the machine's."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[HERE / "fonts"])
