"""Strip of sigmas: a measure's last twelve weeks as SVG parts, every measure on one scale, so that rows compare.

Coordinates are design pixels. What a part means is said by ``Paint``: with classes on a page, with plain attributes
in a file, where no stylesheet is.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from vmboard.domain.views.measures import SigmaDot, SigmaWeek, Standing
from vmboard.domain.words import Signal
from vmboard.render.html import Markup, tag
from vmboard.render.marks import TONES

STEP, HEIGHT, SIGMA, MOST = 24, 36, 2.9, 4.6
"""A week's width, a row's height, a sigma's height, and how far a figure is drawn from its centre line."""
MIDDLE = HEIGHT / 2
CROSS, TICK = "m-3 -3l6 6m0 -6l-6 6", "m0 -3v6"
"""What stands for a missing figure, and for a week without an event."""
_BAR = 9
_SIGNALS = (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)

T = TypeVar("T")
Paint = Callable[[str], dict[str, object]]
"""From what a part is to the attributes that draw it: ``band``, ``limit``, ``centre``, ``begins``, ``dot``, ``now``,
``better``, ``worse``, ``changed``, ``hollow``, ``quiet``, ``question``."""

PLAIN: dict[str, dict[str, object]] = {
    "band": {"fill": "#EDF1F5"},
    "limit": {"fill": "none", "stroke": "#8497A6", "stroke_width": 0.8},
    "centre": {"fill": "none", "stroke": "#6F7F8C", "stroke_width": 1.2},
    "begins": {"fill": "none", "stroke": "#14212E", "stroke_width": 1.2, "stroke_dasharray": "2 2"},
    "dot": {"fill": "#56656F"},
    "now": {"fill": "#14212E"},
    "better": {"fill": "#0A5FB4"},
    "worse": {"fill": "#B34700"},
    "changed": {"fill": "#14212E"},
    "hollow": {"fill": "#FFFFFF", "stroke": "#56656F", "stroke_width": 1.5},
    "quiet": {"fill": "none", "stroke": "#56656F", "stroke_width": 1.3, "stroke_linecap": "round"},
    "question": {"fill": "#14212E", "font_size": 13, "font_weight": 700, "text_anchor": "middle"},
}


def plain(part: str) -> dict[str, object]:
    """A part drawn in light colours by attributes alone."""
    return PLAIN[part]


def width_of(weeks: Sequence[SigmaWeek]) -> int:
    return STEP * len(weeks)


def strip(weeks: Sequence[SigmaWeek], paint: Paint) -> Iterator[Markup]:
    """Bands and lines below, then what stands in each week; the newest figure that counts is large."""
    counted = [(n, dot) for n, week in enumerate(weeks) for dot in week.dots if dot.standing is Standing.COUNTS]
    last = counted[-1] if counted else None
    yield from _bands(weeks, paint)
    yield from _centre(weeks, paint)
    for number, week in enumerate(weeks):
        middle = STEP * number + STEP / 2
        if week.begins:
            yield tag("path", d=f"M{STEP * number} 2V{HEIGHT - 2}", **paint("begins"))
        if not week.dots:
            yield from _without_a_dot(week, middle, paint)
        gap = min(STEP / (len(week.dots) + 1), 8.0)
        for place, dot in enumerate(week.dots):
            at = middle + gap * (place - (len(week.dots) - 1) / 2)
            is_last = last is not None and last[0] == number and dot is week.dots[-1]
            yield from _dot(dot, at, 4.4 if is_last else 3.0, paint, now=is_last)


def _bands(weeks: Sequence[SigmaWeek], paint: Paint) -> Iterator[Markup]:
    """The usual range, a box for each stretch of the same limits."""
    for limits, stretch in groupby(enumerate(week.limits for week in weeks), _second):
        places = [number for number, _ in stretch]
        if limits is None:
            continue
        top, bottom = _y(limits[1]), _y(limits[0])
        left, right = STEP * places[0], STEP * (places[-1] + 1)
        box = {"x": left, "y": top, "width": right - left, "height": round(max(bottom - top, 1), 1)}
        yield tag("rect", **box, **paint("band"))
        yield tag("path", d=f"M{left} {top}H{right}M{left} {bottom}H{right}", **paint("limit"))


