"""What is just allowed and what is just too much: the first and the last day, the least and the most of a setting."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from tests.small_ward import MOMENT, WEEK, Ward
from vmboard.commands import (
    accounts,
    assessments,
    charts,
    days,
    displays,
    huddles,
    measure_list,
    measures,
    projects,
    schemes,
    teams,
    visits,
)  # fmt: skip
from vmboard.commands.figures import Typed, type_figure
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.coaching.log import Level, Occasion, Promise
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, MeasureKind, PointStatus
from vmboard.store.engine import transaction
from vmboard.store.tables import Baseline, Computer, DataPoint, DayMark, Huddle, Measure, Team

TODAY = date(2026, 11, 18)
A_DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
SHARED: dict[str, Any] = {"domain": Domain.SAFETY, "direction": Direction.DECREASE}


def refused(given: Callable[[], object]) -> bool:
    try:
        given()
    except Refused:
        return True
    return False


class TestFigures:
    def test_of_the_open_week_may_be_typed_from_its_monday_and_not_the_day_before(self, quick: Ward) -> None:
        monday, sunday_after = WEEK + A_DAY, WEEK + 7 * A_DAY

        def typed(week: date, today: date) -> object:
            return quick.do(type_figure, quick.falls_id, week, Typed("4"), today=today)

        assert refused(lambda: typed(sunday_after, monday - A_DAY))
        typed(sunday_after, monday)
        assert quick.row(DataPoint, quick.falls_id, sunday_after).value == 4.0

    def test_an_empty_box_takes_back_what_stood_there_and_where_nothing_stood_does_nothing(self, quick: Ward) -> None:
        def typed(text: str, version: int = 0, **more: Any) -> DataPoint | None:
            return quick.do(type_figure, quick.falls_id, WEEK, Typed(text, version=version, **more), today=TODAY)

        before = quick.revision()
        assert typed("") is None and typed("  ", waiting_for="") is None and quick.revision() == before
        for more in ({"note": "The book is lost"}, {"waiting_for": "finance"}, {"status": PointStatus.NOT_IN_YET}):
            row = typed(
                "", quick.row(DataPoint, quick.falls_id, WEEK).version if quick.revision() > before else 0, **more
            )
            assert row is not None and row.value is None and row.status is PointStatus.NOT_IN_YET
        put = typed("4", row.version)
        assert put is not None and (put.value, put.recorded_on, put.status) == (4.0, TODAY, PointStatus.FINAL)
        assert typed("", put.version).value is None

    def test_a_figure_is_as_sure_as_whoever_typed_it_said(self, quick: Ward) -> None:
        row: DataPoint | None = None
        for text, status, expected in (
            ("5", PointStatus.PROVISIONAL, PointStatus.PROVISIONAL), ("5", PointStatus.FINAL, PointStatus.FINAL),
            ("6 p", PointStatus.FINAL, PointStatus.PROVISIONAL),
            ("waiting for lab", PointStatus.FINAL, PointStatus.NOT_IN_YET),
        ):  # fmt: skip
            typed = Typed(text, status=status, version=row.version if row else 0)
            row = quick.do(type_figure, quick.falls_id, WEEK, typed, today=TODAY)
            assert row.status is expected, text
        assert (row.value, row.waiting_for) == (None, "lab")

    def test_a_share_typed_again_as_it_stands_keeps_all_its_digits(self, quick: Ward) -> None:
        rate = quick.do(measures.add_measure, name="Rate", unit="per 1,000 bed days", **SHARED).id
        row = quick.do(type_figure, rate, WEEK, Typed("3/7"), today=TODAY)
        assert (row.value, row.numerator, row.denominator) == (3 / 7 * 1000, 3.0, 7.0)
        rounded = quick.do(record_points, rate, [NewPoint(WEEK, 428.5714, 3.0, 7.0)])
        assert rounded == (0, 0, 1), "as a workbook rounded it, it is still the same figure"
        again = quick.do(type_figure, rate, WEEK, Typed("3/7", note="Seen", version=1), today=TODAY)
        assert (again.value, again.numerator, again.note) == (3 / 7 * 1000, 3.0, "Seen")

    def test_only_a_coming_in_is_dated_and_what_was_taken_back_comes_in_anew(self, quick: Ward) -> None:
        later = quick.at(MOMENT + 9 * A_DAY)
        for ward, value, first in (
            (quick, None, None), (quick, 4.0, TODAY), (later, 5.0, TODAY), (later, None, TODAY),
            (later, 6.0, TODAY + 9 * A_DAY),
        ):  # fmt: skip
            assert ward.do(record_points, quick.falls_id, [NewPoint(WEEK, value)]) is not None
            assert quick.row(DataPoint, quick.falls_id, WEEK).recorded_on == first


class TestDays:
    def test_from_the_first_day_to_today_may_be_filled_in_with_0_to_99(self, quick: Ward) -> None:
        began = date(2026, 11, 10)
        quick.do(measures.change_measure, quick.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=began)

        def mark(day: date, count: Any = 1) -> object:
            return quick.do(days.mark_day, quick.falls_id, day=day, count=count, today=TODAY)

        assert [refused(lambda day=day: mark(day)) for day in (began - A_DAY, began, TODAY, TODAY + A_DAY)] == [
            True, False, False, True,
        ]  # fmt: skip
        counts = (-1, 0, 99, 100, 1.5, True)
        assert [refused(lambda n=n: mark(TODAY, n)) for n in counts] == [True, False, False, True, True, True]
        assert quick.row(DayMark, quick.falls_id, TODAY).count == 99

    def test_a_measure_that_becomes_one_by_day_begins_on_the_first_of_the_month_where_the_team_is(
        self, quick: Ward
    ) -> None:
        midnight = datetime(2027, 5, 31, 23, 30, tzinfo=UTC)  # half past midnight on 1 June, in Scotland
        quick.at(midnight).do(measures.change_measure, quick.falls_id, kind=MeasureKind.DAYS_SINCE)
        assert quick.row(Measure, quick.falls_id).began_on == date(2027, 6, 1)
        other = quick.at(midnight).do(measures.add_measure, name="Ulcers", kind=MeasureKind.DAYS_SINCE, **SHARED)
        assert (other.began_on, other.direction) == (date(2027, 6, 1), Direction.DECREASE)

    def test_a_note_stands_when_only_the_count_is_corrected_and_an_open_day_is_left_open(self, quick: Ward) -> None:
        quick.do(measures.change_measure, quick.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=TODAY)
        mark = {"day": TODAY, "today": TODAY}
        quick.do(days.mark_day, quick.falls_id, count=1, note=" By the door ", **mark)
        assert quick.do(days.mark_day, quick.falls_id, count=2, **mark).note == "By the door"
        assert quick.do(days.mark_day, quick.falls_id, count=2, note="", **mark).note == ""
        quick.do(days.unmark_day, quick.falls_id, day=TODAY)
        quick.do(days.unmark_day, quick.falls_id, day=TODAY)
        assert [row.verb for row in quick.history()][-1] == "unmark day"


class TestSettings:
    @pytest.mark.parametrize(
        ("field", "good", "bad"),
        [
            ("testing_limit", (1, 50), (0, 51)), ("stuck_after_days", (1, 999), (0, 1000)),
            ("wave", (1, 99, None), (0, 100)), ("week_ends_on", (0, 6), (-1, 7)),
            ("huddle_weekday", (0, 6), (-1, 7)), ("idea_lane", ("I",), ("", " ")),
            ("name", ("W", "W" * 60), ("", "W" * 61)), ("timezone", ("UTC",), ("Mars/Olympus",)),
        ],
    )  # fmt: skip
    def test_of_a_team(self, quick: Ward, field: str, good: tuple[Any, ...], bad: tuple[Any, ...]) -> None:
        for value in bad:
            assert refused(lambda value=value: quick.do(teams.change_team, **{field: value})), value
        for value in good:
            quick.do(teams.change_team, **{field: value})
            assert quick.ask(lambda session: getattr(session.get_one(Team, quick.team_id), field)) == value

    def test_of_a_screens_pages(self, quick: Ward) -> None:
        row = quick.do(displays.add_display, name="Bay 1")[0].id
        dark = {"dark_from": time(20), "dark_until": time(7)}

        def allowed(overview: int, focus: int) -> bool:
            pages = {"overview_seconds": overview, "focus_seconds": focus}
            return not refused(lambda: quick.do(displays.set_display, row, **pages, **dark))

        assert [allowed(n, 0) for n in (9, 10, 3600, 3601)] == [False, True, True, False]
        assert [allowed(40, n) for n in (-1, 0, 4, 5, 3600, 3601)] == [False, True, False, True, True, False]

    def test_a_baseline_may_be_one_week_and_never_ends_before_it_begins(self, quick: Ward) -> None:
        week = {"first_week": WEEK, "last_week": WEEK}
        row = quick.do(measures.freeze_baseline, quick.falls_id, **week, reason="Now")
        assert quick.row(Baseline, row.id).first_week == WEEK
        week["last_week"] = WEEK - 7 * A_DAY
        assert refused(lambda: quick.do(measures.freeze_baseline, quick.falls_id, **week, reason="Now"))

    def test_a_huddles_minutes_and_people(self, quick: Ward) -> None:
        def allowed(**details: int) -> bool:
            return not refused(lambda: quick.do(huddles.hold_huddle, held_on=TODAY, **details))

        assert [allowed(minutes=n) for n in (-1, 0, 600, 601)] == [False, True, True, False]
        assert [allowed(people=n) for n in (-1, 0, 500, 501)] == [False, True, True, False]

    def test_votes_are_never_fewer_than_none(self, quick: Ward) -> None:
        row = quick.do(projects.add_project, title="Rounds", today=TODAY).id
        assert [quick.do(projects.vote, row, up=up).votes for up in (False, True, True, False)] == [0, 1, 2, 1]

    def test_twenty_promises_a_visit_and_no_more(self, quick: Ward) -> None:
        def log(many: int) -> Any:
            return quick.do(
                visits.add_visit, on=TODAY, occasion=Occasion.VISIT, level=Level.WARD, today=TODAY,
                promises=[Promise(f"{n}") for n in range(many)],
            )  # fmt: skip

        assert refused(lambda: log(21))
        made = log(20)
        more = [Promise("One more")]
        assert refused(lambda: quick.do(visits.change_visit, made.id, today=TODAY, promises=more))
        quick.do(visits.remove_promise, made.id + 1)
        quick.do(visits.change_visit, made.id, today=TODAY, promises=more)

    def test_a_week_is_left_out_again_once_it_was_let_back_in(self, quick: Ward) -> None:
        quick.record(4, 5)
        first = quick.do(charts.exclude, quick.falls_id, week=WEEK, reason="The flood")
        assert refused(lambda: quick.do(charts.exclude, quick.falls_id, week=WEEK, reason="Again"))
        quick.do(charts.include, first.id)
        assert quick.do(charts.exclude, quick.falls_id, week=WEEK, reason="Again").id != first.id
        assert refused(lambda: quick.do(charts.exclude, quick.falls_id, week=WEEK - 14 * A_DAY, reason="None"))


class TestHuddles:
    def test_one_that_began_half_a_day_ago_is_over_when_the_next_begins(self, quick: Ward) -> None:
        late = datetime(2026, 11, 18, 23, 0, tzinfo=UTC)
        row = quick.do(huddles.start_huddle, today=TODAY, now=late).id
        tomorrow = {"today": TODAY + A_DAY}
        assert quick.do(huddles.start_huddle, now=late + timedelta(hours=12) - SECOND, **tomorrow).id == row
        assert quick.do(huddles.start_huddle, now=late + timedelta(hours=12), **tomorrow).id != row
        assert quick.row(Huddle, row).closed_at == late, "closed as of its last step"

    def test_people_are_at_least_those_told_by_profession(self, quick: Ward) -> None:
        row = quick.do(huddles.start_huddle, today=TODAY, now=NOW).id
        quick.do(huddles.count_people, row, profession="nurse", count=3, was=0)
        assert quick.do(huddles.count_people, row, profession="", count=1, was=3).people == 3
        assert quick.do(huddles.count_people, row, profession="nurse", count=3, was=2).people == 3, "said again"
        assert quick.do(huddles.count_people, row, profession="nurse", count=2, was=3).people == 2
        assert quick.do(huddles.count_people, row, profession="nurse", count=600, was=2).people == 500


class TestOnce:
    """What is done a second time stays as it was the first."""

    def test_a_pause_keeps_its_first_day_and_takes_the_newer_reason(self, quick: Ward) -> None:
        for days_, reason in ((0, "Moving"), (3, "Still moving")):
            row = quick.do(teams.pause_team, reason=reason, today=TODAY + days_ * A_DAY)
            assert (row.paused_on, row.paused_reason) == (TODAY, reason)
        row = quick.do(teams.resume_team)
        assert (row.paused_on, row.paused_reason) == (None, "")

    def test_a_measure_shown_or_hidden_twice_is_one_change(self, quick: Ward) -> None:
        before = len(quick.history())
        for on_wall in (False, False, True):
            assert quick.do(measure_list.show_measure, quick.falls_id, on_wall=on_wall).on_wall is on_wall
        assert len(quick.history()) == before + 2

    def test_a_measure_is_retired_once_and_the_day_stands(self, quick: Ward) -> None:
        quick.do(measure_list.retire_measure, quick.falls_id, reason="It holds", today=TODAY)
        assert refused(
            lambda: quick.do(measure_list.retire_measure, quick.falls_id, reason="It holds", today=TODAY + A_DAY)
        )
        assert quick.row(Measure, quick.falls_id).retired_on == TODAY

    def test_a_screen_or_computer_revoked_twice_was_revoked_the_first_time(self, quick: Ward) -> None:
        screen, computer = (
            quick.do(displays.add_display, name="Bay 1")[0],
            quick.do(accounts.enrol_computer, name="PC")[0],
        )
        for ward in (quick, quick.at(MOMENT + A_DAY)):
            ward.do(displays.revoke_display, screen.id)
            ward.do(accounts.revoke_computer, computer.id)
        assert quick.row(Computer, computer.id).revoked_at == MOMENT
        assert quick.row(type(screen), screen.id).revoked_at == MOMENT

    def test_two_people_sign_one_for_each_side_whatever_the_capitals(self, quick: Ward) -> None:
        from vmboard.commands.benefits import assess_impact

        row = quick.do(projects.add_project, title="Rounds", today=TODAY).id
        sign = {"today": TODAY}
        assert refused(lambda: quick.do(schemes.record_signature, row, profession="medical", by="Dr Rae", **sign))
        quick.do(assess_impact, row, safety="None", quality="None", experience="")
        assert refused(lambda: quick.do(schemes.record_signature, row, profession="medical", by="Dr Rae", **sign))
        quick.do(assess_impact, row, experience="None")
        quick.do(schemes.record_signature, row, profession="nursing", by="Ann Ross", **sign)
        assert refused(lambda: quick.do(schemes.record_signature, row, profession="medical", by="ANN  ROSS", **sign))
        kept = quick.do(schemes.record_signature, row, profession="medical", by="Dr Rae", **sign)
        assert (kept.medical_by, kept.medical_on, kept.nursing_by) == ("Dr Rae", TODAY, "Ann Ross")
        again = quick.do(schemes.record_signature, row, profession="medical", by="Dr Roy", **sign)
        assert (again.medical_by, again.nursing_by) == ("Dr Roy", "Ann Ross")
        left = quick.do(schemes.unsign_impact, row, profession="nursing")
        assert (left.medical_by, left.nursing_by, left.nursing_on) == ("Dr Roy", "", None)

    def test_somebody_who_answers_an_assessment_anew_is_its_author(self, quick: Ward) -> None:
        row = quick.do(assessments.add_assessment, answers={"aligned": 3}, today=TODAY)
        with transaction(quick.bind, now=MOMENT) as session:
            ann = Actor("Ann Ross", person=APP)
            kept = assessments.change_assessment(session, ann, quick.team_id, row.id, answers={"aligned": 4})
            assert (kept.author, kept.answers, kept.on) == ("Ann Ross", {"aligned": 4}, TODAY)
