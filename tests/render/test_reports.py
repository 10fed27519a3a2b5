"""One view of a report and three drawings of it: whatever the board says, paper, slides and the page say too."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from tests.ward import NURSE, TODAY, full_ward
from vmboard.domain.reports.telling import report
from vmboard.domain.reports.words import Audience
from vmboard.domain.spc.words import Went
from vmboard.domain.views.board import Board, Tile
from vmboard.domain.views.measures import MeasureLine, SigmaDot, SigmaWeek, Standing
from vmboard.domain.views.reports import Pack, Report
from vmboard.domain.words import Domain, Signal
from vmboard.queries.board import board
from vmboard.queries.measures import measures
from vmboard.queries.reports import pack, report_out, since
from vmboard.queries.teams import teams
from vmboard.render.chart import recent
from vmboard.render.half_page import half_page, note_below, without_a_range
from vmboard.render.half_page import sentence as half_sentence
from vmboard.render.half_page_picture import picture
from vmboard.render.marks import word
from vmboard.render.reports.deck import pack_deck, report_deck
from vmboard.render.reports.deck_row_words import signs_of
from vmboard.render.reports.pdf import pack_pdf, report_pdf
from vmboard.render.reports.pictures import WEEKS
from vmboard.render.reports.sheets import wall_sheet
from vmboard.render.reports.web_page import pack_page, report_page
from vmboard.store.engine import dispose, engine_for, reading

PDFTOTEXT = shutil.which("pdftotext")
needs_pdftotext = pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext reads the paper back, and is not here")
HOSTILE = "</title><script>x</script> #panic() $x$ \\ @a 😀 漢字 & “q” [b]"


@pytest.fixture(scope="module")
def told(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Board, Report]]:
    """A full ward with measures of every kind, one of them being checked and one late, and its report."""
    path = tmp_path_factory.mktemp("ward") / "ward.db"
    shutil.copy(empty_sqlite, path)
    made = full_ward(engine_for(f"sqlite:///{path}"), by_day=True, sent_up=True)
    tiles = list(made.tiles)
    tiles[4] = replace(tiles[4], doubt="41 or 4.1?")
    tiles[5] = replace(tiles[5], late=True, age_text="Week to 8 Nov, 1 week late")
    seen = replace(made, tiles=tuple(tiles))
    with reading(engine_for(f"sqlite:///{path}")) as session:
        what = since(session, made.team_id, date(2026, 11, 11), TODAY)
    yield seen, report(seen, what, Audience.MANAGER, seen.revision)
    dispose(f"sqlite:///{path}")


def row(tile: Tile) -> MeasureLine:
    return MeasureLine(tile, "", True, (SigmaWeek(TODAY, Standing.NOT_ASKED),), "")


def words(text: str) -> str:
    """Text as one reads it: lines and the marks around turned writing make no difference."""
    return " ".join(re.sub("[\u2068\u2069]", "", text).split())


def of_paper(made: bytes) -> str:
    assert PDFTOTEXT
    read = subprocess.run([PDFTOTEXT, "-raw", "-", "-"], input=made, capture_output=True, check=True)
    return words(read.stdout.decode().replace("\u200b", ""))  # where a word without an end may break


def of_page(made: bytes) -> str:
    markup = re.sub(r"<style>.*?</style>", "", made.decode(), flags=re.S)
    return words(unescape(re.sub(r"<[^>]+>", " ", markup)))


def of_slides(made: bytes) -> str:
    """All that stands on slides, out of their XML."""
    with zipfile.ZipFile(io.BytesIO(made)) as deck:
        names = [name for name in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        paragraphs = [
            "".join(
                text.text or "" for text in paragraph.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
            )
            for name in names
            for paragraph in ElementTree.fromstring(deck.read(name)).iter(
                "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
            )
        ]
    return words(" ".join(paragraphs))


def says(tile: Tile, text: str) -> bool:
    """Whether a drawing gives a measure its value, its word and its sentence, as the board does."""
    figure = f"{tile.value_text} {tile.unit_text}".strip()
    mark = tile.stands.label if tile.stands else "Being checked"
    return all(words(part) in text for part in (tile.full_name, figure, mark, tile.says))


@needs_pdftotext
def test_every_number_on_paper_is_the_boards(told: tuple[Board, Report]) -> None:
    seen, said = told
    text = of_paper(report_pdf(said))
    assert [tile.full_name for tile in seen.tiles if not says(tile, text)] == []


@needs_pdftotext
def test_the_board_on_half_a_page_says_of_each_measure_what_its_tile_says(told: tuple[Board, Report]) -> None:
    """Twice on the paper, in the picture and below it: the same figure, however it was put."""
    seen, said = told
    lines = tuple(row(tile) for tile in seen.tiles)
    text, without = of_paper(report_pdf(replace(said, lines=lines))), of_paper(report_pdf(said))
    for tile in seen.tiles:
        assert text.count(words(tile.full_name)) > without.count(words(tile.full_name)), tile.full_name
        assert text.count(tile.value_text) > without.count(tile.value_text), tile.full_name


@pytest.fixture(scope="module")
def drawn(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    """The report-out of a full ward with every measure's weeks, one measure in three with a long name."""
    path = tmp_path_factory.mktemp("drawn") / "ward.db"
    shutil.copy(empty_sqlite, path)
    url = f"sqlite:///{path}"
    made = full_ward(engine_for(url), by_day=True)
    with reading(engine_for(url)) as session:
        yield report_out(session, NURSE, made.team_id, Audience.MANAGER, TODAY)
    dispose(url)


