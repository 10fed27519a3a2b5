"""Who gets in: a team's PIN, computers and grants, and the accounts of the installation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import READS_BELOW, Thing, may
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.catalogue import N_, _, ngettext
from vmboard.domain.text.folding import natural
from vmboard.domain.views.access import AccessView, AccountLine, ComputerLine, GrantedLine, ReaderLine
from vmboard.domain.weeks import local_day, long_day, moment_words
from vmboard.domain.words import Role
from vmboard.store.hashing import hash_of
from vmboard.store.tables import Account, Computer, Grant, Pin, Team
from vmboard.store.tree import all_under, parents_under, teams_above

_DOES = {
    Role.LEAD: N_("leads {team}"), Role.COACH: N_("coaches {team}"), Role.MANAGER: N_("manages {team}"),
    Role.DATA_OWNER: N_("gives figures to {team}"),
}  # fmt: skip


def does_words(role: Role, team: str) -> str:
    """``coaches Ward 7B``, as it follows a name."""
    return _(_DOES[role], team=team)


@asks(Verb.READ_TEAM_ACCESS)
def team_access(
    session: Session, actor: Actor, team_id: int, today: date, now: datetime, computer_token: str = ""
) -> AccessView:
    """Everything on a team's page "Who gets in". No secret is in it, nor any hash of one. ``computer_token`` is the
    cookie of the computer that asks."""
    pin, zone = session.get(Pin, team_id), session.get_one(Team, team_id).timezone
    live = select(Computer).where(Computer.team_id == team_id, Computer.revoked_at.is_(None)).order_by(Computer.id)
    grants = session.execute(
        select(Grant, Account).join(Account, Account.id == Grant.account_id)
        .where(Grant.team_id == team_id).order_by(Account.id)
    ).all()  # fmt: skip
    may_grant = may(actor.person, Verb.GRANT_ROLE, Thing(team_id))
    below, this_one = len(parents_under(session, [team_id])), hash_of(computer_token) if computer_token else ""
    return AccessView(
        _("Set {day}", day=long_day(local_day(pin.set_at, zone), today)) if pin else _("Not set yet"),
        tuple(
            ComputerLine(
                c.id,
                c.name,
                _(
                    "let in by {name} on {day}",
                    name=c.enrolled_by,
                    day=long_day(local_day(c.enrolled_at, zone), today),
                ),
                _("last seen {ago}", ago=moment_words(c.last_seen_at, now)) if c.last_seen_at else _("not seen yet"),
                c.token_hash == this_one,
            )
            for c in sorted(session.scalars(live), key=lambda computer: natural(computer.name))
        ),
        tuple(
            GrantedLine(a.id, a.name, a.email, g.role, g.may_edit, below if g.role in READS_BELOW else 0)
            for g, a in sorted(grants, key=lambda row: (row[0].role, natural(row[1].name)))
        ),
        tuple(line for line in account_lines(session) if not line.closed) if may_grant else (),
        may_grant,
        tuple(_readers(session, team_id)),
    )


def _readers(session: Session, team_id: int) -> Iterable[ReaderLine]:
    """Who reads the board because they manage or coach a team above: nobody is read without knowing it."""
    above = teams_above(session, team_id)
    read = (
        select(Account.id, Account.name, Grant.role, Team.name)
        .join(Grant, Grant.account_id == Account.id)
        .join(Team, Team.id == Grant.team_id)
        .where(Grant.team_id.in_(above), Grant.role.in_(READS_BELOW), Account.disabled_at.is_(None))
        .order_by(Account.id, Team.id)
    )
    lines = [ReaderLine(id_, name, does_words(role, team)) for id_, name, role, team in session.execute(read)]
    return sorted(lines, key=lambda line: (natural(line.name), natural(line.words)))


@asks(Verb.READ_ACCOUNTS)
def accounts(session: Session, actor: Actor) -> Sequence[AccountLine]:
    """Every account, by name, with what it was granted."""
    return account_lines(session, _grant_words(session))


def account_lines(session: Session, grants: Mapping[int, Sequence[str]] | None = None) -> Sequence[AccountLine]:
    """Every account, by name; ``grants`` are their words."""
    rows = sorted(session.scalars(select(Account).order_by(Account.id)), key=lambda row: natural(row.name))
    return [
        AccountLine(
            a.id, a.name, a.email, a.disabled_at is not None, bool(a.password_hash), _words(a), a.is_administrator,
            tuple((grants or {}).get(a.id, ())), a.signs_for, a.owes_as,
        )
        for a in rows
    ]  # fmt: skip


def _grant_words(session: Session) -> Mapping[int, Sequence[str]]:
    """``Manages Surgical Division, reads 6 teams below``, by account. Three queries, however many there are."""
    given = session.execute(
        select(Grant.account_id, Grant.role, Grant.may_edit, Grant.team_id, Team.name)
        .join(Team, Team.id == Grant.team_id)
        .order_by(Grant.role.desc(), Team.id)
    ).all()
    under = all_under(session)
    made = defaultdict(list)
    for account_id, role, may_edit, team_id, team in sorted(given, key=lambda row: natural(row.name)):
        does = does_words(role, team)
        words = (
            _("{does} and may edit", does=f"{does[:1].upper()}{does[1:]}") if may_edit else does[:1].upper() + does[1:]
        )
        below = len(under(team_id)) if role in READS_BELOW else 0
        if below:
            words = ngettext("{does}, reads {n} team below", "{does}, reads {n} teams below", below, does=words)
        made[account_id].append(words)
    return made


def _words(account: Account) -> str:
    said = [_("administrator")] if account.is_administrator else []
    said += [_("signs for {profession}", profession=account.signs_for.of)] if account.signs_for else []
    said += [_("gives figures as {name}", name=account.owes_as)] if account.owes_as else []
    said.append(_("by password") if account.password_hash else _("by the organisation’s sign-in"))
    if account.disabled_at is not None:
        said.append(_("closed"))
    return ", ".join(said)
