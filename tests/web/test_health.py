"""Whether the app can do its work, for whatever watches over it."""

import asyncio
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from psycopg.errors import DiskFull
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.testclient import TestClient

from vmboard.commands.auditing import note
from vmboard.domain.access.actor import KEEPER
from vmboard.domain.access.auditing import Event
from vmboard.store.engine import engine_for, is_sqlite, transaction
from vmboard.web import health
from vmboard.web.health import Health, State

SHUT = "503 nothing can be saved: the database may only be read"


def test_health_asks_the_database_and_says_nothing_else(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    really = health.ask
    monkeypatch.setattr(health, "ask", lambda bind: asked.append(bind) or really(bind))
    monkeypatch.setattr(health, "KEPT", 60.0)  # a machine that is busy takes longer than a second to ask twenty times
    with TestClient(Starlette(routes=Health(bind).routes())) as someone:
        answers = [someone.get("/healthz") for _ in range(20)]
    assert {(one.status_code, one.text) for one in answers} == {(200, "ok")}
    assert len(asked) == 1, "asked once a second at most"


def test_health_is_bad_when_the_database_has_no_tables_or_is_gone(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/empty.db", "postgresql://nobody:s3cret@127.0.0.1:1/none"):
        with TestClient(Starlette(routes=Health(engine_for(url)).routes())) as someone:
            answer = someone.get("/healthz")
        assert (answer.status_code, answer.text) == State.AWAY.value[::-1]


def test_health_does_not_wait_for_a_database_that_hangs(empty_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    release = threading.Event()

    def hang(*_: object) -> State:
        asked.append(1)
        release.wait()
        return State.READY

    monkeypatch.setattr(health, "PATIENCE", 0.05)
    monkeypatch.setattr(health, "ask", hang)
    checked = Health(engine_for(f"sqlite:///{empty_sqlite}"))

    async def many() -> list[int]:
        answers = await asyncio.gather(*(checked.answer(None) for _ in range(5)))  # type: ignore[arg-type]
        answers.append(await checked.answer(None))  # type: ignore[arg-type]
        release.set()
        return [one.status_code for one in answers]

    assert asyncio.run(many()) == [503] * 6
    assert len(asked) == 1, "no second question while the first hangs"


def said(bind: Engine) -> str:
    with TestClient(Starlette(routes=Health(bind).routes())) as someone:
        assert someone.get("/healthz/live").text == "alive"
        answer = someone.get("/healthz")
    return f"{answer.status_code} {answer.text}"


@pytest.mark.parametrize(
    ("hours", "answer"), [(25, "200 ok"), (27, "200 ok, but the last good backup is more than 26 hours old")]
)
def test_a_backup_that_is_late_is_said_and_wakes_nobody(bind: Engine, hours: int, answer: str) -> None:
    with transaction(bind, now=datetime.now(UTC) - timedelta(hours=hours)) as session:
        note(session, Event.BACKED_UP, KEEPER.by)
    assert said(bind) == answer


def test_a_full_disk_is_told_apart_from_a_database_that_is_away(
    demo_sqlite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    assert said(engine_for(f"sqlite:///{demo_sqlite}")) == "503 nothing can be saved: the disk is full"


def test_no_backup_at_all_is_late_once_there_was_time_for_one(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction(bind, now=datetime.now(UTC) - timedelta(hours=27)) as session:
        note(session, Event.SIGNED_IN, KEEPER.by)
    assert said(bind) == "200 ok", "the server has just begun"
    monkeypatch.setattr(health, "uptime", lambda: timedelta(hours=2))
    assert said(bind) == "200 ok, but the last good backup is more than 26 hours old"


def test_a_file_that_may_only_be_read_is_said(demo_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.os, "access", lambda *_: False)
    assert said(engine_for(f"sqlite:///{demo_sqlite}")) == SHUT


@pytest.mark.parametrize("bind", ["postgres"], indirect=True)
def test_a_server_that_was_set_to_read_only_is_said(bind: Engine) -> None:
    """As some providers do where its disk is nearly full."""
    name = bind.url.database
    with bind.begin() as connection:
        connection.execute(text(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on'))
    bind.dispose()
    try:
        assert said(bind) == SHUT
    finally:
        with bind.begin() as connection:
            connection.execute(text("SET TRANSACTION READ WRITE"))
            connection.execute(text(f'ALTER DATABASE "{name}" RESET default_transaction_read_only'))
        bind.dispose()
    assert said(bind) == "200 ok"


def test_a_disk_that_was_found_full_counts_until_something_was_written(bind: Engine) -> None:
    found: Any = sqlite3.OperationalError("database or disk is full") if is_sqlite(bind) else DiskFull("no space left")
    if is_sqlite(bind):
        found.sqlite_errorname = "SQLITE_FULL"
    with pytest.raises(OperationalError), transaction(bind):
        raise OperationalError("INSERT", None, found)
    assert said(bind) == "503 nothing can be saved: the disk is full"
    with transaction(bind) as session:
        note(session, Event.BACKED_UP, KEEPER.by)
    assert said(bind) == "200 ok"


def test_health_waits_for_nobody_who_keeps_all_other_threads_busy(empty_sqlite: Path) -> None:
    let_go = threading.Event()

    async def crowded() -> int:
        others = [asyncio.create_task(asyncio.to_thread(let_go.wait, 10)) for _ in range(64)]
        await asyncio.sleep(0)
        answer = await Health(engine_for(f"sqlite:///{empty_sqlite}")).answer(None)  # type: ignore[arg-type]
        let_go.set()
        await asyncio.gather(*others)
        return answer.status_code

    assert asyncio.run(crowded()) == 200
