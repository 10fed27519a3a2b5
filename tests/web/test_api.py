"""The API as another system meets it: put, read back, refused in a sentence; one document describes it."""

import asyncio
import json
import logging
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from httpx2 import Response
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from docs.api.build import FILE, document
from tests.conftest import TODAY
from tests.small_ward import MOMENT, Ward, small_ward, stands_below
from tests.sources import system
from vmboard.commands import actions, measures
from vmboard.commands.charts import exclude
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.views.feed import FeedPoint
from vmboard.domain.words import Direction, Domain, IndicatorKind
from vmboard.queries.feed import feed_points
from vmboard.queries.measures import measure
from vmboard.settings import Settings
from vmboard.store.engine import reading
from vmboard.store.tables import History
from vmboard.web.api import callers
from vmboard.web.api.reading import AT_ONCE, OTHERS_READ, Reader, Wanted
from vmboard.web.gate import Gate
from vmboard.web.limits import LARGEST_BODY, Limit
from vmboard.web.logs import hide
from vmboard.web.routes import Walls
from vmboard.web.safety import Rules, Safety

FALLS = "/api/v1/teams/ward-7a/measures/falls/data-points/2026-11-15"
MANY = "/api/v1/teams/ward-7a/data-points"
PROBLEM = "application/problem+json"


@pytest.fixture
def ward(emptied_bind: Engine) -> Ward:
    return small_ward(emptied_bind)


class Caller:
    """A system that asks with its token, through all that stands before the API."""

    def __init__(self, ward: Ward, **more: Any) -> None:
        self.token = system(ward.bind, ward.team_id, **more)
        walls = Walls(ward.bind, lambda: MOMENT)
        guard = [Middleware(Safety, Rules(Settings())), Middleware(Gate, walls.routes(), lambda: ward.bind)]
        app = Starlette(routes=walls.routes(), middleware=guard)
        self.client = TestClient(app, "http://localhost", raise_server_exceptions=False)

    def ask(self, method: str, path: str, *, token: str | None = None, **more: Any) -> Response:
        said = {"authorization": f"Bearer {self.token if token is None else token}"} | more.pop("headers", {})
        return self.client.request(method, path, headers=said, **more)

    def put(self, body: Any, path: str = FALLS, **headers: str) -> Response:
        return self.ask(
            "PUT", path, json=body, headers={name.replace("_", "-"): said for name, said in headers.items()}
        )

    def raw(self, body: bytes, path: str = FALLS, kind: str = "application/json") -> Response:
        return self.ask("PUT", path, content=body, headers={"content-type": kind})


@pytest.fixture
def caller(ward: Ward) -> Iterator[Caller]:
    yield Caller(ward)


@pytest.fixture
def quick_caller(quick: Ward) -> Caller:
    """On SQLite alone, for what reads the same whichever database it came from."""
    return Caller(quick)


def sentence(answer: Response, status: int) -> str:
    """Of a problem, which is one by its kind, its shape and its headers."""
    assert (answer.status_code, answer.headers["content-type"]) == (status, PROBLEM), answer.text
    told = answer.json()
    assert told["status"] == status and told["title"] and told["type"]
    assert answer.headers["cache-control"] == "no-store"
    return str(told["detail"])


# --- put and read back ---


def test_a_figure_put_in_is_on_the_board_and_reads_back_with_its_tag(ward: Ward, caller: Caller) -> None:
    made = caller.put({"value": 3})
    assert (made.status_code, made.json()["outcome"], made.json()["shown"]) == (201, "created", "3")
    read = caller.ask("GET", FALLS)
    assert read.json()["value"] == 3 and read.headers["etag"] == made.headers["etag"] == made.json()["tag"]
    assert caller.ask("GET", FALLS, headers={"if-none-match": made.headers["etag"]}).status_code == 304
    with reading(ward.bind) as session:
        assert measure(session, ward.nurse, ward.team_id, ward.falls_id, TODAY).tile.value_text == "3"


def test_the_same_put_twice_changes_nothing(ward: Ward, caller: Caller) -> None:
    first = caller.put({"value": 3})
    before = ward.revision()
    again = caller.put({"value": 3.0})
    assert (again.status_code, again.json()["outcome"]) == (200, "unchanged")
    assert again.headers["etag"] == first.headers["etag"] and ward.revision() == before


