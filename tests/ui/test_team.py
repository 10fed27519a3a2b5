"""Changing what the board says of the team, and who is on it."""

from dataclasses import replace

from sqlalchemy import select

from tests.ui.conftest import NURSE, Ward, make_ward, text
from vmboard.commands import teams
from vmboard.domain.views.board import TeamView
from vmboard.queries.teams import team
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import History


def test_what_the_board_says_is_what_the_team_wrote(ward: Ward) -> None:
    elsewhere(ward, vision="Nobody waits")
    assert "Nobody waits" in text(ward.open("board"))


def test_someone_joins_leaves_and_comes_back(ward: Ward) -> None:
    at = ward.open("team")
    at.text_input(key="new_name").input("Ailsa Ross")
    at.button(key="add_person_now").click().run()
    assert "Ailsa Ross is on the team as AR." in text(at)
    ailsa = next(member for member in now(ward).members if member.initials == "AR").member_id
    at.button(key=f"leave_{ailsa}").click().run()
    assert "AR" in {member.initials for member in now(ward).members}, "it asks first"
    at.button(key=f"yes_leave_{ailsa}_0").click().run()
    assert "AR" not in {member.initials for member in now(ward).members}
    at.button(key=f"rejoin_{ailsa}").click().run()
    assert "AR" in {member.initials for member in now(ward).members}


def test_initials_that_are_taken_are_refused_in_words(ward: Ward) -> None:
    at = ward.open("team")
    at.text_input(key="new_name").input("Murdo Kerr")
    at.button(key="add_person_now").click().run()
    assert "MK is already someone on this team." in text(at)


def test_history_names_the_person_who_said_who_they_are(ward: Ward) -> None:
    ward.is_someone("Morag Kerr")
    assert "Hello Morag Kerr." in text(ward.at)
    at = ward.open("team")
    at.text_input(key="new_name").input("Ailsa Ross")
    at.button(key="add_person_now").click().run()
    with reading(ward.bind) as session:
        last = session.scalars(select(History).order_by(History.revision.desc())).first()
        assert last is not None
        assert (last.verb, last.actor_name) == ("add member", "Morag Kerr")
        assert last.actor_id == next(m.member_id for m in now(ward).members if m.initials == "MK")


def test_who_one_is_in_one_team_stands_while_one_says_it_in_another(ward: Ward) -> None:
    other = make_ward(ward.bind, "Ward 7B")
    ward.at.query_params["team"] = "ward-7a"
    ward.is_someone("Morag Kerr")
    ward.at.query_params["team"] = "ward-7b"
    replace(ward, team_id=other).is_someone("Jamie Drummond")
    assert "Hello Jamie Drummond." in text(ward.at)
    ward.at.query_params["team"] = "ward-7a"
    assert "You are Morag Kerr." in text(ward.at.run())


def test_words_that_look_like_markup_or_markdown_are_shown_as_typed(ward: Ward) -> None:
    nasty = "<img src=x onerror=alert(1)> **Ward** [7A](http://x)"
    elsewhere(ward, name=nasty[:60])
    at = ward.open("screens")
    assert "<img src=x" not in text(at)
    assert "&lt;img src=x onerror=alert(1)&gt; **Ward**" in text(at)


def elsewhere(ward: Ward, **change: object) -> None:
    with transaction(ward.bind) as session:
        teams.change_team(session, NURSE, ward.team_id, **change)


def now(ward: Ward) -> TeamView:
    with reading(ward.bind) as session:
        return team(session, NURSE, ward.team_id)


def test_a_team_is_put_under_the_one_that_answers_what_it_sends_up(ward: Ward) -> None:
    where = {"organisation": "NHS Highland", "site": "Raigmore", "timezone": "Europe/London"}
    with transaction(ward.bind) as session:
        above = teams.add_team(session, NURSE, name="Division", **where).id
    at = ward.open("access", team="ward-7a")
    of = f"{ward.team_id}_{now(ward).version}"
    at.selectbox(key=f"place_above_{of}").set_value(above)
    at.text_input(key=f"place_site_{of}").set_value("Belford Hospital")
    at.button(key="place_now").click().run()
    assert "Walls and lists show it at once." in text(at)
    assert "Belford Hospital" in text(ward.open("teams")) and "over the teams below" in text(at)
