"""Programme views: what a programme requires, and who measures it by what."""

from dataclasses import dataclass

from vmboard.domain.programmes import Programme


@dataclass(frozen=True)
class Programmes:
    """All of them, by name, and the version that was seen."""

    programmes: tuple[Programme, ...]
    version: int = 0

    def at(self, key: str) -> Programme | None:
        return next((one for one in self.programmes if one.key == key), None)


@dataclass(frozen=True)
class Mapped:
    """A required measure at a team: its own measure (``name``, ``measure_id``), or None where nothing measures it."""

    key: str
    name: str
    measure_id: int | None
    ours: str
    """What the team calls it."""
    by_hand: bool


@dataclass(frozen=True)
class TeamServing:
    """A team that serves a programme: each required measure, other measures and projects that serve it, by name."""

    team_id: int
    slug: str
    name: str
    site: str
    required: tuple[Mapped, ...]
    others: tuple[str, ...]
    projects: tuple[str, ...]

    @property
    def measured(self) -> int:
        return sum(line.measure_id is not None for line in self.required)


@dataclass(frozen=True)
class ProgrammeView:
    """A programme with the teams that serve it, of those one may see, by name."""

    programme: Programme
    requires: tuple[str, ...]
    """The names of the required measures."""
    teams: tuple[TeamServing, ...]
