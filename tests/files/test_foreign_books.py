"""Old and foreign workbooks: read by a process of their own, and a broken or bloated one is refused in a sentence."""

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.files.build import book, ods
from tests.files.known_ward import THREE, falls, figures, judged
from vmboard.files import spreadsheets

FOREIGN = Path(__file__).parent / "foreign"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ALL = {
    **falls(5, 3, 4),
    **{("Discharged by noon", week): value for week, value in zip(THREE, (27.0, 31.0, 33.0), strict=True)},
}


@pytest.mark.parametrize("name", ["falls.xls", "falls.ods"])
def test_an_old_or_foreign_workbook_is_read(name: str) -> None:
    sheet = judged(FOREIGN / name, name)
    assert (sheet.refusals, sheet.asks, sheet.warnings) == ((), (), ())
    assert figures(sheet) == ALL


def test_a_tab_and_a_line_break_within_a_text_of_an_ods_stay() -> None:
    """The library drops them, so that two words became one: a measure of that name was added beside the real one."""
    made = ods(["Measure", "8 Nov 2026"], ["Harm<text:tab/>free<text:s text:c='2'/>care", 5])
    (grid,), _ = spreadsheets.read_other_workbook(made, "ods")
    assert grid.cell(2, 1).value == "Harm\tfree  care"
    made = ods(["Measure", "8 Nov 2026"], ["Harm<text:line-break/><text:span>free</text:span> care", 5])
    (grid,), _ = spreadsheets.read_other_workbook(made, "ods")
    assert grid.cell(2, 1).value == "Harm\nfree care"


def test_an_xls_tells_what_it_hides_its_percentages_and_its_errors() -> None:
    """Row 3 and column C are hidden, B4 and C4 are shares of one shown as percentages, and D4 is 1/0."""
    sheet = judged(FOREIGN / "looks.xls", "looks.xls")
    assert [(one.cell, one.found) for one in sheet.refusals] == [("D4", "#DIV/0!")]
    assert sheet.asks == ()
    first, last = THREE[0], THREE[2]
    assert figures(sheet) == {
        **falls(4), ("Falls", last): 5.0, ("Discharged by noon", first): 36.0, ("Care plans in 24 h", first): 95.0,
        ("Care plans in 24 h", last): 91.0,
    }  # fmt: skip
    assert [said.partition(" is hidden")[0] for said in sheet.warnings[:2]] == ["Ours A3: Row 3", "Ours C1: Column C"]


def test_of_a_kind_that_hides_what_nobody_can_tell_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    sheets = {"sheets": [{"name": "A", "cells": [], "beyond": None, "merged": []}], "left_out": []}
    done = subprocess.CompletedProcess([], 0, json.dumps(sheets).encode(), b"")
    monkeypatch.setattr(spreadsheets.subprocess, "run", lambda *_, **__: done)
    _, left_out = spreadsheets.read_other_workbook(b"", "xlsb")
    assert left_out == [spreadsheets.UNSEEN]


def repacked(data: bytes, part: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return file.getvalue()


def far_ods() -> bytes:
    """One figure, repeated to the end of the sheet."""
    with zipfile.ZipFile(io.BytesIO(ods(["Measure", "8 Nov 2026"], ["Falls", 5]))) as archive:
        content = archive.read("content.xml")
    many = b"<table:table-cell table:number-columns-repeated='16000' office:value-type='float' office:value='5'>"
    content = content.replace(b"<table:table-row>", b"<table:table-row table:number-rows-repeated='1000000'>")
    return repacked(
        ods(["a"]),
        "content.xml",
        content.replace(b"<table:table-cell office:value-type='float' office:value='5'>", many),
    )


def bomb() -> bytes:
    return repacked(ods(["a"]), "content.xml", b" " * 60_000_000)


BROKEN: dict[str, tuple[str, bytes | Callable[[], bytes]]] = {
    "half an .xls": ("a.xls", (FOREIGN / "falls.xls").read_bytes()[:3000]),
    "an .xls of noise": ("a.xls", OLE + "Workbook".encode("utf-16-le") + bytes(range(256)) * 40),
    "a locked workbook": ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 900),
    "an old letter": ("a.xls", OLE + "WordDocument".encode("utf-16-le") + b"\0" * 900),
    "half an .ods": ("a.ods", (FOREIGN / "falls.ods").read_bytes()[:4000]),
    "an .ods of noise": ("a.ods", repacked(ods(["a"]), "content.xml", bytes(range(256)) * 40)),
    "an .ods bomb": ("a.ods", bomb),
    "an .ods that repeats without end": ("a.ods", far_ods),
    "an .xlsb of noise": ("a.xlsb", repacked(book(["a"]), "x", b"").replace(b"xl/workbook.xml", b"xl/workbook.bin")),
    "text named .xlsb": ("a.xlsb", b"Measure,8 Nov 2026\nFalls,5\n"),
    "a web page named .xls": ("a.xls", b"<html><table><tr><td>Falls</td></tr></table></html>"),
    "a picture": ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
    "a letter": ("a.docx", repacked(book(["a"]), "x", b"").replace(b"xl/workbook.xml", b"word/letter.xml")),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_of_any_kind_is_refused_in_one_sentence(case: str) -> None:
    name, data = BROKEN[case]
    sheet = judged(data() if callable(data) else data, name)
    (refusal,) = sheet.refusals
    assert (sheet.points, sheet.asks) == ((), ())
    assert refusal.found.isprintable() and len(refusal.found) <= 120
    assert refusal.expected
