"""An Excel workbook to grids. Each sheet is first walked as bare XML, so that what openpyxl hides (merged
cells, formulas without a result) is known, and what would take too long to read is not read at all."""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass, field
from typing import Any

from defusedxml.ElementTree import DefusedXMLParser
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

from vmboard.domain.text.phrases import phrase
from vmboard.files.container import MOST_TAGS, TOO_MANY, UNSAFE
from vmboard.files.grids import FAR, MOST_COLUMNS, MOST_ROWS, Area, Cell, Grid, NotTaken, address, sheet_left_out
from vmboard.files.runs import with_runs_told

TOP_ROWS = 30
"""How many rows of a sheet are still read when the sheet is past the limits: enough to find its headings."""
MOST_MERGED = 1_000

# openpyxl mentions every part of Excel it does not keep; none of them is a figure
warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")

_TRUE = ("1", "true")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


def read_workbook_file(data: bytes) -> tuple[list[Grid], list[str]]:
    """The visible sheets, and a sentence about each sheet left out. Raises NotTaken."""
    try:
        return _read(data)
    except NotTaken:
        raise
    except Exception as error:  # a damaged workbook breaks openpyxl and its parsers in countless ways
        raise NotTaken(
            UNSAFE, phrase("a workbook that opens in Excel: open it there, and save it as .xlsx again")
        ) from error


_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(spreadsheetml/main|officeDocument/relationships|drawingml/main)")
_LOOSE = {
    b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
}


def _loosened(data: bytes) -> bytes:
    """A workbook in the Strict form with the names of the usual one, which openpyxl alone knows."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not _STRICT.search(archive.read("xl/workbook.xml")):
            return data
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made:
            for part in archive.infolist():
                content = archive.read(part)
                if part.filename.endswith((".xml", ".rels")):
                    content = _STRICT.sub(lambda match: _LOOSE[match[1]], content)
                made.writestr(part.filename, content)
        return file.getvalue()


def _read(data: bytes) -> tuple[list[Grid], list[str]]:
    data = with_runs_told(_loosened(data))
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    grids: list[Grid] = []
    left_out: list[str] = []
    tags_left = MOST_TAGS
    looks = _looks(book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        worksheets: list[Any] = book.worksheets
        for sheet in worksheets:
            if sheet.sheet_state != "visible":
                left_out.append(sheet_left_out(sheet.title, is_chart=False))
                continue
            # only openpyxl knows which part of the archive holds which sheet, and not in public
            xml = archive.read(sheet._worksheet_path)
            tags_left -= xml.count(b"<")
            unread = Grid(sheet.title, {}, beyond=TOO_MANY)
            grids.append(_grid(sheet, _walk(xml), looks) if tags_left >= 0 else unread)
    left_out += [sheet_left_out(chart.title, is_chart=True) for chart in book.chartsheets]
    book.close()
    return grids, left_out


def _grid(sheet: Any, walk: "_Walk", looks: tuple[frozenset[int], frozenset[int]]) -> Grid:
    """The cells that hold something. Dimension tags may lie: only what the walk saw is asked for."""
    cells = {place: Cell(formula=formula) for place, formula in walk.unworked.items()}
    last_row = TOP_ROWS if walk.beyond else walk.last_row
    if last_row:
        for row in sheet.iter_rows(max_row=last_row, max_col=min(walk.last_column, MOST_COLUMNS) or 1):
            for cell in row:
                if cell.value is not None:
                    plain = isinstance(cell.value, str | bool)
                    style = cell._style_id
                    cells[cell.row, cell.column] = Cell(
                        cell.value, "" if plain else cell.number_format, "", style in looks[0], style in looks[1]
                    )
    rows, columns = frozenset(walk.hidden_rows), frozenset(walk.hidden_columns)
    hidden = {(row, column) for row, column in cells if row in rows or column in columns}
    rows = frozenset(row for row, _ in hidden if row in rows)
    columns = frozenset(column for _, column in hidden if column in columns)
    cells = {place: cell for place, cell in cells.items() if place not in hidden}
    merged = tuple(walk.merged)
    return Grid(sheet.title, cells, merged, walk.beyond, walk.beyond_cell, hidden_rows=rows, hidden_columns=columns)


_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})


def _looks(book: Any) -> tuple[frozenset[int], frozenset[int]]:
    """The styles whose figures are struck off, and those whose figures are white on no ground, by number. openpyxl
    tells a cell's font only by building it anew for each."""
    struck, white = set(), set()
    for number, style in enumerate(book._cell_styles):
        font, ground = book._fonts[style.fontId], book._fills[style.fillId]
        if font.strike:
            struck.add(number)
        is_bare = getattr(ground, "fill_type", "none") in (None, "none")
        if is_bare and font.color is not None and font.color.rgb in _WHITE:
            white.add(number)
    return frozenset(struck), frozenset(white)


