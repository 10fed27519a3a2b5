"""Who somebody is at a huddle, for the others who have it open, and whether these changed something meanwhile."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.permissions import Person
from vmboard.domain.access.verbs import Verb
from vmboard.domain.text.initials import initials_of
from vmboard.domain.words import Role
from vmboard.store.tables import History, Member

COACH = "Coach"
FAR = 10**15
"""More than any board has revisions, and less than a database counts to."""


@asks(Verb.ATTEND_HUDDLE)
def attends_as(session: Session, actor: Actor, team_id: int) -> str:
    """The initials by which the others see whoever asks; ``Coach`` for one who coaches the team. Empty for whoever
    chose no name on this computer and is not signed in: nobody is shown who did not say who they are."""
    if actor.account_id is not None:
        return COACH if _coaches(actor.person, team_id) else initials_of(actor.name)
    if actor.member_id is None or actor.team_id != team_id:
        return ""
    mine = select(Member.initials).where(Member.team_id == team_id, Member.id == actor.member_id)
    return session.scalar(mine) or ""


def _coaches(person: Person, team_id: int) -> bool:
    """By a grant for the team itself, else by what they are for the teams above it."""
    own = {grant.role for grant in person.grants if grant.team_id == team_id}
    roles = own or {grant.role for grant in person.grants}
    return Role.COACH in roles and roles.isdisjoint({Role.LEAD, Role.MANAGER})


def changed_by_others(session: Session, mine: str, team_id: int, seen: object) -> bool:
    """Whether somebody of another name than ``mine`` changed the team's board after a revision, as a browser said it.
    For those who may attend alone: ``attends_as`` asks."""
    if type(seen) is not int or not 0 <= seen < FAR:
        return False
    later = select(History.revision).where(
        History.team_id == team_id, History.revision > seen, History.actor_name != mine
    )
    return session.execute(later.limit(1)).first() is not None
