"""One sheet's box score, read row by row; what cannot be read becomes a refusal with its cell."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from vmboard.domain.figures.cells import Unreadable, read_direction, read_domain, read_unit, refuse_error_cell
from vmboard.domain.figures.sheets import Layout, SheetMeasure
from vmboard.domain.figures.written import Figure, read_figure, read_number
from vmboard.domain.refusals import Refused
from vmboard.domain.text.clean import clean_text
from vmboard.domain.text.identifiers import HIDDEN, WARNING, Identified
from vmboard.domain.text.noticing import noticing
from vmboard.domain.words import Domain
from vmboard.files.gather import Gather, expected_of
from vmboard.files.grids import Area, Cell, Grid, address, shown
from vmboard.files.tables import POINT_FIELDS, Table, field_of, is_week_heading

T = TypeVar("T")

LONGEST = {
    "measure": 60, "team": 60, "unit": 40, "definition": 2000, "source": 200, "data_owner": 200,
    "note": 200, "waiting_for": 60,
}  # fmt: skip
_ANY_WORD = 60
_PARAGRAPHS = ("definition", "note")


class Rows:
    """The rows below the headings of one sheet, and the readers of their cells."""

    def __init__(self, grid: Grid, table: Table, gather: Gather) -> None:
        self.grid, self.table, self.gather = grid, table, gather
        self._read = set(table.columns.values())
        if table.layout is Layout.WIDE:
            self._read = {table.columns[field] for field in table.columns if field not in POINT_FIELDS}
            self._read |= {column for column, cell in table.others.items() if is_week_heading(cell)}
        self._small_percentages: dict[str, list[tuple[str, float]]] = {}
        self._identifying = {place for place, cell in grid.cells.items() if cell.holds_identifier}

    def __iter__(self) -> Iterator[int]:
        """The rows with anything in a column that is read."""
        for row, columns in self.grid.columns_by_row.items():
            if row > self.table.row and not self._read.isdisjoint(columns):
                yield row

    def holds_only_a_name(self, row: int) -> bool:
        """A heading between the rows (``Safety``) or a footnote, not a measure."""
        filled = self._read.intersection(self.grid.columns_by_row.get(row, []))
        return filled == {self.table.columns["measure"]}

    def where(self, row: int, field: str) -> str:
        return address(row, self.table.columns.get(field, self.table.columns["measure"]))

    def refuse(self, cell: str, said: str, expected: str) -> None:
        self.gather.refuse(self.grid.name, cell, said, expected)

    def warn(self, cell: str, sentence: str) -> None:
        self.gather.warn(f"{shown(self.grid.name)} {cell}: {sentence}")

    def take(self, row: int, column: int | None, read: Callable[[Cell], T], otherwise: T) -> T:
        """What ``read`` makes of a cell. A problem is put down as a refusal, and ``otherwise`` stands in."""
        if column is None:
            return otherwise
        cell, place = self.grid.cell(row, column), address(row, column)
        if (row, column) in self._identifying:
            self._refuse_identifier(row, column)
        elif cell.formula:
            expected = "a value: open the file in Excel so that it works the formula out, and save it"
            self.refuse(place, f"a formula without a result: {shown(cell.formula)}", expected)
        else:
            try:
                with noticing() as heard:
                    value = read(cell)
                if heard.warn:
                    self.warn(place, WARNING)
                return value
            except Identified:  # written as no text is, such as 9,434,765,919
                self._refuse_identifier(row, column)
            except Refused as refused:
                self.refuse(place, shown(cell.value), expected_of(refused))
        return otherwise

    def refuse_identifiers(self) -> None:
        """Refuse the CHI and NHS numbers in cells that nobody read: titles, and columns left out."""
        for row, column in sorted(self._identifying):
            self._refuse_identifier(row, column)

    def _refuse_identifier(self, row: int, column: int) -> None:
        self._identifying.discard((row, column))
        self.refuse(address(row, column), HIDDEN, "no CHI or NHS number: the board holds no patient details")

    def text(self, row: int, field: str) -> str:
        """The words in a field of a row; empty for a blank."""
        return self.take(row, self.table.columns.get(field), lambda cell: _text(cell, field), "")

    def word(self, row: int, field: str, read: Callable[[str], T | None]) -> T | None:
        column = self.table.columns.get(field)
        return self.take(row, column, lambda cell: read(_text(cell, field)), None)

    def number(self, row: int, field: str, measure: SheetMeasure) -> float | None:
        """A number beside the figure itself, in no unit of its own."""
        column = self.table.columns.get(field)
        return self.take(row, column, lambda cell: _number(cell, None, measure), None)

    def figure(self, row: int, column: int, measure: SheetMeasure) -> Figure | None:
        """The figure in a cell, in the measure's unit; None where it was refused."""
        cell = self.grid.cell(row, column)
        figure = self.take(row, column, lambda cell: _figure(cell, measure), None)
        share = measure.unit == "%" and not _says_percent(cell)
        if share and figure and figure.value is not None and 0 < figure.value <= 1:
            self._small_percentages.setdefault(measure.name, []).append((address(row, column), figure.value))
        return figure

    def measure(self, row: int, under: Domain | None = None) -> tuple[SheetMeasure, bool]:
        """The measure a row is about, and whether all that was said of it could be read.

        ``under`` is the domain of the heading above, for a row that names none.
        """
        before = self.gather.problems
        name = self.take(row, self.table.columns["measure"], _name, "")
        team = self.text(row, "team") or None
        draft = SheetMeasure(
            name=name,
            domain=self.word(row, "domain", read_domain) or under,
            unit=self.word(row, "unit", read_unit),
            direction=self.word(row, "direction", read_direction),
            target=None,
            definition=self.text(row, "definition"),
            source=self.text(row, "source"),
            data_owner=self.text(row, "data_owner"),
            cell=self.where(row, "measure"),
            sheet=self.grid.name,
            team=team,
            team_cell=self.where(row, "team") if team else "",
        )
        target = self.take(row, self.table.columns.get("target"), lambda cell: _number(cell, draft.unit, draft), None)
        whole = self.gather.problems == before
        return replace(draft, target=target), whole

    def refuse_merged(self) -> None:
        """Merged cells hide which row or week a figure belongs to; across one heading they hide nothing."""
        body = Area(self.table.row, min(self._read), self.grid.last_row, max(self._read))
        for area in self.grid.merged:
            on_a_heading = area.first_row == area.last_row and self.holds_only_a_name(area.first_row)
            if area.touches(body) and not on_a_heading:
                self.refuse(str(area), "merged cells", "a value in each cell: unmerge these and fill each in")

    def warn_of_small_percentages(self) -> None:
        for name, found in self._small_percentages.items():
            (cell, value), more = found[0], len(found) - 1
            others = f", and {more} more like it" if more else ""
            meant = f"If {value * 100:g}% was meant, write it with its % sign."
            self.warn(cell, f"{shown(name)} was read as {value:g}%{others}. {meant}")

    def warn_of_left_out(self, column: int, heading: Cell) -> None:
        field = field_of(heading.value)
        why = "has no place in this layout" if field else "is not a heading the board knows"
        if self.table.columns.get(field or "", column) != column:
            why = "stands twice"
        place = address(self.table.row, column)
        self.warn(place, f"“{shown(heading.value)}” {why}, so its column was left out.")


def _figure(cell: Cell, measure: SheetMeasure) -> Figure | None:
    figure = read_figure(cell.value, measure.unit, direction=measure.direction, number_format=cell.number_format)
    clean_text(figure.waiting_for, max_length=LONGEST["waiting_for"], what="What the figure waits for")
    return figure


def _number(cell: Cell, unit: str | None, measure: SheetMeasure) -> float | None:
    return read_number(cell.value, unit, direction=measure.direction, number_format=cell.number_format)


def _name(cell: Cell) -> str:
    if not isinstance(cell.value, str) or not (name := _text(cell, "measure")):
        raise Unreadable("the measure's name, in words")
    return name


def _text(cell: Cell, field: str) -> str:
    if cell.value is None:
        return ""
    refuse_error_cell(cell.value)
    what = "The " + ("measure's name" if field == "measure" else field.replace("_", " "))
    text = cell.value if isinstance(cell.value, str) else shown(cell.value)
    text = clean_text(text, max_length=LONGEST.get(field, _ANY_WORD), what=what)
    return text if field in _PARAGRAPHS else " ".join(text.split())


def _says_percent(cell: Cell) -> bool:
    return "%" in cell.number_format or (isinstance(cell.value, str) and "%" in cell.value)
