"""The server sweeps by itself, and goes on when the database was away."""

import asyncio
import contextlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from tests.small_ward import small_ward
from vmboard.commands.keeping import set_keeping
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.domain.access.keeping import SOMEONE
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import History
from vmboard.web import sweeping


def test_a_server_that_runs_lets_go_of_what_is_kept_no_longer(
    bind: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    small_ward(bind)
    with transaction(bind) as session:
        set_keeping(session, COMMAND_LINE, version=0, author_months=1)
        session.execute(History.__table__.update().values(at=datetime(2020, 1, 1, tzinfo=UTC)))
    monkeypatch.setattr(sweeping, "SOON", 0.01)
    (tmp_path / "a file").write_text("no folder")
    monkeypatch.setenv("VMBOARD_DATABASE_URL", f"sqlite:///{tmp_path}/a file/ward.db")
    settings.cache_clear()

    async def server() -> None:
        chore = asyncio.create_task(sweeping.keep_sweeping())
        await asyncio.sleep(0.2)
        monkeypatch.setenv("VMBOARD_DATABASE_URL", bind.url.render_as_string(hide_password=False))
        settings.cache_clear()
        await asyncio.sleep(1)
        chore.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await chore

    asyncio.run(server())
    settings.cache_clear()
    with reading(bind) as session:
        assert set(session.scalars(select(History.actor_name))) == {SOMEONE}


def test_a_clock_that_jumped_ahead_lets_go_of_nothing_until_it_was_looked_at(
    bind: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    swept: list[bool] = []
    monkeypatch.setattr(sweeping, "sweep_now", lambda: swept.append(True) or sweeping.Swept())
    monkeypatch.setattr(sweeping, "SOON", 0.01)
    monkeypatch.setattr(sweeping, "A_DAY", 0.11)
    ahead = iter([0.0, 0.0, 400 * 24 * 3600.0])

    async def server() -> None:
        steady = sweeping.Steady(wall=lambda: next(ahead, 400 * 24 * 3600.0), own=lambda: 0.0)
        chore = asyncio.create_task(sweeping.keep_sweeping(steady))
        for _ in range(200):
            await asyncio.sleep(0.01)
            if len(swept) == 2:
                break
        chore.cancel()

    asyncio.run(server())
    assert caplog.text.count("The clock of this computer jumped") == 1
    assert len(swept) == 2, "the day before it, and the day after: it is believed once it stayed so"


def test_a_clock_that_is_set_right_by_minutes_is_no_jump() -> None:
    moments = iter([0.0, 600.0, 0.0, -3601.0])
    steady = sweeping.Steady(wall=lambda: next(moments), own=lambda: 0.0)
    assert [steady.jumped() for _ in range(3)] == [False, False, True]
