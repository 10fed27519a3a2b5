"""What a wall is given: the tiles, lanes, actions and lines of one team on one day, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event

from tests.small_ward import Ward
from vmboard.commands import actions, cycles, huddles, measures, projects, teams
from vmboard.commands.measure_list import retire_measure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import Board, Card, Tile
from vmboard.domain.words import Decision, Direction, Domain, LinkRole, PointStatus, Signal, Stage, Step
from vmboard.queries.board import board

TODAY = date(2026, 11, 18)
WEEK = date(2026, 11, 15)
STEADY = [4.0, 5, 3, 4, 6, 4, 3, 5, 4, 5, 3, 4, 5, 4, 3, 5]
COST = {"domain": Domain.COST, "direction": Direction.DECREASE}


def wall(ward: Ward, today: date = TODAY) -> Board:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, today))


def falls(ward: Ward, today: date = TODAY) -> Tile:
    return next(tile for tile in wall(ward, today).tiles if tile.measure_id == ward.falls_id)


def card(ward: Ward, today: date = TODAY) -> Card:
    (only,) = [card for lane in wall(ward, today).lanes for card in lane.cards]
    return only


def weeks_ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def test_an_empty_board_stands_and_says_that_nothing_is_in_yet(ward: Ward) -> None:
    of = wall(ward)
    (tile,) = of.tiles
    assert (tile.value_text, tile.week_text, tile.signal) == ("–", "No figures yet", Signal.NOT_ENOUGH)
    assert [(lane.name, lane.count_text, lane.cards) for lane in of.lanes] == [
        ("Ideas", "0", ()), ("Testing", "0 of 4", ()), ("Embedded", "0", ()),
    ]  # fmt: skip
    assert (of.actions, of.actions_text, of.last_huddle, of.celebration) == ((), "", "", "")
    assert (of.team_name, of.week_text, of.next_huddle, of.is_demo) == ("Ward 7A", "15 Nov", "Tue 24 Nov 10:00", False)


def test_the_footer_names_no_week_of_measures_that_rest_off_the_wall(ward: Ward) -> None:
    ward.do(record_points, ward.falls_id, [NewPoint(weeks_ago(1), 3.0)])
    for name in ("Pay", "Agency"):
        resting = ward.do(measures.add_measure, name=name, **COST).id
        ward.do(record_points, resting, [NewPoint(WEEK, 900.0)])
        ward.do(retire_measure, resting, reason="It holds", today=TODAY)
    of = wall(ward)
    assert [tile.name for tile in of.tiles] == ["Falls"] and of.week_text == "8 Nov"


def test_where_as_many_tiles_are_of_two_weeks_the_footer_names_the_newer(ward: Ward) -> None:
    pay = ward.do(measures.add_measure, name="Pay", **COST).id
    ward.do(
        record_points, ward.falls_id, [NewPoint(weeks_ago(1), 3.0), NewPoint(WEEK, None, status=PointStatus.NOT_IN_YET)]
    )
    ward.do(record_points, pay, [NewPoint(WEEK, 900.0)])
    of = wall(ward)
    assert [tile.week for tile in of.tiles] == [weeks_ago(1), WEEK] and of.week_text == "15 Nov"


def test_tiles_stand_in_the_order_of_the_box_score_without_what_is_off_the_wall(ward: Ward) -> None:
    pay = ward.do(measures.add_measure, name="Pay", **COST).id
    gone = ward.do(measures.add_measure, name="Overtime", **COST).id
    ward.do(measures.add_measure, name="Bed days", on_wall=False, **COST)
    ward.do(measures.remove_measure, gone)
    ward.do(measures.change_measure, pay, short_name="Pay, all", position=0)
    assert [tile.name for tile in wall(ward).tiles] == ["Falls", "Pay, all"], "safety stands before cost"
    ward.do(measures.change_measure, pay, domain=Domain.SAFETY)
    assert [tile.name for tile in wall(ward).tiles] == ["Pay, all", "Falls"]


def test_few_figures_make_no_claim(ward: Ward) -> None:
    ward.record(*STEADY[:9])
    assert falls(ward).signal is Signal.NOT_ENOUGH
    assert falls(ward).sentence == "Not enough weeks yet: 9 of 10."


def test_a_lasting_fall_is_better_and_says_by_how_much_since_the_baseline(ward: Ward) -> None:
    ward.record(*STEADY, *[2.0, 1, 2, 3, 1, 2, 2, 1, 2])
    first = weeks_ago(len(STEADY) + 8)
    ward.do(measures.freeze_baseline, ward.falls_id, first_week=first, last_week=weeks_ago(9), reason="Before")
    tile = falls(ward)
    assert (tile.signal, tile.value_text) == (Signal.IMPROVEMENT, "2")
    assert tile.change == pytest.approx(16 / 9 / (67 / 16) - 1)
    assert tile.change_text.startswith("58% lower than our baseline of 4.2")


def test_a_rebase_starts_a_new_line_and_the_old_signal_is_past(ward: Ward) -> None:
    ward.record(*STEADY, *[9.0, 10, 8, 9, 11, 10, 8, 9, 10, 9, 8, 10, 9, 9])
    assert falls(ward).signal is Signal.CONCERN
    ward.do(measures.rebase, ward.falls_id, week=weeks_ago(13), reason="Two more beds")
    tile = falls(ward)
    assert tile.signal is Signal.COMMON_CAUSE
    assert [span.first for span in tile.chart.spans] == [0, 16]


def test_a_missing_week_is_a_gap_in_the_chart_and_not_a_nought(ward: Ward) -> None:
    ward.record(*STEADY[:8], None, *STEADY[8:])
    chart = falls(ward).chart
    assert chart.values[8] is None and chart.meanings[8] is None
    assert 0 not in chart.values


def test_a_late_figure_says_how_old_it_is_and_who_it_waits_for(ward: Ward) -> None:
    ward.record(*STEADY, None, None, None, waiting_for="finance")
    tile = falls(ward)
    assert tile.value == STEADY[-1]
    assert tile.age_text == "Week to 25 Oct, 3 weeks late, waiting for finance"
    assert tile.week_text == "Week ending 25 Oct"


def test_an_older_week_that_never_came_in_is_not_what_the_tile_waits_for(ward: Ward) -> None:
    late = [NewPoint(weeks_ago(3), None, waiting_for="finance"), NewPoint(weeks_ago(2), 3)]
    ward.do(record_points, ward.falls_id, late)
    assert falls(ward).age_text == "Week to 1 Nov, 2 weeks late"


def test_a_provisional_figure_is_marked_until_it_is_final(ward: Ward) -> None:
    ward.record(4, status=PointStatus.PROVISIONAL)
    assert falls(ward).provisional
    ward.record(4)
    assert not falls(ward).provisional


def test_a_measure_sampled_every_eight_weeks_is_carried_forward_with_its_age(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, cadence_weeks=8)
    ward.do(record_points, ward.falls_id, [NewPoint(weeks_ago(11), 30), NewPoint(weeks_ago(3), 34)])
    tile = falls(ward)
    assert (tile.value, tile.age_text, tile.chart.values) == (34, "Sampled 25 Oct", (30, 34))
    assert falls(ward, TODAY + timedelta(weeks=6)).age_text == "Week to 25 Oct, 2 weeks late"


def test_a_derived_measure_is_worked_out_week_by_week_and_never_guessed(ward: Ward) -> None:
    pay = ward.do(measures.add_measure, name="Pay", **COST).id
    each = ward.do(
        measures.add_derived_measure, name="Pay for each fall", numerators={pay: 1.0}, denominator=ward.falls_id,
        factor=2.0, unit="£", **COST,
    ).id  # fmt: skip
    ward.record(4, 0, 5)
    points = [NewPoint(weeks_ago(2), 100), NewPoint(weeks_ago(1), 100)]
    ward.do(record_points, pay, [*points, NewPoint(WEEK, None, waiting_for="finance")])
    tile = next(tile for tile in wall(ward).tiles if tile.measure_id == each)
    assert tile.value_text == "£50"
    assert tile.age_text == "Week to 1 Nov, 1 week late, waiting for finance", "in the week to 8 November nobody fell"


def test_a_card_says_how_long_it_has_stood_and_how_far_its_cycle_has_come(ward: Ward) -> None:
    rounds = ward.do(projects.add_project, title="Comfort rounds", today=date(2026, 9, 1), owner_id=ward.nurse_id).id
    ward.do(projects.link_measure, rounds, ward.falls_id, role=LinkRole.OUTCOME)
    ward.do(projects.move_project, rounds, to=Stage.TESTING, today=date(2026, 10, 3))
    for start, step in ((date(2026, 10, 3), Step.ACT), (date(2026, 11, 1), Step.STUDY)):
        cycle = ward.do(cycles.start_cycle, rounds, plan="Bay 1", prediction="Fewer", today=start).id
        ward.do(cycles.advance_cycle, cycle, step=step, decision=Decision.ADAPT if step is Step.ACT else None)
    one = card(ward)
    assert (one.title, one.owner, one.measures, one.days_text) == ("Comfort rounds", "JD", ("Falls",), "46 days")
    assert (one.cycle, one.step, one.cycle_done, one.stuck) == (2, 2, False, False)
    later = card(ward, date(2026, 12, 13))
    assert later.stuck  # six weeks after its newest cycle began


def test_lanes_show_trouble_first_then_what_needs_talk_most(ward: Ward) -> None:
    for n, (days, votes) in enumerate(((30, 1), (3, 5), (20, 2))):
        ids = [
            ward.do(projects.add_project, title=f"{lane} {n}", today=TODAY - timedelta(days=days), votes=votes).id
            for lane in ("Idea", "Test")
        ]
        ward.do(projects.move_project, ids[1], to=Stage.TESTING, today=TODAY - timedelta(days=days))
        if n == 1:
            ward.do(projects.block, ids[1], reason="No slings")
    ideas, tests, _ = wall(ward).lanes
    assert [card.title for card in ideas.cards] == ["Idea 1", "Idea 2", "Idea 0"]
    assert [card.title for card in tests.cards] == ["Test 1", "Test 0", "Test 2"]
    assert tests.count_text == "3 of 4"


def test_what_is_parked_stopped_or_removed_is_off_the_board(ward: Ward) -> None:
    for stage in (Stage.PARKED, Stage.STOPPED):
        made = ward.do(projects.add_project, title=stage.value, today=TODAY).id
        ward.do(projects.move_project, made, to=stage, today=TODAY, reason="It woke people")
    ward.do(projects.remove_project, ward.do(projects.add_project, title="Gone", today=TODAY).id)
    assert [lane.cards for lane in wall(ward).lanes] == [(), (), ()]


@pytest.mark.parametrize(
    ("since", "holds"),
    [([2.0, 1, 2, 1], True), ([0.0, 1, 0, 1, 5, 6, 5, 6], False), ([4.0, 5, 5, 4], None), ([2.0, 1], None)],
)
def test_an_embedded_gain_says_whether_it_still_holds(ward: Ward, since: list[float], holds: bool | None) -> None:
    ward.record(*STEADY, *since)
    first, last = weeks_ago(len(STEADY) + len(since) - 1), weeks_ago(len(since))
    ward.do(measures.freeze_baseline, ward.falls_id, first_week=first, last_week=last, reason="Before")
    rounds = ward.do(projects.add_project, title="Comfort rounds", today=first).id
    ward.do(projects.link_measure, rounds, ward.falls_id, role=LinkRole.OUTCOME)
    ward.do(projects.move_project, rounds, to=Stage.EMBEDDED, today=last + timedelta(days=1), reason="The tile")
    assert card(ward).holding is holds


def test_a_focus_page_tells_the_project_that_is_meant_to_move_the_measure(ward: Ward) -> None:
    pay = ward.do(measures.add_measure, name="Pay", **COST).id
    rounds = ward.do(
        projects.add_project, title="Comfort rounds", today=TODAY, aim="Halve falls", next_step="Both bays"
    ).id
    for measure, role in ((ward.falls_id, LinkRole.OUTCOME), (pay, LinkRole.GUARD)):
        ward.do(projects.link_measure, rounds, measure, role=role)
    ward.do(cycles.start_cycle, rounds, plan="Bay 1", prediction="Fewer at night", today=TODAY)
    first, second = wall(ward).focuses
    assert (first.tile.name, second.card) == ("Falls", None)
    assert [(block.heading, block.text) for block in first.blocks] == [
        ("Aim", "Halve falls"), ("What we predicted", "Fewer at night"), ("Next step", "Both bays"),
        ("Keeping an eye on", "Pay"),
    ]  # fmt: skip


def test_actions_show_what_is_late_first_and_nothing_that_is_done(ward: Ward) -> None:
    made = {
        days: ward.do(actions.raise_action, text=f"In {days}", today=TODAY, due=TODAY + timedelta(days=days)).id
        for days in (9, 0, -2, 1, -9)
    }
    ward.do(actions.raise_action, text="Some time", today=TODAY)
    ward.do(actions.complete, made[-9], today=TODAY)
    ward.do(actions.drop, made[9], reason="Not needed")
    of = wall(ward)
    assert [(line.text, line.due_text, line.late) for line in of.actions] == [
        ("In -2", "2 days late", True), ("In 0", "Today", False), ("In 1", "Tomorrow", False),
        ("Some time", "No date", False),
    ]  # fmt: skip
    assert of.actions_text == "4 open · 1 late"


def test_the_huddle_lines_speak_of_the_newest_huddle_and_the_next(ward: Ward) -> None:
    ward.do(teams.change_team, huddle_weekday=2, huddle_time=time(9, 15))
    assert wall(ward).next_huddle == "Today 09:15"
    ward.do(huddles.hold_huddle, held_on=date(2026, 11, 11), people=1, celebration="Older")
    ward.do(huddles.hold_huddle, held_on=TODAY, people=9, minutes=12, celebration="41 days clear")
    of = wall(ward)
    assert (of.last_huddle, of.celebration) == ("Wed 18 Nov · 9 people · 12 min", "41 days clear")
    assert of.next_huddle == "Wed 25 Nov 09:15"


def test_a_board_is_read_in_twenty_three_queries_at_most_however_much_is_on_it(ward: Ward) -> None:
    with counting(ward.bind) as few:
        wall(ward)
    for n in range(12):
        made = ward.do(measures.add_measure, name=f"Measure {n}", **COST).id
        ward.do(record_points, made, [NewPoint(weeks_ago(ago), ago) for ago in range(20)])
        project = ward.do(projects.add_project, title=f"Project {n}", today=TODAY).id
        ward.do(projects.link_measure, project, made, role=LinkRole.OUTCOME)
    with counting(ward.bind) as many:
        wall(ward)
    assert len(many) == len(few) <= 23


def test_a_focus_page_says_from_whom_its_figures_come_and_what_they_count(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, definition=" Any fall,\nhurt or not ", data_owner="Ward clerk")
    assert wall(ward).focuses[0].about == "Figures from Ward clerk. Any fall, hurt or not."


def test_a_team_that_is_not_there_is_refused_in_words(ward: Ward) -> None:
    with pytest.raises(Refused, match="not here"):
        ward.ask(lambda session: board(session, ward.nurse, 999, TODAY))


@contextmanager
def counting(bind: Engine) -> Iterator[list[str]]:
    """The queries made inside the block."""
    made: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            made.append(statement)

    event.listen(bind, "before_cursor_execute", note)
    yield made
    event.remove(bind, "before_cursor_execute", note)
