"""Nothing is lost: every change can be put back, what others changed since stays, and undo can itself be undone."""

import random
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.small_ward import WEEK, Ward
from vmboard.commands import actions, cycles, days, displays, history, huddles, measure_list, measures, projects, teams
from vmboard.commands.imports import import_sheet
from vmboard.commands.points import NewPoint, record_point
from vmboard.commands.undo import Undone, undo
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.sheets import Layout, Sheet, SheetMeasure, SheetPoint
from vmboard.domain.words import Direction, Domain, LinkRole, MeasureKind, PointStatus, Stage, Step
from vmboard.store.tables import DataPoint, History, Measure, Project, Row

TODAY = date(2026, 11, 18)
Content = dict[tuple[str, str], dict[str, Any]]


def put_in(ward: Ward, value: float | None, week: date = WEEK, version: int = 0) -> DataPoint:
    return ward.do(record_point, ward.falls_id, NewPoint(week, value), version=version)


def value(ward: Ward) -> float | None:
    found = ward.ask(lambda s: s.get(DataPoint, (ward.team_id, ward.falls_id, WEEK)))
    return found.value if found else None


def test_a_figure_goes_back_to_what_it_was_and_undoing_that_brings_it_again(ward: Ward) -> None:
    put_in(ward, 3)
    put_in(ward, 5, version=1)
    ward.do(undo, ward.revision())
    assert value(ward) == 3
    ward.do(undo, ward.revision())
    assert value(ward) == 5
    noted = ward.history()[-1]
    assert (noted.verb, noted.before["value"], noted.after["value"]) == ("undo", 3, 5)


def test_a_new_figure_goes_away_and_comes_back(ward: Ward) -> None:
    put_in(ward, 3)
    ward.do(undo, ward.revision())
    assert ward.ask(lambda s: s.get(DataPoint, (ward.team_id, ward.falls_id, WEEK))) is None
    ward.do(undo, ward.revision())
    assert value(ward) == 3


def test_what_somebody_changed_since_stays_and_the_sentence_says_who(ward: Ward) -> None:
    put_in(ward, 3)
    put_in(ward, 5, version=1)
    mine = ward.revision()
    put_in(ward, 6, version=2)
    with pytest.raises(Clash, match="Jo Douglas changed this since, on 18 Nov, so it stays as it is"):
        ward.do(undo, mine)
    assert value(ward) == 6


def test_another_field_of_the_same_row_changed_since_is_no_hindrance_and_stands(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, target=2)
    mine = ward.revision()
    ward.do(measures.change_measure, ward.falls_id, definition="Any fall")
    ward.do(undo, mine)
    row = ward.row(Measure, ward.falls_id)
    assert (row.target, row.definition) == (None, "Any fall")


def test_what_was_added_is_put_away_and_kept(ward: Ward) -> None:
    ward.do(projects.add_project, title="Rounds", today=TODAY)
    added = next(noted for noted in ward.history() if noted.verb == "add project")
    ward.do(undo, added.revision)
    assert ward.row(Project, int(added.row_key)).removed
    ward.do(undo, ward.revision())
    assert not ward.row(Project, int(added.row_key)).removed


def test_a_measure_with_figures_is_not_undone_away(ward: Ward) -> None:
    added = next(noted for noted in ward.history() if noted.verb == "add measure")
    put_in(ward, 3)
    with pytest.raises(Clash, match="Falls has figures now"):
        ward.do(undo, added.revision)


def test_a_name_taken_meanwhile_is_not_taken_twice(ward: Ward) -> None:
    ward.do(measures.change_measure, ward.falls_id, name="All falls")
    renamed = ward.revision()
    ward.do(measures.add_measure, name="falls", domain=Domain.SAFETY, direction=Direction.DECREASE)
    with pytest.raises(Clash, match="another measure called “Falls”"):
        ward.do(undo, renamed)


