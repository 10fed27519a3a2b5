"""A huddle as its pages show it: the one under way, those that were held, and a project as it is talked of."""

from dataclasses import dataclass
from datetime import date, datetime

from vmboard.domain.huddles.recap import Recap
from vmboard.domain.huddles.sections import Section
from vmboard.domain.words import Stage


@dataclass(frozen=True)
class OpenHuddle:
    """The huddle under way, and where it stands."""

    huddle_id: int
    held_on: date
    opened_at: datetime
    section: Section
    section_at: datetime
    project_id: int | None
    on_wall: bool
    celebration: str
    notes: str
    questions: str
    minutes: int | None
    people: int
    professions: dict[str, int]


@dataclass(frozen=True)
class HeldHuddle:
    """A huddle in the list of those held: ``Tue 17 Nov``, ``9 people, 14 minutes``, its celebration."""

    held_on: date
    day_text: str
    facts: str
    celebration: str


@dataclass(frozen=True)
class Talk:
    """A project as a huddle talks of it: which cycle, the five answers by field, and its measure and guards."""

    project_id: int
    title: str
    stage: Stage
    where: str
    """``Testing 46 days · PDSA 3``."""
    answers: dict[str, str]
    measure_id: int | None
    guard_ids: tuple[int, ...]
    owner: str
    blocked: str
    holds_when: str
    note: str = ""
    """``PDSA 4 begins with your first words.`` where no cycle is open."""


@dataclass(frozen=True)
class ToldHuddle:
    """A huddle that is over, told for those off shift."""

    huddle_id: int
    held_on: date
    recap: Recap
    text: str
