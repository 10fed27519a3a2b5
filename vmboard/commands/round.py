"""The rules of the morning round: how the list is made. They are one choice for all teams; whoever makes the round may
keep some of their own in its place, which change nobody else's list."""

from sqlalchemy.orm import Session

from vmboard.commands.choices import choose, forget
from vmboard.domain.access.actor import Actor, asks
from vmboard.domain.access.verbs import Verb
from vmboard.domain.coaching.reasons_to_visit import Rules
from vmboard.domain.dials import adjusted
from vmboard.domain.refusals import Refused
from vmboard.domain.text.catalogue import N_
from vmboard.store.choices import ROUND as CHOSEN
from vmboard.store.choices import own_name
from vmboard.store.tables import Choice

NEWER = N_("Someone else changed how this list is made. Look at theirs first, then choose.")


@asks(Verb.SET_ROUND_RULES)
def set_rules(session: Session, actor: Actor, *, version: int, **turned: float) -> Choice:
    """Set the dials. ``version`` is the one the person saw, 0 for those we ship. Raises Refused and Clash."""
    return choose(session, actor.name, CHOSEN, vars(adjusted(Rules(), **turned)), version=version, newer=NEWER)


@asks(Verb.RESET_ROUND_RULES)
def reset_rules(session: Session, actor: Actor) -> None:
    """Rank as we ship it again."""
    forget(session, CHOSEN)


@asks(Verb.KEEP_OWN_ROUND_RULES)
def keep_own_rules(session: Session, actor: Actor, *, version: int, **turned: float) -> Choice:
    """Rank one's own round by these. ``version`` is that of one's own before, 0 for none. Raises Refused and Clash."""
    if actor.account_id is None:
        raise Refused("Sign in with an account of your own: only then can a list be kept for you alone.")
    values = vars(adjusted(Rules(), **turned))
    return choose(session, actor.name, own_name(actor.key), values, version=version, newer=NEWER)


@asks(Verb.DROP_OWN_ROUND_RULES)
def drop_own_rules(session: Session, actor: Actor) -> None:
    """Rank one's own round as everybody's again."""
    forget(session, own_name(actor.key))
