"""A team's self-assessments: each as its own profile, and the way from one to the next."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.coaching.self_assessment import Gap, Group, Profile, Step


@dataclass(frozen=True)
class Assessed:
    """One assessment: the answer a team agreed on in the room, or what single people answered in one month.

    ``answers`` are those of an agreed one, to be changed; what single people answered is told as a profile only.
    ``on`` is its day, or the first day of its month; ``title`` says so in words.
    """

    on: date
    title: str
    agreed: bool
    profile: Profile
    assessment_id: int | None = None
    version: int = 1
    answers: tuple[tuple[str, int], ...] = ()
    author: str = ""


@dataclass(frozen=True)
class SelfAssessment:
    """All of a team's, oldest first. ``now`` is the newest that may be shown, ``steps`` its groups beside the one of
    the same kind before it, at ``since``; ``away`` are agreed ones that were taken out."""

    groups: tuple[Group, ...]
    rounds: tuple[Assessed, ...]
    away: tuple[Assessed, ...]
    now: Assessed | None
    steps: tuple[Step, ...]
    since: date | None
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class ItemSet:
    """The set that all teams assess themselves by; ``version`` is 0 for the one we ship, ``author`` who changed it."""

    groups: tuple[Group, ...]
    version: int
    author: str
