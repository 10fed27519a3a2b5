"""Row filtering: the rows and columns of a table that hold figures; notes, totals, merged and nameless ones are said
or refused."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from vmboard.domain.figures.cells import Unreadable, read_domain
from vmboard.domain.figures.manner_words import says_manner
from vmboard.domain.figures.week_words import plain
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.phrases import phrase
from vmboard.domain.words import Domain
from vmboard.files.cells import Cells, Place, name_of
from vmboard.files.desk import did_not_happen
from vmboard.files.grids import Cell, address, folded, shown
from vmboard.files.headings import MEASURE_FIELDS, POINT_FIELDS, field_of, is_summary, role_of, says_part
from vmboard.files.lines import Line
from vmboard.files.names import is_unit
from vmboard.files.table_model import Lies, Table
from vmboard.files.titles import note_of_mark
from vmboard.files.weeks import WeekReader

OTHER_HEADS = frozenset({
    "action", "actions", "issue", "problem", "cause", "countermeasure", "who", "by when", "when", "due", "due date",
    "what", "progress", "update", "next step", "next steps", "term", "meaning",
})  # fmt: skip
"""Headings of lists that stand below figures."""
UNKNOWN = N_("“{heading}” is not a heading the board knows, so its column was left out.")
NO_FIGURE = N_("“{heading}” is no figure, so its column was left out.")
NO_PLACE = N_("“{heading}” has no place in this layout, so its column was left out.")
TWICE = N_("“{heading}” stands twice, so its column was left out.")
NEEDS_WEEK = phrase("the last day of this column's week, such as 15 Nov 2026")
NO_WEEK = phrase("headings without a week")
A_WEEK_EACH = phrase("a column for each week, headed with its last day, such as 15 Nov 2026")
UNWORKED_ROWS = phrase("rows of formulas without a result were left out: they stand for nothing yet.")
EVERY_PART = frozenset({"all", "total", "overall", "any", "everyone", "n/a", "-", "all harm", "all ages", "both"})


_MARKED = re.compile(r"\w\s*([*†‡§#]{1,3})$")
_AGAIN = re.compile(r"(?:adjusted|revised|corrected|restated|final|validated|updated|amended|net|true|new)\s+")
"""What heads a second column of figures: ``Adjusted value``."""


class TableRows:
    """The body of one table. ``weeks`` reads its headings; ``known`` are the names of the board's measures."""

    def __init__(self, cells: Cells, table: Table, number: int, weeks: WeekReader, known: frozenset[str]) -> None:
        self.cells, self.table, self.number, self.weeks, self.known = cells, table, number, weeks, known
        self.grid = cells.grid
        self._unworked, self.last_row = False, table.last_row
        self._section: Place | None = None
        self._noted: dict[int, Place] = {}
        self._beside, self._section_down = self._unread_columns(), dict[int, Place]()

    def _rows(self, name_column: int | None) -> Iterator[int]:
        """The rows of the body: without blank ones, notes, totals, and rows of formulas that stand for nothing."""
        read = self._read_columns()
        for row in sorted(self.grid.columns_by_row):
            if not self.table.row < row <= self.table.last_row:
                continue
            filled = [c for c in self.grid.columns_by_row[row] if c in read]
            if not filled:
                continue
            if all(self.grid.cell(row, c).formula for c in filled):
                self._unworked = True
                continue
            if self._too_long(row):
                continue
            name = self.grid.cell(row, name_column).value if name_column else None
            if self._begins_another(row, name):
                why = phrase("what stands from here on is no table of weeks, and was left out.")
                self.cells.leave((row, filled[0]), why)
                self.last_row = row - 1
                return
            is_heading = name_column is not None and filled == [name_column]
            if is_summary(name) and not is_heading and folded(str(name)) not in self.known:
                why = phrase("“{name}” is a total or an average and was left out.", name=shown(name))
                self.cells.leave((row, name_column or 1), why)
                continue
            yield row

    def _begins_another(self, row: int, name: object) -> bool:
        """Whether a row below a gap, or one that heads measures again, is of headings: a list of actions, averages."""
        if field_of(name) == "measure" and folded(str(name)) not in self.known:
            return True
        texts = [self.grid.cell(row, c).value for c in self.grid.columns_by_row[row]]
        heads = [t for t in texts if field_of(t) or (isinstance(t, str) and folded(t) in OTHER_HEADS)]
        return row - 1 not in self.grid.columns_by_row and len(heads) > 1 and len(heads) == len(texts)

    def _actual_rows(self, rows: list[int]) -> list[int]:
        """The rows of what happened, where a column says of each row whether it is that, a plan or a forecast."""
        for column in self.table.others:
            words = {row: cell.value for row in rows if not (cell := self.grid.cell(row, column)).is_blank}
            roles = {row: role_of(word) or ("aside" if is_summary(word) else None) for row, word in words.items()}
            if not roles or not {*roles.values()} <= {"value", "target", "aside"}:
                continue
            for row in [row for row, role in roles.items() if role != "value"]:
                self.cells.leave((row, column), did_not_happen(words[row]))
                rows.remove(row)
        return rows

    def _is_second_figure(self, column: int, heading: Cell) -> bool:
        """Whether a column heads figures beside the one that is read: refused, for either may be meant."""
        at = self.table.columns.get("value")
        words = plain(str(heading.value or ""))
        is_figures = field_of(heading.value) == "value" or (
            field_of(_AGAIN.sub("", words)) == "value" and bool(_AGAIN.match(words))
        )
        if at is None or not is_figures or not self._numbers_below(column):
            return False
        expected = phrase(
            "one column of figures, and {cell} is one: give the other another heading", cell=address(self.table.row, at)
        )
        self.cells.refuse((self.table.row, column), shown(heading.value), expected)
        return True

    def _numbers_below(self, column: int) -> bool:
        below = range(self.table.row + 1, self.table.last_row + 1)
        cells = [self.grid.cell(r, column) for r in below]
        numbers = [
            c
            for c in cells
            if isinstance(c.value, int | float)
            or (isinstance(c.value, str) and any(x.isdigit() for x in c.value) and len(c.value) < 12)
        ]
        return bool(numbers)

    def _is_row_of_units(self, row: int, week_column: int) -> bool:
        """A row just below the headings that names no week and holds words alone: (£), number."""
        texts = [self.grid.cell(row, c).value for c in self.grid.columns_by_row[row] if c in self._read_columns()]
        return (
            row == self.table.row + 1
            and self.grid.cell(row, week_column).is_blank
            and all(isinstance(text, str) and not text.strip()[:1].isdigit() and len(text) < 20 for text in texts)
            and all(is_unit(str(text)) for text in texts)
        )

    def _read_columns(self) -> set[int]:
        return {*self.table.columns.values(), *self.table.weeks, *self.table.names}

    def _unread_columns(self) -> tuple[int, ...]:
        """The columns whose cells are no figure, name or setting: notes beside weeks across, headings nobody knows."""
        table = self.table
        parts = POINT_FIELDS if table.lies in (Lies.A_ROW_EACH, Lies.ONE_WEEK) else ()
        fields = {"measure", "team", "area", "week" if table.lies is Lies.DOWN else "", *MEASURE_FIELDS, *parts}
        read = {*table.weeks, *table.names, *(c for f, c in table.columns.items() if f in fields)}
        return tuple(sorted({*table.others, *table.columns.values()} - read))

    def _too_long(self, row: int) -> bool:
        """A row of a text file with more cells than its headings: a comma in a number has pushed its figures along."""
        widths = self.grid.widths
        if not widths:
            return False
        width = self.grid.columns_by_row[row][-1]
        heads = max(widths.get(r, 0) for r in range(self.table.first_row, self.table.row + 1))
        if width <= heads:
            return False
        expected = phrase(
            'at most {cells} cells, as the headings have: put thousands in quotation marks, "17,250", or leave the '
            "comma out, 17250",
            cells=heads,
        )
        many = phrase("row {row} with {cells} cells, more than the headings have", row=row, cells=width)
        self.cells.refuse((row, heads + 1), many, expected)
        return True

    def _name(self, row: int, column: int) -> str:
        return self.cells.take((row, column), name_of, "")

    def _settings(self, row: int) -> dict[str, Place]:
        columns = self.table.columns
        return {name: self._merged_top(row, columns[name]) for name in MEASURE_FIELDS if name in columns}

    def _merged_top(self, row: int, column: int) -> Place:
        """Where the words stand of a cell that is merged with those above it."""
        area = next((area for area in self.grid.merged if area.holds((row, column))), None)
        return (area.first_row, column) if area and area.first_column == area.last_column == column else (row, column)

    def _of_whom(self, line: Line, row: int) -> Line:
        columns = self.table.columns
        line.section, line.beside = self._section, self._beside
        if "team" in columns:
            line.team_place = self._filled_above(row, columns["team"])
        if "area" in columns:
            place = self._merged_top(row, columns["area"])
            line.area = self.cells.text(place, "area")
            if line.area and self._is_alone(row, columns["area"]) and folded(line.area) not in EVERY_PART:
                line.part, line.part_head = place, self.table.row
        elif (part := self._part_column()) and not self.grid.cell(row, part).is_blank:
            line.area = self.cells.text((row, part), "area")
            if self._is_alone(row, part) and folded(line.area) not in EVERY_PART:
                line.part, line.part_head = (row, part), self.table.row
        if line.part is None and (note := self._note_of_name(line.name_place)):
            line.part, line.part_head, line.is_note = note, line.name_place[0], True
        if line.part is None and (manner := self._manner_column(row)):
            line.part, line.part_head, line.is_manner = (row, manner), self.table.row, True
        return line

    def _note_of_name(self, name: Place) -> Place | None:
        """The footnote that a mark behind a name leads to: ``* unwitnessed only`` below ``Falls*``."""
        match = _MARKED.search(str(self.grid.cell(*name).value or ""))
        return note_of_mark(self.grid, name[0], match[1]) if match else None

    def _manner_column(self, row: int) -> int | None:
        """The column that says of this row that its figures are medians, of a day, or otherwise of their own kind."""
        return next(
            (c for c, head in self.table.others.items() if says_manner(head.value, self.grid.cell(row, c).value)), None
        )

    def _filled_above(self, row: int, column: int) -> Place:
        """A blank under a ward's name stands for it, as people leave out what they would repeat."""
        above = (r for r in range(row, self.table.row, -1) if not self.grid.cell(r, column).is_blank)
        return next(above, row), column

    def _part_column(self) -> int | None:
        """The column that says of which part of a measure each row is, such as a harm level."""
        return next((c for c, cell in self.table.others.items() if says_part(cell.value)), None)

    def _is_alone(self, row: int, column: int) -> bool:
        """Whether no other part of the same measure stands in the table."""
        name = self.table.columns.get("measure")
        alike = [
            r for r in self.grid.columns_by_row
            if self.table.row < r <= self.table.last_row
            and (not name or self.grid.cell(r, name).value == self.grid.cell(row, name).value)
        ]  # fmt: skip
        return len({folded(str(self.grid.cell(r, column).value or "")) for r in alike}) == 1

    def _only_a_name(self, row: int, column: int) -> bool:
        """A heading between the rows, or a footnote, not a measure."""
        filled = [c for c in self.grid.columns_by_row[row] if c in self._read_columns()]
        return filled == [column]

    def _heading_between(self, row: int, column: int) -> Domain | None:
        text = self.grid.cell(row, column).value
        self._section = (row, column)
        try:
            return read_domain(str(text or ""))
        except Unreadable:
            return None

    def _kind_column(self, name: int) -> int | None:
        """The column that says of each row whether it is the actual, the target, the numerator."""
        below = range(self.table.row + 1, min(self.table.row + 40, self.table.last_row) + 1)
        for column in sorted({c for r in below for c in self.grid.columns_by_row.get(r, [])}):
            if (
                column in self.table.weeks
                or column == name
                or column in (c for f, c in self.table.columns.items() if f not in ("area", "value", "status"))
            ):
                continue
            words = [self.grid.cell(r, column).value for r in below if not self.grid.cell(r, column).is_blank]
            is_shift = all(len(str(word).strip()) == 1 for word in words) and not self._is_headless(column)
            if words and not is_shift and all(map(role_of, words)) and {*map(role_of, words)} != {"value"}:
                return column
        return None

    def _is_headless(self, column: int) -> bool:
        return self.grid.cell(self.table.row, column).is_blank

    def _column_is_kind(self, column: int) -> bool:
        return column == self._kind_column(self.table.columns["measure"])

    def _mind_columns_without_a_heading(self, weeks: Mapping[int, date]) -> None:
        """A nameless column among the weeks would lose its figures: refused. Elsewhere it is mentioned."""
        table = self.table
        last = max((c for c in self.grid.columns_by_row.get(table.row, [])), default=0)
        below = {column for row, column in self.grid.cells if table.row < row <= table.last_row}
        heads = {c for r in range(table.first_row, table.row + 1) for c in self.grid.columns_by_row.get(r, [])}
        for column in sorted(below - table.all_columns - heads):
            if self._is_aside(column) or (table.lies is Lies.ACROSS and self._column_is_kind(column)):
                continue
            if table.weeks and min(table.weeks) < column < max(table.weeks):
                self.cells.refuse((table.row, column), shown(None), NEEDS_WEEK)
            elif column <= last + 1 or self.grid.cell(table.row + 1, column).value is not None:
                self.cells.leave((table.row, column), phrase("this column has no heading and was left out."))

    def _is_aside(self, column: int) -> bool:
        """Notes beside a table, a gap away from it."""
        return column > max(self.table.all_columns, default=0) + 1

    def _leave_column(self, column: int, heading: Cell, why: str) -> None:
        self.cells.leave((self.table.row, column), phrase(why, heading=shown(heading.value)))
