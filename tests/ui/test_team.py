"""Changing what the board says of the team, and who is on it."""

from sqlalchemy import select

from tests.ui.conftest import NURSE, Ward, text
from vmboard.commands import teams
from vmboard.domain.views import TeamView
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
