"""The boxes a data owner is asked to fill: the weeks a team owes, and no team that only stands for others."""

from datetime import date, timedelta

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import charts, measures
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.views.owed_boxes import OwedMeasure, OwedView
from vmboard.domain.words import Direction, Domain, PointStatus, Role
from vmboard.queries.board import board
from vmboard.queries.owed_boxes import owed_boxes
from vmboard.store.engine import transaction
from vmboard.store.tables import Team


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def owed(ward: Ward) -> OwedView:
    person = Person(grants=(Grant(ward.team_id, Role.DATA_OWNER),), owes_as="Finance")
    finance = Actor("Fin Ance", person=person)
    return ward.ask(lambda session: owed_boxes(session, finance, MOMENT.date(), most=10))


def of_finance(ward: Ward) -> OwedMeasure:
    ((line,),) = [team.measures for team in owed(ward).teams]
    return line


def waits_on_the_board(ward: Ward) -> list[str]:
    seen = ward.ask(lambda session: board(session, DEMO, ward.team_id, MOMENT.date()))
    return [line.who for line in seen.owed]


def test_a_box_that_waits_for_what_its_figure_is_out_of_is_still_owed(quick: Ward) -> None:
    shared = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}
    patients = quick.do(measures.add_measure, name="Patients", **shared).id
    share = quick.do(
        measures.add_measure, name="By noon", unit="%", out_of_id=patients, data_owner="Finance", **shared
    ).id
    quick.do(record_points, share, [NewPoint(WEEK, None, 14.0)])
    line = of_finance(quick)
    assert [(box.text, box.is_owed) for box in line.boxes] == [("14", True)]
    assert "Finance" in waits_on_the_board(quick) and owed(quick).owed == line.owed == 1


def test_a_week_with_nothing_to_count_is_owed_by_nobody(quick: Ward) -> None:
    quick.do(measures.change_measure, quick.falls_id, data_owner="Finance")
    quick.record(4.0, 5.0)
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, None, status=PointStatus.NOTHING_TO_COUNT)])
    line = of_finance(quick)
    assert waits_on_the_board(quick) == [] and line.owed == 0
    assert [box.week for box in line.boxes] == [WEEK], "the box is there, to be put right"


def test_what_was_said_to_come_before_it_is_due_has_a_box(quick: Ward) -> None:
    quick.do(measures.change_measure, quick.falls_id, data_owner="Finance", cadence_weeks=4)
    quick.do(record_points, quick.falls_id, [NewPoint(ago(1), 4.0)])
    assert (waits_on_the_board(quick), of_finance(quick).owed) == ([], 0)
    awaited = NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET, waiting_for="Finance")
    quick.do(record_points, quick.falls_id, [awaited])
    line = of_finance(quick)
    assert waits_on_the_board(quick) == ["Finance"] and (line.owed, line.boxes[-1].week) == (1, WEEK)


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
