"""Coverage check: every text over, below and beside a table of which the reader did not account for every word is said,
whatever it says; nobody's list of such words is ever whole."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from vmboard.files.cells import Cells, Place
from vmboard.files.desk import Desk
from vmboard.files.grids import Cell, address, folded
from vmboard.files.headings import bracketed, field_of, is_summary, role_of, week_heading
from vmboard.files.table_model import Table


@dataclass(frozen=True)
class Read:
    """A table whose figures were read, up to the row where a list of something else began, if one did. ``names`` are
    its measures as they are written, folded."""

    cells: Cells
    table: Table
    last_row: int
    names: frozenset[str]


def say_around(
    desk: Desk, read: Sequence[Read], others: Sequence[tuple[Cells, Table]], says: Callable[[str], bool], *,
    is_named: bool,
) -> None:  # fmt: skip
    """Say the texts around the tables that were read. ``others`` are all tables of the file: what stands in one that
    was not read is of no figure. ``says`` tells whether a text may say something of figures; with ``is_named`` it knows
    the names of a board, which sheets are called by."""
    for cells in {id(one.cells): one.cells for one in read}.values():
        here = [one for one in read if one.cells is cells]
        sheet, names = cells.grid.name, frozenset().union(*(one.names for one in here))
        if is_named and says(sheet) and folded(sheet) not in names and not desk.is_spoken_of(sheet, "", sheet):
            desk.mind(sheet, "", sheet)
        taken = [one.table for one in here]
        apart = [table for of, table in others if of is cells and table not in taken]
        for place, text in _texts(cells, here, apart):
            at = address(*place)
            if says(text) and folded(text) not in names and not desk.is_spoken_of(sheet, at, text):
                desk.mind(sheet, at, text)


def _texts(cells: Cells, here: Sequence[Read], apart: Sequence[Table]) -> Iterator[tuple[Place, str]]:
    """The texts of a sheet that no table has as a name, a setting or a figure of its own, from its top."""
    grid = cells.grid
    for row in sorted(set(grid.columns_by_row) - grid.hidden_rows):
        if any(_rows_of(table)[0] <= row <= table.last_row for table in apart):
            continue
        within = [one for one in here if one.table.first_row <= row <= one.table.last_row]
        if within and row > max(one.last_row for one in within):
            continue
        for column in grid.columns_by_row[row]:
            cell = grid.cell(row, column)
            if not isinstance(cell.value, str) or column in grid.hidden_columns:
                continue
            text = cell.value
            for one in within:
                text = _unread(one.table, cells, (row, column), text)
            if text and not week_heading(cell) and not cell.holds_identifier:
                yield (row, column), text


def _rows_of(table: Table) -> tuple[int, int]:
    return min([table.first_row, *(row for row, _ in table.titles)]), table.last_row


def _unread(table: Table, cells: Cells, place: Place, text: str) -> str:
    """As much of a text in the rows of a table as the table does not read itself; empty for all of it."""
    row, column = place
    if not any(map(str.isalpha, text)) or role_of(text) or is_summary(text):
        return ""
    if row <= table.row:
        return _unread_heading(table, place, cells.grid.cell(*place))
    own = table.all_columns
    if column not in own:
        return text
    beside = [c for c in cells.grid.columns_by_row[row] if c in own]
    is_alone = len(beside) == 1 and column not in table.others and column != table.columns.get("note")
    return text if is_alone else ""


def _unread_heading(table: Table, place: Place, cell: Cell) -> str:
    """What of a heading is not read: the words in brackets behind one that is known, or the word over the names."""
    row, column = place
    heads = {*table.weeks.values(), *table.names.values(), *table.week_cells}
    if place in heads or (column in table.others and row == table.row):
        return ""
    return bracketed(cell.value) if field_of(cell.value) else str(cell.value)
