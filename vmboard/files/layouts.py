"""Normalising to long form: a table, however it lies, as lines: a measure's name with what is said of it, week by week.

Nothing is judged here: a line keeps its cells, and ``files.judging`` reads them against the measure they are of.
"""

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from vmboard.domain.figures.week_words import basis_of, read_week_words
from vmboard.domain.text.phrases import phrase
from vmboard.files.across import Across
from vmboard.files.cells import Place, name_of
from vmboard.files.grids import Cell, folded, shown
from vmboard.files.headings import MEASURE_FIELDS, field_of, week_heading
from vmboard.files.lines import Line, Said
from vmboard.files.table_model import Lies
from vmboard.files.table_rows import A_WEEK_EACH, NO_FIGURE, NO_WEEK, UNKNOWN, UNWORKED_ROWS
from vmboard.files.titles import pieces


class TableLines(Across):
    """Makes the lines of one table. ``weeks`` reads its headings; ``is_name`` knows the board's measures."""

    def lines(self) -> list[Line]:
        """Every line of the table, with what was left out of it said."""
        made = {
            Lies.ACROSS: self._across, Lies.A_ROW_EACH: self._a_row_each, Lies.DOWN: self._down,
            Lies.ONE_WEEK: self._one_week, Lies.SETTINGS: self._settings_only,
        }[self.table.lies]()  # fmt: skip
        if self._unworked:
            self.cells.leave((self.table.row + 1, 1), UNWORKED_ROWS)
        return made

    # --- the rows below the headings ---

    # --- weeks across ---

    # --- a row for each figure ---

    def _a_row_each(self) -> list[Line]:
        table, columns = self.table, self.table.columns
        self.refuse_merged()
        for column, cell in table.others.items():
            if not self._is_second_figure(column, cell):
                self._leave_column(column, cell, UNKNOWN)
        for name in ("rag", "reference"):
            if name in columns:
                self._leave_column(columns[name], self.grid.cell(table.row, columns[name]), NO_FIGURE)
        self._mind_columns_without_a_heading({})
        rows = self._actual_rows(list(self._rows(columns.get("measure"))))
        heading = self.grid.cell(table.row, columns["week"])
        self.weeks.basis = basis_of(str(heading.value or "")) or self.weeks.basis
        self.weeks.may_be_days = True
        cells = {(row, columns["week"]): self._week_cell(row, columns["week"]) for row in rows}
        weeks = self.weeks.read({place: cell for place, cell in cells.items() if not cell.is_blank})
        parts = {
            name: columns[name]
            for name in ("value", "numerator", "denominator", "status", "note", "waiting_for")
            if name in columns
        }
        return [line for row in rows if (line := self._row_line(row, weeks, parts, cells))]

    def _row_line(
        self, row: int, weeks: Mapping[Place, date], parts: Mapping[str, int], cells: Mapping[Place, Cell]
    ) -> Line | None:
        """The line of one row; None for a heading between the rows."""
        table, columns = self.table, self.table.columns
        if "measure" in columns and self._only_a_name(row, columns["measure"]):
            self._heading_between(row, columns["measure"])
            return None
        before = self.cells.desk.problems
        at = (row, columns["measure"]) if "measure" in columns else (table.row, columns["value"])
        name = self._name(*at) if "measure" in columns else self._title_name()
        line = self._of_whom(Line(self.cells, self.number, table.lies, name, at, self._settings(row)), row)
        line.broken = self.cells.desk.problems > before
        line.apart = "reference" in columns or "area" in columns or bool(table.others)
        week = weeks.get((row, columns["week"]))
        filled = {part: (row, c) for part, c in parts.items() if not self.grid.cell(row, c).is_blank}
        if week is not None and filled:
            line.figures, line.weeks = (
                [Said(week, {**filled, **self._value_place(row, columns)})],
                frozenset({week}),
            )
        elif filled and (row, columns["week"]) in cells and cells[row, columns["week"]].is_blank and "value" in filled:
            expected = phrase("the week of this figure, such as {day}", day=self.weeks._such())
            self.cells.refuse((row, columns["week"]), shown(None), expected)
        return line

    def _value_place(self, row: int, columns: Mapping[str, int]) -> dict[str, Place]:
        return {"value": (row, columns["value"])} if "value" in columns else {}

    def _week_cell(self, row: int, column: int) -> Cell:
        """Plain numbers under a heading such as ``Week no`` are numbers of weeks; a first and a last day a range."""
        cell = self.grid.cell(row, column)
        begins = self.grid.cell(row, self.table.columns.get("begins", column))
        if begins is not cell and not begins.is_blank and not cell.is_blank:
            return Cell(f"{shown(begins.value)} to {shown(cell.value)}")
        value = cell.value
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
        if isinstance(value, str) and value.strip().isdigit() and len(value.strip()) < 3:
            number = float(value)
        if number is not None and number.is_integer() and 1 <= number <= 53:
            return Cell(f"Week {int(number)}{self._year_beside(row)}")
        numbered = isinstance(value, str) and (words := read_week_words(value)) and words.number and not words.day_first
        return Cell(f"{value}{self._year_beside(row)}") if numbered else cell

    def _year_beside(self, row: int) -> str:
        """The year in a column of its own, without which a week's number is of any year."""
        column = self.table.columns.get("year")
        year = self.grid.cell(row, column).value if column else None
        return f" {int(year) if isinstance(year, float) else year}" if year else ""

    def _title_name(self) -> str:
        titled = [str(self.grid.cell(*place).value) for place in self.table.titles]
        for text in titled:
            if folded(text) in self.known:
                return text.strip()
        return " ".join(
            (titled[-1] if titled and folded(self.grid.name) not in self.known else self.grid.name).split()
        )[:60]

    # --- weeks down ---

    def _down(self) -> list[Line]:
        table, at = self.table, self.table.columns["week"]
        self.refuse_merged()
        for column, cell in table.others.items():
            if not cell.is_blank:
                self._leave_column(column, cell, UNKNOWN)
        self._mind_columns_without_a_heading({})
        rows = self._rows_of_weeks(at)
        heading = self.grid.cell(table.row, at)
        self.weeks.basis = basis_of(str(heading.value or "")) or self.weeks.basis
        about = {row: name for row in rows if (name := field_of(self.grid.cell(row, at).value)) in MEASURE_FIELDS}
        if rows and "unit" not in about.values() and self._is_row_of_units(rows[0], at):
            about[rows[0]] = "unit"
        rows = [row for row in rows if row not in about]
        cells = {(row, at): self._week_cell(row, at) for row in rows}
        for place, cell in list(cells.items()):
            if cell.is_blank:
                expected = phrase("the week of this row, such as {day}", day=self.weeks._such())
                self.cells.refuse(place, shown(None), expected)
                del cells[place]
        weeks = self.weeks.read(cells)
        return self._lines_down(rows, weeks, {str(of): row for row, of in about.items()})

    def _lines_down(self, rows: list[int], weeks: Mapping[Place, date], about: Mapping[str, int]) -> list[Line]:
        """A line for each measure that heads columns; one for each row where rows are of several areas or teams."""
        table, at = self.table, self.table.columns["week"]
        by_name: dict[Place, list[int]] = {}
        for column, place in sorted(table.names.items()):
            by_name.setdefault(place, []).append(column)
        lines = []
        areas = "area" in table.columns
        groups = [[row] for row in rows] if areas or "team" in table.columns else self._by_section(rows)
        for place, columns in by_name.items():
            name = self.cells.take(place, name_of, "")
            settings = {of: (row, columns[0]) for of, row in about.items()}
            for group in groups:
                line = Line(self.cells, self.number, table.lies, name, place, settings, broken=not name)
                if areas or "team" in table.columns:
                    self._of_whom(line, group[0])
                line.section = self._section_down.get(group[0]) or self._title_over(place[1])
                line.beside = self._beside
                line.weeks = frozenset(weeks[row, at] for row in group if (row, at) in weeks)
                for row in group:
                    parts = {
                        role: (row, c) for c in columns
                        if (role := table.roles.get(c, "value")) not in ("target", "aside")
                        and not self.grid.cell(row, c).is_blank
                    }  # fmt: skip
                    line.aims += tuple((row, c) for c in columns if table.roles.get(c) == "target")
                    if (row, at) in weeks and parts.keys() & {"value", "numerator", "denominator"}:
                        line.figures.append(Said(weeks[row, at], parts))
                lines.append(line)
        return lines

    def _rows_of_weeks(self, at: int) -> list[int]:
        """The rows below the headings without those that only head others; these are remembered by the rows below."""
        rows = []
        section: Place | None = None
        for row in self._rows(at):
            if self._only_a_name(row, at) and week_heading(self._week_cell(row, at)) is None:
                section = (row, at)
                continue
            rows.append(row)
            if section:
                self._section_down[row] = section
        return rows

    def _by_section(self, rows: list[int]) -> list[list[int]]:
        """The rows by the words between them that they stand under: ``Forecast``, another ward's name."""
        return [[*group] for _, group in groupby(rows, key=self._section_down.get)] or [rows]

    def _title_over(self, column: int) -> Place | None:
        """Which of several titles side by side a column stands under: it may name another ward's."""
        rows: dict[int, list[int]] = {}
        for row, at in self.table.titles:
            rows.setdefault(row, []).append(at)
        beside = [(row, at) for row, places in rows.items() if len(places) > 1 for at in places if at <= column]
        return max(beside, default=None)

    # --- all of one week, and settings alone ---

    def _one_week(self) -> list[Line]:
        """Figures whose week stands in a title, or in the sheet's name."""
        table, columns = self.table, self.table.columns
        titled = {place: self.grid.cell(*place) for place in table.titles if week_heading(self.grid.cell(*place))}
        if not titled:
            titled = self._weeks_in_titles()
        weeks = set(self.weeks.read(titled).values()) if titled else set()
        if len(weeks) != 1:
            if not titled or len(weeks) > 1:
                self.cells.refuse((table.row, columns["measure"]), NO_WEEK, A_WEEK_EACH)
            return []
        (week,) = weeks
        self._mind_other_columns({})
        parts = {
            name: columns[name]
            for name in ("value", "numerator", "denominator", "status", "note", "waiting_for")
            if name in columns
        }
        lines = []
        for row in self._rows(columns["measure"]):
            if self._only_a_name(row, columns["measure"]):
                self._heading_between(row, columns["measure"])
                continue
            line = Line(
                self.cells,
                self.number,
                table.lies,
                self._name(row, columns["measure"]),
                (row, columns["measure"]),
                self._settings(row),
            )
            self._of_whom(line, row)
            line.weeks = frozenset({week})
            filled = {part: (row, c) for part, c in parts.items() if not self.grid.cell(row, c).is_blank}
            if filled:
                line.figures = [Said(week, filled)]
            lines.append(line)
        return lines

    def _weeks_in_titles(self) -> dict[Place, Cell]:
        """Titles that say a week among other words: ``Ward 7A, week ending 8 Nov 2026``."""
        weeks_said: dict[Place, Cell] = {}
        texts = {place: str(self.grid.cell(*place).value) for place in self.table.titles} | {(0, 0): self.grid.name}
        for place, text in texts.items():
            for part in pieces(text):
                if week_heading(Cell(part)):
                    weeks_said[place if place != (0, 0) else (self.table.row, self.table.columns["measure"])] = Cell(
                        part
                    )
                    break
        return weeks_said

    def _settings_only(self) -> list[Line]:
        name = self.table.columns["measure"]
        return [
            Line(self.cells, self.number, self.table.lies, self._name(row, name), (row, name), self._settings(row))
            for row in self._rows(name)
            if not self._only_a_name(row, name)
        ]