def said_of(line: MeasureLine) -> list[str]:
    """What a row of the board on half a page says, from the tile and the queries alone."""
    tile = line.tile
    latest = f"{tile.value_text} {tile.unit_text}".strip()
    arrow = {Went.UP: "↑ ", Went.DOWN: "↓ ", Went.LEVEL: "→ ", None: ""}[tile.arrow]
    usual = line.usual or without_a_range(tile)
    return [tile.full_name, latest, f"{arrow}{word(tile.stands)}", f"{usual} {note_below(tile)}".strip()]


def rows_on(deck: bytes) -> list[list[str]]:
    """Every row of the tables of measures on the slides but their heads and keys, cell by cell as one reads them."""
    tables = [
        shape.table for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes
        if shape.has_table and shape.table.cell(0, 1).text == "Measure"
    ]  # fmt: skip
    return [
        [words(cell.text.replace("\v", " ")) for cell in row.cells]
        for table in tables for row in list(table.rows)[1:-1]
    ]  # fmt: skip


def test_every_cell_of_the_board_on_slides_is_the_boards_and_what_paper_and_page_say(drawn: Report) -> None:
    rows = rows_on(report_deck(drawn))
    page = re.findall(r"<tr[^>]*>(.*?)</tr>", half_page(drawn.lines).split("<tbody", 1)[1], re.S)
    assert len(rows) == len(page) == len(drawn.lines) > 10
    in_order = sorted(drawn.lines, key=lambda line: list(Domain).index(line.tile.domain))
    for line, row, markup in zip(in_order, rows, page, strict=True):
        name, latest, says, usual = (words(part) for part in said_of(line))
        assert [row[1], row[2], row[-2], row[-1]] == [name, latest, says, usual]
        assert row[3:-2] == [signs_of(week) for week in line.weeks]
        read = words(unescape(re.sub(r"<[^>]+>", " ", markup)))
        on_paper = words(unescape(" ".join(re.findall(r">([^<]+)</text>", picture([line])))))
        for part in (name, latest, says.split(" ", 1)[-1] if line.tile.arrow else says, usual):
            assert part in read and part in on_paper, part
    assert list(dict.fromkeys(row[0] for row in rows if row[0])) == [domain.label for domain in Domain]


def test_the_weeks_of_a_row_on_slides_tell_better_worse_and_missing_apart_without_colour() -> None:
    def week(*dots: SigmaDot, standing: Standing = Standing.COUNTS) -> str:
        return signs_of(SigmaWeek(TODAY, standing, dots))

    def dot(signal: Signal | None, standing: Standing = Standing.COUNTS, side: int | None = 1) -> SigmaDot:
        return SigmaDot(standing, signal, 1.0, side)

    told = [week(dot(signal)) for signal in (Signal.IMPROVEMENT, Signal.CONCERN, Signal.NEUTRAL)]
    told += [week(dot(Signal.CONCERN, Standing.BEING_CHECKED)), week(dot(Signal.CONCERN, Standing.LEFT_OUT))]
    told += [week(standing=standing) for standing in (Standing.NO_FIGURE, Standing.NO_EVENT, Standing.NOT_ASKED)]
    assert told == ["●", "◆", "■", "?", "○", "×", "|", ""]
    assert week(dot(Signal.COMMON_CAUSE), dot(Signal.CONCERN)) == "●◆", "of what lies between events a week has several"


