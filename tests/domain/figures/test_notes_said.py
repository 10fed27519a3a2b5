"""What the board keeps beside a figure is stored as the source says it, and said as whoever reads it speaks."""

import re
from datetime import date

import pytest

from tests.pseudo import PSEUDO
from vmboard.domain import pulse, sampling
from vmboard.domain.figures.notes_said import note_said, question_said
from vmboard.domain.figures.recipes import Spread
from vmboard.domain.figures.typed import doubt, out_of_how_many, read_entry
from vmboard.domain.measures.fractions import Numbers, misfit
from vmboard.domain.measures.points import week_of
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.text.phrases import said

LETTERS = re.compile("[A-Za-z]")
ASKED = (
    (-3, 4, None, None, "", 0), (120, 90, None, None, "%", 0), (41, 4.1, None, None, "%", 1),
    (4, 41, None, None, "", 0),
    (41, 20, 3, 5, "%", 0), (4, 20, 30, 50, "£", 2), (9000, 40, None, None, "£", 2), (1, 40, None, None, "£", 0),
    (90.5, 30, 17, 33, "%", 1), (1204.5, 3000, 2900, 3100, "£", 2), (60, 30, 20, 30, "per 1,000", 1),
)  # fmt: skip
NOTES = (
    *(sampling.Share("x", hits, of).note for hits, of in ((0, 1), (12, 40), (700, 1400))),
    *(pulse.week_told(*told).note for told in ((1, 2, None), (4, 6, None), (4, 6, 12), (8, 14, 12))),
    *(spread.note for spread in Spread),
)  # fmt: skip


@pytest.mark.parametrize("case", ASKED)
def test_a_question_that_is_kept_is_asked_in_the_language_of_whoever_reads_it(case) -> None:  # type: ignore[no-untyped-def]
    kept = str(doubt(*case))
    assert kept and question_said(kept) == kept
    with speaking(PSEUDO):
        assert not LETTERS.search(question_said(kept)), question_said(kept)
        assert question_said(doubt(*case)) == question_said(kept), "asked just now, and as it was kept"


def test_more_answers_than_people_is_asked_of_one_and_of_many() -> None:
    for people in (1, 12):
        question = pulse.week_told(8, 14, people).doubt
        with speaking(PSEUDO):
            assert not LETTERS.search(question_said(question))


@pytest.mark.parametrize("note", NOTES)
def test_a_note_of_the_boards_own_is_said_too(note: str) -> None:
    assert note_said(note) == note
    with speaking(PSEUDO):
        assert not LETTERS.search(note_said(note))


def test_a_note_that_somebody_wrote_stays() -> None:
    with speaking(PSEUDO):
        assert note_said("Two wards answered the phone") == "Two wards answered the phone"
        assert question_said("") == "" == note_said("")


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("1,5", ""), ("1.234,50", "£"), ("1,2,3", ""), ("1e3", ""), ("3/0", ""), ("many", "%"), ("50p", "£"),
        ("-3", ""),
        ("5 %", "count"), ("£5", "%"), ("none", "£"), ("#REF!", ""), ("9e99", ""), ("12²", ""), ("true/3", ""),
        ("x" * 300, ""), ("9" * 30, ""),
    ],
)  # fmt: skip
def test_why_a_box_cannot_be_read_is_said(typed: str, unit: str) -> None:
    problem = read_entry(typed, unit).problem
    assert problem
    with speaking(PSEUDO):
        plain = said(problem).replace(typed[:24], "").replace("REF", "")
        assert not LETTERS.search(plain), plain


def test_a_half_of_two_numbers_is_asked_for() -> None:
    for typed, unit in (("16", "%"), ("0", "count"), ("0", "%")):
        with speaking(PSEUDO):
            assert not LETTERS.search(said(out_of_how_many(typed, unit, "Φ")))


def test_why_a_chart_cannot_hold_a_figure_is_said_in_either() -> None:
    numbers = Numbers(150.0, 3.5, 2.0)
    why = misfit(numbers, Chart.P, "%")
    assert why.startswith("3.5 of 2 cannot be: its P chart")
    with speaking(PSEUDO):
        assert said(why).startswith("««3·5 ")
        assert not LETTERS.search(said(why).replace("P", ""))
        assert not LETTERS.search(said(week_of("Φ", date(2026, 11, 15))))


def test_a_comma_that_parts_no_thousands_is_shown_both_ways_in_full() -> None:
    assert read_entry("12345678901,12", "").problem == "“12345678901,12”: write 12345678901.12 or 1234567890112."
    assert read_entry("1,2,3.4.5", "").problem == "“1,2,3.4.5”: write the number without commas."
