"""A team's workbook: what the board says, in cells that work it out again, and nothing in it that is only a colour."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from xlsxwriter import Workbook

from tests.office import needs_office, saved_as
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.refusals import Refused
from vmboard.domain.views.record import FigureRecord, MeasureRecord, TeamRecord
from vmboard.domain.words import Domain, PointStatus
from vmboard.files.team_book.book import write_book
from vmboard.files.team_book.formulas import in_words
from vmboard.files.team_book.looks import figure_look, signal_words
from vmboard.files.team_book.score_sheet import ScoreSheet
from vmboard.queries.records import team_record
from vmboard.queries.teams import team_id_of
from vmboard.store.engine import dispose, engine_for, reading

HEAD = 5
NOW = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.filterwarnings("ignore:Unable to read chart")


@pytest.fixture(scope="module")
def record(demo_sqlite: Path) -> TeamRecord:
    url = f"sqlite:///{demo_sqlite}"
    with reading(engine_for(url)) as session:
        made = team_record(session, COMMAND_LINE, team_id_of(session, COMMAND_LINE, "ward-7a-respiratory"), NOW)
    dispose(url)
    return made


@pytest.fixture(scope="module")
def book(record: TeamRecord) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_book(record)))


def rows_of(page: Any) -> dict[str, int]:
    return {page.cell(row, 1).value: row for row in range(HEAD + 1, page.max_row + 1)}


def columns_of(page: Any) -> dict[date, int]:
    heads = [cell for cell in page[HEAD] if isinstance(cell.value, datetime)]
    return {cell.value.date(): cell.column for cell in heads}


def named(record: TeamRecord, name: str) -> MeasureRecord:
    return next(measure for measure in record.measures if measure.tile.full_name == name)


def test_measures_stand_under_their_domain_with_every_figure_in_its_week(record: TeamRecord, book: Any) -> None:
    page = book["Box score"]
    rows, weeks = rows_of(page), columns_of(page)
    places = [rows[domain.label] for domain in Domain]
    assert places == sorted(places)
    for measure in record.measures:
        row = rows[measure.tile.full_name]
        assert max(place for place in places if place < row) == rows[measure.tile.domain.label]
        if measure.parts:
            continue
        for figure in measure.figures:
            if figure.value is not None:
                value = page.cell(row, weeks[figure.week]).value
                assert value * (100 if measure.tile.unit == "%" else 1) == pytest.approx(figure.value, rel=1e-12)


def test_every_signal_is_a_sign_a_word_and_a_colour(record: TeamRecord, book: Any) -> None:
    page = book["Box score"]
    for name, row in rows_of(page).items():
        measure = next((one for one in record.measures if one.tile.full_name == name), None)
        if measure is not None:
            assert page.cell(row, 5).value == signal_words(measure.tile.stands)
    worse = page.cell(rows_of(page)["Medicines omitted"], columns_of(page)[record.week])
    assert worse.number_format == '"▼ "#,##0.0%'
    assert worse.fill.fgColor.rgb != "00000000"


def test_headings_stay_in_sight_and_it_prints_on_one_page_across(book: Any) -> None:
    page = book["Box score"]
    assert (page.sheet_view.pane.xSplit, page.sheet_view.pane.ySplit) == (5, HEAD)
    assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
    assert page.print_title_rows == "$1:$5"
    assert page.print_title_cols == "$A:$E"


def test_each_chart_is_native_and_says_its_sentence_to_who_cannot_see_it(record: TeamRecord) -> None:
    with zipfile.ZipFile(io.BytesIO(write_book(record))) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    drawn = [of for of in record.measures if sum(figure.value is not None for figure in of.figures) > 1]
    assert len(charts) == len(drawn) >= 20
    for measure in drawn:
        assert measure.tile.sentence.replace("&", "&amp;") in drawing


def test_what_is_known_of_a_figure_is_told(record: TeamRecord) -> None:
    falls = named(record, "Falls")
    last, before = falls.figures[-1], falls.figures[-2]
    told = replace(falls, figures=(
        *falls.figures[:-2], replace(before, value=None, status=PointStatus.NOT_IN_YET, waiting_for="Datix"),
        replace(last, status=PointStatus.PROVISIONAL, note="=One on the stairs", numerator=2, denominator=47),
    ))  # fmt: skip
    page = openpyxl.load_workbook(io.BytesIO(write_book(replace(record, measures=(told,)))))
    score, figures = page["Box score"], page["Figures"]
    row, weeks = rows_of(score)["Falls"], columns_of(score)
    provisional, waiting = score.cell(row, weeks[last.week]), score.cell(row, weeks[before.week])
    assert provisional.number_format.startswith('"p ')
    assert provisional.comment.text.strip() == "=One on the stairs"
    assert waiting.value == "not in yet"
    assert "Datix" in waiting.comment.text
    heads, final = ([cell.value for cell in one] for one in (figures[1], figures[figures.max_row]))
    assert dict(zip(heads, final, strict=True)) | {"Week": None} == {
        "Measure": "Falls", "Domain": "Safety", "Week": None, "Value": 2, "Numerator": 2, "Denominator": 47,
        "Status": "provisional", "Waiting for": None, "Note": "=One on the stairs", "Being checked": None,
        "Computed": None,
    }  # fmt: skip


def test_a_figure_being_checked_is_marked_as_that_though_it_counts_for_nothing() -> None:
    figure = FigureRecord(date(2026, 11, 15), 41.0, None, None, PointStatus.PROVISIONAL, "", "", "41 or 4.1?")
    assert figure_look(figure, "#,##0", None, left_out=True)["num_format"] == '"? "#,##0'
    sure = replace(figure, doubt="")
    assert figure_look(sure, "#,##0", None, left_out=True)["num_format"] == '"("#,##0")"'
    assert figure_look(sure, "#,##0", None, left_out=False)["num_format"] == '"p "#,##0'


def test_the_week_under_way_has_a_column_from_its_first_figure_on(record: TeamRecord) -> None:
    running = record.week + timedelta(weeks=1)
    for value, columns in ((None, [record.week]), (3.0, [record.week, running])):
        figure = FigureRecord(running, value, None, None, PointStatus.NOT_IN_YET, "finance", "", "")
        first = record.measures[0]
        known = replace(first, figures=(*(old for old in first.figures if old.week <= record.week), figure))
        sheet = ScoreSheet(Workbook(io.BytesIO()), replace(record, measures=(known,)))
        assert [week for week in sheet.weeks if week >= record.week] == columns


def test_only_computed_lines_are_formulas_and_definitions_say_how(record: TeamRecord, book: Any) -> None:
    computed = {measure.tile.full_name for measure in record.measures if measure.parts}
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or (page.title == "Box score" and page.cell(cell.row, 1).value in computed)
    assert in_words(named(record, "Falls rate")) == "1000 × Falls ÷ Occupied bed days"
    assert in_words(named(record, "Available capacity")) == (
        "100 × (Hours observed − Direct care hours − Indirect hours) ÷ Hours observed"
    )
    assert [cell.value for cell in book["Definitions"]["G"]].count(in_words(named(record, "Falls rate"))) == 1


def test_a_part_that_has_no_row_leaves_the_figure_itself(record: TeamRecord) -> None:
    alone = replace(record, measures=(named(record, "Falls rate"),))
    page = openpyxl.load_workbook(io.BytesIO(write_book(alone)))["Box score"]
    assert isinstance(page.cell(rows_of(page)["Falls rate"], columns_of(page)[record.week]).value, float)


def test_a_team_without_measures_has_a_workbook_too(record: TeamRecord) -> None:
    page = openpyxl.load_workbook(io.BytesIO(write_book(replace(record, measures=()))))
    assert page.sheetnames == ["Box score", "Definitions", "Figures"]


def test_more_weeks_than_a_sheet_has_columns_is_said(record: TeamRecord) -> None:
    falls = named(record, "Falls")
    ancient = replace(falls.figures[0], week=date(1600, 1, 2))
    with pytest.raises(Refused, match="columns, and an Excel sheet holds 16,384"):
        write_book(replace(record, measures=(replace(falls, figures=(ancient, *falls.figures)),)))


@pytest.mark.long
@needs_office
def test_libreoffice_works_out_the_boards_own_figures(record: TeamRecord, tmp_path: Path) -> None:
    """All results are thrown away first, one figure is taken out, and one part has nothing to count."""
    pay, rate = named(record, "Pay"), named(record, "Cost per patient")
    gone, nobody = pay.figures[-1].week, pay.figures[-2].week
    book = openpyxl.load_workbook(io.BytesIO(write_book(record)))  # openpyxl keeps formulas, and none of their results
    page = book["Box score"]
    rows, weeks = rows_of(page), columns_of(page)
    page.cell(rows["Pay"], weeks[gone]).value = None
    page.cell(rows["Pay"], weeks[nobody]).value = "nothing to count"
    book.save(tmp_path / "book.xlsx")
    (saved,) = saved_as("xlsx", [tmp_path / "book.xlsx"], tmp_path / "saved")
    worked = openpyxl.load_workbook(saved, data_only=True)["Box score"]
    for measure in record.measures:
        for figure in measure.figures if measure.parts else ():
            value = worked.cell(rows[measure.tile.full_name], weeks[figure.week]).value
            if measure is rate and figure.week in (gone, nobody):
                assert value == ("not in yet" if figure.week == gone else "nothing to count")
            elif figure.value is None:
                assert value == figure.status.value.replace("_", " ")
            else:
                assert value * (100 if measure.tile.unit == "%" else 1) == pytest.approx(figure.value, rel=1e-9)
