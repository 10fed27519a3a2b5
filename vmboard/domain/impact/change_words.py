"""Percentage points: how a change is said. Of a percentage in points, of anything else as a share of what it was.

A percentage that goes from 78% to 93% is 15 points higher; "19% higher" would be a percent of a percent, which nobody
at a board can read.
"""

from vmboard.domain.numbers import format_value, rounded
from vmboard.domain.text.catalogue import _, ngettext, number_words


def change_words(was: float, now: float, unit: str, decimals: int | None = None) -> str:
    """``21% lower than our baseline of £555.06``, ``15 points higher than our baseline of 78%``; ``The same as …``
    where it rounds to nothing. ``was`` is not nought, unless ``unit`` is ``%``."""
    base, much = format_value(was, unit, decimals), _much(was, now, unit)
    if not much:
        return _("The same as our baseline of {figure}", figure=base)
    return _("{much} than our baseline of {figure}", much=much, figure=base)


def is_the_same(was: float, now: float, unit: str) -> bool:
    """Whether a change rounds to nothing."""
    return not _much(was, now, unit)


def _much(was: float, now: float, unit: str) -> str:
    return points_words(now - was) if unit == "%" else share_words(now / was - 1)


def points_words(points: float) -> str:
    """``15 points higher``, ``0.4 points lower``; empty where there is no difference to tell."""
    size = rounded(abs(points), 1 if abs(points) < 1 else 0)
    if size == 0:
        return ""
    size_text = number_words(f"{size:g}")
    if points > 0:
        return ngettext("{points} point higher", "{points} points higher", _one(size), points=size_text)
    return ngettext("{points} point lower", "{points} points lower", _one(size), points=size_text)


def _one(size: float) -> int:
    """The count that says in which form something of this size is told: a part of one as many."""
    return int(size) if size == int(size) else 100


def share_words(share: float) -> str:
    """``21% lower``; empty where it rounds to nothing."""
    percent = rounded(abs(share) * 100)
    if not percent:
        return ""
    size = format_value(percent, "%")
    return _("{percent} higher", percent=size) if share > 0 else _("{percent} lower", percent=size)
