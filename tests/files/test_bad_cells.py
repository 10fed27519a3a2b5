"""Cells of a box score that are refused: always the cell, what was found, and what would be taken."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.figures.sheets import Refusal, Sheet
from vmboard.files.workbook import read

WEEKS = [date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)]


def workbook(rows: Iterable[Sequence[Any]], merge: str = "") -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Box score"
    for row in rows:
        page.append(list(row))
    if merge:
        page.merge_cells(merge)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def reading(data: bytes | str, filename: str = "box.xlsx", **named: Any) -> Sheet:
    source = data.encode() if isinstance(data, str) else data
    return read(source, filename, week_ends_on=6, today=date(2026, 11, 18), **named)


def the_refusal(data: bytes | str, filename: str = "box.xlsx", **named: Any) -> Refusal:
    (refusal,) = reading(data, filename, **named).refusals
    return refusal


@pytest.mark.parametrize(
    ("unit", "value", "found", "expected"),
    [
        ("count", "twelve", "twelve", "a number, such as 12 or 12.5"),
        ("count", "12 falls", "12 falls", "a number, such as 12 or 12.5"),
        ("count", "=1+1", "=1+1", "a number, such as 12 or 12.5"),
        ("count", -1, "-1", "0 or more: this measure cannot go below zero"),
        ("count", "95%", "95%", "this is a percentage"),
        ("%", "£5", "£5", "a percentage, such as 95 or 95%"),
        ("£", "1.234,50", "1.234,50", "an amount in pounds, such as 1234.50 or £1,234.50"),
        ("count", True, "TRUE", "this is a yes or no"),
        ("count", date(2026, 2, 1), "01/02/2026", "this cell is a date or a time"),
        ("count", "#DIV/0!", "#DIV/0!", "this formula ends in an error"),
        ("count", "#N/A", "#N/A", "this formula ends in an error"),
        ("count", 1e308, "1e+308", "a number up to 1,000,000,000,000"),
        ("count", 1e13, "(number not shown)", "a number up to 1,000,000,000,000"),
        ("count", "Infinity", "Infinity", "a number, such as 12 or 12.5"),
        ("count", "none", "none", "type 0 when there were none"),
    ],
)  # fmt: skip
def test_a_figure_that_cannot_be_read_is_refused_with_its_cell(
    unit: str, value: object, found: str, expected: str
) -> None:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"strings_to_formulas": False})
    page = book.add_worksheet("Box score")
    page.write_row(0, 0, ["Measure", "Unit", "15/11/2026", "8/11/2026"])
    page.write_row(1, 0, ["Falls", unit])
    if isinstance(value, date):
        page.write_datetime(1, 2, datetime(value.year, value.month, value.day), book.add_format({"num_format": 14}))
    else:
        page.write(1, 2, value)
    page.write(1, 3, 7)
    book.close()
    sheet = reading(file.getvalue())
    (refusal,) = sheet.refusals
    assert (refusal.sheet, refusal.cell, refusal.found) == ("Box score", "C2", found)
    assert expected in refusal.expected
    assert [point.value for point in sheet.points] == [7]


@pytest.mark.parametrize(
    ("name", "found", "expected"),
    [
        (
            "Fa\x00lls",
            "Fa\\x00lls",
            "The measure's name holds a hidden or broken character (U+0000, at place 3)",
        ),
        ("Fa\x1blls", "Fa\\x1blls", "hidden or broken character (U+001B"),
        ("x" * 61, "x" * 59 + "…", "The measure's name has 61 characters: please keep it to 60."),
        ("", "(blank)", "the measure's name, in words"),
        ("#REF!", "#REF!", "this formula ends in an error"),
    ],
)
def test_a_name_that_cannot_be_kept_is_refused(name: str, found: str, expected: str) -> None:
    sheet = reading(f"Measure,15/11/2026\n{name},1\n", "box.csv")
    (refusal,) = sheet.refusals
    assert (refusal.cell, refusal.found) == ("A2", found)
    assert expected in refusal.expected
    assert sheet.points == ()


@pytest.mark.parametrize(
    ("heading", "word", "expected"),
    [
        ("Domain", "Estates", "one of safety, quality, experience, capacity, cost"),
        ("Direction", "sideways", "increase, decrease or neutral"),
        ("Target", "as low as possible", "a number, such as 12 or 12.5"),
        ("Source", "x" * 201, "The source has 201 characters: please keep it to 200."),
    ],
)
def test_a_word_about_a_measure_that_is_not_known_is_refused_and_its_row_left_out(
    heading: str, word: str, expected: str
) -> None:
    sheet = reading(f"Measure,{heading},15/11/2026\nFalls,{word},1\nComplaints,,2\n", "box.csv")
    (refusal,) = sheet.refusals
    assert refusal.cell == "B2"
    assert expected in refusal.expected
    assert [measure.name for measure in sheet.measures] == ["Complaints"]
    assert [point.value for point in sheet.points] == [2]


def test_a_formula_that_was_never_worked_out_is_refused_with_the_formula() -> None:
    refusal = the_refusal(workbook([["Measure", *WEEKS], ["Falls", 1, "=B2+1", 3]]))
    assert refusal == Refusal(
        "Box score",
        "C2",
        "a formula without a result: =B2+1",
        "a value: open the file in Excel so that it works the formula out, and save it",
    )


@pytest.mark.parametrize("area", ["B2:B3", "A2:A3", "B2:D2", "A1:B1"])
def test_merged_cells_in_the_table_are_refused_with_their_range(area: str) -> None:
    rows = [["Measure", *WEEKS], ["Falls", 1, 2, 3], ["Complaints", 4, 5, 6]]
    refusals = {refusal.cell: refusal for refusal in reading(workbook(rows, merge=area)).refusals}
    assert refusals[area].found == "merged cells"
    assert refusals[area].expected == "a value in each cell: unmerge these and fill each in"


def test_a_heading_merged_across_the_table_hides_nothing_and_is_taken() -> None:
    assert not reading(workbook([["Measure", *WEEKS], ["Safety"], ["Falls", 1, 2, 3]], merge="A2:D2")).refusals


# --- what two cells say differently ---


def test_a_measure_in_two_rows_is_refused_and_neither_taken() -> None:
    sheet = reading(workbook([["Measure", WEEKS[0]], ["Falls", 1], ["falls ", 2], ["Complaints", 3]]))
    assert sheet.refusals == (
        Refusal("Box score", "B3", "2", "one figure for Falls in the week ending 01/11/2026: B2 has 1"),
    )
    assert [point.value for point in sheet.points] == [3]


def test_two_figures_for_one_week_are_refused_and_neither_taken() -> None:
    sheet = reading("Measure,Week,Value\nFalls,15/11/2026,3\nFalls,15/11/2026,4\nFalls,8/11/2026,5\n", "box.csv")
    assert sheet.refusals == (
        Refusal("box", "C3", "4", "one figure for Falls in the week ending 15/11/2026: C2 has 3"),
    )
    assert [point.value for point in sheet.points] == [5]


@pytest.mark.parametrize(
    ("rows", "found", "before"),
    [
        ("3,provisional,,\nFalls,15/11/2026,3,final,,", "3", "C2 has 3 (provisional)"),
        ("3,,,\nFalls,15/11/2026,3,provisional,,", "3 (provisional)", "C2 has 3"),
        ("3,,,\nFalls,15/11/2026,,not in yet,,", "not in yet", "C2 has 3"),
        (",,3,10\nFalls,15/11/2026,,,4,10", "4 of 10", "C2 has 3 of 10"),
        (",,3,10\nFalls,15/11/2026,,,3,12", "3 of 12", "C2 has 3 of 10"),
        ("30,,3,10\nFalls,15/11/2026,30,,6,20", "30, 6 of 20", "C2 has 30, 3 of 10"),
    ],
)
def test_one_figure_told_in_two_ways_is_refused_and_neither_taken(rows: str, found: str, before: str) -> None:
    sheet = reading(f"Measure,Week,Value,Status,Numerator,Denominator\nFalls,15/11/2026,{rows}\n", "box.csv")
    assert sheet.points == ()
    expected = f"one figure for Falls in the week ending 15/11/2026: {before}"
    assert [(one.cell, one.found, one.expected) for one in sheet.refusals] == [("C3", found, expected)]


def test_a_figure_that_stands_three_times_is_taken_by_no_order() -> None:
    sheet = reading("Measure,Week,Value\nFalls,15/11/2026,3\nFalls,15/11/2026,4\nFalls,15/11/2026,3\n", "box.csv")
    assert sheet.points == () and len(sheet.refusals) == 1


def test_a_measure_described_in_two_ways_is_refused() -> None:
    refusal = the_refusal("Measure,Week,Value,Target\nFalls,1/11/2026,3,2\nFalls,8/11/2026,4,5\n", "box.csv")
    assert (refusal.cell, refusal.found) == ("D3", "5")
    assert refusal.expected == "the same target as before, 2, or a blank"


def test_a_figure_said_to_be_not_in_yet_is_refused() -> None:
    refusal = the_refusal("Measure,Week,Value,Status\nFalls,15/11/2026,3,not in yet\n", "box.csv")
    assert (refusal.cell, refusal.found) == ("D2", "not in yet")
    assert refusal.expected == "final or provisional, since this row has a figure; or no figure"


@given(st.text(max_size=30), st.sampled_from(["%", "£", "count", ""]))
def test_whatever_stands_in_a_cell_is_a_figure_a_blank_or_a_refusal(text: str, unit: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([["Measure", "Unit", "15/11/2026"], ["Falls", unit, text]])
    sheet = reading(file.getvalue().encode("utf-8", "surrogatepass"), "box.csv")
    assert len(sheet.points) + len(sheet.refusals) <= 1
    assert all(point.value is None or abs(point.value) <= 1e12 for point in sheet.points)
    assert all(refusal.found.isprintable() for refusal in sheet.refusals)


# --- many problems, and what is never repeated ---


def test_all_problems_are_listed_and_after_fifty_only_counted() -> None:
    rows = [["Measure", "15/11/2026"], *([f"Measure {number}", "x"] for number in range(73))]
    sheet = reading(workbook(rows))
    assert [refusal.cell for refusal in sheet.refusals] == [f"B{row}" for row in range(2, 52)]
    assert sheet.warnings == ("There are 23 more problems: mend these first.",)


@pytest.mark.parametrize(
    "number", ["943 476 5919", "9434765919", "943-476-5919", "010101 1237", "0101011237", "101011237"]
)
def test_a_number_that_may_be_a_patients_is_never_repeated(number: str) -> None:
    for text in (f"Measure,15/11/2026\nFalls,bed {number}\n", f"Measure,15/11/2026\nFalls,x\nbed {number}\n"):
        sheet = reading(text, "box.csv")
        assert number not in repr(sheet.refusals) + repr(sheet.warnings)
