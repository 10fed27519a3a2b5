"""Import model: what leaves the reader of a workbook: measures, data points and refusals, each with the cell it came
from.

Single cells are read in ``domain.figures.written`` (``read_number``) and ``domain.figures.cells`` (``read_week``,
words).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from vmboard.domain.text.phrases import said
from vmboard.domain.words import Direction, Domain, IndicatorKind, PointStatus


class Layout(StrEnum):
    """How a box score lies on its sheet: a column per week, a row per figure, or a row per week."""

    WIDE = "wide"
    TIDY = "tidy"
    DOWN = "down"
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
    leading_or_lagging: IndicatorKind | None = None
    target_set_by: str = ""


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
class Ask:
    """A cell that can mean two things: nothing is written until a person chooses one of ``choices``.

    ``topic`` is what the answer is kept under: it says all that the answer depends on. A ``lasting`` answer is of how a
    team writes its files, not of one figure, and is remembered.
    """

    sheet: str
    cell: str
    question: str
    choices: tuple[str, ...]
    topic: str = ""
    lasting: bool = False


@dataclass(frozen=True)
class LeftOut:
    """Something in the file that is not taken, or a setting that the board keeps as it has it: said, never refused.

    ``words`` is set for a text around the figures that was not understood, which only a person can judge.
    """

    sheet: str
    cell: str
    why: str
    words: str = ""

    @property
    def sentence(self) -> str:
        """``Box score E1: “Total” …``, or the reason alone where there is no cell."""
        place = f"{self.sheet} {self.cell}".strip()
        return f"{place}: {said(self.why)}" if self.cell else said(self.why)


@dataclass(frozen=True)
class Named:
    """A name in the file that is not quite the board's, and the measure it was taken for (empty: left out), under
    the topic that changes it."""

    sheet: str
    cell: str
    name: str
    measure: str
    topic: str


@dataclass(frozen=True)
class Change:
    """One figure that an import changes, or makes where ``was`` is None."""

    team: str
    measure: str
    week: date
    was: float | None
    becomes: float | None
    numerator: float | None
    denominator: float | None
    status: PointStatus
    jump: float = 0.0
    """How far it moves, as a share of what was there; the figure's own size where nothing was."""
    loses_pair: bool = False
    """Whether the figure was so many out of so many, and is that no longer."""
    unit: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything read from one file. ``layout`` is None when no box score was found in it."""

    measures: tuple[SheetMeasure, ...] = ()
    points: tuple[SheetPoint, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    warnings: tuple[str, ...] = ()
    layout: Layout | None = None
    asks: tuple[Ask, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    settled: Mapping[str, str] = field(default_factory=dict)
    """The answers that this reading used, by topic: what a mapping keeps."""
    lasting: Mapping[str, str] = field(default_factory=dict)
    """Those of them that a team's board remembers."""
    named: tuple[Named, ...] = ()
    """The mapping: what names were taken for, which a person sees and may change."""
