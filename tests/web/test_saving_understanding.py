"""What a project's page hands in of its diagram, its map and its causes: saved, clashed, refused, and once."""

from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from tests.conftest import TODAY
from tests.small_ward import Ward, small_ward
from vmboard.commands import projects
from vmboard.commands.passes import pass_for
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.store.tables import Cause, Driver, Project
from vmboard.web.saves.boxes import CLASH
from vmboard.web.saving import save_items

A, B = "a-key-of-one", "a-key-of-two"


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


@pytest.fixture
def falls(ward: Ward) -> int:
    return int(ward.do(projects.add_project, title="Comfort rounds", today=TODAY).id)


def send(ward: Ward, **item: Any) -> dict[str, Any]:
    signed = pass_for(ward.bind, Actor("Jo Douglas", person=APP), ward.team_id)
    (answer,) = save_items(ward.bind, signed, [{"id": "1", **item}])
    return dict(answer)


def put(ward: Ward, falls: int, noun: str, value: str, was: str = "") -> dict[str, Any]:
    return send(ward, verb="boxes.set", noun=noun, row=falls, field="lines", value=value, was=was)


def test_a_list_is_told_back_as_it_was_understood(ward: Ward, falls: int) -> None:
    assert put(ward, falls, "drivers", "Needs\n — Rounds ")["value"] == "Needs\n-- Rounds"
    assert put(ward, falls, "process", "Rings,1,90")["value"] == "Rings, 1 min, 1 h 30"
    assert put(ward, falls, "causes", " No shoes \n\nAlone")["value"] == "No shoes\nAlone"


def test_a_list_that_somebody_else_changed_meanwhile_is_a_clash(ward: Ward, falls: int) -> None:
    put(ward, falls, "causes", "No shoes")
    answer = put(ward, falls, "causes", "Alone", was="")
    assert not answer["ok"] and answer["sentence"] == CLASH and answer["theirs"]["value"] == "No shoes"


def test_what_cannot_be_read_is_refused_and_nothing_changes(ward: Ward, falls: int) -> None:
    put(ward, falls, "process", "Rings, 1, 5")
    answer = put(ward, falls, "process", "Rings, 1, 5\nIs helped", was="Rings, 1 min, 5 min")
    assert not answer["ok"] and "Is helped" in answer["sentence"]
    assert put(ward, falls, "process", "Rings, 1 min, 5 min", was="Rings, 1 min, 5 min")["ok"]


def test_a_touch_counts_once_however_often_it_comes(ward: Ward, falls: int) -> None:
    put(ward, falls, "causes", "No shoes")
    row = ward.ask(lambda session: session.scalars(select(Cause.id)).one())
    for key, count in ((A, "1"), (A, "1"), (B, "2")):
        assert send(ward, verb="causes.count", row=row, up=True, key=key)["value"] == count
    assert send(ward, verb="causes.count", row=row, up=False, key="a-key-of-three")["value"] == "1"


def test_an_idea_is_made_a_card_once(ward: Ward, falls: int) -> None:
    put(ward, falls, "drivers", "Needs\n-- A bell at hand")
    row = ward.ask(lambda session: session.scalars(select(func.max(Driver.id))).one())
    made = [send(ward, verb="drivers.make_card", row=row, key=key)["row"] for key in (A, A, B)]
    assert len(set(made)) == 1 and len(ward.ask(lambda session: session.scalars(select(Project.id)).all())) == 2


def test_a_list_of_no_project_of_ours_is_refused(ward: Ward, falls: int) -> None:
    assert not put(ward, falls + 999, "drivers", "Needs")["ok"]
