"""A measure over its weeks as SVG text: a small one for the tile, a large one for the focus page.

Coordinates are design pixels; a missing week breaks the line and is never bridged.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from vmboard.domain.numbers import format_value
from vmboard.domain.views import Chart, Note, Span
from vmboard.domain.words import Signal
from vmboard.render.frame import Frame, possible, room, tick_decimals, ticks_of
from vmboard.render.html import Markup, tag
from vmboard.render.labels import LABEL, event, note_rows, pill, side, side_labels, tick, weeks_below
from vmboard.render.marks import TONES
from vmboard.render.typeset import text_width

TILE_WEEKS = 26
FOCUS_WEEKS = 104
_SIGNALS = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)


@lru_cache(maxsize=2048)
def spark(chart: Chart, width: float, height: float) -> Markup:
    """The small chart of a tile: line, centre line, target, and the latest point large."""
    chart = recent(chart, TILE_WEEKS)
    known = [v for v in chart.values if v is not None]
    if not known or width < 24:
        return Markup("")
    centres = [s.centre for s in chart.spans if s.centre is not None]
    target = [chart.target] if chart.target is not None else []
    low, high = room([*known, *centres, *target])
    frame = Frame(5, 7, width - 9, height - 7, low, high, len(chart.values))
    parts = [_level(frame, s.first, s.last, s.centre, "vm-centre") for s in chart.spans if s.centre is not None]
    if chart.target is not None:
        parts.append(_level(frame, 0, len(chart.values) - 1, chart.target, "vm-target"))
    places = _places(frame, chart.values)
    parts += _line(places)
    parts += _dots(chart, places, size=3.6, plain=0)
    parts.append(_latest(chart, places, 6.5))
    return _svg(width, height, parts, "vm-spark", summary(chart))


@lru_cache(maxsize=1024)
def large(chart: Chart, width: float, height: float) -> Markup:
    """The chart of a focus page: usual range, centre line and target with their values, weeks, and notes."""
    chart = recent(chart, FOCUS_WEEKS)
    known = [v for v in chart.values if v is not None]
    if not known:
        return Markup("")
    ranges = [*((s.lower, s.upper) for s in chart.spans), *chart.limits]
    lines = [x for lower, upper in ranges for x in (lower, upper) if x is not None]
    lines += [s.centre for s in chart.spans if s.centre is not None]
    target = [chart.target] if chart.target is not None else []
    least, most = possible(chart, known)
    low, high = room([*known, *(min(max(x, least), most) for x in lines), *target])
    ticks = ticks_of(low, high)
    labels = [format_value(t, chart.unit, tick_decimals(ticks)) for t in ticks]
    beside = side_labels(chart)
    left = max(text_width(label, LABEL) for label in labels) + 22
    right = width - (max((text_width(words, LABEL, bold=True) for _, words, _ in beside), default=0) + 30)
    rows = note_rows(chart.notes, lambda i: left + (right - left) * i / max(len(chart.values) - 1, 1))
    top = 20 + 52 * (max((row for _, row in rows), default=-1) + 1)
    frame = Frame(left, top, right, height - 58, min(low, ticks[0]), max(high, ticks[-1]), len(chart.values))
    frame = replace(frame, high=min(frame.high, most * 1.01), low=max(frame.low, least))
    parts = [tick(frame, t, label) for t, label in zip(ticks, labels, strict=True)]
    parts += [_band(frame, s) for s in chart.spans if s.lower is not None and s.upper is not None]
    parts += _varying_band(frame, chart.limits)
    parts += [_level(frame, s.first, s.last, s.centre, "vm-centre") for s in chart.spans if s.centre is not None]
    if chart.target is not None:
        parts.append(_level(frame, 0, len(chart.values) - 1, chart.target, "vm-target"))
    parts += [event(frame, note, top) for note, _ in rows]
    parts += [pill(frame, note, row) for note, row in rows if note.label]
    places = _places(frame, chart.values)
    parts += _line(places)
    parts += _dots(chart, places, size=7.5, plain=4.5)
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
    notes = tuple(Note(n.index - cut, n.label) for n in chart.notes if n.index >= cut)
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
    known = [v for v in chart.values if v is not None]
    if not known:
        return "No figures yet"
    low, high = (format_value(x, chart.unit, chart.decimals) for x in (min(known), max(known)))
    latest = format_value(known[-1], chart.unit, chart.decimals)
    return f"{len(known)} weeks, from {low} to {high}; latest {latest}"


def _svg(width: float, height: float, parts: Sequence[Markup], class_: str, words: str) -> Markup:
    return tag(
        "svg", *parts, class_=class_, viewBox=f"0 0 {width:.0f} {height:.0f}", role="img", aria_label=words,
        focusable="false",
    )  # fmt: skip


def _places(frame: Frame, values: Sequence[float | None]) -> list[tuple[float, float] | None]:
    """Where each value stands; None where there is none."""
    step = (frame.right - frame.left) / max(frame.points - 1, 1)
    tall = (frame.bottom - frame.top) / (frame.high - frame.low)
    return [
        None
        if value is None
        else (
            round(frame.left + step * index, 1),
            round(frame.bottom - tall * min(max(value - frame.low, 0), frame.high - frame.low), 1),
        )
        for index, value in enumerate(values)
    ]


def _line(places: Sequence[tuple[float, float] | None]) -> list[Markup]:
    runs: list[list[str]] = [[]]
    for place in places:
        if place is None:
            runs.append([])
        else:
            runs[-1].append(f"{place[0]},{place[1]}")
    return [tag("polyline", class_="vm-line", points=" ".join(run)) for run in runs if len(run) > 1]


def _level(frame: Frame, first: int, last: int, value: float, class_: str) -> Markup:
    height = frame.y(value)
    return tag("path", class_=class_, d=f"M{frame.x(first)} {height}H{max(frame.x(last), frame.x(first) + 6)}")


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


def _dots(chart: Chart, places: Sequence[tuple[float, float] | None], size: float, plain: float) -> list[Markup]:
    """Every point in the shape of its meaning, one path a meaning; ghosts hollow; usual ones small or not at all."""
    paths: dict[str, list[str]] = {}
    for index, (place, meaning) in enumerate(zip(places, chart.meanings, strict=True)):
        if place is None:
            continue
        if index in chart.ghosts:
            paths.setdefault("vm-ghost", []).append(_shape(*place, Signal.COMMON_CAUSE, 6))
        elif meaning in _SIGNALS and meaning is not None:
            paths.setdefault(f"vm-dot vm-dot-{TONES[meaning]}", []).append(_shape(*place, meaning, size))
        elif plain:
            paths.setdefault("vm-dot vm-dot-steady", []).append(_shape(*place, Signal.COMMON_CAUSE, plain))
    return [tag("path", class_=class_, d="".join(shapes)) for class_, shapes in paths.items()]


def _latest(chart: Chart, places: Sequence[tuple[float, float] | None], size: float) -> Markup:
    """The newest point that counts, large."""
    known = [index for index, place in enumerate(places) if place is not None]
    index = next((i for i in reversed(known) if i not in chart.ghosts), known[-1])
    meaning = chart.meanings[index]
    colour = TONES[meaning] if meaning is not None and meaning in _SIGNALS else "now"
    x, y = places[index] or (0.0, 0.0)
    return tag("path", class_=f"vm-dot vm-dot-{colour}", d=_shape(x, y, meaning, size))


def _shape(x: float, y: float, meaning: Signal | None, size: float) -> str:
    """Round where better or usual, a diamond where worse, a square where merely changed."""
    if meaning is Signal.CONCERN:
        reach = round(size * 1.25, 1)
        return f"M{x} {y - reach:.1f}l{reach} {reach} -{reach} {reach} -{reach} -{reach}z"
    if meaning is Signal.NEUTRAL:
        return f"M{x - size:.1f} {y - size:.1f}h{2 * size}v{2 * size}h-{2 * size}z"
    return f"M{x - size:.1f} {y}{_circle(size)}"


@cache
def _circle(size: float) -> str:
    return f"a{size} {size} 0 1 0 {2 * size} 0a{size} {size} 0 1 0 -{2 * size} 0"
