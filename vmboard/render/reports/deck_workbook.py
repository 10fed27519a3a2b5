"""Workbooks inside native PowerPoint charts (OOXML): what somebody sees who presses *Edit data*.

All but their one sheet is the same in each, and is made once: a whole workbook anew took a fifth of a deck's time.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from string import ascii_uppercase
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from pptx.chart.data import CategoryChartData

from vmboard.render.html import Markup, tag

SHEET = "xl/worksheets/sheet1.xml"
_DAY_0 = date(1899, 12, 30)
"""The day from which a workbook counts its days."""


class ChartData(CategoryChartData):  # type: ignore[misc]
    """Weeks or days across and a column for each line, as python-pptx takes them; at most 25 lines."""

    @property
    def xlsx_blob(self) -> bytes:
        weeks = [category.label for category in self.categories]
        return workbook(weeks, [(series.name, list(series.values)) for series in self])


class _Around(NamedTuple):
    """Every other part of a workbook, and what stands in its sheet before and after the rows."""

    parts: tuple[tuple[str, bytes], ...]
    before: str
    after: str
    day_style: str


def workbook(first: Sequence[date | str], columns: Sequence[tuple[str, Sequence[float | None]]]) -> bytes:
    """A workbook with a heading over each column; the first holds days or words."""
    around, kept = _around(), io.BytesIO()
    sheet = around.before + "".join(_rows(first, columns, around.day_style)) + around.after
    with ZipFile(kept, "w", ZIP_STORED) as packed:  # it is packed once more, with the deck
        for name, content in (*around.parts, (SHEET, sheet.encode())):
            packed.writestr(ZipInfo(name), content)
    return kept.getvalue()


def _rows(
    first: Sequence[date | str], columns: Sequence[tuple[str, Sequence[float | None]]], day_style: str
) -> Iterator[str]:
    heads = "".join(_words(f"{letter}1", name) for letter, (name, _) in zip(ascii_uppercase[1:], columns, strict=False))
    yield f'<row r="1">{heads}</row>'
    for at, label in enumerate(first):
        number = at + 2
        cells = [_first(f"A{number}", label, day_style)]
        for letter, (_, values) in zip(ascii_uppercase[1:], columns, strict=False):
            value = values[at] if at < len(values) else None
            if value is not None:
                cells.append(f'<c r="{letter}{number}"><v>{value!r}</v></c>')
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _first(place: str, label: date | str, day_style: str) -> str:
    if isinstance(label, date):
        return f'<c r="{place}"{day_style}><v>{(label - _DAY_0).days}</v></c>'
    return _words(place, label)


def _words(place: str, text: str) -> Markup:
    """Words as words: no formula comes of them, whatever they begin with."""
    return tag("c", tag("is", tag("t", text, **{"xml:space": "preserve"})), r=place, t="inlineStr")


@cache
def _around() -> _Around:
    """From a workbook as python-pptx makes it, with one day in it."""
    data = CategoryChartData()
    data.categories = [date(2026, 11, 15)]
    data.add_series("", [1.0])
    with ZipFile(io.BytesIO(data.xlsx_blob)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = parts.pop(SHEET).decode()
    before, _, rest = sheet.partition("<sheetData>")
    rows, _, after = rest.partition("</sheetData>")
    day = rows[rows.index('r="A2"') :].partition(">")[0].removeprefix('r="A2"')
    head, _, tail = before.partition("<dimension")
    return _Around(tuple(parts.items()), head + tail.partition("/>")[2] + "<sheetData>", "</sheetData>" + after, day)
