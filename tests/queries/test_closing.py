"""Month-end close at its edges: the very day of the close, figures out of a workbook, and the trend's first week."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from sqlalchemy import Engine

from tests.small_ward import WEEK, Ward, small_ward
from tests.three_wards import House
from tests.two_wards import TODAY
from vmboard.commands import closing as commands
from vmboard.commands.measures import add_measure, change_measure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.views.pathways import ClosingView
from vmboard.domain.words import Direction, Domain
from vmboard.files.pathway_rows import write_closes
from vmboard.queries import closing
from vmboard.queries.closing import TREND_WEEKS
from vmboard.store.engine import reading, transaction
from vmboard.store.month_costs import costs_between
from vmboard.store.tables import Team

OCTOBER = [date(2026, 10, day) for day in (4, 11, 18, 25)]


@pytest.fixture
def house(bind: Engine) -> House:
    return House(bind)


def pay(house: House, week: date, on: date, value: float = 900.0) -> None:
    for ward, measures in zip(house.wards, house.measures, strict=True):
        at = ward.at(datetime(on.year, on.month, on.day, 9, tzinfo=UTC))
        at.do(record_points, measures["pay"], [NewPoint(week, value)])


def seen(house: House, today: date = TODAY) -> ClosingView:
    with reading(house.bind) as session:
        return closing.closing(session, house.member(0), house.key, OCTOBER[0], today)


def test_what_changed_on_the_day_of_the_close_is_no_change_since(house: House) -> None:
    for week in OCTOBER:
        pay(house, week, week + timedelta(days=2))
    pay(house, OCTOBER[1], date(2026, 11, 9), 950.0)
    house.wards[0].do(commands.close_month, month=OCTOBER[0], today=date(2026, 11, 9))
    assert seen(house).teams[0].closed == "Closed 9 Nov by Jo Douglas, 9 days after the month."
    pay(house, OCTOBER[1], date(2026, 11, 10), 960.0)
    assert "Changed since, on 10 Nov" in seen(house).teams[0].closed


def test_weeks_out_of_a_workbook_say_nothing_of_how_long_it_usually_takes(house: House) -> None:
    """Two weeks lay behind the wards when its first costs came in, in one go; the others took none and two days."""
    for week in OCTOBER[:3]:
        pay(house, week, date(2026, 10, 25))
    pay(house, OCTOBER[3], OCTOBER[3] + timedelta(days=2))
    ward = seen(house).teams[0]
    assert [week.from_workbook for week in ward.weeks] == [True, True, True, False]
    assert ward.usual == "Usually 2 days after the week ends"
    rows = csv.DictReader(StringIO(write_closes("Falls", seen(house)).decode("utf-8-sig")))
    taken = {row["Week ending"]: row["From a workbook"] for row in rows if row["Team"] == ward.name}
    assert [taken[week.isoformat()] for week in OCTOBER[:4]] == ["Yes", "Yes", "Yes", ""]


def test_half_a_day_more_is_usually_a_day_more(house: House) -> None:
    """After 3, 4, 5 and 6 days: 4.5 of them, which Excel rounds to 5."""
    for days, week in enumerate(OCTOBER, start=3):
        pay(house, week, week + timedelta(days=days))
    assert seen(house).teams[0].usual == "Usually 5 days after the week ends"


def test_a_week_is_final_for_all_once_its_last_ward_is_in(house: House) -> None:
    pay(house, OCTOBER[2], OCTOBER[2] + timedelta(days=3))
    for at, days in ((0, 2), (1, 4)):
        ward = house.wards[at].at(datetime(2026, 10, 25 + days, 9, tzinfo=UTC))
        ward.do(record_points, house.measures[at]["pay"], [NewPoint(OCTOBER[3], 900.0)])
    trend = seen(house).tile.chart
    told = dict(zip(trend.weeks, trend.values, strict=True))
    assert (told[OCTOBER[2]], told.get(OCTOBER[3])) == (3, None), "the third ward's is not in"
    late = house.wards[2].at(datetime(2026, 11, 3, 9, tzinfo=UTC))
    late.do(record_points, house.measures[2]["pay"], [NewPoint(OCTOBER[3], 900.0)])
    trend = seen(house).tile.chart
    assert dict(zip(trend.weeks, trend.values, strict=True))[OCTOBER[3]] == 9


def test_the_trend_begins_with_the_first_of_its_weeks(house: House) -> None:
    first = WEEK - timedelta(weeks=TREND_WEEKS - 1)
    for week in (first - timedelta(weeks=1), first, first + timedelta(weeks=1)):
        pay(house, week, week + timedelta(days=3))
    trend = seen(house).tile.chart
    assert dict(zip(trend.weeks, trend.values, strict=True))[first] == 3
    assert min(trend.weeks) == first


def test_the_last_week_of_a_month_is_there_whichever_day_a_ward_ends_it_on(house: House) -> None:
    """August ended on a Monday, as the third ward's weeks do; the others' week of that Sunday is the newest of all."""
    ends, day = [date(2026, 8, 30), date(2026, 8, 30), date(2026, 8, 31)], date(2026, 9, 1)
    with transaction(house.bind) as session:
        session.get_one(Team, house.wards[2].team_id).week_ends_on = 0
    for ward, measures, week in zip(house.wards, house.measures, ends, strict=True):
        at = ward.at(datetime(2026, 9, 1, 9, tzinfo=UTC))
        at.do(record_points, measures["pay"], [NewPoint(week, 900.0)])
    with reading(house.bind) as session:
        view = closing.closing(session, house.member(0), house.key, date(2026, 8, 1), day)
    assert [(of.weeks[-1].week, of.weeks[-1].final_on) for of in view.teams] == [(week, day) for week in ends]
    assert view.tile.week == ends[0], "what all boards tell of"


def test_its_first_costs_are_a_wards_own_whatever_another_ward_keeps_under_the_same_number(quick: Ward) -> None:
    """The other ward's falls have the number of this one's costs, and came in weeks before its own costs did."""
    other, week = small_ward(quick.bind, "Ward 7B"), date(2026, 10, 11)
    assert quick.falls_id == other.falls_id
    quick.do(change_measure, quick.falls_id, domain=Domain.COST)
    pay = other.do(add_measure, name="Pay", domain=Domain.COST, direction=Direction.DECREASE).id
    for day, measure_id in ((5, other.falls_id), (26, pay)):
        other.at(datetime(2026, 10, day, 9, tzinfo=UTC)).do(record_points, measure_id, [NewPoint(week, 3.0)])
    costs = quick.ask(lambda session: costs_between(session, [quick.team_id, other.team_id], week, week))
    assert costs[other.team_id].weeks[0].from_workbook
