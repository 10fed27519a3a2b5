"""A measure's chart to look into: the wall's own chart as a plotly figure, with words at every point and mark.

Points stand side by side in their order and not by the calendar, as on the wall: a chart of days between events may
have two at the same week.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from markupsafe import escape

from vmboard.domain.numbers import format_value
from vmboard.domain.views import Chart, MeasureView, Note, PointLine
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Signal
from vmboard.render.frame import possible, room, tick_decimals, ticks_of
from vmboard.render.labels import note_rows, side_labels
from vmboard.render.picture import tokens

HEIGHT, TOP, BOTTOM, ROW = 430, 16, 52, 34
TEXT = 14
NARROWEST = 640
"""Pixels of plot that labels above it are laid out for. Narrower pages leave them out: a list below has them too."""
FAMILY = "Atkinson Hyperlegible Next, Verdana, sans-serif"
LEFT_OUT, AS_USUAL = "Left out", "As usual"
_SIGNALS = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)
SYMBOLS = {Signal.IMPROVEMENT: "circle", Signal.CONCERN: "diamond", Signal.NEUTRAL: "square"}
_COLOURS = {Signal.IMPROVEMENT: "better", Signal.CONCERN: "worse", Signal.NEUTRAL: "ink"}


@dataclass(frozen=True)
class Mark:
    """Something that happened, at a point of the chart: ``PDSA 2``, and more of it for whoever points at it."""

    index: int
    label: str
    words: str


def marks(view: MeasureView) -> list[Mark]:
    """What is marked above the chart: cycles and moves of its projects, and where a new centre line starts."""
    weeks = view.tile.chart.weeks
    found = [Mark(n.index, n.label.split(",")[0], n.label) for n in view.tile.chart.notes]
    for rebase in view.rebases:
        index = next((i for i, week in enumerate(weeks) if week >= rebase.week), None)
        if index is not None:
            found.append(Mark(index, "Rebased", f"Rebased: {rebase.reason}"))
    return sorted(found, key=lambda mark: mark.index)


def says(chart: Chart, place: int, line: PointLine) -> str:
    """What the rules say of a point, with its reason: ``Better: above the usual 17% to 33%``."""
    value = chart.values[place]
    if line.excluded:
        return "Left out: it counts for nothing"
    if value is None or line.signal is None:
        return ""
    if not chart.spans:
        return "Not enough weeks yet to judge"
    lower, upper = limits_at(chart, place)
    word, usual = line.signal.label, f"the usual {line.usual}"
    if line.signal not in _SIGNALS:
        return f"{word}: within {usual}" if line.usual else f"{word}: no rule is met"
    if upper is not None and value > upper:
        return f"{word}: above {usual}"
    if lower is not None and value < lower:
        return f"{word}: below {usual}"
    return f"{word}: part of a pattern that chance seldom gives"


def limits_at(chart: Chart, place: int) -> tuple[float | None, float | None]:
    """The usual range at a point, wherever the chart keeps it."""
    if chart.limits:
        return chart.limits[place]
    span = next((s for s in chart.spans if s.first <= place <= s.last), None)
    return (span.lower, span.upper) if span else (None, None)


def figure(chart: Chart, lines: Sequence[PointLine], happened: Sequence[Mark], theme: str) -> dict[str, Any]:
    """The figure as plain data. ``lines`` has a line for every point, oldest first; ``theme`` is light or dark."""
    colour = tokens(theme)
    known = [value for value in chart.values if value is not None]
    low, high, ticks = _scale(chart, known)
    rows = _rows(chart, happened)
    levels = max((row for _, row in rows), default=-1) + 1
    top = TOP + ROW * levels
    side = _side(chart, low, high, colour)
    data = [
        *_bands(chart, colour, known),
        *_levels(chart, colour),
        _line(chart, colour),
        *_points(chart, lines, colour),
    ]
    if happened:
        data.append(_handles(chart, happened, high, colour))
    shapes = [_upright(mark, colour) for mark in happened]
    layout = _layout(chart, colour, low, high, ticks)
    layout |= {"height": HEIGHT + ROW * levels, "shapes": shapes, "annotations": [*side, *_pills(rows, colour)]}
    layout["margin"] = {"l": 8, "r": 78 if side else 14, "t": top, "b": BOTTOM, "pad": 6}
    return {"data": data, "layout": layout}


def _scale(chart: Chart, known: Sequence[float]) -> tuple[float, float, list[float]]:
    """The bottom and top of the plot, and its round values: with room for limits no further than figures can go."""
    least, most = possible(chart, known)
    limits = [limits_at(chart, place) for place in range(len(chart.values))]
    lines = [min(max(x, least), most) for pair in limits for x in pair if x is not None]
    lines += [s.centre for s in chart.spans if s.centre is not None]
    low, high = room([*known, *lines, *([chart.target] if chart.target is not None else [])])
    ticks = ticks_of(low, high)
    return max(min(low, ticks[0]), least), min(max(high, ticks[-1]), most * 1.01), ticks


def _bands(chart: Chart, colour: dict[str, str], known: Sequence[float]) -> Iterator[dict[str, Any]]:
    """The usual range: a box for each stretch of the same limits, half a week wider on either side."""
    least, most = possible(chart, known)
    start = 0
    for place in range(1, len(chart.values) + 1):
        if place < len(chart.values) and limits_at(chart, place) == limits_at(chart, start) and not _turns(chart, place):
            continue
        lower, upper = limits_at(chart, start)
        if lower is not None and upper is not None:
            left, right = start - 0.5, place - 0.5
            bottom, top = max(lower, least), min(upper, most)
            yield {
                "name": "Usual range", "type": "scatter", "mode": "lines", "fill": "toself", "hoverinfo": "skip",
                "x": [left, right, right, left, left], "y": [bottom, bottom, top, top, bottom],
                "fillcolor": colour["band"], "line": {"width": 0},
            }  # fmt: skip
        start = place


def _turns(chart: Chart, place: int) -> bool:
    return any(span.first == place for span in chart.spans)


def _levels(chart: Chart, colour: dict[str, str]) -> Iterator[dict[str, Any]]:
    for span in chart.spans:
        if span.centre is not None:
            ends = [span.first - 0.5, span.last + 0.5]
            yield _level("Centre line", ends, span.centre, {"color": colour["steady"], "width": 1.8})
    if chart.target is not None:
        ends = [-0.5, len(chart.values) - 0.5]
        yield _level("Target", ends, chart.target, {"color": colour["ink"], "width": 2, "dash": "2px,5px"})


def _level(name: str, ends: list[float], value: float, line: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": name, "type": "scatter", "mode": "lines", "x": ends, "y": [value, value], "line": line,
        "hoverinfo": "skip",
    }  # fmt: skip


def _line(chart: Chart, colour: dict[str, str]) -> dict[str, Any]:
    """The figures joined; a missing week breaks the line and is never bridged."""
    return {
        "name": "Figures", "type": "scatter", "mode": "lines", "x": list(range(len(chart.values))),
        "y": list(chart.values), "line": {"color": colour["line"], "width": 2}, "connectgaps": False,
        "hoverinfo": "skip",
    }  # fmt: skip


def _points(chart: Chart, lines: Sequence[PointLine], colour: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A trace for each kind of point, so that colour and shape go together; the latest that counts is large."""
    counted = [i for i, v in enumerate(chart.values) if v is not None and i not in chart.ghosts]
    kinds: dict[Signal | str, list[int]] = {AS_USUAL: [], LEFT_OUT: [], **{signal: [] for signal in _SIGNALS}}
    for place, (value, meaning) in enumerate(zip(chart.values, chart.meanings, strict=True)):
        if value is not None:
            ghost, special = place in chart.ghosts, meaning in _SIGNALS
            kinds[LEFT_OUT if ghost else meaning if special and meaning else AS_USUAL].append(place)
    last = counted[-1] if counted else None
    for kind, places in kinds.items():
        if not places:
            continue
        base = 9.5 if isinstance(kind, Signal) else 10 if kind == LEFT_OUT else 6
        shade = colour[_COLOURS[kind]] if isinstance(kind, Signal) else colour["steady"]
        marker: dict[str, Any] = {
            "symbol": SYMBOLS[kind] if isinstance(kind, Signal) else "circle",
            "size": [15 if place == last else base for place in places],
            "color": [colour["ink"] if place == last and kind == AS_USUAL else shade for place in places],
            "opacity": 1, "line": {"width": 1.5, "color": colour["panel"]},
        }  # fmt: skip
        if kind == LEFT_OUT:
            marker |= {"color": colour["panel"], "line": {"width": 2, "color": colour["steady"]}}
        yield {
            "name": kind.label if isinstance(kind, Signal) else kind, "type": "scatter", "mode": "markers",
            "x": places, "y": [chart.values[place] for place in places], "marker": marker, "cliponaxis": False,
            "hovertext": [_hover(chart, place, lines[place]) for place in places], "hoverinfo": "text",
        }  # fmt: skip


