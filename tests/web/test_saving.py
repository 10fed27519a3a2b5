"""What a browser hands in is saved, or answered with both texts, or refused in a sentence; never half, never twice."""

from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.small_ward import MOMENT, Ward, small_ward
from vmboard.commands.passes import holder_of, pass_for
from vmboard.commands.receipts import once
from vmboard.commands.teams import add_member, leave
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.protocol.huddle_items import CloseHuddle
from vmboard.domain.refusals import Refused
from vmboard.settings import settings
from vmboard.store.engine import transaction
from vmboard.store.tables import History, Receipt, Team
from vmboard.web import saving
from vmboard.web.saves import HANDLERS
from vmboard.web.saves.save import Handler
from vmboard.web.visitors import PASS


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


def team(ward: Ward) -> Team:
    return ward.ask(lambda session: session.get_one(Team, ward.team_id))


def hand_in(ward: Ward, *items: dict[str, Any]) -> list[dict[str, Any]]:
    signed = pass_for(ward.bind, ward.nurse, ward.team_id)
    return saving.save_items(ward.bind, signed, list(items), lambda: MOMENT)


def vision(ward: Ward, value: str, was: str, field: str = "vision") -> dict[str, Any]:
    box = {"verb": "boxes.set", "noun": "team", "row": ward.team_id, "field": field, "value": value, "was": was}
    return {"id": f"set:team:{field}", **box}


def test_a_box_is_saved_and_history_names_who(ward: Ward) -> None:
    [answer] = hand_in(ward, vision(ward, "Home sooner", ""))
    assert answer == {"id": "set:team:vision", "ok": True, "value": "Home sooner"}
    assert team(ward).vision == "Home sooner"
    assert (ward.history()[-1].actor_name, ward.history()[-1].verb) == ("Jo Douglas", "change team")


def test_the_same_thing_handed_in_twice_is_saved_once_and_said_twice(ward: Ward) -> None:
    item = vision(ward, "Home sooner", "")
    hand_in(ward, item)
    before = ward.revision()
    [again] = hand_in(ward, item)
    assert again["ok"]
    assert len(ward.history(since=before)) == 0


def test_when_two_people_change_the_same_box_the_second_is_shown_both(ward: Ward) -> None:
    hand_in(ward, vision(ward, "Theirs", ""))
    [answer] = hand_in(ward, vision(ward, "Mine", ""))
    assert (answer["ok"], answer["why"], answer["theirs"]) == (False, "clash", {"value": "Theirs"})
    assert team(ward).vision == "Theirs"
    [mine] = hand_in(ward, vision(ward, "Mine", answer["theirs"]["value"]))
    assert mine["ok"]
    assert team(ward).vision == "Mine"


def test_when_two_people_change_different_boxes_both_stand(ward: Ward) -> None:
    hand_in(ward, vision(ward, "Theirs", ""))
    [answer] = hand_in(ward, vision(ward, "Kept", "Embedded", field="embedded_lane"))
    assert answer["ok"]
    assert (team(ward).vision, team(ward).embedded_lane) == ("Theirs", "Kept")


def test_one_refusal_takes_nothing_else_with_it(ward: Ward) -> None:
    answers = hand_in(
        ward, vision(ward, "Home sooner", ""), vision(ward, "", "Ward 7A", field="name"),
        vision(ward, "Kept", "Embedded", field="embedded_lane"),
    )  # fmt: skip
    assert [answer["ok"] for answer in answers] == [True, False, True]
    assert answers[1]["sentence"] == "Give the team a name."
    assert (team(ward).name, team(ward).embedded_lane) == ("Ward 7A", "Kept")


