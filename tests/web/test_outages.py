"""Whatever the database does, whoever comes is told so in a plain page with a way back, and nothing else is shown."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.small_ward import small_ward
from vmboard.commands import accounts
from vmboard.commands.sign_in import sign_in_with_password
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.settings import settings
from vmboard.store import engine as store
from vmboard.store.engine import is_sqlite, transaction
from vmboard.web import computers, oidc, pairing, sign_in
from vmboard.web.gate import Gate
from vmboard.web.safety import Rules, Safety

ADMIN = Actor("Administrator", person=APP)
EMAIL, PASSWORD = "jo.douglas@nhs.scot", "trolley bay lantern"
PAGE = {"accept": "text/html"}


def path_of(bind: Engine) -> Path:
    return Path(str(bind.url.database))


@contextmanager
def away(bind: Engine) -> Iterator[None]:
    kept = path_of(bind).rename(path_of(bind).with_suffix(".away"))
    yield
    kept.rename(path_of(bind))


@contextmanager
def locked(bind: Engine) -> Iterator[None]:
    """By another process that lets nobody so much as read: it stays the only one until it is done."""
    bind.dispose()
    with closing(sqlite3.connect(path_of(bind), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.rollback()
        other.execute("PRAGMA locking_mode=NORMAL")
        other.execute("SELECT count(*) FROM team").fetchall()


@contextmanager
def no_file_left(bind: Engine, pragma: str) -> Iterator[None]:
    def settle(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(pragma)

    bind.dispose()
    event.listen(bind, "connect", settle)
    yield
    event.remove(bind, "connect", settle)
    bind.dispose()


@contextmanager
def full(bind: Engine) -> Iterator[None]:
    with no_file_left(bind, "PRAGMA max_page_count=1"):
        yield


@contextmanager
def read_only(bind: Engine) -> Iterator[None]:
    def refuse(_: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            raise sqlite3.OperationalError("attempt to write a readonly database")

    event.listen(bind, "before_cursor_execute", refuse)
    yield
    event.remove(bind, "before_cursor_execute", refuse)


@contextmanager
def no_tables(bind: Engine) -> Iterator[None]:
    with bind.begin() as connection:
        for table in ("account", "sign_in", "attempt", "secret", "computer", "pairing"):
            connection.execute(text(f"ALTER TABLE {table} RENAME TO {table}_away"))
    yield


@contextmanager
def not_a_database(bind: Engine) -> Iterator[None]:
    bind.dispose()
    for path in path_of(bind).parent.glob(f"{path_of(bind).name}*"):
        path.write_bytes(os.urandom(8_192))
    yield


READ_FAULTS = [away, locked, no_tables, not_a_database]
FAULTS = [*READ_FAULTS, full, read_only]


@pytest.fixture
def app(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starlette]:
    if not is_sqlite(bind):
        pytest.skip("these are the faults of a file; test_sign_in.py has those of a server")
    monkeypatch.setattr(store, "PATIENCE", 0.2)
    for module in (sign_in, computers, pairing, oidc):
        monkeypatch.setattr(module, "engine", lambda: bind)
    small_ward(bind)
    with transaction(bind) as session:
        accounts.add_account(session, ADMIN, name="Jo Douglas", email=EMAIL, password=PASSWORD)

    async def shell(_: Request) -> PlainTextResponse:
        return PlainTextResponse("the shell of a page")

    routes = [*sign_in.routes(), *computers.routes(), *pairing.routes(), *oidc.routes(), Route("/{page}", shell)]
    stack = [Middleware(Safety, Rules(settings())), Middleware(Gate, routes, lambda: bind)]
    yield Starlette(routes=routes, middleware=stack)
    settings.cache_clear()


def visitor(app: Starlette, **cookies: str) -> TestClient:
    return TestClient(app, "http://localhost", headers=PAGE, cookies=cookies, follow_redirects=False,
                      raise_server_exceptions=False)  # fmt: skip


SENT = {"email": EMAIL, "password": PASSWORD, "member": "1", "pin": "482916", "code": "x", "name": "Ada", "next": "/"}
ENTRANCE = [("POST", "/sign-in/password"), ("POST", "/sign-in/pin"), ("POST", "/sign-in/first"), ("POST", "/sign-out"),
            ("POST", "/sign-in/computer"), ("GET", "/sign-in"), ("GET", "/sign-in/first"),
            ("GET", "/sign-in/computer?team=ward-7a")]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_the_entrance_answers_in_a_plain_page_with_a_way_back(
    app: Starlette, bind: Engine, fault: Callable[..., object]
) -> None:
    tried = sign_in_with_password(bind, email=EMAIL, password=PASSWORD, browser="", now=sign_in.now())
    with fault(bind):  # type: ignore[attr-defined]
        for method, path in ENTRANCE:
            answer = visitor(app, vmboard_in=tried.token, vmboard_pc="x").request(method, path, data=SENT)
            assert answer.status_code in (200, 303, 403, 503), (path, answer.text[:300])
            if answer.status_code == 503:
                assert "<h1>" in answer.text and "Retry-After" in answer.headers, path
                assert "sqlite" not in answer.text.casefold() and "Traceback" not in answer.text
                assert 'href="/sign-in"' in answer.text or "refresh" in answer.headers, path


@pytest.mark.parametrize("fault", READ_FAULTS)
@pytest.mark.parametrize("sign_in_is", ["off", "auto", "required"])
def test_nobody_is_shown_the_shell_of_a_page_while_the_database_is_away(
    app: Starlette, bind: Engine, fault: Callable[..., object], sign_in_is: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = sign_in_with_password(bind, email=EMAIL, password=PASSWORD, browser="", now=sign_in.now())
    monkeypatch.setenv("VMBOARD_SIGN_IN", sign_in_is)
    settings.cache_clear()
    cookies = {} if sign_in_is == "off" else {"vmboard_in": tried.token}
    assert "shell" in visitor(app, **cookies).get("/week").text
    with fault(bind):  # type: ignore[attr-defined]
        answer = visitor(app, **cookies).get("/week")
        assert (answer.status_code, "shell" in answer.text, answer.headers["refresh"]) == (503, False, "5")
