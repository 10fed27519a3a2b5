"""The page of the week: what is asked, what stands beside each box, and what is worked out."""

from datetime import timedelta

from tests.small_ward import WEEK, Ward
from vmboard.commands import measures
from vmboard.commands.figures import Typed, type_figure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.views.week import WeekLine, WeekView
from vmboard.domain.words import Direction, Domain, PointStatus
from vmboard.queries.week import grid_view, how_far, week_view

TODAY = WEEK + timedelta(days=3)


def view(ward: Ward, week=WEEK) -> WeekView:
    return ward.ask(lambda session: week_view(session, ward.nurse, ward.team_id, week, TODAY))


def line(ward: Ward, name: str = "Falls") -> WeekLine:
    return next(one for one in view(ward).lines if one.name == name)


def add(ward: Ward, name: str, **details) -> int:
    details = {"domain": Domain.CAPACITY, "direction": Direction.INCREASE, **details}
    return ward.do(measures.add_measure, name=name, **details).id


def test_a_figure_owed_stands_beside_last_weeks_and_the_usual_range(ward: Ward) -> None:
    ward.record(*(3, 4, 5) * 5, None)
    falls = line(ward)
    assert (falls.last_when, falls.last_text, falls.last_typed) == ("last week", "5", "5")
    assert falls.usual == "1 to 7"
    assert falls.is_owed
    assert view(ward).title == "Week ending Sunday 15 November"
    assert (view(ward).got, view(ward).asked) == (0, 1)


def test_the_usual_range_does_not_yet_count_the_figure_being_typed(ward: Ward) -> None:
    ward.record(*(3, 4, 5) * 5, None)
    before = line(ward).usual
    ward.record(60)
    assert line(ward).usual == before


def test_where_last_week_is_missing_the_latest_figure_is_shown_with_its_week(ward: Ward) -> None:
    ward.record(4, None, None)
    assert (line(ward).last_when, line(ward).last_text) == ("1 Nov", "4")


def test_a_figure_out_of_so_many_is_asked_for_in_two_boxes(ward: Ward) -> None:
    noon = add(ward, "Home by noon", unit="%")
    ward.do(record_points, noon, [NewPoint(WEEK - timedelta(weeks=1), None, 16, 47)])
    assert (line(ward, "Home by noon").out_of, line(ward, "Home by noon").last_typed) == ("so many", "16/47")
    assert line(ward).out_of == ""


def test_a_measure_sampled_every_eight_weeks_is_not_owed_between_and_says_when_it_is(ward: Ward) -> None:
    hours = add(ward, "Hours observed", cadence_weeks=8)
    ward.do(record_points, hours, [NewPoint(WEEK - timedelta(weeks=3), 46.6)])
    assert not line(ward, "Hours observed").asked
    assert line(ward, "Hours observed").next_asked == "20 Dec"
    assert view(ward).asked == 1


def test_not_in_yet_is_answered_but_not_in_and_names_whom_it_waits_for(ward: Ward) -> None:
    ward.do(type_figure, ward.falls_id, WEEK, Typed("waiting for finance"), today=TODAY)
    falls = line(ward)
    assert falls.figure is not None
    assert (falls.figure.status, falls.figure.waiting_for) == (PointStatus.NOT_IN_YET, "finance")
    assert falls.is_owed
    assert falls.waits == "finance"


def test_a_computed_line_has_no_box_and_brings_its_parts(ward: Ward) -> None:
    patients = add(ward, "Patients")
    pay = add(ward, "Pay", unit="£", domain=Domain.COST)
    ward.do(
        measures.add_derived_measure, name="Cost per patient", unit="£", domain=Domain.COST,
        direction=Direction.DECREASE, numerators={pay: 1}, denominator=patients,
    )  # fmt: skip
    ward.do(record_points, pay, [NewPoint(WEEK, 1000)])
    ward.do(record_points, patients, [NewPoint(WEEK, 40)])
    grid = ward.ask(lambda session: grid_view(session, ward.nurse, ward.team_id, WEEK, 2))
    assert [(row.name, row.figures, row.computed) for row in grid.lines][-1] == ("Cost per patient", (), ("", "£25"))
    cost = line(ward, "Cost per patient")
    assert cost.figure is None
    assert not cost.asked
    assert cost.value_text == "£25"
    assert {(part.measure_id, part.below) for part in cost.parts} == {(pay, False), (patients, True)}


def test_a_part_that_is_off_the_box_score_still_counts_in_the_sum(ward: Ward) -> None:
    patients, pay = add(ward, "Patients"), add(ward, "Pay", unit="£")
    ward.do(
        measures.add_derived_measure, name="Cost", unit="£", domain=Domain.COST, direction=Direction.DECREASE,
        numerators={pay: 1}, denominator=patients,
    )  # fmt: skip
    ward.do(record_points, patients, [NewPoint(WEEK, 40)])
    ward.do(record_points, pay, [NewPoint(WEEK, 900)])
    ward.do(measures.remove_measure, patients)
    assert view(ward).others == ((patients, 40.0),), "and what has a box of its own brings its figure itself"


def test_how_far_the_week_is_counts_what_the_page_counts(ward: Ward) -> None:
    add(ward, "Hours observed", cadence_weeks=8)
    add(ward, "Patients")
    ward.record(4)
    ward.do(measures.remove_measure, add(ward, "Gone"))
    for week in (WEEK, WEEK - timedelta(weeks=1), WEEK + timedelta(weeks=1)):
        counted = ward.ask(lambda session, week=week: how_far(session, ward.nurse, ward.team_id, week, TODAY))
        assert counted == (view(ward, week).got, view(ward, week).asked)


def test_the_huddle_is_said_as_one_says_it(ward: Ward) -> None:
    assert view(ward).huddle == "Tue 24 Nov 10:00"


def test_the_grid_has_each_week_of_each_measure_with_its_version_and_note(ward: Ward) -> None:
    ward.record(4, None, 6)
    ward.do(type_figure, ward.falls_id, WEEK, Typed("6 p", note="Counted twice", version=1), today=TODAY)
    grid = ward.ask(lambda session: grid_view(session, ward.nurse, ward.team_id, WEEK, 12))
    assert (len(grid.weeks), grid.weeks[-1]) == (12, WEEK)
    old, gap, new = grid.lines[0].figures[-3:]
    assert (old.text, gap.text, new.text) == ("4", "", "6")
    assert (new.status, new.note, new.version) == (PointStatus.PROVISIONAL, "Counted twice", 2)
