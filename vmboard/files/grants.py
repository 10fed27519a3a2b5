"""CSV parsing of grants: a line a grant: who, which team, and what they may be for it."""

from functools import partial

from vmboard.domain.access.granting import GrantRow
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_, _
from vmboard.domain.text.phrases import said
from vmboard.files.delimited import read_text_file
from vmboard.files.grids import Grid

HEADINGS = {
    "email": "email", "e-mail": "email", "account": "email", "address": "email", "who": "email",
    "team": "team", "ward": "team", "board": "team",
    "role": "role", "may be": "role", "as": "role",
    "may edit": "may_edit", "edit": "may_edit", "edits": "may_edit",
}  # fmt: skip
EXPECTED = N_("Give it a first line of headings: email, team, role and, for coaches who may edit, may edit.")
ROWS_SEARCHED = 10


def read_grants(data: bytes, name: str) -> list[GrantRow]:
    """The lines of a CSV file. Raises Refused where it is no CSV, or has no headings that we know."""
    grid = read_text_file(data, name, field_of)
    if grid.beyond:
        raise Refused(
            "This file is too long: there is {what} at {cell}. Bring it in parts.",
            what=partial(said, grid.beyond), cell=grid.beyond_cell,
        )  # fmt: skip
    row, columns = _headings(grid)
    return [line for at in sorted(grid.columns_by_row) if at > row and (line := _line(grid, at, columns))]


def field_of(heading: object) -> str | None:
    """What a column so headed holds, or None."""
    return HEADINGS.get(" ".join(str(heading).casefold().replace("_", " ").split()).rstrip(" :*"))


def _headings(grid: Grid) -> tuple[int, dict[str, int]]:
    for row in range(1, ROWS_SEARCHED + 1):
        columns: dict[str, int] = {}
        for column in grid.columns_by_row.get(row, []):
            if field := field_of(grid.cell(row, column).value):
                columns.setdefault(field, column)
        if {"email", "team", "role"} <= columns.keys():
            return row, columns
    raise Refused("This file cannot be read as grants. {expected}", expected=partial(_, EXPECTED))


def _line(grid: Grid, row: int, columns: dict[str, int]) -> GrantRow | None:
    said = {field: str(grid.cell(row, column).value or "").strip() for field, column in columns.items()}
    return GrantRow(row, **said) if any(said.values()) else None
