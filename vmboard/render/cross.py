"""A safety cross as SVG text: one mark a day in the classic shape, small for the tile and large for the focus page.

A day with none is a blue ring or disc, a day with harm an orange square, a day not filled in yet hollow: shape and
words say what colour says.
"""

from vmboard.domain.figures.days import CROSS_COLUMNS, CROSS_ROWS, DayCell, DayState, MonthGrid, cross_cells
from vmboard.domain.text.catalogue import ngettext
from vmboard.render.html import Markup, tag
from vmboard.render.typeset import text_width

TEXT = 31
MOST_CELL = 112
_GAP = 0.08
_SIDE = 44


def small(month: MonthGrid) -> Markup:
    """The cross of a tile, without words of its own: the tile says the count, and this how it came about."""
    size = 16
    marks = [_shape(cell.state, column * size, row * size, size) for row, column, cell in _placed(month)]
    return tag(
        "svg", *marks, class_="vm-spark vm-month", viewBox=f"0 0 {CROSS_COLUMNS * size} {CROSS_ROWS * size}",
        preserveAspectRatio="xMaxYMid", role="img", aria_label=summary(month), focusable="false",
    )  # fmt: skip


def large(month: MonthGrid, width: float, height: float) -> Markup:
    """The cross of a focus page: each day with its number, and what the shapes mean beside it."""
    key = _key(month)
    beside = max(text_width(words, TEXT) for _, words in key) + 56
    size = min(height / CROSS_ROWS, (width - beside - _SIDE) / CROSS_COLUMNS, MOST_CELL)
    left = max((width - beside - _SIDE - size * CROSS_COLUMNS) / 2, 0)
    parts = []
    for row, column, cell in _placed(month):
        x, y = left + column * size, row * size
        parts.append(_shape(cell.state, x, y, size))
        parts.append(_number(cell, x + size / 2, y + size / 2))
    for place, (state, words) in enumerate(key):
        x, y = left + size * CROSS_COLUMNS + _SIDE, 20 + place * 54
        parts.append(_shape(state, x, y, 34))
        parts.append(tag("text", words, class_="vm-axis vm-strong", x=round(x + 50, 1), y=y + 28))
    return tag(
        "svg", *parts, class_="vm-large vm-month-large", viewBox=f"0 0 {width:.0f} {height:.0f}", role="img",
        aria_label=summary(month), focusable="false",
    )  # fmt: skip


def summary(month: MonthGrid) -> str:
    """``November 2026. None: 15 days. Harm: 2 days. Not filled in yet: 1 day.``"""
    return ". ".join([month.title, *(words for _, words in _key(month))])


def _key(month: MonthGrid) -> list[tuple[DayState, str]]:
    states = [cell.state for cell in month.days]
    return [
        (state, f"{state.label}: {_days(states.count(state))}")
        for state in (DayState.NONE, DayState.HARM, DayState.OPEN)
        if state in states or state is not DayState.OPEN
    ]


def _days(count: int) -> str:
    return ngettext("{n} day", "{n} days", count)


def _placed(month: MonthGrid) -> list[tuple[int, int, DayCell]]:
    days = {cell.day.day: cell for cell in month.days}
    return [(row, column, days[day]) for row, column, day in cross_cells(month.year, month.month)]


def _shape(state: DayState, x: float, y: float, size: float) -> Markup:
    """Round where none happened, a square where harm did, hollow where nobody has said, a dot for days to come."""
    gap = size * _GAP
    wide = size - 2 * gap
    if state is DayState.FUTURE:
        gap, wide = size * 0.36, size * 0.28
    round_ = {DayState.HARM: size * 0.06}.get(state, wide / 2)
    return tag(
        "rect", class_=f"vm-day vm-day-{state}", x=round(x + gap, 1), y=round(y + gap, 1), width=round(wide, 1),
        height=round(wide, 1), rx=round(round_, 1),
    )  # fmt: skip


def _number(cell: DayCell, x: float, y: float) -> Markup:
    if cell.state is DayState.FUTURE:
        return Markup("")
    words = str(cell.day.day)
    if cell.state is DayState.HARM and (cell.count or 0) > 1:
        words = f"×{cell.count}"
    ink = "vm-pill-text" if cell.state is DayState.HARM else "vm-axis vm-strong"
    return tag("text", words, class_=ink, text_anchor="middle", x=round(x, 1), y=round(y + 11, 1))
