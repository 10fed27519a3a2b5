"""Process map: steps in order, the minutes worked on each, and the minutes waited between them.

The share of the whole time that is worked is the *process cycle efficiency* of value stream mapping (Rother and Shook
1998, Learning to See).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vmboard.domain.numbers import in_decimals
from vmboard.domain.projects.line_lists import lines_of, short
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _, ngettext

WHAT = N_("The process map")
LONGEST_MINUTES = 60 * 24 * 365
_BETWEEN = re.compile(r"\s*[,;\t|]\s*")
_TIME = re.compile(
    r"(?:(?P<d>\d+)\s*d(?:ays?)?)?\s*(?:(?P<h>\d+)\s*h(?:(?:ou)?rs?)?)?\s*(?:(?P<m>\d+)\s*(?:m(?:in(?:ute)?s?)?)?)?",
    re.I,
)


_NO_TIME = re.compile(
    r"[-–—+~]?\s*\d[\d\s.,:hmind]*|an?|half|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|forty"
    r"|sixty|ninety|[?–—-]+",
    re.I,
)
"""What stands where a time should and is none that can be read: it must not become a part of the step's name."""


@dataclass(frozen=True)
class Step:
    """``worked`` minutes on the step itself, then ``waited`` minutes before the next."""

    text: str
    worked: int
    waited: int


@dataclass(frozen=True)
class ProcessMap:
    steps: tuple[Step, ...]

    @property
    def worked(self) -> int:
        return sum(step.worked for step in self.steps)

    @property
    def total(self) -> int:
        return self.worked + sum(step.waited for step in self.steps)

    @property
    def sentence(self) -> str:
        """``Worked 35 min of 4 h 10, which is 14%.`` Empty where no time is told."""
        if not self.total:
            return ""
        share = 100 * self.worked / self.total
        part = _("under 1%") if 0 < share < 0.5 else f"{in_decimals(share)}%"
        worked, whole = duration(self.worked), duration(self.total)
        return _("Worked {worked} of {whole}, which is {part}.", worked=worked, whole=whole, part=part)

    @property
    def longest(self) -> int | None:
        """The place of the step after which the longest wait comes, the first of equals; None where nothing waits."""
        if not self.steps:
            return None
        place = max(range(len(self.steps)), key=lambda at: (self.steps[at].waited, -at))
        return place if self.steps[place].waited else None

    @property
    def longest_sentence(self) -> str:
        """``The longest wait is 2 h, between “Bed asked for” and “Bed ready”.``"""
        if self.longest is None:
            return _("Nothing waits.") if self.total else ""
        before = self.steps[self.longest]
        then = self.steps[self.longest + 1].text if self.longest + 1 < len(self.steps) else ""
        wait = duration(before.waited)
        if not then:
            return _("The longest wait is {wait}, after “{step}”.", wait=wait, step=before.text)
        return _("The longest wait is {wait}, between “{step}” and “{then}”.", wait=wait, step=before.text, then=then)


def duration(minutes: int) -> str:
    """``35 min``, ``4 h``, ``4 h 10``, ``2 days 3 h``, as it is said here."""
    days, left = divmod(minutes, 24 * 60)
    hours, rest = divmod(left, 60)
    if days:
        words = ngettext("{n} day", "{n} days", days)
        return f"{words} {duration(left)}" if left else words
    if hours:
        return _("{hours} h {minutes}", hours=hours, minutes=f"{rest:02d}") if rest else _("{hours} h", hours=hours)
    return _("{minutes} min", minutes=rest)


def _typed_duration(minutes: int) -> str:
    """The same as it is typed, and read, in every language."""
    days, left = divmod(minutes, 24 * 60)
    hours, rest = divmod(left, 60)
    if days:
        return f"{days} {'day' if days == 1 else 'days'}" + (f" {_typed_duration(left)}" if left else "")
    if hours:
        return f"{hours} h {rest:02d}" if rest else f"{hours} h"
    return f"{rest} min"


def read_steps(text: str) -> list[Step]:
    """The steps as typed, one a line: what is done, the time worked, the time waited after it: ``Bed asked for, 5 min,
    2 h``. A bare number is minutes; what is left out is none. Raises Refused for a time that is none."""
    return [_step(line) for line in lines_of(text, WHAT)]


def typed_steps(steps: Sequence[Step]) -> str:
    """The steps as somebody would type them: ``read_steps`` reads them back."""
    return "\n".join(f"{step.text}, {_typed_duration(step.worked)}, {_typed_duration(step.waited)}" for step in steps)


def _step(line: str) -> Step:
    parts = _BETWEEN.split(line)
    times: list[int] = []
    while len(parts) > 1 and len(times) < 2 and (minutes := _minutes(parts[-1])) is not None:
        times.insert(0, minutes)
        parts.pop()
    name = short(", ".join(parts))
    unread = len(parts) > 1 and _NO_TIME.fullmatch(parts[-1].strip()) is not None
    if not name or not times or unread or _minutes(name) is not None:
        raise Refused(
            "“{line}”: say the minutes worked and waited after it, such as “Bed asked for, 5, 40”.", line=line[:40]
        )
    if max(times) > LONGEST_MINUTES:
        raise Refused("“{name}” takes longer than a year: please look at the times again.", name=name)
    return Step(name, times[0], times[1] if times[1:] else 0)


def _minutes(words: str) -> int | None:
    """``90``, ``5 min``, ``1 h 30``, ``2 days``; None where it is no time."""
    time = _TIME.fullmatch(words.strip())
    if time is None or not words.strip() or len(words) > 30:
        return None
    days, hours, minutes = (int(time[unit] or 0) for unit in "dhm")
    return (days * 24 + hours) * 60 + minutes
