"""A box score to a file, as a workbook or CSV, that ``files.workbook`` reads back as it was.

A text stays a text: nothing a person typed can open as a formula or a link. Numbers stay numbers.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

import xlsxwriter

from vmboard.domain.figures.sheets import Sheet, SheetMeasure, SheetPoint
from vmboard.domain.figures.written import NOTHING
from vmboard.domain.weeks import weeks_between
from vmboard.domain.words import PointStatus
from vmboard.files.delimited import opens_as_formula
from vmboard.files.grids import folded
from vmboard.files.headings import MEASURE_FIELDS

FileKind = Literal["xlsx", "csv"]
Value = str | float | date | None

SHEET_NAME = "Box score"
_SETTINGS = [field.replace("_", " ").capitalize() for field in MEASURE_FIELDS]
_TIDY = ["Team", "Measure", "Week", "Value", "Numerator", "Denominator", "Status", "Note", "Waiting for"]
_DAY = "d mmm yyyy"


def write_wide(sheet: Sheet, kind: FileKind, *, made: datetime | None = None) -> bytes:
    """A row per measure and a column per week: ``12 p`` is provisional, ``waiting for finance`` not in yet, ``nothing
    to count`` is that.

    Every week from the first to the last has a column, and a missing figure is a blank. Notes, numerators
    and denominators have no place here: ``write_tidy`` keeps them. ``made`` is a workbook's own date.
    """
    points = {(folded(p.team), folded(p.measure_name), p.week): p for p in sheet.points}
    known = [point.week for point in sheet.points]
    weeks = list(weeks_between(min(known), max(known))) if known else []
    team = ["Team"] if any(measure.team for measure in sheet.measures) else []
    rows: list[list[Value]] = [[*team, "Measure", *_SETTINGS, *weeks]]
    for measure in sheet.measures:
        key = (folded(measure.team), folded(measure.name))
        figures = [_wide_figure(points.get((*key, week))) for week in weeks]
        rows.append([*(measure.team for _ in team), measure.name, *_settings(measure), *figures])
    return csv_bytes(rows) if kind == "csv" else xlsx_bytes(rows, made)


def write_tidy(sheet: Sheet, kind: FileKind, *, made: datetime | None = None) -> bytes:
    """A row per figure, with all that is known of it. A measure without a figure has no row."""
    settings = {(folded(m.team), folded(m.name)): _settings(m) for m in sheet.measures}
    rows: list[list[Value]] = [[*_TIDY, *_SETTINGS]]
    for p in sheet.points:
        status = p.status.value.replace("_", " ")
        figure = [p.value, p.numerator, p.denominator, status, p.note, p.waiting_for]
        about = settings.get((folded(p.team), folded(p.measure_name)), [])
        rows.append([p.team, p.measure_name, p.week, *figure, *about])
    return csv_bytes(rows) if kind == "csv" else xlsx_bytes(rows, made)


def _settings(measure: SheetMeasure) -> list[Value]:
    return [getattr(measure, field) for field in MEASURE_FIELDS]


def _wide_figure(point: SheetPoint | None) -> Value:
    if point is None:
        return None
    if point.status is PointStatus.NOTHING_TO_COUNT:
        return NOTHING
    if point.status is PointStatus.NOT_IN_YET:
        return f"waiting for {point.waiting_for}" if point.waiting_for else "not in yet"
    if point.status is PointStatus.PROVISIONAL and point.value is not None:
        return f"{_plain(point.value)} p"
    return point.value


def csv_bytes(rows: Sequence[Sequence[Value]]) -> bytes:
    """With a byte order mark, without which Excel takes £ for something else."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_csv_value(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _csv_value(value: Value) -> str | float:
    if isinstance(value, str):
        return f"'{value}" if opens_as_formula(value) else value
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else _plain(value)


def xlsx_bytes(
    rows: Sequence[Sequence[Value]], made: datetime | None, *, title: str = SHEET_NAME, widest: str = "Measure"
) -> bytes:
    """One sheet under its headings; those up to the column ``widest`` stay in sight."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title} | ({"created": made} if made else {}))
    heading = book.add_format({"bold": True, "num_format": _DAY})
    day = book.add_format({"num_format": _DAY})
    # a quote prefix keeps a text such as =A1 a text even when someone edits its cell
    quoted = book.add_format({"quote_prefix": True})
    page = book.add_worksheet(title)
    name = rows[0].index(widest)
    page.set_column(0, len(rows[0]) - 1, 12)
    page.set_column(name, name, 36)
    page.freeze_panes(1, name + 1)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            plain = quoted if isinstance(value, str) and opens_as_formula(value) else None
            _write_cell(page, number, column, value, heading if number == 0 else plain, day)
    book.close()
    return file.getvalue()


def _write_cell(page: Any, row: int, column: int, value: Value, style: Any, day: Any) -> None:
    if isinstance(value, str) and value:
        page.write_string(row, column, value, style)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day), style or day)
    elif isinstance(value, int | float):
        page.write_number(row, column, value, style)


def _plain(number: float) -> float | int:
    """Whole numbers without their .0."""
    return int(number) if float(number).is_integer() else number
