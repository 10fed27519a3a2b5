"""A measure over its weeks as SVG text: a small one for the tile, a large one for the focus page.

Coordinates are design pixels; a missing week breaks the line and is never bridged.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from vmboard.domain.numbers import format_value
from vmboard.domain.views import Chart, Note, Span
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Signal
from vmboard.render.html import Markup, joined, tag
from vmboard.render.marks import TONES
from vmboard.render.typeset import text_width

TILE_WEEKS = 26
FOCUS_WEEKS = 104
LABEL = 31  # the smallest text of a focus page
_SIGNALS = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)


@dataclass(frozen=True)
class Frame:
    """Where the plot lies and how values and weeks become coordinates."""

    left: float
    top: float
    right: float
    bottom: float
    low: float
    high: float
    points: int

    def x(self, index: float) -> float:
        return round(self.left + (self.right - self.left) * index / max(self.points - 1, 1), 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - (self.bottom - self.top) * min(max(share, 0), 1), 1)


def spark(chart: Chart, width: float, height: float) -> Markup:
    """The small chart of a tile: line, centre line, target, and the latest point large."""
    chart = recent(chart, TILE_WEEKS)
    known = [v for v in chart.values if v is not None]
    if not known or width < 40:
        return Markup("")
    centres = [s.centre for s in chart.spans if s.centre is not None]
    target = [chart.target] if chart.target is not None else []
    low, high = _room([*known, *centres, *target])
    frame = Frame(5, 7, width - 9, height - 7, low, high, len(chart.values))
    parts = [
        _level(frame, s.first, s.last, s.centre, "vm-centre") for s in chart.spans if s.centre is not None
    ]
    if chart.target is not None:
        parts.append(_level(frame, 0, len(chart.values) - 1, chart.target, "vm-target"))
    parts += _line(frame, chart.values)
    parts += [_dot(frame, i, v, m, 3.6) for i, v, m in _special(chart)]
    parts.append(_latest(frame, chart, 6.5))
    return _svg(width, height, parts, "vm-spark", summary(chart))


def large(chart: Chart, width: float, height: float) -> Markup:
    """The chart of a focus page: usual range, centre line and target with their values, weeks, and notes."""
    chart = recent(chart, FOCUS_WEEKS)
    known = [v for v in chart.values if v is not None]
    if not known:
        return Markup("")
    lines = [x for s in chart.spans for x in (s.centre, s.lower, s.upper) if x is not None]
    target = [chart.target] if chart.target is not None else []
    least, most = _possible(chart, known)
    low, high = _room([*known, *(min(max(x, least), most) for x in lines), *target])
    ticks = _ticks(low, high)
    labels = [format_value(t, chart.unit, _tick_decimals(ticks)) for t in ticks]
    side = _side_labels(chart)
    left = max(text_width(label, LABEL) for label in labels) + 22
    right = width - (max((text_width(words, LABEL, bold=True) for _, words, _ in side), default=0) + 30)
    rows = _note_rows(chart.notes, lambda i: left + (right - left) * i / max(len(chart.values) - 1, 1))
    top = 20 + 52 * (max((row for _, row in rows), default=-1) + 1)
    frame = Frame(left, top, right, height - 58, min(low, ticks[0]), max(high, ticks[-1]), len(chart.values))
    frame = replace(frame, high=min(frame.high, most * 1.01), low=max(frame.low, least))
    parts = [_tick(frame, t, label) for t, label in zip(ticks, labels, strict=True)]
    parts += [_band(frame, s) for s in chart.spans if s.lower is not None and s.upper is not None]
    parts += [
        _level(frame, s.first, s.last, s.centre, "vm-centre") for s in chart.spans if s.centre is not None
    ]
    if chart.target is not None:
        parts.append(_level(frame, 0, len(chart.values) - 1, chart.target, "vm-target"))
    parts += [_event(frame, note, top) for note, _ in rows]
    parts += [_pill(frame, note, row) for note, row in rows if note.label]
    parts += _line(frame, chart.values)
    parts += [_dot(frame, i, v, Signal.COMMON_CAUSE, 4.5) for i, v, m in _plain(chart)]
    parts += [_dot(frame, i, v, m, 7.5) for i, v, m in _special(chart)]
    parts.append(_latest(frame, chart, 12))
    parts += _side(frame, side)
    parts += _weeks(frame, chart)
    return _svg(width, height, parts, "vm-large", summary(chart))


def recent(chart: Chart, weeks: int) -> Chart:
    """The latest ``weeks`` of a chart."""
    cut = len(chart.values) - weeks
    if cut <= 0:
        return chart
    spans = tuple(
        Span(max(s.first - cut, 0), s.last - cut, s.centre, s.lower, s.upper)
        for s in chart.spans
        if s.last >= cut
    )
    notes = tuple(Note(n.index - cut, n.label) for n in chart.notes if n.index >= cut)
    return Chart(
        chart.weeks[cut:], chart.values[cut:], chart.meanings[cut:], spans, chart.target, chart.unit, chart.decimals,
        chart.rules_note, notes,
    )  # fmt: skip


def summary(chart: Chart) -> str:
    """The chart in one sentence, for those who do not see it."""
    known = [v for v in chart.values if v is not None]
    if not known:
        return "No figures yet"
    low, high = (format_value(x, chart.unit, chart.decimals) for x in (min(known), max(known)))
    latest = format_value(known[-1], chart.unit, chart.decimals)
    return f"{len(known)} weeks, from {low} to {high}; latest {latest}"


def _possible(chart: Chart, known: Sequence[float]) -> tuple[float, float]:
    """Limits are drawn no further than a figure can go: a count not below nought, a percentage not above 100."""
    most = 100.0 if chart.unit == "%" and max(known) <= 100 else math.inf
    return (0.0 if min(known) >= 0 else -math.inf), most


def _svg(width: float, height: float, parts: Sequence[Markup], class_: str, words: str) -> Markup:
    return tag(
        "svg", *parts, class_=class_, viewBox=f"0 0 {width:.0f} {height:.0f}", role="img", aria_label=words,
        focusable="false",
    )  # fmt: skip


def _room(values: Sequence[float]) -> tuple[float, float]:
    """A range with a little air; never one of no height."""
    low, high = min(values), max(values)
    air = (high - low) * 0.06 or max(abs(high) * 0.1, 0.5)
    return (low if 0 <= low < air else low - air), high + air


def _line(frame: Frame, values: Sequence[float | None]) -> list[Markup]:
    runs: list[list[str]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{frame.x(index)},{frame.y(value)}")
    return [tag("polyline", class_="vm-line", points=" ".join(run)) for run in runs if len(run) > 1]


def _level(frame: Frame, first: int, last: int, value: float, class_: str) -> Markup:
    height = frame.y(value)
    return tag(
        "path", class_=class_, d=f"M{frame.x(first)} {height}H{max(frame.x(last), frame.x(first) + 6)}"
    )


def _band(frame: Frame, span: Span) -> Markup:
    assert span.lower is not None and span.upper is not None
    top, bottom = frame.y(span.upper), frame.y(span.lower)
    left, right = frame.x(span.first), frame.x(span.last)
    return tag(
        "rect", class_="vm-band", x=left, y=top, width=round(right - left, 1), height=round(bottom - top, 1)
    )


def _special(chart: Chart) -> Iterator[tuple[int, float, Signal]]:
    for index, (value, meaning) in enumerate(zip(chart.values, chart.meanings, strict=True)):
        if value is not None and meaning in _SIGNALS:
            yield index, value, meaning


def _plain(chart: Chart) -> Iterator[tuple[int, float, Signal | None]]:
    for index, (value, meaning) in enumerate(zip(chart.values, chart.meanings, strict=True)):
        if value is not None and meaning not in _SIGNALS:
            yield index, value, meaning


def _dot(frame: Frame, index: int, value: float, meaning: Signal | None, size: float) -> Markup:
    """Round where better or usual, a diamond where worse, a square where merely changed."""
    x, y = frame.x(index), frame.y(value)
    class_ = f"vm-dot vm-dot-{TONES[meaning or Signal.COMMON_CAUSE]}"
    if meaning is Signal.CONCERN:
        reach = round(size * 1.25, 1)
        return tag(
            "path",
            class_=class_,
            d=f"M{x} {y - reach:.1f}l{reach} {reach} -{reach} {reach} -{reach} -{reach}z",
        )
    if meaning is Signal.NEUTRAL:
        return tag("rect", class_=class_, x=x - size, y=y - size, width=2 * size, height=2 * size)
    return tag("circle", class_=class_, cx=x, cy=y, r=size)


def _latest(frame: Frame, chart: Chart, size: float) -> Markup:
    index, value = next((i, v) for i, v in reversed(list(enumerate(chart.values))) if v is not None)
    meaning = chart.meanings[index]
    dot = _dot(frame, index, value, meaning, size)
    return dot if meaning in _SIGNALS else Markup(str(dot).replace("vm-dot-steady", "vm-dot-now"))


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round values that cover the range."""
    raw = (high - low) / 4
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= raw * 0.999)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [n * step for n in range(first, last + 1)]


