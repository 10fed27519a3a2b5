"""Boxes that save themselves: each is a field its command takes, a column of its row, and read as that field's type."""

from enum import StrEnum
from typing import Any, get_type_hints

import pytest
from sqlalchemy import Engine, inspect

from tests.small_ward import MOMENT, small_ward
from vmboard.commands.measures import MeasureFields, NewMeasure, measure_row
from vmboard.commands.passes import pass_for
from vmboard.commands.visits import VisitFields
from vmboard.store.tables import Visit
from vmboard.web.saves.boxes import NOUNS
from vmboard.web.saves.noun import Noun, as_text
from vmboard.web.saving import save_items

BOXES = [(name, field) for name, noun in NOUNS.items() for field in noun.boxes]
OF_MANY_ROWS = {"answer", "drivers", "process", "causes"}
"""The boxes of an answer are of a project and of its PDSA cycle; the others hold a row a line."""


@pytest.mark.parametrize("name", [name for name in NOUNS if name not in OF_MANY_ROWS])
def test_every_field_that_a_command_takes_is_a_column_of_its_row(name: str) -> None:
    row = get_type_hints(NOUNS[name].row)["return"]
    assert set(get_type_hints(NOUNS[name].fields)) <= set(inspect(row).columns.keys())


def test_so_is_every_field_of_a_visit_which_a_form_saves() -> None:
    assert set(get_type_hints(VisitFields)) <= set(inspect(Visit).columns.keys())


def test_a_new_measure_says_no_more_than_a_measure_has() -> None:
    assert set(get_type_hints(NewMeasure)) - set(get_type_hints(MeasureFields)) == {"reason"}


@pytest.mark.parametrize(("name", "field"), BOXES)
def test_a_box_is_read_as_the_type_of_its_field(name: str, field: str) -> None:
    noun = NOUNS[name]
    read, taken = get_type_hints(noun.boxes[field])["return"], get_type_hints(noun.fields)[field]
    assert read == taken or (read is StrEnum and issubclass(taken, StrEnum))


def test_a_box_that_is_no_field_is_found_as_the_module_is_loaded() -> None:
    with pytest.raises(TypeError, match="collour: no field of MeasureFields"):
        Noun(measure_row, measure_row, MeasureFields, {"name": as_text, "collour": as_text})


@pytest.mark.parametrize(
    "asked",
    [{"noun": "measure", "field": "collour"}, {"noun": "measure", "field": "position"}, {"noun": "measure"},
     {"noun": "secret", "field": "name"}, {"noun": "team", "field": "parent_id"}, {"field": "name"}],
)  # fmt: skip
def test_a_field_that_no_page_has_is_refused_in_a_sentence(bind: Engine, asked: dict[str, Any]) -> None:
    ward = small_ward(bind)
    item = {"id": "1", "verb": "set", "row": ward.falls_id, "value": "4", "was": "", **asked}
    (answer,) = save_items(ward.bind, pass_for(ward.bind, ward.nurse, ward.team_id), [item], lambda: MOMENT)
    assert (answer["ok"], answer["why"]) == (False, "refused")
    assert answer["sentence"].startswith("This page sent something the board does not know.")
