"""A box score read from real workbooks and CSV files."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vmboard.domain.figures.sheets import Layout, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.measures.library import LAGGING, LEADING
from vmboard.domain.words import Direction, Domain, IndicatorKind, PointStatus
from vmboard.files.workbook import read

TODAY = date(2026, 11, 18)
WEEKS = [date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)]
SETTINGS = ["Measure", "Domain", "Unit", "Direction", "Target"]


def workbook(rows: Iterable[Sequence[Any]], **more_sheets: Iterable[Sequence[Any]]) -> bytes:
    """An Excel file with the rows on a sheet named Box score, and further sheets by name."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, sheet_rows in {"Box score": rows, **more_sheets}.items():
        sheet = book.create_sheet(name)
        for row in sheet_rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def reading(data: bytes | str | Path, filename: str = "box.xlsx", week_ends_on: int = 6) -> Sheet:
    source = data.encode() if isinstance(data, str) else data
    sheet = read(source, filename, week_ends_on=week_ends_on, today=TODAY)
    assert sheet.refusals == ()
    return sheet


def values(sheet: Sheet) -> dict[tuple[str, str], float | None]:
    return {(point.measure_name, f"{point.week:%d %b}"): point.value for point in sheet.points}


# --- wide ---


def test_a_wide_sheet_has_a_row_per_measure_and_a_column_per_week() -> None:
    sheet = reading(
        workbook([
            [*SETTINGS, "Definition", "Source", "Data owner", *WEEKS],
            ["Falls", "Safety", "Number", "Lower is better", 2, "All falls", "Incidents", "SCN", 4, None, 1],
            ["On time", "quality", "%", "up", "95%", "", "", "", "91%", 0.93, 94.5],
        ])
    )  # fmt: skip
    assert sheet.layout is Layout.WIDE
    falls, on_time = sheet.measures
    assert falls == SheetMeasure(
        "Falls",
        Domain.SAFETY,
        "count",
        Direction.DECREASE,
        2,
        "All falls",
        "Incidents",
        "SCN",
        "A2",
        "Box score",
    )
    assert (on_time.direction, on_time.target) == (Direction.INCREASE, 95)
    first = sheet.points[0]
    assert (first.measure_name, first.week, first.value, first.sheet, first.cell) == (
        "Falls", WEEKS[0], 4, "Box score", "I2"
    )  # fmt: skip
    assert values(sheet) == {
        ("Falls", "01 Nov"): 4, ("Falls", "15 Nov"): 1,
        ("On time", "01 Nov"): 91, ("On time", "15 Nov"): 94.5,
    }  # fmt: skip
    assert [(ask.cell, ask.choices) for ask in sheet.asks] == [("J3", ("93%", "0.93%", "Leave it out"))]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [("Leading", LEADING), ("lagging indicator", LAGGING), ("Lead", LEADING), ("Lagging: the result itself", LAGGING),
     (None, None)],
)  # fmt: skip
def test_a_sheet_may_say_what_leads_and_who_set_the_target(typed: str | None, kind: IndicatorKind | None) -> None:
    heads = ["Measure", "Leading or lagging", "Who set the target", *WEEKS]
    (falls,) = reading(workbook([heads, ["Falls", typed, "NHS  Highland", 4, 3, 2]])).measures
    assert (falls.leading_or_lagging, falls.target_set_by) == (kind, "NHS Highland")


def test_a_word_that_is_neither_leading_nor_lagging_is_refused_by_its_cell() -> None:
    rows = [["Measure", "Leading/lagging", *WEEKS], ["Falls", "sideways", 4, 3, 2]]
    sheet = read(workbook(rows), "box.xlsx", week_ends_on=6, today=TODAY)
    assert [(r.cell, r.expected) for r in sheet.refusals] == [("B2", "leading or lagging")]


def test_a_blank_cell_gives_no_point_so_that_nothing_known_is_wiped_out() -> None:
    sheet = reading(workbook([["Measure", *WEEKS], ["Falls", 0, None, "n/a"]]))
    assert values(sheet) == {("Falls", "01 Nov"): 0}


def test_provisional_figures_and_those_not_in_yet_are_told_apart() -> None:
    sheet = reading(workbook([["Measure", "Unit", *WEEKS], ["Spend", "£", "£1,200 p", "410*", "waiting for finance"]]))
    assert [(p.value, p.status, p.waiting_for) for p in sheet.points] == [
        (1200, PointStatus.PROVISIONAL, ""),
        (410, PointStatus.PROVISIONAL, ""),
        (None, PointStatus.NOT_IN_YET, "finance"),
    ]


def test_what_a_sheet_does_not_say_of_a_measure_is_left_open() -> None:
    (measure,) = reading(workbook([["Measure", *WEEKS], ["Falls", 1, 2, 3]])).measures
    assert (measure.domain, measure.unit, measure.direction, measure.target) == (None, None, None, None)


