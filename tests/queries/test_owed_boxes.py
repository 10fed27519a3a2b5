"""The boxes a data owner is asked to fill: the weeks a team owes, and no team that only stands for others."""

from datetime import date, timedelta

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import charts, measures
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.views.owed_boxes import OwedView
from vmboard.domain.words import PointStatus, Role
from vmboard.queries.owed_boxes import owed_boxes
from vmboard.store.engine import transaction
from vmboard.store.tables import Team


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def owed(ward: Ward) -> OwedView:
    person = Person(grants=(Grant(ward.team_id, Role.DATA_OWNER),), owes_as="Finance")
    finance = Actor("Fin Ance", person=person)
    return ward.ask(lambda session: owed_boxes(session, finance, MOMENT.date(), most=10))


def test_a_week_that_was_left_out_is_owed_by_nobody(quick: Ward) -> None:
    quick.do(measures.change_measure, quick.falls_id, data_owner="Finance")
    missing = NewPoint(ago(1), None, status=PointStatus.NOT_IN_YET)
    quick.do(record_points, quick.falls_id, [NewPoint(ago(3), 4.0), missing])
    quick.do(charts.exclude, quick.falls_id, week=ago(1), reason="The ward was shut")
    ((line,),) = [team.measures for team in owed(quick).teams]
    assert [box.week for box in line.boxes] == [ago(3), ago(2), WEEK]


def test_a_group_that_stands_for_others_asks_for_nothing(quick: Ward) -> None:
    quick.do(measures.change_measure, quick.falls_id, data_owner="Finance")
    assert len(owed(quick).teams) == 1
    with transaction(quick.bind) as session:
        session.get_one(Team, quick.team_id).stand_in = "The other wards of the trial"
    assert owed(quick).teams == ()
