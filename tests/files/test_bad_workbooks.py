"""Files, sheets and headings that are refused: always what was found, where, and what would be taken."""

import io
import random
import re
import struct
import time
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from vmboard.domain.figures.sheets import Refusal, Sheet
from vmboard.files.workbook import read

TODAY = date(2026, 11, 18)
WEEKS = [date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)]
SHEET_PART = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(rows: Iterable[Sequence[Any]]) -> bytes:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Box score"
    for row in rows:
        page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


GOOD = workbook([["Measure", *WEEKS], ["Falls", 1, 2, 3]])


def repacked(parts: dict[str, bytes], of: bytes = GOOD) -> bytes:
    """The workbook with some of its parts changed or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(of)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            new.writestr(name, data)
    return file.getvalue()


def with_sheet(rows: str, before: str = "", after: str = "", prologue: str = "") -> bytes:
    """The good workbook with the XML of its rows, and of what stands around them, written by hand."""
    xml = f'{prologue}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return repacked({SHEET_PART: xml.encode()})


HEAD = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Measure</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>15/11/2026</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>Falls</t></is></c><c r="B2"><v>3</v></c></row>'
)


def reading(data: bytes | str, filename: str = "box.xlsx") -> Sheet:
    source = data.encode() if isinstance(data, str) else data
    began = time.perf_counter()
    sheet = read(source, filename, week_ends_on=6, today=TODAY)
    assert time.perf_counter() - began < 5
    return sheet


def the_refusal(data: bytes | str, filename: str = "box.xlsx") -> Refusal:
    """The one refusal, short and fit to show."""
    (refusal,) = reading(data, filename).refusals
    assert refusal.found.isprintable() and len(refusal.found) <= 100
    assert refusal.expected.isprintable() and len(refusal.expected) < 200
    return refusal


# --- files that are not read at all ---

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
OLD = OLE + "Workbook".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "filename", "found", "expected"),
    [
        (b"", "box.xlsx", "an empty file", "with your box score in it"),
        (b" \r\n \n", "box.csv", "an empty file", "with your box score in it"),
        (b"hello", "box.xlsx", "not an Excel workbook inside", "save it as .xlsx"),
        (b"<html><table></table></html>", "box.xls", "not an Excel workbook inside", "save it as .xlsx"),
        (b"%PDF-1.7", "box.pdf", "another kind of file", "a workbook (.xlsx, .xls, .xlsb, .ods) or text"),
        (OLE, "box.xlsx", "an old Office file that is no workbook", "save it as .xlsx"),
        (LOCKED, "box.xlsx", "password protected", "in Excel, take the password off"),
        (OLD, "box.xls", "a damaged workbook", "save it as .xlsx"),
        (GOOD[:-200], "box.xlsx", "a damaged workbook", "the whole file"),
        (b"PK\x03\x04 and then nothing", "box.xlsx", "a damaged workbook", "the whole file"),
        (b"PKU tests,1\n", "box.csv", "no box score in “box”", "the heading Measure"),
        (b"x" * 20_000_001, "box.csv", "a file over 20 MB", "under 20 MB"),
        (b"\x00\x01\x02\x03" * 400, "box.csv", "not plain text", "CSV UTF-8"),
        (b"Measure,15/11/2026\nFalls\x81,2\n\xff", "box.csv", "not plain text", "CSV UTF-8"),
        (b'Measure,15/11/2026\n"Falls,2\n', "box.csv", "a quotation mark that never closes", "mend that"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(
    data: bytes, filename: str, found: str, expected: str
) -> None:
    refusal = the_refusal(data, filename)
    assert found in refusal.found
    assert expected in refusal.expected
    assert refusal.cell == ""


def test_a_file_that_is_not_there_is_refused_as_well() -> None:
    (refusal,) = read("/no/such/box.xlsx", "box.xlsx", week_ends_on=6, today=TODAY).refusals
    assert refusal.found == "a file that cannot be opened"


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()


def test_a_zip_of_something_else_is_refused() -> None:
    assert the_refusal(zipped(report=b"hello")).found == "a file that is not a workbook inside"
    assert (
        "a damaged workbook" in the_refusal(zipped(**{"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"?"})).found
    )


def test_a_zip_with_a_password_is_refused() -> None:
    locked = bytearray(GOOD)
    for found in re.finditer(rb"PK\x01\x02", GOOD):  # the flag stands in each entry of the directory
        struct.pack_into("<H", locked, found.start() + 8, 1)
    assert the_refusal(bytes(locked)).found == "a password protected file"


@pytest.mark.parametrize(("megabytes", "found"), [(60, "opens to 60 MB"), (6, "opens to 6 MB")])
def test_a_small_file_that_opens_to_a_huge_one_is_refused_unopened(megabytes: int, found: str) -> None:
    bomb = repacked({SHEET_PART: b" " * megabytes * 1_000_000})
    assert len(bomb) < 100_000
    refusal = the_refusal(bomb)
    assert found in refusal.found
    assert "save the box score sheet on its own" in refusal.expected


def test_a_workbook_heavy_with_other_things_is_refused_unopened() -> None:
    noise = random.Random(1).randbytes(6_000_000)
    assert "too much in it beside its sheets" in the_refusal(repacked({"xl/sharedStrings.xml": noise}, GOOD)).found


@pytest.mark.parametrize(
    "data",
    [
        with_sheet(HEAD.replace("Falls", "&lol;"), prologue='<!DOCTYPE x [<!ENTITY lol "falls">]>'),
        with_sheet(HEAD, prologue='<!DOCTYPE x SYSTEM "file:///elsewhere">'),
        with_sheet(HEAD + "<row"),
        with_sheet(HEAD + HEAD),
        with_sheet('<row r="1"><c r="not a place"><v>1</v></c></row>'),
        with_sheet('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'),
        repacked({"xl/workbook.xml": b"<workbook/>"}),
        repacked({"xl/styles.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><styleSheet>&a;</styleSheet>'}),
    ],
    ids=["entities", "outside file", "cut short", "rows twice", "no place", "no text", "no sheets", "styles"],
)  # fmt: skip
def test_a_damaged_or_unsafe_workbook_is_refused(data: bytes) -> None:
    refusal = the_refusal(data)
    assert refusal.found in ("a damaged workbook, or one with unsafe parts", "no box score in any sheet")


@pytest.mark.parametrize("number", ["NaN", "INF"])
def test_what_is_not_a_number_to_excel_is_refused(number: str) -> None:
    (refusal,) = reading(with_sheet(HEAD.replace("<v>3</v>", f"<v>{number}</v>"))).refusals
    assert refusal.found == "a damaged workbook, or one with unsafe parts"


# --- sheets too large to be a box score ---


@pytest.mark.parametrize("cell", ["XFD1048576", "A10001", "OK2", "OK1"])
def test_one_cell_far_from_the_table_is_refused_at_once_and_named(cell: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(GOOD))
    book.worksheets[0][cell] = 1
    file = io.BytesIO()
    book.save(file)
    refusal = the_refusal(file.getvalue())
    assert (refusal.sheet, refusal.cell, refusal.found) == ("Box score", cell, "a cell far outside the table")
    assert refusal.expected.startswith("at most 10,000 rows and 400 columns: delete the rows and columns beyond")


def test_a_sheet_with_a_far_cell_and_nothing_else_is_refused_as_well() -> None:
    assert the_refusal(with_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')).cell == "XFD1048576"


@pytest.mark.parametrize("size", ["A1", "A1:XFD1048576", "nonsense"])
def test_a_dimension_that_lies_is_not_believed(size: str) -> None:
    sheet = reading(with_sheet(HEAD, before=f'<dimension ref="{size}"/>'))
    assert [point.value for point in sheet.points] == [3] or sheet.refusals


@pytest.mark.parametrize("before", ["", '<dimension ref="A1:B3"/>'])
@pytest.mark.parametrize(
    "rows",
    [f'<row r="1">{"<c><v>1</v></c>" * 300_000}</row>', HEAD + f'<row r="3">{"<c/>" * 900_000}</row>'],
    ids=["an endless row", "nearly a million cells"],
)
def test_a_sheet_with_far_too_many_cells_is_not_read(rows: str, before: str) -> None:
    assert the_refusal(with_sheet(rows, before=before)).found == "more cells than can be read"


@pytest.mark.parametrize(
    "part",
    [
        b'<worksheet x="' + b"a" * 2_000_000 + b'">',
        b'<worksheet x="' + b">" * 2_000_000 + b'">',
        b"<worksheet><!-- " + b"a" * 2_000_000 + b" -->",
        b"<worksheet><?x " + b"<a>" * 700_000 + b"?>",
        ("<worksheet>" + "a" * 1_000_000).encode("utf-16"),
    ],
    ids=["endless tag", "endless tag in disguise", "comment", "instruction", "another encoding"],
)
def test_markup_that_slows_a_parser_down_is_refused_unread(part: bytes) -> None:
    assert the_refusal(repacked({SHEET_PART: part})).found == "a damaged workbook, or one with unsafe parts"


def test_csv_with_a_row_or_a_column_too_many_is_refused() -> None:
    assert the_refusal("Measure,15/11/2026\nFalls,1\n" + "\n" * 9_998 + "x\n", "box.csv").cell == "A10001"
    assert the_refusal("Measure,15/11/2026\nFalls" + "," * 400 + "x\n", "box.csv").cell == "OK2"


# --- headings ---


def test_a_file_without_headings_is_refused_with_the_headings_it_needs() -> None:
    refusal = the_refusal(workbook([["Thing", "Result"], ["Falls", 1]]))
    assert refusal.found == "no box score in “Box score”"
    assert "the heading Measure and a heading for each week's last day" in refusal.expected
    assert "or the headings Measure, Week and Value" in refusal.expected


def test_headings_below_the_thirtieth_row_are_not_searched_for() -> None:
    assert not reading("\n" * 29 + "Measure,15/11/2026\nFalls,1\n", "box.csv").refusals
    assert "no box score" in the_refusal("\n" * 30 + "Measure,15/11/2026\nFalls,1\n", "box.csv").found


def test_headings_without_a_week_are_refused() -> None:
    refusal = the_refusal("Measure,Domain,Unit\nFalls,safety,count\n", "box.csv")
    assert (refusal.cell, refusal.found) == ("A1", "headings without a week")
    assert "a column for each week" in refusal.expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (date(2026, 11, 14), "a week ending Sunday, such as 15 Nov 2026"),
        (datetime(2099, 1, 4), "a week that has begun: the latest full week ends 15 Nov 2026"),
        (date(1999, 12, 26), "a week from 2000 on, such as 15 Nov 2026"),
        (46341, "this is a plain number, so format the cell as a date"),
        ("31/02/2026", "a real date, with the day first"),
        ("November 2026", "this is a month"),
        (date(2026, 11, 13), "13 Nov 2026 is a Friday"),
        ("=C1+7", "open the file in Excel so that it works the formula out"),
    ],
)
def test_a_heading_that_names_no_week_of_the_team_is_refused(heading: object, expected: str) -> None:
    sheet = reading(workbook([["Measure", heading, WEEKS[1]], ["Falls", 1, 2]]))
    (refusal,) = sheet.refusals
    assert refusal.cell == "B1"
    assert expected in refusal.expected
    assert [point.value for point in sheet.points] == [2]


def test_a_week_that_stands_twice_is_refused_and_neither_column_read() -> None:
    sheet = reading(workbook([["Measure", WEEKS[0], "1 Nov 2026", WEEKS[1]], ["Falls", 1, 2, 3]]))
    assert sheet.refusals == (Refusal("Box score", "C1", "1 Nov 2026", "each week in one column: B1 is the same week"),)
    assert [point.value for point in sheet.points] == [3]


def test_figures_under_no_heading_among_the_weeks_are_refused() -> None:
    refusal = the_refusal(workbook([["Measure", WEEKS[0], None, WEEKS[1]], ["Falls", 1, 2, 3]]))
    assert refusal == Refusal("Box score", "C1", "(blank)", "the last day of this column's week, such as 15 Nov 2026")
