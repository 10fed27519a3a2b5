"""Time travel: the board of a past day is the board as it was on that day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, delete, select

from tests.lanes import some
from tests.past import BEGAN, Past, now, same, then
from tests.small_ward import small_ward
from vmboard.commands import actions, escalations, huddles, teams
from vmboard.domain.access.actor import DEMO, Actor, NotAllowed
from vmboard.domain.refusals import Refused
from vmboard.queries.past import first_day, past_board
from vmboard.store.engine import transaction
from vmboard.store.tables import History

STEPS = len(some(range(90)))


@pytest.mark.sweep
@pytest.mark.parametrize("seed", some(range(4), of=4))
def test_the_board_of_a_past_day_is_the_board_as_it_was(bind: Engine, seed: int) -> None:
    if bind.dialect.name != "sqlite" and seed:
        pytest.skip("one history on Postgres is enough")
    ward = small_ward(bind)
    past, seen = Past(ward, seed), {}
    for _ in range(STEPS):
        past.happen()
        if ahead := past.chance.choice((0, 0, 0, 1, 3, 9)):
            seen[past.day] = [now(one, past.day) for one in past.boards]
            past.day += timedelta(days=ahead)
    for day, was in seen.items():
        assert [same(then(one, day)) for one in past.boards] == [same(one) for one in was]


def test_what_was_sent_to_a_team_that_is_older_than_its_history_stands_on_the_past_board_too(bind: Engine) -> None:
    past = Past(small_ward(bind), 0)
    asked = past.do(actions.raise_action, text="Order slings", today=past.day).id
    past.do(escalations.escalate, asked, reason="No budget code", today=past.day)
    above = past.boards[1].team_id
    with transaction(bind) as session:
        session.execute(delete(History).where(History.team_id == above))
    (line,) = then(past.ward, past.day).actions
    assert line.text == "Order slings" and line.told.startswith("Asked today, with ")


def test_what_a_ward_at_another_site_asked_stands_on_the_past_board_of_those_above_it(sqlite_bind: Engine) -> None:
    past = Past(small_ward(sqlite_bind), 0)
    above = past.boards[1]
    past.do(teams.place_team, organisation="NHS Western Isles", site="Uist and Barra", parent_id=above.team_id)
    asked = past.do(actions.raise_action, text="Order slings", today=past.day).id
    past.do(escalations.escalate, asked, reason="No budget code", today=past.day)
    for board in past.boards[:2]:
        assert (
            [line.text for line in then(board, past.day).actions]
            == [line.text for line in now(board, past.day).actions]
            != []
        )


def test_an_answer_from_two_levels_up_is_told_as_it_was_by_the_names_of_that_day(bind: Engine) -> None:
    past = Past(small_ward(bind), 0)
    asked = past.do(actions.raise_action, text="Order slings", today=past.day).id
    past.do(escalations.escalate, asked, reason="No budget code", today=past.day)
    past.do(escalations.send_higher, asked, words="Not ours", today=past.day)
    told, top = {}, past.boards[-1].team_id
    for happens in (
        lambda: None,
        lambda: past.do(escalations.answer, asked, words="Bought", today=past.day),
        lambda: past.do(teams.change_team, team_id=top, name="Hospital board"),
        lambda: past.do(escalations.ask_again, asked, reason="Two are missing", today=past.day),
    ):
        happens()
        told[past.day] = [line.told for line in now(past.ward, past.day).actions]
        past.day += timedelta(days=1)
    assert list(told.values())[:2] == [["Asked today, with Executive team"], ["Answered 19 Nov: “Bought”"]]
    assert {day: [line.told for line in then(past.ward, day).actions] for day in told} == told


def test_a_huddle_that_was_opened_and_not_closed_that_day_stands_as_it_stood(bind: Engine) -> None:
    past = Past(small_ward(bind), 0)
    at = datetime.combine(past.day, datetime.min.time(), UTC) + timedelta(hours=9)
    row = past.do(huddles.start_huddle, today=past.day, now=at)
    past.do(huddles.follow, row.id, on=True)
    was = now(past.ward, past.day)
    past.day += timedelta(days=1)
    past.do(huddles.close_huddle, row.id, now=at + timedelta(minutes=15))
    assert was.follow is not None
    assert same(then(past.ward, BEGAN)) == same(was)
    assert then(past.ward, past.day).follow is None


def test_a_day_counts_by_the_clock_where_the_team_is(bind: Engine) -> None:
    ward = small_ward(bind)
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July, in Scotland
    with transaction(bind, now=datetime(2027, 7, 1, 8, tzinfo=UTC)) as session:
        teams.change_team(session, DEMO, ward.team_id, vision="Before")
    with transaction(bind, now=late.replace(year=2027)) as session:
        teams.change_team(session, DEMO, ward.team_id, vision="After")
    assert [then(ward, date(2027, 7, n)).vision for n in (1, 2)] == ["Before", "After"]


def test_before_a_board_began_there_is_none_and_it_says_since_when(bind: Engine) -> None:
    ward = small_ward(bind)
    assert ward.ask(lambda session: first_day(session, DEMO, ward.team_id)) == BEGAN
    with pytest.raises(Refused, match="This board began on 18 Nov"):
        then(ward, BEGAN - timedelta(days=1))


def test_rows_noted_before_a_column_was_there_take_its_default(bind: Engine) -> None:
    ward = small_ward(bind)
    with transaction(bind) as session:
        for row in session.scalars(select(History).where(History.noun == "measure")):
            row.after = {name: value for name, value in (row.after or {}).items() if name not in ("screening", "kind")}
    assert same(then(ward, BEGAN)) == same(now(ward, BEGAN))


def test_the_past_is_for_those_who_may_read_the_board(bind: Engine) -> None:
    ward = small_ward(bind)
    with pytest.raises(NotAllowed):
        ward.ask(lambda session: past_board(session, Actor("Nobody"), ward.team_id, BEGAN))
