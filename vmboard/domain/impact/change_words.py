"""Percentage points: how a change is said. Of a percentage in points, of anything else as a share of what it was.

A percentage that goes from 78% to 93% is 15 points higher; "19% higher" would be a percent of a percent, which nobody
at a board can read.
"""

from vmboard.domain.counting import counted
from vmboard.domain.numbers import format_value


def change_words(was: float, now: float, unit: str, decimals: int | None = None) -> str:
    """``21% lower than our baseline of £555.06``, ``15 points higher than our baseline of 78%``; ``The same as …``
    where it rounds to nothing. ``was`` is not nought, unless ``unit`` is ``%``."""
    base = f"our baseline of {format_value(was, unit, decimals)}"
    much = points_words(now - was) if unit == "%" else share_words(now / was - 1)
    return f"{much} than {base}" if much else f"The same as {base}"


def points_words(points: float) -> str:
    """``15 points higher``, ``0.4 points lower``; empty where there is no difference to tell."""
    size = round(abs(points), 1 if abs(points) < 1 else 0)
    if size == 0:
        return ""
    told = counted(int(size), "point") if size == int(size) else f"{size:g} points"
    return f"{told} {'higher' if points > 0 else 'lower'}"


def share_words(share: float) -> str:
    """``21% lower``; empty where it rounds to nothing."""
    percent = round(abs(share) * 100)
    return f"{percent:,}% {'higher' if share > 0 else 'lower'}" if percent else ""
