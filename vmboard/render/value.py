"""Drawings of value as SVG text: what comes back for each £1, and how far teams' changes lie apart.

Coordinates are design pixels.
"""

from collections.abc import Sequence

from vmboard.domain.impact.return_on_investment import (
    PUBLISHED,
    Inputs,
    Return,
    break_even,
    curve,
    marked,
    returned,
)
from vmboard.domain.impact.since_baseline import Change, size_words
from vmboard.domain.numbers import format_value, in_decimals
from vmboard.domain.words import Signal
from vmboard.render.frame import Frame, ticks_of
from vmboard.render.html import Markup, tag

WIDTH, HEIGHT = 640, 330
STRIP_HEIGHT = 84
PUBLISHED_WORDS = "Published; inputs not published"


def return_curve(inputs: Inputs) -> Markup:
    """Pounds back for each £1 under every share of wards that deliver; cash alone, and with the rest, dashed.

    The shares of published results are marked, and hollow dots stand where these lie; the chosen one stands out. Empty
    while nothing is invested. With running costs it begins below nought.
    """
    points, chosen = curve(inputs), returned(inputs)
    highest = max((point.all_per_pound or 0.0 for point in points), default=0.0)
    if inputs.cost <= 0 or highest <= 0:
        return Markup("")
    highest, lowest = max(highest, *(pounds for _, pounds in PUBLISHED)), points[0].cash_per_pound or 0.0
    ticks = ticks_of(lowest, highest)
    frame = Frame(62, 18, WIDTH - 20, HEIGHT - 62, min(lowest, ticks[0]), max(ticks[-1], highest), len(points))
    parts = [*_pounds_grid(frame, ticks), *_shares(frame)]
    parts.append(tag("path", class_="vl-even", d=f"M{frame.left} {frame.y(1.0)}H{frame.right}"))
    if inputs.capacity:
        parts.append(_line(frame, [point.all_per_pound or 0.0 for point in points], "vl-all"))
    parts.append(_line(frame, [point.cash_per_pound or 0.0 for point in points], "vl-cash"))
    parts += [_mark(frame, point, "vl-mark", 6) for point in marked(inputs)]
    parts += [_mark(frame, chosen, "vl-chosen", 9), *_published(frame)]
    parts += [tag("text", "Share of wards that deliver", class_="vl-word",
              x=(frame.left + frame.right) / 2, y=HEIGHT - 8, text_anchor="middle")]  # fmt: skip
    return _svg(HEIGHT, parts, "vl-curve", curve_words(inputs))


def curve_words(inputs: Inputs) -> str:
    """The curve in one sentence, for those who do not see it."""
    points = [f"{point.share * 100:.0f}% of wards: {_pounds(point.cash_per_pound)} in cash" for point in marked(inputs)]
    even = break_even(inputs)
    end = "each £1 does not come back in cash"
    if even is not None:
        end = f"each £1 comes back from {in_decimals(even * 100)}%"
    pair = " and ".join(f"{format_value(pounds, '£', 2)} at {share * 100:.0f}%" for share, pounds in PUBLISHED)
    return f"For each £1: {'; '.join(points)}; {end}. {PUBLISHED_WORDS}: {pair}."


def change_strip(changes: Sequence[Change]) -> Markup:
    """Every clear change of a team on one line, lower at the left: blue where better. One that is not clear has no
    size, and so no place on it. Empty below two."""
    clear = [(change, change.size) for change in changes if change.is_clear and change.size is not None]
    if len(clear) < 2:
        return Markup("")
    sizes, unit = [size for _, size in clear], clear[0][0].unit
    low, high = min(0.0, *sizes), max(0.0, *sizes)
    frame = Frame(36, 12, WIDTH - 36, 44, 0.0, 1.0, 2)

    def x(size: float) -> float:
        return round(frame.left + (frame.right - frame.left) * (size - low) / ((high - low) or 1.0), 1)

    parts = [tag("path", class_="vl-axis", d=f"M{frame.left} 30H{frame.right}M{x(0.0)} 16V44")]
    for change, size in clear:
        shape = "vl-better" if change.signal is Signal.IMPROVEMENT and change.agrees else "vl-other"
        title = tag("title", f"{change.team}: {change.words}")
        parts.append(tag("circle", title, class_=shape, cx=x(size), cy=30, r=8))
    ends = sorted({min(sizes), max(sizes), 0.0})
    words = {end: "baseline" if end == 0 else size_words(end, unit) for end in ends}
    parts += [tag("text", words[end], class_="vl-word", x=x(end), y=70, text_anchor=_anchor(x(end))) for end in ends]
    said = ", ".join(f"{change.team} {change.size_words}" for change, _ in clear)
    return _svg(STRIP_HEIGHT, parts, "vl-strip", f"Clear changes of {len(clear)} teams: {said}")


def _anchor(x: float) -> str:
    return "start" if x < WIDTH * 0.2 else "end" if x > WIDTH * 0.8 else "middle"


def _pounds_grid(frame: Frame, ticks: Sequence[float]) -> list[Markup]:
    lines = "".join(f"M{frame.left} {frame.y(tick)}H{frame.right}" for tick in ticks)
    decimals = 0 if all(float(tick).is_integer() for tick in ticks) else 2
    words = [
        tag("text", format_value(tick, "£", decimals), class_="vl-word", x=frame.left - 8, y=frame.y(tick) + 5,
            text_anchor="end")
        for tick in ticks
    ]  # fmt: skip
    return [tag("path", class_="vl-grid", d=lines), *words]


def _shares(frame: Frame) -> list[Markup]:
    """0 to 100% along the foot, with a fine line up at the two marked shares."""
    y = round(frame.bottom + 22, 1)
    steps = [tag("text", f"{share}%", class_="vl-word", x=_x(frame, share / 100), y=y, text_anchor="middle")
             for share in (0, 30, 60, 100)]  # fmt: skip
    up = "".join(f"M{_x(frame, share)} {frame.top}V{frame.bottom}" for share in (0.3, 0.6))
    return [tag("path", class_="vl-up", d=up), *steps]


def _line(frame: Frame, values: Sequence[float], class_: str) -> Markup:
    places = (f"{_x(frame, place / (len(values) - 1))} {frame.y(value)}" for place, value in enumerate(values))
    return tag("path", class_=class_, d="M" + "L".join(places))


def _mark(frame: Frame, point: Return, class_: str, radius: float) -> Markup:
    value = point.cash_per_pound or 0.0
    title = tag("title", f"{point.share * 100:.0f}% of wards: {_pounds(value)} for each £1, in cash")
    return tag("circle", title, class_=class_, cx=_x(frame, point.share), cy=frame.y(value), r=radius)


def _published(frame: Frame) -> list[Markup]:
    """The published pair as hollow dots, wide enough to stand round a dot of ours."""
    return [
        tag("circle", tag("title", f"{share * 100:.0f}% of wards: {_pounds(pounds)} for each £1. {PUBLISHED_WORDS}"),
            class_="vl-published", cx=_x(frame, share), cy=frame.y(pounds), r=13)
        for share, pounds in PUBLISHED
    ]  # fmt: skip


def _x(frame: Frame, share: float) -> float:
    return round(frame.left + (frame.right - frame.left) * share, 1)


def _pounds(amount: float | None) -> str:
    return format_value(amount, "£", 2)


def _svg(height: float, parts: Sequence[Markup], class_: str, words: str) -> Markup:
    return tag("svg", *parts, class_=class_, viewBox=f"0 0 {WIDTH} {height}", role="img", aria_label=words,
               focusable="false")  # fmt: skip
