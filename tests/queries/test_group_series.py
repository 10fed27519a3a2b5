"""A measure read among those of many teams is what its own team reads: all that people decided about it included."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from sqlalchemy import Engine, select

from tests.small_ward import WEEK
from tests.two_wards import TODAY, TwoWards, two_wards
from vmboard.commands import charts, days, measures, teams
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.words import MeasureKind
from vmboard.queries.group_series import group_series
from vmboard.queries.series import Readings, Series, team_series
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import DataPoint, Measure

AGO = [WEEK - timedelta(weeks=weeks) for weeks in range(20)]


@pytest.fixture
def wards(bind: Engine) -> TwoWards:
    made = two_wards(bind)
    for ward in (made.first, made.second):
        ward.do(record_points, ward.falls_id, [NewPoint(week, float(3 + week.day % 4)) for week in AGO])
    made.first.do(record_points, key(made, "bed_days"), [NewPoint(week, 600.0) for week in AGO])
    return made


def key(wards: TwoWards, library_key: str) -> int:
    mine = select(Measure.id).where(Measure.team_id == wards.first.team_id, Measure.library_key == library_key)
    return wards.first.ask(lambda session: session.scalars(mine).one())


class Told(NamedTuple):
    """What of a series makes its figures count, or not."""

    readings: Readings
    left_out: frozenset[date]
    new_lines: list[date]
    is_asked: bool
    week: date
    is_computed: bool


def told(of: Series) -> Told:
    return Told(of.readings, of.left_out, [mark.week for mark in of.rebases], of.is_asked, of.week, of.is_computed)


def both(wards: TwoWards, library_key: str) -> Told:
    """The series among those of many, once it is seen to be the same as its team's own."""
    team_id = wards.first.team_id
    with reading(wards.first.bind) as session:
        among = group_series(session, [wards.second.team_id, team_id], f"library:{library_key}", TODAY)[team_id]
        own = team_series(session, team_id, TODAY)[key(wards, library_key)]
        assert told(among) == told(own)
        return told(among)


def test_a_week_left_out_of_a_part_or_asked_about_in_it_is_left_out_of_the_rate(wards: TwoWards) -> None:
    wards.first.do(charts.exclude, wards.first.falls_id, week=AGO[3], reason="The flood")
    wards.first.do(charts.exclude, key(wards, "bed_days"), week=AGO[5], reason="The flood")
    ask_about(wards, "bed_days", AGO[1])
    assert both(wards, "falls_rate").left_out == {AGO[1], AGO[3], AGO[5]}


def test_a_rate_of_what_is_counted_by_the_day_takes_its_weeks_from_the_days(wards: TwoWards) -> None:
    """What was typed for the weeks before is counted no more: its team's own board shows the days."""
    ward, began = wards.first, AGO[4] - timedelta(days=6)
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.DAYS_SINCE, began_on=began)
    for ago in (3, 2):
        ward.do(days.mark_day, ward.falls_id, day=AGO[ago], count=3, today=TODAY)
    rate = both(wards, "falls_rate").readings
    assert [rate[AGO[ago]].value for ago in (4, 3, 2, 1)] == [0.0, 5.0, 5.0, 0.0]
    with transaction(ward.bind) as session:
        session.get_one(Measure, (ward.team_id, key(wards, "bed_days"))).out_of_id = ward.falls_id
        session.get_one(DataPoint, (ward.team_id, ward.falls_id, AGO[2])).doubt = "Is that right?"
    assert both(wards, "bed_days").left_out == frozenset()


def test_a_count_out_of_another_is_asked_about_with_it(wards: TwoWards) -> None:
    with transaction(wards.first.bind) as session:
        falls = session.get_one(Measure, (wards.first.team_id, wards.first.falls_id))
        falls.out_of_id = key(wards, "bed_days")
        session.get_one(DataPoint, (wards.first.team_id, wards.first.falls_id, AGO[2])).denominator = 600.0
    ask_about(wards, "bed_days", AGO[2])
    assert both(wards, "falls").left_out == {AGO[2]}


def test_new_lines_stand_in_the_order_of_their_weeks_however_they_were_drawn(wards: TwoWards) -> None:
    for week in (AGO[4], AGO[12]):
        wards.first.do(measures.rebase, wards.first.falls_id, week=week, reason="A new ward")
    assert both(wards, "falls").new_lines == [AGO[12], AGO[4]]


def test_of_a_paused_team_nothing_is_asked(wards: TwoWards) -> None:
    assert both(wards, "falls").is_asked
    wards.first.do(teams.pause_team, reason="Moves house", today=AGO[2])
    assert not both(wards, "falls").is_asked


def ask_about(wards: TwoWards, library_key: str, week: date) -> None:
    with transaction(wards.first.bind) as session:
        point = session.get_one(DataPoint, (wards.first.team_id, key(wards, library_key), week))
        point.doubt = "Is that right?"