def _hover(chart: Chart, place: int, line: PointLine) -> str:
    unit = "" if chart.unit in ("", "£", "%", "count") else f" {chart.unit}"
    out_of = f" ({line.out_of})" if line.out_of else ""
    told = [f"{line.value_text}{unit}{out_of}", says(chart, place, line), line.status_text, line.note]
    return _tip(f"Week ending {line.week_text}", *told)


def _tip(heading: str, *told: str) -> str:
    """A few short lines; what people typed shows as typed."""
    lines = [str(escape(part)) for text in told if text for part in wrap(text, 44)]
    return "<br>".join([f"<b>{escape(heading)}</b>", *lines])


def _handles(chart: Chart, happened: Sequence[Mark], high: float, colour: dict[str, str]) -> dict[str, Any]:
    """A small mark at the top of each upright line: on a phone it is all there is to point at."""
    words = [_tip(mark.words, f"Week ending {short_day(chart.weeks[mark.index])}") for mark in happened]
    return {
        "name": "Happened", "type": "scatter", "mode": "markers", "x": [mark.index for mark in happened],
        "y": [high] * len(happened), "marker": {"symbol": "triangle-down", "size": 11, "color": colour["better"]},
        "hovertext": words, "hoverinfo": "text", "cliponaxis": False,
    }  # fmt: skip


