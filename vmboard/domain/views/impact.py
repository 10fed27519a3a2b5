"""What the page of impact shows: a measure over a group of teams, and a group beside another."""

from dataclasses import dataclass

from vmboard.domain.impact.rate_ratios import Comparison, Counts
from vmboard.domain.impact.return_on_investment import Inputs
from vmboard.domain.impact.since_baseline import Change, CostChange, Impact, Spread
from vmboard.domain.views.board import Chart


@dataclass(frozen=True)
class TeamChoice:
    """A team that may be part of a group. Empty where it has no programme or wave."""

    team_id: int
    name: str
    site: str
    programme: str
    wave: str
    is_stand_in: bool = False
    """It stands for a published group, and counts as no team."""


@dataclass(frozen=True)
class MeasureChoice:
    """A measure that teams share: by its library definition (``library:falls``) or by its name (``name:Falls``)."""

    key: str
    name: str
    unit: str
    teams: int


@dataclass(frozen=True)
class Choices:
    """What may be asked: the teams one may see, and their measures, those that most teams have first."""

    teams: tuple[TeamChoice, ...]
    measures: tuple[MeasureChoice, ...]


@dataclass(frozen=True)
class TeamLine:
    """One team that can be judged. ``was`` and ``now`` are a week's figures in words."""

    slug: str
    measure_id: int
    name: str
    change: Change
    was: str
    now: str
    chart: Chart
    cost: CostChange | None
    """For a cost shared out over patients: its parts, and how many patients were seen."""
    stand_in: str = ""
    """What the figures of a stand-in group are; empty for a team."""
    weeks: str = ""
    """Of which weeks its figures are, where these are not those of all: ``Was: the frozen baseline, 12 weeks, …``."""


@dataclass(frozen=True)
class ImpactView:
    """A measure over a group of teams. ``without`` are teams of the group that do not have the measure."""

    name: str
    unit: str
    lines: tuple[TeamLine, ...]
    impact: Impact
    spread: Spread | None
    productivity: Spread | None
    together: str
    """``Together: 540 before, 400 now a week, 26% lower``; empty for what does not add up."""
    without: tuple[str, ...]
    weeks: str = ""
    """Of which weeks the figures of all these teams are."""


@dataclass(frozen=True)
class Compared:
    """A group beside a comparison group. ``why_not`` says why there is nothing to compare, else empty."""

    found: Comparison | None
    sentences: tuple[str, ...]
    ours: Counts
    theirs: Counts
    exposure: str
    """What the events are set against: ``bed days``, ``weeks``."""
    judged: tuple[str, str]
    """How many teams of each group could be judged, in words."""
    why_not: str = ""
    stand_in: str = ""
    """What the counts are where they only stand for published ones: then no interval is shown."""
    dispersion: str = ""
    """Whether weeks vary more than by chance alone, in words; empty where no interval is shown."""
    weeks: str = ""
    """Of which weeks the counts of both groups are."""
    left_out: tuple[tuple[tuple[str, tuple[str, ...]], ...], ...] = ()
    """Of either group the teams that are left out, by the reason."""


@dataclass(frozen=True)
class EarlierInputs:
    """Inputs that were saved before, the name they are kept under, and who saved them and when."""

    name: str
    inputs: Inputs
    saved: str


@dataclass(frozen=True)
class ReturnView:
    """The saved inputs, who saved them and when in words (empty while nobody has), and their version."""

    inputs: Inputs
    saved: str
    version: int
    earlier: tuple[EarlierInputs, ...] = ()
    """All that were saved before these, the newest first."""
    may_save: bool = False