def test_a_tag_that_fits_lets_through_and_another_does_not(caller: Caller) -> None:
    first = caller.put({"value": 3}).headers["etag"]
    assert caller.put({"value": 4}, if_match=first).status_code == 200
    assert "another version by now" in sentence(caller.put({"value": 5}, if_match=first), 412)
    assert "there is a figure already" in sentence(caller.put({"value": 5}, if_none_match="*"), 412)
    assert caller.put({"value": 5}, if_match="*").status_code == 200
    now = caller.ask("GET", FALLS).headers["etag"]
    assert caller.put({"value": 6}, if_match=f'"1-0", {now}').status_code == 200, "RFC 9110: one of several"
    assert caller.put({"value": 7}, if_match=f"W/{now}").status_code == 412, "and compared by the letter"
    now = caller.ask("GET", FALLS).headers["etag"]
    for said in (now, f"W/{now}", f'"1-0", {now}', "*"):
        assert caller.ask("GET", FALLS, headers={"if-none-match": said}).status_code == 304
    assert caller.ask("GET", FALLS, headers={"if-none-match": '"1-0"'}).status_code == 200


def test_what_a_person_changed_is_a_conflict_that_says_who(ward: Ward, caller: Caller) -> None:
    ward.record(4)
    answer = caller.put({"value": 3})
    assert "Jo Douglas changed this figure since" in sentence(answer, 409)
    assert answer.json()["type"] == "urn:vmboard:changed-by-a-person"
    body = {"data_points": [{"measure": "Falls", "week": "2026-11-15", "value": 3}], "changed_by_a_person": "keep"}
    kept = caller.put(body, MANY)
    assert kept.status_code == 200 and kept.json()["kept"] == 1 and kept.json()["data_points"][0]["value"] == 4


def test_many_at_once_are_all_taken_or_none_with_every_reason_at_its_place(ward: Ward, caller: Caller) -> None:
    good = {"measure": ward.falls_id, "week": "2026-11-15", "value": 3}
    wrong = [good, good | {"week": "2026-11-14"}, good | {"measure": "Fells", "week": "2026-11-08"}]
    answer = caller.put({"data_points": wrong}, MANY)
    assert "And 1 more, in errors." in sentence(answer, 422)
    assert [error["at"] for error in answer.json()["errors"]] == ["/data_points/1", "/data_points/2"]
    assert caller.ask("GET", FALLS).status_code == 404
    weeks = ["2026-11-15", "2026-11-08", "2026-11-01"]
    made = caller.put({"data_points": [good | {"week": week} for week in weeks]}, MANY)
    assert made.json()["created"] == 3 and [one["week"] for one in made.json()["data_points"]] == weeks


def test_a_question_and_a_likely_name_are_answered_with_what_was_kept(ward: Ward, caller: Caller) -> None:
    ward.record(4, 5, 4, 3, 5, 4, 4, 5, 3, 4, 5, 4, None)
    made = caller.put({"value": 41}, if_match="*")
    assert "41 or 4" in made.json()["question"]
    body = {"data_points": [{"measure": "Falls", "week": "2026-11-08", "value": 5, "note": "Mrs Reid bed 4"}]}
    assert "may name a patient" in caller.put(body | {"changed_by_a_person": "keep"}, MANY).json()["warning"]


# --- refused, in a sentence, never an error ---


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b'{"value": NaN}', 400, "NaN is no number in JSON"),
        (b'{"value": -Infinity}', 400, "-Infinity is no number"),
        (b'{"value": 1, "value": 2}', 400, "gives one name twice"),
        (b'{"value": ' + b"9" * 5000 + b"}", 400, "a number in it is too long"),
        (b"[" * 100_000, 400, "too deep"),
        (b'{"a":' * 50_000, 400, "too deep"),
        (b"\xff\xfe", 400, "at byte 0"),
        (b"", 400, "cannot be read"),
        (b'{"value": 3', 400, "at character 11"),
        (b"null", 422, "needs an object"),
        (b"[3]", 422, "needs an object"),
        (b'{"value": "3"}', 422, "value needs a number"),
        (b'{"value": true}', 422, "value needs a number"),
        (b'{"value": 1e400}', 422, "no figure without end"),
        (b'{"value": 1e300}', 422, "larger than any figure here: 1,000,000,000,000 at most"),
        (b'{"value": -1e300}', 422, "smaller than any figure here"),
        (b'{"value": 3, "note": "' + b"x" * 201 + b'"}', 422, "note is longer than 200 characters. Make it shorter"),
        (b'{"value": {"a": 1}}', 422, "value needs a number"),
        (b'{"value": 3, "note": 4}', 422, "note needs text"),
        (b'{"value": 3, "note": "\\ud800"}', 422, "broken character"),
        (b'{"value": 3, "note": "a\\u0000b"}', 422, "hidden or broken character"),
        (b'{"value": 3, "note": "943 476 5919"}', 422, "CHI or NHS number"),
        (b'{"value": 9434765919}', 422, "CHI or NHS number"),
        (b'{"valeu": 3}', 422, "valeu is not known here"),
        (b'{"value": 3, "status": "done"}', 422, "not one of the words"),
        (b"{}", 422, "give a value"),
    ],
)
def test_a_body_that_is_not_right_is_named_with_its_mend(
    quick_caller: Caller, body: bytes, status: int, words: str
) -> None:
    told = sentence(quick_caller.raw(body), status)
    assert words in told and "943" not in told
    assert quick_caller.ask("GET", FALLS).status_code == 404


