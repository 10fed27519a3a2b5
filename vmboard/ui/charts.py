"""A measure's chart to look into: the wall's own chart as a plotly figure, with words at every point and mark.

Points stand side by side in their order and not by the calendar, as on the wall: a chart of days between events may
have two at the same week.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as _whole  # noqa: F401  plotly looks at pandas while another page's thread is half through importing it
import plotly.graph_objects as go
from markupsafe import escape

from vmboard.domain.measures.new_line import NewLine
from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.board import Chart, PointLine
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Signal
from vmboard.render.frame import possible, room, tick_decimals, ticks_of
from vmboard.render.html import Markup
from vmboard.render.labels import side_labels
from vmboard.render.picture import tokens
from vmboard.ui.chart_marks import ROW, TEXT, Mark, handles, labels, tip, upright

HEIGHT, TOP, BOTTOM = 430, 16, 52
LOWEST, APART = 14, 40
"""Pixels: how low a name beside the plot may stand, and how far two stand apart."""
PHONE, DATE = 305, 46
"""Pixels: how broad the plot is on a phone, and a date with air."""
FAMILY = "Atkinson Hyperlegible Next, Verdana, sans-serif"
LEFT_OUT, AS_USUAL = "Left out", "As usual"
_SIGNALS = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)
SYMBOLS = {Signal.IMPROVEMENT: "circle", Signal.CONCERN: "diamond", Signal.NEUTRAL: "square"}
_COLOURS = {Signal.IMPROVEMENT: "better", Signal.CONCERN: "worse", Signal.NEUTRAL: "ink"}


def limits_at(chart: Chart, place: int) -> tuple[float | None, float | None]:
    """The usual range at a point, wherever the chart keeps it."""
    if chart.limits:
        return chart.limits[place]
    span = next((s for s in chart.spans if s.first <= place <= s.last), None)
    return (span.lower, span.upper) if span else (None, None)


def figure(
    chart: Chart, lines: Sequence[PointLine], happened: Sequence[Mark], offered: NewLine | None = None
) -> go.Figure:
    """The figure, each part checked by plotly as it is made. ``lines`` has a line for every point, oldest first; a new
    centre line that is ``offered`` is drawn faintly.

    It is drawn in light colours; measures.css turns them dark where the page is, at once and without asking here.
    """
    colour = tokens()
    values = [value for value in chart.values if value is not None]
    low, high, ticks = _scale(chart, values, offered)
    pills, levels = labels(chart, happened, colour)
    side = _side(chart, low, high, colour)
    data = [
        *_bands(chart, colour, values),
        *_levels(chart, colour),
        *(_offered(offered, chart, values, colour) if offered else ()),
        _line(chart, colour),
        *_points(chart, lines, colour),
    ]
    if happened:
        data.append(handles(happened, high, colour))
    shapes = [upright(mark, colour) for mark in happened]
    layout = _layout(chart, colour, low, high, ticks)
    layout.update(
        height=HEIGHT + ROW * levels, shapes=shapes, annotations=[*side, *pills],
        margin={"l": 8, "r": 78 if side else 14, "t": TOP + ROW * levels, "b": BOTTOM, "pad": 6},
    )  # fmt: skip
    return go.Figure(data, layout)


def rows(drawn: go.Figure) -> int:
    """How many rows of labels stand above the plot, which a phone does without."""
    return int(drawn.layout.height - HEIGHT) // ROW


def _scale(chart: Chart, values: Sequence[float], offered: NewLine | None) -> tuple[float, float, list[float]]:
    """The bottom and top of the plot, and its round values: with room for limits no further than figures can go, those
    of a new centre line that is offered too."""
    least, most = possible(chart, values)
    limits = [limits_at(chart, place) for place in range(len(chart.values))]
    limits += [(offered.centre, offered.centre), *offered.limits] if offered else []
    lines = [min(max(x, least), most) for pair in limits for x in pair if x is not None]
    lines += [s.centre for s in chart.spans if s.centre is not None]
    low, high = room([*values, *lines, *([chart.target] if chart.target is not None else [])])
    ticks = ticks_of(low, high)
    return max(min(low, ticks[0]), least), min(max(high, ticks[-1]), most * 1.01), ticks


def _bands(chart: Chart, colour: dict[str, str], known: Sequence[float]) -> Iterator[go.Scatter]:
    """The usual range: a box for each stretch of the same limits, half a week wider on either side."""
    least, most = possible(chart, known)
    start = 0
    for place in range(1, len(chart.values) + 1):
        same = place < len(chart.values) and limits_at(chart, place) == limits_at(chart, start)
        if same and not any(span.first == place for span in chart.spans):
            continue
        lower, upper = limits_at(chart, start)
        if lower is not None and upper is not None:
            left, right = start - 0.5, place - 0.5
            bottom, top = max(lower, least), min(upper, most)
            yield go.Scatter(
                name="Usual range", mode="lines", fill="toself", hoverinfo="skip",
                x=[left, right, right, left, left], y=[bottom, bottom, top, top, bottom],
                fillcolor=colour["band"], line_width=0,
            )  # fmt: skip
        start = place


def _levels(chart: Chart, colour: dict[str, str]) -> Iterator[go.Scatter]:
    for span in chart.spans:
        if span.centre is not None:
            ends = [span.first - 0.5, span.last + 0.5]
            yield _level("Centre line", ends, span.centre, {"color": colour["steady"], "width": 1.8})
    if chart.target is not None:
        ends = [-0.5, len(chart.values) - 0.5]
        yield _level("Target", ends, chart.target, {"color": colour["ink"], "width": 2, "dash": "2px,5px"})


def _offered(offered: NewLine, chart: Chart, figures: Sequence[float], colour: dict[str, str]) -> Iterator[go.Scatter]:
    """The line and the limits as they would be, thin and broken."""
    first = chart.weeks.index(offered.week)
    ends = [first - 0.5, len(chart.values) - 0.5]
    yield _level("New centre line", ends, offered.centre, {"color": colour["steady"], "width": 1.5, "dash": "6px,4px"})
    least, most = possible(chart, figures)
    places = list(range(first, first + len(offered.limits)))
    for name, side in (("New lower limit", 0), ("New upper limit", 1)):
        edge = [None if pair[side] is None else min(max(pair[side] or 0.0, least), most) for pair in offered.limits]
        if any(y is not None for y in edge):
            yield go.Scatter(
                name=name, mode="lines", x=places, y=edge, hoverinfo="skip", opacity=0.7,
                line={"color": colour["steady"], "width": 1, "dash": "2px,4px", "shape": "hvh"},
            )  # fmt: skip


def _level(name: str, ends: list[float], value: float, line: dict[str, Any]) -> go.Scatter:
    return go.Scatter(name=name, mode="lines", x=ends, y=[value, value], line=line, hoverinfo="skip")


def _line(chart: Chart, colour: dict[str, str]) -> go.Scatter:
    """The figures joined; a missing week breaks the line and is never bridged."""
    return go.Scatter(
        name="Figures", mode="lines", x=list(range(len(chart.values))), y=list(chart.values),
        line={"color": colour["line"], "width": 2}, connectgaps=False, hoverinfo="skip",
    )  # fmt: skip


def _points(chart: Chart, lines: Sequence[PointLine], colour: dict[str, str]) -> Iterator[go.Scatter]:
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
        yield go.Scatter(
            name=kind.label if isinstance(kind, Signal) else kind, mode="markers",
            x=places, y=[chart.values[place] for place in places], marker=marker, cliponaxis=False,
            hovertext=[_hover(chart, place, lines[place]) for place in places], hoverinfo="text",
        )  # fmt: skip


def at(chart: Chart) -> str:
    """What its points stand at: the end of a week, or the ``{day}`` of an event."""
    return _("On {day}") if chart.by_day else _("Week ending {day}")


def _hover(chart: Chart, place: int, line: PointLine) -> str:
    return tip(at(chart).format(day=line.week_text), *_told(chart, place, line))


def spoken(chart: Chart, lines: Sequence[PointLine], happened: Sequence[Mark]) -> list[str]:
    """What pointing at each point says, as a few short sentences; a week without a figure says so."""
    also = {mark.index: mark.words for mark in happened}
    return [
        f"{at(chart).format(day=line.week_text)}: {'. '.join(part for part in told if part)}."
        for place, line in enumerate(lines)
        for told in [[*_told(chart, place, line), also.get(place, "")]]
    ]


def _told(chart: Chart, place: int, line: PointLine) -> list[str]:
    if chart.values[place] is None:
        return [line.status_text or _("No figure"), line.note]
    unit = "" if chart.unit in ("", "£", "%", "count") else f" {chart.unit}"
    out_of = f" ({line.out_of})" if line.out_of else ""
    return [f"{line.value_text}{unit}{out_of}", line.says, line.status_text, line.note]


def _side(chart: Chart, low: float, high: float, colour: dict[str, str]) -> list[go.layout.Annotation]:
    """The centre line's and the target's names at their right ends, moved apart where they would touch."""
    labels = sorted(side_labels(chart), reverse=True)
    pixels = HEIGHT - TOP - BOTTOM
    heights: list[float] = []
    for value, _words, _class in labels:
        at = pixels * (value - low) / ((high - low) or 1)
        heights.append(min(at, heights[-1] - APART) if heights else at)
    least = [LOWEST + APART * below for below in reversed(range(len(labels)))]
    return [
        go.layout.Annotation(
            text=escape(words).replace(" ", Markup("<br>"), 1), xref="paper", x=1, xanchor="left", xshift=8,
            yref="paper", y=0, yanchor="middle", yshift=max(height, low_enough), align="left", showarrow=False,
            font={"color": colour["ink" if "strong" in class_ else "quiet"], "size": TEXT},
        )
        for (_, words, class_), height, low_enough in zip(labels, heights, least, strict=True)
    ]  # fmt: skip


def _layout(chart: Chart, colour: dict[str, str], low: float, high: float, ticks: list[float]) -> go.Layout:
    count = len(chart.values)
    places = dated(count)
    several = chart.weeks[0].year != chart.weeks[-1].year
    return go.Layout(
        font={"family": FAMILY, "size": TEXT, "color": colour["quiet"]},
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", showlegend=False,
        hovermode="closest", hoverdistance=24, dragmode=False,
        hoverlabel={
            "bgcolor": colour["ink"], "bordercolor": colour["ink"], "align": "left",
            "font": {"family": FAMILY, "size": 15, "color": colour["panel"]},
        },
        xaxis={
            "range": [-0.7, count - 0.3], "fixedrange": True, "showgrid": False, "zeroline": False, "tickangle": 0,
            "tickvals": places, "ticktext": [_week(chart, place, several) for place in places],
        },
        yaxis={
            "range": [low, high], "fixedrange": True, "gridcolor": colour["rule"], "zeroline": False,
            "automargin": True, "tickvals": ticks,
            "ticktext": [format_value(t, chart.unit, tick_decimals(ticks)) for t in ticks],
        },
    )  # fmt: skip


def dated(count: int) -> list[int]:
    """The weeks of so many whose days stand below the chart: the first, the last, and up to three between, never so
    near to each other that two dates touch on a phone. Of eight weeks, five would."""
    for wanted in range(min(5, count), 2, -1):
        places = [round(i * (count - 1) / (wanted - 1)) for i in range(wanted)]
        nearest = min(later - earlier for earlier, later in pairwise(places))
        if nearest * PHONE >= DATE * (count + 0.4):
            return places
    return sorted({0, count - 1})


def _week(chart: Chart, place: int, several: bool) -> str:
    day = chart.weeks[place]
    return short_day(day) + (f"<br>{day.year}" if several else "")
