"""Wide layout: a row for each measure and a column, or a few, for each week."""

import re
from collections.abc import Mapping
from datetime import date

from vmboard.domain.figures.title_words import years_in
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.phrases import phrase
from vmboard.domain.words import Domain
from vmboard.files.cells import Place
from vmboard.files.desk import LEAVE_OUT, did_not_happen
from vmboard.files.grids import Cell, address, folded, shown
from vmboard.files.headings import field_of, is_summary, role_of, week_heading
from vmboard.files.lines import Line, Said
from vmboard.files.merged_rows import MergedRows
from vmboard.files.table_model import Lies
from vmboard.files.table_rows import NEEDS_WEEK, NO_PLACE, TWICE, UNKNOWN

_NOTED = re.compile(r"(?P<week>.*[0-9][^(\[]*?)(?:\s*[(\[].*[)\]]|\s*[*†‡#]+|\s+(?:v[0-9]+|[a-z]{4,}))", re.I)
THE_WEEK = phrase("Yes, of that week")
NOT_ITS_WEEK = N_("“{heading}” was answered to be none of its week, so its column was left out.")
NO_WEEKS_FIGURES = phrase("No figures of a week: leave it out")


class Across(MergedRows):
    """The lines of a table whose weeks go across."""

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
            self._mind_year(row, weeks)
            for band, own in self._in_bands(weeks).items():
                line = Line(
                    self.cells, self.number, table.lies, self._name(row, name), (row, name), self._settings(row),
                    under=under,
                )  # fmt: skip
                self._of_whom(line, row)
                line.section = band or line.section
                line.broken = self.cells.desk.problems > before
                line.weeks = frozenset(own.values())
                line.figures = self._row_figures(row, own, kind if kinds and kind else None)
                line.aims = tuple((row, c) for c in own if table.roles.get(c) == "target")
                lines.append(line)
            if kinds and kind in ("target", "aside"):
                self.cells.leave((row, kinds), did_not_happen(self.grid.cell(row, kinds).value))
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

    def _add_kind(self, line: Line, row: int, kind: str, weeks: Mapping[int, date]) -> None:
        if kind == "target":
            line.aims += tuple((row, column) for column in weeks)
        by_week = {said.week: said for said in line.figures}
        for said in self._row_figures(row, weeks, kind):
            by_week.setdefault(said.week, Said(said.week, {})).parts.update(said.parts)
        line.figures = list(by_week.values())

    def _mind_year(self, row: int, weeks: Mapping[int, date]) -> None:
        """Refuse a row whose own column says another year than its weeks were read as."""
        column = self.table.columns.get("year")
        said = years_in(f"{self.grid.cell(row, column).value or ''}".removesuffix(".0")) if column else frozenset()
        if said and column and not said & {week.year for week in weeks.values()}:
            read_as = ", ".join(str(year) for year in sorted({week.year for week in weeks.values()}))
            expected = phrase(
                "the year of its weeks, which were read as of {years}: write it into the headings", years=read_as
            )
            self.cells.refuse((row, column), shown(self.grid.cell(row, column).value), expected)

    def _in_bands(self, weeks: Mapping[int, date]) -> dict[Place | None, dict[int, date]]:
        """The columns of weeks by the title that stands over them, where several do: one for each ward."""
        over: dict[Place | None, dict[int, date]] = {}
        for column, week in weeks.items():
            over.setdefault(self._band_of(column), {})[column] = week
        return over

    def _band_of(self, column: int) -> Place | None:
        return max((place for place in self._bands() if place[1] <= column), key=lambda p: p[1], default=None)

    def _bands(self) -> list[Place]:
        """Titles side by side in one row over the weeks, each over some of them: names of wards, days and nights."""
        first = min(self.table.weeks, default=0)
        rows: dict[int, list[Place]] = {}
        for row, column in self.table.titles:
            text = str(self.grid.cell(row, column).value)
            if (
                column >= first
                and any(c.isalpha() for c in text)
                and not week_heading(Cell(text))
                and not role_of(text)
            ):
                rows.setdefault(row, []).append((row, column))
        return next((places for _, places in sorted(rows.items(), reverse=True) if len(places) > 1), [])

    def _noted_weeks(self) -> dict[int, Place]:
        """Columns headed with a week and words beside it, such as (BH), once a person says that they are of it."""
        table, noted = self.table, dict[int, Place]()
        for column, cell in table.others.items():
            match = _NOTED.fullmatch(cell.value.strip()) if isinstance(cell.value, str) else None
            if not match or column < min(table.weeks, default=column) or not self._numbers_below(column):
                continue
            if is_summary(cell.value) or not week_heading(Cell(match["week"])):
                continue
            question = phrase(
                "“{heading}” heads figures. Are they of the week {week}?", heading=shown(cell.value), week=match["week"]
            )
            topic, at = f"noted week: {folded(str(cell.value))}", address(table.row, column)
            chosen = self.cells.desk.ask(self.grid.name, at, question, (THE_WEEK, LEAVE_OUT), topic=topic, lasting=True)
            if chosen == THE_WEEK:
                self._read_noted[table.row, column] = Cell(match["week"])
            elif chosen:
                self._leave_column(column, cell, NOT_ITS_WEEK)
            noted[column] = (table.row, column)
        return noted

    def _week_columns(self) -> dict[int, date]:
        """The week of each column headed with one. A week that stands twice is refused: neither is read."""
        table = self.table
        self._read_noted: dict[Place, Cell] = {}
        self._noted = self._noted_weeks()
        self._asides: set[str] = set()
        read = self.weeks.read({**table.week_cells, **self._read_noted})
        weeks = {column: read[place] for column, place in {**table.weeks, **self._noted}.items() if place in read}
        first: dict[tuple[Place | None, date, str], int] = {}
        twice: set[date] = set()
        for column, week in sorted(weeks.items()):
            role = table.roles.get(column, "value")
            if role in ("aside", "target"):
                self._say_aside(column)
                continue
            earlier = first.setdefault((self._band_of(column), week, role), column)
            if earlier != column:
                twice.add(week)
                place = {**table.weeks, **self._noted}[column]
                if table.weeks.get(earlier) == place:
                    expected = phrase("one column of figures for each week: say which is the figure, such as Actual")
                else:
                    expected = phrase(
                        "each week in one column: {cell} is the same week", cell=address(place[0], earlier)
                    )
                self.cells.refuse(place, shown(self.grid.cell(*place).value), expected)
        for name in ("value", "numerator", "denominator", "status", "note", "waiting_for", "week", "rag", "reference"):
            if (at := table.columns.get(name)) is not None:
                heading = self.grid.cell(table.row, at)
                if not self._column_is_kind(at) and not heading.is_blank:
                    self._leave_column(at, heading, NO_PLACE)
        return {column: week for column, week in weeks.items() if week not in twice}

    def _say_aside(self, column: int) -> None:
        """Say once of each kind of column that is a plan, a target or a forecast that it is not read."""
        cell = self.grid.cell(self.table.row, column)
        key = "".join(c for c in folded(str(cell.value or "")) if c.isalpha())
        if key and key not in self._asides:
            self._asides.add(key)
            self.cells.leave((self.table.row, column), did_not_happen(cell.value))

    def _is_beside_roles(self, column: int) -> bool:
        """Whether a word nobody knows stands below a week after words that are known: ``Actual``, ``RAG``, ``Icon``."""
        at = max((c for row, c in self.table.week_cells if c <= column and row < self.table.row), default=column)
        return at < column and role_of(self.grid.cell(self.table.row, at).value) is not None

    def _mind_other_columns(self, weeks: Mapping[int, date]) -> None:
        """Columns that nobody knows: said; but refused between the weeks, and asked about where they hold numbers."""
        table = self.table
        for column, cell in table.others.items():
            if column in self.grid.hidden_columns or column in self._noted or self._column_is_kind(column):
                continue
            holds = field_of(cell.value)
            if table.lies is Lies.ONE_WEEK and self._is_second_figure(column, cell):
                continue
            if (
                is_summary(cell.value)
                or holds
                or not table.weeks
                or not self._numbers_below(column)
                or column < min(table.weeks)
                or self._is_beside_roles(column)
            ):
                why = UNKNOWN
                if holds:
                    why = TWICE if table.columns.get(holds, column) != column else NO_PLACE
                self._leave_column(column, cell, why)
            elif min(table.weeks) < column < max(table.weeks):
                self.cells.refuse((table.row, column), shown(cell.value), NEEDS_WEEK)
            else:
                question = phrase(
                    "“{heading}” heads figures, and is no week that can be read. What is it?", heading=shown(cell.value)
                )
                self.cells.desk.ask(
                    self.grid.name, address(table.row, column), question, (NO_WEEKS_FIGURES,),
                    topic=f"column: {folded(str(cell.value))}", lasting=True,
                )  # fmt: skip
        self._mind_columns_without_a_heading(weeks)
