"""Whether the app can do its work, for whatever watches over it."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from vmboard.store.engine import engine_for
from vmboard.web import health
from vmboard.web.health import AWAY, Health


def test_health_asks_the_database_and_says_nothing_else(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    really = health.ask
    monkeypatch.setattr(health, "ask", lambda bind: asked.append(bind) or really(bind))
    with TestClient(Starlette(routes=Health(bind).routes())) as someone:
        answers = [someone.get("/healthz") for _ in range(20)]
    assert {(one.status_code, one.text) for one in answers} == {(200, "ok")}
    assert len(asked) == 1, "asked once a second at most"


def test_health_is_bad_when_the_database_has_no_tables_or_is_gone(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path}/empty.db", "postgresql://nobody:s3cret@127.0.0.1:1/none"):
        with TestClient(Starlette(routes=Health(engine_for(url)).routes())) as someone:
            answer = someone.get("/healthz")
        assert (answer.status_code, answer.text) == (503, AWAY)


def test_health_does_not_wait_for_a_database_that_hangs(empty_sqlite: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    release = asyncio.Event()

    async def hang(*_: object) -> bool:
        asked.append(1)
        await release.wait()
        return True

    monkeypatch.setattr(health, "PATIENCE", 0.05)
    monkeypatch.setattr(health.asyncio, "to_thread", hang)
    checked = Health(engine_for(f"sqlite:///{empty_sqlite}"))

    async def many() -> list[int]:
        answers = await asyncio.gather(*(checked.answer(None) for _ in range(5)))  # type: ignore[arg-type]
        answers.append(await checked.answer(None))  # type: ignore[arg-type]
        release.set()
        return [one.status_code for one in answers]

    assert asyncio.run(many()) == [503] * 6
    assert len(asked) == 1, "no second question while the first hangs"
