"""Lists that share a band of the wall: lanes of cards and huddle actions, in columns; an empty one is a line.

Which stand side by side, in how many columns and at which scale is worked out here, in design pixels; what a card or
an action looks like is its own module's.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from math import ceil, inf
from typing import Any

from vmboard.render.html import Markup, joined, tag
from vmboard.render.layout import HEADING, column_width, scale_class
from vmboard.render.paging import group, own_heading
from vmboard.render.score_plan import piles_of
from vmboard.render.typeset import columns_filled, cut, paginate, text_width

EMPTY, APART, ROUNDING = 42, 4, 10
"""Heights of an empty section's line, of the space between two in one column, and of what whole tens may add."""
NAME, WORDS = 25, 20
Columns = list[list[Any]]


@dataclass(eq=False)
class Section:
    """A list with its heading. ``items`` gives what stands in a column of a width, none taller than a height, each with
    how tall it is drawn: in design pixels at scale 1. ``measured`` gives items and heights, and ``placed`` how the list
    stands in so many columns of a width: reckoned once, for arrangements share most of their lists."""

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
    lines: int
    least: float
    """Into how many items it falls at least, and how tall each is at least."""
    items: Callable[[float, float], Iterable[tuple[Any, float]]]
    draw: Callable[[Any, float], Markup]
    measured: Callable[[float, float], tuple[Sequence[Any], list[float]]] = field(init=False)
    placed: Callable[[int, float, float, float, bool], "Placed"] = field(init=False)

    def forget(self) -> None:
        """What was reckoned for arrangements that were not chosen."""
        self.measured, self.placed = cache(self._measured), cache(partial(_placed, self))

    def __post_init__(self) -> None:
        self.forget()

    def _measured(self, width: float, most: float) -> tuple[Sequence[Any], list[float]]:
        pairs = list(self.items(width, most))
        return [item for item, _ in pairs], [height for _, height in pairs]


@dataclass(frozen=True)
class Placed:
    """A section where it stands, on how many pages, and how wide a column is; none of an empty one. ``column`` is how
    much of its items one holds, which are none taller than ``most``."""

    section: Section
    span: int
    width: float
    many: int
    height: float
    column: float = 0
    most: float = inf

    @cached_property
    def pages(self) -> list[Columns]:
        """Its columns page by page."""
        items, heights = self.section.measured(self.width - self.section.inset, self.most)
        return paginate(items, heights, self.column, gap=self.section.gap, columns=self.span) if self.many else []

    @property
    def across(self) -> float:
        """Room for its heading."""
        return self.width * self.span - 12


@dataclass(frozen=True)
class Band:
    """Piles of sections side by side. ``height`` is what it takes."""

    scale: float
    height: float
    piles: tuple[tuple[Placed, ...], ...]

    @property
    def pages(self) -> int:
        return max((placed.many for pile in self.piles for placed in pile), default=1)

    @property
    def all_pages(self) -> int:
        """Those of all lists together."""
        return sum(placed.many for pile in self.piles for placed in pile)

    @property
    def is_whole(self) -> bool:
        """Whether the line of every empty section is shown to its end."""
        return all(placed.many or _words(placed) == placed.section.empty for pile in self.piles for placed in pile)


