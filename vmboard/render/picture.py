"""SVG export: a chart as a picture of its own: one SVG file with its colours and type inside, to be printed or put
in a report."""

import re
from functools import cache
from pathlib import Path

from vmboard.domain.views.board import Chart
from vmboard.render.chart import large
from vmboard.render.html import Markup, tag
from vmboard.render.typeset import wrap

FONT = "'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', Arial, sans-serif"
EDGE, TITLE, NOTE, LINE = 44, 46, 27, 1.2
_TOKEN = re.compile(r"--vm-([a-z-]+): (#[0-9A-F]{6})")


def svg(chart: Chart, title: str, note: str, width: int, height: int) -> str:
    """The chart under its title, with a note below it (what it was judged by): light, on white, whole in itself.

    ``width`` and ``height`` are design pixels; texts wrap, so that nothing is cut off.
    """
    room = width - 2 * EDGE
    heading = _lines(wrap(title, room, TITLE, bold=True), TITLE, EDGE + TITLE, "vm-picture-title")
    below = wrap(note, room, NOTE) if note else ()
    foot = height - EDGE - NOTE * LINE * (len(below) - 1)
    top = EDGE + TITLE * LINE * len(heading) + 24
    left_over = int(max(foot - NOTE - 18 - top, 200))
    drawing = large(chart, room, left_over) or tag("text", "No figures yet", x=0, y=60, class_="vm-axis")
    whole = tag(
        "svg",
        tag("title", title),
        tag("style", Markup(_style())),
        tag("rect", width=width, height=height, fill=tokens()["panel"]),
        *heading,
        tag("svg", drawing, x=EDGE, y=round(top, 1), width=room, height=left_over),
        *_lines(below, NOTE, foot, "vm-picture-note"),
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", width=width, height=height,
    )  # fmt: skip
    return str(whole)


@cache
def tokens() -> dict[str, str]:
    """The wall's light colours by name: ``tokens()["better"]`` is ``#0A5FB4``."""
    return dict(_TOKEN.findall(stylesheet().split(":root", 2)[1]))


@cache
def _style() -> str:
    """The wall's rules for charts, with its light colours in place of their names."""
    rules = stylesheet().split("/* --- charts --- */")[1].split("/* ---")[0]
    rules += (
        f"text {{ font-family: {FONT}; }}\n"
        f".vm-picture-title {{ font-size: {TITLE}px; font-weight: 700; fill: var(--vm-ink); }}\n"
        f".vm-picture-note {{ font-size: {NOTE}px; fill: var(--vm-quiet); }}\n"
    )
    return re.sub(r"var\(--vm-([a-z-]+)\)", lambda name: tokens()[name[1]], rules)


@cache
def stylesheet() -> str:
    """The wall's own, as it is served."""
    return Path(__file__).with_name("wall.css").read_text("utf-8")


def _lines(lines: tuple[str, ...], size: int, first: float, class_: str) -> list[Markup]:
    steps = enumerate(lines)
    return [tag("text", line, x=EDGE, y=round(first + n * size * LINE, 1), class_=class_) for n, line in steps]
