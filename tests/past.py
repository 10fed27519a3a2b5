"""A ward, the teams above it and one beside it, to which things happen by chance, on days that go by."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from tests.anything import sheet
from tests.small_ward import Ward
from vmboard.commands import (
    actions,
    charts,
    cycles,
    days,
    escalations,
    huddles,
    measure_list,
    measures,
    projects,
    teams,
    undo,
)
from vmboard.commands.imports import import_sheet
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.huddles.sections import Section
from vmboard.domain.refusals import Refused
from vmboard.domain.views.board import Board
from vmboard.domain.weeks import last_full_week
from vmboard.domain.words import Direction, Domain, LinkRole, MeasureKind, Stage, Step
from vmboard.queries.board import board
from vmboard.queries.past import past_board
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Action, EscalationMove, History, Measure, Member, PdsaCycle, Project, Rebase

BEGAN = date(2026, 11, 18)


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
            top, beside = (
                teams.add_team(session, DEMO, organisation="NHS Highland", site="Raigmore Hospital", name=name,
                               timezone="Europe/London").id for name in ("Executive team", "Ward 7B")
            )  # fmt: skip
            for team, parent in ((ward.team_id, above.id), (beside, above.id), (above.id, top)):
                teams.change_team(session, DEMO, team, parent_id=parent)
        self.beside = beside
        self.boards = [ward, Ward(ward.bind, above.id), Ward(ward.bind, top)]
        self.steps: list[Callable[[], Any]] = [
            self.figures, self.figures, self.imported, self.measure, self.listed, self.chart, self.daily, self.daily,
            self.project, self.move, self.cycle, self.raised, self.raised, self.ticked, self.sent_up, self.sent_up,
            self.answered, self.answered, self.answered, self.asked_beside, self.huddle, self.meeting, self.settings,
            self.paused, self.renamed, self.people, self.undone, self.undone,
        ]  # fmt: skip

    def do(self, command: Callable[..., Any], *args: Any, team_id: int = 0, **details: Any) -> Any:
        at = datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(
            hours=9, minutes=self.chance.randrange(600)
        )
        with transaction(self.ward.bind, now=at) as session:
            return command(session, DEMO, team_id or self.ward.team_id, *args, **details)

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

    def imported(self) -> None:
        self.do(import_sheet, sheet(*(self.chance.randrange(9) for _ in range(3))), filename="ours.xlsx")

    def listed(self) -> None:
        id_ = self.any(Measure)
        self.chance.choice((
            lambda: self.do(measure_list.retire_measure, id_, reason="It holds", today=self.day),
            lambda: self.do(measure_list.bring_back_measure, id_),
            lambda: self.do(measure_list.show_measure, id_, on_wall=self.chance.random() < 0.6),
            lambda: self.do(measure_list.move_measure, id_, before=self.any(Measure)),
        ))()  # fmt: skip

    def daily(self) -> None:
        id_, kind = self.any(Measure), self.chance.choice((MeasureKind.SAFETY_CROSS, MeasureKind.DAYS_SINCE))
        self.do(measures.change_measure, id_, kind=kind, began_on=self.day - timedelta(days=9))
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
        drawn = self.chance.random()
        if drawn < 0.15:
            self.do(escalations.take_back, action)
        elif drawn < 0.3:
            self.do(escalations.ask_again, action, reason="It is not enough", today=self.day)
        elif drawn < 0.45:
            self.do(escalations.accept, action, today=self.day)
        else:
            answers = (escalations.answer, escalations.send_higher, escalations.send_higher, escalations.hand_back)
            words = f"Answer {self.chance.random()}"
            self.do(self.chance.choice(answers), action, words=words, today=self.day)

    def asked_beside(self) -> None:
        """Another ward asks too: what it sent stands on the boards above, until it is answered there."""
        made = self.do(actions.raise_action, team_id=self.beside, text="A second porter", today=self.day)
        self.do(escalations.escalate, made.id, team_id=self.beside, reason="Nobody on Sundays", today=self.day)
        if self.chance.random() < 0.5:
            self.do(escalations.send_higher, made.id, team_id=self.beside, words="Not ours", today=self.day)
        if self.chance.random() < 0.5:
            self.do(escalations.answer, made.id, team_id=self.beside, words="From December", today=self.day)

    def meeting(self) -> None:
        """A huddle under way, stepped through, perhaps followed by the wall, perhaps forgotten."""
        at = datetime.combine(self.day, datetime.min.time(), UTC) + timedelta(hours=9)
        row = self.do(huddles.start_huddle, today=self.day, now=at)
        self.do(huddles.follow, row.id, on=self.chance.random() < 0.8)
        self.do(huddles.go_to, row.id, section=self.chance.choice(list(Section)), now=at)
        if self.chance.random() < 0.5:
            self.do(huddles.close_huddle, row.id, now=at)

    def huddle(self) -> None:
        self.do(huddles.hold_huddle, held_on=self.day, people=self.chance.randrange(3, 12), celebration="Well done")

    def settings(self) -> None:
        self.do(teams.change_team, vision=f"Vision {self.chance.random()}", testing_limit=self.chance.randrange(1, 6))

    def paused(self) -> None:
        if self.chance.random() < 0.5:
            self.do(teams.pause_team, reason="Moving wards", today=self.day)
        else:
            self.do(teams.resume_team)

    def renamed(self) -> None:
        other = self.chance.choice((*(one.team_id for one in self.boards), self.beside))
        self.do(teams.change_team, team_id=other, name=f"Team {self.chance.random()}")

    def people(self) -> None:
        self.do(self.chance.choice((teams.leave, teams.rejoin)), self.any(Member))

    def undone(self) -> None:
        with reading(self.ward.bind) as session:
            revisions = session.scalars(select(History.revision).where(History.team_id == self.ward.team_id)).all()
        self.do(undo.undo, self.chance.choice(sorted(revisions)[-8:]))
