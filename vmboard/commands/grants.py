"""Bulk authorisation grants: many teams at once: all of them or none, each with its row of history."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from sqlalchemy.orm import Session

from vmboard.commands import history
from vmboard.commands.accounts import account_row
from vmboard.commands.auditing import note
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.granting import Granted, NewGrant, each_once
from vmboard.domain.access.verbs import Verb
from vmboard.store.tables import Grant

GRANTING = "giving out grants"


@asks(Verb.GRANT_MANY)
def grant_many(session: Session, actor: Actor, wanted: Sequence[NewGrant]) -> Granted:
    """Give grants of any number of teams. What stands so already stays; ``withdraw_many`` takes them back."""
    wanted = _held(session, wanted)
    given = []
    for team_id, mine in groupby(wanted, key=attrgetter("team_id")):
        rows = []
        for new in mine:
            standing = history.held_row(session, Grant, team_id, new.account_id, new.role)
            if standing is None:
                rows.append(Grant(**vars(new)))
            elif standing.may_edit != new.may_edit:
                with history.change(session, actor, "grant", standing):
                    standing.may_edit = new.may_edit
                given.append(standing)
        given += history.add_all(session, actor, "grant", rows)
    _note_each(session, actor, Verb.GRANT_ROLE, given)
    return Granted(given=len(given), same=len(wanted) - len(given))


@asks(Verb.WITHDRAW_MANY)
def withdraw_many(session: Session, actor: Actor, wanted: Sequence[NewGrant]) -> Granted:
    """Take grants back; those that nobody has are passed over."""
    wanted = _held(session, wanted)
    taken = []
    for team_id, mine in groupby(wanted, key=attrgetter("team_id")):
        standing = [history.held_row(session, Grant, team_id, old.account_id, old.role) for old in mine]
        rows = [row for row in standing if row is not None]
        history.remove_all(session, actor, "withdraw grant", rows)
        taken += rows
    _note_each(session, actor, Verb.WITHDRAW_ROLE, taken)
    return Granted(taken=len(taken), same=len(wanted) - len(taken))


def _note_each(session: Session, actor: Actor, verb: Verb, grants: Sequence[Grant]) -> None:
    for row in grants:
        note(session, verb, actor.by, team_id=row.team_id, account_id=row.account_id)


def _held(session: Session, wanted: Sequence[NewGrant]) -> list[NewGrant]:
    """Each once, by team, once other writers of all these teams are through: in the order of their ids, so that two
    who give at once never wait for each other."""
    by_team = each_once(wanted)
    for team_id in dict.fromkeys(one.team_id for one in by_team):
        history.hold(session, team_id)
    for account_id in {one.account_id for one in by_team}:
        account_row(session, account_id)
    return by_team
