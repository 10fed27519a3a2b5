"""Normalising to long form: a table, however it lies, as lines: a measure's name with what is said of it, week by week.

Nothing is judged here: a line keeps its cells, and ``files.judging`` reads them against the measure they are of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from vmboard.domain.figures.cells import Unreadable, read_domain
from vmboard.domain.figures.week_words import Basis, basis_of, plain, read_week_words
from vmboard.domain.words import Domain
from vmboard.files.cells import Cells, Place, name_of
from vmboard.files.grids import Area, Cell, address, folded, shown
from vmboard.files.headings import MEASURE_FIELDS, PLACES, field_of, is_summary, role_of, week_heading
from vmboard.files.tables import Lies, Table
from vmboard.files.weeks import WeekReader


@dataclass(slots=True)
class Said:
    """The cells of one figure: ``parts`` has the place of its value, numerator, denominator, status, note."""

    week: date
    parts: dict[str, Place]


@dataclass(slots=True)
class Line:
    """A measure's row, column or single figure. ``settings`` has the place of each field; ``weeks`` all that the line
    could say, blank or not; ``apart`` tells its row from others of the same measure (an area, a reference)."""

    cells: Cells
    table: int
    lies: Lies
    name: str
    name_place: Place
    settings: Mapping[str, Place] = field(default_factory=dict)
    team_place: Place | None = None
    area: str = ""
    under: Domain | None = None
    figures: list[Said] = field(default_factory=list)
    weeks: frozenset[date] = frozenset()
    apart: bool = False
    broken: bool = False

    @property
    def sheet(self) -> str:
        return self.cells.grid.name

    @property
    def place(self) -> str:
        return address(*self.name_place)


class TableLines:
    """Makes the lines of one table. ``weeks`` reads its headings; ``is_name`` knows the board's measures."""

    def __init__(self, cells: Cells, table: Table, number: int, weeks: WeekReader, known: frozenset[str]) -> None:
        self.cells, self.table, self.number, self.weeks, self.known = cells, table, number, weeks, known
        self.grid = cells.grid
        self._unworked = False

    def lines(self) -> list[Line]:
        """Every line of the table, with what was left out of it said."""
        made = {
            Lies.ACROSS: self._across, Lies.A_ROW_EACH: self._a_row_each, Lies.DOWN: self._down,
            Lies.ONE_WEEK: self._one_week, Lies.SETTINGS: self._settings_only,
        }[self.table.lies]()  # fmt: skip
        if self._unworked:
            self.cells.leave(
                (self.table.row + 1, 1), "rows of formulas without a result were left out: they stand for nothing yet."
            )
        return made

    # --- the rows below the headings ---

    def _rows(self, name_column: int | None) -> Iterator[int]:
        """The rows of the body: without blank ones, notes, totals, and rows of formulas that stand for nothing."""
        read = self._read_columns()
        for row in sorted(self.grid.columns_by_row):
            if not self.table.row < row <= self.table.last_row:
                continue
            filled = [c for c in self.grid.columns_by_row[row] if c in read]
            if not filled:
                self._mind_note(row)
                continue
            if all(self.grid.cell(row, c).formula for c in filled):
                self._unworked = True
                continue
            if self._too_long(row):
                continue
            name = self.grid.cell(row, name_column).value if name_column else None
            if is_summary(name) and folded(str(name)) not in self.known:
                self.cells.leave((row, name_column or 1), f"“{shown(name)}” is a total or an average and was left out.")
                continue
            yield row

    def _read_columns(self) -> set[int]:
        return {*self.table.columns.values(), *self.table.weeks, *self.table.names}

    def _mind_note(self, row: int) -> None:
        for column in self.grid.columns_by_row[row]:
            if column not in self.table.all_columns and isinstance(self.grid.cell(row, column).value, str):
                self.cells.leave(
                    (row, column), f"“{shown(self.grid.cell(row, column).value)}” is beside the table and was left out."
                )
                return

    def _too_long(self, row: int) -> bool:
        """A row of a text file with more cells than its headings: a comma in a number has pushed its figures along."""
        widths = self.grid.widths
        if not widths:
            return False
        width = self.grid.columns_by_row[row][-1]
        heads = max(widths.get(r, 0) for r in range(self.table.first_row, self.table.row + 1))
        if width <= heads:
            return False
        expected = (
            f'at most {heads} cells, as the headings have: put thousands in quotation marks, "17,250", or leave the '
            f"comma out, 17250"
        )
        self.cells.refuse((row, heads + 1), f"row {row} with {width} cells, more than the headings have", expected)
        return True

    def _name(self, row: int, column: int) -> str:
        return self.cells.take((row, column), name_of, "")

    def _settings(self, row: int) -> dict[str, Place]:
        columns = self.table.columns
        return {name: (row, columns[name]) for name in MEASURE_FIELDS if name in columns}

    def _of_whom(self, line: Line, row: int) -> Line:
        columns = self.table.columns
        if "team" in columns:
            line.team_place = (row, columns["team"])
        if "area" in columns:
            line.area = self.cells.text((row, columns["area"]), "area")
        return line

    def _only_a_name(self, row: int, column: int) -> bool:
        """A heading between the rows, or a footnote, not a measure."""
        filled = [c for c in self.grid.columns_by_row[row] if c in self._read_columns()]
        return filled == [column]

    def _heading_between(self, row: int, column: int) -> Domain | None:
        text = self.grid.cell(row, column).value
        try:
            return read_domain(str(text or ""))
        except Unreadable:
            self.cells.leave((row, column), f"“{shown(text)}” stands alone in its row and was left out.")
            return None

    # --- weeks across ---

    def _across(self) -> list[Line]:
        table, name = self.table, self.table.columns["measure"]
        self.refuse_merged()
        weeks = self._week_columns()
        self._mind_other_columns(weeks)
        kinds = self._kind_column(name)
        lines: list[Line] = []
        under: Domain | None = None
        for row in self._rows(name):
            kind = role_of(self.grid.cell(row, kinds).value) if kinds else None
            if (
                kinds
                and kind
                and lines
                and (self.grid.cell(row, name).is_blank or folded(self._name(row, name)) == folded(lines[-1].name))
            ):
                self._add_kind(lines[-1], row, kind, weeks)
                continue
            if self._only_a_name(row, name) and not kinds:
                under = self._heading_between(row, name)
                continue
            before = self.cells.desk.problems
            line = Line(
                self.cells,
                self.number,
                table.lies,
                self._name(row, name),
                (row, name),
                self._settings(row),
                under=under,
            )
            self._of_whom(line, row)
            line.broken = self.cells.desk.problems > before
            line.weeks = frozenset(weeks.values())
            line.figures = self._row_figures(row, weeks, kind if kinds and kind else None)
            lines.append(line)
        return lines

    def _row_figures(self, row: int, weeks: Mapping[int, date], kind: str | None) -> list[Said]:
        by_week: dict[date, Said] = {}
        for column, week in weeks.items():
            role = kind or self.table.roles.get(column, "value")
            if role in ("target", "aside"):
                continue
            if not self.grid.cell(row, column).is_blank:
                said = by_week.setdefault(week, Said(week, {}))
                said.parts[role] = (row, column)
        return [said for said in by_week.values() if {"value", "numerator", "denominator"} & said.parts.keys()]

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
            if len(words) > 1 and all(role_of(word) for word in words) and len({role_of(word) for word in words}) > 1:
                return column
        return None

    def _add_kind(self, line: Line, row: int, kind: str, weeks: Mapping[int, date]) -> None:
        known = {said.week: said for said in line.figures}
        for said in self._row_figures(row, weeks, kind):
            known.setdefault(said.week, Said(said.week, {})).parts.update(said.parts)
        line.figures = list(known.values())

    def _week_columns(self) -> dict[int, date]:
        """The week of each column headed with one. A week that stands twice is refused: neither is read."""
        table = self.table
        read = self.weeks.read(table.week_cells)
        weeks = {column: read[place] for column, place in table.weeks.items() if place in read}
        first: dict[tuple[date, str], int] = {}
        twice: set[date] = set()
        for column, week in sorted(weeks.items()):
            role = table.roles.get(column, "value")
            if role in ("aside", "target"):
                continue
            earlier = first.setdefault((week, role), column)
            if earlier != column:
                twice.add(week)
                place = table.weeks[column]
                if table.weeks[earlier] == place:
                    expected = "one column of figures for each week: say which is the figure, such as Actual"
                else:
                    expected = f"each week in one column: {address(*table.weeks[earlier])} is the same week"
                self.cells.refuse(place, shown(self.grid.cell(*place).value), expected)
        for name in ("value", "numerator", "denominator", "status", "note", "waiting_for", "week", "rag", "reference"):
            if (at := table.columns.get(name)) is not None:
                heading = self.grid.cell(table.row, at)
                if not self._column_is_kind(at) and not heading.is_blank:
                    self._leave_column(at, heading, "has no place in this layout")
        return {column: week for column, week in weeks.items() if week not in twice}

    def _column_is_kind(self, column: int) -> bool:
        return column == self._kind_column(self.table.columns["measure"])

    def _mind_other_columns(self, weeks: Mapping[int, date]) -> None:
        """Columns that nobody knows: said; but refused between the weeks, and asked about where they hold numbers."""
        table = self.table
        for column, cell in table.others.items():
            if column in self.grid.hidden_columns or self._column_is_kind(column):
                continue
            known = field_of(cell.value)
            if (
                is_summary(cell.value)
                or known
                or not table.weeks
                or not self._numbers_below(column)
                or column < min(table.weeks)
            ):
                why = "is not a heading the board knows"
                if known:
                    why = (
                        "stands twice" if table.columns.get(known, column) != column else "has no place in this layout"
                    )
                self._leave_column(column, cell, why)
            elif min(table.weeks) < column < max(table.weeks):
                self.cells.refuse(
                    (table.row, column), shown(cell.value), "the last day of this column's week, such as 15 Nov 2026"
                )
            else:
                question = f"“{shown(cell.value)}” heads figures, and is no week that can be read. What is it?"
                self.cells.desk.ask(
                    self.grid.name, address(table.row, column), question, ("No figures of a week: leave it out",),
                    topic=f"column: {folded(str(cell.value))}", lasting=True,
                )  # fmt: skip
        self._mind_columns_without_a_heading(weeks)

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
                self.cells.refuse(
                    (table.row, column), shown(None), "the last day of this column's week, such as 15 Nov 2026"
                )
            elif column <= last + 1 or self.grid.cell(table.row + 1, column).value is not None:
                self.cells.leave((table.row, column), "this column has no heading and was left out.")

    def _is_aside(self, column: int) -> bool:
        """Notes beside a table, a gap away from it."""
        return column > max(self.table.all_columns, default=0) + 1

    def _leave_column(self, column: int, heading: Cell, why: str) -> None:
        self.cells.leave((self.table.row, column), f"“{shown(heading.value)}” {why}, so its column was left out.")

    def refuse_merged(self) -> None:
        """Merged cells hide which row or week a figure belongs to; over a title or a heading alone they hide nothing."""
        table = self.table
        columns = self._read_columns()
        body = Area(table.first_row, min(columns), table.last_row, max(columns))
        for area in self.grid.merged:
            if not area.touches(body) or self._hides_nothing(area):
                continue
            expected = "a value in each cell: unmerge these and fill each in"
            self.cells.desk.refuse(self.grid.name, str(area), "merged cells", expected)

    def _hides_nothing(self, area: Area) -> bool:
        table = self.table
        if area.last_row <= table.row:
            over = {c for c in range(area.first_column, area.last_column + 1)}
            places = {table.weeks[c] for c in over if c in table.weeks} | {
                table.names[c] for c in over if c in table.names
            }
            has_roles = table.row > area.last_row or table.row > table.first_row
            downwards = area.first_column == area.last_column
            return downwards or (len(places) == 1 and has_roles and not over & set(table.columns.values()))
        name = table.columns.get("measure")
        if area.first_row == area.last_row and name is not None:
            return self._only_a_name(area.first_row, name) or area.first_column > max(table.all_columns)
        return (
            name is not None and area.first_column == area.last_column == name and self._kind_column(name) is not None
        )

    # --- a row for each figure ---

    def _a_row_each(self) -> list[Line]:
        table, columns = self.table, self.table.columns
        self.refuse_merged()
        for column, cell in table.others.items():
            self._leave_column(column, cell, "is not a heading the board knows")
        for name in ("rag", "reference"):
            if name in columns:
                self._leave_column(columns[name], self.grid.cell(table.row, columns[name]), "is no figure")
        self._mind_columns_without_a_heading({})
        rows = list(self._rows(columns.get("measure")))
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
        apart = "reference" in columns or "area" in columns or bool(table.others)
        lines = []
        for row in rows:
            if "measure" in columns and self._only_a_name(row, columns["measure"]):
                self._heading_between(row, columns["measure"])
                continue
            before = self.cells.desk.problems
            at = (row, columns["measure"]) if "measure" in columns else (table.row, columns["value"])
            name = self._name(*at) if "measure" in columns else self._title_name()
            line = self._of_whom(Line(self.cells, self.number, table.lies, name, at, self._settings(row)), row)
            line.broken = self.cells.desk.problems > before
            line.apart = apart
            week = weeks.get((row, columns["week"]))
            filled = {part: (row, c) for part, c in parts.items() if not self.grid.cell(row, c).is_blank}
            if week is not None and filled:
                line.figures, line.weeks = (
                    [Said(week, {**filled, **self._value_place(row, columns)})],
                    frozenset({week}),
                )
            elif (
                filled
                and (row, columns["week"]) in cells
                and cells[row, columns["week"]].is_blank
                and "value" in filled
            ):
                self.cells.refuse(
                    (row, columns["week"]), shown(None), f"the week of this figure, such as {self.weeks._such()}"
                )
            lines.append(line)
        return lines

    def _value_place(self, row: int, columns: Mapping[str, int]) -> dict[str, Place]:
        return {"value": (row, columns["value"])} if "value" in columns else {}

    def _week_cell(self, row: int, column: int) -> Cell:
        """Plain numbers under a heading such as ``Week no`` are numbers of weeks."""
        cell = self.grid.cell(row, column)
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
                self._leave_column(column, cell, "is not a heading the board knows")
        self._mind_columns_without_a_heading({})
        rows = [
            row
            for row in self._rows(at)
            if not (
                row in self.grid.columns_by_row
                and self._only_a_name(row, at)
                and week_heading(self._week_cell(row, at)) is None
            )
        ]
        heading = self.grid.cell(table.row, at)
        self.weeks.basis = basis_of(str(heading.value or "")) or self.weeks.basis
        about = {row: name for row in rows if (name := field_of(self.grid.cell(row, at).value)) in MEASURE_FIELDS}
        rows = [row for row in rows if row not in about]
        cells = {(row, at): self._week_cell(row, at) for row in rows}
        for place, cell in list(cells.items()):
            if cell.is_blank:
                self.cells.refuse(place, shown(None), f"the week of this row, such as {self.weeks._such()}")
                del cells[place]
        weeks = self.weeks.read(cells)
        by_name: dict[Place, list[int]] = {}
        for column, place in sorted(table.names.items()):
            by_name.setdefault(place, []).append(column)
        lines = []
        areas = "area" in table.columns
        groups = [[row] for row in rows] if areas or "team" in table.columns else [rows]
        for place, columns in by_name.items():
            name = self.cells.take(place, name_of, "")
            settings = {str(of): (row, columns[0]) for row, of in about.items()}
            for group in groups:
                line = Line(self.cells, self.number, table.lies, name, place, settings, broken=not name)
                if areas or "team" in table.columns:
                    self._of_whom(line, group[0])
                line.weeks = frozenset(weeks[row, at] for row in group if (row, at) in weeks)
                for row in group:
                    parts = {
                        role: (row, c) for c in columns
                        if (role := table.roles.get(c, "value")) not in ("target", "aside") and not self.grid.cell(row, c).is_blank
                    }  # fmt: skip
                    if (row, at) in weeks and parts.keys() & {"value", "numerator", "denominator"}:
                        line.figures.append(Said(weeks[row, at], parts))
                lines.append(line)
        return lines

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
                expected = "a column for each week, headed with its last day, such as 15 Nov 2026"
                self.cells.refuse((table.row, columns["measure"]), "headings without a week", expected)
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
        found: dict[Place, Cell] = {}
        texts = {place: str(self.grid.cell(*place).value) for place in self.table.titles} | {(0, 0): self.grid.name}
        for place, text in texts.items():
            for part in _pieces(text):
                if week_heading(Cell(part)):
                    found[place if place != (0, 0) else (self.table.row, self.table.columns["measure"])] = Cell(part)
                    break
        return found

    def _settings_only(self) -> list[Line]:
        name = self.table.columns["measure"]
        return [
            Line(self.cells, self.number, self.table.lies, self._name(row, name), (row, name), self._settings(row))
            for row in self._rows(name)
            if not self._only_a_name(row, name)
        ]


def title_basis(cells: Cells, table: Table) -> Basis:
    """What the titles and the words beside the weeks say of the days that head them."""
    places = [*table.titles]
    rows = {row for row, _ in table.week_cells}
    places += [
        (row, c) for row in rows for c in cells.grid.columns_by_row.get(row, []) if (row, c) not in table.week_cells
    ]
    said = {
        basis_of(str(cells.grid.cell(*place).value))
        for place in places
        if isinstance(cells.grid.cell(*place).value, str)
    }
    said -= {Basis.UNSAID, Basis.WITHIN}
    return said.pop() if len(said) == 1 else Basis.UNSAID


def _pieces(text: str) -> Iterator[str]:
    """A title in parts, and what follows the words that bring a week."""
    for part in plain(text).replace("(", ",").replace(")", ",").replace("|", ",").split(","):
        yield part.strip()
    lowered = plain(text)
    for word in ("week ending", "week ended", "w/e", "week commencing", "week beginning", "w/c", "w/b"):
        if word in lowered:
            yield lowered[lowered.index(word) :]
    if " - " in lowered:
        yield lowered.rsplit(" - ", 1)[1]
