"""``python -m vmboard account``: whoever has the shell gets in again, and each step is in the audit log."""

import io
from datetime import UTC, datetime

import pytest

from tests.cli.test_command_line import Run, run, ward_7a  # noqa: F401  pytest looks for fixtures here
from vmboard.commands.accounts import add_account, disable_account, set_pin
from vmboard.commands.sign_in import sign_in_with_password
from vmboard.domain.access.actor import COMMAND_LINE
from vmboard.queries.audit import audit_log
from vmboard.queries.sign_in import find_and_note_seen
from vmboard.queries.teams import team_id_of
from vmboard.store.engine import engine, reading, transaction
from vmboard.store.tables import Attempt

PASSWORD, NEW = "four plain words here", "other plain words now"


@pytest.fixture
def isla(ward_7a: Run) -> Run:  # noqa: F811
    with transaction() as session:
        add_account(session, COMMAND_LINE, name="Isla Grant", email="isla@nhs.scot", password=PASSWORD)
    return ward_7a


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NEW}\n"))


def came_in(password: str) -> str:
    """What the door says; empty for who is in."""
    now = datetime.now(UTC)
    return sign_in_with_password(engine(), email="isla@nhs.scot", password=password, browser="", now=now).sentence


def lock_out() -> None:
    while "Wait" not in came_in("a wrong one altogether"):
        pass


def by_the_shell() -> list[str]:
    with reading() as session:
        return [entry.words for entry in audit_log(session, COMMAND_LINE, most=100) if entry.who == "Command line"]


def test_accounts_are_listed_with_what_they_may_be(isla: Run) -> None:
    listed = isla("account", "list", "--json").json["accounts"]
    assert [(line["email"], line["is_administrator"], line["closed"]) for line in listed] == [
        ("isla@nhs.scot", False, False)
    ]
    assert "password_hash" not in listed[0]


def test_a_new_password_lets_in_at_once_even_who_was_locked_out(isla: Run, types: None) -> None:
    lock_out()
    assert isla("account", "password", "isla@nhs.scot", "--stdin").said.startswith("Isla Grant has a new password")
    assert came_in(NEW) == ""
    assert by_the_shell()[0] == "set a new password"


def test_a_new_password_ends_every_sign_in_there_is(isla: Run, types: None) -> None:
    """Whoever asks the shell for one may have lost a computer, or had a guest."""
    now = datetime.now(UTC)
    token = sign_in_with_password(engine(), email="isla@nhs.scot", password=PASSWORD, browser="", now=now).token
    assert find_and_note_seen(engine(), token, now) is not None
    isla("account", "password", "isla@nhs.scot", "--stdin")
    assert find_and_note_seen(engine(), token, datetime.now(UTC)) is None


def test_unlocking_forgets_wrong_tries_and_keeps_the_password(isla: Run) -> None:
    lock_out()
    assert "Isla Grant may be tried again." in isla("account", "unlock", "ISLA@nhs.scot").said
    assert came_in(PASSWORD) == ""
    assert "there were no wrong tries" in isla("account", "unlock", "isla@nhs.scot").said


def test_a_teams_pin_is_unlocked_and_no_other_teams(isla: Run) -> None:
    with transaction() as session:
        team = team_id_of(session, COMMAND_LINE, "ward-7a")
        set_pin(session, COMMAND_LINE, team, pin="493817")
        today = datetime.now(UTC).date()
        for key in (f"pin:{team}", f"pin:{team}:3", f"pin:{team}1:3"):
            session.add(Attempt(key=key, failures=9, day=today, today=100))
    assert "may be tried again" in isla("account", "unlock", "--team", "ward-7a").said
    with reading() as session:
        assert [row.key for row in session.query(Attempt)] == [f"pin:{team}1:3"]


def test_somebody_closed_and_shut_out_is_an_administrator_again(isla: Run) -> None:
    with transaction() as session:
        disable_account(session, COMMAND_LINE, 1)
    assert "Isla Grant is an administrator" in isla("account", "administrator", "isla@nhs.scot").said
    assert came_in(PASSWORD) == ""
    assert by_the_shell()[:2] == ["made an administrator", "opened an account again"]


def test_the_first_administrator_can_be_made_at_the_shell(ward_7a: Run, types: None) -> None:  # noqa: F811
    assert "say whose" in ward_7a("account", "administrator", "isla@nhs.scot").said
    made = ward_7a("account", "administrator", "isla@nhs.scot", "--name", "Isla Grant", "--stdin")
    assert "Isla Grant is an administrator" in made.said and came_in(NEW) == ""


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("There is no account “nobody@nhs.scot”.", ("unlock", "nobody@nhs.scot")),
        ("There is no account “nobody@nhs.scot”.", ("password", "nobody@nhs.scot", "--stdin")),
        ("Say whose:", ("unlock",)),
    ],
)
def test_what_it_cannot_do_is_one_sentence(isla: Run, said: str, arguments: tuple[str, ...]) -> None:
    answer = isla("account", *arguments)
    assert answer.code == 1 and answer.said.startswith(said)
