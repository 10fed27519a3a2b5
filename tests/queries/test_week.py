"""The page of the week: what is asked, what stands beside each box, and what is worked out."""

from datetime import timedelta

from tests.small_ward import WEEK, Ward
from vmboard.commands import days, measures
from vmboard.commands.figures import Typed, type_figure
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.weeks import close_week
from vmboard.domain.figures.asked import chase
from vmboard.domain.views.week import WeekLine, WeekView
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus
from vmboard.queries.board import board
from vmboard.queries.measures import measure
from vmboard.queries.sheets import team_sheet
from vmboard.queries.summaries import team_summary
from vmboard.queries.week import grid_view, how_far, week_view
from vmboard.render.wall import board_markup
from vmboard.store.engine import transaction
from vmboard.store.tables import Team

TODAY = WEEK + timedelta(days=3)
RUNNING = WEEK + timedelta(weeks=1)


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


def test_a_measure_added_later_stands_in_its_domain_on_every_list(ward: Ward) -> None:
    for name, domain in (("Beds", Domain.CAPACITY), ("Joy", Domain.EXPERIENCE), ("Ulcers", Domain.SAFETY)):
        add(ward, name, domain=domain)
    ward.record(4)
    seen = ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY))
    grid = ward.ask(lambda session: grid_view(session, ward.nurse, ward.team_id, TODAY, 12))
    sheet = ward.ask(lambda session: team_sheet(session, ward.nurse, ward.team_id))
    order = ["Falls", "Ulcers", "Joy", "Beds"]
    assert [line.name for line in seen.owed] == order[1:], "the wall, the huddle and its recap"
    assert [tile.name for tile in seen.tiles] == order
    assert [line.name for line in view(ward).lines] == order, "what is owed is marked, not moved"
    assert [line.name for line in grid.lines] == order
    assert [row.name for row in sheet.measures] == order, "the export"


def test_nobody_is_asked_for_days_since_not_even_in_the_week_they_begin(ward: Ward) -> None:
    cross = add(ward, "Falls by day", kind=MeasureKind.SAFETY_CROSS)
    since = add(ward, "Days since a fall", kind=MeasureKind.DAYS_SINCE, began_on=TODAY)
    owed = {line.measure_id for line in ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY)).owed}
    assert cross in owed and since not in owed
    assert since not in {line.measure_id for line in view(ward).owed}


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


def test_whom_it_waits_for_is_whom_it_waited_for_last(ward: Ward) -> None:
    for week, whom in ((WEEK - timedelta(weeks=1), "finance"), (WEEK, "pharmacy")):
        ward.do(type_figure, ward.falls_id, week, Typed(f"waiting for {whom}"), today=TODAY)
    assert line(ward).waits == "pharmacy"


def test_a_computed_line_has_no_box_and_brings_its_parts(ward: Ward) -> None:
    patients = add(ward, "Patients")
    pay = add(ward, "Pay", unit="£", domain=Domain.COST)
    ward.do(
        measures.add_derived_measure, name="Cost per patient", unit="£", domain=Domain.COST,
        direction=Direction.DECREASE, numerators={pay: 1}, denominator=patients,
    )  # fmt: skip
    ward.do(record_points, pay, [NewPoint(WEEK, 1000)])
    ward.do(record_points, patients, [NewPoint(WEEK, 40)])
    grid = ward.ask(lambda session: grid_view(session, ward.nurse, ward.team_id, TODAY, 2))
    assert [(row.name, row.figures, row.computed) for row in grid.lines][-1] == ("Cost per patient", (), ("£25", ""))
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


def test_a_part_that_is_kept_day_by_day_enters_the_sum_of_the_page_as_its_days_count_it(ward: Ward) -> None:
    """The page works the sum out itself while somebody types, from the boxes it has and these."""
    beds = add(ward, "Bed days")
    ward.do(
        measures.add_derived_measure, name="Falls rate", domain=Domain.SAFETY, direction=Direction.DECREASE,
        numerators={ward.falls_id: 1}, denominator=beds, factor=1000,
    )  # fmt: skip
    ward.record(99)
    ward.do(record_points, beds, [NewPoint(WEEK, 600)])
    first = WEEK - timedelta(days=6)
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=first)
    assert view(ward).others == (), "not every day of it is filled in"
    for day in range(7):
        ward.do(days.mark_day, ward.falls_id, day=first + timedelta(days=day), count=int(day < 3), today=TODAY)
    assert view(ward).others == ((ward.falls_id, 3.0),)
    assert line(ward, "Falls rate").value_text == "5"


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
    grid = ward.ask(lambda session: grid_view(session, ward.nurse, ward.team_id, TODAY, 12))
    assert (len(grid.weeks), grid.weeks[-1]) == (12, RUNNING), "up to the week under way"
    old, gap, new = grid.lines[0].figures[-4:-1]
    assert (old.text, gap.text, new.text) == ("4", "", "6")
    assert (new.status, new.note, new.version) == (PointStatus.PROVISIONAL, "Counted twice", 2)


def test_what_is_filled_in_by_day_is_counted_and_chased_like_any_other(ward: Ward) -> None:
    ward.record(4)
    cross = add(ward, "Pressure ulcers", kind=MeasureKind.SAFETY_CROSS, domain=Domain.SAFETY, data_owner="Jo",
                direction=Direction.DECREASE, began_on=WEEK - timedelta(weeks=3))  # fmt: skip
    assert line(ward, "Pressure ulcers").by_day and line(ward, "Pressure ulcers").is_owed
    assert (view(ward).got, view(ward).asked) == (1, 2)
    assert ("Jo", ("Pressure ulcers",)) in chase(view(ward).lines)
    assert ward.ask(lambda session: how_far(session, ward.nurse, ward.team_id, WEEK, TODAY)) == (1, 2)
    assert [late.measure_id for late in ward.ask(lambda s: board(s, ward.nurse, ward.team_id, TODAY)).owed] == [cross]


