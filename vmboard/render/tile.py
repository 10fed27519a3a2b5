"""A box score tile: name, value with unit, small chart, a mark, and how sure and how old it is."""

from dataclasses import replace

from vmboard.domain.views.board import Tile
from vmboard.render.chart import spark
from vmboard.render.cross import cross_tile
from vmboard.render.html import Markup, tag
from vmboard.render.layout import Sizes
from vmboard.render.marks import mark, tone
from vmboard.render.typeset import cut, line_count, text_width

NAME, VALUE, SMALL_VALUE, SMALL = 25, 58, 50, 20
NARROW = 70
"""A chart beside a figure may not be narrower, where it can stand below."""
LINE, GAP = 24, 14
_NOUGHTS = str.maketrans("123456789", "000000000")
MOST_LINES = 3
"""Lines of a name; the rest of it stands on its focus page. With one line, a note may take two."""
TALL = {1: 56, 2: 41, 3: 26}
"""How tall a chart above its rules may be, by the lines of name and note."""


def tile(view: Tile, sizes: Sizes) -> Markup:
    """One tile. A long name takes up to three lines; the note of age then stands where the target was."""
    view = replace(view, name=cut(view.name, sizes.tile_width, NAME, MOST_LINES, bold=True))
    if view.month is not None:
        return cross_tile(view, view.month, sizes)
    width = sizes.tile_width
    lines = line_count(view.name, width, NAME, bold=True)
    note = cut(data_note(view), width, SMALL, MOST_LINES - 1) if lines == 1 else ""
    rows = lines + line_count(note, width, SMALL)
    size = VALUE if figure_width(view.value_text, VALUE) <= width * 0.48 and rows < MOST_LINES else SMALL_VALUE
    taken = figure_width(view.value_text, size)
    short_unit = view.unit_text if text_width(view.unit_text, SMALL) <= 84 and taken < width * 0.5 else ""
    chart_width = width - taken - (text_width(short_unit, SMALL) + 8 if short_unit else 0) - GAP
    below = chart_width < NARROW and lines == 1 and not note  # a long figure leaves its chart a row of its own
    by_it, rules, right = _rules_and_right(view, lines, width, width if below else chart_width)
    tall = TALL[rows] if by_it else 56 if size == VALUE else 50
    chart = _row(view, by_it, width) if below else _column(spark(view.chart, int(chart_width), tall), by_it)
    value = tag(
        "div",
        tag(
            "p",
            tag("span", view.value_text, class_="vm-value" + ("" if size == VALUE else " vm-value-small")),
            tag("span", short_unit, class_="vm-unit") if short_unit else None,
        ),
        None if below else chart,
        class_="vm-figure",
    )
    return tag(
        "article",
        tag("h3", view.name, class_="vm-name"),
        value,
        chart if below else None,
        tag("p", note, class_="vm-note") if note else None,
        tag("p", mark(view.signal), rules, tag("span", right, class_="vm-target-text"), class_="vm-foot"),
        class_=f"vm-tile {tone(view.signal)}-tile" + (" vm-tight" if rows >= MOST_LINES else ""),
    )


def _rules_and_right(view: Tile, lines: int, width: float, chart_width: float) -> tuple[str, Markup | None, str]:
    """What the chart was judged by, beside the chart or at the foot, and what stands at the right of the foot.

    The foot comes first; where it is full, the chart; where that is too narrow, the target gives way: the chart has
    its line.
    """
    name = view.chart.rules_name
    aged = lines > 1 and data_note(view)
    right = _brief_note(view) if aged else view.target_text
    words = tag("span", name, class_="vm-judged") if name else None
    marked = text_width(view.signal.label, SMALL, bold=True) + LINE
    if not name or marked + text_width(name, SMALL) + text_width(right, SMALL) + GAP + 8 <= width:
        return "", words, right
    if text_width(name, SMALL) <= chart_width:
        return name, None, right
    return "", words, right if aged else ""


def _column(chart: Markup, rules: str) -> Markup:
    """A chart beside its figure, above its rules."""
    return tag("div", chart, tag("p", rules, class_="vm-judged"), class_="vm-chart-column") if rules else chart


def _row(view: Tile, rules: str, width: float) -> Markup:
    """A chart in a row of its own, before its rules."""
    if not rules:
        return spark(view.chart, int(width), 32)
    chart = spark(view.chart, int(width - text_width(rules, SMALL) - GAP), 32)
    return tag("div", chart, tag("p", rules, class_="vm-judged"), class_="vm-chart-row")


def data_note(view: Tile) -> str:
    """How sure and how old a figure is: ``Being checked``, ``Provisional``, ``Week to 8 Nov, 1 week late``."""
    return " · ".join(part for part in (_sureness(view), view.age_text) if part)


def figure_width(text: str, size: float) -> float:
    """How wide a value is drawn: its figures are all as wide as a nought."""
    return text_width(text.translate(_NOUGHTS), size, bold=True)


def _brief_note(view: Tile) -> str:
    if view.since is not None:
        return f"since {view.age_text.rsplit(', ', 1)[-1]}"
    return _sureness(view) or view.age_text.split(",")[0]


def _sureness(view: Tile) -> str:
    return "Being checked" if view.doubt else "Provisional" if view.provisional else ""
