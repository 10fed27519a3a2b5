"""The pages of projects as a person meets them: the lanes, the shelves, and a project's own page."""

from datetime import date

import pytest

from tests.ui.conftest import Ward, go, text
from vmboard.commands import projects
from vmboard.domain.words import Stage

TODAY = date(2026, 11, 18)
HOSTILE = "<b>*x*</b> $a$ ![](http://x/y.png)"


@pytest.fixture
def rounds(ward: Ward) -> int:
    return ward.do(projects.add_project, title=HOSTILE, today=TODAY).id  # type: ignore[no-any-return]


def test_the_lanes_open_without_a_shelf_until_something_left_the_board(ward: Ward, rounds: int) -> None:
    at = ward.open("projects")
    assert "Drag a card, or press M to move it." in text(at)
    assert "what we learned" not in text(at)
    ward.do(projects.move_project, rounds, to=Stage.STOPPED, today=TODAY, reason="It woke people")
    assert "Stopped, and what we learned 1" in text(go(ward.at, "projects"))


def test_a_shelf_is_a_page_with_an_address(ward: Ward, rounds: int) -> None:
    ward.do(projects.move_project, rounds, to=Stage.PARKED, today=TODAY)
    assert "They wait for a better day." in text(ward.open("projects", shelf="parked"))
    assert "Nothing stopped yet." in text(ward.open("projects", shelf="stopped"))


def test_a_project_opens_by_its_address_and_shows_its_words_as_typed(ward: Ward, rounds: int) -> None:
    at = ward.open("project", project=str(rounds))
    assert "&lt;b&gt;*x*&lt;/b&gt; $a$ ![](http://x/y.png)" in text(at)
    assert "In Ideas since today" in text(at)


@pytest.mark.parametrize("number", ["", "999", "x", "-1", "٣"])
def test_a_project_that_is_not_there_is_said_in_words(ward: Ward, number: str) -> None:
    at = ward.open("project", project=number)
    assert "That project is not on this team’s board." in text(at)
    assert not at.exception


def test_a_removed_project_says_so_and_keeps_everything(ward: Ward, rounds: int) -> None:
    ward.do(projects.remove_project, rounds)
    assert "This project is off the board." in text(ward.open("project", project=str(rounds)))
