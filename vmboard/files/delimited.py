"""Separated text (CSV) to a grid: the encodings and separators that Excel and reporting systems write."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable

from vmboard.domain.text.phrases import phrase
from vmboard.files.formula_guard import unescaped
from vmboard.files.grids import FAR, MOST_COLUMNS, MOST_ROWS, Cell, Grid, NotTaken, address
from vmboard.files.headings import field_of

_SEPARATORS = ",;\t|"
_ROWS_SNIFFED = 20
_AS_TEXT = re.compile(r'^="([^"]*)"$')
"""How a reporting system keeps a spreadsheet from making a number or a date of a text: ="08/11/2026"."""
_RULED = re.compile(r":?-*:?")
"""A cell of the line that a table written with bars has under its headings."""


def read_text_file(data: bytes, name: str, heading: Callable[[object], str | None] = field_of) -> Grid:
    """The one sheet of a CSV file; every value is text. ``heading`` knows the headings. Raises NotTaken."""
    text = _decode(data)
    separator = _separator(text, heading)
    cells: dict[tuple[int, int], Cell] = {}
    widths: dict[int, int] = {}
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, row in enumerate(rows, start=1):
            if separator == "|" and all(_RULED.fullmatch(value.strip()) for value in row):
                continue
            widths[number] = len(row)
            for column, value in enumerate(row, start=1):
                if not value.strip(" "):
                    continue
                if number > MOST_ROWS or column > MOST_COLUMNS:
                    return Grid(name, cells, beyond=FAR, beyond_cell=address(number, column))
                cells[number, column] = Cell(unescaped(_AS_TEXT.sub(r"\1", value.strip(" "))))
    except csv.Error:
        raise NotTaken(
            phrase("a quotation mark that never closes, near line {line}", line=rows.line_num),
            phrase("every opening quotation mark closed: mend that line, or save the file again from Excel"),
            sheet=name,
        ) from None
    return Grid(name, cells, widths=widths, separator=separator)


def _decode(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings: tuple[str, ...] = ("utf-16",)
    elif data.count(0) > len(data) // 100 + 1:
        encodings = ()  # not text at all
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return data.decode(encoding).lstrip("\ufeff\u200b")
        except UnicodeDecodeError:
            continue
    raise NotTaken(phrase("a file that is not plain text"), phrase("a CSV file: in Excel, save it as “CSV UTF-8”"))


def _separator(text: str, heading: Callable[[object], str | None]) -> str:
    """The separator that makes the headings readable; Excel may also name it in a first line, ``sep=;``."""
    lines = text.split("\n", _ROWS_SNIFFED)[:_ROWS_SNIFFED]
    named = lines[0].strip().casefold()
    if named.startswith("sep=") and named[4:] in tuple(_SEPARATORS):
        return named[4:]
    rows = {one: [line.replace('"', "").strip().split(one) for line in lines] for one in _SEPARATORS}
    known = {one: max(sum(map(bool, map(heading, row))) for row in rows[one]) for one in _SEPARATORS}
    return max(_SEPARATORS, key=lambda one: (known[one], _rows_alike(rows[one])))


def _rows_alike(rows: list[list[str]]) -> int:
    """How many rows have as many cells as most of those that have more than one: what tells a separator where no
    heading is known."""
    counts = Counter(len(row) for row in rows if len(row) > 1)
    return max(counts.values(), default=0)
