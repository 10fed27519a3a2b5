"""A week left out counts for nothing on every screen it is handed on to, and stays to be seen where it is drawn."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.small_ward import WEEK, Ward
from vmboard.commands import charts, huddles, measures, projects
from vmboard.commands.learning import publish_story, write_story
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.impact.since_baseline import LongEnough
from vmboard.domain.views.board import MeasureView, Tile
from vmboard.domain.views.impact import ImpactView
from vmboard.domain.views.round import Summary
from vmboard.domain.words import Direction, Domain, LinkRole, Signal, Stage
from vmboard.files.points import write_points
from vmboard.queries.board import board
from vmboard.queries.impact import comparison, impact
from vmboard.queries.measures import measure
from vmboard.queries.organisation import comparison as side_by_side
from vmboard.queries.sheets import team_sheet
from vmboard.queries.stories import story, story_draft
from vmboard.queries.summaries import team_summary
from vmboard.queries.week import week_view

TODAY = date(2026, 11, 18)
BASE = [8.0, 9, 7, 8, 9, 7, 8, 8]
SINCE = [4.0, 5, 3, 4, 5, 3, 4, 4, 4, 5, 3, 4]
FLOOD = 60.0


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def leave_out(ward: Ward, *weeks: date, measure_id: int = 0) -> None:
    for week in weeks:
        ward.do(charts.exclude, measure_id or ward.falls_id, week=week, reason="The flood")


def wall_tile(ward: Ward) -> Tile:
    seen = ward.ask(lambda session: board(session, ward.nurse, ward.team_id, TODAY))
    return next(tile for tile in seen.tiles if tile.measure_id == ward.falls_id)


def page(ward: Ward, measure_id: int = 0) -> MeasureView:
    return ward.ask(lambda session: measure(session, ward.nurse, ward.team_id, measure_id or ward.falls_id, TODAY))


def summary(ward: Ward, today: date = TODAY) -> Summary:
    return ward.ask(lambda session: team_summary(session, ward.nurse, ward.team_id, today))


@pytest.fixture
def flooded(quick: Ward) -> Ward:
    """Nine weeks of baseline and thirteen since, with half as many falls; each with one week of the flood, left out."""
    quick.record(*BASE[:4], FLOOD, *BASE[4:], *SINCE[:9], FLOOD, *SINCE[9:])
    quick.do(measures.freeze_baseline, quick.falls_id, first_week=ago(21), last_week=ago(13), reason="Before")
    leave_out(quick, ago(17), ago(3))
    return quick


class TestOnTheWall:
    def test_it_is_drawn_as_a_ghost_and_enters_neither_line_nor_average(self, flooded: Ward) -> None:
        tile = wall_tile(flooded)
        assert tile.chart.ghosts == {4, 18} and tile.chart.values[4] == FLOOD
        assert tile.change == pytest.approx(-0.5)
        assert tile.change_text == "50% lower than our baseline of 8.0"
        assert (tile.signal, tile.value) == (Signal.IMPROVEMENT, 4.0)

    def test_an_embedded_gain_does_not_slip_by_it(self, flooded: Ward) -> None:
        rounds = flooded.do(projects.add_project, title="Rounds", today=ago(20)).id
        flooded.do(projects.link_measure, rounds, flooded.falls_id, role=LinkRole.OUTCOME)
        flooded.do(projects.move_project, rounds, to=Stage.EMBEDDED, today=ago(12), reason="The tile")
        seen = flooded.ask(lambda session: board(session, flooded.nurse, flooded.team_id, TODAY))
        (card,) = seen.lanes[2].cards
        assert (card.holding, summary(flooded).slipping) == (True, ())

    def test_thirteen_weeks_of_which_one_is_left_out_are_a_run_chart(self, quick: Ward) -> None:
        quick.record(*SINCE, 4)
        assert "run" not in page(quick).default_text
        assert wall_tile(quick).chart.limits == () and wall_tile(quick).chart.spans[0].upper is not None
        leave_out(quick, ago(6))
        assert wall_tile(quick).chart.spans[0].upper is None
        assert "run chart" in page(quick).default_text

    def test_let_back_in_it_counts_again(self, flooded: Ward) -> None:
        for decision in page(flooded).exclusions:
            flooded.do(charts.include, decision.id)
        assert wall_tile(flooded).chart.ghosts == frozenset()
        assert wall_tile(flooded).change != pytest.approx(-0.5)


def cost_per_patient(ward: Ward) -> tuple[int, int, int]:
    """Pay, patients, and the one over the other."""
    shared = {"domain": Domain.COST, "direction": Direction.DECREASE}
    pay, people = (ward.do(measures.add_measure, name=name, **shared).id for name in ("Pay", "Patients"))
    cost = ward.do(
        measures.add_derived_measure, name="Cost", unit="£", numerators={pay: 1}, denominator=people, **shared
    ).id
    return pay, people, cost


class TestOnOtherScreens:
    def test_a_measures_page_and_its_export_say_which_weeks_they_are(self, flooded: Ward) -> None:
        seen = page(flooded)
        assert [line.week for line in seen.rows if line.excluded] == [ago(3), ago(17)]
        assert [(one.week, one.reason) for one in seen.exclusions] == [(ago(17), "The flood"), (ago(3), "The flood")]
        told = write_points(seen).decode("utf-8-sig").splitlines()[1:]
        assert [line.split(",")[2] for line in told if ",yes," in line] == [f"{ago(3)}", f"{ago(17)}"]

    def test_the_box_score_as_a_file_keeps_its_figure(self, flooded: Ward) -> None:
        sheet = flooded.ask(lambda session: team_sheet(session, flooded.nurse, flooded.team_id))
        assert [point.week for point in sheet.points if point.value == FLOOD] == [ago(17), ago(3)]

    def test_the_page_of_the_week_says_what_is_usual_without_it(self, flooded: Ward) -> None:
        (line,) = flooded.ask(lambda session: week_view(session, flooded.nurse, flooded.team_id, WEEK, TODAY)).lines
        low, high = line.usual.split(" to ")
        assert float(low) >= 0 and float(high) < 12

    def test_a_story_drafted_and_one_told_claim_what_the_wall_does(self, flooded: Ward) -> None:
        rounds = flooded.do(projects.add_project, title="Rounds", today=ago(20)).id
        flooded.do(projects.link_measure, rounds, flooded.falls_id, role=LinkRole.OUTCOME)
        draft = flooded.ask(lambda session: story_draft(session, flooded.nurse, flooded.team_id, rounds, TODAY, 4000))
        assert "50% lower than our baseline of 8.0" in draft.text
        made = flooded.do(write_story, rounds, heading="Half", text=draft.text).id
        flooded.do(publish_story, made, today=TODAY)
        told = flooded.ask(lambda session: story(session, flooded.nurse, "ward-7a", made, TODAY))
        assert told.chart is not None and told.chart.ghosts == {4, 18} and told.sentence.startswith("Better")

    def test_impact_counts_neither_its_figure_nor_its_week(self, flooded: Ward) -> None:
        def judged(rule: LongEnough) -> ImpactView:
            return flooded.ask(lambda session: impact(session, DEMO, [flooded.team_id], "name:Falls", rule, TODAY))

        (line,) = judged(LongEnough(baseline_points=8, weeks_since=12)).lines
        assert (line.change.baseline, line.change.now, line.change.words) == (8.0, 4.0, "50% lower, better")
        assert line.chart.ghosts == {4, 18}
        for rule in (LongEnough(baseline_points=9), LongEnough(weeks_since=13)):
            assert judged(rule).lines == ()
        sides = flooded.ask(
            lambda session: comparison(session, DEMO, [flooded.team_id], [], "name:Falls", LongEnough(), TODAY)
        )
        assert sides.ours == (64.0, 8.0, 48.0, 12.0), "falls and weeks, before and since"

    def test_a_cost_is_split_into_price_and_volume_without_it(self, quick: Ward) -> None:
        pay, people, cost = cost_per_patient(quick)
        for back in range(24):
            flood = back in (5, 18)
            quick.do(record_points, pay, [NewPoint(ago(back), 90_000 if flood else 20_000 if back > 11 else 16_000)])
            quick.do(record_points, people, [NewPoint(ago(back), 2 if flood else 40)])
        quick.do(measures.freeze_baseline, cost, first_week=ago(23), last_week=ago(12), reason="Before")
        leave_out(quick, ago(5), ago(18), measure_id=cost)
        assert page(quick, cost).split == "Cost per patient is down £100.00, all of it from spending less."

    def test_a_cost_now_is_that_of_the_latest_thirteen_weeks(self, quick: Ward) -> None:
        pay, people, cost = cost_per_patient(quick)
        spent = [16_000] * 13 + [32_000] * 10 + [20_000] * 12
        quick.do(record_points, pay, [NewPoint(ago(back), pounds) for back, pounds in enumerate(spent)])
        quick.do(record_points, people, [NewPoint(ago(back), 40) for back in range(len(spent))])
        quick.do(measures.freeze_baseline, cost, first_week=ago(34), last_week=ago(23), reason="Before")
        assert page(quick, cost).split == "Cost per patient is down £100.00, all of it from spending less."

    def test_the_chart_of_variation_between_teams_leaves_it_out(self, quick: Ward) -> None:
        plans = quick.do(
            measures.add_measure, name="Plans", library_key="care_plans", unit="%", domain=Domain.QUALITY,
            direction=Direction.INCREASE,
        ).id  # fmt: skip
        quick.do(
            record_points, plans, [NewPoint(ago(back), None, 1.0 if back == 3 else 18.0, 20.0) for back in range(26)]
        )

        def place() -> tuple[float | None, float | None]:
            made = quick.ask(lambda session: side_by_side(session, DEMO, "care_plans", TODAY)).variation
            assert made is not None
            return made.places[0].value, made.places[0].size

        assert place() == (pytest.approx(100 * (25 * 18 + 1) / 520), 520.0)
        leave_out(quick, ago(3), measure_id=plans)
        assert place() == (pytest.approx(90.0), 500.0)


class TestOnTheRound:
    def test_a_measure_is_not_worse_by_it(self, quick: Ward) -> None:
        quick.record(*SINCE, *SINCE, FLOOD)
        assert [one.measure for one in summary(quick).worse] == ["Falls"]
        leave_out(quick, WEEK)
        assert summary(quick).worse == () and summary(quick).signals == {Domain.SAFETY: {Signal.COMMON_CAUSE: 1}}

    def test_it_is_no_late_figure_of_those_due_and_nobody_waits_for_it(self, quick: Ward) -> None:
        for back in (8, 7, 5, 4):
            monday = datetime.combine(ago(back) + timedelta(days=1), datetime.min.time(), UTC)
            quick.at(monday).do(record_points, quick.falls_id, [NewPoint(ago(back), 4.0)])
        for back in (6, 1, 0):
            quick.do(record_points, quick.falls_id, [NewPoint(ago(back), None, waiting_for="the ward is closed")])
        assert (summary(quick).on_time, summary(quick).on_time_of) == (4, 8)
        assert [(one.name, one.weeks) for one in summary(quick).late] == [("Falls", 4)]
        leave_out(quick, ago(6), ago(1), WEEK)
        assert (summary(quick).on_time, summary(quick).on_time_of) == (4, 6)
        assert [(one.name, one.weeks) for one in summary(quick).late] == [("Falls", 2)]

    def test_a_week_left_out_of_one_measure_still_counts_for_another(self, quick: Ward) -> None:
        other = quick.do(measures.add_measure, name="Ulcers", domain=Domain.SAFETY, direction=Direction.DECREASE).id
        for measure_id in (quick.falls_id, other):
            points = [NewPoint(ago(back), value) for back, value in enumerate([FLOOD, *SINCE, *SINCE])]
            quick.do(record_points, measure_id, points)
        leave_out(quick, WEEK)
        quick.do(huddles.hold_huddle, held_on=TODAY)
        assert [one.measure for one in summary(quick).worse] == ["Ulcers"]
