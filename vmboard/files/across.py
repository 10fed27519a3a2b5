"""Wide layout: a row for each measure and a column, or a few, for each week."""

from collections.abc import Mapping
from datetime import date

from vmboard.domain.words import Domain
from vmboard.files.grids import address, folded, shown
from vmboard.files.headings import field_of, is_summary, role_of
from vmboard.files.lines import Line, Said
from vmboard.files.table_model import Lies
from vmboard.files.table_rows import TableRows


class Across(TableRows):
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
            if kinds and kind in ("target", "aside"):
                word = shown(self.grid.cell(row, kinds).value)
                self.cells.leave((row, kinds), f"“{word}” is no figure of what happened: left out.")
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

    def _add_kind(self, line: Line, row: int, kind: str, weeks: Mapping[int, date]) -> None:
        by_week = {said.week: said for said in line.figures}
        for said in self._row_figures(row, weeks, kind):
            by_week.setdefault(said.week, Said(said.week, {})).parts.update(said.parts)
        line.figures = list(by_week.values())

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

    def _mind_other_columns(self, weeks: Mapping[int, date]) -> None:
        """Columns that nobody knows: said; but refused between the weeks, and asked about where they hold numbers."""
        table = self.table
        for column, cell in table.others.items():
            if column in self.grid.hidden_columns or self._column_is_kind(column):
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
            ):
                why = "is not a heading the board knows"
                if holds:
                    why = (
                        "stands twice" if table.columns.get(holds, column) != column else "has no place in this layout"
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
