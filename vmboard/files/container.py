"""File type sniffing and zip bomb guard: what kind of file was brought, judged from its first bytes and its
directory before anything is opened."""

import io
import re
import zipfile
import zlib
from pathlib import PurePath
from typing import Literal

from vmboard.domain.text.phrases import phrase
from vmboard.files.grids import NotTaken

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
LARGEST_OPENED = 50 * MEGABYTE
LARGEST_PART = 5 * MEGABYTE
"""The most that any part but a sheet or a picture may open to: such parts are read whole."""
MOST_PARTS = 2_000
MOST_TAGS = 500_000
"""The most tags to be read, of all sheets together and of all else together: some 125,000 filled cells."""
TOO_MANY = phrase("more cells than can be read")
SQUEEZED_TOO_FAR = 100
"""How many times smaller than its contents an honest workbook is at most."""

Kind = Literal["workbook", "text", "xls", "xlsb", "ods"]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_WORKBOOK = phrase("a workbook (.xlsx, .xls, .xlsb, .ods) or text (.csv, .tsv)")
_SAVED = phrase("{what}: open it in Excel and save it as .xlsx", what=_WORKBOOK)
UNLOCKED = phrase("a plain workbook: take the password off and save it")
_PLAIN_AGAIN = phrase("a plain workbook: open it in Excel and save it as .xlsx again")
_CROWDED = phrase("a workbook with too much in it beside its sheets")
_ALONE = phrase("a plain box score: save the box score sheet on its own as a new workbook")
LOCKED = phrase("a workbook that is password protected")
UNSAFE = phrase("a damaged workbook, or one with unsafe parts")


def kind_of(data: bytes, filename: str) -> Kind:
    """Whether the file is a workbook or separated text. Raises NotTaken for anything else or unsafe."""
    ending = PurePath(filename).suffix.casefold()
    if len(data) > LARGEST_FILE:
        raise NotTaken(
            phrase("a file over 20 MB"),
            phrase("a file under 20 MB: save the box score sheet on its own as a new workbook"),
        )
    if not data.strip():
        raise NotTaken(phrase("an empty file"), phrase("{what} with your box score in it", what=_WORKBOOK))
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    if data.startswith(_ZIP):
        return _check_zip(data)
    if ending in (".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods"):
        raise NotTaken(phrase("a file named {ending} that is not an Excel workbook inside", ending=ending), _SAVED)
    if ending not in (".csv", ".txt", ".tsv", ""):
        raise NotTaken(phrase("another kind of file"), _SAVED)
    return "text"


def _kind_of_ole(data: bytes) -> Kind:
    """An old workbook and a locked new one come in the same container: only its directory tells them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        expected = phrase("a plain workbook: open it in Excel, take the password off, and save it as .xlsx")
        raise NotTaken(LOCKED, expected)
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise NotTaken(phrase("an old Office file that is no workbook"), _SAVED)
    return "xls"


def _check_zip(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            kind = _check_directory(archive.infolist(), len(data))
            if kind != "xlsb":
                _check_markup(archive, kind)
            return kind
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError):
        raise NotTaken(
            phrase("a damaged workbook, or only part of one"),
            phrase("the whole file: open it in Excel and save it as .xlsx again"),
        ) from None


def _check_directory(parts: list[zipfile.ZipInfo], squeezed: int) -> Kind:
    opened = sum(part.file_size for part in parts)
    if opened > LARGEST_OPENED or (opened > 5 * MEGABYTE and opened > SQUEEZED_TOO_FAR * squeezed):
        size = f"{opened / MEGABYTE:,.0f} MB"
        raise NotTaken(
            phrase("a workbook that opens to {size}", size=size),
            phrase("a plain box score, far smaller: save the box score sheet on its own as a new workbook"),
        )
    if len(parts) > MOST_PARTS or any(_is_too_large(part) for part in parts):
        raise NotTaken(_CROWDED, _ALONE)
    if any(part.flag_bits & 1 for part in parts):
        raise NotTaken(phrase("a password protected file"), UNLOCKED)
    names = {part.filename for part in parts}
    if "content.xml" in names and "mimetype" in names:
        return "ods"
    if "[Content_Types].xml" not in names or not {"xl/workbook.xml", "xl/workbook.bin"} & names:
        raise NotTaken(phrase("a file that is not a workbook inside"), _SAVED)
    return "workbook" if "xl/workbook.xml" in names else "xlsb"


def _is_too_large(part: zipfile.ZipInfo) -> bool:
    return part.file_size > LARGEST_PART and not part.filename.startswith(_MAY_BE_LARGE)


_MAY_BE_LARGE = ("xl/worksheets/", "xl/media/", "content.xml", "Pictures/", "Thumbnails/")


_EXEMPT = 1 * MEGABYTE
_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml [^<>]{0,300}\?>)?\s{0,99}<[A-Za-z]")
_LONG_TAG = re.compile(rb"<[^<>]{20000}")


def _check_markup(archive: zipfile.ZipFile, kind: Kind) -> None:
    """XML parsers slow down without end on some large parts, such as a tag megabytes long: those are refused.

    A sheet with too many tags is not read later on, but openpyxl still looks through it for its dimension.
    """
    tags = 0
    for part in archive.infolist():
        if part.file_size < _EXEMPT:
            continue
        xml = archive.read(part)
        if not (part.filename.endswith((".xml", ".rels")) or _starts_as_markup(xml)):
            continue  # a picture, or a macro that is never run
        if not _is_plain_markup(xml):
            raise NotTaken(UNSAFE, _PLAIN_AGAIN)
        if kind == "ods" or not part.filename.startswith("xl/worksheets/"):
            tags += xml.count(b"<")
        elif xml.count(b"<") > MOST_TAGS and b"<dimension ref=" not in xml[:4000]:
            raise NotTaken(TOO_MANY, _ALONE)
    if tags > MOST_TAGS:
        raise NotTaken(_CROWDED, _ALONE)


def _starts_as_markup(data: bytes) -> bool:
    return data[:99].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _is_plain_markup(xml: bytes) -> bool:
    """As spreadsheets write it: UTF-8, no declarations, comments or instructions, no endless tag."""
    opening = _OPENING.match(xml)
    if opening is None or b"\0" in xml or b"<!" in xml or xml.find(b"<?", opening.end()) >= 0:
        return False
    unpaired = xml.count(b">") - xml.count(b"<")
    return abs(unpaired) < 1000 and not _LONG_TAG.search(xml)
