"""A stranger opens the app on an empty database."""

from datetime import date, time

from sqlalchemy import Engine, select
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import go, text
from vmboard.store.engine import reading
from vmboard.store.tables import History, Measure, Member, Team
from vmboard.ui.startup import entry


def test_an_empty_database_opens_with_two_clear_choices(site: AppTest, monkeypatch) -> None:
    monkeypatch.setattr(entry, "build_demo", lambda today: None)
    site.run()
    assert [button.label for button in site.button] == ["Open the demo hospital", "Set up our team"]
    assert "How to read a board" in text(site)


def test_the_demo_is_built_as_of_today_and_its_teams_are_offered(site: AppTest, monkeypatch) -> None:
    built: list[date] = []
    monkeypatch.setattr(entry, "build_demo", built.append)
    site.run()
    site.button(key="choose_demo").click().run()
    assert built == [date(2026, 11, 18)]


def test_ten_measures_are_ticked_to_begin_with_and_each_shows_what_it_counts(site: AppTest) -> None:
    form = open_the_form(site)
    assert sum(box.value for box in form.checkbox) == 10
    falls = next(box for box in form.checkbox if "**Falls** " in box.label)
    assert "How many times a patient fell this week" in falls.label


def test_setting_up_makes_the_team_its_people_and_its_measures_and_opens_the_board(
    site: AppTest, database: Engine
) -> None:
    fill(open_the_form(site))
    site.button(key="make_board").click().run()
    with reading(database) as session:
        team = session.scalars(select(Team)).one()
        assert (team.name, team.vision) == ("Ward 7A", "Home sooner")
        assert (team.huddle_weekday, team.huddle_time, team.week_ends_on) == (3, time(14, 30), 6)
        people = session.scalars(select(Member.initials).order_by(Member.initials))
        assert list(people) == ["JD", "MKX"]
        measures = set(session.scalars(select(Measure.library_key).where(Measure.on_wall)))
        assert "falls" not in measures
        assert {"complaints", "patients", "cost_per_patient"} <= measures
    assert "Your board is ready." in text(site)
    assert "Next steps" in text(site)
    assert "Ward 7A" in text(site)


def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(site: AppTest, database: Engine) -> None:
    form = open_the_form(site)
    form.text_input(key="set_name").input("Ward 7A")
    form.text_area(key="set_people").input("Morag Kerr")
    form.button(key="make_board").click().run()
    assert "Give the organisation and the site a name" in text(site)
    assert site.text_input(key="set_name").value == "Ward 7A"
    assert site.text_area(key="set_people").value == "Morag Kerr"
    with reading(database) as session:
        assert session.scalars(select(Team)).all() == []
        assert session.scalars(select(History)).all() == []


def test_any_page_of_an_empty_database_leads_to_the_welcome(site: AppTest) -> None:
    site.run()
    go(site, "screens")
    assert "Welcome" in text(site)


def open_the_form(at: AppTest) -> AppTest:
    at.run()
    return at.button(key="choose_own").click().run()


def fill(at: AppTest) -> None:
    at.text_input(key="set_organisation").input("NHS Highland")
    at.text_input(key="set_site").input("Raigmore")
    at.text_input(key="set_name").input("Ward 7A")
    at.text_input(key="set_vision").input("Home sooner")
    at.selectbox(key="set_weekday").select(3)
    at.time_input(key="set_time").set_value(time(14, 30))
    at.text_area(key="set_people").input("Morag Kerr, mkx\n\nJamie Drummond")
    at.checkbox(key="set_measure_falls").uncheck()
    at.checkbox(key="set_measure_complaints").check()
