"""Sandboxed parser process: reads an old or foreign workbook apart from the server, so that a broken one can end
only this.

Run by its path with the file on standard input; it writes the filled cells as JSON. It imports nothing of ours: it
starts in a tenth of a second, and it is held to a little memory and time.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

MEMORY = 350_000_000
SECONDS = 5
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 10_000, 400, 150_000


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
    if isinstance(value, time | timedelta):
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


def main() -> None:
    hold_back()
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
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
    sys.stdout.write(json.dumps({"sheets": sheets, "left_out": left_out}))


if __name__ == "__main__":
    main()
