"""The audit log: a line for who came in, who was let in and what was taken away, and no text anybody typed."""

import inspect
import pkgutil
from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from sqlalchemy import Engine, select

import vmboard.commands
from tests.small_ward import Ward
from vmboard.commands import accounts, displays, grants, keeping
from vmboard.commands.auditing import note
from vmboard.commands.sign_in import WRONG_PASSWORD, change_password, sign_in_with_password, sign_in_with_pin
from vmboard.domain.access.actor import COMMAND_LINE, Actor
from vmboard.domain.access.auditing import WORDS, Event
from vmboard.domain.access.granting import NewGrant
from vmboard.domain.access.permissions import NOBODY
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.words import Role
from vmboard.queries.audit import STRANGER, audit_log
from vmboard.store.engine import reading, transaction
from vmboard.store.tables import AuditLine

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
WORDS_OF_ISLA = "four plain words here"


def told(bind: Engine) -> list[tuple[str, str, str, str]]:
    """Oldest first: who, what, whose, which team."""
    with reading(bind) as session:
        entries = audit_log(session, COMMAND_LINE, most=100)
    return [(entry.who, entry.words, entry.whose, entry.team) for entry in reversed(entries)]


def isla(bind: Engine) -> int:
    with transaction(bind, now=NOW) as session:
        return accounts.add_account(
            session, COMMAND_LINE, name="Isla Grant", email="isla@nhs.scot", password=WORDS_OF_ISLA
        ).id


def test_every_event_with_words_leaves_a_line_and_no_other_command_does() -> None:
    modules = [import_module(f"vmboard.commands.{one.name}") for one in pkgutil.iter_modules(vmboard.commands.__path__)]
    found = {
        function.verb
        for module in modules
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if getattr(function, "audited", False)
    }
    assert found == {event for event in WORDS if isinstance(event, Verb)}


def test_a_life_of_an_account_is_told_in_order(bind: Engine, ward: Ward) -> None:
    account = isla(bind)
    with transaction(bind, now=NOW) as session:
        accounts.make_administrator(session, COMMAND_LINE, account)
        grants.grant_many(session, COMMAND_LINE, [NewGrant(ward.team_id, account, Role.LEAD, may_edit=False)])
        accounts.withdraw(session, COMMAND_LINE, ward.team_id, account, role=Role.LEAD)
    sign_in_with_password(bind, email="Isla@nhs.scot", password="a wrong one altogether", browser="", now=NOW)
    sign_in_with_password(bind, email="nobody@nhs.scot", password=WORDS_OF_ISLA, browser="", now=NOW)
    begun = sign_in_with_password(bind, email="isla@nhs.scot", password=WORDS_OF_ISLA, browser="", now=NOW)
    change_password(bind, account, old=WORDS_OF_ISLA, new="other plain words now", token=begun.token, now=NOW)
    with transaction(bind, now=NOW) as session:
        team = ward.team_id
        displays.add_display(
            session, Actor("Isla Grant", person=COMMAND_LINE.person, account_id=account), team, name="TV"
        )
    name = told(bind)[2][3]
    assert told(bind) == [
        ("Command line", "added an account", "Isla Grant", ""),
        ("Command line", "made an administrator", "Isla Grant", ""),
        ("Command line", "said who leads, coaches or manages", "Isla Grant", name),
        ("Command line", "took back who leads, coaches or manages", "Isla Grant", name),
        (STRANGER, "a wrong password or PIN was tried", "Isla Grant", ""),
        (STRANGER, "a wrong password or PIN was tried", "", ""),
        ("Isla Grant", "signed in", "", ""),
        ("Isla Grant", "changed their own password", "", ""),
        ("Isla Grant", "added a screen", "", name),
    ]


def test_the_newest_line_stands_first_whichever_was_written_last(bind: Engine) -> None:
    """A clock that was put right, or a story told afterwards: the times beside the lines run one way."""
    with transaction(bind) as session:
        for hour in (9, 11, 8, 11):
            session.add(AuditLine(at=NOW.replace(hour=hour), event="add_display"))
    with reading(bind) as session:
        every, newest = (audit_log(session, COMMAND_LINE, most=most) for most in (100, 2))
    assert [entry.at.hour for entry in every] == [11, 11, 9, 8]
    assert newest == every[:2]


def test_a_pin_tells_the_person_and_the_team(bind: Engine, ward: Ward) -> None:
    with transaction(bind, now=NOW) as session:
        accounts.set_pin(session, COMMAND_LINE, ward.team_id, pin="493817")
        _, token = accounts.enrol_computer(session, COMMAND_LINE, ward.team_id, name="PC by the desk")
        member = ward.nurse_id
    for pin in ("493818", "493817"):
        sign_in_with_pin(bind, computer_token=token, pin=pin, member_id=member, browser="", now=NOW)
    lines = told(bind)
    team = lines[0][3]
    assert [what for _, what, _, _ in lines[:2]] == ["set a team’s PIN", "let a computer in"]
    assert lines[2] == (STRANGER, "a wrong password or PIN was tried", "", team)
    assert lines[3][1:] == ("signed in", "", team) and lines[3][0] not in ("", STRANGER)


def test_what_did_not_happen_leaves_no_line(bind: Engine) -> None:
    account = isla(bind)
    with pytest.raises(Refused), transaction(bind, now=NOW) as session:
        accounts.set_password(session, COMMAND_LINE, account, password="short")
    with pytest.raises(Refused), transaction(bind, now=NOW) as session:
        accounts.disable_account(session, Actor("A stranger", person=NOBODY), account)
    assert [what for _, what, _, _ in told(bind)] == ["added an account"]


def test_no_line_holds_a_text_that_somebody_typed(bind: Engine) -> None:
    isla(bind)
    sign_in_with_password(bind, email="my secret is out", password="my secret is out", browser="x", now=NOW)
    with reading(bind) as session:
        kept = session.execute(select(AuditLine.event, AuditLine.by)).all()
    assert kept and {event for event, _ in kept} <= {str(event) for event in WORDS}
    assert {by for _, by in kept} <= {"", "Command line"}


def test_the_log_is_an_administrators_alone(bind: Engine) -> None:
    with pytest.raises(Refused), reading(bind) as session:
        audit_log(session, Actor("A stranger", person=NOBODY), most=1)


def test_old_lines_go_with_the_sweep_when_it_was_chosen(bind: Engine) -> None:
    with transaction(bind, now=NOW - timedelta(days=800)) as session:
        note(session, Event.TAKEN_AWAY, "account:1")
    with transaction(bind, now=NOW) as session:
        note(session, Event.SIGNED_IN, "account:1")
        keeping.sweep(session, COMMAND_LINE, now=NOW)
    assert [what for _, what, _, _ in told(bind)] == ["signed in"]


def test_a_clock_that_jumped_back_locks_nobody_out_for_longer_than_the_rule(bind: Engine) -> None:
    isla(bind)
    later = NOW + timedelta(days=40)
    for _ in range(6):
        sign_in_with_password(bind, email="isla@nhs.scot", password="a wrong one altogether", browser="", now=later)
    told_to_wait = sign_in_with_password(bind, email="isla@nhs.scot", password=WORDS_OF_ISLA, browser="", now=NOW)
    assert told_to_wait.sentence == "Too many wrong tries. Wait 1 minute, then try again."
    after = NOW + timedelta(minutes=1)
    begun = sign_in_with_password(bind, email="isla@nhs.scot", password=WORDS_OF_ISLA, browser="", now=after)
    assert begun.token and not begun.sentence and WRONG_PASSWORD
