"""What pages' scripts and the server say to each other is the same on both sides, and read strictly."""

import json
import re
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from vmboard.domain.protocol import huddle_items, items, understanding_items
from vmboard.domain.protocol.messages import EARLIER, LOOKUPS, MESSAGES, TRIGGERS, Item, read, said, verb_of
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Decision, PointStatus
from vmboard.settings import ROOT

COMPONENTS = ROOT / "vmboard" / "ui" / "components"
FIGURE: dict[str, Any] = {"measure": 3, "week": "2026-11-15", "text": "4", "status": "provisional", "version": 2}


def test_the_scripts_tables_say_what_the_servers_say() -> None:
    script = (COMPONENTS / "protocol.js").read_text("utf-8")
    found = re.findall(r"^export const (\w+) = /\*\* @type \{const\} \*/ \((\{.*?\n\})\);", script, re.S | re.M)
    tables = {name: json.loads(table) for name, table in found}
    assert tables["LOOKUPS"] == {name: list(answer.__annotations__) for name, answer in LOOKUPS.items()}
    assert tables["TRIGGERS"] == {name: list(triggers) for name, triggers in TRIGGERS.items()}
    assert tables["MESSAGES"] == {
        kind.verb: {"takes": [field.name for field in fields(kind)], "answers": list(answer.__annotations__)}
        for kind, answer in MESSAGES.items()
    }


def test_every_item_has_a_verb_of_its_own_dotted() -> None:
    modules = vars(items) | vars(huddle_items) | vars(understanding_items)
    kinds = [kind for kind in modules.values() if isinstance(kind, type) and hasattr(kind, "verb")]
    assert set(kinds) == set(MESSAGES) and len({kind.verb for kind in kinds}) == len(kinds)
    assert [kind.verb for kind in kinds if not re.fullmatch(r"[a-z]+s\.[a-z_]+", kind.verb)] == []


def test_verbs_of_before_are_understood_by_their_names_of_today() -> None:
    assert set(EARLIER.values()) <= {kind.verb for kind in MESSAGES}
    assert EARLIER.keys() & EARLIER.values() == set()
    assert verb_of({"verb": "figure"}) == verb_of({"verb": "figures.type"}) == "figures.type"


def test_an_item_is_read_into_its_own_types() -> None:
    figure = read(items.TypeFigure, {**FIGURE, "verb": "figures.type", "id": "1"})
    assert (figure.week, figure.status, figure.note) == (date(2026, 11, 15), PointStatus.PROVISIONAL, "")
    assert read(items.TypeFigure, {**FIGURE, "status": ""}).status is PointStatus.FINAL
    assert read(items.MarkDay, {"row": 1, "day": "2026-11-15", "version": 0, "count": None}).count is None
    assert read(items.DecideCycle, {"row": 1, "value": ""}).value is None
    assert read(items.DecideCycle, {"row": 1, "value": "adopt"}).value is Decision.ADOPT
    assert read(items.LinkMeasure, {"row": 1, "measure": "7"}).measure == "7"
    move = {"row": 1, "was": "idea", "to": "testing", "after": ["a", "b"]}
    assert read(items.MoveProject, move).after == ("a", "b")


ODD: list[tuple[type[Item], dict[str, Any]]] = [
    (items.TypeFigure, {}),
    (items.TypeFigure, FIGURE | {"measure": "3"}),
    (items.TypeFigure, FIGURE | {"measure": True}),
    (items.TypeFigure, FIGURE | {"version": -1}),
    (items.TypeFigure, FIGURE | {"version": 2**53}),
    (items.TypeFigure, FIGURE | {"version": 1.5}),
    (items.TypeFigure, FIGURE | {"version": None}),
    (items.TypeFigure, FIGURE | {"week": "last week"}),
    (items.TypeFigure, FIGURE | {"week": 20261115}),
    (items.TypeFigure, FIGURE | {"text": None}),
    (items.TypeFigure, FIGURE | {"text": ["4"]}),
    (items.TypeFigure, FIGURE | {"status": "sure"}),
    (items.CompleteAction, {"row": 1, "done": "no"}),
    (items.MoveProject, {"row": 1, "was": "idea", "to": "nowhere"}),
    (items.MoveProject, {"row": 1, "was": "idea", "to": "testing", "after": "a"}),
    (items.MoveProject, {"row": 1, "was": "idea", "to": "testing", "after": [1]}),
    (huddle_items.StepHuddle, {"row": 1, "section": "tea"}),
]


@pytest.mark.parametrize(("kind", "raw"), ODD, ids=lambda value: value.verb if isinstance(value, type) else "")
def test_what_no_script_of_ours_sends_is_refused(kind: type[Item], raw: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="Load it again"):
        read(kind, raw)


def test_a_page_cannot_prepare_an_item_that_the_verb_does_not_take() -> None:
    assert said(items.RemoveProject, row=4, gone=True) == {"verb": "projects.remove", "row": 4, "gone": True}
    with pytest.raises(TypeError, match="takes no away"):
        said(items.RemoveProject, row=4, away=True)
