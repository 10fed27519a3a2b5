"""One-line parser of a measure: ``Missed breakfasts, below 3`` as its name, its unit, which way is better, and its
target. A team writes what else it counts as it would say it."""

import re
from dataclasses import dataclass

from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction

_LESS = frozenset(("below", "under", "less than", "fewer than", "at most", "no more than", "\N{LESS-THAN OR EQUAL TO}"))
_MORE = frozenset(("above", "over", "more than", "at least", "no less than", "\N{GREATER-THAN OR EQUAL TO}"))
_FEWER, _HIGHER = frozenset(("fewer", "less", "lower", "down")), frozenset(("more", "higher", "up"))
_BETWEEN = r"[\s,;:]+"
_TARGET = re.compile(
    rf"^(.*?){_BETWEEN}({'|'.join(sorted(_LESS | _MORE, key=len, reverse=True))})\s*(£?)\s*"
    r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(.*)$", re.I,
)  # fmt: skip
_WAY = re.compile(rf"^(.*?){_BETWEEN}({'|'.join(sorted(_FEWER | _HIGHER))})$", re.I)


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
    with_target = _TARGET.match(words)
    way = with_target or _WAY.match(words)
    name = way[1].strip(" ,;:") if way else ""
    if not way or not name:
        shown = re.split(r"[,;:]", words, maxsplit=1)[0][:40] or "Missed breakfasts"
        raise Refused(
            "Say which way is better: “{shown}, below 3”, “{shown}, above 90%” or “{shown}, fewer”.",
            shown=shown,
        )
    direction = Direction.DECREASE if way[2].casefold() in _LESS | _FEWER else Direction.INCREASE
    if with_target is None:
        return OwnLine(name, direction)
    pounds, number, after = with_target[3], with_target[4].replace(",", ""), with_target[5].strip(" .")
    unit = "£" if pounds else after[:24] or "count"
    return OwnLine(name, direction, float(number), unit, len(number.partition(".")[2]))


def own_lines(text: str) -> list[str]:
    """The lines of a box that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
