"""Table model: how a table lies, and what each of its columns holds; and the looks at a sheet that tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vmboard.domain.figures.week_words import WEEKDAY, read_week_words
from vmboard.files.grids import Cell, Grid
from vmboard.files.headings import (
    MEASURE_FIELDS,
    WeekHeading,
    field_of,
    is_summary,
    role_of,
    week_heading,
)

ROWS_SEARCHED = 30
ROWS_TRIED = 12
"""How many cells below a heading are looked at to tell what its column holds."""


LONGEST_NUMBER = 30


class Lies(StrEnum):
    """How figures lie: a column a week, a row a figure, a column a measure, all of one week, or none: only settings."""

    ACROSS = "weeks across"
    A_ROW_EACH = "a row for each figure"
    DOWN = "weeks down"
    ONE_WEEK = "one week"
    SETTINGS = "settings"


@dataclass(frozen=True)
class Table:
    """``columns`` has the column of each field. ``weeks`` has the heading that says the week of each column across,
    ``roles`` what such a column, or one under a measure's name, holds; ``names`` the measure over each column.
    ``others`` are headings nobody knows."""

    lies: Lies
    first_row: int
    row: int
    last_row: int
    columns: Mapping[str, int]
    others: Mapping[int, Cell] = field(default_factory=dict)
    weeks: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    week_cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    roles: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    titles: tuple[tuple[int, int], ...] = ()

    @property
    def all_columns(self) -> set[int]:
        return {*self.columns.values(), *self.weeks, *self.names, *self.others}


def weeks_above(
    grid: Grid, row: int, span: tuple[int, int], taken: int, name: int
) -> tuple[int, dict[int, WeekHeading]]:
    for above in (row - 1, row - 2):
        if above <= taken:
            break
        weeks = {
            column: week
            for column in grid.columns_by_row.get(above, [])
            if name < column <= span[1] and (week := week_heading(grid.cell(above, column)))
        }
        if len(weeks) > 1 or (weeks and min(weeks) > name and len(grid.columns_by_row[above]) <= 2):
            return above, weeks
    return 0, {}


def is_dated(weeks: Mapping[int, WeekHeading]) -> bool:
    said = [read_week_words(week.cell.value, week.cell.number_format) for week in weeks.values()]
    return all(words and (words.day_first or words.month_first or words.yearless) for words in said)


def spread_weeks(
    grid: Grid, role_row: int, week_row: int, weeks: Mapping[int, WeekHeading], columns: dict[str, int],
    others: Mapping[int, Cell], span: tuple[int, int],
) -> tuple[dict[int, tuple[int, int]], dict[int, str], dict[str, int]]:  # fmt: skip
    """The week and the role of every column under a row of weeks: a week reaches over the columns to its right that a
    word such as ``actual`` heads."""
    spread: dict[int, tuple[int, int]] = {}
    roles: dict[int, str] = {}
    last: int | None = None
    for column in range(min(weeks), span[1] + 1):
        last = column if column in weeks else last
        word = grid.cell(role_row, column).value
        role = role_of(word)
        if last is not None and (column in weeks or role):
            if is_summary(word) and not role:
                continue
            spread[column], roles[column] = (week_row, last), role or weeks[last].role
    kept = {name: column for name, column in columns.items() if column not in spread}
    return spread, roles, kept


def words_below(grid: Grid, row: int, first: int, name: int) -> tuple[dict[int, str], dict[int, Cell]]:
    """What each column holds by a row of words under the weeks, ``Actual``, ``Standard``, and those of its words that
    nobody knows, ``Icon``; nothing where it names a measure or holds numbers, and so is of figures."""
    cells = {c: grid.cell(row, c) for c in grid.columns_by_row.get(row, []) if c >= first}
    is_of_words = all(isinstance(cell.value, str) and not any(map(str.isdigit, cell.value)) for cell in cells.values())
    if not is_of_words or name in grid.columns_by_row.get(row, []):
        return {}, {}
    roles = {c: role for c, cell in cells.items() if (role := role_of(cell.value))}
    return roles, {c: cell for c, cell in cells.items() if c not in roles}


def point_role(heading: object) -> str | None:
    known = field_of(heading)
    return known if known in ("value", "target", "numerator", "denominator") else None


def is_named_below(grid: Grid, row: int, span: tuple[int, int]) -> bool:
    """Whether the heading over the names stands just below, so that this is only its row of weeks."""
    return any(
        field_of(grid.cell(r, c).value) == "measure"
        for r in (row + 1, row + 2) for c in grid.columns_by_row.get(r, []) if span[0] <= c <= span[1]
    )  # fmt: skip


def weeks_below(grid: Grid, row: int, column: int) -> int:
    """How many of the cells below say a week; 0 where most say something else."""
    cells = [grid.cell(r, column) for r in range(row + 1, min(row + ROWS_TRIED, grid.last_row) + 1)]
    filled = [
        cell for cell in cells
        if not cell.is_blank and field_of(cell.value) not in (*MEASURE_FIELDS, "week") and not is_summary(cell.value)
    ]  # fmt: skip
    weeks = sum(1 for cell in filled if week_heading(cell) or _is_week_number(grid.cell(row, column), cell))
    return weeks if weeks * 2 > len(filled) else 0


def holds_figures(grid: Grid, row: int, column: int) -> bool:
    """Whether a column may be of figures: not where it names months, or has sentences."""
    if folded_cell(grid.cell(row, column)) in ("month", "quarter", "mth"):
        return False
    cells = [cell for r in range(row + 1, grid.last_row + 1) if not (cell := grid.cell(r, column)).is_blank]
    return not any(isinstance(cell.value, str) and len(cell.value) > LONGEST_NUMBER for cell in cells)


def weeks_headed(grid: Grid, row: int, column: int) -> bool:
    """Whether a heading is of weeks, and weeks stand below it."""
    return field_of(grid.cell(row, column).value) == "week" and weeks_below(grid, row, column) > 0


def holds_days(grid: Grid, row: int, column: int) -> bool:
    """Whether days stand below a heading, and not only weeks by their numbers."""
    return any(week_heading(grid.cell(r, column)) for r in range(row + 1, row + ROWS_TRIED))


def _is_week_number(heading: Cell, cell: Cell) -> bool:
    value = float(cell.value) if isinstance(cell.value, str) and cell.value.strip().isdigit() else cell.value
    whole = isinstance(value, int | float) and not isinstance(value, bool) and float(value).is_integer()
    return whole and field_of(heading.value) == "week" and 1 <= float(str(value)) <= 53


def texts_below(grid: Grid, row: int, column: int) -> bool:
    cells = [grid.cell(r, column) for r in range(row + 1, min(row + ROWS_TRIED, grid.last_row) + 1)]
    texts = [
        c for c in cells if isinstance(c.value, str) and week_heading(c) is None and any(x.isalpha() for x in c.value)
    ]
    return bool(texts) and len(texts) * 2 > sum(not c.is_blank for c in cells)


def titles_above(grid: Grid, row: int, taken: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (r, c) for r in range(max(taken + 1, row - ROWS_SEARCHED), row) for c in grid.columns_by_row.get(r, [])
        if isinstance(grid.cell(r, c).value, str)
    )  # fmt: skip


def folded_cell(cell: Cell) -> str:
    return " ".join(str(cell.value or "").casefold().split())


def total_of_days(others: Mapping[int, Cell]) -> int | None:
    """The column that adds up the days of a week beside it, Monday to Sunday."""
    days = {word[:3] for cell in others.values() if (word := folded_cell(cell)) and WEEKDAY.fullmatch(word)}
    totals = [c for c, cell in others.items() if folded_cell(cell) in ("total", "week total", "weekly total", "totals")]
    return totals[0] if len(days) == 7 and len(totals) == 1 else None
