"""Where one day or week ends and the next begins, on every list: the day itself, the day before and the day after."""

from datetime import UTC, date, datetime, time, timedelta

from tests.small_ward import MOMENT, WEEK, Ward, stands_below
from vmboard.commands import actions, escalations, huddles, learning, measures, projects, teams, visits
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.views.board import Board, Tile
from vmboard.domain.views.round import Summary
from vmboard.domain.words import Direction, Domain, Signal
from vmboard.queries import huddles as told
from vmboard.queries import visits as log
from vmboard.queries.actions import actions as listed
from vmboard.queries.board import board
from vmboard.queries.measures import measures as lists
from vmboard.queries.past import past_board
from vmboard.queries.peers import questions
from vmboard.queries.stories import stories
from vmboard.queries.summaries import team_summary
from vmboard.queries.week import grid_view, how_far, week_view
from vmboard.store.engine import transaction

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
NINE = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
SHARED = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def wall(ward: Ward, today: date = TODAY) -> Board:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, today))


def falls(ward: Ward, today: date = TODAY) -> Tile:
    return next(tile for tile in wall(ward, today).tiles if tile.measure_id == ward.falls_id)


def summary(ward: Ward, today: date = TODAY) -> Summary:
    return ward.ask(lambda session: team_summary(session, ward.nurse, ward.team_id, today))


class TestActions:
    def test_are_late_from_the_day_after_and_urgent_on_the_day(self, quick: Ward) -> None:
        for days in (-1, 0, 1):
            quick.do(actions.raise_action, text=f"{days}", today=TODAY - 9 * A_DAY, due=TODAY + days * A_DAY)
        seen = quick.ask(lambda session: listed(session, quick.nurse, quick.team_id, TODAY))
        assert [(line.text, line.late, line.soon) for line in seen.open] == [
            ("-1", True, False), ("0", False, True), ("1", False, False),
        ]  # fmt: skip
        assert [(line.text, line.late) for line in wall(quick).actions] == [("-1", True), ("0", False), ("1", False)]
        assert wall(quick).actions_text == "3 open · 1 late"

    def test_done_stay_on_the_list_for_a_fortnight_and_to_be_undone_for_the_day(self, quick: Ward) -> None:
        for days in (15, 14, 1, 0, 0):
            row = quick.do(actions.raise_action, text=f"{days}", today=TODAY - 20 * A_DAY).id
            quick.do(actions.complete, row, today=TODAY - days * A_DAY)

        def seen(whole: bool) -> list[str]:
            known = quick.ask(lambda session: listed(session, quick.nurse, quick.team_id, TODAY, whole=whole))
            return [f"{line.text} {line.done_text}" for line in known.done]

        assert seen(True) == ["0 Done today", "0 Done today", "1 Done 17 Nov", "14 Done 4 Nov"]
        assert seen(False) == ["0 Done today", "0 Done today"]

    def test_of_one_day_stand_in_the_order_they_were_raised_and_those_without_a_day_last(self, quick: Ward) -> None:
        for text, due in (
            ("No day", None),
            ("B", TODAY),
            ("A", TODAY),
            ("Far off", date(2035, 1, 1)),
            ("Nor it", None),
        ):
            quick.do(actions.raise_action, text=text, today=TODAY, due=due, owner_id=quick.nurse_id)
        order = ["B", "A", "Far off", "No day", "Nor it"]
        seen = quick.ask(lambda session: listed(session, quick.nurse, quick.team_id, TODAY))
        assert [line.text for line in seen.open] == order == [line.text for line in wall(quick).actions]
        assert {line.owner for line in wall(quick).actions} == {"JD"}

    def test_dropped_are_told_the_newest_first_each_with_its_newest_reason(self, quick: Ward) -> None:
        ids = [quick.do(actions.raise_action, text=text, today=TODAY).id for text in ("Rails", "Slings", "Paint")]
        for row in ids:
            quick.do(actions.drop, row, reason=f"First {row}")
        quick.do(actions.pick_up, ids[0])
        quick.do(actions.pick_up, ids[1])
        quick.do(actions.drop, ids[0], reason="Fitted")
        seen = quick.ask(lambda session: listed(session, quick.nurse, quick.team_id, TODAY))
        assert [(line.text, line.reason) for line in seen.dropped] == [
            ("Rails", "Fitted"), ("Paint", f"First {ids[2]}"),
        ]  # fmt: skip

    def test_of_very_many_dropped_the_twenty_newest_are_told(self, quick: Ward) -> None:
        for n in range(22):
            quick.do(actions.drop, quick.do(actions.raise_action, text=f"{n}", today=TODAY).id, reason="No")
        seen = quick.ask(lambda session: listed(session, quick.nurse, quick.team_id, TODAY))
        assert [line.text for line in seen.dropped] == [f"{n}" for n in range(21, 1, -1)]

    def test_answered_from_above_a_fortnight_ago_today_still_say_so_and_the_day_after_not(self, quick: Ward) -> None:
        above = stands_below(quick)
        row = quick.do(actions.raise_action, text="A porter", today=TODAY).id
        quick.do(escalations.escalate, row, reason="Sundays", today=TODAY - 20 * A_DAY)
        with transaction(quick.bind, now=MOMENT) as session:
            escalations.answer(session, above.nurse, quick.team_id, row, words="Yes", today=TODAY - 14 * A_DAY)
        assert [wall(quick, day).actions[0].told for day in (TODAY, TODAY + A_DAY)] == ["Answered 4 Nov: “Yes”", ""]
        seen = quick.ask(lambda session: listed(session, quick.nurse, quick.team_id, TODAY + A_DAY))
        assert (seen.open[0].escalated_text, seen.open[0].is_with) == ("Answered 4 Nov: “Yes”", ""), (
            "the list still does"
        )


