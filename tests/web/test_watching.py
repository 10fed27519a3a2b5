"""What whoever runs the app watches: numbers behind a token, and a log in which one request is found again."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from threading import Event as Held

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, update
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.web.ward import Ward
from vmboard.commands.auditing import note
from vmboard.commands.displays import add_display, revoke_display
from vmboard.domain.access.actor import DEMO
from vmboard.domain.access.auditing import Event
from vmboard.domain.refusals import Refused
from vmboard.settings import Settings, settings
from vmboard.store.engine import dispose, engine_for, transaction
from vmboard.store.tables import Display
from vmboard.web import metrics
from vmboard.web.counting import Counted, naming
from vmboard.web.logs import AsJson, WithId, settle_logs
from vmboard.web.metrics import Metrics
from vmboard.web.request_ids import RequestIds, request_id
from vmboard.web.routes import Walls
from vmboard.web.safety import Rules

TOKEN = "a token of thirty letters or so"
SHOWN = {"authorization": f"Bearer {TOKEN}"}
Numbers = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def token(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VMBOARD_METRICS_TOKEN", TOKEN)
    settings.cache_clear()
    yield
    settings.cache_clear()


def client(bind: Engine) -> TestClient:
    async def hello(request: Request) -> Response:
        logging.getLogger("vmboard.hello").warning("hello")
        return PlainTextResponse("hello", 404 if "nothing" in str(request.url) else 200)

    served = [*Metrics(bind).routes(), Route("/d/{token}/board", hello), Route("/week", hello)]
    return TestClient(Starlette(routes=served, middleware=[Middleware(RequestIds), Middleware(Counted, served)]))


def numbers(asked: TestClient) -> Numbers:
    text = asked.get("/metrics", headers=SHOWN).text
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(text) for sample in family.samples
    }  # fmt: skip


# --- numbers ---


def test_without_the_setting_there_is_no_such_page(ward: Ward) -> None:
    assert client(ward.bind).get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", TOKEN, "Bearer ü"])
def test_without_the_token_nothing_is_told(ward: Ward, token: None, shown: str) -> None:
    answer = client(ward.bind).get("/metrics", headers={"authorization": shown.encode()})
    assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer"
    assert "vmboard_requests" not in answer.text


def test_a_short_token_is_refused_at_the_start() -> None:
    with pytest.raises(Refused, match="16 random letters"):
        Rules(Settings(metrics_token="short"))


def test_requests_are_counted_by_route_and_status_and_no_link_is_told(ward: Ward, token: None) -> None:
    asked = client(ward.bind)
    named = (("method", "GET"), ("route", "/d/{token}/board"), ("status", "200"))
    before = numbers(asked).get(("vmboard_requests_total", named), 0)
    asked.get("/d/secret-of-a-link/board")
    asked.get("/wp-admin.php?nothing=1")
    after = numbers(asked)
    assert after["vmboard_requests_total", named] == before + 1
    assert after["vmboard_requests_total", (("method", "GET"), ("route", "page"), ("status", "404"))] >= 1
    assert after["vmboard_request_seconds_count", (("route", "/d/{token}/board"),)] >= 1
    assert not any("secret" in str(name) or "wp-admin" in str(name) for name in after)


def test_screens_backups_and_what_waits_are_told(ward: Ward, token: None) -> None:
    now = datetime.now(UTC)
    with transaction(ward.bind) as session:
        seen, silent, gone = (
            add_display(session, DEMO, ward.team_id, name=name)[0] for name in ("Desk", "Door", "Old")
        )
        revoke_display(session, DEMO, ward.team_id, gone.id)
        for row, ago in ((seen, 2), (silent, 11), (gone, 1)):
            at = now - timedelta(minutes=ago)
            session.execute(
                update(Display).where(Display.team_id == ward.team_id, Display.id == row.id).values(last_seen_at=at)
            )
    told = numbers(client(ward.bind))
    assert told["vmboard_displays", (("state", "alive"),)] == 1
    assert told["vmboard_displays", (("state", "silent"),)] == 2, "and the one that was never seen"
    assert told["vmboard_database_up", ()] == 1
    assert told["vmboard_reports_waiting", ()] == 0
    assert ("vmboard_last_backup_age_seconds", ()) not in told, "none was made yet"
    with transaction(ward.bind, now=now - timedelta(hours=2)) as session:
        note(session, Event.BACKED_UP, "")
    assert 7200 <= numbers(client(ward.bind))["vmboard_last_backup_age_seconds", ()] < 7300
    assert ("vmboard_queue_length", (("queue", "passwords"),)) in told
    if sys.platform == "linux":
        assert told["process_resident_memory_bytes", ()] > 1_000_000


def test_a_database_that_is_away_is_told_and_nothing_old_is(token: None) -> None:
    url = "postgresql://nobody@127.0.0.1:1/none"
    told = numbers(client(engine_for(url)))
    dispose(url)
    assert told["vmboard_database_up", ()] == 0
    assert not any(name == "vmboard_displays" for name, _ in told)


def test_every_route_of_ours_has_its_own_name(ward: Ward) -> None:
    name = naming(Walls(ward.bind).routes())
    assert name("/d/abc/events") == "/d/{token}/events"
    assert name("/api/v1/teams/ward-4/signals") == "/api/v1/teams/{team}/signals"
    assert name("/_stcore/upload_file/a/b") == "/_stcore/"
    assert name("/week") == name("/anything/else") == "page"


# --- the log ---


@pytest.mark.parametrize("said", ["", "short", "a b c d e f", "x" * 65, "../../etc/passwd", "abc\ndefg", "2011260000"])
def test_an_id_of_another_form_or_that_could_be_a_patients_number_is_replaced(said: str) -> None:
    assert request_id(said) != said and len(request_id(said)) == 32


def test_a_proxys_id_is_in_the_answer_and_in_every_line(ward: Ward, caplog: pytest.LogCaptureFixture) -> None:
    settle_logs("text")
    answer = client(ward.bind).get("/week", headers={"X-Request-ID": "proxy-8f3a.01"})
    assert answer.headers.get_list("x-request-id") == ["proxy-8f3a.01"]
    assert [record.request_id for record in caplog.records if record.name == "vmboard.hello"] == ["proxy-8f3a.01"]  # type: ignore[attr-defined]
    assert client(ward.bind).get("/week").headers["x-request-id"] not in ("", "proxy-8f3a.01")


Made = Callable[[str], logging.LogRecord]


@pytest.fixture
def line() -> Made:
    def made(message: str) -> logging.LogRecord:
        settle_logs("text")
        record = logging.getLogRecordFactory()("vmboard", logging.WARNING, "x.py", 1, message, (), None)
        record.request_id = "proxy-8f3a.01"
        return record

    return made


def test_a_line_of_text_ends_with_the_id(line: Made) -> None:
    assert WithId(None).format(line("It failed\nwhere it did")) == "It failed [proxy-8f3a.01]\nwhere it did"


def test_a_line_of_json_says_when_what_and_which_and_no_secret(line: Made) -> None:
    said = json.loads(AsJson().format(line("GET /d/secret/board?x=1 “ü”")))
    assert datetime.fromisoformat(said.pop("time")).tzinfo is not None
    assert said == {
        "level": "WARNING", "logger": "vmboard", "message": "GET /d/…/board?… “ü”", "request_id": "proxy-8f3a.01",
    }  # fmt: skip


def test_a_line_is_written_once_whatever_handlers_a_logger_was_given_since() -> None:
    settle_logs("json")
    busy, written = logging.getLogger("a.busy.server"), io.StringIO()
    busy.propagate = False
    busy.handlers = [logging.StreamHandler(written), logging.StreamHandler(written)]
    busy.warning("hello")
    settle_logs("text")
    assert [json.loads(line)["message"] for line in written.getvalue().splitlines()] == ["hello"]


def test_an_error_is_one_line_of_json(line: Made) -> None:
    try:
        raise RuntimeError("no such link: /d/secret")
    except RuntimeError:
        record = logging.getLogRecordFactory()("vmboard", logging.ERROR, "x.py", 1, "Failed", (), sys.exc_info())
    (written,) = AsJson().format(record).splitlines()
    assert "RuntimeError: no such link: /d/…" in json.loads(written)["error"]


def test_the_numbers_wait_for_no_database(ward: Ward, token: None, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Held()
    monkeypatch.setattr(metrics, "PATIENCE", 0.05)
    monkeypatch.setattr(metrics, "_watched", lambda bind: held.wait(10))
    assert numbers(client(ward.bind))["vmboard_database_up", ()] == 0
    held.set()
