"""What the page of the organisation shows: its tree, measures side by side, spread, and data on time."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.organisation.comparing import Timeliness, Variation
from vmboard.domain.organisation.spread import Helper
from vmboard.domain.views.board import Tile


@dataclass(frozen=True)
class TeamBranch:
    """One team of the tree. ``depth`` is how many teams of its site stand above it; ``stages`` counts its ideas,
    tests and embedded projects; ``tests`` are the titles of what it tests now."""

    team_id: int
    slug: str
    name: str
    organisation: str
    site: str
    depth: int
    under: str
    """The team above it, where that belongs to another site."""
    stages: tuple[int, int, int]
    tests: tuple[str, ...]
    programme: str = ""
    wave: int | None = None
    started_on: date | None = None
    paused: str = ""
    stand_in: str = ""
    """What the figures of a stand-in group are; empty for a team."""
    graduated_on: date | None = None
    helped_by: tuple[Helper, ...] = ()
    """Who helped it: the team it named, and those whose ideas it copied."""


@dataclass(frozen=True)
class Wave:
    """The teams that began together, by name. ``title`` is ``Wave 2``, or ``No wave yet``."""

    title: str
    teams: tuple[TeamBranch, ...]

    @property
    def stages(self) -> tuple[int, int, int]:
        ideas, tests, embedded = (sum(team.stages[n] for team in self.teams) for n in range(3))
        return ideas, tests, embedded

    @property
    def with_embedded(self) -> int:
        """How many of its teams have made something part of their work."""
        return sum(team.stages[2] > 0 for team in self.teams)

    @property
    def graduated(self) -> int:
        return sum(team.graduated_on is not None for team in self.teams)


@dataclass(frozen=True)
class SharedMeasure:
    """A measure of the library that two teams or more keep."""

    key: str
    name: str
    teams: int


@dataclass(frozen=True)
class TeamTile:
    """A team's own tile of a shared measure."""

    team: str
    slug: str
    tile: Tile


@dataclass(frozen=True)
class Comparison:
    """A shared measure, team by team in the order of their names; ``tiles`` are the ones to be shown now.

    ``variation`` is None where teams cannot be compared by it: ``why_not`` says why, in words.
    """

    key: str
    name: str
    unit: str
    definition: str
    teams: int
    tiles: tuple[TeamTile, ...]
    variation: Variation | None
    why_not: str
    weeks: str
    """``26 weeks to 15 Nov``: what the chart of variation adds up."""


@dataclass(frozen=True)
class OnTime:
    """Days to report, source by source, and the sources of which nobody knows when figures came in."""

    sources: tuple[Timeliness, ...]
    unknown: tuple[str, ...]
    since: str
