"""Bringing figures in from a workbook: first what would change, then the change."""

from threading import Event
from time import sleep
from typing import Any

import pytest
from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Ward, text
from vmboard.commands.imports import import_sheet
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.calling_off import check_wanted
from vmboard.domain.figures.sheets import Sheet
from vmboard.files.reading import read
from vmboard.settings import ROOT
from vmboard.store.engine import reading, transaction
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


def test_a_setting_that_the_file_has_otherwise_is_said_before_it_is_imported(ward: Ward) -> None:
    at = bring(ward, "Measure,Data owner,Target set by,15 Nov 2026\nFalls,Finance,NHS Highland,9\n")
    assert "B2: the board keeps its own data owner of Falls" in text(at) and "the file says Finance." in text(at)
    assert "“Target set by” of Falls, none; the file says NHS Highland." in text(at)


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


class Held:
    """An import that waits, in the writers' turn, until it is let go on or called off."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, dry_run: bool) -> None:
        self.go_on, self.ended, self._dry_run = Event(), Event(), dry_run
        monkeypatch.setattr(waiting, "MOMENT", 0.05)
        monkeypatch.setattr("vmboard.commands.imports.import_sheet", self)

    def __call__(self, *args: Any, dry_run: bool, **more: Any) -> Any:
        try:
            while dry_run is self._dry_run and not self.go_on.wait(0.01):
                check_wanted()
            return import_sheet(*args, dry_run=dry_run, **more)
        finally:
            self.ended.set()


def test_a_preview_that_takes_long_can_be_cancelled_and_then_holds_up_nobody(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch, dry_run=True)
    at = bring(ward, WIDE.format("8 Nov 2026,15 Nov 2026", "7,9"))
    at = until(at, "Looking at what it would change.")
    at.button(key="cancel_file_preview").click().run()
    assert held.ended.wait(5), "it ended, and not only unheard"
    with transaction(ward.bind, patience=0.5):
        pass
    assert "Looking at" not in text(at) and not at.exception and latest(ward) != 9.0


def test_an_import_that_takes_long_can_be_cancelled_and_then_nothing_of_it_is_kept(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch, dry_run=False)
    at = until(bring(ward, WIDE.format("8 Nov 2026,15 Nov 2026", "7,9")), "<dt>Changed</dt><dd>2</dd>")
    held.ended.clear()
    at = until(at.button(key="import_it").click().run(), "Bringing the figures in.")
    assert not [button for button in at.button if button.key == "import_it"], "it is pressed once"
    next(button for button in at.button if str(button.key).startswith("cancel_bringing")).click().run()
    assert held.ended.wait(5) and latest(ward) != 9.0
    at = until(at, "<dt>Changed</dt><dd>2</dd>")
    held.go_on.set()
    at = until(at.button(key="import_it").click().run(), "Imported: 0 new figures, 2 changed.")
    assert latest(ward) == 9.0


def test_whoever_goes_to_another_page_while_it_is_brought_in_hears_of_it_when_they_come_back(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The uploader is empty by then. A file given next was let go of instead, and taken for the one before."""
    held = Held(monkeypatch, dry_run=False)
    at = until(bring(ward, WIDE.format("8 Nov 2026,15 Nov 2026", "7,9")), "<dt>Changed</dt><dd>2</dd>")
    at = until(at.button(key="import_it").click().run(), "Bringing the figures in.")
    at.session_state["workbooks"] = 7  # nothing of a page that was left stays but what goes on
    at = until(at, "Bringing the figures in.")
    held.go_on.set()
    at = until(at, "Imported: 0 new figures, 2 changed.")
    assert latest(ward) == 9.0


def test_a_preview_tells_what_the_file_does_to_the_board_as_it_is_by_now(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is looked at once for each revision: not at every run of the page, and not only once."""
    looks = list[bool]()

    def counting(*args: Any, dry_run: bool, **more: Any) -> Any:
        looks.append(dry_run)
        return import_sheet(*args, dry_run=dry_run, **more)

    monkeypatch.setattr("vmboard.commands.imports.import_sheet", counting)
    at = until(bring(ward, WIDE.format("8 Nov 2026,15 Nov 2026", "7,9")), "<dt>Changed</dt><dd>2</dd>").run()
    assert looks == [True]
    put(ward, 9.0)
    at = until(at.run(), "<dt>Changed</dt><dd>1</dd>")
    assert looks == [True, True]


def put(ward: Ward, value: float) -> None:
    """Somebody else types the newest figure."""
    with transaction(ward.bind) as session:
        row = session.scalars(select(DataPoint).order_by(DataPoint.week.desc())).first()
        assert row is not None
        actor = Actor("Jo", None, row.team_id, APP)
        record_points(session, actor, row.team_id, row.measure_id, [NewPoint(row.week, value)])


def until(at: AppTest, words: str) -> AppTest:
    """The page as it comes back by itself, once it says so."""
    for _ in range(100):
        if words in text(at):
            return at
        sleep(0.05)
        at.run()
    raise AssertionError(f"it never said: {words}")


def bring(ward: Ward, content: str | bytes, name: str = "ours.csv"):
    at = ward.open("imports")
    data = content.encode() if isinstance(content, str) else content
    return at.file_uploader[0].set_value((name, data, "application/octet-stream")).run()


def latest(ward: Ward) -> float | None:
    with reading(ward.bind) as session:
        return session.scalar(select(DataPoint.value).order_by(DataPoint.week.desc()))


def test_words_around_the_figures_that_were_not_read_are_said_and_hold_nothing_up(ward: Ward) -> None:
    file = f"Just the far end,,\nRaigmore Hospital,,\n{WIDE.format('8 Nov 2026,15 Nov 2026', '7,9')}"
    at = bring(ward, file)
    said = text(at)
    assert "“Just the far end” was not read. Does it say anything about the figures?" in said
    assert "“Raigmore Hospital”" not in said, "the team's own hospital says nothing of its figures"
    at.button(key="import_it").click().run()
    assert latest(ward) == 9.0


def test_a_page_knows_the_hospitals_as_the_command_line_does(ward: Ward) -> None:
    at = bring(ward, f"Belford Hospital,,\n{WIDE.format('8 Nov 2026,15 Nov 2026', '7,9')}")
    assert "Is “Belford Hospital” this team" in text(at)