def _upright(mark: Mark, colour: dict[str, str]) -> dict[str, Any]:
    line = {"color": colour["better"], "width": 1.5, "dash": "2px,4px"}
    return {"type": "line", "x0": mark.index, "x1": mark.index, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _rows(chart: Chart, happened: Sequence[Mark]) -> list[tuple[Note, int]]:
    """The labels above the plot in two rows; what fits in neither keeps its line, its mark and its words below."""
    wide = NARROWEST * 31 / TEXT  # the rows are measured in the wall's type
    notes = [Note(mark.index, mark.label) for mark in happened]
    placed = note_rows(notes, lambda index: wide * index / max(len(chart.values) - 1, 1))
    return [(note, row) for note, row in placed if note.label]


def _pills(rows: Sequence[tuple[Note, int]], colour: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {
            "text": f"<b>{escape(note.label)}</b>", "x": note.index, "yref": "paper", "y": 1, "yanchor": "bottom",
            "yshift": 8 + ROW * row, "showarrow": False, "bgcolor": colour["better"], "borderpad": 4,
            "font": {"color": colour["panel"], "size": TEXT},
        }
        for note, row in rows
    ]  # fmt: skip


def _side(chart: Chart, low: float, high: float, colour: dict[str, str]) -> list[dict[str, Any]]:
    """The centre line's and the target's names at their right ends, moved apart where they would touch."""
    labels = sorted(side_labels(chart), reverse=True)
    pixels = HEIGHT - TOP - BOTTOM
    heights: list[float] = []
    for value, _, _ in labels:
        at = pixels * (value - low) / ((high - low) or 1)
        heights.append(min(at, heights[-1] - 40) if heights else at)
    return [
        {
            "text": escape(words).replace(" ", "<br>", 1), "xref": "paper", "x": 1, "xanchor": "left", "xshift": 8,
            "y": low, "yshift": max(height, 14), "showarrow": False, "align": "left",
            "font": {"color": colour["ink" if "strong" in class_ else "quiet"], "size": TEXT},
        }
        for (_, words, class_), height in zip(labels, heights, strict=True)
    ]  # fmt: skip


def _layout(chart: Chart, colour: dict[str, str], low: float, high: float, ticks: list[float]) -> dict[str, Any]:
    count = len(chart.values)
    wanted = min(5, count)
    places = sorted({round(i * (count - 1) / (wanted - 1)) for i in range(wanted)}) if count > 1 else [0]
    several = chart.weeks[0].year != chart.weeks[-1].year
    return {
        "font": {"family": FAMILY, "size": TEXT, "color": colour["quiet"]},
        "paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)", "showlegend": False,
        "hovermode": "closest", "hoverdistance": 24, "dragmode": False,
        "hoverlabel": {
            "bgcolor": colour["ink"], "bordercolor": colour["ink"], "align": "left",
            "font": {"family": FAMILY, "size": 15, "color": colour["panel"]},
        },
        "xaxis": {
            "range": [-0.7, count - 0.3], "fixedrange": True, "showgrid": False, "zeroline": False, "tickangle": 0,
            "tickvals": places, "ticktext": [_week(chart, place, several) for place in places],
        },
        "yaxis": {
            "range": [low, high], "fixedrange": True, "gridcolor": colour["rule"], "zeroline": False,
            "automargin": True, "tickvals": ticks,
            "ticktext": [format_value(t, chart.unit, tick_decimals(ticks)) for t in ticks],
        },
    }  # fmt: skip


def _week(chart: Chart, place: int, several: bool) -> str:
    day = chart.weeks[place]
    return short_day(day) + (f"<br>{day.year}" if several else "")
