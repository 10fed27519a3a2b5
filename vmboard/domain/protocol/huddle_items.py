"""What the huddle's scripts hand in, verb by verb, as ``items`` has the rest."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from vmboard.domain.huddles.sections import Section


@dataclass(frozen=True, kw_only=True)
class StepHuddle:
    """``section`` and ``project`` to go to, ``was`` and ``was_project`` where the person saw it stand."""

    verb: ClassVar = "huddles.step"
    row: int
    section: Section
    project: int | None = None
    was: str = ""
    was_project: int | None = None


@dataclass(frozen=True, kw_only=True)
class FollowHuddle:
    """Whether the team's walls follow it."""

    verb: ClassVar = "huddles.follow"
    row: int
    on: bool = False


@dataclass(frozen=True, kw_only=True)
class CountPeople:
    """Everyone, where ``profession`` is empty."""

    verb: ClassVar = "huddles.count_people"
    row: int
    count: int
    was: int
    profession: str = ""


@dataclass(frozen=True, kw_only=True)
class CloseHuddle:
    verb: ClassVar = "huddles.close"
    row: int


@dataclass(frozen=True, kw_only=True)
class AddToRecap:
    """``words`` for the recap of a huddle that is closed; who says them is known."""

    verb: ClassVar = "huddles.add_to_recap"
    row: int
    words: str = ""
    key: str = ""


@dataclass(frozen=True, kw_only=True)
class HoldDaily:
    """The daily huddle of a ``day`` is closed, or gone on with."""

    verb: ClassVar = "huddles.hold_daily"
    day: date
    held: bool
