"""What the page of work sampling shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from vmboard.domain.sampling import Estimate
from vmboard.domain.words import TimeUse


@dataclass(frozen=True)
class CategoryLine:
    """``category_id`` is 0 for one to start with that is no row yet; ``version`` is the row's."""

    category_id: int
    name: str
    counts_as: TimeUse
    removed: bool = False


@dataclass(frozen=True)
class OpenSampling:
    """The sampling under way: ``looks`` by category, ``moments`` to look round at, oldest first."""

    sampling_id: int
    started_at: datetime
    every_minutes: int
    at_random: bool
    planned: int
    looks: Mapping[int, int]
    moments: tuple[datetime, ...]


@dataclass(frozen=True)
class SampledWeek:
    """What the newest week with looks says. ``by_category`` holds every category that was seen, those seen most first;
    ``by_role`` the roles with enough looks to judge by. ``last_id`` is its last sampling."""

    week: date
    said: Estimate
    by_category: tuple[tuple[str, TimeUse, int], ...]
    by_role: tuple[tuple[str, Estimate], ...]
    fewer: int
    """How many roles have too few looks to be shown."""
    last_id: int


@dataclass(frozen=True)
class SamplingView:
    categories: tuple[CategoryLine, ...]
    away: tuple[CategoryLine, ...]
    going: OpenSampling | None
    newest: SampledWeek | None
    needed: int
    """How many looks the next sampling takes for 5 points either way."""
