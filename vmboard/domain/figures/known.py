"""Reference data: what a board knows before a file is read, so that each figure is judged against its own measure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.words import Direction, Domain, IndicatorKind


@dataclass(frozen=True)
class KnownPoint:
    """A figure that the board has for a week; ``value`` is None while it is not in yet."""

    value: float | None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class KnownMeasure:
    """A measure of a board with all its figures by week. ``takes_figures`` is empty, or says why it takes none."""

    name: str
    short_name: str = ""
    unit: str = ""
    domain: Domain | None = None
    direction: Direction | None = None
    target: float | None = None
    takes_figures: str = ""
    points: Mapping[date, KnownPoint] = field(default_factory=dict)
    definition: str = ""
    source: str = ""
    data_owner: str = ""
    leading_or_lagging: IndicatorKind | None = None
    target_set_by: str = ""


@dataclass(frozen=True)
class KnownBoard:
    """A team's board. ``others`` are the names of other teams, whose figures are never taken for this one's.

    ``places`` are the site and the organisation it belongs to, ``other_places`` the other sites; ``settled`` holds the
    answers that this team gave to lasting questions before, by topic.
    """

    team: str
    slug: str
    week_ends_on: int
    measures: tuple[KnownMeasure, ...] = ()
    others: tuple[str, ...] = ()
    settled: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    other_places: tuple[str, ...] = ()

    @property
    def weeks(self) -> tuple[date, ...]:
        """Every week with a figure, in order."""
        return tuple(sorted({week for measure in self.measures for week in measure.points}))
