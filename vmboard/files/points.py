"""The table of one measure's chart as CSV, newest week first, as the page shows it."""

from vmboard.domain.views.board import MeasureView
from vmboard.files.spreadsheet import Value, csv_bytes

_HEADS = [
    "Measure", "Unit", "Week ending", "Figure", "Out of", "Usual range", "What the rules say", "Left out", "Status",
    "Note", "Judged by", "Against the target",
]  # fmt: skip


def write_points(view: MeasureView) -> bytes:
    """Figures as numbers, in full, so that a spreadsheet can reckon with them; no text can open as a formula. How the
    measure stands to its target today is told once, in the newest week."""
    chart, today_s = view.tile.chart, [view.tile.target_sentence]
    rows: list[list[Value]] = [["Day" if chart.by_day and head == "Week ending" else head for head in _HEADS]]
    for line, value in zip(view.rows, reversed(chart.values), strict=True):
        says = line.signal.label if line.signal else ""
        told = [line.out_of, line.usual, says, "yes" if line.excluded else "", line.status_text, line.note]
        rows.append([view.tile.full_name, chart.unit, line.week, value, *told, chart.rules_note, *today_s])
        today_s = [""]
    return csv_bytes(rows)