@pytest.mark.parametrize(
    ("many", "words"), [(0, "needs 1 or more in its list"), (501, "more than 500. Send them in parts of at most 500")]
)
def test_none_or_too_many_at_once_is_said_with_how_many_go(quick_caller: Caller, many: int, words: str) -> None:
    body = {"data_points": [{"measure": "Falls", "week": "2026-11-15", "value": 3}] * many}
    assert words in sentence(quick_caller.put(body, MANY), 422)


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("PUT", FALLS.replace("-15", "-31"), 422, "2026-11-31 is no day"),
        ("PUT", FALLS.replace("2026-11-15", "15/11/2026"), 404, "nothing at this address"),
        ("PUT", FALLS.replace("2026-11-15", "2026-W46"), 422, "week needs a day such as"),
        ("PUT", FALLS.replace("falls", "fells"), 404, "no measure “fells”"),
        ("PUT", FALLS.replace("falls", "9" * 40), 404, "no measure"),
        ("PUT", FALLS.replace("falls", "%00"), 404, "no measure"),
        ("PUT", FALLS.replace("falls", "%ff"), 404, "no measure"),
        ("PUT", FALLS.replace("ward-7a", "ward-9"), 404, "no team “ward-9” that this token reaches"),
        ("PUT", FALLS.replace("ward-7a", "943%20476%205919"), 404, "(hidden)"),
        ("POST", FALLS, 405, "POST is not taken"),
        ("DELETE", FALLS, 405, "DELETE is not taken"),
        ("GET", "/api/v1/nothing", 404, "nothing at this address"),
        ("GET", "/api/", 404, "nothing at this address"),
        ("GET", "/api/v1/teams/ward-7a%0A/measures", 404, "There is nothing here"),
        ("GET", "/api/v1/data-points?since=yesterday", 422, "since needs a day"),
        ("GET", "/api/v1/data-points?format=xml", 422, "format is not one of the words"),
        ("GET", "/api/v1/data-points?team=ward-7a", 422, "stand only format, since, until, each once"),
        ("GET", "/api/v1/data-points?since=2026-11-08&since=2026-11-15", 422, "each once"),
        ("GET", "/api/v1/data-points?since=2026-11-15&until=2026-11-08", 422, "since is after until"),
        ("PUT", FALLS + "?value=3", 422, "Nothing stands after the ?"),
    ],
)  # fmt: skip
def test_an_address_that_is_not_right_is_named_with_its_mend(
    quick_caller: Caller, method: str, path: str, status: int, words: str
) -> None:
    more = {"json": {"value": 3}} if method in ("PUT", "POST") else {}
    assert words in sentence(quick_caller.ask(method, path, **more), status)


def test_another_kind_of_body_is_not_taken_for_json(quick_caller: Caller) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""):
        assert "Content-Type: application/json" in sentence(quick_caller.raw(b'{"value":3}', kind=kind), 415)
    assert quick_caller.raw(b'{"value":3}', kind="application/json; charset=utf-8").status_code == 201


def test_what_stands_before_the_api_refuses_in_the_same_shape(quick_caller: Caller) -> None:
    long = b'{"note": "' + b"a" * LARGEST_BODY + b'"}'
    assert sentence(quick_caller.raw(long), 413) == "That is too large."
    answer = quick_caller.ask("GET", "/api/v1/teams", headers={"host": "evil.example"})
    assert "does not answer to this address" in sentence(answer, 400)


def test_more_figures_than_are_taken_at_once_are_said(quick_caller: Caller) -> None:
    one = {"measure": "Falls", "week": "2026-11-15", "value": 3}
    assert "at most 500" in sentence(quick_caller.put({"data_points": [one] * 501}, MANY), 422)
    assert "in this twice" in sentence(quick_caller.put({"data_points": [one] * 2}, MANY), 422)


