"""Who gets in: a team's PIN, computers and grants, and the accounts of the installation."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.views.access import AccessView, AccountLine, ComputerLine, GrantedLine
from vmboard.domain.weeks import local_day, long_day, moment_words
from vmboard.store.tables import Account, Computer, Grant, Pin, Team


@asks(Verb.READ_TEAM_ACCESS)
def team_access(session: Session, actor: Actor, team_id: int, today: date, now: datetime) -> AccessView:
    """Everything on a team's page "Who gets in". No secret is in it, nor any hash of one."""
    pin, zone = session.get(Pin, team_id), session.get_one(Team, team_id).timezone
    live = select(Computer).where(Computer.team_id == team_id, Computer.revoked_at.is_(None)).order_by(Computer.name)
    grants = session.execute(
        select(Grant, Account).join(Account, Account.id == Grant.account_id)
        .where(Grant.team_id == team_id).order_by(Grant.role, Account.name)
    )  # fmt: skip
    may_grant = may(actor.person, Verb.GRANT_ROLE, Thing(team_id))
    return AccessView(
        f"Set {long_day(local_day(pin.set_at, zone), today)}" if pin else "Not set yet",
        tuple(
            ComputerLine(
                c.id,
                c.name,
                f"let in by {c.enrolled_by} on {long_day(local_day(c.enrolled_at, zone), today)}",
                f"last seen {moment_words(c.last_seen_at, now)}" if c.last_seen_at else "not seen yet",
            )
            for c in session.scalars(live)
        ),
        tuple(GrantedLine(a.id, a.name, a.email, g.role, g.may_edit) for g, a in grants),
        tuple(one for one in _accounts(session) if not one.closed) if may_grant else (),
        may_grant,
    )


@asks(Verb.READ_ACCOUNTS)
def accounts(session: Session, actor: Actor) -> Sequence[AccountLine]:
    """Every account, by name."""
    return _accounts(session)


def _accounts(session: Session) -> Sequence[AccountLine]:
    rows = session.scalars(select(Account).order_by(Account.name))
    return [
        AccountLine(a.id, a.name, a.email, a.disabled_at is not None, bool(a.password_hash), _words(a), a.signs_for)
        for a in rows
    ]


def _words(account: Account) -> str:
    said = ["administrator"] if account.is_administrator else []
    said += [f"signs for {account.signs_for.of}"] if account.signs_for else []
    said.append("by password" if account.password_hash else "by the organisation’s sign-in")
    if account.disabled_at is not None:
        said.append("closed")
    return ", ".join(said)
