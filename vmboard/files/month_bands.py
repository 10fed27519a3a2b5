"""Spread headings: days alone under the name of their month, ``November`` over 8, 15, 22, told as whole dates."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from vmboard.domain.figures.week_words import month_said
from vmboard.files.grids import Cell, Grid
from vmboard.files.headings import field_of

_DAY = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?", re.I)
_WEEK = 7


def with_whole_dates(grid: Grid, rows: int = 30) -> Grid:
    """The sheet with ``8 November 2026`` for each 8 under November 2026; as it is where no such headings stand."""
    for row in [row for row in grid.columns_by_row if row <= rows]:
        if days := _days_below(grid, row):
            return _told_whole(grid, row, days)
    return grid


def _days_below(grid: Grid, row: int) -> dict[int, str]:
    """The whole date of each column below a row of months; empty where the row below is none of days a week apart."""
    months = {c: month for c in grid.columns_by_row[row] if (month := _month(grid.cell(row, c)))}
    below = grid.columns_by_row.get(row + 1, [])
    if not months:
        return {}
    first = min(months)
    heads = [c for c in below if c < first]
    if any(field_of(grid.cell(row + 1, c).value) is None for c in heads):
        return {}
    days = {c: day for c in below if c >= first and (day := _day(grid.cell(row + 1, c)))}
    if len(days) < 2 or len(days) < len([c for c in below if first <= c <= max(days)]):
        return {}
    over = {column: max(c for c in months if c <= column) for column in days}
    for left, right in pairwise(sorted(days)):
        if over[left] == over[right] and days[right] - days[left] != _WEEK:
            return {}
    return {column: f"{day} {months[over[column]]}" for column, day in days.items()}


def _month(cell: Cell) -> str:
    if isinstance(cell.value, date):
        return f"{cell.value:%B %Y}" if cell.value.day == 1 else ""
    return cell.value.strip() if isinstance(cell.value, str) and month_said(cell.value) else ""


def _day(cell: Cell) -> int:
    """The day of a month that a cell holds; 0 for anything else."""
    value = cell.value
    if isinstance(value, str) and (match := _DAY.fullmatch(value.strip())):
        value = int(match[1])
    is_whole = isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()
    return int(value) if is_whole and 1 <= value <= 31 else 0  # type: ignore[operator, call-overload]


def _told_whole(grid: Grid, row: int, days: dict[int, str]) -> Grid:
    """The dates in the row of the heading over the names, or in the lower row; the other row loses its own."""
    named = any(field_of(grid.cell(row, c).value) == "measure" for c in grid.columns_by_row[row])
    at, other = (row, row + 1) if named else (row + 1, row)
    cells = {place: cell for place, cell in grid.cells.items() if place[0] != other or place[1] < min(days)}
    cells |= {(at, column): Cell(text) for column, text in days.items()}
    merged = tuple(area for area in grid.merged if not (area.first_row <= row <= area.last_row))
    return replace(grid, cells=cells, merged=merged)
