"""Time travel: the board of a past day is the board as it was on that day."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine, select

from tests.small_ward import Ward, small_ward
from vmboard.commands import actions, charts, cycles, days, escalations, huddles, measures, projects, teams, undo
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access import DEMO, Actor, NotAllowed
from vmboard.domain.refusals import Refused
from vmboard.domain.views import Board
from vmboard.domain.weeks import last_full_week
from vmboard.domain.words import Direction, Domain, LinkRole, MeasureKind, Stage, Step
from vmboard.queries.board import board
from vmboard.queries.past import first_day, past_board
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Action, EscalationMove, History, Measure, Member, PdsaCycle, Project, Rebase

BEGAN = date(2026, 11, 18)
STEPS = 70


def now(ward: Ward, day: date) -> Board:
    return ward.ask(lambda session: board(session, DEMO, ward.team_id, day))


def then(ward: Ward, day: date) -> Board:
    return ward.ask(lambda session: past_board(session, DEMO, ward.team_id, day))


def same(one: Board) -> Board:
    """A revision counts changes, also those that changed nothing in the end: it is no part of what is seen."""
    return replace(one, revision=0)


class Past:
    """A ward to which things happen, one after the other, on days that go by."""

    def __init__(self, ward: Ward, seed: int) -> None:
        self.ward, self.chance, self.day = ward, Random(seed), BEGAN
        with transaction(ward.bind, now=datetime.combine(BEGAN, datetime.min.time(), UTC)) as session:
            above = teams.add_team(session, DEMO, organisation="NHS Highland", site="Raigmore Hospital",
                                   name="Division", timezone="Europe/London")  # fmt: skip
            teams.change_team(session, DEMO, ward.team_id, parent_id=above.id)
        self.above = Ward(ward.bind, above.id)
        self.steps: list[Callable[[], Any]] = [
            self.figures, self.figures, self.measure, self.chart, self.daily, self.project, self.move, self.cycle,
            self.raised, self.ticked, self.sent_up, self.answered, self.huddle, self.settings, self.people, self.undone,
        ]  # fmt: skip

    def do(self, command: Callable[..., Any], *args: Any, **details: Any) -> Any:
        at = datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(
            hours=9, minutes=self.chance.randrange(600)
        )
        with transaction(self.ward.bind, now=at) as session:
            return command(session, DEMO, self.ward.team_id, *args, **details)

    def happen(self) -> None:
        with suppress(Refused):
            self.chance.choice(self.steps)()

    def any(self, kind: Any) -> int:
        with reading(self.ward.bind) as session:
            ids = session.scalars(select(kind.id).where(kind.team_id == self.ward.team_id)).all()
        if not ids:
            raise Refused("Nothing of that kind yet.")
        return self.chance.choice(sorted(ids))

    def week(self) -> date:
        return last_full_week(self.day) - timedelta(weeks=self.chance.randrange(20))

    def figures(self) -> None:
        values = [NewPoint(last_full_week(self.day) - timedelta(weeks=n), self.chance.choice((None, 2.0, 3.0, 9.0)),
                           waiting_for="finance") for n in range(self.chance.choice((1, 1, 16)))]  # fmt: skip
        self.do(record_points, self.any(Measure), values)

    def measure(self) -> None:
        if self.chance.random() < 0.5:
            domain, direction = self.chance.choice(list(Domain)), self.chance.choice(list(Direction))
            name = f"Measure {self.chance.random()}"
            self.do(measures.add_measure, name=name, domain=domain, direction=direction)
        elif self.chance.random() < 0.5:
            self.do(measures.remove_measure, self.any(Measure))
        else:
            self.do(measures.restore_measure, self.any(Measure))

    def chart(self) -> None:
        id_, drawn = self.any(Measure), self.chance.randrange(4)
        if drawn == 0:
            self.do(measures.rebase, id_, week=self.week(), reason="A new ward")
        elif drawn == 1:
            self.do(measures.undo_rebase, self.any(Rebase))
        elif drawn == 2:
            self.do(charts.exclude, id_, week=self.week(), reason="A flood")
        else:
            first = last_full_week(self.day) - timedelta(weeks=16)
            self.do(
                measures.freeze_baseline, id_, first_week=first, last_week=first + timedelta(weeks=8), reason="Before"
            )

    def daily(self) -> None:
        id_ = self.any(Measure)
        self.do(measures.change_measure, id_, kind=MeasureKind.SAFETY_CROSS, began_on=self.day - timedelta(days=9))
        for ago in range(self.chance.randrange(9)):
            self.do(days.mark_day, id_, day=self.day - timedelta(days=ago), count=ago % 2, today=self.day)
        self.do(days.unmark_day, id_, day=self.day)

    def project(self) -> None:
        made = self.do(projects.add_project, title=f"Project {self.chance.random()}", today=self.day).id
        self.do(projects.link_measure, made, self.any(Measure), role=self.chance.choice(list(LinkRole)))

    def move(self) -> None:
        to = self.chance.choice(list(Stage))
        self.do(projects.move_project, self.any(Project), to=to, today=self.day, reason="We saw enough")
        self.do(self.chance.choice((projects.remove_project, projects.restore_project)), self.any(Project))
        self.do(projects.block, self.any(Project), reason="Estates")

    def cycle(self) -> None:
        self.do(cycles.start_cycle, self.any(Project), plan="One bay", prediction="Fewer", today=self.day)
        self.do(cycles.advance_cycle, self.any(PdsaCycle), step=self.chance.choice(list(Step)))

    def raised(self) -> None:
        self.do(actions.raise_action, text=f"Order {self.chance.randrange(99)} slings", today=self.day)

    def ticked(self) -> None:
        command = self.chance.choice((actions.complete, actions.reopen, actions.drop))
        details = {actions.complete: {"today": self.day}, actions.drop: {"reason": "Not now"}}.get(command, {})
        self.do(command, self.any(Action), **details)

    def sent_up(self) -> None:
        self.do(escalations.escalate, self.any(Action), reason="We cannot settle it", today=self.day)

    def answered(self) -> None:
        moved = self.any(EscalationMove)
        with reading(self.ward.bind) as session:
            action = session.get_one(EscalationMove, (self.ward.team_id, moved)).action_id
        command = self.chance.choice((escalations.accept, escalations.answer, escalations.hand_back))
        words = {} if command is escalations.accept else {"words": f"Answer {self.chance.random()}"}
        if self.chance.random() < 0.3:
            self.do(escalations.take_back, action)
        else:
            self.do(command, action, today=self.day, **words)

    def huddle(self) -> None:
        self.do(huddles.hold_huddle, held_on=self.day, people=self.chance.randrange(3, 12), celebration="Well done")

    def settings(self) -> None:
        self.do(teams.change_team, vision=f"Vision {self.chance.random()}", testing_limit=self.chance.randrange(1, 6))

    def people(self) -> None:
        self.do(self.chance.choice((teams.leave, teams.rejoin)), self.any(Member))

    def undone(self) -> None:
        with reading(self.ward.bind) as session:
            revisions = session.scalars(select(History.revision).where(History.team_id == self.ward.team_id)).all()
        self.do(undo.undo, self.chance.choice(sorted(revisions)[-8:]))


@pytest.mark.parametrize("seed", range(6))
def test_the_board_of_a_past_day_is_the_board_as_it_was(bind: Engine, seed: int) -> None:
    if bind.dialect.name != "sqlite" and seed:
        pytest.skip("one history on Postgres is enough")
    ward = small_ward(bind)
    past, seen = Past(ward, seed), {}
    for _ in range(STEPS):
        past.happen()
        seen[past.day] = [now(one, past.day) for one in (ward, past.above)]
        past.day += timedelta(days=past.chance.choice((0, 0, 1, 3, 9)))
    for day, was in seen.items():
        assert [same(then(one, day)) for one in (ward, past.above)] == [same(one) for one in was]


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
