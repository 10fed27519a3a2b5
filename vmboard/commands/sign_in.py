"""Authentication and sessions: signing in and out. Each sign-in is a row, looked up at every run: nothing a page
remembers by itself counts.

Tries take an engine and not a session: a wrong one must be counted although nothing else is written, and the slow
hash must hold no lock.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from vmboard.commands.attempts import count_attempt, failures, forget_attempts, password_key
from vmboard.commands.auditing import note
from vmboard.commands.known_browsers import known_to, remembered
from vmboard.domain.access.auditing import Event
from vmboard.domain.access.secrets import FREE_TRIES, check_password
from vmboard.domain.refusals import Refused
from vmboard.domain.text.phrases import phrase
from vmboard.domain.views.sign_in import CLOSED
from vmboard.store.computers import computer_of
from vmboard.store.engine import transaction
from vmboard.store.hashing import hash_of, hash_secret, is_secret, new_token, renewed
from vmboard.store.sign_ins import note_computer
from vmboard.store.tables import Account, Member, Pin, SignIn

WRONG_PASSWORD = phrase("That address and password do not go together.")
WRONG_OLD_PASSWORD = phrase("That is not the password you have now.")
WRONG_PIN = phrase("That is not this team’s PIN.")
NOT_ENROLLED = phrase("This computer does not belong to a team yet. Someone who leads the team can let it in.")
NO_ACCOUNT = phrase("There is no account for you here yet. Ask an administrator to make one.")


SOON = timedelta(minutes=2)
"""Long enough to read a recap and to copy it."""


@dataclass(frozen=True)
class Tried:
    """What came of a try: a ``token`` for the browser's cookie, or a ``sentence`` why not.

    ``known_browser`` is the cookie by which the browser is known from now on, after a good try by password.
    """

    token: str = ""
    sentence: str = ""
    known_browser: str = ""


def sign_in_with_password(
    bind: Engine, *, email: str, password: str, browser: str, now: datetime, known_browser: str = ""
) -> Tried:
    """By an account's address and password, on any browser. ``known_browser`` is the cookie of an earlier good try."""
    if not email.strip() or not password:
        return Tried(sentence=WRONG_PASSWORD)
    email, here = email.strip().casefold(), known_to(bind, known_browser)
    with transaction(bind, now=now) as session:
        account = session.execute(
            select(Account.id, Account.password_hash, Account.disabled_at).where(Account.email == email)
        ).first()
        key = password_key(email, here.get(account.id, "") if account else "")
        if wait := count_attempt(session, key, now):
            return Tried(sentence=wait)
    if not is_secret(account.password_hash if account else "", password) or account is None:
        _note_wrong(bind, now, account_id=account.id if account else None)
        return Tried(sentence=WRONG_PASSWORD)
    if account.disabled_at is not None:  # told to nobody but whoever knows the password
        return Tried(sentence=CLOSED)
    stronger = renewed(account.password_hash, password)
    with transaction(bind, now=now) as session:
        if not _still(session, account.id, account.password_hash):
            return Tried(sentence=WRONG_PASSWORD)
        _keep(session, Account.password_hash, account.password_hash, stronger)
        forget_attempts(session, key)
        begun = _begin(session, SignIn(account_id=account.id, browser=browser[:120]), now)
    return replace(begun, known_browser=remembered(bind, here, account.id))


def change_password(bind: Engine, account_id: int, *, old: str, new: str, token: str, now: datetime) -> str:
    """Whoever is signed in with ``token`` gives themselves a ``new`` password; every other browser is signed out.

    Returns a sentence where the ``old`` one is wrong or has been tried too often, else "". Raises Refused where the
    new one is weak, or the account has none because the organisation signs its owner in.
    """
    with transaction(bind, now=now) as session:
        row = session.get_one(Account, account_id)
        if not row.password_hash:
            raise Refused("Your organisation signs you in. There is no password here to change.")
        check_password(new, name=row.name, email=row.email)
        key, kept = f"change:{account_id}", row.password_hash
        if wait := count_attempt(session, key, now):
            return wait
    if not is_secret(kept, old):
        _note_wrong(bind, now, account_id=account_id)
        return WRONG_OLD_PASSWORD
    chosen = hash_secret(new)
    with transaction(bind, now=now) as session:
        if not _still(session, account_id, kept):
            return WRONG_OLD_PASSWORD
        forget_attempts(session, key)
        session.get_one(Account, account_id).password_hash = chosen
        sign_out_everywhere(session, account_id, but=token)
        note(session, Event.CHANGED_PASSWORD, f"account:{account_id}", account_id=account_id)
    return ""


