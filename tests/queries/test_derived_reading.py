"""A measure that the board works out adds what the tiles of its parts show: by one reading, with their questions and
the weeks left out of them."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from tests.small_ward import WEEK, Ward
from vmboard.commands import charts, measures
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.spc.words import Chart
from vmboard.domain.words import Direction, Domain
from vmboard.queries.group_series import group_series, measure_key
from vmboard.queries.series import Series, team_series
from vmboard.store.engine import transaction
from vmboard.store.tables import DataPoint, Measure

TODAY = date(2026, 11, 18)
A_WEEK = timedelta(weeks=1)


def rate_of(ward: Ward) -> int:
    """Falls for 1,000 bed days, of 15 weeks with 4 or 6 falls in 700."""
    shared = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}
    beds = ward.do(measures.add_measure, name="Bed days", **shared).id
    ward.do(record_points, beds, [NewPoint(WEEK - n * A_WEEK, 700.0) for n in range(15)])
    ward.record(*[4.0, 6.0] * 7, 4.0)
    rate = ward.do(
        measures.add_derived_measure, name="Falls rate", unit="per 1,000 bed days", numerators={ward.falls_id: 1.0},
        denominator=beds, factor=1000.0, **shared,
    )  # fmt: skip
    return rate.id


def both_ways(ward: Ward, measure_id: int) -> list[Series]:
    """On its own board, and beside those of other teams."""
    name = ward.row(Measure, measure_id).name

    def read(session):  # type: ignore[no-untyped-def]
        mine = team_series(session, ward.team_id, TODAY)[measure_id]
        return [mine, group_series(session, [ward.team_id], measure_key("", name), TODAY)[ward.team_id]]

    return ward.ask(read)


def test_value_numerator_and_denominator_agree(quick: Ward) -> None:
    for series in both_ways(quick, rate_of(quick)):
        newest = series.readings[WEEK]
        assert (newest.numerator, newest.denominator) == (4.0, 700.0)
        assert newest.value == pytest.approx(4 / 700 * 1000)


def test_it_adds_what_the_part_shows_and_not_what_is_stored_of_it(quick: Ward) -> None:
    """50% stored beside 18 of 20, and then drawn as a P chart: the part's tile shows 90%, and so much is added."""
    shared = {"domain": Domain.QUALITY, "direction": Direction.INCREASE, "unit": "%"}
    clean = quick.do(measures.add_measure, name="Clean hands", **shared).id
    quick.do(record_points, clean, [NewPoint(WEEK, 90.0, 18.0, 20.0)])
    half = quick.do(measures.add_derived_measure, name="Half of it", numerators={clean: 0.5}, **shared).id
    quick.do(charts.choose_chart, clean, chart=Chart.P)
    with transaction(quick.bind) as session:
        session.execute(update(DataPoint).where(DataPoint.measure_id == clean).values(value=50.0))
    for series in both_ways(quick, half):
        assert series.readings[WEEK].value == pytest.approx(45.0)
    with transaction(quick.bind) as session:
        session.execute(update(DataPoint).where(DataPoint.measure_id == clean).values(numerator=21.0))
    for series in both_ways(quick, half):
        assert "more than all of them" in series.readings[WEEK].doubt, "the part's question is this one's too"
        assert WEEK in series.left_out
    with transaction(quick.bind) as session:
        session.execute(update(DataPoint).where(DataPoint.measure_id == clean).values(denominator=None, numerator=None))
    for series in both_ways(quick, half):
        assert series.readings[WEEK].value is None
    quick.do(measures.remove_measure, clean)
    for series in both_ways(quick, half):
        assert series.readings[WEEK].value == 25.0, "of a part that is gone, as it was typed"


def test_a_week_left_out_of_a_part_counts_for_nothing_here_and_is_still_drawn(quick: Ward) -> None:
    rate = rate_of(quick)
    quick.do(charts.exclude, quick.falls_id, week=WEEK - A_WEEK, reason="The flood")
    for series in both_ways(quick, rate):
        assert series.left_out == {WEEK - A_WEEK}
        judged = series.judged()
        assert judged.values[-2] is not None and judged.analysis is not None
        assert judged.analysis.points[-2].excluded
    quick.do(charts.include, quick.history()[-1].revision)
    assert [series.left_out for series in both_ways(quick, rate)] == [frozenset(), frozenset()]
