"""What is asked of a file, found wrong in it or left out of it is said in the language of whoever reads it, and as it
always was on the command line."""

import json
import re
from dataclasses import asdict
from typing import Any

import pytest

from tests.files import test_foreign_books, test_more_books, test_odd_books
from tests.files.known_ward import BOOKS, judged, known_ward
from tests.lanes import some
from tests.pseudo import PSEUDO
from vmboard.domain.figures.sheets import Sheet
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.text.phrases import said
from vmboard.files.grids import NotTaken, shown
from vmboard.files.reading import _open

CASES = [path for path in sorted(BOOKS.iterdir()) if path.suffix != ".json"]
FILES: dict[str, tuple[str, Any]] = {path.name: (path.name, path.read_bytes()) for path in CASES}
FILES |= {
    f"{where.__name__} {case}": (name, data)
    for where in (test_more_books, test_odd_books)
    for case, (name, data, _right) in (*where.READ.items(), *where.HELD.items())
} | {f"broken: {case}": file for case, file in test_foreign_books.BROKEN.items()}
FILES |= {
    "nothing": ("a.csv", b""), "a picture": ("a.png", b"\x89PNG and more"), "no workbook": ("a.xlsx", b"text"),
    "no heading": ("a.csv", b"one,two\n1,2\n"), "an open quotation mark": ("a.csv", b'Measure,8 Nov 2026\nFalls,"5\n'),
    "an old file": ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1")),
}  # fmt: skip
WORD = re.compile(r"[A-Za-z]{2,}")


def sentences(sheet: Sheet) -> list[str]:
    """Every sentence of a reading, in no language yet."""
    asks = [words for ask in sheet.asks for words in (ask.question, *ask.choices)]
    refusals = [words for refusal in sheet.refusals for words in (refusal.found, refusal.expected)]
    return [*asks, *refusals, *(left.why for left in sheet.left_out)]


def words_of(name: str, data: bytes) -> set[str]:
    """The words that stand in a file or on the board: they are said as they are."""
    board = known_ward()
    texts = [name, board.team, *(words for m in board.measures for words in (m.name, m.unit, m.takes_figures))]
    texts += ["Increase decrease count MB", *(m.direction.value for m in board.measures if m.direction)]
    try:
        grids, _left = _open(data, name)
    except NotTaken:
        grids = []
    for grid in grids:
        texts += [grid.name, *(shown(text) for cell in grid.cells.values() for text in (cell.value, cell.formula))]
    return {word for text in texts for word in WORD.findall(text)}


@pytest.mark.parametrize("case", some(list(FILES), of=6))
def test_no_sentence_about_a_file_goes_past_the_catalogue(case: str) -> None:
    name, given = FILES[case]
    data = given() if callable(given) else given
    sheet = judged(data, name)
    with speaking(PSEUDO):
        here = [said(words) for words in sentences(sheet)]
    plain = {word for words in here for word in WORD.findall(words)} - words_of(name, data)
    assert not plain, here


def test_a_reading_is_the_same_whoever_reads_it_and_is_written_down_in_the_source() -> None:
    name, data = FILES["T35-percent-value-1-and-100.xlsx"]
    source = judged(data, name)
    with speaking(PSEUDO):
        elsewhere = judged(data, name)
        assert said(elsewhere.asks[0].question) != source.asks[0].question
    assert elsewhere == source
    assert json.dumps([asdict(ask) for ask in elsewhere.asks]) == json.dumps([asdict(ask) for ask in source.asks])
