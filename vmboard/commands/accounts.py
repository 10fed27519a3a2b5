"""User accounts and authorisation grants: accounts, what they are granted, the team's PIN, and the computers on
which it counts."""

import logging
import secrets
from datetime import datetime

from sqlalchemy import Engine, func, or_, select
from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.auditing import audited
from vmboard.commands.sign_in import sign_out_everywhere
from vmboard.commands.teams import team_row
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import APP
from vmboard.domain.access.secrets import check_password, check_pin
from vmboard.domain.access.verbs import Verb
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.domain.text.clean import clean_text
from vmboard.domain.words import Profession, Role
from vmboard.store.engine import reading, transaction
from vmboard.store.hashing import hash_of, hash_secret, is_secret, new_token
from vmboard.store.tables import Account, Computer, Grant, Pin, Secret, SignIn
from vmboard.store.turns import alone

ACCOUNTS = "accounts"
"""What is changed alone: addresses are nobody else's, and one administrator is always left."""
ONLY_ADMINISTRATOR = N_("This is the only administrator who can come in. Make another one first.")
_FIRST = "first administrator"
_HAS_BEEN_IN = select(SignIn.account_id).where(SignIn.account_id.is_not(None))
"""Accounts that a sign-in of a proxy, which names no subject, brought in at least once."""
log = logging.getLogger("vmboard")


@audited
@asks(Verb.ADD_ACCOUNT)
def add_account(
    session: Session, actor: Actor, *, name: str, email: str, password: str = "", is_administrator: bool = False
) -> Account:
    """An account for someone. Without a password they come in by the organisation's own sign-in. Raises Refused."""
    name = clean_text(name, max_length=80, what=N_("The name"))
    email = clean_text(email, max_length=200, what=N_("The address")).casefold()
    if not name or "@" not in email:
        raise Refused("Give a name and an e-mail address.")
    kept = hash_secret(check_password(password, name=name, email=email)) if password else ""
    alone(session, ACCOUNTS)
    if session.scalar(select(Account.id).where(Account.email == email)) is not None:
        raise Refused("There is an account with that address already.")
    row = Account(name=name, email=email, password_hash=kept, is_administrator=is_administrator, version=1)
    session.add(row)
    session.flush()
    return row


@audited
@asks(Verb.SET_PASSWORD)
def set_password(session: Session, actor: Actor, account_id: int, *, password: str) -> None:
    row = account_row(session, account_id)
    row.password_hash = hash_secret(check_password(password, name=row.name, email=row.email))


@audited
@asks(Verb.DISABLE_ACCOUNT)
def disable_account(session: Session, actor: Actor, account_id: int) -> None:
    """Close an account; its sign-ins end with it, and do not come back when ``enable_account`` opens it again."""
    alone(session, ACCOUNTS)  # two administrators may close each other's
    row = account_row(session, account_id)
    _check_another_administrator(session, row)
    row.disabled_at = row.disabled_at or session.info["now"]
    sign_out_everywhere(session, account_id)


@audited
@asks(Verb.ENABLE_ACCOUNT)
def enable_account(session: Session, actor: Actor, account_id: int) -> None:
    account_row(session, account_id).disabled_at = None


@audited
@asks(Verb.MAKE_ADMINISTRATOR)
def make_administrator(session: Session, actor: Actor, account_id: int) -> None:
    alone(session, ACCOUNTS)
    account_row(session, account_id).is_administrator = True


@audited
@asks(Verb.UNMAKE_ADMINISTRATOR)
def unmake_administrator(session: Session, actor: Actor, account_id: int) -> None:
    """Take the right away; their account and its teams stay. Raises Refused for the last who can come in."""
    alone(session, ACCOUNTS)  # two administrators may do it to each other
    row = account_row(session, account_id)
    _check_another_administrator(session, row)
    row.is_administrator = False


def _check_another_administrator(session: Session, row: Account) -> None:
    """Whoever has no password, and never came in by the organisation's sign-in, may not be able to come in at all:
    they do not count, or an installation could be left with nobody to set it up."""
    comes_in = or_(Account.password_hash != "", Account.subject.is_not(None), Account.id.in_(_HAS_BEEN_IN))
    others = select(func.count()).where(
        Account.is_administrator, Account.disabled_at.is_(None), Account.id != row.id, comes_in
    )
    if row.is_administrator and row.disabled_at is None and not session.scalar(others):
        raise Refused(ONLY_ADMINISTRATOR)


@audited
@asks(Verb.SET_SIGNATORY)
def set_signatory(session: Session, actor: Actor, account_id: int, *, profession: Profession | None) -> None:
    """Let an account sign for medicine or for nursing, of every team; None takes it away. What was signed stays."""
    row = account_row(session, account_id)
    if row.disabled_at is not None and profession is not None:
        raise Refused("That account is closed. Open it again first.")
    row.signs_for = profession


@audited
@asks(Verb.SET_OWES_AS)
def set_owes_as(session: Session, actor: Actor, account_id: int, *, owes_as: str) -> None:
    """Let an account give the figures whose data owner is named ``owes_as``, to the teams that are granted it so;
    empty takes it away. What was given stays. Raises Refused."""
    row, words = account_row(session, account_id), clean_text(owes_as, max_length=200, what=N_("The data owner"))
    if row.disabled_at is not None and words:
        raise Refused("That account is closed. Open it again first.")
    row.owes_as = words