def test_the_board_is_on_the_page_on_slides_and_in_packs_too(drawn: Report) -> None:
    many = Pack("Board meeting", Audience.SPONSOR, TODAY, (drawn, drawn), ("Better",), ())
    deck, page = report_deck(drawn), report_page(drawn).decode()
    assert page.count('<table class="hp"') == 1 and pack_page(many).decode().count('<table class="hp"') == 2
    assert rows_on(pack_deck(many)) == [*rows_on(deck), *rows_on(deck)]
    descriptions = "".join(
        shape._element.nvGraphicFramePr.cNvPr.get("descr", "")
        for slide in Presentation(io.BytesIO(deck)).slides for shape in slide.shapes if shape.has_table
    )  # fmt: skip
    assert all(half_sentence(line) in descriptions for line in drawn.lines)


@needs_pdftotext
def test_in_a_pack_on_paper_a_team_has_its_board_on_its_page(drawn: Report) -> None:
    paper = pack_pdf(Pack("Board meeting", Audience.SPONSOR, TODAY, (drawn, drawn), ("Better",), ()))
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 5, "two pages a team where much happened, then across teams"
    text = of_paper(paper)
    for line in drawn.lines:
        assert text.count(words(line.tile.full_name)) >= 2, line.tile.full_name
        assert text.count(words(line.usual)) >= 2


HEIGHT = re.compile(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]+)</word>')


@needs_pdftotext
def test_a_crowded_page_of_a_pack_goes_on_over_the_next_and_no_letter_is_below_seven_points(
    empty_sqlite: Path, tmp_path: Path
) -> None:
    shutil.copy(empty_sqlite, tmp_path / "ward.db")
    url = f"sqlite:///{tmp_path / 'ward.db'}"
    made = full_ward(engine_for(url), measures_=25, long=True, by_day=True, sent_up=True)
    with reading(engine_for(url)) as session:
        crowded = report_out(session, NURSE, made.team_id, Audience.MANAGER, TODAY)
    dispose(url)
    paper = pack_pdf(Pack("Board meeting", Audience.MANAGER, TODAY, (crowded,), ("Better",), ()))
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", paper)) <= 4, "more than one, then across teams"
    assert PDFTOTEXT is not None
    boxes = subprocess.run([PDFTOTEXT, "-bbox", "-", "-"], input=paper, capture_output=True, check=True).stdout.decode()
    heights = [(float(low) - float(high), word) for high, low, word in HEIGHT.findall(boxes)]
    foot = min(height for height, word in heights if word == "Page")  # which is set in 7.5 points
    assert [word for height, word in heights if height < foot * 7 / 7.5 * 0.99] == []


def test_rows_of_many_measures_with_long_names_go_on_over_slides_that_hold_them(drawn: Report) -> None:
    long = "Patients with a venous thromboembolism risk assessed on time"
    lines = tuple(replace(line, tile=replace(line.tile, full_name=long)) for line in (*drawn.lines, *drawn.lines))[:25]
    deck = Presentation(
        io.BytesIO(report_deck(replace(drawn, lines=lines, signals=(), others=(), before=(), after=())))
    )
    shown = 0
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.top + shape.height <= deck.slide_height and shape.left + shape.width <= deck.slide_width
            shown += len(shape.table.rows) - 2 if shape.has_table else 0
    assert shown == 25


def test_a_report_draws_every_measure_that_its_audience_may_see(empty_sqlite: Path, tmp_path: Path) -> None:
    shutil.copy(empty_sqlite, tmp_path / "ward.db")
    url = f"sqlite:///{tmp_path / 'ward.db'}"
    made = full_ward(engine_for(url), by_day=True)
    with reading(engine_for(url)) as session:
        whole, public = (
            report_out(session, NURSE, made.team_id, whom, TODAY) for whom in (Audience.MANAGER, Audience.PEERS)
        )
        again = measures(session, NURSE, made.team_id, TODAY)
    dispose(url)
    assert [line.tile for line in whole.lines] == list(made.tiles)
    assert [(line.weeks, line.usual) for line in whole.lines] == [(line.weeks, line.usual) for line in again]
    names = {line.tile.full_name for line in public.lines}
    assert "Falls" in names and not names & {"Pay", "Bank & agency hours", "Cost per patient"}


@needs_pdftotext
def test_a_name_no_typeface_has_is_drawn_on_half_a_page_too(told: tuple[Board, Report]) -> None:
    _, said = told
    nasty = replace(said.tiles[0], full_name=HOSTILE)
    assert report_pdf(replace(said, lines=(row(nasty),))).startswith(b"%PDF")


