# ruff: noqa: E501 (a file a line)
"""Odder files still, of kinds that no case file has: what is nobody's, part of a measure, another's, or on its side."""

from datetime import datetime
from typing import Any

import pytest

from tests.files.build import W, book, lines, text
from tests.files.known_ward import doubts, falls, figures, judged

D = ("08/11/2026", "15/11/2026", "22/11/2026")
F = falls(5, 3, 4)
BOTH = {**F, ("Complaints", "2026-11-08"): 1.0, ("Complaints", "2026-11-15"): 2.0, ("Complaints", "2026-11-22"): 0.0}
ON_ITS_SIDE = text(
    ["Measure", "Falls", "Complaints"], ["Unit", "count", "count"], [D[0], 5, 1], [D[1], 3, 2], [D[2], 4, 0]
)


def narrow(column: str) -> bytes:
    """A column drawn together until nothing of it is seen."""
    import io

    import openpyxl

    made = openpyxl.load_workbook(io.BytesIO(book(["Measure", *W], ["Falls", 5, 3, 4])))
    made.worksheets[0].column_dimensions[column].width = 0.01
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


READ: dict[str, tuple[str, bytes, dict[Any, Any]]] = {
    "bars": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], separator="|"), F),
    "a table written with bars": ("pasted", lines("| Measure | 08/11/2026 | 15/11/2026 | 22/11/2026 |", "|---|:--|--:|---|", "| Falls | 5 | 3 | 4 |"), F),
    "american ranges": ("a.csv", text(["Measure", "11/02/2026 - 11/08/2026", "11/09/2026 - 11/15/2026", "11/16/2026 - 11/22/2026"], ["Falls", 5, 3, 4]), F),
    "rows of targets below each measure": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], ["Target", 3, 3, 3], ["Complaints", 1, 2, 0], ["Target", 0, 0, 0]), BOTH),
    "a column of targets by its name": ("a.csv", text(["Week ending", "Falls", "Falls target"], [D[0], 5, 3], [D[1], 3, 3], [D[2], 4, 3]), F),
    "last year's row by its name": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], ["Falls (last year)", 9, 9, 9]), F),
    "merged titles right over the headings": ("a.xlsx", book(["Our measures", None, "Week ending", None, None], ["Measure", "Owner", *W], ["Falls", "SCN", 5, 3, 4], merged=["A1:B1", "C1:E1"]), F),
    "a list of actions below": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], [], ["Action", "Owner", "Due"], ["Huddle after each fall", "SCN", "30/11/2026"]), F),
    "averages below under headings of their own": ("a.csv", text(["Measure", *D], ["Falls", 5, 3, 4], [], ["Measure", "Average"], ["Complaints", 4]), F),
    "limits told in a column": ("a.csv", text(["Measure", "Week", "Series", "Value"], ["Falls", D[0], "Actual", 5], ["Falls", D[0], "UCL", 9], ["Falls", D[1], "Mean", 4]), falls(5)),
    "a column drawn together": ("a.xlsx", narrow("C"), {("Falls", "2026-11-08"): 5.0, ("Falls", "2026-11-22"): 4.0}),
    "a dollar in a format, as files write the money of the country": ("a.xlsx", book(["Measure", *W[:1]], ["Pay", 16585], formats={"B2": '"$"#,##0'}), {("Pay", "2026-11-08"): 16585.0}),
    "a percent sign of the format alone": ("a.xlsx", book(["Measure", *W[:2]], ["Discharged by noon", 27, 31], formats={"B2": '0"%"', "C2": "0\\%"}), {("Discharged by noon", "2026-11-08"): 27.0, ("Discharged by noon", "2026-11-15"): 31.0}),
    "thousands that only the format takes off": ("a.xlsx", book(["Measure", *W[:1]], ["Pay", 16585], formats={"B2": '£#,##0,"k"'}), {("Pay", "2026-11-08"): 16585.0}),
    "our rows under our short code": ("a.csv", text(["Measure", *D], ["7A", "", "", ""], ["Falls", 5, 3, 4]), F),
}  # fmt: skip

