"""What a file says of a known measure beside its figures: the board keeps its own, and says so, a sentence each."""

from dataclasses import replace

import pytest

from tests.files.known_ward import TODAY, known_ward
from vmboard.domain.figures.known import KnownBoard
from vmboard.domain.words import IndicatorKind
from vmboard.files.reading import read

FILE = "Measure,{},8 Nov 2026,15 Nov 2026\nFalls,{},5,3\n"
HAS = {
    "definition": "Any fall, seen or not", "source": "Datix", "data_owner": "Ward clerk",
    "leading_or_lagging": IndicatorKind.LAGGING, "target_set_by": "NHS Highland",
}  # fmt: skip


def told(heading: str, word: str, **has: object) -> list[str]:
    """What the preview says of a file with this column, on a board whose measure Falls has these settings."""
    board = known_ward()
    measures = tuple(replace(one, **has) if one.name == "Falls" else one for one in board.measures)  # type: ignore[arg-type]
    known: KnownBoard = replace(board, measures=measures)
    sheet = read(FILE.format(heading, word).encode(), "f.csv", week_ends_on=6, today=TODAY, board=known)
    assert len(sheet.points) == 2
    return [f"{entry.cell}: {entry.why}" for entry in sheet.left_out]


@pytest.mark.parametrize(
    ("heading", "word", "kept"),
    [
        ("Definition", "Falls with harm", "definition of Falls, Any fall, seen or not; the file says Falls with harm."),
        ("Source", "A diary", "source of Falls, Datix; the file says A diary."),
        ("Data owner", "Finance", "data owner of Falls, Ward clerk; the file says Finance."),
        ("Leading or lagging", "Leading", "“Leading or lagging” of Falls, lagging; the file says leading."),
        ("Target set by", "The team", "“Target set by” of Falls, NHS Highland; the file says The team."),
    ],
)
def test_what_the_file_has_otherwise_is_said_in_one_sentence(heading: str, word: str, kept: str) -> None:
    assert told(heading, word, **HAS) == [f"B2: the board keeps its own {kept}"]


@pytest.mark.parametrize(
    ("heading", "word"),
    [("Definition", "any fall,  seen or not"), ("Source", "DATIX"), ("Data owner", "Ward clerk"),
     ("Leading or lagging", "Lagging: the result itself"), ("Target set by", ""), ("Definition", "")],
)  # fmt: skip
def test_what_is_the_same_and_what_is_blank_is_not_said(heading: str, word: str) -> None:
    assert told(heading, f'"{word}"', **HAS) == []


def test_what_is_left_out_is_said_before_all_that_the_board_keeps() -> None:
    """Sixty settings crowded out the line that tells of a column that was not read."""
    board = known_ward()
    names = [one.name for one in board.measures if not one.takes_figures]
    lines = [f"{name},A,B,C,D,E,note {name},1" for name in names]
    head = "Measure,Definition,Source,Data owner,Target set by,Domain,Loose,8 Nov 2026"
    sheet = read("\n".join((head, *lines)).encode(), "f.csv", week_ends_on=6, today=TODAY, board=board)
    said = [entry.why for entry in sheet.left_out]
    kept = [why for why in said if why.startswith("the board keeps its own")]
    assert len(kept) >= 4 * len(names) > 40 and said[-len(kept) :] == kept
    assert any("Loose" in why for why in said), "the column that holds nothing of ours"


def test_where_the_board_says_nothing_that_is_said() -> None:
    assert told("Source", "Datix") == ["B2: the board keeps its own source of Falls, none; the file says Datix."]
