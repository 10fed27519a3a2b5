"""Who is to answer what teams send up, and how soon their first answers come."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.views.board import Chart
from vmboard.domain.words import Signal


@dataclass(frozen=True)
class Sending:
    """What a form for sending something up begins with: who answers, by when, and the kinds to choose from. Without a
    team above nothing can be sent."""

    receiver: str
    answer_by: date
    kinds: tuple[str, ...]
    is_above: bool = True


@dataclass(frozen=True)
class Kinds:
    """The list of kinds; ``version`` is 0 for the one we ship, and ``author`` changed it last."""

    kinds: tuple[str, ...]
    version: int
    author: str


@dataclass(frozen=True)
class RunChart:
    """One figure of a receiver over the months or weeks in which answers fell due."""

    name: str
    chart: Chart
    signal: Signal | None


@dataclass(frozen=True)
class ReceiverLine:
    """One who is to answer, for the team above that has it. ``days`` and ``share`` are their run charts, None while
    their points are too few, which ``why_not`` says. ``rows`` are the points as words: the month or week, how many
    fell due, the median days, and how many were answered in time."""

    receiver: str
    holder: str
    waiting: str
    words: str
    days: RunChart | None
    share: RunChart | None
    why_not: str
    period: str
    rows: tuple[tuple[str, str, str, str], ...]