def band(
    sections: Sequence[Section],
    width: float,
    columns: int,
    scale: float,
    *,
    within: float = inf,
    most: float = inf,
    is_alone: bool = False,
) -> Band:
    """The flattest arrangement of the sections at this scale. ``within`` a height: what does not fit goes on further
    pages, as few as can be. No item is taller than ``most``. Alone on its page it fills it, page by page."""
    if not sections:
        return Band(scale, 0, ())
    ways = piles_of(len(sections), columns)
    made = [_arranged(sections, piles, width, scale, within / scale, most, is_alone) for piles in ways]
    return min(
        made,
        key=lambda way: (way.height == inf, not way.is_whole, way.pages, min(way.height, 1e6) // 24, -len(way.piles)),
    )


def least_height(sections: Sequence[Section], columns: int) -> float:
    """Less than what the sections take on one page however wide they are, at scale 1."""
    lists = [section for section in sections if section.lines]
    return sum(HEADING + s.lines * (s.least + s.gap) - s.gap * columns for s in lists) / columns


def least_room(sections: Sequence[Section], width: float, columns: int, most: float, enough: float) -> float:
    """The least height in which the sections stand with every list one item tall; or one that is ``enough``, found
    sooner. Side by side they are flattest, and as a rule that will do."""
    least, rounding = inf, ROUNDING * (len(sections) + 1)
    for piles in reversed(piles_of(len(sections), columns)):
        least = min(least, _stacked(_arranged(sections, piles, width, 1.0, 0, most)) + rounding)
        if least <= enough:
            break
    return least


def _stacked(way: Band) -> float:
    return max(sum(placed.height for placed in pile) + APART * (len(pile) - 1) for pile in way.piles)


def _arranged(
    sections: Sequence[Section],
    piles: Any,
    width: float,
    scale: float,
    within: float,
    most: float,
    is_alone: bool = False,
) -> Band:
    wide = column_width(width, sum(span for _, span in piles)) / scale
    made, heights = [], []
    for indexes, span in piles:
        pile = _pile([sections[i] for i in indexes], span, wide, within, most, is_alone)
        made.append(pile)
        tall = sum(_drawn_height(placed, pile, scale) for placed in pile) + APART * (len(pile) - 1)
        heights.append(tall if tall <= within + 1 or len(pile) == 1 else inf)
    return Band(scale, max(heights, default=0) * scale, tuple(made))


def _drawn_height(placed: Placed, pile: Sequence[Placed], scale: float) -> float:
    """What it takes as it is drawn: one that keeps its place takes whole tens."""
    keeps = placed.many > 1 and not _is_alone(pile)
    return ceil(placed.height * scale / 10) * 10 / scale if keeps else placed.height


def _pile(
    sections: Sequence[Section], span: int, wide: float, within: float, most: float, is_alone: bool
) -> tuple[Placed, ...]:
    """Sections in one pile. Where they are too tall together each has its share of the room, and pages of its own."""
    whole = [s.placed(span, wide, inf, most, is_alone) for s in sections]
    lists = sum(bool(placed.many) for placed in whole)
    apart = APART * (len(whole) - 1)
    if sum(placed.height for placed in whole) + apart <= within or not lists:
        return tuple(whole)
    least = [s.placed(span, wide, 0, most, is_alone).height for s in sections]
    over = [placed.height - low for placed, low in zip(whole, least, strict=True)]
    rounding = ROUNDING * len(whole) if lists > 1 else 0
    share = max(within - apart - rounding - sum(least), 0) / (sum(over) or 1)
    shared = [
        s.placed(span, wide, low + more * share, most, is_alone)
        for s, low, more in zip(sections, least, over, strict=True)
    ]
    return _with_what_is_left(shared, within - apart - rounding, most, is_alone)


def _with_what_is_left(shared: list[Placed], room: float, most: float, is_alone: bool) -> tuple[Placed, ...]:
    """Room that shares leave goes to the list that needs the fewer pages for it."""
    for index, placed in enumerate(shared):
        left = room - sum(other.height for other in shared)
        if left <= 0:
            continue
        fuller = placed.section.placed(placed.span, placed.width, placed.height + left, most, is_alone)
        if fuller.many < placed.many:
            shared[index] = fuller
    return tuple(shared)


def _placed(section: Section, span: int, wide: float, within: float, most: float, is_alone: bool) -> Placed:
    items, heights = section.measured(wide - section.inset, most)
    if not items:
        return Placed(section, span, wide, 0, EMPTY)
    room = max(within - HEADING - section.around, max(heights))
    many = ceil(columns_filled(heights, room, section.gap) / span)
    alone = is_alone and many > 1
    snug = room if alone else _snug(heights, room, section.gap, span * many)
    many = ceil(columns_filled(heights, snug, section.gap) / span)
    return Placed(section, span, wide, many, HEADING + section.around + snug, snug, most)


def _snug(heights: Sequence[float], room: float, gap: float, columns: int) -> float:
    """The least height at which so many columns hold all: columns come out even."""
    least = max(max(heights), (sum(heights) + gap * len(heights)) / columns - gap)
    least = min(least, sum(heights) + gap * (len(heights) - 1))
    while least < room and columns_filled(heights, least + 0.5, gap) > columns:
        least += 8
    return min(least + 0.5, room)


def drawn(of: Band, page: int, class_: str) -> Markup:
    """The band as markup; each of its lists opens at ``page``."""
    piles = (
        tag(
            "div",
            *(_section(placed, page, _stays(placed, pile, of.scale)) for placed in pile),
            class_=f"vm-pile vm-span-{pile[0].span}",
        )
        for pile in of.piles
    )
    return tag("div", *piles, class_=f"{class_} {scale_class(of.scale)}")


def _stays(placed: Placed, pile: Sequence[Placed], scale: float) -> str:
    """What keeps the place of a list and of those below it whichever of its pages is shown: alone in its pile it takes
    the room that is left."""
    if placed.many and _is_alone(pile):
        return " vm-grows"
    return f" vm-tall-{ceil(placed.height * scale / 10)}" if placed.many > 1 else ""


def _is_alone(pile: Sequence[Placed]) -> bool:
    """Whether but one list in it holds anything."""
    return sum(bool(placed.many) for placed in pile) == 1


def _section(placed: Placed, page: int, stays: str) -> Markup:
    section = placed.section
    if not placed.pages:
        return _empty(placed)
    width = placed.width - section.inset
    pages = [
        joined([_column(section, column, width) for column in _filled(columns, placed.span)])
        for columns in placed.pages
    ]
    return tag(
        "section",
        own_heading(section.name, section.count, len(pages), page, placed.across, (NAME, 21)),
        *group(pages, page, section.list_class),
        class_=section.class_ + stays,
        data_group=True,
    )


def _filled(columns: Columns, span: int) -> Columns:
    """A last page that has fewer columns keeps their width."""
    return columns + [[] for _ in range(span - len(columns))]


def _column(section: Section, items: Sequence[Any], width: float) -> Markup:
    return tag(section.column, *(section.draw(item, width) for item in items), class_=section.column_class)


def _empty(placed: Placed) -> Markup:
    name = cut(placed.section.name, placed.across * 0.6, NAME, 1, bold=True)
    line = tag("div", tag("h2", name), tag("p", _words(placed), class_="vm-empty"), class_="vm-heading vm-empty-line")
    return tag("section", line, class_=placed.section.class_)


def _words(placed: Placed) -> str:
    name = cut(placed.section.name, placed.across * 0.6, NAME, 1, bold=True)
    return cut(placed.section.empty, placed.across - text_width(name, NAME, bold=True) - 24, WORDS, 1)
