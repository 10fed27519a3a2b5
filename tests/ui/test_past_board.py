"""A past board on its page: what the daily sweep forgot is forgotten there too, though it was looked at before."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from tests.conftest import TODAY
from tests.ui.conftest import NURSE, go, text
from vmboard.commands import keeping, teams
from vmboard.commands.actions import raise_action
from vmboard.commands.escalations import escalate
from vmboard.domain.access.actor import KEEPER
from vmboard.store.engine import transaction

THEN = datetime(2026, 10, 20, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 17, 9, tzinfo=UTC)


@pytest.fixture
def board(database: Engine, site: AppTest) -> AppTest:
    """A ward and the division above it. Kirsty MacRae (KMR) had an action that was sent up; then she left."""
    with transaction(database, now=THEN) as session:
        ward, above = (
            teams.add_team(session, NURSE, organisation="NHS Highland", site="Raigmore", name=name,
                           timezone="Europe/London") for name in ("Ward 7A", "Division")
        )  # fmt: skip
        teams.change_team(session, NURSE, ward.id, parent_id=above.id)
        kirsty = teams.add_member(session, NURSE, ward.id, name="Kirsty MacRae", initials="KMR").id
        day = THEN.date()
        asked = raise_action(session, NURSE, ward.id, text="Order slings", today=day, owner_id=kirsty).id
        escalate(session, NURSE, ward.id, asked, reason="No budget code", today=day)
    with transaction(database, now=THEN + timedelta(days=1)) as session:
        teams.leave(session, NURSE, ward.id, kirsty)
        keeping.set_keeping(session, NURSE, version=0, name_months=1, author_months=1)
    return site


def on(at: AppTest, team: str) -> str:
    at.query_params["team"] = team
    at.query_params["on"] = THEN.date().isoformat()
    return text(at.run())


@pytest.mark.parametrize("team", ["ward-7a", "division"])
def test_a_past_board_forgets_who_was_swept_though_somebody_looked_at_it_before(
    database: Engine, board: AppTest, team: str
) -> None:
    at = go(board.run(), "board")
    before = on(at, team)
    assert "As it was on 20 Oct" in before and "Order slings" in before
    assert ("KMR" in before) == (team == "ward-7a")
    late = LATER + timedelta(days=31)
    with transaction(database, now=late) as session:
        assert keeping.sweep(session, KEEPER, now=late).names == 1
    after = on(at, team)
    assert "Order slings" in after and "KMR" not in after and "Kirsty" not in after


def test_leaving_the_past_says_so_on_the_page_one_comes_to_and_once(board: AppTest) -> None:
    at = go(board.run(), "board")
    assert "The menu leaves this day: it leads to today." in on(at, "ward-7a")
    del at.query_params["on"]
    assert "You have left the board of 20 Oct. This is today." in text(go(at, "projects"))
    assert "You have left" not in text(go(at, "actions"))


def test_a_week_after_a_week_ago_is_today_to_which_its_own_link_leads(board: AppTest) -> None:
    at = go(board.run(), "board")
    at.query_params["team"] = "ward-7a"
    labels = {}
    for ago in (7, 8):
        at.query_params["on"] = (TODAY - timedelta(days=ago)).isoformat()
        at.run()
        labels[ago] = {link.proto.label for link in at.get("page_link")}
    assert "A week later ›" in labels[8] and "A week later ›" not in labels[7] and "Back to today" in labels[7]


def test_the_day_itself_is_the_board_of_today_and_nothing_is_refused(board: AppTest) -> None:
    at = go(board.run(), "board")
    at.query_params["team"], at.query_params["on"] = "ward-7a", TODAY.isoformat()
    words = text(at.run())
    assert "still to come" not in words and "As it was on" not in words


def test_the_first_day_there_was_is_reached_from_a_week_after_it_and_not_the_day_before(board: AppTest) -> None:
    at = go(board.run(), "board")
    at.query_params["team"] = "ward-7a"
    earlier = {}
    for days in (6, 7):
        at.query_params["on"] = (THEN.date() + timedelta(days=days)).isoformat()
        at.run()
        earlier[days] = "‹ A week earlier" in {link.proto.label for link in at.get("page_link")}
    assert earlier == {6: False, 7: True}


@pytest.mark.parametrize(
    ("asked", "said"),
    [("2027-01-05", "5 Jan 2027 is still to come"), ("soon", "That is no day"), ("", "That is no day")],
)
def test_a_day_to_come_is_refused_in_words_and_today_is_shown(board: AppTest, asked: str, said: str) -> None:
    at = go(board.run(), "board")
    at.query_params["team"], at.query_params["on"] = "ward-7a", asked
    words = text(at.run())
    assert said in words and "This is today’s." in words and "As it was on" not in words
    assert "on" not in at.query_params
