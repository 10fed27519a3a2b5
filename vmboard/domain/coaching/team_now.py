"""Input to the priority score: what the morning round looks at for one team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vmboard.domain.words import Domain, Signal


@dataclass(frozen=True)
class SignalNow:
    """What the rules say of a measure's latest point. ``since`` is the first week of what they saw."""

    measure: str
    signal: Signal
    since: date
    domain: Domain


@dataclass(frozen=True)
class Slip:
    """An embedded project whose gain is going, and the measure that it was to move."""

    title: str
    measure: str


@dataclass(frozen=True)
class InTesting:
    """A project in testing. ``blocked`` is what it waits for; empty when nothing stands in its way."""

    title: str
    days_stuck: int
    blocked: str = ""


@dataclass(frozen=True)
class Late:
    """A measure without its newest figures."""

    name: str
    weeks_late: int
    waiting_for: str = ""


@dataclass(frozen=True)
class Unanswered:
    """What a team below sent up, that this team has and has not answered. ``days_waiting`` is since it was asked;
    ``says`` are the words of the wait."""

    days_waiting: int
    text: str
    asker: str = ""
    says: str = ""


@dataclass(frozen=True)
class Unread:
    """A screen that is on and that nobody can read, and why in a sentence."""

    name: str
    shows_nothing: bool
    why: str


@dataclass(frozen=True)
class TeamNow:
    """What the morning round looks at for one team.

    ``began`` is the day it began to use the board, from which a huddle or visit that never was is counted;
    ``rhythm_days`` the usual days between two huddles; ``displays_silent`` the days since each screen was last seen;
    ``displays_unread`` the screens that are on and cannot be read;
    ``last_opened`` is the day on which those who keep the board last opened it, ``opens_since`` the first on which
    that was counted anywhere, None before;
    ``on_time`` and ``on_time_of`` the figures that came in on time, of those that were due lately.
    """

    team_id: int
    name: str
    began: date
    last_huddle: date | None = None
    rhythm_days: int = 7
    signals: Sequence[SignalNow] = ()
    slipping: Sequence[Slip] = ()
    testing: Sequence[InTesting] = ()
    late: Sequence[Late] = ()
    escalations: Sequence[Unanswered] = ()
    displays_silent: Sequence[int] = ()
    displays_unread: Sequence[Unread] = ()
    last_visit: date | None = None
    last_opened: date | None = None
    opens_since: date | None = None
    on_time: int = 0
    on_time_of: int = 0
    paused_since: date | None = None
