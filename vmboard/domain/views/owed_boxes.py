"""The figures that a data owner outside the team owes, across teams: boxes to fill in, and nothing else of a board."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class OwedBox:
    """One week of one measure. ``text`` is what stands there, ``doubt`` what the board asks of it. It is owed, written
    in or not, as long as the board waits for it."""

    week: date
    title: str
    text: str
    version: int
    doubt: str = ""
    is_owed: bool = True


@dataclass(frozen=True)
class OwedMeasure:
    """A measure with the weeks that are missing, the oldest first, and the newest that is there, to be put right."""

    measure_id: int
    name: str
    unit: str
    latest: str
    """``£12,400, 8 Nov``: the figure before; empty where there is none."""
    boxes: tuple[OwedBox, ...]
    more: int = 0
    """Missing weeks that are older still."""

    @property
    def owed(self) -> int:
        return sum(box.is_owed for box in self.boxes) + self.more


@dataclass(frozen=True)
class OwedTeam:
    team_id: int
    name: str
    site: str
    measures: tuple[OwedMeasure, ...]

    @property
    def owed(self) -> int:
        return sum(measure.owed for measure in self.measures)


@dataclass(frozen=True)
class OwedView:
    """What ``owner`` gives. ``of`` counts the teams; ``owners`` are who may be looked at in place of oneself."""

    owner: str
    teams: tuple[OwedTeam, ...]
    of: int
    owners: tuple[str, ...] = ()

    @property
    def owed(self) -> int:
        return sum(team.owed for team in self.teams)
