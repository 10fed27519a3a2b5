"""Asking first: the verb is the one it names, and the team the one it is given, however it is given."""

from typing import Any

import pytest

from vmboard.domain.access import actor
from vmboard.domain.access.actor import Actor, NotAllowed, asks
from vmboard.domain.access.permissions import INSTALLATION, Thing
from vmboard.domain.access.verbs import Verb


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Thing]]:
    seen: list[tuple[str, Thing]] = []

    def may(person: object, verb: str, thing: Thing) -> bool:
        seen.append((verb, thing))
        return thing != Thing(13)

    monkeypatch.setattr(actor, "may", may)
    return seen


def made(verb: Verb, *, team: bool = True) -> Any:
    def of_a_team(session: object, actor: Actor, team_id: int, more: int = 0) -> tuple[int, int]:
        return team_id, more

    def of_all(session: object, actor: Actor, more: int = 0) -> int:
        return more

    return asks(verb)(of_a_team if team else of_all)


WHO = Actor("Jo", 12, 1)


def test_a_command_asks_by_its_verb_of_the_team_it_is_given(asked: list[tuple[str, Thing]]) -> None:
    complete = made(Verb.COMPLETE_ACTION)
    assert complete(None, WHO, 7, 3) == (7, 3) and complete(None, actor=WHO, team_id=8) == (8, 0)
    assert complete(None, WHO, more=2, team_id=9) == (9, 2)
    assert asked == [(Verb.COMPLETE_ACTION, Thing(team)) for team in (7, 8, 9)]
    assert complete.verb == Verb.COMPLETE_ACTION


def test_without_a_team_it_asks_of_the_whole_installation(asked: list[tuple[str, Thing]]) -> None:
    assert made(Verb.SET_KEEPING, team=False)(None, WHO, more=4) == 4
    assert asked == [(Verb.SET_KEEPING, INSTALLATION)]


def test_whoever_may_not_does_nothing(asked: list[tuple[str, Thing]]) -> None:
    done = []

    @asks(Verb.COMPLETE_ACTION)
    def complete(session: object, actor: Actor, team_id: int) -> None:
        done.append(team_id)

    with pytest.raises(NotAllowed):
        complete(None, WHO, 13)
    assert done == [] and len(asked) == 1


def test_people_are_told_apart_by_their_account_or_their_place_on_a_team() -> None:
    assert Actor("Jo", 12, 1, account_id=4).key == "account:4" and WHO.key == "member:1:12"
    assert Actor("Jo").key == Actor("Jo", 12).key == Actor("Jo", team_id=1).key == ""