def sign_in_with_pin(
    bind: Engine, *, computer_token: str, pin: str, member_id: int, browser: str, now: datetime
) -> Tried:
    """By the team's PIN, on a computer that was let in, as one of its people."""
    with transaction(bind, now=now) as session:
        computer = computer_of(session, computer_token)
        if computer is None:
            return Tried(sentence=NOT_ENROLLED)
        keys = (f"pin:{computer.team_id}:{computer.id}", f"pin:{computer.team_id}")
        wait = count_attempt(session, keys[0], now) or _of_the_team(session, keys, now)
        if wait:
            return Tried(sentence=wait)
        if not pin.isdecimal():
            return Tried(sentence=WRONG_PIN)
        kept = session.get(Pin, computer.team_id)
        member = session.get(Member, (computer.team_id, member_id))
        team_id, computer_id = computer.team_id, computer.id
        pin_hash, right = kept.pin_hash if kept else "", member is not None and not member.left
    if not is_secret(pin_hash, pin) or not right:
        _note_wrong(bind, now, team_id=team_id)
        return Tried(sentence=WRONG_PIN)
    stronger = renewed(pin_hash, pin)
    with transaction(bind, now=now) as session:
        pin_now = session.scalar(select(Pin.pin_hash).where(Pin.team_id == team_id).with_for_update(read=True))
        if pin_now != pin_hash:
            return Tried(sentence=WRONG_PIN)
        _keep(session, Pin.pin_hash, pin_hash, stronger)
        for key in keys:
            forget_attempts(session, key)
        row = SignIn(team_id=team_id, member_id=member_id, computer_id=computer_id, browser=browser[:120])
        begun = _begin(session, row, now)
        note_computer(session, row.id, now)
        return begun


def sign_in_with_subject(bind: Engine, *, subject: str, email: str, browser: str, now: datetime) -> Tried:
    """By the organisation's own sign-in, which vouches for ``subject`` and ``email``.

    The first time an account is found by its address; from then on by the subject, which never changes. A proxy that
    names no subject is believed for the address alone.
    """
    with transaction(bind, now=now) as session:
        account = session.scalar(select(Account).where(Account.subject == subject)) if subject else None
        if account is None and email:
            by_address = select(Account).where(Account.email == email.strip().casefold())
            account = session.scalar(by_address.where(Account.subject.is_(None)) if subject else by_address)
            if account is not None and subject and account.disabled_at is None:
                account.subject = subject
        if account is None:
            return Tried(sentence=NO_ACCOUNT)
        if account.disabled_at is not None:
            return Tried(sentence=CLOSED)
        return _begin(session, SignIn(account_id=account.id, browser=browser[:120]), now)


def sign_out(session: Session, token: str) -> None:
    row = session.scalar(select(SignIn).where(SignIn.token_hash == hash_of(token)).with_for_update())
    if row is not None:
        row.ended_at = min(row.ended_at or session.info["now"], session.info["now"])


def sign_out_soon(session: Session, sign_in_id: int) -> None:
    """After a huddle a shared computer is left alone: its sign-in ends by itself in a moment, in use or not."""
    row = session.get(SignIn, sign_in_id, with_for_update=True)
    if row is not None and row.account_id is None and row.ended_at is None:
        row.ended_at = session.info["now"] + SOON


def sign_out_everywhere(session: Session, account_id: int, *, but: str = "") -> int:
    """End every sign-in of an account, except the one with the token ``but``; how many there were."""
    mine = (SignIn.account_id == account_id, SignIn.ended_at.is_(None), SignIn.token_hash != hash_of(but))
    return session.execute(update(SignIn).where(*mine).values(ended_at=session.info["now"])).rowcount  # type: ignore[attr-defined,no-any-return]


def end_sign_in(session: Session, account_id: int, sign_in_id: int) -> None:
    """End one sign-in of an account, as its owner sees it in the list of their devices."""
    row = session.get(SignIn, sign_in_id, with_for_update=True)
    if row is not None and row.account_id == account_id:
        row.ended_at = row.ended_at or session.info["now"]


def _still(session: Session, account_id: int, password_hash: str) -> bool:
    """Whether the password that was just found right is still the account's: the slow hash held no lock."""
    row = session.get(Account, account_id, with_for_update=True)
    return row is not None and row.disabled_at is None and row.password_hash == password_hash


def _of_the_team(session: Session, keys: tuple[str, str], now: datetime) -> str:
    """What is guessed on other computers of the team shuts no computer on which hardly anybody guessed."""
    spent = count_attempt(session, keys[1], now, wait=False)
    return spent if failures(session, keys[0]) > FREE_TRIES else ""


def _keep(session: Session, column: InstrumentedAttribute[str], old: str, stronger: str) -> None:
    """Store a hash made anew, unless the secret was changed meanwhile. Nothing a person did: no version moves."""
    if stronger != old:
        session.execute(update(column.class_).where(column == old).values({column: stronger}))


def _begin(session: Session, row: SignIn, now: datetime) -> Tried:
    token = new_token()
    row.token_hash, row.started_at, row.seen_at = hash_of(token), now, now
    session.add(row)
    session.flush()
    by = f"account:{row.account_id}" if row.account_id else f"member:{row.team_id}:{row.member_id}"
    note(session, Event.SIGNED_IN, by, team_id=row.team_id, account_id=row.account_id)
    return Tried(token=token)


def _note_wrong(bind: Engine, now: datetime, *, team_id: int | None = None, account_id: int | None = None) -> None:
    """A line for a wrong try, by a stranger: nobody knows who it was. How many there can be is bounded by the waits."""
    with transaction(bind, now=now) as session:
        note(session, Event.WRONG_SECRET, "", team_id=team_id, account_id=account_id)
