"""Rare harm kept day by day says one thing on every screen: its day, the days between, what the rules make of it."""

import re
from datetime import date, timedelta

import pytest

from tests.pseudo import PSEUDO
from tests.small_ward import Ward
from vmboard.commands import charts, days, measures
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.undo import undo
from vmboard.domain.huddles.figures import sorted_out, too_soon_words
from vmboard.domain.refusals import Refused
from vmboard.domain.spc.words import Chart
from vmboard.domain.text.catalogue import speaking
from vmboard.domain.views.board import MeasureView, Tile
from vmboard.domain.views.round import Summary
from vmboard.domain.words import Direction, Domain, MeasureKind, Signal
from vmboard.files.points import write_points
from vmboard.queries.board import board
from vmboard.queries.group_series import group_series, measure_key
from vmboard.queries.measures import measure
from vmboard.queries.summaries import team_summary
from vmboard.render.chart import summary as chart_summary
from vmboard.store.tables import Measure
from vmboard.ui.measure_words import summary

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
WEEKLY = [0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0] * 4
USUAL = (3, 41, 12, 27, 6, 55, 18, 2, 33, 9, 24, 14, 47, 20)


def harmed(ward: Ward, gaps: tuple[int, ...], ago: int, kind: MeasureKind = MeasureKind.DAYS_SINCE) -> None:
    """Falls with these days between them, the last so many days ago; on a cross every day is filled in."""
    began = TODAY - (ago + sum(gaps) + 20) * A_DAY
    ward.do(measures.change_measure, ward.falls_id, kind=kind, began_on=began)
    at = {ago + sum(gaps[len(gaps) - n :]) for n in range(len(gaps) + 1)}
    with_none = range(1, (TODAY - began).days + 1) if kind is MeasureKind.SAFETY_CROSS else ()
    for back in sorted({*at, *with_none}, reverse=True):
        ward.do(days.mark_day, ward.falls_id, day=TODAY - back * A_DAY, count=int(back in at), today=TODAY)


def tile(ward: Ward) -> Tile:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY)).tiles[0]


def test_a_target_of_weeks_beside_the_figure_of_a_month_says_so_in_every_language(quick: Ward) -> None:
    harmed(quick, USUAL, 5, MeasureKind.SAFETY_CROSS)
    quick.do(measures.change_measure, quick.falls_id, target=3)
    assert (tile(quick).target_text, tile(quick).target_words) == ("Target ≤ 3 a week", "target 3 or fewer a week")
    with speaking(PSEUDO):
        assert not re.search("[A-Za-z]{2}", tile(quick).target_text)


def page(ward: Ward) -> MeasureView:
    return ward.ask(lambda session: measure(session, ward.nurse, ward.team_id, ward.falls_id, TODAY))


def round_of(ward: Ward) -> Summary:
    return ward.ask(lambda session: team_summary(session, ward.nurse, ward.team_id, TODAY))


def side_by_side(ward: Ward) -> Signal:
    key = measure_key("", "Falls")
    return ward.ask(lambda session: group_series(session, [ward.team_id], key, TODAY)[ward.team_id].judged().signal)


def everywhere(ward: Ward) -> Signal:
    """Its signal, which is the same on the wall, its page, the huddle, the round and beside other teams."""
    shown = tile(ward)
    told = {page(ward).tile.signal, side_by_side(ward), *round_of(ward).signals[Domain.SAFETY]}
    told |= {t.signal for t in sorted_out([shown]).signals} or {shown.signal}
    assert told == {shown.signal}, told
    assert bool(round_of(ward).worse) is (shown.signal is Signal.CONCERN)
    return shown.signal


@pytest.mark.parametrize("chart", [Chart.U, Chart.U_PRIME])
def test_a_chart_that_days_cannot_have_waits_for_weeks_and_days_between_are_drawn(quick: Ward, chart: Chart) -> None:
    """Falls by bed days before they were kept on a cross: the wall stood without a figure, for ever."""
    weeks = [TODAY - timedelta(days=3 + 7 * ago) for ago in range(20)]
    quick.do(record_points, quick.falls_id, [NewPoint(week, None, 2.0, 600.0) for week in weeks])
    quick.do(charts.choose_chart, quick.falls_id, chart=chart)
    harmed(quick, USUAL, 3)
    assert everywhere(quick) is Signal.COMMON_CAUSE
    assert tile(quick).chart.rules_note.startswith("T chart") and page(quick).chart == ""
    quick.do(measures.change_measure, quick.falls_id, kind=MeasureKind.WEEKLY)
    assert page(quick).chart == chart


def test_a_chart_of_cases_goes_by_days_once_nothing_counts_the_cases(quick: Ward) -> None:
    seen = quick.do(measures.add_measure, name="Seen", domain=Domain.CAPACITY, direction=Direction.INCREASE).id
    weeks = [TODAY - timedelta(days=3 + 7 * ago) for ago in range(60)]
    quick.do(record_points, seen, [NewPoint(week, 40.0) for week in weeks])
    harmed(quick, USUAL, 3)
    quick.do(measures.change_measure, quick.falls_id, out_of="seen", out_of_id=seen)
    quick.do(charts.choose_chart, quick.falls_id, chart=Chart.G)
    assert tile(quick).chart.rules_note.startswith("G chart")
    quick.do(measures.change_measure, quick.falls_id, out_of_id=None)
    assert tile(quick).chart.rules_note.startswith("T chart") and everywhere(quick) is Signal.COMMON_CAUSE


