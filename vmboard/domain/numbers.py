"""How a figure is written on screen. Units are short free text; a few have a form of their own."""

import math
from collections.abc import Callable
from functools import partial

from vmboard.domain.text.catalogue import N_, _, number_words

_A_HAIR, _FINE = 1 + 1e-14, 1e12
_THOUSANDS = ((1e9, N_("{number}bn")), (1e6, N_("{number}m")), (1e3, N_("{number}k")))


def format_value(value: float | None, unit: str = "", decimals: int | None = None) -> str:
    """A value as the wall shows it: ``£438.50``, ``34%``, ``9.2%``, ``1,204``.

    ``decimals`` of None keeps whole numbers whole and shows one decimal otherwise (two for pounds under 1,000).
    A missing value is an en dash, never a zero.
    """
    if value is None or not math.isfinite(value):
        return "–"
    if decimals is None:
        decimals = _natural_decimals(value, unit)
    text = in_decimals(abs(value), decimals)
    sign = "−" if value < 0 and float(text.replace(",", "")) != 0 else ""
    text = number_words(text)
    if unit == "£":
        return f"{sign}£{text}"
    if unit == "%":
        return f"{sign}{text}%"
    return sign + text


def in_decimals(value: float, decimals: int = 0) -> str:
    """``1,204.5``, for people: ``number_words`` says it in another language. Halves go away from nought, as with Excel,
    a calculator and the page's own script: Python would write 62% for 5 of 8. A figure that the computer keeps a hair
    below a half (2.675) is that half."""
    return f"{_nudged(value, decimals):,.{decimals}f}"


def rounded(value: float, decimals: int = 0) -> float:
    """The number that ``in_decimals`` writes."""
    return round(_nudged(value, decimals), decimals)


def _nudged(value: float, decimals: int) -> float:
    """A hair away from nought; of so large a number a hair would be seen, and the largest would be endless."""
    return value * _A_HAIR if abs(value) * 10.0**decimals < _FINE else value


def in_figures(value: float) -> Callable[[], str]:
    """How to say a number as ``{:g}`` writes it, without its unit."""
    return partial(number_words, f"{value:g}")


def short_value(value: float, unit: str = "") -> tuple[str, ...]:
    """A large value short, the longer form first: ``£10.2k``, ``£10k``; nothing below 1,000."""
    size, words = next(((size, words) for size, words in _THOUSANDS if abs(value) >= size), (0.0, ""))
    if not words or not math.isfinite(value) or unit == "%":
        return ()
    forms = (format_value(value / size, "£" if unit == "£" else "", decimals) for decimals in (1, 0))
    return tuple(_(words, number=number) for number in forms)


def unit_suffix(unit: str) -> str:
    """The words that follow a value, for units not already part of the figure."""
    return "" if unit in ("", "£", "%", "count") else unit


def _natural_decimals(value: float, unit: str) -> int:
    if unit == "£":
        return 2 if abs(value) < 10_000 and not float(value).is_integer() else 0
    if abs(value - round(value)) < 1e-9 or abs(value) >= 1000:
        return 0
    return 1 if abs(value) >= 1 else 2