@pytest.mark.parametrize("name", ["सुरक्षा", "क्ष", "Night\u200dstaff", "한국어 ❤\ufe0f"])
def test_a_name_whose_letters_join_as_no_typeface_of_ours_does_is_drawn(drawn: Report, name: str) -> None:
    """A ward with one measure named in Hindi, or pasted with a joint that nobody sees, had no report at all."""
    joined = replace(drawn.lines[0].tile, full_name=name, name=name)
    assert report_pdf(replace(drawn, lines=(replace(drawn.lines[0], tile=joined),))).startswith(b"%PDF")


def test_every_number_on_the_page_is_the_boards(told: tuple[Board, Report]) -> None:
    seen, said = told
    text = of_page(report_page(said))
    assert [tile.full_name for tile in seen.tiles if not says(tile, text)] == []


def test_every_number_on_the_slides_is_the_boards(told: tuple[Board, Report]) -> None:
    seen, said = told
    text = of_slides(report_deck(said))
    assert [tile.full_name for tile in seen.tiles if not says(tile, text)] == []


def test_every_chart_of_a_deck_is_native_and_holds_the_boards_weeks(told: tuple[Board, Report]) -> None:
    seen, said = told
    deck = Presentation(io.BytesIO(report_deck(said)))
    charts = {shape.name: shape for slide in deck.slides for shape in slide.shapes if shape.has_chart}
    pictures = [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == 13]
    weekly = [tile for tile in seen.tiles if not tile.is_by_day]
    assert pictures == [] and set(charts) == {tile.full_name for tile in seen.tiles}
    for tile in weekly:
        chart = charts[tile.full_name].chart
        assert tuple(chart.plots[0].series[0].values) == recent(tile.chart, WEEKS).values
        workbook = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), read_only=True)
        assert [row[1] for row in workbook.active.iter_rows(min_row=2, values_only=True)] == list(
            recent(tile.chart, WEEKS).values
        )


def test_each_chart_says_its_sentence_to_whoever_cannot_see_it(told: tuple[Board, Report]) -> None:
    seen, said = told
    deck = Presentation(io.BytesIO(report_deck(said)))
    on_slides = " ".join(
        shape._element.nvGraphicFramePr.cNvPr.get("descr", "")
        for slide in deck.slides for shape in slide.shapes if shape.has_chart
    )  # fmt: skip
    page = unescape(report_page(said).decode())
    for tile in seen.tiles:
        sentence = tile.says
        assert sentence.rstrip(".") in on_slides and sentence.rstrip(".") in page


def test_of_a_figure_being_checked_no_drawing_says_what_the_rules_would(told: tuple[Board, Report]) -> None:
    seen, said = told
    (checked,) = (tile for tile in seen.tiles if tile.doubt)
    assert sum(tile.sentence == checked.sentence for tile in seen.tiles) == 1
    for text in (of_page(report_page(said)), of_slides(report_deck(said))):
        assert words(checked.sentence) not in text


def test_the_tally_counts_what_is_checked_and_too_soon_apart_from_steady(told: tuple[Board, Report]) -> None:
    seen, said = told
    counts = dict(said.tally)
    assert counts["Being checked"] == 1
    assert counts["Late"] == sum(tile.late for tile in seen.tiles)
    assert counts["Steady"] == sum(tile.stands is not None and tile.stands.label == "Steady" for tile in seen.tiles)
    assert sum(counts.values()) - counts["Late"] == len(seen.tiles)


@needs_pdftotext
@pytest.mark.parametrize(("count", "busy"), [(15, False), (15, True), (25, False)])
def test_paper_is_tagged_and_short_however_long_the_names(
    empty_sqlite: Path, tmp_path: Path, count: int, busy: bool
) -> None:
    shutil.copy(empty_sqlite, tmp_path / "ward.db")
    url = f"sqlite:///{tmp_path / 'ward.db'}"
    made = full_ward(engine_for(url), measures_=count, long=count == 25, by_day=busy, sent_up=busy)
    with reading(engine_for(url)) as session:
        paper = report_pdf(report_out(session, NURSE, made.team_id, Audience.MANAGER, TODAY))
    dispose(url)
    pages = re.findall(rb"/Type\s*/Page\b", paper)
    assert len(pages) <= (2 if count == 15 else 4)
    assert b"/MarkInfo" in paper and b"pdfuaid" in paper


def test_what_people_typed_is_words_and_never_markup(told: tuple[Board, Report]) -> None:
    _, said = told
    tile = replace(said.tiles[0], full_name=HOSTILE, sentence=HOSTILE)
    nasty = replace(said, team_name=HOSTILE, signals=(tile,))
    assert report_pdf(nasty).startswith(b"%PDF")
    page = report_page(nasty).decode()
    assert "<script" not in page and "&lt;script&gt;" in page
    assert Presentation(io.BytesIO(report_deck(nasty))).slides[0].shapes.title.text_frame.text == HOSTILE


