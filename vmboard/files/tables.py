"""Table detection: where figures lie on a sheet: each table's rows of headings, and what each of its columns holds."""

from collections.abc import Iterator, Mapping

from vmboard.files.grids import Cell, Grid
from vmboard.files.headings import (
    MEASURE_FIELDS,
    PLACES,
    POINT_FIELDS,
    WeekHeading,
    field_of,
    is_summary,
    role_of,
    week_heading,
)
from vmboard.files.table_model import (
    ROWS_SEARCHED,
    Lies,
    Table,
    folded_cell,
    holds_days,
    holds_figures,
    is_dated,
    is_named_below,
    point_role,
    spread_weeks,
    texts_below,
    titles_above,
    total_of_days,
    weeks_above,
    weeks_below,
    weeks_headed,
    words_below,
)


def find_tables(grid: Grid, names: frozenset[str] = frozenset()) -> list[Table]:
    """The tables of a sheet, top to bottom. ``names`` are those of the board's measures, folded: they show a table
    whose headings say little."""
    tables: list[Table] = []
    rows = sorted(grid.columns_by_row)
    taken = 0
    for row in rows:
        if row <= taken or (not tables and row > ROWS_SEARCHED):
            continue
        if tables and not _may_begin_another(grid, row):
            continue
        if _is_over_headings(grid, row):
            continue
        spans = [*_spans(grid, row)]
        here = [
            _titled_within(table, span) if len(spans) > 1 else table
            for span in spans
            if (table := _table_at(grid, row, span, taken, names, not tables))
        ]
        if here:
            tables = [_ended(table, min(one.first_row for one in here) - 1) for table in tables]
            tables += here
            taken = max(table.row for table in here)
    return tables


def is_on_its_side(grid: Grid) -> bool:
    """Whether Measure heads a column of weeks, or of the headings Week and Value, so that measures go across."""
    for (row, column), cell in grid.cells.items():
        if row > ROWS_SEARCHED or field_of(cell.value) != "measure":
            continue
        if any(week_heading(grid.cell(row, c)) for c in grid.columns_by_row[row]):
            continue
        fields = {field_of(grid.cell(r, column).value) for r in range(row + 1, min(row + 12, grid.last_row) + 1)}
        if weeks_below(grid, row, column) > 1 or {"week", "value"} <= fields:
            return True
    return False


def _is_over_headings(grid: Grid, row: int) -> bool:
    """A row of titles, such as Week ending over all the weeks, right above the headings themselves."""
    below = grid.columns_by_row.get(row + 1, [])
    if "measure" in (field_of(grid.cell(row, c).value) for c in grid.columns_by_row[row]):
        return False
    heads = [field_of(grid.cell(row + 1, c).value) for c in below]
    return "measure" in heads and sum(week_heading(grid.cell(row + 1, c)) is not None for c in below) > 1


def _ended(table: Table, last_row: int) -> Table:
    return Table(**{**vars(table), "last_row": min(table.last_row, max(last_row, table.row))})


def _titled_within(table: Table, span: tuple[int, int]) -> Table:
    """One of several tables side by side, with its own titles: those over it, and such as stand over all of them."""
    over = {row for row, column in table.titles if span[0] <= column <= span[1]}
    titles = tuple(
        (row, column) for row, column in table.titles
        if span[0] <= column <= span[1] or (column < span[0] and row not in over)
    )  # fmt: skip
    return Table(**{**vars(table), "titles": titles})


def _may_begin_another(grid: Grid, row: int) -> bool:
    """A row below a table's headings is mostly its body: only headings, or rows after a gap, begin another."""
    fields = [field_of(grid.cell(row, column).value) for column in grid.columns_by_row[row]]
    if fields[:1] == ["week"] and len(fields) > 1 and weeks_headed(grid, row, grid.columns_by_row[row][0]):
        return True
    return "measure" in fields or (row - 1 not in grid.columns_by_row and len(grid.columns_by_row[row]) > 1)


def _spans(grid: Grid, row: int) -> Iterator[tuple[int, int]]:
    """The columns of each table that stands beside another: each has a heading of its own for the measure, or for the
    weeks down it."""
    columns = grid.columns_by_row[row]
    starts = [column for column in columns if field_of(grid.cell(row, column).value) == "measure"]
    if not starts:
        starts = [column for column in columns if weeks_headed(grid, row, column) and column + 1 in columns]
        starts = [c for c in starts if c == starts[0] or not weeks_headed(grid, row, c - 1)]
    if len(starts) < 2:
        yield 1, grid.last_column
        return
    begins = [1, *starts[1:]]
    for first, following in zip(begins, [*begins[1:], grid.last_column + 1], strict=True):
        yield first, following - 1


