"""Formula injection guard: a text stays a text whatever a spreadsheet would make of it, and comes back as it was.

In CSV an apostrophe goes before the sign that would begin a formula: at the start of the text, and after whatever else
somebody's spreadsheet may take for the end of a cell (a semicolon where commas are decimal, a tab, a bar, a new line).
"""

import re
import unicodedata

_SIGNS = "=+-@"
_ALIKE = "".join(sign for sign in map(chr, range(0x2000, 0xFFFF)) if unicodedata.normalize("NFKC", sign) in set(_SIGNS))
"""What spreadsheets, or the keyboards of others, take for one of the signs: full-width, small and raised ones."""
_UNSEEN = r"\s\"\u00ad\u200b-\u200f\u2060\ufeff"
_OPENING = re.compile(rf"((?:^|[;|\t\r\n])(?:[{_UNSEEN}']*[{_UNSEEN}])?)('*)([{re.escape(_SIGNS + _ALIKE)}])")
_LEADING = re.compile(r"('*)[\t\r\n]")


def opens_as_formula(text: str) -> bool:
    """Whether a spreadsheet may take some of the text for a formula, however many apostrophes stand before it."""
    return bool(_OPENING.search(text) or _LEADING.match(text))


def escaped(text: str) -> str:
    """The text as it stands in a cell of CSV."""
    guarded = _OPENING.sub(r"\1'\2\3", text)
    return f"'{guarded}" if _LEADING.match(guarded) else guarded


def unescaped(text: str) -> str:
    """What ``escaped`` made, as it was; any other text as it is."""
    if (leading := _LEADING.match(text)) and leading[1]:
        text = text[1:]
    return _OPENING.sub(lambda match: f"{match[1]}{match[2][1:]}{match[3]}", text)
