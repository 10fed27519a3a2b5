"""Export model: all that is known of a team's figures, with their definitions, decisions and changes, to be taken away
in a file."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vmboard.domain.views.board import Tile
from vmboard.domain.words import Direction, MeasureKind, PartRole, PointStatus


@dataclass(frozen=True)
class FigureRecord:
    """A measure's figure for one week, as every screen tells it."""

    week: date
    value: float | None
    numerator: float | None
    denominator: float | None
    status: PointStatus
    waiting_for: str
    note: str
    doubt: str
    """What was asked about it and nobody has answered yet."""


@dataclass(frozen=True)
class DayRecord:
    """How often it happened on one day, of a measure kept day by day."""

    day: date
    count: int
    note: str


@dataclass(frozen=True)
class PartRecord:
    """A measure that enters a derived one. ``measure_id`` may be of one that is no longer in use."""

    measure_id: int
    name: str
    role: PartRole
    weight: float


@dataclass(frozen=True)
class DecisionRecord:
    """What somebody decided about a chart: ``what`` is baseline, new centre line or week left out."""

    what: str
    first_week: date
    last_week: date
    reason: str


@dataclass(frozen=True)
class MeasureRecord:
    """A measure: how it stands (``tile``), what it means, and all its figures, oldest first.

    A derived measure has ``parts``: ``factor`` × the sum of weight × numerator, over the denominator.
    """

    measure_id: int
    tile: Tile
    short_name: str
    decimals: int | None
    direction: Direction
    target: float | None
    definition: str
    source: str
    data_owner: str
    kind: MeasureKind
    cadence_weeks: int
    out_of: str
    factor: float
    retired_on: date | None
    parts: tuple[PartRecord, ...]
    decisions: tuple[DecisionRecord, ...]
    figures: tuple[FigureRecord, ...]
    days: tuple[DayRecord, ...]


@dataclass(frozen=True)
class TeamRecord:
    """A team and its measures, in the order of its board. ``week`` is the one its board tells of."""

    team_id: int
    slug: str
    name: str
    site: str
    organisation: str
    is_demo: bool
    stand_in: str
    week: date
    today: date
    measures: tuple[MeasureRecord, ...]


@dataclass(frozen=True)
class ChangeRecord:
    """A change of a figure, a measure or a decision: how the row stood before and after."""

    revision: int
    at: datetime
    by: str
    verb: str
    noun: str
    key: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str