class TestHuddles:
    def test_the_wall_names_the_last_one_held_by_today_and_none_to_come(self, quick: Ward) -> None:
        quick.do(teams.change_team, huddle_weekday=2, huddle_time=time(9, 15))
        for days, words in ((-7, "Last week"), (0, "Today"), (1, "To come")):
            quick.do(huddles.hold_huddle, held_on=TODAY + days * A_DAY, celebration=words, people=1, minutes=1)
        assert [wall(quick, TODAY + days * A_DAY).celebration for days in (-1, 0, 1)] == [
            "Last week",
            "Today",
            "To come",
        ]
        assert wall(quick).last_huddle == "Wed 18 Nov · 1 person · 1 min"

    def test_on_its_day_it_is_today_until_it_was_held_whenever_the_one_before_was(self, quick: Ward) -> None:
        quick.do(teams.change_team, huddle_weekday=2, huddle_time=time(9, 15))
        quick.do(huddles.hold_huddle, held_on=TODAY - 7 * A_DAY)
        assert wall(quick).next_huddle == "Today 09:15"
        assert wall(quick, TODAY - A_DAY).next_huddle == "Tomorrow 09:15"

        def said() -> str:
            return quick.ask(lambda session: week_view(session, quick.nurse, quick.team_id, WEEK, TODAY)).huddle

        assert said() == "today 09:15"
        quick.do(huddles.hold_huddle, held_on=TODAY)
        assert wall(quick).next_huddle == said() == "Wed 25 Nov 09:15"
        quick.do(huddles.hold_huddle, held_on=TODAY + A_DAY)
        assert said() == "Wed 25 Nov 09:15", "one written down for tomorrow changes nothing"

    def test_walls_follow_for_half_an_hour_from_the_last_step_and_only_the_one_under_way(self, quick: Ward) -> None:
        row = quick.do(huddles.start_huddle, today=TODAY, now=NINE).id
        quick.do(huddles.follow, row, on=True)
        assert wall(quick).follow is not None and wall(quick).follow.until == NINE + timedelta(minutes=30)
        quick.do(huddles.follow, row, on=False)
        assert wall(quick).follow is None
        assert quick.ask(lambda s: told.open_huddle(s, quick.nurse, quick.team_id, TODAY, NINE)) is not None


