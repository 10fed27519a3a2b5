"""A box score from a file: a workbook (.xlsx) or CSV. Parsing and refusals only: a command writes the rows.

Nothing here raises for a bad file: every problem comes back as a refusal that names the cell, what was found
and what was expected.
"""

from datetime import date
from os import PathLike
from pathlib import Path, PurePath

from vmboard.domain.figures.sheets import Sheet
from vmboard.domain.text.identifiers import find
from vmboard.files.container import LARGEST_FILE, kind_of
from vmboard.files.delimited import read_text_file
from vmboard.files.gather import Gather
from vmboard.files.grids import MOST_COLUMNS, MOST_ROWS, Grid, NotTaken, shown
from vmboard.files.layouts import read_rows
from vmboard.files.rows import Rows
from vmboard.files.tables import find_table
from vmboard.files.xlsx import read_workbook_file


def read(
    source: str | PathLike[str] | bytes,
    filename: str,
    *,
    week_ends_on: int,
    today: date,
) -> Sheet:
    """The box score in a file, given as its path or its bytes; ``filename`` is what the person called it.

    ``week_ends_on`` is 0 for Monday to 6 for Sunday; no week may begin after ``today``. A cell, file
    name or sheet name that holds a CHI or NHS number is refused, and the number is not repeated.
    """
    gather = Gather(week_ends_on, today)
    try:
        if find(filename).found:
            raise NotTaken("a file name with a CHI or NHS number in it (hidden)", "the file another name")
        grids, left_out = _open(source, filename)
        _refuse_identifying_names(grids)
        for sentence in left_out:
            gather.warn(sentence)
        _read_grids(gather, grids)
    except NotTaken as not_taken:
        return Sheet(refusals=(not_taken.refusal,))
    return gather.sheet()


def _open(source: str | PathLike[str] | bytes, filename: str) -> tuple[list[Grid], list[str]]:
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    if kind_of(data, filename) == "workbook":
        return read_workbook_file(data)
    return [read_text_file(data, PurePath(filename).stem)], []


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError:
        raise NotTaken("a file that cannot be opened", "a file that is there, and not in use") from None


def _refuse_identifying_names(grids: list[Grid]) -> None:
    for number, grid in enumerate(grids, start=1):
        if find(grid.name).found:
            found = f"a CHI or NHS number (hidden) in the name of sheet {number}"
            raise NotTaken(found, "that sheet another name")


def _read_grids(gather: Gather, grids: list[Grid]) -> None:
    without: list[str] = []
    for grid in grids:
        table = find_table(grid)
        if table is None and not (grid.beyond and len(grids) == 1):
            without.append(grid.name)
        elif grid.beyond:
            most = f"at most {MOST_ROWS:,} rows and {MOST_COLUMNS} columns"
            expected = f"{most}: delete the rows and columns beyond the table, and save"
            gather.refuse(grid.name, grid.beyond_cell, grid.beyond, expected)
        elif table is not None:
            read_rows(Rows(grid, table, gather))
    if not gather.layouts and not gather.problems:
        found = f"no box score in {', '.join(f'“{shown(name)}”' for name in without[:5]) or 'any sheet'}"
        raise NotTaken(
            found,
            "in one of the top ten rows, the heading Measure and a heading for each week's last day; "
            "or the headings Measure, Week and Value",
        )
    for name in without:
        gather.warn(f"Sheet “{shown(name)}” has no box score headings and was left out.")
