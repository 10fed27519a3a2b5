"""Spreadsheet writer: one table as a workbook (.xlsx) or as CSV.

Numbers stay numbers, a text stays a text: nothing a person typed can open as a formula or a link. What a sheet cannot
hold is refused in a sentence, never cut.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import xlsxwriter

from vmboard.domain.refusals import Refused
from vmboard.files.formula_guard import escaped, opens_as_formula

FileKind = Literal["xlsx", "csv"]

MOST_SHEET_ROWS = 1_048_576
MOST_SHEET_COLUMNS = 16_384
LONGEST_CELL = 32_767
DAY = "d mmm yyyy"
BOOK = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NARROW, _WIDE, _FIGURE = 12, 36, 9


@dataclass(frozen=True)
class Percent:
    """A percentage: 34.5 is written as people write it, 34.5%, and stays a number."""

    value: float

    @property
    def number_format(self) -> str:
        """As many decimals as the figure has, so that a sheet saved as CSV loses none."""
        places = len(_digits(self.value).partition(".")[2])
        return f"0.{'0' * places}%" if places else "0%"


Value = str | float | date | Percent | None


def in_unit(value: float | None, unit: str | None) -> Value:
    """A figure as it stands in a cell, in the unit of its measure."""
    return Percent(value) if unit == "%" and value is not None else value


def csv_bytes(rows: Iterable[Sequence[Value]]) -> bytes:
    """With a byte order mark, without which Excel takes £ for something else."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(csv_row(row) for row in rows)
    return text.getvalue().encode("utf-8-sig")


def csv_row(row: Sequence[Value]) -> list[str | float]:
    return [_csv_value(value) for value in row]


def _csv_value(value: Value) -> str | float:
    if isinstance(value, str):
        return escaped(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Percent):
        return f"{plain(value.value)}%"
    return "" if value is None else plain(value)


def xlsx_bytes(rows: Sequence[Sequence[Value]], made: datetime | None, *, title: str, widest: str = "Measure") -> bytes:
    """One sheet under its headings; those up to the column ``widest`` stay in sight. Raises Refused for what a sheet
    cannot hold."""
    check_size(len(rows), max(map(len, rows)))
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, BOOK)
    book.set_properties({"title": title} | ({"created": made} if made else {}))
    page = book.add_worksheet(title)
    name = rows[0].index(widest)
    for column, heading in enumerate(rows[0]):
        page.set_column(column, column, _WIDE if column == name else _width(heading, rows, column))
    page.freeze_panes(1, name + 1)
    cells = Cells(book, page)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            cells.write(number, column, value, {"bold": True} if number == 0 else {})
    book.close()
    return file.getvalue()


def _width(heading: Value, rows: Sequence[Sequence[Value]], column: int) -> int:
    """A percentage with many decimals cannot be shown in less room than it has digits."""
    percents = (value for row in rows if isinstance(value := row[column], Percent))
    longest = max((len(_digits(percent.value)) for percent in percents), default=0)
    return max(_NARROW, longest + 2)


def check_size(rows: int, columns: int) -> None:
    """Raises Refused where an Excel sheet does not hold so many."""
    for many, most, what in ((rows, MOST_SHEET_ROWS, "rows"), (columns, MOST_SHEET_COLUMNS, "columns")):
        if many > most:
            raise Refused(
                f"This needs {many:,} {what}, and an Excel sheet holds {most:,}. Nothing was written: take it as CSV."
            )


class Cells:
    """The cells of one sheet: each is written in its own kind, or the whole file is refused."""

    def __init__(self, book: Any, page: Any) -> None:
        self.page = page
        self._book = book
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def style(self, **look: Any) -> Any:
        """A format of the workbook, made once for each look."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def write(self, row: int, column: int, value: Value, look: dict[str, Any] | None = None) -> None:
        """One cell. Raises Refused where the sheet did not take it: nothing is left out in silence."""
        if self._write(row, column, value, look or {}):
            raise Refused("A cell of this file could not be written, so none of it was. Take it as CSV.")

    def _write(self, row: int, column: int, value: Value, look: dict[str, Any]) -> int:
        if isinstance(value, str) and value:
            if len(value) > LONGEST_CELL:
                raise Refused(f"A text here is longer than a cell of Excel holds ({LONGEST_CELL:,}). Take it as CSV.")
            # a quote prefix keeps a text such as =A1 a text even when someone edits its cell
            guard = {"quote_prefix": True} if opens_as_formula(value) else {}
            return int(self.page.write_string(row, column, value, self.style(**look | guard)))
        if isinstance(value, date):
            day = datetime(value.year, value.month, value.day)
            return int(self.page.write_datetime(row, column, day, self.style(**{"num_format": DAY} | look)))
        if isinstance(value, Percent):
            shown = {"num_format": value.number_format} | look
            return int(self.page.write_number(row, column, value.value / 100, self.style(**shown)))
        if isinstance(value, int | float):
            return int(self.page.write_number(row, column, value, self.style(**look) if look else None))
        return int(self.page.write_blank(row, column, None, self.style(**look))) if look else 0


def plain(number: float) -> float | int:
    """Whole numbers without their .0."""
    return int(number) if float(number).is_integer() else number


def _digits(number: float) -> str:
    """The fifteen digits that a spreadsheet keeps of a number, without an exponent and without empty decimals."""
    text = format(Decimal(f"{number:.15g}"), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
