"""Doors without a sign-in: one touch an answer, words for the tray, and no way from there to anything else."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.small_ward import Ward, small_ward
from vmboard.commands.doors import open_door, shut_door
from vmboard.commands.pulse import set_pulse
from vmboard.commands.teams import pause_team
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.access.permissions import TABLE, Person, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.pulse import read_answered
from vmboard.domain.words import Face
from vmboard.queries.board import board
from vmboard.queries.doors import at_the_door, knock
from vmboard.render.layout import Layout
from vmboard.settings import settings
from vmboard.store.engine import reading
from vmboard.store.tables import Door, History, PulseCount, PulseQuestion, PulseWords, Row, TrayItem
from vmboard.web import doors
from vmboard.web.board_cache import Look, make
from vmboard.web.gate import Gate
from vmboard.web.logs import hide
from vmboard.web.safety import Rules, Safety
from vmboard.web.sign_in import TOO_LONG

QUESTIONS = ["Did you feel supported this week?", "Did you feel safe?"]
THIN = "Two of us alone until two on Tuesday night."
ASKS_WORDS = "Anything to add about your week?"
NHS_NUMBER = "943 476 5919"


@pytest.fixture
def ward(emptied_bind: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ward]:
    made = small_ward(emptied_bind)
    for face in Face:
        made.do(open_door, face=face)
    made.do(set_pulse, questions=QUESTIONS, headcount=12, today=date.today())
    monkeypatch.setattr(doors, "engine", lambda: made.bind)
    monkeypatch.setattr(doors, "buckets", doors.Buckets(lambda: 0.0, limits=(doors.SENDS,)))
    yield made


@pytest.fixture
def client(ward: Ward) -> TestClient:
    return visitor()


def visitor() -> TestClient:
    """Another device."""
    return TestClient(Starlette(routes=doors.routes()), follow_redirects=True)


def door(ward: Ward, face: Face = Face.STAFF) -> str:
    return f"/door/{ward.row(Door, face).link_token}"


def questions(ward: Ward) -> list[int]:
    asked = select(PulseQuestion.id).order_by(PulseQuestion.position)
    return ward.ask(lambda session: list(session.scalars(asked)))


def answers(ward: Ward) -> list[tuple[int, int]]:
    rows = select(PulseCount.yes, PulseCount.answers).order_by(PulseCount.question_id)
    return [tuple(row) for row in ward.ask(lambda session: session.execute(rows).all())]  # type: ignore[misc]


def rows_of(ward: Ward) -> dict[str, int]:
    """How many rows each table has."""
    return ward.ask(
        lambda session: {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Row.metadata.sorted_tables
        }
    )


def say(client: TestClient, ward: Ward, question: int, answer: str = "yes", **how: Any) -> Any:
    return client.post(f"{door(ward)}/pulse", data={"question": question, "answer": answer}, **how)


# --- what a person does ---


def test_an_answer_is_one_touch_after_the_scan_and_the_next_question_follows(ward: Ward, client: TestClient) -> None:
    first, second = questions(ward)
    page = client.get(door(ward)).text
    assert page.count('aria-label="Yes: ') == 2 and "Ward 7A" in page and "Falls" not in page
    after = say(client, ward, first).text
    assert "Counted. Thank you." in after and QUESTIONS[0] not in after and QUESTIONS[1] in after
    say(client, ward, second, "no")
    assert answers(ward) == [(1, 1), (0, 1)]


def test_once_for_a_device_and_a_week(ward: Ward, client: TestClient) -> None:
    first, _ = questions(ward)
    say(client, ward, first)
    assert "on this device this week already" in say(client, ward, first, "no").text
    assert answers(ward) == [(1, 1)]
    say(visitor(), ward, first, "no")
    assert answers(ward) == [(1, 2)], "another device is another answer"


def test_the_cookie_identifies_nobody_and_does_not_tell_what_was_said(ward: Ward) -> None:
    first, _ = questions(ward)
    said = [
        say(visitor(), ward, first, answer, follow_redirects=False).headers["set-cookie"] for answer in ("yes", "no")
    ]
    assert said[0] == said[1], "everybody who answered the same questions has the same cookie"
    assert "HttpOnly" in said[0] and f"Path={door(ward)}" in said[0] and "samesite=lax" in said[0].lower()


def test_an_idea_and_a_thank_you_wait_in_the_tray(ward: Ward, client: TestClient) -> None:
    for face in Face:
        for kind in ("idea", "thanks"):
            page = client.post(f"{door(ward, face)}/tray", data={"words": "A clock for bay 2", "kind": kind})
            assert page.status_code == 200 and 'role="status"' in page.text
    waiting = ward.ask(lambda session: session.execute(select(TrayItem.face, TrayItem.kind)).all())
    assert {(face.value, kind.value) for face, kind in waiting} == {
        (face, kind) for face in ("staff", "public") for kind in ("idea", "thanks")
    }


@pytest.mark.parametrize("as_file", [True, False])
def test_what_is_longer_than_any_form_is_refused_on_a_page_with_the_way_back(
    ward: Ward, client: TestClient, as_file: bool
) -> None:
    sent: dict[str, Any] = {"data": {"words": "x" * 5000, "kind": "idea"}}
    page = client.post(f"{door(ward)}/tray", **(sent | ({"files": {"none": b""}} if as_file else {})))
    assert page.status_code == 413 and TOO_LONG in page.text
    style = re.search(r'<link rel="stylesheet"[^>]*>', client.get(door(ward)).text)
    assert style and style.group() in page.text and f'href="{door(ward)}"' in page.text
    assert rows_of(ward)["tray_item"] == 0


@pytest.mark.parametrize("words", [f"Thanks, {NHS_NUMBER}", "Mrs Fraser bed 4 was cold", "  ", "x" * 300])
def test_what_cannot_wait_is_refused_kindly_and_what_was_typed_stays(
    ward: Ward, client: TestClient, words: str
) -> None:
    page = client.post(f"{door(ward)}/tray", data={"words": words, "kind": "idea"})
    assert page.status_code == 422 and 'role="alert"' in page.text
    assert rows_of(ward)["tray_item"] == 0


def test_the_sheet_of_paper_has_the_code_and_the_address_and_nothing_of_the_board(
    ward: Ward, client: TestClient
) -> None:
    for face in Face:
        sheet = client.get(f"{door(ward, face)}/paper").text
        assert "<svg" in sheet and f"http://testserver{door(ward, face)}<" in sheet and "Ward 7A" in sheet
        assert "Falls" not in sheet and "<form" not in sheet
    assert client.get("/door/AAAAAAAAAAAAAAAAAAAAAA/paper").status_code == 404


def test_the_code_alone_is_a_drawing_of_the_doors_address(ward: Ward, client: TestClient) -> None:
    drawn = client.get(f"{door(ward)}/code")
    assert drawn.headers["content-type"] == "image/svg+xml" and drawn.text.startswith("<svg")
    assert drawn.headers["cache-control"] == "private, max-age=3600", "no wall asks at each change of its board"
    assert client.get("/door/AAAAAAAAAAAAAAAAAAAAAA/code").status_code == 404


def test_each_wall_shows_the_door_of_those_who_stand_before_it_while_it_is_open(ward: Ward) -> None:
    def wall(face: Face) -> str:
        actor = Actor("A wall screen", person=Person(display_of=ward.team_id))
        return make(ward.bind, actor, ward.team_id, date.today(), Look(Layout.LANDSCAPE, face)).plain.decode()

    staff, public = (door(ward, face) for face in Face)
    assert staff in wall(Face.STAFF) and public not in wall(Face.STAFF)
    assert public in wall(Face.PUBLIC) and staff not in wall(Face.PUBLIC)
    before = ward.revision()
    for face in Face:
        ward.do(shut_door, face=face)
    assert ward.revision() > before, "walls hear of it"
    assert not any("/door/" in wall(face) for face in Face)


# --- words beside the pulse ---


def asking_for_words(ward: Ward) -> None:
    ward.do(set_pulse, questions=QUESTIONS, headcount=12, words=True, today=date.today())


def test_no_words_are_asked_for_or_taken_unless_the_team_asks(ward: Ward, client: TestClient) -> None:
    assert ASKS_WORDS not in client.get(door(ward)).text
    answer = client.post(f"{door(ward)}/words", data={"added": THIN})
    assert answer.status_code == 422 and THIN not in answer.text, "no box is there to hold it"
    assert rows_of(ward)["pulse_words"] == 0


def test_words_are_taken_once_a_device_and_week_and_stand_beside_no_answer(ward: Ward, client: TestClient) -> None:
    asking_for_words(ward)
    assert ASKS_WORDS in client.get(door(ward)).text
    page = client.post(f"{door(ward)}/words", data={"added": THIN}).text
    assert "Your words wait for the end of the week." in page and THIN not in page and ASKS_WORDS not in page
    assert "This was answered on this device" in client.post(f"{door(ward)}/words", data={"added": "More"}).text
    (row,) = ward.ask(lambda session: session.execute(select(PulseWords.words, PulseWords.told)).all())
    assert row == (THIN, False) and answers(ward) == []
    assert client.cookies["vmboard_answered"].endswith(".0"), "the cookie holds no word of it"
    say(client, ward, questions(ward)[0])
    assert answers(ward) == [(1, 1)], "an answer is an answer still"


@pytest.mark.parametrize(
    ("words", "why"),
    [("", "Write a few words first."), (NHS_NUMBER, "NHS number"), ("x" * 201, "200"),
     ("Mary Campbell shouted at me", "may name somebody"), ("MC in bed 4 fell", "patient")],
)  # fmt: skip
def test_words_pass_the_guard_and_name_nobody(ward: Ward, client: TestClient, words: str, why: str) -> None:
    """Stricter than the tray, where a member looks first."""
    asking_for_words(ward)
    answer = client.post(f"{door(ward)}/words", data={"added": words})
    assert answer.status_code == 422 and why in answer.text
    assert rows_of(ward)["pulse_words"] == 0
    assert ASKS_WORDS in answer.text and (not words or words in answer.text), "it stands there to be mended"


def test_the_public_door_takes_no_words_for_the_pulse(ward: Ward, client: TestClient) -> None:
    asking_for_words(ward)
    assert ASKS_WORDS not in client.get(door(ward, Face.PUBLIC)).text
    assert client.post(f"{door(ward, Face.PUBLIC)}/words", data={"added": THIN}).status_code == 422
    assert rows_of(ward)["pulse_words"] == 0


# --- attacks ---


def test_a_door_writes_to_the_tray_and_the_weeks_counts_and_to_nothing_else(ward: Ward, client: TestClient) -> None:
    ward.do(set_pulse, questions=QUESTIONS, headcount=12, words=True, today=date.today())
    before, revision = rows_of(ward), ward.revision()
    say(client, ward, questions(ward)[0])
    client.post(f"{door(ward)}/tray", data={"words": "A clock for the bay", "kind": "idea"})
    client.post(f"{door(ward)}/words", data={"added": THIN})
    client.get(door(ward))
    changed = {table for table, rows in rows_of(ward).items() if rows != before[table]}
    assert changed == {"tray_item", "pulse_count", "pulse_words"} and ward.revision() == revision


def test_whoever_stands_at_a_door_may_do_four_things_to_its_own_team_and_nothing_to_any_other() -> None:
    allowed = {
        face: {verb for row in TABLE for verb in row.verbs if may(person, verb, Thing(None if row.whole else 1))}
        for face, person in ((Face.STAFF, Person(staff_door_of=1)), (Face.PUBLIC, Person(public_door_of=1)))
    }
    assert allowed[Face.STAFF] == {Verb.READ_DOOR, Verb.PUT_IN_TRAY, Verb.ANSWER_PULSE, Verb.LEAVE_PULSE_WORDS}
    assert allowed[Face.PUBLIC] == {Verb.READ_DOOR, Verb.PUT_IN_TRAY}
    assert not any(may(Person(staff_door_of=1), verb, Thing(2)) for verb in Verb if verb in allowed[Face.STAFF])


def test_no_board_is_read_as_somebody_at_a_door(ward: Ward) -> None:
    with reading(ward.bind) as session:
        for face in Face:
            whose = knock(session, door(ward, face).rpartition("/")[2], ward.moment)
            assert whose is not None
            with pytest.raises(NotAllowed):
                board(session, whose.actor, ward.team_id, date.today())
            with pytest.raises(NotAllowed):
                at_the_door(session, whose.actor, ward.team_id + 1, face=face, today=date.today())


def test_the_public_door_asks_no_pulse_and_takes_no_answer(ward: Ward, client: TestClient) -> None:
    page = client.get(door(ward, Face.PUBLIC)).text
    assert not any(question in page for question in QUESTIONS)
    data = {"question": questions(ward)[0], "answer": "yes"}
    assert client.post(f"{door(ward, Face.PUBLIC)}/pulse", data=data).status_code == 422
    assert answers(ward) == []


@pytest.mark.parametrize("token", ["", "x", "%00", "../d/x", "' OR 1=1 --", "x" * 3000])
def test_a_link_that_somebody_made_up_opens_nothing(ward: Ward, client: TestClient, token: str) -> None:
    for method, path in (("GET", ""), ("POST", "/pulse"), ("POST", "/words"), ("POST", "/tray")):
        answer = client.request(method, f"/door/{token}{path}")
        assert answer.status_code in (404, 405) and "Ward 7A" not in answer.text


def test_a_link_stops_at_once_when_it_is_renewed_or_shut(ward: Ward, client: TestClient) -> None:
    old = door(ward)
    ward.do(open_door, face=Face.STAFF)
    assert client.get(old).status_code == 404 and client.get(door(ward)).status_code == 200
    ward.do(shut_door, face=Face.STAFF)
    for path in (door(ward), old):
        assert client.get(path).status_code == 404
        assert client.post(f"{path}/tray", data={"words": "An idea", "kind": "idea"}).status_code == 404
    assert client.get(door(ward, Face.PUBLIC)).status_code == 200, "the other door stays as it is"


@pytest.mark.parametrize(
    "data",
    [{}, {"question": "1"}, {"question": "x", "answer": "yes"}, {"question": "9" * 40, "answer": "yes"},
     {"question": "-1", "answer": "yes"}, {"question": "999999", "answer": "yes"}, {"question": "1", "answer": "maybe"},
     {"question": "½", "answer": "no"}],
)  # fmt: skip
def test_an_answer_to_nothing_counts_for_nothing(ward: Ward, client: TestClient, data: dict[str, str]) -> None:
    assert client.post(f"{door(ward)}/pulse", data=data).status_code == 422
    assert answers(ward) == []


def test_a_kind_that_somebody_made_up_is_refused(ward: Ward, client: TestClient) -> None:
    assert client.post(f"{door(ward)}/tray", data={"words": "Hello", "kind": "action"}).status_code == 422
    assert rows_of(ward)["tray_item"] == 0


def test_another_site_cannot_answer_for_somebody(ward: Ward, client: TestClient) -> None:
    foreign = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    assert say(client, ward, questions(ward)[0], headers=foreign).status_code == 403
    assert answers(ward) == []


def test_a_script_that_forgets_its_cookies_is_stopped(ward: Ward) -> None:
    first, _ = questions(ward)
    said = [say(visitor(), ward, first).status_code for _ in range(doors.SENDS.burst + 5)]
    assert said.count(200) == doors.SENDS.burst and set(said) == {200, 429}
    assert answers(ward) == [(doors.SENDS.burst, doors.SENDS.burst)]


def test_who_floods_one_door_of_a_ward_leaves_the_other_open(ward: Ward) -> None:
    first, _ = questions(ward)
    for _ in range(doors.SENDS.burst + 1):
        say(visitor(), ward, first)
    thanks = {"words": "Thank you all", "kind": "thanks"}
    assert visitor().post(f"{door(ward, Face.PUBLIC)}/tray", data=thanks).status_code == 200


def test_words_are_escaped_and_nothing_may_run(ward: Ward, client: TestClient) -> None:
    page = client.post(f"{door(ward)}/tray", data={"words": "<script>alert(1)</script>" + "x" * 200, "kind": "idea"})
    assert "<script>alert" not in page.text and "&lt;script&gt;" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store" and page.headers["x-robots-tag"] == "noindex"


@pytest.mark.parametrize("said", ["<b>", "../", "pulse2", ""])
def test_only_our_own_sentences_are_said(ward: Ward, client: TestClient, said: str) -> None:
    assert 'role="status"' not in client.get(f"{door(ward)}?did={said}").text


def test_the_gate_lets_a_stranger_to_a_door_and_to_nothing_behind_it(ward: Ward) -> None:
    app = Starlette(routes=doors.routes())
    client = TestClient(Safety(Gate(app, doors.routes(), lambda: ward.bind), Rules(settings())), follow_redirects=False)
    assert client.get(door(ward), headers={"host": "127.0.0.1"}).status_code == 200
    for path in ("/week", f"{door(ward)}/../../week", "/doors", "/doorway/x"):
        assert client.get(path, headers={"host": "127.0.0.1", "accept": "text/html"}).status_code in (303, 401, 404)


def test_no_log_holds_the_link(ward: Ward) -> None:
    token = door(ward).rpartition("/")[2]
    assert token not in hide(f'"POST {door(ward)}/pulse HTTP/1.1" 303')
    history = ward.ask(lambda session: repr([(row.before, row.after) for row in session.scalars(select(History))]))
    assert token not in history


def test_a_paused_team_asks_nothing_and_takes_no_answer_and_no_words(ward: Ward, client: TestClient) -> None:
    ward.do(set_pulse, questions=QUESTIONS, headcount=12, words=True, today=date.today())
    ward.do(pause_team, reason="The ward moves", today=date.today() - timedelta(days=1))
    page = client.get(door(ward)).text
    assert not any(question in page for question in QUESTIONS) and ASKS_WORDS not in page
    assert say(client, ward, questions(ward)[0]).status_code == 422 and answers(ward) == []
    assert client.post(f"{door(ward)}/words", data={"added": THIN}).status_code == 422
    assert rows_of(ward)["pulse_words"] == 0


def test_a_cookie_that_was_made_up_is_not_believed_beyond_its_week() -> None:
    week = date(2026, 11, 22)
    assert read_answered("2020-01-01.1.2.3", week).questions == frozenset()
