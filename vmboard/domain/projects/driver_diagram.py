"""Driver diagram: what drives an aim, what drives that, and the change ideas that act on it, read from left to right.

The form is that of the Institute for Healthcare Improvement: aim, primary drivers, secondary drivers, change ideas
(Bennett and Provost 2015, "What's your theory?", Quality Progress 48(7):36–43).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vmboard.domain.projects.line_lists import lines_of, short
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.words import DriverKind

WHAT = N_("The driver diagram")
_DASHES = re.compile(r"^((?:[-–—•*>]\s*)*)(.*)$", re.S)
_KINDS = tuple(DriverKind)


@dataclass(frozen=True)
class DriverLine:
    """A line of the diagram. ``card_id`` is the project that a change idea is, and ``card_text`` where that stands."""

    kind: DriverKind
    text: str
    driver_id: int = 0
    card_id: int | None = None
    card_text: str = ""


@dataclass(frozen=True)
class Branch:
    """A line with the lines below it."""

    line: DriverLine
    twigs: tuple["Branch", ...] = ()


def read_drivers(text: str) -> list[DriverLine]:
    """The lines as typed: a primary driver bare, a secondary one after a dash, a change idea after two. A long dash is
    two: a telephone makes one of them. Raises Refused for an idea or a driver that belongs to nothing."""
    made: list[DriverLine] = []
    for typed in lines_of(text, WHAT):
        dashes, words = _DASHES.fullmatch(typed).groups()  # type: ignore[union-attr]
        depth = min(len(dashes.replace("—", "--").replace(" ", "")), 2)
        if not words:
            continue
        if depth and not made:
            raise Refused("Begin with what drives the aim: a line without a dash.")
        made.append(DriverLine(_KINDS[depth], short(words)))
    return made


def typed_drivers(lines: Sequence[DriverLine]) -> str:
    """The lines as somebody would type them: ``read_drivers`` reads them back."""
    return "\n".join(f"{'-' * depth}{' ' if depth else ''}{line.text}" for line in lines for depth in [_depth(line)])


def branches(lines: Sequence[DriverLine]) -> tuple[Branch, ...]:
    """The tree: each line below the nearest one before it that stands further left. Whatever stands before the first
    primary driver hangs on the aim itself."""
    made: list[Branch] = []
    start = 0
    while start < len(lines):
        stop = start + 1
        while stop < len(lines) and _depth(lines[stop]) > _depth(lines[start]):
            stop += 1
        made.append(Branch(lines[start], branches(lines[start + 1 : stop])))
        start = stop
    return tuple(made)


def summary(lines: Sequence[DriverLine]) -> str:
    """``3 primary drivers, 5 secondary drivers, 6 change ideas: 4 on the board``."""
    ideas = [line for line in lines if line.kind is DriverKind.CHANGE]
    cards = sum(line.card_id is not None for line in ideas)
    first, second = (sum(line.kind is kind for line in lines) for kind in (DriverKind.PRIMARY, DriverKind.SECONDARY))
    parts = [
        ngettext("{n} primary driver", "{n} primary drivers", first) if first else "",
        ngettext("{n} secondary driver", "{n} secondary drivers", second) if second else "",
        ngettext("{n} change idea", "{n} change ideas", len(ideas)) if ideas else "",
    ]
    said = ", ".join(filter(None, parts))
    return _("{drivers}: {count} on the board", drivers=said, count=cards) if ideas else said


def _depth(line: DriverLine) -> int:
    return _KINDS.index(line.kind)
