"""A mail server or a channel that drips its answer, never ends it, pours out more than anybody reads or breaks off in a
number holds nobody beyond a bound: it is left, and what it did not say is not taken for a yes."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.web.hook_server import hook_server
from tests.web.mail_server import certificate, mail_server
from tests.web.ports import eventually
from vmboard.domain.reports.letters import Trouble, Way
from vmboard.settings import Settings
from vmboard.web import breaking_off, delivery, sending
from vmboard.web.delivery import Envelope

DRIP = 0.1
"""Seconds between two bytes: less than a server may be silent for."""


@pytest.fixture(autouse=True)
def safe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setattr(delivery, "PATIENCE", 0.5)
    monkeypatch.setattr(delivery, "LONGEST", 1.0)
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    yield path


def became_of(deliver: Callable[[Settings, Envelope], None], given: Settings) -> list[Trouble | None]:
    """What became of a letter, once somebody knows; in a thread, which a server could hold for ever."""
    told: list[Trouble | None] = []
    letter = Envelope("report-1@ward", "morag@nhs.scot", "https://board.ward.scot/", lambda: True, told.append)
    thread = Thread(target=deliver, args=(given, letter), daemon=True)
    thread.start()
    eventually(lambda: not thread.is_alive(), 9)
    return told


def by_mail(given: Settings, letter: Envelope) -> None:
    delivery.mail(given, [letter])


def of_mail(port: int) -> Settings:
    return Settings(smtp_host="127.0.0.1", smtp_port=port, smtp_tls=False, smtp_from="board@ward.scot")


@pytest.mark.parametrize(
    "drips",
    [b"H", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 404 Not Found\r\nX-Rest: " + b"x" * 99],
    ids=["the number", "go on, for ever", "a head"],
)  # fmt: skip
def test_a_channel_that_drips_its_answer_is_left(safe: Path, drips: bytes) -> None:
    with hook_server(safe, drips=drips, slow=DRIP) as hook:
        assert became_of(delivery.post, Settings(webhook=hook.address)) == [Trouble.SILENT]


def test_what_said_yes_and_drips_the_rest_of_its_answer_has_it_and_is_told_once(safe: Path) -> None:
    with hook_server(safe, drips=b"HTTP/1.1 200 OK\r\nX-Rest: " + b"x" * 9999, slow=0.02) as hook:
        assert became_of(delivery.post, Settings(webhook=hook.address)) == [None]


def test_a_channel_that_pours_out_gigabytes_has_the_link_and_nobody_reads_on(safe: Path) -> None:
    with hook_server(safe, pours=b"x" * 65536) as hook:
        assert became_of(delivery.post, Settings(webhook=hook.address)) == [None]


def test_a_mail_server_that_drips_its_greeting_is_left() -> None:
    with mail_server(drips=DRIP * 3) as box:
        assert became_of(by_mail, of_mail(box.port)) == [Trouble.SILENT]
    assert box.commands == []


def test_a_mail_server_that_never_ends_its_answer_is_left_before_it_fills_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivery, "LONGEST", 60.0)
    monkeypatch.setattr(breaking_off, "MOST_SAID", 1 << 14)
    with mail_server(never_ends="220-more") as box:
        assert became_of(by_mail, of_mail(box.port)) == [Trouble.SILENT]


@pytest.mark.parametrize("says", [{"MAIL": "cut 25"}, {"TAKEN": "cut 2"}, {"TAKEN": "cut 25"}, {"DATA": "250 fine"}])
def test_half_a_number_or_one_that_asks_for_no_text_is_no_yes(says: dict[str, str]) -> None:
    with mail_server(says=says) as box:
        assert became_of(by_mail, of_mail(box.port)) == [Trouble.SILENT]


@pytest.mark.parametrize("wrong", ["https://board:secret@127.0.0.1/hook", "https://127.0.0.1:port/", "https:///hook"])
def test_an_address_that_cannot_be_one_is_not_tried_for_hours_and_is_in_no_log(
    wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert became_of(delivery.post, Settings(webhook=wrong)) == [Trouble.REFUSED]
    assert "secret" not in caplog.text


# --- what goes by another way ---


def looks(monkeypatch: pytest.MonkeyPatch, look: Callable[[Way], None], holds: Callable[[], bool]) -> None:
    """Keep sending with ``look`` in the place of what sends, until ``holds()``."""

    def send_due(_bind: object, _clock: object, _stop: object, only: tuple[Way, ...]) -> int:
        look(*only)
        return 0

    async def until() -> None:
        sends = asyncio.create_task(sending.keep_sending())
        try:
            async with asyncio.timeout(5):
                while not holds():
                    await asyncio.sleep(0.01)
        finally:
            sends.cancel()

    monkeypatch.setattr(sending, "LOOK", 0.01)
    monkeypatch.setattr(sending, "send_due", send_due)
    asyncio.run(until())


@pytest.mark.parametrize("slow", Way)
def test_a_server_that_is_slow_holds_up_nothing_that_goes_by_the_other_way(
    monkeypatch: pytest.MonkeyPatch, slow: Way
) -> None:
    heard, over = list[Way](), Event()

    def look(way: Way) -> None:
        if way is slow:
            over.wait(9)
        heard.append(way)

    try:
        looks(monkeypatch, look, lambda: len(heard) > 2)
    finally:
        over.set()
    assert slow not in heard[:3]


def test_what_nobody_foresaw_ends_one_look_and_not_all_that_come(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[Way] = []

    def look(way: Way) -> None:
        heard.append(way)
        if len(heard) < 3:
            raise RuntimeError("nobody foresaw it")

    looks(monkeypatch, look, lambda: len(heard) > 6)
    assert set(heard[3:]) == set(Way) and "could not be sent" in caplog.text
