"""What is uploaded is judged on the server, by what is in it: the browser's word for it counts for nothing."""

import io
import time
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from tests.ui.conftest import Ward, text
from tests.ui.test_imports import bring, latest

SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
GOOD = "Measure,Domain,Direction,15 Nov 2026\nFalls,safety,decrease,9\n"


@cache
def zipped(name: str, size: int, *others: str) -> bytes:
    """A zip file with ``size`` blanks in one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for other in others:
            archive.writestr(other, "<Types/>")
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(size // 1_000_000):
                part.write(b" " * 1_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("bomb.xlsx", lambda: zipped(SHEET, 200_000_000, TYPES), "opens to 200 MB"),
        ("bomb.csv", lambda: zipped(SHEET, 200_000_000, TYPES), "opens to 200 MB"),
        ("program.csv", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8, "not plain text"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not plain text"),
        ("page.xlsx", b"<html><script>alert(1)</script></html>", "not an Excel workbook inside"),
        ("paper.xlsx", b"%PDF-1.7 ...", "not an Excel workbook inside"),
        ("archive.xlsx", lambda: zipped("letter.txt", 1_000_000), "not a workbook inside"),
        ("huge.csv", lambda: b"x" * 20_000_001, "a file over 20 MB"),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else "",
)
def test_a_file_that_is_not_what_it_says_is_refused_in_a_second_and_changes_nothing(
    ward: Ward, name: str, data: bytes | Callable[[], bytes], found: str
) -> None:
    data = data() if callable(data) else data  # large ones are made when they are needed
    before = latest(ward)
    ward.open("imports")
    began = time.perf_counter()
    at = bring(ward, data, name)
    assert time.perf_counter() - began < 5
    assert found in text(at).replace("\xa0", " ")
    assert not [button for button in at.button if button.key == "import_it"]
    assert latest(ward) == before


@pytest.mark.parametrize("name", ["ours.html", "ours.exe", "ours.csv.svg", "ours.pdf"])
def test_any_file_may_be_given_and_a_kind_that_holds_no_table_is_refused_in_our_own_words(
    ward: Ward, name: str
) -> None:
    at = bring(ward, GOOD, name)
    assert "This file cannot be taken" in text(at) and "another kind of file" in text(at)
    assert not [button for button in at.button if button.key == "import_it"]
    assert latest(ward) != 9.0