def test_a_move_goes_back_by_a_move_and_its_days_count_on(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Rounds", today=TODAY - timedelta(days=30)).id
    _move(ward, project, Stage.TESTING)
    ward.do(undo, ward.revision())
    last = ward.history()[-1]
    assert (last.noun, last.after["to_stage"], last.after["moved_on"]) == ("stage_move", "idea", "2026-10-19")
    ward.do(undo, ward.revision())
    assert ward.ask(lambda s: projects.stage_of(s, ward.team_id, project)) is Stage.TESTING


def test_an_older_move_is_not_undone_past_a_newer_one(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Rounds", today=TODAY).id
    first = ward.revision()
    _move(ward, project, Stage.TESTING)
    with pytest.raises(Clash, match="changed this since"):
        ward.do(undo, first)


def test_the_beginning_and_a_screens_link_cannot_be_undone(ward: Ward) -> None:
    ward.do(displays.add_display, name="Nurses' station")
    for revision, said in ((1, "beginning of the board"), (ward.revision(), "page of screens"), (9_999, "history")):
        with pytest.raises(Refused, match=said):
            ward.do(undo, revision)


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


def test_an_import_goes_back_as_one_and_what_was_changed_since_stays(ward: Ward) -> None:
    put_in(ward, 9)
    before = content(ward)
    ward.do(import_sheet, sheet(1, 2, 3), filename="ours.xlsx")
    batch = ward.history()[-1].batch
    put_in(ward, 7, version=2)
    answer = ward.do(undo, batch)
    assert answer == Undone(6, 1)
    assert answer.sentence == "6 put back; 1 was changed since and stays."
    assert value(ward) == 7
    assert ward.row(Measure, _id(ward, "Ulcers")).removed
    assert {key: row for key, row in content(ward).items() if key[0] == "data_point"}.keys() <= before.keys()
    again = ward.do(undo, ward.history()[-1].batch)
    assert again.put_back == 6
    assert not ward.row(Measure, _id(ward, "Ulcers")).removed


def test_an_import_of_which_everything_was_changed_since_says_so(ward: Ward) -> None:
    only_falls = Sheet(sheet(3).measures[:1], sheet(3).points[:1], layout=Layout.WIDE)
    ward.do(import_sheet, only_falls)
    batch = ward.history()[-1].batch
    put_in(ward, 7, version=1)
    with pytest.raises(Clash, match="changed this since"):
        ward.do(undo, batch)


def test_undo_of_something_undone_already_changes_nothing(ward: Ward) -> None:
    put_in(ward, 3)
    mine = ward.revision()
    ward.do(undo, mine)
    with pytest.raises(Clash):
        ward.do(undo, mine)
    assert value(ward) is None


def content(ward: Ward) -> Content:
    """Every row of the ward without what only counts changes; a project's moves as the stage it stands in."""
    found: Content = {}
    for mapper in Row.registry.mappers:
        kind = mapper.class_
        if kind.__tablename__ in ("history", "organisation", "site", "receipt", "secret"):
            continue
        for row in ward.ask(lambda s, kind=kind: list(s.scalars(select(kind).order_by(*kind.__table__.primary_key)))):
            shown = {name: x for name, x in history.snapshot(row).items() if name != "version"}
            if kind.__tablename__ == "stage_move":
                stands = {name: shown[name] for name in ("to_stage", "moved_on", "reason")}
                found["stage", str(shown["project_id"])] = stands
            elif not (shown.get("removed") or shown.get("left")):
                found[kind.__tablename__, history.key_of(row)] = shown
    in_use = {key for noun, key in found if noun == "project"}
    return {key: row for key, row in found.items() if key[0] != "stage" or key[1] in in_use}


class Play:
    """A ward in which anything may happen, by chance."""

    def __init__(self, ward: Ward, seed: int) -> None:
        self.ward, self.chance = ward, random.Random(seed)
        self.harm = self.measure("Harm", kind=MeasureKind.SAFETY_CROSS)
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
        _move(self.ward, self.any(Project), self.chance.choice(list(Stage)), day)

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


@pytest.mark.parametrize("seed", range(6))
def test_undoing_everything_newest_first_brings_back_the_ward_as_it_was(ward: Ward, seed: int) -> None:
    quick = ward.bind.dialect.name == "sqlite"
    if not quick and seed > 1:
        pytest.skip("the short run on Postgres")
    play = Play(ward, seed)
    start, since = content(ward), ward.revision()
    for _ in range(60 if quick else 30):
        play.step()
    done = set[int]()
    for noted in reversed(ward.history(since=since)):
        number = noted.batch or noted.revision
        if number not in done and not _begins(noted):
            done.add(number)
            ward.do(undo, number)
    assert content(ward) == start
    assert len(done) > 20


def _begins(noted: History) -> bool:
    """A project's first stage: it goes with the project itself."""
    return noted.noun == "stage_move" and noted.after is not None and noted.after["from_stage"] is None


def _move(ward: Ward, project: int, to: Stage, day: date = TODAY) -> None:
    ward.do(projects.move_project, project, to=to, today=day, reason="We learned")


def _id(ward: Ward, name: str) -> int:
    rows = ward.ask(lambda s: list(s.scalars(select(Measure).where(Measure.team_id == ward.team_id))))
    return next(row.id for row in rows if row.name == name)
