"""A stranger opens the app on an empty database."""

import re
from datetime import date, time

import pytest
from sqlalchemy import Engine, func, select
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import Ward, go, make_ward, text
from vmboard.commands.teams import change_member
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Direction, Domain
from vmboard.queries.teams import members
from vmboard.store.engine import reading
from vmboard.store.tables import History, Measure, Member, Site, Team
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


def test_all_that_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(site: AppTest, database: Engine) -> None:
    form = open_the_form(site)
    form.text_input(key="set_name").input("Ward 7A")
    form.text_area(key="set_people").input("Morag Kerr\nMary King\nAnn Ross, TOOLONG")
    form.text_area(key="set_own_safety").input("Needle injuries")
    form.text_input(key="set_vision").input("Best for 0101011237")
    form.button(key="make_board").click().run()
    wrong = re.findall(r'<p class="ui-wrong" role="alert">(.*?)</p>', text(site))
    assert len(wrong) == 5, wrong
    assert "NHS Highland" in wrong[0] and "Raigmore Hospital" in wrong[1] and "CHI" in wrong[2]
    assert "MK is already someone on this team" in wrong[3] and "four letters at most" in wrong[3]
    assert "Needle injuries, below 3" in wrong[4]
    assert site.text_input(key="set_name").value == "Ward 7A"
    assert site.text_area(key="set_own_safety").value == "Needle injuries"
    with reading(database) as session:
        assert session.scalars(select(Team)).all() == []
        assert session.scalars(select(History)).all() == []


def test_own_measures_and_targets_are_part_of_setting_up(site: AppTest, database: Engine) -> None:
    form = open_the_form(site)
    fill(form)
    form.text_area(key="set_own_safety").input("Falls, below 3\nNeedle injuries, fewer")
    form.text_area(key="set_own_experience").input("would recommend, at least 95.5%")
    form.text_area(key="set_own_cost").input("Taxi journeys, below £1,200")
    site.button(key="make_board").click().run()
    with reading(database) as session:
        rows = {row.name: row for row in session.scalars(select(Measure))}
        assert (rows["Falls"].target, rows["Falls"].library_key, rows["Falls"].on_wall) == (3.0, "falls", True)
        assert rows["Would recommend"].target == 95.5
        needles, taxis = rows["Needle injuries"], rows["Taxi journeys"]
        assert (needles.domain, needles.direction, needles.target) == (Domain.SAFETY, Direction.DECREASE, None)
        assert (taxis.domain, taxis.unit, taxis.target, taxis.decimals) == (Domain.COST, "£", 1200.0, 0)


def test_what_a_sum_asks_for_is_said_under_its_tick(site: AppTest) -> None:
    form = open_the_form(site)
    cost = next(box for box in form.checkbox if box.label.startswith("**Cost per patient**"))
    asked = "Asks you each week for Pay, Bank & agency cost, Non-pay and Patients this week."
    assert asked in cost.label.replace("\\", "")
    capacity = next(box for box in form.checkbox if box.label.startswith("**Available capacity**"))
    asked = "Asks you every 8 weeks for Hours observed, Direct care hours and Indirect hours."
    assert asked in capacity.label.replace("\\", ""), "what stands above and below the line is asked once"


def test_organisation_and_site_are_picked_where_there_are_some(site: AppTest, database: Engine) -> None:
    make_ward(database)
    site.run()
    go(site, "welcome")
    assert site.selectbox(key="set_organisation").value == "NHS Highland"
    site.text_input(key="set_name").input("Ward 7B")
    site.button(key="make_board").click().run()
    with reading(database) as session:
        assert session.scalar(select(func.count()).select_from(Site)) == 1
        assert session.scalar(select(func.count()).select_from(Team)) == 2


def test_next_steps_stay_until_done_or_put_away(ward: Ward) -> None:
    at = ward.open("board")
    assert "✓ Put figures in" in text(at) and "1 of 3 done" in text(at), "figures alone do not end them"
    at.button(key="dismiss_steps").click().run()
    assert "Next steps" not in text(at)
    assert "Next steps" not in text(ward.open("board"))
    with reading(ward.bind) as session:
        newest = session.scalars(select(History).order_by(History.revision.desc())).first()
        assert newest is not None and newest.verb == "dismiss steps"


def test_a_name_and_initials_are_corrected_later(ward: Ward) -> None:
    morag = next(line for line in ward.do(members) if line.name == "Morag Kerr")
    ward.do(change_member, morag.member_id, name="Morag Kerr-Ross", initials="mkr")
    assert {line.initials for line in ward.do(members)} == {"MKR", "JD"}
    with pytest.raises(Refused, match="JD is already someone on this team"):
        ward.do(change_member, morag.member_id, initials="JD")
    assert "Correct a name or initials" in [expander.label for expander in ward.open("team").expander]


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