def test_no_token_no_answer(quick_caller: Caller) -> None:
    for token in ("", "vmb_made-up", "Basic x"):
        answer = quick_caller.ask("GET", "/api/v1/teams", token=token)
        assert sentence(answer, 401) and answer.headers["www-authenticate"] == "Bearer"
        assert sentence(quick_caller.ask("PUT", FALLS, token=token, json={"value": 3}), 401)


def test_a_system_that_asks_too_often_waits_and_others_do_not(quick: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    caller = Caller(quick)
    monkeypatch.setattr(callers, "READS", Limit("GET", callers.READS.path, 2, 0.5))
    codes = [caller.ask("GET", "/api/v1/teams").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    answer = caller.ask("GET", "/api/v1/teams")
    assert "too often" in sentence(answer, 429) and int(answer.headers["retry-after"]) in (1, 2)
    other = system(quick.bind, quick.team_id, name="Ledger")
    assert caller.ask("GET", "/api/v1/teams", token=other).status_code == 200


def test_a_token_is_in_no_log(quick_caller: Caller, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        quick_caller.put({"value": 3})
        quick_caller.ask("GET", "/api/v1/data-points")
    assert quick_caller.token not in caplog.text
    for line in (
        f"Authorization: Bearer {quick_caller.token}",
        f"GET /api?key={quick_caller.token}",
        quick_caller.token,
    ):
        assert quick_caller.token[4:] not in hide(line)


def test_a_database_that_is_away_is_said_with_when_to_try_again(
    quick_caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError

    def away(*_: object) -> None:
        raise OperationalError("no database", None, Exception())

    monkeypatch.setattr("vmboard.web.api.writing.actor_by", away)
    monkeypatch.setattr("vmboard.web.api.reading.actor_by", away)
    for answer in (quick_caller.put({"value": 3}), quick_caller.ask("GET", "/api/v1/teams")):
        assert "The database is not answering" in sentence(answer, 503) and answer.headers["retry-after"] == "5"


def test_a_fault_of_ours_is_a_problem_without_a_traceback(
    quick_caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the server")

    monkeypatch.setattr("vmboard.web.api.writing.put_figures", broken)
    assert "a secret" not in sentence(quick_caller.put({"value": 3}), 500)


# --- lists ---


def test_rows_are_the_same_in_json_and_csv_and_text_is_no_formula(ward: Ward, caller: Caller) -> None:
    ward.record(4, 5)
    caller.put({"value": 6, "note": "=1+1, bay 2"}, if_match="*")
    rows = caller.ask("GET", "/api/v1/data-points").json()["rows"]
    assert [(row["week"], row["value"]) for row in rows] == [("2026-11-08", 4), ("2026-11-15", 6)]
    said = caller.ask("GET", f"{MANY}?format=csv&since=2026-11-15")
    assert said.headers["content-type"] == "text/csv; charset=utf-8"
    heads, line = said.text.splitlines()
    assert heads.split(",") == list(rows[0])
    assert ',"\'=1+1, bay 2",' in line and ",2026-11-15,6,,,final," in line
    assert caller.ask("GET", "/api/v1/data-points?until=2026-11-08").json()["rows"] == rows[:1]


def test_a_measure_says_whether_it_leads_and_who_set_its_target(quick: Ward) -> None:
    ours = {"domain": Domain.SAFETY, "direction": Direction.DECREASE, "target": 3.0}
    theirs = {"indicator": IndicatorKind.LAGGING, "target_set_by": "NHS Highland"}
    quick.do(measures.add_measure, name="Ulcers", **ours)
    quick.do(measures.add_measure, name="Infections", **ours, **theirs)
    quick.do(measures.add_measure, name="Slips", **(ours | theirs | {"target": None, "indicator": None}))
    caller = Caller(quick)
    rows = {row["measure_name"]: row for row in caller.ask("GET", "/api/v1/measures").json()["rows"]}
    assert [(rows[name]["indicator"], rows[name]["target_set_by"]) for name in ("Ulcers", "Infections", "Slips")] == [
        (None, "the team"), ("lagging", "NHS Highland"), (None, ""),
    ]  # fmt: skip
    heads, *lines = caller.ask("GET", "/api/v1/measures?format=csv").text.splitlines()
    assert heads.endswith(",indicator,target_set_by") and lines[2].endswith(",lagging,NHS Highland")


def test_teams_without_rows_between_others_leave_the_json_whole(quick: Ward) -> None:
    above = stands_below(quick, "Division")
    below = stands_below(above, "Board")
    reached = (quick, above, below)
    for ward in (quick, below):
        ward.falls_id = ward.do(
            measures.add_measure, name="Slips", domain=Domain.SAFETY, direction=Direction.DECREASE
        ).id
        ward.record(4)
    token = system(quick.bind, *(ward.team_id for ward in reached), name="All")
    told = Caller(quick).ask("GET", "/api/v1/data-points", token=token).json()["rows"]
    assert [row["team"] for row in told] == ["board", "ward-7a"], "and the division between them has none"


def test_a_figure_left_out_and_one_of_the_running_week_say_so(quick: Ward) -> None:
    quick.record(4, 5)
    quick.do(exclude, quick.falls_id, week=date(2026, 11, 8), reason="Flood")
    quick.do(record_points, quick.falls_id, [NewPoint(date(2026, 11, 22), 1.0)])
    caller = Caller(quick)
    rows = caller.ask("GET", "/api/v1/data-points").json()["rows"]
    assert [(row["left_out"], row["so_far"]) for row in rows] == [(True, False), (False, False), (False, True)]
    alone = [caller.ask("GET", f"/api/v1/teams/{row['team']}/measures/Falls/data-points/{row['week']}") for row in rows]
    assert [(one.json()["left_out"], one.json()["so_far"]) for one in alone] == [
        (row["left_out"], row["so_far"]) for row in rows
    ]


def test_readings_that_failed_take_no_room_from_the_next(quick_caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Reader, "_parts", lambda *_: iter(_fails()))
        for _ in range(AT_ONCE + 1):
            assert quick_caller.ask("GET", "/api/v1/measures").status_code == 500
    assert quick_caller.ask("GET", "/api/v1/measures").status_code == 200


def _fails() -> Iterator[bytes]:
    raise KeyError("a fault of ours")
    yield b""


def test_what_was_dropped_is_not_read(quick: Ward) -> None:
    kept, dropped = (quick.do(actions.raise_action, text=text, today=MOMENT.date()).id for text in ("Slings", "Rails"))
    quick.do(actions.drop, dropped, reason="Not ours")
    assert [row["action"] for row in Caller(quick).ask("GET", "/api/v1/actions").json()["rows"]] == [kept]


def test_a_list_of_nothing_is_a_list(quick_caller: Caller) -> None:
    assert quick_caller.ask("GET", "/api/v1/actions").json() == {"rows": []}
    assert quick_caller.ask("GET", "/api/v1/actions?format=csv").text.count("\n") == 1


def test_a_token_for_some_measures_reads_those_alone_and_no_project_and_no_action(quick: Ward) -> None:
    quick.record(4)
    caller = Caller(quick, measures=("Beds",))
    assert caller.ask("GET", "/api/v1/data-points").json() == {"rows": []}
    for path in ("projects", "actions"):
        assert "for some measures alone" in sentence(caller.ask("GET", f"/api/v1/{path}"), 403)


def test_so_many_readings_run_side_by_side_and_the_next_waits(
    quick_caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Any] = []

    async def held(reader: Reader, *_: Any) -> Any:
        while not reader._room.locked():
            taken.append(await reader._room.acquire())
        return await stream(reader, *_)

    stream = Reader.stream
    monkeypatch.setattr(Reader, "stream", held)
    assert sentence(quick_caller.ask("GET", "/api/v1/measures"), 429) == OTHERS_READ
    assert len(taken) == AT_ONCE


def test_whose_line_is_slow_keeps_nobody_else_from_reading(quick: Ward) -> None:
    """A laptop that went to sleep takes nothing more in, and says nothing."""
    quick.record(4)
    token, reader = system(quick.bind, quick.team_id), Reader(lambda: quick.bind, lambda: MOMENT)

    async def asleep() -> bytes:
        wanted = Wanted(FeedPoint, feed_points)
        begun = [await reader.stream(token, wanted, "csv") for _ in range(AT_ONCE)]
        bodies = [aiter(some.body_iterator) for some in begun]
        for body in bodies:
            await anext(body)
        last = await reader.stream(token, wanted, "csv")
        return b"".join([part async for part in last.body_iterator])  # type: ignore[misc]

    assert asyncio.run(asleep()).count(b"Falls") == 1


def test_the_document_that_is_served_is_the_one_that_is_kept(quick_caller: Caller) -> None:
    kept = FILE.read_text("utf-8")
    assert document() == kept, "python -m docs.api.build writes it anew"
    served = quick_caller.client.get("/api/v1/openapi.json")
    assert served.json() == json.loads(kept)


def test_who_put_it_in_is_in_history_by_name(ward: Ward, caller: Caller) -> None:
    caller.put({"value": 3})
    last: History = ward.history()[-1]
    assert (last.actor_name, last.actor_id) == ("Datix (system)", None)