@pytest.mark.parametrize("kind", [MeasureKind.DAYS_SINCE, MeasureKind.SAFETY_CROSS])
def test_one_fall_is_an_event_with_its_day_and_never_worse_for_its_own_sake(quick: Ward, kind: MeasureKind) -> None:
    harmed(quick, (*USUAL, 2), 1, kind)
    assert everywhere(quick) is Signal.COMMON_CAUSE
    assert tile(quick).sentence == (
        "1 day since the last one, on 17 November, 2 days after the one before. Our longest: 55 days."
    )
    assert tile(quick).sentence == page(quick).tile.sentence
    assert (tile(quick).chart.unit, tile(quick).chart.by_day) == ("days", True)


def test_a_gap_that_grows_beyond_the_usual_is_better_on_every_screen(quick: Ward) -> None:
    harmed(quick, USUAL, 250)
    assert everywhere(quick) is Signal.IMPROVEMENT
    assert tile(quick).sentence.endswith("Our longest yet. Longer than the usual days between two: 250 so far.")


def test_harm_that_comes_ever_faster_is_worse_on_every_screen_and_since_its_day(quick: Ward) -> None:
    harmed(quick, (*USUAL, *USUAL, 1, 1, 2, 1, 1, 2, 1), 1)
    assert everywhere(quick) is Signal.CONCERN
    assert round_of(quick).worse[0].since == TODAY - 9 * A_DAY


def test_a_few_events_are_counted_and_none_at_all_are_told_as_that(quick: Ward) -> None:
    harmed(quick, (), 84)
    quick.do(days.unmark_day, quick.falls_id, day=TODAY - 84 * A_DAY)
    assert everywhere(quick) is Signal.NOT_ENOUGH
    assert tile(quick).sentence == "No event since we began on 6 August: 104 days."
    harmed(quick, (9, 12), 5)
    assert everywhere(quick) is Signal.NOT_ENOUGH
    assert tile(quick).sentence.endswith("Our longest: 20 days. Not enough gaps between events yet: 2 of 13.")
    assert too_soon_words([tile(quick)]) == "Too soon to say", "it counts events and no weeks"


def test_what_a_round_keeps_of_a_board_is_good_for_the_day_alone(quick: Ward) -> None:
    harmed(quick, USUAL, 5)
    kept, week = round_of(quick), round_of(quick).week
    assert kept.is_good(kept.revision, week, TODAY)
    assert not kept.is_good(kept.revision, week, TODAY + A_DAY), "tomorrow the gap is a day longer"
    quick.do(measures.change_measure, quick.falls_id, kind=MeasureKind.WEEKLY)
    weekly = round_of(quick)
    assert weekly.is_good(weekly.revision, week, TODAY + A_DAY)


def test_the_table_the_chart_and_the_file_name_the_day_of_each_event(quick: Ward) -> None:
    harmed(quick, USUAL, 5)
    quick.do(days.mark_day, quick.falls_id, day=TODAY - 5 * A_DAY, count=1, today=TODAY, note="By the *sluice*")
    view = page(quick)
    newest = view.rows[0]
    assert (newest.week, newest.of_week, newest.value_text) == (date(2026, 11, 13), date(2026, 11, 15), "20")
    assert newest.note == "By the *sluice*" and newest.says.startswith("Steady: within the usual")
    first, second = write_points(view).decode("utf-8-sig").splitlines()[:2]
    assert first.startswith("Measure,Unit,Day,Figure") and second.startswith("Falls,days,2026-11-13,20,")
    assert chart_summary(view.tile.chart).startswith("14 gaps between events, from 2 to 55")
    assert "weeks" not in summary(view)


def test_a_week_left_out_and_a_new_line_count_for_its_days(quick: Ward) -> None:
    harmed(quick, USUAL, 5)
    quick.do(charts.exclude, quick.falls_id, week=date(2026, 11, 15), reason="The flood")
    assert page(quick).rows[0].value_text == "47" and tile(quick).since is not None
    assert tile(quick).since.days == 5, "it happened, whatever the rules leave out"
    quick.do(measures.rebase, quick.falls_id, week=date(2026, 9, 27), reason="New trolley")
    assert everywhere(quick) is Signal.NOT_ENOUGH
    assert tile(quick).sentence.endswith("New centre line since 27 Sep: 1 of 13 gaps.")


def test_where_another_measure_counts_the_cases_it_is_cases_between(quick: Ward) -> None:
    shared = {"domain": Domain.CAPACITY, "direction": Direction.NEUTRAL}
    seen = quick.do(measures.add_measure, name="Patients seen", unit="patients", **shared).id
    weeks = [date(2026, 11, 22) - n * 7 * A_DAY for n in range(60)]
    quick.do(record_points, seen, [NewPoint(week, 70.0) for week in weeks])
    harmed(quick, USUAL, 5)
    with pytest.raises(Refused, match="which measure counts them"):
        quick.do(charts.choose_chart, quick.falls_id, chart=Chart.G)
    quick.do(measures.change_measure, quick.falls_id, out_of_id=seen)
    view = page(quick)
    assert (view.tile.chart.unit, view.rows[0].value_text) == ("cases", "200")
    assert everywhere(quick) is Signal.COMMON_CAUSE
    with pytest.raises(Refused, match="kept day by day"):
        quick.do(charts.choose_chart, quick.falls_id, chart=Chart.P)


def test_weekly_counts_that_are_mostly_nought_are_offered_it_and_one_press_is_undone(quick: Ward) -> None:
    quick.record(*WEEKLY)
    view = page(quick)
    assert view.offered_chart == Chart.T and view.offer.startswith("24 of 32 weeks are zero")
    quick.do(charts.choose_chart, quick.falls_id, chart=Chart.T)
    assert page(quick).tile.chart.events and page(quick).offer == ""
    assert tile(quick).sentence == "Not enough gaps between events yet: 7 of 13."
    quick.do(undo, quick.history()[-1].revision)
    assert quick.row(Measure, quick.falls_id).chart is None and page(quick).offered_chart == Chart.T
