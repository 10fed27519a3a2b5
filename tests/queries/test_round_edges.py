"""What the round and data on time count: from which day, to which day, and since when."""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import update

from tests.small_ward import MOMENT, WEEK, Ward, stands_below
from vmboard.commands import displays, measures, projects, teams, visits
from vmboard.commands.points import NewPoint, record_points
from vmboard.commands.weeks import close_week
from vmboard.domain.access.actor import DEMO, Actor
from vmboard.domain.access.permissions import Grant, Person
from vmboard.domain.coaching.log import Level, Occasion
from vmboard.domain.displays import Sighting
from vmboard.domain.views.board import Board
from vmboard.domain.views.round import RoundLine, Summary
from vmboard.domain.words import Direction, Domain, MeasureKind, Role, Stage
from vmboard.queries import organisation
from vmboard.queries.board import board
from vmboard.queries.displays import displays as screens
from vmboard.queries.round import morning_round
from vmboard.queries.summaries import team_summary
from vmboard.store.engine import transaction
from vmboard.store.summaries import keep
from vmboard.store.tables import DataPoint

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
NINE = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
SHARED = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}


def ago(weeks: int) -> date:
    return WEEK - timedelta(weeks=weeks)


def wall(ward: Ward, today: date = TODAY) -> Board:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, today))


def summary(ward: Ward, today: date = TODAY) -> Summary:
    return ward.ask(lambda session: team_summary(session, ward.nurse, ward.team_id, today))


def on_round(ward: Ward, now: datetime = NINE, actor: Actor = DEMO) -> RoundLine:
    return ward.ask(lambda session: morning_round(session, actor, now.date(), now)).lines[0]


def why(ward: Ward, now: datetime = NINE, actor: Actor = DEMO) -> list[str]:
    return [reason.text for reason in on_round(ward, now, actor).ranked.reasons]


