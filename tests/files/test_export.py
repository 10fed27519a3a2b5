"""A box score written so that it reads back the same, and the examples that people start from."""

import csv
import io
import runpy
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from vmboard.domain.figures.sheets import Sheet, SheetMeasure, SheetPoint
from vmboard.domain.words import Direction, Domain, IndicatorKind, PointStatus
from vmboard.files.export import write_tidy, write_wide
from vmboard.files.workbook import read

WEEKS = [date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 15)]
EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"


def reading(data: bytes | Path, filename: str) -> Sheet:
    sheet = read(data, filename, week_ends_on=6, today=date(2026, 11, 18))
    assert sheet.refusals == ()
    return sheet


def score_of(name: str, **about: Any) -> Sheet:
    measure = SheetMeasure(
        name, Domain.COST, "score", Direction.INCREASE, -1.5, "What, and how", "Ledger", "Finance", "",
        leading_or_lagging=IndicatorKind.LAGGING, target_set_by="NHS Highland",
    )  # fmt: skip
    point = SheetPoint(name, WEEKS[0], -3.25, 1, 4, PointStatus.FINAL, "", None, "", "")
    bare = replace(point, numerator=None, denominator=None)
    provisional = replace(bare, week=WEEKS[1], value=-2, status=PointStatus.PROVISIONAL)
    late = replace(bare, week=WEEKS[2], value=None, status=PointStatus.NOT_IN_YET, waiting_for="finance")
    nobody = replace(bare, week=date(2026, 11, 22), value=None, status=PointStatus.NOTHING_TO_COUNT)
    return Sheet((replace(measure, **about),), (point, provisional, late, nobody))


def bare(sheet: Sheet, *, wide: bool = False) -> tuple[Any, ...]:
    """What an export promises to keep."""
    dropped: dict[str, Any] = {"numerator": None, "denominator": None, "note": ""} if wide else {}
    return (
        [replace(measure, cell="", sheet="") for measure in sheet.measures],
        [replace(point, cell="", sheet="", **dropped) for point in sheet.points],
    )


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "**bold** [x](y)", "'; DROP TABLE team; --", "=HYPERLINK(1)", "+1",
     "@SUM(A1)", "＝1+1", "降低跌倒", "👩🏽‍⚕️", "'=quoted"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_any_words_are_only_words_and_come_back_the_same(name: str, kind: Any) -> None:
    score = score_of(name)
    for write in (write_wide, write_tidy):
        again = reading(write(score, kind), f"box.{kind}")
        assert [m.name for m in again.measures] == [name]
        assert again.warnings == ()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_is_written_reads_back_as_it_was(kind: Any) -> None:
    score = score_of("Net score")
    assert bare(reading(write_tidy(score, kind), f"box.{kind}")) == bare(score)
    assert bare(reading(write_wide(score, kind), f"box.{kind}"), wide=True) == bare(score, wide=True)


def test_in_a_workbook_numbers_stay_numbers_and_no_text_becomes_a_formula_or_a_link() -> None:
    score = score_of("=1+1", definition="https://example.org", source="+44 141", data_owner="@finance")
    for write in (write_wide, write_tidy):
        page = openpyxl.load_workbook(io.BytesIO(write(score, "xlsx"))).worksheets[0]
        cells = [cell for row in page.iter_rows() for cell in row]
        assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
        assert -3.25 in [cell.value for cell in cells if cell.data_type == "n"]
        assert datetime(2026, 11, 1) in [cell.value for cell in cells if cell.is_date]
        assert all(cell.quotePrefix for cell in cells if cell.value == "=1+1")  # a text even when edited


def test_in_csv_a_text_that_would_open_as_a_formula_has_an_apostrophe_before_it() -> None:
    score = score_of("=1+1", definition="-1", source="＝2", data_owner="@x")
    row = list(csv.reader(io.StringIO(write_wide(score, "csv").decode("utf-8-sig"))))[1]
    assert [row[0], *row[5:8]] == ["'=1+1", "'-1", "'＝2", "'@x"]
    assert row[10] == "-3.25"


def test_a_week_nobody_measured_still_has_its_column() -> None:
    score = score_of("Falls")
    gap = Sheet(score.measures, (score.points[0], score.points[2]))
    headings, _ = csv.reader(io.StringIO(write_wide(gap, "csv").decode("utf-8-sig")))
    assert headings[-3:] == ["2026-11-01", "2026-11-08", "2026-11-15"]


# --- the examples people start from ---


@pytest.mark.parametrize("name", ["wide.xlsx", "wide.csv", "tidy.xlsx", "tidy.csv"])
def test_each_example_is_one_whole_box_score(name: str) -> None:
    sheet = reading(EXAMPLES / f"box-score-{name}", name)
    assert sheet.warnings == ()
    assert len(sheet.measures) == 15
    assert {measure.domain for measure in sheet.measures} == set(Domain)
    assert len({point.week for point in sheet.points}) == 26
    assert len(sheet.points) == 15 * 26 - 1
    assert [p.waiting_for for p in sheet.points if p.status is PointStatus.NOT_IN_YET] == ["finance"]
    assert [p.measure_name for p in sheet.points if p.status is PointStatus.PROVISIONAL] == ["Cost per patient day"]


def test_the_examples_are_what_their_script_builds(tmp_path: Path) -> None:
    runpy.run_path(str(EXAMPLES / "build.py"))["build"](tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (EXAMPLES / path.name).read_bytes(), path.name
