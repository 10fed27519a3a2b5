"""Sandboxed parser process: reads an old or foreign workbook apart from the server, so that a broken one can end
only this.

Run by its path with the file on standard input; it writes the filled cells as JSON. It imports nothing of ours: it
starts in a tenth of a second, and it is held to a little memory and time.
"""

import json
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, iterparse

MEMORY = 350_000_000
SECONDS = 5
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 10_000, 400, 150_000
_DURATION = re.compile(r"-?P(?:[0-9]+D)?T(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9.,]+S)?")
"""How an .ods keeps a time, such as PT110H30M00S."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_VALUE_TYPES = tuple(f"{{{space}}}value-type" for space in (
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
))  # fmt: skip
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
"""Elements that stand for a sign in a text. The library drops them, and so joins the words on both sides."""
_HIDDEN = ("collapse", "filter")


def hold_back() -> None:
    """No more memory and time than an honest workbook takes, where the system can say so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def plain(value: Any) -> Any:
    """A value as JSON keeps it: a date as a pair of its kind and its text."""
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, time | timedelta) or (isinstance(value, str) and _DURATION.fullmatch(value)):
        return ["h", str(value)]
    return value


def sheet_of(sheet: Any) -> dict[str, Any]:
    """The filled cells of a sheet, or only those at its top with the first cell beyond the limits."""
    cells: list[Any] = []
    beyond = None
    top, left = sheet.start or (0, 0)
    for number, row in enumerate(sheet.iter_rows(), start=1):
        for at, value in enumerate(row, start=1):
            if value is None or value == "":
                continue
            if number > MOST_ROWS or at > MOST_COLUMNS or len(cells) >= MOST_CELLS:
                beyond = [number, at]
                break
            cells.append([number, at, plain(value)])
        if beyond:
            break
    merged = [[a[0] + 1, a[1] + 1, b[0] + 1, b[1] + 1] for a, b in (sheet.merged_cell_ranges or [])][:1000]
    return {"name": sheet.name, "cells": cells, "beyond": beyond, "merged": merged, "start": [top, left]}


class OdsLooks:
    """What the spreadsheet library does not tell of an .ods sheet: hidden rows and columns, percentages, errors, texts
    with a tab or a line break within."""

    def __init__(self, name: str) -> None:
        self.name, self.row, self.column = name, 0, 0
        self.texts: list[Any] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[int] = []
        self.percents: list[list[int]] = []
        self.errors: list[Any] = []

    def take_column(self, element: Element) -> None:
        many = _times(element, "columns")
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            self.hidden_columns += range(self.column + 1, min(self.column + many, MOST_COLUMNS) + 1)
        self.column += many

    def take_row(self, element: Element) -> None:
        many = _times(element, "rows")
        if element.get(f"{_TABLE}visibility") in _HIDDEN:
            self.hidden_rows += range(self.row + 1, min(self.row + many, MOST_ROWS) + 1)
        column = 1
        for cell in element:
            if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
                continue
            wide = _times(cell, "columns")
            kinds = [cell.get(kind) for kind in _VALUE_TYPES]
            if "error" in kinds:
                self.errors.append([self.row + 1, column, "".join(cell.itertext()).strip()])
            elif "percentage" in kinds:
                self.percents += _places(self.row, many, column, wide)
            elif any(part.tag in _SIGNS for part in cell.iter()):
                text = "\n".join(map(spelled, cell.findall(f"{_TEXT}p")))
                self.texts += [[*place, text] for place in _places(self.row, many, column, wide)]
            column += wide
        self.row += many


def _places(row: int, many: int, column: int, wide: int) -> list[list[int]]:
    """The cells that one cell of an .ods stands for: it is repeated in ``many`` rows after ``row``, and ``wide``."""
    across = range(column, column + min(wide, MOST_COLUMNS))
    return [[r, c] for r in range(row + 1, row + min(many, 50) + 1) for c in across]


def spelled(paragraph: Element) -> str:
    """The text of a paragraph with its tabs, line breaks and rows of spaces."""
    said = paragraph.text or ""
    for part in paragraph:
        spaces = int(part.get(f"{_TEXT}c", "1")) if part.tag == f"{_TEXT}s" else 0
        said += (_SIGNS.get(part.tag) or " " * min(spaces, 1000) or spelled(part)) + (part.tail or "")
    return said


def _times(element: Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))


def looks_of_xls(data: bytes) -> dict[str, Any]:
    """What an .xls hides, by the sheet's name; empty where its records cannot be followed. Its reader stands beside
    this file, which is run by its path and imports nothing by name."""
    spec = spec_from_file_location("biff_looks", Path(__file__).with_name("biff_looks.py"))
    if spec is None or spec.loader is None:
        return {}
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        return dict(module.looks_of_xls(data))
    except Exception:  # the library read it, and that is what counts
        return {}


def looks_of_ods(data: bytes) -> dict[str, Any]:
    """By the sheet's name; empty for any other kind of file."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        content = archive.open("content.xml")
    except (zipfile.BadZipFile, KeyError):
        return {}
    sheets: dict[str, OdsLooks] = {}
    now: OdsLooks | None = None
    for event, element in iterparse(content, events=("start", "end")):
        if event == "start" and element.tag == f"{_TABLE}table":
            now = sheets.setdefault(element.get(f"{_TABLE}name", ""), OdsLooks(element.get(f"{_TABLE}name", "")))
        elif event == "end" and now and element.tag == f"{_TABLE}table-column":
            now.take_column(element)
        elif event == "end" and now and element.tag == f"{_TABLE}table-row":
            if now.row < MOST_ROWS:
                now.take_row(element)
            element.clear()
    told = ("hidden_rows", "hidden_columns", "percents", "errors", "texts")
    return {name: {what: getattr(sheet, what) for what in told} for name, sheet in sheets.items()}


def main() -> None:
    hold_back()
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        data = sys.stdin.buffer.read()
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets, left_out = [], []
        for about in book.sheets_metadata:
            if about.visible != SheetVisibleEnum.Visible:
                left_out.append([about.name, "hidden"])
            elif about.typ != SheetTypeEnum.WorkSheet:
                left_out.append([about.name, "a chart"])
            else:
                sheets.append(sheet_of(book.get_sheet_by_name(about.name)))
    except PasswordError:
        sys.stdout.write(json.dumps({"locked": True}))
        return
    looks = looks_of_ods(data) or looks_of_xls(data)
    for sheet in sheets:
        if sheet["name"] in looks:
            sheet["looks"] = looks[sheet["name"]]
    sys.stdout.write(json.dumps({"sheets": sheets, "left_out": left_out}))


if __name__ == "__main__":
    main()
