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
_BEYOND = 0x2E80
"""Where the scripts begin that none of the typefaces has: of the signs before it each is asked for."""

_NO_LETTER = ("could not be displayed", "missing codepoints")
"""What Typst says of a letter that no typeface has, and of one that changes its shape beside others, as in Hindi."""

Data = dict[str, Any]


def typeset(template: str, data: Data) -> bytes:
    """A PDF/UA-1 of one of the templates beside this module. The same data gives the same bytes.

    Raises typst.TypstError where the template itself is at fault.
    """
    said = json.dumps(data, ensure_ascii=False)
    for attempt in _shown(said):
        try:
            return _compile(template, data=attempt)
        except typst.TypstError as error:
            if not any(words in str(error) for words in _NO_LETTER):
                raise
    return _compile(template, data="".join(sign if sign.isascii() else UNSHOWN for sign in said))


def _shown(said: str) -> Iterator[str]:
    """As it is; then without the signs that no typeface of ours has, such as pictures of faces, and with every other: a
    pound stays a pound, and a minus a minus, whoever is thanked in Chinese; then without what only joins to others."""
    yield said
    yield "".join(sign if has_sign(sign) else UNSHOWN for sign in said)
    yield "".join(_alone(sign) for sign in said)


def _alone(sign: str) -> str:
    """What is left of a sign where none joins to another: of one that is nothing but a joint, nothing."""
    kind = unicodedata.category(sign)
    if kind == "Cf":
        return ""
    return sign if has_sign(sign) and not kind.startswith("M") else UNSHOWN


def has_sign(sign: str) -> bool:
    """Whether one of the typefaces draws it."""
    return sign.isascii() or (ord(sign) < _BEYOND and _is_drawn(sign))


@cache
def _is_drawn(sign: str) -> bool:
    try:
        _compile("sign.typ", sign=sign)
    except typst.TypstError:
        return False
    return True


def _compile(template: str, **inputs: str) -> bytes:
    return typst.compile(
        HERE / template, root=HERE, font_paths=_fonts(), ignore_system_fonts=True, sys_inputs=inputs,
        pdf_standards=STANDARD, format="pdf", timestamp=0,
    )  # fmt: skip


@cache
def _fonts() -> typst.Fonts:
    """Our own typeface, and behind it those that Typst brings: none of the machine's."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[HERE / "fonts"])
