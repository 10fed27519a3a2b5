# ruff: noqa: E501 (a file a line)
"""Files as wards keep them: each is read rightly, asked about or refused, and never wrong in silence."""

from typing import NamedTuple

import pytest

from tests.files.known_ward import BOOKS, Figures, changes, falls, figures, judged


class Right(NamedTuple):
    """What a person meant by a file: the only right figures, or where it must ask or refuse, and what it must say."""

    read: Figures | None = None
    asks: tuple[str, ...] = ()
    refuses: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


def of(name: str, **by_week: float) -> Figures:
    return {(name, f"2026-{week[1:3]}-{week[3:]}"): value for week, value in by_week.items()}


RIGHT = {
    "S14-definitions-sheet-beside-data.xlsx": Right(falls(5, 3, 4), says=("Sheet “Definitions” only describes",)),
    "S17b-formulas-empty-text.xlsx": Right(falls(5, 3, 4), says=("formulas without a result",)),
    "S22-heading-newline.csv": Right(falls(5, 3, 4)),
    "S23-date-spellings.csv": Right(refuses=("C11",), says=("15 Nov 2026: C3 has 1, C10 has 8, C11 has 9",)),
    "S30-rag-status-tidy.csv": Right(of("Falls", w1115=3), says=("the colour “Green” was left out",)),
    "S32-unit-per-1000-into-count.csv": Right(asks=("A2",), says=("Falls is a count", "per 1000 bed days", "Is it Falls rate?")),
    "S33-target-direction-differ.csv": Right(
        of("Falls", w1108=5), says=("the board keeps its own target of Falls, 3", "its own direction of Falls, decrease")
    ),
    "S43-two-heading-rows.xlsx": Right(falls(5, 3, 4)),
    "S44-dates-above-measure-heading.xlsx": Right(falls(5, 3, 4)),
    "S47-space-thousands.csv": Right(of("Pay", w1108=17250, w1115=16980)),
    "S48-one-heading-percent-name.csv": Right(asks=("A3",), says=("% discharged by noon (A2)", "Discharged by noon (%) (A3)")),
    "S49-short-name.csv": Right(asks=("A2",), says=("“Boarding” is no measure of this board",)),
    "S50-percent-cells-in-count.xlsx": Right(refuses=("B2", "C2", "D2"), says=("formatted as a percentage",)),
    "S52-single-sheet-single-week-dd-mm.csv": Right(of("Falls", w0712=5)),
    "S54-trailing-total-col-no-heading.csv": Right(falls(5, 3), says=("D1: this column has no heading and was left out",)),
    "S55-trailing-comma-shift.csv": Right(refuses=("E2",), says=("row 2 with 6 cells, more than the headings have", "quotation marks")),
    "S56-pay-thousands-in-the-middle.csv": Right(asks=("B2", "C2", "D2"), says=("£17 after £16,",)),
    "S58-dates-as-1-nov-mixed.xlsx": Right(asks=("B1",), says=("11 Aug 2026 is a Tuesday", "is it 8 Nov 2026?")),
    "S60-title-week-commencing-in-a1.csv": Right(asks=("B2",), says=("begin or end on these days?",)),
    "S62-tidy-week-start-and-week.csv": Right(asks=("B2",), says=("begin or end on these days?",)),
    "T04-one-row-an-event-with-value.csv": Right(asks=("C3",), says=("stands 3 times", "which makes 3?")),
    "T06-two-areas-unknown-column.csv": Right(asks=("B3",), says=("Bay A, Bay B",)),
    "T21-target-fraction.csv": Right(asks=("E2",), says=("95%",)),
    "T25-new-measure-no-unit-percent-cells.xlsx": Right(of("% seen in 4 hours", w1108=97, w1115=95, w1122=96)),
    "T27-financial-week.csv": Right(of("Falls", w0405=5, w0412=3)),
    "T28-some-weeks-unread-heads.csv": Right(falls(5, 3, 4)),
    "T29-last-heads-unread.csv": Right(falls(5, 3, 4)),
    "T31-zero-width-bom-heading.csv": Right(of("Falls", w1108=5)),
    "T33-year-1926.csv": Right(refuses=("B2", "B3"), says=("15 Nov 2026 is a Sunday",)),
    "T34-text-month-week-of.csv": Right(of("Falls", w1115=5, w1122=3)),
    "T35-percent-value-1-and-100.xlsx": Right(asks=("E2",), says=("Is it 95%, or 0.95%?",)),
    "T37-notes-in-cells.xlsx": Right(
        refuses=("B2", "C2", "D2"), says=("words in a column Note", "4 of 46 goes to the columns Numerator and Denominator")
    ),
    "U03-two-weeks-of-percent-no-numerators.csv": Right(of("Discharged by noon", w1115=31, w1122=35)),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_each_file_is_read_asked_or_refused_as_its_people_meant(name: str) -> None:
    right, sheet = RIGHT[name], judged(BOOKS / name, name)
    assert tuple(ask.cell for ask in sheet.asks) == right.asks
    assert tuple(refusal.cell for refusal in sheet.refusals) == right.refuses
    if right.read is not None:
        assert figures(sheet) == right.read
    refused = [f"{one.cell}: {one.found}: {one.expected}" for one in sheet.refusals]
    said = "\n".join([*sheet.warnings, *refused, *(ask.question for ask in sheet.asks)])
    assert all(words in said for words in right.says), said
    assert all(len(ask.choices) > 1 for ask in sheet.asks)


@pytest.mark.parametrize(
    "name", ["U01-our-export-saved-again-by-excel.csv", "U02-our-export-rounded-to-one-decimal.csv"]
)
def test_our_own_export_saved_again_by_a_spreadsheet_changes_nothing(name: str) -> None:
    sheet = judged(BOOKS / name, name)
    assert (sheet.refusals, sheet.asks, changes(sheet)) == ((), (), {})
    assert len(sheet.points) == 1119
    assert sum(point.numerator is not None for point in sheet.points) == 156


def test_every_case_file_has_its_right_answer() -> None:
    files = {path.name for path in BOOKS.iterdir()} - {"board.json"}
    assert files - RIGHT.keys() == {name for name in files if name.startswith(("U01", "U02"))}


@pytest.mark.parametrize(
    ("name", "answers", "read"),
    [
        ("T35-percent-value-1-and-100.xlsx", ["E2=95%"], {100, 98, 95}),
        ("T35-percent-value-1-and-100.xlsx", ["E2=0.95%", "E2=Yes, 0.95%"], {100, 98, 0.95}),
        ("S48-one-heading-percent-name.csv", ["A3=Discharged by noon (%) (A3)"], {27, 31}),
        ("S48-one-heading-percent-name.csv", ["A3=% discharged by noon (A2)", "B2=27%"], {27, 31}),
        ("T06-two-areas-unknown-column.csv", ["B3=add them up"], {4, 2}),
        ("T06-two-areas-unknown-column.csv", ["B3=Bay B"], {2, 1}),
        ("T04-one-row-an-event-with-value.csv", ["C3=Add them up"], {3}),
        ("S58-dates-as-1-nov-mixed.xlsx", ["B1=It is 8 Nov 2026"], {5, 3, 4}),
        ("S60-title-week-commencing-in-a1.csv", ["B2=They end on these days"], {5, 3}),
        ("S56-pay-thousands-in-the-middle.csv", ["B2=Yes, £17", "C2=Leave it out", "D2=Leave it out"], {17, 5, 3, 4}),
        ("S49-short-name.csv", ["A2=Falls"], {5}),
        ("S49-short-name.csv", ["A2=A new measure", "A2=Capacity", "A2=Lower is better"], {5}),
        ("S32-unit-per-1000-into-count.csv", ["A2=Leave it out"], set()),
    ],
)
def test_an_answer_settles_its_question(name: str, answers: list[str], read: set[float]) -> None:
    sheet = judged(BOOKS / name, name, *answers)
    assert (sheet.asks, sheet.refusals) == ((), ())
    assert set(figures(sheet).values()) == read
    again = judged(BOOKS / name, name, settled=sheet.settled)
    assert figures(again) == figures(sheet), "a mapping says the same as the answers it was kept from"


def test_weeks_that_are_said_to_begin_on_the_boards_last_day_fit_no_week() -> None:
    (refusal,) = {
        one.found
        for one in judged(BOOKS / "S62-tidy-week-start-and-week.csv", "a.csv", "B2=They begin on these days").refusals
    }
    assert refusal == "a week that began on Sunday 8 Nov 2026"
