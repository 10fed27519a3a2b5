"""Price and volume decomposition: cost per patient is down: because less was spent, or because more patients were
seen? Pure; pounds and pence.

A week's cost per patient is what was spent over how many were seen. Going from (cost0, patients0) to
(cost1, patients1) it changes by the sum of two parts, each the average of the two orders in which the changes
could have come (the Shapley value of two players), so neither part depends on which is told first:

    price  = (cost1 - cost0) × (1/patients1 + 1/patients0) / 2    spending changes, the same patients
    volume = (cost1 + cost0) / 2 × (1/patients1 - 1/patients0)    patients change, the same spending

Their sum is cost1/patients1 - cost0/patients0 exactly, with nothing left over.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from vmboard.domain.numbers import format_value, rounded
from vmboard.domain.spc.limits import mean
from vmboard.domain.spc.series import number


@dataclass(frozen=True, slots=True)
class Split:
    """A change in cost per patient, in pounds; below nought is cheaper. ``before`` and ``after`` are its ends."""

    price: float
    """From spending more or less, at the same number of patients."""
    volume: float
    """From seeing fewer or more patients, at the same spending."""
    before: float
    after: float

    @property
    def total(self) -> float:
        """The whole change: exactly the sum of its parts."""
        return self.price + self.volume

    @property
    def sentence(self) -> str:
        """``Cost per patient is down £116.56: £60.00 from spending less and £56.56 from seeing more patients.``

        To the penny as the two ends are shown, and adding up: the larger part takes a penny left over by rounding.
        It says where a change comes from, not why.
        """
        total, price, volume = self._in_pence()
        parts = [(price, _spending(price)), (volume, _seeing(volume))]
        moved = [part for part in parts if part[0]]
        if total == 0:
            level = f"Cost per patient is unchanged at {format_value(self.after, '£', 2)}"
            return f"{level}: {_deeds(moved)}." if moved else f"{level}."
        head = f"Cost per patient is {'up' if total > 0 else 'down'} {_pounds(total)}"
        if len(moved) == 1:
            return f"{head}, all of it from {moved[0][1]}."
        if (price > 0) == (volume > 0):
            return f"{head}: {' and '.join(f'{_pounds(part)} from {words}' for part, words in moved)}."
        return f"{head}: {_deeds(moved)}."

    def _in_pence(self) -> tuple[int, int, int]:
        total = _pence(self.after) - _pence(self.before)
        price, volume = _pence(self.price), _pence(self.volume)
        if abs(self.price) >= abs(self.volume):
            return total, total - volume, volume
        return total, price, total - price


def split(cost0: float | None, patients0: float | None, cost1: float | None, patients1: float | None) -> Split | None:
    """The change in cost per patient from baseline (0) to now (1), in its two parts.

    Costs are what was spent in all, in pounds a week. None where a figure is missing or infinite, where nobody was
    seen (there is no cost per patient of nobody), where credits outweigh all that was spent, or where it is too
    large to hold.
    """
    figures = [Fraction(figure) for figure in map(number, (cost0, patients0, cost1, patients1)) if figure is not None]
    if len(figures) < 4:
        return None
    was, seen0, now, seen1 = figures
    if seen0 <= 0 or seen1 <= 0 or was + now < 0:
        return None
    price = (now - was) * (1 / seen1 + 1 / seen0) / 2
    volume = (now + was) / 2 * (1 / seen1 - 1 / seen0)
    try:
        price_and_volume = Split(float(price), float(volume), float(was / seen0), float(now / seen1))
    except OverflowError:
        return None
    return price_and_volume if math.isfinite(price_and_volume.total) else None


def average(weeks: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """Weeks of (cost, patients) as one: their mean cost, and the patients that give their mean cost per patient.

    So that a split of two averages changes by what the tile says, which averages each week's cost per patient.
    Where no such number of patients exists (nothing spent, or credits outweigh costs), their mean. None without a
    week in which somebody was seen.
    """
    usable = [(cost, seen) for cost, seen in weeks if 0 < seen < math.inf and math.isfinite(cost / seen)]
    if not usable:
        return None
    cost, each = mean([cost for cost, _ in usable]), mean([cost / seen for cost, seen in usable])
    patients = cost / each if each else 0.0
    return cost, patients if 0 < patients < math.inf else mean([seen for _, seen in usable])


def _pence(pounds: float) -> int:
    return int(rounded(pounds * 100))


def _pounds(pence: int) -> str:
    """``£116.56``: the words around it say which way."""
    return format_value(abs(pence) / 100, "£", 2)


def _spending(part: int) -> str:
    return "spending more" if part > 0 else "spending less"


def _seeing(part: int) -> str:
    return "seeing fewer patients" if part > 0 else "seeing more patients"


def _deeds(parts: list[tuple[int, str]]) -> str:
    """Parts that pull apart, the stronger first: ``seeing more patients took off £9.00 and …``."""
    stronger_first = sorted(parts, key=lambda part: -abs(part[0]))
    return " and ".join(
        f"{words} {'added' if part > 0 else 'took off'} {_pounds(part)}" for part, words in stronger_first
    )
