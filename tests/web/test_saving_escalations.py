"""Answers to what a team below sent up, handed in by the page of the team above."""

from typing import Any

import pytest
from sqlalchemy import Engine

from tests.conftest import TODAY
from tests.small_ward import small_ward, stands_below
from vmboard.commands import escalations
from vmboard.commands.above import moves_of
from vmboard.commands.actions import raise_action
from vmboard.commands.passes import pass_for
from vmboard.domain.escalations import Asked
from vmboard.web.saving import save_items


class Desk:
    """A ward's action that was sent up, and the page of the division that has it."""

    def __init__(self, bind: Engine) -> None:
        self.ward = small_ward(bind)
        self.division = stands_below(self.ward)
        self.action = self.ward.do(raise_action, text="A second porter", today=TODAY).id
        self.seen = self.ward.do(escalations.escalate, self.action, reason="Nobody on Sundays", today=TODAY).id

    def hand_in(self, how: str, words: str = "", *, seen: int | None = None) -> dict[str, Any]:
        item = {"id": "1", "verb": "escalations.answer", "team": self.ward.team_id, "row": self.action, "how": how,
                "words": words, "seen": seen or self.seen}  # fmt: skip
        signed = pass_for(self.ward.bind, self.division.nurse, self.division.team_id)
        return save_items(self.ward.bind, signed, [item])[0]

    def states(self) -> list[Asked]:
        found = self.ward.ask(lambda session: moves_of(session, self.ward.team_id, self.action))
        return [move.state for move in found]


@pytest.fixture
def desk(emptied_bind: Engine) -> Desk:
    return Desk(emptied_bind)


def test_one_touch_accepts_and_handed_in_twice_is_once(desk: Desk) -> None:
    first, again = desk.hand_in("accept"), desk.hand_in("accept")
    assert first["ok"] and again["ok"]
    assert (first["line"]["says"], first["line"]["accept"]) == ("Asked today, with Division, accepted today", False)
    assert desk.states() == [Asked.WAITING, Asked.ACCEPTED]


def test_an_answer_is_handed_in_with_its_words(desk: Desk) -> None:
    assert desk.hand_in("answer", "Two porters")["line"]["says"] == "Answered 18 Nov, from Ward 7A"
    assert desk.states() == [Asked.WAITING, Asked.ANSWERED]


def test_words_that_come_too_late_stay_in_their_box_with_how_it_stands_now(desk: Desk) -> None:
    desk.hand_in("answer", "Two porters from December")
    late = desk.hand_in("hand_back", "Ask the site manager")
    assert (late["ok"], late["why"]) == (False, "refused")
    assert "Answered 18 Nov" in late["sentence"] and "Your words are kept" in late["sentence"]
    touch = desk.hand_in("accept")
    assert (touch["why"], touch["theirs"]["line"]["mine"]) == ("clash", False)


def test_what_was_taken_back_meanwhile_says_so(desk: Desk) -> None:
    desk.ward.do(escalations.take_back, desk.action)
    assert desk.hand_in("answer", "Two porters")["why"] == "clash"


@pytest.mark.parametrize("how", ["", "escalate", "take_back"])
def test_a_way_the_board_does_not_know_is_refused(desk: Desk, how: str) -> None:
    assert desk.hand_in(how, "Two porters")["why"] == "refused"
    assert desk.states() == [Asked.WAITING]


def test_the_ward_asks_again_what_was_handed_back_and_takes_back_what_waits(desk: Desk) -> None:
    def from_the_ward(**item: Any) -> dict[str, Any]:
        signed = pass_for(desk.ward.bind, desk.ward.nurse, desk.ward.team_id)
        told = {"id": "1", "verb": "actions.escalate", "row": desk.action, **item}
        return save_items(desk.ward.bind, signed, [told])[0]

    desk.hand_in("hand_back", "Choose the porter yourselves")
    asked = from_the_ward(up=True, again=True, reason="We did: he left")
    assert (asked["line"]["is_with"], asked["line"]["escalation"]) == ("Division", "We did: he left")
    back = from_the_ward(up=False)
    assert (back["line"]["is_with"], desk.states()) == ("", [Asked.WAITING, Asked.HANDED_BACK])
