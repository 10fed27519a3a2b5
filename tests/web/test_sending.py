"""That a report is ready goes out by a real mail server and a real channel: a link alone, encrypted, to each once;
again after pauses that grow if it failed, whatever stops meanwhile; and the page says what did not arrive, and what to
do."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select, update

from tests.small_ward import MOMENT, Ward, small_ward
from tests.web.hook_server import Hook, hook_server
from tests.web.mail_server import Mailbox, certificate, mail_server
from tests.web.ports import free_port
from vmboard.commands.letters import HELD, LOST, send_again
from vmboard.domain.access.actor import Actor, NotAllowed
from vmboard.domain.refusals import Refused
from vmboard.domain.reports.letters import MOST_TRIES, PAUSES, Progress, Trouble
from vmboard.domain.reports.words import Audience, Kind, State
from vmboard.domain.words import Role
from vmboard.queries.archive import archive
from vmboard.settings import settings
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import Account, Grant, Letter, Report
from vmboard.web import delivery, sending

MORAG, ELLA = "morag@nhs.scot", "ella@nhs.scot"
LINK = "https://board.ward.scot/reports?team=ward-7a"
Given = Callable[..., None]


@pytest.fixture
def ward(bind: Engine) -> Ward:
    made = small_ward(bind)
    made.record(41.0)
    with transaction(bind, now=MOMENT) as session:
        for address in (MORAG, ELLA):
            account = Account(name=address.partition("@")[0].title(), email=address)
            session.add(account)
            session.flush()
            session.add(Grant(team_id=made.team_id, account_id=account.id, role=Role.LEAD))
    return made


@pytest.fixture(autouse=True)
def safe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The certificate of this machine, which is vouched for."""
    monkeypatch.setattr(delivery, "PATIENCE", 0.5)
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    yield path
    settings.cache_clear()


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    def give(**more: object) -> None:
        for name, value in {"ADDRESS": "https://board.ward.scot", "SMTP_FROM": "board@ward.scot", **more}.items():
            monkeypatch.setenv(f"VMBOARD_{name}", str(value))
        settings.cache_clear()

    return give


@pytest.fixture
def by_mail(given: Given) -> Callable[..., None]:
    def give(box: Mailbox, **more: object) -> None:
        given(SMTP_HOST="127.0.0.1", SMTP_PORT=box.port, **{"SMTP_TLS": "false", **more})

    return give


def ready(ward: Ward) -> None:
    """A report whose link is sent stands there made, with its letters."""
    with transaction(ward.bind, now=MOMENT) as session:
        row = Report(
            team_id=ward.team_id, kind=Kind.REPORT_OUT, audience=Audience.MANAGER, state=State.READY,
            title="Report-out", day=MOMENT.date(), mail=True, asked_at=MOMENT, asked_by="By itself",
        )  # fmt: skip
        session.add(row)
        session.flush()
        sending.write_letters(session, row, MOMENT)


def send(ward: Ward, at: datetime = MOMENT) -> int:
    return sending.send_due(ward.bind, lambda: at)


def letters(ward: Ward) -> list[Letter]:
    return ward.ask(lambda session: list(session.scalars(select(Letter).order_by(Letter.account_id))))


def progress(ward: Ward) -> set[Progress]:
    return {letter.progress for letter in letters(ward)}


def to(box: Mailbox) -> list[str]:
    return [address for address, _ in box.mails]


def said_in(mail: str) -> str:
    """A mail without the lines that number and date it, where any figure may stand by chance."""
    return re.sub(r"(?im)^(message-id|date):.*$", "", mail)


def said(ward: Ward, at: datetime = MOMENT) -> list[str]:
    """What the page of reports says of the newest one's link."""
    with reading(ward.bind) as session:
        return [posted.sentence for posted in archive(session, ward.nurse, ward.team_id, at)[0].posted]


# --- by mail ---