class TestWeeks:
    def test_a_figure_of_the_running_week_waits_until_it_is_over_or_closed(self, quick: Ward) -> None:
        quick.do(record_points, quick.falls_id, [NewPoint(ago(-n), 4.0 + n) for n in (0, 1, 2)])
        assert (falls(quick).value, falls(quick).week_text, falls(quick).age_text) == (4.0, "Week ending 15 Nov", "")
        sunday = ago(-1)
        assert [falls(quick, day).value for day in (sunday, sunday + A_DAY)] == [4.0, 5.0]
        assert wall(quick, WEEK + A_DAY).week_text == wall(quick, sunday).week_text == "15 Nov"
        assert wall(quick, sunday + A_DAY).week_text == "22 Nov"

    def test_a_figure_is_a_week_old_from_the_day_the_next_week_is_over(self, quick: Ward) -> None:
        quick.record(4)
        sunday = WEEK + 7 * A_DAY
        assert [falls(quick, day).age_text for day in (sunday, sunday + A_DAY)] == ["", "Week to 15 Nov, 1 week late"]
        assert [[b.weeks for b in summary(quick, day).late] for day in (sunday, sunday + A_DAY)] == [[], [1]]

    def test_of_a_week_all_that_counts_is_what_is_of_that_week(self, quick: Ward) -> None:
        other = quick.do(measures.add_measure, name="Ulcers", **SHARED).id
        quick.do(record_points, quick.falls_id, [NewPoint(ago(n), 4.0 + n) for n in (-1, 0, 1)])
        quick.do(record_points, other, [NewPoint(ago(1), None, waiting_for="finance"), NewPoint(ago(2), 3.0)])

        def lines(week: date) -> list[tuple[str, str, str]]:
            view = quick.ask(lambda session: week_view(session, quick.nurse, quick.team_id, week, TODAY))
            return [(one.value_text, one.last_text, one.last_when) for one in view.lines if one.name == "Falls"]

        assert lines(WEEK) == [("4", "5", "last week")]
        assert lines(ago(-1)) == [("3", "4", "last week")] and lines(ago(-2)) == [("", "3", "last week")]
        assert lines(ago(1)) == [("5", "", "")]
        grid = quick.ask(lambda session: grid_view(session, quick.nurse, quick.team_id, TODAY, 3))
        assert (grid.weeks, grid.running) == ((ago(1), WEEK, ago(-1)), ago(-1))
        assert [[figure.text for figure in line.figures] for line in grid.lines] == [["5", "4", "3"], ["", "", ""]]
        counts = [
            quick.ask(lambda s, w=w: how_far(s, quick.nurse, quick.team_id, w, TODAY)) for w in (ago(1), WEEK, ago(3))
        ]
        assert counts == [(1, 2), (1, 2), (0, 2)]

    def test_a_retired_measure_leaves_the_wall_while_it_holds_and_is_asked_for_monthly_from_that_day(
        self, quick: Ward
    ) -> None:
        from vmboard.commands.measure_list import bring_back_measure, retire_measure

        steady = [4.0, 5, 3, 4, 6, 4, 3, 5, 4, 5, 3, 4, 5, 4, 3, 5]
        quick.record(*steady)
        quick.do(retire_measure, quick.falls_id, reason="It holds", today=TODAY)
        assert (wall(quick).tiles, wall(quick).focuses) == ((), ())
        assert summary(quick).signals == {}
        quick.record(*steady[7:], *[9.0, 10, 8, 9, 11, 10, 8])
        assert falls(quick).signal is Signal.CONCERN
        assert summary(quick).signals == {Domain.SAFETY: {Signal.CONCERN: 1}}
        quick.record(*steady)
        quick.do(bring_back_measure, quick.falls_id)
        assert [tile.name for tile in wall(quick).tiles] == ["Falls"]
        assert len(quick.ask(lambda session: lists(session, quick.nurse, quick.team_id, TODAY))) == 1


