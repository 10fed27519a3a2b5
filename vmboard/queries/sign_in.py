"""Session lookup: who is signed in, looked up by the browser's cookie at every run."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from vmboard.domain.access import permissions
from vmboard.domain.access.actor import Actor
from vmboard.domain.access.permissions import READS_BELOW, Person
from vmboard.domain.text.catalogue import _
from vmboard.domain.text.folding import natural
from vmboard.domain.views.board import MemberLine
from vmboard.domain.views.sign_in import CLOSED, DeviceLine, Entrance, SignedIn
from vmboard.domain.weeks import local_day, long_day
from vmboard.domain.words import Role
from vmboard.settings import settings
from vmboard.store.computers import computer_of
from vmboard.store.engine import reading
from vmboard.store.hashing import hash_of
from vmboard.store.sign_ins import note_seen
from vmboard.store.tables import Account, Computer, Grant, History, Member, Pin, SignIn, Team
from vmboard.store.tree import parents_under

_THIS_COMPUTER = frozenset(("localhost", "127.0.0.1", "::1"))


def find_and_note_seen(bind: Engine, token: str, now: datetime) -> SignedIn | None:
    """The live sign-in of a cookie, noted as seen; None where it was ended, sat idle for too long, or never was."""
    with reading(bind) as session:
        visitor = _signed_in(session, token, now) if token else None
    if visitor is not None:
        with suppress(SQLAlchemyError):  # the database is busy: whoever asks next writes it down
            note_seen(bind, visitor.sign_in_id, visitor.seen_at, now)
    return visitor


def is_open(bind: Engine, host: str, client: str, forwarded: bool) -> bool:
    """Whether nobody needs to sign in: while there are no accounts yet, on this very computer and nowhere else.

    ``host`` is the address that was asked for, ``client`` the one that asks; ``forwarded``: through a proxy.
    """
    everybody, name = settings().sign_in == "off", urlsplit(f"//{host}").hostname or ""
    here = not forwarded and name in _THIS_COMPUTER and client in _THIS_COMPUTER
    if not everybody and (settings().sign_in != "auto" or not here):
        return False
    with reading(bind) as session:  # of everybody too: while the database is away nobody gets past the gate
        return session.scalar(select(Account.id).limit(1)) is None or everybody


def actor_of(visitor: SignedIn) -> Actor:
    """Who acts, with everything that decides what they may."""
    person = Person(
        member_of=visitor.team_id, grants=visitor.grants, below=visitor.below, reads_below=visitor.reads_below,
        is_administrator=visitor.is_administrator, signs_for=visitor.signs_for, owes_as=visitor.owes_as,
    )  # fmt: skip
    return Actor(visitor.name, visitor.member_id, visitor.team_id, person, visitor.account_id)


def entrance(session: Session, computer_token: str) -> Entrance | None:
    """What to show at the entrance of a computer that belongs to a team; None on any other."""
    computer = computer_of(session, computer_token)
    if computer is None:
        return None
    team = session.get_one(Team, computer.team_id)
    wanted = select(Member).where(Member.team_id == team.id, Member.left.is_(False)).order_by(Member.id)
    rows = sorted(session.scalars(wanted), key=lambda member: natural(member.name))
    people = tuple(MemberLine(m.id, m.name, m.initials, m.job) for m in rows)
    return Entrance(team.id, team.slug, team.name, computer.name, people, session.get(Pin, team.id) is not None)


def _signed_in(session: Session, token: str, now: datetime) -> SignedIn | None:
    row = session.scalar(select(SignIn).where(SignIn.token_hash == hash_of(token)))
    if row is None or (row.ended_at is not None and row.ended_at <= now):
        return None
    chosen = settings()
    ward, own = timedelta(minutes=chosen.ward_idle_minutes), timedelta(hours=chosen.own_idle_hours)
    if now - row.seen_at > (ward if row.account_id is None else own):
        return None
    if now - row.started_at > timedelta(days=chosen.sign_in_days):
        return None
    return _by_account(session, row) if row.account_id is not None else _by_pin(session, row)


def devices(session: Session, account_id: int, token: str) -> Sequence[DeviceLine]:
    """Where an account is signed in, newest use first."""
    mine = select(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
    return [
        DeviceLine(row.id, row.browser, row.started_at, row.seen_at, row.token_hash == hash_of(token))
        for row in session.scalars(mine.order_by(SignIn.seen_at.desc()))
    ]


def why_out(session: Session, token: str) -> str:
    """Why this sign-in no longer counts, where it is more than that it is over; else empty."""
    closed = (
        select(Account.id).join(SignIn, SignIn.account_id == Account.id)
        .where(SignIn.token_hash == hash_of(token), Account.disabled_at.is_not(None))
    )  # fmt: skip
    return CLOSED if token and session.scalar(closed) is not None else ""


def withdrawn(session: Session, account_id: int, slug: str, today: date) -> str:
    """``On 3 Nov Rhona Bell withdrew what you were given for Ward 7A.``: of a team that was theirs; else empty."""
    team = session.scalar(select(Team).where(Team.slug == slug))
    if team is None:
        return ""
    noun, keys = Grant.__tablename__, [f"{account_id}:{role}" for role in Role]
    of_mine = (History.team_id == team.id, History.noun == noun, History.row_key.in_(keys))
    last = session.scalar(select(History).where(*of_mine).order_by(History.revision.desc()).limit(1))
    if last is None or last.after is not None:
        return ""
    on = long_day(local_day(last.at, team.timezone), today)
    return _("On {day} {who} withdrew what you were given for {team}.", day=on, who=last.actor_name, team=team.name)


def givers(session: Session) -> Sequence[tuple[str, str]]:
    """The open accounts of administrators, who can give somebody a team: names and addresses."""
    able = select(Account.name, Account.email).where(Account.is_administrator, Account.disabled_at.is_(None))
    found = session.execute(able.order_by(Account.id))
    return sorted(((row.name, row.email) for row in found), key=lambda giver: natural(giver[0]))


def _by_account(session: Session, row: SignIn) -> SignedIn | None:
    account = session.get_one(Account, row.account_id)
    if account.disabled_at is not None:
        return None
    grants = session.scalars(select(Grant).where(Grant.account_id == account.id))
    given = tuple(permissions.Grant(g.team_id, g.role, g.may_edit) for g in grants)
    managed = {g.team_id for g in given if g.role is Role.MANAGER}
    above = parents_under(session, [g.team_id for g in given if g.role in READS_BELOW])
    return SignedIn(
        row.id, account.name, row.seen_at, account.id, account.is_administrator, given,
        frozenset(team_id for team_id, parent_id in above.items() if parent_id in managed), frozenset(above),
        has_password=bool(account.password_hash), signs_for=account.signs_for,
        owes_as=account.owes_as,
    )  # fmt: skip


def _by_pin(session: Session, row: SignIn) -> SignedIn | None:
    """Someone of the ward, while they are on the team and the computer still belongs to it."""
    member = session.get(Member, (row.team_id, row.member_id))
    computer = session.get(Computer, (row.team_id, row.computer_id))
    if member is None or member.left or computer is None or computer.revoked_at is not None:
        return None
    return SignedIn(row.id, member.name, row.seen_at, team_id=row.team_id, member_id=member.id)
