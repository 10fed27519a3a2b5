"""A team's coaching log as one reader may see it."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.coaching.log import Confidence, Level, Occasion, PromiseState, Readers
from vmboard.domain.text.catalogue import _


@dataclass(frozen=True)
class PromiseLine:
    """A promise and how it stands, in words; ``said_on`` is the day of its visit, as one says it."""

    promise_id: int
    text: str
    by: date | None
    state: PromiseState
    words: str
    said_on: str = ""
    removed: bool = False
    money: str = ""
    """``£2,500 back to the team``; empty where it is about no money."""


@dataclass(frozen=True)
class VisitLine:
    """One entry of the log. ``mine``: the reader wrote it, and may change it."""

    visit_id: int
    version: int
    on: date
    on_text: str
    occasion: Occasion
    level: Level
    author: str
    asked: str
    next_step: str
    private: bool
    mine: bool
    for_coaches: bool = False
    promises: tuple[PromiseLine, ...] = ()
    gone: tuple[PromiseLine, ...] = ()
    """Promises that were taken away again."""

    @property
    def readers(self) -> Readers:
        if self.for_coaches:
            return Readers.COACHES
        return Readers.AUTHOR if self.private else Readers.LOG

    @property
    def title(self) -> str:
        return visit_title(self.level, self.occasion)


def visit_title(level: Level, occasion: Occasion) -> str:
    """``Ward visit``, ``Executive walk-round``, ``Coach the coach``."""
    if level is Level.COACH and occasion is Occasion.VISIT:
        return level.label
    return _("{level} {occasion}", level=level.label, occasion=occasion.label.lower())


@dataclass(frozen=True)
class StepLine:
    """A next step that is still open: at which level, of which day's visit and whose."""

    level: Level
    on_text: str
    author: str
    text: str


@dataclass(frozen=True)
class CoachingLog:
    """The log, newest visit first. ``steps`` are the next steps still open; confidence is by month.

    ``open`` are the promises to ask about, the overdue and the earliest first; ``kept`` those kept within a month.
    ``promises_words`` counts these two. ``usual`` is the level at which the reader usually visits. ``away`` are the
    reader's own visits that were taken out. ``own`` is how confident the reader said to be as coach.
    """

    visits: tuple[VisitLine, ...]
    away: tuple[VisitLine, ...]
    open: tuple[PromiseLine, ...]
    kept: tuple[PromiseLine, ...]
    promises_words: str
    steps: tuple[StepLine, ...]
    usual: Level
    confidence: tuple[Confidence, ...]
    coaches: tuple[Confidence, ...]
    own: tuple[Confidence, ...]


@dataclass(frozen=True)
class SharedNote:
    """What a coach wrote of a visit to any team and shares with other coaches."""

    team: str
    on_text: str
    author: str
    title: str
    asked: str
    next_step: str
