"""No patient's number comes in by a file, and none is repeated to the person who brought it."""

import io
import logging
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest

from tests.identifier_cases import FORMATS
from vmboard.domain.figures.sheets import Refusal, Sheet
from vmboard.files.workbook import read

WEEK = date(2026, 11, 15)
EXPECTED = "no CHI or NHS number: the board holds no patient details"
GOOD = [["Measure", WEEK], ["Falls", 1]]


def workbook(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = ("Box score", "Second")) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in zip(names, sheets, strict=False):
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def reading(data: bytes | str, filename: str = "box.xlsx") -> Sheet:
    source = data.encode() if isinstance(data, str) else data
    return read(source, filename, week_ends_on=6, today=date(2026, 11, 18))


def told(sheet: Sheet) -> str:
    return repr(sheet.refusals) + repr(sheet.warnings) + repr(sheet.measures) + repr(sheet.points)


@pytest.mark.parametrize(
    "value",
    [
        9434765919, 9434765919.0, "9434765919", "943 476 5919", "0101011237", 101011237, 101011237.0, "101011237",
        "101011237.0", "1.01011237E8", "９４３４７６５９１９", "9,434,765,919", "CHI 010101-1237",
        "waiting for 9434765919",
    ],
)  # fmt: skip
def test_a_figure_that_is_a_patients_number_is_refused_with_its_cell(value: object) -> None:
    sheet = reading(workbook([["Measure", "Unit", WEEK], ["Falls", "count", value], ["Complaints", "count", 2]]))
    assert sheet.refusals == (Refusal("Box score", "C2", "(hidden)", EXPECTED),)
    assert [point.value for point in sheet.points] == [2]
    assert "1011237" not in told(sheet) and "765919" not in told(sheet).replace(" ", "")


@pytest.mark.parametrize("field", ["Measure", "Domain", "Unit", "Target", "Definition", "Source", "Data owner", "Team"])
def test_no_field_of_a_measure_takes_one(field: str) -> None:
    headings = ["Measure", *([field] if field != "Measure" else []), "15/11/2026"]
    row = ["0101011237"] if field == "Measure" else ["Falls", "010101 1237"]
    sheet = reading(workbook([headings, [*row, 1], ["Complaints", *([None] * (len(row) - 1)), 2]]))
    assert sheet.refusals == (Refusal("Box score", "A2" if field == "Measure" else "B2", "(hidden)", EXPECTED),)
    assert [point.value for point in sheet.points] == [2]


@pytest.mark.parametrize("field", ["Value", "Numerator", "Denominator", "Status", "Note", "Waiting for", "Week"])
def test_no_field_of_a_figure_takes_one(field: str) -> None:
    fields = {"Measure": "Falls", "Week": "15/11/2026", "Value": "3", field: "0101201234"}
    sheet = reading(f"{','.join(fields)}\n{','.join(fields.values())}\n", "box.csv")
    (refusal,) = sheet.refusals
    assert (refusal.found, refusal.expected) == ("(hidden)", EXPECTED)
    assert sheet.points == ()


@pytest.mark.parametrize("name", FORMATS)
def test_a_measures_name_in_csv_is_refused_in_every_format(name: str) -> None:
    written = '"' + FORMATS[name]("0101011237").replace('"', '""') + '"'
    sheet = reading(f"Measure,15/11/2026\n{written},1\n", "box.csv")
    assert [(refusal.cell, refusal.found) for refusal in sheet.refusals] == [("A2", "(hidden)")]


def test_a_heading_a_title_and_a_column_left_out_are_refused_too() -> None:
    rows = [["Bed 4, CHI 0101011237"], ["Measure", WEEK, "943 476 5919", "Seen"], ["Falls", 1, None, 9434765919]]
    sheet = reading(workbook(rows))
    assert {refusal.cell for refusal in sheet.refusals} == {"A1", "C2", "D3"}
    assert {refusal.found for refusal in sheet.refusals} == {"(hidden)"}
    assert "5919" not in told(sheet) and "1237" not in told(sheet)


def test_a_heading_between_the_rows_and_a_footnote_are_refused() -> None:
    sheet = reading(workbook([*GOOD, ["Seen: 94 34 76 59 19"]]))
    assert [(refusal.cell, refusal.found) for refusal in sheet.refusals] == [("A3", "(hidden)")]
    assert "94 34" not in told(sheet)


def test_a_formula_without_a_result_does_not_show_one() -> None:
    (refusal,) = reading(workbook([["Measure", WEEK], ["Falls", '=LEFT("0101011237",6)']])).refusals
    assert (refusal.cell, refusal.found) == ("B2", "(hidden)")


@pytest.mark.parametrize("filename", ["0101011237.xlsx", "CHI 010101 1237 falls.xlsx", "falls_943-476-5919.xlsx"])
def test_a_file_named_after_a_patient_is_refused(filename: str) -> None:
    sheet = reading(workbook(GOOD), filename)
    assert sheet.refusals == (
        Refusal("", "", "a file name with a CHI or NHS number in it (hidden)", "the file another name"),
    )


def test_a_sheet_named_after_a_patient_is_refused_by_its_place() -> None:
    sheet = reading(workbook(GOOD, GOOD, names=("Box score", "010101 1237")))
    (refusal,) = sheet.refusals
    assert refusal.found == "a CHI or NHS number (hidden) in the name of sheet 2"
    assert sheet.points == () and "1237" not in told(sheet)


def test_an_ordinary_file_is_taken_with_its_long_figures_dates_and_telephone_numbers() -> None:
    rows = [["Falls, call 01463 704000"], ["Measure", WEEK, "Ref"], ["Costs", 1234567.5, "DATIX-2026-001234"]]
    sheet = reading(workbook(rows), "Falls 2026-11-18 10.30.xlsx")
    assert not sheet.refusals
    assert [point.value for point in sheet.points] == [1234567.5]


def test_nothing_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        reading(workbook([["Measure", WEEK], ["0101011237", 9434765919]]), "0101011237.xlsx")
    assert "1237" not in caplog.text and "5919" not in caplog.text
