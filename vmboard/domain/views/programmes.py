"""Programme views: what a programme requires, who measures it by what, and its return to hand round."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.programmes import Programme
from vmboard.domain.views.board import Tile


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


@dataclass(frozen=True)
class ReturnLine:
    """How one team stands in one measure of a return: its newest figure, what that counts and of what, its week, and
    what the rules say of it. Without a ``tile`` the team does not measure it."""

    team: str
    site: str
    measure: str
    """What the team calls it."""
    figure: str = ""
    of: str = ""
    """``12 of 40 patients seen``; empty where a figure is a count by itself."""
    week: str = ""
    notes: tuple[str, ...] = ()
    """How sure it is, what is not in yet, and since when there are figures."""
    tile: Tile | None = None


@dataclass(frozen=True)
class ReturnSection:
    """One measure of a return: ``counts`` says what it counts, ``measured`` by how many teams."""

    name: str
    counts: str
    measured: str
    lines: tuple[ReturnLine, ...]


@dataclass(frozen=True)
class ProgrammeReturn:
    """A programme's return to hand round: each required measure over its teams, what serves it besides, its projects
    as team, title and stage. Texts are as somebody typed them."""

    name: str
    made_on: date
    summary: str
    notices: tuple[str, ...]
    required: tuple[ReturnSection, ...]
    others: ReturnSection | None
    projects: tuple[tuple[str, str, str], ...]

    @property
    def title(self) -> str:
        return f"{self.name}: return"
