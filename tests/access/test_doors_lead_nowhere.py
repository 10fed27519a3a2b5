"""A door's link in a stranger's hands: tried as every key on every route of the app, it opens its door and nothing
else, and whatever is sent to it ends in the tray, in the week's counts, or in a sentence."""

import re
from datetime import date
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import func, select, text

from tests.access.house import HERE, House
from tests.access.test_routes import PLACES, REAL, ROUTES, got_in
from vmboard.commands.doors import open_door
from vmboard.commands.pulse import set_pulse
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.domain.words import Face
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Row
from vmboard.web.limits import LARGEST_BODY, Buckets
from vmboard.web.sign_in import COMPUTER
from vmboard.web.visitors import PASS, SIGN_IN

DOORS = {route for route in ROUTES if "/door/" in route}
OURS = {"tray_item", "pulse_count", "pulse_words", "pairing"}
"""What a door writes; and a code to pair a screen by, which anybody may ask for."""
WAYS = ("in the address", "as a sign-in", "as a computer", "as a bearer", "as a pass")


@pytest.fixture(scope="module")
def tokens(house: House) -> dict[Face, str]:
    """The links of both doors of the first ward; its pulse asks one thing."""
    with transaction(house.world.bind) as session:
        by = session, Actor("Jo Douglas", person=APP), house.world.own.team_id
        made = {face: open_door(*by, face=face).link_token for face in Face}
        set_pulse(*by, questions=["Did you feel safe?"], headcount=9, words=True, today=date.today())
    return made


def stranger(house: House, method: str, path: str, **more: Any) -> Response:
    house.client.cookies.clear()
    headers = {"origin": HERE, "accept": "text/html"} | more.pop("headers", {})
    return house.client.request(method, path, headers=headers, follow_redirects=False, **more)


def tried(house: House, route: str, token: str, way: str) -> Response:
    """One route, with the door's token where its own key would be."""
    method, _, path = route.partition(" ")
    for name in re.findall(r"\{([^}]+)\}", path):
        known = name in ("team", "slug", "measure", "week", "kind") or way != WAYS[0]
        value = PLACES[name](house.world, "nobody", house.world.own) if known else token
        path = path.replace(f"{{{name}}}", value)
    headers = {
        "as a sign-in": {"cookie": f"{SIGN_IN}={token}"}, "as a computer": {"cookie": f"{COMPUTER}={token}"},
        "as a bearer": {"authorization": f"Bearer {token}"}, "as a pass": {PASS: token},
    }.get(way, {})  # fmt: skip
    item = {"id": "1", "verb": "actions.complete", "row": house.world.own.rows["action"], "done": True}
    body = {"json": {"items": [item]}} if method in ("POST", "PUT") and "sign-in" not in path else {}
    method = "HEAD" if path.endswith("/events") else method  # a live feed has no end
    return stranger(house, method, REAL.get(route, path), headers=headers, **body)


def rows(house: House) -> dict[str, list[Any]]:
    """Every row of every table a stranger may not change."""
    with reading(house.world.bind) as session:
        tables = [t for t in Row.metadata.sorted_tables if t.name not in OURS]
        return {table.name: [tuple(row) for row in session.execute(select(table))] for table in tables}


def waiting(house: House) -> int:
    with reading(house.world.bind) as session:
        return session.scalar(select(func.count()).select_from(text("tray_item"))) or 0


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("face", Face)
def test_the_link_of_a_door_opens_nothing_else(house: House, tokens: dict[Face, str], face: Face, way: str) -> None:
    before, wrong = rows(house), []
    for route, says in ROUTES.items():
        if route.startswith("SOCKET") or route in DOORS:
            continue
        answer = tried(house, route, tokens[face], way)
        tells = house.world.own.bird.lower() in answer.text.lower().replace(house.world.own.slug, "")
        if tells or (got_in(answer) and says["nobody"] == "-"):
            wrong.append((route, answer.status_code, "told" if tells else ""))
    assert wrong == []
    assert rows(house) == before, "nothing was written either"


@pytest.mark.parametrize("face", Face)
def test_a_door_opens_and_tells_the_teams_name_alone(house: House, tokens: dict[Face, str], face: Face) -> None:
    page = stranger(house, "GET", f"/door/{tokens[face]}")
    bird = house.world.own.bird
    assert page.status_code == 200 and page.text.count(bird) == page.text.count(f"Ward {bird}")
    assert house.world.other.bird not in page.text


SENT = {
    "nothing": b"", "json": b'{"words": "A clock", "kind": "idea"}', "half a form": b"words=A+clock",
    "twice": b"words=One&words=Two&kind=idea&kind=thanks", "no letters": b"words=%00%01%FF&kind=idea",
    "half an emoji": b"words=%ED%A0%BD&kind=idea", "many fields": b"&".join(b"f%d=1" % n for n in range(500)),
    "a long word": b"kind=idea&words=" + b"W" * 100_000, "more than a body": b"kind=idea&words=" + b"W" * LARGEST_BODY,
    "a team of another": b"kind=idea&words=%20&team_id=2&team=other&face=staff",
}  # fmt: skip


@pytest.mark.parametrize("sent", SENT)
def test_whatever_is_sent_is_answered_in_a_sentence_and_never_a_fault(
    house: House, tokens: dict[Face, str], sent: str
) -> None:
    before = rows(house)
    for face in Face:
        for path in ("tray", "pulse", "words"):
            for kind in ("application/x-www-form-urlencoded", "multipart/form-data", "application/json", "text/plain"):
                answer = stranger(
                    house, "POST", f"/door/{tokens[face]}/{path}", content=SENT[sent], headers={"content-type": kind}
                )
                assert answer.status_code in (303, 400, 413, 422, 429), (path, kind)
                assert "Traceback" not in answer.text and "sqlalchemy" not in answer.text.lower()
    assert rows(house) == before


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_no_other_method_is_heard(house: House, tokens: dict[Face, str], method: str) -> None:
    for path in ("", "/tray", "/pulse", "/words", "/paper", "/code", "/board", "/events"):
        assert stranger(house, method, f"/door/{tokens[Face.STAFF]}{path}").status_code in (400, 401, 403, 404, 405)


FOREIGN = ({"origin": "https://elsewhere.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
           {"sec-fetch-site": "same-site"})  # fmt: skip


@pytest.mark.parametrize("said", FOREIGN)
def test_no_page_of_another_site_can_send_for_somebody(
    house: House, tokens: dict[Face, str], said: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Buckets, "take", lambda *_: 0)  # what others sent from this address is no matter here
    before = waiting(house)
    for path, data in (("tray", {"words": "An idea", "kind": "idea"}), ("pulse", {"question": "1", "answer": "yes"})):
        for face in Face:
            answer = stranger(house, "POST", f"/door/{tokens[face]}/{path}", data=data, headers=said)
            assert answer.status_code == 403
    assert waiting(house) == before


PATIENTS = ("CHI 010101 1237", "NHS no 943 476 5919", "Mrs Fraser in bed 4 was cold", "JB bed 4 waits too long",
            "Jean Kerr, born 3 March 1948")  # fmt: skip


@pytest.mark.parametrize("words", PATIENTS)
def test_what_may_tell_of_a_patient_never_waits(house: House, tokens: dict[Face, str], words: str) -> None:
    before = waiting(house)
    for face in Face:
        for kind in ("idea", "thanks"):
            answer = stranger(house, "POST", f"/door/{tokens[face]}/tray", data={"words": words, "kind": kind})
            assert answer.status_code in (422, 429), answer.status_code
    assert waiting(house) == before
