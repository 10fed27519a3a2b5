"""A ward in which anything may happen, by chance: what undo must be able to take back."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from tests.small_ward import WEEK, Ward
from vmboard.commands import actions, cycles, days, huddles, measure_list, measures, projects, teams
from vmboard.commands.imports import import_sheet
from vmboard.commands.points import NewPoint, record_point
from vmboard.commands.undo import undo
from vmboard.domain.figures.sheets import Layout, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain, LinkRole, MeasureKind, PointStatus, Stage, Step
from vmboard.store.tables import DataPoint, Measure, Project, Row

TODAY = date(2026, 11, 18)


def put_in(ward: Ward, value: float | None, week: date = WEEK, version: int = 0) -> DataPoint:
    return ward.do(record_point, ward.falls_id, NewPoint(week, value), version=version)


def sheet(*values: float) -> Sheet:
    """Falls, and Ulcers that are new, the newest week last."""
    weeks = [WEEK - timedelta(weeks=back) for back in reversed(range(len(values)))]
    known = [SheetMeasure(name, Domain.SAFETY, "", Direction.DECREASE, None, "", "", "", cell="A1")
             for name in ("Falls", "Ulcers")]  # fmt: skip
    points = [
        SheetPoint(one.name, week, value, None, None, PointStatus.FINAL, "", team=None, sheet="", cell="B2")
        for one in known for week, value in zip(weeks, values, strict=True)
    ]  # fmt: skip
    return Sheet(tuple(known), tuple(points), layout=Layout.WIDE)


def move_to(ward: Ward, project: int, to: Stage, day: date = TODAY) -> None:
    ward.do(projects.move_project, project, to=to, today=day, reason="We learned")


class Play:
    """A ward in which anything may happen, by chance."""

    def __init__(self, ward: Ward, seed: int) -> None:
        self.ward, self.chance = ward, random.Random(seed)
        self.harm = self.measure("Harm", kind=MeasureKind.SAFETY_CROSS, began_on=date(2026, 11, 1))
        for title in ("Rounds", "Tabard"):
            ward.do(projects.add_project, title=title, today=TODAY)
        self.costs = self.measure("Pay"), self.measure("Non-pay")
        ward.do(actions.raise_action, text="Order slings", today=TODAY)
        self.does: list[Callable[[], Any]] = [
            self.figure, self.figure, self.day, self.setting, self.arrange, self.move, self.link, self.cycle,
            self.act, self.meet, self.decide, self.settle, self.bring, self.undo, self.compute,
        ]  # fmt: skip

    def step(self) -> None:
        with suppress(Refused):  # as people hear it: nothing is written then
            self.chance.choice(self.does)()

    def measure(self, name: str, **details: Any) -> int:
        new = {"name": name, "domain": Domain.COST, "direction": Direction.DECREASE, **details}
        return int(self.ward.do(measures.add_measure, **new).id)

    def any(self, kind: type[Row]) -> int:
        rows = self.ward.ask(lambda s: list(s.scalars(select(kind).where(kind.team_id == self.ward.team_id))))
        return int(self.chance.choice(rows).id)

    def figure(self) -> None:
        week = WEEK - timedelta(weeks=self.chance.randrange(3))
        found = self.ward.ask(lambda s: s.get(DataPoint, (self.ward.team_id, self.ward.falls_id, week)))
        put_in(self.ward, self.chance.choice((None, 0, 1, 2, 41)), week, found.version if found else 0)

    def day(self) -> None:
        day, harm = TODAY - timedelta(days=self.chance.randrange(4)), self.harm
        if self.chance.random() < 0.3:
            self.ward.do(days.unmark_day, harm, day=day)
        else:
            self.ward.do(days.mark_day, harm, day=day, count=self.chance.randrange(3), today=TODAY)

    def setting(self) -> None:
        name = self.chance.choice(("Falls", "All falls", "Trips", "Pay"))
        changed = self.chance.choice(({"name": name}, {"target": self.chance.randrange(9)}, {"cadence_weeks": 4}))
        self.ward.do(measures.change_measure, self.any(Measure), **changed)

    def arrange(self) -> None:
        one, other = self.any(Measure), self.any(Measure)
        self.chance.choice((
            lambda: self.ward.do(measure_list.move_measure, one, before=other),
            lambda: self.ward.do(measure_list.show_measure, one, on_wall=self.chance.random() < 0.5),
            lambda: self.ward.do(measure_list.retire_measure, one, today=TODAY, reason="It holds"),
            lambda: self.ward.do(measures.remove_measure, one),
            lambda: self.ward.do(measures.restore_measure, one),
        ))()  # fmt: skip

    def move(self) -> None:
        if self.chance.random() < 0.2:
            self.ward.do(projects.add_project, title="Another", today=TODAY)
        day = TODAY + timedelta(days=self.chance.randrange(9))
        move_to(self.ward, self.any(Project), self.chance.choice(list(Stage)), day)

    def link(self) -> None:
        by = self.any(Project), self.any(Measure)
        if self.chance.random() < 0.4:
            self.ward.do(projects.unlink_measure, *by)
        else:
            self.ward.do(projects.link_measure, *by, role=self.chance.choice(list(LinkRole)))

    def cycle(self) -> None:
        made = self.ward.do(cycles.start_cycle, self.any(Project), plan="One bay", prediction="Fewer", today=TODAY)
        self.ward.do(cycles.advance_cycle, made.id, step=self.chance.choice(list(Step)), saw="Two")

    def act(self) -> None:
        made = self.ward.do(actions.raise_action, text="Thank nights", today=TODAY)
        self.ward.do(actions.complete, made.id, today=TODAY)
        if self.chance.random() < 0.5:
            self.ward.do(actions.reopen, made.id)

    def meet(self) -> None:
        held = TODAY - timedelta(days=self.chance.randrange(2))
        self.ward.do(huddles.hold_huddle, held_on=held, people=self.chance.randrange(20))

    def decide(self) -> None:
        self.ward.do(measures.freeze_baseline, self.ward.falls_id, first_week=WEEK, last_week=WEEK, reason="Before")

    def settle(self) -> None:
        self.ward.do(teams.change_team, vision=self.chance.choice(("Home", "Sooner", "Safer")))
        self.ward.do(self.chance.choice((teams.leave, teams.rejoin)), self.ward.nurse_id)

    def bring(self) -> None:
        self.ward.do(import_sheet, sheet(*(self.chance.randrange(5) for _ in range(3))))

    def compute(self) -> None:
        above, below = self.costs
        parts = {"numerators": {above: 1.0}, "denominator": below}
        self.ward.do(
            measures.add_derived_measure, name=f"Share {self.chance.randrange(99)}", domain=Domain.COST,
            direction=Direction.DECREASE, **parts,
        )  # fmt: skip

    def undo(self) -> None:
        self.ward.do(undo, self.chance.choice(self.ward.history()).revision)