def _table_at(
    grid: Grid, row: int, span: tuple[int, int], taken: int, names: frozenset[str], is_first: bool
) -> Table | None:
    """The table whose lowest row of headings, or whose row of names, is this one."""
    columns, others, weeks = _headings(grid, row, span)
    if "measure" in columns:
        return _named(grid, row, span, taken, columns, others, weeks)
    if down := _down(grid, row, span, taken, columns, others, names):
        return down
    return _nameless(grid, row, span, taken, columns, others, weeks, names)


def _headings(
    grid: Grid, row: int, span: tuple[int, int]
) -> tuple[dict[str, int], dict[int, Cell], dict[int, WeekHeading]]:
    columns: dict[str, int] = {}
    others: dict[int, Cell] = {}
    weeks: dict[int, WeekHeading] = {}
    for column in grid.columns_by_row.get(row, []):
        if not span[0] <= column <= span[1]:
            continue
        cell = grid.cell(row, column)
        name = field_of(cell.value)
        if name and name not in columns:
            columns[name] = column
        elif (week := week_heading(cell)) or cell.formula:
            weeks[column] = week or WeekHeading(cell)
        else:
            others[column] = cell
    if "begins" in columns and "week" not in columns:
        columns["week"] = columns.pop("begins")
    return columns, others, weeks


def _named(
    grid: Grid, row: int, span: tuple[int, int], taken: int, columns: dict[str, int], others: dict[int, Cell],
    weeks: dict[int, WeekHeading],
) -> Table | None:  # fmt: skip
    """A table with a heading over its measures' names."""
    titles = titles_above(grid, row, taken)
    name = columns["measure"]
    above_row, above = weeks_above(grid, row, span, taken, name)
    if "week" in columns and ("value" in columns or {"numerator", "denominator"} <= columns.keys()) and not weeks:
        return Table(Lies.A_ROW_EACH, row, row, grid.last_row, columns, others, titles=titles)
    if above and (not weeks or is_dated(above)):
        rest = {c: cell for c, cell in others.items() if c not in above}
        spread, roles, columns = spread_weeks(grid, row, above_row, above, columns, rest, span)
        rest = {c: cell for c, cell in rest.items() if c not in spread}
        titles = tuple(place for place in titles if place[0] < above_row)
        return _across(grid, above_row, row, columns, rest, above_row, above, spread, roles, titles)
    if weeks:
        roles_below, strange = words_below(grid, row + 1, min(weeks), name)
        if roles_below and (not strange or "value" in roles_below.values()):
            spread, roles, columns = spread_weeks(grid, row + 1, row, weeks, columns, {}, span)
            spread = {c: week for c, week in spread.items() if c not in strange}
            rest = {c: cell for c, cell in (others | strange).items() if c not in spread}
            return _across(grid, row, row + 1, columns, rest, row, weeks, spread, roles, titles)
        spread = {column: (row, column) for column in weeks}
        roles = {column: week.role for column, week in weeks.items()}
        return _across(grid, row, row, columns, others, row, weeks, spread, roles, titles)
    if "value" in columns or {"numerator", "denominator"} <= columns.keys():
        return Table(Lies.ONE_WEEK, row, row, grid.last_row, columns, others, titles=titles)
    if total := total_of_days(others):
        rest = {c: cell for c, cell in others.items() if c != total}
        return Table(Lies.ONE_WEEK, row, row, grid.last_row, {**columns, "value": total}, rest, titles=titles)
    if any(known in columns for known in MEASURE_FIELDS):
        return Table(Lies.SETTINGS, row, row, grid.last_row, columns, others, titles=titles)
    return None


def _across(
    grid: Grid, first: int, row: int, columns: dict[str, int], others: dict[int, Cell], week_row: int,
    weeks: dict[int, WeekHeading], spread: dict[int, tuple[int, int]], roles: dict[int, str],
    titles: tuple[tuple[int, int], ...],
) -> Table:  # fmt: skip
    cells = {(week_row, column): week.cell for column, week in weeks.items()}
    return Table(Lies.ACROSS, first, row, grid.last_row, columns, others, spread, cells, roles, titles=titles)


