"""The page of pathways: one is made, says what it measures, is read together, and its teams let the others see them."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import NURSE, Ward, make_ward, text
from vmboard.commands import pathways, projects
from vmboard.commands.library import add_from_library
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.words import PointStatus, Pooling
from vmboard.store.engine import transaction
from vmboard.store.tables import (
    Action,
    Measure,
    MonthClose,
    Pathway,
    PathwayBaseline,
    PathwayMeasure,
    PathwayProject,
    PathwayRelease,
)

OCTOBER = [date(2026, 10, day) for day in (4, 11, 18, 25)]


def press(at: AppTest, words: str) -> AppTest:
    return next(button for button in at.button if words in button.label).click().run()


@pytest.fixture
def second(ward: Ward) -> int:
    return make_ward(ward.bind, "Ward 7B")


@pytest.fixture
def of(ward: Ward, second: int) -> str:
    """The address of a pathway of both wards that sums their falls."""
    row = ward.do(pathways.add_pathway, name="Falls together", aim="Nobody twice", teams=[ward.team_id, second])
    ward.do(pathways.add_measure, row.id, key="library:falls", pooling=Pooling.SUM)
    return f"{row.team_id}-{row.id}"


def test_one_is_made_of_two_teams_and_given_a_measure(ward: Ward, second: int) -> None:
    at = ward.open("pathways")
    assert "No pathway here is yours to see yet" in text(at)
    at.text_input(key="pathway_name_new").input("Falls together")
    at.multiselect(key="pathway_teams_new").set_value([ward.team_id, second])
    press(at, "Make the pathway")
    assert not at.exception and "Made. Say now what it measures." in text(at)
    row = ward.do(lambda session, actor, team_id: session.query(Pathway).one())
    at = ward.open("pathways", of=f"{row.team_id}-{row.id}", show="set_up")
    press(at, "Add it")
    kept = ward.do(lambda session, actor, team_id: session.query(PathwayMeasure).one())
    assert (kept.key, kept.pooling) == ("library:falls", Pooling.SUM)


def test_one_team_is_refused_right_there_and_what_was_typed_stays(ward: Ward, second: int) -> None:
    at = ward.open("pathways")
    at.text_input(key="pathway_name_new").input("Falls together")
    at.multiselect(key="pathway_teams_new").set_value([second])
    press(at, "Make the pathway")
    assert "2 teams or more" in text(at) and at.text_input(key="pathway_name_new").value == "Falls together"


def test_its_total_is_shown_with_its_sentence_and_each_ward_beside_it(ward: Ward, of: str) -> None:
    at = ward.open("pathways", of=of)
    assert not at.exception
    told = text(at)
    assert "Falls together" in told and "Ward 7A (Raigmore) → Ward 7B (Raigmore)" in told
    assert "Added up · 2 teams" in told and "never by a count" in told
    assert ">6<" in told, "3 and 3 in the week to 15 November"


def test_a_lead_lets_the_others_see_its_figures_and_takes_it_back(ward: Ward, of: str) -> None:
    at = ward.open("pathways", of=of)
    press(at, "Show Ward 7B to the others")
    assert ward.do(lambda session, actor, team_id: session.query(PathwayRelease).count()) == 1
    press(at, "Keep Ward 7B to itself")
    assert ward.do(lambda session, actor, team_id: session.query(PathwayRelease).count()) == 0


def test_a_project_is_marked_and_read_in_the_huddle_where_an_action_is_agreed(ward: Ward, of: str) -> None:
    ward.do(projects.add_project, title="Quiet hour", today=date(2026, 11, 18))
    at = ward.open("pathways", of=of, show="projects")
    press(at, "Show it on the pathway")
    assert ward.do(lambda session, actor, team_id: session.query(PathwayProject).count()) == 1
    at = ward.open("pathways", of=of, show="huddle")
    told = text(at)
    assert "Week ending 15 Nov, the newest week · 2 teams" in told
    assert "Nothing: every team’s figures are in." in told and "1 idea, 0 testing, 0 embedded" in told
    at.text_input(key="pathway_action_text").input("Ask nights")
    press(at, "Add the action")
    assert ward.do(lambda session, actor, team_id: session.query(Action).one().text) == "Ask nights"


def test_the_huddle_says_of_which_week_a_figure_is_and_who_is_missing(ward: Ward, second: int, of: str) -> None:
    with transaction(ward.bind) as session:
        falls = session.query(Measure).filter_by(team_id=second, library_key="falls").one().id
        record_points(session, NURSE, second, falls, [NewPoint(date(2026, 11, 15), None, status=PointStatus.NOT_IN_YET,
                                                               waiting_for="the ward clerk")])  # fmt: skip
    for show in ("huddle", "measures"):
        told = text(ward.open("pathways", of=of, show=show))
        assert "Week ending 8 Nov, 1 week old" in told
        assert "Not summed: Ward 7B is not in yet, waiting for the ward clerk." in told
        assert "every team’s figures are in" not in told


def test_a_baseline_is_frozen_told_on_its_page_and_let_go_of(ward: Ward, of: str) -> None:
    at = ward.open("pathways", of=of, show="set_up")
    press(at, "Freeze baseline")
    assert "Say why, in a few words" in text(at)
    next(box for box in at.text_input if box.key.endswith("_why_baseline")).input("Before one clinic")
    press(at, "Freeze baseline")
    assert "Baseline frozen." in text(at) and "Before one clinic" in text(at) and not at.exception
    press(at, "Unfreeze")
    assert ward.do(lambda session, actor, team_id: session.query(PathwayBaseline).one().removed)


def test_a_new_centre_line_is_drawn_and_taken_back(ward: Ward, of: str) -> None:
    at = ward.open("pathways", of=of, show="set_up")
    next(box for box in at.text_input if box.key.endswith("_why_rebase")).input("One clinic for all")
    press(at, "Draw a new centre line")
    for show in ("measures", "huddle"):
        assert "One clinic for all" in text(ward.open("pathways", of=of, show=show))
    press(ward.open("pathways", of=of, show="set_up"), "Take back")
    assert "One clinic for all" not in text(ward.open("pathways", of=of))


def test_a_month_is_closed_once_every_week_of_it_is_final(ward: Ward, second: int, of: str) -> None:
    with transaction(ward.bind) as session:
        for team in (ward.team_id, second):
            pay = add_from_library(session, NURSE, team, ["pay"])[0].id
            weeks = OCTOBER if team == ward.team_id else OCTOBER[:3]
            record_points(session, NURSE, team, pay, [NewPoint(week, 17_000.0) for week in weeks])
    at = ward.open("pathways", of=of, show="closing")
    assert "Not final: Pay" in text(at)
    buttons = [button for button in at.button if "Close October 2026" in button.label]
    buttons[1].click().run()
    assert "25 Oct is not final yet" in text(at)
    press(at, "Close October 2026")
    assert "October 2026 is closed." in text(at)
    assert ward.do(lambda session, actor, team_id: session.query(MonthClose).one().team_id) == ward.team_id


def test_an_address_that_leads_to_no_pathway_says_so_and_lists_them(ward: Ward, of: str) -> None:
    for wrong in ("9-9", "x", "1", "-"):
        at = ward.open("pathways", of=wrong)
        assert not at.exception and "Falls together" in "".join(link.label for link in at.get("page_link"))


def test_a_teams_projects_lead_to_its_pathway(ward: Ward, of: str) -> None:
    at = ward.open("projects", team="ward-7a")
    assert any("Falls together" in link.label for link in at.get("page_link"))


def test_it_is_ended_and_brought_back(ward: Ward, of: str) -> None:
    press(ward.open("pathways", of=of, show="set_up"), "End this pathway")
    del ward.at.query_params["of"]
    at = press(ward.open("pathways"), "Bring back Falls together")
    assert not ward.do(lambda session, actor, team_id: session.query(Pathway).one().removed) and not at.exception