def test_titles_blank_rows_and_merged_titles_may_come_before_the_headings() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Box score measures, Ward 12"])
    page.merge_cells("A1:F1")
    for _ in range(3):
        page.append([None])
    page.append(["  measure:", None, "Week ending 15/11/2026"])
    page.cell(6, 1, "Falls")
    page.cell(6, 3, 2)
    file = io.BytesIO()
    book.save(file)
    assert values(reading(file.getvalue())) == {("Falls", "15 Nov"): 2}


def test_a_heading_between_rows_names_the_domain_and_a_footnote_is_left_out() -> None:
    sheet = reading(
        workbook([["Measure", "Domain", *WEEKS, "By"], ["SAFETY"], ["Falls", None, 1], ["Cost"],
                  ["Pay", None, 5], ["Others"], ["Parking", None, 2], ["Checked each Monday. " * 3],
                  [None, None, None, None, None, "SCN"]])
    )  # fmt: skip
    assert [measure.domain for measure in sheet.measures] == [Domain.SAFETY, Domain.COST, None]
    assert sheet.warnings[1:] == (
        "Box score A6: “Others” was not read. Does it say anything about the figures?",
        f"Box score A8: “{('Checked each Monday. ' * 3).strip()}” was not read. "
        "Does it say anything about the figures?",
    )


def test_headings_the_board_does_not_know_are_left_out_and_named() -> None:
    sheet = reading(workbook([["Measure", *WEEKS, "Total", "Notes"], ["Falls", 1, 2, 3, 6, "fine"]]))
    assert sheet.warnings == (
        "Box score F1: “Notes” has no place in this layout, so its column was left out.",
        "Box score E1: “Total” is not a heading the board knows, so its column was left out.",
    )


def test_a_percentage_of_one_or_less_without_its_sign_is_asked_about_and_never_guessed() -> None:
    sheet = reading(workbook([["Measure", "Unit", *WEEKS], ["On time", "%", 0.93, 1, "0.9%"]]))
    assert list(values(sheet).values()) == [0.9]
    (ask,) = sheet.asks
    assert (ask.cell, ask.choices) == ("C2", ("93%", "0.93%", "Leave it out"))
    assert ask.question.startswith("On time: 0.93 stands without a % sign (1 more like it).")


def test_a_percentage_cell_is_read_as_excel_shows_it() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["Measure", "Unit", WEEKS[2]])
    page.append(["On time", "%", 0.95])
    page["C2"].number_format = "0.0%"
    file = io.BytesIO()
    book.save(file)
    sheet = reading(file.getvalue())
    assert values(sheet) == {("On time", "15 Nov"): 95}
    assert sheet.warnings == ()


# --- tidy ---


def test_a_tidy_sheet_has_a_row_per_figure() -> None:
    sheet = reading(
        workbook([
            ["Team", "Measure", "Week", "Value", "Numerator", "Denominator", "Status", "Note",
             "Waiting for", "Unit"],
            ["Ward 12", "Falls", WEEKS[0], 3, None, None, None, "two in one night", None, "count"],
            ["Ward 12", "On time", "15 Nov 2026", "92%", 46, 50, "provisional", None, None, "%"],
            ["Ward 12", "Spend", "15/11/2026", None, None, None, None, None, "finance", "£"],
            ["Ward 12", "Falls", WEEKS[1], None, None, None, "final", None, None, None],
        ])
    )  # fmt: skip
    assert sheet.layout is Layout.TIDY
    falls, on_time, spend = sheet.points
    assert falls == SheetPoint(
        "Falls", WEEKS[0], 3, None, None, PointStatus.FINAL, "two in one night", "Ward 12", "Box score", "D2"
    )
    assert (on_time.value, on_time.numerator, on_time.denominator) == (92, 46, 50)
    assert on_time.status is PointStatus.PROVISIONAL
    assert (spend.value, spend.status, spend.waiting_for) == (None, PointStatus.NOT_IN_YET, "finance")


def test_a_figure_may_be_given_by_its_numerator_and_denominator_alone() -> None:
    rows = [["Measure", "Week", "Value", "Numerator", "Denominator"], ["On time", WEEKS[2], None, 46, 50]]
    (point,) = reading(workbook(rows)).points
    assert (point.value, point.numerator, point.denominator, point.status) == (
        None,
        46,
        50,
        PointStatus.FINAL,
    )


def test_a_note_without_a_figure_says_why_the_week_is_missing() -> None:
    (point,) = reading(
        workbook([["Measure", "Week", "Value", "Note"], ["Falls", WEEKS[2], None, "ward closed"]])
    ).points
    assert (point.value, point.status, point.note) == (None, PointStatus.NOT_IN_YET, "ward closed")