def test_a_mail_to_each_holds_a_link_and_nothing_of_the_team(ward: Ward, by_mail: Given, safe: Path) -> None:
    with mail_server(certificate=safe) as box:
        by_mail(box, SMTP_TLS="true", SMTP_USER="board", SMTP_PASSWORD="secret")
        ready(ward)
        assert send(ward) == 2
        assert send(ward, MOMENT + timedelta(days=1)) == 0
    assert to(box) == [MORAG, ELLA]
    for address, text in box.mails:
        assert LINK in text and f"To: {address}" in text
        [other] = {MORAG, ELLA} - {address}
        assert not any(word in said_in(text) for word in ("Falls", "41", "Jo Douglas", other))
    assert box.in_clear == ["EHLO", "STARTTLS"], "neither password nor address goes in the clear"
    assert said(ward) == ["The link was sent to 2 people."]


def test_where_encryption_is_refused_or_nobody_vouches_for_it_nothing_is_sent(
    ward: Ward, by_mail: Given, safe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    with mail_server(certificate=safe, says={"STARTTLS": "454 not now"}) as busy, mail_server() as none:
        by_mail(busy, SMTP_TLS="true")
        ready(ward)
        send(ward)
        assert progress(ward) == {Progress.WAITING}, "it may be had later"
        by_mail(none, SMTP_TLS="true")
        send(ward, MOMENT + PAUSES[0])
        assert progress(ward) == {Progress.GIVEN_UP}, "it will never be had"
    monkeypatch.delenv("SSL_CERT_FILE")
    with mail_server(certificate=safe) as stranger:
        by_mail(stranger, SMTP_TLS="true")
        ready(ward)
        send(ward)
    assert (none.mails, busy.mails, stranger.mails) == ([], [], [])
    assert "MAIL" not in none.commands + busy.commands + stranger.commands
    assert [letter.trouble for letter in letters(ward)] == [Trouble.UNSAFE] * 4


def test_a_server_that_does_not_answer_is_tried_again_after_pauses_that_grow_and_given_up(
    ward: Ward, by_mail: Given, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_server(slow=0.8) as box:
        by_mail(box)
        ready(ward)
        now, tries = MOMENT, 0
        while send(ward, now):
            tries += 1
            if progress(ward) == {Progress.WAITING}:
                assert said(ward) == [
                    "The link did not reach 2 people yet: the mail server does not answer. "
                    f"It is tried again at {now + PAUSES[tries - 1]:%H:%M}."
                ]
                assert send(ward, now + PAUSES[tries - 1] - timedelta(seconds=1)) == 0
                now += PAUSES[tries - 1]
        assert tries == MOST_TRIES
    assert box.mails == [] and list(PAUSES) == sorted(PAUSES)
    assert send(ward, now + timedelta(days=9)) == 0
    assert said(ward) == [
        "The link did not reach 2 people: the mail server does not answer. Tell them that it waits here, and ask "
        "whoever runs this board to look at the mail server."
    ]
    said_in_log = (
        "was given up: the mail server does not answer. Whoever runs this board looks at VMBOARD_SMTP_HOST and what "
        "belongs to it."
    )
    assert caplog.text.count(said_in_log) == 2 and MORAG not in caplog.text


def test_an_address_refused_for_good_keeps_nobody_else_from_hearing(
    ward: Ward, by_mail: Given, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_server(says={MORAG: "550 no such address"}) as box:
        by_mail(box)
        ready(ward)
        send(ward)
    assert to(box) == [ELLA]
    assert "looks at that address on Accounts" in caplog.text and MORAG not in caplog.text
    assert sorted(said(ward)) == [
        "The link did not reach 1 person: the mail server does not take the address. Tell them that it waits here, "
        "and ask an administrator to look at the address on Accounts.",
        "The link was sent to 1 person.",
    ]


def test_an_address_that_is_busy_is_tried_again_and_who_heard_hears_no_second_time(ward: Ward, by_mail: Given) -> None:
    with mail_server(says={MORAG: "451 try later"}) as box:
        by_mail(box)
        ready(ward)
        send(ward)
        assert to(box) == [ELLA]
        box.says.clear()
        assert send(ward, MOMENT + PAUSES[0]) == 1
    assert to(box) == [ELLA, MORAG] and progress(ward) == {Progress.SENT}


def test_a_line_that_breaks_after_the_first_goes_on_with_the_second(ward: Ward, by_mail: Given) -> None:
    with mail_server(says={ELLA: "drop"}) as box:
        by_mail(box)
        ready(ward)
        send(ward)
        assert to(box) == [MORAG]
        box.says.clear()
        send(ward, MOMENT + PAUSES[0])
    assert to(box) == [MORAG, ELLA]


@pytest.mark.parametrize(
    ("says", "trouble"),
    [
        ({"AUTH": "535 wrong password"}, Trouble.NO_SIGN_IN), ({"MAIL": "553 not this sender"}, Trouble.REFUSED),
        ({"DATA": "554 no"}, Trouble.REFUSED),
    ],
)  # fmt: skip
def test_what_a_server_refuses_for_good_is_not_tried_again(
    ward: Ward, by_mail: Given, says: dict[str, str], trouble: Trouble
) -> None:
    with mail_server(says=says) as box:
        by_mail(box, SMTP_USER="board", SMTP_PASSWORD="wrong")
        ready(ward)
        send(ward)
        assert send(ward, MOMENT + timedelta(days=1)) == 0
    assert box.mails == [] and progress(ward) == {Progress.GIVEN_UP}
    assert {letter.trouble for letter in letters(ward)} == {trouble}


def test_whoever_may_not_sign_in_any_more_is_not_told(ward: Ward, by_mail: Given) -> None:
    with mail_server() as box:
        by_mail(box)
        ready(ward)
        with transaction(ward.bind, now=MOMENT) as session:
            session.scalars(select(Account).where(Account.email == ELLA)).one().disabled_at = MOMENT
        send(ward)
    assert to(box) == [MORAG] and said(ward) == ["The link was sent to 1 person."]


# --- to the hospital's channel ---


@pytest.mark.parametrize("answer", [500, 502, 503, 429])
def test_a_channel_that_is_busy_is_told_once_it_is_not(ward: Ward, given: Given, safe: Path, answer: int) -> None:
    with hook_server(safe, answers=[answer, answer]) as hook:
        given(WEBHOOK=hook.address)
        ready(ward)
        assert send(ward) == 1
        assert said(ward) == [
            "The link did not reach the hospital’s channel yet: the hospital’s channel cannot take it just now. "
            "It is tried again at 09:31."
        ]
        assert [send(ward, MOMENT + sum(PAUSES[:tries], timedelta())) for tries in (1, 2, 3)] == [1, 1, 0]
    assert hook.told == [f"A report is ready: {LINK}"] * 3, "twice it was refused"
    assert len(set(hook.keys)) == 1, "a channel that knows the letter drops a second"
    assert said(ward) == ["The link was sent to the hospital’s channel."]


@pytest.mark.parametrize("answer", [302, 400, 401, 404, 410])
def test_a_channel_that_refuses_or_leads_elsewhere_was_not_told(
    ward: Ward, given: Given, safe: Path, caplog: pytest.LogCaptureFixture, answer: int
) -> None:
    with hook_server(safe, answers=[answer]) as hook:
        given(WEBHOOK=hook.address)
        ready(ward)
        send(ward)
        assert send(ward, MOMENT + timedelta(days=1)) == 0
    assert hook.told == [f"A report is ready: {LINK}"]
    assert said(ward) == [
        "The link did not reach the hospital’s channel: the hospital’s channel refused it. Tell the others that it "
        "waits here, and ask whoever runs this board to look at the hospital’s channel."
    ]
    assert "the hospital’s channel refused it. Whoever runs this board looks at VMBOARD_WEBHOOK." in caplog.text
    assert hook.address not in caplog.text, "whoever knows it can write to the channel"


def test_a_channel_that_nobody_vouches_for_or_that_is_not_safe_is_told_nothing(
    ward: Ward, given: Given, safe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with hook_server(safe) as hook:
        for address in (hook.address, hook.address.replace("https", "http")):
            given(WEBHOOK=address)
            ready(ward)
            send(ward)
    assert hook.told == [] and [letter.trouble for letter in letters(ward)] == [Trouble.UNSAFE] * 2


@pytest.mark.parametrize("is_there", [False, True])
def test_a_channel_that_is_away_or_hangs_is_tried_again(ward: Ward, given: Given, safe: Path, is_there: bool) -> None:
    with hook_server(safe, slow=1.0) as hook:
        given(WEBHOOK=hook.address if is_there else f"https://127.0.0.1:{free_port()}/")
        ready(ward)
        send(ward)
        assert [(letter.progress, letter.trouble) for letter in letters(ward)] == [(Progress.WAITING, Trouble.SILENT)]
        hook.slow = 0.0
        given(WEBHOOK=hook.address)
        assert send(ward, MOMENT + PAUSES[0]) == 1
    assert progress(ward) == {Progress.SENT} and len(set(hook.keys)) == 1


def test_what_no_way_was_given_for_leaves_no_letter(ward: Ward, given: Given) -> None:
    given()
    ready(ward)
    assert letters(ward) == [] and send(ward) == 0


def test_without_an_address_of_its_own_the_board_sends_nothing_that_leads_nowhere(ward: Ward, given: Given) -> None:
    given(ADDRESS="", WEBHOOK="https://hook.ward.scot")
    ready(ward)
    assert letters(ward) == [] and send(ward) == 0


# --- whatever stops meanwhile ---


class Killed(BaseException):
    """The server is gone in the middle: nobody gets to say anything more."""


def stops_in(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def stop(*_: object) -> None:
        raise Killed

    monkeypatch.setattr(sending, name, stop)


def test_what_a_server_that_stopped_had_not_sent_is_sent_by_the_next(
    ward: Ward, by_mail: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as box:
        by_mail(box)
        ready(ward)
        with monkeypatch.context() as stopped:
            stops_in(stopped, "_leave")
            with pytest.raises(Killed):
                send(ward)
        assert send(ward, MOMENT + HELD - timedelta(seconds=1)) == 0, "somebody may still be at it"
        assert send(ward, MOMENT + HELD) == 2
    assert to(box) == [MORAG, ELLA] and progress(ward) == {Progress.SENT}


@pytest.mark.parametrize("way", ["mail", "channel"])
def test_what_was_taken_is_never_sent_again_though_the_server_stopped_before_it_could_say_so(
    ward: Ward, by_mail: Given, given: Given, safe: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    box: Mailbox
    hook: Hook
    with mail_server() as box, hook_server(safe) as hook:
        if way == "mail":
            by_mail(box)
        else:
            given(WEBHOOK=hook.address)
        ready(ward)
        with monkeypatch.context() as stopped:
            stops_in(stopped, "_settle")
            with pytest.raises(Killed):
                send(ward)
        for later in (HELD, LOST, timedelta(hours=9)):
            send(ward, MOMENT + later + timedelta(seconds=1))
    assert len(box.mails) == 2 * (way == "mail") and len(set(to(box))) == len(box.mails)
    assert len(hook.told) == (way == "channel")
    whom, them = ("1 person", "them") if way == "mail" else ("the hospital’s channel", "the others")
    assert [line for line in said(ward) if "not sure" in line] == [
        f"Whether the link reached {whom} is not sure: the board stopped while it was sent, and sends it no "
        f"second time by itself. Tell {them} that it waits here."
    ]


def test_a_server_that_stops_at_each_attempt_does_not_try_for_ever(
    ward: Ward, by_mail: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server() as box:
        by_mail(box)
        ready(ward)
        stops_in(monkeypatch, "_leave")
        now = MOMENT
        for _ in range(MOST_TRIES):
            with pytest.raises(Killed):
                send(ward, now)
            now += HELD
        assert send(ward, now) == 0
    assert box.mails == [] and progress(ward) == {Progress.GIVEN_UP}


def test_of_two_that_send_at_once_each_letter_goes_once(ward: Ward, by_mail: Given) -> None:
    with mail_server() as box:
        by_mail(box)
        for _ in range(4):
            ready(ward)
        both, tried = Barrier(3), list[int]()

        def look() -> None:
            both.wait()
            for _ in range(9):
                tried.append(send(ward))

        threads = [Thread(target=look) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(to(box)) == sorted([MORAG, ELLA] * 4) and sum(tried) == 8
    assert progress(ward) == {Progress.SENT}


def test_an_answer_that_got_lost_is_asked_for_by_the_same_letter_again(ward: Ward, by_mail: Given) -> None:
    """The server took it and its line broke before it said so: nobody knows. Mail servers drop a second of a name."""
    with mail_server(says={"TAKEN": "drop"}) as box:
        by_mail(box)
        ready(ward)
        send(ward)
        box.says.clear()
        send(ward, MOMENT + PAUSES[0])
    names = [
        line for address, text in box.mails if address == MORAG for line in text.splitlines() if "Message-ID" in line
    ]
    assert len(names) == 2 and len(set(names)) == 1


# --- sent again by a person ---


def again(ward: Ward, at: datetime, actor: Actor | None = None) -> int:
    with transaction(ward.bind, now=at) as session:
        report_id = session.scalar(select(Report.id))
        assert report_id is not None
        return send_again(session, actor or ward.nurse, ward.team_id, report_id, at)


def test_what_was_given_up_is_sent_again_at_a_press_and_who_heard_hears_no_second_time(
    ward: Ward, by_mail: Given
) -> None:
    with mail_server(says={ELLA: "550 no such address"}) as box:
        by_mail(box)
        ready(ward)
        send(ward)
        assert progress(ward) == {Progress.SENT, Progress.GIVEN_UP}
        box.says.clear()
        later = MOMENT + timedelta(hours=3)
        assert again(ward, later) == 1
        assert send(ward, later) == 1
        assert sorted(to(box)) == [ELLA, MORAG] and progress(ward) == {Progress.SENT}
        with pytest.raises(Refused, match="nothing to send again"):
            again(ward, later)


def test_a_link_sent_again_has_as_many_attempts_as_a_new_one(ward: Ward, given: Given) -> None:
    given(SMTP_HOST="127.0.0.1", SMTP_PORT=free_port(), SMTP_TLS="false")
    ready(ward)
    at = MOMENT
    for pause in (*PAUSES, timedelta()):
        send(ward, at)
        at += pause
    assert progress(ward) == {Progress.GIVEN_UP}
    again(ward, at)
    send(ward, at)
    assert progress(ward) == {Progress.WAITING} and "is tried again" in said(ward, at)[0]


def test_what_may_have_arrived_is_sent_again_at_a_press_too(ward: Ward, by_mail: Given) -> None:
    with mail_server() as box:
        by_mail(box)
        ready(ward)
        with transaction(ward.bind) as session:
            session.execute(update(Letter).values(progress=Progress.UNSURE, handed_at=MOMENT, tries=1))
        later = MOMENT + timedelta(hours=3)
        assert (again(ward, later), send(ward, later)) == (2, 2)
        assert sorted(to(box)) == [ELLA, MORAG] and progress(ward) == {Progress.SENT}


def test_another_team_sends_nothing_of_this_one_again(ward: Ward, by_mail: Given) -> None:
    ready(ward)
    with pytest.raises(NotAllowed):
        again(ward, MOMENT, Actor("A nurse of another ward", team_id=ward.team_id + 1))
