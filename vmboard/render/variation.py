"""Funnel plot rows: how far teams differ, and whether by more than chance: one row a team by name, each with its own
limits.

Words, a shape and a shade say the same thing. Neither side is good or bad, so the colours of signals are not used.
"""

from vmboard.domain.numbers import format_value, unit_suffix
from vmboard.domain.organisation.comparing import Place, Position, Variation
from vmboard.domain.text.catalogue import _
from vmboard.render.frame import Frame, room
from vmboard.render.html import Markup, tag

WIDTH, HEIGHT, EDGE, REACH = 600, 44, 14, 10
_SHAPES = {
    Position.HIGHER: "m0 -11l11 20h-22z",
    Position.LOWER: "m0 11l-11 -20h22z",
    Position.LIKE: "m-8 0a8 8 0 1 0 16 0a8 8 0 1 0 -16 0",
    Position.ALONE: "m-8 0a8 8 0 1 0 16 0a8 8 0 1 0 -16 0",
}
_APART = (Position.HIGHER, Position.LOWER)


def variation(view: Variation, unit: str) -> Markup:
    """The rows, and below them what band and line mean. Empty where nobody has a figure."""
    ends = _ends(view, unit)
    if ends is None:
        return Markup("")
    frame = Frame(EDGE, 6, WIDTH - EDGE, HEIGHT - 6, *ends, 2)
    rows = [_row(place, view.centre, frame, unit) for place in view.places if place.value is not None]
    low, high = (format_value(end, unit, _decimals(ends[1])) for end in ends)
    scale = tag("p", tag("span", low), tag("span", high), class_="ui-var-scale", aria_hidden="true")
    return tag("div", tag("ul", *rows, class_="ui-var"), scale, _key(view, unit), class_="ui-variation")


def _ends(view: Variation, unit: str) -> tuple[float, float] | None:
    """A little beyond the furthest values and limits, but never below nought, nor above 100%."""
    figures = [x for place in view.places for x in (place.value, place.lower, place.upper) if x is not None]
    if not figures:
        return None
    low, high = room(figures)
    return max(low, 0.0), min(high, 100.0) if unit == "%" else high


def _row(place: Place, centre: float | None, frame: Frame, unit: str) -> Markup:
    value = format_value(place.value, unit, _decimals(place.value or 0.0))
    words = [tag("b", value, " ", tag("small", unit_suffix(unit)))]
    position = place.position.label
    words.append(tag("span", position[:1].upper() + position[1:]))
    kind = "apart" if place.position in _APART else "like"
    return tag(
        "li",
        tag("h3", place.team),
        tag("div", _track(place, centre, frame, unit), class_="ui-var-track"),
        tag("p", *words),
        class_=f"ui-var-{kind}",
    )


def _track(place: Place, centre: float | None, frame: Frame, unit: str) -> Markup:
    def x(value: float) -> float:
        share = (value - frame.low) / (frame.high - frame.low)
        return round(frame.left + (frame.right - frame.left) * min(max(share, 0.0), 1.0), 1)

    middle, parts = HEIGHT / 2, [tag("path", class_="ui-var-axis", d=f"M{frame.left} {HEIGHT / 2}H{frame.right}")]
    if place.lower is not None and place.upper is not None:
        left, right = x(place.lower), x(place.upper)
        box = {"x": left, "y": middle - REACH, "width": round(max(right - left, 2), 1), "height": 2 * REACH}
        parts.append(tag("rect", class_="ui-var-band", rx=4, **box))
    if centre is not None:
        parts.append(tag("path", class_="ui-var-centre", d=f"M{x(centre)} {frame.top - 6}V{frame.bottom + 6}"))
    if place.value is not None:
        hollow = " ui-var-hollow" if place.position is Position.ALONE else ""
        mark = f"M{x(place.value)} {middle}{_SHAPES[place.position]}"
        parts.append(tag("path", class_=f"ui-var-mark{hollow}", d=mark))
    words = place.words(unit, _decimals(place.value or 0.0))
    return tag("svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", aria_label=words)


def _key(view: Variation, unit: str) -> Markup:
    centre = format_value(view.centre, unit, _decimals(view.centre or 0.0))
    entries = [("line", _("All together: {figure}", figure=f"{centre} {unit_suffix(unit)}".strip()))]
    if any(place.upper is not None for place in view.places):
        usual = _("Where chance usually leaves a team of this size")
        if view.wider > 1:
            usual = _("Where, as teams here spread, one expects a team of this size")
        entries += [
            ("band", usual), ("up", _("Higher than the rest")), ("down", _("Lower than the rest")),
            ("dot", _("Like the rest")),
        ]  # fmt: skip
    items = (tag("li", tag("i", class_=f"ui-var-key-{kind}", aria_hidden="true"), words) for kind, words in entries)
    return tag("ul", *items, class_="ui-var-key")


def _decimals(value: float) -> int:
    return 1 if abs(value) < 100 else 0
