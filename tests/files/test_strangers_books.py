# ruff: noqa: E501 (a file a line)
"""Sheets as pharmacy, theatres, finance and infection control keep them: struck-off rows, pivots, days under months,
two wards side by side, what a format does not show. Each with the only right answer."""

import io
import zipfile
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.files.build import W, book, lines, ods, text
from tests.files.known_ward import THREE, doubts, falls, figures, judged

D = ("08/11/2026", "15/11/2026", "22/11/2026")
F = falls(4, 2, 5)
COMPLAINTS = {("Complaints", week): value for week, value in zip(THREE, (2.0, 0.0, 3.0), strict=True)}
BOTH = {**F, **COMPLAINTS}
PAY = {("Pay", week): value for week, value in zip(THREE, (16111.0, 16222.0, 16333.0), strict=True)}
JOY = {("Staff joy in work", "2026-11-08"): 7.4, ("Staff joy in work", "2026-11-15"): 7.7}
ONE = {("Falls", "2026-11-22"): 5.0, ("Complaints", "2026-11-22"): 3.0}

READ: dict[str, tuple[str, bytes, dict[Any, Any]]] = {
    # headings
    "days under the name of their month": ("a.xlsx", book(["Measure", "November 2026", None, None], [None, "8th", "15th", "22nd"], ["Falls", 4, 2, 5], merged=["B1:D1"]), F),
    "days as numbers under a short month": ("a.xlsx", book(["Measure", "Nov", None, None], [None, 8, 15, 22], ["Falls", 4, 2, 5], merged=["B1:D1"]), F),
    "days under two months, named in the lower row": ("a.xlsx", book([None, "Oct", None, "Nov", None], ["Measure", 18, 25, 1, 8], ["Falls", 1, 2, 3, 4], merged=["B1:C1", "D1:E1"]), falls(1, 2, 3, 4, weeks=("2026-10-18", "2026-10-25", "2026-11-01", "2026-11-08"))),
    "ranges without a year": ("a.csv", text(["Measure", "02/11–08/11", "09/11-15/11", "16/11 to 22/11"], ["Falls", 4, 2, 5]), F),
    "a period in the lines above a report": ("a.csv", text(["Period: 16/11/2026 to 22/11/2026"], ["Printed: 24/11/2026"], [], ["Indicator", "Target", "Actual"], ["Falls", 3, 5], ["Complaints", 0, 3]), ONE),
    "a first and a last day": ("a.csv", text(["Measure", "Period start", "Period end", "Value"], ["Falls", "02/11/2026", "08/11/2026", 4], ["Falls", "09/11/2026", "15/11/2026", 2]), falls(4, 2)),
    "only a first day": ("a.csv", text(["Measure", "Start date", "Value"], ["Falls", "02/11/2026", 4], ["Falls", "09/11/2026", 2]), falls(4, 2)),
    "the days of a week with their total": ("a.xlsx", book(["Week ending 22/11/2026"], ["Measure", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Total"], ["Falls", 1, 0, 2, 0, 1, 1, 0, 5], ["Complaints", 1, 1, 0, 1, 0, 0, 0, 3]), ONE),
    # layouts
    "a pivot table": ("a.xlsx", book(["Row Labels", "Sum of Falls", "Sum of Complaints"], [W[0], 4, 2], [W[1], 2, 0], [W[2], 5, 3], ["(blank)", None, None], ["Grand Total", 11, 5]), BOTH),
    "totals of months between the weeks": ("a.csv", text(["Measure", "25/10/2026", "Oct total", "08/11/2026", "Nov-26 total"], ["Falls", 1, 1, 4, 4]), falls(1, 4, weeks=("2026-10-25", "2026-11-08"))),
    "totals of months between the rows": ("a.csv", text(["Week ending", "Falls"], ["25/10/2026", 1], ["Oct total", 1], ["08/11/2026", 4]), falls(1, 4, weeks=("2026-10-25", "2026-11-08"))),
    "a domain merged down its rows": ("a.xlsx", book(["Domain", "Measure", *W], ["Safety", "Falls", 4, 2, 5], [None, "Complaints", 2, 0, 3], merged=["A2:A3"]), BOTH),
    "a budget statement": ("a.xlsx", book([None, W[0], None, None, W[1], None, None], ["Expense line", "Budget", "Actual", "Variance", "Budget", "Actual", "Variance"], ["Pay", 17000, 16111, 889, 17000, 16222, 778], merged=["B1:D1", "E1:G1"]), {key: PAY[key] for key in list(PAY)[:2]}),
    "semicolons where no heading is known": ("a.csv", lines("Kennzahl;08.11.2026;15.11.2026", 'Pay;"16.111,00";"16.222,00"'), {key: PAY[key] for key in list(PAY)[:2]}),
    "another ward's columns beside ours, answered": ("a.xlsx", book(["Measure", "Ward 7A", None, None, "Ward 7A", None, None], [None, *W, *(w - timedelta(days=28) for w in W)], ["Falls", 4, 2, 5, 1, 1, 1], merged=["B1:D1", "E1:G1"]), {**F, **falls(1, 1, 1, weeks=("2026-10-11", "2026-10-18", "2026-10-25"))}),
    # numbers
    "so many out of ten": ("a.csv", text(["Measure", *D[:2]], ["Staff joy in work", "7.4/10", "7.7 / 10"]), JOY),
    "units in short behind the figures": ("a.csv", text(["Measure", *D[:2]], ["Bank & agency hours", "121 hrs", "117 hours"]), {("Bank & agency hours", "2026-11-08"): 121.0, ("Bank & agency hours", "2026-11-15"): 117.0}),
    "thousands in words": ("a.csv", text(["Measure", "Unit", *D], ["Pay", "GBP (thousands)", 16.111, 16.222, 16.333]), PAY),
    "a unit in short": ("a.csv", text(["Measure", *D[:2]], ["Bank & agency hours (hrs)", 121, 117]), {("Bank & agency hours", "2026-11-08"): 121.0, ("Bank & agency hours", "2026-11-15"): 117.0}),
    # whose
    "a kind that says nothing of the figures": ("a.csv", text(["Measure", "Type", *D], ["Falls", "Outcome", 4, 2, 5]), F),
    "rows that are in use": ("a.csv", text(["Measure", "Week", "Value", "Deleted", "Valid"], ["Falls", D[0], 4, "No", "Y"], ["Falls", D[1], 2, "N", "Yes"]), falls(4, 2)),
    "a note on a bay is no other ward": ("a.csv", text(["Measure", "Note", *D], ["Falls", "one in bay 3", 4, 2, 5]), F),
    "texts as a reporting system guards them": ("a.csv", lines('Measure,="08/11/2026",="15/11/2026"', '="Falls",="4",="2"'), falls(4, 2)),
    "a standard among the kinds": ("a.csv", text(["Measure", "Type", *D], ["Falls", "Standard", 3, 3, 3]), {}),
}  # fmt: skip

HELD: dict[str, tuple[str, bytes, str]] = {
    # no plain figures of the week
    "medians": ("a.csv", text(["Measure", "Statistic", *D], ["Staff joy in work", "Median", 7.4, 7.7, 8]), "“Statistic” says Median"),
    "of a day": ("a.csv", text(["Measure", "Basis", *D], ["Falls", "per day", 1, 0, 1]), "“Basis” says per day"),
    "struck off": ("a.csv", text(["Measure", "Week", "Value", "Deleted"], ["Falls", D[0], 9, "Yes"], ["Falls", D[1], 2, "No"]), "“Deleted” says Yes"),
    "not to be counted": ("a.csv", text(["Measure", "Week", "Value", "Include?"], ["Falls", D[0], 9, "N"], ["Falls", D[1], 2, "Y"]), "“Include?” says N"),
    "superseded, whatever the heading": ("a.csv", text(["Measure", "Week", "Value", "State"], ["Falls", D[0], 9, "Superseded"]), "“State” says Superseded"),
    "of another hospital": ("a.csv", text(["Hospital", "Measure", "Week", "Value"], ["Belford Hospital", "Complaints", D[0], 3]), "Is “Belford Hospital” this team"),
    "of the whole site": ("a.csv", text(["Level", "Measure", "Week", "Value"], ["Site", "Complaints", D[0], 3]), "“Level” says Site"),
    "a budget by its title": ("a.csv", text(["Budget 2026/27 – weekly phasing"], ["Measure", *D], ["Pay", 16700, 16700, 16700]), "figure of its one week"),
    "a sheet of plans": ("a.xlsx", book(["Measure", *W], ["Pay", 16700, 16700, 16700], name="Plan 26-27"), "figure of its one week"),
    "rates by their title": ("a.csv", text(["Rates per 1,000 occupied bed days"], ["Measure", *D], ["Falls", 5, 4, 6]), "in the board’s units"),
    "two wards together": ("a.csv", text(["Ward 7A and Ward 6C combined"], ["Measure", *D], ["Falls", 4, 2, 5]), "this team"),
    "two wards together by their codes": ("a.csv", text(["Wards 7A & 6C"], ["Measure", *D], ["Falls", 4, 2, 5]), "this team"),
    "an average that is a measure of its own": ("a.csv", text(["Measure", *D], ["Average stay", 4, 5, 6]), "no measure of this board"),
    "so many of so many for a count": ("a.csv", text(["Measure", "Week", "Numerator", "Denominator"], ["Falls", D[0], 4, 176]), "Is the count 4?"),
    "a share far off by its two numbers": ("a.csv", text(["Measure", "Week", "Numerator", "Denominator"], ["Discharged by noon", D[0], 16, 4400]), "(16 of 4400) after"),
    "the numbers above the line for shares": ("a.csv", text(["Measure", *D], ["Discharged by noon", 16, 19, 15]), "more like the number above the line"),
    "an adjusted value beside the value": ("a.csv", text(["Measure", "Week", "Value", "Adjusted value"], ["Pay", D[0], 16111, 15900]), "one column of figures"),
    "a mark at a name and its footnote": ("a.csv", text(["Measure", *D], ["Falls*", 4, 2, 5], [], ["* unwitnessed only"]), "has the note * unwitnessed only"),
    "of one consultant": ("a.csv", text(["Consultant", "Measure", *D], ["Dr Smith", "Complaints", 2, 0, 3]), "“Consultant” says Dr Smith"),
    "of one bay": ("a.csv", text(["Bay", "Measure", *D], ["Bay 3", "Falls", 4, 2, 5]), "“Bay” says Bay 3"),
    "of nights, by their title": ("a.csv", text(["Night shift figures"], ["Measure", *D], ["Falls", 4, 2, 5]), "all of the team’s figures"),
    "of weekdays, by their title": ("a.csv", text(["Falls (Mon–Fri)"], ["Measure", *D], ["Falls", 4, 2, 5]), "all of the team’s figures"),
    "ranks by their title": ("a.csv", text(["Rank among wards"], ["Measure", *D], ["Falls", 3, 1, 2]), "in the board’s units"),
    "digits that a spreadsheet cut off": ("a.csv", text(["Measure", *D], ["Pay", "1.7E+04", "1.6E+04", "1.6E+04"]), "cut this number off"),
    # what the sheet does not show
    "noughts that the format hides": ("a.xlsx", book(["Measure", *W], ["Falls", 4, 2, 0], formats={"D2": "0;-0;;@"}), "the sheet does not show it"),
    "a figure that the format hides": ("a.xlsx", book(["Measure", *W], ["Falls", 4, 2, 5], formats={"D2": ";;;"}), "the sheet does not show it"),
    # weeks
    "a fortnight by its first and last day": ("a.csv", text(["Measure", "Start date", "End date", "Value"], ["Falls", "26/10/2026", "08/11/2026", 4]), "seven days"),
    "a year beside that is not the weeks'": ("a.csv", text(["Measure", "Year", "8 Nov", "15 Nov"], ["Falls", 2024, 4, 2]), "the year of its weeks"),
    "a bank holiday beside the week": ("a.csv", text(["Measure", D[0], "w/e 15/11/26 (BH)", D[2]], ["Falls", 4, 2, 5]), "Are they of the week w/e 15/11/26?"),
    "a week said again, revised": ("a.csv", text(["Measure", D[1], f"{D[1]} revised"], ["Falls", 4, 2]), "Are they of the week 15/11/2026?"),
    "weeks by number in a text file": ("a.csv", text(["Wk", "Falls"], [45, 4], [46, 2], [47, 5]), "calendar year"),
    # cells
    "a time for a number": ("a.csv", text(["Measure", *D], ["Bank & agency hours", "110:30", "125:00", "118:00"]), "this is a time"),
    "another ward's columns beside ours": ("a.xlsx", book(["Measure", "Ward 7A", None, None, "Ward 6C", None, None], [None, *W, *W], ["Complaints", 2, 0, 3, 9, 9, 9], merged=["B1:D1", "E1:G1"]), "Is “Ward 6C” this team"),
    "days and nights side by side": ("a.xlsx", book(["Measure", "Days", None, "Nights", None], [None, *W[:2], *W[:2]], ["Falls", 2, 1, 1, 1], merged=["B1:C1", "D1:E1"]), "one figure for Falls"),
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


def test_the_columns_of_our_ward_are_read_once_the_others_are_left_out() -> None:
    name, data, _ = HELD["another ward's columns beside ours"]
    assert figures(judged(data, name, "E1=No: leave it out")) == COMPLAINTS


def test_the_number_above_the_line_is_the_count_once_it_is_said_so() -> None:
    name, data, _ = HELD["so many of so many for a count"]
    assert figures(judged(data, name, "C2=Yes: 4")) == falls(4)


def test_a_week_with_words_beside_it_is_read_once_it_is_said_to_be_that() -> None:
    name, data, _ = HELD["a bank holiday beside the week"]
    assert figures(judged(data, name, "C1=Yes, of that week")) == F
    assert figures(judged(data, name, "C1=Leave it out")) == {k: v for k, v in F.items() if k[1] != THREE[1]}


def test_an_ods_tells_what_it_hides_its_percentages_and_its_errors() -> None:
    hidden = "table:visibility='collapse'"
    percent = (
        "<table:table-cell office:value-type='percentage' office:value='0.36'><text:p>36%</text:p></table:table-cell>"
    )
    error = "<table:table-cell office:value-type='string' calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell>"
    sheet = judged(_ods_with(percent, ""), "a.ods")
    assert (sheet.asks, sheet.refusals) == ((), ())
    assert figures(sheet) == {**falls(4), ("Discharged by noon", THREE[0]): 36.0}
    assert figures(judged(_ods_with(percent, hidden), "a.ods")) == falls(4)
    assert "Row 3 is hidden" in " ".join(judged(_ods_with(percent, hidden), "a.ods").warnings)
    (refusal,) = judged(_ods_with(error, ""), "a.ods").refusals
    assert (refusal.cell, refusal.found) == ("B3", "#DIV/0!")


def _ods_with(cell: str, row: str) -> bytes:
    """A sheet with Falls, and a row of Discharged by noon that has that cell and those attributes."""
    made = ods(["Measure", datetime(2026, 11, 8)], ["Falls", 4], ["Discharged by noon", 99])
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        content = archive.read("content.xml").decode()
    calc = "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"
    content = content.replace("<office:document-content ", f"<office:document-content {calc} ")
    before, after = content.rsplit("<table:table-row>", 1)
    after = after.replace(
        "<table:table-cell office:value-type='float' office:value='99'><text:p>99</text:p></table:table-cell>", cell
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", f"{before}<table:table-row {row}>{after}")
    return file.getvalue()
