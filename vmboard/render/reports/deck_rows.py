"""Pagination: how wide the columns and how high the rows of the table of measures on slides are, and which rows stand
on which slide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from pptx.util import Pt

from vmboard.domain.views.measures import MeasureLine
from vmboard.domain.words import Domain
from vmboard.render.half_page import HEADS
from vmboard.render.reports.deck_row_words import SMALL, TEXT, Words, cells_of, key_words, signs_of
from vmboard.render.typeset import text_width, wrap

LINE, AROUND, EDGE, APART = 1.2, 5, 3, 8
"""How high a line of letters is, in their size; and in points what a cell leaves free above and below together, at each
side, and at the side of the weeks."""
SHARES = {"domain": 0.085, "name": 0.26, "latest": 0.1, "weeks": 0.26, "word": 0.12, "usual": 0.175}
"""Of the table's width, in the order of its columns; that of the weeks is shared among them. A domain whose word is
longer takes what it needs from the names."""
SURE = 0.95
"""What part of a column its words are let fill: programs for slides differ in how wide they draw a letter."""


def slides_of(lines: Sequence[MeasureLine], wide: int, high: int) -> Iterator[Sequence[MeasureLine]]:
    """The rows on as few slides as hold them, each about as full, in the order of the board."""
    ours = sorted(lines, key=lambda line: _DOMAINS.index(line.tile.domain))
    columns = columns_of(ours, wide / Pt(1))
    room = high / Pt(1) - head_height(columns) - key_height(ours, columns)
    tall = [height_of(line, columns) for line in ours]
    each = sum(tall) / max(_slides_for(tall, room), 1)
    part, used, before, slide = list[MeasureLine](), 0.0, 0.0, 1
    for line, height in zip(ours, tall, strict=True):
        if part and (used + height > room or before + used + height / 2 > each * slide):
            yield part
            part, used, before, slide = [], 0.0, before + used, slide + 1
        part.append(line)
        used += height
    if part:
        yield part


def _slides_for(tall: Iterable[float], room: float) -> int:
    """How many slides hold rows of these heights, each as full as it can be."""
    count, left = 0, 0.0
    for height in tall:
        if height > left:
            count, left = count + 1, room
        left -= height
    return count


def columns_of(lines: Iterable[MeasureLine], wide: float) -> dict[str, float]:
    """How wide each column is, in points, of a table ``wide`` points wide; the weeks together."""
    columns = {name: share * wide for name, share in SHARES.items()}
    longest = max((text_width(line.tile.domain.label, TEXT - 1) for line in lines), default=0.0)
    more = min(max(longest / SURE + 2 * EDGE - columns["domain"], 0.0), columns["name"] / 4)
    return columns | {"domain": columns["domain"] + more, "name": columns["name"] - more}


def widths(columns: Mapping[str, float], weeks: int) -> list[int]:
    each = {name: int(Pt(width)) for name, width in columns.items()}
    return [
        each["domain"], each["name"], each["latest"], *[each["weeks"] // weeks] * weeks, each["word"], each["usual"]
    ]  # fmt: skip


def head_height(columns: Mapping[str, float]) -> float:
    heads = zip(HEADS, ("name", "latest", "word", "usual"), strict=True)
    return max(_tall([Words(head, SMALL)], _room(columns, name)) for head, name in heads) + AROUND


def key_height(lines: Iterable[MeasureLine], columns: Mapping[str, float]) -> float:
    return _tall(key_words(lines), sum(columns.values())) + AROUND


def height_of(line: MeasureLine, columns: Mapping[str, float]) -> float:
    """Of a row in points, by how many lines its texts take, and the signs of its fullest week."""
    before, after = cells_of(line)
    texts = zip((*before, *after), ("name", "latest", "word", "usual"), strict=True)
    each = columns["weeks"] / len(line.weeks)
    widest = max(text_width(signs_of(week), TEXT) for week in line.weeks)
    signs = ceil(widest / each) * TEXT * LINE
    return max(signs, *(_tall(words, _room(columns, name)) for words, name in texts)) + AROUND


def _room(columns: Mapping[str, float], name: str) -> float:
    return columns[name] - EDGE - (APART if name == "word" else EDGE)


def _tall(words: Sequence[Words], room: float) -> float:
    """A piece that begins a line counts by itself; one that goes on is taken with the letters of the first."""
    said: list[Words] = []
    for part in words:
        if said and not part.text.startswith("\n"):
            said[-1] = said[-1]._replace(text=said[-1].text + part.text)
        else:
            said.append(part._replace(text=part.text.removeprefix("\n")))
    return sum(len(wrap(part.text, room * SURE, part.size, bold=part.bold)) * part.size * LINE for part in said)


_DOMAINS = list(Domain)