def test_a_unit_given_once_holds_for_the_rows_that_follow() -> None:
    rows = [
        ["Measure", "Week", "Value", "Unit"],
        ["Spend", WEEKS[0], "-5", "£"],
        ["spend ", WEEKS[1], "-6", None],
    ]
    assert [point.value for point in reading(workbook(rows)).points] == [-5, -6]


def test_the_same_figure_given_twice_counts_once() -> None:
    rows = [["Measure", "Week", "Value"], ["Falls", WEEKS[0], 3], ["falls", WEEKS[0], 3]]
    assert len(reading(workbook(rows)).points) == 1


@pytest.mark.parametrize("rows", [("3,,", "3,3,10"), ("3,3,10", "3,,"), ("3,3,10", "3,3,10")])
def test_the_same_figure_told_once_with_what_it_is_out_of_keeps_that(rows: tuple[str, str]) -> None:
    first, second = rows
    lines = f"Falls,15/11/2026,{first}\nFalls,15/11/2026,{second}\n"
    (point,) = reading(f"Measure,Week,Value,Numerator,Denominator\n{lines}", "box.csv").points
    assert (point.value, point.numerator, point.denominator, point.cell) == (3, 3, 10, "C2")


def test_teams_in_one_file_have_measures_of_their_own() -> None:
    rows = [
        ["Team", "Measure", "Week", "Value", "Target"],
        ["A", "Falls", WEEKS[0], 3, 1],
        ["B", "Falls", WEEKS[0], 4, 2],
    ]
    sheet = reading(workbook(rows))
    assert [(m.team, m.target) for m in sheet.measures] == [("A", 1), ("B", 2)]
    assert [(p.team, p.value) for p in sheet.points] == [("A", 3), ("B", 4)]


# --- sheets and files ---


def test_every_sheet_with_headings_is_read_and_the_others_are_named() -> None:
    sheet = reading(
        workbook(
            [["Measure", WEEKS[0]], ["Falls", 1]],
            Later=[["Measure", WEEKS[1]], ["Falls", 2]],
            Tidy=[["Measure", "Week", "Value"], ["Falls", WEEKS[2], 3]],
            Notes=[["How we count"]],
        )
    )
    assert values(sheet) == {("Falls", "01 Nov"): 1, ("Falls", "08 Nov"): 2, ("Falls", "15 Nov"): 3}
    assert sheet.layout is Layout.MIXED
    assert sheet.warnings == ("Sheet “Notes” has no box score headings and was left out.",)


def test_a_hidden_sheet_is_left_out_and_named() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(workbook([["Measure", WEEKS[0]], ["Falls", 1]], Old=[["Measure", WEEKS[1]]]))
    )
    book["Old"].sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    sheet = reading(file.getvalue())
    assert len(sheet.points) == 1
    assert sheet.warnings == ("Sheet “Old” is hidden and was left out.",)


def test_borders_and_colours_far_below_the_table_do_no_harm() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook([["Measure", WEEKS[0]], ["Falls", 1]])))
    book.worksheets[0]["AAA20000"].font = openpyxl.styles.Font(bold=True)
    file = io.BytesIO()
    book.save(file)
    assert len(reading(file.getvalue()).points) == 1


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_is_read_in_the_encodings_and_separators_excel_writes(encoding: str, separator: str) -> None:
    text = io.StringIO(newline="")
    rows = [
        ["Measure", "Week", "Value", "Unit", "Note"],
        ["Café cost", "15/11/2026", "£1,234.50", "£", "tea, milk; “cake”"],
    ]
    csv.writer(text, delimiter=separator).writerows(rows)
    (point,) = reading(text.getvalue().encode(encoding), "box.csv").points
    assert (point.measure_name, point.value, point.note) == ("Café cost", 1234.5, "tea, milk; “cake”")
    assert (point.sheet, point.cell) == ("box", "C2")


def test_csv_may_name_its_own_separator_as_excel_does() -> None:
    assert values(reading("sep=;\nMeasure;15/11/2026\nFalls;2\n", "box.csv")) == {("Falls", "15 Nov"): 2}


def test_a_file_is_read_from_its_path_as_well(tmp_path: Path) -> None:
    path = tmp_path / "box.xlsx"
    path.write_bytes(workbook([["Measure", WEEKS[0]], ["Falls", 1]]))
    assert reading(path, path.name) == reading(path.read_bytes(), path.name)


def test_a_team_whose_week_ends_on_friday_reads_fridays() -> None:
    assert values(reading("Measure,13/11/2026\nFalls,2\n", "box.csv", week_ends_on=4)) == {("Falls", "13 Nov"): 2}
