"""What is written around a large chart: values, lines, weeks, and what happened when."""

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import _, day_words, kept_by_language
from vmboard.domain.views.board import Chart, Note
from vmboard.domain.weeks import MONTHS, short_day
from vmboard.render.frame import Frame
from vmboard.render.html import Markup, joined, tag
from vmboard.render.typeset import cut, text_width, widest

LABEL = 31  # the smallest text of a focus page


def grid(frame: Frame, values: Sequence[float], labels: Sequence[str]) -> list[Markup]:
    """A fine line across at each value, with its label at the left."""
    heights = [frame.y(value) for value in values]
    lines = "".join([f"M{frame.left} {y}H{frame.right}" for y in heights])
    x = round(frame.left - 14, 1)
    words = [tag("text", label, x=x, y=y + 10) for label, y in zip(labels, heights, strict=True)]
    return [tag("path", class_="vm-grid", d=lines), tag("g", *words, text_anchor="end", class_="vm-axis")]


def side_labels(chart: Chart) -> list[tuple[float, str, str]]:
    """What stands at the right end: the centre line and the target with their values."""
    labels = []
    centre = chart.spans[-1].centre if chart.spans else None
    if centre is not None:
        value = format_value(centre, chart.unit, _centre_decimals(chart, centre))
        words = _("Average {value}", value=value) if has_average(chart) else _("Middle {value}", value=value)
        labels.append((centre, words, "vm-axis"))
    if chart.target is not None:
        words = _("Target {figure}", figure=format_value(chart.target, chart.unit))
        labels.append((chart.target, words, "vm-axis vm-strong"))
    return labels


def has_average(chart: Chart) -> bool:
    """Whether its centre line is an average, as beside limits. On a run chart it is the middle, and so it is of gaps
    between events, whose centre is a median (G) or all but one (T)."""
    has_limits = bool(chart.limits) or any(span.upper is not None for span in chart.spans[-1:])
    return has_limits and not chart.events


def centre_word(chart: Chart) -> str:
    """What its centre line is, in a word."""
    return _("Average") if has_average(chart) else _("Middle")


def _centre_decimals(chart: Chart, centre: float) -> int | None:
    if chart.decimals is not None:
        return max(chart.decimals, 1) if abs(centre) < 100 else chart.decimals
    return 1 if abs(centre) < 100 else 0


def side(frame: Frame, labels: Sequence[tuple[float, str, str]]) -> list[Markup]:
    """The labels at the heights of their lines, moved apart where they would touch."""
    placed: list[float] = []
    parts = []
    for value, words, class_ in sorted(labels, key=lambda label: -label[0]):
        y = frame.y(value) + 10
        y = max(y, placed[-1] + 38) if placed else y
        placed.append(y)
        parts.append((y, words, class_))
    over = max(0.0, placed[-1] - (frame.bottom + 6)) if placed else 0.0
    x = round(frame.right + 22, 1)
    return [tag("text", words, x=x, y=round(y - over, 1), class_=class_) for y, words, class_ in parts]


def weeks_below(frame: Frame, chart: Chart) -> list[Markup]:
    count = len(chart.weeks)
    several_years = chart.weeks[0].year != chart.weeks[-1].year and count > 60
    broad = _broadest(chart.weeks[:: max(count // 12, 1)], several_years)
    step = (frame.right - frame.left) / max(count - 1, 1)
    wanted = max(2, min(6, int((frame.right - frame.left) // max(210, broad + 30)), count))
    while wanted > 2 and (count - 1) // (wanted - 1) * step < broad + 12:
        wanted -= 1
    marks = sorted({round(i * (count - 1) / (wanted - 1)) for i in range(wanted)}) if count > 1 else [0]
    parts = []
    for index in marks:
        words = _mark_words(chart.weeks[index], several_years and index != marks[-1])
        anchor = "start" if index == 0 else "end" if index == count - 1 and count > 1 else "middle"
        parts.append(tag("text", words, x=frame.x(index), text_anchor=anchor))
    return [tag("g", *parts, class_="vm-axis", transform=f"translate(0 {frame.bottom + 46})")]


@kept_by_language(maxsize=256)
def _broadest(days: tuple[date, ...], by_month: bool) -> float:
    """How wide the widest of their marks is: the charts of a board have most of their weeks in common."""
    return widest([_mark_words(day, by_month) for day in days], LABEL)


def _mark_words(day: date, by_month: bool) -> str:
    return day_words(day, "yMMM", f"{MONTHS[day.month - 1]} {day.year}") if by_month else short_day(day)


def note_rows(notes: Sequence[Note], x: Callable[[float], float], width: float = math.inf) -> list[tuple[Note, int]]:
    """Notes in two rows so that they do not touch, none beyond ``width``; what fits in neither keeps its line and loses
    its words. Somebody's own words find their place before those of the board."""
    taken: tuple[list[tuple[float, float]], ...] = ([], [])
    rows = []
    for whole in sorted(notes, key=lambda n: (not n.typed, n.index)):
        note = replace(whole, label=cut(whole.label, width - 40, LABEL, 1, bold=True)) if whole.typed else whole
        half = text_width(note.label, LABEL, bold=True) / 2 + 16
        middle = _inside(x(note.index), half, width)
        left, right = middle - half - 8, middle + half + 8
        row = next((r for r in (0, 1) if all(right <= start or left >= end for start, end in taken[r])), None)
        if row is not None:
            taken[row].append((middle - half, middle + half))
        rows.append((note if row is not None else replace(note, label=""), row or 0))
    return sorted(rows, key=lambda placed: placed[0].index)


def event(frame: Frame, note: Note, top: float) -> Markup:
    return tag("path", class_="vm-event", d=f"M{frame.x(note.index)} {top - 16}V{frame.bottom}")


def _inside(middle: float, half: float, width: float) -> float:
    """Where a label stands so that none of it is beyond either edge."""
    return max(min(middle, width - half), half) if 2 * half < width else middle


def pill(frame: Frame, note: Note, row: int, width: float = math.inf) -> Markup:
    wide, y = text_width(note.label, LABEL, bold=True) + 28, 4 + 52 * row
    x = round(_inside(frame.x(note.index), wide / 2 + 2, width), 1)
    box = tag("rect", class_="vm-pill", x=round(x - wide / 2, 1), y=y, width=round(wide, 1), height=44, rx=22)
    return joined([box, tag("text", note.label, x=x, y=y + 33, text_anchor="middle", class_="vm-pill-text")])
