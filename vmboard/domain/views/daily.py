"""The daily huddle as a wall and its pages show it."""

from dataclasses import dataclass
from datetime import date, datetime, time

from vmboard.domain.views.follow import Hours


@dataclass(frozen=True)
class Daily:
    """What a board says of today's daily huddle: ``prompts``, three leads each with what follows, in these ``hours``
    until it was held, and ``different``, which stands until midnight."""

    at: time
    hours: Hours | None = None
    prompts: tuple[tuple[str, str], ...] = ()
    different: str = ""


@dataclass(frozen=True)
class DayLooked:
    """A day of a measure: ``count`` is None where nobody said; ``version`` is the mark's, 0 where none is."""

    day: date
    words: str
    count: int | None
    version: int


@dataclass(frozen=True)
class MeasureLooked:
    """A measure kept day by day, on the days a daily huddle looks at; on a safety cross (``every_day``) a day without
    a mark is open."""

    measure_id: int
    name: str
    every_day: bool
    days: tuple[DayLooked, ...]


@dataclass(frozen=True)
class DailyView:
    """Today's daily huddle. ``meets``: whether the team meets so today, and no weekly huddle takes its place."""

    day: date
    at: time
    meets: bool
    held_at: datetime | None
    held_text: str
    """``Held at 08:17``; empty until then."""
    different: str
    looked: tuple[MeasureLooked, ...]
    due: tuple[str, ...]
    """What is owed today, a line each: ``Order 20 slings · JD · 2 days late``."""
    owe: str
    hours: Hours
    held: str
    """``Held on 7 of the last 8 days``."""
    before: tuple[tuple[str, str], ...]
    """The lines of earlier days, newest first: ``Mon 16 Nov``, what was different."""
