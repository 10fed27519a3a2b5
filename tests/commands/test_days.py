"""Harm day by day: a day is filled in, corrected and opened again, and nobody's mark is lost."""

from datetime import date, timedelta

import pytest

from tests.small_ward import Ward
from vmboard.commands import days, measures
from vmboard.commands.undo import undo
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Direction, Domain, MeasureKind
from vmboard.store.tables import DayMark, Measure

TODAY = date(2026, 11, 18)
TUESDAY = TODAY - timedelta(days=1)


@pytest.fixture
def cross(ward: Ward) -> int:
    """A safety cross that began on the first of November."""
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.SAFETY_CROSS)
    return ward.falls_id


def mark(ward: Ward, cross: int, count: int, day: date = TUESDAY, **seen: int) -> DayMark:
    return ward.do(days.mark_day, cross, day=day, count=count, today=TODAY, **seen)


def test_a_day_is_filled_in_corrected_and_left_open_again(ward: Ward, cross: int) -> None:
    assert mark(ward, cross, 0, version=0).count == 0
    assert mark(ward, cross, 2, version=1).version == 2
    ward.do(days.unmark_day, cross, day=TUESDAY, version=2)
    assert ward.ask(lambda s: s.get(DayMark, (ward.team_id, cross, TUESDAY))) is None
    assert [noted.verb for noted in ward.history()[-3:]] == ["mark day", "correct day", "unmark day"]
    ward.do(undo, ward.revision())
    assert ward.row(DayMark, cross, TUESDAY).count == 2


def test_two_people_who_fill_in_one_day_differently_both_hear_of_it(ward: Ward, cross: int) -> None:
    mark(ward, cross, 0, version=0)
    assert mark(ward, cross, 0, version=0).version == 1, "the same twice is once"
    with pytest.raises(Clash, match="Both are kept"):
        mark(ward, cross, 1, version=0)
    with pytest.raises(Clash):
        ward.do(days.unmark_day, cross, day=TUESDAY, version=7)
    assert ward.row(DayMark, cross, TUESDAY).count == 0


def test_a_day_to_come_a_day_before_the_first_and_an_odd_count_are_refused_in_words(ward: Ward, cross: int) -> None:
    for wrong, said in (
        ({"day": TODAY + timedelta(days=1), "count": 0}, "19 November is still to come"),
        ({"day": date(2026, 10, 31), "count": 0}, "counted from 1 November"),
        ({"day": TODAY, "count": 100}, "from 0 to 99"),
        ({"day": TODAY, "count": -1}, "from 0 to 99"),
        ({"day": TODAY, "count": True}, "from 0 to 99"),
    ):
        with pytest.raises(Refused, match=said):
            ward.do(days.mark_day, cross, today=TODAY, **wrong)
    assert mark(ward, cross, 0, day=date(2026, 11, 1)).count == 0, "the first day is one of them"
    assert mark(ward, cross, 99, day=TODAY).count == 99


def test_days_of_a_weekly_measure_are_not_filled_in(ward: Ward) -> None:
    with pytest.raises(Refused, match="a figure every week"):
        mark(ward, ward.falls_id, 1)


def test_a_measure_kept_day_by_day_counts_events_from_the_first_of_the_month_and_fewer_is_better(ward: Ward) -> None:
    row = ward.do(
        measures.add_measure, name="Days since ulcer", domain=Domain.SAFETY, direction=Direction.INCREASE, unit="days"
    )
    ward.do(measures.change_measure, row.id, kind=MeasureKind.DAYS_SINCE)
    now = ward.row(Measure, row.id)
    assert (now.direction, now.unit, now.began_on) == (Direction.DECREASE, "", date(2026, 11, 1))
    with pytest.raises(Refused, match="fewer is always better"):
        ward.do(measures.change_measure, row.id, direction=Direction.INCREASE)


def test_what_the_board_works_out_has_no_days_to_fill_in(ward: Ward) -> None:
    made = ward.do(
        measures.add_derived_measure, numerators={ward.falls_id: 1}, name="Twice", domain=Domain.SAFETY,
        direction=Direction.DECREASE, factor=2,
    )  # fmt: skip
    with pytest.raises(Refused, match="worked out by the board"):
        ward.do(measures.change_measure, made.id, kind=MeasureKind.SAFETY_CROSS)
