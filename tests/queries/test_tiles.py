"""Tiles: targets and averages in words; and of what is kept day by day, since when nothing happened, and the month."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.small_ward import WEEK, Ward
from vmboard.commands import days, measures
from vmboard.commands.charts import choose_chart
from vmboard.commands.days import mark_day
from vmboard.commands.measure_list import retire_measure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.figures.recipes import Spread
from vmboard.domain.spc.words import Chart
from vmboard.domain.views.board import Tile
from vmboard.domain.words import Direction, Domain, MeasureKind, Signal
from vmboard.queries.board import board
from vmboard.queries.group_series import group_series, measure_key
from vmboard.queries.settings import away, choices, kept_by_day
from vmboard.queries.settings import days as days_view
from vmboard.render.tile import Room, data_note
from vmboard.render.tile import tile as wall_tile

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)


def by_day(ward: Ward, kind: MeasureKind, began: date | None = None) -> None:
    ward.do(measures.change_measure, ward.falls_id, kind=kind, began_on=began)


def tile(ward: Ward, today: date = TODAY) -> Tile:
    (only,) = ward.ask(lambda session: board(session, ward.nurse, ward.team_id, today)).tiles
    return only


def harm(ward: Ward, *ago: int, count: int = 1) -> None:
    for days_ in ago:
        ward.do(mark_day, ward.falls_id, day=TODAY - days_ * A_DAY, count=count, today=TODAY)


def test_days_are_counted_from_the_last_event_or_from_the_beginning(quick: Ward) -> None:
    by_day(quick, MeasureKind.DAYS_SINCE, TODAY - 30 * A_DAY)

    def told() -> tuple[str, str, str, str]:
        shown = tile(quick)
        return shown.value_text, shown.unit_text, shown.age_text, shown.week_text

    assert told() == ("30", "days", "since we began, 19 Oct", "")
    assert tile(quick).sentence == "No event since we began on 19 October: 30 days."
    harm(quick, 9)
    assert told() == ("9", "days", "since the last one, 9 Nov", "")
    harm(quick, 1)
    assert told() == ("1", "day", "since the last one, 17 Nov", "")
    harm(quick, 0, count=0)
    assert told()[0] == "1", "a day on which nothing happened is no event"
    quick.do(days.unmark_day, quick.falls_id, day=TODAY - A_DAY)
    assert told()[0] == "9"
    assert tile(quick, TODAY + 1_000 * A_DAY).value_text == "1,009"


def test_days_since_are_judged_by_the_days_between_events_never_week_by_week(quick: Ward) -> None:
    by_day(quick, MeasureKind.DAYS_SINCE, TODAY - 210 * A_DAY)
    gaps = (4, 15, 7, 21, 10, 3, 18, 9, 12, 6, 25, 8, 14, 5, 16, 9)
    harm(quick, *(10 + sum(gaps[:n]) for n in range(len(gaps))))
    shown = tile(quick)
    assert shown.signal is Signal.COMMON_CAUSE and shown.chart.unit == "days", "a week with none is no better week"
    assert shown.since is not None and shown.since.runs[-3:] == (15, 4, 10)


def test_a_run_longer_than_what_is_usual_between_two_is_better_while_it_still_grows(quick: Ward) -> None:
    by_day(quick, MeasureKind.DAYS_SINCE, TODAY - 210 * A_DAY)
    harm(quick, *range(73, 210, 7))
    shown = tile(quick)
    assert shown.signal is Signal.IMPROVEMENT
    assert shown.sentence == (
        "73 days since the last one, on 6 September, 7 days after the one before. Our longest yet. "
        "Longer than the usual days between two: 73 so far."
    )
    by_day(quick, MeasureKind.DAYS_SINCE, TODAY - 20 * A_DAY)
    assert tile(quick).sentence == "No event since we began on 29 October: 20 days.", "two weeks say nothing yet"


def test_beside_the_figure_of_a_month_a_target_says_that_it_is_of_a_week(quick: Ward) -> None:
    by_day(quick, MeasureKind.SAFETY_CROSS, date(2026, 10, 1))
    assert tile(quick).target_text == tile(quick).target_words == ""
    quick.do(measures.change_measure, quick.falls_id, target=2)
    assert (tile(quick).target_text, tile(quick).target_words) == ("Target ≤ 2 a week", "target 2 or fewer a week")


def test_a_safety_cross_adds_up_this_month_and_a_day_not_filled_in_is_no_nought(quick: Ward) -> None:
    by_day(quick, MeasureKind.SAFETY_CROSS, date(2026, 10, 1))
    assert (tile(quick).value_text, tile(quick).unit_text, tile(quick).week_text) == (
        "–",
        "this month",
        "November 2026",
    )
    harm(quick, 18, count=5)  # 31 October
    assert tile(quick).value_text == "–", "last month is not this month"
    harm(quick, 17, count=0)
    assert tile(quick).value_text == "0"
    harm(quick, 0, 3, count=2)
    assert (tile(quick).value_text, tile(quick).age_text) == ("4", "")
    month = tile(quick).month
    assert month is not None and [cell.count for cell in month.days[:2]] == [0, None]
    assert tile(quick, date(2026, 12, 1)).value_text == "–"


def by_week(ward: Ward) -> None:
    """It is not rare: somebody chose to see it week by week."""
    ward.do(choose_chart, ward.falls_id, chart=Chart.XMR)


def test_a_week_of_a_cross_counts_once_every_day_of_it_is_filled_in(quick: Ward) -> None:
    by_day(quick, MeasureKind.SAFETY_CROSS, date(2026, 11, 2))
    by_week(quick)
    harm(quick, *range(3, 16), count=1)  # 3 to 15 November: the first day is still open

    def weekly() -> tuple[float | None, ...]:
        return tile(quick).chart.values

    assert weekly() == (7.0,), "the week of 2 November has a day to fill in"
    harm(quick, 16, count=0)
    assert weekly() == (6.0, 7.0)


def test_a_steady_cross_says_that_what_is_normal_is_told_of_weeks(quick: Ward) -> None:
    by_day(quick, MeasureKind.SAFETY_CROSS, TODAY - 140 * A_DAY)
    by_week(quick)
    for ago in range(1, 141):
        harm(quick, ago, count=int(ago % 7 in (1, 4)))
    shown = tile(quick)
    assert shown.signal is Signal.COMMON_CAUSE and shown.sentence.endswith(" a week.")


def test_the_lists_say_which_are_kept_by_day_watched_removed_or_worked_out(quick: Ward) -> None:
    by_day(quick, MeasureKind.SAFETY_CROSS, date(2026, 10, 1))
    shared: Any = {"domain": Domain.COST, "direction": Direction.DECREASE}
    pay, gone, watched = (quick.do(measures.add_measure, name=n, **shared).id for n in ("Pay", "Gone", "Watched"))
    cost = quick.do(measures.add_derived_measure, name="Cost", numerators={pay: 1}, **shared).id
    quick.do(measures.remove_measure, gone)
    quick.do(retire_measure, watched, reason="It holds", today=TODAY)

    def asked(question: Any, *args: Any, **how: Any) -> Any:
        return quick.ask(lambda session: question(session, quick.nurse, quick.team_id, *args, **how))

    assert [line.name for line in asked(choices)] == ["Falls", "Pay", "Watched", "Cost"]
    assert [line.name for line in asked(choices, computed=False)] == ["Falls", "Pay", "Watched"]
    assert [line.name for line in asked(kept_by_day)] == ["Falls"]
    watched_, removed = asked(away, TODAY)
    assert [(line.name, line.why) for line in watched_] == [("Watched", "Watched monthly since 18 November: It holds")]
    assert [(line.name, line.why) for line in removed] == [("Gone", "Removed by Jo Douglas, 18 Nov")]
    quick.do(measures.remove_measure, watched)
    assert [len(lines) for lines in asked(away, TODAY)] == [0, 2] and cost > 0
    view = asked(days_view, quick.falls_id, TODAY)
    assert (view.first, view.marks) == (date(2026, 10, 1), {})


@pytest.mark.parametrize(
    ("unit", "target", "direction", "short", "words"),
    [
        ("count", 0, Direction.DECREASE, "Target 0", "target 0"),
        ("count", 3, Direction.DECREASE, "Target ≤ 3", "target 3 or fewer"),
        ("", 3, Direction.DECREASE, "Target ≤ 3", "target 3 or fewer"),
        ("£", 450, Direction.DECREASE, "Target ≤ £450", "target £450 or less"),
        ("%", 90, Direction.INCREASE, "Target ≥ 90%", "target 90% or more"),
        ("%", 0, Direction.INCREASE, "Target ≥ 0%", "target 0% or more"),
        ("hours", 8, Direction.NEUTRAL, "Target 8", "target 8"),
        ("count", None, Direction.DECREASE, "", ""),
    ],
)
def test_a_target_is_said_short_on_a_tile_and_whole_in_a_sentence(
    quick: Ward, unit: str, target: float | None, direction: Direction, short: str, words: str
) -> None:
    quick.do(measures.change_measure, quick.falls_id, unit=unit, target=target, direction=direction)
    shown = tile(quick)
    assert shown.target_text.removesuffix(" hours") == short and shown.target_words.removesuffix(" hours") == words
    assert shown.chart.target == target


def test_averages_beside_a_tile_have_a_decimal_more_than_whole_counts_and_say_which_way(quick: Ward) -> None:
    def told(before: float, since: float, **details: Any) -> str:
        quick.do(measures.change_measure, quick.falls_id, **details)
        quick.record(*[before] * 8, *[since] * 6)
        first, last = (date(2026, 11, 15) - timedelta(weeks=n) for n in (13, 6))
        quick.do(measures.freeze_baseline, quick.falls_id, first_week=first, last_week=last, reason="Before")
        return tile(quick).change_text

    assert told(4, 6) == "50% higher than our baseline of 4.0"
    assert told(4, 4.01) == "The same as our baseline of 4.0"
    assert told(400, 200) == "50% lower than our baseline of 400", "a hundred and more has none"
    assert told(4, 2, decimals=2) == "50% lower than our baseline of 4.00"
    assert told(40, 20, decimals=None, unit="%") == "20 points lower than our baseline of 40%"
    assert told(0, 3) == "3 points higher than our baseline of 0%"
    assert told(0, 3, unit="") == "", "from nothing there is no percentage"


def test_a_share_is_in_doubt_with_the_figure_it_is_out_of(quick: Ward) -> None:
    """41 patients or 410? As long as nobody says, no percentage of them is judged, on one board or among many."""
    noon = quick.do(
        measures.add_measure, name="Home by noon", unit="%", domain=Domain.QUALITY, direction=Direction.INCREASE
    ).id
    quick.do(measures.change_measure, noon, out_of_id=quick.falls_id)
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, 410.0, doubt="41 or 410?")])
    quick.do(record_points, noon, [NewPoint(WEEK, None, 16.0, 410.0)])

    def doubts(session: Session) -> set[str]:
        shown = {one.measure_id: one for one in board(session, quick.nurse, quick.team_id, TODAY).tiles}
        among = group_series(session, [quick.team_id], measure_key("", "Home by noon"), TODAY)[quick.team_id]
        return {shown[quick.falls_id].doubt, shown[noon].doubt, among.readings[WEEK].doubt}

    assert quick.ask(doubts) == {"41 or 410?"}
    quick.do(record_points, noon, [NewPoint(WEEK, None, 16.0, 40.0)])
    assert quick.ask(doubts) == {"41 or 410?", ""}, "what was typed out of another number is not"


def test_a_tile_names_the_rule_by_which_months_of_a_ledger_became_weeks_and_so_does_what_is_worked_out_of_it(
    quick: Ward,
) -> None:
    """Every week of a spread month looks like a figure somebody counted: the tile says that nobody did."""
    pay = quick.do(measures.add_measure, name="Pay", unit="£", domain=Domain.COST, direction=Direction.DECREASE).id
    each = {"domain": Domain.COST, "direction": Direction.DECREASE}
    quick.do(measures.add_derived_measure, name="Each", numerators={pay: 1.0}, denominator=quick.falls_id, **each)
    points = [
        NewPoint(WEEK, 700.0, note=Spread.BY_DAYS.note),
        NewPoint(WEEK - 7 * A_DAY, 700.0, note="The ledger said"),
    ]
    quick.do(record_points, pay, points)
    quick.do(record_points, quick.falls_id, [NewPoint(WEEK, 4.0)])

    def seen(session: Session) -> dict[str, str]:
        shown = board(session, quick.nurse, quick.team_id, TODAY)
        assert {data_note(focus.tile) for focus in shown.focuses} == {"", "Months spread by days"}, "on the focus page"
        wide = {one.name: wall_tile(one, Room(height=200)) for one in shown.tiles}
        assert [name for name, drawn in wide.items() if "Months spread by days" in drawn] == ["Pay", "Each"]
        return {one.name: one.spread for one in shown.tiles}

    assert quick.ask(seen) == {"Falls": "", "Pay": "Months spread by days", "Each": "Months spread by days"}
    quick.do(record_points, pay, [NewPoint(WEEK, 712.5, note="Counted by hand")])
    assert quick.ask(
        lambda session: {one.spread for one in board(session, quick.nurse, quick.team_id, TODAY).tiles}
    ) == {""}
