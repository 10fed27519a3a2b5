"""Bounded numeric settings: numbers that someone may adjust on a screen: each with its label, unit, default, least and
most.

A dial is declared once, beside the frozen field it sets, and read from there by the rule and by the screen.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from typing import Any, Generic, TypeVar

from vmboard.domain.numbers import format_value
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _

T = TypeVar("T")


@dataclass(frozen=True)
class Dial:
    """One number that may be adjusted. ``unit`` follows it on screen; ``whole`` means no decimals."""

    field: str
    label: str
    unit: str
    default: float
    least: float
    most: float
    whole: bool


def dial(label: str, unit: str, default: float, *, least: float, most: float) -> Any:
    """A dataclass field with its dial. One whose default is an int takes whole numbers only."""
    return field(default=default, metadata={"dial": (label, unit, default, least, most)})


def dials(kind: Any) -> tuple[Dial, ...]:
    """The dials of a dataclass or of one of its values, in the order they are declared."""
    listed = []
    for declared in fields(kind):
        if "dial" in declared.metadata:
            label, unit, default, least, most = declared.metadata["dial"]
            listed.append(Dial(declared.name, label, unit, default, least, most, isinstance(default, int)))
    return tuple(listed)


def adjusted(values: T, **changes: float) -> T:
    """The same values with some dials turned. Raises Refused for a number out of reach of its dial."""
    by_field = {one.field: one for one in dials(values)}
    turned: dict[str, Any] = {}
    for name, number in changes.items():
        if name not in by_field:
            raise Refused("There is no setting “{name}”.", name=name[:40])
        turned[name] = _within(by_field[name], number)
    return replace(values, **turned)  # type: ignore[type-var]


@dataclass(frozen=True)
class Chosen(Generic[T]):
    """Values in force for the whole installation, with who set them and since when; nobody, and version 0, for those
    we ship."""

    values: T
    author: str = ""
    since: str = ""
    version: int = 0


def kept(kind: type[T], chosen: Mapping[str, Any]) -> T:
    """The values that were chosen. A dial that is no more, or new, stands as we ship it."""
    known = {one.field for one in dials(kind)}
    return kind(**{name: value for name, value in chosen.items() if name in known})


def _within(dial: Dial, number: float) -> float:
    usable = isinstance(number, int | float) and not isinstance(number, bool) and math.isfinite(number)
    if not usable or not dial.least <= number <= dial.most or (dial.whole and number != int(number)):
        message = N_("{setting}: please use a number from {least} to {most}.")
        if dial.whole:
            message = N_("{setting}: please use a whole number from {least} to {most}.")
        least, most = partial(format_value, dial.least), partial(format_value, dial.most)
        raise Refused(message, setting=partial(_, dial.label), least=least, most=most)
    return int(number) if dial.whole else float(number)
