"""Figures, days and definitions: the sheets of a team's workbook that are lists, each under a heading row."""

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any

from vmboard.domain.measures.about import target_setter
from vmboard.domain.views.record import MeasureRecord, TeamRecord
from vmboard.domain.weeks import long_day
from vmboard.files.spreadsheet import Cells, Value, check_size, in_unit
from vmboard.files.team_book import looks
from vmboard.files.team_book.formulas import in_words
from vmboard.files.team_book.looks import CELL, HEADING, WORDS
from vmboard.files.team_book.score_sheet import footer_of

Column = tuple[str, int]
FIGURES: Sequence[Column] = (
    ("Measure", 36), ("Domain", 12), ("Week", 13), ("Value", 12), ("Numerator", 12), ("Denominator", 13),
    ("Status", 16), ("Waiting for", 20), ("Note", 50), ("Being checked", 30), ("Computed", 11),
)  # fmt: skip
DAYS: Sequence[Column] = (("Measure", 36), ("Day", 13), ("How many", 11), ("Note", 60))
DEFINITIONS: Sequence[Column] = (
    ("Measure", 30), ("Domain", 11), ("Unit", 11), ("Better is", 10), ("Target", 10), ("How it comes in", 22),
    ("How it is computed", 30), ("Definition", 48), ("Source", 24), ("Data owner", 20), ("Chart and rules", 34),
    ("Decisions about its chart", 44), ("Leading or lagging", 13), ("Target set by", 20),
)  # fmt: skip
_WIDE = 250
_DECIDED = {"baseline": "Baseline", "new centre line": "New centre line from", "week left out": "Left out:",
            "change noted": "Change noted,"}  # fmt: skip


def write_definitions(book: Any, team: TeamRecord) -> None:
    _write(book, team, "Definitions", DEFINITIONS, (_definition(m, team) for m in team.measures))


def write_figures(book: Any, team: TeamRecord) -> None:
    rows = [_figure(measure, place) for measure in team.measures for place in range(len(measure.figures))]
    _write(book, team, "Figures", FIGURES, rows)


def write_days(book: Any, team: TeamRecord) -> None:
    """The days of measures kept day by day; no sheet where there is none."""
    rows: list[list[Value]] = [
        [measure.tile.full_name, mark.day, mark.count, mark.note] for measure in team.measures for mark in measure.days
    ]
    if rows:
        _write(book, team, "Days", DAYS, rows)


def _figure(measure: MeasureRecord, place: int) -> list[Value]:
    made, figure = measure.tile, measure.figures[place]
    return [
        made.full_name, made.domain.label, figure.week, in_unit(figure.value, made.unit), figure.numerator,
        figure.denominator, looks.STATUS[figure.status], figure.waiting_for, figure.note, figure.doubt,
        "yes" if measure.parts else "",
    ]  # fmt: skip


def _definition(measure: MeasureRecord, team: TeamRecord) -> list[Value]:
    made = measure.tile
    how = measure.kind.label if not measure.parts else "Computed by the board"
    if measure.cadence_weeks > 1:
        how = f"Every {measure.cadence_weeks} weeks"
    if measure.retired_on:
        how += f", watched monthly since {long_day(measure.retired_on, team.today)}"
    decided = "\n".join(
        f"{_DECIDED[d.what]} {long_day(d.first_week, team.today)}"
        + (f" to {long_day(d.last_week, team.today)}" if d.last_week != d.first_week else "")
        + (f": {d.reason}" if d.reason else "")
        for d in measure.decisions
    )
    return [
        made.full_name, made.domain.label, made.unit or "count", looks.BETTER_IS[measure.direction],
        in_unit(measure.target, made.unit), how, in_words(measure), measure.definition, measure.source,
        measure.data_owner, made.chart.rules_note, decided, measure.indicator.value if measure.indicator else "",
        target_setter(measure.target, measure.target_set_by),
    ]  # fmt: skip


def _write(book: Any, team: TeamRecord, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
    rows = list(rows)
    check_size(len(rows) + 1, len(columns))
    page = book.add_worksheet(name)
    cells = Cells(book, page)
    for column, (heading, width) in enumerate(columns):
        page.set_column(column, column, width)
        cells.write(0, column, heading, HEADING)
    page.set_row(0, 24)
    for number, row in enumerate(rows, start=1):
        page.set_row(number, 13 * _lines(row, columns) + 4)
        for column, value in enumerate(row):
            look = WORDS | {"indent": int(column > 0)} if isinstance(value, str) else CELL
            cells.write(number, column, value, look | {"valign": "top"})
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(8 if sum(width for _, width in columns) > _WIDE else 9)  # A3, A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    footer_of(page, team)


def _lines(row: Sequence[Value], columns: Sequence[Column]) -> int:
    """How many lines the fullest cell takes: not every program makes a row as high as its words."""
    texts = ((value, width) for value, (_, width) in zip(row, columns, strict=True) if isinstance(value, str))
    return max((sum(max(1, ceil(len(part) / width)) for part in text.split("\n")) for text, width in texts), default=1)