def test_how_late_a_line_is_stands_beside_it_and_in_who_owes_what(ward: Ward) -> None:
    ward.record(4, None, None, None)
    assert (line(ward).weeks_late, line(ward).owed_words) == (3, "3 weeks late")
    assert chase(view(ward).lines)[0][1] == ("Falls (3 weeks late)",)
    ward.record(4, 4, 4, None)
    assert line(ward).owed_words == "still to come"
    assert chase(view(ward).lines)[0][1] == ("Falls",)


def test_a_paused_team_is_asked_for_nothing(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        session.get_one(Team, ward.team_id).paused_on = WEEK - timedelta(days=12)
    assert (view(ward).paused, view(ward).asked, view(ward).owed) == ("Paused since 3 Nov", 0, ())
    assert chase(view(ward).lines) == ()


def test_the_week_under_way_is_so_far_and_may_be_closed_early(ward: Ward) -> None:
    assert not view(ward).is_running
    assert (view(ward, RUNNING).is_running, view(ward, RUNNING).is_closed) == (True, False)
    ward.do(close_week, week=RUNNING, today=TODAY)
    assert view(ward, RUNNING).is_closed
    later = ward.ask(lambda s: week_view(s, ward.nurse, ward.team_id, RUNNING, RUNNING + timedelta(days=1)))
    assert not later.is_closed, "once it is over there is nothing to reopen"


def test_what_is_usual_is_told_until_the_line_begins_anew_after_the_newest_figure(ward: Ward) -> None:
    ward.record(*(3, 4, 5) * 5, None)
    ward.do(measures.rebase, ward.falls_id, week=WEEK - timedelta(weeks=13), reason="Long ago")
    assert line(ward).usual
    ward.do(measures.rebase, ward.falls_id, week=WEEK, reason="The move")
    assert line(ward).usual == "", "nothing is known of what begins with this very week"


def test_the_grid_stands_in_the_order_of_the_board(ward: Ward) -> None:
    add(ward, "Pay", domain=Domain.COST)
    add(ward, "Ulcers", domain=Domain.SAFETY)
    grid = ward.ask(lambda session: grid_view(session, ward.nurse, ward.team_id, TODAY, 12))
    assert [row.name for row in grid.lines] == [row.name for row in view(ward).lines] == ["Falls", "Ulcers", "Pay"]


def test_the_measures_table_shows_the_running_weeks_figure_and_judges_nothing_of_it(ward: Ward) -> None:
    ward.record(*(3, 4, 5) * 5)
    read = lambda: ward.ask(lambda s: measure(s, ward.nurse, ward.team_id, ward.falls_id, TODAY))  # noqa: E731
    assert read().so_far is None
    ward.do(type_figure, ward.falls_id, RUNNING, Typed("40", note="Two wards are open"), today=TODAY)
    so_far, rows = read().so_far, read().rows
    assert so_far is not None
    assert (so_far.value_text, so_far.status_text, so_far.signal) == ("40", "So far", None)
    assert so_far.note == "Two wards are open"
    assert RUNNING not in [row.week for row in rows]
    ward.do(close_week, week=RUNNING, today=TODAY)
    assert read().so_far is None and read().rows[0].week == RUNNING


def test_nothing_to_count_is_in_and_asked_of_nobody(ward: Ward) -> None:
    ward.record(4, 5, None)
    ward.do(type_figure, ward.falls_id, WEEK, Typed("", PointStatus.NOTHING_TO_COUNT, version=1), today=TODAY)
    assert (view(ward).got, view(ward).asked) == (1, 1)
    assert measure_row(ward) == "Nothing to count"


def measure_row(ward: Ward) -> str:
    read = ward.ask(lambda s: measure(s, ward.nurse, ward.team_id, ward.falls_id, TODAY))
    return read.rows[0].status_text


def test_a_measure_whose_figure_is_being_checked_has_no_signal_on_any_screen(quick: Ward) -> None:
    quick.record(*(4, 5, 3, 4, 6, 4, 3, 5, 4, 5, 3, 4, 5), *(9, 10, 8, 9, 11, 10, 8, 9))
    assert "Worse" in drawn(quick)
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, 91.0, doubt="91 or 9.1?")])
    wall = drawn(quick)
    assert "Worse" not in wall and wall.count("Being checked") == 2, "on its tile and its focus page"
    summary = quick.ask(lambda session: team_summary(session, quick.nurse, quick.team_id, TODAY))
    assert (summary.worse, summary.signals) == ((), {})


def drawn(ward: Ward) -> str:
    return board_markup(ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY)))


def test_what_a_share_is_out_of_keeps_letters_that_are_capitals(ward: Ward) -> None:
    of = ward.do(measures.add_measure, name="A&E attendances", domain=Domain.CAPACITY, direction=Direction.NEUTRAL).id
    ward.do(
        measures.add_measure, name="Seen in 4 h", unit="%", domain=Domain.QUALITY, direction=Direction.INCREASE,
        out_of_id=of,
    )  # fmt: skip
    assert line(ward, "Seen in 4 h").out_of == "A&E attendances"
