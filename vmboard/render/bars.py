"""Days between events as SVG text: a bar for each run of days, the present one growing, and a line at the longest.

Coordinates are design pixels.
"""

from functools import lru_cache

from vmboard.domain.figures.days import DaysSince
from vmboard.render.html import Markup, tag

MOST_BARS = 9


@lru_cache(maxsize=512)
def since_bars(since: DaysSince, width: int, height: int) -> Markup:
    """The latest runs from left to right; the last is the one that grows. Its words are the whole sentence."""
    if width < 24:
        return Markup("")
    runs, top, foot = since.runs[-MOST_BARS:], 6, height - 3
    step = min((width - 8) / len(runs), (width - 8) / 4)
    left = width - 4 - step * len(runs)
    scale = (foot - top) / max(since.longest, 1)
    bars = [
        tag(
            "rect", class_="vm-run" + (" vm-run-now" if n == len(runs) - 1 else ""), x=round(left + step * n + 2, 1),
            y=round(foot - max(days * scale, 2), 1), width=round(step - 4, 1), height=round(max(days * scale, 2), 1),
            rx=2,
        )
        for n, days in enumerate(runs)
    ]  # fmt: skip
    longest = tag("path", class_="vm-target", d=f"M4 {top}H{width - 4}")
    return tag(
        "svg", *bars, longest, class_="vm-spark vm-runs", viewBox=f"0 0 {width} {height}", role="img",
        aria_label=since.sentence, focusable="false",
    )  # fmt: skip
