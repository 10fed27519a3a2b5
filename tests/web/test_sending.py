"""That a report is ready goes out by a real mail server: a link alone, encrypted, to each once; again if it failed."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.small_ward import MOMENT, Ward, small_ward
from tests.web.mail_server import Mailbox, certificate, mail_server
from vmboard.settings import settings
from vmboard.store.tables import Report
from vmboard.web import sending

Send = Callable[..., None]
MORAG, ELLA = "morag@nhs.scot", "ella@nhs.scot"
LINK = "https://board.ward.scot/reports?team=ward-7a"


@pytest.fixture
def ward(bind: Engine) -> Ward:
    made = small_ward(bind)
    made.record(41.0)
    return made


@pytest.fixture(autouse=True)
def _set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(sending, "addresses", lambda *_: [MORAG, ELLA])
    monkeypatch.setattr(sending, "PATIENCE", 0.5)
    monkeypatch.setattr(sending, "_waiting", [])
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path)))
    yield
    settings.cache_clear()


@pytest.fixture
def send(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> Send:
    def send_by(box: Mailbox, **more: str) -> None:
        given = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(box.port), "SMTP_FROM": "board@ward.scot", **more}
        for name, value in {"ADDRESS": "https://board.ward.scot", **given}.items():
            monkeypatch.setenv(f"VMBOARD_{name}", value)
        settings.cache_clear()
        sending.send(ward.bind, Report(team_id=ward.team_id), MOMENT)

    return send_by


def to(box: Mailbox) -> list[str]:
    return [address for address, _ in box.mails]


def test_a_mail_to_each_holds_a_link_and_nothing_of_the_team(send: Send, tmp_path: Path) -> None:
    with mail_server(certificate=tmp_path / "mail.pem") as box:
        send(box, SMTP_USER="board", SMTP_PASSWORD="secret")
    assert to(box) == [MORAG, ELLA]
    for address, text in box.mails:
        assert LINK in text and f"To: {address}" in text
        assert not any(word in text for word in ("Falls", "41", "Jo Douglas", ({MORAG, ELLA} - {address}).pop()))
    assert box.in_clear == ["EHLO", "STARTTLS"], "neither password nor address goes in the clear"
    assert sending.send_again(MOMENT + timedelta(days=1)) == 0


def test_where_encryption_is_refused_or_nobody_vouches_for_it_nothing_is_sent(
    send: Send, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    with (
        mail_server() as none,
        mail_server(certificate=tmp_path / "mail.pem", says={"STARTTLS": "454 not now"}) as busy,
    ):
        send(none)
        assert sending.send_again(MOMENT + timedelta(days=1)) == 0, "it will never be had"
        send(busy)
        assert len(sending._waiting) == 1, "it may be had later"
    sending._waiting.clear()
    monkeypatch.delenv("SSL_CERT_FILE")
    with mail_server(certificate=tmp_path / "mail.pem") as stranger:
        send(stranger)
    assert (none.mails, busy.mails, stranger.mails) == ([], [], [])
    assert "MAIL" not in none.commands + busy.commands + stranger.commands


def test_a_server_that_does_not_answer_is_tried_again_and_then_given_up(
    send: Send, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_server(slow=0.8) as box:
        send(box, SMTP_TLS="false")
    assert box.mails == []
    now, tries = MOMENT, 0
    while sending._waiting:
        now = sending._waiting[0].due or now
        assert sending.send_again(now - timedelta(seconds=1)) == 0
        tries += sending.send_again(now)
    assert tries == len(sending.AGAIN)
    assert "given up: 2 not reached" in caplog.text and MORAG not in caplog.text


def test_an_address_refused_for_good_keeps_nobody_else_from_hearing(send: Send) -> None:
    with mail_server(says={MORAG: "550 no such address"}) as box:
        send(box, SMTP_TLS="false")
    assert to(box) == [ELLA] and sending._waiting == []


def test_an_address_that_is_busy_is_tried_again_and_who_heard_hears_no_second_time(send: Send) -> None:
    with mail_server(says={MORAG: "451 try later"}) as box:
        send(box, SMTP_TLS="false")
        assert to(box) == [ELLA]
        box.says.clear()
        assert sending.send_again(MOMENT + sending.AGAIN[0]) == 1
        assert to(box) == [ELLA, MORAG] and sending._waiting == []


def test_a_line_that_breaks_after_the_first_goes_on_with_the_second(send: Send) -> None:
    with mail_server(says={ELLA: "drop"}) as box:
        send(box, SMTP_TLS="false")
        assert to(box) == [MORAG]
        box.says.clear()
        sending.send_again(MOMENT + sending.AGAIN[0])
        assert to(box) == [MORAG, ELLA]


@pytest.mark.parametrize("says", [{"AUTH": "535 wrong password"}, {"MAIL": "553 not this sender"}, {"DATA": "554 no"}])
def test_what_a_server_refuses_for_good_is_not_tried_again(send: Send, says: dict[str, str]) -> None:
    with mail_server(says=says) as box:
        send(box, SMTP_TLS="false", SMTP_USER="board", SMTP_PASSWORD="wrong")
    assert (box.mails, sending._waiting) == ([], [])