class TestOnTime:
    """Of the weeks that had their time, one that came in on the last day of the week after is on time."""

    def came(self, ward: Ward, days_after: dict[int, int], ends: timedelta = timedelta()) -> None:
        """``ends`` is how far from the Sunday the ward's weeks do."""
        for back, days in days_after.items():
            week = ago(back) + ends
            moment = datetime.combine(week + days * A_DAY, time(9), UTC)
            ward.at(moment).do(record_points, ward.falls_id, [NewPoint(week, 4.0)])

    def counted(self, ward: Ward) -> tuple[int, int]:
        return summary(ward).on_time, summary(ward).on_time_of

    def test_a_week_after_is_in_time_and_the_day_after_that_is_not(self, quick: Ward) -> None:
        self.came(quick, {4: 1, 3: 7, 2: 8})
        assert self.counted(quick) == (2, 4), "the week before this one never came"
        self.came(quick, {0: 1})
        assert self.counted(quick) == (2, 4), "the newest week still has its time"

    def test_a_week_closed_before_it_is_over_takes_no_time_from_the_one_before(self, quick: Ward) -> None:
        """On Wednesday the 18th figures of the week to the 15th have until the 22nd, whatever is closed."""
        self.came(quick, {2: 1, 1: 1})
        assert self.counted(quick) == (2, 2)
        quick.do(close_week, week=ago(-1), today=TODAY)
        assert self.counted(quick) == (2, 2)
        closed, monday = summary(quick), WEEK + 8 * A_DAY
        assert not closed.is_good(closed.revision, closed.week, monday), "made anew on the day on which its time is up"
        assert (summary(quick, monday).on_time, summary(quick, monday).on_time_of) == (2, 3)
        assert summary(quick, monday).is_good(closed.revision, closed.week, monday + A_DAY)

    def test_the_last_eight_weeks_count_and_what_a_workbook_brought_was_late_for_nobody(self, quick: Ward) -> None:
        self.came(quick, dict.fromkeys(range(10, 0, -1), 1))
        assert self.counted(quick) == (8, 8)
        with transaction(quick.bind) as session:
            session.execute(update(DataPoint).values(recorded_on=ago(2) + A_DAY))
        assert self.counted(quick) == (2, 2), "judged from the week before its first figures came in"

    def test_a_figure_that_never_came_counts_once_it_was_due_and_one_sampled_seldom_never(self, quick: Ward) -> None:
        self.came(quick, {5: 1, 2: 1})
        assert self.counted(quick) == (2, 5)
        quick.do(measures.change_measure, quick.falls_id, cadence_weeks=2)
        assert self.counted(quick) == (0, 0)

    def test_what_is_kept_day_by_day_since_owes_no_figure_of_a_week(self, quick: Ward) -> None:
        self.came(quick, {5: 1, 4: 1})
        assert self.counted(quick) == (2, 5)
        quick.do(measures.change_measure, quick.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=ago(3))
        assert self.counted(quick) == (0, 0)

    def test_days_to_report_are_told_of_ones_own_teams(self, quick: Ward) -> None:
        quick.do(measures.change_measure, quick.falls_id, source="Datix")
        self.came(quick, {1: 3})
        coach = Actor("Isla", person=Person(grants=(Grant(quick.team_id, Role.COACH),)))
        other = stands_below(quick)
        other.falls_id = other.do(measures.add_measure, name="Falls", source="Elsewhere", **SHARED).id
        self.came(other, {1: 3})
        seen = [quick.ask(lambda s, who=who: organisation.data_on_time(s, who, TODAY)) for who in (DEMO, coach)]
        assert [[one.source for one in view.sources] for view in seen] == [["Datix", "Elsewhere"], ["Datix"]]

    def test_days_to_report_are_told_of_the_last_quarter_and_by_source(self, quick: Ward) -> None:
        quick.do(measures.change_measure, quick.falls_id, source="  Datix ")
        pay = quick.do(measures.add_measure, name="Pay", data_owner="datix", **SHARED).id
        none = quick.do(measures.add_measure, name="Calls", **SHARED).id
        gone = quick.do(measures.add_measure, name="Gone", source="Gone", **SHARED).id
        first = TODAY - timedelta(weeks=13)
        for id_, back, days in ((quick.falls_id, 2, 5), (pay, 1, 3), (none, 12, 9), (none, 13, 1), (gone, 1, 1)):
            moment = datetime.combine(ago(back) + days * A_DAY, time(9), UTC)
            quick.at(moment).do(record_points, id_, [NewPoint(ago(back), 4.0)])
        quick.do(measures.remove_measure, gone)
        seen = quick.ask(lambda session: organisation.data_on_time(session, DEMO, TODAY))
        assert [(one.source, one.latest_days, one.median_days) for one in seen.sources] == [
            ("Datix", 3, 4), ("No source named", 9, 9),
        ]  # fmt: skip
        assert ago(13) < first <= ago(12)
        stands_below(quick)
        quick.do(close_week, week=ago(-1), today=TODAY)
        seen = quick.ask(lambda session: organisation.data_on_time(session, DEMO, TODAY))
        assert [one.source for one in seen.sources] == ["Datix"], "its quarter moved on, though another team's did not"

    def test_what_was_kept_of_a_team_is_told_for_its_week_alone(self, quick: Ward) -> None:
        quick.do(measures.change_measure, quick.falls_id, source="Datix")
        self.came(quick, {12: 2})
        keep(quick.bind, [summary(quick)])
        seen = [
            quick.ask(lambda session, on=on: organisation.data_on_time(session, DEMO, on)).sources
            for on in (TODAY, TODAY + 7 * A_DAY)
        ]
        assert [len(of) for of in seen] == [1, 0], "a week later it is older than a quarter"

    def test_where_two_teams_weeks_end_on_two_days_each_ones_quarter_ends_with_its_own(self, quick: Ward) -> None:
        """A quarter before Sunday 15 November the first team's last week ended, a day before it the other's."""
        quick.do(measures.change_measure, quick.falls_id, source="Datix")
        other = stands_below(quick)
        other.falls_id = other.do(measures.add_measure, name="Falls", source="Elsewhere", **SHARED).id
        other.do(teams.change_team, week_ends_on=5)
        self.came(quick, {13: 1, 12: 2})
        self.came(other, {13: 3, 12: 4}, ends=-A_DAY)

        def seen() -> list[tuple[str, int, int]]:
            view = quick.ask(lambda session: organisation.data_on_time(session, DEMO, TODAY))
            return [(one.source, one.figures, one.latest_days) for one in view.sources]

        assert seen() == [("Datix", 1, 2), ("Elsewhere", 1, 4)]
        quick.do(close_week, week=ago(-1), today=TODAY)
        assert seen() == [("Elsewhere", 1, 4)], "a team that closed its week takes the other nowhere"

    def test_a_team_whose_weeks_end_on_a_saturday_is_judged_by_its_saturdays(self, quick: Ward) -> None:
        quick.do(teams.change_team, week_ends_on=5)
        self.came(quick, dict.fromkeys(range(6, 0, -1), 1), ends=-A_DAY)
        assert self.counted(quick) == (6, 6)
        with transaction(quick.bind) as session:
            session.execute(update(DataPoint).values(recorded_on=ago(2) + A_DAY))
        assert self.counted(quick) == (2, 2), "judged from the week before its first figures came in"

    def test_a_measure_without_a_figure_is_late_from_the_saturday_of_the_week_it_was_added_in(
        self, quick: Ward
    ) -> None:
        quick.do(teams.change_team, week_ends_on=5)
        assert [late.weeks for late in summary(quick, TODAY + timedelta(weeks=3)).late] == [3]


