"""Line breaking: where a text wraps, known on the server: so that a page holds what fits and the rest goes on the next
one.

Sizes and widths are design pixels: the wall is 1920 × 1080 of them (or 1080 × 1920) on every screen.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from vmboard.render.widths import BOLD, REGULAR

T = TypeVar("T")

SAFETY = 1.03
"""Browsers round each glyph to a fraction of a pixel; three in a hundred covers it."""


class _Widths(dict[str, int]):
    """Widths by letter. A letter the typeface lacks comes from another one: take it as square, a picture as wider.

    What only changes its neighbours (accents, joiners, marks of direction) has no width of its own.
    """

    def __missing__(self, letter: str) -> int:
        picture = ord(letter) >= 0x10000 or unicodedata.category(letter) == "So"
        self[letter] = 0 if _clings(letter) else 1300 if picture else 1000
        return self[letter]


def _clings(letter: str) -> bool:
    """Whether it belongs to the letter before it: an accent, a joiner, a colour of skin."""
    return unicodedata.category(letter) in ("Mn", "Me", "Cf") or 0x1F3FB <= ord(letter) <= 0x1F3FF


_words = re.compile(r"[\S\u00a0\u202f\u2007]+").findall
"""Words as a browser sees them: spaces that do not break belong to theirs."""
JOINER, ELLIPSIS = "\u200d", "…"

_REGULAR = _Widths({chr(code): width for code, width in REGULAR.items()})
_BOLD = _Widths({chr(code): width for code, width in BOLD.items()})


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is drawn."""
    return thousandths(text, bold) * size / 1000 * SAFETY


@lru_cache(maxsize=8192)
def thousandths(text: str, bold: bool) -> int:
    """The width of a line or a word in thousandths of the size it is drawn in. A board says most of them many times."""
    return sum(map((_BOLD if bold else _REGULAR).__getitem__, text))


class _Measured(NamedTuple):
    """A text's width, its words and theirs, in thousandths of the size it is drawn in."""

    width: int
    words: tuple[str, ...]
    widths: tuple[int, ...]


@lru_cache(maxsize=8192)
def measured(text: str, bold: bool) -> _Measured:
    """A text measured, for every column that it is tried in."""
    words = tuple(_words(text))
    widths = tuple([thousandths(word, bold) for word in words])
    if text == " ".join(words):
        return _Measured(sum(widths) + thousandths(" ", bold) * max(len(words) - 1, 0), words, widths)
    return _Measured(thousandths(text, bold), words, widths)


def widest(texts: Iterable[str], size: float, *, bold: bool = False) -> float:
    """How wide the widest of some lines is drawn; most say again what others near them say."""
    return max([measured(text, bold).width * size / 1000 * SAFETY for text in texts], default=0)


@lru_cache(maxsize=8192)
def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text in a column, broken at spaces, and inside a word only where it is wider than the column.

    A line break somebody typed is a space, as the wall draws it: no line is empty but the one of a blank text. Kept,
    for a text is first counted in lines, then cut or divided, and drawn.
    """
    whole, words, widths = measured(text, bold)
    if whole * size / 1000 * SAFETY <= width:
        return (" ".join(text.split()),)
    space = text_width(" ", size, bold=bold)
    lines: list[str] = []
    line, used = "", 0.0
    for word, units in zip(words, widths, strict=True):
        wide = units * size / 1000 * SAFETY
        if line and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        *full, line = [word] if wide <= width else _pieces(word, width, size, bold)
        lines.extend(full)
        used = wide if not full else text_width(line, size, bold=bold)
    return (*lines, line)


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    whole, words, _ = measured(text, bold)
    if not words:
        return 0
    return 1 if whole * size / 1000 * SAFETY <= width else len(wrap(text, width, size, bold=bold))


def cut(text: str, width: float, size: float, lines: int, *, bold: bool = False) -> str:
    """The text, or as much of it as fills so many lines, with an ellipsis at its end: no letter loses its accents.

    One line at least, however little room there is.
    """
    broken, lines = wrap(text, width, size, bold=bold), max(lines, 1)
    if len(broken) <= lines:
        return text
    last, after = broken[lines - 1], broken[lines][:1]
    while last and text_width(last + ELLIPSIS, size, bold=bold) > width:
        last, after = last[:-1], last[-1]
    while last and (_clings(after) or last[-1] == JOINER):
        last, after = last[:-1], last[-1]
    return _through(text, sum(map(_letters, broken[: lines - 1])) + _letters(last)) + ELLIPSIS


def divide(text: str, width: float, size: float, lines: int) -> Iterator[str]:
    """The text in parts of at most so many lines, one at least, each as it was typed."""
    broken, lines = wrap(text, width, size), max(lines, 1)
    if len(broken) <= lines:
        yield text
        return
    done = ""
    for end in range(lines, len(broken) + lines, lines):
        through = _through(text, sum(map(_letters, broken[:end])))
        yield through[len(done) :].strip()
        done = through


def _letters(line: str) -> int:
    """How many there are, not counting spaces: these a browser draws together or drops."""
    return sum(not letter.isspace() for letter in line)


def _through(text: str, letters: int) -> str:
    """The text up to its nth letter, not counting spaces."""
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    return text[: places[letters - 1] + 1] if letters else ""


def _pieces(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces, piece = [], ""
    for letter in word:
        if piece and text_width(piece + letter, size, bold=bold) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def paginate(
    items: Sequence[T], heights: Sequence[float], capacity: float, *, gap: float = 0, columns: int = 1
) -> list[list[list[T]]]:
    """Items on pages of columns, in order, as many as fit; an item taller than a column has one to itself."""
    filled: list[list[T]] = []
    used = capacity + 1
    for item, height in zip(items, heights, strict=True):
        if not filled or used + gap + height > capacity:
            filled.append([])
            used = -gap
        filled[-1].append(item)
        used += gap + height
    return [filled[i : i + columns] for i in range(0, len(filled), columns)]


def columns_filled(heights: Sequence[float], capacity: float, gap: float) -> int:
    """How many columns ``paginate`` fills with these."""
    many, used = 0, capacity + 1
    for height in heights:
        if not many or used + gap + height > capacity:
            many, used = many + 1, -gap
        used += gap + height
    return many
