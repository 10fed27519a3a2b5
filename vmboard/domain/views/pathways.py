"""View models of pathways: the list, one pathway with its measures, teams and projects, and its month's close."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vmboard.domain.figures.closing import WeekClose
from vmboard.domain.measures.points import Reading
from vmboard.domain.text.catalogue import ngettext
from vmboard.domain.views.board import ChartDecision, Tile
from vmboard.domain.views.organisation import TeamTile
from vmboard.domain.words import Pooling, Stage


@dataclass(frozen=True)
class PathwayKey:
    """Which pathway: the team that keeps it, and its number there. In an address ``3-117``."""

    kept_by: int
    pathway_id: int

    def __str__(self) -> str:
        return f"{self.kept_by}-{self.pathway_id}"


@dataclass(frozen=True)
class PathwayTeamLine:
    """A team at its place along a pathway. ``sees``: whether the reader sees its own figures whatever it released."""

    team_id: int
    slug: str
    name: str
    site: str
    sees: bool


@dataclass(frozen=True)
class PathwayLine:
    """A pathway in the list. ``may_change``: whoever reads may for each of its teams."""

    key: PathwayKey
    name: str
    aim: str
    teams: tuple[PathwayTeamLine, ...]
    version: int
    may_change: bool
    removed: bool = False

    @property
    def sites(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(team.site for team in self.teams))


@dataclass(frozen=True)
class Releasing:
    """One of the reader's own teams, and whether it lets the others see its figures of a measure."""

    team_id: int
    name: str
    released: bool


class WeekTogether(NamedTuple):
    """A week of all teams together; ``lacks`` says whose figure is not in it, and why: empty where all are."""

    week: date
    reading: Reading
    lacks: str = ""


@dataclass(frozen=True)
class PathwayMeasureView:
    """A measure of a pathway. ``tile`` is None where there is no total, and ``why_not`` says why; ``teams`` are those
    whose own figures the reader sees, ``hidden`` how many more there are. ``kept`` says how many teams are in it,
    ``without``, ``missing`` (in the newest week), ``gaps`` (where there are others) and ``uncounted`` whose are not."""

    measure_id: int
    key: str
    name: str
    unit: str
    pooling: Pooling
    definition: str
    kept: str
    without: str
    tile: Tile | None
    why_not: str
    missing: str
    gaps: str
    uncounted: str
    teams: tuple[TeamTile, ...]
    hidden: int
    variation: tuple[str, ...]
    method: str
    releasing: tuple[Releasing, ...]
    total: tuple[WeekTogether, ...] = ()
    figures: tuple[tuple[str, date, Reading], ...] = ()
    """Rows to take away: all teams together, and team by team of those the reader sees."""
    baselines: tuple[ChartDecision, ...] = ()
    rebases: tuple[ChartDecision, ...] = ()
    """What was decided of its chart: the frozen weeks, one or none, and new centre lines."""

    @property
    def hidden_words(self) -> str:
        if not self.hidden:
            return ""
        return ngettext(
            "{n} team not shown: seen by the team itself until its lead lets others.",
            "{n} teams not shown: seen by the team itself until its lead lets others.", self.hidden,
        )  # fmt: skip

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing from its figures, or left out of them, and whose; nothing where all are in."""
        return tuple(filter(None, (self.without, self.missing, self.gaps, self.uncounted)))


@dataclass(frozen=True)
class PathwayProjectLine:
    """A project that its team marked for the pathway; ``may_unmark``: it is of one of the reader's own teams."""

    team_id: int
    project_id: int
    title: str
    team: str
    slug: str
    stage: Stage
    since: str
    next_step: str
    sees: bool
    may_unmark: bool


@dataclass(frozen=True)
class PathwayView:
    """One pathway as somebody may see it. ``choices`` are the measures that can be added, by key; ``markable`` the
    projects of the reader's teams that could be marked: team, number, words."""

    line: PathwayLine
    reads: bool
    week_text: str
    measures: tuple[PathwayMeasureView, ...]
    projects: tuple[PathwayProjectLine, ...]
    choices: tuple[tuple[str, str, bool], ...] = ()
    """Key, name, and whether the teams' figures say what they are out of."""
    markable: tuple[tuple[int, int, str], ...] = ()
    is_demo: bool = False


@dataclass(frozen=True)
class TeamClose:
    """A month of one team: its weeks, who gives the figures, ``closed`` in words once it is, and ``usual``, how long
    its weeks take to become final."""

    team_id: int
    name: str
    owners: str
    weeks: tuple[WeekClose, ...]
    closed: str
    is_closed: bool
    may_close: bool
    usual: str


@dataclass(frozen=True)
class ClosingView:
    """A month's close of a pathway's teams; ``tile`` is the days until a week's cost is final everywhere, as a
    measure by itself."""

    month: date
    months: tuple[date, ...]
    teams: tuple[TeamClose, ...]
    tile: Tile
    left_out: int
    """Weeks brought in from a workbook, which tell nothing of reporting."""
    days: tuple[tuple[str, WeekClose], ...]
    """Rows to take away: team, week."""
