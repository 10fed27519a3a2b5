"""What a board says of the daily huddle, and when: around its time, until it was held, never beside the weekly one."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests.queries.test_board import counting
from tests.small_ward import Ward, stands_below
from vmboard.commands import actions, daily, days, escalations, huddles, measures, teams
from vmboard.domain.access.public_face import public_face
from vmboard.domain.views.board import Board
from vmboard.domain.views.daily import Daily
from vmboard.domain.words import MeasureKind
from vmboard.queries import daily as asked
from vmboard.queries.board import board
from vmboard.queries.past import past_board
from vmboard.queries.teams import team as team_view
from vmboard.render.timed import DAILY, shown_at

TODAY = date(2026, 11, 18)  # a Wednesday; the weekly huddle is on Tuesdays
YESTERDAY = TODAY - timedelta(days=1)
HELD = datetime(2026, 11, 18, 8, 17, tzinfo=UTC)


@pytest.fixture
def every_day(ward: Ward) -> Ward:
    ward.do(teams.change_team, daily_days="every day", daily_time=time(8, 15))
    ward.do(measures.change_measure, ward.falls_id, kind=MeasureKind.SAFETY_CROSS, began_on=date(2026, 11, 1))
    return ward


def seen(ward: Ward, today: date = TODAY) -> Board:
    return ward.ask(lambda session: board(session, ward.nurse, ward.team_id, today))


def said(ward: Ward, today: date = TODAY) -> Daily:
    told = seen(ward, today).daily
    assert told is not None
    return told


def is_due(ward: Ward, today: date = TODAY) -> bool:
    def ask(session):  # type: ignore[no-untyped-def]
        return asked.is_due(session, team_view(session, ward.nurse, ward.team_id), today)

    return bool(ward.ask(ask))


def hold(ward: Ward, day: date = TODAY) -> None:
    ward.do(daily.hold_daily, day=day, today=TODAY, now=HELD)


def test_a_team_that_does_not_meet_daily_hears_nothing_of_it_and_pays_no_query(ward: Ward) -> None:
    with counting(ward.bind) as without:
        assert seen(ward).daily is None
    ward.do(teams.change_team, daily_days="every day")
    with counting(ward.bind) as with_it:
        seen(ward)
    assert len(with_it) - len(without) <= 2


def test_the_three_prompts_say_what_is_open_and_what_is_owed(every_day: Ward) -> None:
    assert said(every_day).prompts == (
        ("What is different today?", ""),
        ("Safety first:", "yesterday: Falls to fill in"),
        ("What do we owe?", "1 figure"),
    )
    every_day.do(days.mark_day, every_day.falls_id, day=YESTERDAY, count=1, today=TODAY)
    for late, due in ((True, YESTERDAY), (False, TODAY), (False, TODAY + timedelta(days=1))):
        every_day.do(actions.raise_action, text=f"Late: {late}", today=YESTERDAY, due=due)
    every_day.do(daily.say_different, day=TODAY, words="Bed 12 closed", today=TODAY)
    assert said(every_day).prompts == (
        ("Different today:", "Bed 12 closed"),
        ("Safety first:", "yesterday: Falls 1"),
        ("What do we owe?", "2 actions, 1 of them late; 1 figure"),
    )


def test_the_first_day_of_a_measure_is_looked_at_and_none_before_it(every_day: Ward) -> None:
    for began, said_of_it in ((YESTERDAY, "yesterday: Falls to fill in"), (TODAY, "did anyone come to harm?")):
        every_day.do(measures.change_measure, every_day.falls_id, began_on=began)
        assert said(every_day).prompts[1] == ("Safety first:", said_of_it)
        of = seen(every_day)
        page = every_day.ask(lambda s, of=of: asked.daily(s, every_day.nurse, every_day.team_id, of, TODAY))
        assert [day.day for line in page.looked for day in line.days] == [YESTERDAY][: began == YESTERDAY]


def test_what_a_ward_below_waits_for_is_an_answer_and_no_action(every_day: Ward) -> None:
    division = stands_below(every_day)
    division.do(teams.change_team, daily_days="every day", daily_time=time(8, 15))
    asked = TODAY - timedelta(days=20)
    porter = every_day.do(actions.raise_action, text="A second porter", today=asked).id
    every_day.do(escalations.escalate, porter, reason="Nobody on Sundays", today=asked)
    assert said(division).prompts[-1] == ("What do we owe?", "1 answer")


def test_they_stand_around_the_time_until_it_was_held(every_day: Ward) -> None:
    told = seen(every_day)
    at = [datetime(2026, 11, 18, *moment, tzinfo=UTC) for moment in ((7, 44), (7, 45), (10, 14), (10, 15))]
    assert [DAILY in shown_at(told, moment) for moment in at] == [False, True, True, False]
    assert is_due(every_day)
    hold(every_day)
    assert said(every_day).hours is None and not is_due(every_day)
    every_day.do(daily.reopen_daily, day=TODAY)
    assert said(every_day).hours is not None and is_due(every_day)


def test_the_line_stands_until_midnight_where_the_team_is_held_or_not(every_day: Ward) -> None:
    every_day.do(daily.say_different, day=TODAY, words="Bed 12 closed", today=TODAY)
    hold(every_day)
    assert said(every_day).different == "Bed 12 closed"
    assert said(every_day, TODAY + timedelta(days=1)).different == ""
    then = every_day.ask(lambda session: past_board(session, every_day.nurse, every_day.team_id, TODAY))
    assert then.daily is not None and then.daily.different == "Bed 12 closed", "as it was"


@pytest.mark.parametrize("why", ["its day", "held all the same", "paused", "not a day"])
def test_it_gives_way(every_day: Ward, why: str) -> None:
    day = TODAY
    if why == "its day":
        day = YESTERDAY
    elif why == "held all the same":
        every_day.do(huddles.start_huddle, today=TODAY, now=HELD)
    elif why == "paused":
        every_day.do(teams.pause_team, reason="The ward moves", today=YESTERDAY)
    else:
        every_day.do(teams.change_team, daily_days="Thu to Mon")
    assert said(every_day, day).hours is None and not is_due(every_day, day)
    view = every_day.ask(lambda s: asked.daily(s, every_day.nurse, every_day.team_id, seen(every_day, day), day))
    assert not view.meets


def test_its_page_looks_at_the_days_since_the_last_one_with_what_stands_there(every_day: Ward) -> None:
    hold(every_day, TODAY - timedelta(days=3))
    every_day.do(days.mark_day, every_day.falls_id, day=YESTERDAY, count=2, today=TODAY)
    every_day.do(daily.say_different, day=YESTERDAY, words="Short of drips", today=TODAY)
    every_day.do(actions.raise_action, text="Order drips", today=YESTERDAY, due=YESTERDAY, owner_id=every_day.nurse_id)
    view = every_day.ask(lambda s: asked.daily(s, every_day.nurse, every_day.team_id, seen(every_day), TODAY))
    (falls,) = view.looked
    assert [(day.words, day.count, day.version) for day in falls.days] == [
        ("Sun", None, 0), ("Mon", None, 0), ("yesterday", 2, 1),
    ]  # fmt: skip
    assert view.due == ("Order drips · JD · 1 day late",)
    assert view.before == (("Tue 17 Nov", "Short of drips"),)
    assert view.held == "Held on 1 of the last 2 days", "Sunday and Monday; the Tuesday had the weekly one"
    hold(every_day)
    view = every_day.ask(lambda s: asked.daily(s, every_day.nurse, every_day.team_id, seen(every_day), TODAY))
    assert view.held_text == "Held at 08:17"


def test_the_public_sees_nothing_of_it(every_day: Ward) -> None:
    every_day.do(daily.say_different, day=TODAY, words="Bed 12 closed", today=TODAY)
    assert public_face(replace(seen(every_day), public_words=True)).daily is None
