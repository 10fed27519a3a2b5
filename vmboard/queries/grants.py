"""Bulk authorisation choices: which teams may be given at once, and what the lines of a file mean."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.granting import NO, YES, GrantRow, NewGrant, Resolved, role_of
from vmboard.domain.access.verbs import Verb
from vmboard.domain.figures.sheets import Refusal
from vmboard.domain.text.catalogue import ngettext
from vmboard.domain.text.phrases import phrase
from vmboard.domain.views.access import GrantChoices, TeamGroup
from vmboard.domain.words import Role
from vmboard.queries.access import account_lines
from vmboard.queries.teams import teams
from vmboard.store.tables import Account
from vmboard.store.tree import all_under

ROLE_EXPECTED = phrase("lead, coach, manager or data owner")


@asks(Verb.READ_GRANT_CHOICES)
def grant_choices(session: Session, actor: Actor) -> GrantChoices:
    """The open accounts, and what may be given: all below a team, all of a site, each team by itself."""
    accounts = tuple(line for line in account_lines(session) if not line.closed)
    return GrantChoices(accounts, tuple(_groups(session, actor)))


@asks(Verb.READ_GRANT_ROWS)
def resolved(session: Session, actor: Actor, rows: Sequence[GrantRow], file: str) -> Resolved:
    """The grants that lines of a file ask for; or, of each line that cannot be taken, why."""
    open_ones = select(Account.email, Account.id).where(Account.disabled_at.is_(None))
    accounts = {row.email: row.id for row in session.execute(open_ones)}
    named: dict[str, set[int]] = defaultdict(set)
    for team in teams(session, actor):
        named[team.slug.casefold()].add(team.team_id)
        named[team.name.casefold()].add(team.team_id)
    wanted, refused = [], []
    for row in rows:
        meant, role, edit = named.get(row.team.casefold(), set()), role_of(row.role), row.may_edit.casefold()
        account_id = accounts.get(row.email.casefold())
        for wrong, said, expected in (
            (account_id is None, row.email, phrase("the e-mail address of an open account")),
            (not meant, row.team, phrase("a team’s name, or its address as “team list” shows it")),
            (len(meant) > 1, row.team, phrase("the team’s address: more than one team has this name")),
            (role is None, row.role, ROLE_EXPECTED),
            (edit not in (*YES, *NO), row.may_edit, phrase("yes, or nothing")),
        ):
            if wrong:
                line = phrase("line {number}", number=row.number)
                refused.append(Refusal(file, line, said[:60] or phrase("nothing"), expected))
        if account_id is not None and len(meant) == 1 and role is not None:
            wanted.append(NewGrant(min(meant), account_id, role, edit in YES and role is Role.COACH))
    return Resolved(() if refused else tuple(wanted), tuple(refused))


def _groups(session: Session, actor: Actor) -> Iterator[TeamGroup]:
    lines = [team for team in teams(session, actor) if not team.stand_in]
    under, sites = all_under(session), defaultdict(list)
    for team in lines:
        sites[team.site, team.organisation].append(team.team_id)
    for team in lines:
        if below := under(team.team_id):
            label = ngettext("{name}: the {n} team below", "{name}: all {n} teams below", len(below), name=team.name)
            yield TeamGroup(label, tuple(sorted(below)), below=team.slug)
    for (site, organisation), ids in sites.items():
        label = ngettext("{name}: its {n} team", "{name}: all {n} teams", len(ids), name=f"{site}, {organisation}")
        yield TeamGroup(label, tuple(ids), site=site)
    for team in lines:
        yield TeamGroup(f"{team.name}, {team.site}", (team.team_id,), slug=team.slug)
