"""A sheet as its readers see it, whatever file it came from: the cells that hold something, by place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from openpyxl.utils import get_column_letter

from vmboard.domain.figures.sheets import Refusal
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.identifiers import find, hide
from vmboard.domain.text.phrases import phrase

MOST_ROWS = 10_000
MOST_COLUMNS = 400
LONGEST_SHOWN = 60
FAR = phrase("a cell far outside the table")
EMPTY = phrase("(blank)")

# Ten digits as NHS and CHI numbers are written, or nine, even where a digit is mistyped: never repeated.
_LONG_NUMBER = re.compile(r"(?<!\d)(?:\d{9,}|\d{3}\D{1,2}\d{3}\D{1,2}\d{4}|\d{6}\D{1,2}\d{4})(?!\d)")


class NotTaken(Refused):
    """A whole file or sheet that is not read; ``refusal`` is what to tell the person who brought it."""

    def __init__(self, found: str, expected: str, *, sheet: str = "", cell: str = "") -> None:
        super().__init__(N_("This is {found}. Please give {expected}."), found=found, expected=expected)
        self.refusal = Refusal(sheet, cell, found, expected)


@dataclass(frozen=True)
class Cell:
    """``formula`` is set only where its result was never worked out, so that there is no value to read. ``is_struck``
    and ``is_invisible`` are what a person sees of it: a line through it, white on white."""

    value: object = None
    number_format: str = ""
    formula: str = ""
    is_struck: bool = False
    is_invisible: bool = False

    @property
    def is_blank(self) -> bool:
        return not self.formula and (self.value is None or self.value == "")

    @property
    def holds_identifier(self) -> bool:
        """Whether a CHI or NHS number stands in it, as words or as a number."""
        if isinstance(self.value, date | bool):
            return False
        return any(find(str(one)).found for one in (self.value, self.formula) if one)


BLANK = Cell()


@dataclass(frozen=True)
class Area:
    """A block of cells, first and last included, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, place: tuple[int, int]) -> bool:
        row, column = place
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column

    def touches(self, other: "Area") -> bool:
        rows_apart = self.last_row < other.first_row or other.last_row < self.first_row
        columns_apart = self.last_column < other.first_column or other.last_column < self.first_column
        return not (rows_apart or columns_apart)

    def __str__(self) -> str:
        return f"{address(self.first_row, self.first_column)}:{address(self.last_row, self.last_column)}"


@dataclass(frozen=True)
class Grid:
    """``beyond`` says what lies past the limits, if anything; then only the sheet's top rows are here.

    ``hidden_rows`` and ``hidden_columns`` are those a spreadsheet does not show. ``widths`` is how many cells each
    row of a text file has, blank ones too; ``separator`` is what parts them there.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Area, ...] = ()
    beyond: str = ""
    beyond_cell: str = ""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: Mapping[int, int] = field(default_factory=dict)
    separator: str = ""

    def cell(self, row: int, column: int) -> Cell:
        return self.cells.get((row, column), BLANK)

    def turned(self) -> "Grid":
        """The same with its rows as columns; what it says of itself is by the places it has then."""
        merged = tuple(Area(a.first_column, a.first_row, a.last_column, a.last_row) for a in self.merged)
        return replace(
            self, name=f"{self.name}, turned", cells={(c, r): cell for (r, c), cell in self.cells.items()},
            merged=merged, hidden_rows=self.hidden_columns, hidden_columns=self.hidden_rows, widths={},
        )  # fmt: skip

    @cached_property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @cached_property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)

    @cached_property
    def columns_by_row(self) -> Mapping[int, list[int]]:
        """The columns that hold something, in order, of every row that does."""
        rows: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            rows.setdefault(row, []).append(column)
        return rows


def address(row: int, column: int) -> str:
    """``B7``."""
    return f"{get_column_letter(column)}{row}"


def shown(value: object, longest: int = LONGEST_SHOWN) -> str:
    """What was found, fit for a screen and a log: short, printable, and no number that may be a patient's."""
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and (value.hour or value.minute):
        text = f"{value:%d/%m/%Y %H:%M}"
    elif isinstance(value, date):
        text = f"{value:%d/%m/%Y}"
    elif isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        text = str(int(value))
    else:
        text = str(value)
    text = _LONG_NUMBER.sub("(number not shown)", hide(text[:1000]))
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text if len(text) <= longest else text[: longest - 1] + "…"


def sheet_left_out(name: str, *, is_chart: bool) -> str:
    """That a sheet which nobody sees, or which holds no cells, was left out."""
    if is_chart:
        return phrase("Sheet “{sheet}” is a chart and was left out.", sheet=shown(name))
    return phrase("Sheet “{sheet}” is hidden and was left out.", sheet=shown(name))


def folded(name: str | None) -> str:
    """A name as compared: capitals and spaces make no difference."""
    return " ".join((name or "").casefold().split())
