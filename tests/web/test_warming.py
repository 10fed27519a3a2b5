"""Boards are read ahead: who opens a page of many boards in the morning waits for none of them."""

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from db.seeds.many import build
from tests.conftest import TODAY
from vmboard.commands.points import NewPoint, record_points
from vmboard.domain.access.actor import DEMO
from vmboard.domain.weeks import last_full_week
from vmboard.queries.summaries import stale
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction
from vmboard.web import warming


def still_to_read(bind: Engine) -> list[int]:
    with reading(bind) as session:
        return stale(session, TODAY)


@pytest.fixture
def served(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Teams of the database that the server is set up with, none of them read yet."""
    build(bind, 4, TODAY, measures=3, weeks=12)
    monkeypatch.setenv("VMBOARD_DATABASE_URL", bind.url.render_as_string(hide_password=False))
    monkeypatch.setenv("VMBOARD_TODAY", TODAY.isoformat())
    settings.cache_clear()
    yield bind
    settings.cache_clear()


def test_a_server_that_runs_reads_all_boards_and_then_those_that_changed(
    served: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "EVERY", 0.01)
    monkeypatch.setattr(warming, "REST", 0)
    assert still_to_read(served) == [1, 2, 3, 4]

    async def until_read() -> None:
        while still_to_read(served):
            await asyncio.sleep(0.01)

    async def server() -> None:
        chore = asyncio.create_task(warming.keep_warming())
        await asyncio.wait_for(until_read(), 60)
        with transaction(served) as session:
            record_points(session, DEMO, 2, 2, [NewPoint(last_full_week(TODAY), 40.0)])
        await asyncio.wait_for(until_read(), 60)
        chore.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await chore

    asyncio.run(server())


def test_in_a_new_week_every_board_is_read_anew(served: Engine) -> None:
    warming.warm([1, 2, 3, 4], TODAY)
    with reading(served) as session:
        assert stale(session, TODAY) == []
        assert stale(session, TODAY + timedelta(weeks=1)) == [1, 2, 3, 4]
