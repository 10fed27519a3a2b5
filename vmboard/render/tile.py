"""A box score tile: name, value with unit, small chart, a mark, and how sure and how old it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from vmboard.domain.figures.days import DaysSince
from vmboard.domain.numbers import format_value, short_value
from vmboard.domain.text.catalogue import _, number_words
from vmboard.domain.views.board import Tile
from vmboard.render.bars import since_bars
from vmboard.render.chart import Window, spark
from vmboard.render.cross import small
from vmboard.render.html import Markup, tag
from vmboard.render.marks import mark, tone, word
from vmboard.render.typeset import cut, line_count, text_width

NAME, NAME_LINE, SMALL, LINE, GAP = 25, 28, 20, 24, 14
VALUES = (70, 58, 50)
"""Sizes of a figure, at scale 1: the largest that leaves the chart its share. The stylesheet has a class for each."""
MOST_VALUE = 58
"""Above this a figure grows only where the tile is tall."""
CHART = 0.41
"""How much of a tile's width its chart has: the same on every tile, so that charts compare."""
AROUND, EDGES = 8, 30
"""Padding of a tile above and below, and its edges left and right."""
MOST_LINES = 3
"""Lines of a name; the rest of it stands on its focus page."""
_NOUGHTS = str.maketrans("123456789", "000000000")


@dataclass(frozen=True)
class Room:
    """How large a tile is, in design pixels at scale 1; and the weeks that its chart shows, None for its own."""

    width: float = 366
    height: float = 168
    window: Window | None = None


def tile(view: Tile, room: Room) -> Markup:
    """One tile. A long name takes up to three lines; how old a figure is has a line of its own where there is one, and
    else stands where the target was."""
    width = room.width - EDGES
    spare = room.height - AROUND - VALUES[-1] - LINE
    most = max(min(int((spare + AROUND - 2) // NAME_LINE), MOST_LINES), 1)
    name = cut(view.name, width, NAME, most, bold=True)
    spare -= line_count(name, width, NAME, bold=True) * NAME_LINE
    notes = _note_forms(view, width)
    lines = int(spare // LINE)
    note = next(
        (words for words in (data_note(view), *notes) if words and line_count(words, width, SMALL) <= lines), ""
    )
    tall = spare - line_count(note, width, SMALL) * LINE + VALUES[-1]
    taken = text_width(word(view.stands), SMALL, bold=True) + LINE + GAP
    right = _right(view, notes if notes and not note else (), width - taken)
    return tag(
        "article",
        tag("h3", name, class_="vm-name"),
        _figure(view, room, width, tall),
        tag("p", note, class_="vm-note") if note else None,
        tag("p", mark(view.stands), tag("span", right, class_="vm-target-text"), class_="vm-foot"),
        class_=f"vm-tile {tone(view.stands)}-tile",
        data_measure=view.measure_id,
    )


def _figure(view: Tile, room: Room, width: float, tall: float) -> Markup:
    """The value with its unit, and the chart at the right."""
    share = width * CHART
    text, size = _fitted(view, width - share - GAP, tall)
    taken = figure_width(text, size)
    unit = view.unit_text if text_width(view.unit_text, SMALL) + 8 + taken <= width - share - GAP else ""
    share = min(share, max(width - taken - GAP, 0))
    return tag(
        "div",
        tag(
            "p",
            tag("span", text, class_=f"vm-value vm-value-{VALUES.index(size)}"),
            tag("span", unit, class_="vm-unit") if unit else None,
        ),
        small(view.month)
        if view.month is not None
        else drawing(view, int(share), int(min(max(tall - 4, 30), share)), room.window),
        class_="vm-figure",
    )


def drawing(view: Tile, width: int, height: int, window: Window | None = None) -> Markup:
    """The small chart of a measure: bars of the days between two events where these are counted, else its weeks."""
    return spark(view.chart, width, height, window) if view.since is None else since_bars(view.since, width, height)


def _fitted(view: Tile, width: float, tall: float) -> tuple[str, int]:
    """The value in the largest letters that leave the chart its share; in its short form where it would squeeze it."""
    sizes = [size for size in VALUES if size <= MOST_VALUE or size <= tall * 0.6]
    for text in dict.fromkeys((view.value_text, *_shorter(view))):
        for size in sizes:
            if figure_width(text, size) <= width:
                return text, size
    return text, VALUES[-1]


def _shorter(view: Tile) -> Iterator[str]:
    """``£438.50`` as ``£439``, ``£10,185`` as ``£10.2k``."""
    if view.value is None or view.is_by_day:
        return
    if view.unit == "£" and abs(view.value) < 10_000:
        yield format_value(view.value, view.unit, 0)
    yield from short_value(view.value, view.unit)


def _note_forms(view: Tile, width: float) -> tuple[str, ...]:
    """How sure and how old a figure is, the whole first, then shorter ones; what cannot be cut is left out last."""
    if view.since is not None:
        return ()
    week, _comma, rest = view.age_text.partition(", ")
    forms = (_age(view), rest, rest.partition(", ")[0], week, _sureness(view))
    whole = [words for words in dict.fromkeys(forms) if words]
    return (*whole, *(cut(words, width, SMALL, 1) for words in whole[:1]))


def _right(view: Tile, notes: tuple[str, ...], width: float) -> str:
    """What stands at the right of the foot: the target, the longest run, or how old the figure is."""
    if view.since is not None:
        return next((w for w in _longest(view.since) if text_width(w, SMALL) <= width), "")
    if notes:
        return next((w for w in notes if text_width(w, SMALL) <= width), cut(notes[-1], width, SMALL, 1))
    return view.target_text if text_width(view.target_text, SMALL) <= width else ""


def _longest(since: DaysSince) -> tuple[str, ...]:
    if since.is_longest:
        return (_("Our longest yet"), _("Longest"))
    longest = number_words(f"{since.longest:,}")
    return (_("Our longest: {number}", number=longest), _("Longest {number}", number=longest))


def data_note(view: Tile) -> str:
    """How sure and how old a figure is, and how it came about: ``Provisional``, ``Week to 8 Nov, 1 week late``,
    ``Months spread by days``."""
    return " · ".join(part for part in (_age(view), view.spread) if part)


def _age(view: Tile) -> str:
    return " · ".join(part for part in (_sureness(view), view.age_text) if part)


def figure_width(text: str, size: float) -> float:
    """How wide a value is drawn: its figures are all as wide as a nought."""
    return text_width(text.translate(_NOUGHTS), size, bold=True)


def _sureness(view: Tile) -> str:
    """One that is being checked says so in place of its signal."""
    return _("Provisional") if view.provisional and not view.doubt else ""
