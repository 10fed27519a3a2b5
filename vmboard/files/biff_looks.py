"""Binary workbook records (BIFF8): what the spreadsheet library does not tell of an .xls: hidden rows and columns,
percentages, errors.

Run in the process that reads the file, apart from the server: like ``calamine_child`` it imports nothing of ours.
After Microsoft's [MS-CFB] for the container and [MS-XLS] for the records.
"""

import re
import struct
from collections.abc import Iterator
from typing import Any

_FREE = 0xFFFFFFFA
"""From here on a sector's number is none, but a mark."""
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_SHEET, _FORMAT, _STYLE, _ROW, _COLUMNS = 0x85, 0x41E, 0xE0, 0x208, 0x7D
_NUMBER, _SHORT, _SHORTS, _FORMULA, _ERROR, _END = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x0A
_QUOTED = re.compile(r'"[^"]*"|\\.')
MOST_ROWS, MOST_COLUMNS = 10_000, 400


def looks_of_xls(data: bytes) -> dict[str, dict[str, list[Any]]]:
    """By the sheet's name; empty for any other kind of file. Raises struct.error, IndexError or ValueError for a broken
    one."""
    if not data.startswith(b"\xd0\xcf\x11\xe0"):
        return {}
    book = _stream(data, ("workbook", "book"))
    formats: dict[int, str] = {9: "0%", 10: "0.00%"}
    styles: list[int] = []
    sheets: list[tuple[int, str]] = []
    for kind, at, size in _records(book, 0):
        body = book[at : at + size]
        if kind == _SHEET:
            sheets.append((struct.unpack_from("<I", body)[0], _text(body, body[6], 7)))
        elif kind == _FORMAT:
            formats[struct.unpack_from("<H", body)[0]] = _text(body, struct.unpack_from("<H", body, 2)[0], 4)
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    percent = {number for number, code in enumerate(styles) if "%" in _QUOTED.sub("", formats.get(code, ""))}
    return {name: _looks(book, at, percent) for at, name in sheets}


def _looks(book: bytes, start: int, percent: set[int]) -> dict[str, list[Any]]:
    rows, columns, percents, errors = list[Any](), list[Any](), list[Any](), list[Any]()
    for kind, at, size in _records(book, start):
        body = book[at : at + size]
        if kind == _ROW and struct.unpack_from("<I", body, 12)[0] & 0x20:
            rows.append(struct.unpack_from("<H", body)[0] + 1)
        elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
            first, last = struct.unpack_from("<HH", body)
            columns += range(first + 1, min(last + 1, MOST_COLUMNS) + 1)
        elif kind in (_NUMBER, _SHORT, _FORMULA, _ERROR):
            row, column, style = struct.unpack_from("<HHH", body)
            if error := _error(kind, body):
                errors.append([row + 1, column + 1, error])
            elif style in percent:
                percents.append([row + 1, column + 1])
        elif kind == _SHORTS:
            row, column = struct.unpack_from("<HH", body)
            these = [struct.unpack_from("<H", body, 4 + 6 * n)[0] for n in range((size - 6) // 6)]
            percents += [[row + 1, column + n + 1] for n, style in enumerate(these) if style in percent]
    return {
        "hidden_rows": [row for row in rows if row <= MOST_ROWS], "hidden_columns": columns, "percents": percents,
        "errors": errors,
    }  # fmt: skip


def _error(kind: int, body: bytes) -> str:
    if kind == _ERROR and body[7]:
        return _ERRORS.get(body[6], "#N/A")
    if kind == _FORMULA and body[6] == 2 and body[12:14] == b"\xff\xff":
        return _ERRORS.get(body[8], "#N/A")
    return ""


def _records(book: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """The kind, the place and the size of each record, to the end of the part that begins here."""
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        if kind == _END:
            return
        yield kind, at + 4, size
        at += 4 + size


def _text(body: bytes, letters: int, flags_at: int) -> str:
    """A string whose letters have one byte or two, by its flags."""
    if body[flags_at] & 1:
        return body[flags_at + 1 : flags_at + 1 + 2 * letters].decode("utf-16-le")
    return body[flags_at + 1 : flags_at + 1 + letters].decode("latin-1")


def _stream(data: bytes, names: tuple[str, ...]) -> bytes:
    """The stream of one of these names out of the container. Raises ValueError where there is none."""
    sector, small = 1 << struct.unpack_from("<H", data, 30)[0], 1 << struct.unpack_from("<H", data, 32)[0]
    directory, cutoff, short = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))

    def at(number: int) -> bytes:
        return data[(number + 1) * sector : (number + 2) * sector]

    listed = [one for one in struct.unpack_from("<109I", data, 76) if one < _FREE]
    more = struct.unpack_from("<I", data, 68)[0]
    while more < _FREE and len(listed) < len(data) // sector:
        *these, more = struct.unpack(f"<{sector // 4}I", at(more))
        listed += [one for one in these if one < _FREE]
    table = [number for one in listed for number in struct.unpack(f"<{sector // 4}I", at(one))]

    def chain(number: int, following: list[int]) -> list[int]:
        sectors: list[int] = []
        while number < _FREE and len(sectors) <= len(following):
            sectors.append(number)
            number = following[number]
        return sectors

    entries = b"".join(map(at, chain(directory, table)))
    root_at = struct.unpack_from("<I", entries, 116)[0]
    for place in range(0, len(entries), 128):
        entry = entries[place : place + 128]
        name = entry[: max(struct.unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le", "replace")
        if name.casefold() in names:
            first, size = struct.unpack_from("<II", entry, 116)
            if size >= cutoff:
                return b"".join(map(at, chain(first, table)))[:size]
            root = b"".join(map(at, chain(root_at, table)))
            links = [n for one in chain(short, table) for n in struct.unpack(f"<{sector // 4}I", at(one))]
            return b"".join(root[n * small : (n + 1) * small] for n in chain(first, links))[:size]
    raise ValueError("no workbook in this container")
