"""Titles: what the words over, beside and below a table say of its weeks: that they begin on their days, their year,
the one week of all its figures."""

import re
from collections.abc import Iterator

from vmboard.domain.figures.title_words import basis_of_weeks, years_in
from vmboard.domain.figures.week_words import Basis, basis_of, month_said, plain
from vmboard.files.cells import Cells
from vmboard.files.grids import Grid
from vmboard.files.table_model import Table


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
    if not said:
        said = {basis for text in _beside(cells, table) if (basis := basis_of_weeks(text)) is not Basis.UNSAID}
    return said.pop() if len(said) == 1 else Basis.UNSAID


def _beside(cells: Cells, table: Table) -> Iterator[str]:
    """The sheet's name and the notes below its headings: texts that stand alone in their row."""
    yield cells.grid.name
    for row, columns in cells.grid.columns_by_row.items():
        if row > table.row and len(columns) == 1 and isinstance(text := cells.grid.cell(row, columns[0]).value, str):
            yield text


def month_over(cells: Cells, table: Table, place: tuple[int, int]) -> tuple[int | None, int] | None:
    """The year and the month that stand over a heading: nearest to its left in the row above, in a title, or in the
    sheet's name."""
    above = [(place[0] - 1, c) for c in reversed(cells.grid.columns_by_row.get(place[0] - 1, [])) if c <= place[1]]
    texts = [str(cells.grid.cell(*at).value or "") for at in [*above, *reversed(table.titles)]]
    return next((month for text in [*texts, cells.grid.name] if (month := month_said(text))), None)


def title_years(cells: Cells, table: Table) -> frozenset[int]:
    """The years that the sheet's name and its titles say, for dates that say none; a dated title may be of a report
    made in the year after."""
    places = {*table.titles} | {
        place for place in cells.grid.cells if table.first_row - 2 <= place[0] < table.first_row
    }
    texts = [cells.grid.name, *(str(cells.grid.cell(*place).value or "") for place in places)]
    return frozenset(year for text in texts for year in years_in(text))


def note_of_mark(grid: Grid, row: int, mark: str) -> tuple[int, int] | None:
    """The footnote below a row that a mark in it leads to: ``* unwitnessed only`` for ``*``."""
    for below, columns in grid.columns_by_row.items():
        text = grid.cell(below, columns[0]).value
        if below > row and isinstance(text, str) and re.match(rf"{re.escape(mark)}(?![*†‡§#])\s*\w", text):
            return below, columns[0]
    return None


def pieces(text: str) -> Iterator[str]:
    """A title in parts, and what follows the words that bring a week."""
    for part in plain(text).replace("(", ",").replace(")", ",").replace("|", ",").split(","):
        yield part.strip()
    lowered = plain(text)
    if period := re.search(r"\b(?:period|reporting week|dates covered)\b(?: of report)?[\s:-]+(.*\d.*)", lowered):
        yield period[1]
    for word in ("week ending", "week ended", "w/e", "week commencing", "week beginning", "w/c", "w/b"):
        if word in lowered:
            yield lowered[lowered.index(word) :]
    if " - " in lowered:
        yield lowered.rsplit(" - ", 1)[1]