class TestRound:
    def test_a_visit_to_come_or_removed_is_none_yet_and_the_newest_of_two_counts(self, quick: Ward) -> None:
        ids = [
            quick.do(
                visits.add_visit, on=TODAY - days * A_DAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY,
                asked="How?",
            ).id
            for days in (30, 3)
        ]  # fmt: skip
        assert on_round(quick).last_visit == "15 Nov"
        assert on_round(quick, NINE - timedelta(days=4)).last_visit == "19 Oct", "not what is still to come"
        quick.do(visits.remove_visit, ids[1])
        assert on_round(quick).last_visit == "19 Oct"

    def test_a_screen_seen_yesterday_evening_is_not_silent_for_a_day_yet(self, quick: Ward) -> None:
        row = quick.do(displays.add_display, name="Bay 1")[0].id

        def silent(hours: float) -> list[str]:
            with transaction(quick.bind, now=MOMENT) as session:
                displays.mark_seen(session, {(quick.team_id, row): Sighting(NINE - timedelta(hours=hours))})
            return [text for text in why(quick) if "creen" in text]

        assert [silent(hours) for hours in (48, 24, 23)] == [["Screen silent 2 days"], ["Screen silent 1 day"], []]

    def test_a_test_is_stuck_since_it_was_moved_or_its_newest_cycle_began(self, quick: Ward) -> None:
        from vmboard.commands.cycles import start_cycle

        row = quick.do(projects.add_project, title="Rounds", today=TODAY - 80 * A_DAY).id
        quick.do(projects.move_project, row, to=Stage.TESTING, today=TODAY - 60 * A_DAY)
        assert [one.since for one in summary(quick).testing] == [TODAY - 60 * A_DAY]
        assert [card.stuck for card in wall(quick).lanes[1].cards] == [True]
        quick.do(start_cycle, row, plan="Bay", prediction="Fewer", today=TODAY - 42 * A_DAY)
        assert [one.since for one in summary(quick).testing] == [TODAY - 42 * A_DAY]
        assert [[c.stuck for c in wall(quick, day).lanes[1].cards] for day in (TODAY - A_DAY, TODAY)] == [
            [False],
            [True],
        ]
        for ago_ in (60, 70):
            quick.do(start_cycle, row, plan="Bay", prediction="Fewer", today=TODAY - ago_ * A_DAY)
        assert [one.since for one in summary(quick).testing] == [TODAY - 60 * A_DAY], "the day it was moved, if later"

    def test_worse_since_the_first_week_of_the_run_that_goes_on_over_a_gap_and_no_further(self, quick: Ward) -> None:
        base = [4.0, 5, 3, 4, 6, 4, 3, 5, 4, 5, 3, 4, 5, 4, 3, 5]
        quick.record(*base, 30.0, 4.0, 30.0, None, 30.0)
        (worse,) = summary(quick).worse
        assert (worse.since, worse.domain, worse.measure) == (ago(2), Domain.SAFETY, "Falls")
        quick.record(*base, 4.0, 4.0, None, 30.0, 30.0)
        assert summary(quick).worse[0].since == ago(1), "a gap before it is no part of it"

    def test_what_never_happened_is_counted_from_the_day_the_team_began(self, quick: Ward) -> None:
        assert summary(quick).began == TODAY
        quick.do(teams.change_team, started_on=date(2026, 9, 1))
        assert summary(quick).began == date(2026, 9, 1)

    def test_a_measure_never_filled_in_is_late_since_the_week_it_was_added_and_one_sampled_monthly_after_that(
        self, quick: Ward
    ) -> None:
        quick.record(4)
        sampled = quick.do(measures.add_measure, name="Hours", cadence_weeks=4, **SHARED).id
        quick.do(measures.add_measure, name="New", short_name="Newest", **SHARED)
        quick.do(record_points, sampled, [NewPoint(WEEK, 40.0), NewPoint(ago(9), None, waiting_for="Jo")])

        def late(weeks: int) -> list[tuple[str, int, str]]:
            return [(b.name, b.weeks, b.waiting_for) for b in summary(quick, TODAY + weeks * 7 * A_DAY).late]

        assert late(0) == []
        assert late(1) == [("Falls", 1, ""), ("Newest", 1, "")]
        quick.do(record_points, quick.falls_id, [NewPoint(ago(-n), None, waiting_for=f"W{n}") for n in (1, 2)])
        assert late(3) == [("Falls", 3, "W2"), ("Newest", 3, "")]
        assert late(4)[1] == ("Hours", 1, "")


def test_a_screen_is_silent_from_more_than_ten_minutes_and_says_when_it_was_seen(quick: Ward) -> None:
    ids = [quick.do(displays.add_display, name=f"{n}")[0].id for n in (4, 3, 2, 1, 0)][::-1]  # listed by their names
    minutes = (2.9, 3, 10, 10.1, 24 * 60)
    with transaction(quick.bind, now=MOMENT) as session:
        ago = dict(zip(ids, minutes, strict=True))
        seen = {(quick.team_id, id_): Sighting(NINE - timedelta(minutes=ago[id_])) for id_ in ids}
        displays.mark_seen(session, seen)
    quick.do(displays.add_display, name="5")
    lines = quick.ask(lambda session: screens(session, quick.nurse, quick.team_id, NINE))
    assert [(line.seen_text, line.silent) for line in lines] == [
        ("Seen just now", False), ("Seen today 08:57", False), ("Seen today 08:50", False), ("Seen today 08:49", True),
        ("Seen 17 Nov 09:00", True), ("Not seen yet", False),
    ]  # fmt: skip
