"""What a ward's board says of its measures, read once more out of what is taken away: a report-out as a page, as slides
and on paper, a pack of many teams, the record and its files, and the team's workbook."""

import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from csv import DictReader
from datetime import UTC, date, datetime, time
from html import unescape
from xml.etree import ElementTree

from openpyxl import load_workbook

from tests.small_ward import Ward
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.public_face import public_face
from vmboard.domain.huddles.figures import SIGNALS
from vmboard.domain.reports.words import Audience
from vmboard.domain.views.board import Board, Tile
from vmboard.domain.views.record import TeamRecord
from vmboard.domain.views.reports import Report
from vmboard.domain.words import Signal
from vmboard.files.record_files import write_records
from vmboard.files.team_book.book import write_book
from vmboard.files.team_book.looks import signal_words
from vmboard.queries import feed, records, reports, summaries
from vmboard.render.marks import word
from vmboard.render.reports.deck import report_deck
from vmboard.render.reports.pdf import report_pdf
from vmboard.render.reports.web_page import pack_page, report_page

PDFTOTEXT = shutil.which("pdftotext")


def held_in_files(ward: Ward, day: date, board: Board, *, costly: bool = False) -> None:
    """Every tile is in every file. ``costly``: in those too that take a tenth of a second and more to make."""
    made = ward.ask(lambda session: reports.report_out(session, DEMO, ward.team_id, Audience.MANAGER, day))
    in_the_tally(ward, day, made, board)
    on_the_page(ward, day, board, made)
    in_the_record(ward, day, board)
    if costly:
        assert_told(board.tiles, of_slides(report_deck(made)))
        if PDFTOTEXT:
            assert_told(board.tiles, of_paper(report_pdf(made)))
        in_the_book(ward, day, board)


def assert_told(tiles: Sequence[Tile], text: str) -> None:
    for shown in tiles:
        figure = f"{shown.value_text} {shown.unit_text}".strip()
        parts = [words(part) for part in (shown.full_name, figure, word(shown.stands), shown.says, shown.age_text)]
        assert [part for part in parts if shown.since is None and part not in text] == [], shown.full_name


def in_the_tally(ward: Ward, day: date, made: Report, board: Board) -> None:
    """As many of each signal as tiles have, as the round counts, and as the picture across teams counts."""
    counts = dict(made.tally)
    summary = ward.ask(lambda session: summaries.team_summary(session, DEMO, ward.team_id, day))
    for signal in Signal:
        mine = sum(shown.stands is signal for shown in board.tiles)
        assert counts[signal.label] == mine == sum(of.get(signal, 0) for of in summary.signals.values())
    assert counts["Late"] == sum(shown.late for shown in board.tiles)
    told = [shown.measure_id for shown in board.tiles if shown.stands in SIGNALS and shown.week]
    assert sorted(shown.measure_id for shown in made.signals) == sorted(told)
    assert counts["Better"] + counts["Worse"] + counts["Changed"] == len(made.signals), "counted as told"
    pack = ward.ask(
        lambda session: reports.pack(session, DEMO, "All", Audience.MANAGER, day, [made, made], [ward.team_id] * 2)
    )
    assert dict(zip(pack.heads, pack.across[0].counts, strict=False)) == counts
    assert_told(board.tiles, of_page(pack_page(pack)))


def on_the_page(ward: Ward, day: date, board: Board, made: Report) -> None:
    assert_told(board.tiles, of_page(report_page(made)))
    peers = ward.ask(lambda session: reports.report_out(session, DEMO, ward.team_id, Audience.PEERS, day))
    assert_told(public_face(board).tiles, of_page(report_page(peers)))


def record_of(ward: Ward, day: date) -> TeamRecord:
    at = datetime.combine(day, time(9), UTC)
    return ward.ask(lambda session: records.team_record(session, DEMO, ward.team_id, at))


def in_the_record(ward: Ward, day: date, board: Board) -> None:
    """The record's figures are those of the API, left out or not; its tiles those of the board."""
    record, at = record_of(ward, day), datetime.combine(day, time(9), UTC)
    tiles = {shown.measure_id: shown for shown in board.tiles}
    rows = ward.ask(lambda session: feed.feed_points(session, DEMO, ward.team_id, day))
    of_api = {(row.measure_name, str(row.week)): row for row in rows}
    told = {
        (of.tile.full_name, str(figure.week)): (figure.value, figure.status, figure.waiting_for, figure.doubt)
        for of in record.measures for figure in of.figures
    }  # fmt: skip
    assert told == {key: (row.value, row.status, row.waiting_for, row.question) for key, row in of_api.items()}
    file = io.BytesIO()
    write_records(file, [(record, ())], "zip", at)
    for row in _table(file, "figures"):
        point = of_api[row["Measure"], row["Week"]]
        is_left_out = row["Left out"] == "yes"
        assert point.left_out is (is_left_out or bool(point.question)), (row, point)
    said = {row["Measure"]: row for row in _table(file, "measures")}
    for shown in tiles.values():
        row = said[shown.full_name]
        assert (row["Signal"], row["What the rules say"]) == (word(shown.stands), shown.says)
    file = io.BytesIO()
    write_records(file, [(record, ())], "json", at)
    (team,) = json.loads(file.getvalue())["teams"]
    for of in team["measures"]:
        if (mine := tiles.get(of["measure_id"])) is not None:
            assert (of["latest"], of["signal"], of["sentence"]) == (
                mine.value, mine.stands and mine.stands.value, mine.says,
            )  # fmt: skip


def _table(file: io.BytesIO, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(file) as packed:
        (inside,) = (of for of in packed.namelist() if of.endswith(f"{name}.csv"))
        return list(DictReader(io.StringIO(packed.read(inside).decode("utf-8-sig"))))


def in_the_book(ward: Ward, day: date, board: Board) -> None:
    """The score sheet of the team's workbook has each measure's word and sentence."""
    book = load_workbook(io.BytesIO(write_book(record_of(ward, day))))
    cells = [[str(cell.value or "") for cell in row] for sheet in book.worksheets[:1] for row in sheet.iter_rows()]
    for shown in board.tiles:
        (row,) = (row for row in cells if row[0] == shown.full_name)
        assert signal_words(shown.stands) in row and row[-1].startswith(shown.says.rstrip(".")), (row, shown.says)


def words(text: str) -> str:
    """Text as one reads it: lines and the marks around turned writing make no difference."""
    return " ".join(re.sub("[\u2068\u2069\u200b]", "", text).split())


def of_page(made: bytes) -> str:
    markup = re.sub(r"<style>.*?</style>", "", made.decode(), flags=re.S)
    return words(unescape(re.sub(r"<[^>]+>", " ", markup)))


def of_paper(made: bytes) -> str:
    assert PDFTOTEXT
    return words(
        subprocess.run([PDFTOTEXT, "-raw", "-", "-"], input=made, capture_output=True, check=True).stdout.decode()
    )


def of_slides(made: bytes) -> str:
    """All that stands on slides, out of their XML."""
    main = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(made)) as deck:
        names = [name for name in deck.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", name)]
        slides = [ElementTree.fromstring(deck.read(name)) for name in names]
    paragraphs = (paragraph for slide in slides for paragraph in slide.iter(f"{main}p"))
    return words(" ".join("".join(text.text or "" for text in of.iter(f"{main}t")) for of in paragraphs))
