"""What a huddle agrees: raised, ticked, dropped and picked up again."""

from datetime import date
from typing import Any

import pytest

from tests.small_ward import Ward
from vmboard.commands import actions, projects
from vmboard.domain.refusals import Refused
from vmboard.store.tables import Action

TODAY = date(2026, 11, 18)


def test_an_action_says_what_who_and_by_when(ward: Ward) -> None:
    project = ward.do(projects.add_project, title="Slings", today=TODAY).id
    made = ward.do(
        actions.raise_action, text=" Order 20 slings ", today=TODAY, owner_id=ward.nurse_id,
        due=date(2026, 11, 27), project_id=project,
    ).id  # fmt: skip
    kept = ward.row(Action, made)
    assert (kept.text, kept.owner_id, kept.due) == ("Order 20 slings", ward.nurse_id, date(2026, 11, 27))
    assert (kept.raised_on, kept.project_id, kept.done_on) == (TODAY, project, None)


def test_ticking_twice_is_ticking_once(ward: Ward) -> None:
    made = ward.do(actions.raise_action, text="Order slings", today=TODAY).id
    ward.do(actions.complete, made, today=TODAY)
    noted = len(ward.history())
    ward.do(actions.complete, made, today=date(2026, 12, 1))
    assert ward.row(Action, made).done_on == TODAY
    assert len(ward.history()) == noted


def test_why_an_action_was_dropped_is_remembered(ward: Ward) -> None:
    made = ward.do(actions.raise_action, text="Order slings", today=TODAY).id
    ward.do(actions.drop, made, reason="7B lent us theirs")
    assert ward.row(Action, made).removed
    assert ward.history()[-1].reason == "7B lent us theirs"


@pytest.mark.parametrize(
    "details", [{"text": ""}, {"text": "x" * 141}, {"text": "Ask", "owner_id": 999}, {"text": "Ask", "project_id": 9}]
)
def test_an_action_without_words_or_with_a_strangers_name_is_refused(ward: Ward, details: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        ward.do(actions.raise_action, today=TODAY, **details)
