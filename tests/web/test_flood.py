"""A flood of sign-ins takes its own thread and its own queue, and nobody else waits for it."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.benchmarks import bench_flood
from tests.small_ward import Ward, small_ward
from vmboard.commands import accounts
from vmboard.commands import sign_in as commands
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import APP
from vmboard.store import hashing
from vmboard.store.engine import transaction
from vmboard.web import sign_in
from vmboard.web.bulkhead import MOST, MOST_OF_ONE, Bulkhead, Full

ADMIN = Actor("Administrator", person=APP)
EMAIL, PASSWORD, PIN = "jo.douglas@nhs.scot", "trolley bay lantern", "482916"


class Held:
    """Work that goes on until it is let go."""

    def __init__(self) -> None:
        self.begun, self._go = 0, threading.Event()

    def work(self) -> str:
        self.begun += 1
        self._go.wait(10)
        return "done"

    def let_go(self) -> None:
        self._go.set()


def test_beyond_a_short_queue_nothing_is_begun_and_no_address_takes_all_of_it() -> None:
    held, lane = Held(), Bulkhead("test")

    async def flood() -> tuple[list[object], list[object]]:
        one = [asyncio.create_task(lane.run("10.0.0.1", held.work)) for _ in range(40)]
        await asyncio.sleep(0)
        others = [asyncio.create_task(lane.run(f"10.0.1.{n}", held.work)) for n in range(40)]
        await asyncio.sleep(0)
        held.let_go()
        return (
            await asyncio.gather(*one, return_exceptions=True),
            await asyncio.gather(*others, return_exceptions=True),
        )

    one, others = asyncio.run(flood())
    assert (one.count("done"), others.count("done")) == (MOST_OF_ONE, MOST - MOST_OF_ONE)
    assert all(isinstance(answer, Full) for answer in [*one, *others] if answer != "done")


def test_there_is_room_again_once_the_work_is_done_or_was_given_up() -> None:
    held, lane = Held(), Bulkhead("test")

    async def later() -> str:
        begun = [asyncio.create_task(lane.run("10.0.0.1", held.work)) for _ in range(MOST_OF_ONE)]
        await asyncio.sleep(0)
        for task in begun[1:]:
            task.cancel()
        await asyncio.sleep(0)
        held.let_go()
        return await lane.run("10.0.0.1", held.work)

    assert asyncio.run(later()) == "done"
    assert held.begun == 2


# --- at the entrance ---


@pytest.fixture
def ward(bind: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ward]:
    monkeypatch.setattr(sign_in, "engine", lambda: bind)
    made = small_ward(bind)
    with transaction(bind) as session:
        accounts.add_account(session, ADMIN, name="Jo Douglas", email=EMAIL, password=PASSWORD)
    made.do(accounts.set_pin, pin=PIN)
    yield made


def test_whoever_comes_in_a_flood_is_told_when_to_try_again_and_a_ward_signs_in_meanwhile(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise Full

    monkeypatch.setattr(sign_in.by_strangers, "run", full)
    browser = TestClient(Starlette(routes=sign_in.routes()), follow_redirects=False)
    answer = browser.post("/sign-in/password", data={"email": EMAIL, "password": PASSWORD})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert sign_in.TOO_MANY in answer.text and 'href="/sign-in"' in answer.text
    browser.cookies.set(sign_in.COMPUTER, ward.do(accounts.enrol_computer, name="PC by the desk")[1])
    assert browser.post("/sign-in/pin", data={"member": str(ward.nurse_id), "pin": PIN}).status_code == 303


def test_a_try_that_must_wait_or_cannot_be_right_costs_no_hash(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = TestClient(Starlette(routes=sign_in.routes()), follow_redirects=False)

    def post(path: str, **form: str) -> int:
        return browser.post(
            f"/sign-in/{path}", data={"member": str(ward.nurse_id), "code": "guess", **form}
        ).status_code

    for _ in range(6):
        post("password", email=EMAIL, password="wrong wrong wrong")
    browser.cookies.set(sign_in.COMPUTER, ward.do(accounts.enrol_computer, name="PC by the desk")[1])
    hashed: list[str] = []
    real = hashing.is_secret
    for module in (commands, accounts):
        monkeypatch.setattr(module, "is_secret", lambda kept, tried: hashed.append(tried) or real(kept, tried))
    for path, form in (("password", {"email": EMAIL, "password": PASSWORD}), ("password", {"email": EMAIL}),
                       ("pin", {"pin": "letters"}), ("pin", {}), ("first", {"name": "Ada"})):  # fmt: skip
        assert post(path, **form) == 403
    assert hashed == []
    post("password", email="nobody@nhs.scot", password=PASSWORD)
    assert hashed == [PASSWORD], "an unknown address takes as long as a known one"


@pytest.mark.long
def test_the_benchmark_of_a_flood_runs_and_health_says_what_is_true() -> None:
    calm, flooded = bench_flood.both(bench_flood.Size(1, 10, 40))
    for tally in (calm, flooded):
        assert {answer for answer in tally.answers if not answer.startswith("sign-in")} == {
            "page 200", "wall 200", "health 200"}  # fmt: skip
