"""A box score to a file, as a workbook or CSV, that ``files.workbook`` reads back as it was."""

from collections.abc import Iterable
from datetime import date, datetime

from vmboard.domain.figures.sheets import Sheet, SheetMeasure, SheetPoint
from vmboard.domain.figures.written import NOTHING
from vmboard.domain.refusals import Refused
from vmboard.domain.weeks import weeks_between
from vmboard.domain.words import PointStatus
from vmboard.files.grids import MOST_COLUMNS, MOST_ROWS, folded
from vmboard.files.headings import MEASURE_FIELDS
from vmboard.files.spreadsheet import FileKind, Percent, Value, csv_bytes, in_unit, plain, xlsx_bytes

SHEET_NAME = "Box score"
SETTINGS = [field.replace("_", " ").capitalize() for field in MEASURE_FIELDS]
TIDY = ["Team", "Measure", "Week", "Value", "Numerator", "Denominator", "Status", "Note", "Waiting for"]


def write_box_score(sheet: Sheet, kind: FileKind, *, made: datetime | None = None, week: date) -> tuple[bytes, str]:
    """The box score as an import reads it back, and what there is to say of it: as ``write_wide``, or as ``write_tidy``
    where it has more weeks than an import takes columns."""
    weeks = len(columns_of([*(point.week for point in sheet.points), week]))
    if weeks + 2 + len(SETTINGS) <= MOST_COLUMNS:
        return write_wide(sheet, kind, made=made, week=week), ""
    said = f"It has a row for each figure: {weeks} weeks are more columns than an import takes."
    if len(sheet.points) >= MOST_ROWS:
        said += f" At {len(sheet.points):,} rows it is also more than an import takes at once: bring it back in parts."
    return write_tidy(sheet, kind, made=made), said


def write_wide(sheet: Sheet, kind: FileKind, *, made: datetime | None = None, week: date | None = None) -> bytes:
    """A row per measure and a column per week: ``12 p`` is provisional, ``waiting for finance`` not in yet, ``nothing
    to count`` is that.

    Every week from the first to the last has a column, and a missing figure is a blank. Notes, numerators
    and denominators have no place here: ``write_tidy`` keeps them. ``made`` is a workbook's own date; ``week`` has a
    column even while it has no figure. Raises Refused where a figure would have no cell, or a sheet does not hold all.
    """
    points = {(folded(p.team), folded(p.measure_name), p.week): p for p in sheet.points}
    weeks = columns_of([*(point.week for point in sheet.points), *([week] if week else [])])
    team = ["Team"] if any(measure.team for measure in sheet.measures) else []
    rows: list[list[Value]] = [[*team, "Measure", *SETTINGS, *weeks]]
    for measure in sheet.measures:
        key = (folded(measure.team), folded(measure.name))
        figures = [_wide_figure(points.pop((*key, of_week), None), measure.unit) for of_week in weeks]
        rows.append([*(measure.team for _ in team), measure.name, *_settings(measure), *figures])
    if points or len(weeks) * len(sheet.measures) < len(sheet.points):
        raise Refused("Two measures here have one name, so a figure would be lost. Rename one, and take it again.")
    return csv_bytes(rows) if kind == "csv" else xlsx_bytes(rows, made, title=SHEET_NAME)


def columns_of(weeks: Iterable[date]) -> list[date]:
    """Every week from the first to the last, and any that ends on another weekday, as before a team changed it."""
    filled = set(weeks)
    return sorted(filled.union(weeks_between(min(filled), max(filled)))) if filled else []


def write_tidy(sheet: Sheet, kind: FileKind, *, made: datetime | None = None) -> bytes:
    """A row per figure, with all that is known of it. A measure without a figure has no row."""
    measures = {(folded(m.team), folded(m.name)): m for m in sheet.measures}
    rows: list[list[Value]] = [[*TIDY, *SETTINGS]]
    for p in sheet.points:
        status = p.status.value.replace("_", " ")
        measure = measures.get((folded(p.team), folded(p.measure_name)))
        value = in_unit(p.value, measure.unit if measure else None)
        about = _settings(measure) if measure else []
        figure = [value, p.numerator, p.denominator, status, p.note, p.waiting_for]
        rows.append([p.team, p.measure_name, p.week, *figure, *about])
    return csv_bytes(rows) if kind == "csv" else xlsx_bytes(rows, made, title=SHEET_NAME)


def _settings(measure: SheetMeasure) -> list[Value]:
    return [
        in_unit(measure.target, measure.unit) if field == "target" else getattr(measure, field)
        for field in MEASURE_FIELDS
    ]


def _wide_figure(point: SheetPoint | None, unit: str | None) -> Value:
    if point is None:
        return None
    if point.status is PointStatus.NOTHING_TO_COUNT:
        return NOTHING
    if point.status is PointStatus.NOT_IN_YET:
        return f"waiting for {point.waiting_for}" if point.waiting_for else "not in yet"
    figure = in_unit(point.value, unit)
    if point.status is PointStatus.PROVISIONAL and point.value is not None:
        return f"{plain(point.value)}{'%' if isinstance(figure, Percent) else ''} p"
    return figure
