"""How much and how often one address may ask: a busy ward never notices, a runaway script does."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.web.guarded import PROXY, WARD_PC, client
from vmboard.settings import Settings
from vmboard.web import safety
from vmboard.web.limits import LARGEST_BODY, Buckets, Crowd
from vmboard.web.safety import Refusal, Rules


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "REST_SECONDS", 0.01)


def test_a_ward_behind_one_address_is_never_held_up() -> None:
    """60 screens and 60 browsers: all screens open their feed at once, twice; every browser saves each second."""
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    for _ in range(2 * 60):
        assert buckets.wait("GET", "/d/x/events", "10.0.0.1") == 0
    for _ in range(60):
        assert buckets.wait("POST", "/sign-in/pin", "10.0.0.1") == 0
    for _ in range(300):
        now[0] += 1
        assert not any(buckets.wait("POST", "/save", "10.0.0.1") for _ in range(60))


@pytest.mark.parametrize(("method", "path"), [("POST", "/save"), ("GET", "/d/x/events"), ("POST", "/sign-in/pin"),
                                              ("POST", "/pair/code"), ("PUT", "/_stcore/upload_file/a/b")])  # fmt: skip
def test_what_runs_away_is_told_to_wait_and_others_are_not(method: str, path: str) -> None:
    rules = Rules(Settings())
    rules.buckets = Buckets(lambda: 0.0)
    while rules.buckets.wait(method, path, WARD_PC[0]) == 0:
        pass
    answer = client(rules=rules).request(method, path)
    assert (answer.status_code, answer.text) == (429, "That was too often for now. Wait a moment and try again.")
    assert int(answer.headers["retry-after"]) >= 1
    assert client(rules=rules).get("/").status_code == 200, "the board itself can always be looked at"
    assert client(rules=rules, peer=("10.2.3.5", 1)).request(method, path).status_code == 200


def test_an_empty_bucket_fills_again() -> None:
    now = [0.0]
    buckets = Buckets(lambda: now[0])
    while (wait := buckets.wait("POST", "/sign-in/pin", "10.0.0.1")) == 0:
        pass
    assert buckets.wait("POST", "/sign-in/pin", "10.0.0.2") == 0
    now[0] += wait
    assert buckets.wait("POST", "/sign-in/pin", "10.0.0.1") == 0


def test_the_table_of_addresses_stays_small_and_a_whole_ipv6_network_is_one() -> None:
    buckets = Buckets(most=50)
    for number in range(200):
        buckets.wait("POST", "/save", f"10.0.0.{number}")
    assert len(buckets) == 50
    buckets = Buckets()
    for number in range(1, 200):
        buckets.wait("POST", "/save", f"2001:db8::{number:x}")
    assert len(buckets) == 1


def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not() -> None:
    someone = client()
    assert someone.post("/save", content=b"x" * LARGEST_BODY).status_code == 200
    assert someone.post("/save", content=b"x" * (LARGEST_BODY + 1)).status_code == 413

    def pieces() -> Iterator[bytes]:
        yield from (b"x" * 1_000_000 for _ in range(30))

    answer = someone.put("/_stcore/upload_file/a/b", content=pieces())
    assert (answer.status_code, answer.text) == (413, "That is too large.")
    assert someone.put("/_stcore/upload_file/a/b", content=b"x" * 20_000_000).status_code == 200


# --- behind a proxy, and without a pause ---


def test_one_client_behind_a_listed_proxy_takes_its_own_share_and_no_more() -> None:
    rules = Rules(Settings(trusted_proxies="10.0.0.5"))
    rules.crowd = Crowd(most=2)
    proxied = client(peer=PROXY, rules=rules)

    def asked(by: str) -> int:
        return proxied.get("/", headers={"X-Forwarded-For": by}).status_code

    with ExitStack() as held:
        for _ in range(2):
            assert held.enter_context(rules.crowd.one_more("203.0.113.7"))
        assert asked("203.0.113.7") == 503
        assert asked("198.51.100.1, 203.0.113.7") == 503, "whatever it says stood before it"
        assert asked("203.0.113.8") == 200, "another client of the same proxy"
        assert asked("::ffff:203.0.113.7") == 503, "the same address said in another way"
    assert asked("203.0.113.7") == 200


def test_a_header_that_nobody_vouches_for_moves_nobody_into_another_crowd() -> None:
    rules = Rules(Settings(trusted_proxies="10.0.0.5"))
    rules.crowd = Crowd(most=1)
    with rules.crowd.one_more(WARD_PC[0]):
        forged = client(rules=rules).get("/", headers={"X-Forwarded-For": "203.0.113.9"})
        assert (forged.status_code, forged.headers["retry-after"]) == (503, "10")
        assert client(rules=rules, peer=("10.2.3.5", 1)).get("/").status_code == 200


def test_a_refused_sign_in_rests_a_moment_and_nothing_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    rested: list[float] = []

    async def sleep(seconds: float) -> None:
        rested.append(seconds)

    monkeypatch.setattr(safety.asyncio, "sleep", sleep)
    rules = Rules(Settings())
    rules.buckets = Buckets(lambda: 0.0)
    browser = client(rules=rules)
    for method, path in (("POST", "/sign-in/pin"), ("POST", "/save")):
        while rules.buckets.wait(method, path, WARD_PC[0]) == 0:
            pass
        assert browser.request(method, path).status_code == 429
    assert rested == [safety.REST_SECONDS]


def test_a_flood_that_rests_fills_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safety, "MOST_RESTING", 3)
    monkeypatch.setattr(safety, "REST_SECONDS", 60)
    rules, refused = Rules(Settings()), Refusal(429, "too often", 1, rests=True)

    async def flood() -> int:
        tries = [asyncio.create_task(rules.rest(refused)) for _ in range(10)]
        await asyncio.sleep(0.05)
        for one in tries:
            one.cancel()
        resting = sum(not one.done() for one in tries)
        await asyncio.gather(*tries, return_exceptions=True)
        assert rules._resting == 0
        return resting

    assert asyncio.run(flood()) == 3
