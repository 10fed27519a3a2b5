"""Data collection: which figures a week asks for, how a figure is typed again, and who owes what. Values in, values
out."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Protocol, TypeVar

from vmboard.domain.numbers import format_value
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.views.week import WeekLine
from vmboard.domain.weeks import short_day
from vmboard.domain.words import Domain

RETIRED_WEEKS = 4
"""A measure that is only watched is asked for this often."""

_RATE = re.compile(r"per ([0-9][0-9,]*)\b")


def next_asked(week: date, latest: date | None, cadence_weeks: int, retired_on: date | None) -> date:
    """The first week, ``week`` or later, that asks for a measure whose latest figure before it is of ``latest``."""
    every = max(cadence_weeks, RETIRED_WEEKS if retired_on and retired_on <= week else 1)
    if latest is None:
        return week
    return max(week, latest + timedelta(weeks=every))


def share_scale(unit: str) -> float:
    """What so many out of so many is multiplied by: 100 for ``%``, 1,000 for ``per 1,000 bed days``, else 1."""
    if unit == "%":
        return 100.0
    rate = _RATE.search(unit)
    return float(rate[1].replace(",", "")) if rate else 1.0


def is_share(value: float | None, numerator: float | None, denominator: float | None, unit: str) -> bool:
    """Whether a figure is its numerator out of its denominator, so that typing those gives it again."""
    if value is None or numerator is None or not denominator:
        return False
    return abs(numerator / denominator * share_scale(unit) - value) <= 1e-6 * max(1.0, abs(value))


def as_typed(
    value: float | None, numerator: float | None, denominator: float | None, unit: str, *, counts_cases: bool = False
) -> str:
    """A figure as one would type it: ``12``, ``1313.5``, ``16/47``; ``16`` while it waits for what it is out of; empty
    where there is none. ``counts_cases``: its events stand beside the cases they are out of."""
    if value is None:
        return _plain(numerator)
    if is_share(value, numerator, denominator, unit) or (counts_cases and numerator == value and denominator):
        return f"{_plain(numerator)}/{_plain(denominator)}"
    return _plain(value)


def said(
    value: float | None, numerator: float | None, denominator: float | None, unit: str, decimals: int | None
) -> str:
    """``34%``, and ``34% (16 of 47)`` where that is how it came in."""
    words = format_value(value, unit, decimals)
    if is_share(value, numerator, denominator, unit):
        share = _("{n} of {all}", n=_plain(numerator), all=_plain(denominator))
        return f"{words} ({share})"
    return words


class OfDomain(Protocol):
    """A line of a measure."""

    @property
    def domain(self) -> Domain: ...


L = TypeVar("L", bound=OfDomain)


def in_order(lines: Iterable[L]) -> tuple[L, ...]:
    """The lines as every page and paper shows them: by domain, in each as the board has them. Nothing moves."""
    order = list(Domain)
    return tuple(sorted(lines, key=lambda line: order.index(line.domain)))


def chase(lines: Iterable[WeekLine]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who owes what: each person, or whom a figure waits for, with the measures' names, and how late they are where
    it is more than a week."""
    owed: dict[str, list[str]] = {}
    for line in lines:
        if line.is_owed:
            late = f" ({line.owed_words})" if line.weeks_late > 1 else ""
            who = (line.figure and line.figure.waiting_for) or line.owner or _("The team")
            owed.setdefault(who, []).append(line.name + late)
    return tuple((who, tuple(names)) for who, names in owed.items())


def chase_text(owed: Sequence[tuple[str, Sequence[str]]], week: date, huddle: str) -> str:
    """The same as words to send: one line a person."""
    head = _("Still to come for week ending {day}, before the huddle {when}:", day=short_day(week), when=huddle)
    return "\n".join([head, *(f"{who}: {', '.join(names)}" for who, names in owed)])


def waiting_words(lines: Iterable[WeekLine]) -> str:
    """``2 waiting for finance, 1 for pharmacy``; empty where nothing waits."""
    counts: dict[str, int] = {}
    for line in lines:
        if line.is_owed and line.figure and line.figure.waiting_for:
            counts[line.figure.waiting_for] = counts.get(line.figure.waiting_for, 0) + 1
    ways = (N_("{n} waiting for {who}"), N_("{n} for {who}"))
    return ", ".join(_(ways[bool(i)], n=n, who=who) for i, (who, n) in enumerate(counts.items()))


def _plain(number: float | None) -> str:
    return f"{number:.10f}".rstrip("0").rstrip(".") if number is not None else ""
