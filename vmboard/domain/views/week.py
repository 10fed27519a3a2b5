"""What the page of the week shows: one line a measure, and who owes what before the huddle."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.words import Domain, PointStatus


@dataclass(frozen=True)
class Figure:
    """What stands in one box: a measure in one week. ``version`` is 0 where nobody has put anything in yet."""

    measure_id: int
    week: date
    text: str = ""
    """As one types it: ``12``, ``16/47``."""
    status: PointStatus = PointStatus.NOT_IN_YET
    waiting_for: str = ""
    note: str = ""
    version: int = 0
    value_text: str = ""
    """As the board says it: ``34%``."""
    doubt: str = ""
    """The question about it that nobody has answered yet: ``Ten times last week: 41% or 4.1%?``"""
    mend: str = ""
    """The other reading that it offers, as one types it."""

    @property
    def is_in(self) -> bool:
        return self.status is not PointStatus.NOT_IN_YET


@dataclass(frozen=True)
class Part:
    """A measure that enters a computed one, above or below the line of the fraction."""

    measure_id: int
    weight: float
    below: bool


@dataclass(frozen=True)
class WeekLine:
    """One measure in a week. ``figure`` is None where nobody types it: it is computed, or kept day by day."""

    measure_id: int
    name: str
    domain: Domain
    unit: str
    unit_text: str
    """What stands behind the box: ``%``, ``£``, ``falls``."""
    decimals: int | None
    owner: str
    last_when: str
    """``last week``, or the day of the latest figure before this week: ``25 Oct``."""
    last_text: str
    last_typed: str
    """That figure as one would type it again."""
    usual: str
    """``0 to 5``; empty where no range is known."""
    figure: Figure | None = None
    value_text: str = ""
    out_of: str = ""
    """What its figures are out of, in words; ``so many`` where nobody gave it a name; empty without a denominator."""
    out_of_id: int | None = None
    """The measure whose figure of the week they are out of, so that nobody types it twice."""
    needs_both: bool = False
    """Whether its chart draws nothing of a figure that does not say out of how many."""
    scale: float = 1.0
    """What so many out of so many is multiplied by: 100 for a percentage."""
    waits: str = ""
    """Whom it waits for when it is not in: as it was the last time, else its data owner."""
    asked: bool = False
    """Whether this week counts on it."""
    weeks_late: int = 0
    """For how many weeks it has been due: 1 where only this week's figure is missing."""
    is_owed: bool = False
    owed_words: str = ""
    """How an owed one is marked: ``not in``, ``3 weeks late``."""
    next_asked: str = ""
    parts: tuple[Part, ...] = ()
    factor: float = 1.0
    by_day: bool = False


@dataclass(frozen=True)
class WeekView:
    """The page of one week. ``others`` are this week's values of parts that have no line here."""

    week: date
    title: str
    lines: tuple[WeekLine, ...]
    huddle: str
    """``tomorrow 10:00``."""
    others: tuple[tuple[int, float], ...]
    paused: str = ""
    """``Paused since 3 Nov: the ward moves``; then nothing is asked for. Empty for a team at work."""
    is_running: bool = False
    """Whether it is the week under way, whose figures are so far."""
    is_closed: bool = False
    """Whether it is under way and was closed early, so that the board tells of it."""

    @property
    def asked(self) -> int:
        return sum(line.asked for line in self.lines)

    @property
    def got(self) -> int:
        return sum(line.asked and not line.is_owed for line in self.lines)

    @property
    def owed(self) -> tuple[WeekLine, ...]:
        return tuple(line for line in self.lines if line.is_owed)


@dataclass(frozen=True)
class GridLine:
    """A measure over some weeks: what stands in each, the oldest first; only words where the board computes it."""

    measure_id: int
    name: str
    unit_text: str
    domain: Domain
    figures: tuple[Figure, ...]
    computed: tuple[str, ...] = ()
    is_share: bool = False
    """Whether its figures are so many out of so many, both typed."""


@dataclass(frozen=True)
class GridView:
    """``running`` is the week under way, the last of them."""

    weeks: tuple[date, ...]
    lines: tuple[GridLine, ...]
    running: date
