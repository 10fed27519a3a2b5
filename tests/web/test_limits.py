"""How much and how often one address may ask: a busy ward never notices, a runaway script does."""

from collections.abc import Iterator

import pytest

from tests.web.guarded import WARD_PC, client
from vmboard.settings import Settings
from vmboard.web.limits import LARGEST_BODY, Buckets
from vmboard.web.safety import Rules


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
