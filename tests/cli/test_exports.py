"""``python -m vmboard export``: what is written, what is said, and what is refused."""

import json
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from vmboard.__main__ import main
from vmboard.commands.measures import change_measure
from vmboard.commands.programmes import set_programmes
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.programmes import Programme
from vmboard.settings import settings
from vmboard.store.engine import dispose, transaction
from vmboard.store.tables import Measure


@pytest.fixture(autouse=True)
def ward(
    tmp_path: Path, empty_sqlite: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    shutil.copy(empty_sqlite, tmp_path / "ward.db")
    monkeypatch.setenv("VMBOARD_DATABASE_URL", f"sqlite:///{tmp_path / 'ward.db'}")
    monkeypatch.setenv("VMBOARD_TODAY", "2026-11-18")
    settings.cache_clear()
    assert run("team", "add", "--name", "Ward 4", "--site", "Raigmore", "--organisation", "NHS Highland") == 0
    assert run("import", "docs/examples/box-score-tidy.csv", "--team", "ward-4") == 0
    capsys.readouterr()
    yield tmp_path
    dispose(settings().database_url)
    settings.cache_clear()


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return int(ended.value.code or 0)


def test_a_box_score_goes_out_and_comes_back(ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for ending in ("xlsx", "csv"):
        file = ward / f"box.{ending}"
        assert run("export", str(file), "--team", "ward-4") == 0
        assert capsys.readouterr().err == f"Wrote 15 measures and 389 figures to {file}.\n"
        assert run("import", str(file), "--team", "ward-4") == 0
        assert "Nothing to change: all 389 figures are here already." in capsys.readouterr().err


def test_the_workbook_is_asked_for(ward: Path) -> None:
    assert run("export", str(ward / "book.xlsx"), "--team", "ward-4", "--workbook") == 0
    assert openpyxl.load_workbook(ward / "book.xlsx").sheetnames == [
        "Box score", "Charts", "Definitions", "Figures", "Chart figures",
    ]  # fmt: skip


def test_everything_of_one_team_or_of_all(ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("export", str(ward / "all.json")) == 0
    assert capsys.readouterr().err.startswith("Wrote 1 team, 15 measures, 389 figures, 0 projects, 0 actions and ")
    assert [team["name"] for team in json.loads((ward / "all.json").read_text("utf-8"))["teams"]] == ["Ward 4"]
    assert run("export", str(ward / "one.zip"), "--team", "ward-4") == 0
    assert "figures.csv" in zipfile.ZipFile(ward / "one.zip").namelist()


def test_a_programmes_return_is_written_to_print(ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with transaction() as session:
        set_programmes(session, COMMAND_LINE, [Programme("safety", "Patient Safety", ("falls",))], version=0)
        falls = session.scalars(select(Measure).order_by(Measure.id)).first()
        assert falls
        change_measure(session, COMMAND_LINE, falls.team_id, falls.id, programmes="safety")
    file = ward / "safety.pdf"
    assert run("export", str(file), "--programme", "Patient Safety") == 0
    assert capsys.readouterr().err == f"Wrote what serves Patient Safety, of 1 team, to {file}.\n"
    assert file.read_bytes().startswith(b"%PDF")
    assert run("export", str(ward / "safety.docx"), "--programme", "Patient Safety") == 1
    assert "ends in .csv, .pdf, .json or .zip" in capsys.readouterr().err


def test_what_is_asked_wrongly_is_refused_and_leaves_the_file_that_was_there(
    ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = ward / "kept.json"
    kept.write_text("mine", "utf-8")
    for arguments, said in (
        (("kept.pdf", "--team", "ward-4"), "ends in .xlsx, .csv, .json or .zip"),
        (("kept.csv", "--team", "ward-4", "--workbook"), "ends in .xlsx."),
        (("kept.csv",), "Say which team"),
        (("kept.json", "--team", "ward-5"), "There is no team “ward-5”"),
    ):
        assert run("export", str(ward / arguments[0]), *arguments[1:]) == 1
        assert said in capsys.readouterr().err
    assert kept.read_text("utf-8") == "mine"
    assert [path.name for path in ward.iterdir() if path.suffix == ".part"] == []
