"""What a nurse types into a figure box is understood or kindly questioned, and never quietly changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vmboard.domain.figures.typed import Entry, doubt, other_reading, out_of_how_many, read_entry
from vmboard.domain.words import Direction, PointStatus


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("12", "count", 12),
        (" 12.5 ", "days", 12.5),
        ("1,313", "count", 1313),
        ("1,234,567.5", "£", 1234567.5),
        ("£14.50", "£", 14.5),
        ("84 %", "%", 84),
        ("84", "%", 84),
        ("0", "count", 0),
        ("-3.50", "£", -3.5),
        ("5 hours", "hours", 5),
    ],
)
def test_a_figure_is_read_as_people_write_it(typed: str, unit: str, value: float) -> None:
    assert read_entry(typed, unit) == Entry(value)


@pytest.mark.parametrize("typed", ["", "  ", "-", "–", "n/a"])
def test_an_empty_box_or_a_dash_is_no_figure_and_no_mistake(typed: str) -> None:
    assert read_entry(typed, "%").is_empty


@pytest.mark.parametrize("typed", ["3/40", "3 / 40", "3 of 40", "3 out of 40", "3/40 %"])
def test_so_many_out_of_so_many_is_a_percentage_where_the_unit_is_percent(typed: str) -> None:
    assert read_entry(typed, "%") == Entry(7.5, 3, 40)


def test_so_many_out_of_so_many_is_their_share_in_any_other_unit() -> None:
    assert read_entry("3/40", "per patient") == Entry(0.075, 3, 40)
    assert read_entry("£1,200/80", "£") == Entry(15, 1200, 80)


def test_so_many_events_over_so_many_bed_days_is_a_rate_per_thousand() -> None:
    assert read_entry("3/400", "per 1,000 bed days") == Entry(7.5, 3, 400)


def test_none_of_nobody_is_nothing_to_count_and_no_percentage() -> None:
    for typed in ("0/0", "0 of 0", "nothing to count", "Nothing to count"):
        assert read_entry(typed, "%") == Entry(status=PointStatus.NOTHING_TO_COUNT)
    assert read_entry("3/0", "%").problem == (
        "“3/0”: nothing can be out of 0. Where nobody was counted, say “nothing to count”."
    )


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1,5", "“1,5”: write 1.5 or 15."),
        ("12,34", "“12,34”: write 12.34 or 1234."),
        ("£1,5", "“£1,5”: write 1.5 or 15."),
        ("1,23.5", "“1,23.5”: write 123.5."),
        ("1.234,5", "“1.234,5”: write 1234.5."),
        ("1,2,3", "“1,2,3”: write 123."),
        ("3/1,5", "“3/1,5”: write 1.5 or 15."),
    ],
)
def test_a_comma_that_parts_off_no_thousands_is_asked_about_never_guessed(typed: str, says: str) -> None:
    assert read_entry(typed, "£") == Entry(problem=says)


@pytest.mark.parametrize(
    ("typed", "unit", "says"),
    [
        ("twelve", "count", "“twelve” cannot be read. Please give a number, such as 12 or 12.5."),
        ("12a", "count", "“12a” cannot be read. Please give a number, such as 12 or 12.5."),
        ("1e5", "count", "“1e5” cannot be read. Please give the number in full, such as 1200."),
        ("-3", "count", "“-3” cannot be read. Please give 0 or more: this measure cannot go below zero."),
        ("x" * 100, "%", f"“{'x' * 24}…” cannot be read. Please give a percentage, such as 95 or 95%."),
        ("9" * 300, "count", "The figure has 300 characters: please keep it to 200."),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_mend(typed: str, unit: str, says: str) -> None:
    assert read_entry(typed, unit) == Entry(problem=says)


def test_the_word_none_asks_for_a_nought_or_nothing() -> None:
    assert "type 0 when there were none, and nothing when it is not known" in read_entry("none", "count").problem


def test_a_measure_that_may_go_either_way_may_be_below_zero() -> None:
    assert read_entry("-3", "count", direction=Direction.NEUTRAL) == Entry(-3)


def test_provisional_and_not_in_yet_can_be_typed_as_in_the_box_score() -> None:
    assert read_entry("12 p", "count") == Entry(12, status=PointStatus.PROVISIONAL)
    assert read_entry("waiting for finance", "£") == Entry(status=PointStatus.NOT_IN_YET, waiting_for="finance")


@given(st.text(max_size=260), st.sampled_from(["", "count", "%", "£", "days"]))
def test_whatever_is_typed_gives_a_figure_or_a_sentence_and_never_an_error(typed: str, unit: str) -> None:
    entry = read_entry(typed, unit)
    assert entry.value is None or not entry.problem


@given(st.integers(0, 10**8 - 1), st.booleans())
def test_a_whole_number_comes_back_as_it_was_typed(number: int, grouped: bool) -> None:
    assert read_entry(f"{number:,}" if grouped else str(number), "count") == Entry(number)


@given(st.text(alphabet="0123456789,.", min_size=1, max_size=12))
def test_a_figure_with_commas_is_read_only_where_each_parts_off_three_digits(typed: str) -> None:
    entry = read_entry(typed, "count")
    if entry.value is not None and "," in typed:
        whole = typed.split(".")[0].split(",")
        assert 1 <= len(whole[0]) <= 3 and all(len(group) == 3 for group in whole[1:])


@pytest.mark.parametrize(
    ("value", "last", "usual", "unit", "asks"),
    [
        (41, 4.1, (3, 6), "days", "Ten times last week: 41 or 4.1?"),
        (4.1, 41, (30, 50), "days", "A tenth of last week: 4.1 or 41?"),
        (41, 4, (1, 6), "count", "Ten times last week: 41 or 4?"),
        (300, None, (20, 40), "count", "Ten times the usual: 300 or 30?"),
        (4385, 438.5, (400, 500), "£", "Ten times last week: £4,385 or £438.50?"),
        (41.25, 4, (3, 6), "days", "Ten times last week: 41.25 or 4.125?"),
        (12, 3, (1, 6), "count", "That is far above the usual 1 to 6. Right?"),
        (20, 90, (84, 97), "%", "That is far below the usual 84 to 97%. Right?"),
        (0, 90, (84, 97), "%", "That is far below the usual 84 to 97%. Right?"),
        (104, 98, (90, 100), "%", "That is more than 100%. Right?"),
        (-20, 30, (10, 50), "£", "That is below zero. Right?"),
    ],
)
def test_a_figure_that_looks_like_a_slip_is_gently_questioned(
    value: float, last: float | None, usual: tuple[float, float], unit: str, asks: str
) -> None:
    assert doubt(value, last, *usual, unit, None) == asks


@pytest.mark.parametrize(
    ("value", "last", "usual", "unit"),
    [
        (None, 4, (1, 6), "count"),
        (6, 1, (1, 6), "count"),
        (9, 1, (1, 6), "count"),
        (0, 2, (1, 6), "count"),
        (0, 0, (-1, 1.2), "count"),
        (50, 5, (1, 60), "days"),
        (99, 100, (100, 100), "%"),
        (-30, -25, (-60, 20), "£"),
        (3, 0, (None, None), "count"),
        (41, None, (None, None), "count"),
    ],
)
def test_a_figure_inside_the_usual_or_a_small_step_from_it_is_never_questioned(
    value: float | None, last: float | None, usual: tuple[float | None, float | None], unit: str
) -> None:
    assert doubt(value, last, *usual, unit, None) == ""


@given(st.floats(0, 1e9), st.floats(0, 1e9), st.floats(0, 1), st.sampled_from(["count", "£", "days", "%"]))
def test_no_figure_inside_its_usual_range_is_ever_questioned(a: float, b: float, share: float, unit: str) -> None:
    low, high = sorted((a, b) if unit != "%" else (a % 100, b % 100))
    inside = min(max(low + (high - low) * share, low), high)
    assert doubt(inside, None, low, high, unit, None) == ""


@given(st.none() | st.floats(), st.none() | st.floats(), st.none() | st.floats(), st.none() | st.floats())
def test_asking_never_fails_whatever_the_figures(
    value: float | None, last: float | None, low: float | None, high: float | None
) -> None:
    question = doubt(value, last, low, high, "%", 1)
    assert question == "" or question.endswith("?")


@pytest.mark.parametrize(
    ("value", "last", "usual", "unit", "asks"),
    [
        (9, 1, (1, 6), "count", False), (10, 5, (1, 6), "count", False), (12, 5, (1, 6), "count", True),
        (11, 5, (1, 6), "count", False), (11.1, 5, (1, 6), "days", True), (11, 5, (1, 6), "days", False),
        (-1, 5, (1, 6), "count", True), (0, 50, (30, 60), "count", False), (0, 90, (70, 90), "count", True),
        (32, 4, (1, 6), "count", True), (50, 4, (1, 90), "count", False), (31.9, 4, (None, None), "days", False),
        (32, 4, (None, None), "days", True), (50, 4, (None, None), "days", True),
        (50.1, 4, (None, None), "days", False),
        (100, 50, (40, 60), "%", True), (101, 101, (90, 100), "%", True), (100, 100, (40, 60), "%", False),
        (88, 100, (100, 100), "days", True), (91, 100, (100, 100), "days", False), (90, 100, (100, 100), "days", False),
        (7, 4, (None, None), "count", False), (8, 4, (None, None), "count", False), (-3, None, (None, None), "£", True),
        (-3, -1, (None, None), "£", False), (5, 40, (30, None), "count", True), (0, 0, (5, 9), "count", False),
        (500, 90, (600, 20), "days", False),
    ],
)  # fmt: skip
def test_the_gentle_question_begins_at_its_limits(
    value: float, last: float | None, usual: tuple[float | None, float | None], unit: str, asks: bool
) -> None:
    assert bool(doubt(value, last, *usual, unit, None)) is asks


def test_a_figure_that_may_be_below_zero_is_asked_about_only_where_it_never_was() -> None:
    assert (
        doubt(-5, 3, -10, 10, "£", None) == ""
        and doubt(-5, None, None, None, "£", None) == "That is below zero. Right?"
    )
    assert doubt(-5, 0, 0, 10, "£", None) == "That is below zero. Right?"


def test_ten_times_the_usual_is_measured_from_its_middle() -> None:
    assert doubt(400, 60, 20, 60, "days", None) == "Ten times the usual: 400 or 40?"
    assert doubt(4, 60, 20, 60, "days", None) == "A tenth of the usual: 4 or 40?"
    assert doubt(45, 41, 4, 5, "count", None) == "Ten times the usual: 45 or 4.5?"
    assert doubt(41, 5, 4, 6, "count", None) == "Ten times last week: 41 or 4?"


@pytest.mark.parametrize(
    ("typed", "unit", "asks"),
    [
        ("16", "%", "Falls: 16 out of how many? Type it as 16 of 47, or 16%."),
        ("16", "per 1,000 bed days", "Falls: 16 out of how many? Type it as 16 of 47, or 16 per 1,000 bed days."),
        ("16", "count", "Falls: 16 out of how many? Type it as 16 of 47."),
        ("16", "£", "Falls: 16 out of how many? Type it as 16 of 47."),
        ("16 p", "", "Falls: 16 out of how many? Type it as 16 of 47."),
        ("16%", "%", ""), ("16 of 47", "%", ""), ("16/47", "%", ""), ("0%", "%", ""),
        ("0", "%", "Falls: 0 out of how many? Type it as 0 of 47, or 0%. Where there was nobody: nothing to count."),
        ("", "%", ""), ("words", "%", ""),
        ("16 PER 1,000 bed days", "per 1,000 bed days", ""), ("waiting for finance", "%", ""),
    ],
)  # fmt: skip
def test_a_bare_figure_is_asked_what_it_is_out_of(typed: str, unit: str, asks: str) -> None:
    assert out_of_how_many(typed, unit, "Falls") == asks


def test_a_fraction_keeps_its_parts_and_may_have_pounds_above() -> None:
    assert read_entry("£30/4", "£") == Entry(7.5, 30, 4)
    assert read_entry("-3/4", "%").problem and read_entry("3/-4", "%").problem
    assert read_entry("3/0", "%").problem.startswith("“3/0”: nothing can be out of 0.")


def test_two_hundred_characters_are_kept_and_one_more_is_asked_to_be_fewer() -> None:
    assert "please keep it to 200" not in read_entry("9" * 200, "count").problem
    assert read_entry("9" * 201, "count").problem == "The figure has 201 characters: please keep it to 200."


@pytest.mark.parametrize(("value", "last"), [(82.0, 4.0), (4.0, 82.0), (2100.0, 100.0)])
def test_twenty_fold_is_asked_about_even_where_there_is_one_week_before(value: float, last: float) -> None:
    assert doubt(value, last, None, None, "count", None)
    assert not doubt(last * 1.5, last, None, None, "count", None)


def test_twenty_fold_says_what_was_last_and_offers_no_other_reading() -> None:
    assert doubt(100.0, 4.0, None, None, "", None) == "That is more than 20 times last week’s 4. Right?"
    assert doubt(4.0, 100.0, None, None, "", None) == "That is less than a twentieth of last week’s 100. Right?"
    assert not doubt(3.0, 0.0, None, None, "count", None), "after none there is no so many times"
    assert other_reading("That is more than 20 times last week’s 4. Right?", "") == ""
    assert other_reading("Ten times last week: 41% or 4.1%?", "%") == "4.1"
