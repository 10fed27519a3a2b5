"""A pathway's figures as CSV: each measure together and team by team, with what it is out of, so that every sum can be
checked; and when each week's cost became final. No text can open as a formula."""

from collections.abc import Sequence

from vmboard.domain.views.pathways import ClosingView, PathwayView
from vmboard.files.spreadsheet import Value, csv_bytes

_FIGURES = (
    "Pathway", "Measure", "Unit", "How it is put together", "Team", "Week ending", "Figure", "Numerator", "Denominator",
    "Status", "Missing",
)  # fmt: skip
_CLOSES = ("Pathway", "Team", "Week ending", "Final on", "Days", "Not final", "From a workbook")
TOGETHER = "All teams"


def write_figures(view: PathwayView) -> bytes:
    """Only what whoever asks sees on the page: a total that is kept back there is kept back here. Each week of all
    teams together says whose figure is missing, as the page does."""
    rows: list[list[Value]] = [list(_FIGURES)]
    for of in view.measures:
        together = [(TOGETHER, *at) for at in of.total]
        rows += [
            [view.line.name, of.name, of.unit, of.pooling.label, team, week, reading.value, reading.numerator,
             reading.denominator, reading.status.value.replace("_", " "), lacks]
            for team, week, reading, lacks in together + [(*figure, "") for figure in of.figures]
        ]  # fmt: skip
    return csv_bytes(rows)


def write_closes(name: str, view: ClosingView) -> bytes:
    rows: Sequence[list[Value]] = [
        [name, team, of.week, of.final_on, of.days, ", ".join(of.waits), "Yes" if of.from_workbook else ""]
        for team, of in view.days
    ]
    return csv_bytes([list(_CLOSES), *rows])