def test_an_item_that_breaks_is_refused_and_does_not_hold_up_the_others(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setitem(HANDLERS, "broken", Handler(CloseHuddle, broken, broken))
    first, second = hand_in(ward, {"id": "b", "verb": "broken", "row": 1}, vision(ward, "Home sooner", ""))
    assert (first["why"], first["sentence"]) == ("refused", saving.FAILED)
    assert second["ok"]


ODD = [
    {},
    {"verb": "drop table"},
    {"verb": "boxes.set", "noun": "team", "row": "1"},
    {"verb": "boxes.set", "noun": "team", "row": 1, "field": "slug", "value": "x"},
]


@pytest.mark.parametrize("item", ODD, ids=range(len(ODD)))
def test_what_no_page_of_ours_sends_is_refused(ward: Ward, item: dict[str, Any]) -> None:
    [answer] = hand_in(ward, item)
    assert not answer["ok"]
    assert "Load it again" in answer["sentence"]


def test_what_a_browser_kept_under_an_earlier_verb_is_saved(ward: Ward) -> None:
    """Typed while no network was there, and handed in after the server was renewed."""
    [answer] = hand_in(ward, {**vision(ward, "Home sooner", ""), "verb": "set"})
    assert answer["ok"] and answer["value"] == "Home sooner"


def test_something_new_is_made_once_however_often_it_is_handed_in(ward: Ward) -> None:
    def member(session: Any) -> int:
        return add_member(session, ward.nurse, ward.team_id, name="Ailsa Ross").id

    made = []
    for _ in range(3):
        with transaction(ward.bind) as session:
            made.append(once(session, ward.team_id, "a-key-of-its-own", lambda: member(session)))
    assert len(set(made)) == 1
    assert len(ward.ask(lambda s: s.scalars(select(Receipt)).all())) == 1


def test_the_day_of_a_late_evening_is_the_teams_own(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    look = Handler(CloseHuddle, lambda save, item: seen.append(save.today) or {}, lambda *_: {})
    monkeypatch.setitem(HANDLERS, "look", look)
    signed = pass_for(ward.bind, ward.nurse, ward.team_id)
    monkeypatch.setattr(saving, "today_at", lambda now, zone: (now, zone))
    saving.save_items(ward.bind, signed, [{"verb": "look", "row": 1}], lambda: MOMENT)
    assert seen == [(MOMENT, "Europe/London")]


# --- the pass ---


def test_a_pass_names_its_person_and_team(ward: Ward) -> None:
    actor, team_id = holder_of(ward.bind, pass_for(ward.bind, ward.nurse, ward.team_id))
    assert (actor.name, actor.member_id, team_id) == (ward.nurse.name, ward.nurse_id, ward.team_id)


@pytest.mark.parametrize("change", [lambda text: text[:-2], lambda text: "x" + text, lambda text: "", lambda _: "é"])
def test_a_forged_or_damaged_pass_is_turned_away(ward: Ward, change: Any) -> None:
    with pytest.raises(Refused, match="Load it again"):
        holder_of(ward.bind, change(pass_for(ward.bind, ward.nurse, ward.team_id)))


def test_a_pass_grows_old(ward: Ward) -> None:
    with time_machine.travel("2026-11-01"):
        old = pass_for(ward.bind, ward.nurse, ward.team_id)
    with time_machine.travel("2026-11-09"), pytest.raises(Refused, match="open for long"):
        holder_of(ward.bind, old)


def test_a_pass_of_another_installation_is_turned_away(ward: Ward, demo_sqlite: Any, tmp_path: Any) -> None:
    from vmboard.store.engine import engine_for

    other = engine_for(f"sqlite:///{demo_sqlite}")
    with pytest.raises(Refused):
        holder_of(ward.bind, pass_for(other, ward.nurse, ward.team_id))


# --- the route ---


@pytest.fixture
def client(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(saving, "engine", lambda: ward.bind)
    monkeypatch.setenv("VMBOARD_SIGN_IN", "off")
    settings.cache_clear()
    return TestClient(Starlette(routes=saving.routes()))


def test_the_route_answers_each_item_in_its_order(ward: Ward, client: TestClient) -> None:
    signed = pass_for(ward.bind, ward.nurse, ward.team_id)
    items = [vision(ward, "Home sooner", ""), {"id": "odd", "verb": "odd"}]
    answer = client.post("/save", json={"items": items}, headers={PASS: signed})
    assert answer.status_code == 200
    assert [one["id"] for one in answer.json()["items"]] == ["set:team:vision", "odd"]


def test_without_a_pass_nothing_is_saved(ward: Ward, client: TestClient) -> None:
    answer = client.post("/save", json={"items": [vision(ward, "Home sooner", "")]})
    assert answer.status_code == 401
    assert "Load it again: what you typed is kept." in answer.json()["sentence"]
    assert team(ward).vision == ""


BODIES = [b"", b"[]", b"{}", b'{"items": 1}', b'{"items": ["x"]}', b"\xff", b'{"items":' + b" " * 600_000 + b"[]}"]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_an_odd_body_is_turned_away_calmly(ward: Ward, client: TestClient, body: bytes) -> None:
    signed = pass_for(ward.bind, ward.nurse, ward.team_id)
    assert client.post("/save", content=body, headers={PASS: signed}).status_code in (400, 413)


def test_while_the_database_is_away_the_browser_is_told_to_try_again(
    ward: Ward, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vmboard.store.engine import engine_for

    gone = engine_for("postgresql://nobody@127.0.0.1:1/none")
    signed = pass_for(ward.bind, ward.nurse, ward.team_id)
    monkeypatch.setattr(saving, "holder_at", lambda *_: (ward.nurse, ward.team_id))
    monkeypatch.setattr(saving, "engine", lambda: gone)
    assert client.post("/save", json={"items": []}, headers={PASS: signed}).status_code == 503


def test_someone_who_left_still_has_their_name_in_history(ward: Ward) -> None:
    with transaction(ward.bind) as session:
        leave(session, Actor("Lead", person=APP), ward.team_id, ward.nurse_id)
    hand_in(ward, vision(ward, "Home sooner", ""))
    last = ward.ask(lambda s: s.scalars(select(History).order_by(History.revision.desc())).first())
    assert last is not None
    assert last.actor_name == "Jo Douglas"
    assert ward.ask(lambda s: s.get_one(Team, ward.team_id)).vision == "Home sooner"