def test_the_page_asks_nothing_of_anybody_and_runs_no_script(told: tuple[Board, Report]) -> None:
    page = report_page(told[1]).decode()
    assert "<script" not in page and "default-src &#39;none&#39;" in page
    assert re.findall(r"""(?:src|href)=["'](?!data:)""", page) == []
    assert re.findall(r"url\((?!\"data:)", page) == []


def test_the_same_board_gives_the_same_paper(told: tuple[Board, Report]) -> None:
    assert report_pdf(told[1]) == report_pdf(told[1])


def test_the_organisations_own_template_is_what_a_deck_is_made_on(told: tuple[Board, Report], tmp_path: Path) -> None:
    own = Presentation()
    own.slide_width, own.core_properties.subject = 9_000_000, "NHS Highland"
    own.save(str(tmp_path / "own.pptx"))
    made = Presentation(io.BytesIO(report_deck(told[1], tmp_path / "own.pptx")))
    assert made.slide_width == 9_000_000 and made.core_properties.subject == "NHS Highland"


@pytest.mark.parametrize("kind", ["pptx", "potx"])
def test_of_a_template_its_sample_slides_go_and_content_begins_below_its_titles(
    told: tuple[Board, Report], tmp_path: Path, kind: str
) -> None:
    own = Presentation()
    own.slides.add_slide(own.slide_layouts[0]).shapes.title.text = "Sample slide"
    own.save(str(tmp_path / "own.pptx"))
    template = tmp_path / f"own.{kind}"
    if kind == "potx":
        with zipfile.ZipFile(tmp_path / "own.pptx") as old, zipfile.ZipFile(template, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"presentation.main+xml", b"template.main+xml"))
    long = replace(told[1], team_name="Ward 7A Respiratory and High Dependency Unit with the pharmacy")
    made = Presentation(io.BytesIO(report_deck(long, template)))
    assert made.slides[0].shapes.title.text_frame.text == long.team_name
    for slide in made.slides:
        title = slide.shapes.title
        rest = [shape for shape in slide.shapes if shape.shape_id != title.shape_id]
        assert min(shape.top for shape in rest) >= title.top + title.height
        assert max(shape.top + shape.height for shape in rest) <= made.slide_height
        assert not [place for place in slide.placeholders if not place.text_frame.text]
    size = made.slides[0].shapes.title.text_frame.paragraphs[0].font.size
    assert size is not None and size.pt < 44, "62 letters do not fit in the template's own size"


def test_a_template_that_cannot_be_read_leaves_the_boards_own_look(told: tuple[Board, Report], tmp_path: Path) -> None:
    (tmp_path / "own.pptx").write_bytes(b"no deck")
    made = Presentation(io.BytesIO(report_deck(told[1], tmp_path / "own.pptx")))
    assert made.slides[0].shapes.title.text_frame.text == told[1].team_name


@needs_pdftotext
def test_the_wall_stands_on_one_side_of_a_sheet(told: tuple[Board, Report]) -> None:
    seen, _ = told
    paper = wall_sheet(seen)
    text = of_paper(paper)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    assert [tile.name for tile in seen.tiles if words(tile.name) not in text or tile.value_text not in text] == []
    assert all(words(card.title) in text for lane in seen.lanes for card in lane.cards)


@needs_pdftotext
def test_a_pack_has_a_page_a_team_and_then_all_of_them(demo_sqlite: str) -> None:
    bind = engine_for(f"sqlite:///{demo_sqlite}")
    with reading(bind) as session:
        lines = [team for team in teams(session, NURSE) if not team.stand_in][1:5]
        ids = [team.team_id for team in lines]
        made = [report_out(session, NURSE, team_id, Audience.SPONSOR, TODAY) for team_id in ids]
        whole: Pack = pack(session, NURSE, "Board meeting", Audience.SPONSOR, TODAY, made, ids)
        boards = [board(session, NURSE, team_id, TODAY) for team_id in ids]
    dispose(f"sqlite:///{demo_sqlite}")
    paper = pack_pdf(whole)
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert len(lines) < pages <= 2 * len(lines) + 1, "a page a team, two where one would be too small to read"
    for line, seen in zip(whole.across, boards, strict=True):
        better = sum(tile.stands is not None and tile.stands.label == "Better" for tile in seen.tiles)
        assert line.counts[0] == better
    assert all(words(team.name) in of_paper(paper) for team in lines)
