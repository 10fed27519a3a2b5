"""Asking first: the verb is the function's own name, and the team the one it is given, however it is given."""

from typing import Any

import pytest

from vmboard.domain.access.actor import Actor, NotAllowed, asks
from vmboard.domain.access.permissions import INSTALLATION, Thing


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Thing]]:
    seen: list[tuple[str, Thing]] = []

    def may(person: object, verb: str, thing: Thing) -> bool:
        seen.append((verb, thing))
        return thing != Thing(13)

    monkeypatch.setattr("vmboard.domain.access.actor.may", may)
    return seen


def made(module: str, *, team: bool = True) -> Any:
    def of_a_team(session: object, actor: Actor, team_id: int, more: int = 0) -> tuple[int, int]:
        return team_id, more

    def of_all(session: object, actor: Actor, more: int = 0) -> int:
        return more

    function: Any = of_a_team if team else of_all
    function.__module__, function.__name__ = f"vmboard.{module}", "complete"
    return asks(function)


WHO = Actor("Jo", 12, 1)


def test_a_command_asks_by_its_name_of_the_team_it_is_given(asked: list[tuple[str, Thing]]) -> None:
    complete = made("commands.actions")
    assert complete(None, WHO, 7, 3) == (7, 3) and complete(None, actor=WHO, team_id=8) == (8, 0)
    assert complete(None, WHO, more=2, team_id=9) == (9, 2)
    assert asked == [("actions.complete", Thing(team)) for team in (7, 8, 9)] and complete.verb == "actions.complete"


def test_a_query_says_that_it_reads(asked: list[tuple[str, Thing]]) -> None:
    made("queries.board")(None, WHO, 7)
    assert asked == [("read.board.complete", Thing(7))]


def test_without_a_team_it_asks_of_the_whole_installation(asked: list[tuple[str, Thing]]) -> None:
    assert made("commands.keeping", team=False)(None, WHO, more=4) == 4
    assert asked == [("keeping.complete", INSTALLATION)]


def test_whoever_may_not_does_nothing(asked: list[tuple[str, Thing]]) -> None:
    done = []

    def complete(session: object, actor: Actor, team_id: int) -> None:
        done.append(team_id)

    complete.__module__ = "vmboard.commands.actions"
    with pytest.raises(NotAllowed):
        asks(complete)(None, WHO, 13)
    assert done == [] and len(asked) == 1


def test_people_are_told_apart_by_their_account_or_their_place_on_a_team() -> None:
    assert Actor("Jo", 12, 1, account_id=4).key == "account:4" and WHO.key == "member:1:12"
    assert Actor("Jo").key == Actor("Jo", 12).key == Actor("Jo", team_id=1).key == ""
