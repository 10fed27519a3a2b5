"""Who you are is remembered on this browser until it is changed; on a shared computer until the huddle closes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands import huddles
from vmboard.commands.passes import pass_for
from vmboard.commands.remembered import MOST, Pick, Picks, cookie_of, picks_of, still_stands
from vmboard.domain.access.actor import NOBODY_YET
from vmboard.web import remembering

EARLIER, LATER = datetime(2026, 11, 18, 9, 0, tzinfo=UTC), datetime(2026, 11, 18, 9, 20, tzinfo=UTC)


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


@pytest.fixture
def tab(emptied_bind: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A browser on the computer itself, while nobody has an account."""
    monkeypatch.setattr(remembering, "engine", lambda: emptied_bind)
    app = Starlette(routes=remembering.routes())
    yield TestClient(app, base_url="http://localhost", client=("127.0.0.1", 5000))


def hand_in(tab: TestClient, ward: Ward, picks: Picks, *, of: int | None = None) -> int:
    headers = {"x-vmboard": pass_for(ward.bind, NOBODY_YET, of or ward.team_id)}
    return tab.post("/remember", json={"picked": cookie_of(ward.bind, picks)}, headers=headers).status_code


def kept(tab: TestClient, ward: Ward) -> Picks:
    return picks_of(ward.bind, tab.cookies.get("vmboard_who", ""))


def test_a_pick_is_kept_in_a_cookie_that_no_script_reads_and_that_says_no_name(tab: TestClient, ward: Ward) -> None:
    picked = Pick(ward.nurse_id, EARLIER)
    headers = {"x-vmboard": pass_for(ward.bind, NOBODY_YET, ward.team_id)}
    answer = tab.post("/remember", json={"picked": cookie_of(ward.bind, {ward.team_id: picked})}, headers=headers)
    said = answer.headers["set-cookie"]
    assert "HttpOnly" in said and "SameSite=lax" in said and "Max-Age=31536000" in said and "Path=/;" in said
    assert "Douglas" not in said
    assert kept(tab, ward) == {ward.team_id: picked}


def test_a_page_of_one_team_sets_nothing_for_another(tab: TestClient, ward: Ward) -> None:
    assert hand_in(tab, ward, {99: Pick(2, EARLIER)}) == 204
    assert kept(tab, ward) == {}
    assert hand_in(tab, ward, {99: Pick(2, EARLIER), ward.team_id: Pick(1, EARLIER)}) == 204
    assert kept(tab, ward) == {ward.team_id: Pick(1, EARLIER)}


def test_of_two_picks_the_later_counts_whichever_comes_in_last(tab: TestClient, ward: Ward) -> None:
    for picked in (Pick(1, EARLIER), Pick(2, LATER), Pick(1, EARLIER)):
        assert hand_in(tab, ward, {ward.team_id: picked}) == 204
    assert kept(tab, ward) == {ward.team_id: Pick(2, LATER)}


def test_what_is_forged_or_handed_in_late_changes_nothing(tab: TestClient, ward: Ward) -> None:
    hand_in(tab, ward, {ward.team_id: Pick(2, LATER)})
    hand_in(tab, ward, {ward.team_id: Pick(1, EARLIER)})
    headers = {"x-vmboard": pass_for(ward.bind, NOBODY_YET, ward.team_id)}
    forged = cookie_of(ward.bind, {ward.team_id: Pick(3, LATER + timedelta(hours=1))})[:-2] + "xx"
    assert tab.post("/remember", json={"picked": forged}, headers=headers).status_code == 204
    assert kept(tab, ward) == {ward.team_id: Pick(2, LATER)}
    assert tab.post("/remember", json={"picked": forged}).status_code == 401, "not without a page's pass"
    assert tab.post("/remember", json=["picked"], headers=headers).status_code == 400
    assert picks_of(ward.bind, "made up") == {}


def test_on_a_shared_computer_a_name_stands_until_the_huddle_closes(ward: Ward) -> None:
    own, shared = Pick(ward.nurse_id, EARLIER), Pick(ward.nurse_id, EARLIER, shared=True)
    stands = lambda pick, now: ward.ask(lambda s: still_stands(s, ward.team_id, pick, now))  # noqa: E731
    huddle = ward.do(huddles.start_huddle, today=MOMENT.date(), now=EARLIER).id
    assert stands(shared, LATER)
    ward.do(huddles.close_huddle, huddle, now=LATER)
    assert not stands(shared, LATER) and stands(own, LATER)
    again = Pick(ward.nurse_id, LATER + timedelta(minutes=1), shared=True)
    assert stands(again, LATER + timedelta(minutes=2)), "whoever is picked after it is the next"
    assert not stands(again, LATER + timedelta(hours=13)), "nobody is remembered into the next day"


def test_of_more_teams_than_are_remembered_those_picked_last_stay(ward: Ward) -> None:
    picks = {team: Pick(1, EARLIER) for team in range(MOST + 1)}
    assert list(picks_of(ward.bind, cookie_of(ward.bind, picks))) == list(range(1, MOST + 1))
