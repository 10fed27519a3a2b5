"""The pages of the organisation and of learning as a person meets them."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import NURSE, Ward, go, make_ward, text
from vmboard.commands import learning, projects
from vmboard.domain.words import LinkRole, Stage
from vmboard.store.engine import transaction
from vmboard.store.tables import Measure, PeerQuestion, Project, Story

TODAY = date(2026, 11, 18)
HOSTILE = "<b>*x*</b> $a$ ![](http://x/y.png)"
ESCAPED = "&lt;b&gt;*x*&lt;/b&gt; $a$ ![](http://x/y.png)"


@pytest.fixture
def other(ward: Ward) -> int:
    """Another ward that keeps falls too."""
    return make_ward(ward.bind, "Ward 8")


@pytest.fixture
def rounds(ward: Ward) -> int:
    """An embedded idea, with words as rude as can be."""
    made: int = do(ward, projects.add_project, title=HOSTILE, today=TODAY, aim=HOSTILE, theme="Night").id
    falls = found(ward, select(Measure.id).where(Measure.team_id == ward.team_id))
    do(ward, projects.link_measure, made, falls, role=LinkRole.OUTCOME)
    do(ward, projects.move_project, made, to=Stage.EMBEDDED, today=TODAY, reason="The tile")
    return made


def do(ward: Ward, command: Any, *args: Any, **details: Any) -> Any:
    with transaction(ward.bind) as session:
        return command(session, NURSE, ward.team_id, *args, **details)


def found(ward: Ward, wanted: Select[Any]) -> Any:
    with Session(ward.bind, expire_on_commit=False) as session:
        return session.scalars(wanted).one()


def opened(ward: Ward, page: str, **address: str) -> AppTest:
    ward.at.run()
    for name in list(ward.at.query_params):
        del ward.at.query_params[name]
    for name, value in address.items():
        ward.at.query_params[name] = value
    at = go(ward.at, page)
    assert not at.exception
    return at


def press(at: AppTest, words: str) -> AppTest:
    return next(button for button in at.button if words in button.label).click().run()


def test_the_tree_shows_every_team_with_its_counts(ward: Ward, rounds: int, other: int) -> None:
    at = opened(ward, "organisation")
    assert "Ward 8" in text(at)
    assert "0 ideas, 0 testing, 1 embedded" in text(at)


def test_a_measure_is_shown_team_by_team_and_its_comparison_says_why_there_is_none(ward: Ward, other: int) -> None:
    words = text(opened(ward, "organisation", show="measures", measure="falls"))
    assert words.index("<h3>Ward 7A</h3>") < words.index("<h3>Ward 8</h3>")
    assert "never by a count" in words
    assert words.count("vm-spark") == 2


def test_teams_without_figures_are_named_below_the_chart_by_the_reason() -> None:
    def page() -> None:
        from vmboard.domain.organisation.comparing import Share, variation
        from vmboard.domain.spc.words import Chart
        from vmboard.domain.views.organisation import Comparison
        from vmboard.ui import organisation_parts

        shares = [Share(f"Ward {n}", 3.0, 100.0) for n in range(1, 7)]
        shares += [Share(f"Ward {n}", None, None) for n in (30, 7)]
        made = variation(shares, Chart.U, factor=1000.0)
        organisation_parts.differ(Comparison("x", "Falls", "per 1,000 bed days", "", 8, (), made, "", "12 weeks"))

    at = AppTest.from_function(page).run()
    assert not at.exception and [one.label.replace("\\", "") for one in at.expander] == ["Left out (2)"]
    assert "<dt><b>No figures</b>: 2 teams</dt><dd>Ward 7, Ward 30</dd>" in text(at)
    assert "<h3>Ward 7</h3>" not in text(at)


def test_an_odd_address_of_the_organisation_opens_something(ward: Ward, other: int) -> None:
    assert "By name, never ranked" in text(opened(ward, "organisation", show="measures", measure="<x>"))
    assert "embedded" in text(opened(ward, "organisation", show="nothing"))


def test_waves_and_data_on_time_are_parts_of_their_own(ward: Ward, other: int) -> None:
    assert "No wave yet" in text(opened(ward, "organisation", show="waves"))
    assert "Incident system (Datix)" in text(opened(ward, "organisation", show="sources"))


def test_an_idea_is_shown_as_typed_and_found_by_its_words(ward: Ward, rounds: int) -> None:
    at = opened(ward, "learning")
    assert ESCAPED in text(at) and "<b>*" not in text(at)
    assert "Embedded 18 Nov" in text(at)
    assert "1 found." in text(at)
    at.text_input(key="find_words").set_value("gardens").run()
    assert "Nothing found" in text(at)
    at.text_input(key="find_words").set_value("x/y.png").run()
    assert "1 found." in text(at)


def test_trying_it_here_copies_it_once_with_its_measure_and_opens_it(ward: Ward, rounds: int, other: int) -> None:
    at = press(opened(ward, "learning"), "Try this here")
    assert "Tied to your own: Falls." in text(at)
    press(at, "Copy it as an idea")
    copy = found(ward, select(Project).where(Project.team_id == other))
    assert (copy.title, copy.origin_project_id) == (HOSTILE, rounds)
    at = opened(ward, "project", team="ward-8", project=str(copy.id))
    assert "Copied from Ward 7A" in text(at)
    at = press(opened(ward, "learning"), "Try this here")
    assert "Ward 8 has this idea on its board." in text(at)
    assert "Tried by 1 other team" in text(at)


def test_a_story_is_drafted_from_its_project_published_and_read(ward: Ward, rounds: int) -> None:
    press(opened(ward, "project", team="ward-7a", project=str(rounds)), "Write its story")
    story = found(ward, select(Story))
    assert "What we wanted" in story.text
    at = opened(ward, "story", team="ward-7a", story=str(story.id))
    assert ESCAPED in text(at) and "<b>*" not in text(at) and "Draft" in text(at)
    press(at, "Publish")
    assert "Published 18 Nov" in text(at)
    assert "18 Nov" in text(opened(ward, "learning", show="stories"))
    assert "Read its story" in text(opened(ward, "project", team="ward-7a", project=str(rounds)))
    press(opened(ward, "story", team="ward-7a", story=str(story.id)), "Take it back")
    assert "None yet." in text(opened(ward, "learning", show="stories"))


@pytest.mark.parametrize("number", ["", "999", "x", "-1", "٣", "9" * 30])
def test_a_story_that_is_not_there_is_said_in_words(ward: Ward, number: str) -> None:
    assert "That story is not here" in text(opened(ward, "story", team="ward-7a", story=number))


def test_a_question_goes_out_is_answered_and_comes_back(ward: Ward, rounds: int, other: int) -> None:
    at = opened(ward, "project", team="ward-7a", project=str(rounds))
    at.text_area(key=f"peer_{rounds}").set_value(HOSTILE)
    press(at, "Ask other teams")
    asked = found(ward, select(PeerQuestion))
    at = opened(ward, "learning", show="questions")
    assert "1 open question" in text(at) and ESCAPED in text(at)
    at.text_area(key=f"answer_words_{ward.team_id}_{asked.id}").set_value("With a torch.")
    press(at, "Send the answer")
    words = text(opened(ward, "project", team="ward-7a", project=str(rounds)))
    assert "With a torch." in words and "Ward 8, 18 Nov" in words


def test_an_empty_question_is_refused_in_words_and_a_question_can_be_taken_back(ward: Ward, rounds: int) -> None:
    at = press(opened(ward, "project", team="ward-7a", project=str(rounds)), "Ask other teams")
    assert "Write your question first." in text(at)
    do(ward, learning.ask_peer, rounds, text="How?", today=TODAY)
    at = press(opened(ward, "project", team="ward-7a", project=str(rounds)), "Take the question back")
    assert "How?" not in text(at)
    press(at, "Ask it again")
    assert "How?" in text(at)
