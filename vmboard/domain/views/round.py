"""The morning round: what is kept of one team between two rounds, and the lines that a coach reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.access.actor import said_name
from vmboard.domain.coaching.reasons_to_visit import Ranked, Rules
from vmboard.domain.coaching.team_now import Slip
from vmboard.domain.dials import Chosen
from vmboard.domain.organisation.comparing import Lags
from vmboard.domain.text.catalogue import _
from vmboard.domain.views.escalations import EscalationView
from vmboard.domain.views.summaries import MeasureSummary
from vmboard.domain.words import Domain, Signal


@dataclass(frozen=True)
class Worse:
    """A measure on the wall that the rules call worse, since the first week of what they saw."""

    measure: str
    domain: Domain
    since: date


@dataclass(frozen=True)
class Trial:
    """A project in testing; ``since`` is the day of its latest step, ``blocked`` what it waits for."""

    title: str
    since: date
    blocked: str = ""


@dataclass(frozen=True)
class Behind:
    """A measure whose figures are late by so many weeks, and whom they wait for."""

    name: str
    weeks: int
    waiting_for: str = ""


@dataclass(frozen=True)
class Result:
    """What came of a project: whether it holds, that in words, and its measure's outcome as the public may read it."""

    project_id: int
    holds: bool | None = None
    holding: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class Summary:
    """What a round needs of one team's board at one revision in one week. What days passing change is not in it.

    ``signals`` counts the measures on the wall by domain and signal; ``stages`` the ideas, tests and embedded
    projects; ``on_time`` the figures that came in within a week, of ``on_time_of`` that were due lately.
    """

    team_id: int
    revision: int
    week: date
    began: date
    last_huddle: date | None = None
    signals: Mapping[Domain, Mapping[Signal, int]] = field(default_factory=dict)
    worse: tuple[Worse, ...] = ()
    slipping: tuple[Slip, ...] = ()
    testing: tuple[Trial, ...] = ()
    late: tuple[Behind, ...] = ()
    stages: tuple[int, int, int] = (0, 0, 0)
    on_time: int = 0
    on_time_of: int = 0
    themes: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    """Of its projects that are or were tried, for the library."""
    only_on: date | None = None
    """The one day it is good for: where a measure is kept day by day, the days since the last event grow daily; where
    the week was closed before it was over, the figures of the week before still have their time."""

    measures: Mapping[str, MeasureSummary] = field(default_factory=dict)
    """By the name under which teams share them; kept with the rest, and read back by themselves, one at a time."""
    sources: Mapping[str, Lags | None] = field(default_factory=dict)
    """How long the figures of each source took; None where nobody noted it. Read back by themselves too."""

    def is_good(self, revision: int, week: date, today: date) -> bool:
        """Whether it still tells of a team at this revision in this week."""
        return (self.revision, self.week) == (revision, week) and self.only_on in (None, today)


@dataclass(frozen=True)
class Whose:
    """Which teams a round is of. Empty, or None, asks for all of them. ``words`` are of a team's name or site."""

    site: str = ""
    programme: str = ""
    wave: int | None = None
    theme: str = ""
    words: str = ""
    level: int | None = None
    """How many levels of teams stand under it: 0 asks for wards and services."""


def level_words(level: int) -> str:
    """``Wards and services``, ``One level above``."""
    named = (_("Wards and services"), _("One level above"), _("Two levels above"), _("Three levels above"))
    return named[level] if level < len(named) else _("{number} levels above", number=level)


@dataclass(frozen=True)
class RoundLine:
    """One team of the round: why to go, how its domains stand, and what is on its board."""

    ranked: Ranked
    slug: str
    site: str
    signals: Mapping[Domain, Mapping[Signal, int]]
    stages: tuple[int, int, int]
    last_visit: str
    """``12 Oct``; empty where nobody has been yet."""
    paused_reason: str = ""
    stand_in: str = ""
    """What the figures of a stand-in group are; empty for a team."""
    graduation: str = ""
    """``Graduated 12 Oct``, or that it has shown all that is asked; empty for all others."""

    @property
    def team_id(self) -> int:
        return self.ranked.team_id


@dataclass(frozen=True)
class RankedBy:
    """The rules in force: those for all teams, or in their place (``mine``) those somebody keeps for themselves."""

    everyones: Chosen[Rules]
    mine: Chosen[Rules] | None = None
    may_set: bool = False
    """Whether this person may save them for all teams."""
    may_keep: bool = False
    """Whether they may keep some of their own."""

    @property
    def now(self) -> Chosen[Rules]:
        return self.mine or self.everyones

    @property
    def values(self) -> Rules:
        return self.now.values

    @property
    def whose(self) -> str:
        """``For all teams, set by Isla Mackay, 3 Nov``; ``Your own, since 3 Nov``."""
        if self.mine is not None:
            return _("Your own, since {day}", day=self.mine.since)
        if not self.everyones.author:
            return _("For all teams, as we ship it")
        return _("For all teams, set by {who}, {day}", who=said_name(self.everyones.author), day=self.everyones.since)


@dataclass(frozen=True)
class RoundView:
    """The round of one morning: the teams that were asked for, those who need their coach most first.

    ``sites``, ``programmes``, ``waves`` and ``themes`` are what may be asked for. ``stand_ins`` are no teams,
    and count as none. ``fresh`` are summaries made for this
    round, to be kept for the next; ``unread`` counts the teams whose boards are still to be looked at.
    """

    lines: tuple[RoundLine, ...]
    paused: tuple[RoundLine, ...]
    of: int
    by: RankedBy
    sites: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    waves: tuple[int, ...] = ()
    themes: tuple[str, ...] = ()
    fresh: tuple[Summary, ...] = ()
    unread: int = 0
    stand_ins: tuple[RoundLine, ...] = ()
    waiting: tuple[EscalationView, ...] = ()
    """What waits for an answer of this person's own teams, the longest wait first."""
    levels: tuple[int, ...] = ()
    """The levels that may be asked for, wards first."""

    @property
    def needing(self) -> int:
        return sum(bool(line.ranked.reasons) for line in self.lines)
