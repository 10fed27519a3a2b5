"""A measure's settings, and days kept one by one, as their pages show them."""

from dataclasses import dataclass
from datetime import date

from vmboard.domain.views.board import Tile
from vmboard.domain.words import Direction, Domain, IndicatorKind, MeasureKind


@dataclass(frozen=True)
class SettingsView:
    """Everything about a measure that its team may change. ``tile`` is how the wall shows it."""

    measure_id: int
    name: str
    short_name: str
    domain: Domain
    unit: str
    direction: Direction
    target: str
    """As one types it; empty where there is none."""
    target_since: str
    unit_since: str
    definition: str
    source: str
    data_owner: str
    indicator: IndicatorKind | None
    target_set_by: str
    cadence_weeks: int
    decimals: int | None
    out_of: str
    out_of_id: int | None
    """The measure that counts what it is out of, where somebody linked one."""
    kind: MeasureKind
    began_on: date | None
    computed: str
    """How the board works it out, in words; empty where people put its figures in."""
    on_wall: bool
    public: bool | None
    """Marked for public screens, or against; None: as usual for its kind."""
    retired: str
    """Since when it is watched monthly, and why; empty where it is not."""
    removed: bool
    tile: Tile | None
    """None for a measure that was removed."""
    countable: tuple[tuple[int, str], ...] = ()
    """The measures that may count what it is out of, by id and name."""
    library_key: str = ""
    programmes: str = ""
    """Those it serves, as they are stored."""


@dataclass(frozen=True)
class AwayLine:
    """A measure that is watched monthly, or was removed: ``why`` says since when."""

    measure_id: int
    name: str
    why: str


@dataclass(frozen=True)
class DaysView:
    """A measure kept day by day: its marks are how many happened that day, and the version of the mark."""

    measure_id: int
    name: str
    kind: MeasureKind
    first: date
    marks: dict[date, tuple[int, int]]
    sentence: str
    tile: Tile
