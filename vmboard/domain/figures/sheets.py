"""Import model: what leaves the reader of a workbook: measures, data points and refusals, each with the cell it came
from.

Single cells are read in ``domain.figures.written`` (``read_number``) and ``domain.figures.cells`` (``read_week``,
words).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vmboard.domain.words import Direction, Domain, PointStatus


class Layout(StrEnum):
    """How a box score lies on its sheet: a column per week, or a row per figure."""

    WIDE = "wide"
    TIDY = "tidy"
    MIXED = "mixed"  # a workbook with sheets of both kinds


@dataclass(frozen=True)
class SheetMeasure:
    """A measure as its sheet gives it. None means the sheet does not say: what is known stands."""

    name: str
    domain: Domain | None
    unit: str | None
    direction: Direction | None
    target: float | None
    definition: str
    source: str
    data_owner: str
    cell: str
    sheet: str = ""
    team: str | None = None
    team_cell: str = ""


@dataclass(frozen=True)
class SheetPoint:
    """A measure's figure for one week. A blank cell gives no point at all, so it never wipes a figure out.

    ``value`` is None when the figure is not in yet, or when only its numerator and denominator are given.
    """

    measure_name: str
    week: date
    value: float | None
    numerator: float | None
    denominator: float | None
    status: PointStatus
    note: str
    team: str | None
    sheet: str
    cell: str
    waiting_for: str = ""


@dataclass(frozen=True)
class Refusal:
    """A cell that was not taken, or a whole file (then ``cell``, and perhaps ``sheet``, is empty).

    ``found`` is safe to show and to log; ``expected`` says what would be taken, in words a person reads.
    """

    sheet: str
    cell: str
    found: str
    expected: str


@dataclass(frozen=True)
class Sheet:
    """Everything read from one file. ``layout`` is None when no box score was found in it."""

    measures: tuple[SheetMeasure, ...] = ()
    points: tuple[SheetPoint, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    layout: Layout | None = None
