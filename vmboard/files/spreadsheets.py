"""Foreign workbook formats (.xls, .xlsb, .ods) to grids, by the calamine library in a process of its own: a broken file
ends that process, never the server."""

import json
import re
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from vmboard.domain.text.phrases import phrase
from vmboard.files.container import LOCKED, TOO_MANY, UNLOCKED
from vmboard.files.grids import FAR, Area, Cell, Grid, NotTaken, address, sheet_left_out

CHILD = Path(__file__).with_name("calamine_child.py")
SECONDS = 20
"""The child has five of its own; the rest is for a machine that is busy."""
UNSEEN = phrase(
    "In this kind of file hidden rows and columns cannot be told from the others: all were read. Nor can an error "
    "such as #DIV/0! be told from a blank cell."
)
_CLOCK = re.compile(r"(?:(?P<d>[0-9]+) days?, )?(?P<h>[0-9]+):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2}))?")
_PERIOD = re.compile(r"PT?(?:(?P<d>[0-9]+)DT?)?(?:(?P<h>[0-9]+)H)?(?:(?P<m>[0-9]+)M)?(?:(?P<s>[0-9]+)[0-9.,]*S)?")
"""A time as the library tells it: of an .xls, and of an .ods."""
_DAMAGED = (
    phrase("a damaged workbook, or one too large to read"),
    phrase("a workbook that opens in Excel: open it there, and save it as .xlsx"),
)


def read_other_workbook(data: bytes, kind: str) -> tuple[list[Grid], list[str]]:
    """The visible sheets, and a sentence about each sheet left out. Raises NotTaken."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD)], input=data, capture_output=True, timeout=SECONDS, check=False
        )
        document = json.loads(done.stdout) if done.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError, OSError):
        document = {}
    if document.get("locked"):
        raise NotTaken(LOCKED, UNLOCKED)
    if "sheets" not in document:
        raise NotTaken(*_DAMAGED)
    left_out: list[str] = [UNSEEN] if any("looks" not in sheet for sheet in document["sheets"]) else []
    left_out += [sheet_left_out(name, is_chart=why == "a chart") for name, why in document["left_out"]]
    return [_grid(sheet) for sheet in document["sheets"]], left_out


def _grid(sheet: dict[str, Any]) -> Grid:
    looks = sheet.get("looks") or {}
    percents = {(row, column) for row, column in looks.get("percents", ())}
    cells = {
        (row, column): Cell(_value(value), "0%" if (row, column) in percents else "")
        for row, column, value in sheet["cells"]
    }
    cells |= {(row, column): Cell(text or "#N/A") for row, column, text in looks.get("errors", ())}
    cells |= {(row, column): Cell(text) for row, column, text in looks.get("texts", ()) if (row, column) in cells}
    merged = tuple(Area(*area) for area in sheet["merged"])
    if sheet["beyond"] is None:
        rows, columns = frozenset(looks.get("hidden_rows", ())), frozenset(looks.get("hidden_columns", ()))
        hidden = {(row, column) for row, column in cells if row in rows or column in columns}
        return Grid(
            sheet["name"], {place: cell for place, cell in cells.items() if place not in hidden}, merged,
            hidden_rows=frozenset(row for row, _ in hidden) & rows,
            hidden_columns=frozenset(column for _, column in hidden) & columns,
        )  # fmt: skip
    row, column = sheet["beyond"]
    return Grid(sheet["name"], cells, merged, FAR if row > 10_000 or column > 400 else TOO_MANY, address(row, column))


def _value(value: object) -> object:
    if not isinstance(value, list):
        return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
    kind, text = value
    if kind == "h":
        return _time(text)
    if kind == "t":
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if kind == "d" else text


def _time(text: str) -> timedelta:
    """A time of day or a duration, to be refused by its own words."""
    match = _CLOCK.match(text) or _PERIOD.match(text)
    days, hours, minutes, seconds = (int((match and match[part]) or 0) for part in "dhms")
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