class TestVisitsAndLearning:
    def test_promises_are_open_by_their_day_and_kept_ones_stay_for_a_month(self, quick: Ward) -> None:
        def kept(*days: int) -> None:
            made = quick.do(
                visits.add_visit, on=TODAY - 40 * A_DAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY,
                promises=[Promise(f"Kept {n} ago") for n in days],
            )  # fmt: skip
            for offset, ago_ in enumerate(days, 1):
                quick.do(visits.keep_promise, made.id + offset, today=TODAY - ago_ * A_DAY)

        kept(31, 30, 0)
        quick.do(
            visits.add_visit, on=TODAY - A_DAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY,
            promises=[Promise("No day"), Promise("Tomorrow", TODAY + A_DAY), Promise("Today", TODAY)],
        )  # fmt: skip
        seen = quick.ask(lambda session: log.coaching_log(session, quick.nurse, quick.team_id, TODAY))
        assert [line.text for line in seen.open] == ["Today", "Tomorrow", "No day"]
        assert [line.text for line in seen.kept] == ["Kept 0 ago", "Kept 30 ago"]
        assert [visit.on for visit in seen.visits] == [TODAY - A_DAY, TODAY - 40 * A_DAY]

    def test_a_promise_kept_before_its_visit_is_kept_on_the_day_of_the_visit(self, quick: Ward) -> None:
        made = quick.do(
            visits.add_visit, on=TODAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY,
            promises=[Promise("A chair")],
        )  # fmt: skip
        assert quick.do(visits.keep_promise, made.id + 1, today=TODAY - A_DAY).kept_on == TODAY
        assert quick.do(visits.keep_promise, made.id + 1, today=TODAY + A_DAY).kept_on == TODAY, "twice is once"

    def test_stories_and_questions_stand_the_newest_first_and_those_without_an_answer_before_all(
        self, quick: Ward
    ) -> None:
        other = stands_below(quick, "Ward 6")
        asked = []
        for n, title in enumerate(("First", "Second", "Third", "Draft")):
            row = quick.do(projects.add_project, title=title, today=TODAY).id
            story = quick.do(learning.write_story, row, heading=title, text="We did").id
            if title != "Draft":
                day = TODAY - (0, 5, 0)[n] * A_DAY
                quick.do(learning.publish_story, story, today=day)
                asked.append(quick.do(learning.ask_peer, row, text=f"{title}?", today=day).id)
        assert [line.heading for line in quick.ask(lambda s: stories(s, DEMO, TODAY))] == ["Third", "First", "Second"]
        other.do(learning.answer_peer, asking_team_id=quick.team_id, question_id=asked[2], text="Yes", today=TODAY)
        seen = quick.ask(lambda session: questions(session, DEMO, TODAY))
        assert [line.text for line in seen] == ["First?", "Second?", "Third?"]


def test_midnight_belongs_to_the_day_that_begins(quick: Ward) -> None:
    app = Actor("The app", person=APP)
    for hour, vision in ((23, "Before"), (24, "After")):
        midnight = datetime(2026, 11, 20, tzinfo=UTC) + timedelta(hours=hour)
        with transaction(quick.bind, now=midnight) as session:
            teams.change_team(session, app, quick.team_id, vision=vision)

    def then(day: date) -> Board:
        return quick.ask(lambda session: past_board(session, app, quick.team_id, day))

    assert [then(date(2026, 11, n)).vision for n in (19, 20, 21)] == ["", "Before", "After"]
    newest = quick.revision()
    assert [then(date(2026, 11, n)).revision for n in (19, 20, 21)] == [newest - 2, newest - 1, newest]
