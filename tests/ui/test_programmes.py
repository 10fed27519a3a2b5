"""Programmes on their page, and on the pages of a measure and a project, as people meet them."""

from collections.abc import Sequence

from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Ward, text
from tests.ward import NURSE, TODAY
from vmboard.commands import measures, projects
from vmboard.commands.programmes import set_programmes
from vmboard.commands.undo import undo
from vmboard.domain.programmes import Programme
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import History, Measure, Project

SAFETY = Programme("safety", "Patient Safety", ("pressure_ulcers",))
VALUE = Programme("value", "Value Management", ("falls",))


def name(ward: Ward, programmes: Sequence[Programme] = (SAFETY, VALUE)) -> None:
    with transaction(ward.bind) as session:
        set_programmes(session, NURSE, programmes, version=0)


def falls(ward: Ward) -> int:
    with reading(ward.bind) as session:
        return session.scalars(select(Measure.id).where(Measure.library_key == "falls")).one()


def served(ward: Ward) -> str:
    with reading(ward.bind) as session:
        return session.scalars(select(Measure.programmes).where(Measure.library_key == "falls")).one()


def touch(at: AppTest, *keys: str) -> AppTest:
    """The pills of a measure's or a project's page."""
    return next(group for group in at.button_group if group.key.startswith("serves_")).set_value(list(keys)).run()


def test_an_administrator_names_a_programme_and_says_what_it_requires(ward: Ward) -> None:
    at = ward.open("programmes")
    assert "No programme is named yet" in text(at)
    at.text_input("programme_name_new_0").set_value("Patient Safety")
    at.multiselect("programme_requires_new_0").set_value(["falls"])
    at = next(button for button in at.button if button.label == "Add it").click().run()
    assert "Patient Safety is on the list." in text(at) and "serves it yet" in text(at)
    at.text_input("programme_name_new_1").set_value("patient safety")
    at = next(button for button in at.button if button.label == "Add it").click().run()
    assert "is there already" in text(at)


def test_a_measure_serves_two_programmes_by_two_touches_and_its_figures_are_told_to_both(ward: Ward) -> None:
    name(ward)
    at = touch(ward.open("settings", measure=str(falls(ward))), "value")
    assert served(ward) == "value"
    at = touch(at, "value", "safety")
    assert served(ward) == "value, safety"
    stands = next(box for box in at.selectbox if "Patient Safety" in box.label)
    stands.set_value("pressure_ulcers").run()
    assert served(ward) == "value, safety as pressure_ulcers"
    told = text(ward.open("programmes", programme="safety"))
    assert "1 of 1 measure all it requires" in told and ", said by the team" in told
    assert "1 of 1 measure all it requires" in text(ward.open("programmes", programme="value"))


def test_what_a_team_does_not_measure_is_said(ward: Ward) -> None:
    name(ward)
    ward.do(measures.change_measure, falls(ward), programmes="safety")
    told = text(ward.open("programmes", programme="safety"))
    assert "not measured here" in told and "0 of 1 measure all it requires" in told


def test_a_project_serves_a_programme_by_a_touch_and_that_is_undone_like_any_change(ward: Ward) -> None:
    name(ward)
    made = ward.do(projects.add_project, title="Comfort rounds", today=TODAY).id
    touch(ward.open("project", project=str(made)), "safety")
    assert "Comfort rounds" in text(ward.open("programmes", programme="safety"))
    with transaction(ward.bind) as session:
        last = session.scalars(select(History.revision).order_by(History.revision.desc())).first()
        undo(session, NURSE, ward.team_id, last or 0)
    with reading(ward.bind) as session:
        assert session.scalars(select(Project.programmes)).one() == ""


def test_a_programme_that_is_taken_off_the_list_asks_for_nothing(ward: Ward) -> None:
    name(ward, [SAFETY])
    ward.do(measures.change_measure, falls(ward), programmes="safety")
    at = ward.open("programmes").button("drop_programme").click().run()
    at = next(button for button in at.button if button.label == "Yes, take it off").click().run()
    assert "Patient Safety is off the list." in text(at) and "No programme is named yet" in text(at)
    assert served(ward) == "safety", "what the team said is kept"
    assert "Programmes it serves" not in text(ward.open("settings", measure=str(falls(ward))))
