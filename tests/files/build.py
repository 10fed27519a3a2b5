"""Small builders of files as wards keep them."""

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]
W = (datetime(2026, 11, 8), datetime(2026, 11, 15), datetime(2026, 11, 22))
"""The three weeks, as a spreadsheet keeps them."""


def text(*rows: Sequence[Any], separator: str = ",", encoding: str = "utf-8") -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=separator).writerows(rows)
    return made.getvalue().encode(encoding)


def lines(*rows: str) -> bytes:
    """Written as it stands, without the quotation marks a machine would put."""
    return "\r\n".join(rows).encode()


def book(
    *rows: Sequence[Any], formats: Mapping[str, str] | None = None, merged: Sequence[str] = (),
    hidden: Sequence[str] = (), name: str = "Sheet1", **more: Rows,
) -> bytes:  # fmt: skip
    """An .xlsx; ``hidden`` are rows by number, columns by letter or sheets by name; ``more`` are further sheets."""
    made = openpyxl.Workbook()
    made.remove(made.worksheets[0])
    for title, these in {name: rows, **more}.items():
        page = made.create_sheet(title.replace("_", " "))
        for row in these:
            page.append(list(row))
    first = made.worksheets[0]
    for cell, form in (formats or {}).items():
        first[cell].number_format = form
    for area in merged:
        first.merge_cells(area)
    for one in hidden:
        if one.isdigit():
            first.row_dimensions[int(one)].hidden = True
        elif one in made.sheetnames:
            made[one].sheet_state = "hidden"
        else:
            first.column_dimensions[one].hidden = True
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def strict(data: bytes) -> bytes:
    """The same .xlsx in the Strict form of its standard."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for part, year in (("spreadsheetml/", "main"), ("officeDocument/", "relationships")):
                loose = f"http://schemas.openxmlformats.org/{part}2006/{year}".encode()
                content = content.replace(loose, f"http://purl.oclc.org/ooxml/{part}{year}".encode())
            new.writestr(name, content)
    return file.getvalue()


_ODS = 'xmlns:{0}="urn:oasis:names:tc:opendocument:xmlns:{0}:1.0"'


def ods(*rows: Sequence[Any]) -> bytes:
    """An OpenDocument spreadsheet."""
    cells = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    spaces = " ".join(_ODS.format(name) for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces} office:version='1.2'><office:body><office:spreadsheet>"
        f"<table:table table:name='Sheet1'>{cells}</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return file.getvalue()


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        return _ods_typed("date", f"office:date-value='{value:%Y-%m-%d}'", f"{value:%d/%m/%Y}")
    if isinstance(value, int | float):
        return _ods_typed("float", f"office:value='{value}'", value)
    return _ods_typed("string", "", value)


def _ods_typed(kind: str, attribute: str, shown: Any) -> str:
    return f"<table:table-cell office:value-type='{kind}' {attribute}><text:p>{shown}</text:p></table:table-cell>"
