"""The board inside a page, the frame around it, and troubles."""

import re

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from streamlit.testing.v1 import AppTest

from tests.ui.conftest import NURSE, Ward, go, make_ward, text
from vmboard.commands import teams
from vmboard.queries import teams as team_queries
from vmboard.render.wall import stylesheet as wall_stylesheet
from vmboard.store.engine import transaction
from vmboard.ui import board_view, frame
from vmboard.ui.fields import people_of, plain
from vmboard.ui.startup import entry
from vmboard.ui.stylesheet import stylesheet


def test_the_only_team_opens_by_itself_and_its_board_is_shown(ward: Ward) -> None:
    at = ward.at.run()
    assert at.query_params["team"] == "ward-7a"
    assert 'class="vm-tile' in text(at)
    assert "Falls" in text(at)


def test_a_change_is_on_the_board_at_its_next_turn(ward: Ward) -> None:
    ward.at.run()
    with transaction(ward.bind) as session:
        teams.change_team(session, NURSE, ward.team_id, vision="Nobody waits")
    assert "Nobody waits" in text(ward.at.run())


def test_only_one_page_of_the_wall_is_sent_and_it_can_be_seen(ward: Ward) -> None:
    assert text(ward.at.run()).count('<section class="vm-page"') == 1
    assert 'data-kind="overview">' in text(ward.at)


def test_a_kiosk_has_no_bar(ward: Ward) -> None:
    ward.at.query_params["kiosk"] = "1"
    at = ward.at.run()
    assert 'class="vm-tile' in text(at)
    assert "ui-current" not in body(at)


def test_with_several_teams_the_list_is_offered_and_the_address_chooses(database: Engine, site: AppTest) -> None:
    make_ward(database)
    make_ward(database, "Children’s ward")
    assert "Choose a board." in text(site.run())
    site.query_params["team"] = "childrens-ward"
    assert "Children’s ward" in text(go(site, "team"))
    assert "Children’s ward" in text(go(site, "screens")), "the team is kept from page to page"


def test_an_unknown_team_is_answered_in_words(database: Engine, site: AppTest) -> None:
    make_ward(database)
    make_ward(database, "Children’s ward")
    site.query_params["team"] = "ward-9"
    assert "There is no team “ward-9” here." in text(go(site.run(), "screens"))


@pytest.mark.parametrize("page", ["board", "imports", "team", "screens", "who"])
def test_demo_data_is_marked_on_every_page(database: Engine, site: AppTest, page: str) -> None:
    make_ward(database, is_demo=True)
    assert ">Demo data<" in body(go(site.run(), page))


def test_a_database_that_is_away_is_one_calm_sentence(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team_queries, "teams", away)
    at = ward.at.run()
    assert "The database is not answering just now." in text(at)
    assert not at.exception
    assert "no route to host" not in text(at)


def test_while_the_database_is_away_the_last_board_stays_and_says_since_when(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    ward.at.run()
    monkeypatch.setattr(team_queries, "teams", away)
    at = ward.at.run()
    assert 'class="vm-tile' in text(at)
    assert re.search(r"Figures not reachable since \d\d:\d\d", text(at))
    monkeypatch.undo()


def test_while_the_schema_is_not_up_to_date_every_page_says_so_and_reads_nothing(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "trouble", "The database cannot be reached.")
    at = ward.at.run()
    assert "The database cannot be reached." in text(at)
    assert "vm-tile" not in body(at)


def test_any_other_trouble_is_one_calm_sentence_too(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "head", lambda *_: 1 / 0)
    at = ward.open("screens")
    assert "Something went wrong on this page." in text(at)
    assert not at.exception


def test_the_walls_stylesheet_is_taken_into_the_page_without_the_page_s_own_rules() -> None:
    taken = board_view.stylesheet()
    assert "rem" not in taken.replace("--wall-rem", "")
    assert "@font-face" not in taken
    assert not [line for line in taken.splitlines() if line.startswith("html")]
    assert "<" not in taken + stylesheet() + wall_stylesheet(), "Streamlit drops a style that holds one"


def test_user_text_in_a_label_is_never_markdown() -> None:
    shown = plain("*Ward*  [7A] :red $a$ -> b")
    assert shown.replace("\u2060", "~") == r"\*Ward\* \[7A\] \:~red \$a\$ \-~\> b"


def test_people_are_read_a_line_each_with_or_without_initials() -> None:
    assert people_of("Morag Kerr, MK\n\n  Jamie Drummond \nAilsa Ross;AR") == [
        ("Morag Kerr", "MK"), ("Jamie Drummond", ""), ("Ailsa Ross", "AR"),
    ]  # fmt: skip


def away(*_: object) -> None:
    raise OperationalError("SELECT", {}, Exception("no route to host"))


def body(at: AppTest) -> str:
    """The page's markup without its stylesheets."""
    return "\n".join(part for part in text(at).split("\n") if "{" not in part)