def _tick_decimals(ticks: Sequence[float]) -> int:
    return next(d for d in range(7) if d == 6 or all(abs(round(t, d) - t) < 1e-9 for t in ticks))


def _tick(frame: Frame, value: float, label: str) -> Markup:
    y = frame.y(value)
    return joined(
        [
            tag("path", class_="vm-grid", d=f"M{frame.left} {y}H{frame.right}"),
            tag("text", label, x=round(frame.left - 14, 1), y=y + 10, text_anchor="end", class_="vm-axis"),
        ]
    )


def _side_labels(chart: Chart) -> list[tuple[float, str, str]]:
    """What stands at the right end: the centre line and the target with their values."""
    labels = []
    centre = chart.spans[-1].centre if chart.spans else None
    if centre is not None:
        word = "Middle" if chart.spans[-1].upper is None else "Average"
        labels.append(
            (centre, f"{word} {format_value(centre, chart.unit, _centre_decimals(chart, centre))}", "vm-axis")
        )
    if chart.target is not None:
        labels.append((chart.target, f"Target {format_value(chart.target, chart.unit)}", "vm-axis vm-strong"))
    return labels


def _centre_decimals(chart: Chart, centre: float) -> int | None:
    if chart.decimals is not None:
        return max(chart.decimals, 1) if abs(centre) < 100 else chart.decimals
    return 1 if abs(centre) < 100 else 0


