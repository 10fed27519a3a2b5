"""Plausibility check (range rule): whether a figure from a file is of the size of its measure's own. Values in, values
out.

Asking too often costs a press, a wrong figure costs the team's trust: so what is far off is asked about, never taken.
"""

import re
from collections.abc import Sequence
from statistics import median

ENOUGH = 4
"""With fewer figures than this a measure has no range of its own, only a size."""
TIMES = 20.0
FAR, FAR_MONEY = 4.0, 2.0
"""How many times its largest, or how small a part of its smallest, a figure may be of a measure with a range."""
FAR_SHARE = 0.2
"""What part of the most there can be, of 100 for a percentage, a figure may lie outside all that its measure has had;
further where that is wide itself."""
SMALL_COUNT = 10
"""Whole numbers this close to the largest are never far: a ward may have eleven falls after two."""
_OUT_OF = re.compile(r"^(?:out of|of|/)\s*([0-9]+)$", re.I)


def most_of(unit: str) -> float | None:
    """The most a figure can be: 100 for a percentage, 10 where it is out of 10."""
    if unit.startswith("%"):
        return 100.0
    match = _OUT_OF.match(unit.strip())
    return float(match[1]) if match else None


def is_far(value: float, history: Sequence[float], unit: str) -> bool:
    """Whether a figure is far from all that its measure has had: its own history, or its file where it has none."""
    sizes = [abs(one) for one in history if one]
    if not sizes or not history:
        return False
    money = unit.startswith("£")
    if value == 0:
        return len(history) >= ENOUGH and min(abs(one) for one in history) >= (1 if money else SMALL_COUNT)
    middle, size = median(sizes), abs(value)
    if value < 0 <= min(history):
        return True
    if len(history) < ENOUGH:
        times = FAR if money else TIMES
        return not middle / times <= size <= middle * times
    if most := most_of(unit):
        slack = max(most * FAR_SHARE, max(history) - min(history))
        if not min(history) - slack <= value <= max(history) + slack:
            return True
    far = FAR_MONEY if money else FAR
    if size > max(sizes):
        slack = SMALL_COUNT if float(value).is_integer() and not money and max(sizes) < 30 else 0
        return size > max(sizes) * far and size > max(sizes) + slack
    low = min(abs(one) for one in history)
    return (
        size * TIMES < middle if low == 0 else size * far < low and not (max(sizes) < 30 and float(value).is_integer())
    )


def decimals_of(value: float) -> int:
    """How many decimals a figure is written with; ten at most."""
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


def is_same_figure(exact: float, value: float, decimals: int) -> bool:
    """Whether a file's figure is the board's own at the file's decimals, rounded there or, from one decimal on, cut
    off."""
    slack = 1e-9 * max(1.0, abs(exact))
    off = abs(exact) - abs(value)
    unit = 10.0**-decimals
    return exact * value >= 0 and (abs(off) <= unit / 2 + slack or (decimals > 0 and -slack <= off < unit))


FACTORS = (100.0, 0.01, 1000.0, 0.001, 10.0, 0.1)


def likely_factor(values: Sequence[float], history: Sequence[float], unit: str) -> float | None:
    """What all of these would be multiplied by to be of their measure's size: 0.01 for pence, 1,000 for thousands."""
    if not history or not values:
        return None
    whole = unit in ("", "count") and all(float(size).is_integer() for size in history)
    factors = [f for f in FACTORS if not whole or all(round(v * f, 9).is_integer() for v in values)]
    return next((f for f in factors if not any(is_far(v * f, history, unit) for v in values)), None)