def _second(numbered: tuple[int, T]) -> T:
    return numbered[1]


def _centre(weeks: Sequence[SigmaWeek], paint: Paint) -> Iterator[Markup]:
    """The centre line, broken where a figure is missing."""
    drawn = [week.has_centre and week.standing is not Standing.NO_FIGURE for week in weeks]
    stretches = [
        (has_line, [number for number, _ in stretch]) for has_line, stretch in groupby(enumerate(drawn), _second)
    ]
    lines = "".join(f"M{STEP * at[0]} {MIDDLE}h{STEP * len(at)}" for has_line, at in stretches if has_line)
    if lines:
        yield tag("path", d=lines, **paint("centre"))


def _without_a_dot(week: SigmaWeek, middle: float, paint: Paint) -> Iterator[Markup]:
    if week.standing is Standing.NO_FIGURE:
        yield tag("path", d=f"M{middle} {MIDDLE}{CROSS}", **paint("quiet"))
    elif week.standing is Standing.NO_EVENT:
        yield tag("path", d=f"M{middle} {MIDDLE}{TICK}", **paint("quiet"))
    elif week.standing is Standing.LEFT_OUT:
        yield tag("circle", cx=middle, cy=MIDDLE, r=3.4, **paint("hollow"))
    elif week.standing is Standing.BEING_CHECKED:
        yield tag("text", "?", x=middle, y=MIDDLE + 4.5, **paint("question"))


def _dot(dot: SigmaDot, at: float, size: float, paint: Paint, *, now: bool) -> Iterator[Markup]:
    height, at = MIDDLE if dot.sigmas is None else _y(dot.sigmas), round(at, 1)
    if dot.standing is Standing.BEING_CHECKED:
        yield tag("text", "?", x=at, y=height + 4.5, **paint("question"))
    elif dot.standing is Standing.LEFT_OUT:
        yield tag("circle", cx=at, cy=height, r=3.4, **paint("hollow"))
    elif dot.sigmas is None and dot.side:  # no limits: on which side of the middle, and no more
        wide, top = (7 if now else 5), (MIDDLE - _BAR if dot.side > 0 else MIDDLE)
        yield tag("rect", x=at - wide / 2, y=top, width=wide, height=_BAR, **paint(_part(dot, now)))
    else:
        is_judged = dot.side is not None
        yield mark_of(dot, at, height, size if is_judged else size * 0.6, paint, now=now)
    if dot.sigmas is not None and abs(dot.sigmas) > MOST:
        tip = -2 if dot.sigmas > 0 else HEIGHT + 2
        yield tag("path", d=f"M{at - 5} {tip}h10", **paint("quiet"))


def mark_of(dot: SigmaDot, x: float, y: float, size: float, paint: Paint, *, now: bool = False) -> Markup:
    """Round where better or usual, a diamond where worse, a square where merely changed: as on every chart."""
    drawn = paint(_part(dot, now))
    if dot.signal is Signal.CONCERN:
        reach = round(size * 1.3, 1)
        return tag("path", d=f"M{x} {y}m0 -{reach}l{reach} {reach} -{reach} {reach} -{reach} -{reach}z", **drawn)
    if dot.signal is Signal.NEUTRAL:
        return tag("rect", x=round(x - size, 1), y=round(y - size, 1), width=2 * size, height=2 * size, **drawn)
    return tag("circle", cx=x, cy=y, r=round(size, 1), **drawn)


def _part(dot: SigmaDot, now: bool) -> str:
    return TONES[dot.signal] if dot.signal in _SIGNALS and dot.signal else "now" if now else "dot"


def _y(sigmas: float) -> float:
    return round(MIDDLE - SIGMA * min(max(sigmas, -MOST), MOST), 1)
