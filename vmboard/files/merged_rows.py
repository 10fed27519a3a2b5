"""Merged cells: what hides the row or the week of a figure is refused; over titles and names it hides nothing."""

from vmboard.domain.text.phrases import phrase
from vmboard.files.cells import Place
from vmboard.files.grids import Area
from vmboard.files.headings import MEASURE_FIELDS, PLACES
from vmboard.files.table_rows import TableRows


class MergedRows(TableRows):
    """The body of a table with what is merged in it."""

    def refuse_merged(self) -> None:
        """Merged cells hide which row or week a figure belongs to; over a title or a heading alone they hide
        nothing."""
        table = self.table
        columns = self._read_columns()
        body = Area(table.first_row, min(columns), table.last_row, max(columns))
        for area in self.grid.merged:
            if not area.touches(body) or self._hides_nothing(area):
                continue
            expected = phrase("a value in each cell: unmerge these and fill each in")
            self.cells.desk.refuse(self.grid.name, str(area), phrase("merged cells"), expected)

    def _titles_beside(self, row: int, first: int) -> list[Place]:
        return [place for place in self.table.titles if place[0] == row and place[1] >= first]

    def _hides_nothing(self, area: Area) -> bool:
        table = self.table
        if area.last_row <= table.row:
            over = set(range(area.first_column, area.last_column + 1))
            places = {table.weeks[c] for c in over if c in table.weeks} | {
                table.names[c] for c in over if c in table.names
            }
            has_roles = table.row > area.last_row or table.row > table.first_row
            heads = {*table.weeks.values(), *table.names.values()}
            if area.last_row < table.row and not any(area.holds(place) for place in heads):
                weeks = {*table.weeks, *table.names}
                if not over & weeks or over >= weeks or len(self._titles_beside(area.first_row, min(weeks))) > 1:
                    return True  # a title over all the weeks, over none, or one of several side by side
            downwards = area.first_column == area.last_column
            return downwards or (len(places) == 1 and has_roles and not over & set(table.columns.values()))
        name = table.columns.get("measure")
        if area.first_row == area.last_row and name is not None:
            return self._only_a_name(area.first_row, name) or area.first_column > max(table.all_columns)
        if area.first_column != area.last_column:
            return False
        if name is not None and area.first_column == name:
            return self._kind_column(name) is not None
        return area.first_column in (c for f, c in table.columns.items() if f in (*MEASURE_FIELDS, *PLACES))
