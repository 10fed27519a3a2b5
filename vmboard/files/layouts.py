"""The two ways a box score lies on a sheet: *wide*, a row per measure and a column per week; and *tidy*, a
row per figure."""

from collections import Counter
from dataclasses import replace
from datetime import date

from vmboard.domain.figures.cells import Unreadable, read_domain, read_status, read_week
from vmboard.domain.figures.sheets import Layout, SheetMeasure, SheetPoint
from vmboard.domain.figures.written import NOTHING, Figure
from vmboard.domain.words import Domain, PointStatus
from vmboard.files.grids import Cell, address, shown
from vmboard.files.rows import Rows
from vmboard.files.tables import MEASURE_FIELDS, POINT_FIELDS, is_week_heading


def read_rows(rows: Rows) -> None:
    """Read the whole table into the rows' gathering."""
    rows.gather.layouts.add(rows.table.layout)
    rows.refuse_merged()
    if rows.table.layout is Layout.WIDE:
        _read_wide(rows)
    else:
        _read_tidy(rows)
    rows.warn_of_small_percentages()
    rows.refuse_identifiers()


def _read_wide(rows: Rows) -> None:
    weeks = _week_columns(rows)
    _mind_columns_without_a_heading(rows, weeks)
    under: Domain | None = None
    for row in rows:
        if rows.holds_only_a_name(row):
            under = _heading_between(rows, row)
            continue
        draft, whole = rows.measure(row, under)
        measure = _known(rows, row, draft) if whole else None
        for column, week in weeks.items():
            figure = rows.figure(row, column, measure or draft)
            if figure and measure and not _is_nothing(figure):
                rows.gather.add_point(_point(rows, measure, week, figure, address(row, column)))


def _read_tidy(rows: Rows) -> None:
    for column, cell in rows.table.others.items():
        rows.warn_of_left_out(column, cell)
    _mind_columns_without_a_heading(rows, {})
    for row in rows:
        if rows.holds_only_a_name(row):
            _heading_between(rows, row)
            continue
        before = rows.gather.problems
        draft, whole = rows.measure(row)
        known = _known(rows, row, draft) if whole else None
        point = _tidy_point(rows, row, known or draft)
        if point and rows.gather.problems == before:
            rows.gather.add_point(point)


def _known(rows: Rows, row: int, measure: SheetMeasure) -> SheetMeasure | None:
    """The measure with what earlier rows and sheets say of it; None where an earlier row is the same."""
    cells = {field: rows.where(row, field) for field in MEASURE_FIELDS}
    return rows.gather.add_measure(measure, cells, once=rows.table.layout is Layout.WIDE)


def _week_columns(rows: Rows) -> dict[int, date]:
    """The week of each column headed with one. A week that stands twice is refused: neither is read."""
    table, weeks = rows.table, dict[int, date]()
    for column, cell in table.others.items():
        if not is_week_heading(cell):
            rows.warn_of_left_out(column, cell)
            continue
        week = rows.take(table.row, column, lambda cell: _week(rows, cell), None)
        if week is None:
            continue
        if first := next((known for known, its in weeks.items() if its == week), None):
            expected = f"each week in one column: {address(table.row, first)} is the same week"
            rows.refuse(address(table.row, column), shown(cell.value), expected)
        weeks[column] = week
    for column in (table.columns[field] for field in POINT_FIELDS if field in table.columns):
        rows.warn_of_left_out(column, rows.grid.cell(table.row, column))
    if not any(is_week_heading(cell) for cell in table.others.values()):
        expected = "a column for each week, headed with its last day, such as 15 Nov 2026"
        rows.refuse(rows.where(table.row, "measure"), "headings without a week", expected)
    times = Counter(weeks.values())
    return {column: week for column, week in weeks.items() if times[week] == 1}


def _mind_columns_without_a_heading(rows: Rows, weeks: dict[int, date]) -> None:
    """A nameless column among the weeks would lose its figures: refused. Elsewhere it is mentioned."""
    table = rows.table
    below = {column for row, column in rows.grid.cells if row > table.row}
    for column in sorted(below - {*table.columns.values(), *table.others}):
        cell = address(table.row, column)
        if weeks and min(weeks) < column < max(weeks):
            rows.refuse(cell, shown(None), "the last day of this column's week, such as 15 Nov 2026")
        else:
            rows.warn(cell, "this column has no heading and was left out.")


def _heading_between(rows: Rows, row: int) -> Domain | None:
    """The domain that a heading between the rows names; any other words standing alone are left out."""
    text = rows.grid.cell(row, rows.table.columns["measure"]).value
    try:
        return read_domain(str(text or ""))
    except Unreadable:
        rows.warn(rows.where(row, "measure"), f"“{shown(text)}” stands alone in its row and was left out.")
        return None


def _tidy_point(rows: Rows, row: int, measure: SheetMeasure) -> SheetPoint | None:
    columns = rows.table.columns
    week = rows.take(row, columns["week"], lambda cell: _week(rows, cell), None)
    figure = rows.figure(row, columns["value"], measure)
    numerator, denominator = rows.number(row, "numerator", measure), rows.number(row, "denominator", measure)
    status = rows.word(row, "status", read_status)
    note, waiting_for = rows.text(row, "note"), rows.text(row, "waiting_for")
    if week is None or figure is None:
        return None
    if numerator is None and denominator is None:
        numerator, denominator = figure.numerator, figure.denominator
    has_figure = figure.value is not None or bool(numerator) or bool(denominator)
    is_nobody = numerator == denominator == 0 and figure.value is None
    nothing = PointStatus.NOTHING_TO_COUNT in (status, figure.status) or is_nobody
    if nothing and has_figure:
        rows.refuse(rows.where(row, "status"), NOTHING, "final or provisional, since this row has a figure")
        return None
    not_in = PointStatus.NOT_IN_YET in (status, figure.status)
    if not_in and (figure.value is not None or (numerator is not None and denominator)):
        expected = "final or provisional, since this row has a figure; or no figure"
        rows.refuse(rows.where(row, "status"), "not in yet", expected)
        return None
    if figure.value is None and numerator is None and denominator is None and not nothing:
        not_in = not_in or bool(note or waiting_for)
        if not not_in:
            return None
    provisional = PointStatus.PROVISIONAL in (status, figure.status)
    sure = PointStatus.PROVISIONAL if provisional else PointStatus.FINAL
    status = PointStatus.NOTHING_TO_COUNT if nothing else PointStatus.NOT_IN_YET if not_in else sure
    point = _point(rows, measure, week, replace(figure, status=status), address(row, columns["value"]))
    point = replace(point, note=note, waiting_for=waiting_for or figure.waiting_for)
    return point if nothing else replace(point, numerator=numerator, denominator=denominator)


def _point(rows: Rows, measure: SheetMeasure, week: date, figure: Figure, cell: str) -> SheetPoint:
    return SheetPoint(
        measure_name=measure.name,
        week=week,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        status=figure.status,
        note="",
        team=measure.team,
        sheet=rows.grid.name,
        cell=cell,
        waiting_for=figure.waiting_for,
    )


def _week(rows: Rows, cell: Cell) -> date:
    return read_week(cell.value, rows.gather.week_ends_on, today=rows.gather.today)


def _is_nothing(figure: Figure) -> bool:
    answers = (PointStatus.NOT_IN_YET, PointStatus.NOTHING_TO_COUNT)
    return figure.value is None and figure.denominator is None and figure.status not in answers
