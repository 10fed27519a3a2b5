"""Workbook styles: the colours, signs and number formats of a team's workbook. No signal is told by colour alone."""

from collections.abc import Iterable
from typing import Any

from vmboard.domain.numbers import format_value
from vmboard.domain.views.record import FigureRecord, MeasureRecord
from vmboard.domain.words import Direction, PointStatus, Signal

INK, QUIET, LINE, BAND, HEAD = "#212B32", "#4C6272", "#C8D1D6", "#E8EDEE", "#003087"
FONT = {"font_name": "Arial", "font_size": 10, "font_color": INK, "valign": "vcenter"}
TITLE = FONT | {"font_size": 18, "bold": True}
SMALL = FONT | {"font_size": 9, "font_color": QUIET}
HEADING = FONT | {"bold": True, "font_color": "#FFFFFF", "bg_color": HEAD, "text_wrap": True, "border": 1,
                  "border_color": HEAD}  # fmt: skip
DOMAIN = FONT | {"bold": True, "font_size": 11, "bg_color": BAND, "bottom": 1, "bottom_color": LINE}
CELL = FONT | {"bottom": 1, "bottom_color": LINE}
WORDS = CELL | {"text_wrap": True}

SIGNS = {
    Signal.IMPROVEMENT: "▲",
    Signal.CONCERN: "▼",
    Signal.NEUTRAL: "◆",
    Signal.COMMON_CAUSE: "●",
    Signal.NOT_ENOUGH: "○",
}
COLOURS = {
    Signal.IMPROVEMENT: "#00618A",
    Signal.CONCERN: "#A84300",
    Signal.NEUTRAL: "#490092",
    Signal.COMMON_CAUSE: QUIET,
    Signal.NOT_ENOUGH: QUIET,
}
_FILLS = {Signal.IMPROVEMENT: "#DDF0F8", Signal.CONCERN: "#FCE9DC", Signal.NEUTRAL: "#EFE5F7"}
_TOLD = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)
BETTER_IS = {Direction.INCREASE: "Higher", Direction.DECREASE: "Lower", Direction.NEUTRAL: "Neither"}
STATUS = {
    PointStatus.FINAL: "final",
    PointStatus.PROVISIONAL: "provisional",
    PointStatus.NOT_IN_YET: "not in yet",
    PointStatus.NOTHING_TO_COUNT: "nothing to count",
}
LEGEND = (
    "▲ Better    ▼ Worse    ◆ Changed    ● Steady    ○ Too soon to say    "
    "p provisional    ? being checked    ( ) left out of the chart    A corner mark opens a note."
)


def signal_words(signal: Signal | None) -> str:
    """``▲ Better``; while a question about the figure is open it has no signal."""
    return f"{SIGNS[signal]} {signal.label}" if signal else "? Being checked"


def signal_look(signal: Signal | None) -> dict[str, Any]:
    colour = COLOURS[signal] if signal else QUIET
    fill = {"bg_color": _FILLS[signal]} if signal in _FILLS else {}
    return CELL | {"bold": True, "font_color": colour, "indent": 1} | fill


def number_format(measure: MeasureRecord, more: Iterable[float | None] = ()) -> str:
    """How a figure of this measure is shown in a cell, with as many decimals as the board shows of any of them."""
    unit = measure.tile.unit
    values = [figure.value for figure in measure.figures] + [measure.target, *more]
    texts = [format_value(value, unit, measure.decimals) for value in values if value is not None]
    places = max((len(text.rstrip("%").partition(".")[2]) for text in texts), default=0)
    digits = "#,##0" + (f".{'0' * places}" if places else "")
    return f"{digits}%" if unit == "%" else f"£{digits};-£{digits}" if unit == "£" else digits


def figure_look(figure: FigureRecord, shown: str, meaning: Signal | None, left_out: bool) -> dict[str, Any]:
    """A figure's cell: what is to be known of it stands before the number, which stays a number."""
    look = CELL | {"align": "right"}
    sign = "? " if figure.doubt else "p " if figure.status is PointStatus.PROVISIONAL else ""
    if left_out and not figure.doubt:
        shown = ";".join(f'"("{part}")"' for part in shown.split(";"))
        return look | {"num_format": shown, "font_color": QUIET, "italic": True}
    if meaning in _TOLD:
        sign += f"{SIGNS[meaning]} "
        look |= {"font_color": COLOURS[meaning], "bold": True, "bg_color": _FILLS[meaning]}
    return look | {"num_format": ";".join(f'"{sign}"{part}' for part in shown.split(";")) if sign else shown}
