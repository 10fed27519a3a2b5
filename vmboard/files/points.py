"""The table of one measure's chart as CSV, newest week first, as the page shows it."""

from vmboard.domain.views.board import MeasureView
from vmboard.files.spreadsheet import Value, csv_bytes

_HEADS = [
    "Measure", "Unit", "Week ending", "Figure", "Out of", "Usual range", "What the rules say", "Left out", "Status",
    "Note", "Judged by",
]  # fmt: skip


def write_points(view: MeasureView) -> bytes:
    """Figures as numbers, in full, so that a spreadsheet can reckon with them; no text can open as a formula."""
    chart = view.tile.chart
    rows: list[list[Value]] = [[*_HEADS]]
    for line, value in zip(view.rows, reversed(chart.values), strict=True):
        says = line.signal.label if line.signal else ""
        told = [line.out_of, line.usual, says, "yes" if line.excluded else "", line.status_text, line.note]
        rows.append([view.tile.full_name, chart.unit, line.week, value, *told, chart.rules_note])
    return csv_bytes(rows)
