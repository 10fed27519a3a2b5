"""Long lists: found by a name, narrowed, kept in the address, in natural order, and no longer than is shown."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.ui.conftest import NURSE, Ward, make_ward, text
from tests.ui.test_learning import opened, press
from vmboard.commands import actions, escalations, learning, projects, teams
from vmboard.domain.words import Stage
from vmboard.store.engine import transaction
from vmboard.store.tables import Team


def wards(bind: Engine, *numbers: int) -> list[int]:
    return [make_ward(bind, f"Ward {number}") for number in numbers]


def find(at: AppTest, words: str) -> AppTest:
    return at.text_input(key="find_words").set_value(words).run()


def links(at: AppTest) -> list[str]:
    return [link.label.replace("\\", "") for link in at.get("page_link") if link.label.startswith("Ward")]


def test_teams_stand_in_natural_order_and_are_found_by_name(ward: Ward) -> None:
    wards(ward.bind, 10, 2, 30, 4, 5, 6, 8, 9)
    at = opened(ward, "teams")
    assert links(at) == ["Ward 2", "Ward 4", "Ward 5", "Ward 6", "Ward 7A", "Ward 8", "Ward 9", "Ward 10", "Ward 30"]
    assert links(find(at, "ward 1")) == ["Ward 10"]
    assert at.query_params["words"] == "ward 1"
    assert "No team is called “&lt;b&gt;”" in text(find(at, "<b>"))
    assert links(opened(ward, "teams", words="30")) == ["Ward 30"]


def test_a_board_that_stands_for_published_results_is_listed_and_not_counted(ward: Ward) -> None:
    (other,) = wards(ward.bind, 10)
    with transaction(ward.bind) as session:
        session.get_one(Team, other).stand_in = "The other wards of the trial"
    at = opened(ward, "teams")
    assert "To compare with" in text(at) and "1 board" in text(at) and "2 boards" not in text(at)


def test_a_long_list_of_teams_builds_no_more_than_it_shows_and_says_how_many_there_are(ward: Ward) -> None:
    wards(ward.bind, *range(100, 165))
    at = opened(ward, "teams")
    assert len(links(at)) == 60 and "66 boards" in text(at) and "60 of 66 boards" in text(at)
    assert len(links(press(at, "Show more"))) == 66


def test_the_round_is_searched_by_name_and_the_address_opens_the_same_list(ward: Ward) -> None:
    wards(ward.bind, 2, 3, 4, 5, 6, 10)
    at = find(opened(ward, "round"), "ward 10")
    assert "<h3>Ward 10</h3>" in text(at) and "<h3>Ward 2</h3>" not in text(at)
    assert at.query_params["words"] == "ward 10"
    assert "<h3>Ward 10</h3>" in text(find(at, "")) and "<h3>Ward 2</h3>" in text(at)
    assert "words" not in at.query_params
    assert "<h3>Ward 3</h3>" not in text(opened(ward, "round", words="ward 2"))


def sent_up(ward: Ward, team_id: int, text: str, days: int, theme: str = "") -> None:
    with transaction(ward.bind) as session:
        day = TODAY - timedelta(days=days)
        idea = projects.add_project(session, NURSE, team_id, title=text, theme=theme, today=day).id if theme else None
        made = actions.raise_action(session, NURSE, team_id, text=text, project_id=idea, today=day)
        escalations.escalate(session, NURSE, team_id, made.id, reason="We cannot settle it", today=day)


def test_what_was_sent_up_is_narrowed_by_words_site_theme_and_age(ward: Ward) -> None:
    division, *below = wards(ward.bind, 50, 2, 10, 12)
    with transaction(ward.bind) as session:
        for team_id in below:
            teams.change_team(session, NURSE, team_id, parent_id=division)
    for number, (team_id, theme) in enumerate(zip([*below, *below], ("Falls", "Flow", "", "", "", ""), strict=True)):
        sent_up(ward, team_id, f"Porters {number}", 3 + 8 * number, theme)
    at = opened(ward, "escalations")
    assert text(at).index("Porters 5") < text(at).index("Porters 0"), "the longest wait first"
    at.selectbox(key="find_age").set_value("28").run()
    assert "Porters 4" in text(at) and "Porters 3" not in text(at)
    assert at.query_params["age"] == "28"
    assert "Porters 1" in text(opened(ward, "escalations", theme="Flow"))
    assert "Porters 0" not in text(ward.at)
    assert "Porters 2" in text(opened(ward, "escalations", words="ward 12"))
    assert "Porters 0" not in text(ward.at)
    assert "None of them fits" in text(opened(ward, "escalations", words="nobody"))
    assert "Porters 0" in text(opened(ward, "escalations", site="<b>no such site")), "an odd address asks nothing"


def test_ideas_are_narrowed_by_site_theme_and_age(ward: Ward) -> None:
    for days, title, theme in ((200, "Old rounds", "Falls"), (10, "New rounds", "Flow")):
        with transaction(ward.bind) as session:
            day = TODAY - timedelta(days=days)
            made = projects.add_project(session, NURSE, ward.team_id, title=title, theme=theme, today=day)
            projects.move_project(
                session, NURSE, ward.team_id, made.id, to=Stage.STOPPED, today=day, reason="It did not help"
            )
    at = opened(ward, "learning")
    assert "Old rounds" in text(at) and "New rounds" in text(at)
    at.selectbox(key="find_age").set_value("91").run()
    assert "Old rounds" not in text(at) and "New rounds" in text(at)
    assert "New rounds" not in text(opened(ward, "learning", theme="Falls"))
    assert ward.at.query_params["theme"] == "Falls"


def told(ward: Ward, number: int, days: int, theme: str) -> None:
    """A stopped project with a published story and a question about it, both so many days old."""
    with transaction(ward.bind) as session:
        day = TODAY - timedelta(days=days)
        project = projects.add_project(
            session, NURSE, ward.team_id, title=f"Rounds {number}", theme=theme, today=day
        ).id
        story = learning.write_story(
            session, NURSE, ward.team_id, project, heading=f"Story {number}", text=f"Porridge {number}"
        )
        learning.publish_story(session, NURSE, ward.team_id, story.id, today=day)
        learning.ask_peer(session, NURSE, ward.team_id, project, text=f"How about {number}?", today=day)


@pytest.mark.parametrize(("part", "line"), [("stories", "Story {}"), ("questions", "How about {}?")])
def test_stories_and_questions_are_narrowed_by_words_site_theme_and_age(ward: Ward, part: str, line: str) -> None:
    for number, theme in enumerate(("Falls", "Flow", "", "", "")):
        told(ward, number, 10 + 60 * number, theme)

    def seen(at: AppTest) -> list[int]:
        words = text(at) + " ".join(link.label for link in at.get("page_link"))
        return [number for number in range(6) if line.format(number) in words]

    assert not opened(ward, "learning", show=part).selectbox, "a few are seen at a glance"
    told(ward, 5, 310, "falls ")
    at = opened(ward, "learning", show=part)
    assert seen(at) == [0, 1, 2, 3, 4, 5]
    at.selectbox(key="find_age").set_value("91").run()
    assert seen(at) == [0, 1] and at.query_params["age"] == "91" and at.query_params["show"] == part
    assert seen(opened(ward, "learning", show=part, theme="Falls")) == [0, 5]
    assert seen(find(opened(ward, "learning", show=part), "rounds 4" if part == "questions" else "porridge 4")) == [4]
    assert "None of them fits" in text(opened(ward, "learning", show=part, words="nobody"))
