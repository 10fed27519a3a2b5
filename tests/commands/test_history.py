"""Every change is remembered: who, when, what, before and after, in the same transaction as the change."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import select

from tests.small_ward import MOMENT, Ward, stands_below
from vmboard.commands import actions, cycles, displays, escalations, first_steps, huddles, measures, projects, teams
from vmboard.commands.history import snapshot
from vmboard.commands.points import NewPoint, record_point, record_points
from vmboard.domain.refusals import Clash, Refused
from vmboard.domain.words import Direction, Domain, LinkRole, Stage, Step
from vmboard.store.engine import on_commit, transaction
from vmboard.store.tables import Action, Display, Measure, Project, Row, Team

TODAY = date(2026, 11, 18)
WEEK = date(2026, 11, 15)
SCREEN = {"overview_seconds": 30, "focus_seconds": 10, "dark_from": time(21), "dark_until": time(6)}

Given = dict[str, int]
"""The ids of what the ward has before a command is given."""


@pytest.fixture
def given(ward: Ward) -> Given:
    """A ward with one of each thing."""
    project = ward.do(projects.add_project, title="Comfort rounds", today=TODAY).id
    return {
        "project": project,
        "other": ward.do(measures.add_measure, name="Pay", domain=Domain.COST, direction=Direction.DECREASE).id,
        "cycle": ward.do(cycles.start_cycle, project, plan="One bay", prediction="Fewer", today=TODAY).id,
        "action": ward.do(actions.raise_action, text="Order slings", today=TODAY).id,
        "spare": ward.do(actions.raise_action, text="Water the plants", today=TODAY).id,
        "screen": ward.do(displays.add_display, name="Nurses' station")[0].id,
        "baseline": ward.do(
            measures.freeze_baseline, ward.falls_id, first_week=WEEK, last_week=WEEK, reason="The start"
        ).id,
        "rebase": ward.do(measures.rebase, ward.falls_id, week=WEEK, reason="A new ward").id,
    }  # fmt: skip


def falls(value: float | None) -> NewPoint:
    return NewPoint(WEEK, value)


CHANGES: dict[str, Callable[[Any, Given], Any]] = {
    "change team": lambda w, g: w.do(teams.change_team, vision="Home sooner"),
    "add member": lambda w, g: w.do(teams.add_member, name="Mairi Kerr"),
    "change member": lambda w, g: w.do(teams.change_member, w.nurse_id, initials="JDO"),
    "dismiss steps": lambda w, g: w.do(first_steps.dismiss_steps),
    "recall steps": lambda w, g: w.do(first_steps.recall_steps),
    "member left": lambda w, g: w.do(teams.leave, w.nurse_id),
    "add measure": lambda w, g: w.do(
        measures.add_measure, name="Ulcers", domain=Domain.SAFETY, direction=Direction.DECREASE
    ),
    "change measure": lambda w, g: w.do(measures.change_measure, w.falls_id, target=3),
    "remove measure": lambda w, g: w.do(measures.remove_measure, w.falls_id),
    "record point": lambda w, g: w.do(record_point, w.falls_id, falls(2)),
    "freeze baseline": lambda w, g: w.do(
        measures.freeze_baseline, g["other"], first_week=WEEK, last_week=WEEK, reason="The start"
    ),
    "unfreeze baseline": lambda w, g: w.do(measures.unfreeze_baseline, g["baseline"]),
    "rebase": lambda w, g: w.do(measures.rebase, g["other"], week=WEEK, reason="New rota"),
    "undo rebase": lambda w, g: w.do(measures.undo_rebase, g["rebase"]),
    "move project": lambda w, g: w.do(projects.move_project, g["project"], to=Stage.TESTING, today=TODAY),
    "change project": lambda w, g: w.do(projects.change_project, g["project"], aim="Halve falls"),
    "block project": lambda w, g: w.do(projects.block, g["project"], reason="No slings"),
    "remove project": lambda w, g: w.do(projects.remove_project, g["project"]),
    "link measure": lambda w, g: w.do(projects.link_measure, g["project"], w.falls_id, role=LinkRole.OUTCOME),
    "start cycle": lambda w, g: w.do(
        cycles.start_cycle, g["project"], plan="Two bays", prediction="Fewer", today=TODAY
    ),
    "advance cycle": lambda w, g: w.do(cycles.advance_cycle, g["cycle"], step=Step.DO),
    "raise action": lambda w, g: w.do(actions.raise_action, text="Thank nights", today=TODAY),
    "change action": lambda w, g: w.do(actions.change_action, g["action"], due=TODAY),
    "complete action": lambda w, g: w.do(actions.complete, g["action"], today=TODAY),
    "drop action": lambda w, g: w.do(actions.drop, g["spare"], reason="Not needed"),
    "hold huddle": lambda w, g: w.do(huddles.hold_huddle, held_on=TODAY, people=9),
    "add display": lambda w, g: w.do(displays.add_display, name="Tea room"),
    "set display": lambda w, g: w.do(displays.set_display, g["screen"], **SCREEN),
    "renew display": lambda w, g: w.do(displays.renew_display, g["screen"]),
    "revoke display": lambda w, g: w.do(displays.revoke_display, g["screen"]),
}  # fmt: skip


def test_each_command_notes_who_did_what_and_moves_the_board_on(ward: Ward, given: Given) -> None:
    for verb, change in CHANGES.items():
        before = ward.revision()
        change(ward, given)
        (noted,) = ward.history(since=before)
        assert noted.verb == verb
        assert noted.revision == ward.revision() == before + 1, verb
        assert (noted.actor_name, noted.actor_id) == ("Jo Douglas", ward.nurse_id), verb
        assert noted.at.isoformat() == "2026-11-18T09:30:00+00:00", verb
        assert noted.after != noted.before, verb
        assert noted.after == _standing(ward, noted.noun, noted.row_key), verb


UNTOLD = ("history", "organisation", "site", "audit_line", "team_revision", "link", "asker")


def test_a_board_can_be_rebuilt_from_its_history(ward: Ward, given: Given) -> None:
    for change in CHANGES.values():
        change(ward, given)
    newest = {(row.noun, row.row_key): row.after for row in ward.history()}
    for table in Row.registry.mappers:
        kind = table.class_
        if kind.__tablename__ in UNTOLD:
            continue
        for row in ward.ask(lambda session, kind=kind: list(session.scalars(select(kind)))):
            assert newest.pop((kind.__tablename__, _key(row))) == snapshot(row)
    assert newest == {}


def test_a_project_and_its_first_move_are_two_notes(ward: Ward) -> None:
    before = ward.revision()
    ward.do(projects.add_project, title="Comfort rounds", today=TODAY)
    assert [row.verb for row in ward.history(since=before)] == ["add project", "move project"]


def test_a_link_that_is_undone_is_remembered_as_it_was(ward: Ward, given: Given) -> None:
    ward.do(projects.link_measure, given["project"], ward.falls_id, role=LinkRole.GUARD)
    before = ward.revision()
    ward.do(projects.unlink_measure, given["project"], ward.falls_id)
    (noted,) = ward.history(since=before)
    assert noted.before["role"] == "guard" and noted.after is None


def test_a_change_that_changes_nothing_leaves_no_note(ward: Ward, given: Given) -> None:
    noted = len(ward.history())
    ward.do(teams.change_team, name="Ward 7A")
    ward.do(actions.change_action, given["action"], text="Order slings")
    ward.do(measures.rebase, given["other"], week=WEEK, reason="x")
    assert len(ward.history()) == noted + 1


def test_when_a_transaction_fails_neither_the_change_nor_its_note_is_kept(ward: Ward) -> None:
    before, told = ward.revision(), list[set[int]]()
    with _listening(told.append), pytest.raises(ZeroDivisionError), transaction(ward.bind) as session:
        record_points(session, ward.nurse, ward.team_id, ward.falls_id, [falls(2)])
        raise ZeroDivisionError
    assert (ward.revision(), ward.history(since=before), told) == (before, [], [])


def test_a_commit_tells_which_team_has_changed(ward: Ward) -> None:
    told: list[set[int]] = []
    with _listening(told.append):
        ward.record(2)
        ward.ask(lambda session: session.get_one(Team, ward.team_id))
    assert told == [{ward.team_id}]


STALE: dict[str, tuple[type[Row], str, Callable[..., Any], dict[str, Any], dict[str, Any]]] = {
    "a measure": (Measure, "other", measures.change_measure, {"name": "Theirs"}, {"name": "Mine"}),
    "a project": (Project, "project", projects.change_project, {"title": "Theirs"}, {"title": "Mine"}),
    "an action": (Action, "action", actions.change_action, {"text": "Theirs"}, {"text": "Mine"}),
    "a screen": (Display, "screen", displays.set_display, SCREEN, {**SCREEN, "overview_seconds": 60}),
}


def test_somebody_of_the_team_above_is_named_and_is_nobodys_number_here(ward: Ward) -> None:
    """Numbers of people are their team's own: hers is another's in the ward."""
    division = stands_below(ward)
    iona = replace(division.nurse, name="Iona Maclean", member_id=ward.nurse_id)
    action = ward.do(actions.raise_action, text="A second porter", today=TODAY).id
    ward.do(escalations.escalate, action, reason="Nobody on Sundays", today=TODAY)
    with transaction(ward.bind, now=MOMENT) as session:
        escalations.answer(session, iona, ward.team_id, action, words="From December", today=TODAY)
    row = ward.history()[-1]
    assert (row.verb, row.actor_name, row.actor_id) == ("answer", "Iona Maclean", None)


def test_a_form_typed_on_an_old_version_writes_nothing(ward: Ward, given: Given) -> None:
    for what, (kind, key, command, theirs, mine) in STALE.items():
        shown = ward.row(kind, given[key]).version
        ward.do(command, given[key], version=shown, **theirs)
        before = len(ward.history()), ward.revision(), snapshot(ward.row(kind, given[key]))
        with pytest.raises(Clash, match="Both texts are kept"):
            ward.do(command, given[key], version=shown, **mine)
        after = len(ward.history()), ward.revision(), snapshot(ward.row(kind, given[key]))
        assert before == after, what


def test_team_settings_typed_on_an_old_version_write_nothing(ward: Ward) -> None:
    ward.do(teams.change_team, version=1, vision="Theirs")
    with pytest.raises(Clash):
        ward.do(teams.change_team, version=1, vision="Mine")
    assert ward.ask(lambda session: session.get_one(Team, ward.team_id).vision) == "Theirs"


PAIRS: dict[str, tuple[Callable[[Any, Given], Any], Callable[[Any, Given], Any]]] = {
    "complete and reopen": (
        CHANGES["complete action"],
        lambda w, g: w.do(actions.reopen, g["action"]),
    ),
    "drop and pick up": (CHANGES["drop action"], lambda w, g: w.do(actions.pick_up, g["spare"])),
    "remove and restore a measure": (
        CHANGES["remove measure"],
        lambda w, g: w.do(measures.restore_measure, w.falls_id),
    ),
    "remove and restore a project": (
        CHANGES["remove project"],
        lambda w, g: w.do(projects.restore_project, g["project"]),
    ),
    "block and unblock": (CHANGES["block project"], lambda w, g: w.do(projects.unblock, g["project"])),
    "leave and rejoin": (CHANGES["member left"], lambda w, g: w.do(teams.rejoin, w.nurse_id)),
}


def test_what_is_undone_stands_as_it_stood(ward: Ward, given: Given) -> None:
    for pair, (there, back) in PAIRS.items():
        before = ward.revision()
        there(ward, given)
        back(ward, given)
        first, second = ward.history(since=before)
        assert {**first.before, "version": 0} == {**second.after, "version": 0}, pair


def test_what_is_not_there_is_refused_in_words(ward: Ward) -> None:
    gone = (
        measures.remove_measure, measures.unfreeze_baseline, measures.undo_rebase, projects.remove_project,
        actions.reopen, displays.revoke_display, teams.leave,
    )  # fmt: skip
    for command in gone:
        with pytest.raises(Refused, match="not"):
            ward.do(command, 999_999)


def _standing(ward: Ward, noun: str, key: str) -> dict[str, Any]:
    kind = next(mapper.class_ for mapper in Row.registry.mappers if mapper.class_.__tablename__ == noun)
    rows = ward.ask(lambda session: list(session.scalars(select(kind))))
    return next(snapshot(row) for row in rows if _key(row) == key)


def _key(row: Row) -> str:
    columns = [column.key for column in row.__table__.primary_key if column.key != "team_id"]
    return ":".join(str(getattr(row, column)) for column in columns)


@contextmanager
def _listening(listener: Callable[[set[int]], None]) -> Iterator[None]:
    stop = on_commit(listener)
    yield
    stop()