def _down(
    grid: Grid, row: int, span: tuple[int, int], taken: int, columns: dict[str, int], others: Mapping[int, Cell],
    names: frozenset[str],
) -> Table | None:  # fmt: skip
    """A table with a row a week and a column a measure, or two columns a measure with its name above both."""
    here = [column for column in grid.columns_by_row[row] if span[0] <= column <= span[1]]
    week = _week_column(grid, row, here, columns)
    if week is None or not weeks_below(grid, row, week) or field_of(grid.cell(row + 1, week).value) == "week":
        return None
    heads = {c: grid.cell(row, c) for c in here if c != week}
    roles = {c: role for c, cell in heads.items() if (role := role_of(cell.value) or point_role(cell.value))}
    above = {c: (row - 1, c) for c in grid.columns_by_row.get(row - 1, []) if row - 1 > taken and c > week}
    columns = {
        "week": week,
        **{f: c for f, c in columns.items() if f in ("team", "area", "note", "year", "begins") and c not in roles},
    }
    titles = titles_above(grid, row, taken)
    if roles and len(roles) >= len(heads) - len(columns) + 1 and len(above) > 0:
        over = _names_over(roles, above, max(heads, default=0))
        titles = tuple(place for place in titles if place[0] < row - 1)
        return Table(Lies.DOWN, row - 1, row, grid.last_row, columns, {}, roles=roles, names=over, titles=titles)
    if "value" in roles.values() and all(
        c in roles or ((field_of(cell.value) or is_summary(cell.value)) and folded_cell(cell) not in names)
        for c, cell in heads.items()
    ):
        at = {role: c for c, role in sorted(roles.items(), reverse=True)}
        return Table(Lies.A_ROW_EACH, row, row, grid.last_row, {**columns, **at}, {}, titles=titles)
    named = {
        c: (row, c) for c, cell in heads.items()
        if isinstance(cell.value, str) and c not in columns.values()
        and (not field_of(cell.value) or folded_cell(cell) in names)
        and not is_summary(cell.value) and role_of(cell.value) != "aside"
        and (folded_cell(cell) in names or holds_figures(grid, row, c))
    }  # fmt: skip
    if not named:
        return None
    kept = dict.fromkeys(named, "value")
    rest = {c: cell for c, cell in heads.items() if c not in named and c not in columns.values()}
    return Table(Lies.DOWN, row, row, grid.last_row, columns, rest, roles=kept, names=named, titles=titles)


def _week_column(grid: Grid, row: int, here: list[int], columns: Mapping[str, int]) -> int | None:
    """The column whose heading is of weeks with weeks below it, or the first with weeks below."""
    if dated := [c for c in here if weeks_headed(grid, row, c)]:
        return next((c for c in dated if holds_days(grid, row, c)), dated[0])
    week = columns.get("week") or next((c for c in here[:1] if weeks_below(grid, row, c) > 1), None)
    if week and columns.get("week") is None and field_of(grid.cell(row, week).value) in PLACES:
        week = None  # a pivot table's filter, Ward over (All)
    if week is None and here and here[0] > 1 and weeks_below(grid, row, here[0] - 1) > 1:
        week = here[0] - 1
    return week


def _names_over(
    roles: Mapping[int, str], above: Mapping[int, tuple[int, int]], last_column: int
) -> dict[int, tuple[int, int]]:
    """The name over each column of a pair: a name reaches to the right as far as the next."""
    over: dict[int, tuple[int, int]] = {}
    last = None
    for column in range(min(above), last_column + 1):
        last = above.get(column, last)
        if last and column in roles:
            over[column] = last
    return over


def _nameless(
    grid: Grid, row: int, span: tuple[int, int], taken: int, columns: dict[str, int], others: dict[int, Cell],
    weeks: dict[int, WeekHeading], names: frozenset[str],
) -> Table | None:  # fmt: skip
    """Weeks across, and names down a column that nothing or another word heads."""
    weeks = {c: week for c, week in weeks.items() if not week.cell.formula}
    if not weeks or min(weeks) == 1 or is_named_below(grid, row, span):
        return None
    first = next((c for c in range(1, min(weeks)) if texts_below(grid, row, c)), None)
    if first is None:
        return None
    known = sum(folded_cell(grid.cell(r, first)) in names for r in range(row + 1, min(row + 40, grid.last_row) + 1))
    if not known and len(weeks) < 2:
        return None
    if any(
        grid.cell(row, c).value is not None and not isinstance(grid.cell(row, c).value, str) for c in range(1, first)
    ):
        return None
    fields = {name: column for name, column in columns.items() if column != first and name not in POINT_FIELDS}
    others = {c: cell for c, cell in others.items() if c != first}
    below = grid.columns_by_row.get(row + 1, [])
    titles = titles_above(grid, row, taken)
    heads = [c for c in below if c >= min(weeks)]
    if heads and all(role_of(grid.cell(row + 1, c).value) for c in heads):
        spread, roles, fields = spread_weeks(grid, row + 1, row, weeks, {**fields, "measure": first}, {}, span)
        others = {c: cell for c, cell in others.items() if c not in spread}
        return _across(grid, row, row + 1, fields, others, row, weeks, spread, roles, titles)
    spread = {c: (row, c) for c in weeks}
    roles = {c: week.role for c, week in weeks.items()}
    return _across(grid, row, row, {**fields, "measure": first}, others, row, weeks, spread, roles, titles)
