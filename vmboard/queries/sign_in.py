"""Who is signed in, looked up by the browser's cookie at every run."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.views import MemberLine
from vmboard.domain.views.sign_in import DeviceLine, Entrance, GrantLine, SignedIn
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Account, Computer, Grant, Member, Pin, SignIn, Team


def signed_in(
    session: Session, token: str, now: datetime, *, ward_idle: timedelta, own_idle: timedelta
) -> SignedIn | None:
    """The live sign-in of this cookie; None where it was ended, sat idle for too long, or never was.

    ``ward_idle`` counts on a computer of the ward, ``own_idle`` on a person's own browser.
    """
    row = session.scalar(select(SignIn).where(SignIn.token_hash == hash_of(token))) if token else None
    if row is None or row.ended_at is not None:
        return None
    if now - row.seen_at > (ward_idle if row.account_id is None else own_idle):
        return None
    return _by_account(session, row) if row.account_id is not None else _by_pin(session, row)


def entrance(session: Session, computer_token: str) -> Entrance | None:
    """What to show at the entrance of a computer that belongs to a team; None on any other."""
    live = select(Computer).where(Computer.token_hash == hash_of(computer_token), Computer.revoked_at.is_(None))
    computer = session.scalar(live) if computer_token else None
    if computer is None:
        return None
    team = session.get_one(Team, computer.team_id)
    wanted = select(Member).where(Member.team_id == team.id, Member.left.is_(False)).order_by(Member.name)
    people = tuple(MemberLine(m.id, m.name, m.initials, m.job) for m in session.scalars(wanted))
    return Entrance(team.id, team.slug, team.name, computer.name, people, session.get(Pin, team.id) is not None)


def devices(session: Session, account_id: int, token: str) -> Sequence[DeviceLine]:
    """Where an account is signed in, newest use first."""
    mine = select(SignIn).where(SignIn.account_id == account_id, SignIn.ended_at.is_(None))
    return [
        DeviceLine(row.id, row.browser, row.started_at, row.seen_at, row.token_hash == hash_of(token))
        for row in session.scalars(mine.order_by(SignIn.seen_at.desc()))
    ]


def _by_account(session: Session, row: SignIn) -> SignedIn | None:
    account = session.get_one(Account, row.account_id)
    if account.disabled_at is not None:
        return None
    grants = session.scalars(select(Grant).where(Grant.account_id == account.id))
    given = tuple(GrantLine(g.team_id, g.role, g.may_edit) for g in grants)
    return SignedIn(row.id, account.name, row.seen_at, account.id, account.is_administrator, given)


def _by_pin(session: Session, row: SignIn) -> SignedIn | None:
    """Someone of the ward, while they are on the team and the computer still belongs to it."""
    member = session.get(Member, (row.team_id, row.member_id))
    computer = session.get(Computer, (row.team_id, row.computer_id))
    if member is None or member.left or computer is None or computer.revoked_at is not None:
        return None
    return SignedIn(row.id, member.name, row.seen_at, team_id=row.team_id, member_id=member.id)