def _side(frame: Frame, labels: Sequence[tuple[float, str, str]]) -> list[Markup]:
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


def _weeks(frame: Frame, chart: Chart) -> list[Markup]:
    count = len(chart.weeks)
    wanted = max(2, min(6, int((frame.right - frame.left) // 210), count))
    marks = sorted({round(i * (count - 1) / (wanted - 1)) for i in range(wanted)}) if count > 1 else [0]
    several_years = chart.weeks[0].year != chart.weeks[-1].year and count > 60
    parts = []
    for index in marks:
        day = chart.weeks[index]
        words = f"{day:%b %Y}" if several_years and index != marks[-1] else short_day(day)
        anchor = "start" if index == 0 else "end" if index == count - 1 and count > 1 else "middle"
        parts.append(
            tag("text", words, x=frame.x(index), y=frame.bottom + 46, text_anchor=anchor, class_="vm-axis")
        )
    return parts


def _note_rows(notes: Sequence[Note], x: Callable[[float], float]) -> list[tuple[Note, int]]:
    """Notes in two rows so that they do not touch; what fits in neither keeps its line and loses its words."""
    ends = [-math.inf, -math.inf]
    rows = []
    for note in sorted(notes, key=lambda n: n.index):
        half = text_width(note.label, LABEL, bold=True) / 2 + 16
        middle = x(note.index)
        row = next((r for r in (0, 1) if middle - half > ends[r] + 8), None)
        if row is not None:
            ends[row] = middle + half
        rows.append((note if row is not None else Note(note.index, ""), 0 if row is None else row))
    return rows


def _event(frame: Frame, note: Note, top: float) -> Markup:
    return tag("path", class_="vm-event", d=f"M{frame.x(note.index)} {top - 16}V{frame.bottom}")


def _pill(frame: Frame, note: Note, row: int) -> Markup:
    x, y = frame.x(note.index), 4 + 52 * row
    wide = text_width(note.label, LABEL, bold=True) + 28
    box = tag("rect", class_="vm-pill", x=round(x - wide / 2, 1), y=y, width=round(wide, 1), height=44, rx=22)
    return joined([box, tag("text", note.label, x=x, y=y + 33, text_anchor="middle", class_="vm-pill-text")])
