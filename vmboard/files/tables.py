"""Where the box score lies on a sheet: its row of headings, and what each column holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from vmboard.domain.figures.cells import looks_like_week
from vmboard.domain.figures.sheets import Layout
from vmboard.files.grids import Cell, Grid

ROWS_SEARCHED = 10

MEASURE_FIELDS = ("domain", "unit", "direction", "target", "definition", "source", "data_owner")
POINT_FIELDS = ("week", "value", "numerator", "denominator", "status", "note", "waiting_for")

_HEADINGS = {
    "measure": ("measure name", "measures", "indicator", "metric"),
    "team": ("ward",),
    "unit": ("units", "unit of measure"),
    "direction": ("improvement direction", "better", "better is"),
    "target": ("goal",),
    "definition": ("operational definition",),
    "source": ("data source",),
    "data_owner": ("owner",),
    "week": ("week ending", "week ended", "w/e", "date"),
    "value": ("figure", "result"),
    "note": ("notes", "comment", "comments"),
    "waiting_for": ("waiting on",),
}
_FIELDS = {
    heading: field
    for field in ("measure", "team", *MEASURE_FIELDS, *POINT_FIELDS)
    for heading in (field.replace("_", " "), *_HEADINGS.get(field, ()))
}


@dataclass(frozen=True)
class Table:
    """``columns`` has the column of each field; ``others`` all other headings, weeks among them."""

    layout: Layout
    row: int
    columns: Mapping[str, int]
    others: Mapping[int, Cell]


def find_table(grid: Grid) -> Table | None:
    """The first row of headings in the top ten rows, or None: titles and blank rows may come before it."""
    for row in range(1, ROWS_SEARCHED + 1):
        columns: dict[str, int] = {}
        others: dict[int, Cell] = {}
        for column in grid.columns_by_row.get(row, []):
            cell = grid.cell(row, column)
            field = field_of(cell.value)
            if field and field not in columns:
                columns[field] = column
            else:
                others[column] = cell
        if layout := _layout(columns, others):
            return Table(layout, row, columns, others)
    return None


def field_of(heading: object) -> str | None:
    """What a column so headed holds: ``data_owner`` for ``Data owner:``; None for any other heading."""
    return _FIELDS.get(" ".join(str(heading).casefold().replace("_", " ").split()).rstrip(" :*"))


def is_week_heading(cell: Cell) -> bool:
    """Weeks are often worked out from the week before, so a formula stands for one too."""
    return bool(cell.formula) or looks_like_week(cell.value)


def _layout(columns: Mapping[str, int], others: Mapping[int, Cell]) -> Layout | None:
    if "measure" not in columns:
        return None
    if "week" in columns and "value" in columns:
        return Layout.TIDY
    weeks = any(is_week_heading(cell) for cell in others.values())
    return Layout.WIDE if weeks or any(field in columns for field in MEASURE_FIELDS) else None
