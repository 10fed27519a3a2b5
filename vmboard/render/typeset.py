"""Where a text wraps, known on the server: so that a page holds what fits and the rest goes on the next one.

Sizes and widths are design pixels: the wall is 1920 × 1080 of them (or 1080 × 1920) on every screen.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from vmboard.render.widths import BOLD, REGULAR

T = TypeVar("T")

SAFETY = 1.03
"""Browsers round each glyph to a fraction of a pixel; three in a hundred covers it."""


class _Widths(dict[str, int]):
    """Widths by letter. A letter the typeface lacks comes from another one: take it as square."""

    def __missing__(self, letter: str) -> int:
        return 1000


_REGULAR = _Widths({chr(code): width for code, width in REGULAR.items()})
_BOLD = _Widths({chr(code): width for code, width in BOLD.items()})


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of text is drawn."""
    return sum(map((_BOLD if bold else _REGULAR).__getitem__, text)) * size / 1000 * SAFETY


@lru_cache(maxsize=8192)
def wrap(text: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text in a column, broken at spaces, and inside a word only where it is wider than the column."""
    if "\n" not in text and text_width(text, size, bold=bold) <= width:
        return (" ".join(text.split()),)
    space = text_width(" ", size, bold=bold)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for word in paragraph.split():
            wide = text_width(word, size, bold=bold)
            if line and used + space + wide <= width:
                line, used = f"{line} {word}", used + space + wide
                continue
            if line:
                lines.append(line)
            *full, line = [word] if wide <= width else _pieces(word, width, size, bold)
            lines.extend(full)
            used = wide if not full else text_width(line, size, bold=bold)
        lines.append(line)
    return tuple(lines)


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    return len(wrap(text, width, size, bold=bold)) if text else 0


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
