"""What kind of file was brought, judged from its first bytes and its directory before anything is opened."""

import io
import zipfile
from pathlib import PurePath
from typing import Literal

from vmboard.files.grids import NotTaken

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
LARGEST_OPENED = 50 * MEGABYTE
LARGEST_PART = 5 * MEGABYTE
"""The most that any part but a sheet or a picture may open to: such parts are read whole."""
MOST_PARTS = 2_000
SQUEEZED_TOO_FAR = 100
"""How many times smaller than its contents an honest workbook is at most."""

Kind = Literal["workbook", "text"]

_OLD_OR_LOCKED = bytes.fromhex("d0cf11e0a1b11ae1")
_WORKBOOK = "an Excel workbook (.xlsx) or a CSV file"


def kind_of(data: bytes, filename: str) -> Kind:
    """Whether the file is a workbook or separated text. Raises NotTaken for anything else or unsafe."""
    ending = PurePath(filename).suffix.casefold()
    if len(data) > LARGEST_FILE:
        raise NotTaken("a file over 20 MB", f"a file under 20 MB: {_ALONE}")
    if not data.strip():
        raise NotTaken("an empty file", f"{_WORKBOOK} with your box score in it")
    if data.startswith(_OLD_OR_LOCKED):
        raise NotTaken(
            "a workbook that is password protected or in an old format",
            "a plain workbook: open it in Excel, take the password off, and save it as .xlsx",
        )
    if data.startswith(b"PK"):
        _check_zip(data)
        return "workbook"
    if ending in (".xlsx", ".xlsm", ".xltx", ".xls"):
        raise NotTaken(f"a file named {ending} that is not an Excel workbook inside", f"{_WORKBOOK}: {_SAVE}")
    if ending not in (".csv", ".txt", ".tsv", ""):
        raise NotTaken("another kind of file", f"{_WORKBOOK}: {_SAVE}")
    return "text"


_SAVE = "open it in Excel and save it as .xlsx"
_ALONE = "save the box score sheet on its own as a new workbook"


def _check_zip(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise NotTaken("a damaged workbook, or only part of one", f"the whole file: {_SAVE} again") from None
    opened = sum(part.file_size for part in parts)
    if opened > LARGEST_OPENED or (opened > 5 * MEGABYTE and opened > SQUEEZED_TOO_FAR * len(data)):
        size = f"{opened / MEGABYTE:,.0f} MB"
        raise NotTaken(f"a workbook that opens to {size}", f"a plain box score, far smaller: {_ALONE}")
    if len(parts) > MOST_PARTS or any(_is_too_large(part) for part in parts):
        raise NotTaken("a workbook with too much in it beside its sheets", f"a plain box score: {_ALONE}")
    if any(part.flag_bits & 1 for part in parts):
        raise NotTaken("a password protected file", "a plain workbook: take the password off and save it")
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or "xl/workbook.bin" in names:
        raise NotTaken("a file that is not an .xlsx workbook inside", f"{_WORKBOOK}: {_SAVE}")


def _is_too_large(part: zipfile.ZipInfo) -> bool:
    return part.file_size > LARGEST_PART and not part.filename.startswith(("xl/worksheets/", "xl/media/"))
