"""When a week's cost became final, and a month closed, by hand."""

from datetime import date

from vmboard.domain.figures.closing import (
    closed_words,
    final_on,
    month_end,
    months_before,
    together,
    weeks_of,
)

WEEK, TODAY = date(2026, 10, 4), date(2026, 11, 18)
OCTOBER = date(2026, 10, 1)


def row(value: float | None, status: str = "final", note: str = "") -> dict[str, object]:
    return {"value": value, "numerator": None, "denominator": None, "status": status, "note": note}


def test_a_figure_is_final_from_the_day_it_was_said_to_be() -> None:
    provisional = row(900, "provisional")
    assert final_on([(date(2026, 10, 6), None, provisional)]) is None
    assert final_on([(date(2026, 10, 6), None, provisional), (date(2026, 10, 12), provisional, row(900))]) == date(
        2026, 10, 12
    )


def test_a_change_afterwards_makes_it_final_anew_and_a_note_does_not() -> None:
    first, noted, changed = row(900), row(900, note="with overtime"), row(950, note="with overtime")
    steps = [(date(2026, 10, 6), None, first), (date(2026, 10, 20), first, noted)]
    assert final_on(steps) == date(2026, 10, 6)
    assert final_on([*steps, (date(2026, 11, 2), noted, changed)]) == date(2026, 11, 2)


def test_one_taken_out_is_final_no_more() -> None:
    assert final_on([(date(2026, 10, 6), None, row(900)), (date(2026, 10, 7), row(900), None)]) is None


def test_a_week_is_final_when_its_last_figure_is() -> None:
    both = together(WEEK, {"Pay": date(2026, 10, 6), "Non-pay": date(2026, 10, 12)}, date(2026, 10, 6))
    assert (both.days, both.words(TODAY)) == (8, "Final 12 Oct, after 8 days")
    half = together(WEEK, {"Pay": date(2026, 10, 6), "Non-pay": None}, date(2026, 10, 6))
    assert (half.days, half.words(TODAY)) == (None, "Not final: Non-pay")


def test_a_week_brought_in_from_a_workbook_tells_nothing_of_reporting() -> None:
    """Once the first costs came in when the week to 4 October was over for as long as a week lasts."""
    final = {"Pay": date(2026, 10, 12)}
    for began, from_workbook in ((12, True), (11, True), (10, False), (6, False)):
        assert together(WEEK, final, date(2026, 10, began)).from_workbook is from_workbook


def test_a_week_belongs_to_the_month_of_its_last_day() -> None:
    assert weeks_of(OCTOBER, 6) == (date(2026, 10, 4), date(2026, 10, 11), date(2026, 10, 18), date(2026, 10, 25))
    assert weeks_of(date(2026, 11, 1), 6)[0] == date(2026, 11, 1)
    assert (month_end(OCTOBER), month_end(date(2028, 2, 1))) == (date(2026, 10, 31), date(2028, 2, 29))
    assert months_before(date(2026, 1, 9), 2) == (date(2025, 12, 1), date(2025, 11, 1))


def test_a_close_says_who_when_and_what_changed_since() -> None:
    assert closed_words(OCTOBER, date(2026, 11, 9), "Ewan Baird", [], TODAY) == (
        "Closed 9 Nov by Ewan Baird, 9 days after the month."
    )
    assert closed_words(OCTOBER, date(2026, 11, 9), "Ewan Baird", [date(2026, 11, 12)], TODAY).endswith(
        "Changed since, on 12 Nov."
    )
