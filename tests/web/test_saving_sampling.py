"""What the sampler hands in: a look is kept once however often it comes, and undone once by its key."""

from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from tests.conftest import TODAY
from tests.small_ward import Ward, small_ward
from vmboard.commands import sampling
from vmboard.commands.passes import pass_for
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.store.tables import ActivityCategory, Observation
from vmboard.web.saving import save_items

A, B = "a-key-of-one", "a-key-of-two"


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


@pytest.fixture
def touch(ward: Ward) -> dict[str, Any]:
    """One touch of the first category."""
    shift = ward.do(sampling.start_sampling, every_minutes=10, at_random=True, planned=385, today=TODAY).id
    first = ward.ask(lambda s: s.scalar(select(func.min(ActivityCategory.id))))
    return {"verb": "samplings.observe", "row": shift, "category": first, "role": "nurse"}


def send(ward: Ward, *items: dict[str, Any]) -> list[dict[str, Any]]:
    signed = pass_for(ward.bind, Actor("Jo Douglas", person=APP), ward.team_id)
    return save_items(ward.bind, signed, [{"id": str(n), **item} for n, item in enumerate(items)])


def kept(ward: Ward) -> int:
    return ward.ask(lambda s: s.scalar(select(func.count()).where(Observation.removed.is_(False)))) or 0


def test_a_look_handed_in_twice_is_one_look(ward: Ward, touch: dict[str, Any]) -> None:
    for _ in range(2):
        (answer,) = send(ward, touch | {"key": A})
        assert answer["ok"] and answer["looks"] == {touch["category"]: 1}
    (answer,) = send(ward, touch | {"key": B})
    assert answer["looks"] == {touch["category"]: 2}


def test_a_look_is_undone_once_by_its_key(ward: Ward, touch: dict[str, Any]) -> None:
    send(ward, touch | {"key": A}, touch | {"key": B})
    for _ in range(2):
        (answer,) = send(ward, touch | {"key": A, "gone": True})
        assert answer["ok"] and answer["looks"] == {touch["category"]: 1}
    assert kept(ward) == 1


def test_a_look_undone_before_it_was_handed_in_never_was(ward: Ward, touch: dict[str, Any]) -> None:
    (answer,) = send(ward, touch | {"key": A, "gone": True})
    assert answer["ok"] and answer["looks"] == {} and kept(ward) == 0


def test_all_that_piled_up_out_of_reach_lands_in_one_go(ward: Ward, touch: dict[str, Any]) -> None:
    answers = send(ward, *(touch | {"key": f"a-key-of-{n:04}"} for n in range(30)))
    assert all(answer["ok"] for answer in answers) and kept(ward) == 30


def test_a_name_in_place_of_a_role_is_refused(ward: Ward, touch: dict[str, Any]) -> None:
    (answer,) = send(ward, touch | {"key": A, "role": "Jo"})
    assert not answer["ok"] and "nobody is named" in answer["sentence"] and kept(ward) == 0


def test_a_category_says_in_its_boxes_what_it_is_and_counts_as(ward: Ward, touch: dict[str, Any]) -> None:
    box = {"verb": "boxes.set", "noun": "category", "row": touch["category"]}
    (answer,) = send(ward, box | {"field": "counts_as", "value": "available", "was": "productive"})
    assert answer["ok"] and answer["value"] == "available"
    (answer,) = send(ward, box | {"field": "counts_as", "value": "wasted", "was": "available"})
    assert not answer["ok"] and answer["sentence"] == "Choose one from the list."