@audited
@asks(Verb.GRANT_ROLE)
def grant(
    session: Session, actor: Actor, team_id: int, account_id: int, *, role: Role, may_edit: bool = False
) -> Grant:
    """Let an account be a lead, coach or manager of a team; ``withdraw`` takes it back."""
    team_row(session, team_id)
    account_row(session, account_id)
    history.hold(session, team_id)
    existing = history.held_row(session, Grant, team_id, account_id, role)
    if existing is None:
        row = Grant(team_id=team_id, account_id=account_id, role=role, may_edit=may_edit)
        return history.add(session, actor, "grant", row)
    with history.change(session, actor, "grant", existing):
        existing.may_edit = may_edit
    return existing


@audited
@asks(Verb.WITHDRAW_ROLE)
def withdraw(session: Session, actor: Actor, team_id: int, account_id: int, *, role: Role) -> None:
    row = history.held_row(session, Grant, team_id, account_id, role)
    if row is not None:
        history.remove(session, actor, "withdraw grant", row)


@audited
@asks(Verb.SET_PIN)
def set_pin(session: Session, actor: Actor, team_id: int, *, pin: str) -> None:
    """A new PIN for the team's computers; the old one stops at once. The one there is, set again, stands as it is."""
    standing = session.scalar(select(Pin.pin_hash).where(Pin.team_id == team_id))
    if standing and is_secret(standing, check_pin(pin)):
        return
    kept = hash_secret(check_pin(pin))
    history.hold(session, team_id)
    row = history.held_row(session, Pin, team_id)
    if row is None:
        history.add(session, actor, "set PIN", Pin(team_id=team_id, pin_hash=kept, set_at=session.info["now"]))
        return
    with history.change(session, actor, "set PIN", row):
        row.pin_hash, row.set_at = kept, session.info["now"]


@audited
@asks(Verb.ENROL_COMPUTER)
def enrol_computer(session: Session, actor: Actor, team_id: int, *, name: str) -> tuple[Computer, str]:
    """Let this computer in for the team's PIN. Returns it and the token for its cookie."""
    name = clean_text(name, max_length=60, what=N_("The computer's name"))
    if not name:
        raise Refused("Give the computer a name, such as “PC by the desk”.")
    token = new_token()
    row = Computer(
        team_id=team_id, name=name, token_hash=hash_of(token), enrolled_at=session.info["now"], enrolled_by=actor.name
    )
    return history.add(session, actor, "enrol computer", row), token


@audited
@asks(Verb.REVOKE_COMPUTER)
def revoke_computer(session: Session, actor: Actor, team_id: int, computer_id: int) -> None:
    """The PIN counts there no longer, and who is signed in there is signed out."""
    row = history.held_row(session, Computer, team_id, computer_id)
    if row is None:
        raise Refused("That computer is not on this team's list.")
    with history.change(session, actor, "revoke computer", row):
        row.revoked_at = row.revoked_at or session.info["now"]


def account_row(session: Session, account_id: int) -> Account:
    row = session.get(Account, account_id)
    if row is None:
        raise Refused("That account is not here any more.")
    return row


# --- the first administrator ---


def needs_first_administrator(session: Session) -> bool:
    return session.scalar(select(func.count()).select_from(Account).where(Account.is_administrator)) == 0


def offer_first_code(bind: Engine) -> str:
    """While there is no administrator: a code to become the first, written to the server's log and nowhere else."""
    with reading(bind) as session:
        if not needs_first_administrator(session):
            return ""
    code = "-".join(secrets.token_hex(2) for _ in range(4))
    kept = hash_secret(code)
    with transaction(bind) as session:
        alone(session, ACCOUNTS)  # of two servers that start at once, the newer code is the one
        row = session.get(Secret, _FIRST)
        if row is None:
            session.add(Secret(name=_FIRST, value=kept))
        else:
            row.value = kept
    log.warning("No administrator yet. Open /sign-in/first and use this code, once: %s", code)
    return code


def claim_first(bind: Engine, *, code: str, name: str, email: str, password: str, now: datetime) -> None:
    """Become the first administrator with the code from the server's log. Raises Refused."""
    with reading(bind) as session:
        kept = session.scalar(select(Secret.value).where(Secret.name == _FIRST)) or ""
    if not kept:  # nothing to find out: the entrance itself shows whether it can be claimed
        raise Refused("There is an administrator already. Ask them for an account.")
    if not is_secret(kept, code.strip().lower()):
        raise Refused("That is not the code from the server’s log. Start the server again for a new one.")
    with transaction(bind, now=now) as session:
        alone(session, ACCOUNTS)
        row = session.get(Secret, _FIRST)
        if row is None or row.value != kept or not needs_first_administrator(session):
            raise Refused("There is an administrator already. Ask them for an account.")
        add_account(
            session, Actor("First code", person=APP), name=name, email=email, password=password, is_administrator=True
        )
        session.delete(row)
