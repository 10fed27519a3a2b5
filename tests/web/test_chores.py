"""What the server does by itself goes on, whatever stops it once."""

import asyncio

import pytest

from vmboard.web import chores


def test_what_stopped_for_what_nobody_foresaw_begins_again_and_what_is_over_does_not(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(chores, "REST", 0.0)
    begun: list[int] = []

    async def makes_reports() -> None:
        begun.append(len(begun))
        if len(begun) < 3:
            raise RuntimeError("nobody foresaw it")

    asyncio.run(chores.for_good(makes_reports))
    assert begun == [0, 1, 2]
    assert caplog.text.count("begins again in a minute: makes_reports") == 2


def test_whoever_stops_the_server_stops_its_chores() -> None:
    async def never_over() -> None:
        await asyncio.Event().wait()

    async def stopped() -> bool:
        chore = asyncio.create_task(chores.for_good(never_over))
        await asyncio.sleep(0)
        chore.cancel()
        await asyncio.wait({chore}, timeout=5)
        return chore.cancelled()

    assert asyncio.run(stopped())