LEAST_SEEN = 0.1
"""Width, in characters, and height, in points, under which nothing of a column or a row is seen."""


class _FarEnough(Exception):
    """The walk has met something past the limits and need not go on."""


@dataclass
class _Walk:
    """What a sheet's XML says of its cells, taken in as it streams by (a target of an XML parser)."""

    last_row: int = 0
    last_column: int = 0
    unworked: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    beyond: str = ""
    beyond_cell: str = ""
    _row: int = 0
    _column: int = 0
    _formula: str | None = None
    _has_value: bool = False
    _is_text: bool = False
    _inside: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        if name == "c":
            self._start_cell(attributes.get("r"), attributes.get("t", "n"))
        elif name == "row":
            self._start_row(attributes.get("r"))
            if attributes.get("hidden") in _TRUE or _is_nought(attributes.get("ht")):
                self.hidden_rows.add(self._row)
        elif name == "col" and (attributes.get("hidden") in _TRUE or _is_nought(attributes.get("width"))):
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))
        elif name in ("v", "is"):
            self._inside = "value"
            self._has_value = self._is_text  # an empty text is a value, an empty number is none
        elif name == "f":
            self._inside, self._formula = "formula", "="
        elif name == "mergeCell" and len(self.merged) < MOST_MERGED:
            self.merged.append(_area(attributes.get("ref", "")))

    def data(self, text: str) -> None:
        if self._inside == "value":
            self._has_value = True
        elif self._inside == "formula":
            self._formula = (self._formula or "") + text[:80]

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if name in ("f", "v", "is"):
            self._inside = ""
        elif name == "c" and (self._has_value or self._formula is not None):
            self._end_cell()

    def close(self) -> "_Walk":
        return self

    def _start_row(self, reference: str | None) -> None:
        row = int(float(reference)) if reference else self._row + 1
        if row <= self._row:
            raise ValueError("rows out of order")
        self._row, self._column = row, 0
        if self.beyond and row > TOP_ROWS:
            raise _FarEnough

    def _start_cell(self, reference: str | None, kind: str) -> None:
        self._column = _place(reference)[1] if reference else self._column + 1
        self._has_value, self._is_text, self._formula = False, kind in ("str", "inlineStr"), None

    def _end_cell(self) -> None:
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            self.beyond = self.beyond or FAR
            self.beyond_cell = self.beyond_cell or address(self._row, self._column)
            if self._row > TOP_ROWS:
                raise _FarEnough
        self.last_row = self._row
        self.last_column = max(self.last_column, self._column)
        if not self._has_value:
            self.unworked[self._row, self._column] = self._formula or "="


def _walk(xml: bytes) -> _Walk:
    walk = _Walk()
    parser = DefusedXMLParser(target=walk, forbid_dtd=True)
    try:
        parser.feed(xml)
        parser.close()
    except _FarEnough:
        pass
    return walk


def _is_nought(size: str | None) -> bool:
    """Whether a row or a column was drawn together until nothing of it was seen."""
    try:
        return size is not None and float(size) < LEAST_SEEN
    except ValueError:
        return False


def _area(reference: str) -> Area:
    first, _, last = reference.partition(":")
    return Area(*_place(first), *_place(last or first))


def _place(reference: str) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError("not a cell reference")
    return int(match[2]), column_index_from_string(match[1])
