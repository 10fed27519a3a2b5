"""Pareto analysis: causes by how often they were seen, most first, and how few of them make 80 %.

The vital few and the useful many: Juran 1951, Quality Control Handbook. Percentages are of everything counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vmboard.domain.projects.line_lists import lines_of, short
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, ngettext

WHAT = N_("The list of causes")
MOST_OF_IT = 80
"""Per cent that the vital few make."""


@dataclass(frozen=True)
class Bar:
    """``share`` and ``cumulative`` are from 0 to 1; ``is_vital``: it is one of the fewest that make 80 %."""

    name: str
    count: int
    share: float
    cumulative: float
    is_vital: bool


@dataclass(frozen=True)
class Pareto:
    """Bars, most first, of everything counted."""

    bars: tuple[Bar, ...]
    total: int

    @property
    def vital(self) -> int:
        return sum(bar.is_vital for bar in self.bars)

    def sentence(self) -> str:
        """``3 of 9 causes make 80%.`` Where more than half of them are needed, no few stand out."""
        few = ngettext("{n} of {many} causes makes 80%", "{n} of {many} causes make 80%", self.vital, many=self.many)
        return self._told(few, N_("It takes all {many} causes to make 80%: no few stand out."))

    def of_activities(self) -> str:
        """``2 of 7 activities make 80%.``, as ``sentence`` says it of causes."""
        few = ngettext(
            "{n} of {many} activities makes 80%", "{n} of {many} activities make 80%", self.vital, many=self.many
        )
        return self._told(few, N_("It takes all {many} activities to make 80%: no few stand out."))

    @property
    def many(self) -> int:
        return len(self.bars)

    def _told(self, few: str, all_of_them: str) -> str:
        if self.many < 2:
            return ""
        if self.vital == self.many:
            return _(all_of_them, many=self.many)
        return _("{few}: no few stand out.", few=few) if self.vital > self.many / 2 else f"{few}."


def pareto(counts: Iterable[tuple[str, int]]) -> Pareto:
    """Whatever was seen at least once, most first; of equals the first told comes first."""
    seen = sorted(((name, count) for name, count in counts if count > 0), key=lambda pair: -pair[1])
    total, before, bars = sum(count for _name, count in seen), 0, []
    for name, count in seen:
        is_vital = 100 * before < MOST_OF_IT * total
        before += count
        bars.append(Bar(name, count, count / total, before / total, is_vital))
    return Pareto(tuple(bars), total)


def read_causes(text: str) -> list[str]:
    """The names of causes as typed, one a line. Raises Refused for one that stands there twice."""
    names = [short(line) for line in lines_of(text, WHAT)]
    if twice := _twice(names):
        raise Refused("“{twice}” stands there twice: its counts would be told apart by nobody.", twice=twice)
    return names


def _twice(names: Sequence[str]) -> str:
    folded = [name.casefold() for name in names]
    return next((name for at, name in enumerate(names) if folded[at] in folded[:at]), "")
