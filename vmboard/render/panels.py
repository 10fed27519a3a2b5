"""Lists that share a band of the wall: lanes of cards and huddle actions, in columns; an empty one is a line.

Which stand side by side, in how many columns and at which scale is worked out here, in design pixels; what a card or
an action looks like is its own module's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from vmboard.render.html import Markup, joined, tag
from vmboard.render.layout import HEADING, column_width, scale_class
from vmboard.render.paging import group, own_heading
from vmboard.render.score_plan import piles_of
from vmboard.render.typeset import cut, paginate, text_width

EMPTY, APART = 42, 4
"""Heights of an empty section's line, and of the space between two sections in one column."""
NAME, WORDS = 25, 20
Columns = list[list[Any]]


@dataclass(frozen=True)
class Section:
    """A list with its heading. ``items`` gives what stands in a column of a width, none taller than a height;
    ``height`` how tall each is drawn. Both in design pixels at scale 1."""

    name: str
    count: str
    empty: str
    """One line that says how it fills."""
    class_: str
    list_class: str
    column: str
    column_class: str
    inset: float
    """How much narrower words are than their column."""
    gap: float
    around: float
    """Space within the list, above and below."""
    items: Callable[[float, float], Sequence[Any]]
    height: Callable[[Any, float], float]
    draw: Callable[[Any, float], Markup]


@dataclass(frozen=True)
class Placed:
    """A section where it stands: its columns page by page, and how wide one is."""

    section: Section
    span: int
    width: float
    pages: list[Columns]
    height: float


@dataclass(frozen=True)
class Band:
    """Piles of sections side by side. ``height`` is what it takes."""

    scale: float
    height: float
    piles: tuple[tuple[Placed, ...], ...]

    @property
    def pages(self) -> int:
        return max((len(placed.pages) for pile in self.piles for placed in pile), default=1)


def band(
    sections: Sequence[Section], width: float, columns: int, scale: float, *, within: float = inf, most: float = inf
) -> Band:
    """The flattest arrangement of the sections at this scale. ``within`` a height: what does not fit goes on further
    pages, as few as can be. No item is taller than ``most``."""
    made = [
        _arranged(sections, piles, width, columns, scale, within / scale, most)
        for piles in piles_of(len(sections), columns)
    ]
    return min(made, key=lambda way: (way.height == inf, way.pages, min(way.height, 1e6) // 24, -len(way.piles)))


def least_room(sections: Sequence[Section], width: float, columns: int, most: float) -> float:
    """The least height at which any page can hold the tallest item of the sections."""
    wide = column_width(width, columns)
    tallest = [
        max((s.height(item, wide - s.inset) for item in s.items(wide - s.inset, most)), default=0) + s.around
        for s in sections
    ]
    return HEADING + max(tallest, default=0)


def _arranged(
    sections: Sequence[Section], piles: Any, width: float, columns: int, scale: float, within: float, most: float
) -> Band:
    wide = column_width(width, sum(span for _, span in piles)) / scale
    made, heights = [], []
    for indexes, span in piles:
        filled = [(sections[i], sections[i].items(wide - sections[i].inset, most)) for i in indexes]
        lines = sum(EMPTY for _, items in filled if not items) + APART * (len(filled) - 1)
        many = sum(bool(items) for _, items in filled) > 1
        pile = [_placed(s, items, span, wide, inf if many else within - lines) for s, items in filled]
        tall = sum(placed.height for placed in pile) + APART * (len(pile) - 1)
        made.append(tuple(pile))
        heights.append(tall if tall <= within + 1 or not many else inf)
    return Band(scale, max(heights, default=0) * scale, tuple(made))


def _placed(section: Section, items: Sequence[Any], span: int, wide: float, within: float) -> Placed:
    if not items:
        return Placed(section, span, wide, [], EMPTY)
    width = wide - section.inset
    heights = [section.height(item, width) for item in items]
    room = max(within - HEADING - section.around, max(heights))
    pages = paginate(items, heights, room, gap=section.gap, columns=span)
    snug = _snug(heights, room, section.gap, span * len(pages))
    pages = paginate(items, heights, snug, gap=section.gap, columns=span)
    return Placed(section, span, wide, pages, HEADING + section.around + snug)


def _snug(heights: Sequence[float], room: float, gap: float, columns: int) -> float:
    """The least height at which so many columns hold all: columns come out even."""
    least = max(max(heights), (sum(heights) + gap * len(heights)) / columns - gap)
    least = min(least, sum(heights) + gap * (len(heights) - 1))
    while least < room and len(paginate(heights, heights, least + 0.5, gap=gap)) > columns:
        least += 8
    return min(least + 0.5, room)


def drawn(of: Band, page: int, class_: str) -> Markup:
    """The band as markup; each of its lists opens at ``page``."""
    piles = (
        tag("div", *(_section(placed, page) for placed in pile), class_=f"vm-pile vm-span-{pile[0].span}")
        for pile in of.piles
    )
    return tag("div", *piles, class_=f"{class_} {scale_class(of.scale)}")


def _section(placed: Placed, page: int) -> Markup:
    section = placed.section
    across = placed.width * placed.span - 12
    if not placed.pages:
        return _empty(section, across)
    width = placed.width - section.inset
    pages = [
        joined([_column(section, column, width) for column in _filled(columns, placed.span)])
        for columns in placed.pages
    ]
    return tag(
        "section",
        own_heading(section.name, section.count, len(pages), page, across, (NAME, 21)),
        *group(pages, page, section.list_class),
        class_=section.class_,
        data_group=True,
    )


def _filled(columns: Columns, span: int) -> Columns:
    """A last page that has fewer columns keeps their width."""
    return columns + [[] for _ in range(span - len(columns))]


def _column(section: Section, items: Sequence[Any], width: float) -> Markup:
    return tag(section.column, *(section.draw(item, width) for item in items), class_=section.column_class)


def _empty(section: Section, across: float) -> Markup:
    name = cut(section.name, across * 0.6, NAME, 1, bold=True)
    words = cut(section.empty, across - text_width(name, NAME, bold=True) - 24, WORDS, 1)
    line = tag("div", tag("h2", name), tag("p", words, class_="vm-empty"), class_="vm-heading vm-empty-line")
    return tag("section", line, class_=f"{section.class_} vm-is-empty")
