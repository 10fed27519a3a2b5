"""One-line parser of a measure: ``Missed breakfasts, below 3`` as its name, its unit, which way is better, and its
target. A team writes what else it counts as it would say it."""

import re
from dataclasses import dataclass

from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction

_LESS = r"below|under|less than|fewer than|at most|no more than|<=|≤|<"
_MORE = r"above|over|more than|at least|no less than|no fewer than|>=|≥|>"
_TARGET = re.compile(
    rf"^(?P<name>.*?)[\s,;:]+(?:(?P<less>{_LESS})|(?P<more>{_MORE}))\s*(?P<pounds>£?)\s*"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?P<unit>.*)$", re.I,
)  # fmt: skip
_WAY = re.compile(r"^(?P<name>.*?)[\s,;:]+(?:(?P<less>fewer|less|lower|down)|(?P<more>more|higher|up))$", re.I)


@dataclass(frozen=True)
class OwnLine:
    """What a line says. ``target`` is None where only the way is said: ``Missed breakfasts, fewer``."""

    name: str
    direction: Direction
    target: float | None = None
    unit: str = "count"
    decimals: int = 0


def read_own(line: str) -> OwnLine:
    """Raises Refused, with an example, where it does not say which way is better."""
    words = " ".join(line.split())
    target = _TARGET.match(words)
    way = target or _WAY.match(words)
    name = way["name"].strip(" ,;:") if way else ""
    if not way or not name:
        shown = re.split(r"[,;:]", words, maxsplit=1)[0][:40] or "Missed breakfasts"
        raise Refused(f"Say which way is better: “{shown}, below 3”, “{shown}, above 90%” or “{shown}, fewer”.")
    direction = Direction.DECREASE if way["less"] else Direction.INCREASE
    if target is None:
        return OwnLine(name, direction)
    number, after = target["number"].replace(",", ""), target["unit"].strip(" .")
    unit = "£" if target["pounds"] else after[:24] or "count"
    return OwnLine(name, direction, float(number), unit, len(number.partition(".")[2]))


def own_lines(text: str) -> list[str]:
    """The lines of a box that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
