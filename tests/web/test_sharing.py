"""Several processes on one Postgres have one allowance for an address between them."""

import asyncio
from contextlib import suppress

import pytest
from sqlalchemy import Engine

from vmboard.web import sharing
from vmboard.web.limits import LIMITS, Buckets
from vmboard.web.sharing import keep_sharing

SIGN_IN = next(limit for limit in LIMITS if limit.covers("POST", "/sign-in/password"))
ASKED = ("POST", "/sign-in/password", "10.0.0.7")


def emptied(buckets: Buckets) -> int:
    """How often this address may ask now."""
    times = 0
    while not buckets.wait(*ASKED):
        times += 1
    return times


@pytest.mark.parametrize("bind", ["postgres"], indirect=True)
def test_what_one_process_gave_out_the_others_do_not_give_again(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "EVERY", 0.05)
    first, second = Buckets(lambda: 0.0), Buckets(lambda: 0.0)

    async def play() -> None:
        sharing_both = [asyncio.create_task(keep_sharing(bind, [one])) for one in (first, second)]
        await asyncio.sleep(0.5)
        assert emptied(first) == SIGN_IN.burst
        async with asyncio.timeout(5):
            while not second.wait(*ASKED):
                await asyncio.sleep(0.05)
        assert not second.wait("POST", "/sign-in/password", "10.0.0.8"), "another address"
        assert not second.wait("POST", "/save", "10.0.0.7"), "another limit"
        for task in sharing_both:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    asyncio.run(play())


def test_side_by_side_two_give_out_as_much_as_one_would() -> None:
    now = [0.0]
    first, second = Buckets(lambda: now[0]), Buckets(lambda: now[0])
    first.spent(), second.spent()
    given = 0
    for _ in range(400):
        given += emptied(first) + emptied(second)
        told, back = first.spent(), second.spent()
        first.take_as_well(back)
        second.take_as_well(told)
        now[0] += sharing.EVERY
    allowed = SIGN_IN.burst + 400 * sharing.EVERY * SIGN_IN.each_second
    assert allowed <= given <= allowed + SIGN_IN.burst + 2, "a burst of each at the start, and never again"


def test_a_great_many_addresses_go_out_in_messages_that_postgres_takes() -> None:
    busy = Buckets(most=2_000)
    busy.spent()
    for number in range(1_000):
        busy.wait("POST", "/save", f"10.0.{number // 250}.{number % 250}")
    told = list(sharing._messages(busy.spent()))
    assert len(told) == 10 and max(map(len, told)) < 8_000
