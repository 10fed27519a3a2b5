"""Bringing figures in from a workbook: first what would change, then the change."""

from threading import Event
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.ui.conftest import Ward, text
from vmboard.domain.figures.sheets import Sheet
from vmboard.files.reading import read
from vmboard.settings import ROOT
from vmboard.store.engine import reading
from vmboard.store.tables import DataPoint
from vmboard.ui import waiting

WIDE = "Measure,Domain,Direction,{}\nFalls,safety,decrease,{}\n"


def test_a_workbook_is_shown_first_and_imported_when_said(ward: Ward) -> None:
    at = bring(ward, WIDE.format("8 Nov 2026,15 Nov 2026", "7,9"))
    assert "<dt>Changed</dt><dd>2</dd>" in text(at)
    assert latest(ward) != 9.0, "nothing is changed yet"
    at.button(key="import_it").click().run()
    assert "Imported: 0 new figures, 2 changed." in text(at)
    assert latest(ward) == 9.0


def test_the_same_workbook_again_has_nothing_to_import(ward: Ward) -> None:
    file = WIDE.format("8 Nov 2026,15 Nov 2026", "7,9")
    bring(ward, file).button(key="import_it").click().run()
    at = bring(ward, file)
    assert "There is nothing to import" in text(at)
    assert not [button for button in at.button if button.key == "import_it"]


def test_each_cell_that_cannot_be_taken_is_named_with_what_was_found_and_expected(ward: Ward) -> None:
    at = bring(ward, WIDE.format("8 Nov 2026,15 Nov 2026", "seven,-2"))
    said = text(at)
    assert "2 cells cannot be taken, so nothing is imported." in said
    assert all(words in said for words in ("D2", "seven", "a number, such as 12", "E2"))
    assert not [button for button in at.button if button.key == "import_it"]


def test_an_example_workbook_of_our_own_is_taken_whole(ward: Ward) -> None:
    example = (ROOT / "docs" / "examples" / "box-score-wide.xlsx").read_bytes()
    at = bring(ward, example, "box-score-wide.xlsx")
    assert "cannot be taken" not in text(at)
    at.button(key="import_it").click().run()
    with reading(ward.bind) as session:
        assert session.scalar(select(func.count(func.distinct(DataPoint.measure_id)))) > 10


def test_a_file_that_takes_long_to_read_can_be_cancelled_and_is_shown_once_it_is_read(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes a moment is shown at once, without a way out that nobody could press."""
    go_on, begun = Event(), list[str]()

    def slowly(data: bytes, name: str, **more: Any) -> Sheet:
        begun.append(name)
        go_on.wait(20)
        return read(data, name, **more)

    monkeypatch.setattr(waiting, "MOMENT", 0.05)
    monkeypatch.setattr("vmboard.files.reading.read", slowly)
    file = WIDE.format("8 Nov 2026,15 Nov 2026", "7,9")
    at = bring(ward, file)
    assert "Reading the file." in text(at) and "<dt>Changed</dt>" not in text(at)
    at.button(key="cancel_file_read").click().run()
    assert "Reading the file." not in text(at) and not at.exception
    at = bring(ward, file, "again.csv")
    go_on.set()
    monkeypatch.setattr(waiting, "MOMENT", 20)
    at.run()
    assert "<dt>Changed</dt><dd>2</dd>" in text(at) and begun == ["ours.csv", "again.csv"]


def bring(ward: Ward, content: str | bytes, name: str = "ours.csv"):
    at = ward.open("imports")
    data = content.encode() if isinstance(content, str) else content
    return at.file_uploader[0].set_value((name, data, "application/octet-stream")).run()


def latest(ward: Ward) -> float | None:
    with reading(ward.bind) as session:
        return session.scalar(select(DataPoint.value).order_by(DataPoint.week.desc()))
