"""A box score tile: name, value with unit, small chart, a mark, and how sure and how old it is."""

from vmboard.domain.views import Tile
from vmboard.render.chart import spark
from vmboard.render.html import Markup, tag
from vmboard.render.layout import Sizes
from vmboard.render.marks import mark, tone
from vmboard.render.typeset import line_count, text_width

NAME, VALUE, SMALL_VALUE, SMALL = 25, 58, 50, 20
NARROW = 70
"""A chart beside a figure may not be narrower, where it can stand below."""


def tile(view: Tile, sizes: Sizes) -> Markup:
    """One tile. A long name takes up to three lines; the note of age then stands where the target was."""
    width = sizes.tile_width
    lines = line_count(view.name, width, NAME, bold=True)
    note, brief = data_note(view), _brief_note(view)
    room_for_note = lines == 1
    size = VALUE if figure_width(view.value_text, VALUE) <= width * 0.48 and lines < 3 else SMALL_VALUE
    taken = figure_width(view.value_text, size)
    short_unit = view.unit_text if text_width(view.unit_text, SMALL) <= 84 and taken < width * 0.5 else ""
    chart_width = width - taken - (text_width(short_unit, SMALL) + 8 if short_unit else 0) - 14
    below = chart_width < NARROW and lines == 1 and not note  # a long figure leaves its chart a row of its own
    beside = None if below else spark(view.chart, int(chart_width), 56 if size == VALUE else 50)
    value = tag(
        "div",
        tag(
            "p",
            tag("span", view.value_text, class_="vm-value" + ("" if size == VALUE else " vm-value-small")),
            tag("span", short_unit, class_="vm-unit") if short_unit else None,
        ),
        beside,
        class_="vm-figure",
    )
    right = view.target_text if room_for_note or not note else brief
    return tag(
        "article",
        tag("h3", view.name, class_="vm-name"),
        value,
        spark(view.chart, int(width), 32) if below else None,
        tag("p", note, class_="vm-note") if note and room_for_note else None,
        tag("p", mark(view.signal), tag("span", right, class_="vm-target-text"), class_="vm-foot"),
        class_=f"vm-tile {tone(view.signal)}-tile" + (" vm-tight" if lines > 2 else ""),
    )


def data_note(view: Tile) -> str:
    """How sure and how old a figure is: ``Provisional``, ``3 weeks old, waiting for finance``."""
    return " · ".join(part for part in ("Provisional" if view.provisional else "", view.age_text) if part)


def figure_width(text: str, size: float) -> float:
    """How wide a value is drawn: its figures are all as wide as a nought."""
    return text_width("".join("0" if c.isdigit() else c for c in text), size, bold=True)


def _brief_note(view: Tile) -> str:
    return view.age_text.split(",")[0] or ("Provisional" if view.provisional else "")
