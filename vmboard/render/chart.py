"""A measure over its weeks as SVG text: a small one for the tile, a large one for the focus page.

Coordinates are design pixels; a missing week breaks the line and is never bridged.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import _, kept_by_language, ngettext
from vmboard.domain.views.board import Chart, Span
from vmboard.domain.words import Signal
from vmboard.render.frame import Frame, possible, room, tick_decimals, ticks_of
from vmboard.render.html import Markup, tag
from vmboard.render.labels import LABEL, event, grid, note_rows, pill, side, side_labels, weeks_below
from vmboard.render.marks import TONES
from vmboard.render.typeset import widest

TILE_WEEKS = 26
FOCUS_WEEKS = 104
_SIGNALS = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)
_GHOST = "vm-ghost"


@dataclass(frozen=True)
class Window:
    """The weeks that small charts beside each other show: so many, up to and with ``last``."""

    last: date
    weeks: int


@kept_by_language(maxsize=2048)
def spark(chart: Chart, width: float, height: float, window: Window | None = None) -> Markup:
    """The small chart of a tile: line, centre line, target, and the latest point large. In a ``window`` a week stands
    where it stands on every other chart of it; without, the chart fills its width."""
    chart, first, points = _within(chart, window)
    values = [v for v in chart.values if v is not None]
    if not values or width < 24:
        return Markup("")
    centres = [s.centre for s in chart.spans if s.centre is not None]
    target = [chart.target] if chart.target is not None else []
    low, high = room([*values, *centres, *target])
    frame = Frame(5, 7, width - 9, height - 7, low, high, points, first)
    parts = _levels(frame, chart)
    places = _places(frame, chart.values)
    parts += _line(places)
    parts += _dots(chart, places, size=3.6, usual=False)
    parts.append(_latest(chart, places, 6.5))
    return _svg(width, height, parts, "vm-spark", f"{summary(chart)}. {chart.rules_note}")


def _within(chart: Chart, window: Window | None) -> tuple[Chart, int, int]:
    """The chart's weeks that are in the window, at which place of it the first of them stands, and how many it has.

    A chart whose points are not a week apart (days between events) keeps a scale of its own.
    """
    if window is None or not _is_weekly(chart):
        chart = recent(chart, TILE_WEEKS)
        return chart, 0, len(chart.values)
    ahead = (window.last - chart.weeks[-1]).days // 7
    chart = recent(chart, max(window.weeks - ahead, 1))
    return chart, max(window.weeks - ahead - len(chart.values), 0), window.weeks


def _is_weekly(chart: Chart) -> bool:
    count = len(chart.weeks)
    return count > 0 and (chart.weeks[-1] - chart.weeks[0]).days == 7 * (count - 1)


@kept_by_language(maxsize=1024)
def large(chart: Chart, width: float, height: float) -> Markup:
    """The chart of a focus page: usual range, centre line and target with their values, weeks, and notes."""
    chart = recent(chart, FOCUS_WEEKS)
    values = [v for v in chart.values if v is not None]
    if not values:
        return Markup("")
    ranges = [*((s.lower, s.upper) for s in chart.spans), *chart.limits]
    lines = [x for lower, upper in ranges for x in (lower, upper) if x is not None]
    lines += [s.centre for s in chart.spans if s.centre is not None]
    target = [chart.target] if chart.target is not None else []
    least, most = possible(chart, values)
    low, high = room([*values, *(min(max(x, least), most) for x in lines), *target])
    ticks = ticks_of(low, high)
    decimals = tick_decimals(ticks)
    labels = [format_value(t, chart.unit, decimals) for t in ticks]
    beside = side_labels(chart)
    left = widest(labels, LABEL) + 22
    right = width - (widest([words for _, words, _ in beside], LABEL, bold=True) + 30)
    rows = note_rows(chart.notes, lambda i: left + (right - left) * i / max(len(chart.values) - 1, 1), width)
    top = 20 + 52 * (max((row for _, row in rows), default=-1) + 1)
    frame = Frame(left, top, right, height - 58, min(low, ticks[0]), max(high, ticks[-1]), len(chart.values))
    frame = replace(frame, high=min(frame.high, most * 1.01), low=max(frame.low, least))
    parts = grid(frame, ticks, labels)
    parts += [_band(frame, s) for s in chart.spans if s.lower is not None and s.upper is not None]
    parts += _varying_band(frame, chart.limits)
    parts += _levels(frame, chart)
    parts += [event(frame, note, top) for note, _ in rows]
    parts += [pill(frame, note, row, width) for note, row in rows if note.label]
    places = _places(frame, chart.values)
    parts += _line(places)
    parts += _dots(chart, places, size=7.5, usual=True)
    parts.append(_latest(chart, places, 12))
    parts += side(frame, beside)
    parts += weeks_below(frame, chart)
    return _svg(width, height, parts, "vm-large", summary(chart))


def recent(chart: Chart, weeks: int) -> Chart:
    """The latest ``weeks`` of a chart."""
    cut = len(chart.values) - weeks
    if cut <= 0:
        return chart
    spans = tuple(
        Span(max(s.first - cut, 0), s.last - cut, s.centre, s.lower, s.upper) for s in chart.spans if s.last >= cut
    )
    notes = tuple(replace(n, index=n.index - cut) for n in chart.notes if n.index >= cut)
    limits, ghosts = chart.limits[cut:], frozenset(i - cut for i in chart.ghosts if i >= cut)
    return replace(
        chart,
        limits=limits,
        ghosts=ghosts,
        weeks=chart.weeks[cut:],
        values=chart.values[cut:],
        meanings=chart.meanings[cut:],
        spans=spans,
        notes=notes,
    )


def summary(chart: Chart) -> str:
    """The chart in one sentence, for those who do not see it."""
    values = [v for v in chart.values if v is not None]
    if not values:
        return _("No figures yet")
    low, high = (format_value(x, chart.unit, chart.decimals) for x in (min(values), max(values)))
    latest = format_value(values[-1], chart.unit, chart.decimals)
    if chart.events:
        many = ngettext("{n} gap between events", "{n} gaps between events", len(values))
    elif len(chart.weeks) > 1 and not _is_weekly(chart):
        many = ngettext("{n} sample", "{n} samples", len(values))
    else:
        many = ngettext("{n} week", "{n} weeks", len(values))
    return _("{many}, from {low} to {high}; latest {latest}", many=many, low=low, high=high, latest=latest)


def _svg(width: float, height: float, parts: Sequence[Markup], class_: str, words: str) -> Markup:
    return tag(
        "svg", *parts, class_=class_, viewBox=f"0 0 {width:.0f} {height:.0f}", role="img", aria_label=words,
        focusable="false",
    )  # fmt: skip


def _places(frame: Frame, values: Sequence[float | None]) -> list[str | None]:
    """Where each value stands, as ``x,y``; None where there is none."""
    left, bottom, low, many = frame.left, frame.bottom, frame.low, len(values)
    step = (frame.right - left) / max(frame.points - 1, 1)
    tall = (bottom - frame.top) / (frame.high - low)
    heights = {v: f",{bottom - tall * (v - low):.1f}" for v in set(values) if v is not None}
    across = ("%.1f " * many % tuple([left + step * index for index in range(frame.first, frame.first + many)])).split()
    return [None if value is None else x + heights[value] for x, value in zip(across, values, strict=True)]


def _line(places: Sequence[str | None]) -> list[Markup]:
    runs = " ".join([place or "|" for place in places]).split("|")
    return [tag("polyline", class_="vm-line", points=Markup(run.strip())) for run in runs if run.count(",") > 1]


def _levels(frame: Frame, chart: Chart) -> list[Markup]:
    """The centre line of each stretch, and the target."""
    centres = "".join([_level(frame, s.first, s.last, s.centre) for s in chart.spans if s.centre is not None])
    parts = [tag("path", class_="vm-centre", d=Markup(centres))] if centres else []
    if chart.target is not None:
        parts.append(tag("path", class_="vm-target", d=_level(frame, 0, len(chart.values) - 1, chart.target)))
    return parts


def _level(frame: Frame, first: int, last: int, value: float) -> str:
    left = frame.x(first)
    return f"M{left} {frame.y(value)}H{max(frame.x(last), left + 6)}"


def _band(frame: Frame, span: Span) -> Markup:
    assert span.lower is not None and span.upper is not None
    top, bottom = frame.y(span.upper), frame.y(span.lower)
    left, right = frame.x(span.first), frame.x(span.last)
    return tag("rect", class_="vm-band", x=left, y=top, width=round(right - left, 1), height=round(bottom - top, 1))


def _varying_band(frame: Frame, limits: Sequence[tuple[float | None, float | None]]) -> list[Markup]:
    """Limits that differ from point to point, as a step each; a missing week has none."""
    half = (frame.x(1) - frame.x(0)) / 2 if len(limits) > 1 else 6
    bands = []
    for index, (lower, upper) in enumerate(limits):
        if lower is None or upper is None:
            continue
        left, right = max(frame.x(index) - half, frame.left), min(frame.x(index) + half, frame.right)
        top, bottom = frame.y(upper), frame.y(lower)
        box = {"x": round(left, 1), "y": top, "width": round(right - left, 1), "height": round(bottom - top, 1)}
        bands.append(tag("rect", class_="vm-band", **box))
    return bands


def _dots(chart: Chart, places: Sequence[str | None], size: float, *, usual: bool) -> list[Markup]:
    """Every point in the shape of its meaning, one path a meaning; ghosts hollow; usual ones small or not at all."""
    meanings: Sequence[Signal | str | None] = chart.meanings
    if chart.ghosts:
        meanings = [_GHOST if place in chart.ghosts else meaning for place, meaning in enumerate(meanings)]
    shown = set(meanings) - {None, *([] if usual else [Signal.COMMON_CAUSE])}
    kinds = {
        kind: [place for place, meaning in zip(places, meanings, strict=True) if meaning is kind and place]
        for kind in shown
    }
    paths = [
        _path(f"vm-dot vm-dot-{TONES[kind]}", kinds[kind], _outline(kind, size)) for kind in _SIGNALS if kinds.get(kind)
    ]
    if kinds.get(Signal.COMMON_CAUSE):
        paths.insert(0, _path("vm-usual", kinds[Signal.COMMON_CAUSE], "h0"))  # no length and round ends: a dot
    if kinds.get(_GHOST):
        paths.insert(0, _path(_GHOST, kinds[_GHOST], _outline(None, 6)))
    return paths


def _latest(chart: Chart, places: Sequence[str | None], size: float) -> Markup:
    """The newest point that counts, large."""
    known = (index for index in reversed(range(len(places))) if places[index])
    index = next(known) if not chart.ghosts else min(known, key=lambda i: (i in chart.ghosts, -i))
    meaning = chart.meanings[index]
    colour = TONES[meaning] if meaning is not None and meaning in _SIGNALS else "now"
    return _path(f"vm-dot vm-dot-{colour}", [places[index] or ""], _outline(meaning, size))


def _path(class_: str, places: Sequence[str], outline: str) -> Markup:
    """The same outline at every place."""
    return tag("path", class_=class_, d=Markup("".join([f"M{place}{outline}" for place in places])))


@cache
def _outline(meaning: Signal | None, size: float) -> str:
    """From the middle: round where better or usual, a diamond where worse, a square where merely changed."""
    if meaning is Signal.CONCERN:
        reach = round(size * 1.25, 1)
        return f"m0 -{reach}l{reach} {reach} -{reach} {reach} -{reach} -{reach}z"
    if meaning is Signal.NEUTRAL:
        return f"m-{size} -{size}h{2 * size}v{2 * size}h-{2 * size}z"
    return f"m-{size} 0a{size} {size} 0 1 0 {2 * size} 0a{size} {size} 0 1 0 -{2 * size} 0"