HELD: dict[str, tuple[str, bytes, str]] = {
    # nobody's figures
    "an example": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="Ours", Example=[["Measure", *W], ["Complaints", 9, 9, 9]]), "“Example” stands over"),
    "a copy": ("a.xlsx", book(["Measure", *W], ["Falls", 5, 3, 4], name="Copy of Ours"), "the team’s own"),
    "a draft": ("a.csv", text(["DRAFT - not for use"], ["Measure", *D], ["Falls", 5, 3, 4]), "the team’s own"),
    "made up for training": ("a.csv", text(["Dummy data for training"], ["Measure", *D], ["Falls", 5, 3, 4]), "the team’s own"),
    # part of a measure
    "harm levels of different weeks": ("a.csv", text(["Measure", "Harm level", "Week", "Value"], ["Falls", "Low", D[0], 2], ["Falls", "Severe", D[1], 1]), "Low, Severe"),
    "one age group": ("a.csv", text(["Measure", "Age group", *D], ["Falls", "Over 65", 2, 1, 3]), "“Age group” says Over 65"),
    "every month": ("a.csv", text(["Measure", "Frequency", *D], ["Falls", "Monthly", 5, 3, 4]), "“Monthly” stands over"),
    "the last weeks' average over its rows": ("a.csv", text(["Measure", *D], ["Last 4 weeks average", "", "", ""], ["Falls", 5, 3, 4]), "figure of its one week"),
    # another's
    "another ward's code over its rows": ("a.csv", text(["Measure", *D], ["6C", "", "", ""], ["Complaints", 9, 8, 9]), "“6C” this team"),
    "another unit over its rows": ("a.csv", text(["Measure", *D], ["Stroke unit", "", "", ""], ["Falls", 9, 8, 9]), "“Stroke unit” this team"),
    "another ward by what it does": ("a.csv", text(["Cardio-endocrine box score"], ["Measure", *D], ["Falls", 5, 3, 4]), "this team"),
    "the health board's total": ("a.csv", text(["NHS Highland total"], ["Measure", *D], ["Falls", 15, 13, 14]), "this team"),
    "another ward's columns under its merged name": ("a.xlsx", book([None, "Ward 7A", None, "Ward 6C", None], ["Week ending", "Falls", "Complaints", "Pay", "Non-pay"], [W[0], 5, 1, 16585, 4422], [W[1], 3, 2, 16026, 4256], merged=["B1:C1", "D1:E1"]), "“Ward 6C” this team"),
    # sizes
    "the number above the line for the share": ("a.csv", text(["Measure", "Type", D[0]], ["Discharged by noon", "Number", 17]), "17%"),
    "a count for a share that is always high": ("a.csv", text(["Measure", *D], ["Would recommend", 27, 26, 27]), "27% and 2 more are far"),
    "out of 5 without a word": ("a.csv", text(["Measure", *D], ["Staff joy in work", 3.9, 3.9, 4.0]), "3.9 and 2 more are far"),
    "a month in each week": ("a.csv", text(["Measure", *D], ["Pay", 66340, 64104, 66050]), "are far from £16,512.5. Are they right?"),
    "dollars by the format": ("a.xlsx", book(["Measure", *W[:1]], ["Pay", 16585], formats={"B2": "[$$-409]#,##0"}), "this cell is in $"),
    "euros by the format": ("a.xlsx", book(["Measure", *W[:1]], ["Pay", 16585], formats={"B2": '#,##0\\ "€"'}), "this cell is in €"),
    "a rate by its unit": ("a.csv", text(["Measure", "Unit", *D[:2]], ["Complaints", "per 1,000 bed days", 1.1, 0.8]), "a rate under a name of their own"),
    # on its side
    "measures across under their heading": ("a.csv", ON_ITS_SIDE, "Turn it?"),
    "a list on its side": ("a.csv", text(["Measure", "Falls", "Complaints"], ["Week ending", D[0], D[1]], ["Value", 5, 1]), "Turn it?"),
    "days across": ("a.csv", text(["Measure", "13/11/2026", "14/11/2026"], ["Falls", 1, 0]), "a week ending Sunday"),
    "a real date amid texts of its column": ("a.xlsx", book(["Week ending", "Falls"], [datetime(2026, 8, 11), 5], ["15/11/2026", 3], [datetime(2026, 11, 22), 4]), "turn day and month round"),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_it_is_read_rightly(case: str) -> None:
    name, data, right = READ[case]
    sheet = judged(data, name)
    assert (sheet.refusals, sheet.asks) == ((), ())
    assert figures(sheet) == right


@pytest.mark.parametrize("case", HELD)
def test_it_is_asked_about_or_refused_and_says_why(case: str) -> None:
    name, data, words = HELD[case]
    sheet = judged(data, name)
    said = doubts(sheet)
    assert words in said, said
    assert all(len(ask.choices) > 1 for ask in sheet.asks), "a question has more than one answer"


def test_a_sheet_on_its_side_is_turned_by_one_press_and_remembered() -> None:
    sheet = judged(ON_ITS_SIDE, "a.csv", "A1=Turn it")
    assert (sheet.asks, sheet.refusals, figures(sheet)) == ((), (), BOTH)
    assert figures(judged(ON_ITS_SIDE, "a.csv", settled=sheet.lasting)) == BOTH
    assert "was left out, as answered" in judged(ON_ITS_SIDE, "a.csv", "A1=Leave it out").warnings[0]


def test_what_stands_blank_under_a_wards_name_is_that_wards() -> None:
    data = text(["Ward", "Measure", *D], ["Ward 6C", "Falls", 9, 9, 9], ["", "Complaints", 8, 8, 8])
    assert figures(judged(data, "a.csv", "A2=No: leave it out")) == {}


def test_what_is_left_out_of_an_odd_sheet_is_said() -> None:
    for case, words in {
        "rows of targets below each measure": "“Target” is no figure of what happened",
        "a list of actions below": "what stands from here on is no table of weeks",
        "a column drawn together": "Column C is hidden and left out",
    }.items():
        name, data, _ = READ[case]
        assert any(words in said for said in judged(data, name).warnings), case
