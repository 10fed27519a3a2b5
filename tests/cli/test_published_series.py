"""Published series, made into a workbook as a ward would, imported by the command line, and read off the wall."""

import json
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
import xlsxwriter
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.cli.in_process import vmboard
from vmboard.domain.numbers import format_value
from vmboard.settings import ROOT
from vmboard.store.engine import dispose, engine_for
from vmboard.web.routes import Walls

SERIES: dict[str, dict[str, list[float]]] = json.loads(
    (ROOT / "tests/data/spc_published_series.json").read_text(encoding="utf-8")
)
WEEK = date(2026, 11, 15)
DOMAINS = ("Safety", "Quality", "Experience", "Capacity", "Cost")


def test_published_series_go_from_a_workbook_to_the_wall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = _workbook(tmp_path / "published.xlsx")
    url = f"sqlite:///{tmp_path}/ward.db"
    monkeypatch.setenv("VMBOARD_DATABASE_URL", url)
    monkeypatch.setenv("VMBOARD_TODAY", "2026-11-18")
    _answer("team", "add", "--name", "Ward 7A", "--site", "Raigmore", "--organisation", "NHS Highland")
    first = _answer("import", str(book), "--team", "ward-7a", "--json")
    again = _answer("import", str(book), "--team", "ward-7a", "--json")
    wall = _answer("display", "add", "--team", "ward-7a", "--name", "Nurses' station", "--json")["wall"]

    figures = sum(len(one["values"]) for one in SERIES.values())
    counted = ("created", "changed", "unchanged", "refused", "asks")
    assert [first[name] for name in counted] == [figures, 0, 0, [], []]
    assert [again[name] for name in counted] == [0, 0, figures, [], []]
    assert len(first["changes"]) == figures and again["changes"] == []

    words = _seen(url, wall)
    dispose(url)
    for name, one in SERIES.items():
        latest = one["values"][-1]
        assert name in words
        assert format_value(latest, _unit(name)) in words, name
    assert "Average 4,423" in words, "the centre line of the RJZ breaches, as NHSRplotthedots computes it"


def _workbook(path: Path) -> Path:
    most = max(len(one["values"]) for one in SERIES.values())
    with xlsxwriter.Workbook(path) as book:
        sheet, day = book.add_worksheet("Box score"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, ["Measure", "Domain", "Unit", "Direction"])
        for n in range(most):
            sheet.write_datetime(0, 4 + n, WEEK - timedelta(weeks=most - 1 - n), day)
        for row, (name, one) in enumerate(SERIES.items(), start=1):
            sheet.write_row(row, 0, [name, DOMAINS[row % 5], _unit(name), "decrease"])
            sheet.write_row(row, 4 + most - len(one["values"]), one["values"])
    return path


def _unit(name: str) -> str:
    return "%" if name.endswith("_pct") else ""


def _answer(*words: str):  # type: ignore[no-untyped-def]
    done = vmboard(*words)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout) if "--json" in words else done.stdout


def _seen(url: str, wall: str) -> str:
    """What the wall's route answers, as text."""
    walls = Walls(engine_for(url))
    with TestClient(Starlette(routes=walls.routes(), lifespan=walls.lifespan)) as client:
        answer = client.get(wall)
    assert answer.status_code == 200
    return unescape(re.sub(r"<[^>]+>", " ", answer.text))
