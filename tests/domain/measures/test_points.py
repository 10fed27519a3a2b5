"""What may be a figure, how a derived one is computed, and how old one is."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from vmboard.domain.measures.points import (
    Reading,
    age_text,
    check_cadence,
    check_decimals,
    check_derived,
    check_point,
    derive,
    doubted_with,
)
from vmboard.domain.refusals import Refused
from vmboard.domain.words import PointStatus

SUNDAY = date(2026, 11, 15)
WEEKS = [SUNDAY - timedelta(weeks=back) for back in (3, 2, 1, 0)]
FINAL, PROVISIONAL, NOT_IN = PointStatus.FINAL, PointStatus.PROVISIONAL, PointStatus.NOT_IN_YET
NOTHING = PointStatus.NOTHING_TO_COUNT


@dataclass(frozen=True)
class Typed:
    week: date = SUNDAY
    value: float | None = 3.0
    numerator: float | None = None
    denominator: float | None = None
    status: PointStatus = FINAL
    waiting_for: str = ""
    note: str = ""


def checked(unit: str = "", ends_on: int = 6, **typed: object) -> Typed:
    return check_point(replace(Typed(), **typed), "Falls", unit, ends_on)  # type: ignore[arg-type]


class TestAPoint:
    def test_is_kept_with_its_words_tidied(self) -> None:
        point = checked(note="  Two on one night ", waiting_for=" finance  ", value=3)
        assert (point.value, point.note, point.waiting_for, point.status) == (3.0, "Two on one night", "finance", FINAL)

    @pytest.mark.parametrize(
        ("week", "ends_on", "near"),
        [(date(2026, 11, 14), 6, "Sunday: use 15 Nov"), (date(2026, 11, 16), 6, "Sunday: use 22 Nov"),
         (SUNDAY, 4, "Friday: use 20 Nov")],
    )  # fmt: skip
    def test_belongs_to_the_end_of_a_week(self, week: date, ends_on: int, near: str) -> None:
        with pytest.raises(Refused, match=near):
            checked(week=week, ends_on=ends_on)
        assert checked(week=date(2026, 11, 20), ends_on=4).week == date(2026, 11, 20)

    def test_may_be_given_by_its_parts(self) -> None:
        assert checked("%", value=None, numerator=3, denominator=12).value == 25.0
        assert checked("", value=None, numerator=3, denominator=12).value == 0.25
        assert checked("%", value=25.0, numerator=3, denominator=12).value == 25.0

    def test_without_a_figure_is_not_in_yet_and_is_never_nought(self) -> None:
        point = checked(status=PROVISIONAL, value=None)
        assert (point.value, point.status) == (None, NOT_IN)

    def test_said_to_be_not_in_yet_has_no_figure(self) -> None:
        assert checked(status=NOT_IN, value=3.0).value is None
        assert checked(status=PROVISIONAL, value=0.0).status is PROVISIONAL

    @pytest.mark.parametrize("field", ["value", "numerator", "denominator"])
    def test_that_is_no_number_is_refused_by_its_field(self, field: str) -> None:
        with pytest.raises(Refused, match=f"Falls, {field}"):
            checked(**{field: float("nan")})

    def test_keeps_notes_of_two_hundred_letters_and_names_of_sixty(self) -> None:
        assert checked(note="n" * 200, waiting_for="w" * 60).note == "n" * 200
        for field, length in (("note", 201), ("waiting_for", 61)):
            with pytest.raises(Refused):
                checked(**{field: "x" * length})


PAY = {week: Reading(100.0 * n) for n, week in enumerate(WEEKS, 1)}
DRUGS = {week: Reading(10.0) for week in WEEKS}
PATIENTS = {week: Reading(20.0) for week in WEEKS}


class TestADerivedMeasure:
    def test_is_the_weighed_sum_over_the_denominator(self) -> None:
        made = derive([(PAY, 1.0), (DRUGS, 2.0)], PATIENTS, 5.0)
        assert list(made) == WEEKS and [made[week].value for week in WEEKS] == [30.0, 55.0, 80.0, 105.0]
        assert (made[WEEKS[0]].numerator, made[WEEKS[0]].denominator) == (120.0, 20.0)

    def test_without_a_denominator_is_the_sum(self) -> None:
        reading = derive([(PAY, 1.0), (DRUGS, -1.0)], None, 1.0)[SUNDAY]
        assert (reading.value, reading.numerator, reading.denominator) == (390.0, 390.0, None)

    @pytest.mark.parametrize("part", range(3))
    def test_is_missing_in_a_week_that_any_part_misses_and_waits_for_whom_that_waits(self, part: int) -> None:
        series = [dict(PAY), dict(DRUGS), dict(PATIENTS)]
        series[part][SUNDAY] = Reading(None, NOT_IN, "finance")
        made = derive([(series[0], 1.0), (series[1], 1.0)], series[2], 1.0)
        assert made[SUNDAY] == Reading(None, NOT_IN, "finance") and made[WEEKS[2]].value is not None
        del series[part][SUNDAY]
        assert derive([(series[0], 1.0), (series[1], 1.0)], series[2], 1.0)[SUNDAY] == Reading(None, NOT_IN)

    def test_over_nought_is_missing_and_of_nought_is_nought(self) -> None:
        nobody = PATIENTS | {SUNDAY: Reading(0.0)}
        assert derive([(PAY, 1.0)], nobody, 1.0)[SUNDAY] == Reading(None, NOTHING)
        free = PAY | {SUNDAY: Reading(0.0)}
        assert derive([(free, 1.0)], PATIENTS, 1.0)[SUNDAY].value == 0.0

    @pytest.mark.parametrize("part", range(3))
    def test_is_as_sure_as_its_least_sure_part(self, part: int) -> None:
        series = [dict(PAY), dict(DRUGS), dict(PATIENTS)]
        series[part][SUNDAY] = replace_status(series[part][SUNDAY])
        made = derive([(series[0], 1.0), (series[1], 1.0)], series[2], 1.0)
        assert (made[SUNDAY].status, made[WEEKS[2]].status) == (PROVISIONAL, FINAL)

    @pytest.mark.parametrize("part", range(3))
    def test_is_being_checked_while_any_part_is(self, part: int) -> None:
        series = [dict(PAY), dict(DRUGS), dict(PATIENTS)]
        series[part][SUNDAY] = series[part][SUNDAY]._replace(doubt="41 or 4.1?")
        made = derive([(series[0], 1.0), (series[1], 1.0)], series[2], 1.0)
        assert (made[SUNDAY].doubt, made[WEEKS[2]].doubt) == ("41 or 4.1?", "")

    def test_is_in_doubt_with_what_it_is_out_of_where_that_is_the_number_it_was_typed_with(self) -> None:
        """18 of 200 hands, where the 200 are being checked; 18 of 20 is another number, and nobody asks about that."""
        hands = {SUNDAY: Reading(200.0, doubt="200 or 20?")}
        for out_of, doubt in ((200.0, "200 or 20?"), (20.0, "")):
            share = {SUNDAY: Reading(18.0 / out_of, FINAL, "", 18.0, out_of)}
            assert doubted_with(share, hands)[SUNDAY].doubt == doubt

    def test_needs_something_to_add_up_and_weights_that_are_numbers(self) -> None:
        check_derived({1: 1.0}, None, 1.0)
        for numerators, factor in (({}, 1.0), ({1: float("nan")}, 1.0), ({1: 1.0}, float("inf"))):
            with pytest.raises(Refused):
                check_derived(numerators, 2, factor)


def replace_status(reading: Reading) -> Reading:
    return reading._replace(status=PROVISIONAL)


@pytest.mark.parametrize(("good", "bad"), [((1, 53), (0, 54, True, 1.5, -1))])
def test_a_measure_is_asked_every_one_to_fifty_three_weeks(good: tuple[int, ...], bad: tuple[int, ...]) -> None:
    assert [check_cadence(weeks) for weeks in good] == list(good)
    for weeks in bad:
        with pytest.raises(Refused):
            check_cadence(weeks)


def test_decimals_are_none_to_six_or_left_to_the_figure() -> None:
    assert [check_decimals(n) for n in (None, 0, 6)] == [None, 0, 6]
    for decimals in (-1, 7, True, 1.5):
        with pytest.raises(Refused):
            check_decimals(decimals)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("back", "late", "waits", "sampled", "words"),
    [
        (0, 0, "", False, ""), (0, 0, "finance", False, ""), (-1, 0, "", False, ""),
        (1, 1, "", False, "Week to 8 Nov, 1 week late"), (2, 2, "", False, "Week to 1 Nov, 2 weeks late"),
        (3, 3, "finance", False, "Week to 25 Oct, 3 weeks late, waiting for finance"),
        (3, 0, "", True, "Sampled 25 Oct"), (5, 1, "", True, "Week to 11 Oct, 1 week late"),
        (2, 0, "", False, "Week to 1 Nov"), (46, 46, "", False, "Week to 28 Dec 2025, 46 weeks late"),
    ],
)  # fmt: skip
def test_a_figure_of_another_week_says_of_which_and_how_late(
    back: int, late: int, waits: str, sampled: bool, words: str
) -> None:
    latest = SUNDAY - timedelta(weeks=back)
    assert age_text(latest, SUNDAY, late, waits, SUNDAY, sampled=sampled) == words


def test_a_measure_without_any_figure_says_whom_it_waits_for() -> None:
    assert age_text(None, SUNDAY, 1, "finance", SUNDAY) == "Waiting for finance"
    assert age_text(None, SUNDAY, 1, "", SUNDAY) == ""
